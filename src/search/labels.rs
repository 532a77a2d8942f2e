//! A small matcher for the palette and for pickers: Chinese, pinyin or English against labels.

use super::align;
use super::alphabet::{Alphabet, CharNo};
use super::level::Tier;
use super::normal;
use super::plan::Plan;
use super::rank::Fuzzy;
use super::spelling::Spelling;

/// A label found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelHit {
    /// Its place among the candidates.
    pub index: usize,
    /// More is better.
    pub score: i64,
    /// The places of characters that light up in the Chinese text; empty when the English one fits.
    pub lit_zh: Vec<usize>,
    /// The places of characters that light up in the English text; empty when the Chinese one fits.
    pub lit_en: Vec<usize>,
}

/// Above every score of the fuzzy matcher, so that a label met by sense stands before one met by
/// scattered letters.
const SURE: i64 = 10_000;

/// Ranks labels (Chinese, English) by what was typed: characters, pinyin in full or by initials,
/// or English letters in order. Nothing typed gives all of them as they stand.
#[must_use]
pub fn fuzzy_words(query: &str, candidates: &[(&str, &str)]) -> Vec<LabelHit> {
    let typed = normal::typed(query);
    let words: Vec<&[char]> = typed
        .split(|c| *c == ' ')
        .filter(|w| !w.is_empty())
        .collect();
    if words.is_empty() {
        return (0..candidates.len())
            .map(|index| LabelHit::chinese(index, (0, Vec::new())))
            .collect();
    }
    let mut alphabet = Alphabet::default();
    let labels: Vec<Chinese> = candidates
        .iter()
        .map(|(zh, _)| {
            normal::compared_label(zh)
                .into_iter()
                .map(|(c, place)| (alphabet.take(c), place))
                .unzip()
        })
        .collect();
    let spelling = Spelling::of(words.iter().copied());
    let Some(exact) = Plan::of(&spelling, Tier::Exact, &alphabet) else {
        return Vec::new();
    };
    let typing = Typing {
        exact,
        alphabet,
        fuzzy: Fuzzy::new(),
        pattern: words.concat().into_iter().collect(),
    };
    let mut hits: Vec<LabelHit> = candidates
        .iter()
        .zip(&labels)
        .enumerate()
        .filter_map(|(index, ((_, en), zh))| typing.hit(index, zh, en))
        .collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.index));
    hits
}

impl LabelHit {
    fn chinese(index: usize, (score, lit_zh): Met) -> Self {
        Self {
            index,
            score,
            lit_zh,
            lit_en: Vec::new(),
        }
    }

    fn english(index: usize, (score, lit_en): Met) -> Self {
        Self {
            index,
            score,
            lit_zh: Vec::new(),
            lit_en,
        }
    }
}

/// A Chinese label: its characters for comparing, and where each stands in the text.
type Chinese = (Vec<CharNo>, Vec<usize>);

/// How well a label was met, and the places of the characters that light up.
type Met = (i64, Vec<usize>);

/// What was typed, ready to be held against labels.
struct Typing {
    exact: Plan,
    alphabet: Alphabet,
    fuzzy: Fuzzy,
    pattern: String,
}

impl Typing {
    /// The better of the two languages; Chinese when they are even.
    fn hit(&self, index: usize, zh: &Chinese, en: &str) -> Option<LabelHit> {
        match (self.chinese(zh), self.english(en)) {
            (Some(zh), Some(en)) if en.0 > zh.0 => Some(LabelHit::english(index, en)),
            (Some(zh), _) => Some(LabelHit::chinese(index, zh)),
            (None, en) => en.map(|en| LabelHit::english(index, en)),
        }
    }

    /// How well the typing names a Chinese label.
    fn chinese(&self, (chars, places): &Chinese) -> Option<Met> {
        let fit = align::fit(&self.exact, &self.alphabet, chars)?;
        let lit = align::trace(&self.exact, &self.alphabet, chars)
            .iter()
            .filter_map(|(i, _)| places.get(*i).copied())
            .collect();
        let score = 2 * SURE - 1000 * fit.level as i64 - 12 * i64::from(fit.cost);
        Some((score, lit))
    }

    /// How well it sits in an English label: at the start of a word it is as sure as Chinese.
    fn english(&self, label: &str) -> Option<Met> {
        let (score, lit) = self.fuzzy.places(label, &self.pattern)?;
        let low: Vec<char> = label
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|c| c.is_alphanumeric())
            .collect();
        let wanted: Vec<char> = self.pattern.chars().collect();
        let starts = low.starts_with(&wanted) && wanted.len() >= 2;
        Some((score + if starts { 2 * SURE - 500 } else { 0 }, lit))
    }
}
