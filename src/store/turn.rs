//! A write transaction together with its place at the head of the queue.

use std::ops::Deref;

use rusqlite::Transaction;

use super::Sql;
use super::queue::Place;

/// A transaction that has the lock; whoever stands behind comes when it ends.
pub struct Turn<'a> {
    // Ends first: the next one must not come before.
    tx: Transaction<'a>,
    place: Place,
    /// How many records were witnessed before its work.
    pub witnesses: i64,
}

impl<'a> Turn<'a> {
    /// Joins the two.
    pub const fn new(tx: Transaction<'a>, place: Place) -> Self {
        Self {
            tx,
            place,
            witnesses: 0,
        }
    }

    /// Says to those behind that this turn takes longer than usual.
    pub fn takes_longer(&self) {
        self.place.takes_longer();
    }

    /// Makes everything last, then lets the next one come.
    pub fn commit(self) -> Sql<()> {
        let done = self.tx.commit();
        drop(self.place);
        done
    }
}

impl<'a> Deref for Turn<'a> {
    type Target = Transaction<'a>;

    fn deref(&self) -> &Transaction<'a> {
        &self.tx
    }
}
