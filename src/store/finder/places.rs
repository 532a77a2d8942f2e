//! Where words stand in a text that is shown.

use super::marks::Told;
use crate::search::index::Words;

/// The names of units and categories in one row, and the places in it that light up.
pub fn named(all: &[Told]) -> (String, Vec<usize>) {
    let (mut text, mut lit) = (String::new(), Vec::new());
    for told in all {
        if !text.is_empty() {
            text.push('、');
        }
        let before = text.chars().count();
        lit.extend(told.lit.iter().map(|at| before + at));
        text.push_str(told.text.raw());
    }
    lit.sort_unstable();
    lit.dedup();
    (text, lit)
}

/// The characters of a text that the first of each word in it takes, ascending.
pub fn places_of(text: &str, words: &[Words]) -> Vec<usize> {
    let mut places = Vec::new();
    for word in words {
        if let Some(byte) = place_in(text, &word.text) {
            let from = text[..byte].chars().count();
            places.extend(from..from + word.text.chars().count());
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Where a word stands in a text, ASCII letters of any case.
pub fn place_in(text: &str, word: &str) -> Option<usize> {
    if word.bytes().any(|b| b.is_ascii_alphabetic()) {
        text.to_ascii_lowercase().find(word)
    } else {
        text.find(word)
    }
}
