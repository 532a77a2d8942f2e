//! What was typed, taken apart: names, digits and pieces of an address, in every way it can be meant.

use super::bare::Bare;
use super::dated;
use super::normal;
use super::numbers;
use super::spelling::Spelling;
use super::syllable;
use super::tail;
use super::unit;
use crate::domain::numeral;

/// Words of a query that are looked at: far more than anybody types.
const WORDS: usize = 16;

/// The fewest characters of an address that are looked for.
pub(super) const PLACE: usize = 2;

/// Letters below which no swap over a border is looked for: too many names lie near.
const MENDED: usize = 6;

/// Ways of cutting the pieces of an address that are tried.
const SHORTENED: usize = 24;

/// The fewest digits of a number that is written in groups.
const WRITTEN: usize = 7;

/// Words that may each be a name or a place; with more of them, those of the name stand side by side.
const FREE: usize = 3;

/// Words of a name among more than those.
const NAMED: usize = 3;

/// One way in which a query can be meant: all its parts must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The words of the name, in order.
    pub(super) name: Vec<Vec<char>>,
    /// Runs of digits.
    pub(super) digits: Vec<Vec<u8>>,
    /// Pieces of the address.
    pub(super) places: Vec<Vec<char>>,
    /// The same as they were written.
    pub(super) written: Vec<Vec<char>>,
    /// Runs of one or two digits, which narrow what the rest finds.
    pub(super) few: Vec<Vec<u8>>,
    /// Pieces of the address without its units, held against addresses without theirs.
    pub(super) bare: Vec<Bare>,
    /// The end of a number with a slip in it: nobody is looked up by it.
    pub(super) tails: Vec<Vec<u8>>,
    /// Whether a year among its digits is one of birth, and nothing else.
    pub(super) born: bool,
}

impl Meaning {
    /// The name as typed.
    pub(super) fn spelling(&self) -> Spelling {
        Spelling::of(self.name.iter().map(Vec::as_slice))
    }

    /// The same with the name's words the other way round; `None` when there is but one.
    pub(super) fn turned(&self) -> Option<Self> {
        if self.name.len() < 2 {
            return None;
        }
        let mut other = self.clone();
        other.name.rotate_right(1);
        Some(other)
    }

    /// The same with two letters exchanged back over the border of two syllables, wherever whole
    /// syllables come of it: within one syllable a swap is found as it stands.
    pub(super) fn mended(&self) -> Vec<Self> {
        let [word] = self.name.as_slice() else {
            return Vec::new();
        };
        if word.len() < MENDED || !word.iter().all(char::is_ascii_lowercase) {
            return Vec::new();
        }
        let pairs = word.windows(2).enumerate().skip(1);
        let mend = |(at, pair): (usize, &[char])| {
            let (left, right) = (&word[..at], &word[at + 2..]);
            let left: Vec<char> = left.iter().copied().chain([pair[1]]).collect();
            let right: Vec<char> = [pair[0]].into_iter().chain(right.iter().copied()).collect();
            let differs = pair[0] != pair[1];
            (differs && syllable::is_whole(&left) && syllable::is_whole(&right)).then(|| Self {
                name: vec![left, right],
                ..self.clone()
            })
        };
        pairs.filter_map(mend).collect()
    }

    /// The same with the year of birth among its digits; `None` where there is none.
    pub(super) fn born(self) -> Option<Self> {
        let any = self.digits.iter().any(|digits| dated::is_born(digits));
        any.then_some(Self { born: true, ..self })
    }

    /// The same without the runs of one or two digits; `None` when there is none.
    pub(super) fn without_few(&self) -> Option<Self> {
        (!self.few.is_empty()).then(|| Self {
            few: Vec::new(),
            ..self.clone()
        })
    }

    /// The same with its few digits taken for the end of a number with a slip in it; `None` where there are none,
    /// or no more of a name than one character or two letters, which too many have.
    pub(super) fn tailed(&self) -> Option<Self> {
        let spelling = self.spelling();
        let least = if spelling.letters() == spelling.len() {
            3
        } else {
            2
        };
        if spelling.len() < least {
            return None;
        }
        let mut other = self.clone();
        let is_tail = |digits: &Vec<u8>| numbers::TAIL.contains(&digits.len());
        (other.tails, other.digits) = other.digits.into_iter().partition(is_tail);
        (!other.tails.is_empty()).then_some(other)
    }

    /// The same with the longest piece of an address in two pieces or three, wherever it may be cut.
    pub(super) fn shortened(&self) -> Vec<Self> {
        let twice = self.cut_once();
        let thrice: Vec<Self> = twice.iter().flat_map(Self::cut_once).collect();
        let mut all: Vec<Self> = self.housed().into_iter().chain(twice).collect();
        for meaning in thrice {
            if all.len() < SHORTENED && !all.contains(&meaning) {
                all.push(meaning);
            }
        }
        all
    }

