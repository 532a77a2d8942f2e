//! Bytes read piece by piece, each block held against its sum once: a torn file is noticed, not believed.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::search::postings::{Cursor, Rest};
use crate::search::segment::Torn;

/// Bytes in a block that has a sum of its own.
pub(super) const BLOCK: usize = 16 * 1024;

/// Where the bytes of an index lie: a file or memory. They never change under a reader: a newer
/// index is another file.
pub trait Bytes: Send + Sync {
    /// Fills `into` from `at` on; false when there are not so many or they cannot be read.
    fn read(&self, at: u64, into: &mut [u8]) -> bool;
    /// How many there are.
    fn len(&self) -> u64;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Bytes for Vec<u8> {
    fn read(&self, at: u64, into: &mut [u8]) -> bool {
        let Ok(at) = usize::try_from(at) else {
            return false;
        };
        let end = at.saturating_add(into.len());
        self.get(at..end).is_some_and(|part| {
            into.len() == part.len() && {
                into.copy_from_slice(part);
                true
            }
        })
    }

    fn len(&self) -> u64 {
        Self::len(self) as u64
    }
}

/// A stretch of bytes with one meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) at: u64,
    pub(super) len: u64,
}

/// The bytes of an index with the sums of their blocks.
pub(super) struct Pages {
    bytes: Box<dyn Bytes>,
    sums: Vec<u32>,
    /// One bit for each block already held against its sum.
    seen: Vec<AtomicU64>,
    /// Whether a later piece of a list could not be read: what was found is not all there is.
    torn: AtomicBool,
}

impl Pages {
    /// Takes bytes that are not checked yet.
    pub(super) fn of(bytes: Box<dyn Bytes>, sums: Vec<u32>) -> Self {
        let seen = (0..sums.len().div_ceil(64)).map(|_| AtomicU64::new(0));
        Self {
            bytes,
            seen: seen.collect(),
            sums,
            torn: AtomicBool::new(false),
        }
    }

    /// Fills `into` from `at` on.
    pub(super) fn read(&self, at: u64, into: &mut [u8]) -> Result<(), Torn> {
        if into.is_empty() {
            return Ok(());
        }
        let first = at / BLOCK as u64;
        let last = (at + into.len() as u64 - 1) / BLOCK as u64;
        for block in first..=last {
            self.check(usize::try_from(block).map_err(|_| Torn)?)?;
        }
        self.bytes.read(at, into).then_some(()).ok_or(Torn)
    }

    fn check(&self, block: usize) -> Result<(), Torn> {
        let word = self.seen.get(block / 64).ok_or(Torn)?;
        let bit = 1u64 << (block % 64);
        if word.load(Ordering::Relaxed) & bit != 0 {
            return Ok(());
        }
        let at = (block * BLOCK) as u64;
        let left = self.bytes.len().saturating_sub(at).min(BLOCK as u64);
        let mut room = vec![0; usize::try_from(left).map_err(|_| Torn)?];
        if !self.bytes.read(at, &mut room) || self.sums.get(block) != Some(&sum(&room)) {
            return Err(Torn);
        }
        word.fetch_or(bit, Ordering::Relaxed);
        Ok(())
    }

    /// A whole part, or the piece of it from `from` on.
    pub(super) fn piece(&self, part: Part, from: u64, len: usize) -> Result<Vec<u8>, Torn> {
        if from + len as u64 > part.len {
            return Err(Torn);
        }
        let mut room = vec![0; len];
        self.read(part.at + from, &mut room)?;
        Ok(room)
    }

    /// A list of `count` numbers that lies in a part at a place, so many bytes long: read piece by piece,
    /// as it is wanted. Whoever read from it asks whether all was [`Pages::sound`].
    pub(super) fn list(
        &self,
        part: Part,
        (from, len): (u64, u64),
        count: u32,
    ) -> Result<Cursor<'_>, Torn> {
        if from.checked_add(len).is_none_or(|end| end > part.len) {
            return Err(Torn);
        }
        let first = len.min(PIECE);
        let piece = self.piece(part, from, usize::try_from(first).map_err(|_| Torn)?)?;
        let rest: Option<Box<dyn Rest + '_>> = (first < len).then(|| {
            let rest: Box<dyn Rest + '_> = Box::new(Later {
                pages: self,
                at: part.at + from + first,
                left: len - first,
            });
            rest
        });
        Ok(Cursor::of(piece, rest, count))
    }

    /// Fails when a list broke off since this was last asked.
    pub(super) fn sound(&self) -> Result<(), Torn> {
        if self.torn.swap(false, Ordering::Relaxed) {
            Err(Torn)
        } else {
            Ok(())
        }
    }

    /// A whole part.
    pub(super) fn whole(&self, part: Part) -> Result<Vec<u8>, Torn> {
        self.piece(part, 0, usize::try_from(part.len).map_err(|_| Torn)?)
    }

    /// The `N` bytes of entry `n` in a part of such entries.
    pub(super) fn entry<const N: usize>(&self, part: Part, n: u32) -> Result<[u8; N], Torn> {
        let from = u64::from(n) * N as u64;
        if from + N as u64 > part.len {
            return Err(Torn);
        }
        let mut room = [0; N];
        self.read(part.at + from, &mut room)?;
        Ok(room)
    }

    /// Two neighbouring numbers of a part of ascending numbers: where an entry begins and ends.
    pub(super) fn span(&self, part: Part, n: u32) -> Result<(u32, u32), Torn> {
        let from = u64::from(n) * 4;
        if from + 8 > part.len {
            return Err(Torn);
        }
        let mut room = [0; 8];
        self.read(part.at + from, &mut room)?;
        let (start, end) = (number(&room[..4]), number(&room[4..]));
        if start > end {
            Err(Torn)
        } else {
            Ok((start, end))
        }
    }
}

