//! Civil dates as people write them: `2026.3.5`, `2026年3月5日`, `20260305`, `3月5日`, spreadsheet serials.
//!
//! Guesses nothing: two-digit years, lunar dates and "last winter" are not dates.

use chrono::{Days, NaiveDate};

use super::name::narrow;

/// Reads a full date. Years 1900–2100 only. A time of day or a weekday after it is dropped.
#[must_use]
pub fn parse(entered: &str) -> Option<NaiveDate> {
    let text: String = entered
        .chars()
        .map(narrow)
        .collect::<String>()
        .trim()
        .to_owned();
    if text.contains('年') {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once(['月', '.', '-', '/'])?;
        let day = rest.split(['日', '号']).next().unwrap_or_default();
        return build(&year_digits(year), &digits(month), &digits(day));
    }
    let text = text
        .split([' ', 'T', '(', '上', '下', '早', '中', '晚', '星', '周'])
        .next()
        .unwrap_or_default();
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return build(&text[..4], &text[4..6], &text[6..]);
    }
    let marks = ['-', '.', '/', '月', '。', '、', '—', '–'];
    let mut parts = text.splitn(3, marks).map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    build(year, month, day.trim_end_matches(['日', '号', '.']).trim())
}

/// Reads a date without a year, `3月5日`, and places it in `year`.
#[must_use]
pub fn parse_in_year(entered: &str, year: i32) -> Option<NaiveDate> {
    let text: String = entered
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace())
        .collect();
    let (month, day) = text.split_once('月')?;
    build(
        &year.to_string(),
        &digits(month),
        &digits(day.trim_end_matches(['日', '号'])),
    )
}

/// A number up to 99 in Chinese signs: 三, 十二, 二十一, 廿五.
#[must_use]
pub fn han_number(text: &str) -> Option<u32> {
    let one = |c: char| {
        "零一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .or((c == '两').then_some(2))
            .or((c == '〇').then_some(0))
            .and_then(|d| u32::try_from(d).ok())
    };
    let text = text.replace('廿', "二十").replace('卅', "三十");
    let Some((tens, units)) = text.split_once('十') else {
        let mut chars = text.chars();
        return one(chars.next()?).filter(|_| chars.next().is_none());
    };
    let part = |text: &str, empty: u32| {
        let mut chars = text.chars();
        chars
            .next()
            .map_or(Some(empty), |c| one(c).filter(|_| chars.next().is_none()))
    };
    Some(part(tens, 1)? * 10 + part(units, 0)?)
}

/// Chinese or narrow digits as narrow digits; anything else comes back as it is.
fn digits(text: &str) -> String {
    han_number(text).map_or_else(|| text.to_owned(), |number| number.to_string())
}

/// 二〇二六 as 2026.
fn year_digits(text: &str) -> String {
    text.chars()
        .map(|c| {
            han_number(c.encode_utf8(&mut [0; 4]))
                .and_then(|d| char::from_digit(d, 10))
                .unwrap_or(c)
        })
        .collect()
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
