//! Sentences of the case room with facts in them, in both languages.

use chrono::NaiveDate;

use crate::domain::count::{DayUnit, Due};
use crate::domain::event::StepKind;
use crate::domain::obligation::{Obligation, OwedTo, State};
use crate::words::{Sentence, Word};

/// Calendar days.
pub const DAYS: Word = Word::new("日", "days");
/// Working days.
pub const WORKING_DAYS: Word = Word::new("个工作日", "working days");

/// Dates of the petition.
pub fn dates(petitioned: NaiveDate, received: NaiveDate, registered: NaiveDate) -> Sentence {
    say!(
        "信访{petitioned} 收到{received} 登记{registered}",
        "dated {petitioned}, received {received}, registered {registered}"
    )
}

/// A request by its place in the list, counted from one.
pub fn request(n: usize) -> Sentence {
    let n = n + 1;
    say!("诉求{n}", "Request {n}")
}

/// Headcount.
pub fn headcount(n: u32) -> Sentence {
    say!("共{n}人", "{n} people")
}

/// One obligation in a line: what, by whom, to whom.
pub fn owed_line(owed: &Obligation, unit: &str) -> Sentence {
    let (kind, to) = (owed.kind.word(), owed.owed_to.word());
    let (zh, en, to_zh, to_en) = (kind.zh, kind.en, to.zh, to.en);
    if owed.owed_to == OwedTo::Petitioner && unit.is_empty() {
        return say!("{zh}", "{en}");
    }
    say!("{zh}：{unit}对{to_zh}", "{en}: {unit}, to {to_en}")
}

/// The article.
pub fn basis(article: &str) -> Sentence {
    say!("依据：{article}", "Under: {article}")
}

/// How it was counted.
pub fn counted(due: &Due) -> Sentence {
    let (from, length, nominal) = (due.from, due.span.length, due.nominal);
    let unit = if due.span.unit == DayUnit::Day {
        DAYS
    } else {
        WORKING_DAYS
    };
    let (zh, en) = (unit.zh, unit.en);
    say!(
        "从{from}起（当日不算），数{length}{zh}，到{nominal}。",
        "From {from} (that day not counted), {length} {en}, to {nominal}."
    )
}

/// The roll at the end.
pub fn rolled(nominal: NaiveDate, effective: NaiveDate) -> Sentence {
    say!(
        "{nominal}是放假日，顺延到{effective}。",
        "{nominal} is a day off; it rolls to {effective}."
    )
}

/// Where it stands today.
pub fn stands(owed: &Obligation, today: NaiveDate, used: u32, left: u32, unit: Word) -> Sentence {
    let (zh, en) = (unit.zh, unit.en);
    let over = -owed.days_left(today);
    let over_en = days(over);
    match (owed.paid, owed.state(today)) {
        (Some((_, on)), State::MetLate) => say!("{on}已办，晚于期限。", "Done on {on}, late."),
        (Some((_, on)), _) => say!("{on}已办。", "Done on {on}."),
        (None, State::Void) => say!("不再需要。", "No longer needed."),
        (None, State::Overdue) => say!(
            "今天{today}：已逾期{over}天。",
            "Today {today}: {over_en} overdue."
        ),
        (None, _) => say!(
            "今天{today}：已过{used}{zh}，还剩{left}{zh}。",
            "Today {today}: {used} {en} gone, {left} left."
        ),
    }
}

/// A festival on the way.
pub fn festival(name: &str, off: bool, from: NaiveDate, to: NaiveDate, notice: &str) -> Sentence {
    let day = |d: NaiveDate| d.format("%m-%d").to_string();
    let span = |word: &str| {
        if from == to {
            day(from)
        } else {
            format!("{}{word}{}", day(from), day(to))
        }
    };
    let (zh, en) = (span("至"), span(" to "));
    let notice = if notice.is_empty() {
        String::new()
    } else {
        format!("（{notice}）")
    };
    if off {
        say!("休 {name} {zh}{notice}", "off {name} {en}{notice}")
    } else {
        say!("班 {name}调休 {zh}{notice}", "mk {name} {en}{notice}")
    }
}

