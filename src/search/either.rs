//! Many ascending lists as one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use super::postings::Ascending;

/// Several ascending lists as one, each number once. There may be a thousand: a character has a list with every
/// other that stands behind it.
#[derive(Debug)]
pub(super) struct Either<I> {
    lists: Vec<I>,
    /// The next number of each list, the least on top; those that are at their end are not there.
    heads: BinaryHeap<Reverse<(u32, usize)>>,
    begun: bool,
}

impl<I: Iterator<Item = u32>> Either<I> {
    /// Brings lists together.
    pub(super) fn of(lists: impl IntoIterator<Item = I>) -> Self {
        Self {
            lists: lists.into_iter().collect(),
            heads: BinaryHeap::new(),
            begun: false,
        }
    }

    /// Reads the first number of each list, once.
    fn begin(&mut self, first: impl Fn(&mut I) -> Option<u32>) {
        if !std::mem::replace(&mut self.begun, true) {
            let lists = self.lists.iter_mut().enumerate();
            let heads = lists.filter_map(|(n, list)| Some(Reverse((first(list)?, n))));
            self.heads = heads.collect();
        }
    }

    /// Takes every list forward whose next number is below `least`.
    fn forward(&mut self, least: u32, step: impl Fn(&mut I) -> Option<u32>) {
        while let Some(mut top) = self.heads.peek_mut() {
            let Reverse((head, n)) = *top;
            if head >= least {
                break;
            }
            match step(&mut self.lists[n]) {
                Some(next) => *top = Reverse((next, n)),
                None => drop(PeekMut::pop(top)),
            }
        }
    }

    fn take(&mut self) -> Option<u32> {
        let Reverse((least, _)) = *self.heads.peek()?;
        self.forward(least.saturating_add(1), I::next);
        Some(least)
    }
}

impl<I: Iterator<Item = u32>> Iterator for Either<I> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.begin(I::next);
        self.take()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let most = |list: &I| list.size_hint().1.unwrap_or(0);
        (0, Some(self.lists.iter().map(most).sum()))
    }
}

impl<L: Ascending> Ascending for Either<L> {
    fn seek(&mut self, least: u32) -> Option<u32> {
        self.begin(|list| list.seek(least));
        self.forward(least, |list| list.seek(least));
        self.take()
    }

    fn most(&self) -> usize {
        self.lists.iter().map(L::most).sum()
    }
}
