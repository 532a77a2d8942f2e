//! Why a deadline falls where it falls: the count day by day, a week to a line.

use chrono::{Datelike, Days, NaiveDate};

use super::words as w;
use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::count::{self, DayUnit, StripDay};
use crate::domain::obligation::{Kind, Obligation};
use crate::domain::office::Office;
use crate::flow::brief;
use crate::look::pad;
use crate::words::Lang;

/// Columns of one day.
const CELL: usize = 8;
/// Weeks shown at most; what lies further is said in words.
const WEEKS: usize = 30;

/// The whole explanation as lines of text.
#[must_use]
pub fn explain(
    owed: &Obligation,
    extension: Option<u32>,
    office: &Office,
    today: NaiveDate,
    lang: Lang,
) -> String {
    let (calendar, due) = (&office.calendar, &owed.due);
    let mut out = vec![
        w::owed_line(owed, &office.units.name(owed.owed_by))
            .say(lang)
            .to_owned(),
        w::basis(&office.rules.article(&owed.basis))
            .say(lang)
            .to_owned(),
        w::counted(due).say(lang).to_owned(),
    ];
    let beside = brief::beside(due);
    if !beside.is_empty() {
        out.push(beside.say(lang).to_owned());
    }
    if let Some(days) = extension.filter(|_| matches!(owed.kind, Kind::Answer | Kind::Serve)) {
        out.push(w::extension(days).say(lang).to_owned());
    }
    if due.nominal != due.effective {
        out.push(w::rolled(due.nominal, due.effective).say(lang).to_owned());
    }
    if owed.assumed {
        out.push(w::ASSUMED.say(lang).to_owned());
    }
    let used = count::elapsed(calendar, due, today);
    let left = count::remaining(calendar, due, today);
    let unit = if due.span.unit == DayUnit::Day {
        w::DAYS
    } else {
        w::WORKING_DAYS
    };
    out.push(
        w::stands(owed, today, used, left, unit)
            .say(lang)
            .to_owned(),
    );
    if due.provisional {
        out.push(w::PROVISIONAL_LONG.say(lang).to_owned());
    }
    out.push(String::new());
    let strip = count::strip(calendar, due);
    out.extend(weeks(&strip, due.effective, today, lang));
    out.push(String::new());
    out.push(w::LEGEND.say(lang).to_owned());
    out.extend(festivals(&strip, calendar, lang));
    out.join("\n")
}

/// The grid: Monday's date, then seven days.
fn weeks(strip: &[StripDay], last: NaiveDate, today: NaiveDate, lang: Lang) -> Vec<String> {
    let Some(first) = strip.first() else {
        return Vec::new();
    };
    let back = u64::from(first.date.weekday().num_days_from_monday());
    let mut monday = first
        .date
        .checked_sub_days(Days::new(back))
        .unwrap_or(first.date);
    let mut head = " ".repeat(6);
    for day in w::WEEKDAYS {
        head.push_str(&pad(day.say(lang), CELL, false));
    }
    let mut out = vec![head.trim_end().to_owned()];
    for n in 0.. {
        let next = monday.checked_add_days(Days::new(7)).unwrap_or(monday);
        let days: Vec<&StripDay> = strip
            .iter()
            .filter(|d| monday <= d.date && d.date < next)
            .collect();
        if days.is_empty() || next == monday {
            break;
        }
        if n == WEEKS {
            out.push(w::AND_SO_ON.say(lang).to_owned());
            break;
        }
        let mut line = pad(&monday.format("%m-%d").to_string(), 6, false);
        for offset in 0..7 {
            let date = monday.checked_add_days(Days::new(offset)).unwrap_or(monday);
            let cell = days
                .iter()
                .find(|d| d.date == date)
                .map(|d| cell(d, last, today, lang))
                .unwrap_or_default();
            line.push_str(&pad(&cell, CELL, false));
        }
        out.push(line.trim_end().to_owned());
        monday = next;
    }
    out
}

/// One day: its number, off or made up, last, today. The column says by itself what a weekend is.
fn cell(day: &StripDay, last: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    let mut cell = day.number.map_or_else(|| "-".to_owned(), |n| n.to_string());
    let mark = match &day.kind {
        DayKind::Festival(_) => w::OFF.say(lang),
        DayKind::MakeUp(_) => w::MADE_UP.say(lang),
        DayKind::Weekend | DayKind::Work => "",
    };
    cell.push_str(if day.extended { "+" } else { "" });
    if day.paused {
        cell.push_str(w::HEARD.say(lang));
    }
    cell.push_str(mark);
    if day.provisional {
        cell.push('?');
    }
    if day.date == last {
        cell.push_str(w::LAST.say(lang));
    } else if day.date == today {
        cell.push_str(w::TODAY.say(lang));
    }
    cell
}

/// The festivals passed on the way, each with its days and the notice that fixed them.
fn festivals(strip: &[StripDay], calendar: &Calendar, lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(day) = strip.get(at) {
        let (name, off) = match &day.kind {
            DayKind::Festival(name) => (name, true),
            DayKind::MakeUp(name) => (name, false),
            _ => {
                at += 1;
                continue;
            }
        };
        let run = strip[at..]
            .iter()
            .take_while(|d| d.kind == day.kind)
            .count();
        let to = strip[at + run - 1].date;
        let notice = calendar
            .local_basis(day.date)
            .or_else(|| calendar.notices().get(&day.date.year()))
            .map(|n| format!("{} {}", n.title, n.number).trim_end().to_owned());
        out.push(
            w::festival(name, off, day.date, to, &notice.unwrap_or_default())
                .say(lang)
                .to_owned(),
        );
        at += run;
    }
    out
}
