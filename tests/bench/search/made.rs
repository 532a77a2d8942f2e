//! How some kinds of query are made of a person: slips of the fingers, former names, bare addresses.

use zhuoluo::search::PersonRow;

use super::kinds::{Dice, NAMED, sounds, table, three};

/// From the town on, without its word: 东甲己村8组36号.
pub fn townless(address: &str) -> Option<String> {
    let (town, rest) = address.split_once('县')?.1.split_once('镇')?;
    Some(format!("{town}{rest}"))
}

/// One in how many people had their name corrected, and among how many: a few hundred names whatever the size
/// of the office, for each is read at every key.
const RENAMED: i64 = 100;
const AMONG: i64 = 40_000;

/// What somebody was called before, if their name was ever corrected: another given name.
pub fn former(row: &PersonRow) -> Option<String> {
    let mut chars = three(row).filter(|_| row.id.0 % RENAMED == 0 && row.id.0 <= AMONG)?;
    let mut dice = Dice(u64::try_from(row.id.0).unwrap_or(0));
    let given: Vec<char> = NAMED.chars().filter(|c| !c.is_whitespace()).collect();
    for sign in chars.iter_mut().skip(1) {
        let others: Vec<char> = given.iter().copied().filter(|c| c != sign).collect();
        *sign = dice.pick(&others)?;
    }
    Some(chars.into_iter().collect())
}

/// Letters next to each other on the keyboard: the likelier wrong ones.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// The pinyin with slips of these kinds: a neighbouring key, two swapped, one missing, one twice.
pub fn slipped(row: &PersonRow, dice: &mut Dice, kinds: &[usize]) -> Option<String> {
    let mut letters: Vec<u8> = sounds(row)?.concat().into_bytes();
    if letters.len() < 6 {
        return None;
    }
    let meant = letters.clone();
    for kind in kinds {
        let place = 1 + dice.below(letters.len() - 2);
        let near: Vec<u8> = ROWS
            .iter()
            .filter_map(|row| {
                row.bytes()
                    .position(|b| b == letters[place])
                    .map(|at| (row.as_bytes(), at))
            })
            .flat_map(|(row, at)| {
                [at.checked_sub(1), Some(at + 1)]
                    .into_iter()
                    .flatten()
                    .filter_map(|n| row.get(n).copied())
                    .collect::<Vec<_>>()
            })
            .collect();
        match kind {
            0 => letters[place] = dice.pick(&near)?,
            1 => letters.swap(place, place + 1),
            2 => drop(letters.remove(place)),
            _ => letters.insert(place, letters[place]),
        }
    }
    (letters != meant)
        .then(|| String::from_utf8(letters).ok())
        .flatten()
}

/// The last character taken for one that looks like it.
pub fn akin(row: &PersonRow, dice: &mut Dice) -> Option<String> {
    let mut chars: Vec<char> = row.name.chars().collect();
    let last = chars.pop()?;
    let looks = include_str!("../../../data/nearlooks.tsv");
    let line = table(looks).find(|line| line.starts_with(last))?;
    let others: Vec<char> = line.split('\t').nth(1)?.chars().collect();
    chars.push(dice.pick(&others)?);
    Some(chars.into_iter().collect())
}
