//! `explain`: how a due date was counted, day by day, with the notices that decided it.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::args;
use super::days::{kind_code, notice, weekday};
use super::json;
use super::out::Done;
use super::owed;
use super::session::{Session, Whom};
use super::show;
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::count::{self, DayUnit, Due, StripDay};
use crate::domain::obligation::Obligation;
use crate::flow::brief;
use crate::flow::request::Aim;
use crate::flow::view::File;
use crate::words::{Exit, Lang, Sentence, Trouble};

pub fn run(whom: &Whom, args: &args::Explain) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let kind = args.kind.as_deref().map(owed::kind).transpose()?;
    let file = show::open(&mut session, &args.number, Aim::Deadline, &args.why)?;
    let today = session.today();
    let chosen: Vec<&Obligation> = file
        .obligations
        .iter()
        .filter(|o| kind.map_or_else(|| o.is_owed(today), |k| o.kind == k))
        .collect();
    if let (true, Some(kind)) = (chosen.is_empty(), kind) {
        return Err(none(&file, kind.word()));
    }
    if args.json {
        let all: Vec<Value> = chosen.iter().map(|o| as_json(&session, o)).collect();
        let mut value = json!({ "number": file.number.0, "today": today, "obligations": all });
        json::place_events(&mut value, &file);
        return Ok(Done::json(&value));
    }
    if chosen.is_empty() {
        let nothing = say!("本件没有未结的义务。", "Nothing is owed on this petition.");
        return Ok(Done::text(format!("{}\n", nothing.say(session.lang))));
    }
    let texts: Vec<String> = chosen.iter().map(|o| text(&session, o)).collect();
    Ok(Done::text(texts.join("\n")))
}

fn none(file: &File, kind: crate::words::Word) -> Trouble {
    let (zh, en) = (kind.zh, kind.en);
    let has = |lang: Lang| {
        let mut kinds: Vec<String> = file
            .obligations
            .iter()
            .map(|o| format!("{} ({})", o.kind.code(), o.kind.word().say(lang)))
            .collect();
        kinds.dedup();
        kinds.join(" ")
    };
    let (has_zh, has_en) = (has(Lang::Zh), has(Lang::En));
    Trouble::unchanged(
        Exit::Missing,
        say!(
            "本件没有“{zh}”这项义务。",
            "This petition has no obligation \"{en}\"."
        ),
        say!("本件有：{has_zh}。", "It has: {has_en}."),
    )
}

fn as_json(session: &Session, o: &Obligation) -> Value {
    let (office, today) = (session.office(), session.today());
    let strip = count::strip(&office.calendar, &o.due);
    let notices: Vec<Value> = years(&strip)
        .into_iter()
        .map(|year| match office.calendar.notices().get(&year) {
            Some(n) => json!({ "year": year, "provisional": false, "title": n.title, "number": n.number, "date": n.date }),
            None => json!({ "year": year, "provisional": true }),
        })
        .collect();
    let days: Vec<Value> = strip
        .iter()
        .map(|d| {
            let (kind, name) = kind_code(&d.kind);
            json!({
                "date": d.date,
                "number": d.number,
                "kind": kind,
                "name": name,
                "provisional": d.provisional,
                "rolled": d.rolled,
                "paused": d.paused,
                "extended": d.extended,
            })
        })
        .collect();
    let mut value = json::obligation(o, &office, today);
    if let Value::Object(map) = &mut value {
        map.insert("day_0".to_owned(), json!(o.due.from));
        map.insert("span".to_owned(), json!(o.due.span));
        map.insert(
            "elapsed".to_owned(),
            json!(count::elapsed(&office.calendar, &o.due, today)),
        );
        map.insert(
            "remaining".to_owned(),
            json!(count::remaining(&office.calendar, &o.due, today)),
        );
        map.insert("rolled".to_owned(), json!(o.due.nominal != o.due.effective));
        map.insert("said".to_owned(), json!(said(session, o)));
        map.insert("days".to_owned(), Value::Array(days));
        map.insert("notices".to_owned(), Value::Array(notices));
    }
    value
}

fn years(strip: &[StripDay]) -> Vec<i32> {
    let mut years: Vec<i32> = strip.iter().map(|d| d.date.year()).collect();
    years.dedup();
    years
}

/// The count in one sentence.
fn said(session: &Session, o: &Obligation) -> Sentence {
    let basis = session.office().rules.article(&o.basis);
    let assumed = if o.assumed {
        say!(
            "起算日没有记录，按最早的一天推定。",
            " Its first day is not on record and is taken as the earliest it can be."
        )
    } else {
        Sentence::default()
    };
    let plain = plainly(&o.due);
    Sentence::of(
        format!("依据{basis}：{}{}", plain.zh, assumed.zh),
        format!("By {basis}: {}{}", plain.en, assumed.en),
    )
}

