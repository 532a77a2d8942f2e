//! What names of two and three characters begin with: with the last character of each, which is kept beside,
//! that is all there is of them, and a third of what their packing takes.

use std::borrow::Cow;

use super::book::Book;
use super::pages::number;
use crate::search::alphabet::CharNo;
use crate::search::names::NameNo;
use crate::search::segment::Torn;

/// Names of three characters.
const THREE: u16 = 3;

/// Names that are alike but for their last character.
#[derive(Clone, Copy)]
pub(super) struct Alike {
    pub(super) from: NameNo,
    pub(super) to: NameNo,
    /// All characters but the last one; 0 behind the only one.
    pub(super) chars: [CharNo; 2],
}

/// Names from one number to another, all of two characters or all of three, by what they begin with.
pub(super) struct Stems<'a> {
    book: &'a Book,
    /// The runs, when there are three characters.
    runs: Option<Cow<'a, [u8]>>,
    /// The next group or run.
    nth: usize,
    from: NameNo,
    to: NameNo,
}

impl<'a> Stems<'a> {
    /// Begins with the first name.
    pub(super) fn of(book: &'a Book, len: u16, from: NameNo, to: NameNo) -> Result<Self, Torn> {
        let runs = (len == THREE).then(|| book.runs.whole(&book.pages));
        let runs = runs.transpose()?;
        let next = match &runs {
            Some(runs) => runs_of(runs).partition_point(|r| number(r) <= from),
            None => book.groups.partition_point(|g| g.start <= from),
        };
        Ok(Self {
            book,
            runs,
            nth: next.checked_sub(1).ok_or(Torn)?,
            from,
            to,
        })
    }

    /// The next names that begin alike; `None` behind the last name.
    pub(super) fn next(&mut self) -> Result<Option<Alike>, Torn> {
        if self.from >= self.to {
            return Ok(None);
        }
        let (chars, end) = if let Some(runs) = &self.runs {
            let runs = runs_of(runs);
            let end = runs.get(self.nth + 1).map(|r| number(r));
            (begins(*runs.get(self.nth).ok_or(Torn)?), end)
        } else {
            let end = self.book.groups.get(self.nth + 1).map(|g| g.start);
            let group = self.book.groups.get(self.nth).ok_or(Torn)?;
            ([group.first, 0], end)
        };
        let (from, to) = (self.from, end.unwrap_or(self.to).min(self.to));
        if to <= from {
            return Err(Torn);
        }
        self.nth += 1;
        self.from = to;
        Ok(Some(Alike { from, to, chars }))
    }
}

fn runs_of(runs: &[u8]) -> &[[u8; 8]] {
    runs.as_chunks().0
}

/// The first two characters of a run.
fn begins(run: [u8; 8]) -> [CharNo; 2] {
    let pair = number(&run[4..]);
    [(pair & 0xFFFF) as CharNo, (pair >> 16) as CharNo]
}

impl Book {
    /// A name of two or three characters as it is packed; `None` for any other.
    pub(super) fn by_stem(&self, name: NameNo) -> Result<Option<u64>, Torn> {
        let group = self.groups.partition_point(|g| g.start <= name);
        let group = group.checked_sub(1).and_then(|g| self.groups.get(g));
        let Some(group) = group.filter(|g| (2..=THREE).contains(&g.len)) else {
            return Ok(None);
        };
        let last = self
            .lasts
            .entry(&self.pages, name)
            .map(u16::from_le_bytes)?;
        if group.len < THREE {
            return Ok(Some(pack([group.first, 0], last, group.len)));
        }
        let runs = self.runs.whole(&self.pages)?;
        let runs = runs_of(&runs);
        let run = runs.partition_point(|r| number(r) <= name);
        let run = run.checked_sub(1).and_then(|r| runs.get(r)).ok_or(Torn)?;
        Ok(Some(pack(begins(*run), last, group.len)))
    }
}

/// A name of so many characters, two or three, as it is packed.
pub(super) fn pack([first, second]: [CharNo; 2], last: CharNo, len: u16) -> u64 {
    u64::from(first) | u64::from(second) << 16 | u64::from(last) << (16 * (u32::from(len) - 1))
}
