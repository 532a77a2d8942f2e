//! A word of a list that stands still (what units and categories are called), with its sounds: read once, and then
//! held against letters as they are typed.

use std::ops::Range;

use super::pinyin;
use super::syllable::{SyllableId, Syllables};

/// The fewest letters that count as initials of a part of a word.
const INITIALS: usize = 3;
/// Letters that are looked at.
const MOST: usize = 40;

/// A word with the syllables of each of its characters: there are thousands of such words, each of few bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounded {
    /// The syllables of all characters, one behind the other.
    syllables: Box<[SyllableId]>,
    /// Where those of each character end.
    ends: Box<[u16]>,
}

impl Sounded {
    /// Reads a word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let (mut syllables, mut ends) = (Vec::new(), Vec::new());
        for c in word.chars() {
            syllables.extend(pinyin::numbers(c));
            ends.extend(u16::try_from(syllables.len()));
        }
        Self {
            syllables: syllables.into(),
            ends: ends.into(),
        }
    }

    /// The characters, two at least, whose syllables the letters are or begin, none left out: from the first one,
    /// or from any where that is wanted. Two initials name a word of two characters and nothing else.
    #[must_use]
    pub fn met(&self, letters: &str, anywhere: bool) -> Option<Range<usize>> {
        if letters.len() > MOST || letters.len() < 2 {
            return None;
        }
        let last = if anywhere { self.ends.len() } else { 1 };
        // Nearly all words are sent away by their first letter.
        let first = letters.as_bytes().first();
        let begins = |from: &usize| {
            let mut sounds = self.sounds(*from);
            sounds.any(|sound| sound.as_bytes().first() == first)
        };
        (0..last).filter(begins).find_map(|from| {
            let to = from + self.taken(from, letters)?;
            let initials = letters.len() == to - from;
            let whole = from == 0 && to == self.ends.len();
            (to - from >= 2 && (!initials || whole || letters.len() >= INITIALS))
                .then_some(from..to)
        })
    }

    /// The syllables of a character.
    fn sounds(&self, at: usize) -> impl Iterator<Item = &'static str> {
        let end = |at: usize| self.ends.get(at).copied().map(usize::from);
        let from = at.checked_sub(1).and_then(end).unwrap_or(0);
        let numbers = end(at).and_then(|to| self.syllables.get(from..to));
        let numbers = numbers.unwrap_or_default().iter();
        numbers.map(|number| Syllables::get().at(*number).text)
    }

    /// How many characters from one on take all letters, each some; the fewest that do.
    fn taken(&self, from: usize, letters: &str) -> Option<usize> {
        if letters.is_empty() {
            return Some(0);
        }
        let common = |sound: &str| {
            let pairs = sound.bytes().zip(letters.bytes());
            pairs.take_while(|(a, b)| a == b).count()
        };
        let most = self.sounds(from).map(common).max()?;
        (1..=most)
            .rev()
            .find_map(|len| Some(1 + self.taken(from + 1, letters.get(len..)?)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_met_whole_begun_and_by_their_initials() {
        for (word, typed, anywhere, met) in [
            ("城管", "chengguan", false, Some(0..2)),
            ("城管", "chengg", false, Some(0..2)),
            ("城管", "cguan", false, Some(0..2)),
            ("城管", "cg", false, Some(0..2)),
            ("城管", "cheng", false, None),
            ("人社局", "rsj", false, Some(0..3)),
            ("人社局", "renshe", false, Some(0..2)),
            ("人社局", "rs", false, None),
            ("示例县公安局", "gaj", true, Some(3..6)),
            ("示例县公安局", "gaj", false, None),
            ("绿化", "lvhua", false, Some(0..2)),
            ("西安路", "xian", false, Some(0..2)),
            ("讨薪", "taoxinn", false, None),
        ] {
            assert_eq!(
                Sounded::of(word).met(typed, anywhere),
                met,
                "{word} {typed}"
            );
        }
    }

    /// However many ways there are to cut the letters, it takes no time to speak of.
    #[test]
    fn many_ways_to_cut_take_bounded_time() {
        let word = "啊".repeat(60);
        assert_eq!(
            Sounded::of(&word).met(&format!("{}b", "a".repeat(39)), true),
            None
        );
    }
}
