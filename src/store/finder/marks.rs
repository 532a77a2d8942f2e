//! Units and categories by all they are called: by their names and those they had, and by what people say for
//! them (讨薪, 城管), in characters, in pinyin and by initials. Petitions are found by these marks too.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::domain::office::Office;
use crate::domain::unit_words;
use crate::search::Sounded;
use crate::words::{Outside, Word};

const BY_UNIT: Word = Word::new("承办单位", "the unit that holds it");
const BY_FORMER_UNIT: Word = Word::new("承办单位的旧名", "a former name of the unit that holds it");
const BY_CATEGORY: Word = Word::new("内容分类", "the category");

/// The fewest characters of a word that count.
const FEWEST: usize = 2;
/// The fewest characters of a word that is met in the midst of what people say, or before which more was typed.
const MIDST: usize = 3;
/// Characters typed around a word that is known at most (示例县人社局, 讨薪问题).
const AROUND: usize = 3;

/// How a word names a unit or a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Name,
    Former,
    Said,
}

#[derive(Debug)]
struct Called {
    word: Outside,
    by: By,
    sounded: OnceCell<Sounded>,
}

/// A unit or a category, its name first.
#[derive(Debug)]
struct Mark {
    number: u16,
    called: Vec<Called>,
}

/// All units and categories of an office.
#[derive(Debug)]
pub(super) struct Marks {
    units: Vec<Mark>,
    categories: Vec<Mark>,
    /// Every word once: what is none of them, and stands in none, is looked for no further.
    words: HashSet<Box<str>>,
    /// The same one behind the other.
    text: Outside,
}

/// Why a unit or a category was met: the reason, its name (with the word that it was met by), and what lights up.
pub(super) struct Told {
    pub(super) why: Word,
    pub(super) text: Outside,
    pub(super) lit: Vec<usize>,
}

/// How far what was typed may be from what a thing is called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Far {
    /// It is a part of it, or the beginning of its sound.
    Part,
    /// More was typed around it.
    Around,
}

impl Marks {
    /// Gathers what the office's units and categories are called.
    pub(super) fn of(office: &Office) -> Self {
        let units = office.units.0.iter().filter_map(|unit| {
            let former = unit.former.iter().cloned().map(|word| (By::Former, word));
            let said = unit_words::said(&unit.name).into_iter();
            let more = former.chain(said.map(|word| (By::Said, word)));
            Mark::of(u16::try_from(unit.id.0).ok()?, &unit.name, more)
        });
        let categories = office.categories.all().iter().filter_map(|category| {
            let names = category.alias.iter().chain(&category.words);
            let said = names.chain(&category.said).cloned();
            let label = office.categories.label(&category.code);
            Mark::of(
                category.code.parse().ok()?,
                &label,
                said.map(|word| (By::Said, word)),
            )
        });
        let (units, categories): (Vec<Mark>, Vec<Mark>) = (units.collect(), categories.collect());
        let all = units.iter().chain(&categories);
        let all = all.flat_map(|mark| &mark.called);
        let words: HashSet<Box<str>> = all.map(|called| called.word.raw().into()).collect();
        let text: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        Self {
            text: text.join("\n").into(),
            words,
            units,
            categories,
        }
    }

    /// Whether anything can be met by what was typed: a quick test that lets nothing fall.
    fn may_meet(&self, typed: &str, far: Far) -> bool {
        if far == Far::Part {
            return typed.is_ascii() || self.text.raw().contains(typed);
        }
        let ends: Vec<usize> = typed.char_indices().map(|(at, _)| at).collect();
        let ends: Vec<usize> = ends.into_iter().chain([typed.len()]).collect();
        let cut = |before: usize, behind: usize| {
            let to = *ends.get(ends.len().checked_sub(1 + behind)?)?;
            typed.get(*ends.get(before)?..to)
        };
        (0..=AROUND).any(|before| {
            let behind = 0..=AROUND - before;
            let mut parts = behind.filter_map(|behind| cut(before, behind));
            parts.any(|part| self.words.contains(part))
        })
    }

