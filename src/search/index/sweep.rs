//! A typed name held against all names of a book, the promising ones first, no further than needed.

use super::absent::Absent;
use super::book::{Book, Group};
use super::fits::Fits;
use super::kept::Room;
use super::layout::Section;
use super::naming::{LONG, SHORT};
use super::pages::{long, number};
use super::stems::{Alike, Stems, pack};
use crate::search::align::Reach;
use crate::search::alphabet::CharNo;
use crate::search::best::Best;
use crate::search::grade::{Grade, MatchClass};
use crate::search::names::{NameNo, Packed};
use crate::search::reader::NameReader;
use crate::search::segment::Torn;

/// Names read at once.
const CHUNK: u32 = 2048;

/// Names after which scattered initials are not looked for.
const ENOUGH: usize = 50;

/// A stretch of names that are alike: of one length, fitting only behind so many skipped characters.
#[derive(Clone, Copy, Debug)]
struct Stage {
    floor: (MatchClass, u32),
    len: u16,
    skipped: usize,
}

/// Where names that fit go.
pub(super) enum Basket {
    /// The best so many.
    Best(Best),
    /// All, but no more than so many: with more, it is not worth going by names.
    All(Fits, usize),
}

impl Basket {
    fn take(&mut self, name: NameNo, grade: Grade) {
        match self {
            Self::Best(best) => best.push((grade.class, grade.cost, u64::from(name), 0), grade),
            Self::All(list, _) => list.push(name, grade),
        }
    }

    /// Whether nothing from a name on, as good as the floor at best, is wanted any more.
    fn is_done(&self, floor: (MatchClass, u32), from: NameNo) -> bool {
        match self {
            Self::Best(best) => {
                // Scattered initials are for when little else is found.
                let scattered = floor.0 == MatchClass::Scattered;
                (scattered && best.len() >= ENOUGH)
                    || best.is_above((floor.0, floor.1, u64::from(from), 0))
            }
            Self::All(list, most) => list.len() > *most,
        }
    }
}

/// One sweep through the names.
pub(super) struct Sweep<'a> {
    book: &'a Book,
    /// Names that nobody bears who is shown are passed over.
    absent: &'a Absent,
    reader: &'a NameReader,
    basket: Basket,
    room: Vec<CharNo>,
    /// Where names are read into.
    bytes: Room,
    /// Whether only names that begin as typed are looked at.
    leading: bool,
    /// How far the first character of the names looked at leads.
    begun: (CharNo, Reach),
}

impl<'a> Sweep<'a> {
    /// Makes ready; when leading, only for names that begin as typed.
    pub(super) fn of(
        (book, absent): (&'a Book, &'a Absent),
        reader: &'a NameReader,
        basket: Basket,
        leading: bool,
    ) -> Self {
        Self {
            book,
            absent,
            reader,
            basket,
            room: Vec::new(),
            bytes: Room::default(),
            leading,
            begun: (0, reader.begin(0)),
        }
    }

    /// Goes through the names; gives what was found.
    pub(super) fn run(mut self) -> Result<Basket, Torn> {
        for stage in self.stages() {
            let groups = self.book.groups.partition_point(|g| g.len < stage.len);
            let end = self.book.groups.partition_point(|g| g.len <= stage.len);
            let from = self.book.groups.get(groups).map_or(0, |g| g.start);
            if self.basket.is_done(stage.floor, from) {
                continue;
            }
            if stage.skipped > 0 && (3..=SHORT).contains(&usize::from(stage.len)) {
                self.by_runs(stage, groups..end)?;
            } else {
                self.by_groups(stage, groups..end)?;
            }
        }
        Ok(self.basket)
    }

    /// All stages that may hold something, best first.
    fn stages(&self) -> Vec<Stage> {
        let mut stages = Vec::new();
        let mut last = 0;
        for group in &self.book.groups {
            if group.len == last || group.len == 0 {
                continue;
            }
            last = group.len;
            let deepest = match usize::from(last) {
                1 => 0,
                3 | 4 => 2,
                _ => 1,
            };
            for skipped in 0..=if self.leading { 0 } else { deepest } {
                if let Some(floor) = self.reader.floor(usize::from(last), skipped) {
                    stages.push(Stage {
                        floor,
                        len: last,
                        skipped,
                    });
                }
            }
        }
        stages.sort_by_key(|s| (s.floor, s.len, s.skipped));
        stages
    }

