//! Civil dates as people write them: `2026.3.5`, `2026年3月5日`, `20260305`, `3月5日`, spreadsheet serials.
//!
//! Guesses nothing: two-digit years, lunar dates and "last winter" are not dates.

use chrono::{Days, NaiveDate};

use super::name::narrow;

/// Reads a full date. Years 1900–2100 only. A time of day after it is dropped.
#[must_use]
pub fn parse(entered: &str) -> Option<NaiveDate> {
    let text: String = entered
        .chars()
        .map(narrow)
        .collect::<String>()
        .trim()
        .to_owned();
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return build(&text[..4], &text[4..6], &text[6..]);
    }
    let mut parts = Vec::new();
    let mut rest = text;
    for marks in [
        &['-', '.', '/', '年', '。', '、'][..],
        &['-', '.', '/', '月', '。', '、'][..],
    ] {
        let (head, tail) = rest.split_once(marks)?;
        parts.push(head.trim());
        rest = tail;
    }
    let day = rest.trim_end_matches(['日', '号', '.']).trim();
    build(parts[0], parts[1], day)
}

/// Reads a date without a year, `3月5日`, and places it in `year`.
#[must_use]
pub fn parse_in_year(entered: &str, year: i32) -> Option<NaiveDate> {
    let text: String = entered.chars().map(narrow).collect();
    let (month, day) = text.trim().split_once('月')?;
    build(
        &year.to_string(),
        month.trim(),
        day.trim_end_matches(['日', '号']).trim(),
    )
}

/// A spreadsheet serial number (1900 system) as a date.
#[must_use]
pub fn from_serial(serial: f64) -> Option<NaiveDate> {
    if !(36526.0..=73415.0).contains(&serial) {
        return None; // outside 2000–2100 it is some other number
    }
    // The epoch is two days early: the 1900 system counts a 29 February 1900 that never was.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was checked above"
    )]
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial.trunc() as u64))
}

fn build(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    if year.len() != 4
        || ![year, month, day]
            .iter()
            .all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    (1900..=2100)
        .contains(&year)
        .then(|| NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?))?
}
