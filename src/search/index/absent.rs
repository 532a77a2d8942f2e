//! Who of a book is not shown: changed or taken out since it was made, or not for this reader.

use super::bits::Bits;
use super::book::Book;
use super::layout::Section;
use super::pages::{Window, number};
use crate::search::names::NameNo;
use crate::search::segment::Torn;

/// The slots that are not shown, and the names that nobody bears who is.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Absent {
    slots: Bits,
    names: Bits,
    count: usize,
}

impl Absent {
    /// Everyone but these slots.
    pub(super) fn all_but(book: &Book, shown: &Bits) -> Result<Self, Torn> {
        let mut absent = Self {
            slots: Bits::all(book.header.people),
            names: Bits::all(book.name_count()),
            count: book.header.people as usize,
        };
        let names = book.header.part(Section::NameOf);
        let mut names = Window::for_reads(&book.pages, names, shown.count());
        for slot in shown.iter().take_while(|slot| *slot < book.header.people) {
            absent.count -= usize::from(absent.slots.take(slot));
            absent
                .names
                .take(number(names.get(u64::from(slot) * 4, 4)?));
        }
        Ok(absent)
    }

    /// Nobody yet, but the names whose bearers will all be.
    pub(super) fn of_names(book: &Book, names: impl Iterator<Item = NameNo>) -> Self {
        let mut absent = Self {
            slots: Bits::none(book.header.people),
            names: Bits::none(book.name_count()),
            count: 0,
        };
        for name in names.filter(|name| *name < book.name_count()) {
            absent.names.add(name);
        }
        absent
    }

    /// Takes one out whose name was looked after already.
    pub(super) fn veil(&mut self, slot: u32) {
        self.count += usize::from(self.slots.add(slot));
    }

    /// One stays after all, and so does the name.
    pub(super) fn unveil(&mut self, book: &Book, slot: u32) -> Result<(), Torn> {
        self.names.take(book.name_of(slot)?);
        Ok(())
    }

    /// Takes one more out.
    pub(super) fn add(&mut self, book: &Book, slot: u32) -> Result<(), Torn> {
        if !self.slots.add(slot) {
            return Ok(());
        }
        self.count += 1;
        let name = book.name_of(slot)?;
        let mut bearers = book.bearers(name, usize::MAX)?.into_iter();
        if bearers.all(|bearer| self.has(bearer)) {
            self.names.add(name);
        }
        Ok(())
    }

    /// Whether a slot is not shown.
    #[inline]
    pub(super) fn has(&self, slot: u32) -> bool {
        self.count > 0 && self.slots.has(slot)
    }

    /// Whether nobody who is shown bears a name.
    #[inline]
    pub(super) fn has_name(&self, name: NameNo) -> bool {
        self.count > 0 && self.names.has(name)
    }

    /// How many slots are not shown.
    pub(super) fn len(&self) -> usize {
        self.count
    }
}
