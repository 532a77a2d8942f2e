//! Whether two petitions name somebody in common.

use super::reads::{self, characters, chars};

/// Shortest run of digits that is a number of somebody.
pub const DIGITS: usize = 7;

/// Whether two lists of what people are called ([`Withheld::of`](super::Withheld::of)) name somebody in common, by a whole name or a
/// number; many people live at one address.
#[must_use]
pub fn meet(some: &str, others: &str) -> bool {
    let others: Vec<Vec<char>> = whole(others).collect();
    whole(some).any(|one| others.contains(&one))
}

/// The names and numbers of lines, as they are read.
fn whole(lines: &str) -> impl Iterator<Item = Vec<char>> {
    let lines = lines.split(['\n', '、']).filter(|l| !l.starts_with('@'));
    let read = lines.map(|line| {
        let signs = reads::plain(line);
        let read = chars(&signs);
        if characters(&read) > 0 {
            read
        } else {
            chars(&reads::numbers(&signs))
        }
    });
    read.filter(|read| read.len() > 1 && (read.len() >= DIGITS || characters(read) > 0))
}
