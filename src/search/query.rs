//! What was typed, taken apart: names, digits and pieces of an address, in every way it can be meant.

use super::few;
use super::normal;
use super::numbers;
use super::spelling::Spelling;
use super::syllable;

/// Words of a query that are looked at.
const WORDS: usize = 6;

/// The fewest characters of an address that are looked for.
const PLACE: usize = 2;

/// Letters below which no swap over a border is looked for: too many names lie near.
const MENDED: usize = 6;

/// Ways of cutting the pieces of an address that are tried.
const SHORTENED: usize = 24;

/// Ways of meaning a query that are tried.
const MEANINGS: usize = 8;

/// One way in which a query can be meant: all its parts must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The words of the name, in order.
    pub(super) name: Vec<Vec<char>>,
    /// Runs of digits.
    pub(super) digits: Vec<Vec<u8>>,
    /// Pieces of the address.
    pub(super) places: Vec<Vec<char>>,
    /// Runs of one or two digits, which narrow what the rest finds.
    pub(super) few: Vec<Vec<u8>>,
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

    /// The same without the runs of one or two digits; `None` when there is none.
    pub(super) fn without_few(&self) -> Option<Self> {
        (!self.few.is_empty()).then(|| Self {
            few: Vec::new(),
            ..self.clone()
        })
    }

    /// The same with the numbers of a house or a group by themselves: behind the words of a piece (柳树3), and
    /// runs of three or four digits that no telephone or document has. `None` when there are none.
    fn housed(&self) -> Option<Self> {
        let mut other = self.clone();
        other.places.clear();
        for piece in &self.places {
            let mut words = Vec::new();
            for run in piece.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
                if !run[0].is_ascii_digit() {
                    words.push(run.to_vec());
                } else if run.len() <= few::HOUSE {
                    other.few.push(digits_of(run));
                } else {
                    return None;
                }
            }
            if words.iter().any(|word| word.len() < PLACE) {
                return None;
            }
            other.places.extend(words);
        }
        let (few, digits) = (other.digits.iter().cloned()).partition(|d| d.len() <= few::HOUSE);
        (other.few, other.digits) = ([other.few, few].concat(), digits);
        (other != *self && !(other.name.is_empty() && other.places.is_empty())).then_some(other)
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
        let cuts = (PLACE..=piece.len() - PLACE).map(cut);
        cuts.take(SHORTENED).collect()
    }

    /// Whether it has nothing that anybody is looked up by.
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.digits.is_empty() && self.places.is_empty()
    }
}

/// All ways in which a query can be meant, the plainest first.
pub(super) fn meanings(query: &str) -> Vec<Meaning> {
    let typed = normal::typed(query);
    let words = typed
        .split(|c| *c == ' ')
        .filter(|w| !w.is_empty())
        .take(WORDS);
    let mut all = vec![Meaning::default()];
    for word in words {
        let ways = ways_of(word);
        let mut next = Vec::new();
        for way in &ways {
            for so_far in &all {
                if next.len() < MEANINGS {
                    let mut meaning = so_far.clone();
                    meaning.name.extend(way.name.iter().cloned());
                    meaning.digits.extend(way.digits.iter().cloned());
                    meaning.places.extend(way.places.iter().cloned());
                    meaning.few.extend(way.few.iter().cloned());
                    next.push(meaning);
                }
            }
        }
        if !next.is_empty() {
            all = next;
        }
    }
    all.retain(|meaning| !meaning.is_empty());
    all
}

/// All ways in which one word can be meant.
fn ways_of(word: &[char]) -> Vec<Meaning> {
    let mut ways = Vec::new();
    let split = runs(word);
    if !split.is_empty() || !split.few.is_empty() {
        ways.push(split);
    }
    // Letters never stand in an address here, and digits alone are a number.
    let place: Vec<char> = word.iter().map(|c| super::kin::simple(*c)).collect();
    let fits = place.iter().all(|c| c.is_alphanumeric()) && place.iter().any(|c| !c.is_ascii());
    if fits && !place.iter().any(char::is_ascii_alphabetic) && place.len() >= PLACE {
        ways.push(Meaning {
            places: vec![place],
            ..Meaning::default()
        });
    }
    ways
}

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

fn digits_of(run: &[char]) -> Vec<u8> {
    run.iter().filter_map(|c| u8::try_from(*c).ok()).collect()
}
