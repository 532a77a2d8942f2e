//! Lists to choose from: type a few characters or sounds, move, take.

use std::ops::Range;

use super::text::Text;
use super::window::Lines;
use crate::domain::category::Category;
use crate::domain::name::narrow;
use crate::domain::unit::Unit;
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

    /// A unit, found by its former names too.
    #[must_use]
    pub fn unit(unit: &Unit) -> Self {
        Self {
            also: unit.former.clone(),
            ..Self::named(&unit.id.0.to_string(), &unit.name)
        }
    }

    /// A category under a label, found by its other names and by the words that propose it.
    #[must_use]
    pub fn category(category: &Category, label: &str) -> Self {
        let also = category.alias.iter().chain(&category.words);
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
        let signs = label.say(lang).char_indices().enumerate();
        signs
            .filter(|(at, _)| places.contains(at))
            .map(|(_, (byte, c))| byte..byte + c.len_utf8())
            .collect()
    }
}

/// The choices that answer to what was typed, best first: by code, characters, pinyin, initials,
/// English, and with a slip when nothing answers otherwise; by their other words as by their names.
#[must_use]
pub fn answers<'a>(choices: impl Iterator<Item = &'a Choice>, typed: &str) -> Vec<Answer> {
    let choices: Vec<&Choice> = choices.collect();
    let labels: Vec<(&str, &str)> = choices
        .iter()
        .map(|c| (c.label.zh.as_str(), c.label.en.as_str()))
        .collect();
    let code: String = typed.trim().chars().map(narrow).collect();
    let coded = (0..choices.len()).filter(|at| !code.is_empty() && choices[*at].has_code(&code));
    let mut found: Vec<Answer> = coded.map(Answer::at).collect();
    let others = choices.iter().enumerate();
    let others = others.flat_map(|(at, c)| c.also.iter().map(move |word| (at, word.as_str())));
    let (owners, words): (Vec<usize>, Vec<(&str, &str)>) =
        others.map(|(at, word)| (at, (word, ""))).unzip();
    let all: Vec<(&str, &str)> = labels.iter().copied().chain(words).collect();
    // Nothing typed gives all as they stand, each once.
    let all = if typed.trim().is_empty() {
        &labels
    } else {
        &all
    };
    for hit in fuzzy_words(typed, all) {
        let own = hit.index < labels.len();
        let at = if own {
            hit.index
        } else {
            owners[hit.index - labels.len()]
        };
        if found.iter().any(|a| a.at == at) {
            continue;
        }
        // What was met in another word does not light up in the name.
        let lit = if own {
            [hit.lit_zh, hit.lit_en]
        } else {
            Default::default()
        };
        found.push(Answer { at, lit });
    }
    found
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
