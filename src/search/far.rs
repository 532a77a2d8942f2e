//! Two slips anywhere in the spelling of a whole name: looked for when nothing nearer is found.

use super::alphabet::{Alphabet, CharNo};
use super::grade::{Grade, MatchClass, why};
use super::level::SLIP;
use super::slip;
use super::syllable::{SyllableId, Syllables};

/// Slips that are forgiven, and what they cost at most.
const SLIPS: usize = 2;
const FORGIVEN: u32 = 2 * SLIP as u32;

/// The fewest letters in which two are: in fewer, too many names lie near.
const FEWEST: usize = 6;

/// The most that are looked at: no name of four characters has more.
const MOST: usize = 32;

/// Characters that a name has at most.
const NAME: usize = 4;

/// Readings of one character that are tried.
const READINGS: usize = 3;

/// What it costs that the first letter, the surest of all, is another.
const FIRST: u32 = 40;

/// Letters typed, ready to be held against whole names.
#[derive(Debug)]
pub(super) struct Far {
    typed: Vec<u8>,
    /// For each letter, the places behind which it was typed.
    places: [u64; 26],
}

/// How far the letters of a name lead: bit n of a row stands for the first n letters typed, met with as
/// many slips as the row's number at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State {
    rows: [u64; SLIPS + 1],
    /// The same one letter earlier, and the places of that letter.
    before: [u64; SLIPS + 1],
    last: u64,
}

impl State {
    /// Before the first letter of a name: what was typed so far is too much.
    const START: Self = Self {
        rows: [1, 0b11, 0b111],
        before: [0; SLIPS + 1],
        last: 0,
    };

    /// One letter of the name further.
    fn step(&self, met: u64) -> Self {
        let mut rows = [0; SLIPS + 1];
        rows[0] = self.rows[0] << 1 & met;
        for slips in 1..=SLIPS {
            let (wrong, missing) = (self.rows[slips - 1] << 1, self.rows[slips - 1]);
            let extra = rows[slips - 1] << 1;
            let swapped = (self.before[slips - 1] << 1 & met) << 1 & self.last;
            rows[slips] = (self.rows[slips] << 1 & met) | wrong | missing | extra | swapped;
        }
        Self {
            rows,
            before: self.rows,
            last: met,
        }
    }
}

/// How far the first characters of a name lead, one list of states for each: names that begin alike
/// share them.
#[derive(Debug, Default)]
pub(super) struct Path {
    chars: Vec<CharNo>,
    states: Vec<Vec<State>>,
}

impl Far {
    /// Reads the words of a name; `None` unless it is letters, enough of them and not too many.
    pub(super) fn of(name: &[Vec<char>]) -> Option<Self> {
        let typed: Option<Vec<u8>> = (name.iter().flatten())
            .map(|c| u8::try_from(*c).ok().filter(u8::is_ascii_lowercase))
            .collect();
        let typed = typed.filter(|t| (FEWEST..=MOST).contains(&t.len()))?;
        let mut places = [0; 26];
        for (place, letter) in typed.iter().enumerate() {
            places[usize::from(letter - b'a')] |= 2 << place;
        }
        Some(Self { typed, places })
    }

    /// How well a whole name fits, if it does. Names of a length and beginning are to come together.
    pub(super) fn grade(
        &self,
        alphabet: &Alphabet,
        chars: &[CharNo],
        path: &mut Path,
    ) -> Option<Grade> {
        if !(2..=NAME).contains(&chars.len()) || !self.leads(alphabet, chars, path) {
            return None;
        }
        let goal = 1u64 << self.typed.len();
        let ends = path.states.last()?;
        ends.iter()
            .any(|s| s.rows[SLIPS] & goal != 0)
            .then(|| self.fine(alphabet, chars))
            .flatten()
    }