/// Day 0, the days counted, what was left out or added, the roll, the mark.
fn plainly(due: &Due) -> Sentence {
    let (from, nominal, effective) = (due.from, due.nominal, due.effective);
    let length = due.span.length;
    let (unit_zh, unit_en) = match due.span.unit {
        DayUnit::Day => ("日", "days"),
        DayUnit::WorkingDay => ("个工作日", "working days"),
    };
    let roll = if nominal == effective {
        say!("末日{effective}。", "The last day is {effective}.")
    } else {
        say!(
            "末日{nominal}不上班，顺延到{effective}。",
            "The last day, {nominal}, is off; it moves to {effective}."
        )
    };
    let provisional = if due.provisional {
        say!(
            "所在年份的放假通知未发布，暂按推算。",
            " The notice of that year is not out yet: provisional."
        )
    } else {
        Sentence::default()
    };
    let beside = brief::beside(due);
    Sentence::of(
        format!(
            "{from}为第0日，计{length}{unit_zh}。{}{}{}",
            beside.zh, roll.zh, provisional.zh
        ),
        format!(
            "{from} is day 0, {length} {unit_en} are counted. {}{}{}",
            beside.en, roll.en, provisional.en
        ),
    )
}

fn text(session: &Session, o: &Obligation) -> String {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let strip = count::strip(&office.calendar, &o.due);
    let mut out = format!(
        "{}  {}  {}  {}\n{}\n",
        o.kind.word().say(lang),
        office.units.name(o.owed_by),
        o.state(today).word().say(lang),
        o.due.effective,
        said(session, o).say(lang)
    );
    out.push_str(&laid_out(session, &o.due, &strip));
    out
}

/// The strip in weeks, the days used up and left, and the documents behind its days.
fn laid_out(session: &Session, due: &Due, strip: &[StripDay]) -> String {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let calendar = &office.calendar;
    let mut out = weeks(strip, lang);
    let (used, left) = (
        count::elapsed(calendar, due, today),
        count::remaining(calendar, due, today),
    );
    let (all, mark) = (due.span.length, due.warn);
    let sums = say!(
        "今天{today}：已过{used}，还剩{left}，合计{all}。本办自己的提醒日{mark}。",
        "Today, {today}: {used} used, {left} left, {all} in all. The office's own mark: {mark}."
    );
    out.push_str(sums.say(lang));
    out.push('\n');
    for year in years(strip) {
        out.push_str(notice(calendar, year).say(lang));
        out.push('\n');
    }
    for said in local_bases(calendar, strip) {
        out.push_str(said.say(lang));
        out.push('\n');
    }
    out
}

/// The documents of the local days in a strip, each once.
fn local_bases(calendar: &Calendar, strip: &[StripDay]) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    for day in strip {
        if let Some(n) = calendar.local_basis(day.date) {
            let (title, number, date) = (&n.title, &n.number, &n.date);
            let said = say!(
                "本地放假：{title} {number} {date}",
                "Local days: {title} {number} {date}"
            );
            if !out.contains(&said) {
                out.push(said);
            }
        }
    }
    out
}

/// A count that belongs to no petition, in words and as a strip.
pub fn counted(session: &Session, due: &Due) -> String {
    let strip = count::strip(&session.office().calendar, due);
    let mut out = format!("{}\n", plainly(due).say(session.lang));
    out.push_str(&laid_out(session, due, &strip));
    out
}

/// The days in rows of a week: the number of each day, `+` of an extension, `听` of a hearing, `休` off,
/// `班` make-up, `→` rolled over.
fn weeks(strip: &[StripDay], lang: Lang) -> String {
    let mut out = String::new();
    let Some(first) = strip.first() else {
        return out;
    };
    let monday = first.date.week(chrono::Weekday::Mon).first_day();
    let days: Vec<NaiveDate> = monday.iter_days().take(7).collect();
    out.push_str("       ");
    for day in &days {
        out.push_str(&pad(weekday(*day, lang), 7));
    }
    out.push('\n');
    let lead = usize::try_from((first.date - monday).num_days()).unwrap_or(0);
    let mut cells: Vec<Option<&StripDay>> = vec![None; lead];
    cells.extend(strip.iter().map(Some));
    for (week, row) in cells.chunks(7).enumerate() {
        let first = monday + chrono::Days::new(7 * week as u64);
        let _ = write!(out, "{}  ", first.format("%m-%d"));
        for day in row {
            let cell = day.map(|d| cell(d, lang)).unwrap_or_default();
            out.push_str(&pad(&cell, 7));
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

fn cell(day: &StripDay, lang: Lang) -> String {
    let number = day.number.map(|n| n.to_string()).unwrap_or_default();
    let roll = if day.rolled { "→" } else { "" };
    let mark = match (&day.kind, lang) {
        (DayKind::Work, _) => "",
        (DayKind::MakeUp(_), Lang::Zh) => "班",
        (DayKind::MakeUp(_), Lang::En) => "w",
        (DayKind::Weekend, Lang::Zh) => "末",
        (DayKind::Weekend, Lang::En) => "e",
        (DayKind::Festival(_), Lang::Zh) => "休",
        (DayKind::Festival(_), Lang::En) => "f",
    };
    let provisional = if day.provisional { "?" } else { "" };
    let more = if day.extended { "+" } else { "" };
    let heard = match (day.paused, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "听",
        (true, Lang::En) => "h",
    };
    format!("{roll}{number}{more}{heard}{mark}{provisional}")
}

fn pad(text: &str, width: usize) -> String {
    use unicode_width::UnicodeWidthStr;
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
