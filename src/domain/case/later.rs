//! What comes after the opinion and beside the main line: service, review, supervision, promises,
//! people in charge, endings, matters.

use chrono::NaiveDate;

use super::{Action, Case, Ending, Hearing, Mark, Planned, Promised, Recusal, Review, Supervised};
use crate::domain::event::{Lead, Step};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::verdict::{Delivery, Finding};
use crate::words::Outside;

impl Case {
    pub(super) fn take_later(&mut self, step: &Step, mark: Mark) {
        match step {
            Step::Serve { result, .. } => self.serve(*result, mark),
            Step::Hear { from, to, .. } => self.hearings.push(Hearing {
                mark,
                from: *from,
                to: *to,
            }),
            Step::Mediate {
                agreed: true,
                due_on,
                ..
            } => {
                self.settled = self.settled.or(Some(mark));
                self.owe_performance("33", *due_on, mark);
            }
            Step::AskReview {
                posted_on, organ, ..
            } => self.review = Some(self.asked(*posted_on, *organ, mark)),
            Step::AskRereview {
                posted_on, organ, ..
            } => self.rereview = Some(self.asked(*posted_on, *organ, mark)),
            Step::AnswerReview { outcome, .. } => given(&mut self.review, *outcome, mark),
            Step::AnswerRereview { outcome, .. } => given(&mut self.rereview, *outcome, mark),
            Step::Supervise {
                demand, to, due_on, ..
            } => self.supervisions.push(Supervised {
                made: mark,
                demand: *demand,
                to: to.unwrap_or_else(|| self.holder()),
                due_on: *due_on,
                replied: None,
            }),
            Step::ReplyToSupervision { of, .. } => {
                if let Some(made) = self.supervisions.iter_mut().find(|s| s.made.seq == *of) {
                    made.replied = made.replied.or(Some(mark));
                }
            }
            _ => self.take_aside(step, mark),
        }
    }

    /// The last opinion that has not reached the petitioner is the one that is served.
    fn serve(&mut self, result: Delivery, mark: Mark) {
        if result == Delivery::Undeliverable {
            return;
        }
        let served = match (&mut self.rereview, &mut self.review) {
            (Some(r), _) | (None, Some(r)) if r.answered.is_some() => &mut r.served,
            _ => &mut self.served,
        };
        *served = served.or(Some(mark));
    }

    /// A request for review takes a closed file up again.
    fn asked(&mut self, posted_on: Option<NaiveDate>, organ: Option<UnitId>, mark: Mark) -> Review {
        self.ended = self.ended.filter(|(how, _)| *how != Ending::Closed);
        self.unfile();
        Review {
            asked: mark,
            made_on: posted_on.unwrap_or(mark.on).min(mark.on),
            organ: organ.unwrap_or(UnitId::OFFICE),
            answered: None,
            finding: None,
            served: None,
        }
    }

    /// What was supported or agreed has to be carried out by a day.
    pub(super) fn owe_performance(
        &mut self,
        basis: &'static str,
        by: Option<NaiveDate>,
        mark: Mark,
    ) {
        let Some(due_on) = by else { return };
        self.promises.push(Promised {
            made: mark,
            due_on,
            by_unit: self.holder(),
            text: Outside::default(),
            basis,
            kept: None,
        });
    }

    /// What moves a led case; a note or a reminder moves nothing.
    pub(super) fn act_for_lead(&mut self, step: &Step, mark: Mark) {
        let acts = match step {
            Step::Lead(_) => true,
            Step::Hear { .. }
            | Step::Mediate { .. }
            | Step::Meet { .. }
            | Step::LegalReview { .. }
            | Step::Contact { .. }
            | Step::Supervise { .. }
            | Step::Answer { .. }
            | Step::Fulfil { .. } => !self.actions.is_empty(),
            _ => false,
        };
        if acts {
            let by = self.holder();
            self.actions.push(Action { mark, by });
        }
    }