    fn cut_once(&self) -> Vec<Self> {
        let longest = (0..self.places.len()).max_by_key(|n| self.places[*n].len());
        let Some(n) = longest.filter(|n| self.places[*n].len() >= 2 * PLACE) else {
            return Vec::new();
        };
        let piece = &self.places[n];
        let cut = |at: usize| {
            let mut other = self.clone();
            let two = [piece[..at].to_vec(), piece[at..].to_vec()];
            other.places.splice(n..=n, two);
            other
        };
        // Never within a number: 3201 is not 3 and 201.
        let parts = |at: &usize| !(piece[at - 1].is_ascii_digit() && piece[*at].is_ascii_digit());
        let cuts = (PLACE..=piece.len() - PLACE).filter(parts).map(cut);
        cuts.take(SHORTENED).collect()
    }

    /// Whether it has nothing that anybody is looked up by.
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.digits.is_empty() && self.places.is_empty()
    }

    /// Both together.
    pub(super) fn with(&self, more: &Self) -> Self {
        let mut both = self.clone();
        both.name.extend(more.name.iter().cloned());
        both.digits.extend(more.digits.iter().cloned());
        both.places.extend(more.places.iter().cloned());
        both.written.extend(more.written.iter().cloned());
        both.few.extend(more.few.iter().cloned());
        both.bare.extend(more.bare.iter().cloned());
        both
    }
}

/// Whether more was typed than is read: too many signs, or too many words. Only its beginning counts.
#[must_use]
pub fn is_too_long(query: &str) -> bool {
    let seen = |c: &char| !normal::is_mark(*c);
    let typed = query.trim().chars().filter(seen);
    let words = || normal::typed(query);
    typed.take(normal::TYPED + 1).count() > normal::TYPED
        || words()
            .split(|c| *c == ' ')
            .filter(|w| !w.is_empty())
            .count()
            > WORDS
}

/// The words of what was typed.
pub(super) fn words(typed: &[char]) -> Vec<&[char]> {
    let words = typed.split(|c| *c == ' ').filter(|w| !w.is_empty());
    words.take(WORDS).collect()
}

/// All ways in which a query can be meant but for addresses in order, the plainest first.
pub(super) fn meanings(query: &str) -> Vec<Meaning> {
    let typed = normal::typed(query);
    let words = words(&typed);
    let mut all = joined(&words, is_digits).map_or_else(Vec::new, |words| of_words(&words));
    all.extend(of_words(&words));
    all
}

/// The words with runs of digits side by side as one number, as it is written in groups (138 0013 8000); `None`
/// when none of them is long enough for that.
pub(super) fn joined<W: AsRef<[char]>>(
    words: &[W],
    is_digits: impl Fn(&[char]) -> bool,
) -> Option<Vec<Vec<char>>> {
    let digits = |word: &W| is_digits(word.as_ref());
    let mut groups = 0;
    let runs = words.chunk_by(|a, b| digits(a) && digits(b));
    let all = runs.flat_map(|run| {
        let number: Vec<char> = run.iter().flat_map(AsRef::as_ref).copied().collect();
        if run.len() > 1 && number.len() >= WRITTEN {
            groups += 1;
            vec![number]
        } else {
            run.iter().map(|word| word.as_ref().to_vec()).collect()
        }
    });
    let all = all.collect();
    (groups > 0).then_some(all)
}

/// Whether a word is digits, the last of which may be the X of an identity number.
fn is_digits(word: &[char]) -> bool {
    match word {
        [all @ .., 'x'] if !all.is_empty() => all.iter().all(char::is_ascii_digit),
        all => all.iter().all(char::is_ascii_digit),
    }
}

fn of_words<W: AsRef<[char]>>(words: &[W]) -> Vec<Meaning> {
    let words = words
        .iter()
        .map(|word| ways_of(without_year(word.as_ref())));
    let words: Vec<Vec<Meaning>> = words.filter(|ways| !ways.is_empty()).collect();
    let open = words.iter().filter(|ways| ways.len() > 1).count();
    let mut all = if open <= FREE {
        freely(&words)
    } else {
        side_by_side(&words, open)
    };
    all.retain(|meaning| !meaning.is_empty());
    all
}

/// Every way of each word with every way of all others.
fn freely(words: &[Vec<Meaning>]) -> Vec<Meaning> {
    let mut all = vec![Meaning::default()];
    for ways in words {
        let next = ways.iter().flat_map(|way| {
            let so_far = all.iter();
            so_far.map(move |so_far| so_far.with(way))
        });
        all = next.collect();
    }
    all
}

