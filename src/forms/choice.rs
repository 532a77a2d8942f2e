//! Lists to choose from: type a few characters or sounds, move, take.

use super::text::Text;
use super::window::Lines;
use crate::words::{Sentence, Word};

/// One thing that may be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value that the field then has.
    pub id: String,
    /// What is shown.
    pub label: Sentence,
    /// How it sounds, lower case, parted by spaces: `xinfangju xfj`. Made by the caller.
    pub sounds: String,
    /// A word more, shown quietly.
    pub note: Sentence,
}

impl Choice {
    /// A choice with a name in both languages.
    #[must_use]
    pub fn new(id: &str, label: Word) -> Self {
        Self {
            id: id.to_owned(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// A choice whose name is what somebody entered, the same in both languages.
    #[must_use]
    pub fn named(id: &str, name: &str, sounds: &str) -> Self {
        let label = Sentence {
            zh: name.to_owned(),
            en: name.to_owned(),
        };
        Self {
            id: id.to_owned(),
            label,
            sounds: sounds.to_owned(),
            note: Sentence::default(),
        }
    }

    /// How well it answers to what was typed (folded, lower case): 0 best, `None` not at all.
    #[must_use]
    pub fn answers(&self, typed: &str) -> Option<u8> {
        let labels = [self.label.zh.to_lowercase(), self.label.en.to_lowercase()];
        if labels.iter().any(|l| l.starts_with(typed)) || self.id == typed {
            return Some(0);
        }
        if self.sounds.split(' ').any(|s| s.starts_with(typed)) {
            return Some(1);
        }
        labels.iter().any(|l| l.contains(typed)).then_some(2)
    }
}

/// The list that is open under a choice field.
#[derive(Clone, Debug)]
pub struct Popup {
    /// What was typed to narrow it.
    pub query: Text,
    /// Indexes into the field's choices, best first.
    pub items: Vec<usize>,
    /// Which of `items` is chosen.
    pub chosen: usize,
}

impl Popup {
    /// Opens over all choices, standing on the one that is the value now.
    pub(super) fn open(choices: &[Choice], value: &str) -> Self {
        let chosen = choices.iter().position(|c| c.id == value).unwrap_or(0);
        Self {
            query: Text::new(Lines::One, 60),
            items: (0..choices.len()).collect(),
            chosen,
        }
    }

    /// Narrows the list to what answers to the query.
    pub(super) fn narrow(&mut self, choices: &[Choice]) {
        let typed: String = self
            .query
            .as_str()
            .chars()
            .map(crate::domain::name::narrow)
            .flat_map(char::to_lowercase)
            .collect();
        let typed = typed.trim();
        let answer = |c: &Choice| {
            if typed.is_empty() {
                Some(0)
            } else {
                c.answers(typed)
            }
        };
        let mut found: Vec<(u8, usize)> = choices
            .iter()
            .enumerate()
            .filter_map(|(at, c)| Some((answer(c)?, at)))
            .collect();
        found.sort_unstable();
        self.items = found.into_iter().map(|(_, at)| at).collect();
        self.chosen = 0;
    }

    /// The list under it is another: what was typed stays, and the same choice is stood on.
    pub(super) fn renew(&mut self, before: &[Choice], now: &[Choice]) {
        let stood = self.items.get(self.chosen).and_then(|at| before.get(*at));
        let id = stood.map(|c| c.id.clone());
        self.narrow(now);
        let same = |at: &usize| now.get(*at).is_some_and(|c| Some(&c.id) == id.as_ref());
        self.chosen = self.items.iter().position(same).unwrap_or(0);
    }

    /// Moves by some places, never off the list.
    pub(super) fn step(&mut self, by: isize) {
        self.chosen = self
            .chosen
            .saturating_add_signed(by)
            .min(self.items.len().saturating_sub(1));
    }
}

/// A value that the program proposes for a field; one key accepts it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The value the field would have.
    pub value: String,
    /// How it is shown, with the reason.
    pub label: Sentence,
}