    /// Who leads the case, what was planned, what of it is done.
    fn lead_on(&mut self, said: &Lead, mark: Mark) {
        self.lead.clone_from(&said.official);
        if said.done {
            let open = self.plan.iter_mut().filter(|p| p.done.is_none());
            if let Some(next) = open.min_by_key(|p| (p.due_on, p.made.seq)) {
                next.done = Some(mark);
            }
        }
        if let Some(due_on) = said.due_on {
            self.plan.push(Planned {
                made: mark,
                text: said.next.clone(),
                due_on,
                by_unit: said.by_unit.unwrap_or_else(|| self.holder()),
                done: None,
            });
        }
    }

    /// Whoever is named handles it; those named before go on when it is said that they do.
    fn hand(&mut self, login: &Outside, also: bool) {
        if !also {
            self.handlers.clear();
        }
        for all in [&mut self.handlers, &mut self.handled] {
            if !all.contains(login) {
                all.push(login.clone());
            }
        }
    }

    fn recuse(&mut self, login: &str, substitute: &str, mark: Mark) {
        let (login, substitute) = (login.trim(), substitute.trim());
        self.handlers.retain(|h| h != login);
        self.hand(&substitute.into(), true);
        self.recused.push(Recusal {
            mark,
            login: login.into(),
            substitute: substitute.into(),
        });
    }

    /// One of several petitioners leaves; the file goes on for the others.
    fn withdraw(&mut self, person: Option<PersonId>, mark: Mark) {
        match person {
            Some(person) => self.left.push(person),
            None => self.ended = Some((Ending::Withdrawn, mark)),
        }
    }

    /// Steps beside the main line: promises, people in charge, endings, matters.
    fn take_aside(&mut self, step: &Step, mark: Mark) {
        match step {
            Step::Lead(lead) => self.lead_on(lead, mark),
            Step::Handler { login, also } => self.hand(login, *also),
            Step::Correct {
                accused: Some(accused),
                accused_mistaken: false,
                ..
            } => self.accuse(accused),
            Step::Recuse {
                login, substitute, ..
            } => self.recuse(login.raw(), substitute.raw(), mark),
            Step::Promise {
                text,
                due_on,
                by_unit,
            } => self.promises.push(Promised {
                made: mark,
                due_on: *due_on,
                by_unit: by_unit.unwrap_or_else(|| self.holder()),
                text: text.clone(),
                basis: "office",
                kept: None,
            }),
            Step::Fulfil { of, .. } => {
                if let Some(promise) = self.promises.iter_mut().find(|p| p.made.seq == *of) {
                    promise.kept = promise.kept.or(Some(mark));
                }
            }
            Step::Remind {
                ladder: Some(rung), ..
            } => self.reminded.push(rung.clone()),
            Step::Withdraw { person, .. } => self.withdraw(*person, mark),
            Step::Archive(archive) => {
                self.archived = Some(mark);
                self.retention = Some(archive.retention);
            }
            Step::HandOver(_) => self.handed_over = Some(mark),
            Step::Restrict(_) => self.restricted = Some(mark),
            Step::Lift(_) => self.restricted = None,
            Step::Close { resolved, .. } => {
                self.ended = Some((Ending::Closed, mark));
                self.resolved = *resolved;
            }
            Step::Reopen { .. } => self.reopen(mark),
            Step::Link { matter, .. } => self.matter = Some(*matter),
            Step::Unlink { .. } => self.matter = None,
            Step::Split {
                requests,
                into,
                accused,
                ..
            } => self.split_off(requests, into, accused),
            _ => {}
        }
    }
}

fn given(review: &mut Option<Review>, finding: Finding, mark: Mark) {
    if let Some(review) = review.as_mut().filter(|r| r.answered.is_none()) {
        review.answered = Some(mark);
        review.finding = Some(finding);
    }
}
