//! The distinct names, packed: up to four characters are one number, and each name is kept once.

use std::collections::HashMap;

use super::alphabet::CharNo;

/// A distinct name's number.
pub(super) type NameNo = u32;

/// The end of a chain of people.
pub(super) const NOBODY: u32 = u32::MAX;

/// Marks a packed number that points into the long names.
const LONG: u64 = 0xFFFF << 48;

/// All distinct names. Flat vectors, so that they can be written out as they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    packed: Vec<u64>,
    /// The people of a name: the last one added, from whom the chain leads to the others.
    latest: Vec<u32>,
    long: Vec<CharNo>,
    long_at: Vec<(u32, u32)>,
    numbers: HashMap<u64, NameNo>,
    long_numbers: HashMap<Box<[CharNo]>, NameNo>,
}

/// The characters of one name, read out of its packing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Packed<'a> {
    /// Four characters at most, the first one lowest.
    Short(u64),
    /// More than four.
    Long(&'a [CharNo]),
}

impl Packed<'_> {
    /// How many characters there are.
    pub(super) fn len(self) -> usize {
        match self {
            Self::Short(packed) => packed
                .checked_ilog2()
                .map_or(0, |top| top as usize / 16 + 1),
            Self::Long(list) => list.len(),
        }
    }

    /// Writes the characters out.
    pub(super) fn unpack(self, out: &mut Vec<CharNo>) {
        out.clear();
        match self {
            Self::Short(mut rest) => {
                while rest != 0 {
                    out.push((rest & 0xFFFF) as CharNo);
                    rest >>= 16;
                }
            }
            Self::Long(list) => out.extend_from_slice(list),
        }
    }
}

impl Names {
    /// The number of a name, given one if it is new.
    pub(super) fn take(&mut self, chars: &[CharNo]) -> NameNo {
        let next = NameNo::try_from(self.packed.len()).unwrap_or(NOBODY - 1);
        if chars.len() > 4 {
            if let Some(number) = self.long_numbers.get(chars) {
                return *number;
            }
            let at = u32::try_from(self.long_at.len()).unwrap_or(u32::MAX);
            let start = u32::try_from(self.long.len()).unwrap_or(u32::MAX);
            self.long.extend_from_slice(chars);
            self.long_at
                .push((start, u32::try_from(self.long.len()).unwrap_or(u32::MAX)));
            self.long_numbers.insert(chars.into(), next);
            self.packed.push(LONG | u64::from(at));
        } else {
            let packed = chars
                .iter()
                .rev()
                .fold(0u64, |all, c| all << 16 | u64::from(*c));
            if let Some(number) = self.numbers.get(&packed) {
                return *number;
            }
            self.numbers.insert(packed, next);
            self.packed.push(packed);
        }
        self.latest.push(NOBODY);
        next
    }

    /// The characters of a name.
    pub(super) fn at(&self, name: NameNo) -> Packed<'_> {
        self.read(self.packed.get(name as usize).copied().unwrap_or(0))
    }

    fn read(&self, packed: u64) -> Packed<'_> {
        if packed & LONG == LONG {
            let (start, end) = self
                .long_at
                .get((packed & 0xFFFF_FFFF) as usize)
                .copied()
                .unwrap_or((0, 0));
            Packed::Long(self.long.get(start as usize..end as usize).unwrap_or(&[]))
        } else {
            Packed::Short(packed)
        }
    }

    /// Every name with its number.
    pub(super) fn all(&self) -> impl Iterator<Item = (NameNo, Packed<'_>)> {
        (0..).zip(self.packed.iter().map(|packed| self.read(*packed)))
    }

    /// Puts a person at the head of a name's chain; gives who was there before.
    pub(super) fn lead(&mut self, name: NameNo, slot: u32) -> u32 {
        match self.latest.get_mut(name as usize) {
            Some(head) => std::mem::replace(head, slot),
            None => NOBODY,
        }
    }

    /// The head of a name's chain of people.
    pub(super) fn latest(&self, name: NameNo) -> u32 {
        self.latest.get(name as usize).copied().unwrap_or(NOBODY)
    }
}
