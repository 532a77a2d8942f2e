//! What the events of one petition say so far: a fold, no decisions of its own.

mod correction;
mod fold;

use chrono::NaiveDate;

use super::event::{Event, Registration, Step};
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
    /// The result an assigner waits for: the opinion, or why there is none.
    pub reported: Option<Mark>,
}

/// A time in which the petition lay on the office's own desk, undecided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// Received, taken back, or reopened.
    pub start: Mark,
    /// Sent to a unit, or decided here.
    pub end: Option<Mark>,
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

/// What came of one round of handling. A reopening ends a round that had come to a decision; its
/// clock stays visible beside the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// True when it ran on the 60 days: a request on route 31(6), not turned away.
    pub on_clock: bool,
    /// 简易办理.
    pub simple: bool,
    /// 受理, or the reopening that counts as one.
    pub accepted: Option<Mark>,
    /// The unit that owed the answer.
    pub by: UnitId,
    /// The day from which its 60 days ran.
    pub clock: Option<Mark>,
    /// 不予受理 or 导入法定途径.
    pub turned: Option<Mark>,
    /// The notice that told of it.
    pub turned_told: Option<Mark>,
    /// 延期.
    pub extension: Option<Extension>,
    /// 处理意见.
    pub answered: Option<Mark>,
    /// 送达.
    pub served: Option<Mark>,
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
    /// The times on the office's own desk, in order; never empty.
    pub spells: Vec<Spell>,
    /// Rounds of handling before the last reopening.
    pub earlier: Vec<Round>,
    /// The last step that moved the petition on; a note or a second enquiry moves nothing.
    pub moved: Mark,
    /// 受理.
    pub accepted: Option<Mark>,
    /// The unit that accepted.
    pub accepted_by: UnitId,
    /// 不予受理 or 导入法定途径.
    pub turned: Option<Mark>,
    /// The notice that told of declining or redirecting.
    pub turned_told: Option<Mark>,
    /// Written notice by whoever holds it.
    pub notified: Option<Mark>,
    /// Written notice given while it lay on the office's own desk.
    pub told_here: Option<Mark>,
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
        let corrections = correction::read(events);
        for event in events {
            let on = match corrections.iter().find(|(seq, _)| *seq == event.seq) {
                Some((_, None)) => continue,
                Some((_, Some(on))) => *on,
                None => event.on,
            };
            let mark = Mark { seq: event.seq, on };
            match (&mut case, &event.what) {
                (None, Step::Register(registration)) => {
                    case = Some(Self::begin(registration, mark, event));
                }
                (Some(case), step) => case.take(step, mark),
                (None, _) => return None,
            }
        }
        case
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

    /// The day from which the 60 days run: acceptance, or the unit's written notice when no
    /// acceptance was recorded (then the answer is marked as counted from the notice). A notice that
    /// the office gave before it sent the petition on starts nothing.
    #[must_use]
    pub fn clock_start(&self) -> Option<Mark> {
        let noticed = self.open_referral().and_then(|r| r.notified);
        let since = self.reopened.last().map_or(0, |m| m.seq);
        self.accepted
            .or(noticed.filter(|n| self.turned.is_none() && n.seq > since))
    }

    /// The rounds of handling, the present one last.
    #[must_use]
    pub fn rounds(&self) -> Vec<Round> {
        let mut rounds = self.earlier.clone();
        rounds.push(self.round());
        rounds
    }

    /// The present round.
    fn round(&self) -> Round {
        Round {
            on_clock: self.class == Class::Request
                && self.route == Some(Route::Petition)
                && self.turned.is_none(),
            simple: self.simple,
            accepted: self.accepted,
            by: if self.accepted.is_some() {
                self.accepted_by
            } else {
                self.holder()
            },
            clock: self.clock_start(),
            turned: self.turned,
            turned_told: self.turned_told,
            extension: self.extension.clone(),
            answered: self.answered,
            served: self.served,
        }
    }

    /// True when nothing is left but closing: the answer reached the petitioner, or it was declined
    /// or redirected and the petitioner knows.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let nobody = self.is_anonymous();
        self.ended.is_some()
            || (self.answered.is_some() && (nobody || self.served.is_some()))
            || (self.turned.is_some() && (nobody || self.turned_told.is_some()))
    }
}
