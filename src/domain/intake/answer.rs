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

/// An answer, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Somebody on record.
    pub person: PersonId,
    /// The petition that was looked at; empty when there was none.
    pub petition: PetitionNo,
    /// The answer.
    pub answer: Answer,
}

impl Intake {
    /// Takes an answer about the first of the people in.
    pub fn answer(&mut self, answered: &Answered) {
        let Some(first) = self.people.first_mut() else {
            return;
        };
        if answered.answer.is_person() {
            first.known = Some(answered.person);
        } else {
            first.not.push(answered.person);
        }
        if answered.answer.is_matter() {
            self.same_matter = Some(answered.petition.clone());
        }
    }
}
