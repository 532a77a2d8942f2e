//! Alerts: obligations that are near or past due, soonest first. Nothing else is an alert.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::ids::{PetitionId, PetitionNo};
use super::obligation::{Obligation, State};

/// How pressing an obligation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Past its effective day.
    Overdue,
    /// The office's own mark has come: the last working day on or before the nominal day.
    Due,
    /// Within the days that the rules call near.
    Near,
    /// Still far.
    Far,
}

/// How pressing an obligation is on a day. `near` is in days before the office's mark.
#[must_use]
pub fn level(obligation: &Obligation, today: NaiveDate, near: i64) -> Level {
    if obligation.state(today) == State::Overdue {
        return Level::Overdue;
    }
    match (obligation.due.warn - today).num_days() {
        n if n <= 0 => Level::Due,
        n if n <= near => Level::Near,
        _ => Level::Far,
    }
}

/// An obligation with the petition it belongs to, as the panel shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The petition.
    pub petition: PetitionId,
    /// Its number.
    pub number: PetitionNo,
    /// Its one line.
    pub summary: String,
    /// The first petitioner's name; empty when there is none or it is withheld.
    pub name: String,
    /// The unit's name.
    pub unit: String,
    /// What is owed.
    pub obligation: Obligation,
}

/// Soonest first: by effective day, then the office's mark, then number. Never by person.
pub fn sort(owed: &mut [Owed]) {
    owed.sort_by(|a, b| {
        (
            a.obligation.due.effective,
            a.obligation.due.warn,
            Reverse(a.obligation.kind),
            &a.number,
        )
            .cmp(&(
                b.obligation.due.effective,
                b.obligation.due.warn,
                Reverse(b.obligation.kind),
                &b.number,
            ))
    });
}
