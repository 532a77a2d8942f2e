//! The best few of very many, kept while they stream by.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::grade::{Grade, MatchClass};

/// What ranks a candidate before the fuzzy matcher: class, cost, place of the name among all names
/// (shorter ones first), slot or name. No two are equal.
pub(super) type Rank = (MatchClass, u32, u64, u32);

/// One candidate: ordered by rank alone.
#[derive(Clone, Copy, Debug)]
struct Ranked(Rank, Grade);

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

/// A bounded collection of the best-ranked.
#[derive(Debug)]
pub(super) struct Best {
    keep: usize,
    /// The worst on top.
    heap: BinaryHeap<Ranked>,
}

impl Best {
    /// Makes an empty collection of `keep` at most.
    pub(super) fn of(keep: usize) -> Self {
        Self {
            keep: keep.max(1),
            heap: BinaryHeap::new(),
        }
    }

    /// How many it holds at most.
    pub(super) fn keep(&self) -> usize {
        self.keep
    }

    /// How many it holds.
    pub(super) fn len(&self) -> usize {
        self.heap.len()
    }

    /// Whether nothing ranked here or worse can come in any more.
    #[inline]
    pub(super) fn is_above(&self, rank: Rank) -> bool {
        self.heap.len() >= self.keep && self.heap.peek().is_some_and(|worst| worst.0 <= rank)
    }

    /// Takes a candidate in, if it is good enough.
    pub(super) fn push(&mut self, rank: Rank, grade: Grade) {
        if self.is_above(rank) {
            return;
        }
        if self.heap.len() >= self.keep {
            self.heap.pop();
        }
        self.heap.push(Ranked(rank, grade));
    }

    /// The best, best first.
    pub(super) fn into_list(self) -> Vec<(Rank, Grade)> {
        let sorted = self.heap.into_sorted_vec();
        sorted.into_iter().map(|r| (r.0, r.1)).collect()
    }
}
