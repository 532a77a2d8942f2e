//! The characters in use, numbered, with their readings: what names are packed in.

use std::collections::HashMap;

use super::kin;
use super::pinyin;
use super::syllable::SyllableId;

/// A character's number; 0 is no character.
pub(super) type CharNo = u16;

/// All characters beyond the numbers there are share this one. No office has 65,000 different
/// characters in its names; the limit only keeps nonsense from breaking anything.
const OTHER: CharNo = 0xFFFE;

/// Readings kept of one character.
const READINGS: usize = 6;

/// What the index knows of one character.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    /// The character itself.
    pub(super) glyph: char,
    /// Its readings, the commonest first, then those it has only in a surname.
    rough: [SyllableId; READINGS],
    count: u8,
    own: u8,
    /// Its readings as a surname of one character.
    pub(super) surname: Vec<SyllableId>,
    /// Whether a surname of two characters may start with it.
    pub(super) doubles: bool,
}

impl Sign {
    fn of(sign: char) -> Self {
        let mut rough = [0; READINGS];
        let mut count = 0;
        let mut own = 0;
        let extras = pinyin::surname_extras(sign);
        let listed = pinyin::numbers(sign);
        // The surname readings must have room: a character with many readings loses its rarest.
        for (from_table, number) in listed
            .iter()
            .take(READINGS.saturating_sub(extras.len()))
            .map(|n| (false, *n))
            .chain(extras.iter().map(|n| (true, *n)))
        {
            if usize::from(count) < READINGS && !rough[..usize::from(count)].contains(&number) {
                rough[usize::from(count)] = number;
                count += 1;
                own += u8::from(!from_table);
            }
        }
        let surname = pinyin::surname_syllables(&[sign])
            .into_iter()
            .next()
            .unwrap_or_default();
        let doubles = extras.iter().any(|n| !surname.contains(n));
        Self {
            glyph: sign,
            rough,
            count,
            own,
            surname,
            doubles,
        }
    }

    /// Its own readings, the commonest first.
    pub(super) fn readings(&self) -> &[SyllableId] {
        &self.rough[..usize::from(self.own)]
    }

    /// Every reading it can have anywhere in a name.
    pub(super) fn rough(&self) -> &[SyllableId] {
        &self.rough[..usize::from(self.count)]
    }
}

/// The numbered characters.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    signs: Vec<Sign>,
    numbers: HashMap<char, CharNo>,
    /// The numbers of all characters that may be taken for each other, by the group's head.
    kin: HashMap<char, Vec<CharNo>>,
}

impl Default for Alphabet {
    fn default() -> Self {
        Self {
            signs: vec![Sign::of('\0')],
            numbers: HashMap::new(),
            kin: HashMap::new(),
        }
    }
}

impl Alphabet {
    /// The readings of the first two characters when together they are a surname.
    pub(super) fn double_surname(&self, chars: &[CharNo]) -> Option<Vec<Vec<SyllableId>>> {
        let [first, second, ..] = chars else {
            return None;
        };
        let first = self.at(*first);
        if !first.doubles {
            return None;
        }
        let readings = pinyin::surname_syllables(&[first.glyph, self.at(*second).glyph]);
        (readings.len() == 2).then_some(readings)
    }

    /// The number of a character, given one if it has none.
    pub(super) fn take(&mut self, c: char) -> CharNo {
        if let Some(number) = self.numbers.get(&c) {
            return *number;
        }
        let number = CharNo::try_from(self.signs.len())
            .unwrap_or(OTHER)
            .min(OTHER);
        if usize::from(number) == self.signs.len() {
            self.signs
                .push(Sign::of(if number == OTHER { '\0' } else { c }));
        }
        if number < OTHER {
            self.numbers.insert(c, number);
            self.kin.entry(kin::head(c)).or_default().push(number);
        }
        number
    }

    /// The number of a character that may have none.
    pub(super) fn number(&self, c: char) -> Option<CharNo> {
        self.numbers.get(&c).copied()
    }

    /// The numbers of all characters that may be taken for `c`, itself among them.
    pub(super) fn kin(&self, c: char) -> &[CharNo] {
        self.kin.get(&kin::head(c)).map_or(&[], Vec::as_slice)
    }

    /// What is known of a number; of 0 for a number that was never given.
    pub(super) fn at(&self, number: CharNo) -> &Sign {
        self.signs
            .get(usize::from(number))
            .unwrap_or(&self.signs[0])
    }

    /// All signs in the order of their numbers.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs
    }
}
