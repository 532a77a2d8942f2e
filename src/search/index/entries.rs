//! Where the few slots that have something of their own keep it: looked up in the file, of which only
//! every so many entries are known in memory.

use std::sync::OnceLock;

use super::pages::{Pages, Part, number};
use crate::search::segment::Torn;

/// Entries of which one is known in memory.
const STRIDE: usize = 64;

/// Bytes of an entry: a slot, and where what is its own starts.
const ENTRY: usize = 8;

/// Bytes read at once.
const PIECE: u64 = 16 * 1024;

/// A part of entries by slot, closed by one that is no slot's.
pub(super) struct Entries {
    part: Part,
    /// The slot of every so many entries.
    slots: OnceLock<Vec<u32>>,
}

impl Entries {
    /// Reads nothing yet.
    pub(super) fn of(part: Part) -> Self {
        Self {
            part,
            slots: OnceLock::new(),
        }
    }

    /// From where to where in another part something of a slot's own lies; `None` when it has nothing.
    pub(super) fn span(&self, pages: &Pages, slot: u32) -> Result<Option<(u32, u32)>, Torn> {
        let slots = self.slots(pages)?;
        let Some(nth) = slots.partition_point(|s| *s <= slot).checked_sub(1) else {
            return Ok(None);
        };
        // One more: where the last one ends.
        let mut room = [0; (STRIDE + 1) * ENTRY];
        let from = (nth * STRIDE * ENTRY) as u64;
        let left = self.part.len.checked_sub(from).ok_or(Torn)?;
        let len = usize::try_from(left).map_or(room.len(), |left| left.min(room.len()));
        let room = &mut room[..len];
        pages.read(self.part.at + from, room)?;
        let entries: &[[u8; ENTRY]] = room.as_chunks().0;
        let Ok(at) = entries.binary_search_by_key(&slot, |e| number(e)) else {
            return Ok(None);
        };
        let start = |at: usize| entries.get(at).map(|e| number(&e[4..])).ok_or(Torn);
        let (from, to) = (start(at)?, start(at + 1)?);
        if from > to {
            return Err(Torn);
        }
        Ok(Some((from, to)))
    }

    fn slots(&self, pages: &Pages) -> Result<&[u32], Torn> {
        if let Some(slots) = self.slots.get() {
            return Ok(slots);
        }
        let mut slots = Vec::new();
        let mut from = 0;
        while from < self.part.len {
            let len = PIECE.min(self.part.len - from);
            let piece = pages.piece(self.part, from, usize::try_from(len).map_err(|_| Torn)?)?;
            slots.extend(piece.chunks(STRIDE * ENTRY).map(number));
            from += len;
        }
        Ok(self.slots.get_or_init(|| slots))
    }
}

#[cfg(test)]
mod tests {
    use super::super::pages::{BLOCK, Pages, Part, sum};
    use super::{ENTRY, Entries, STRIDE};

    fn pages_of(entries: &[(u32, u32)]) -> (Pages, Part) {
        let bytes = |e: &(u32, u32)| [e.0.to_le_bytes(), e.1.to_le_bytes()].concat();
        let bytes: Vec<u8> = entries.iter().flat_map(bytes).collect();
        let part = Part {
            at: 0,
            len: bytes.len() as u64,
        };
        let sums = bytes.chunks(BLOCK).map(sum).collect();
        (Pages::of(Box::new(bytes), sums), part)
    }

    /// Every third slot has something, of as many bytes as it likes; however many there are, in whole
    /// strides and not, over more than one piece.
    #[test]
    fn every_slot_is_found_and_no_other() {
        let counts = [0, 1, 2, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE, 9000];
        for count in counts {
            let count = u32::try_from(count).expect("few");
            let start = |n: u32| n * 5 + n % 4;
            let mut all: Vec<(u32, u32)> = (0..count).map(|n| (n * 3 + 1, start(n))).collect();
            all.push((u32::MAX, start(count)));
            let (pages, part) = pages_of(&all);
            let entries = Entries::of(part);
            for slot in 0..count * 3 + 3 {
                let n = slot / 3;
                let expected = (slot % 3 == 1 && n < count).then(|| (start(n), start(n + 1)));
                assert_eq!(
                    entries.span(&pages, slot),
                    Ok(expected),
                    "{slot} of {count}"
                );
            }
            let known = entries.slots.get().map_or(0, Vec::len);
            assert!(known <= all.len() / STRIDE + 1, "{known} of {count}");
        }
    }

    /// Ends that lie before their starts, no end at all, no entries at all: torn or nothing, never more.
    #[test]
    fn what_makes_no_sense_is_torn() {
        let (pages, part) = pages_of(&[(1, 9), (u32::MAX, 3)]);
        assert!(Entries::of(part).span(&pages, 1).is_err(), "backwards");
        let (pages, part) = pages_of(&[(1, 9)]);
        assert!(Entries::of(part).span(&pages, 1).is_err(), "no end");
        let (pages, part) = pages_of(&[]);
        assert_eq!(Entries::of(part).span(&pages, 1), Ok(None));
        let longer = Part {
            len: part.len + ENTRY as u64,
            ..part
        };
        assert!(Entries::of(longer).span(&pages, 1).is_err(), "cut off");
    }
}
