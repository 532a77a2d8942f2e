//! What goes into the index and what comes out of a search.

use super::grade::{MatchClass, why};
use super::normal;
use super::numbers::Numbers;
use crate::domain::ids::PersonId;
use crate::words::Word;

/// What the index knows of a person (made by the store from the petitioner table).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// The canonical name.
    pub name: String,
    /// Telephones; anything but digits is left out.
    pub phones: Vec<String>,
    /// The identity number, or nothing.
    pub id_number: String,
    /// The address, or nothing.
    pub address: String,
}

impl PersonRow {
    /// The digits of the numbers.
    pub(super) fn numbers(&self) -> Numbers {
        let phones = self.phones.iter().map(|p| normal::digits(p));
        Numbers {
            phones: phones.filter(|p| !p.is_empty()).collect(),
            identity: normal::document(&self.id_number),
        }
    }
}

/// To whom a petition shows those who stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// To everybody whom it concerns.
    ToAll,
    /// To some of them: it is restricted.
    ToSome,
    /// To nobody: void, or put away.
    ToNobody,
}

/// What the index knows of a petition (made by the store from the petition's row).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PetitionText<'a> {
    /// The petition.
    pub id: i64,
    /// Everything that words are looked for in: summary, facts and requests, place, number, names.
    pub texts: Vec<&'a str>,
    /// The unit that holds it.
    pub unit: u16,
    /// Whom it shows.
    pub shown: Shown,
    /// Its restriction, as the store writes it: 0 is open to all.
    pub restricted: u8,
    /// Everybody who stands in it.
    pub people: Vec<PersonId>,
    /// The units that it concerns.
    pub concerns: Vec<u32>,
    /// Its category's place among all categories.
    pub category: Option<u16>,
}

/// A person found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The person.
    pub person: PersonId,
    /// The class of match, by which hits are ranked first.
    pub class: MatchClass,
    /// The rank within the class: more is better.
    pub score: i64,
    /// Why this person is shown, in both languages.
    pub why: Word,
    /// The places of characters in the canonical name that light up.
    pub lit: Vec<usize>,
    /// The former name by which the person was found, with the places in it that light up.
    pub former: Option<(String, Vec<usize>)>,
    /// The record that was found, where another one is shown for it.
    pub through: Option<PersonId>,
}

impl Hit {
    /// The same, found when letters were read as a place.
    pub(super) fn spelled(self) -> Self {
        let why = if self.why == *why::ADDRESS {
            *why::SPELLED_ADDRESS
        } else {
            self.why
        };
        Self { why, ..self }
    }

    /// The same, found when a character of the address was written otherwise.
    pub(super) fn respelled(self) -> Self {
        Self {
            class: MatchClass::Slip,
            why: *why::RESPELLED,
            ..self
        }
    }
}
