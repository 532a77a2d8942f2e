//! Digests: of a file, and of a row so that importing it twice adds nothing.

use sha2::{Digest, Sha256};

use super::ledger::Entry;
use crate::domain::name::bare;

/// Shorter reference numbers are serial numbers of one sheet and say nothing about another.
const TELLING: usize = 5;
/// The same for numbers of digits alone: `00017` stands in the ledger of every town.
const TELLING_DIGITS: usize = 8;

/// SHA-256 of a file.
#[must_use]
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The key of a row: its reference number when that is long enough to tell, else what it says.
#[must_use]
pub fn key(entry: &Entry) -> [u8; 32] {
    let number: String = entry
        .external_no
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect();
    let digits = number.bytes().all(|b| b.is_ascii_digit());
    let least = if digits { TELLING_DIGITS } else { TELLING };
    if number.chars().count() < least {
        return content(entry);
    }
    hash(&["number", &number])
}

/// The key of what a row says: number, names, date and matter.
#[must_use]
pub fn content(entry: &Entry) -> [u8; 32] {
    let matter: String = entry
        .matter
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let date = entry
        .petitioned_on
        .map(|date| date.to_string())
        .unwrap_or_default();
    hash(&[
        "row",
        &entry.external_no,
        &bare(&entry.name_entered),
        &date,
        &matter,
    ])
}

fn hash(parts: &[&str]) -> [u8; 32] {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update(part.as_bytes());
        sum.update([0]);
    }
    sum.finalize().into()
}
