//! One event after another: what each step changes in a case.

use chrono::NaiveDate;

use super::{Case, Extension, Mark, Referral, Spell};
use crate::domain::event::{About, Event, Registration, Sort, Step};
use crate::domain::ids::UnitId;
use crate::domain::petition::Route;
use crate::words::Outside;

impl Case {
    pub(super) fn begin(registration: &Registration, mark: Mark, event: &Event) -> Self {
        // `on` of a registration is the day the petition was received; the day of registering is `at`.
        let start = mark;
        let on = registration.registered_on;
        let on = on.unwrap_or_else(|| event.at.date_naive());
        Self {
            spells: vec![Spell { start, end: None }],
            earlier: Vec::new(),
            moved: mark,
            turned_told: None,
            told_here: None,
            registered: Mark { on, ..mark },
            received_on: mark.on,
            class: registration.class,
            route: registration.route,
            simple: false,
            category: registration.category.clone(),
            registration: registration.clone(),
            referrals: Vec::new(),
            accepted: None,
            accepted_by: UnitId::OFFICE,
            turned: None,
            declined: false,
            notified: None,
            extension: None,
            answered: None,
            outcomes: Vec::new(),
            served: None,
            settled: None,
            hearings: Vec::new(),
            review: None,
            rereview: None,
            supervisions: Vec::new(),
            reminded: Vec::new(),
            recused: Vec::new(),
            left: Vec::new(),
            accused_unknown: None,
            once: Vec::new(),
            doubted: Vec::new(),
            split: Vec::new(),
            superior: Outside::default(),
            simple_since: None,
            actions: Vec::new(),
            plan: Vec::new(),
            archived: None,
            retention: None,
            handed_over: None,
            restricted: None,
            promises: Vec::new(),
            lead: Outside::default(),
            handlers: Vec::new(),
            handled: Vec::new(),
            matter: None,
            ended: None,
            resolved: false,
            reopened: Vec::new(),
            returns: 0,
        }
    }

    pub(super) fn take(&mut self, step: &Step, mark: Mark) {
        self.touch_referral(step, mark);
        self.move_on(step, mark);
        match step {
            Step::Sort(sorted) => self.sort(sorted, mark),
            Step::Forward { to } => self.send(*to, mark, None),
            Step::Assign { to, due_on } => self.send(*to, mark, Some(*due_on)),
            Step::Accept { route } => {
                self.route = route.or(self.route);
                self.accepted = self.accepted.or(Some(mark));
                self.accepted_by = self.holder();
            }
            Step::Decline { .. } => self.turn(None, mark),
            Step::Redirect { route, .. } => self.turn(Some(*route), mark),
            Step::Notify { about, .. } => self.note_notice(*about, mark),
            Step::Extend { days, .. } => {
                self.extension = Some(Extension {
                    mark,
                    days: *days,
                    told: None,
                });
            }
            Step::Answer {
                outcomes,
                execute_by,
                ..
            } => {
                self.answered = Some(mark);
                self.outcomes.clone_from(outcomes);
                self.owe_performance("32(2)", *execute_by, mark);
            }
            Step::Return { agreed: true, .. } => self.take_back(mark),
            _ => self.take_later(step, mark),
        }
        self.act_for_lead(step, mark);
    }

    fn sort(&mut self, sorted: &Sort, mark: Mark) {
        self.class = sorted.class;
        self.route = sorted.route;
        self.simple = sorted.simple;
        self.simple_since = self.simple_since.or(sorted.simple.then_some(mark));
        if !sorted.superior.is_empty() {
            self.superior.clone_from(&sorted.superior);
        }
        if !sorted.category.is_empty() {
            self.category.clone_from(&sorted.category);
        }
        self.accused_unknown = sorted.accused_unknown.then_some(mark);
        self.accuse(&sorted.accused);
        self.set_apart(&sorted.apart);
    }

    /// Ends the spell on the office's desk, and remembers the last step that moved the petition.
    fn move_on(&mut self, step: &Step, mark: Mark) {
        let here = self.open_referral().is_none();
        let leaves = match step {
            Step::Forward { .. } | Step::Assign { .. } => true,
            Step::Accept { .. }
            | Step::Decline { .. }
            | Step::Redirect { .. }
            | Step::Answer { .. }
            | Step::Mediate { agreed: true, .. } => here,
            Step::AskReview { .. }
            | Step::AnswerReview { .. }
            | Step::AskRereview { .. }
            | Step::AnswerRereview { .. }
            | Step::Sort(_)
            | Step::SignFor {}
            | Step::Object { .. }
            | Step::Return { .. }
            | Step::Extend { .. }
            | Step::Serve { .. }
            | Step::Reopen { .. }
            | Step::Notify {
                about: About::Receipt,
                ..
            } => false,
            _ => return,
        };
        self.moved = mark;
        if leaves && let Some(spell) = self.spells.last_mut() {
            spell.end = spell.end.or(Some(mark));
        }
    }