    /// Whether a name that begins with these characters may fit.
    pub(super) fn leads(&self, alphabet: &Alphabet, chars: &[CharNo], path: &mut Path) -> bool {
        let same = path.chars.iter().zip(chars);
        let same = same.take_while(|(a, b)| a == b).count();
        path.chars.truncate(same);
        path.states.truncate(same);
        for number in &chars[same..] {
            if path.states.last().is_some_and(Vec::is_empty) {
                return false;
            }
            let start = [State::START];
            let from = path.states.last().map_or(&start[..], Vec::as_slice);
            let next = self.advance(from, alphabet, *number, path.chars.is_empty());
            path.chars.push(*number);
            path.states.push(next);
        }
        path.states.last().is_none_or(|states| !states.is_empty())
    }

    /// The states behind one more character; none when every reading of it leads nowhere.
    fn advance(
        &self,
        from: &[State],
        alphabet: &Alphabet,
        number: CharNo,
        first: bool,
    ) -> Vec<State> {
        let within = (2u64 << self.typed.len()) - 1;
        let mut next = Vec::new();
        for text in texts(alphabet, number, first) {
            for state in from {
                let mut state = *state;
                for letter in text.bytes() {
                    let place = usize::from(letter.wrapping_sub(b'a'));
                    state = state.step(self.places.get(place).copied().unwrap_or(0));
                }
                if state.rows[SLIPS] & within != 0 && !next.contains(&state) {
                    next.push(state);
                }
            }
        }
        next
    }

    /// The grade of a name that fits: by the likeliest slips that lead to it.
    fn fine(&self, alphabet: &Alphabet, chars: &[CharNo]) -> Option<Grade> {
        let cost = |(meant, _): &(Vec<u8>, Vec<usize>)| self.cost(meant);
        let best = spellings(alphabet, chars).iter().map(cost).min()?;
        (best <= FORGIVEN + FIRST).then(|| Grade::new(MatchClass::Slip, best, why::LETTER_SLIP))
    }

    fn cost(&self, meant: &[u8]) -> u32 {
        let first = if meant.first() == self.typed.first() {
            0
        } else {
            FIRST
        };
        slip::distance(&self.typed, meant) + first
    }

    /// The places of a name's characters that light up: those of whose letters half at least were typed, in order.
    pub(super) fn lit(&self, alphabet: &Alphabet, chars: &[CharNo]) -> Vec<usize> {
        let all = spellings(alphabet, chars);
        let Some((meant, ends)) = all.iter().min_by_key(|(meant, _)| self.cost(meant)) else {
            return Vec::new();
        };
        let met = slip::common(&self.typed, meant);
        let lit = (0..ends.len()).filter(|at| {
            let from = at.checked_sub(1).map_or(0, |before| ends[before]);
            let typed = met[from..ends[*at]].iter().filter(|met| **met).count();
            2 * typed >= ends[*at] - from
        });
        lit.collect()
    }
}

/// The ways in which a name is spelled, each with the places where its characters end.
fn spellings(alphabet: &Alphabet, chars: &[CharNo]) -> Vec<(Vec<u8>, Vec<usize>)> {
    let mut spellings = vec![(Vec::new(), Vec::new())];
    for (place, number) in chars.iter().enumerate() {
        let texts = texts(alphabet, *number, place == 0);
        let longer = |(so_far, ends): &(Vec<u8>, Vec<usize>)| {
            let (so_far, ends) = (so_far.clone(), ends.clone());
            texts.iter().map(move |text| {
                let letters: Vec<u8> = so_far.iter().copied().chain(text.bytes()).collect();
                let ends = ends.iter().copied().chain([letters.len()]).collect();
                (letters, ends)
            })
        };
        spellings = spellings.iter().flat_map(longer).collect();
    }
    spellings
}

/// The ways in which a character is spelled.
fn texts(alphabet: &Alphabet, number: CharNo, first: bool) -> Vec<&'static str> {
    let sign = alphabet.at(number);
    let surname: &[SyllableId] = if first { &sign.surname } else { &[] };
    let mut texts = Vec::new();
    for syllable in surname.iter().chain(sign.readings()).take(READINGS) {
        let syllable = Syllables::get().at(*syllable);
        let also = syllable.also.iter().map(String::as_str);
        for text in std::iter::once(syllable.text).chain(also) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    texts
}
