//! The hash chain over events and over the audit trail: SHA-256 of length-prefixed fields and the
//! hash before. A chain alone finds a changed or missing middle; a cut-off end needs an anchor outside.

use sha2::{Digest, Sha256};

/// A link of the chain.
pub type Hash = [u8; 32];

/// The hash before the first.
pub const START: Hash = [0; 32];

/// The hash of one record: every field with its length before it, so that no two records collide
/// by moving a boundary.
#[must_use]
pub fn link(before: &Hash, fields: &[&[u8]]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(before);
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}

/// A hash as hexadecimal text.
#[must_use]
pub fn hex(hash: &Hash) -> String {
    use std::fmt::Write;
    hash.iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
