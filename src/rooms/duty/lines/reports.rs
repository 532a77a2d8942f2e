//! The part "reports": which are due, then what was reported; matters, counts and what the office did.

use std::cmp::Reverse;

use super::{Item, Line, content, minute};
use crate::domain::duty::book::Stamp;
use crate::domain::duty::deed::Content;
use crate::domain::duty::owed::DeskDuty;
use crate::domain::obligation::{Kind, State};
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;
use crate::words::Word;

/// Reports of the past that are shown.
const PAST: usize = 60;

const DUE: Word = Word::new("应报", "To report");
const DONE: Word = Word::new("已报", "Reported");
const SCREENED: Word = Word::new("排查", "screening");
const ZERO: Word = Word::new("零报告", "zero report");

pub fn lines(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let due = board.duties.iter().filter(|d| {
        let kind = d.obligation.kind;
        matches!(kind, Kind::ZeroReport | Kind::ScreeningReport) && d.obligation.is_owed(cx.today)
    });
    let mut out = vec![Line::heading(DUE, cx)];
    out.extend(due.map(|d| to_report(d, cx)));
    if out.len() == 1 {
        let none = say!("眼下没有要报的。", "Nothing is to be reported now.");
        out.push(Line::plain(&none, Role::Quiet, cx));
    }
    let mut done: Vec<(String, Line)> = Vec::new();
    for ((unit, slot), (stamp, c)) in &board.book.reports {
        let unit = cx.office.units.name(*unit);
        done.push((
            slot.to_string(),
            reported(ZERO, &minute(*slot), &unit, stamp, c, board, cx),
        ));
    }
    for ((unit, until), (stamp, c)) in &board.book.screened {
        let (unit, day) = (
            cx.office.units.name(*unit),
            until.format("%m-%d").to_string(),
        );
        done.push((
            until.to_string(),
            reported(SCREENED, &day, &unit, stamp, c, board, cx),
        ));
    }
    if !done.is_empty() {
        done.sort_by_key(|(at, _)| Reverse(at.clone()));
        out.push(Line::heading(DONE, cx));
        out.extend(done.into_iter().take(PAST).map(|(_, line)| line));
    }
    out
}

fn to_report(d: &DeskDuty, cx: &Cx<'_>) -> Line {
    let o = &d.obligation;
    let item = if o.kind == Kind::ZeroReport {
        Item::Report(o.owed_by, d.due)
    } else {
        Item::Round(o.owed_by, o.due.effective)
    };
    let role = if o.state(cx.today) == State::Overdue {
        Role::Danger
    } else {
        Role::Text
    };
    Line::of(item)
        .role(13, &minute(d.due), role)
        .text(20, &cx.office.units.name(o.owed_by))
        .text(0, d.what.say(cx.lang))
}

fn reported(
    word: Word,
    at: &str,
    unit: &str,
    stamp: &Stamp,
    c: &Content,
    board: &Board,
    cx: &Cx<'_>,
) -> Line {
    Line::of(Item::Nothing)
        .role(13, at, Role::Quiet)
        .role(20, unit, Role::Quiet)
        .role(12, word.say(cx.lang), Role::Quiet)
        .role(10, &board.writer(stamp), Role::Quiet)
        .text(0, content(c).say(cx.lang))
}
