//! The last ordering of a few hundred survivors: class, then fuzzy score, then plain reasons.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// The one place where `fuzzy-matcher` is used, so that it can be replaced in one file.
pub(super) struct Fuzzy(SkimMatcherV2);

impl Fuzzy {
    /// Makes the matcher.
    pub(super) fn new() -> Self {
        Self(SkimMatcherV2::default().ignore_case())
    }

    /// How well the pattern sits in the text; 0 when it is not in it.
    pub(super) fn score(&self, text: &str, pattern: &str) -> i64 {
        self.0.fuzzy_match(text, pattern).unwrap_or(0)
    }

    /// The same, with the places of the characters met; `None` when the pattern is not in it.
    pub(super) fn places(&self, text: &str, pattern: &str) -> Option<(i64, Vec<usize>)> {
        self.0.fuzzy_indices(text, pattern)
    }
}

/// Cost and fuzzy score as one number, more is better. The cost knows sounds and places, which the
/// fuzzy matcher does not; one step of cost weighs as much as a good letter.
pub(super) fn score(cost: u32, fuzzy: i64, agreeing: usize) -> i64 {
    let agreeing = i64::try_from(agreeing).unwrap_or(0);
    agreeing * 100_000 - i64::from(cost) * 16 + fuzzy
}
