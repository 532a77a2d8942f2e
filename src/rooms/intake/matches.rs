//! Known people beside the form: what is asked while one types, which card is chosen, adopting.

use super::adopt::{self, Held};
use super::answers::{self, Answered};
use super::words;
use crate::domain::ids::PersonId;
use crate::flow::view::PersonCard;
use crate::flow::{Ask, Ticket};
use crate::forms::Form;
use crate::rooms::{Cx, Order};
use crate::words::Sentence;

/// What was asked about a person: name, document number, telephone, address; who is adopted.
type Asked = ([String; 4], Option<i64>);

/// The side panel of people it could be.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// The newest question; older answers are dropped.
    pub ticket: Ticket,
    /// The entry of the form that the question is about.
    pub of: usize,
    /// The cards, best first.
    pub cards: Vec<PersonCard>,
    /// The chosen card.
    pub chosen: usize,
    /// True until the newest question is answered.
    pub is_waiting: bool,
    /// What the operator should know of the search: that its index is being made.
    pub note: Option<Sentence>,
    asked: Asked,
}

/// What adopting did.
pub enum Adopted {
    /// This person was taken; true when the record stands in a report.
    Taken(String, bool),
    /// The adoption was taken back.
    Undone(String),
    /// There is nobody to take.
    Nobody,
}

impl Matches {
    /// Asks again when name, number or telephone of the person in focus changed.
    pub fn look(&mut self, form: &Form, cx: &Cx<'_>) -> Option<Order> {
        if let Some(("people", n)) = form.entry() {
            self.of = n;
        }
        self.of = self.of.min(form.count("people").saturating_sub(1));
        let value = |key: &str| {
            form.value(&format!("people[{}].{key}", self.of))
                .trim()
                .to_owned()
        };
        let typed = ["name", "id_number", "phones", "address"].map(value);
        let held = Held::of(form, self.of).map(|held| held.id);
        let asked = (typed, held);
        if asked == self.asked {
            return None;
        }
        self.asked.clone_from(&asked);
        if asked.0[..3].iter().all(String::is_empty) {
            self.cards.clear();
            self.chosen = 0;
            self.ticket = Ticket::default();
            self.is_waiting = false;
            return None;
        }
        self.is_waiting = true;
        let ([name, id_number, phone, address], held) = asked;
        Some(cx.ask(
            &mut self.ticket,
            Ask::Matches {
                name,
                id_number,
                phone,
                address,
                adopted: held.map(PersonId),
            },
        ))
    }

    /// True when something was typed that people are looked for by.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.asked.0[..3].iter().any(|a| !a.is_empty())
    }

    /// The number and the telephone that were asked about.
    #[must_use]
    pub fn numbers(&self) -> String {
        self.asked.0[1..3].join(" ")
    }

    /// Takes the answer to the newest question.
    pub fn take(&mut self, cards: Vec<PersonCard>, note: Option<Sentence>) {
        self.note = note;
        let chosen = self.cards.get(self.chosen).map(|c| c.id);
        self.is_waiting = false;
        self.chosen = cards.iter().position(|c| Some(c.id) == chosen).unwrap_or(0);
        self.cards = cards;
    }

    /// Chooses the next or previous card, round the end.
    pub fn step(&mut self, onward: bool) -> bool {
        let count = self.cards.len();
        if count < 2 {
            return false;
        }
        self.chosen = (self.chosen + if onward { 1 } else { count - 1 }) % count;
        true
    }

    /// True when there is a card to take, or an adoption to take back.
    #[must_use]
    pub fn can_adopt(&self, form: &Form) -> bool {
        let held = format!("people[{}].person", self.of);
        !self.cards.is_empty() || !form.value(&held).is_empty()
    }

    /// Takes the chosen card into the entry in question, or takes an adoption of it back.
    pub fn adopt(&self, form: &mut Form) -> Adopted {
        let held = Held::of(form, self.of).map(|held| held.id);
        let both = |c: &PersonCard| answers::answered(form, self.of, c) == Some(Answered::Both);
        match (held, self.cards.get(self.chosen)) {
            (Some(id), card) if card.is_none_or(|c| c.id.0 == id && !both(c)) => {
                answers::forget(form, self.of);
                let name = adopt::release(form, self.of);
                name.map_or(Adopted::Nobody, Adopted::Undone)
            }
            (_, Some(card)) => {
                answers::answer(form, self.of, card, Answered::Person);
                Adopted::Taken(adopt::shown_name(card).to_owned(), card.apart)
            }
            (_, None) => Adopted::Nobody,
        }
    }

    /// The chosen card.
    #[must_use]
    pub fn card(&self) -> Option<&PersonCard> {
        self.cards.get(self.chosen)
    }

    /// Answers the chosen card, or takes the answer back, also that somebody is adopted who is on no card
    /// any more; gives what that will do.
    pub fn answer(&self, form: &mut Form, new: Option<Answered>) -> Option<Sentence> {
        let card = self.card();
        let stands = card.and_then(|c| answers::answered(form, self.of, c));
        match (card, new) {
            (Some(card), Some(new)) => {
                let stands = answers::answer(form, self.of, card, new);
                Some(answers::said(form, card, stands))
            }
            (Some(card), None) if stands.is_some() => {
                answers::take_back(form, self.of, card);
                Some(answers::said(form, card, None))
            }
            (_, None) => {
                answers::forget(form, self.of);
                let name = adopt::release(form, self.of)?;
                Some(words::unadopted(&name))
            }
            (None, Some(_)) => None,
        }
    }
}
