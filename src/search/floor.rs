//! The least that a name of a certain length can cost: what lets the search stop early and miss nothing.

use super::grade::MatchClass;
use super::level::{Cover, Level, SKIP_FIRST, SKIP_LAST, Tier};

/// Characters of a name that typing is spread over at most, for this reckoning.
const CHARACTERS: usize = 64;

/// For each number of characters, the best level and the least cost at which they can take in the
/// whole typing with at least one step that only this tier allows.
#[derive(Debug)]
pub(super) struct Floor {
    least: Vec<Option<(Level, u32)>>,
    anchored: bool,
}

/// The best step between two places: level and cost, each the least for itself.
type Span = Option<(Level, u32)>;

/// All best steps of a plan.
#[derive(Debug)]
pub(super) struct Spans {
    len: usize,
    tier: Tier,
    any: Vec<Span>,
    fresh: Vec<Span>,
}

impl Spans {
    /// No steps yet, for so many typed signs.
    pub(super) fn of(len: usize, tier: Tier) -> Self {
        Self {
            len,
            tier,
            any: vec![None; len * (len + 1)],
            fresh: vec![None; len * (len + 1)],
        }
    }

    /// Notes a step.
    pub(super) fn note(&mut self, from: usize, to: usize, level: Level, cost: u32) {
        let cell = from * (self.len + 1) + to;
        if cell >= self.any.len() || to > self.len {
            return;
        }
        let least = |span: &mut Span| {
            *span = Some(span.map_or((level, cost), |(l, c)| (l.min(level), c.min(cost))));
        };
        least(&mut self.any[cell]);
        let fresh = match self.tier {
            Tier::Exact => true,
            Tier::Relaxed => level >= Level::Variant,
            Tier::Slips => level >= Level::Slip,
        };
        if fresh {
            least(&mut self.fresh[cell]);
        }
    }

    /// Spreads the typing over ever more characters.
    #[allow(
        clippy::needless_range_loop,
        reason = "two places of one typing, in two lists each"
    )]
    pub(super) fn floor(&self, anchored: bool) -> Floor {
        let width = self.len + 1;
        let mut ways: [Vec<Span>; 2] = [vec![None; width], vec![None; width]];
        ways[0][0] = Some((Level::Exact, 0));
        let mut least = vec![None];
        for _ in 0..CHARACTERS.min(self.len) {
            let mut next: [Vec<Span>; 2] = [vec![None; width], vec![None; width]];
            for from in 0..self.len {
                for to in from + 1..=self.len.min(from + 10) {
                    let cell = from * width + to;
                    let mut go = |had: usize, step: Span, has: usize| {
                        if let (Some((l1, c1)), Some((l2, c2))) = (ways[had][from], step) {
                            let (level, cost) = (l1.max(l2), c1 + c2);
                            let place = &mut next[has][to];
                            *place = Some(
                                place.map_or((level, cost), |(l, c)| (l.min(level), c.min(cost))),
                            );
                        }
                    };
                    go(0, self.any[cell], 0);
                    go(0, self.fresh[cell], 1);
                    go(1, self.any[cell], 1);
                }
            }
            least.push(next[1][self.len]);
            ways = next;
        }
        Floor { least, anchored }
    }
}

impl Floor {
    /// The best class and cost of any name of `len` characters that does not fit by its first
    /// `skipped`; `None` when no such name fits.
    pub(super) fn of(&self, len: usize, skipped: usize) -> Option<(MatchClass, u32)> {
        if skipped > 0 && self.anchored {
            return None;
        }
        let room = len.checked_sub(skipped)?;
        let mut best: Option<(MatchClass, u32)> = None;
        for (met, least) in self.least.iter().enumerate().take(room + 1).skip(1) {
            let Some((level, cost)) = *least else {
                continue;
            };
            let rest = room - met;
            let cover = match (skipped, rest) {
                (0, 0) => Cover::Whole,
                (0, _) => Cover::Start,
                _ => Cover::Part,
            };
            let more = u32::try_from(skipped).unwrap_or(0) * SKIP_FIRST
                + u32::try_from(rest).unwrap_or(0) * SKIP_LAST;
            let class = MatchClass::of(level, cover, cost + more);
            let key = (class, cost + more);
            best = Some(best.map_or(key, |b| b.min(key)));
        }
        best
    }
}
