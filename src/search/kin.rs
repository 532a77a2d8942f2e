//! Characters that stand for each other on papers: traditional forms, variants and look-alikes.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::domain::variant::rows;
pub(super) use crate::domain::variant::{head, simple};

const NEAR_LOOKS: &str = include_str!("../../data/nearlooks.tsv");

/// How two characters that are not the same are one on papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// Traditional, simplified or compatibility form of one character.
    Form,
    /// Another character of the same look or the same use (肖 and 萧, 佘 and 余).
    Look,
}

/// The characters that look most like one, the likest first: not the same on papers, but misread.
pub(super) fn near_looks(c: char) -> impl Iterator<Item = char> {
    static LOOKS: OnceLock<HashMap<char, &'static str>> = OnceLock::new();
    let looks = LOOKS.get_or_init(|| {
        let lines = rows(NEAR_LOOKS).filter_map(|line| line.split_once('\t'));
        lines
            .filter_map(|(c, like)| Some((c.chars().next()?, like)))
            .collect()
    });
    looks.get(&simple(c)).map_or("", |like| *like).chars()
}

/// How two different characters are one; `None` when they are not.
pub(super) fn kinship(a: char, b: char) -> Option<Kinship> {
    if simple(a) == simple(b) {
        Some(Kinship::Form)
    } else if head(a) == head(b) {
        Some(Kinship::Look)
    } else {
        None
    }
}