    /// Declined, or led to its legal route.
    fn turn(&mut self, route: Option<Route>, mark: Mark) {
        self.turned = Some(mark);
        self.declined = route.is_none();
        self.route = route.or(self.route);
    }

    /// A petition that had come to a decision begins a second round with a clock of its own; one that
    /// had not goes on where it stood.
    pub(super) fn reopen(&mut self, mark: Mark) {
        let clock = self.clock_start();
        self.ended = None;
        self.resolved = false;
        self.reopened.push(mark);
        self.unfile();
        if self.answered.is_none() && self.turned.is_none() && self.settled.is_none() {
            return;
        }
        let accepted = clock.map(|_| mark);
        self.earlier.push(self.round());
        self.accepted_by = self.earlier.last().map_or(UnitId::OFFICE, |r| r.by);
        self.turned = None;
        self.turned_told = None;
        self.extension = None;
        self.answered = None;
        self.served = None;
        self.settled = None;
        self.review = None;
        self.rereview = None;
        self.outcomes.clear();
        self.accepted = accepted;
        if accepted.is_none() && self.open_referral().is_none() {
            self.spells.push(Spell {
                start: mark,
                end: None,
            });
        }
    }

    /// What is taken up again is filed anew when it ends: with its class, and for the archives.
    pub(super) fn unfile(&mut self) {
        self.archived = None;
        self.retention = None;
        self.handed_over = None;
    }

    fn send(&mut self, to: UnitId, sent: Mark, due_on: Option<NaiveDate>) {
        self.referrals.push(Referral {
            to,
            sent,
            due_on,
            signed: None,
            objected: None,
            refused: None,
            returned: None,
            decided: None,
            notified: None,
            reported: None,
        });
    }

    /// A returned petition starts again at the office: what the unit had begun no longer counts.
    fn take_back(&mut self, mark: Mark) {
        if let Some(referral) = self.referrals.last_mut() {
            referral.returned = Some(mark);
            self.returns += u32::from(referral.objected.is_some());
            self.spells.push(Spell {
                start: mark,
                end: None,
            });
        }
        if self.answered.is_none() {
            self.accepted = None;
            self.notified = None;
            self.turned = None;
            self.turned_told = None;
            self.extension = None;
        }
    }

    fn note_notice(&mut self, about: About, mark: Mark) {
        match about {
            About::Receipt => {
                self.notified = self.notified.or(Some(mark));
                if self.open_referral().is_none() {
                    self.told_here = self.told_here.or(Some(mark));
                }
                if self.turned.is_some() {
                    self.turned_told = self.turned_told.or(Some(mark));
                }
            }
            About::Extension => {
                if let Some(extension) = &mut self.extension {
                    extension.told = extension.told.or(Some(mark));
                }
            }
            About::Forwarding => {}
        }
    }

    /// What a step says about the sending that is open: signed, objected, decided, notified.
    fn touch_referral(&mut self, step: &Step, mark: Mark) {
        let Some(referral) = self.referrals.last_mut().filter(|r| r.returned.is_none()) else {
            return;
        };
        match step {
            Step::Object { .. } => referral.objected = Some(mark),
            Step::Return { agreed: false, .. } => referral.refused = Some(mark),
            Step::Accept { .. } => referral.decided = referral.decided.or(Some(mark)),
            Step::Decline { .. }
            | Step::Redirect { .. }
            | Step::Answer { .. }
            | Step::Mediate { agreed: true, .. } => {
                referral.decided = referral.decided.or(Some(mark));
                referral.reported = referral.reported.or(Some(mark));
            }
            Step::Notify {
                about: About::Receipt,
                ..
            } => {
                referral.decided = referral.decided.or(Some(mark));
                referral.notified = referral.notified.or(Some(mark));
            }
            Step::SignFor {} | Step::Extend { .. } | Step::Serve { .. } => {}
            _ => return,
        }
        // A unit that acts has it in hand, signed for or not; a refused objection is the sender's act.
        if !matches!(step, Step::Return { .. }) {
            referral.signed = referral.signed.or(Some(mark));
        }
    }
}
