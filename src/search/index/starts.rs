//! Where the entries of each number start in another part: asked for every name that fits, and therefore
//! kept in memory, in a quarter of the bytes that it has in the file.

use std::sync::OnceLock;

use super::pages::{Pages, Part, number};
use crate::search::segment::Torn;

/// Starts of a part that are kept up to this many bytes of it; beyond, they are read one by one.
const KEEP: u64 = 16 << 20;

/// Numbers for which one start is kept.
const STRIDE: u32 = 64;

/// A length that does not fit in a byte: it is read from the file.
const LONG: u8 = u8::MAX;

/// Bytes read at once.
const PIECE: u64 = 16 * 1024;

/// A part of ascending starts: one for each number, and the end of all.
pub(super) struct Starts {
    part: Part,
    held: OnceLock<Held>,
}

/// How many entries each number has, and where those of every so many start.
struct Held {
    lengths: Vec<u8>,
    starts: Vec<u32>,
}

impl Starts {
    /// Reads nothing yet.
    pub(super) fn of(part: Part) -> Self {
        Self {
            part,
            held: OnceLock::new(),
        }
    }

    /// Where the entries of a number start and end.
    pub(super) fn span(&self, pages: &Pages, n: u32) -> Result<(u32, u32), Torn> {
        let Some(held) = self.held(pages)? else {
            return pages.span(self.part, n);
        };
        let first = (n / STRIDE * STRIDE) as usize;
        let lengths = held.lengths.get(first..=n as usize).ok_or(Torn)?;
        if lengths.contains(&LONG) {
            return pages.span(self.part, n);
        }
        let (last, before) = lengths.split_last().ok_or(Torn)?;
        let start = *held.starts.get((n / STRIDE) as usize).ok_or(Torn)?;
        let before: u32 = before.iter().copied().map(u32::from).sum();
        let start = start.checked_add(before).ok_or(Torn)?;
        let end = start.checked_add(u32::from(*last)).ok_or(Torn)?;
        Ok((start, end))
    }

    /// How many entries a number has.
    pub(super) fn count(&self, pages: &Pages, n: u32) -> Result<usize, Torn> {
        if let Some(held) = self.held(pages)? {
            let length = *held.lengths.get(n as usize).ok_or(Torn)?;
            if length != LONG {
                return Ok(length.into());
            }
        }
        let (start, end) = pages.span(self.part, n)?;
        Ok((end - start) as usize)
    }

    /// `None` when there are too many to be kept.
    fn held(&self, pages: &Pages) -> Result<Option<&Held>, Torn> {
        if self.part.len > KEEP {
            return Ok(None);
        }
        if let Some(held) = self.held.get() {
            return Ok(Some(held));
        }
        let held = Held::read(pages, self.part)?;
        Ok(Some(self.held.get_or_init(|| held)))
    }
}

impl Held {
    fn read(pages: &Pages, part: Part) -> Result<Self, Torn> {
        let count = usize::try_from(part.len / 4).map_err(|_| Torn)?;
        let mut held = Self {
            lengths: Vec::with_capacity(count),
            starts: Vec::with_capacity(count / STRIDE as usize + 1),
        };
        let mut before = None;
        let mut from = 0;
        while from < part.len {
            let len = PIECE.min(part.len - from);
            let piece = pages.piece(part, from, usize::try_from(len).map_err(|_| Torn)?)?;
            for start in piece.chunks_exact(4).map(number) {
                if let Some(before) = before {
                    if held.lengths.len().is_multiple_of(STRIDE as usize) {
                        held.starts.push(before);
                    }
                    let length = start.checked_sub(before).ok_or(Torn)?;
                    held.lengths.push(u8::try_from(length).unwrap_or(LONG));
                }
                before = Some(start);
            }
            from += len;
        }
        Ok(held)
    }
}

#[cfg(test)]
mod tests {
    use super::super::pages::{BLOCK, Pages, Part, sum};
    use super::{LONG, Starts};

    /// What is kept says the same as the part itself: short, empty, long ones, and at the borders.
    #[test]
    fn kept_starts_are_those_of_the_part() {
        let lengths = (0u32..5000).map(|n| match n % 97 {
            0 => 700,
            1 => u32::from(LONG),
            2 => u32::from(LONG) - 1,
            n => n % 3,
        });
        let mut all = vec![0u32];
        for length in lengths {
            all.push(all[all.len() - 1] + length);
        }
        let bytes: Vec<u8> = all.iter().flat_map(|n| n.to_le_bytes()).collect();
        let part = Part {
            at: 0,
            len: bytes.len() as u64,
        };
        let sums = bytes.chunks(BLOCK).map(sum).collect();
        let pages = Pages::of(Box::new(bytes), sums);
        let starts = Starts::of(part);
        for (n, pair) in (0u32..).zip(all.windows(2)) {
            assert_eq!(starts.span(&pages, n), Ok((pair[0], pair[1])), "{n}");
            let count = (pair[1] - pair[0]) as usize;
            assert_eq!(starts.count(&pages, n), Ok(count), "{n}");
        }
        assert!(starts.span(&pages, 5000).is_err(), "there are no more");
        assert!(starts.count(&pages, 5000).is_err(), "there are no more");
    }
}
