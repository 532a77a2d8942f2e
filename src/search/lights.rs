//! What of one record lights up: its numbers and its address, by what was typed and by what the record is called.

use std::ops::Range;

use super::alias::plainly;
use super::glued;
use super::numbers::TAIL;
use super::shown::{digits_typed, met_digits, met_digits_nearly, met_tail, met_words};
use super::{dated, kin, normal, spelled};
use crate::domain::unitless;

/// The fewest digits of a date of birth that is looked for as one number.
const DATE: usize = 6;

/// Signs of a name beside which the end of a number may have a slip in it.
const NAMED: usize = 2;

/// How a number is met: as it is, as it is shown, what was typed.
type Meets = fn(&str, &str, &str) -> Vec<Range<usize>>;

/// What was typed, held against one record.
pub struct Lights {
    query: String,
    names: Vec<String>,
    meets: Meets,
}

impl Lights {
    /// Holds what was typed against a record: what it is called and was, its numbers, its address.
    #[must_use]
    pub fn of<'a>(
        query: &str,
        names: impl IntoIterator<Item = &'a str>,
        numbers: &[&str],
        address: &str,
    ) -> Self {
        let born = |dated: &String| {
            let runs = dated.split(|c: char| !c.is_ascii_digit());
            let mut runs = runs.filter(|run| run.len() >= DATE);
            runs.any(|run| numbers.iter().any(|number| number.contains(run)))
        };
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        // What people speak between a place and a name is nobody's.
        let spoken = |text: &str| text.contains(['的', '姓', '叫']);
        let is_kept = spoken(address) || names.iter().any(|name| spoken(name));
        let plain = plainly(query).filter(|_| !is_kept);
        let query = plain.as_deref().unwrap_or(query);
        let dated = dated::in_digits(query).filter(born);
        let query = dated.unwrap_or_else(|| query.to_owned());
        let any = |meets: Meets| numbers.iter().any(|n| !meets(n, n, &query).is_empty());
        // With a slip only where none has the digits as they stand.
        let meets: Meets = if any(met_digits) {
            met_digits
        } else if any(met_digits_nearly) || !may_be_tail(&query, address) {
            met_digits_nearly
        } else {
            met_tail
        };
        Self {
            query,
            names,
            meets,
        }
    }

    /// The parts of a number as it is shown, in bytes.
    #[must_use]
    pub fn number(&self, number: &str, shown: &str) -> Vec<Range<usize>> {
        (self.meets)(number, shown, &self.query)
    }

    /// The parts of the address, in bytes: the words typed, and of a name and a place typed as one the place.
    #[must_use]
    pub fn address(&self, address: &str) -> Vec<Range<usize>> {
        let mut met = met_words(address, &self.query);
        met.extend(unitless::met(address, &self.query));
        let typed = normal::typed(&self.query);
        let words: Vec<&[char]> = typed.split(|c| *c == ' ').collect();
        let signs: Vec<char> = address.chars().map(kin::simple).collect();
        for word in words.iter().filter(|word| !word.is_empty()) {
            let places = spelled::met(&signs, word).unwrap_or_default();
            let chars = address.char_indices().enumerate();
            let lit = chars.filter(|(at, _)| places.contains(at));
            met.extend(lit.map(|(_, (byte, c))| byte..byte + c.len_utf8()));
        }
        let several = words.iter().filter(|word| !word.is_empty()).count() > 1;
        for word in words
            .into_iter()
            .filter(|word| !word.iter().all(char::is_ascii))
        {
            let text: String = word.iter().collect();
            if self.is_named(&text) {
                continue;
            }
            if let [c] = word {
                met.extend(first_of(address, *c).filter(|_| several));
            } else if place(address, &text).is_empty() {
                let places = glued::any_cuts(word).map(|(_, place)| place.iter().collect());
                let places = places.filter(|place: &String| !self.is_named(place));
                let mut lit = places.map(|text| place(address, &text));
                met.extend(lit.find(|lit| !lit.is_empty()).unwrap_or_default());
            }
        }
        met
    }

    fn is_named(&self, text: &str) -> bool {
        self.names.iter().any(|name| name.contains(text))
    }
}

/// Where a word stands in an address, all of it or nothing.
fn place(address: &str, word: &str) -> Vec<Range<usize>> {
    let met = unitless::met(address, word);
    let numbers = word.bytes().any(|b| b.is_ascii_digit());
    if met.is_empty() && !numbers {
        met_words(address, word)
    } else {
        met
    }
}

/// A character of an address: where a word begins with it, or else its first.
fn first_of(address: &str, c: char) -> Option<Range<usize>> {
    let all = || address.match_indices(c).map(|(at, _)| at);
    let begins = |at: &usize| {
        let before = &address[..*at];
        before.is_empty() || unitless::UNITS.iter().any(|unit| before.ends_with(unit))
    };
    let at = all().find(begins).or_else(|| all().next())?;
    Some(at..at + c.len_utf8())
}

/// Whether digits typed beside a name may be the end of a number with a slip: they are no number of the address.
fn may_be_tail(query: &str, address: &str) -> bool {
    let signs = query.chars().filter(|c| c.is_alphabetic()).count();
    let ends = digits_typed(query).into_iter();
    let mut ends = ends.filter(|run| TAIL.contains(&run.len()));
    signs >= NAMED && ends.all(|run| !address.contains(&run))
}
