//! The four answers to a card beside the form: the same person, the same matter, both, neither. Kept in
//! hidden fields, so that they move with their entry, are undone with it and are kept with the draft.
//! None of them does anything before the petition is registered, and no answer is never taken for yes.

use serde::{Deserialize, Serialize};

use super::adopt::{self, Held};
use super::words;
pub use crate::domain::intake::answer::Answer as Answered;
use crate::flow::view::{PersonCard, PetitionRow};
use crate::forms::{Form, Kept, Saved};
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

/// Stands for the petition's own card among the records on whose cards it stands.
const ITSELF: i64 = 0;

/// The petition that shares the matter, and those of which it was said that they do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its number; empty for none.
    pub number: String,
    /// The record on whose card it stands and was answered.
    of: i64,
    /// Other records on whose cards the very petition stands and was answered.
    #[serde(default)]
    also: Vec<i64>,
    /// The numbers of petitions of others that are about something else.
    #[serde(default)]
    no: Vec<String>,
}

impl Matter {
    /// What the form holds of a petition that shares the matter.
    #[must_use]
    pub fn of(form: &Form) -> Option<Self> {
        Some(Self::read(form)).filter(|m| !m.number.is_empty())
    }

    fn read(form: &Form) -> Self {
        serde_json::from_str(form.value(MATTER)).unwrap_or_default()
    }

    fn put(&self, form: &mut Form) {
        let is_blank = self.number.is_empty() && self.no.is_empty();
        let text = if is_blank {
            String::new()
        } else {
            serde_json::to_string(self).unwrap_or_default()
        };
        form.set(MATTER, &text);
    }

    /// The cards on which it was answered.
    fn cards(&self) -> Vec<i64> {
        if self.number.is_empty() {
            return Vec::new();
        }
        std::iter::once(self.of)
            .chain(self.also.iter().copied())
            .collect()
    }

    fn is_on(&self, card: i64) -> bool {
        self.cards().contains(&card)
    }

    /// The same petition on these cards; on none it is none.
    fn on(mut self, cards: Vec<i64>) -> Self {
        let mut cards = cards.into_iter();
        if let Some(first) = cards.next() {
            self.of = first;
        } else {
            self.of = ITSELF;
            self.number.clear();
        }
        self.also = cards.collect();
        self
    }
}

/// What an answer did.
pub struct Done {
    /// What stands of it now.
    pub stands: Option<Answered>,
    /// The cards of whom "same matter" was taken back by it: a petition is of one matter.
    pub left: Vec<i64>,
}

/// What was answered to a card, for entry `n` of the people.
#[must_use]
pub fn answered(form: &Form, n: usize, card: &PersonCard) -> Option<Answered> {
    let id = card.id.0;
    let same = Held::of(form, n).is_some_and(|held| held.id == id);
    let not = Not::of(form, n).0.contains(&id);
    let matter = Matter::read(form).is_on(id);
    match (same, not, matter) {
        (true, _, true) => Some(Answered::Both),
        (true, _, false) => Some(Answered::Person),
        (false, true, true) => Some(Answered::Matter),
        (false, true, false) => Some(Answered::Neither),
        (false, false, _) => None,
    }
}

/// Answers a card for entry `n`. The answer that stands already is taken back; where the same matter was
/// answered and the card has another petition, the next one is meant.
pub fn answer(form: &mut Form, n: usize, card: &PersonCard, new: Answered) -> Done {
    let before = answered(form, n, card);
    let next = (before == Some(new)).then(|| next_petition(form, card));
    let petition = match (new, next) {
        // Said again, and there is no other petition to mean.
        (_, Some(None)) | (Answered::Person | Answered::Neither, Some(_)) => {
            take_back(form, n, card);
            return Done {
                stands: None,
                left: Vec::new(),
            };
        }
        (_, Some(next)) => next,
        (_, None) => card.petitions.first().map(|p| p.number.0.clone()),
    };
    let shares = new.is_matter();
    let is_same = new.is_person();
    let left = set_matter(form, card.id.0, petition.filter(|_| shares));
    set_not(form, n, card.id.0, !is_same);
    let held = Held::of(form, n).map(|held| held.id);
    if is_same && held != Some(card.id.0) {
        adopt::release(form, n);
        adopt::fill(form, n, card);
    } else if !is_same && held == Some(card.id.0) {
        adopt::release(form, n);
    }
    let stands = answered(form, n, card);
    Done { stands, left }
}

