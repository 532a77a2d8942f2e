//! A written index, open for reading: the small parts in memory, the large ones read as needed.

use std::cmp::Ordering;

use super::entries::Entries;
use super::kept::Kept;
use super::layout::{Header, Section, Stamp, Unfit};
use super::naming::LONG;
use super::pages::{Bytes, Pages, Window, long, number};
use super::pairs::Pairs;
use super::people::{Edge, GramSet};
use super::starts::Starts;
use crate::domain::ids::PetitionId;
use crate::search::alphabet::{Alphabet, CharNo};
use crate::search::names::NameNo;
use crate::search::normal;
use crate::search::numbers::{self, ELSEWHERE, ENDINGS, GRAMS, Numbers};
use crate::search::postings::Cursor;
use crate::search::segment::Torn;

/// Names of one length that begin with one character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) start: NameNo,
    pub(super) len: u16,
    pub(super) first: CharNo,
}

/// An open index.
pub(super) struct Book {
    pub(super) header: Header,
    pub(super) pages: Pages,
    pub(super) alphabet: Alphabet,
    pub(super) groups: Vec<Group>,
    pub(super) places: Pairs,
    pub(super) matters: Pairs,
    pub(super) names: Kept,
    pub(super) runs: Kept,
    pub(super) lasts: Kept,
    /// Asked for every name that fits: read one by one it would cost a quarter of a key.
    bearer_at: Starts,
    /// The first person, when ids have no gaps.
    first: Option<i64>,
    grams: Vec<(u32, u32, u32)>,
    odd: Entries,
    shapes: Entries,
}

/// The first person, when ids have no gaps: then no other is kept.
fn first(header: &Header, pages: &Pages) -> Result<Option<i64>, Torn> {
    let ids = header.part(Section::Ids);
    if ids.len != 8 {
        return Ok(None);
    }
    pages.entry(ids, 0).map(|id| Some(i64::from_le_bytes(id)))
}

impl Book {
    /// Opens an index; what it says of itself is checked here, the rest block by block when read.
    pub(super) fn open(bytes: Box<dyn Bytes>) -> Result<Self, Unfit> {
        let (header, pages) = Header::read(bytes)?;
        Self::load(header, pages).map_err(|Torn| Unfit::Damaged)
    }

