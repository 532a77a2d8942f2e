//! Finding an action by what a person remembers of it: characters, pinyin, initials or English.

use super::action::{Action, ActionInfo};
use super::fold::fold;

/// The actions that answer to `typed`, best first; all of them when nothing is typed.
#[must_use]
pub fn recall(typed: &str) -> Vec<Action> {
    let wanted: String = typed
        .chars()
        .take(64)
        .map(fold)
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let mut found: Vec<(u8, usize, Action)> = Action::table()
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((class(row, &wanted)?, at, row.action)))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, action)| action).collect()
}

/// How well a row answers: 0 best; `None` not at all.
fn class(row: &ActionInfo, wanted: &str) -> Option<u8> {
    if wanted.is_empty() {
        return Some(0);
    }
    let english: String = row
        .word
        .en
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let (sounds, initials) = (row.sounds(), row.initials());
    let zh = row.word.zh.to_lowercase();
    if zh.starts_with(wanted)
        || english.starts_with(wanted)
        || initials == wanted
        || row.id.replace('-', "") == wanted
    {
        return Some(0);
    }
    if sounds.starts_with(wanted) || initials.starts_with(wanted) {
        return Some(1);
    }
    let begins_word = row
        .word
        .en
        .split(' ')
        .any(|w| w.to_lowercase().starts_with(wanted));
    if begins_word || zh.contains(wanted) {
        return Some(2);
    }
    if row.pinyin.split(' ').any(|s| s.starts_with(wanted))
        || initials.contains(wanted)
        || mixed(row.pinyin, wanted)
    {
        return Some(3);
    }
    (wanted.len() >= 3
        && (sounds.contains(wanted) || english.contains(wanted) || row.id.contains(wanted)))
    .then_some(4)
}

/// True when `wanted` is made of beginnings of the syllables in order: `xdengj` for `xin deng ji`.
fn mixed(pinyin: &str, wanted: &str) -> bool {
    fn eat(syllables: &[&str], wanted: &str) -> bool {
        let Some((first, rest)) = syllables.split_first() else {
            return wanted.is_empty();
        };
        if wanted.is_empty() {
            return true;
        }
        let most = first
            .bytes()
            .zip(wanted.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        (1..=most).rev().any(|n| eat(rest, &wanted[n..]))
    }
    let syllables: Vec<&str> = pinyin.split(' ').collect();
    wanted.is_ascii() && eat(&syllables, wanted)
}
