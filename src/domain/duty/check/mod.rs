//! Whether something may happen at the duty desk: rights, the rota, the record. Says why not in one
//! sentence with an example; the record is then as before.

mod handover;
mod left_out;
mod periods;
mod record;
mod rota;

use chrono::NaiveDateTime;

use super::book::Book;
use super::deed::{Content, Deed};
use super::roster::Roster;
use crate::domain::calendar::Calendar;
use crate::domain::ids::UnitId;
use crate::domain::rights::{self, Operator};
use crate::domain::unit::Units;
use crate::words::{Sentence, is_plain};

/// What a check stands on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The duty book as it is.
    pub book: &'a Book,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Who wants to do it.
    pub operator: &'a Operator,
    /// The units.
    pub units: &'a Units,
    /// Those who work in the petition office.
    pub roster: &'a Roster,
    /// Now, civil time of the office.
    pub now: NaiveDateTime,
}

/// Longest override and swap, in days.
const LONGEST: i64 = 31;

/// Why it may not happen.
///
/// # Errors
/// The sentence for the operator.
pub fn check(deed: &Deed, g: Ground<'_>) -> Result<(), Sentence> {
    let right = deed.right();
    let why = match g.unit_of(deed) {
        Some(unit) => rights::refused_for(g.operator, right, unit, g.units),
        None => rights::refused(g.operator, right),
    };
    if let Some(why) = why {
        return Err(why);
    }
    [periods::check, rota::check, record::check, handover::check]
        .iter()
        .find_map(|check| check(deed, g))
        .unwrap_or(Ok(()))
}

impl Ground<'_> {
    /// The unit for which something is done, where it is one's own business.
    fn unit_of(&self, deed: &Deed) -> Option<UnitId> {
        match deed {
            Deed::Report { unit, .. } | Deed::Screened { unit, .. } => Some(*unit),
            Deed::Dispute(dispute) => Some(dispute.unit),
            Deed::WorkOnDispute { of, .. } | Deed::DisputeToPetition { of, .. } => {
                let found = self.book.disputes.iter().find(|d| d.stamp.seq == *of);
                found.map(|d| d.dispute.unit)
            }
            _ => None,
        }
    }
}

fn known(found: bool, id: i64, zh: &str, en: &str) -> Result<(), Sentence> {
    if found {
        return Ok(());
    }
    Err(say!("没有第{id}号{zh}。", "There is no {en} {id}."))
}

/// An instant as a sentence names it: to the minute.
fn at(instant: NaiveDateTime) -> String {
    instant.format("%Y-%m-%d %H:%M").to_string()
}

fn plain(text: &str) -> Result<(), Sentence> {
    // How long it may be is the table's of `domain::length`.
    if is_plain(text) {
        return Ok(());
    }
    Err(say!(
        "文字里有控制字符或看不见的字符，请去掉再来。",
        "The text holds control or invisible characters; take them out."
    ))
}

fn written(text: &str, zh: &str, en: &str) -> Result<(), Sentence> {
    if text.trim().is_empty() {
        return Err(say!(
            "{zh}不能是空的。",
            "There must be something written for {en}."
        ));
    }
    plain(text)
}

/// An explicit zero, or matters with what was done; silence is neither.
fn content(content: &Content) -> Result<(), Sentence> {
    plain(content.text.raw())?;
    left_out::numbers(content.text.raw())?;
    match (
        content.zero,
        content.matters,
        content.text.raw().trim().is_empty(),
    ) {
        (true, 0, _) | (false, 1.., false) => Ok(()),
        (true, n, _) => Err(say!(
            "零报告不能同时写{n}件事项。",
            "A zero report cannot name {n} matters."
        )),
        (false, ..) => Err(say!(
            "要么写明是零报告（zero），要么写件数和做了什么；不写不等于零。例：--matters 2 --text 供暖两件已转住建局",
            "Say that it is a zero, or the number of matters and what was done; silence is not zero. Example: --matters 2 --text 供暖两件已转住建局"
        )),
    }
}
