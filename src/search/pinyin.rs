//! Characters to toneless syllables, with the readings of surnames first.

use std::collections::HashMap;
use std::sync::OnceLock;

use ::pinyin::ToPinyinMulti;

use super::kin;
use super::syllable::{SyllableId, Syllables};
use crate::domain::name;
use crate::domain::variant::rows;

const SURNAMES: &str = include_str!("../../data/surnames.tsv");
const RARE: &str = include_str!("../../data/rare-readings.tsv");

/// The toneless syllables of a character, the commonest first; ü is written v. Empty for what has
/// no reading.
#[must_use]
pub fn readings(c: char) -> Vec<&'static str> {
    numbers(c)
        .into_iter()
        .map(|n| Syllables::get().at(n).text)
        .collect()
}

/// The syllables of each character of a name (dots and spaces left out), the likelier first:
/// readings of a surname lead at the front (单 shan, 尉迟 yu chi), all others follow.
#[must_use]
pub fn name_readings(entered: &str) -> Vec<Vec<&'static str>> {
    let chars: Vec<char> = name::bare(entered).chars().collect();
    let surname = surname_syllables(&chars);
    chars
        .iter()
        .enumerate()
        .map(|(place, c)| {
            let mut list = surname.get(place).cloned().unwrap_or_default();
            list.extend(
                numbers(*c)
                    .into_iter()
                    .filter(|n| !surname.get(place).is_some_and(|s| s.contains(n))),
            );
            list.into_iter()
                .map(|n| Syllables::get().at(n).text)
                .collect()
        })
        .collect()
}

/// The numbers of a character's syllables, the commonest first. A character without readings of
/// its own borrows those of its simplified form.
pub(super) fn numbers(c: char) -> Vec<SyllableId> {
    let own = numbers_of(c);
    if own.is_empty() {
        numbers_of(kin::simple(c))
    } else {
        own
    }
}

fn numbers_of(c: char) -> Vec<SyllableId> {
    let mut list = Vec::new();
    if c.is_ascii() {
        return list;
    }
    let rare: Vec<SyllableId> = (rare(c).split(' '))
        .filter_map(|reading| Syllables::get().number(reading))
        .collect();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        if let Some(number) = Syllables::get().number(reading.plain())
            && !list.contains(&number)
            && !rare.contains(&number)
        {
            list.push(number);
        }
    }
    list
}

/// The readings of a character that nobody means, with spaces between: what is found by them has a false reason,
/// and stands before what was meant.
fn rare(c: char) -> &'static str {
    static TABLE: OnceLock<HashMap<char, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = rows(RARE).filter_map(|line| line.split_once('\t'));
        let rare = lines.filter_map(|(c, readings)| Some((c.chars().next()?, readings)));
        rare.collect()
    });
    table.get(&c).copied().unwrap_or_default()
}

/// The surname readings at the front of a name: two lists for a surname of two characters, one for
/// a surname of one character in the table, none otherwise.
pub(super) fn surname_syllables(chars: &[char]) -> Vec<Vec<SyllableId>> {
    let Some(first) = chars.first().map(|c| kin::simple(*c)) else {
        return Vec::new();
    };
    let table = surnames();
    if let Some(second) = chars.get(1).map(|c| kin::simple(*c))
        && let Some(pair) = table.double.get(&[first, second])
    {
        return pair.iter().map(|n| vec![*n]).collect();
    }
    table
        .single
        .get(&first)
        .map(|list| vec![list.clone()])
        .unwrap_or_default()
}

/// Every syllable that the surname table gives a character in any place, for rough sieving.
pub(super) fn surname_extras(c: char) -> Vec<SyllableId> {
    let c = kin::simple(c);
    surnames().extras.get(&c).cloned().unwrap_or_default()
}

#[derive(Debug, Default)]
struct Surnames {
    single: HashMap<char, Vec<SyllableId>>,
    double: HashMap<[char; 2], [SyllableId; 2]>,
    extras: HashMap<char, Vec<SyllableId>>,
}

impl Surnames {
    fn parse(table: &str) -> Self {
        let mut all = Self::default();
        for (surname, readings) in table
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'))
        {
            let chars: Vec<char> = surname.chars().collect();
            let syllables: Vec<SyllableId> = readings
                .split(['-', ' '])
                .filter_map(|r| Syllables::get().number(r.trim()))
                .collect();
            match (chars.as_slice(), syllables.as_slice()) {
                ([a, b], [x, y]) => {
                    all.double.insert([*a, *b], [*x, *y]);
                    all.extras.entry(*a).or_default().push(*x);
                    all.extras.entry(*b).or_default().push(*y);
                }
                ([one], some) if !some.is_empty() => {
                    all.single.insert(*one, some.to_vec());
                    all.extras.entry(*one).or_default().extend(some);
                }
                _ => {}
            }
        }
        all
    }
}

fn surnames() -> &'static Surnames {
    static TABLE: OnceLock<Surnames> = OnceLock::new();
    TABLE.get_or_init(|| Surnames::parse(SURNAMES))
}
