//! The words for units of land and house in an address (镇, 村, 组, 号): people leave them out, or write others.

use super::piece::Stand;
use crate::domain::unitless::{COUNTERS, UNITS};

/// The characters that units begin with.
const FIRST: &str = "街社小单村居行自号省市县区乡镇组队室栋幢户屯生门座期";

/// The characters that words begin with which are a unit behind a number alone.
const COUNTING: &str = "门社房楼院";

/// The unit that a text begins with, behind a number or not; `None` when it begins with none.
fn unit(text: &(impl Iterator<Item = char> + Clone), counted: bool) -> Option<&'static str> {
    let begins = |word: &&&str| {
        let mut rest = text.clone();
        word.chars().all(|c| rest.next() == Some(c))
    };
    let counters = if counted { &COUNTERS[..] } else { &[] };
    UNITS.iter().chain(counters).find(begins).copied()
}

/// What a number is of that has a unit behind it; 0 where that is not known: 号 is of anything.
fn rung(unit: &str) -> u8 {
    match unit {
        "组" | "小组" | "村民小组" | "队" | "生产队" | "社" => 1,
        "期" => 2,
        "栋" | "幢" | "座" | "号楼" | "楼" => 3,
        "单元" | "门" | "门洞" => 4,
        "室" | "房" | "户" => 5,
        _ => 0,
    }
}

/// A piece without the beginning of a unit at its end, which is still being typed: 南乙庚社 of 南乙庚社区.
pub(super) fn unfinished(piece: &[char]) -> &[char] {
    let longest = UNITS.iter().map(|word| word.chars().count()).max();
    let is_begun = |len: &usize| {
        let end = &piece[piece.len() - len..];
        let begins = |word: &&str| {
            let mut signs = word.chars();
            end.iter().all(|c| signs.next() == Some(*c)) && signs.next().is_some()
        };
        unit_of(end) < *len && UNITS.iter().any(begins)
    };
    let most = longest.unwrap_or(0).min(piece.len());
    let begun = (1..most).rev().find(is_begun);
    &piece[..piece.len() - begun.unwrap_or(0)]
}

/// What a sign of an address is to units and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Neither.
    Plain,
    /// A digit.
    Digit,
    /// The first sign of a unit, perhaps.
    Unit,
    /// What stands between two numbers (12-3).
    Between,
}

/// What a character of an address is to units and numbers.
pub(super) fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digit,
        '-' => Kind::Between,
        _ if !c.is_ascii() && (FIRST.contains(c) || COUNTING.contains(c)) => Kind::Unit,
        _ => Kind::Plain,
    }
}

/// An address without its units.
#[derive(Clone, Debug)]
pub(super) struct Stripped<T> {
    pub(super) signs: Vec<T>,
    kinds: Vec<Kind>,
    /// Before which signs a part ended: a unit or a sign between numbers stood there, or nothing. One more than
    /// there are signs.
    edges: Vec<bool>,
    /// What the number is of that ends before a sign, where a unit says so.
    rungs: Vec<u8>,
}

impl<T> Default for Stripped<T> {
    fn default() -> Self {
        Self {
            signs: Vec::new(),
            kinds: Vec::new(),
            edges: Vec::new(),
            rungs: Vec::new(),
        }
    }
}

impl<T: Copy + PartialEq> Stripped<T> {
    /// Takes the units out of an address.
    pub(super) fn read(
        &mut self,
        address: &[T],
        (glyph, kind): (impl Fn(T) -> char, impl Fn(T) -> Kind),
    ) {
        self.signs.clear();
        self.kinds.clear();
        self.edges.clear();
        self.rungs.clear();
        let (mut at, mut edge, mut said) = (0, true, 0);
        while let Some(sign) = address.get(at) {
            let kind = kind(*sign);
            let counted = self.kinds.last() == Some(&Kind::Digit) && !edge;
            let unit = match kind {
                Kind::Unit => unit(&address[at..].iter().map(|sign| glyph(*sign)), counted),
                Kind::Between => Some("-"),
                Kind::Plain | Kind::Digit => None,
            };
            if let Some(unit) = unit {
                said = if counted { rung(unit) } else { said };
                (at, edge) = (at + unit.chars().count(), true);
                continue;
            }
            self.signs.push(*sign);
            self.kinds.push(kind);
            self.edges.push(edge);
            self.rungs.push(said);
            (at, edge, said) = (at + 1, false, 0);
        }
        self.edges.push(true);
        self.rungs.push(said);
    }

    fn is_digit(&self, at: usize) -> bool {
        self.kinds.get(at) == Some(&Kind::Digit)
    }

    /// Whether a number goes on over a place.
    fn goes_on(&self, at: usize) -> bool {
        at > 0 && self.is_digit(at - 1) && self.is_digit(at) && !self.edges[at]
    }

