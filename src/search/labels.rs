//! A small matcher for the palette and for pickers: Chinese, pinyin or English against labels.

use super::align;
use super::alphabet::{Alphabet, CharNo};
use super::level::Tier;
use super::normal;
use super::plan::Plan;
use super::rank::Fuzzy;
use super::slip;
use super::spelling::Spelling;
use super::steps::of_letters;

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
    /// Whether it has what was typed as it stands, in characters, sounds or letters, with no other character and
    /// no slip.
    pub as_typed: bool,
}

/// Above every score of the fuzzy matcher, so that a label met by sense stands before one met by
/// scattered letters.
const SURE: i64 = 10_000;

/// The fewest characters, and the fewest letters, in which a slip is forgiven.
const SLIPPERY: (usize, usize) = (3, 4);

/// Ranks labels (Chinese, English) by what was typed: characters, pinyin in full or by initials,
/// or English letters in order; when that names none for sure, also by sound, look-alikes, regional
/// sounds and with a slip. Nothing typed gives all of them as they stand.
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
    let mut hits: Vec<LabelHit> = Vec::new();
    // In one or two letters nothing is forgiven: that would answer to anything.
    let pattern = words.concat();
    let sure = pattern.len() < SLIPPERY.0 && pattern.iter().all(char::is_ascii);
    for tier in [Tier::Exact, Tier::Relaxed, Tier::Slips] {
        if hits.iter().any(|hit| hit.score >= SURE) || (sure && tier > Tier::Exact) {
            break;
        }
        let letters = of_letters(&spelling, tier);
        let Some(plan) = Plan::of(&spelling, tier, &alphabet, &letters) else {
            break;
        };
        let typing = Typing {
            plan,
            alphabet: &alphabet,
            fuzzy: Fuzzy::new(),
            pattern: pattern.clone(),
        };
        hits = candidates
            .iter()
            .zip(&labels)
            .enumerate()
            .filter_map(|(index, ((_, en), zh))| typing.hit(index, zh, en))
            .map(|hit| LabelHit {
                as_typed: tier == Tier::Exact && hit.score >= SURE,
                ..hit
            })
            .collect();
    }
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.index));
    hits
}

/// Which of some names sound from their first character on as what was typed in letters, whole or begun, with no
/// slip and no other character.
#[must_use]
pub fn sounding(query: &str, names: &[&str]) -> Vec<usize> {
    let typed = normal::typed(query);
    let words: Vec<&[char]> = typed.split(|c| *c == ' ').collect();
    let mut alphabet = Alphabet::default();
    let mut signs = |name: &&str| {
        let signs = normal::compared_label(name).into_iter();
        signs.map(|(c, _)| alphabet.take(c)).collect()
    };
    let labels: Vec<Vec<CharNo>> = names.iter().map(&mut signs).collect();
    let spelling = Spelling::of(words.into_iter().filter(|w| !w.is_empty()));
    let letters = of_letters(&spelling, Tier::Exact);
    let Some(plan) = Plan::of(&spelling, Tier::Exact, &alphabet, &letters) else {
        return Vec::new();
    };
    let fits = |at: &usize| align::fit(&plan, &alphabet, &labels[*at]).is_some();
    (0..labels.len()).filter(fits).collect()
}

impl LabelHit {
    fn chinese(index: usize, (score, lit_zh): Met) -> Self {
        Self {
            index,
            score,
            lit_zh,
            lit_en: Vec::new(),
            as_typed: true,
        }
    }

    fn english(index: usize, (score, lit_en): Met) -> Self {
        Self {
            index,
            score,
            lit_zh: Vec::new(),
            lit_en,
            as_typed: true,
        }
    }
}

/// A Chinese label: its characters for comparing, and where each stands in the text.
type Chinese = (Vec<CharNo>, Vec<usize>);

/// How well a label was met, and the places of the characters that light up.
type Met = (i64, Vec<usize>);

/// What was typed, ready to be held against labels.
struct Typing<'a> {
    plan: Plan,
    alphabet: &'a Alphabet,
    fuzzy: Fuzzy,
    pattern: Vec<char>,
}

