//! A sieve for digits with one slip: a few steps for each digit of a number send nearly all numbers away.

/// Digits and the check sign X.
const SIGNS: usize = 11;

/// What was typed, ready to be held against numbers.
pub(super) struct Near {
    /// For each digit, the places where it was typed.
    places: [u64; SIGNS],
    goal: u64,
}

impl Near {
    /// Reads what was typed: at most 64 digits, which is all that is ever looked at.
    pub(super) fn of(typed: &[u8]) -> Self {
        let mut places = [0; SIGNS];
        for (place, digit) in typed.iter().enumerate().take(64) {
            places[sign(*digit)] |= 1 << place;
        }
        Self {
            places,
            goal: 1 << typed.len().clamp(1, 64).wrapping_sub(1),
        }
    }

    /// Whether the digits may stand somewhere in a number with one of them wrong, missing, too many
    /// or swapped with the next: never false when they do.
    pub(super) fn may_stand(&self, number: &[u8]) -> bool {
        self.may(number.iter().map(|digit| sign(*digit)))
    }

    /// The same for a number as digits from 0 to 10.
    #[inline]
    pub(super) fn may(&self, number: impl Iterator<Item = usize>) -> bool {
        // Bit n: the first n + 1 typed digits were met up to here; without a slip, with one.
        let (mut plain, mut slipped) = (0u64, 1u64);
        // The same one digit earlier, and the places of the digit before.
        let (mut earlier, mut last) = (0u64, 0u64);
        for digit in number {
            let met = self.places[digit.min(SIGNS - 1)];
            let begun = plain << 1 | 1;
            let now = begun & met;
            let swapped = ((earlier << 1 | 1) & met & last >> 1) << 1;
            let wrong = begun;
            let extra_in_number = plain;
            let extra_typed = now << 1 | 1;
            slipped = ((slipped << 1 | 1) & met) | wrong | extra_in_number | extra_typed | swapped;
            (earlier, last, plain) = (plain, met, now);
            if (plain | slipped) & self.goal != 0 {
                return true;
            }
        }
        false
    }
}

fn sign(digit: u8) -> usize {
    if digit == b'X' {
        10
    } else {
        usize::from(digit.wrapping_sub(b'0')).min(10)
    }
}

#[cfg(test)]
mod tests {
    use super::super::slip;
    use super::Near;

    /// The sieve lets everything through that the exact reading finds.
    #[test]
    fn never_turns_a_slip_away() {
        let mut seed = 7u64;
        let mut dice = |end: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::from(seed.to_be_bytes()[1]) % end
        };
        let mut turned_away = 0;
        for round in 0..20_000 {
            let digits = |dice: &mut dyn FnMut(usize) -> usize, len: usize| -> Vec<u8> {
                (0..len).map(|_| b"012X"[dice(4)]).collect()
            };
            let number = digits(&mut dice, 11);
            let len = 6 + dice(4);
            let typed = if round % 2 == 0 {
                digits(&mut dice, len)
            } else {
                let mut part = number[..len].to_vec();
                let at = dice(len);
                match dice(4) {
                    0 => part[at] = b'2',
                    1 => part.insert(at, b'1'),
                    2 => drop(part.remove(at)),
                    _ => part.swap(at, (at + 1) % len),
                }
                part
            };
            let stands = (0..number.len()).any(|from| {
                (typed.len() - 1..=typed.len() + 1).any(|taken| {
                    let part = number.get(from..from + taken);
                    part.is_some_and(|part| slip::between(&typed, part).is_some())
                })
            });
            let may = Near::of(&typed).may_stand(&number);
            assert!(may || !stands, "{typed:?} in {number:?}");
            turned_away += u32::from(!may);
        }
        assert!(turned_away > 5_000, "{turned_away}");
    }
}
