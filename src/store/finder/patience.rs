//! Answers for those who ask once and go: a command waits for the index where a desk goes on and asks again.

use std::time::Duration;

use super::{Failed, Finder, book, said};
use crate::store::{Store, index_file};
use crate::words::Trouble;

/// How long between two looks at how far the making is.
const BEAT: Duration = Duration::from_millis(20);

/// Told how far the making is that somebody waits for, in thousandths; `None` when the waiting is over.
pub type Told = Box<dyn FnMut(Option<u32>) + Send>;

impl Finder {
    /// As [`Finder::new`], but every answer waits until the index is there, also when it is found damaged on
    /// the way; `told` how far the making is whenever one is waited for. An index far behind is made anew
    /// when that is soon done and no other session is at it.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn ready(
        store: Store,
        told: impl FnMut(Option<u32>) + Send + 'static,
    ) -> Result<Self, Trouble> {
        let mut finder = Self::new(store)?;
        finder.waits = true;
        finder.told = Box::new(told);
        finder.settle()?;
        finder.follow()?;
        finder.catch_up()?;
        Ok(finder)
    }

    /// Waits for the index that is being made, for whoever waits.
    pub(super) fn settle(&mut self) -> Result<(), Trouble> {
        if !self.waits || self.making.is_none() {
            return Ok(());
        }
        while let Some(making) = &self.making {
            (self.told)(Some(making.done()));
            match making.take() {
                book::State::Working => std::thread::sleep(BEAT),
                book::State::Done(made) => self.adopt(*made),
                book::State::Failed => self.give_up(),
            }
        }
        (self.told)(None);
        self.follow_store().map_err(|failed| match failed {
            Failed::Sql(e) => self.store.trouble(&e),
            // What was written a moment ago is altered already.
            Failed::Torn => said::torn(),
        })
    }

    /// Makes the index anew that everybody who comes after would have to bring up to date again.
    fn catch_up(&mut self) -> Result<(), Trouble> {
        let soon = book::is_soon_made(&self.store.conn).map_err(|e| self.store.trouble(&e))?;
        if !soon || !self.is_behind(book::is_far_behind) {
            return Ok(());
        }
        // Somebody else is making it, or the folder cannot be written: the old one serves.
        let turn = index_file::turn(&self.store.path, false);
        if !matches!(turn, Ok(Some(_))) {
            return Ok(());
        }
        drop(turn);
        self.making = Some(book::begin(&self.store));
        self.settle()
    }

    /// What `look` gives; a damaged index is put away, and it looks once more without it, or with the new
    /// one when that was waited for.
    pub(super) fn whole<T>(
        &mut self,
        mut look: impl FnMut(&mut Self) -> Result<T, Failed>,
    ) -> Result<T, Trouble> {
        let first = match look(self) {
            Err(Failed::Torn) => {
                self.rebuild(book::Why::Damaged);
                self.settle()?;
                look(self)
            }
            other => other,
        };
        self.interrupted = matches!(&first, Err(Failed::Sql(e)) if e.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted));
        first.map_err(|failed| match failed {
            Failed::Sql(e) => self.store.trouble(&e),
            Failed::Torn => said::torn(),
        })
    }
}
