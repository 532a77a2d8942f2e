//! Steps beside the main line: mediation, supervision, recusal, withdrawal of one, splitting.

use chrono::NaiveDate;

use super::need::{blank, not_before};
use crate::domain::case::Case;
use crate::domain::event::Step;
use crate::domain::ids::PersonId;
use crate::domain::rights::{Operator, Who};
use crate::domain::step::Ground;
use crate::domain::verdict::Demand;
use crate::words::Sentence;

/// Checks what such a step says.
pub fn check(on: NaiveDate, step: &Step, case: &Case) -> Result<(), Sentence> {
    match step {
        Step::Mediate {
            agreed,
            document,
            text,
            due_on,
        } => mediation(*agreed, document.raw(), text.raw(), *due_on)
            .and_then(|()| not_before(on, *due_on)),
        Step::Meet { text, .. }
        | Step::LegalReview { text, .. }
        | Step::FollowUp { text }
        | Step::ReplyToSupervision { text, .. } => {
            reply(step, case)?;
            blank(text.raw(), "内容", "a text")
        }
        Step::Rate { office, unit, .. } if office.is_none() && unit.is_none() => Err(say!(
            "要有对信访部门或责任单位的评价。",
            "It needs a rating of the office or of the unit."
        )),
        Step::Supervise { .. } => supervision(on, step),
        Step::Recuse {
            login,
            substitute,
            reasons,
            approver,
        } => recusal(login.raw(), substitute.raw(), case).and_then(|()| {
            blank(reasons.raw(), "利害关系", "the interest")?;
            blank(approver.raw(), "决定的负责人", "the head who decided")
        }),
        Step::Handler { login, .. } if case.is_out(login.raw()) => {
            let login = login.line();
            Err(say!(
                "“{login}”已回避本件（第二十八条第三款）。",
                "\"{login}\" is recused from this petition (Art. 28(3))."
            ))
        }
        Step::Withdraw {
            person: Some(person),
            ..
        } => leaving(*person, case),
        Step::Split {
            requests,
            into,
            reasons,
            ..
        } => {
            splitting(requests, case)?;
            blank(
                into.raw(),
                "另立的件的编号",
                "the number of the other petition",
            )?;
            blank(reasons.raw(), "理由", "a reason")
        }
        _ => Ok(()),
    }
}

fn supervision(on: NaiveDate, step: &Step) -> Result<(), Sentence> {
    let Step::Supervise {
        demand,
        text,
        due_on,
        ..
    } = step
    else {
        return Ok(());
    };
    blank(text.raw(), "发现的问题或建议", "the breach or the proposal")?;
    reply_day(*demand, *due_on).and_then(|()| not_before(on, *due_on))
}

/// Whoever approves must have the right to: not a clerk who approves alone at the desk.
pub fn approval(approver: &str, ground: Ground<'_>) -> Result<(), Sentence> {
    if names(ground.operator, approver) {
        approves(ground.operator)
    } else {
        Ok(())
    }
}

/// True when what was written for the approver names this operator.
#[must_use]
pub fn names(operator: &Operator, approver: &str) -> bool {
    approver.trim() == operator.name || approver.trim() == operator.login
}

/// Whoever is on the roster and approves must have the right to.
///
/// # Errors
/// The sentence why the role may not.
pub fn approves(operator: &Operator) -> Result<(), Sentence> {
    if !Who::Heads.has(operator.duty) {
        let duty = operator.duty.word();
        let (zh, en) = (duty.zh, duty.en);
        return Err(say!(
            "{zh}不能批准延期；由本单位负责人批准（第三十四条）。",
            "The role {en} cannot approve an extension; the responsible head does (Art. 34)."
        ));
    }
    Ok(())
}

fn mediation(
    agreed: bool,
    document: &str,
    text: &str,
    due_on: Option<NaiveDate>,
) -> Result<(), Sentence> {
    blank(
        text,
        "协议内容或未达成的原因",
        "the terms, or why there are none",
    )?;
    if agreed {
        return blank(
            document,
            "协议书文号",
            "the number of the written agreement",
        );
    }
    if due_on.is_some() {
        return Err(say!(
            "没有达成协议，就没有履行日期。",
            "Without an agreement there is no day of performance."
        ));
    }
    Ok(())
}

