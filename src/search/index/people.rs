//! The people of an index as they come, in order, then their parts of it.

use super::layout::Section;
use super::mark::Mark;
use super::naming::{NamesBuilder, Naming};
use super::pairs::PairsBuilder;
use crate::domain::ids::PersonId;
use crate::search::hit::PersonRow;
use crate::search::normal;
use crate::search::numbers::{self, ELSEWHERE, ENDINGS, GRAMS, Numbers};
use crate::search::postings::Postings;
use crate::search::unit::{self, Stripped};

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

/// The people of an index under construction.
#[derive(Debug, Default)]
pub struct PeopleBuilder {
    names: NamesBuilder,
    ids: Ids,
    numbers: Vec<u8>,
    odd: (Vec<u8>, Vec<u8>),
    grams: Vec<Postings>,
    ends: Vec<Postings>,
    places: PairsBuilder,
    place_at: Vec<u8>,
    place_text: Vec<u8>,
    shapes: (Vec<u8>, Vec<u8>),
    room: Vec<u16>,
    stripped: Stripped<char>,
}

impl PeopleBuilder {
    /// Adds the next person; their ids ascend.
    pub fn push(&mut self, row: &PersonRow) {
        let Ok(slot) = u32::try_from(self.ids.0.len()) else {
            return;
        };
        self.ids.0.push(row.id.0);
        let compared = normal::compared(&row.name);
        self.names.push(compared.iter().map(|(c, _)| *c));
        if compared
            .iter()
            .enumerate()
            .any(|(i, (_, place))| i != *place)
        {
            entry(&mut self.shapes, slot, row.name.as_bytes());
        }
        self.push_numbers(slot, &row.numbers());
        self.place_at.extend(at(self.place_text.len()));
        self.room.clear();
        let place = normal::place(&row.address);
        for mark in Mark::houses(&place) {
            self.places.mark(slot, mark);
        }
        self.stripped.read(&place, (|c| c, unit::kind));
        for (a, b) in self.stripped.parted() {
            let pair = (self.places.sign(a), self.places.sign(b));
            self.places.push_parted(slot, pair);
        }
        for c in place {
            let sign = self.places.sign(c);
            self.room.push(sign);
            put_sign(&mut self.place_text, sign);
        }
        self.places.push(slot, &self.room, false);
    }

    fn push_numbers(&mut self, slot: u32, numbers: &Numbers) {
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

    /// Everything that people alone decide, ready to be written.
    #[must_use]
    pub fn finish(mut self) -> People {
        let mut parts = Vec::new();
        let mut set = |section: Section, bytes: Vec<u8>| parts.push((section, bytes));
        set(Section::Ids, self.ids.part());
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
        let naming = self.names.finish(&mut set);
        People {
            ids: self.ids,
            naming,
            parts,
        }
    }
}

/// The people of an index with their parts of it.
#[derive(Debug)]
pub struct People {
    pub(super) ids: Ids,
    pub(super) naming: Naming,
    pub(super) parts: Vec<(Section, Vec<u8>)>,
}

/// The people of all slots, ascending.
#[derive(Debug, Default)]
pub(super) struct Ids(Vec<i64>);

impl Ids {
    /// How many people there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// The slot of somebody who was added.
    pub(super) fn slot(&self, person: PersonId) -> Option<u32> {
        // Ids mostly have no gaps.
        let guess = usize::try_from(person.0.checked_sub(*self.0.first()?)?).ok()?;
        let slot = match self.0.get(guess) {
            Some(id) if *id == person.0 => guess,
            _ => self.0.binary_search(&person.0).ok()?,
        };
        u32::try_from(slot).ok()
    }

    /// Ids without gaps are counted, not kept.
    fn part(&self) -> Vec<u8> {
        let dense = self.0.windows(2).all(|w| w[1] == w[0] + 1);
        let kept = if dense { 1 } else { self.0.len() };
        let kept = self.0.iter().take(kept);
        kept.flat_map(|id| id.to_le_bytes()).collect()
    }
}

/// A place in a part, four bytes.
fn at(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

/// Adds a text of a slot to entries that few slots have.
pub(super) fn entry((starts, texts): &mut (Vec<u8>, Vec<u8>), slot: u32, text: &[u8]) {
    starts.extend(slot.to_le_bytes());
    starts.extend(at(texts.len()));
    texts.extend_from_slice(text);
}

/// The parts of such entries.
pub(super) fn finish_entries(
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
    let mut dirs = Vec::with_capacity(all.len() * 12);
    let mut lists = Vec::with_capacity(all.iter().map(|list| list.bytes().len()).sum());
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
