//! Rows to bytes: everyone and every petition once, in order, then the parts of the index.

use std::io::{self, Write};

use super::layout::{HEADER, Header, SECTIONS, Section, Stamp};
use super::naming::NamesBuilder;
use super::pages::{BLOCK, Part, sum};
use super::pairs::{Mark, PairsBuilder};
use super::stand::{self, Stand};
use super::standing::StandingBuilder;
use crate::domain::ids::{PersonId, PetitionId};
use crate::search::hit::{PersonRow, PetitionText};
use crate::search::normal;
use crate::search::numbers::{self, ELSEWHERE, ENDINGS, GRAMS, Numbers};
use crate::search::postings::Postings;

/// The lists of digit runs that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GramSet {
    /// Anywhere in a number.
    Any,
    /// The last three of the year of birth in a resident number.
    Birth,
    /// The three before the last three of a telephone.
    PhoneBefore,
    /// The three before the last three of a document number.
    IdentityBefore,
}

/// The lists of the four digits with which numbers end or begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// The last four of a telephone.
    PhoneEnd,
    /// The last four of a document number.
    IdentityEnd,
    /// The first four of a telephone.
    PhoneStart,
    /// The first four of a document number.
    IdentityStart,
}

/// How many sets of those there are.
const EDGES: usize = 4;

/// How many sets of lists there are.
const SETS: usize = 4;

/// An index under construction.
#[derive(Debug, Default)]
pub struct Builder {
    names: NamesBuilder,
    ids: Vec<i64>,
    numbers: Vec<u8>,
    odd: (Vec<u8>, Vec<u8>),
    grams: Vec<Postings>,
    ends: Vec<Postings>,
    places: PairsBuilder,
    place_at: Vec<u8>,
    place_text: Vec<u8>,
    shapes: (Vec<u8>, Vec<u8>),
    petitions: Vec<u8>,
    matters: PairsBuilder,
    standing: StandingBuilder,
    slots: Vec<u32>,
    room: Vec<u16>,
    chars: Vec<char>,
}

impl Builder {
    /// Adds the next person; their ids ascend.
    pub fn person(&mut self, row: &PersonRow) {
        let Ok(slot) = u32::try_from(self.ids.len()) else {
            return;
        };
        self.ids.push(row.id.0);
        let compared = normal::compared(&row.name);
        self.names.push(compared.iter().map(|(c, _)| *c));
        if compared
            .iter()
            .enumerate()
            .any(|(i, (_, place))| i != *place)
        {
            entry(&mut self.shapes, slot, row.name.as_bytes());
        }
        self.person_numbers(slot, &row.numbers());
        self.place_at.extend(at(self.place_text.len()));
        self.room.clear();
        for c in normal::place(&row.address) {
            let sign = self.places.sign(c);
            self.room.push(sign);
            put_sign(&mut self.place_text, sign);
        }
        self.places.push(slot, &self.room, false);
    }

    fn person_numbers(&mut self, slot: u32, numbers: &Numbers) {
        if self.grams.is_empty() {
            self.grams = vec![Postings::default(); SETS * usize::from(GRAMS)];
        }
        let packed = numbers::pack(numbers).unwrap_or_else(|| {
            entry(&mut self.odd, slot, &written(numbers));
            let mut packed = [0; 16];
            packed[0] = ELSEWHERE;
            packed
        });
        self.numbers.extend(packed);
        if self.ends.is_empty() {
            self.ends = vec![Postings::default(); EDGES * usize::from(ENDINGS)];
        }
        let mut note = |set: GramSet, run: Option<&[u8]>| {
            if let Some(gram) = run.and_then(numbers::gram) {
                self.grams[set as usize * usize::from(GRAMS) + usize::from(gram)].push(slot);
            }
        };
        let phones = numbers.phones.iter().map(|p| (true, p));
        for (phone, number) in phones.chain([(false, &numbers.identity)]) {
            number
                .windows(3)
                .for_each(|run| note(GramSet::Any, Some(run)));
            let before = if phone {
                GramSet::PhoneBefore
            } else {
                GramSet::IdentityBefore
            };
            let len = number.len();
            let digit = |back: usize| number.get(len.checked_sub(back)?).copied();
            let last = [digit(4), digit(3), digit(2), digit(1)];
            let first = [0, 1, 2, 3].map(|at| number.get(at).copied());
            let of = |phones, person| if phone { phones } else { person };
            for (edge, four) in [
                (of(Edge::PhoneEnd, Edge::IdentityEnd), last),
                (of(Edge::PhoneStart, Edge::IdentityStart), first),
            ] {
                if let Some(four) = numbers::ending(four) {
                    let set = edge as usize * usize::from(ENDINGS);
                    self.ends[set + usize::from(four)].push(slot);
                }
            }
            note(
                before,
                len.checked_sub(6)
                    .and_then(|from| number.get(from..from + 3)),
            );
        }
        if numbers.identity.len() == 18 {
            note(GramSet::Birth, numbers.identity.get(7..10));
        }
    }

