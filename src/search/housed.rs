//! What was typed taken for an address with the numbers of a house or a group in it, in the order of an address,
//! with or without the words for its units.

use super::bare::Bare;
use super::dated;
use super::few;
use super::normal;
use super::query::{self, Meaning, PLACE, as_place, digits_of, in_address, ways_of};
use super::unit;

/// Words of a name at most beside which one more of a single character may be a place.
const NAMED: usize = 2;

/// All ways in which a query can be meant, the plainest first.
pub(super) fn meanings(query: &str) -> Vec<Meaning> {
    let dated = dated::in_digits(query);
    let ways = dated.iter().map(String::as_str).chain([query]);
    ways.flat_map(|query| {
        let typed = normal::typed(query);
        let mut all = query::meanings(query);
        all.extend(of_words(&query::words(&typed)));
        all
    })
    .collect()
}

/// Words that may be one address, with one word of something else before or behind them.
fn of_words(words: &[&[char]]) -> Vec<Meaning> {
    let places: Vec<Vec<char>> = words.iter().map(|word| as_place(word)).collect();
    let Some(last) = words.len().checked_sub(1) else {
        return Vec::new();
    };
    let ranges = [
        (0..last + 1, None),
        (1..last + 1, Some(0)),
        (0..last, Some(last)),
    ];
    let mut all = Vec::new();
    for (range, other) in ranges {
        let address: Vec<&[char]> = places[range].iter().map(Vec::as_slice).collect();
        let Some(bare) = address_of(&address, other.is_none()) else {
            continue;
        };
        let whole = Meaning {
            bare: vec![bare],
            ..Meaning::default()
        };
        match other {
            None => all.push(whole),
            Some(at) => all.extend(ways_of(words[at]).iter().map(|way| way.with(&whole))),
        }
    }
    all
}

/// Two words or more as one address; `None` when they are none, or there is no number in it.
fn address_of(words: &[&[char]], alone: bool) -> Option<Bare> {
    let is_house = |word: &&[char]| {
        let runs = word.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
        runs.into_iter()
            .all(|run| !run[0].is_ascii_digit() || run.len() <= few::HOUSE)
    };
    let signs = || words.iter().flat_map(|word| word.iter());
    let fits = words.len() > 1
        && words.iter().all(is_house)
        && signs().all(|c| in_address(*c))
        && signs().any(char::is_ascii_digit)
        && words[0].iter().any(|c| !c.is_ascii());
    if !fits {
        return None;
    }
    let bare = Bare::of_words(words, alone)?;
    Some(bare.gapped().unwrap_or(bare))
}

impl Meaning {
    /// Whether what stands for a name is an address, with the numbers of a house beside it.
    pub(super) fn is_housed(&self) -> bool {
        !(self.few.is_empty() && self.digits.is_empty()) && unit::is_housed(&self.name)
    }

    /// The same with the numbers of a house or a group by themselves: behind the words of a piece (柳树3), and
    /// runs of three or four digits that no telephone or document has. `None` when there are none.
    pub(super) fn housed(&self) -> Option<Self> {
        let mut other = self.clone();
        other.places.clear();
        for piece in &self.places {
            match parted(piece) {
                Some((words, numbers)) => {
                    other.places.extend(words);
                    other.few.extend(numbers);
                }
                None => other.places.push(piece.clone()),
            }
        }
        let (few, digits) = (other.digits.iter().cloned()).partition(|d| d.len() <= few::HOUSE);
        (other.few, other.digits) = ([other.few, few].concat(), digits);
        (other != *self && !(other.name.is_empty() && other.places.is_empty())).then_some(other)
    }

    /// The same with every piece of an address held against addresses without units: 镇 or 村 left out, or
    /// others written. `None` when no piece tells enough without them.
    pub(super) fn loosened(&self) -> Option<Self> {
        let mut other = self.clone();
        other.places.clear();
        let alone = self.name.is_empty()
            && self.digits.is_empty()
            && self.places.len() + self.bare.len() == 1;
        for piece in &self.places {
            match Bare::of(piece, alone) {
                Some(bare) => other.bare.push(bare),
                None => other.places.push(piece.clone()),
            }
        }
        (other.bare.len() > self.bare.len()).then_some(other)
    }

    /// The same with parts of the address left out that stand between those typed; `None` when nothing can.
    pub(super) fn gapped(&self) -> Option<Self> {
        let gapped = |bare: &Bare| bare.gapped().unwrap_or_else(|| bare.clone());
        let other = Self {
            bare: self.bare.iter().map(gapped).collect(),
            ..self.clone()
        };
        (other != *self).then_some(other)
    }

    /// The same with a word of one character taken for a place (张博凯 庚: of 庚社区), wherever there is one.
    pub(super) fn spotted(&self) -> Vec<Self> {
        let alone = self.name.len() == 1 && self.digits.is_empty() && self.few.is_empty();
        if alone || self.name.len() > NAMED {
            return Vec::new();
        }
        let spot = |(n, word): (usize, &Vec<char>)| {
            let [c] = word.as_slice() else {
                return None;
            };
            let bare = Bare::of(&[*c], false).filter(|_| !c.is_ascii())?;
            let mut other = self.clone();
            other.name.remove(n);
            other.bare.push(bare);
            (!other.name.is_empty() || !other.digits.is_empty()).then_some(other)
        };
        self.name.iter().enumerate().filter_map(spot).collect()
    }

    /// The same with such a character for the first of a place (马 石: of 石磨岭).
    pub(super) fn opened(&self) -> Vec<Self> {
        let mut all = self.spotted();
        all.retain(|meaning| !meaning.name.is_empty());
        for bare in all.iter_mut().filter_map(|meaning| meaning.bare.last_mut()) {
            bare.opens = true;
        }
        all
    }
}

/// Words and numbers.
type Parted = (Vec<Vec<char>>, Vec<Vec<u8>>);

/// The words of a piece of an address, and its numbers; `None` when one of the words tells nothing by itself, or a
/// number is none of a house.
fn parted(piece: &[char]) -> Option<Parted> {
    let (mut words, mut numbers) = (Vec::new(), Vec::new());
    for run in piece.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        if !run[0].is_ascii_digit() && run.len() >= PLACE {
            words.push(run.to_vec());
        } else if run[0].is_ascii_digit() && run.len() <= few::HOUSE {
            numbers.push(digits_of(run));
        } else {
            return None;
        }
    }
    Some((words, numbers))
}
