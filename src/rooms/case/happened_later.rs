//! The sentences for what happened after and beside the main line.

use chrono::NaiveDate;

use super::happened::joined;
use super::happened::{promised, together};
use crate::domain::event::Lead;
use crate::domain::event::keeping::CorrectRecord;
use crate::domain::office::Office;
use crate::flow::corrected;
use crate::words::{Sentence, Word};

/// Who leads the case, what is planned, what of it is done.
pub fn led(said: &Lead, office: &Office) -> Sentence {
    let mut told = together(&[&said.official, &said.text]);
    let mut more = |next: &Sentence| {
        let (zh, en) = (&told.zh, &told.en);
        let (next_zh, next_en) = (&next.zh, &next.en);
        told = say!("{zh} · {next_zh}", "{en} · {next_en}");
    };
    if said.done {
        more(&say!(
            "方案的下一步已办",
            "the next step of the plan is done"
        ));
    }
    if let Some(due_on) = said.due_on {
        let unit = said.by_unit.map(|u| office.units.name(u));
        more(&promised(&said.next.lines(), due_on, unit.as_deref()));
    }
    told
}

/// An agreement ended it.
pub fn settled(on: NaiveDate) -> Sentence {
    say!(
        "双方已于{on}达成书面协议",
        "Both sides signed an agreement on {on}"
    )
}

/// What the petitioner may still ask for, with the last day.
pub fn may_ask(said: &Sentence, ask: Word, until: NaiveDate) -> Sentence {
    let (zh, en, ask_zh, ask_en) = (&said.zh, &said.en, ask.zh, ask.en);
    say!(
        "{zh}，信访人可在{until}前{ask_zh}",
        "{en}; the petitioner may {ask_en} until {until}"
    )
}

/// With the organ that reviews it.
pub fn under_review(again: bool, organ: &str, on: NaiveDate) -> Sentence {
    if again {
        say!(
            "{on}收到复核申请，{organ}正在复核",
            "A re-review was asked for on {on}; it is with {organ}"
        )
    } else {
        say!(
            "{on}收到复查申请，{organ}正在复查",
            "A review was asked for on {on}; it is with {organ}"
        )
    }
}

/// With the day by which it is carried out.
pub fn carried_out(said: Sentence, by: Option<NaiveDate>) -> Sentence {
    let Some(day) = by else { return said };
    let (zh, en) = (&said.zh, &said.en);
    say!("{zh}（{day}前）", "{en} (by {day})")
}

/// A word of the law with what follows it.
pub fn with(word: Word, more: &str) -> Sentence {
    Sentence::of(joined(&[word.zh, more]).zh, joined(&[word.en, more]).en)
}

/// A withdrawal by all, or by one.
pub fn gone(reasons: &str, one: bool) -> Sentence {
    if one {
        say!(
            "其中一人撤回，其他人继续：{reasons}",
            "one of them withdrew, the others go on: {reasons}"
        )
    } else {
        joined(&[reasons])
    }
}

/// A hearing.
pub fn heard(from: NaiveDate, to: NaiveDate, text: &str) -> Sentence {
    say!("{from}至{to} {text}", "{from} to {to} {text}")
}

/// A mediation.
pub fn mediated(agreed: bool, document: &str, text: &str) -> Sentence {
    if agreed {
        say!(
            "达成协议 {document} {text}",
            "an agreement {document} {text}"
        )
    } else {
        say!("未达成协议：{text}", "no agreement: {text}")
    }
}

/// A review of the law.
pub fn law_reviewed(passed: bool, text: &str) -> Sentence {
    if passed {
        say!("通过：{text}", "passed: {text}")
    } else {
        say!("未通过：{text}", "not passed: {text}")
    }
}

/// A request for review.
pub fn asked(posted: Option<NaiveDate>, text: &str) -> Sentence {
    match posted {
        Some(day) => say!("{day}邮寄 {text}", "posted on {day} {text}"),
        None => joined(&[text]),
    }
}

/// A rating.
pub fn rated(office: Option<Word>, unit: Option<Word>, text: &str) -> Sentence {
    let none = Word::new("未评", "not rated");
    let (office, unit) = (office.unwrap_or(none), unit.unwrap_or(none));
    Sentence::of(
        format!("信访部门{}，责任单位{} {text}", office.zh, unit.zh),
        format!("the office: {}, the unit: {} {text}", office.en, unit.en),
    )
}

/// A supervision that waits.
pub fn supervised(demand: Word, unit: &str, on: NaiveDate) -> Sentence {
    let (zh, en) = (demand.zh, demand.en);
    say!("{on} {zh} {unit}", "{on} {en} {unit}")
}

/// A recusal.
pub fn recused(login: &str, substitute: &str, reasons: &str, approver: &str) -> Sentence {
    say!(
        "{login}回避，{substitute}接办，{approver}决定：{reasons}",
        "{login} is out, {substitute} takes over, decided by {approver}: {reasons}"
    )
}

/// A splitting.
pub fn split(requests: &str, into: &str, reasons: &str) -> Sentence {
    say!(
        "第{requests}项另立 {into}：{reasons}",
        "request {requests} goes on as {into}: {reasons}"
    )
}

/// A correction of a person's record: what stood there, what stands there now; numbers covered as
/// everywhere else.
pub fn record_corrected(c: &CorrectRecord) -> Sentence {
    let (changed, reasons, request) = (corrected::changed(c), c.reasons.lines(), c.request.lines());
    let (zh, en) = (changed.zh, changed.en);
    say!("{zh}：{reasons} {request}", "{en}: {reasons} {request}")
}
