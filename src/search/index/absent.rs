//! Who of a book is not shown: changed or taken out since it was made, or not for this reader.

use super::book::Book;
use crate::search::names::NameNo;
use crate::search::segment::Torn;

/// A set of small numbers, one bit each.
#[derive(Clone, Debug, Default)]
struct Bits(Vec<u64>);

impl Bits {
    fn all(count: u32) -> Self {
        Self(vec![u64::MAX; count as usize / 64 + 1])
    }

    fn none(count: u32) -> Self {
        Self(vec![0; count as usize / 64 + 1])
    }

    fn has(&self, n: u32) -> bool {
        let word = self.0.get(n as usize / 64);
        word.is_some_and(|w| w >> (n % 64) & 1 == 1)
    }

    /// Whether it was not in before.
    fn add(&mut self, n: u32) -> bool {
        let at = n as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let new = !self.has(n);
        self.0[at] |= 1 << (n % 64);
        new
    }

    fn take(&mut self, n: u32) -> bool {
        let was = self.has(n);
        if was && let Some(word) = self.0.get_mut(n as usize / 64) {
            *word &= !(1 << (n % 64));
        }
        was
    }
}

/// The slots that are not shown, and the names that nobody bears who is.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Absent {
    slots: Bits,
    names: Bits,
    count: usize,
}

impl Absent {
    /// Everyone but these slots.
    pub(super) fn all_but(book: &Book, shown: impl Iterator<Item = u32>) -> Result<Self, Torn> {
        let mut absent = Self {
            slots: Bits::all(book.header.people),
            names: Bits::all(book.name_count()),
            count: book.header.people as usize,
        };
        for slot in shown {
            absent.count -= usize::from(absent.slots.take(slot));
            absent.names.take(book.name_of(slot)?);
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
