//! The part "disputes": what screening found, of disputes and not of persons; the soonest due first,
//! what is settled last.

use super::{Item, Line};
use crate::domain::duty::book::DisputeEntry;
use crate::domain::duty::dispute::DisputeStep;
use crate::flow::duty::Board;
use crate::look::Role;
use crate::rooms::Cx;

pub fn lines(board: &Board, cx: &Cx<'_>) -> Vec<Line> {
    let mut all: Vec<&DisputeEntry> = board.book.disputes.iter().collect();
    if all.is_empty() {
        let none = say!("台账上没有矛盾纠纷。", "No dispute is on the ledger.");
        return vec![Line::plain(&none, Role::Quiet, cx)];
    }
    let left = |d: &DisputeEntry| matches!(d.step(cx.today), DisputeStep::Open | DisputeStep::Late);
    all.sort_by_key(|d| (!left(d), d.dispute.due_on, d.stamp.seq));
    all.into_iter().map(|d| entry(d, cx)).collect()
}

fn entry(d: &DisputeEntry, cx: &Cx<'_>) -> Line {
    let step = d.step(cx.today);
    let role = match step {
        DisputeStep::Late => Role::Danger,
        DisputeStep::Open => Role::Text,
        _ => Role::Quiet,
    };
    let done = d.work.last().map(|(at, work, text)| {
        let day = at.at.format("%m-%d");
        format!("{day} {} {}", work.word().say(cx.lang), text.lines())
    });
    let end = d.petition.as_ref().map(|p| p.0.clone());
    let end = end
        .or_else(|| d.outcome.as_ref().map(|o| o.lines().into()))
        .or(done)
        .unwrap_or_default();
    Line::of(Item::Dispute(d.stamp.seq))
        .role(12, &d.dispute.due_on.to_string(), role)
        .role(17, step.word().say(cx.lang), role)
        // The matter comes first of what is told: on a small screen the rest is read below the list.
        .text(26, &d.dispute.matter.line())
        .role(14, &d.dispute.place.line(), Role::Quiet)
        .role(14, &cx.office.units.name(d.dispute.unit), Role::Quiet)
        .role(13, d.dispute.kind.word().say(cx.lang), Role::Quiet)
        .role(0, &end, Role::Good)
}
