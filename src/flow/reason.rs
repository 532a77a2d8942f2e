//! Why somebody or something came up, in words.

use super::view::{PersonCard, PetitionHit};
use crate::words::{Sentence, Word};

impl PersonCard {
    /// Every reason why this person came up, in words.
    #[must_use]
    pub fn reason(&self) -> Sentence {
        together(self.why, &self.besides)
    }
}

impl PetitionHit {
    /// Every reason why this petition came up, in words: a unit or a category by its name.
    #[must_use]
    pub fn reason(&self) -> Sentence {
        let reasons = self.reasons();
        if !self.is_named() {
            return reasons;
        }
        let name = self.excerpt.line();
        Sentence::of(
            format!("{}：{name}", reasons.zh.as_str()),
            format!("{}: {name}", reasons.en.as_str()),
        )
    }

    /// The reasons alone, that of a unit or category last, which its name follows.
    #[must_use]
    pub fn reasons(&self) -> Sentence {
        match self.besides.split_first() {
            Some((first, rest)) if self.is_named() => {
                let rest: Vec<Word> = rest.iter().copied().chain([self.why]).collect();
                together(*first, &rest)
            }
            _ => together(self.why, &self.besides),
        }
    }

    /// Whether it was found by its unit or its category, of which the excerpt is the name.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.class == "office" && !self.excerpt.is_empty()
    }
}

/// Several reasons as one sentence.
fn together(first: Word, besides: &[Word]) -> Sentence {
    let all = || std::iter::once(&first).chain(besides);
    let zh: Vec<&str> = all().map(|word| word.zh).collect();
    let en: Vec<&str> = all().map(|word| word.en).collect();
    Sentence::of(zh.join("、"), en.join(", "))
}
