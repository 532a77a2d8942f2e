//! Why somebody fits: each thing that was typed, and what of the record it met. The search itself goes by the
//! weakest of them; a reader wants to know all.

use std::collections::HashMap;

use super::alphabet::{Alphabet, CharNo};
use super::far::{Far, Path};
use super::grade::{Grade, MatchClass, why};
use super::hit::PersonRow;
use super::kin::simple;
use super::level::Tier;
use super::names::Packed;
use super::near::Near;
use super::numbers::{self, FEWEST, Numbers, Which};
use super::piece::{self, Stand};
use super::query::{joined, without_year};
use super::reader::NameReader;
use super::spelling::Spelling;
use super::steps::of_letters;
use super::{dated, few, glued, normal, spelled, tail, unit};
use crate::domain::{numeral, unitless};
use crate::words::Word;

/// Words that are looked at.
const WORDS: usize = 16;

/// One or two digits that nobody has who fits the rest.
const LEFT_OUT: &Word = &Word::new("一两位数字没有对上", "one or two digits met nothing");

/// What of one record was met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Why, for each thing typed, in that order and each once.
    pub why: Vec<Word>,
    /// The places of characters in the canonical name that light up.
    pub lit: Vec<usize>,
    /// The former name that was met in place of the present one, with the places in it that light up.
    pub former: Option<(String, Vec<usize>)>,
    /// Whether everything that was typed is accounted for.
    pub whole: bool,
}

/// What was typed, ready to be held against the records that were found by it.
pub struct Reasons {
    words: Vec<Vec<char>>,
    /// The same with a date of birth as a document has it, and with a number that is written in groups as one.
    joined: Vec<Vec<Vec<char>>>,
    alphabet: Alphabet,
    readers: Read,
}

/// How a record is read: which of its parts were met, but for the name.
struct Parts {
    /// In the order typed; the name once, where its first word stands.
    grades: Vec<Grade>,
    /// Where the name's grade goes.
    at: usize,
    names: Vec<Vec<char>>,
    whole: bool,
}

/// A record as it is compared.
struct Known<'a> {
    row: &'a PersonRow,
    numbers: Numbers,
    place: Vec<char>,
}

impl Reasons {
    /// Reads what was typed, for records of these names.
    #[must_use]
    pub fn of<'a>(query: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        let words = words_of(query);
        let dated = dated::in_digits(query).map(|dated| words_of(&dated));
        let years = dated::short_year(query).filter(|years| years.is_said);
        let years = years.map_or_else(Vec::new, |years| years.texts);
        let years = years.iter().map(|text| words_of(text));
        let mut alphabet = Alphabet::default();
        for name in names {
            for (c, _) in normal::compared(name) {
                alphabet.take(c);
            }
        }
        Self {
            joined: dated
                .into_iter()
                .chain(years)
                .chain(joined(&words, |word| {
                    number_of(word).is_some_and(|n| n.len() == word.len())
                }))
                .collect(),
            words,
            alphabet,
            readers: HashMap::new(),
        }
    }

    /// What of a record, or of a name that stood on it before, was met.
    #[must_use]
    pub fn met(&mut self, row: &PersonRow, former: &[String]) -> Met {
        let known = Known {
            row,
            numbers: row.numbers(),
            place: normal::place(&row.address),
        };
        for joined in self.joined.clone() {
            let met = self.met_by(&joined, &known, former);
            if met.whole {
                return met;
            }
        }
        self.met_by(&self.words.clone(), &known, former)
    }

    fn met_by(&mut self, words: &[Vec<char>], known: &Known<'_>, former: &[String]) -> Met {
        // All words for the name, or those for the address that stand there: letters are not read as one in vain.
        let named = known.parts(words, false);
        if let Some((grade, lit)) = self.named(&named.names, &known.row.name, Tier::Exact) {
            return named.met(grade, lit, None);
        }
        let readings = [named, known.parts(words, true)];
        for tier in [Tier::Exact, Tier::Relaxed, Tier::Slips] {
            for parts in &readings {
                if let Some((grade, lit)) = self.named(&parts.names, &known.row.name, tier) {
                    return parts.met(grade, lit, None);
                }
            }
            for name in former {
                for parts in readings.iter().filter(|parts| !parts.names.is_empty()) {
                    if let Some((Some(grade), lit)) = self.named(&parts.names, name, tier) {
                        let former = Some((name.clone(), lit));
                        let mut met = parts.met(Some(grade.former()), Vec::new(), former);
                        // A name that was not typed as it stood is told to be another.
                        let slip =
                            grade.class > MatchClass::Letters && !met.why.contains(grade.why);
                        met.why.extend(slip.then_some(*grade.why));
                        return met;
                    }
                }
            }
        }
        for parts in readings.iter().filter(|parts| !parts.names.is_empty()) {
            if let Some((grade, lit)) = self.far(&parts.names, &known.row.name) {
                return parts.met(Some(grade), lit, None);
            }
        }
        let [_, parts] = readings;
        let met = parts.met(None, Vec::new(), None);
        Met {
            whole: false,
            ..met
        }
    }

    /// The same of a whole name with two slips anywhere in its letters.
    fn far(&self, words: &[Vec<char>], name: &str) -> Option<(Grade, Vec<usize>)> {
        let far = Far::of(words)?;
        let signs = normal::compared(name);
        let chars = signs.iter().filter_map(|(c, _)| self.alphabet.number(*c));
        let chars: Vec<CharNo> = chars.collect();
        let grade = far.grade(&self.alphabet, &chars, &mut Path::default())?;
        let lit = far.lit(&self.alphabet, &chars);
        Some((grade, normal::canonical_places(name, &lit)))
    }

    /// How well words name somebody, and what lights up; no grade where there are no words.
    fn named(
        &mut self,
        words: &[Vec<char>],
        name: &str,
        tier: Tier,
    ) -> Option<(Option<Grade>, Vec<usize>)> {
        if words.is_empty() {
            return Some((None, Vec::new()));
        }
        let mut turned = words.to_vec();
        turned.rotate_right(1);
        let ways = [words.to_vec(), turned];
        let most = if words.len() > 1 && tier == Tier::Exact {
            2
        } else {
            1
        };
        let chars: Vec<CharNo> = normal::compared(name)
            .iter()
            .filter_map(|(c, _)| self.alphabet.number(*c))
            .collect();
        ways.into_iter().take(most).find_map(|words| {
            let reader = reader(&mut self.readers, &self.alphabet, (words, tier))?;
            let grade = reader.grade(&self.alphabet, Packed::of(&chars), &mut Vec::new())?;
            let (lit, grade) = reader.explain(&self.alphabet, &chars, grade);
            Some((Some(grade), normal::canonical_places(name, &lit)))
        })
    }
}

