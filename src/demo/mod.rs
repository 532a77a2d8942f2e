//! A synthetic office from a seed: invented people, invented petitions at every stage; pure.
//!
//! The same seed, sizes and instant make the same office byte for byte. Chunks come one after the
//! other, so a million of each needs no more memory than a thousand. Not for: anything real.

#![allow(
    clippy::result_large_err,
    reason = "a trouble is rare and made once; its three sentences in two languages take their room"
)]

pub mod desk;
mod fate;
mod matters;
mod moment;
mod names;
mod people;
mod petitions;
mod seed;
mod story;

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use crate::domain::event::{Registration, Step};
use crate::domain::office::Office;
use crate::domain::period::Period;
use crate::domain::person::Person;
use crate::words::{Exit, Sentence, Trouble};
use matters::Matters;
use names::Names;

/// What to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many people.
    pub people: u32,
    /// How many petitions.
    pub petitions: u32,
    /// The seed.
    pub seed: u64,
    /// The instant before which everything happened, in the office's zone.
    pub now: DateTime<FixedOffset>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            people: 1000,
            petitions: 2000,
            seed: 1,
            now: DateTime::UNIX_EPOCH.fixed_offset(),
        }
    }
}

/// A petition with its later steps: registration complete with number and code.
#[derive(Clone, Debug, PartialEq)]
pub struct Petition {
    /// The first petitioner's name; empty when there is none.
    pub name: String,
    /// What was registered; its parties are people by their number, from one.
    pub registration: Registration,
    /// When it was recorded.
    pub at: DateTime<FixedOffset>,
    /// Later steps: date of effect, instant, step. A step names an earlier event by its place in the
    /// petition, from one.
    pub steps: Vec<(NaiveDate, DateTime<FixedOffset>, Step)>,
}

/// The generator.
pub struct Demo<'a> {
    plan: Plan,
    office: &'a Office,
    names: Names,
    matters: Matters,
    next: u32,
    serial: (i32, u32),
}

impl<'a> Demo<'a> {
    /// Reads the word lists and begins.
    ///
    /// # Errors
    /// A trouble when a shipped list cannot be read (a test reads them all).
    pub fn new(plan: Plan, office: &'a Office) -> Result<Self, Trouble> {
        let names = Names::shipped();
        let matters = Matters::shipped(office).map_err(unreadable)?;
        Ok(Self {
            plan,
            office,
            names,
            matters,
            next: 0,
            serial: (0, 0),
        })
    }

    /// The people numbered `from` (from zero), at most `count` of them.
    #[must_use]
    pub fn people(&self, from: u32, count: u32) -> Vec<Person> {
        let to = from.saturating_add(count).min(self.plan.people);
        (from..to).map(|i| self.person(i)).collect()
    }

    /// The next petitions, at most `count`; none when all are made.
    pub fn petitions(&mut self, count: u32) -> Vec<Petition> {
        let to = self.next.saturating_add(count).min(self.plan.petitions);
        let mut out = Vec::with_capacity(usize::try_from(to - self.next).unwrap_or(0));
        while self.next < to {
            out.push(self.petition(self.next));
            self.next += 1;
        }
        out
    }

    /// The special period that is declared around today.
    #[must_use]
    pub fn period(&self) -> Period {
        let today = self.plan.now.date_naive();
        let from = today.checked_sub_days(Days::new(3)).unwrap_or(today);
        let to = today.checked_add_days(Days::new(11)).unwrap_or(today);
        let by = &self.office.operator.login;
        Period::plain("特别时段（演示）", from, to, "示信发〔演示〕3号", by)
    }
}

fn unreadable(what: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        what,
        say!(
            "请检查 data/demo 里的表后重新编译。",
            "Check the tables in data/demo and build again."
        ),
    )
}
