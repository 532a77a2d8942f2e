//! The part "handover": what is to be handed over, the newest drafts with every line, the signatures.
//! How many lines a draft has is known when its first ones are read.

use chrono::NaiveDateTime;

use super::super::handed::Handed;
use super::super::words::LOADING;
use super::stack::Stack;
use super::{Item, Line, minute};
use crate::domain::duty::handed::HandoverRecord;
use crate::domain::obligation::{Kind, State};
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;
use crate::words::{Sentence, Word};

/// Handovers shown with all their lines, and by their heads alone.
const WHOLE: usize = 2;
const HEADS: usize = 20;

const TO_DRAFT: Word = Word::new("待起草", "To be drafted");

pub fn lines(board: &Board, handed: &Handed, cx: &Cx<'_>) -> Stack {
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
    let mut out = Stack::from(out);
    for (at, h) in newest(board).into_iter().take(HEADS).enumerate() {
        out.push(head(h, board, cx));
        if at < WHOLE {
            match handed.count(h.stamp.seq) {
                Some(count) => out.push_handover(h.stamp.seq, count),
                None => out.push(Line::plain(&LOADING.into(), Role::Quiet, cx)),
            }
        }
    }
    if out.len() == 0 {
        let none = say!(
            "没有要交接的班。交班前一小时起可以起草。",
            "No shift is to be handed over. A handover is drafted from one hour before."
        );
        out.push(Line::plain(&none, Role::Quiet, cx));
    }
    out
}

/// The drafts that count, newest first: of several for one shift's end only the last.
fn newest(board: &Board) -> Vec<&HandoverRecord> {
    let all = &board.book.handovers;
    let counts = |h: &&HandoverRecord| {
        let same = all.iter().rfind(|n| n.to == h.to);
        same.is_none_or(|n| n.stamp.seq == h.stamp.seq)
    };
    let mut newest: Vec<&HandoverRecord> = all.iter().filter(counts).collect();
    newest.sort_by_key(|h| std::cmp::Reverse(h.to));
    newest
}

/// The drafts shown with their lines whose number of lines is not known yet.
pub fn uncounted(board: &Board, handed: &Handed) -> Vec<i64> {
    let shown = newest(board).into_iter().take(WHOLE);
    let shown = shown.map(|h| h.stamp.seq);
    shown.filter(|of| handed.count(*of).is_none()).collect()
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
