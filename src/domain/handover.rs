//! The handover as the program drafts it from the record: nothing open is left out.

use chrono::NaiveDateTime;

use super::duty::book::Book;
use super::duty::deed::{Line, LineGroup};
use super::duty::owed::DeskDuty;
use crate::domain::alert::Owed;
use crate::domain::obligation::{Kind, State};

/// What the desk keeps for the next shift whatever happens.
const EQUIPMENT: &str = "值班电话、印章、钥匙、对讲机";

/// Drafts the lines of a handover: `from` to `to` is the shift that ends, `next` the end of the one
/// that begins. `owed` is what is owed on petitions and falls due by then, or is overdue.
#[must_use]
pub fn draft(
    book: &Book,
    duties: &[DeskDuty],
    owed: &[Owed],
    (from, to): (NaiveDateTime, NaiveDateTime),
    next: NaiveDateTime,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |group: LineGroup, text: String, flagged: bool| {
        lines.push(Line {
            group,
            text: text.into(),
            flagged,
        });
    };
    for u in book.urgent.iter().filter(|u| u.next.is_some()) {
        let (seq, calls) = (u.stamp.seq, u.calls.len());
        let at = u.stamp.at.format("%m-%d %H:%M");
        add(
            LineGroup::Urgent,
            format!("紧急求助第{seq}号（{at}，已拨{calls}个电话），未了"),
            true,
        );
    }
    for o in owed {
        let promised = matches!(o.obligation.kind, Kind::Fulfil | Kind::FollowUp);
        let (due, kind) = (o.obligation.due.effective, o.obligation.kind.word().zh);
        let said = o.summary.line();
        let late = o.obligation.state(to.date()) == State::Overdue;
        let group = match (promised, due <= next.date()) {
            (true, _) => LineGroup::Promised,
            (false, true) if !late => LineGroup::Due,
            _ => LineGroup::OnHand,
        };
        let mark = if late { "逾期" } else { "到期" };
        add(
            group,
            format!("{} {kind} {due}{mark} {} {said}", o.number.0, o.unit),
            // What is due next and what was promised is looked at line by line; the backlog is listed.
            group != LineGroup::OnHand,
        );
    }
    desk(&mut add, duties, to, next);
    for line in book
        .log
        .iter()
        .filter(|l| l.unusual && from <= l.at && l.at <= to)
    {
        let at = line.at.format("%H:%M");
        let text = line.corrections.last().map_or(&line.text, |(_, t)| t);
        add(LineGroup::Unusual, format!("{at} {}", text.raw()), true);
    }
    add(LineGroup::Equipment, EQUIPMENT.to_owned(), true);
    lines.sort_by_key(|l| l.group);
    lines
}

/// What the desk itself owes: missed duties to be touched, the coming ones listed.
fn desk(
    add: &mut impl FnMut(LineGroup, String, bool),
    duties: &[DeskDuty],
    to: NaiveDateTime,
    next: NaiveDateTime,
) {
    let today = to.date();
    for d in duties {
        let owes = matches!(d.obligation.state(today), State::Open | State::Overdue);
        if owes && d.obligation.kind != Kind::Handover && d.due <= next {
            let late = d.due < to;
            let group = if late {
                LineGroup::OnHand
            } else {
                LineGroup::Due
            };
            add(group, d.what.zh.to_string(), late);
        }
    }
}
