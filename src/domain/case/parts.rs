//! The parts of a case: sendings, rounds, promises, reviews, supervision.

use chrono::NaiveDate;

use crate::domain::ids::UnitId;
use crate::domain::verdict::{Demand, Finding};
use crate::words::Outside;

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
    pub text: Outside,
    /// Key of what it rests on: the office's rule for a plain promise, Art. 32(2) for an opinion
    /// that has to be carried out, Art. 33 for an agreement.
    pub basis: &'static str,
    /// The event that kept it.
    pub kept: Option<Mark>,
}

impl Promised {
    /// True for what outlives the closing: an opinion or an agreement still to be carried out.
    #[must_use]
    pub fn outlives(&self) -> bool {
        self.basis != "office"
    }
}

/// 复查 or 复核: asked for, answered, served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The request was received.
    pub asked: Mark,
    /// The day that decides whether it came in time: the postmark, or the receipt.
    pub made_on: NaiveDate,
    /// Who decides.
    pub organ: UnitId,
    /// The written opinion.
    pub answered: Option<Mark>,
    /// What it came to.
    pub finding: Option<Finding>,
    /// 送达.
    pub served: Option<Mark>,
}

/// A hearing: the days from first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hearing {
    /// Its event.
    pub mark: Mark,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// A slip, a letter or a proposal and its reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supervised {
    /// Its event.
    pub made: Mark,
    /// Which.
    pub demand: Demand,
    /// To whom.
    pub to: UnitId,
    /// The day of the reply; the limit of proposals when absent.
    pub due_on: Option<NaiveDate>,
    /// The reply.
    pub replied: Option<Mark>,
}

/// Somebody is out of the case and somebody else took over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recusal {
    /// When.
    pub mark: Mark,
    /// Who is out.
    pub login: Outside,
    /// Who took over.
    pub substitute: Outside,
}

/// The naming of a lead official, or an action since; a note is no action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// When.
    pub mark: Mark,
    /// Who held the petition then.
    pub by: UnitId,
}

/// A step of the plan of a led case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The event that planned it.
    pub made: Mark,
    /// What.
    pub text: Outside,
    /// By which day.
    pub due_on: NaiveDate,
    /// The unit that does it.
    pub by_unit: UnitId,
    /// The event that says it is done.
    pub done: Option<Mark>,
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
    /// 调解协议 or 和解协议.
    pub settled: Option<Mark>,
    /// 复查.
    pub review: Option<Review>,
    /// 复核.
    pub rereview: Option<Review>,
}

/// How a petition ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// 办结.
    Closed,
    /// 撤回.
    Withdrawn,
}