/// Bytes of a list that are read at once.
const PIECE: u64 = 2 * BLOCK as u64;

/// The rest of a list.
struct Later<'a> {
    pages: &'a Pages,
    at: u64,
    left: u64,
}

impl Rest for Later<'_> {
    fn go_on(&mut self, piece: &mut Vec<u8>) -> bool {
        let now = self.left.min(PIECE);
        piece.resize(usize::try_from(now).unwrap_or(0), 0);
        let read = self.pages.read(self.at, piece);
        if read.is_err() {
            self.pages.torn.store(true, Ordering::Relaxed);
        }
        (self.at, self.left) = (self.at + now, self.left - now);
        read.is_ok() && now > 0
    }
}

/// The sum of a block.
pub(super) fn sum(block: &[u8]) -> u32 {
    crc32fast::hash(block)
}

/// Four bytes as a number; 0 for less than four.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes
        .first_chunk()
        .map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// Eight bytes as a number; 0 for less than eight.
pub(super) fn long(bytes: &[u8]) -> u64 {
    bytes
        .first_chunk()
        .map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Bytes that are sooner copied than asked for one by one: a call of the system takes as long as copying
/// nine thousand bytes that a core has at hand, or three thousand that it has not.
const GAP: u64 = 5 * 1024;

/// Bytes that a window reads which grew, at first and at the most.
const NARROW: usize = 2 * 1024;
pub(super) const WIDE: usize = 32 * 1024;

/// A window over a part that is read in ascending order: near entries are read together.
pub(super) struct Window<'a> {
    pages: &'a Pages,
    part: Part,
    start: u64,
    room: Vec<u8>,
    /// Bytes read at once at the most, and now.
    most: usize,
    size: usize,
}

impl<'a> Window<'a> {
    /// Opens a window of `size` bytes.
    pub(super) fn of(pages: &'a Pages, part: Part, size: usize) -> Self {
        Self {
            pages,
            part,
            start: 0,
            room: Vec::new(),
            most: size,
            size,
        }
    }

    /// A window that fits `wanted` reads spread evenly over a part: it may grow wide when they may lie
    /// close. One call of the system costs about as much as copying the gap.
    pub(super) fn for_reads(pages: &'a Pages, part: Part, wanted: usize) -> Self {
        let gap = part.len / (wanted as u64 + 1);
        Self {
            size: 0,
            ..Self::of(pages, part, if gap < GAP { WIDE } else { 0 })
        }
    }

    /// Reads no more than is asked for from now on.
    pub(super) fn narrow(&mut self) {
        (self.most, self.size) = (0, 0);
    }

    /// Grows when what is asked for lies close behind what was read, and else begins anew: of those who
    /// may be asked about, sometimes few are.
    fn fit(&mut self, from: u64) {
        let end = self.start + self.room.len() as u64;
        if self.most < WIDE {
            return;
        }
        let is_near = from >= self.start && from - self.start < GAP.max(end - self.start + GAP / 2);
        self.size = if is_near {
            (self.size * 4).clamp(NARROW, self.most)
        } else {
            0
        };
    }

    /// The bytes from `from` on.
    pub(super) fn get(&mut self, from: u64, len: usize) -> Result<&[u8], Torn> {
        let inside = from >= self.start && from + len as u64 <= self.start + self.room.len() as u64;
        if !inside {
            let left = self.part.len.checked_sub(from).ok_or(Torn)?;
            if (len as u64) > left {
                return Err(Torn);
            }
            self.fit(from);
            let size = (self.size.max(len) as u64).min(left);
            self.room
                .resize(usize::try_from(size).map_err(|_| Torn)?, 0);
            self.start = from;
            self.pages.read(self.part.at + from, &mut self.room)?;
        }
        let at = usize::try_from(from - self.start).map_err(|_| Torn)?;
        self.room.get(at..at + len).ok_or(Torn)
    }
}
