//! Randomness that a seed decides: xoshiro256++ seeded by splitmix64, one stream for each thing made.

/// A stream of numbers.
#[derive(Clone, Debug)]
pub struct Seed([u64; 4]);

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Seed {
    /// The stream of thing number `index` of a kind.
    #[must_use]
    pub fn of(seed: u64, kind: u64, index: u32) -> Self {
        let mut state =
            seed ^ kind.rotate_left(32) ^ u64::from(index).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Self([
            splitmix(&mut state),
            splitmix(&mut state),
            splitmix(&mut state),
            splitmix(&mut state),
        ])
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        let s = &mut self.0;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        // The bias of a 32-bit range in 64 bits is beyond anything a demo shows.
        u32::try_from((u128::from(self.bits()) * u128::from(n)) >> 64).unwrap_or(0)
    }

    /// A number from `a` to `b`, both included.
    pub fn between(&mut self, a: u32, b: u32) -> u32 {
        a + self.below(b.saturating_sub(a) + 1)
    }

    /// True in so many of a thousand cases.
    pub fn mille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }

    /// One of a list; `None` of an empty one.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let n = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.get(usize::try_from(self.below(n)).unwrap_or(0))
    }

    /// One of a list by running totals of weights.
    pub fn weighed<'a, T>(&mut self, list: &'a [(u32, T)]) -> Option<&'a T> {
        let total = list.last().map_or(0, |(sum, _)| *sum);
        let at = self.below(total);
        let place = list.partition_point(|(sum, _)| *sum <= at);
        list.get(place).map(|(_, item)| item)
    }
}
