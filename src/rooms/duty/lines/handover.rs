//! The part "handover": what is to be handed over, the newest drafts with every line, the signatures.

use chrono::NaiveDateTime;

use super::{Item, Line, minute};
use crate::domain::duty::book::HandoverRecord;
use crate::domain::obligation::{Kind, State};
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;
use crate::words::{Sentence, Word};

/// Handovers shown with all their lines, and by their heads alone.
const WHOLE: usize = 2;
const HEADS: usize = 20;

const TO_DRAFT: Word = Word::new("待起草", "To be drafted");

pub fn lines(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let open = board.duties.iter().filter(|d| {
        d.obligation.kind == Kind::Handover
            && d.obligation.is_owed(cx.today)
            && d.obligation.since == 0
    });
    let mut out: Vec<Line> = Vec::new();
    for d in open {
        let late = d.obligation.state(cx.today) == State::Overdue;
        let role = if late { Role::Danger } else { Role::Text };
        let ends = ends(&d.key).unwrap_or(d.due);
        out.push(
            Line::of(Item::ToDraft(ends))
                .role(13, &minute(ends), role)
                .text(0, d.what.say(cx.lang)),
        );
    }
    if !out.is_empty() {
        out.insert(0, Line::heading(TO_DRAFT, cx));
    }
    // Of several drafts for one shift's end only the newest counts.
    let newest = |h: &&HandoverRecord| {
        let same = board.book.handovers.iter().rfind(|n| n.to == h.to);
        same.is_none_or(|n| n.stamp.seq == h.stamp.seq)
    };
    let mut all: Vec<&HandoverRecord> = board.book.handovers.iter().filter(newest).collect();
    all.sort_by_key(|h| std::cmp::Reverse(h.to));
    for (at, h) in all.into_iter().take(HEADS).enumerate() {
        out.push(head(h, board, cx));
        if at < WHOLE {
            out.extend(body(h, cx));
        }
    }
    if out.is_empty() {
        let none = say!(
            "没有要交接的班。交班前一小时起可以起草。",
            "No shift is to be handed over. A handover is drafted from one hour before."
        );
        out.push(Line::plain(&none, Role::Quiet, cx));
    }
    out
}

/// The end of the shift that a handover's key names.
fn ends(key: &str) -> Option<NaiveDateTime> {
    let at = key.strip_prefix("handover:")?;
    NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M").ok()
}

fn head(h: &HandoverRecord, board: &Board, cx: &Cx<'_>) -> Line {
    let side = |signed: &Option<(String, NaiveDateTime)>| -> Sentence {
        match signed {
            Some((who, at)) => {
                let (name, at) = (board.name(who), minute(*at));
                say!("{name} {at}", "{name} {at}")
            }
            None => say!("未签", "not signed"),
        }
    };
    let (out, come, id) = (side(&h.outgoing), side(&h.incoming), h.stamp.seq);
    let (zh_out, zh_in, en_out, en_in) = (&out.zh, &come.zh, &out.en, &come.en);
    let said = say!(
        "第{id}号　交班 {zh_out}　接班 {zh_in}",
        "no. {id}, outgoing {en_out}, incoming {en_in}"
    );
    let done = h.signed().is_some();
    Line::of(Item::Handover(h.stamp.seq))
        .role(
            26,
            &format!("{} – {}", minute(h.from), minute(h.to)),
            Role::Title,
        )
        .role(
            0,
            said.say(cx.lang),
            if done { Role::Good } else { Role::Warn },
        )
}

fn body(h: &HandoverRecord, cx: &Cx<'_>) -> Vec<Line> {
    let line = |(at, l): (usize, &crate::domain::duty::deed::Line)| {
        let n = at + 1;
        let tick = match (l.flagged, h.touched.contains(&n)) {
            (true, true) => "[x]",
            (true, false) => "[ ]",
            _ => "",
        };
        let role = if tick == "[ ]" {
            Role::Warn
        } else {
            Role::Text
        };
        Line::of(Item::Touch(h.stamp.seq, n))
            .role(4, tick, role)
            .role(4, &n.to_string(), Role::Quiet)
            .role(14, l.group.word().say(cx.lang), Role::Quiet)
            .text(0, &l.text.line())
    };
    h.lines.iter().enumerate().map(line).collect()
}
