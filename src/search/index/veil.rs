//! People whom no petition open to all shows: kept in the book with what they stand in, so that a session
//! knows at its start whom its reader may find without reading the store for it.

use super::Index;
use super::absent::Absent;
use super::layout::Section;
use super::pages::number;
use super::stand::{self, Stand};
use crate::domain::ids::PersonId;
use crate::search::segment::Torn;

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
            let mut stands = stand::read(texts.get(from..to).ok_or(Torn)?);
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
