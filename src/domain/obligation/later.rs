//! What is owed after the opinion and beside it: reviews, supervision, promises, led cases.

use super::derive::Deriving;
use super::{Kind, Obligation};
use crate::domain::case::{Case, Review, Round};
use crate::domain::count;
use crate::domain::ids::UnitId;

impl Deriving<'_> {
    /// The simple procedure decides on acceptance within 3 working days; a petition that was
    /// converted owes it no longer.
    pub(super) fn simple_acceptance(&mut self) {
        let case = self.case;
        let Some(sorted) = case.simple_since else {
            return;
        };
        let held = case.referrals.iter().rfind(|r| r.sent.seq < sorted.seq);
        let (by, start) = match held {
            Some(r) => (
                r.to,
                r.signed.filter(|m| m.seq < sorted.seq).unwrap_or(r.sent),
            ),
            None => (UnitId::OFFICE, case.spells[0].start),
        };
        let rounds = case.rounds();
        let decided = rounds
            .iter()
            .flat_map(|r| [r.accepted, r.turned, r.answered]);
        let paid = decided.flatten().min_by_key(|m| m.seq);
        let simple = case.simple;
        let accept = self.push(Kind::Accept, "simple_accept", by, start, paid);
        accept.since = sorted.seq;
        accept.void = paid.is_none() && !simple;
    }

    /// Review and re-review: a written opinion within 30 days of the request's receipt; only the
    /// hearing days of a re-review are left out (Arts. 35, 36).
    pub(super) fn reviews(&mut self, round: &Round) {
        if let Some(review) = &round.review {
            self.review(Kind::Review, "review", review);
        }
        if let Some(review) = &round.rereview {
            self.review(Kind::Rereview, "rereview", review);
        }
    }

    fn review(&mut self, kind: Kind, limit: &str, review: &Review) {
        let length = self.rules.limit(limit).length;
        let until = review.answered.map_or(i64::MAX, |m| m.seq);
        let heard = self.case.hearings.iter().filter(|h| {
            kind == Kind::Rereview && h.mark.seq > review.asked.seq && h.mark.seq < until
        });
        let paused = heard.map(|h| (h.from, h.to)).collect();
        let due = count::due_without(self.calendar, review.asked.on, length, paused);
        let (organ, nobody) = (review.organ, self.case.is_anonymous());
        self.push(kind, limit, organ, review.asked, review.answered)
            .due = due.clone();
        if let Some(answered) = review.answered {
            let serve = self.push(Kind::Serve, limit, organ, answered, review.served);
            serve.due = due;
            serve.void = nobody && review.served.is_none();
        }
    }

    /// Promises, opinions to be carried out, agreements to be performed.
    pub(super) fn promises(&mut self) {
        for promise in &self.case.promises {
            let due = count::fixed(self.calendar, promise.made.on, promise.due_on);
            let by = promise.by_unit;
            let owed = self.push(Kind::Fulfil, "fulfil", by, promise.made, promise.kept);
            owed.due = due;
            promise.basis.clone_into(&mut owed.basis);
        }
    }

    /// Letters and slips by the day they name, proposals within their limit (Art. 40).
    pub(super) fn supervisions(&mut self) {
        for made in &self.case.supervisions {
            let limit = if made.demand.is_proposal() {
                "proposal"
            } else {
                "supervision"
            };
            let kind = Kind::ReplyToSupervision;
            let fixed = made
                .due_on
                .map(|on| count::fixed(self.calendar, made.made.on, on));
            let owed = self.push(kind, limit, made.to, made.made, made.replied);
            if let Some(due) = fixed {
                owed.due = due;
            }
        }
    }

    /// A led case moves at least every 30 days until it is done, and each step of its plan by the day
    /// that the plan names.
    pub(super) fn led(&mut self) {
        let case = self.case;
        for (at, action) in case.actions.iter().enumerate() {
            let next = case.actions.get(at + 1).map(|a| a.mark);
            let owed = self.push(
                Kind::LeadAction,
                "lead_action",
                action.by,
                action.mark,
                next,
            );
            owed.void = next.is_none() && case.is_done();
        }
        for step in &case.plan {
            let due = count::fixed(self.calendar, step.made.on, step.due_on);
            let owed = self.push(
                Kind::PlanStep,
                "lead_action",
                step.by_unit,
                step.made,
                step.done,
            );
            owed.due = due;
            owed.void = step.done.is_none() && case.is_done();
        }
    }

    /// The end of a petition voids what was open, save what outlives it: carrying out what was
    /// supported or agreed, and the written reply to a supervision.
    pub(super) fn end(&mut self) {
        let case = self.case;
        for obligation in &mut self.out {
            let lives = obligation.kind == Kind::ReplyToSupervision || outlives(obligation, case);
            obligation.void |= obligation.paid.is_none() && !lives;
        }
    }
}

fn outlives(obligation: &Obligation, case: &Case) -> bool {
    let withdrawn = case
        .ended
        .is_some_and(|(how, _)| how == crate::domain::case::Ending::Withdrawn);
    obligation.kind == Kind::Fulfil
        && !withdrawn
        && case
            .promises
            .iter()
            .any(|p| p.made.seq == obligation.since && p.outlives())
}
