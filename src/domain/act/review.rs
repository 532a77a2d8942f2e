//! Review and re-review: in time or not, by the right organ; hearings between the right days.

use chrono::NaiveDate;

use super::Act;
use crate::domain::case::Case;
use crate::domain::event::Step;
use crate::domain::ids::UnitId;
use crate::domain::step::Ground;
use crate::domain::unit::Units;
use crate::domain::{count, obligation};
use crate::words::Sentence;

/// Checks a step of the review ladder.
pub fn check(act: &Act, case: &Case, ground: Ground<'_>, units: &Units) -> Result<(), Sentence> {
    match &act.step {
        Step::AskReview {
            posted_on, organ, ..
        } => {
            in_time(act.on, *posted_on, case.served.map(|m| m.on), false, ground)?;
            right_organ(*organ, case.answerer(), units)
        }
        Step::AskRereview {
            posted_on, organ, ..
        } => {
            let review = case.review.as_ref();
            let served = review.and_then(|r| r.served).map(|m| m.on);
            in_time(act.on, *posted_on, served, true, ground)?;
            right_organ(*organ, review.map_or(UnitId::OFFICE, |r| r.organ), units)
        }
        Step::Hear { from, to, .. } => hearing(act.on, *from, *to, case),
        _ => Ok(()),
    }
}

/// Within 30 days of service, the last day rolled; a posted request counts from its postmark.
fn in_time(
    on: NaiveDate,
    posted_on: Option<NaiveDate>,
    served: Option<NaiveDate>,
    again: bool,
    ground: Ground<'_>,
) -> Result<(), Sentence> {
    let Some(served) = served else { return Ok(()) };
    if posted_on.is_some_and(|p| p > on) {
        return Err(say!(
            "邮戳日期晚于收到日期{on}。",
            "The postmark lies after the receipt, {on}."
        ));
    }
    let counts = ground.rules.open_points.postmark_counts;
    let made = posted_on.filter(|_| counts).unwrap_or(on);
    if made < served {
        return Err(say!(
            "日期{made}早于送达日期{served}。",
            "The date {made} lies before the service, {served}."
        ));
    }
    let limit = ground.rules.limit(obligation::ask_limit(again));
    let last = count::due(ground.calendar, served, limit.span()).effective;
    if made > last {
        let article = ground.rules.article(&limit.article);
        let days = limit.length;
        return Err(say!(
            "自收到书面答复{served}之日起{days}日内提出，末日{last}已过（{article}）；有新的事实或理由的，作为新的事项登记。",
            "It must come within {days} days of receiving the reply on {served}; the last day was {last} ({article}). New facts or reasons are registered as a new matter."
        ));
    }
    Ok(())
}

/// The next higher organ by the office's own list of units.
fn right_organ(organ: Option<UnitId>, from: UnitId, units: &Units) -> Result<(), Sentence> {
    let Some(organ) = organ else { return Ok(()) };
    let name = units.name(organ);
    if units.get(organ).is_none() {
        return Err(say!(
            "没有“{name}”这个单位。",
            "There is no unit \"{name}\"."
        ));
    }
    let unit = units.get(from);
    let above = unit.and_then(|u| u.under);
    let table = unit.map(|u| u.reviewers.as_slice()).unwrap_or_default();
    let right = match above {
        // The office's own table says it, whatever stands above.
        _ if !table.is_empty() => table.contains(&organ),
        Some(above) => units.is_under(above, organ),
        None => !units.is_under(organ, from),
    };
    let from = units.name(from);
    if right {
        return Ok(());
    }
    Err(say!(
        "“{name}”不是“{from}”的上一级机关（第三十五条、第三十六条）。",
        "\"{name}\" is not the next higher organ of \"{from}\" (Arts. 35, 36)."
    ))
}

fn hearing(on: NaiveDate, from: NaiveDate, to: NaiveDate, case: &Case) -> Result<(), Sentence> {
    let earliest = case.open_review().map_or(case.received_on, |r| r.asked.on);
    if from > to || to > on || from < earliest {
        return Err(say!(
            "听证从{from}到{to}：应在{earliest}以后开始，在{on}以前结束。",
            "The hearing from {from} to {to} must begin on or after {earliest} and end by {on}."
        ));
    }
    Ok(())
}
