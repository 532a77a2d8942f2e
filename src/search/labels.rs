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
        let bare = |index| LabelHit {
            index,
            score: 0,
            lit_zh: Vec::new(),
            lit_en: Vec::new(),
        };
        return (0..candidates.len()).map(bare).collect();
    }
    let mut alphabet = Alphabet::default();
    let labels: Vec<(Vec<CharNo>, Vec<usize>)> = candidates
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
    let pattern: String = words.concat().into_iter().collect();
    let fuzzy = Fuzzy::new();
    let mut hits: Vec<LabelHit> = Vec::new();
    for (index, ((_, en), (chars, places))) in candidates.iter().zip(&labels).enumerate() {
        let zh = align::fit(&exact, &alphabet, chars).map(|fit| {
            let lit: Vec<usize> = align::trace(&exact, &alphabet, chars)
                .iter()
                .filter_map(|(i, _)| places.get(*i).copied())
                .collect();
            (
                2 * SURE - 1000 * fit.level as i64 - 12 * i64::from(fit.cost),
                lit,
            )
        });
        let en = english(&fuzzy, en, &pattern);
        let hit = match (zh, en) {
            (Some((a, _)), Some((b, lit_en))) if b > a => LabelHit {
                index,
                score: b,
                lit_zh: Vec::new(),
                lit_en,
            },
            (Some((score, lit_zh)), _) => LabelHit {
                index,
                score,
                lit_zh,
                lit_en: Vec::new(),
            },
            (None, Some((score, lit_en))) => LabelHit {
                index,
                score,
                lit_zh: Vec::new(),
                lit_en,
            },
            (None, None) => continue,
        };
        hits.push(hit);
    }
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.index));
    hits
}

/// How well the typing sits in an English label: at the start of a word it is as sure as Chinese.
fn english(fuzzy: &Fuzzy, label: &str, pattern: &str) -> Option<(i64, Vec<usize>)> {
    let (score, lit) = fuzzy.places(label, pattern)?;
    let low: Vec<char> = label
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect();
    let wanted: Vec<char> = pattern.chars().collect();
    let starts = low.starts_with(&wanted) && wanted.len() >= 2;
    Some((score + if starts { 2 * SURE - 500 } else { 0 }, lit))
}