/// Typed names as they were read, by their words and the tier.
type Read = HashMap<(Vec<Vec<char>>, u8), Option<NameReader>>;

fn reader<'r>(
    read: &'r mut Read,
    alphabet: &Alphabet,
    (words, tier): (Vec<Vec<char>>, Tier),
) -> Option<&'r NameReader> {
    let held = read.entry((words, tier as u8));
    let make = |key: &(Vec<Vec<char>>, u8)| {
        let spelling = Spelling::of(key.0.iter().map(Vec::as_slice));
        let letters = of_letters(&spelling, tier);
        NameReader::with(&spelling, tier, alphabet, &letters)
    };
    held.or_insert_with_key(make).as_ref()
}

impl Parts {
    fn met(
        &self,
        name: Option<Grade>,
        lit: Vec<usize>,
        former: Option<(String, Vec<usize>)>,
    ) -> Met {
        let (before, behind) = self.grades.split_at(self.at);
        let all = before
            .iter()
            .copied()
            .chain(name)
            .chain(behind.iter().copied());
        let all: Vec<Grade> = all.collect();
        // Whole things are said together, as the search says them.
        let whole = all.iter().all(|grade| grade.class == MatchClass::Same);
        let together = all.iter().copied().reduce(Grade::beside);
        let together = together.filter(|one| whole && all.iter().all(|g| g.why != one.why));
        let all = together.map_or(all, |one| vec![one]);
        let mut why: Vec<Word> = Vec::new();
        for grade in all {
            if !why.contains(grade.why) {
                why.push(*grade.why);
            }
        }
        Met {
            why,
            lit,
            former,
            whole: self.whole,
        }
    }

    /// A grade for something typed; none when it was not met.
    fn put(&mut self, grade: Option<Grade>) {
        self.whole &= grade.is_some();
        self.grades.extend(grade);
    }

    fn name(&mut self, word: &[char]) {
        if self.names.is_empty() {
            self.at = self.grades.len();
        }
        self.names.push(word.to_vec());
    }
}

