//! Parts that every search reads: kept in memory from the first time on, unless they are large.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::pages::{Pages, Part, WIDE};
use crate::search::segment::Torn;

/// Bytes up to which a part that every search reads is kept in memory.
const KEEP: u64 = 1 << 20;

/// A part that every search reads: kept in memory from the first time on, unless it is large.
pub(super) struct Kept {
    part: Part,
    held: OnceLock<Vec<u8>>,
}

impl Kept {
    /// Reads nothing yet.
    pub(super) fn of(part: Part) -> Self {
        Self {
            part,
            held: OnceLock::new(),
        }
    }

    /// The whole part.
    pub(super) fn whole(&self, pages: &Pages) -> Result<Cow<'_, [u8]>, Torn> {
        let len = usize::try_from(self.part.len).map_err(|_| Torn)?;
        self.piece(pages, 0, len)
    }

    /// The piece of the part from `from` on.
    pub(super) fn piece(
        &self,
        pages: &Pages,
        from: u64,
        len: usize,
    ) -> Result<Cow<'_, [u8]>, Torn> {
        if self.part.len > KEEP {
            return pages.piece(self.part, from, len).map(Cow::Owned);
        }
        self.held(pages, from, len).map(Cow::Borrowed)
    }

    /// The same, with `room` for what must be read.
    pub(super) fn piece_in<'a>(
        &'a self,
        pages: &Pages,
        from: u64,
        len: usize,
        room: &'a mut Room,
    ) -> Result<&'a [u8], Torn> {
        if self.part.len <= KEEP {
            return self.held(pages, from, len);
        }
        let left = self.part.len.checked_sub(from).ok_or(Torn)?;
        if (len as u64) > left {
            return Err(Torn);
        }
        room.get(pages, (self.part.at + from, left), len)
    }

    fn held(&self, pages: &Pages, from: u64, len: usize) -> Result<&[u8], Torn> {
        let whole = if let Some(whole) = self.held.get() {
            whole
        } else {
            let whole = pages.whole(self.part)?;
            self.held.get_or_init(|| whole)
        };
        let from = usize::try_from(from).map_err(|_| Torn)?;
        let to = from.checked_add(len).ok_or(Torn)?;
        whole.get(from..to).ok_or(Torn)
    }

    /// The `N` bytes of entry `n`.
    pub(super) fn entry<const N: usize>(&self, pages: &Pages, n: u32) -> Result<[u8; N], Torn> {
        if self.part.len > KEEP {
            return pages.entry(self.part, n);
        }
        let held = self.held(pages, u64::from(n) * N as u64, N)?;
        held.try_into().map_err(|_| Torn)
    }
}

/// Where pieces are read into that mostly follow on each other.
#[derive(Default)]
pub(super) struct Room {
    at: u64,
    bytes: Vec<u8>,
}

impl Room {
    /// The bytes at a place behind which so many are left: of a piece that follows on the one before, more is read
    /// than is asked for.
    fn get(&mut self, pages: &Pages, (at, left): (u64, u64), len: usize) -> Result<&[u8], Torn> {
        let end = self.at + self.bytes.len() as u64;
        if at < self.at || at + len as u64 > end {
            let follows = (self.at..=end).contains(&at) && !self.bytes.is_empty();
            let size = if follows { len.max(WIDE) } else { len };
            let size = usize::try_from(left).map_or(size, |left| size.min(left));
            self.bytes.resize(size, 0);
            if pages.read(at, &mut self.bytes).is_err() {
                self.bytes.clear();
                return Err(Torn);
            }
            self.at = at;
        }
        let from = usize::try_from(at - self.at).map_err(|_| Torn)?;
        self.bytes.get(from..from + len).ok_or(Torn)
    }
}