/// What was answered to a petition of others: whether it is the same matter.
#[must_use]
pub fn answered_matter(form: &Form, row: &PetitionRow) -> Option<bool> {
    let matter = Matter::read(form);
    if matter.is_on(ITSELF) && matter.number == row.number.0 {
        return Some(true);
    }
    matter.no.contains(&row.number.0).then_some(false)
}

/// Answers whether a petition of others is the same matter, or takes the answer back: `None`, or the answer
/// that stands. Gives the cards of whom "same matter" was taken back by it.
pub fn answer_matter(form: &mut Form, row: &PetitionRow, same: Option<bool>) -> Vec<i64> {
    let number = &row.number.0;
    let same = same.filter(|same| answered_matter(form, row) != Some(*same));
    let mut matter = Matter::read(form);
    matter.no.retain(|other| other != number);
    if same == Some(false) {
        matter.no.push(number.clone());
    }
    let held = matter.number == *number;
    matter.put(form);
    match same {
        Some(true) => set_matter(form, ITSELF, Some(number.clone())),
        _ if held => set_matter(form, ITSELF, None),
        _ => Vec::new(),
    }
}

/// Takes back whatever was answered to a card for entry `n`.
pub fn take_back(form: &mut Form, n: usize, card: &PersonCard) {
    set_matter(form, card.id.0, None);
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
    for card in mine {
        set_matter(form, card, None);
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

/// Takes back every answer and lets go of everybody adopted: the records that were meant are another
/// store's.
pub fn forget_all(form: &mut Form) {
    for n in 0..form.count("people") {
        forget(form, n);
        adopt::release(form, n);
    }
    Matter::default().put(form);
}

/// The same in a draft that nobody has in front of them, but that the words stay as they are: what was filled
/// in from a record cannot be asked for again where that record is not.
pub fn forget_kept(kept: &mut Kept) {
    for (key, saved) in &mut kept.values {
        let field = key.strip_prefix("people[").and_then(|k| k.split_once("]."));
        if key == MATTER || matches!(field, Some((_, "person" | "not"))) {
            *saved = Saved::default();
        }
    }
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

/// Sets the petition that shares the matter, as a card says; without one, what this card said of it goes. Gives
/// the cards that said so of another: who was told apart there only for that is unanswered again.
fn set_matter(form: &mut Form, card: i64, number: Option<String>) -> Vec<i64> {
    let matter = Matter::read(form);
    let mut cards = matter.cards();
    let Some(number) = number else {
        if matter.is_on(card) {
            cards.retain(|other| *other != card);
            matter.on(cards).put(form);
        }
        return Vec::new();
    };
    if matter.number == number {
        if !matter.is_on(card) {
            cards.push(card);
            matter.on(cards).put(form);
        }
        return Vec::new();
    }
    cards.retain(|other| *other != card);
    let mut matter = matter.on(vec![card]);
    matter.number = number;
    matter.put(form);
    for n in 0..form.count("people") {
        for other in &cards {
            set_not(form, n, *other, false);
        }
    }
    cards
}

/// A petition in a few words.
fn in_short(row: &PetitionRow) -> String {
    let summary: String = row.summary.line().chars().take(12).collect();
    format!("{} {summary}", row.received_on)
}

/// What an answer will do, in one line.
#[must_use]
pub fn said(form: &Form, card: &PersonCard, answered: Option<Answered>) -> Sentence {
    let name = adopt::shown_name(card);
    let matter = Matter::of(form).map(|m| m.number);
    let row = matter.and_then(|number| card.petitions.iter().find(|p| p.number.0 == number));
    let what = row.map_or_else(String::new, in_short);
    match answered {
        None => words::taken_back(name),
        Some(Answered::Person) => words::adopted(name, card.apart),
        Some(Answered::Matter) => words::shares_matter(&what),
        Some(Answered::Both) => words::both(name, &what),
        Some(Answered::Neither) => words::neither(name),
    }
}

/// What an answer to a petition of others will do, in one line.
#[must_use]
pub fn said_of_matter(form: &Form, row: &PetitionRow) -> Sentence {
    match answered_matter(form, row) {
        None => words::matter_taken_back(),
        Some(true) => words::is_matter(&in_short(row)),
        Some(false) => words::is_no_matter(&in_short(row)),
    }
}