    /// How a run stands at a place, if it does: a number from its first digit on.
    pub(super) fn met(&self, at: usize, run: &[T]) -> Option<Stand> {
        let end = at + run.len();
        // 1单元303 is not 1303.
        let parted = |at: usize| self.is_digit(at) && self.edges[at];
        if self.signs.get(at..end)? != run || self.goes_on(at) || (at + 1..end).any(parted) {
            return None;
        }
        Some(if self.goes_on(end) {
            Stand::Begun
        } else {
            Stand::Whole
        })
    }

    /// Whether the number that ends at a place may be of what was said: 2栋 is not 2单元.
    pub(super) fn is_of(&self, end: usize, rung: u8) -> bool {
        let known = self.rungs.get(end).copied().unwrap_or(0);
        known == 0 || rung == 0 || known == rung
    }

    /// Whether a run at a place is a part by itself: one character tells nothing within a word.
    pub(super) fn is_apart(&self, at: usize, run: &[T]) -> bool {
        run.len() > 1 || self.is_digit(at) || (self.edges[at] && self.edges[at + 1])
    }

    /// Whether a word or a number begins at a place.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.edges.get(at).copied().unwrap_or(false)
    }

    /// The signs of words between which a unit stood.
    pub(super) fn parted(&self) -> impl Iterator<Item = (T, T)> + '_ {
        let word = |at: usize| matches!(self.kinds[at], Kind::Plain | Kind::Unit);
        let parted = move |at: &usize| self.edges[*at] && word(at - 1) && word(*at);
        let places = (1..self.signs.len()).filter(parted);
        places.map(|at| (self.signs[at - 1], self.signs[at]))
    }

    /// Its words and numbers, each with what it is of.
    pub(super) fn runs(&self) -> Vec<(Vec<T>, u8)> {
        let mut runs: Vec<(Vec<T>, u8)> = Vec::new();
        for (at, sign) in self.signs.iter().enumerate() {
            let parts = self.edges[at] || at > 0 && self.is_digit(at) != self.is_digit(at - 1);
            match runs.last_mut() {
                Some((run, _)) if !parts => run.push(*sign),
                _ => runs.push((vec![*sign], 0)),
            }
            if let Some((_, rung)) = runs.last_mut() {
                *rung = self.rungs[at + 1];
            }
        }
        runs
    }
}

/// Whether a word is nothing but numbers with their units: 9组158号 is nobody's name.
pub(super) fn is_numbers(word: &[char]) -> bool {
    let begins = word.first().is_some_and(char::is_ascii_digit);
    let units = word.iter().filter(|c| !c.is_ascii()).count();
    let mut left = Stripped::default();
    left.read(word, (|c| c, kind));
    // 区 is a family name: 1234区.
    begins && units > 0 && left.signs.iter().all(char::is_ascii) && !word.contains(&'区')
}

/// Whether the words of a name, cut where digits stand, are an address: a unit closes one of its numbers
/// (东甲己村9组11), or it is long and ends in one (东甲己村 11).
pub(super) fn is_housed(name: &[Vec<char>]) -> bool {
    let ends =
        |word: &Vec<char>| (1..=word.len().min(2)).any(|n| unit_of(&word[word.len() - n..]) == n);
    let closes = name.iter().skip(1).any(|word| unit_of(word) > 0);
    closes
        || name
            .first()
            .is_some_and(|word| word.len() > LONGEST && ends(word))
}

fn unit_of(text: &[char]) -> usize {
    let unit = unit(&text.iter().copied(), false);
    unit.map_or(0, |word| word.chars().count())
}

/// Characters of nearly all names; longer ones have a dot, or are a place.
const LONGEST: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    /// What is known of the first characters is true of all units.
    #[test]
    fn units_begin_as_is_said() {
        let first: std::collections::BTreeSet<char> = UNITS
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
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
            ("清平县柳林镇大槐沟村9组158号", "清平 柳林 大槐沟 9 158"),
            ("河东街道光明社区23栋4单元1803室", "河东 光明 23 4 1803"),
            ("大槐沟12-3号", "大槐沟 12 3"),
            ("大槐沟12楼3", "大槐沟 12 3"),
            ("鼓楼街道12社3门", "鼓楼 12 3"),
            ("大槐沟", "大槐沟"),
            ("村镇", ""),
        ] {
            let signs: Vec<char> = text.chars().collect();
            let mut left = Stripped::default();
            left.read(&signs, (|c| c, kind));
            let runs = left.runs();
            let runs: Vec<String> = runs.iter().map(|(run, _)| run.iter().collect()).collect();
            assert_eq!(runs.join(" "), wanted, "{text}");
        }
    }
}
