//! What the events of one petition say so far: a fold, no decisions of its own.

use chrono::NaiveDate;

use super::event::{About, Event, Registration, Step};
use super::ids::{MatterId, UnitId};
use super::petition::{Class, Outcome, Route};

/// An event that marks something: where it stands and when it took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The event's place in the sequence.
    pub seq: i64,
    /// Its civil date.
    pub on: NaiveDate,
}

/// One sending to a unit (转送或交办) and what the unit did with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// The unit.
    pub to: UnitId,
    /// When sent.
    pub sent: Mark,
    /// The assigner's own date, for an assignment.
    pub due_on: Option<NaiveDate>,
    /// 签收, or the unit's first act when it never signed.
    pub signed: Option<Mark>,
    /// 异议.
    pub objected: Option<Mark>,
    /// The objection was refused.
    pub refused: Option<Mark>,
    /// Taken back by the sender.
    pub returned: Option<Mark>,
    /// The unit's first decision on it: acceptance, declining, redirecting, notice or answer.
    pub decided: Option<Mark>,
    /// 书面告知 by the unit.
    pub notified: Option<Mark>,
}

/// A promise and whether it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The promise's event.
    pub made: Mark,
    /// Until when.
    pub due_on: NaiveDate,
    /// The unit that promised.
    pub by_unit: UnitId,
    /// What.
    pub text: String,
    /// The event that kept it.
    pub kept: Option<Mark>,
}

/// An extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// When.
    pub mark: Mark,
    /// Days more.
    pub days: u32,
    /// The petitioner was told.
    pub told: Option<Mark>,
}

/// How a petition ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// 办结.
    Closed,
    /// 撤回.
    Withdrawn,
}

/// The state of a petition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What was registered.
    pub registration: Registration,
    /// The registration event; `on` is the day of registration.
    pub registered: Mark,
    /// Day 0 of the office's own 15 days.
    pub received_on: NaiveDate,
    /// Class as last sorted.
    pub class: Class,
    /// Route as last sorted.
    pub route: Option<Route>,
    /// 简易办理.
    pub simple: bool,
    /// Category as last sorted.
    pub category: String,
    /// All sendings, in order.
    pub referrals: Vec<Referral>,
    /// 受理.
    pub accepted: Option<Mark>,
    /// The unit that accepted.
    pub accepted_by: UnitId,
    /// 不予受理 or 导入法定途径.
    pub turned: Option<Mark>,
    /// Written notice by whoever holds it.
    pub notified: Option<Mark>,
    /// 延期.
    pub extension: Option<Extension>,
    /// 处理意见.
    pub answered: Option<Mark>,
    /// The opinion on each request.
    pub outcomes: Vec<Outcome>,
    /// 送达.
    pub served: Option<Mark>,
    /// Promises.
    pub promises: Vec<Promised>,
    /// Lead official.
    pub lead: String,
    /// Logins of the handlers.
    pub handlers: Vec<String>,
    /// The matter it was linked to.
    pub matter: Option<MatterId>,
    /// How it ended.
    pub ended: Option<(Ending, Mark)>,
    /// 化解, as stated at the closing.
    pub resolved: bool,
    /// Reopenings.
    pub reopened: Vec<Mark>,
    /// Times a unit's objection sent it back.
    pub returns: u32,
}

impl Case {
    /// Folds the events of one petition, oldest first, corrections applied. `None` when the first
    /// event that counts is not a registration.
    #[must_use]
    pub fn of(events: &[Event]) -> Option<Self> {
        let mut case: Option<Self> = None;
        let corrections = corrections(events);
        for event in events {
            let on = match corrections.iter().find(|(seq, _)| *seq == event.seq) {
                Some((_, None)) => continue,
                Some((_, Some(on))) => *on,
                None => event.on,
            };
            let mark = Mark { seq: event.seq, on };
            match (&mut case, &event.what) {
                (None, Step::Register(registration)) => {
                    case = Some(Self::begin(registration, mark, event))
                }
                (Some(case), step) => case.take(step, mark),
                (None, _) => return None,
            }
        }
        case
    }

    fn begin(registration: &Registration, mark: Mark, event: &Event) -> Self {
        // `on` of a registration is the day the petition was received; the day of registering is `at`.
        Self {
            registered: Mark {
                seq: mark.seq,
                on: registration
                    .registered_on
                    .unwrap_or_else(|| event.at.date_naive()),
            },
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
            notified: None,
            extension: None,
            answered: None,
            outcomes: Vec::new(),
            served: None,
            promises: Vec::new(),
            lead: String::new(),
            handlers: Vec::new(),
            matter: None,
            ended: None,
            resolved: false,
            reopened: Vec::new(),
            returns: 0,
        }
    }

    /// The sending that is still with a unit.
    #[must_use]
    pub fn open_referral(&self) -> Option<&Referral> {
        self.referrals.last().filter(|r| r.returned.is_none())
    }

