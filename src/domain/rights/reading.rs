//! A name as it is read, whatever it was typed like: for comparing whom a report accuses with whom it
//! would reach.

use crate::domain::name;
use crate::domain::unit::Units;
use crate::domain::variant;

/// What is written behind or before a name to say what somebody is.
const TITLES: [&str; 23] = [
    "副", "书记", "主任", "局长", "科长", "股长", "所长", "站长", "镇长", "乡长", "村长", "县长",
    "区长", "院长", "校长", "队长", "会长", "主席", "部长", "经理", "支书", "会计", "同志",
];

/// A text as it is read: without spaces and dots, narrow, small letters, one form for each character.
#[must_use]
pub fn reading(text: &str) -> String {
    name::bare(text).chars().map(variant::head).collect()
}

/// The names that a field may mean, as they are read: the whole, its parts, and each without titles.
#[must_use]
pub fn readings(entered: &str) -> Vec<String> {
    let parts = entered.split(|c: char| {
        matches!(
            name::narrow(c),
            '、' | ',' | ';' | ':' | '/' | '|' | '(' | ')' | '[' | ']'
        ) || matches!(
            c,
            '，' | '；'
                | '：'
                | '。'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '「'
                | '」'
                | '“'
                | '”'
                | '\n'
        )
    });
    // A space parts two names, or stands within one: both are meant.
    let words = entered.split_whitespace();
    let mut all: Vec<String> = Vec::new();
    for part in std::iter::once(entered).chain(parts).chain(words) {
        let whole = reading(part);
        let plain = untitled(&whole).to_owned();
        for name in [whole, plain] {
            if name.chars().count() >= 2 && !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// [`readings`], and each without the unit that is written before it: 教育局赵某 is 赵某.
#[must_use]
pub fn readings_in(entered: &str, units: &Units) -> Vec<String> {
    let mut all = readings(entered);
    for name in all.clone() {
        let within = units.0.iter().flat_map(super::super::unit::Unit::names);
        for unit in within {
            for unit in [reading(unit), reading(short(unit))] {
                let rest = name.strip_prefix(unit.as_str()).map(untitled);
                if let Some(rest) = rest.filter(|r| r.chars().count() >= 2) {
                    all.push(rest.to_owned());
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// A name without the titles at its ends.
fn untitled(name: &str) -> &str {
    let mut name = name;
    loop {
        let shorter = TITLES.iter().find_map(|t| {
            name.strip_suffix(t)
                .or_else(|| name.strip_prefix(t))
                .filter(|rest| !rest.is_empty())
        });
        match shorter {
            Some(rest) => name = rest,
            None => return name,
        }
    }
}

/// A unit's name without the county before it, as people write it.
pub(super) fn short(name: &str) -> &str {
    name.rsplit_once('县').map_or(name, |(_, rest)| {
        if rest.chars().count() >= 2 {
            rest
        } else {
            name
        }
    })
}
