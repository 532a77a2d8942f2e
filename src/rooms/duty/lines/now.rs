//! The part "now": who is on duty, the next check-in, gaps ahead, what the desk owes.

use chrono::{NaiveDateTime, TimeDelta, Timelike};

use super::{Item, Line, minute};
use crate::domain::duty::figures::{Gap, gaps};
use crate::domain::duty::owed::DeskDuty;
use crate::domain::duty::rota::{Turn, final_rota};
use crate::domain::obligation::{Kind, State};
use crate::domain::stands::Group;
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;
use crate::words::Word;

/// How far ahead gaps are named, and how many.
const AHEAD: TimeDelta = TimeDelta::days(7);
const NAMED: usize = 6;

const ON_DUTY: Word = Word::new("在岗", "On duty");
const GAPS: Word = Word::new("七天内的空缺", "Gaps within seven days");
const LATER: Word = Word::new("随后到期", "due later");
const SHIFT: Word = Word::new("本班到期", "due in this shift");
const PAST: Word = Word::new("已过点", "late");

pub fn lines(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let now = cx.now.naive_local();
    let mut out = vec![Line::heading(ON_DUTY, cx)];
    if let Some(said) = board.clock_said(now) {
        out.insert(0, Line::plain(&said, Role::Warn, cx));
    }
    let before = out.len();
    out.extend(board.on(now).map(|t| on(t, board, cx)));
    if out.len() == before {
        let nobody = say!("现在没有人在班。", "Nobody is on duty now.");
        out.push(Line::plain(&nobody, Role::Warn, cx));
    }
    if let Some(next) = board.next_check_in(now) {
        let at = minute(next.due);
        let said = say!("下次报到 {at}", "next check-in {at}");
        out.push(Line::of(Item::Duty(next.key.clone())).text(0, said.say(cx.lang)));
    }
    out.extend(holes(board, now, cx));
    let ends = board.shift_ends(now);
    for (word, group) in [
        (Group::Overdue.word(), Group::Overdue),
        (SHIFT, Group::Shift),
        (Group::Signature.word(), Group::Signature),
        (LATER, Group::Later),
    ] {
        let of =
            |d: &&DeskDuty| d.obligation.is_owed(cx.today) && grouped(d, now, ends, cx) == group;
        let all: Vec<Line> = board
            .duties
            .iter()
            .filter(of)
            .map(|d| duty(d, board, cx))
            .collect();
        if !all.is_empty() {
            out.push(Line::heading(word, cx));
            out.extend(all);
        }
    }
    out
}

fn grouped(d: &DeskDuty, now: NaiveDateTime, ends: NaiveDateTime, cx: &Cx<'_>) -> Group {
    if d.obligation.state(cx.today) == State::Overdue {
        Group::Overdue
    } else if d.obligation.kind == Kind::Handover && d.opens <= now {
        Group::Signature
    } else if d.due <= ends {
        Group::Shift
    } else {
        Group::Later
    }
}

fn on(t: &Turn, board: &Board, cx: &Cx<'_>) -> Line {
    let staff: Vec<&str> = t.crew.staff.iter().map(|l| board.name(l)).collect();
    let (from, to, staff) = (minute(t.from), minute(t.until), staff.join(" "));
    let (leader, phone) = (board.name(&t.crew.leader), t.phone.line());
    let said = say!(
        "带班 {leader}　值班 {staff}　{phone}",
        "leader {leader}, staff {staff}, {phone}"
    );
    Line::of(Item::Nothing)
        .role(26, &format!("{from} – {to}"), Role::Quiet)
        .text(0, said.say(cx.lang))
}

fn holes(board: &Board, now: NaiveDateTime, cx: &Cx<'_>) -> Vec<Line> {
    let until = now + AHEAD;
    let turns = final_rota(&board.book, &cx.office.calendar, now, until);
    let rota_kept = !turns.is_empty() || cx.office.preparing(cx.today).is_some();
    if !rota_kept {
        return Vec::new();
    }
    let all: Vec<Gap> = gaps(&turns, now, until);
    if all.is_empty() {
        return Vec::new();
    }
    let mut out = vec![Line::heading(GAPS, cx)];
    out.extend(all.iter().take(NAMED).map(|g| gap(g, cx)));
    let more = all.len().saturating_sub(NAMED);
    if more > 0 {
        let said = say!("另有{more}处，见“值班表”", "{more} more, see the rota");
        out.push(Line::plain(&said, Role::Quiet, cx));
    }
    out
}

/// A stretch that is not covered.
pub fn gap(g: &Gap, cx: &Cx<'_>) -> Line {
    let (from, to) = (minute(g.from), minute(g.to));
    // What is past cannot be filled any more; what lasts is filled from this hour on.
    let now = cx.now.naive_local();
    let hour = now.with_minute(0).and_then(|t| t.with_second(0));
    let open = g.from.max(hour.unwrap_or(now));
    let item = if g.to <= now {
        Item::Nothing
    } else {
        Item::Gap(open, g.to)
    };
    Line::of(item)
        .role(26, &format!("{from} – {to}"), Role::Warn)
        .role(0, g.hole.word().say(cx.lang), Role::Danger)
}

fn duty(d: &DeskDuty, board: &Board, cx: &Cx<'_>) -> Line {
    let late = d.obligation.state(cx.today) == State::Overdue;
    let role = if late { Role::Danger } else { Role::Text };
    let mark = if late { PAST.say(cx.lang) } else { "" };
    let who: Vec<&str> = d.who.iter().map(|l| board.name(l)).collect();
    let mut line = Line::of(Item::Duty(d.key.clone()))
        .role(13, &minute(d.due), role)
        .role(7, mark, role)
        .text(0, d.what.say(cx.lang))
        .role(0, &format!(" {}", d.rung.word().say(cx.lang)), Role::Quiet)
        .role(0, &format!(" {}", who.join(" ")), Role::Quiet);
    if let Some(seen) = &d.seen {
        let (name, at) = (board.writer(seen), minute(seen.at));
        let said = say!(" {name} {at} 已看过", " seen by {name} {at}");
        line = line.role(0, said.say(cx.lang), Role::Quiet);
    }
    line
}