    fn group_end(&self, at: usize) -> NameNo {
        self.book
            .groups
            .get(at + 1)
            .map_or(self.book.name_count(), |g| g.start)
    }

    /// Whole groups: those that lead in the first stage, those that do not in the others.
    fn by_groups(&mut self, stage: Stage, range: std::ops::Range<usize>) -> Result<(), Torn> {
        // Neighbouring groups are read together.
        let mut open: Option<(NameNo, NameNo)> = None;
        for at in range {
            let Group { start, first, .. } = self.book.groups[at];
            let end = self.group_end(at);
            if self.reader.leads(first) != (stage.skipped == 0) {
                continue;
            }
            match open {
                Some((from, to)) if to == start => open = Some((from, end)),
                Some((from, to)) => {
                    self.scan(stage, from, to)?;
                    open = Some((start, end));
                }
                None => open = Some((start, end)),
            }
        }
        open.map_or(Ok(()), |(from, to)| self.scan(stage, from, to))
    }

    /// Names of three or four characters whose first one does not lead: by first and second.
    fn by_runs(&mut self, stage: Stage, range: std::ops::Range<usize>) -> Result<(), Torn> {
        let (from, to) = match (self.book.groups.get(range.start), range.end.checked_sub(1)) {
            (Some(first), Some(last)) => (first.start, self.group_end(last)),
            _ => return Ok(()),
        };
        let book = self.book;
        let runs = book.runs.whole(&book.pages)?;
        let runs: &[[u8; 8]] = runs.as_chunks().0;
        let begin = runs.partition_point(|r| number(r) < from);
        let end = runs.partition_point(|r| number(r) < to);
        let mut open: Option<(NameNo, NameNo)> = None;
        for at in begin..end {
            let run = &runs[at];
            let pair = number(&run[4..]);
            let (first, second) = ((pair & 0xFFFF) as CharNo, (pair >> 16) as CharNo);
            if self.reader.leads(first) || self.reader.leads(second) != (stage.skipped == 1) {
                continue;
            }
            let start = number(run);
            let stop = runs.get(at + 1).map_or(to, |next| number(next)).min(to);
            match open {
                Some((from, to)) if to == start => open = Some((from, stop)),
                Some((from, to)) => {
                    self.scan(stage, from, to)?;
                    if self.basket.is_done(stage.floor, start) {
                        return Ok(());
                    }
                    open = Some((start, stop));
                }
                None => open = Some((start, stop)),
            }
        }
        open.map_or(Ok(()), |(from, to)| self.scan(stage, from, to))
    }

    /// Tests the names from one number to another.
    fn scan(&mut self, stage: Stage, from: NameNo, to: NameNo) -> Result<(), Torn> {
        let mut bytes = std::mem::take(&mut self.bytes);
        let done = self.scan_in(stage, from, to, &mut bytes);
        self.bytes = bytes;
        done
    }

    fn scan_in(
        &mut self,
        stage: Stage,
        from: NameNo,
        to: NameNo,
        bytes: &mut Room,
    ) -> Result<(), Torn> {
        let book = self.book;
        let mut at = from;
        while at < to {
            if self.basket.is_done(stage.floor, at) {
                return Ok(());
            }
            // Small bites first: often the first few are enough.
            let end = to.min(at + if at == from { 512 } else { CHUNK });
            if matches!(stage.len, 2 | 3) {
                self.scan_stems(stage, (at, end), bytes)?;
                at = end;
                continue;
            }
            let len = (end - at) as usize * 8;
            let names = (book.names).piece_in(&book.pages, u64::from(at) * 8, len, bytes)?;
            let words: &[[u8; 8]] = names.as_chunks().0;
            if words.first().is_some_and(|w| long(w) & LONG == LONG) {
                self.scan_long(at, words)?;
            } else {
                for (name, word) in (at..).zip(words) {
                    self.test(name, Packed::Short(long(word)));
                }
            }
            at = end;
        }
        Ok(())
    }