    #[allow(
        clippy::large_types_passed_by_value,
        reason = "moved in once, and kept"
    )]
    fn load(header: Header, pages: Pages) -> Result<Self, Torn> {
        let mut alphabet = Alphabet::default();
        for sign in pages
            .whole(header.part(Section::Signs))?
            .chunks_exact(4)
            .skip(1)
        {
            alphabet.take(char::from_u32(number(sign)).unwrap_or('\0'));
        }
        let groups = pages.whole(header.part(Section::Groups))?;
        let groups = groups.chunks_exact(8).map(|g| {
            let pair = number(&g[4..]);
            Group {
                start: number(g),
                len: (pair & 0xFFFF) as u16,
                first: (pair >> 16) as u16,
            }
        });
        let grams = pages.whole(header.part(Section::GramAt))?;
        let grams = grams
            .chunks_exact(12)
            .map(|g| (number(g), number(&g[4..]), number(&g[8..])))
            .collect();
        let places = [
            Section::PlaceSigns,
            Section::PlacePairs,
            Section::PlaceLists,
        ];
        let matters = [
            Section::MatterSigns,
            Section::MatterPairs,
            Section::MatterLists,
        ];
        Ok(Self {
            names: Kept::of(header.part(Section::Names)),
            runs: Kept::of(header.part(Section::Runs)),
            lasts: Kept::of(header.part(Section::Lasts)),
            bearer_at: Starts::of(header.part(Section::BearerAt)),
            first: first(&header, &pages)?,
            alphabet,
            groups: groups.collect(),
            places: Pairs::open(&pages, &header, places)?,
            matters: Pairs::open(&pages, &header, matters)?,
            grams,
            odd: Entries::of(header.part(Section::OddAt)),
            shapes: Entries::of(header.part(Section::ShapeAt)),
            header,
            pages,
        })
    }

    /// Whose index it is.
    pub(super) fn stamp(&self) -> Stamp {
        self.header.stamp
    }

    /// The person of a slot.
    pub(super) fn id(&self, slot: u32) -> Result<i64, Torn> {
        if let Some(first) = self.first {
            return Ok(first + i64::from(slot));
        }
        let part = self.header.part(Section::Ids);
        Ok(i64::from_le_bytes(self.pages.entry(part, slot)?))
    }

    /// The slot of a person.
    pub(super) fn slot(&self, id: i64) -> Result<Option<u32>, Torn> {
        let (mut low, mut high) = (0, self.header.people);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.id(middle)? < id {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = low < self.header.people && self.id(low)? == id;
        Ok(found.then_some(low))
    }

    /// The characters of a name.
    pub(super) fn name(&self, name: NameNo, out: &mut Vec<CharNo>) -> Result<(), Torn> {
        let word = self.word(name)?;
        out.clear();
        if word & LONG == LONG {
            let at = (word & 0xFFFF_FFFF) as u32;
            let (start, end) = self.pages.span(self.header.part(Section::LongAt), at)?;
            out.extend(self.long_names(start, end)?);
        } else {
            crate::search::names::Packed::Short(word).unpack(out);
        }
        Ok(())
    }

    /// A name as it is packed.
    fn word(&self, name: NameNo) -> Result<u64, Torn> {
        if let Some(word) = self.by_stem(name)? {
            return Ok(word);
        }
        self.names.entry(&self.pages, name).map(u64::from_le_bytes)
    }

    /// Characters of long names, from one place to another.
    pub(super) fn long_names(&self, start: u32, end: u32) -> Result<Vec<CharNo>, Torn> {
        let len = (end - start) as usize * 2;
        let bytes = self
            .pages
            .piece(self.header.part(Section::Long), u64::from(start) * 2, len)?;
        Ok(bytes
            .as_chunks::<2>()
            .0
            .iter()
            .map(|c| u16::from_le_bytes(*c))
            .collect())
    }

    /// How many distinct names there are.
    pub(super) fn name_count(&self) -> NameNo {
        u32::try_from(self.header.part(Section::Names).len / 8).unwrap_or(0)
    }

    /// The name of a slot.
    pub(super) fn name_of(&self, slot: u32) -> Result<NameNo, Torn> {
        let part = self.header.part(Section::NameOf);
        self.pages.entry(part, slot).map(u32::from_le_bytes)
    }

    /// Those who bear a name, `most` of them at most.
    pub(super) fn bearers(&self, name: NameNo, most: usize) -> Result<Vec<u32>, Torn> {
        let (start, end) = self.bearer_at.span(&self.pages, name)?;
        let len = ((end - start) as usize).min(most) * 4;
        let part = self.header.part(Section::Bearers);
        let bytes = self.pages.piece(part, u64::from(start) * 4, len)?;
        Ok(bytes.chunks_exact(4).map(number).collect())
    }

    /// The same, read through a window over all of them, with which neighbouring names are read together.
    pub(super) fn bearers_in(
        &self,
        window: &mut Window<'_>,
        name: NameNo,
        most: usize,
    ) -> Result<Vec<u32>, Torn> {
        let (start, end) = self.bearer_at.span(&self.pages, name)?;
        let len = ((end - start) as usize).min(most) * 4;
        let bytes = window.get(u64::from(start) * 4, len)?;
        Ok(bytes.chunks_exact(4).map(number).collect())
    }

    /// How many people bear a name: what reading them would cost, never a rank.
    pub(super) fn bearer_count(&self, name: NameNo) -> Result<usize, Torn> {
        self.bearer_at.count(&self.pages, name)
    }

    /// The numbers of a slot, from their sixteen bytes, or through a window over those that lie elsewhere.
    pub(super) fn numbers(
        &self,
        slot: u32,
        packed: &[u8; 16],
        (out, odd): (&mut Numbers, &mut Window<'_>),
    ) -> Result<(), Torn> {
        if packed[0] != ELSEWHERE {
            numbers::unpack(packed, out);
            return Ok(());
        }
        out.identity.clear();
        let (from, to) = self.odd.span(&self.pages, slot)?.ok_or(Torn)?;
        let mut rest = odd.get(u64::from(from), (to - from) as usize)?;
        let mut phones: Option<usize> = None;
        while let Some((len, tail)) = rest.split_first() {
            let (number, after) = tail.split_at_checked(usize::from(*len)).ok_or(Torn)?;
            if let Some(nth) = phones {
                if nth == out.phones.len() {
                    out.phones.push(Vec::new());
                }
                out.phones[nth].clear();
                out.phones[nth].extend_from_slice(number);
            } else {
                out.identity.extend_from_slice(number);
            }
            phones = Some(phones.map_or(0, |nth| nth + 1));
            rest = after;
        }
        out.phones.truncate(phones.unwrap_or(0));
        Ok(())
    }

    /// The list of a digit run, and how many slots are in it.
    pub(super) fn gram(&self, set: GramSet, run: &[u8]) -> Result<Cursor<'_>, Torn> {
        let Some((at, len, count)) = self.gram_at(set, run) else {
            return Ok(Cursor::default());
        };
        let part = self.header.part(Section::Grams);
        self.pages.list(part, (at.into(), len.into()), count)
    }

    /// The list of the four digits with which numbers end or begin.
    pub(super) fn edge(&self, edge: Edge, four: [Option<u8>; 4]) -> Result<Cursor<'_>, Torn> {
        let Some(ending) = numbers::ending(four) else {
            return Ok(Cursor::default());
        };
        let set = edge as u32 * u32::from(ENDINGS);
        let part = self.header.part(Section::EndAt);
        if part.len == 0 {
            // Nobody is in it.
            return Ok(Cursor::default());
        }
        let place: [u8; 12] = self.pages.entry(part, set + u32::from(ending))?;
        let (at, len, count) = (number(&place), number(&place[4..]), number(&place[8..]));
        let part = self.header.part(Section::Ends);
        self.pages.list(part, (at.into(), len.into()), count)
    }

    /// How many slots are in the list of a digit run.
    pub(super) fn gram_count(&self, set: GramSet, run: &[u8]) -> usize {
        self.gram_at(set, run).map_or(0, |g| g.2 as usize)
    }

    fn gram_at(&self, set: GramSet, run: &[u8]) -> Option<(u32, u32, u32)> {
        let gram = usize::from(numbers::gram(run)?);
        self.grams
            .get(set as usize * usize::from(GRAMS) + gram)
            .copied()
    }

    /// The places in the canonical name of the compared characters at `places`.
    pub(super) fn canonical(&self, slot: u32, places: Vec<usize>) -> Result<Vec<usize>, Torn> {
        let Some((from, to)) = self.shapes.span(&self.pages, slot)? else {
            return Ok(places);
        };
        let part = self.header.part(Section::Shapes);
        let len = (to - from) as usize;
        let shape = self.pages.piece(part, u64::from(from), len)?;
        let shape = String::from_utf8_lossy(&shape);
        Ok(normal::canonical_places(&shape, &places))
    }

    /// The slots of petitions, ascending: they stand newest first. Whoever asks for thousands spares the way to each.
    pub(super) fn petition_slots(&self, ids: &[PetitionId]) -> Result<Vec<u32>, Torn> {
        let mut newest: Vec<i64> = ids.iter().map(|id| id.0).collect();
        newest.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
        newest.dedup();
        let (mut found, mut from) = (Vec::with_capacity(newest.len()), 0);
        for id in newest {
            if let Some(slot) = self.petition_slot_from(from, id)? {
                found.push(slot);
                from = slot + 1;
            }
        }
        Ok(found)
    }

    /// The slot of a petition, from a slot on: numbers have few gaps, so that its place is guessed from the one before.
    fn petition_slot_from(&self, from: u32, id: i64) -> Result<Option<u32>, Torn> {
        let (mut low, mut high) = (from, self.header.petitions);
        if low < high {
            let ahead = self.petition(low)?.saturating_sub(id);
            let guess = u32::try_from(ahead).ok().and_then(|n| low.checked_add(n));
            if let Some(guess) = guess.filter(|at| *at < high) {
                // Where numbers are missing it stands before the guess, never behind it.
                match self.petition(guess)?.cmp(&id) {
                    Ordering::Equal => return Ok(Some(guess)),
                    Ordering::Less => high = guess,
                    Ordering::Greater => {}
                }
            }
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.petition(middle)? > id {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = low < self.header.petitions && self.petition(low)? == id;
        Ok(found.then_some(low))
    }

    /// The petition of a slot.
    pub(super) fn petition(&self, slot: u32) -> Result<i64, Torn> {
        let part = self.header.part(Section::Petitions);
        Ok(long(&self.pages.entry::<8>(part, slot)?).cast_signed())
    }
}
