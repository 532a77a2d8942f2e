//! Characters that stand for each other on papers: traditional forms, variants and look-alikes.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

const TRADITIONAL: &str = include_str!("../../data/traditional.tsv");
const LOOKALIKES: &str = include_str!("../../data/lookalikes.tsv");
const NEAR_LOOKS: &str = include_str!("../../data/nearlooks.tsv");

/// How two characters that are not the same are one on papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// Traditional, simplified or compatibility form of one character.
    Form,
    /// Another character of the same look or the same use (肖 and 萧, 佘 and 余).
    Look,
}

/// The simplified, non-compatibility form of a character; most characters are their own.
pub(super) fn simple(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    // A compatibility ideograph (U+F900…) is another number for the same character.
    let mut parts = std::iter::once(c).nfc();
    let c = match (parts.next(), parts.next()) {
        (Some(only), None) => only,
        _ => c,
    };
    forms().get(&c).copied().unwrap_or(c)
}

/// The character that stands for the whole group of those that may be taken for `c`.
pub(super) fn head(c: char) -> char {
    let c = simple(c);
    groups().get(&c).copied().unwrap_or(c)
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

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn forms() -> &'static HashMap<char, char> {
    static FORMS: OnceLock<HashMap<char, char>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut map = HashMap::new();
        for (simplified, forms) in rows(TRADITIONAL).filter_map(|line| line.split_once('\t')) {
            if let Some(simplified) = simplified.chars().next() {
                map.extend(forms.chars().map(|form| (form, simplified)));
            }
        }
        map
    })
}

fn groups() -> &'static HashMap<char, char> {
    static GROUPS: OnceLock<HashMap<char, char>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        let mut map = HashMap::new();
        for group in rows(LOOKALIKES) {
            if let Some(first) = group.chars().next() {
                map.extend(group.chars().map(|c| (c, first)));
            }
        }
        map
    })
}