impl Known<'_> {
    /// The words typed, each for a number, for the name, or, when they are split, for the address.
    fn parts(&self, words: &[Vec<char>], split: bool) -> Parts {
        let mut parts = Parts {
            grades: Vec::new(),
            at: 0,
            names: Vec::new(),
            whole: true,
        };
        for word in words {
            let housed = unit::is_numbers(word);
            if let Some(number) = number_of(word) {
                parts.put(self.number(&number));
            } else if let Some((name, grade)) = self.tailed(word) {
                parts.name(name);
                parts.put(Some(grade));
            } else if let Some(grade) = (split || housed).then(|| self.place(word)).flatten() {
                parts.put(Some(grade));
            } else if let Some(name) = split.then(|| self.glued(word)).flatten() {
                parts.name(name);
                parts.put(Some(Grade::placed(Stand::Whole)));
            } else {
                self.runs(word, (split, housed), &mut parts);
            }
        }
        parts
    }

    /// A word cut where digits begin and end.
    fn runs(&self, word: &[char], (split, housed): (bool, bool), parts: &mut Parts) {
        for run in word.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
            if let Some(number) = number_of(run) {
                parts.put(self.number(&number));
            } else if let Some(grade) = split.then(|| self.place(run)).flatten() {
                parts.put(Some(grade));
            } else if !housed {
                parts.name(run);
            }
        }
    }

    /// A word that stands in the address, as it is or but for the units between.
    fn place(&self, word: &[char]) -> Option<Grade> {
        if word.iter().all(char::is_ascii) {
            let spelled = spelled::met(&self.place, word).is_some();
            return spelled.then(|| Grade::new(MatchClass::Address, 0, why::SPELLED_ADDRESS));
        }
        let mut word: Vec<char> = word.iter().map(|c| simple(*c)).collect();
        let typed: String = word.iter().collect();
        numeral::in_digits(&mut word);
        if let Some(stand) = piece::stand(&self.place, &word, |c| c.is_ascii_digit()) {
            return Some(Grade::placed(stand));
        }
        let loosely = !unitless::met(&self.row.address, &typed).is_empty();
        loosely.then(|| Grade::placed(Stand::Begun))
    }

    /// The name in a word that is a name and a place of the address, or the other way round.
    fn glued<'w>(&self, word: &'w [char]) -> Option<&'w [char]> {
        let mut cuts = glued::any_cuts(word);
        cuts.find(|(_, place)| self.place(place).is_some())
            .map(|(name, _)| name)
    }

    /// A name with the end of a number behind it in characters, where the number has it.
    fn tailed<'w>(&self, word: &'w [char]) -> Option<(&'w [char], Grade)> {
        let (name, digits) = tail::named(word)?;
        Some((name, self.numbers.grade(&digits, Which::Both)?))
    }

    /// Digits, in the numbers or in the address; with a slip where they stand nowhere.
    fn number(&self, typed: &[u8]) -> Option<Grade> {
        let signs: Vec<char> = typed.iter().map(|d| char::from(*d)).collect();
        let place = || piece::stand(&self.place, &signs, |c: char| c.is_ascii_digit());
        if typed.len() < FEWEST {
            let numbers = few::in_numbers(&self.numbers, typed);
            let met = few::better(numbers, || Ok::<_, ()>(place())).ok().flatten();
            return met.or(Some(Grade::new(MatchClass::Scattered, 0, LEFT_OUT)));
        }
        let plain = self.numbers.grade(typed, Which::Both);
        let slipped = || {
            self.numbers
                .grade_slipped((typed, &Near::of(typed)), Which::Both)
        };
        plain
            .or_else(|| few::in_address(place()))
            .or_else(slipped)
            .or_else(|| {
                let is_tail = numbers::TAIL.contains(&typed.len());
                is_tail
                    .then(|| numbers::grade_tail(&self.numbers, typed))
                    .flatten()
            })
    }
}

/// The words of what was typed.
fn words_of(query: &str) -> Vec<Vec<char>> {
    let typed = normal::typed(query);
    let words = typed.split(|c| *c == ' ').filter(|w| !w.is_empty());
    let words = words.take(WORDS).map(|w| without_year(w).to_vec());
    spelled::with_units(&words.collect::<Vec<_>>())
}

/// The digits of a run of them, with a closing X, or the signs of a document with letters.
fn number_of(word: &[char]) -> Option<Vec<u8>> {
    let digits = word.iter().filter(|c| c.is_ascii_digit()).count();
    let letters = word.iter().filter(|c| c.is_ascii_alphabetic()).count();
    let closed = letters == 1 && word.last() == Some(&'x');
    let is_number = digits == word.len() || (closed && digits + 1 == word.len());
    let is_document = letters > 0 && digits >= 5 && digits + letters == word.len();
    let signs = word.iter().map(char::to_ascii_uppercase);
    (is_number || is_document)
        .then(|| signs.filter_map(|c| u8::try_from(c).ok()).collect())
        .filter(|signs: &Vec<u8>| signs.iter().any(u8::is_ascii_digit))
}