    /// Adds the next petition; they come newest first.
    pub fn petition(&mut self, row: &PetitionText<'_>) {
        let Ok(slot) = u32::try_from(self.petitions.len() / 8) else {
            return;
        };
        self.petitions.extend(row.id.to_le_bytes());
        for text in &row.texts {
            self.chars.clear();
            self.chars.extend(text.chars().map(normal::plain));
            self.room.clear();
            for c in &self.chars {
                let sign = self.matters.sign(*c);
                self.room.push(sign);
            }
            self.matters.push(slot, &self.room, true);
            for mark in Mark::fours(&self.chars) {
                self.matters.mark(slot, mark);
            }
        }
        let mut slots = std::mem::take(&mut self.slots);
        slots.clear();
        slots.extend(row.people.iter().filter_map(|person| self.slot(*person)));
        let stand = Stand {
            petition: PetitionId(row.id),
            restricted: row.restricted,
        };
        for unit in &row.concerns {
            self.matters.mark(slot, Mark::Concern(*unit));
        }
        self.standing.push(row.shown, stand, &slots, &row.concerns);
        self.slots = slots;
        self.matters.mark(slot, Mark::Unit(row.unit));
        if let Some(category) = row.category {
            self.matters.mark(slot, Mark::Category(category));
        }
    }

    /// The slot of somebody who was added.
    fn slot(&self, person: PersonId) -> Option<u32> {
        // Ids mostly have no gaps.
        let guess = usize::try_from(person.0.checked_sub(*self.ids.first()?)?).ok()?;
        let slot = match self.ids.get(guess) {
            Some(id) if *id == person.0 => guess,
            _ => self.ids.binary_search(&person.0).ok()?,
        };
        u32::try_from(slot).ok()
    }

    /// The finished index.
    #[must_use]
    pub fn finish(mut self, stamp: Stamp) -> Image {
        let people = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let petitions = u32::try_from(self.petitions.len() / 8).unwrap_or(u32::MAX);
        let mut parts: Vec<Vec<u8>> = vec![Vec::new(); SECTIONS];
        let mut set = |section: Section, bytes: Vec<u8>| parts[section as usize] = bytes;
        let (mut slots, mut veiled) = (Vec::new(), (Vec::new(), Vec::new()));
        for (slot, stands) in self.standing.veiled() {
            slots.push(slot);
            entry(&mut veiled, slot, &stand::write(&stands));
        }
        self.names.finish(&slots, &mut set);
        finish_entries(&mut set, veiled, [Section::VeiledAt, Section::Veiled]);
        let [units, lists] = self.standing.finish();
        set(Section::UnitAt, units);
        set(Section::Units, lists);
        // Ids without gaps are counted, not kept.
        let dense = self.ids.windows(2).all(|w| w[1] == w[0] + 1);
        let kept = if dense { 1 } else { self.ids.len() };
        set(
            Section::Ids,
            self.ids
                .iter()
                .take(kept)
                .flat_map(|id| id.to_le_bytes())
                .collect(),
        );
        set(Section::Numbers, self.numbers);
        finish_entries(&mut set, self.odd, [Section::OddAt, Section::Odd]);
        finish_lists(&mut set, self.grams, [Section::GramAt, Section::Grams]);
        finish_lists(&mut set, self.ends, [Section::EndAt, Section::Ends]);
        self.place_at.extend(at(self.place_text.len()));
        set(Section::PlaceAt, self.place_at);
        set(Section::Places, self.place_text);
        let [signs, pairs, lists] = self.places.finish();
        set(Section::PlaceSigns, signs);
        set(Section::PlacePairs, pairs);
        set(Section::PlaceLists, lists);
        finish_entries(&mut set, self.shapes, [Section::ShapeAt, Section::Shapes]);
        set(Section::Petitions, self.petitions);
        let [signs, pairs, lists] = self.matters.finish();
        set(Section::MatterSigns, signs);
        set(Section::MatterPairs, pairs);
        set(Section::MatterLists, lists);
        Image {
            stamp,
            people,
            petitions,
            parts,
        }
    }
}

