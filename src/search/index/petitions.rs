//! Which petitions may have the words typed: candidates newest first, to be read and tested by the store.

use super::Index;
use super::pairs::Mark;
use crate::search::normal;
use crate::search::postings::Either;
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

/// Slots, ascending: petitions from the newest to the oldest.
type Slots<'a> = Box<dyn Iterator<Item = u32> + 'a>;

impl Index {
    /// The petitions of the book that may have all the words, newest first, as long as `visit`
    /// wants more. None that has them is left out; some that have not are among them.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn petitions(
        &self,
        words: &[Words],
        mut visit: impl FnMut(i64) -> bool,
    ) -> Result<(), Torn> {
        let mut lists = Vec::new();
        for word in words {
            lists.push(self.having(word)?.peekable());
        }
        let Some((first, others)) = lists.split_first_mut() else {
            return Ok(());
        };
        'slots: for slot in first {
            for list in others.iter_mut() {
                while list.next_if(|at| *at < slot).is_some() {}
                match list.peek() {
                    None => break 'slots,
                    Some(at) if *at > slot => continue 'slots,
                    Some(_) => {}
                }
            }
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

    fn having(&self, word: &Words) -> Result<Slots<'_>, Torn> {
        let (book, pages) = (&self.book, &self.book.pages);
        let chars: Vec<char> = word.text.chars().map(normal::plain).collect();
        let mut lists: Vec<Slots<'_>> = Vec::new();
        if let Some(signs) = book.matters.read(&chars) {
            match signs.as_slice() {
                [] => {}
                [one] => lists.push(Box::new(book.matters.single(pages, *one)?)),
                more => lists.push(Box::new(book.matters.common(pages, more)?)),
            }
        }
        let units = word.units.iter().map(|n| Mark::Unit(*n));
        for mark in units.chain(word.categories.iter().map(|n| Mark::Category(*n))) {
            lists.push(Box::new(book.matters.marked(pages, mark)?));
        }
        Ok(Box::new(Either::of(lists)))
    }
}