    /// The unit that holds the petition now.
    #[must_use]
    pub fn holder(&self) -> UnitId {
        self.open_referral().map_or(UnitId::OFFICE, |r| r.to)
    }

    /// True when no written notice is owed because nobody can be written to (Art. 23(2)).
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.registration.anonymous
    }

    /// The day from which the 60 days run: acceptance, or the written notice when no acceptance was
    /// recorded (then the answer is marked as counted from the notice).
    #[must_use]
    pub fn clock_start(&self) -> Option<Mark> {
        self.accepted.or(if self.turned.is_none() {
            self.notified
        } else {
            None
        })
    }

    fn take(&mut self, step: &Step, mark: Mark) {
        self.touch_referral(step, mark);
        match step {
            Step::Sort {
                class,
                route,
                simple,
                category,
            } => {
                self.class = *class;
                self.route = *route;
                self.simple = *simple;
                if !category.is_empty() {
                    self.category.clone_from(category);
                }
            }
            Step::Forward { to } => self.send(*to, mark, None),
            Step::Assign { to, due_on } => self.send(*to, mark, Some(*due_on)),
            Step::Accept { route } => {
                self.route = route.or(self.route);
                self.accepted = self.accepted.or(Some(mark));
                self.accepted_by = self.holder();
            }
            Step::Decline { .. } => self.turned = Some(mark),
            Step::Redirect { route, .. } => {
                self.route = Some(*route);
                self.turned = Some(mark);
            }
            Step::Notify { about, .. } => self.note_notice(*about, mark),
            Step::Extend { days, .. } => {
                self.extension = Some(Extension {
                    mark,
                    days: *days,
                    told: None,
                })
            }
            Step::Answer { outcomes, .. } => {
                self.answered = Some(mark);
                self.outcomes.clone_from(outcomes);
            }
            Step::Serve { .. } => self.served = Some(mark),
            Step::Return { agreed: true, .. } => self.take_back(mark),
            _ => self.take_side(step, mark),
        }
    }

    /// Steps beside the main line: promises, people in charge, endings, matters.
    fn take_side(&mut self, step: &Step, mark: Mark) {
        match step {
            Step::Lead { official } => self.lead.clone_from(official),
            Step::Handler { login } if !self.handlers.contains(login) => {
                self.handlers.push(login.clone())
            }
            Step::Promise {
                text,
                due_on,
                by_unit,
            } => self.promises.push(Promised {
                made: mark,
                due_on: *due_on,
                by_unit: by_unit.unwrap_or_else(|| self.holder()),
                text: text.clone(),
                kept: None,
            }),
            Step::Fulfil { of, .. } => {
                if let Some(promise) = self.promises.iter_mut().find(|p| p.made.seq == *of) {
                    promise.kept = promise.kept.or(Some(mark));
                }
            }
            Step::Withdraw { .. } => self.ended = Some((Ending::Withdrawn, mark)),
            Step::Close { resolved, .. } => {
                self.ended = Some((Ending::Closed, mark));
                self.resolved = *resolved;
            }
            Step::Reopen { .. } => {
                self.ended = None;
                self.resolved = false;
                self.reopened.push(mark);
            }
            Step::Link { matter, .. } => self.matter = Some(*matter),
            Step::Unlink { .. } => self.matter = None,
            _ => {}
        }
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
        });
    }

    /// A returned petition starts again at the office: what the unit had begun no longer counts.
    fn take_back(&mut self, mark: Mark) {
        if let Some(referral) = self.referrals.last_mut() {
            referral.returned = Some(mark);
            self.returns += u32::from(referral.objected.is_some());
        }
        if self.answered.is_none() {
            self.accepted = None;
            self.notified = None;
            self.turned = None;
            self.extension = None;
        }
    }

    fn note_notice(&mut self, about: About, mark: Mark) {
        match about {
            About::Receipt => self.notified = self.notified.or(Some(mark)),
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
            Step::Accept { .. }
            | Step::Decline { .. }
            | Step::Redirect { .. }
            | Step::Answer { .. } => {
                referral.decided = referral.decided.or(Some(mark));
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

/// The corrections that count: event corrected -> its right date, or `None` when it is void. Read
/// from the last event back, so that a correction which was itself corrected away does nothing.
fn corrections(events: &[Event]) -> Vec<(i64, Option<NaiveDate>)> {
    let mut found: Vec<(i64, Option<NaiveDate>)> = Vec::new();
    for event in events.iter().rev() {
        let Step::Correct { of, void, on, .. } = &event.what else {
            continue;
        };
        let is_void = found
            .iter()
            .any(|(seq, on)| *seq == event.seq && on.is_none());
        // The latest word on an event is the one that counts.
        if !is_void && !found.iter().any(|(seq, _)| seq == of) && (*void || on.is_some()) {
            found.push((*of, if *void { None } else { *on }));
        }
    }
    found
}