/// A place in a part, four bytes.
fn at(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

/// Adds a text of a slot to entries that few slots have.
fn entry((starts, texts): &mut (Vec<u8>, Vec<u8>), slot: u32, text: &[u8]) {
    starts.extend(slot.to_le_bytes());
    starts.extend(at(texts.len()));
    texts.extend_from_slice(text);
}

fn finish_entries(
    set: &mut impl FnMut(Section, Vec<u8>),
    (mut starts, texts): (Vec<u8>, Vec<u8>),
    [first, second]: [Section; 2],
) {
    starts.extend(u32::MAX.to_le_bytes());
    starts.extend(at(texts.len()));
    set(first, starts);
    set(second, texts);
}

fn finish_lists(
    set: &mut impl FnMut(Section, Vec<u8>),
    all: Vec<Postings>,
    [first, second]: [Section; 2],
) {
    let (mut dirs, mut lists) = (Vec::new(), Vec::new());
    for list in all {
        dirs.extend(at(lists.len()));
        dirs.extend(at(list.bytes().len()));
        dirs.extend(list.count().to_le_bytes());
        lists.extend_from_slice(list.bytes());
    }
    set(first, dirs);
    set(second, lists);
}

/// Numbers that do not fit in sixteen bytes: the document, then the telephones, each after its length.
fn written(numbers: &Numbers) -> Vec<u8> {
    let mut out = Vec::new();
    for number in std::iter::once(&numbers.identity).chain(&numbers.phones) {
        let len = u8::try_from(number.len()).unwrap_or(u8::MAX);
        out.push(len);
        out.extend(number.iter().take(usize::from(len)));
    }
    out
}

/// A character's number in one to three bytes.
fn put_sign(out: &mut Vec<u8>, sign: u16) {
    let mut rest = sign;
    while rest >= 0x80 {
        out.push(rest.to_le_bytes()[0] | 0x80);
        rest >>= 7;
    }
    out.push(rest.to_le_bytes()[0]);
}

/// A finished index, not yet written anywhere.
pub struct Image {
    stamp: Stamp,
    people: u32,
    petitions: u32,
    parts: Vec<Vec<u8>>,
}

impl Image {
    /// Writes it out.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let mut header = Header {
            stamp: self.stamp,
            people: self.people,
            petitions: self.petitions,
            parts: [Part::default(); SECTIONS],
        };
        let mut next = BLOCK as u64;
        for (place, bytes) in header.parts.iter_mut().zip(&self.parts) {
            *place = Part {
                at: next,
                len: bytes.len() as u64,
            };
            next += (bytes.len() as u64).next_multiple_of(8);
        }
        let sums = self.sums();
        header.parts[Section::Sums as usize] = Part {
            at: next,
            len: sums.len() as u64,
        };
        let mut head = header.write(sum(&sums));
        debug_assert_eq!(head.len(), HEADER);
        head.resize(BLOCK, 0);
        out.write_all(&head)?;
        for bytes in &self.parts {
            out.write_all(bytes)?;
            let fill = bytes.len().next_multiple_of(8) - bytes.len();
            out.write_all(&[0; 8][..fill])?;
        }
        out.write_all(&sums)
    }

    /// The sums of all blocks; the first block is the header, which has its own.
    fn sums(&self) -> Vec<u8> {
        let mut sums = vec![0u8; 4];
        let mut block = Vec::with_capacity(BLOCK);
        let mut take = |mut bytes: &[u8]| {
            while !bytes.is_empty() {
                let (now, rest) = bytes.split_at(bytes.len().min(BLOCK - block.len()));
                block.extend_from_slice(now);
                bytes = rest;
                if block.len() == BLOCK {
                    sums.extend(sum(&block).to_le_bytes());
                    block.clear();
                }
            }
        };
        for bytes in &self.parts {
            take(bytes);
            let fill = bytes.len().next_multiple_of(8) - bytes.len();
            take(&[0; 8][..fill]);
        }
        if !block.is_empty() {
            sums.extend(sum(&block).to_le_bytes());
        }
        sums
    }

    /// The index in memory.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        let mut out = Vec::new();
        // Writing to memory does not fail.
        let _ = self.write(&mut out);
        out
    }
}
