//! What a step says, held against the case: reasons, limits, outcomes.

use chrono::NaiveDate;

use super::need::{blank, not_before};
use super::{Act, addressed, beside, review, simple, telling};
use crate::domain::case::Case;
use crate::domain::event::{Lead, Step};
use crate::domain::ids::UnitId;
use crate::domain::petition::{Class, Route};
use crate::domain::step::Ground;
use crate::domain::unit::Units;
use crate::words::Sentence;

/// Checks what the step says.
pub fn check(act: &Act, case: &Case, ground: Ground<'_>, units: &Units) -> Result<(), Sentence> {
    addressed::while_with_accused(&act.step, case, units)?;
    beside::withdrawing(&act.step, ground.operator)?;
    said(act, case, ground, units).and_then(|()| addressed::check(&act.step, case, units))
}

fn said(act: &Act, case: &Case, ground: Ground<'_>, units: &Units) -> Result<(), Sentence> {
    match &act.step {
        Step::Forward { to } => elsewhere(*to, units),
        Step::Assign { to, due_on } => assignment(act.on, *to, *due_on, units),
        Step::Sort(_) => simple::sorting(&act.step, case),
        Step::Accept { route } => acceptance(case, *route),
        Step::Extend {
            days,
            reasons,
            approver,
        } => extension(*days, reasons.raw(), approver.raw(), ground),
        Step::Answer {
            outcomes,
            execute_by,
            ..
        } => one_by_one(outcomes.len(), case)
            .and_then(|()| simple::outcomes(outcomes, case))
            .and_then(|()| not_before(act.on, *execute_by)),
        Step::Decline { .. } | Step::Notify { .. } | Step::Serve { .. } => {
            telling::check(act, case, ground)
        }
        Step::Lead(said) => leading(act.on, said, case),
        Step::Promise { text, due_on, .. } => promise(act.on, text.raw(), *due_on),
        Step::Fulfil { of, .. } => fulfilment(*of, case),
        Step::Return {
            agreed: false,
            reasons,
        } => refusal(reasons.raw(), case),
        Step::Correct {
            accused: Some(accused),
            accused_mistaken,
            on: None,
            void: false,
            reasons,
            ..
        } => {
            let by = accused_mistaken.then_some(ground.operator);
            super::accused::corrected(accused, reasons.raw(), case, by)
        }
        Step::Correct {
            accused: Some(_), ..
        }
        | Step::Correct {
            accused_mistaken: true,
            ..
        } => Err(of_its_own()),
        Step::Correct {
            on: Some(on),
            reasons,
            ..
        } => correction(*on, reasons.raw(), ground.today),
        Step::AskReview { .. }
        | Step::AskRereview { .. }
        | Step::Hear { .. }
        | Step::AnswerReview { .. }
        | Step::AnswerRereview { .. } => review::check(act, case, ground, units),
        step => beside::check(act.on, step, case).and_then(|()| texts(step)),
    }
}

fn of_its_own() -> Sentence {
    say!(
        "更正被反映方单独记一步，写明是谁，不和日期、作废写在一起。",
        "The accused are corrected in a step of its own that names them, without a date or a voiding."
    )
}

/// Steps that only need their words.
fn texts(step: &Step) -> Result<(), Sentence> {
    match step {
        Step::Object { reasons, .. }
        | Step::Return { reasons, .. }
        | Step::Withdraw { reasons, .. }
        | Step::Close { reasons, .. }
        | Step::Reopen { reasons }
        | Step::Correct { reasons, .. }
        | Step::Link { reasons, .. }
        | Step::Unlink { reasons } => blank(reasons.raw(), "理由", "a reason"),
        Step::Redirect { body, .. } => blank(body.raw(), "有权处理的机关", "the competent body"),
        Step::Contact { text } | Step::Note { text } | Step::Remind { text, .. } => {
            blank(text.raw(), "内容", "a text")
        }
        Step::Handler { login, .. } => blank(login.raw(), "经办人", "the handler's login"),
        Step::CorrectRecord(c) => {
            blank(c.reasons.raw(), "更正的依据", "what it was checked against")
        }
        Step::Restrict(r) => blank(r.reasons.raw(), "理由", "a reason"),
        Step::Lift(l) => blank(l.reasons.raw(), "理由", "a reason"),
        Step::HandOver(h) => blank(
            h.archives.raw(),
            "接收的档案馆",
            "the archives that take it",
        ),
        _ => Ok(()),
    }
}