    /// The units and the categories that a word names; those that stand in it where it names none. Two letters are
    /// the initials of too many people.
    pub(super) fn named(&self, typed: &str, nobody: bool) -> [Vec<u16>; 2] {
        let signs = typed.chars().count();
        if signs < FEWEST || (typed.is_ascii() && signs < MIDST && !nobody) {
            return Default::default();
        }
        let all = |far: Far| {
            let may = self.may_meet(typed, far);
            [&self.units, &self.categories].map(|marks| -> Vec<u16> {
                let met = marks.iter().filter(|_| may);
                let met = met.filter(|mark| mark.met(typed, far).is_some());
                met.map(|mark| mark.number).collect()
            })
        };
        let named = all(Far::Part);
        let none = named.iter().all(Vec::is_empty);
        if none && !typed.is_ascii() {
            all(Far::Around)
        } else {
            named
        }
    }

    /// Reads how everything sounds.
    pub(super) fn warm(&self) {
        let all = self.units.iter().chain(&self.categories);
        for called in all.flat_map(|mark| &mark.called) {
            called.sounded();
        }
    }

    /// How a word names a unit.
    pub(super) fn unit(&self, number: u16, typed: &str) -> Option<Told> {
        let (word, text, lit) = told(&self.units, number, typed)?;
        let why = if word.by == By::Former {
            BY_FORMER_UNIT
        } else {
            BY_UNIT
        };
        Some(Told {
            why,
            text: text.into(),
            lit,
        })
    }

    /// How a word names a category.
    pub(super) fn category(&self, number: u16, typed: &str) -> Option<Told> {
        let (_, text, lit) = told(&self.categories, number, typed)?;
        let why = BY_CATEGORY;
        Some(Told {
            why,
            text: text.into(),
            lit,
        })
    }
}

/// The word by which something is named, how it is written, and what of that lights up.
fn told<'m>(
    marks: &'m [Mark],
    number: u16,
    typed: &str,
) -> Option<(&'m Called, String, Vec<usize>)> {
    let mark = marks.iter().find(|mark| mark.number == number)?;
    let (word, lit) = mark
        .met(typed, Far::Part)
        .or_else(|| mark.met(typed, Far::Around))?;
    let name = mark.called.first()?.word.raw();
    // Of a category its own name is enough beside another word.
    let own = name.rsplit('/').next().unwrap_or(name);
    if word.by == By::Name {
        return Some((word, name.to_owned(), lit.collect()));
    }
    let before = own.chars().count() + 1;
    let lit = lit.map(|at| before + at).collect();
    Some((word, format!("{own}（{}）", word.word.raw()), lit))
}

impl Mark {
    fn of(number: u16, name: &str, more: impl Iterator<Item = (By, String)>) -> Option<Self> {
        let all = std::iter::once((By::Name, name.to_owned())).chain(more);
        let all = all.map(|(by, word)| Called {
            word: word.to_ascii_lowercase().into(),
            by,
            sounded: OnceCell::new(),
        });
        let mut called: Vec<Called> = all.filter(|called| !called.word.is_empty()).collect();
        called.first_mut()?.word = name.into();
        Some(Self { number, called })
    }

    /// The first word by which it is met, one that is all that was typed before others; and the characters met.
    fn met(&self, typed: &str, far: Far) -> Option<(&Called, std::ops::Range<usize>)> {
        let whole = self.called.iter().find(|called| called.word.raw() == typed);
        let whole = whole.map(|called| (called, 0..typed.chars().count()));
        whole.or_else(|| {
            let met = |called: &'_ Called| called.met(typed, far);
            self.called
                .iter()
                .find_map(|called| Some((called, met(called)?)))
        })
    }
}

impl Called {
    fn sounded(&self) -> &Sounded {
        (self.sounded).get_or_init(|| Sounded::of(self.word.raw()))
    }

    fn met(&self, typed: &str, far: Far) -> Option<std::ops::Range<usize>> {
        let count = |text: &str| text.chars().count();
        let (word, is_name) = (self.word.raw(), self.by != By::Said);
        if far == Far::Around {
            let at = typed.find(word)?;
            let (long, around) = (count(word), count(typed) - count(word));
            let fits = around <= AROUND && long >= if at == 0 { FEWEST } else { MIDST };
            return (fits && !word.is_ascii()).then_some(0..long);
        }
        if typed.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.sounded().met(typed, is_name);
        }
        if typed.is_ascii() {
            return None;
        }
        let at = word.find(typed)?;
        let fits = is_name || at == 0 || count(typed) >= MIDST;
        let before = count(&word[..at]);
        fits.then(|| before..before + count(typed))
    }
}
