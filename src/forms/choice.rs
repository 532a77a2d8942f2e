//! Lists to choose from: type a few characters or sounds, move, take.

use std::collections::HashSet;
use std::ops::Range;

use super::text::Text;
use super::window::Lines;
use crate::domain::category::Category;
use crate::domain::name::narrow;
use crate::domain::unit::{Unit, UnitKind, Units};
use crate::domain::unit_words;
use crate::search::fuzzy_words;
use crate::words::{Lang, Sentence, Word};

/// One thing that may be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value that the field then has.
    pub id: String,
    /// What is shown.
    pub label: Sentence,
    /// A word more, shown quietly.
    pub note: Sentence,
    /// Other words by which it is found: former names, what a category is about.
    pub also: Vec<String>,
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
    pub fn named(id: &str, name: &str) -> Self {
        let label = Sentence::of(name.to_owned(), name.to_owned());
        Self {
            id: id.to_owned(),
            label,
            ..Self::default()
        }
    }

    /// A unit, found by its former names too, and by what people call a unit of its work.
    #[must_use]
    pub fn unit(unit: &Unit) -> Self {
        let called = unit_words::said(&unit.name);
        let also = unit.former.iter().cloned().chain(called);
        Self {
            also: also.collect(),
            ..Self::named(&unit.id.0.to_string(), &unit.name)
        }
    }

    /// Every unit, found as well by its name behind that of the unit it stands under (南乙镇庚社区).
    #[must_use]
    pub fn units(units: &Units) -> Vec<Self> {
        let all = units.0.iter().map(|unit| {
            let above = unit.under.and_then(|above| units.get(above));
            // The office itself stands above all departments, and nobody says so.
            let above =
                above.filter(|above| above.under.is_some() || above.kind == UnitKind::Town.code());
            let mut choice = Self::unit(unit);
            let path = above.map(|above| format!("{}{}", above.name, unit.name));
            choice.also.extend(path);
            choice
        });
        all.collect()
    }

    /// A category under a label, found by its other names, by the words that propose it, and by what people call it.
    #[must_use]
    pub fn category(category: &Category, label: &str) -> Self {
        let names = category.alias.iter().chain(&category.words);
        let also = names.chain(&category.said);
        Self {
            also: also.cloned().collect(),
            ..Self::named(&category.code, label)
        }
    }

    /// Whether what was typed is the code by which it is kept: whole, or the beginning of a number of several digits.
    fn has_code(&self, typed: &str) -> bool {
        let digits = |text: &str| text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit());
        self.id == typed || (digits(typed) && digits(&self.id) && self.id.starts_with(typed))
    }
}

/// A choice that answers to what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Its place among the choices.
    pub at: usize,
    /// The characters of the Chinese label, and of the English one, that were met.
    lit: [Vec<usize>; 2],
    /// The other word by which it was found, and the characters of it that were met.
    by: Option<(String, Vec<usize>)>,
}

impl Answer {
    /// The choice at a place, nothing of it lit.
    #[must_use]
    pub fn at(at: usize) -> Self {
        Self {
            at,
            ..Self::default()
        }
    }

    /// All of so many choices, as they stand.
    fn all(count: usize) -> Vec<Self> {
        (0..count).map(Self::at).collect()
    }

    /// The parts of a label that light up, in bytes.
    #[must_use]
    pub fn lit(&self, label: &Sentence, lang: Lang) -> Vec<Range<usize>> {
        let [zh, en] = &self.lit;
        // A name that somebody entered is the same in both languages.
        let places = match lang {
            Lang::En if label.zh != label.en => en,
            _ if label.zh == label.en && zh.is_empty() => en,
            _ => zh,
        };
        in_bytes(label.say(lang), places)
    }

    /// The other word by which it was found, with the parts of it that light up, in bytes.
    #[must_use]
    pub fn by(&self) -> Option<(&str, Vec<Range<usize>>)> {
        let (word, lit) = self.by.as_ref()?;
        Some((word, in_bytes(word, lit)))
    }
}

/// Characters of a text, by their places, in bytes.
fn in_bytes(text: &str, places: &[usize]) -> Vec<Range<usize>> {
    let signs = text.char_indices().enumerate();
    signs
        .filter(|(at, _)| places.contains(at))
        .map(|(_, (byte, c))| byte..byte + c.len_utf8())
        .collect()
}

