//! Hours and instants of the duty desk as people type them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::owed::end_of;
use crate::domain::date;
use crate::domain::name::narrow;

/// An hour of the day: `08:00`, `8：00`, `8点30分`, `0830`; `24:00` is not one.
#[must_use]
pub fn hour(typed: &str) -> Option<NaiveTime> {
    let plain: String = typed.trim().chars().map(narrow).collect();
    let plain = plain.replace(['点', '时'], ":").replace(['分', ' '], "");
    let (hour, minute) = match plain.split_once(':') {
        Some((hour, minute)) => (hour, minute),
        None if plain.is_ascii() && plain.len() == 4 => plain.split_at(2),
        None => return None,
    };
    let minute = if minute.is_empty() { "0" } else { minute };
    let digits = |t: &str| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// Date and hour: `2027-02-05 08:00`, `2027-02-05T08:00`, `2027年2月5日 8:00`; `24:00` is the next midnight.
#[must_use]
pub fn instant(typed: &str) -> Option<NaiveDateTime> {
    let (day, time) = parted(typed)?;
    at(date::parse(day)?, time)
}

/// The same, at the desk: a date without a year lies in this one, an hour alone is today's.
#[must_use]
pub fn near(typed: &str, today: NaiveDate) -> Option<NaiveDateTime> {
    match parted(typed) {
        Some((day, time)) => {
            let read = date::parse(day).or_else(|| date::parse_in_year(day, today.year()))?;
            at(read, time)
        }
        None => at(today, typed),
    }
}

/// A day at the desk: one without a year lies in this one.
#[must_use]
pub fn day(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    date::parse(typed).or_else(|| date::parse_in_year(typed, today.year()))
}

fn parted(typed: &str) -> Option<(&str, &str)> {
    typed.trim().rsplit_once(['T', ' ', '　'])
}

fn at(day: NaiveDate, time: &str) -> Option<NaiveDateTime> {
    let plain: String = time.trim().chars().map(narrow).collect();
    if plain == "24:00" {
        return Some(end_of(day));
    }
    hour(&plain).map(|time| day.and_time(time))
}