fn reply(step: &Step, case: &Case) -> Result<(), Sentence> {
    let Step::ReplyToSupervision { of, adopted, .. } = step else {
        return Ok(());
    };
    let open = case
        .supervisions
        .iter()
        .find(|s| s.made.seq == *of && s.replied.is_none());
    let Some(open) = open else {
        return Err(say!(
            "所指的那一条不是待回复的督办；号数见 zhuoluo show。",
            "The event named is not a supervision that waits for a reply; `zhuoluo show` numbers them."
        ));
    };
    if open.demand.is_proposal() && adopted.is_none() {
        return Err(say!(
            "三项建议要书面反馈是否采纳（第四十条第四款）。",
            "A proposal is answered in writing: adopted or not (Art. 40(4))."
        ));
    }
    Ok(())
}

fn reply_day(demand: Demand, due_on: Option<NaiveDate>) -> Result<(), Sentence> {
    if !demand.is_proposal() && due_on.is_none() {
        return Err(say!(
            "督办函和提示单要写明回复日期（due_on）。",
            "A letter or a slip names the day of the reply (due_on)."
        ));
    }
    Ok(())
}

fn recusal(login: &str, substitute: &str, case: &Case) -> Result<(), Sentence> {
    blank(login, "回避的人", "who is out")?;
    blank(substitute, "替换的人", "who takes over")?;
    if login == substitute || case.is_out(substitute) {
        return Err(say!(
            "替换的人不能是回避的人。",
            "The substitute cannot be somebody who is out."
        ));
    }
    if case.is_out(login) {
        return Err(say!("“{login}”已经回避。", "\"{login}\" is out already."));
    }
    Ok(())
}

/// A head puts anybody out; everybody else themselves alone, and somebody else decided it.
pub fn withdrawing(step: &Step, operator: &Operator) -> Result<(), Sentence> {
    let Step::Recuse {
        login, approver, ..
    } = step
    else {
        return Ok(());
    };
    if Who::Heads.has(operator.duty) {
        return Ok(());
    }
    let (login, approver) = (login.raw(), approver.raw());
    if login.trim() != operator.login {
        return Err(say!(
            "你只能为自己提出回避；别人的回避由包案领导、督查或管理员记。",
            "You may withdraw yourself alone; a lead official, supervisor or administrator records that of others."
        ));
    }
    if names(operator, approver) {
        return Err(say!(
            "回避由负责人决定（第二十八条第三款），不能自己批准。",
            "A head decides on a withdrawal (Art. 28(3)), not whoever withdraws."
        ));
    }
    Ok(())
}

/// One of several petitioners: the last one withdraws for the whole petition.
fn leaving(person: PersonId, case: &Case) -> Result<(), Sentence> {
    let parties = &case.registration.parties;
    if !parties.iter().any(|p| p.person == person) || case.left.contains(&person) {
        return Err(say!(
            "这个人不在本件的信访人中。",
            "This person is not among the petitioners."
        ));
    }
    if parties.len() <= case.left.len() + 1 {
        return Err(say!(
            "只剩这一位信访人：按全件撤回，不填某一人。",
            "This is the only petitioner left: withdraw the whole petition, naming nobody."
        ));
    }
    Ok(())
}

fn splitting(requests: &[usize], case: &Case) -> Result<(), Sentence> {
    let all = case.registration.requests.len();
    let mut named = requests.to_vec();
    named.sort_unstable();
    named.dedup();
    let known = named
        .iter()
        .all(|n| (1..=all).contains(n) && !case.split.iter().any(|(gone, _)| gone + 1 == *n));
    if named.is_empty() || named.len() != requests.len() || !known {
        return Err(say!(
            "要写明分出哪几项诉求（1到{all}，未分出过的）。",
            "It needs which requests are split off (1 to {all}, not split off before)."
        ));
    }
    if named.len() >= case.requests_left() {
        return Err(say!(
            "不能把全部诉求都分出去。",
            "Not all requests can be split off."
        ));
    }
    Ok(())
}
