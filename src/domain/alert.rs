//! Alerts: obligations that are near or past due, soonest first. Nothing else is an alert.

use std::cmp::{Ordering, Reverse};

use chrono::NaiveDate;

use super::duty::book::Stamp;
use super::duty::owed::DeskDuty;
use super::ids::{PetitionId, PetitionNo};
use super::obligation::{Obligation, State};
use super::stands::Stands;
use super::unit::Units;
use crate::words::{Lang, Outside, Shown};

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
    /// Its category; empty for a duty of the desk.
    pub category: String,
    /// Its one line.
    pub summary: Outside,
    /// The first petitioner's name; empty when there is none or it is withheld.
    pub name: Outside,
    /// The unit's name.
    pub unit: String,
    /// What is owed.
    pub obligation: Obligation,
    /// True when nobody is named to handle the petition.
    pub ownerless: bool,
    /// For a duty of the desk: its key, its words, with whom it lies. Then there is no petition.
    pub duty: Option<Box<DeskDuty>>,
    /// Who has seen it, when, with which note; hides nothing.
    pub seen: Option<Stamp>,
    /// Where it stands in the panel; `None` in a list that is not the panel.
    pub stands: Option<Stands>,
}

impl Owed {
    /// A duty of the desk beside what is owed on petitions.
    #[must_use]
    pub fn of_desk(duty: DeskDuty, units: &Units) -> Self {
        Self {
            petition: PetitionId(0),
            number: PetitionNo(String::new()),
            category: String::new(),
            summary: duty.what.zh.as_str().into(),
            name: Outside::default(),
            unit: units.name(duty.obligation.owed_by),
            obligation: duty.obligation.clone(),
            ownerless: false,
            seen: duty.seen.clone(),
            stands: None,
            duty: Some(Box::new(duty)),
        }
    }

    /// Its one line in a language.
    #[must_use]
    pub fn said(&self, lang: Lang) -> Shown {
        self.duty
            .as_ref()
            .map_or_else(|| self.summary.line(), |d| Shown::line(d.what.say(lang)))
    }

    /// What makes it the same one in the next panel: a duty's own key, else the petition's number
    /// with what is owed on it since which event.
    #[must_use]
    pub fn key(&self) -> String {
        let o = &self.obligation;
        self.duty.as_ref().map_or_else(
            || format!("{}:{}:{}", o.kind.code(), self.number.0, o.since),
            |d| d.key.clone(),
        )
    }
}

/// Soonest first: by effective day, then the office's mark, then what nobody handles, then in the order of registration. What is
/// equal stays as it stood. Never by person.
pub fn sort(owed: &mut [Owed]) {
    owed.sort_by(order);
}

/// Which of two comes first; see [`sort`].
#[must_use]
pub fn order(a: &Owed, b: &Owed) -> Ordering {
    place(a).cmp(&place(b))
}

/// What is due by the hour stands before what is due by the end of the same day.
fn place(owed: &Owed) -> impl Ord + '_ {
    let o = &owed.obligation;
    let hour = (o.clock.is_none(), o.clock.map(|c| c.due));
    let duty = owed
        .duty
        .as_ref()
        .map(|d| (Reverse(o.kind), d.key.as_str()));
    (
        (o.due.effective, hour),
        o.due.warn,
        !owed.ownerless,
        owed.petition,
        duty,
    )
}