/// Days left, in words.
pub fn left(owed: &Obligation, today: NaiveDate) -> Sentence {
    let left = owed.days_left(today);
    let (n, en) = (left.abs(), days(left.abs()));
    match (owed.state(today), owed.paid) {
        (State::Met, Some((_, on))) => say!("{on}已办", "done {on}"),
        (State::MetLate, Some((_, on))) => say!("{on}已办，逾期", "done {on}, late"),
        (State::Void, _) => say!("不再需要", "not needed"),
        _ if left < 0 => say!("已逾期{n}天", "{en} overdue"),
        _ if left == 0 => say!("今天到期", "due today"),
        _ => say!("还有{n}天", "{en} left"),
    }
}

/// `1 day`, `3 days`.
fn days(n: i64) -> String {
    if n == 1 {
        "1 day".to_owned()
    } else {
        format!("{n} days")
    }
}

/// Days of an extension within a count.
pub fn extension(n: u32) -> Sentence {
    say!(
        "其中延期{n}日，与原期限连起来数，最后只顺延一次。",
        "{n} days of it are the extension, counted on from the first limit and rolled once at the end."
    )
}

/// Until when, with the unrolled day when it differs.
pub fn until(due: &Due) -> Sentence {
    let (nominal, effective) = (due.nominal, due.effective);
    if nominal == effective {
        say!("{effective}前", "by {effective}")
    } else {
        say!(
            "{effective}前（{nominal}遇休顺延）",
            "by {effective} (rolled from {nominal})"
        )
    }
}

/// What is owed now, after a step.
pub fn now_owed(step: StepKind, next: Option<(&Obligation, &str)>) -> Sentence {
    let (zh, en) = (step.word().zh, step.word().en);
    match next {
        None => say!(
            "已记录：{zh}。现在没有欠办的事项。",
            "Recorded: {en}. Nothing is owed now."
        ),
        Some((owed, unit)) => {
            let (kind, on) = (owed.kind.word(), owed.due.effective);
            let (kind_zh, kind_en) = (kind.zh, kind.en);
            say!(
                "已记录：{zh}。接下来：{kind_zh}（{unit}，{on}前）。",
                "Recorded: {en}. Next: {kind_en} ({unit}, by {on})."
            )
        }
    }
}

/// Asked before a step that ends something.
pub fn confirm(step: StepKind, number: &str) -> Sentence {
    let (zh, en) = (step.word().zh, step.word().en);
    say!(
        "要对{number}记录“{zh}”吗？记录后只能用“更正”改，不能删去。",
        "Record \"{en}\" on {number}? It can be corrected later, never deleted."
    )
}

/// A needed field is empty.
pub fn needed(label: Word) -> Sentence {
    let (zh, en) = (label.zh, label.en);
    say!("要填“{zh}”。", "\"{en}\" is needed.")
}

/// A number for a link that was not found.
pub fn no_such(number: &str) -> Sentence {
    let shown = crate::words::visible(number, crate::words::Place::Line);
    say!(
        "没有找到“{shown}”，请填登记编号。",
        "\"{shown}\" was not found; give a registration number."
    )
}

/// Who recorded it, and when, if not the same day.
pub fn by(login: &str, on: NaiveDate, recorded: NaiveDate) -> Sentence {
    if on == recorded {
        say!("经手 {login}", "by {login}")
    } else {
        say!(
            "经手 {login}，{recorded}补录",
            "by {login}, recorded {recorded}"
        )
    }
}

/// What a step of the menu would pay.
pub fn pays(owed: &Obligation, today: NaiveDate) -> Sentence {
    let (kind, left) = (owed.kind.word(), left(owed, today));
    let (zh, en) = (&left.zh, &left.en);
    let (kind_zh, kind_en) = (kind.zh, kind.en);
    say!("正欠：{kind_zh}，{zh}", "owed: {kind_en}, {en}")
}

/// Title of the count of a deadline.
pub fn deadline_of(kind: crate::domain::obligation::Kind) -> Sentence {
    let (zh, en) = (kind.word().zh, kind.word().en);
    say!("期限怎么算的：{zh}", "How the deadline is counted: {en}")
}
