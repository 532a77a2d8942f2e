//! A step held against the case and the calendar: is it open, may it bear that date.

use chrono::NaiveDate;

use super::{Act, body};
use crate::domain::case::Case;
use crate::domain::event::Step;
use crate::domain::step::{self, Ground};
use crate::domain::unit::Units;
use crate::words::Sentence;

/// Checks a step against the case. `Err` holds the reason; the caller adds the legal steps.
///
/// # Errors
/// The sentence why the step is refused.
pub fn check(act: &Act, case: &Case, ground: Ground<'_>, units: &Units) -> Result<(), Sentence> {
    // A step recorded later than it happened is judged by the day on which it happened.
    let then = Ground {
        today: act.on.min(ground.today),
        ..ground
    };
    if let Some(reason) = step::closed(act.step.kind(), case, then) {
        return Err(reason);
    }
    check_date(act, case, ground.today)?;
    body::check(act, case, ground, units)
}

fn check_date(act: &Act, case: &Case, today: NaiveDate) -> Result<(), Sentence> {
    let on = act.on;
    if on > today {
        return Err(say!(
            "日期{on}在今天{today}之后。",
            "The date {on} lies after today, {today}."
        ));
    }
    let holder = case.open_referral().map(|r| r.signed.unwrap_or(r.sent).on);
    let after = match act.step {
        Step::Serve { .. } => case.unserved().map(|m| m.on),
        Step::AskReview { .. } => case.served.map(|m| m.on),
        Step::AskRereview { .. } => case.review.as_ref().and_then(|r| r.served).map(|m| m.on),
        Step::AnswerReview { .. } | Step::AnswerRereview { .. } => {
            case.open_review().map(|r| r.asked.on)
        }
        Step::ReplyToSupervision { of, .. } => {
            let made = case.supervisions.iter().find(|s| s.made.seq == of);
            made.map(|s| s.made.on)
        }
        Step::Fulfil { of, .. } => {
            let made = case.promises.iter().find(|p| p.made.seq == of);
            made.map(|p| p.made.on)
        }
        Step::Answer { .. } | Step::Extend { .. } => case.clock_start().map(|m| m.on).or(holder),
        Step::SignFor {} => case.open_referral().map(|r| r.sent.on),
        Step::Object { .. }
        | Step::Return { .. }
        | Step::Accept { .. }
        | Step::Decline { .. }
        | Step::Redirect { .. } => holder,
        Step::Reopen { .. } | Step::Archive { .. } => case.ended.map(|(_, m)| m.on),
        Step::Forward { .. } | Step::Assign { .. } => {
            case.referrals.last().and_then(|r| r.returned).map(|m| m.on)
        }
        _ => None,
    };
    let earliest = after.unwrap_or(case.received_on).max(case.received_on);
    if on < earliest {
        return Err(say!(
            "日期{on}早于它所依据的日期{earliest}。",
            "The date {on} lies before the date it depends on, {earliest}."
        ));
    }
    Ok(())
}