impl Typing<'_> {
    /// The better of the two languages; Chinese when they are even.
    fn hit(&self, index: usize, zh: &Chinese, en: &str) -> Option<LabelHit> {
        let slips = self.plan.tier() == Tier::Slips;
        let zh = if slips {
            self.slipped(zh)
        } else {
            self.chinese(zh, 0)
        };
        let en = match self.english(en) {
            None if slips => self.misspelt(en),
            met => met,
        };
        match (zh, en) {
            (Some(zh), Some(en)) if en.0 > zh.0 => Some(LabelHit::english(index, en)),
            (Some(zh), _) => Some(LabelHit::chinese(index, zh)),
            (None, en) => en.map(|en| LabelHit::english(index, en)),
        }
    }

    /// How well the typing names a Chinese label from one of its characters on.
    fn chinese(&self, (chars, places): &Chinese, from: usize) -> Option<Met> {
        let chars = chars.get(from..)?;
        let fit = align::fit(&self.plan, self.alphabet, chars)?;
        let lit = align::trace(&self.plan, self.alphabet, chars)
            .iter()
            .filter_map(|(i, _)| places.get(from + i).copied())
            .collect();
        let score = 2 * SURE - 1000 * fit.level as i64 - 12 * i64::from(fit.cost);
        Some((score, lit))
    }

    /// With slips of the fingers, beginning anywhere; with one wrong character in a row of them.
    fn slipped(&self, label: &Chinese) -> Option<Met> {
        let by_letters = (0..label.0.len()).filter_map(|from| {
            let (score, lit) = self.chinese(label, from)?;
            Some((score - i64::try_from(from).unwrap_or(0), lit))
        });
        let best = by_letters.max_by_key(|met| met.0);
        best.or_else(|| self.wrong_character(label))
    }

    fn wrong_character(&self, (chars, places): &Chinese) -> Option<Met> {
        let wanted = self.pattern.len();
        if wanted < SLIPPERY.0 || self.pattern.iter().any(char::is_ascii_alphabetic) {
            return None;
        }
        let glyphs: Vec<char> = chars.iter().map(|n| self.alphabet.at(*n).glyph).collect();
        let (from, taken) = (0..glyphs.len())
            .flat_map(|from| (wanted - 1..=wanted + 1).map(move |taken| (from, taken)))
            .find(|(from, taken)| {
                let part = glyphs.get(*from..from + taken);
                part.is_some_and(|part| slip::between(&self.pattern, part).is_some())
            })?;
        let met = (from..from + taken).filter(|at| self.pattern.contains(&glyphs[*at]));
        let lit = met.filter_map(|at| places.get(at).copied()).collect();
        Some((SURE / 2 - i64::try_from(from).unwrap_or(0), lit))
    }

    /// How well it sits in an English label: at the start of a word it is as sure as Chinese.
    fn english(&self, label: &str) -> Option<Met> {
        let pattern: String = self.pattern.iter().collect();
        let (score, lit) = self.fuzzy.places(label, &pattern)?;
        let low: Vec<char> = label
            .chars()
            .flat_map(char::to_lowercase)
            .filter(|c| c.is_alphanumeric())
            .collect();
        let starts = low.starts_with(&self.pattern) && self.pattern.len() >= 2;
        Some((score + if starts { 2 * SURE - 500 } else { 0 }, lit))
    }

    /// The beginning of an English word with one slip.
    fn misspelt(&self, label: &str) -> Option<Met> {
        let wanted = self.pattern.len();
        if wanted < SLIPPERY.1 || !self.pattern.iter().all(char::is_ascii_alphabetic) {
            return None;
        }
        let low: Vec<char> = label.chars().map(|c| c.to_ascii_lowercase()).collect();
        let begins = |at: &usize| *at == 0 || !low[at - 1].is_alphanumeric();
        let (at, taken) = (0..low.len())
            .filter(begins)
            .flat_map(|at| (wanted - 1..=wanted + 1).map(move |taken| (at, taken)))
            .find(|(at, taken)| {
                let part = low.get(*at..at + taken);
                part.is_some_and(|part| slip::between(&self.pattern, part).is_some())
            })?;
        let later = i64::try_from(at).unwrap_or(0);
        Some((SURE / 2 - later, (at..at + taken).collect()))
    }
}
