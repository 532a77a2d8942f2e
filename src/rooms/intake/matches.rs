//! Known people beside the form: what is asked while one types, which card is chosen, adopting.

use super::adopt::{self, Held};
use super::answers::{self, Answered};
use super::{propose, words};
use crate::domain::alike::Told;
use crate::domain::ids::PersonId;
use crate::flow::view::{Matches as Found, MatterCard, PersonCard};
use crate::flow::{Ask, Ticket};
use crate::forms::Form;
use crate::keys::Action;
use crate::rooms::{Cx, Order};
use crate::words::{Sentence, Word};

/// What was asked about a person: name, document number, telephone, address; who is adopted; the matter.
type Asked = ([String; 4], bool, Option<i64>, Told);

/// What can be chosen beside the form.
#[derive(Clone, Copy, Debug)]
pub enum Choice<'a> {
    /// Somebody it could be.
    Person(&'a PersonCard),
    /// A petition of others that could be the same matter.
    Matter(&'a MatterCard),
}

/// The side panel of people it could be.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// The newest question; older answers are dropped.
    pub ticket: Ticket,
    /// The entry of the form that the question is about.
    pub of: usize,
    /// The cards of people, best first.
    pub cards: Vec<PersonCard>,
    /// Petitions of others that are like the matter, after them.
    pub matters: Vec<MatterCard>,
    /// The chosen card: of people, then of petitions.
    pub chosen: usize,
    /// Whether the operator chose it: then it stays chosen when others come up.
    moved: bool,
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
    /// Asks again when name, number or telephone of the person in focus changed, or the matter.
    pub fn look(&mut self, form: &Form, cx: &Cx<'_>) -> Option<Order> {
        if let Some(("people", n)) = form.entry() {
            self.moved &= self.of == n;
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
        // Whoever types a name may be in the middle of it.
        let named = form.focus_key() != format!("people[{}].name", self.of);
        let asked = (typed, named, held, told(form));
        if asked == self.asked {
            return None;
        }
        self.asked.clone_from(&asked);
        if asked.0[..3].iter().all(String::is_empty) && asked.3.is_blank() {
            self.cards.clear();
            self.matters.clear();
            (self.chosen, self.moved) = (0, false);
            self.ticket = Ticket::default();
            self.is_waiting = false;
            return None;
        }
        self.is_waiting = true;
        let ([name, id_number, phone, address], named, held, told) = asked;
        Some(cx.ask(
            &mut self.ticket,
            Ask::Matches {
                name,
                named,
                id_number,
                phone,
                address,
                adopted: held.map(PersonId),
                told,
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
    pub fn take(&mut self, found: Found) {
        let Found {
            cards,
            matters,
            note,
        } = found;
        self.note = note;
        self.is_waiting = false;
        let chosen = match self.choice() {
            // Nobody chose it: the best comes first, unless it was adopted.
            Some(Choice::Person(card)) if !self.moved && self.asked.2 != Some(card.id.0) => None,
            Some(Choice::Person(card)) => cards.iter().position(|c| c.id == card.id),
            // Chosen because there was nobody: somebody comes first.
            Some(Choice::Matter(_)) if self.cards.is_empty() && !cards.is_empty() => None,
            Some(Choice::Matter(matter)) => {
                let at = matters.iter().position(|m| m.row.id == matter.row.id);
                at.map(|at| cards.len() + at)
            }
            None => None,
        };
        self.moved &= chosen.is_some();
        self.chosen = chosen.unwrap_or(0);
        (self.cards, self.matters) = (cards, matters);
    }

    /// How many can be chosen from.
    #[must_use]
    pub fn count(&self) -> usize {
        self.cards.len() + self.matters.len()
    }

    /// What is chosen.
    #[must_use]
    pub fn choice(&self) -> Option<Choice<'_>> {
        let matter = || self.matters.get(self.chosen - self.cards.len());
        match self.cards.get(self.chosen) {
            Some(card) => Some(Choice::Person(card)),
            None => matter().map(Choice::Matter),
        }
    }

    /// The petition of others that is chosen.
    #[must_use]
    pub fn matter(&self) -> Option<&MatterCard> {
        match self.choice()? {
            Choice::Matter(matter) => Some(matter),
            Choice::Person(_) => None,
        }
    }

    /// Chooses the next or previous card, round the end.
    pub fn step(&mut self, onward: bool) -> bool {
        let count = self.count();
        if count < 2 {
            return false;
        }
        self.chosen = (self.chosen + if onward { 1 } else { count - 1 }) % count;
        self.moved = true;
        true
    }

    /// True when there is a card to take, or an adoption to take back.
    #[must_use]
    pub fn can_adopt(&self, form: &Form) -> bool {
        let held = format!("people[{}].person", self.of);
        self.card().is_some() || !form.value(&held).is_empty()
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
        let answered = |m: &MatterCard| answers::answered_matter(form, &m.row).is_some();
        let matter = self.matter().filter(|m| new.is_some() || answered(m));
        if let Some(matter) = matter {
            let left = answers::answer_matter(form, &matter.row, new.map(Answered::is_matter));
            let said = answers::said_of_matter(form, &matter.row);
            return Some(self.with_left(&left, said));
        }
        let card = self.card();
        let stands = card.and_then(|c| answers::answered(form, self.of, c));
        match (card, new) {
            (Some(card), Some(new)) => {
                let done = answers::answer(form, self.of, card, new);
                let said = answers::said(form, card, done.stands);
                Some(self.with_left(&done.left, said))
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

    /// Why what is chosen cannot be answered so.
    #[must_use]
    pub fn why_not(&self, form: &Form, action: Action) -> Option<Word> {
        let choice = self.choice();
        match (action, choice) {
            (Action::SameBoth, Some(Choice::Matter(_))) => Some(words::ONLY_MATTER),
            // Whoever was adopted is let go whatever is chosen.
            (Action::AdoptPerson, Some(Choice::Matter(_))) => {
                (!self.can_adopt(form)).then_some(words::ONLY_MATTER)
            }
            (Action::AdoptPerson, _) => (!self.can_adopt(form)).then_some(words::NOTHING_TO_ADOPT),
            (Action::ShareMatter | Action::SameBoth, Some(Choice::Person(card))) => {
                card.petitions.is_empty().then_some(words::NO_PETITION)
            }
            (Action::TakeAnswerBack, Some(Choice::Matter(matter))) => {
                let answered = answers::answered_matter(form, &matter.row);
                let held = Held::of(form, self.of).is_some();
                (answered.is_none() && !held).then_some(words::NO_ANSWER)
            }
            (Action::TakeAnswerBack, _) => {
                let card = self.card();
                let answered = card.and_then(|c| answers::answered(form, self.of, c));
                let held = Held::of(form, self.of).is_some();
                (answered.is_none() && !held).then_some(words::NO_ANSWER)
            }
            _ => choice.is_none().then_some(words::NOTHING_TO_ADOPT),
        }
    }

    /// What an answer does; before all else, of whose card "same matter" was taken back by it.
    fn with_left(&self, left: &[i64], said: Sentence) -> Sentence {
        let Some(first) = left.first() else {
            return said;
        };
        let card = self.cards.iter().find(|card| card.id.0 == *first);
        words::matter_left(card.map_or("", adopt::shown_name), &said)
    }
}

/// The matter as it is written so far. It lies where its place says, else where the person lives.
fn told(form: &Form) -> Told {
    let place = form.value("place").trim();
    let place = if place.is_empty() {
        form.value("people[0].address").trim()
    } else {
        place
    };
    let category = form.slot("category").map(|slot| {
        let proposed = slot.proposal.as_ref().map_or("", |p| p.value.as_str());
        let chosen = slot.value();
        if chosen.is_empty() { proposed } else { chosen }.to_owned()
    });
    let told = Told {
        place: place.into(),
        text: propose::text(form).trim().into(),
        category: category.unwrap_or_default().into(),
    };
    // Where it lies says nothing by itself.
    if told.is_blank() {
        Told::default()
    } else {
        told
    }
}
