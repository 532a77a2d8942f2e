//! Whom a session's reader may find, known at its start from the book alone: without those whom no petition
//! open to all shows, or only those in the open petitions of some units.

use super::Index;
use super::absent::Absent;
use super::bits::Bits;
use super::book::Book;
use super::layout::Section;
use super::pages::number;
use super::stand::{self, Stand};
use crate::domain::ids::PersonId;
use crate::search::segment::Torn;

/// Bytes of a unit in its part: the unit, where its list starts, its length, its count.
const UNIT: usize = 16;

/// Notes the slots of everybody in the open petitions of some units.
fn of_units(book: &Book, units: &[u32], shown: &mut Bits) -> Result<(), Torn> {
    let dirs = book.pages.whole(book.header.part(Section::UnitAt))?;
    let lists = book.header.part(Section::Units);
    for dir in dirs.chunks_exact(UNIT) {
        if units.contains(&number(dir)) {
            let (at, len) = (number(&dir[4..]), number(&dir[8..]));
            let list = book
                .pages
                .list(lists, (at.into(), len.into()), number(&dir[12..]))?;
            for slot in list.take_while(|slot| *slot < book.header.people) {
                shown.add(slot);
            }
        }
    }
    book.pages.sound()
}

impl Index {
    /// Leaves everybody of the book out whom no open petition shows, nor any that `shows` says this
    /// reader sees. To be called on a fresh index.
    ///
    /// # Errors
    /// What `shows` says, or [`Torn`] when the book is damaged.
    pub fn veil<E: From<Torn>>(
        &mut self,
        mut shows: impl FnMut(Stand) -> Result<bool, E>,
    ) -> Result<(), E> {
        let (book, pages) = (&self.book, &self.book.pages);
        let part = |section| book.header.part(section);
        let starts = pages.whole(part(Section::VeiledAt))?;
        let texts = pages.whole(part(Section::Veiled))?;
        let names = pages.whole(part(Section::VeiledNames))?;
        let mut absent = Absent::of_names(book, names.chunks_exact(4).map(number));
        let entry = |e: &[u8]| (number(e), number(&e[4..]) as usize);
        let entries = starts.chunks_exact(8).map(entry);
        let ends = starts.chunks_exact(8).skip(1).map(entry);
        for ((slot, from), (_, to)) in entries.zip(ends) {
            let mut seen = false;
            for stand in stand::read(texts.get(from..to).ok_or(Torn)?) {
                seen = seen || shows(stand)?;
            }
            if seen {
                absent.unveil(book, slot)?;
            } else {
                absent.veil(slot);
            }
        }
        self.absent = absent;
        Ok(())
    }

    /// Leaves everybody of the book out but those in the open petitions of some units, and some more:
    /// for a reader who may know of few. To be called on a fresh index.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn narrow(
        &mut self,
        units: &[u32],
        more: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), Torn> {
        let mut shown = Bits::none(self.book.header.people);
        of_units(&self.book, units, &mut shown)?;
        for person in more {
            if let Some(slot) = self.book.slot(person.0)? {
                shown.add(slot);
            }
        }
        self.absent = Absent::all_but(&self.book, &shown)?;
        Ok(())
    }

    /// Whether somebody is found here.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn has(&self, person: PersonId) -> Result<bool, Torn> {
        if self.live.has(person) {
            return Ok(true);
        }
        let slot = self.book.slot(person.0)?;
        Ok(slot.is_some_and(|slot| !self.absent.has(slot)))
    }
}
