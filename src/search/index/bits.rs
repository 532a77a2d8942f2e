//! A set of small numbers, one bit each.

/// A set of small numbers, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn all(count: u32) -> Self {
        Self(vec![u64::MAX; count as usize / 64 + 1])
    }

    pub(super) fn none(count: u32) -> Self {
        Self(vec![0; count as usize / 64 + 1])
    }

    pub(super) fn has(&self, n: u32) -> bool {
        let word = self.0.get(n as usize / 64);
        word.is_some_and(|w| w >> (n % 64) & 1 == 1)
    }

    /// Whether it was not in before.
    pub(super) fn add(&mut self, n: u32) -> bool {
        let at = n as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let new = !self.has(n);
        self.0[at] |= 1 << (n % 64);
        new
    }

    /// How many are in.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Those that are in, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0u32..).step_by(64).zip(&self.0).flat_map(|(from, word)| {
            let word = *word;
            (0..64)
                .filter(move |n| word >> n & 1 == 1)
                .map(move |n| from + n)
        })
    }

    pub(super) fn take(&mut self, n: u32) -> bool {
        let was = self.has(n);
        if was && let Some(word) = self.0.get_mut(n as usize / 64) {
            *word &= !(1 << (n % 64));
        }
        was
    }
}
