//! The four answers to a card beside the form: the same person, the same matter, both, neither. Kept in
//! hidden fields, so that they move with their entry, are undone with it and are kept with the draft.
//! None of them does anything before the petition is registered, and no answer is never taken for yes.

use serde::{Deserialize, Serialize};

use super::adopt::{self, Held};
use super::words;
pub use crate::domain::intake::answer::Answer as Answered;
use crate::flow::view::PersonCard;
use crate::forms::Form;
use crate::words::Sentence;

/// The hidden field of the petition that shares the matter.
const MATTER: &str = "same_matter";

/// People who are somebody else than who stands in an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Not(Vec<i64>);

impl Not {
    /// Reads the hidden field.
    #[must_use]
    pub fn read(value: &str) -> Self {
        serde_json::from_str(value).unwrap_or_default()
    }

    /// Their records.
    #[must_use]
    pub fn ids(self) -> Vec<i64> {
        self.0
    }

    fn of(form: &Form, n: usize) -> Self {
        Self::read(form.value(&field(n)))
    }

    fn put(&self, form: &mut Form, n: usize) {
        let text = if self.0.is_empty() {
            String::new()
        } else {
            serde_json::to_string(self).unwrap_or_default()
        };
        form.set(&field(n), &text);
    }
}

fn field(n: usize) -> String {
    format!("people[{n}].not")
}

/// The petition that shares the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its number.
    pub number: String,
    /// The record on whose card it stands.
    pub of: i64,
}

impl Matter {
    /// What the form holds.
    #[must_use]
    pub fn of(form: &Form) -> Option<Self> {
        serde_json::from_str(form.value(MATTER)).ok()
    }
}

/// What was answered to a card, for entry `n` of the people.
#[must_use]
pub fn answered(form: &Form, n: usize, card: &PersonCard) -> Option<Answered> {
    let id = card.id.0;
    let same = Held::of(form, n).is_some_and(|held| held.id == id);
    let not = Not::of(form, n).0.contains(&id);
    let matter = Matter::of(form).is_some_and(|m| m.of == id);
    match (same, not, matter) {
        (true, _, true) => Some(Answered::Both),
        (true, _, false) => Some(Answered::Person),
        (false, true, true) => Some(Answered::Matter),
        (false, true, false) => Some(Answered::Neither),
        (false, false, _) => None,
    }
}

/// Answers a card for entry `n`. The answer that stands already is taken back; where the same matter was
/// answered and the card has another petition, the next one is meant. Gives what stands now.
pub fn answer(form: &mut Form, n: usize, card: &PersonCard, new: Answered) -> Option<Answered> {
    let before = answered(form, n, card);
    let next = (before == Some(new)).then(|| next_petition(form, card));
    let petition = match (new, next) {
        // Said again, and there is no other petition to mean.
        (_, Some(None)) | (Answered::Person | Answered::Neither, Some(_)) => {
            take_back(form, n, card);
            return None;
        }
        (_, Some(next)) => next,
        (_, None) => card.petitions.first().map(|p| p.number.0.clone()),
    };
    let shares = new.is_matter();
    let is_same = new.is_person();
    set_matter(form, card, petition.filter(|_| shares));
    set_not(form, n, card.id.0, !is_same);
    let held = Held::of(form, n).map(|held| held.id);
    if is_same && held != Some(card.id.0) {
        adopt::release(form, n);
        adopt::fill(form, n, card);
    } else if !is_same && held == Some(card.id.0) {
        adopt::release(form, n);
    }
    answered(form, n, card)
}

/// Takes back whatever was answered to a card for entry `n`.
pub fn take_back(form: &mut Form, n: usize, card: &PersonCard) {
    set_matter(form, card, None);
    set_not(form, n, card.id.0, false);
    if Held::of(form, n).is_some_and(|held| held.id == card.id.0) {
        adopt::release(form, n);
    }
}

/// Takes back every answer of entry `n`: somebody else stands there now. Who was adopted is released
/// beside.
pub fn forget(form: &mut Form, n: usize) {
    let mut mine = Not::of(form, n).0;
    mine.extend(Held::of(form, n).map(|held| held.id));
    if Matter::of(form).is_some_and(|m| mine.contains(&m.of)) {
        form.set(MATTER, "");
    }
    Not::default().put(form, n);
}

/// The petition after the one that shares the matter, on the same card.
fn next_petition(form: &Form, card: &PersonCard) -> Option<String> {
    let now = Matter::of(form)?.number;
    let mut rows = card.petitions.iter().map(|p| &p.number.0);
    rows.find(|number| **number == now)?;
    rows.next().cloned()
}

fn set_not(form: &mut Form, n: usize, id: i64, is_other: bool) {
    let mut not = Not::of(form, n);
    if not.0.contains(&id) != is_other {
        not.0.retain(|other| *other != id);
        if is_other {
            not.0.push(id);
        }
        not.put(form, n);
    }
}

/// Sets the petition that shares the matter; without one, what this card said of it goes.
fn set_matter(form: &mut Form, card: &PersonCard, number: Option<String>) {
    let of = card.id.0;
    match number {
        Some(number) => {
            let text = serde_json::to_string(&Matter { number, of }).unwrap_or_default();
            form.set(MATTER, &text);
        }
        None if Matter::of(form).is_some_and(|m| m.of == of) => {
            form.set(MATTER, "");
        }
        None => {}
    }
}

/// What an answer will do, in one line.
#[must_use]
pub fn said(form: &Form, card: &PersonCard, answered: Option<Answered>) -> Sentence {
    let name = adopt::shown_name(card);
    let matter = Matter::of(form).map(|m| m.number);
    let row = matter.and_then(|number| card.petitions.iter().find(|p| p.number.0 == number));
    let what = row.map_or_else(String::new, |p| {
        let summary: String = p.summary.line().chars().take(12).collect();
        format!("{} {summary}", p.received_on)
    });
    match answered {
        None => words::taken_back(name),
        Some(Answered::Person) => words::adopted(name, card.apart),
        Some(Answered::Matter) => words::shares_matter(&what),
        Some(Answered::Both) => words::both(name, &what),
        Some(Answered::Neither) => words::neither(name),
    }
}