    /// Tests names of two or three characters by what they begin with.
    fn scan_stems(
        &mut self,
        stage: Stage,
        (from, to): (NameNo, NameNo),
        bytes: &mut Room,
    ) -> Result<(), Torn> {
        let book = self.book;
        let len = (to - from) as usize * 2;
        let lasts = (book.lasts).piece_in(&book.pages, u64::from(from) * 2, len, bytes)?;
        let lasts: &[[u8; 2]] = lasts.as_chunks().0;
        let mut stems = Stems::of(book, stage.len, from, to)?;
        while let Some(alike) = stems.next()? {
            let within = (alike.from - from) as usize..(alike.to - from) as usize;
            self.scan_alike(stage, alike, lasts.get(within).ok_or(Torn)?);
        }
        Ok(())
    }

    /// Tests names that are alike but for their last character. One that leads on from no place which the
    /// others reach changes nothing, so that one test serves all such names.
    fn scan_alike(&mut self, stage: Stage, alike: Alike, lasts: &[[u8; 2]]) {
        let reader = self.reader;
        if self.begun.0 != alike.chars[0] {
            self.begun = (alike.chars[0], reader.begin(alike.chars[0]));
        }
        let begin = &alike.chars[..usize::from(stage.len) - 1];
        let Some(stem) = reader.stem(self.begun.1, begin) else {
            return;
        };
        let may_idle = stem.whole || stem.wrong;
        // Behind two that lead nowhere, the third of three must be the whole typing.
        let third = stage.len == 3 && stage.skipped == 2;
        let mut idle = None;
        for (name, last) in (alike.from..).zip(lasts) {
            let last = u16::from_le_bytes(*last);
            if third && !reader.closes(last) {
                continue;
            }
            // The last of two tells how the first of a family name of two is read.
            let is_idle = may_idle && stage.len > 2 && reader.is_idle(&stem, last);
            if let (true, Some(grade)) = (is_idle, idle) {
                self.take_some(name, grade);
                continue;
            }
            let may = reader.may_end(&stem, last);
            let grade = if may == (false, false) {
                None
            } else {
                Packed::Short(pack(alike.chars, last, stage.len)).unpack(&mut self.room);
                reader.grade_as(may, &self.book.alphabet, &self.room)
            };
            if is_idle {
                idle = Some(grade);
            }
            self.take_some(name, grade);
        }
    }

    #[inline]
    fn take_some(&mut self, name: NameNo, grade: Option<Grade>) {
        if let Some(grade) = grade {
            self.take(name, grade);
        }
    }

    fn scan_long(&mut self, from: NameNo, words: &[[u8; 8]]) -> Result<(), Torn> {
        let place = |word: Option<&[u8; 8]>| word.map_or(0, |w| (long(w) & 0xFFFF_FFFF) as u32);
        let (first, last) = (place(words.first()), place(words.last()));
        let count = (last + 2).checked_sub(first).ok_or(Torn)? as usize;
        let part = self.book.header.part(Section::LongAt);
        let starts = self
            .book
            .pages
            .piece(part, u64::from(first) * 4, count * 4)?;
        let starts: Vec<u32> = starts.chunks_exact(4).map(number).collect();
        let (begin, end) = match starts.as_slice() {
            [begin, .., end] if begin <= end => (*begin, *end),
            _ => return Err(Torn),
        };
        let chars = self.book.long_names(begin, end)?;
        for (name, pair) in (from..).zip(starts.windows(2)) {
            let (from, to) = (pair[0].wrapping_sub(begin), pair[1].wrapping_sub(begin));
            let signs = chars.get(from as usize..to as usize).ok_or(Torn)?;
            self.test(name, Packed::Long(signs));
        }
        Ok(())
    }

    #[inline]
    fn take(&mut self, name: NameNo, grade: Grade) {
        if !self.absent.has_name(name) {
            self.basket.take(name, grade);
        }
    }

    #[inline]
    fn test(&mut self, name: NameNo, packed: Packed<'_>) {
        let alphabet = &self.book.alphabet;
        if let Some(grade) = self.reader.grade(alphabet, packed, &mut self.room) {
            self.take(name, grade);
        }
    }
}