/// The choices that answer to what was typed, best first: by code, characters, pinyin, initials,
/// English; where nothing has all of it, those of which a name or a word is the longest part of it; and
/// by sound and with a slip when nothing answers otherwise; by their other words as by their names.
#[must_use]
pub fn answers<'a>(choices: impl Iterator<Item = &'a Choice>, typed: &str) -> Vec<Answer> {
    let choices: Vec<&Choice> = choices.collect();
    // Nothing typed gives all as they stand, each once.
    if typed.trim().is_empty() {
        return Answer::all(choices.len());
    }
    let code: String = typed.trim().chars().map(narrow).collect();
    let coded = (0..choices.len()).filter(|at| choices[*at].has_code(&code));
    let mut found: Vec<Answer> = coded.map(Answer::at).collect();
    let names = choices.iter().enumerate();
    let names = names.map(|(at, c)| (at, (c.label.zh.as_str(), c.label.en.as_str())));
    let others = choices.iter().enumerate();
    let others =
        others.flat_map(|(at, c)| c.also.iter().map(move |word| (at, (word.as_str(), ""))));
    let (owners, words): (Vec<usize>, Vec<(&str, &str)>) = names.chain(others).unzip();
    let hits = fuzzy_words(typed, &words);
    if !hits.iter().any(|hit| hit.as_typed) {
        found.extend(within(&choices, typed));
    }
    for hit in hits {
        let at = owners[hit.index];
        // What was met in another word does not light up in the name.
        found.push(if hit.index < choices.len() {
            let lit = [hit.lit_zh, hit.lit_en];
            Answer { at, lit, by: None }
        } else {
            let by = Some((words[hit.index].0.to_owned(), hit.lit_zh));
            Answer {
                by,
                ..Answer::at(at)
            }
        });
    }
    let mut known = HashSet::new();
    found.retain(|answer| known.insert(answer.at));
    found
}

/// The fewest characters of a word that is looked for within what was typed.
const WITHIN: usize = 2;

/// The choices of which the name or another word stands within what was typed, those of the longest word.
fn within(choices: &[&Choice], typed: &str) -> Vec<Answer> {
    let typed: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(narrow)
        .collect();
    let mut best: (usize, Vec<Answer>) = (WITHIN, Vec::new());
    for (at, choice) in choices.iter().enumerate() {
        let own = choice
            .label
            .zh
            .rsplit(['/', ' '])
            .next()
            .unwrap_or_default();
        let words = std::iter::once(own).chain(choice.also.iter().map(String::as_str));
        for (n, word) in words.enumerate() {
            let long = word.chars().count();
            if word.is_ascii() || long < best.0 || !typed.contains(word) {
                continue;
            }
            if long > best.0 {
                best = (long, Vec::new());
            }
            let all: Vec<usize> = (0..long).collect();
            let before = choice.label.zh.chars().count().saturating_sub(long);
            best.1.push(if n == 0 {
                let lit: Vec<usize> = all.iter().map(|place| before + place).collect();
                let lit = [lit, Vec::new()];
                Answer { at, lit, by: None }
            } else {
                let by = Some((word.to_owned(), all));
                Answer {
                    by,
                    ..Answer::at(at)
                }
            });
        }
    }
    best.1
}

/// The list that is open under a choice field.
#[derive(Clone, Debug)]
pub struct Popup {
    /// What was typed to narrow it.
    pub query: Text,
    /// The field's choices that answer, best first.
    pub items: Vec<Answer>,
    /// Which of `items` is chosen.
    pub chosen: usize,
}

impl Popup {
    /// Opens over all choices, standing on the one that is the value now.
    pub(super) fn open(choices: &[Choice], value: &str) -> Self {
        let chosen = choices.iter().position(|c| c.id == value).unwrap_or(0);
        Self {
            query: Text::new(Lines::One, 60),
            items: Answer::all(choices.len()),
            chosen,
        }
    }

    /// Narrows the list to what answers to the query.
    pub(super) fn narrow(&mut self, choices: &[Choice]) {
        self.items = answers(choices.iter(), self.query.as_str());
        self.chosen = 0;
    }

    /// The list under it is another: what was typed stays, and the same choice is stood on.
    pub(super) fn renew(&mut self, before: &[Choice], now: &[Choice]) {
        let stood = self.items.get(self.chosen).and_then(|a| before.get(a.at));
        let id = stood.map(|c| c.id.clone());
        self.narrow(now);
        let same = |a: &Answer| now.get(a.at).is_some_and(|c| Some(&c.id) == id.as_ref());
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