fn assignment(on: NaiveDate, to: UnitId, due_on: NaiveDate, units: &Units) -> Result<(), Sentence> {
    if due_on < on {
        return Err(say!(
            "要求反馈的日期{due_on}早于交办日期。",
            "The date wanted, {due_on}, lies before the assignment."
        ));
    }
    elsewhere(to, units)
}

/// What is sent on leaves the office: what it keeps, it accepts.
fn elsewhere(to: UnitId, units: &Units) -> Result<(), Sentence> {
    if to != UnitId::OFFICE {
        return Ok(());
    }
    let name = units.name(to);
    Err(say!(
        "本件就在“{name}”，不能转给自己；由本办办理请直接受理（accept）。",
        "The petition is at \"{name}\" already and is not sent to itself; what the office handles it accepts (accept)."
    ))
}

fn acceptance(case: &Case, route: Option<Route>) -> Result<(), Sentence> {
    if case.class == Class::Request && route.or(case.route).is_none() {
        return Err(say!(
            "受理时要定路径（第三十一条）：例 \"route\":\"petition\"。",
            "Acceptance needs a route (Art. 31), e.g. \"route\":\"petition\"."
        ));
    }
    simple::route(case, route)
}

fn extension(days: u32, reasons: &str, approver: &str, ground: Ground<'_>) -> Result<(), Sentence> {
    let max = ground.rules.limit("extension").length;
    if days == 0 || days > max {
        return Err(say!(
            "延期{days}日不在1到{max}日之内（第三十四条）。",
            "An extension of {days} days is outside 1 to {max} (Art. 34)."
        ));
    }
    blank(reasons, "延期理由", "a reason for the extension")?;
    blank(approver, "批准的负责人", "the head who approved it")?;
    beside::approval(approver, ground)
}

fn one_by_one(given: usize, case: &Case) -> Result<(), Sentence> {
    let wanted = case.requests_left();
    if given != 0 && given != wanted {
        return Err(say!(
            "诉求共{wanted}项，意见只有{given}项，要逐项作答。",
            "There are {wanted} requests and {given} outcomes; each needs its own."
        ));
    }
    Ok(())
}

fn leading(on: NaiveDate, said: &Lead, case: &Case) -> Result<(), Sentence> {
    blank(said.official.raw(), "包案领导", "the lead official")?;
    if said.done && case.plan.iter().all(|p| p.done.is_some()) {
        return Err(say!(
            "方案里没有还没办的步骤。",
            "No step of the plan is left to be done."
        ));
    }
    match (said.next.raw().trim().is_empty(), said.due_on) {
        (true, None) => return Ok(()),
        (false, None) => {
            return Err(say!(
                "方案步骤要有期限，例 \"due_on\":\"2026-03-20\"。",
                "A step of the plan needs its day, e.g. \"due_on\":\"2026-03-20\"."
            ));
        }
        (_, Some(_)) => blank(said.next.raw(), "方案步骤", "what the step of the plan is")?,
    }
    not_before(on, said.due_on)
}

fn promise(on: NaiveDate, text: &str, due_on: NaiveDate) -> Result<(), Sentence> {
    if due_on < on {
        return Err(say!(
            "承诺的日期{due_on}早于作出承诺的日期。",
            "The promised day {due_on} lies before the promise."
        ));
    }
    blank(text, "承诺内容", "what was promised")
}

fn fulfilment(of: i64, case: &Case) -> Result<(), Sentence> {
    let open = case
        .promises
        .iter()
        .any(|p| p.made.seq == of && p.kept.is_none());
    if !open {
        return Err(say!(
            "所指的那一条不是未兑现的承诺；号数见 zhuoluo show。",
            "The event named is not an open promise; `zhuoluo show` numbers them."
        ));
    }
    Ok(())
}

/// Only an objection that stands can be refused.
fn refusal(reasons: &str, case: &Case) -> Result<(), Sentence> {
    let stands = case
        .open_referral()
        .is_some_and(|r| r.objected.is_some() && r.refused.is_none());
    if !stands {
        return Err(say!(
            "没有待答复的异议。",
            "There is no objection to refuse."
        ));
    }
    blank(reasons, "理由", "a reason")
}

fn correction(on: NaiveDate, reasons: &str, today: NaiveDate) -> Result<(), Sentence> {
    if on > today {
        return Err(say!(
            "更正后的日期{on}在今天{today}之后。",
            "The corrected date {on} lies after today, {today}."
        ));
    }
    blank(reasons, "理由", "a reason")
}
