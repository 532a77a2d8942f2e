//! What the events of one petition say so far: a fold, no decisions of its own.

mod apart;
mod correction;
mod fold;
mod later;
mod parts;

use chrono::NaiveDate;

use super::event::{Accused, Event, Registration, Reminded, Step};
use super::ids::{MatterId, PersonId, UnitId};
use super::petition::{Class, Outcome, Route};
use super::verdict::{Finding, Retention};
use crate::words::Outside;
pub use apart::{apart, retell, unsure};
pub use parts::{
    Action, Ending, Extension, Hearing, Mark, Planned, Promised, Recusal, Referral, Review, Round,
    Spell, Supervised,
};

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
    /// True when it was declined rather than led to its legal route.
    pub declined: bool,
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
    /// 调解协议 or 和解协议: both sides signed it.
    pub settled: Option<Mark>,
    /// 听证, in order.
    pub hearings: Vec<Hearing>,
    /// 复查 of the present round.
    pub review: Option<Review>,
    /// 复核 of the present round.
    pub rereview: Option<Review>,
    /// 督办, slips and proposals.
    pub supervisions: Vec<Supervised>,
    /// What the ladder of reminders has given.
    pub reminded: Vec<Reminded>,
    /// Who is out, and who took over (回避).
    pub recused: Vec<Recusal>,
    /// Nobody knows whom it accuses, as its last sorting says.
    pub accused_unknown: Option<Mark>,
    /// Those on record as accused by a step alone that was voided since; they stay kept from it.
    pub once: Vec<Accused>,
    /// Those on record as accused of whom somebody said that it was a mistake, and who did.
    pub doubted: Vec<(Accused, Outside)>,
    /// Petitioners who withdrew for themselves alone.
    pub left: Vec<PersonId>,
    /// Requests, counted from 0, that became a petition of their own.
    pub split: Vec<(usize, Outside)>,
    /// The superior that assigned it; bars the simple procedure.
    pub superior: Outside,
    /// When it was first sorted into the simple procedure, also when it was converted since.
    pub simple_since: Option<Mark>,
    /// The naming of the lead official and every action since.
    pub actions: Vec<Action>,
    /// The steps planned for a led case, in the order in which they were written.
    pub plan: Vec<Planned>,
    /// 归档, and for how long.
    pub archived: Option<Mark>,
    /// 保管期限.
    pub retention: Option<Retention>,
    /// 移交档案馆.
    pub handed_over: Option<Mark>,
    /// 限制处理: nothing but storage and protection since then (PIPL Art. 47).
    pub restricted: Option<Mark>,
    /// Promises.
    pub promises: Vec<Promised>,
    /// Lead official.
    pub lead: Outside,
    /// Logins of those who handle it now.
    pub handlers: Vec<Outside>,
    /// The same, and of those who did before.
    pub handled: Vec<Outside>,
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
                Some((_, None)) => {
                    if let Some(case) = &mut case {
                        case.keep_of_void(&event.what);
                    }
                    continue;
                }
                Some((_, Some(on))) => *on,
                None => event.on,
            };
            let mark = Mark { seq: event.seq, on };
            match (&mut case, &event.what) {
                (None, Step::Register(registration)) => {
                    case = Some(Self::begin(registration, mark, event));
                }
                (Some(case), step) => {
                    case.take(step, mark);
                    case.clear(step, &event.by);
                }
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
            by: self.answerer(),
            clock: self.clock_start(),
            turned: self.turned,
            turned_told: self.turned_told,
            extension: self.extension.clone(),
            answered: self.answered,
            served: self.served,
            settled: self.settled,
            review: self.review.clone(),
            rereview: self.rereview.clone(),
        }
    }

    /// The requests that this petition still has to answer: those not split off.
    #[must_use]
    pub fn requests_left(&self) -> usize {
        self.registration
            .requests
            .len()
            .saturating_sub(self.split.len())
    }

    /// The unit that gave, or owes, the opinion of the present round.
    #[must_use]
    pub fn answerer(&self) -> UnitId {
        if self.accepted.is_some() {
            self.accepted_by
        } else {
            self.holder()
        }
    }

    /// True when somebody withdrew from it for an interest (Art. 28(3)) and was not named again since.
    #[must_use]
    pub fn is_out(&self, login: &str) -> bool {
        self.recused.iter().any(|r| r.login == login)
    }

    /// True of a login that handles it or did before.
    #[must_use]
    pub fn has_handled(&self, login: &str) -> bool {
        self.handled.iter().any(|h| h == login)
    }

    /// The opinion that has not reached the petitioner: the last that was given.
    #[must_use]
    pub fn unserved(&self) -> Option<Mark> {
        let last = match (&self.rereview, &self.review) {
            (Some(r), _) | (None, Some(r)) => (r.answered, r.served),
            (None, None) => (self.answered, self.served),
        };
        match last {
            (Some(given), None) => Some(given),
            _ => None,
        }
    }

    /// The review or re-review that waits for its opinion.
    #[must_use]
    pub fn open_review(&self) -> Option<&Review> {
        let last = self.rereview.as_ref().or(self.review.as_ref());
        last.filter(|r| r.answered.is_none())
    }

    /// True when a review sent it back and it was not taken up again.
    #[must_use]
    pub fn is_sent_back(&self) -> bool {
        let last = self.rereview.as_ref().or(self.review.as_ref());
        last.and_then(|r| r.finding)
            .is_some_and(Finding::sends_back)
    }

    /// True when nothing is left but closing: the answer reached the petitioner, or it was declined
    /// or redirected and the petitioner knows.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let nobody = self.is_anonymous();
        if self.ended.is_some() {
            return true;
        }
        if let Some(review) = self.rereview.as_ref().or(self.review.as_ref()) {
            return review.served.is_some() && !self.is_sent_back();
        }
        self.settled.is_some()
            || (self.answered.is_some() && (nobody || self.served.is_some()))
            || (self.turned.is_some() && (nobody || self.turned_told.is_some()))
    }
}
