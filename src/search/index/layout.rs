//! Where the parts of an index lie: the header, and what makes bytes an index of this store.

use super::pages::{BLOCK, Bytes, Pages, Part, long, number, sum};

/// "ZLUOFIND" in the first bytes.
const MAGIC: [u8; 8] = *b"ZLUOFIND";
/// Raised with every change of the format: an index of another version is made anew.
const VERSION: u32 = 12;
/// Bytes of the header; the parts follow.
pub(super) const HEADER: usize = 1024;

/// The parts, in the order in which they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Characters of names by their number, four bytes each.
    Signs,
    /// Names in order, eight bytes each.
    Names,
    /// Where each long name starts.
    LongAt,
    /// The characters of long names, two bytes each.
    Long,
    /// Where names of one length and first character start.
    Groups,
    /// Where names of one length, first and second character start.
    Runs,
    /// The last character of each name, two bytes each: with the runs, all there is of a name of three.
    Lasts,
    /// Where the people of each name start.
    BearerAt,
    /// People by name, four bytes each.
    Bearers,
    /// The person of each slot, eight bytes each.
    Ids,
    /// The name of each slot, four bytes each.
    NameOf,
    /// The numbers of each slot, sixteen bytes each.
    Numbers,
    /// Slots whose numbers do not fit there, with where they start.
    OddAt,
    /// Those numbers.
    Odd,
    /// The lists of digit runs.
    GramAt,
    Grams,
    /// The lists of the last four digits of telephones, then of documents; then of the first four.
    EndAt,
    Ends,
    /// Addresses: characters, starts, text, pairs, lists.
    PlaceSigns,
    PlaceAt,
    Places,
    PlacePairs,
    PlaceLists,
    /// Canonical names with dots and spaces: slots with starts, texts.
    ShapeAt,
    Shapes,
    /// Petitions: the petition of each slot, characters, pairs, lists.
    Petitions,
    MatterSigns,
    MatterPairs,
    MatterLists,
    /// People whom no open petition shows: slots with starts, then what they stand in; and the names
    /// that only they bear.
    VeiledAt,
    Veiled,
    VeiledNames,
    /// Units with where their lists lie, then the lists: people in open petitions that concern them.
    UnitAt,
    Units,
    /// The sums of all blocks before.
    Sums,
}

/// How many parts there are.
pub(super) const SECTIONS: usize = Section::Sums as usize + 1;

/// Whose index it is and up to where it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The store it was made from.
    pub store: [u8; 32],
    /// The number of the last event it knows.
    pub event: i64,
    /// The highest person it knows.
    pub person: i64,
    /// The number of the last change of people's records it knows.
    pub change: i64,
}

/// Why bytes are no index that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Not an index, cut off, or damaged.
    Damaged,
    /// Of another version of the program.
    Old,
}

/// The header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) stamp: Stamp,
    pub(super) people: u32,
    pub(super) petitions: u32,
    pub(super) parts: [Part; SECTIONS],
}

impl Header {
    /// Where a part lies.
    pub(super) fn part(&self, section: Section) -> Part {
        self.parts[section as usize]
    }

    /// The header as bytes, its own sum at the end.
    pub(super) fn write(&self, sums: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER);
        out.extend(MAGIC);
        out.extend(VERSION.to_le_bytes());
        out.extend(sums.to_le_bytes());
        out.extend(self.people.to_le_bytes());
        out.extend(self.petitions.to_le_bytes());
        out.extend(self.stamp.store);
        for n in [self.stamp.event, self.stamp.person, self.stamp.change] {
            out.extend(n.to_le_bytes());
        }
        for part in self.parts {
            out.extend(part.at.to_le_bytes());
            out.extend(part.len.to_le_bytes());
        }
        out.resize(HEADER - 4, 0);
        let sum = sum(&out);
        out.extend(sum.to_le_bytes());
        out
    }

    /// Reads and checks the header and the sums; the parts are checked as they are read.
    pub(super) fn read(bytes: Box<dyn Bytes>) -> Result<(Self, Pages), Unfit> {
        let mut head = [0; HEADER];
        if !bytes.read(0, &mut head) || head[..8] != MAGIC {
            return Err(Unfit::Damaged);
        }
        if number(&head[8..]) != VERSION {
            return Err(Unfit::Old);
        }
        if number(&head[HEADER - 4..]) != sum(&head[..HEADER - 4]) {
            return Err(Unfit::Damaged);
        }
        let mut stamp = Stamp::default();
        stamp.store.copy_from_slice(&head[24..56]);
        let at = |n: usize| long(&head[56 + 8 * n..]);
        stamp.event = at(0).cast_signed();
        stamp.person = at(1).cast_signed();
        stamp.change = at(2).cast_signed();
        let mut parts = [Part::default(); SECTIONS];
        for (n, part) in parts.iter_mut().enumerate() {
            (part.at, part.len) = (at(3 + 2 * n), at(4 + 2 * n));
        }
        let header = Self {
            stamp,
            people: number(&head[16..]),
            petitions: number(&head[20..]),
            parts,
        };
        let sums = header.part(Section::Sums);
        let whole = sums.at.checked_add(sums.len) == Some(bytes.len());
        let blocks = sums.at.div_ceil(BLOCK as u64);
        if !whole || sums.len != blocks * 4 {
            return Err(Unfit::Damaged);
        }
        let mut list = vec![0; usize::try_from(sums.len).map_err(|_| Unfit::Damaged)?];
        if !bytes.read(sums.at, &mut list) || sum(&list) != number(&head[12..]) {
            return Err(Unfit::Damaged);
        }
        let list = list.chunks_exact(4).map(number).collect();
        Ok((header, Pages::of(Box::new(Cut(bytes, sums.at)), list)))
    }
}

/// Bytes without the sums at their end.
struct Cut(Box<dyn Bytes>, u64);

impl Bytes for Cut {
    fn read(&self, at: u64, into: &mut [u8]) -> bool {
        at + into.len() as u64 <= self.1 && self.0.read(at, into)
    }

    fn len(&self) -> u64 {
        self.1
    }
}
