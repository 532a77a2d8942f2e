//! The four answers to whom and what an intake looks like.

use std::collections::HashMap;

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
    /// petition is of one matter at most, and nobody is and is not the same. The same said again, of another
    /// petition of the same person, is no contradiction.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        let one = self.nth == other.nth;
        let twice = one && self.whom.is(&other.whom);
        let same_matter = !self.answer.is_matter() || self.whom == other.whom;
        if twice && self.answer == other.answer && same_matter {
            return false;
        }
        let person = one && self.answer.is_person() && other.answer.is_person();
        let matter = self.answer.is_matter() && other.answer.is_matter();
        twice || person || matter
    }
}

/// What stands of the answers to one row, the newest last: an older one gives way to what clashes with it.
#[must_use]
pub fn standing(answers: Vec<Answered>) -> Vec<Answered> {
    let mut standing: Vec<Answered> = Vec::with_capacity(answers.len());
    for answer in answers.into_iter().rev() {
        if !standing.iter().any(|newer| newer.clashes(&answer)) {
            standing.push(answer);
        }
    }
    standing.reverse();
    standing
}

/// Who is one person, through whatever answers.
#[derive(Default)]
struct Ones {
    places: HashMap<Whom, usize>,
    under: Vec<usize>,
}

impl Ones {
    /// Who stands for somebody.
    fn of(&mut self, whom: &Whom) -> usize {
        let whom = match whom {
            Whom::Record(person, _) => Whom::Record(*person, PetitionNo(String::new())),
            Whom::Row(..) => whom.clone(),
        };
        let new = self.under.len();
        let mut at = *self.places.entry(whom).or_insert(new);
        if at == new {
            self.under.push(new);
        }
        while self.under[at] != at {
            self.under[at] = self.under[self.under[at]];
            at = self.under[at];
        }
        at
    }

    fn join(&mut self, a: &Whom, b: &Whom) {
        let (a, b) = (self.of(a), self.of(b));
        self.under[a] = b;
    }
}

/// Two answers to the rows of one ledger, by their places, that cannot both be true of the people: through
/// whatever other rows somebody is said to be the same person and not, or two who stand in one row are said
/// to be one. The row of an answer is given by its key.
#[must_use]
pub fn contradiction(said: &[(String, Answered)]) -> Option<(usize, usize)> {
    let mut ones = Ones::default();
    let mine = |(key, answered): &(String, Answered)| Whom::Row(key.clone(), answered.nth);
    for answer in said.iter().filter(|(_, a)| a.answer.is_person()) {
        ones.join(&mine(answer), &answer.1.whom);
    }
    // Of each person the last answer that said so; of each row and person the first.
    let (mut last, mut beside) = (HashMap::new(), HashMap::new());
    for (at, answer) in said.iter().enumerate() {
        if answer.1.answer.is_person() {
            let one = ones.of(&mine(answer));
            last.insert(one, at);
            let first = *beside.entry((answer.0.as_str(), one)).or_insert(at);
            if said[first].1.nth != answer.1.nth {
                return Some((at, first));
            }
        }
    }
    said.iter().enumerate().find_map(|(at, answer)| {
        let one = ones.of(&mine(answer));
        let is_both = !answer.1.answer.is_person() && ones.of(&answer.1.whom) == one;
        last.get(&one).filter(|_| is_both).map(|other| (at, *other))
    })
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