/// Of many words that may be a name or a place, one or a few that stand side by side are the name, or none.
fn side_by_side(words: &[Vec<Meaning>], open: usize) -> Vec<Meaning> {
    let runs = |len: usize| (0..=open - len).map(move |at| at..at + len);
    let runs = runs(1)
        .chain(std::iter::once(0..0))
        .chain((2..=NAMED).flat_map(runs));
    let meant = |named: std::ops::Range<usize>| {
        let mut nth = 0;
        words.iter().fold(Meaning::default(), |so_far, ways| {
            let [way] = ways.as_slice() else {
                let way = if named.contains(&nth) {
                    ways.first()
                } else {
                    ways.last()
                };
                nth += 1;
                return way.map_or(so_far.clone(), |way| so_far.with(way));
            };
            so_far.with(way)
        })
    };
    runs.map(meant).collect()
}

/// A year without the sign for it: 1964年, 64年生. No name and no address has it there.
pub(super) fn without_year(word: &[char]) -> &[char] {
    let ends: [&[char]; 3] = [&['年', '出', '生'], &['年', '生'], &['年']];
    let rest = ends.iter().find_map(|end| word.strip_suffix(*end));
    let digits = |rest: &&[char]| rest.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    rest.filter(|rest| matches!(digits(rest), 2 | 4))
        .unwrap_or(word)
}

/// All ways in which one word can be meant.
pub(super) fn ways_of(word: &[char]) -> Vec<Meaning> {
    let mut ways = Vec::new();
    let split = runs(word);
    let place = as_place(word);
    if !unit::is_numbers(&place) && (!split.is_empty() || !split.few.is_empty()) {
        ways.push(split);
    }
    if let Some((name, digits)) = tail::named(word) {
        ways.push(Meaning {
            name: vec![name.to_vec()],
            digits: vec![digits],
            ..Meaning::default()
        });
    }
    if is_document(word) {
        let signs = word.iter().map(char::to_ascii_uppercase);
        let signs = signs.filter_map(|c| u8::try_from(c).ok());
        ways.push(Meaning {
            digits: vec![signs.collect()],
            ..Meaning::default()
        });
    }
    let fits = place.iter().any(|c| !c.is_ascii()) && place.len() >= PLACE;
    if fits && place.iter().all(|c| in_address(*c)) {
        ways.push(Meaning {
            places: vec![place],
            written: vec![word.to_vec()],
            ..Meaning::default()
        });
    }
    ways
}

/// A word as it stands in an address.
pub(super) fn as_place(word: &[char]) -> Vec<char> {
    let mut place: Vec<char> = word.iter().map(|c| super::kin::simple(*c)).collect();
    numeral::in_digits(&mut place);
    place
}

/// Whether a character may stand in an address as it is typed. Letters never do here.
pub(super) fn in_address(c: char) -> bool {
    c.is_alphanumeric() && !c.is_ascii_alphabetic()
}

/// Whether a word may be the number of a document with letters: a passport (E12345678), or an office's code
/// that begins with digits.
pub(super) fn is_document(word: &[char]) -> bool {
    let letters = word.iter().filter(|c| c.is_ascii_lowercase()).count();
    let digits = word.iter().filter(|c| c.is_ascii_digit()).count();
    let led = word.iter().take_while(|c| !c.is_ascii_digit()).count();
    let closed = letters == 1 && word.last() == Some(&'x');
    let begins = led <= LETTERS && (led > 0 || digits + letters >= CODE);
    letters > 0 && letters + digits == word.len() && digits >= DIGITS && begins && !closed
}

/// Letters that a document begins with at most, digits that it has at least, and signs of one that begins with
/// digits.
const LETTERS: usize = 3;
const DIGITS: usize = 5;
const CODE: usize = 15;

/// A word cut where digits begin and end. Runs of one or two digits are too little to look for by themselves.
/// An x that closes the word after a digit is the check sign of an identity number.
fn runs(word: &[char]) -> Meaning {
    let mut meaning = Meaning::default();
    let closes = matches!(word, [.., before, 'x'] if before.is_ascii_digit());
    let body = if closes {
        &word[..word.len() - 1]
    } else {
        word
    };
    for run in body.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        if run.first().is_some_and(char::is_ascii_digit) {
            meaning.digits.push(digits_of(run));
        } else {
            meaning.name.push(run.to_vec());
        }
    }
    if closes && let Some(last) = meaning.digits.last_mut() {
        last.push(b'X');
    }
    let enough = |digits: &Vec<u8>| digits.len() >= numbers::FEWEST;
    (meaning.digits, meaning.few) = meaning.digits.into_iter().partition(enough);
    meaning
}

pub(super) fn digits_of(run: &[char]) -> Vec<u8> {
    run.iter().filter_map(|c| u8::try_from(*c).ok()).collect()
}
