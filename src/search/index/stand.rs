//! What somebody stands in whom no petition open to all shows, as it is written in the book.

use super::pages::long;
use crate::domain::ids::PetitionId;

/// A petition that not everybody may see, and to whom it is restricted (as the store writes it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The petition.
    pub petition: PetitionId,
    /// Its restriction; never 0, which is open to all.
    pub restricted: u8,
}

/// Bytes of one written.
const STAND: usize = 9;

/// They are written one after another.
pub(super) fn write(stands: &[Stand]) -> Vec<u8> {
    let mut out = Vec::with_capacity(stands.len() * STAND);
    for stand in stands {
        out.extend(stand.petition.0.to_le_bytes());
        out.push(stand.restricted);
    }
    out
}

/// Those that were written.
pub(super) fn read(bytes: &[u8]) -> impl Iterator<Item = Stand> {
    bytes.chunks_exact(STAND).map(|s| Stand {
        petition: PetitionId(long(s).cast_signed()),
        restricted: s[STAND - 1],
    })
}
