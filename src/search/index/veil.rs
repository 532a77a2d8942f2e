//! People whom no petition open to all shows: kept in the book with what they stand in, so that a session
//! knows at its start whom its reader may find without reading the store for it.

use super::Index;
use super::absent::Absent;
use super::layout::Section;
use super::pages::{long, number};
use crate::domain::ids::{PersonId, PetitionId};
use crate::search::segment::Torn;

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

/// Written one after another.
pub(super) fn write(stands: &[Stand]) -> Vec<u8> {
    let mut out = Vec::with_capacity(stands.len() * STAND);
    for stand in stands {
        out.extend(stand.petition.0.to_le_bytes());
        out.push(stand.restricted);
    }
    out
}

impl Index {
    /// Leaves everybody of the book out whom no open petition shows, nor any that `shows` says this
    /// reader sees. To be called on a fresh index; gives those left out.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn veil(&mut self, shows: impl Fn(Stand) -> bool) -> Result<Vec<PersonId>, Torn> {
        let (book, pages) = (&self.book, &self.book.pages);
        let part = |section| book.header.part(section);
        let starts = pages.whole(part(Section::VeiledAt))?;
        let texts = pages.whole(part(Section::Veiled))?;
        let names = pages.whole(part(Section::VeiledNames))?;
        let mut absent = Absent::of_names(book, names.chunks_exact(4).map(number));
        let mut hidden = Vec::new();
        let entry = |e: &[u8]| (number(e), number(&e[4..]) as usize);
        let entries: Vec<(u32, usize)> = starts.chunks_exact(8).map(entry).collect();
        for pair in entries.windows(2) {
            let [(slot, from), (_, to)] = *pair else {
                continue;
            };
            let stands = texts.get(from..to).ok_or(Torn)?.chunks_exact(STAND);
            let mut stands = stands.map(|s| Stand {
                petition: PetitionId(long(s).cast_signed()),
                restricted: s[STAND - 1],
            });
            if stands.any(&shows) {
                absent.unveil(book, slot)?;
            } else {
                absent.veil(slot);
                hidden.push(PersonId(book.id(slot)?));
            }
        }
        self.absent = absent;
        Ok(hidden)
    }
}
