//! Which petitions may have the words typed: candidates newest first, to be read and tested by the store.

use super::Index;
use super::mark::Mark;
use crate::domain::ids::PetitionId;
use crate::search::either::Either;
use crate::search::normal;
use crate::search::postings::{Ascending, Common};
use crate::search::segment::Torn;

/// One word typed, with the marks that stand for it too: units and categories of such a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The word.
    pub text: String,
    /// Units whose name has the word.
    pub units: Vec<u16>,
    /// Categories whose name has the word.
    pub categories: Vec<u16>,
}

/// What a reader of few petitions may see at most: those that concern some units, and some more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Within {
    /// Units, by their rows.
    pub units: Vec<u32>,
    /// Petitions beside those that concern the units.
    pub more: Vec<PetitionId>,
}

/// Slots, ascending: petitions from the newest to the oldest.
type Slots<'a> = Box<dyn Ascending + 'a>;

impl Index {
    /// The petitions of the book that may have all the words, newest first, as long as `visit`
    /// wants more. None that has them is left out; some that have not are among them. A reader of few
    /// is spared the others.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn petitions(
        &self,
        words: &[Words],
        within: Option<&Within>,
        mut visit: impl FnMut(i64) -> bool,
    ) -> Result<(), Torn> {
        let mut lists = Vec::with_capacity(words.len() + 1);
        for word in words {
            lists.push(self.having(word)?);
        }
        if let Some(within) = within.filter(|_| !lists.is_empty()) {
            lists.push(self.within(within)?);
        }
        for slot in Common::all(lists) {
            if !visit(self.book.petition(slot)?) {
                break;
            }
        }
        // A list that broke off looked like its end.
        self.book.pages.sound()
    }

    /// How many petitions are in the book.
    #[must_use]
    pub fn petition_count(&self) -> usize {
        self.book.header.petitions as usize
    }

    fn within(&self, within: &Within) -> Result<Slots<'_>, Torn> {
        let more = self.book.petition_slots(&within.more)?;
        let mut lists: Vec<Slots<'_>> = vec![Box::new(more.into_iter())];
        for unit in &within.units {
            let list = (self.book.matters).marked(&self.book.pages, Mark::Concern(*unit))?;
            lists.push(Box::new(list));
        }
        Ok(Box::new(Either::of(lists)))
    }

    fn having(&self, word: &Words) -> Result<Slots<'_>, Torn> {
        let (book, pages) = (&self.book, &self.book.pages);
        let chars: Vec<char> = word.text.chars().map(normal::plain).collect();
        let mut lists: Vec<Slots<'_>> = Vec::new();
        if chars.len() >= 4 && chars.iter().all(char::is_ascii_digit) {
            let fours = Mark::fours(&chars);
            let fours: Result<Vec<_>, Torn> =
                fours.map(|four| book.matters.marked(pages, four)).collect();
            lists.push(Box::new(Common::all(fours?)));
        } else if let Some(signs) = book.matters.read(&chars) {
            match signs.as_slice() {
                [] => {}
                [one] => lists.push(Box::new(book.matters.single(pages, *one)?)),
                more => lists.push(Box::new(book.matters.having(pages, more)?)),
            }
        }
        let units = word.units.iter().map(|n| Mark::Unit(*n));
        for mark in units.chain(word.categories.iter().map(|n| Mark::Category(*n))) {
            lists.push(Box::new(book.matters.marked(pages, mark)?));
        }
        Ok(Box::new(Either::of(lists)))
    }
}
