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
        let name = self.excerpt.line();
        if self.is_of_people() && !self.excerpt.is_empty() {
            let (zh, en) = (reasons.zh.as_str(), reasons.en.as_str());
            return Sentence::of(format!("{zh} {name}"), format!("{en} {name}"));
        }
        if !self.is_named() {
            return reasons;
        }
        Sentence::of(
            format!("{}：{name}", reasons.zh.as_str()),
            format!("{}: {name}", reasons.en.as_str()),
        )
    }

    /// The reasons alone, that of a unit or category last, which its name follows.
    #[must_use]
    pub fn reasons(&self) -> Sentence {
        if self.is_of_people() {
            let why = together(self.why, &self.besides);
            let (zh, en) = (why.zh.as_str(), why.en.as_str());
            return Sentence::of(format!("信访人：{zh}"), format!("its people: {en}"));
        }
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

    /// Whether it was found by what is said of its people, one of whom the excerpt names.
    #[must_use]
    pub fn is_of_people(&self) -> bool {
        self.class == "people"
    }

    /// Whether what lights up in the excerpt is said with it: it may be met by its sound, or in part.
    #[must_use]
    pub fn has_own_lights(&self) -> bool {
        self.is_named() || self.is_of_people() || matches!(self.class, "accused" | "code")
    }
}

/// Several reasons as one sentence.
#[must_use]
pub fn together(first: Word, besides: &[Word]) -> Sentence {
    let all = || std::iter::once(&first).chain(besides);
    let zh: Vec<&str> = all().map(|word| word.zh).collect();
    let en: Vec<&str> = all().map(|word| word.en).collect();
    Sentence::of(zh.join("、"), en.join(", "))
}
