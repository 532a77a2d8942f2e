//! Telephone and identity numbers by any part of them, with one slip forgiven in long ones.

use super::grade::{Grade, MatchClass, why};
use super::postings::Postings;
use super::slip;

/// Which numbers are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Telephones and the identity number.
    Both,
    /// Telephones only.
    Phones,
    /// The identity number only.
    Identity,
}

/// The fewest digits that are looked for.
pub(super) const FEWEST: usize = 3;

/// The fewest digits in which a slip is forgiven.
const SLIPPERY: usize = 6;

/// Marks before each number in the text of numbers.
const PHONE: u8 = b'p';
const IDENTITY: u8 = b'i';

/// Every person's numbers as text, and for each run of three digits the people who have it.
#[derive(Clone, Debug)]
pub(super) struct Digits {
    text: Vec<u8>,
    starts: Vec<u32>,
    grams: Vec<Postings>,
}

impl Default for Digits {
    fn default() -> Self {
        Self { text: Vec::new(), starts: vec![0], grams: vec![Postings::default(); 11 * 11 * 11] }
    }
}

impl Digits {
    /// Adds the next person's numbers.
    pub(super) fn push(&mut self, slot: u32, phones: &[Vec<u8>], identity: &[u8]) {
        let marked = phones.iter().map(|p| (PHONE, p.as_slice())).chain(std::iter::once((IDENTITY, identity)));
        for (mark, number) in marked.filter(|(_, number)| !number.is_empty()) {
            self.text.push(mark);
            self.text.extend_from_slice(number);
            for run in number.windows(3) {
                if let Some(gram) = gram(run) {
                    self.grams[gram].push(slot);
                }
            }
        }
        self.starts.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// One person's numbers, each with its mark.
    fn numbers(&self, slot: u32) -> impl Iterator<Item = (u8, &[u8])> {
        let slot = slot as usize;
        let range = match (self.starts.get(slot), self.starts.get(slot + 1)) {
            (Some(start), Some(end)) => self.text.get(*start as usize..*end as usize).unwrap_or(&[]),
            _ => &[],
        };
        let mut rest = range;
        std::iter::from_fn(move || {
            let (mark, tail) = rest.split_first()?;
            let end = tail.iter().position(|b| matches!(*b, PHONE | IDENTITY)).unwrap_or(tail.len());
            rest = &tail[end..];
            Some((*mark, &tail[..end]))
        })
    }

    /// The people who may have this run of digits: those of its rarest three.
    fn rarest(&self, typed: &[u8]) -> Option<&Postings> {
        typed.windows(3).filter_map(|run| gram(run).map(|g| &self.grams[g])).min_by_key(|p| p.count())
    }

    /// How many people at most have this run of digits.
    pub(super) fn estimate(&self, typed: &[u8]) -> usize {
        self.rarest(typed).map_or(0, Postings::count)
    }

    /// Everyone who has this run of digits, ascending.
    pub(super) fn find(&self, typed: &[u8], which: Which) -> Vec<(u32, Grade)> {
        let Some(list) = self.rarest(typed) else { return Vec::new() };
        list.iter().filter_map(|slot| self.grade(slot, typed, which).map(|g| (slot, g))).collect()
    }

    /// How well one person's numbers fit, if they do.
    pub(super) fn grade(&self, slot: u32, typed: &[u8], which: Which) -> Option<Grade> {
        self.wanted(slot, which).filter_map(|(mark, number)| grade(mark, number, typed)).min_by_key(|g| g.key())
    }

    fn wanted(&self, slot: u32, which: Which) -> impl Iterator<Item = (u8, &[u8])> {
        self.numbers(slot).filter(move |(mark, _)| match which {
            Which::Both => true,
            Which::Phones => *mark == PHONE,
            Which::Identity => *mark == IDENTITY,
        })
    }

    /// Everyone who has this run of digits but for one slip, ascending. One slip leaves one half
    /// of the run whole, unless it swaps the two digits where the halves meet.
    pub(super) fn find_slipped(&self, typed: &[u8], which: Which) -> Vec<(u32, Grade)> {
        if typed.len() < SLIPPERY {
            return Vec::new();
        }
        let middle = typed.len() / 2;
        let mut swapped = typed.to_vec();
        swapped.swap(middle - 1, middle);
        let mut slots: Vec<u32> = Vec::new();
        for part in [&typed[..middle], &typed[middle..], &swapped] {
            let Some(list) = self.rarest(part) else { continue };
            slots.extend(list.iter().filter(|slot| self.holds(*slot, part)));
        }
        slots.sort_unstable();
        slots.dedup();
        slots.into_iter().filter_map(|slot| self.grade_slipped(slot, typed, which).map(|g| (slot, g))).collect()
    }

    fn holds(&self, slot: u32, part: &[u8]) -> bool {
        self.numbers(slot).any(|(_, number)| find_in(number, part).is_some())
    }

    /// How well one person's numbers fit with one slip, if they do.
    pub(super) fn grade_slipped(&self, slot: u32, typed: &[u8], which: Which) -> Option<Grade> {
        if typed.len() < SLIPPERY {
            return None;
        }
        self.wanted(slot, which)
            .filter_map(|(mark, number)| {
                let cost = slipped(number, typed)?;
                Some(Grade::new(MatchClass::NumberSlip, cost, if mark == PHONE { why::PHONE_SLIP } else { why::ID_SLIP }))
            })
            .min_by_key(|g| g.key())
    }
}

/// The number of a run of three digits (X is a digit too).
fn gram(run: &[u8]) -> Option<usize> {
    run.iter().try_fold(0usize, |all, b| {
        let digit = match b {
            b'0'..=b'9' => usize::from(b - b'0'),
            b'X' => 10,
            _ => return None,
        };
        Some(all * 11 + digit)
    })
}

/// Where a run of digits stands in a number: the best place, an end before a middle.
fn find_in(number: &[u8], typed: &[u8]) -> Option<usize> {
    if typed.is_empty() || typed.len() > number.len() {
        return None;
    }
    if number.ends_with(typed) {
        return Some(number.len() - typed.len());
    }
    number.windows(typed.len()).position(|w| w == typed)
}

/// How well a number fits.
fn grade(mark: u8, number: &[u8], typed: &[u8]) -> Option<Grade> {
    let at = find_in(number, typed)?;
    let phone = mark == PHONE;
    let tail = at + typed.len() == number.len();
    let grade = if number.len() == typed.len() {
        Grade::new(MatchClass::Same, 0, if phone { why::PHONE_SAME } else { why::ID_SAME })
    } else if tail && phone {
        Grade::new(MatchClass::NumberTail, 0, why::PHONE_TAIL)
    } else if tail {
        Grade::new(MatchClass::NumberTail, 1, if typed.len() == 4 { why::ID_LAST_FOUR } else { why::ID_TAIL })
    } else if !phone && number.len() == 18 && born(number, typed) {
        Grade::new(MatchClass::NumberPart, 2, why::ID_BIRTH)
    } else {
        let cost = if at == 0 { 4 } else { 6 };
        Grade::new(MatchClass::NumberPart, cost, if phone { why::PHONE_PART } else { why::ID_PART })
    };
    Some(grade)
}

/// Whether the digits are the year of birth, with month and day or without.
fn born(number: &[u8], typed: &[u8]) -> bool {
    matches!(typed.len(), 4 | 6 | 8) && number.get(6..6 + typed.len()) == Some(typed)
}

/// The cost of the best place where the digits stand in a number but for one slip.
fn slipped(number: &[u8], typed: &[u8]) -> Option<u32> {
    let len = typed.len();
    let mut best: Option<u32> = None;
    for start in 0..number.len() {
        for taken in [len, len + 1, len - 1] {
            let Some(part) = number.get(start..start + taken) else { continue };
            let Some(slip) = slip::between(typed, part) else { continue };
            let cost = match slip {
                slip::Slip::Swapped => 0,
                slip::Slip::Wrong => 1,
                slip::Slip::Missing => 2,
                slip::Slip::Extra => 3,
            };
            let ends = u32::from(start != 0) + u32::from(start + taken != number.len());
            let cost = cost + 8 * ends;
            best = Some(best.map_or(cost, |b| b.min(cost)));
        }
    }
    best
}
