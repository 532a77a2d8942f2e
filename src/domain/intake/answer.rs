//! The four answers to whom and what an intake looks like.

use crate::domain::ids::{PersonId, PetitionNo};
use crate::domain::petition::word_list;

use super::Intake;

word_list!(
    /// An answer to somebody on record and a petition of theirs.
    Answer {
        Person = "person", "同一人", "same person";
        Matter = "matter", "同一事项", "same matter";
        Both = "both", "两者都是", "both";
        Neither = "neither", "都不是", "neither";
    }
);

impl Answer {
    /// Whether it is the same person.
    #[must_use]
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Person | Self::Both)
    }

    /// Whether it is the same matter.
    #[must_use]
    pub const fn is_matter(self) -> bool {
        matches!(self, Self::Matter | Self::Both)
    }
}

/// Whom an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    /// Somebody on record, and the petition of theirs that was looked at; empty when there was none.
    Record(PersonId, PetitionNo),
    /// Somebody of another row of the same ledger: its key, and which of its people.
    Row(String, usize),
}

impl Whom {
    /// True when both are about the same person, whatever the petition.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Record(a, _), Self::Record(b, _)) => a == b,
            _ => self == other,
        }
    }
}

/// An answer, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Which of the people of the row, from 0.
    pub nth: usize,
    /// Whom they were compared with.
    pub whom: Whom,
    /// The answer.
    pub answer: Answer,
}

impl Answered {
    /// True when two answers to one row cannot both stand: one person is one other person at most, a
    /// petition is of one matter at most, and nobody is and is not the same.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        let one = self.nth == other.nth;
        let twice = one && self.whom.is(&other.whom);
        let person = one && self.answer.is_person() && other.answer.is_person();
        let matter = self.answer.is_matter() && other.answer.is_matter();
        twice || person || matter
    }
}

impl Intake {
    /// Takes in what was answered about one of its people and somebody on record, with the petition that
    /// was looked at.
    pub fn answer(
        &mut self,
        nth: usize,
        (person, petition): (PersonId, &PetitionNo),
        answer: Answer,
    ) {
        let Some(someone) = self.people.get_mut(nth) else {
            return;
        };
        if answer.is_person() {
            someone.known = Some(person);
        } else {
            someone.not.push(person);
        }
        if answer.is_matter() && !petition.0.is_empty() {
            self.same_matter = Some(petition.clone());
        }
    }
}
