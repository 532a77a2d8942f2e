//! Addresses by any piece of two characters or more.

use std::collections::HashMap;

use super::grade::{Grade, MatchClass, why};
use super::postings::Postings;

/// The fewest characters that are looked for.
pub(super) const FEWEST: usize = 2;

/// Every person's address in character numbers, and for each pair of characters the people who
/// have it.
#[derive(Clone, Debug)]
pub(super) struct Addresses {
    numbers: HashMap<char, u16>,
    text: Vec<u16>,
    starts: Vec<u32>,
    pairs: HashMap<u32, Postings>,
}

impl Default for Addresses {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            text: Vec::new(),
            starts: vec![0],
            pairs: HashMap::new(),
        }
    }
}

impl Addresses {
    /// Adds the next person's address.
    pub(super) fn push(&mut self, slot: u32, address: &[char]) {
        let start = self.text.len();
        for c in address {
            let next = u16::try_from(self.numbers.len() + 1).unwrap_or(u16::MAX);
            self.text.push(*self.numbers.entry(*c).or_insert(next));
        }
        for pair in self.text[start..].windows(2) {
            self.pairs
                .entry(u32::from(pair[0]) << 16 | u32::from(pair[1]))
                .or_default()
                .push(slot);
        }
        self.starts
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    fn read(&self, piece: &[char]) -> Option<Vec<u16>> {
        piece.iter().map(|c| self.numbers.get(c).copied()).collect()
    }

    fn rarest(&self, piece: &[u16]) -> Option<&Postings> {
        let mut rarest: Option<&Postings> = None;
        for pair in piece.windows(2) {
            let list = self
                .pairs
                .get(&(u32::from(pair[0]) << 16 | u32::from(pair[1])))?;
            if rarest.is_none_or(|r| list.count() < r.count()) {
                rarest = Some(list);
            }
        }
        rarest
    }

    /// How many people at most have this piece in their address.
    pub(super) fn estimate(&self, piece: &[char]) -> usize {
        self.read(piece)
            .and_then(|p| self.rarest(&p).map(Postings::count))
            .unwrap_or(0)
    }

    /// Everyone who has this piece in the address, ascending.
    pub(super) fn find(&self, piece: &[char], mut visit: impl FnMut(u32, Grade)) {
        let Some(piece) = self.read(piece) else {
            return;
        };
        // Two characters are the pair itself: nothing is left to test.
        let sure = piece.len() == 2;
        for slot in self.rarest(&piece).into_iter().flat_map(Postings::iter) {
            if sure || self.holds(slot, &piece) {
                visit(slot, GRADE);
            }
        }
    }

    /// How well one person's address fits, if it does.
    pub(super) fn grade(&self, slot: u32, piece: &[char]) -> Option<Grade> {
        let piece = self.read(piece)?;
        self.holds(slot, &piece).then_some(GRADE)
    }

    fn holds(&self, slot: u32, piece: &[u16]) -> bool {
        let slot = slot as usize;
        match (self.starts.get(slot), self.starts.get(slot + 1)) {
            (Some(start), Some(end)) => {
                self.text
                    .get(*start as usize..*end as usize)
                    .is_some_and(|text| {
                        !piece.is_empty() && text.windows(piece.len()).any(|w| w == piece)
                    })
            }
            _ => false,
        }
    }
}

/// Every address that has the piece fits alike.
const GRADE: Grade = Grade::new(MatchClass::Address, 0, why::ADDRESS);
