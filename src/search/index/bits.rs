//! Sets of small numbers, one bit each: slots of people, numbers of names.

/// A set of small numbers, one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// All below a count.
    pub(super) fn all(count: u32) -> Self {
        Self(vec![u64::MAX; count as usize / 64 + 1])
    }

    /// None, with room for so many.
    pub(super) fn none(count: u32) -> Self {
        Self(vec![0; count as usize / 64 + 1])
    }

    /// Whether it is in.
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

    /// Adds many.
    pub(super) fn add_all(&mut self, many: &[u32]) {
        for n in many {
            self.add(*n);
        }
    }

    /// How many are in.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Those that are in, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0u32..).step_by(64).zip(&self.0).flat_map(|(from, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let lowest = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(from + lowest)
            })
        })
    }

    /// Taken out; whether it was in.
    pub(super) fn take(&mut self, n: u32) -> bool {
        let was = self.has(n);
        if was && let Some(word) = self.0.get_mut(n as usize / 64) {
            *word &= !(1 << (n % 64));
        }
        was
    }
}

/// A set in which each number knows how many smaller ones are in.
pub(super) struct Ranked {
    bits: Bits,
    /// How many are in before each word of the bits.
    before: Vec<u32>,
}

impl Ranked {
    /// Counts a finished set.
    pub(super) fn of(bits: Bits) -> Self {
        let mut sum = 0;
        let count = |word: &u64| {
            let before = sum;
            sum += word.count_ones();
            before
        };
        let before = bits.0.iter().map(count).collect();
        Self { bits, before }
    }

    /// How many smaller ones are in; `None` for one that is not.
    #[inline]
    pub(super) fn rank(&self, n: u32) -> Option<usize> {
        let word = *self.bits.0.get(n as usize / 64)?;
        let bit = 1u64 << (n % 64);
        let below = (word & (bit - 1)).count_ones();
        (word & bit != 0).then(|| (self.before[n as usize / 64] + below) as usize)
    }
}
