//! The words for units of land and house in an address (镇, 村, 组, 号): people leave them out, or write others.

use super::piece::{Stand, stand};
use crate::domain::unitless::UNITS;

/// The characters that units begin with.
const FIRST: &str = "街社小单村居行自号省市县区乡镇组队室栋幢户屯";

/// The fewest characters, but for numbers and units, by which a piece without units tells a place; beside a
/// number one less.
const FEWEST: usize = 3;

/// The first characters of the words for units, or the last ones.
pub(super) fn edges(first: bool) -> impl Iterator<Item = char> {
    let edge = move |word: &&str| {
        let mut signs = word.chars();
        if first {
            signs.next()
        } else {
            signs.next_back()
        }
    };
    UNITS.iter().filter_map(edge)
}

/// How many characters the unit has that a text begins with; 0 when it begins with none.
fn unit(text: &[char]) -> usize {
    // Nearly every character of an address is none that a unit begins with.
    if !text.first().is_some_and(|c| FIRST.contains(*c)) {
        return 0;
    }
    let begins = |word: &&&str| {
        let mut rest = text.iter();
        word.chars().all(|c| rest.next() == Some(&c))
    };
    let word = UNITS.iter().find(begins);
    word.map_or(0, |word| word.chars().count())
}

/// A piece without the beginning of a unit at its end, which is still being typed: 南乙庚社 of 南乙庚社区.
fn unfinished(piece: &[char]) -> &[char] {
    let longest = UNITS.iter().map(|word| word.chars().count()).max();
    let is_begun = |len: &usize| {
        let end = &piece[piece.len() - len..];
        let begins = |word: &&str| {
            let mut signs = word.chars();
            end.iter().all(|c| signs.next() == Some(*c)) && signs.next().is_some()
        };
        unit(end) < *len && UNITS.iter().any(begins)
    };
    let most = longest.unwrap_or(0).min(piece.len());
    let begun = (1..most).rev().find(is_begun);
    &piece[..piece.len() - begun.unwrap_or(0)]
}

/// A text of an address without its units; where one stood between two numbers they stay apart.
fn bare(text: &[char], into: &mut Vec<char>) {
    into.clear();
    let (mut rest, mut parted) = (text, false);
    while let Some((c, after)) = rest.split_first() {
        let unit = unit(rest);
        if unit > 0 {
            rest = &rest[unit..];
            parted = true;
            continue;
        }
        let number = |c: &char| c.is_ascii_digit();
        if parted && number(c) && into.last().is_some_and(number) {
            into.push('-');
        }
        into.push(*c);
        (rest, parted) = (after, false);
    }
}

/// A piece of an address without its units, held against addresses without theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) signs: Vec<char>,
    /// Whether a unit closed its last number, which goes on no further then.
    closed: bool,
}

impl Bare {
    /// A piece as it is looked for; `None` when too little is left of it without units.
    pub(super) fn of(piece: &[char]) -> Option<Self> {
        let mut signs = Vec::new();
        bare(unfinished(piece), &mut signs);
        let words = signs.iter().filter(|c| !c.is_ascii()).count();
        let numbers = signs.iter().any(char::is_ascii_digit);
        let closed = piece.last().is_some_and(|c| !c.is_ascii_digit());
        (words + usize::from(numbers) >= FEWEST).then_some(Self { signs, closed })
    }

    /// How it stands in an address, if it does. `room` is working space.
    pub(super) fn stands(&self, address: &[char], room: &mut Vec<char>) -> Option<Stand> {
        bare(address, room);
        let stand = stand(room, &self.signs, |c| c.is_ascii_digit())?;
        (stand == Stand::Whole || !self.closed).then_some(stand)
    }
}

/// Whether a word is nothing but numbers with their units: 9组158号 is nobody's name.
pub(super) fn is_numbers(word: &[char]) -> bool {
    let begins = word.first().is_some_and(char::is_ascii_digit);
    let units = word.iter().filter(|c| !c.is_ascii()).count();
    let mut left = Vec::new();
    bare(word, &mut left);
    // 区 is a family name: 1234区.
    begins && units > 0 && left.iter().all(char::is_ascii) && !word.contains(&'区')
}

/// Whether the words of a name, cut where digits stand, are an address: a unit closes one of its numbers
/// (东甲己村9组11), or it is long and ends in one (东甲己村 11).
pub(super) fn is_housed(name: &[Vec<char>]) -> bool {
    let ends =
        |word: &Vec<char>| (1..=word.len().min(2)).any(|n| unit(&word[word.len() - n..]) == n);
    let closes = name.iter().skip(1).any(|word| unit(word) > 0);
    closes
        || name
            .first()
            .is_some_and(|word| word.len() > LONGEST && ends(word))
}

/// Characters of nearly all names; longer ones have a dot, or are a place.
const LONGEST: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known of the first characters is true of all units.
    #[test]
    fn units_begin_as_is_said() {
        let first: std::collections::BTreeSet<char> = edges(true).collect();
        assert_eq!(first, FIRST.chars().collect());
    }

    /// The beginning of a unit is one that is being typed.
    #[test]
    fn a_unit_may_be_unfinished() {
        for (typed, left) in [
            ("南乙庚社", "南乙庚"),
            ("南乙庚社区", "南乙庚社区"),
            ("南乙庚社区7号", "南乙庚社区7号"),
            ("南乙街道办", "南乙街道办"),
            ("南乙街", "南乙"),
            ("南乙街道办事", "南乙"),
            ("南乙庚", "南乙庚"),
        ] {
            let signs: Vec<char> = typed.chars().collect();
            let found: String = unfinished(&signs).iter().collect();
            assert_eq!(found, left, "{typed}");
        }
    }

    /// Units go, numbers stay apart, and nothing else changes.
    #[test]
    fn units_are_left_out() {
        for (text, wanted) in [
            ("清平县柳林镇大槐沟村9组158号", "清平柳林大槐沟9-158"),
            ("河东街道光明社区23栋4单元1803室", "河东光明23-4-1803"),
            ("大槐沟12-3号", "大槐沟12-3"),
            ("大槐沟", "大槐沟"),
            ("村镇", ""),
        ] {
            let signs: Vec<char> = text.chars().collect();
            let mut left = Vec::new();
            bare(&signs, &mut left);
            assert_eq!(left.iter().collect::<String>(), wanted, "{text}");
        }
    }
}
