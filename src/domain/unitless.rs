//! Addresses as people type them, without the words for units (东甲己 for 东甲镇己村): which parts of an
//! address that is.

use std::ops::Range;

use super::name::narrow;

/// Words for units of land and house (镇, 村, 组, 号), those that begin alike together, the longest of them first.
pub const UNITS: [&str; 33] = [
    "街道办事处",
    "街道办",
    "街道",
    "社区",
    "小区",
    "小组",
    "单元",
    "村民小组",
    "村委会",
    "村",
    "居委会",
    "行政村",
    "自然村",
    "自治县",
    "自治州",
    "自治区",
    "号楼",
    "号",
    "省",
    "市",
    "县",
    "区",
    "乡",
    "镇",
    "组",
    "队",
    "室",
    "栋",
    "幢",
    "户",
    "屯",
    "座",
    "期",
];
/// The fewest characters that tell a place without its units.
const FEWEST: usize = 3;

/// The parts of an address, in bytes, that a word typed is which does not stand there as it is, but does once
/// the units between its characters are left out.
#[must_use]
pub fn met(address: &str, typed: &str) -> Vec<Range<usize>> {
    let signs: Vec<(usize, char)> = address.char_indices().collect();
    let mut met = Vec::new();
    for word in typed.split(|c: char| !c.is_alphanumeric() || narrow(c).is_ascii()) {
        let word: Vec<char> = word.chars().collect();
        let stands = signs.windows(word.len().max(1)).any(|w| {
            let mut pairs = w.iter().zip(&word);
            pairs.all(|((_, a), b)| a == b)
        });
        if word.len() < FEWEST || stands {
            continue;
        }
        if let Some(places) = (0..signs.len()).find_map(|from| follow(&signs[from..], &word)) {
            met.extend(places.into_iter().map(|(at, c)| at..at + c.len_utf8()));
        }
    }
    met
}

/// The signs of a word in an address from its beginning on, units passed over.
fn follow(address: &[(usize, char)], word: &[char]) -> Option<Vec<(usize, char)>> {
    let (mut rest, mut places) = (address, Vec::with_capacity(word.len()));
    let mut left = word;
    while let Some((wanted, others)) = left.split_first() {
        let (first, after) = rest.split_first()?;
        if first.1 == *wanted {
            places.push(*first);
            (rest, left) = (after, others);
            continue;
        }
        let unit = unit(rest).filter(|_| !places.is_empty())?;
        rest = &rest[unit..];
    }
    Some(places)
}

/// How many signs the unit has that a text begins with.
fn unit(text: &[(usize, char)]) -> Option<usize> {
    let begins = |word: &&&str| {
        let mut rest = text.iter().map(|(_, c)| *c);
        word.chars().all(|c| rest.next() == Some(c))
    };
    UNITS.iter().find(begins).map(|word| word.chars().count())
}
