//! Typed digits held against numbers as they are packed, which need not be taken apart for it.

use super::grade::Grade;
use super::numbers::{self, Which};

/// Bits of one digit.
const DIGIT: usize = 4;
/// Where a telephone and a document begin in packed numbers, in digits.
const PHONE: usize = 2;
const IDENTITY: usize = 14;
/// The most digits that a packed document has.
const MOST: usize = 18;

/// Typed digits, packed as numbers are.
pub(super) struct Pattern {
    digits: u128,
    mask: u128,
    len: usize,
}

impl Pattern {
    /// Packs typed digits; `None` when no packed number can have them.
    pub(super) fn of(typed: &[u8]) -> Option<Self> {
        if typed.is_empty() || typed.len() > MOST {
            return None;
        }
        let mut digits = 0;
        for (place, sign) in typed.iter().enumerate() {
            let digit = match sign {
                b'0'..=b'9' => sign - b'0',
                b'X' => 10,
                _ => return None,
            };
            digits |= u128::from(digit) << (DIGIT * place);
        }
        Some(Self {
            digits,
            mask: (1 << (DIGIT * typed.len())) - 1,
            len: typed.len(),
        })
    }

    /// How well packed numbers fit, if they do: as [`numbers::Numbers::grade`] of the same numbers.
    pub(super) fn grade(&self, packed: &[u8; 16], which: Which) -> Option<Grade> {
        let all = u128::from_le_bytes(*packed);
        let (phone, identity) = (usize::from(packed[0] % 13), usize::from(packed[0] / 13));
        if which == Which::Birth {
            let number = all >> (DIGIT * (IDENTITY + numbers::BIRTH));
            let stands = number & self.mask == self.digits;
            return stands
                .then(|| numbers::grade_born((identity, self.len)))
                .flatten();
        }
        let phone = which
            .has_phones()
            .then(|| self.grade_one(all >> (DIGIT * PHONE), phone, true))
            .flatten();
        let identity = (which != Which::Phones)
            .then(|| self.grade_one(all >> (DIGIT * IDENTITY), identity.min(MOST), false))
            .flatten();
        phone.into_iter().chain(identity).min_by_key(|g| g.key())
    }

    fn grade_one(&self, number: u128, len: usize, phone: bool) -> Option<Grade> {
        let end = len.checked_sub(self.len)?;
        let stands = |at: &usize| (number >> (DIGIT * at)) & self.mask == self.digits;
        let at = (Some(end).filter(stands)).or_else(|| (0..end).find(stands))?;
        let born = numbers::BIRTH;
        let is_birth = born + self.len <= len && stands(&born);
        Some(numbers::grade_at(phone, (len, self.len), at, is_birth))
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::{Numbers, pack};
    use super::*;

    /// Packed numbers are graded as the numbers themselves.
    #[test]
    fn packed_numbers_are_graded_alike() {
        let mut seed = 11u64;
        let mut dice = |end: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::from(seed.to_be_bytes()[1]) % end
        };
        let mut found = 0;
        for _ in 0..20_000 {
            let mut digits =
                |len: usize| -> Vec<u8> { (0..len).map(|_| b"01X"[dice(3)]).collect() };
            let mut some = Numbers {
                phones: vec![digits(11)],
                identity: digits(18),
            };
            let typed = digits(8);
            match dice(4) {
                0 => some.phones.clear(),
                1 => some.identity.truncate(dice(18)),
                _ => {}
            }
            let typed = &typed[..=dice(8)];
            let packed = pack(&some).unwrap_or_default();
            for which in [Which::Both, Which::Phones, Which::Identity, Which::Birth] {
                let by_pattern = Pattern::of(typed).and_then(|p| p.grade(&packed, which));
                assert_eq!(
                    by_pattern,
                    some.grade(typed, which),
                    "{typed:?} in {some:?}"
                );
                found += usize::from(by_pattern.is_some());
            }
        }
        assert!(found > 5_000, "{found}");
    }
}
