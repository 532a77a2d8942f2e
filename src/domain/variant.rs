//! Characters that stand for one another on papers: traditional and compatibility forms, and surnames
//! written in two ways (肖 and 萧).

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

const TRADITIONAL: &str = include_str!("../../data/traditional.tsv");
const LOOKALIKES: &str = include_str!("../../data/lookalikes.tsv");

/// The simplified, non-compatibility form of a character; most characters are their own.
#[must_use]
pub fn simple(c: char) -> char {
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
#[must_use]
pub fn head(c: char) -> char {
    let c = simple(c);
    groups().get(&c).copied().unwrap_or(c)
}

/// The other characters that have the same form.
pub fn alike(c: char) -> impl Iterator<Item = char> {
    let head = head(c);
    let members = groups().iter().filter(move |(_, h)| **h == head);
    let all = members.map(|(member, _)| *member).chain([head]);
    all.filter(move |other| *other != c)
}

/// The lines of a table that say something.
pub fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
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
