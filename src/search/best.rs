//! The best few of very many, kept while they stream by.

use super::grade::{Grade, MatchClass};
use crate::domain::ids::PersonId;

/// What ranks a candidate before the fuzzy matcher: class, cost, length of the name, person.
/// Nothing in it depends on the order in which people came into the index, and no two are equal.
pub(super) type Rank = (MatchClass, u32, usize, PersonId);

/// A bounded collection of the best-ranked people.
#[derive(Debug)]
pub(super) struct Best {
    keep: usize,
    /// Nobody ranked here or worse can come in any more.
    bar: Option<Rank>,
    list: Vec<(Rank, u32, Grade)>,
}

impl Best {
    /// Makes an empty collection of `keep` at most.
    pub(super) fn of(keep: usize) -> Self {
        Self {
            keep: keep.max(1),
            bar: None,
            list: Vec::new(),
        }
    }

    /// Whether a grade has no chance any more, whoever it belongs to.
    pub(super) fn is_below(&self, grade: Grade) -> bool {
        self.bar.is_some_and(|bar| grade.key() > (bar.0, bar.1))
    }

    /// Takes a candidate in, if it is good enough.
    pub(super) fn push(&mut self, rank: Rank, slot: u32, grade: Grade) {
        if self.bar.is_some_and(|bar| rank >= bar) {
            return;
        }
        self.list.push((rank, slot, grade));
        // Room for as many again, so that the cut is made seldom.
        if self.list.len() >= self.keep.saturating_mul(2) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.list.len() > self.keep {
            let (_, next, _) = self
                .list
                .select_nth_unstable_by_key(self.keep, |entry| entry.0);
            self.bar = Some(next.0);
            self.list.truncate(self.keep);
        }
    }

    /// The best, in no order.
    pub(super) fn into_list(mut self) -> Vec<(Rank, u32, Grade)> {
        self.cut();
        self.list
    }
}
