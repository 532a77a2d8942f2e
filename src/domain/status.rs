//! Where a petition stands, in one word, for lists; derived from the case, never stored as truth.

use super::case::{Case, Ending};
use super::petition::word_list;

word_list!(
    /// Where a petition stands (状态).
    Status {
        Registered = "registered", "待转送", "to forward";
        Sent = "sent", "待签收", "unsigned";
        Signed = "signed", "待受理", "to accept";
        Objected = "objected", "有异议", "objected";
        Accepted = "accepted", "办理中", "in hand";
        Redirected = "redirected", "已导入途径", "redirected";
        Answered = "answered", "待送达", "to serve";
        Served = "served", "已送达", "served";
        Settled = "settled", "已达成协议", "settled";
        Review = "review", "复查中", "under review";
        Rereview = "rereview", "复核中", "under re-review";
        Closed = "closed", "已办结", "closed";
        Withdrawn = "withdrawn", "已撤回", "withdrawn";
        Void = "void", "已作废", "void";
    }
);

impl Status {
    /// The status of a case; `None` (no registration that counts) is void.
    #[must_use]
    pub fn of(case: Option<&Case>) -> Self {
        let Some(case) = case else { return Self::Void };
        match case.ended {
            Some((Ending::Closed, _)) => return Self::Closed,
            Some((Ending::Withdrawn, _)) => return Self::Withdrawn,
            None => {}
        }
        if case.unserved().is_some() {
            return Self::Answered;
        }
        if case.open_review().is_some() {
            return if case.rereview.is_some() {
                Self::Rereview
            } else {
                Self::Review
            };
        }
        if case.settled.is_some() {
            return Self::Settled;
        }
        if case.served.is_some() {
            return Self::Served;
        }
        if case.answered.is_some() {
            return Self::Answered;
        }
        if case.turned.is_some() {
            return Self::Redirected;
        }
        if case.clock_start().is_some() {
            return Self::Accepted;
        }
        match case.open_referral() {
            None => Self::Registered,
            Some(r) if r.objected.is_some() && r.refused.is_none() => Self::Objected,
            Some(r) if r.signed.is_some() => Self::Signed,
            Some(_) => Self::Sent,
        }
    }

    /// True while somebody still works on it.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn | Self::Void)
    }
}
