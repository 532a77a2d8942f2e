//! A word of a list that stands still (what units and categories are called), with its sounds: read once, and then
//! held against letters as they are typed.

use std::ops::Range;

use super::pinyin;

/// The fewest letters that count as initials of a part of a word.
const INITIALS: usize = 3;
/// Letters that are looked at.
const MOST: usize = 40;

/// A word with the syllables of each of its characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounded(Vec<Vec<&'static str>>);

impl Sounded {
    /// Reads a word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        Self(word.chars().map(pinyin::readings).collect())
    }

    /// The characters, two at least, whose syllables the letters are or begin, none left out: from the first one,
    /// or from any where that is wanted. Two initials name a word of two characters and nothing else.
    #[must_use]
    pub fn met(&self, letters: &str, anywhere: bool) -> Option<Range<usize>> {
        if letters.len() > MOST || letters.len() < 2 {
            return None;
        }
        let last = if anywhere { self.0.len() } else { 1 };
        // Nearly all words are sent away by their first letter.
        let first = letters.as_bytes().first();
        let begins = |from: &usize| {
            let mut sounds = self.0.get(*from).into_iter().flatten();
            sounds.any(|sound| sound.as_bytes().first() == first)
        };
        (0..last).filter(begins).find_map(|from| {
            let to = from + taken(self.0.get(from..)?, letters)?;
            let initials = letters.len() == to - from;
            let whole = from == 0 && to == self.0.len();
            (to - from >= 2 && (!initials || whole || letters.len() >= INITIALS))
                .then_some(from..to)
        })
    }
}

/// How many characters take all letters, each some; the fewest that do.
fn taken(sounds: &[Vec<&'static str>], letters: &str) -> Option<usize> {
    if letters.is_empty() {
        return Some(0);
    }
    let (first, rest) = sounds.split_first()?;
    let common = |sound: &&str| {
        let pairs = sound.bytes().zip(letters.bytes());
        pairs.take_while(|(a, b)| a == b).count()
    };
    let most = first.iter().map(common).max()?;
    (1..=most)
        .rev()
        .find_map(|len| Some(1 + taken(rest, letters.get(len..)?)?))
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
