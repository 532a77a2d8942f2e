//! An obligation in a few words: how many days, what, by whom. For the panel, the desk and lists.

use chrono::{Datelike, NaiveDate};

use crate::domain::alert::{self, Level, Owed};
use crate::domain::count::Due;
use crate::domain::ids::PetitionNo;
use crate::domain::obligation::{self, Obligation};
use crate::domain::office::Office;
use crate::words::{Lang, Sentence, Word};

/// `逾期3天`, `今天`, `剩5天`.
#[must_use]
pub fn days(obligation: &Obligation, today: NaiveDate, lang: Lang) -> String {
    let left = obligation.days_left(today);
    let late = obligation.clock.is_some_and(|c| c.late) && obligation.paid.is_none();
    match (lang, left) {
        (Lang::Zh, 0) if late => "已过点".to_owned(),
        (Lang::En, 0) if late => "late".to_owned(),
        (Lang::Zh, 0) => "今天".to_owned(),
        (Lang::En, 0) => "today".to_owned(),
        (Lang::Zh, n) if n < 0 => format!("逾期{}天", -n),
        (Lang::En, n) if n < 0 => format!("{}d late", -n),
        (Lang::Zh, n) => format!("剩{n}天"),
        (Lang::En, n) => format!("{n}d left"),
    }
}

/// The due day, with its year when it is another one; marked when it is provisional or its day 0
/// is assumed.
#[must_use]
pub fn due(obligation: &Obligation, today: NaiveDate, lang: Lang) -> String {
    let on = obligation.due.effective;
    if let Some(clock) = obligation.clock.filter(|_| on == today) {
        return clock.due.format("%H:%M").to_string();
    }
    let shape = if on.year() == today.year() {
        "%m-%d"
    } else {
        "%y-%m-%d"
    };
    let day = on.format(shape);
    match (obligation.due.provisional || obligation.assumed, lang) {
        (false, _) => day.to_string(),
        (true, Lang::Zh) => format!("{day}暂"),
        (true, Lang::En) => format!("{day}~"),
    }
}

/// What else went into a count: an extension from the original base, hearings left out. Empty for
/// a plain one.
#[must_use]
pub fn beside(due: &Due) -> Sentence {
    let more = due.extended;
    let mut out = if more == 0 {
        Sentence::default()
    } else {
        say!(
            "其中延期{more}日，与原期限自同一起算日合并计算。",
            "{more} of them are the extension, counted with the rest from the same day 0."
        )
    };
    for (from, to) in &due.paused {
        let hearing = say!(
            "听证{from}至{to}不计入。",
            " The hearing from {from} to {to} is not counted."
        );
        out.push(&hearing);
    }
    out
}

/// The mark before an alert: it says by itself what the colour says.
#[must_use]
pub const fn mark(level: Level) -> &'static str {
    match level {
        Level::Overdue => "!!",
        Level::Due => "! ",
        Level::Near => "- ",
        Level::Far => "  ",
    }
}

/// How pressing an alert is.
#[must_use]
pub fn level(owed: &Owed, today: NaiveDate, near: i64) -> Level {
    alert::level(&owed.obligation, today, near)
}

/// One line that explains an alert by the matter's state and the law's clock.
#[must_use]
pub fn why(owed: &Owed, article: &str, today: NaiveDate, lang: Lang) -> String {
    let o = &owed.obligation;
    let (kind, unit, from, due) = (
        o.kind.word().say(lang),
        &owed.unit,
        o.due.from,
        o.due.effective,
    );
    let days = days(o, today, lang);
    let note = note(o, lang);
    match lang {
        Lang::Zh => format!("{unit} 应于{due}前{kind}，自{from}起算，{days}。{article}{note}"),
        Lang::En => {
            format!("{unit} owes: {kind}, by {due}, counted from {from}, {days}. {article}{note}")
        }
    }
}

fn note(o: &Obligation, lang: Lang) -> &'static str {
    match (o.due.provisional, o.assumed, lang) {
        (true, _, Lang::Zh) => "（该年放假通知未公布，暂按推算）",
        (true, _, Lang::En) => " (that year's notice is not published; provisional)",
        (_, true, Lang::Zh) => "（起算日未记，暂按转送或告知之日）",
        (_, true, Lang::En) => " (day 0 not recorded; counted from sending or notice)",
        _ => "",
    }
}

/// What of its matter moved an obligation in a special period; `None` where its date alone counts.
#[must_use]
pub fn moved(owed: &Owed) -> Option<Word> {
    let stands = owed.stands.as_ref()?;
    stands.why.as_ref().map(|_| stands.rank.word())
}

/// Who has seen it and when; a date never moves by that.
#[must_use]
pub fn seen(owed: &Owed) -> Option<Sentence> {
    let seen = owed.seen.as_ref()?;
    let (by, at, note) = (
        seen.by.lines(),
        seen.at.format("%m-%d %H:%M"),
        seen.why.lines(),
    );
    Some(say!(
        "{by} {at} 看过，期限不变。{note} ",
        "Seen by {by} {at}; the date stays. {note} "
    ))
}

/// On which rung of the ladder of reminders an obligation stands: `提醒T−3（03-20）`; `None` before the first.
#[must_use]
pub fn rung(o: &Obligation, office: &Office, today: NaiveDate) -> Option<Sentence> {
    let rung = obligation::rung(o, &office.calendar, &office.rules, today)?;
    let (label, on) = (rung.label(), rung.on.format("%m-%d"));
    Some(say!("提醒{label}（{on}）", "reminder {label} ({on})"))
}

/// The same in the fewest signs, for a column: `T−3`, `T−3?` when nobody handles the petition; empty
/// before the first.
#[must_use]
pub fn step(owed: &Owed, office: &Office, today: NaiveDate) -> String {
    let rung = obligation::rung(&owed.obligation, &office.calendar, &office.rules, today);
    let who = if owed.ownerless { "?" } else { "" };
    rung.map_or_else(String::new, |r| format!("{}{who}", r.label()))
}

/// A registration number without the office's own area code, which is the same in every row.
#[must_use]
pub fn number<'a>(number: &'a PetitionNo, area: &str) -> &'a str {
    let rest = number
        .0
        .strip_prefix(area)
        .and_then(|rest| rest.strip_prefix('-'));
    rest.unwrap_or(&number.0)
}
