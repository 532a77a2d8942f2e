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

/// From this length on a slip is looked for by counting threes.
const COUNTED: usize = 9;

/// Set in the byte before an identity number; the rest of that byte is the number's length.
const IDENTITY: u8 = 0x80;

/// Every person's numbers as text, and for each run of three digits the people who have it.
#[derive(Clone, Debug)]
pub(super) struct Digits {
    text: Vec<u8>,
    starts: Vec<u32>,
    grams: Vec<Postings>,
}

impl Default for Digits {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            starts: vec![0],
            grams: vec![Postings::default(); 11 * 11 * 11],
        }
    }
}

impl Digits {
    /// Adds the next person's numbers.
    pub(super) fn push(&mut self, slot: u32, phones: &[Vec<u8>], identity: &[u8]) {
        let marked = phones
            .iter()
            .map(|p| (0, p.as_slice()))
            .chain(std::iter::once((IDENTITY, identity)));
        for (mark, number) in marked.filter(|(_, number)| !number.is_empty()) {
            let number = &number[..number.len().min(usize::from(!IDENTITY))];
            self.text
                .push(mark | u8::try_from(number.len()).unwrap_or(!IDENTITY));
            self.text.extend_from_slice(number);
            for run in number.windows(3) {
                if let Some(gram) = gram(run) {
                    self.grams[gram].push(slot);
                }
            }
        }
        self.starts
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// One person's numbers, each with whether it is a telephone.
    fn numbers(&self, slot: u32) -> impl Iterator<Item = (bool, &[u8])> {
        let slot = slot as usize;
        let range = match (self.starts.get(slot), self.starts.get(slot + 1)) {
            (Some(start), Some(end)) => {
                self.text.get(*start as usize..*end as usize).unwrap_or(&[])
            }
            _ => &[],
        };
        let mut rest = range;
        std::iter::from_fn(move || {
            let (mark, tail) = rest.split_first()?;
            let (number, after) = tail.split_at_checked(usize::from(mark & !IDENTITY))?;
            rest = after;
            Some((mark & IDENTITY == 0, number))
        })
    }

    /// The people who may have this run of digits: those of its rarest three.
    fn rarest(&self, typed: &[u8]) -> Option<&Postings> {
        typed
            .windows(3)
            .filter_map(|run| gram(run).map(|g| &self.grams[g]))
            .min_by_key(|p| p.count())
    }

    /// How many people at most have this run of digits.
    pub(super) fn estimate(&self, typed: &[u8]) -> usize {
        self.rarest(typed).map_or(0, Postings::count)
    }

    /// Everyone who has this run of digits, ascending.
    pub(super) fn find(&self, typed: &[u8], which: Which, mut visit: impl FnMut(u32, Grade)) {
        for slot in self.rarest(typed).into_iter().flat_map(Postings::iter) {
            if let Some(grade) = self.grade(slot, typed, which) {
                visit(slot, grade);
            }
        }
    }

    /// How well one person's numbers fit, if they do.
    pub(super) fn grade(&self, slot: u32, typed: &[u8], which: Which) -> Option<Grade> {
        let mut best: Option<Grade> = None;
        for (phone, number) in self.wanted(slot, which) {
            if let Some(grade) = grade(phone, number, typed)
                && best.is_none_or(|b| grade.key() < b.key())
            {
                best = Some(grade);
            }
        }
        best
    }

    fn wanted(&self, slot: u32, which: Which) -> impl Iterator<Item = (bool, &[u8])> {
        self.numbers(slot).filter(move |(phone, _)| match which {
            Which::Both => true,
            Which::Phones => *phone,
            Which::Identity => !*phone,
        })
    }

    /// Everyone who has this run of digits but for one slip, ascending.
    pub(super) fn find_slipped(
        &self,
        typed: &[u8],
        which: Which,
        mut visit: impl FnMut(u32, Grade),
    ) {
        if typed.len() < SLIPPERY {
            return;
        }
        let slots = if typed.len() >= COUNTED {
            self.sharing(typed)
        } else {
            self.holding_half(typed)
        };
        for slot in slots {
            if let Some(grade) = self.grade_slipped(slot, typed, which) {
                visit(slot, grade);
            }
        }
    }

    /// For a short run: one slip leaves one half of it whole, unless it swaps the two digits where
    /// the halves meet.
    fn holding_half(&self, typed: &[u8]) -> Vec<u32> {
        let middle = typed.len() / 2;
        let mut swapped = typed.to_vec();
        swapped.swap(middle - 1, middle);
        let mut slots: Vec<u32> = Vec::new();
        for part in [&typed[..middle], &typed[middle..], &swapped] {
            let Some(list) = self.rarest(part) else {
                continue;
            };
            slots.extend(list.iter().filter(|slot| self.holds(*slot, part)));
        }
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// For a long run: one slip spoils at most four threes, so that of the seven rarest at least
    /// three are left. Rare ones are taken because everyone shares the area code.
    fn sharing(&self, typed: &[u8]) -> Vec<u32> {
        let mut lists: Vec<&Postings> = typed
            .windows(3)
            .filter_map(|run| gram(run).map(|g| &self.grams[g]))
            .collect();
        lists.sort_unstable_by_key(|list| list.count());
        lists.truncate(7);
        let mut counts = vec![0u8; self.starts.len()];
        for list in lists {
            for slot in list.iter() {
                counts[slot as usize] += 1;
            }
        }
        (0u32..)
            .zip(counts)
            .filter(|(_, count)| *count >= 3)
            .map(|(slot, _)| slot)
            .collect()
    }

    fn holds(&self, slot: u32, part: &[u8]) -> bool {
        self.numbers(slot)
            .any(|(_, number)| find_in(number, part).is_some())
    }

    /// How well one person's numbers fit with one slip, if they do.
    pub(super) fn grade_slipped(&self, slot: u32, typed: &[u8], which: Which) -> Option<Grade> {
        if typed.len() < SLIPPERY {
            return None;
        }
        self.wanted(slot, which)
            .filter_map(|(phone, number)| {
                let cost = slipped(number, typed)?;
                Some(Grade::new(
                    MatchClass::NumberSlip,
                    cost,
                    if phone { why::PHONE_SLIP } else { why::ID_SLIP },
                ))
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
    let (first, rest) = typed.split_first()?;
    let end = number.len().checked_sub(typed.len())?;
    let stands = |at: &usize| number[*at] == *first && number[at + 1..].starts_with(rest);
    Some(end).filter(stands).or_else(|| (0..end).find(stands))
}

/// How well a number fits.
fn grade(phone: bool, number: &[u8], typed: &[u8]) -> Option<Grade> {
    let at = find_in(number, typed)?;
    let tail = at + typed.len() == number.len();
    let grade = if number.len() == typed.len() {
        Grade::new(
            MatchClass::Same,
            0,
            if phone { why::PHONE_SAME } else { why::ID_SAME },
        )
    } else if tail && phone {
        Grade::new(MatchClass::NumberTail, 0, why::PHONE_TAIL)
    } else if tail {
        Grade::new(
            MatchClass::NumberTail,
            1,
            if typed.len() == 4 {
                why::ID_LAST_FOUR
            } else {
                why::ID_TAIL
            },
        )
    } else if !phone && number.len() == 18 && born(number, typed) {
        Grade::new(MatchClass::NumberPart, 2, why::ID_BIRTH)
    } else {
        let cost = if at == 0 { 4 } else { 6 };
        Grade::new(
            MatchClass::NumberPart,
            cost,
            if phone { why::PHONE_PART } else { why::ID_PART },
        )
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
            let Some(part) = number.get(start..start + taken) else {
                continue;
            };
            let Some(slip) = slip::between(typed, part) else {
                continue;
            };
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
