//! Telephone and identity numbers: how well what was typed fits, with one slip forgiven in long ones.

use super::grade::{Grade, MatchClass, why};
use super::near::Near;
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
    /// The date of birth in the identity number, and nothing else of any number.
    Birth,
}

impl Which {
    /// Whether telephones are looked at.
    pub(super) fn has_phones(self) -> bool {
        matches!(self, Self::Both | Self::Phones)
    }
}

/// The fewest digits that are looked for.
pub(super) const FEWEST: usize = 3;

/// The fewest digits in which a slip is forgiven.
pub(super) const SLIPPERY: usize = 6;

/// The digits of the end of a number in which a slip is forgiven beside a name.
pub(super) const TAIL: std::ops::RangeInclusive<usize> = 4..=5;

/// One person's numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Telephones.
    pub(super) phones: Vec<Vec<u8>>,
    /// The identity number; empty when there is none.
    pub(super) identity: Vec<u8>,
}

impl Numbers {
    fn wanted(&self, which: Which) -> impl Iterator<Item = (bool, &[u8])> {
        let phones = self.phones.iter().filter(move |_| which.has_phones());
        let identity =
            Some(&self.identity).filter(move |i| which != Which::Phones && !i.is_empty());
        phones
            .map(|p| (true, p.as_slice()))
            .chain(identity.map(|i| (false, i.as_slice())))
    }

    /// How well they fit, if they do.
    pub(super) fn grade(&self, typed: &[u8], which: Which) -> Option<Grade> {
        if which == Which::Birth {
            let len = self.identity.len();
            let stands = self.identity.get(BIRTH..BIRTH + typed.len()) == Some(typed);
            return stands.then(|| grade_born((len, typed.len()))).flatten();
        }
        self.wanted(which)
            .filter_map(|(phone, number)| grade(phone, number, typed))
            .min_by_key(|g| g.key())
    }

    /// How well they fit with one slip, if they do.
    pub(super) fn grade_slipped(
        &self,
        (typed, near): (&[u8], &Near),
        which: Which,
    ) -> Option<Grade> {
        if typed.len() < SLIPPERY || which == Which::Birth {
            return None;
        }
        self.wanted(which)
            .filter(|(_, number)| near.may_stand(number))
            .filter_map(|(phone, number)| {
                let cost = slipped(number, typed)?;
                let why = if phone { why::PHONE_SLIP } else { why::ID_SLIP };
                Some(Grade::new(MatchClass::NumberSlip, cost, why))
            })
            .min_by_key(|g| g.key())
    }
}

/// How well the end of a number fits that was typed with one digit wrong or two swapped, or as it stands.
pub(super) fn grade_tail(numbers: &Numbers, typed: &[u8]) -> Option<Grade> {
    let of = |(phone, number): (bool, &[u8])| {
        let tail = &number[number.len().checked_sub(typed.len())?..];
        if tail == typed {
            return grade(phone, number, typed);
        }
        let cost = match slip::between(typed, tail)? {
            slip::Slip::Swapped => 0,
            slip::Slip::Wrong => 1,
            slip::Slip::Missing | slip::Slip::Extra => return None,
        };
        let why = if phone { why::PHONE_SLIP } else { why::ID_SLIP };
        Some(Grade::new(MatchClass::NumberSlip, cost, why))
    };
    let all = numbers.wanted(Which::Both).filter_map(of);
    all.min_by_key(|grade| grade.key())
}

/// The number of a run of three digits (X is a digit too).
pub(super) fn gram(run: &[u8]) -> Option<u16> {
    run.iter().try_fold(0u16, |all, b| {
        let digit = match b {
            b'0'..=b'9' => u16::from(b - b'0'),
            b'X' => 10,
            _ => return None,
        };
        Some(all * 11 + digit)
    })
}

/// The number of the last four digits; a number of three has none before them.
pub(super) fn ending(last: [Option<u8>; 4]) -> Option<u16> {
    let [before, run @ ..] = last;
    let before = before.map_or(Some(11), |b| gram(&[b]))?;
    let run = [run[0]?, run[1]?, run[2]?];
    Some(before * GRAMS + gram(&run)?)
}

/// How many such endings there are.
pub(super) const ENDINGS: u16 = 12 * GRAMS;

/// How many runs of three there are.
pub(super) const GRAMS: u16 = 11 * 11 * 11;

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
    let is_birth = number.get(BIRTH..BIRTH + typed.len()) == Some(typed);
    Some(grade_at(phone, (number.len(), typed.len()), at, is_birth))
}

/// How well a number of so many digits fits in which so many typed ones stand at a place, and, or not, where
/// a document has the date of birth.
pub(super) fn grade_at(
    phone: bool,
    (len, typed): (usize, usize),
    at: usize,
    is_birth: bool,
) -> Grade {
    let tail = at + typed == len;
    let born = grade_born((len, typed)).filter(|_| is_birth && !phone);
    if len == typed {
        let why = if phone { why::PHONE_SAME } else { why::ID_SAME };
        Grade::new(MatchClass::Same, 0, why)
    } else if tail && phone {
        Grade::new(MatchClass::NumberTail, 0, why::PHONE_TAIL)
    } else if tail {
        let why = if typed == 4 {
            why::ID_LAST_FOUR
        } else {
            why::ID_TAIL
        };
        Grade::new(MatchClass::NumberTail, 1, why)
    } else if let Some(born) = born {
        born
    } else {
        let cost = if at == 0 { BEGINS } else { BEGINS + 2 };
        let why = if phone { why::PHONE_PART } else { why::ID_PART };
        Grade::new(MatchClass::NumberPart, cost, why)
    }
}

/// The grade of so many digits typed as the date of birth in a document of so many; `None` where it tells none.
pub(super) fn grade_born((len, typed): (usize, usize)) -> Option<Grade> {
    let tells = len == DOCUMENT && is_birth_length(typed);
    tells.then(|| Grade::new(MatchClass::NumberPart, BORN, why::ID_BIRTH))
}

/// The cost of digits that are the date of birth, and of those that a number begins with.
const BORN: u32 = 2;
const BEGINS: u32 = 4;

/// The best that digits can be which are a birthday, the beginning of a number, or elsewhere in one.
pub(super) const AS_BIRTHDAY: (MatchClass, u32) = (MatchClass::NumberPart, BORN);
pub(super) const AS_BEGINNING: (MatchClass, u32) = (MatchClass::NumberPart, BEGINS);
pub(super) const INSIDE: (MatchClass, u32) = (MatchClass::NumberPart, BEGINS + 2);

/// Digits of a document that tells a date of birth, and where it stands there.
const DOCUMENT: usize = 18;
pub(super) const BIRTH: usize = 6;

/// Whether the digits may be the year of birth, with month and day or without.
pub(super) fn may_be_birth(typed: &[u8]) -> bool {
    is_birth_length(typed.len())
}

fn is_birth_length(typed: usize) -> bool {
    matches!(typed, 4 | 6 | 8)
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
            let ends = u32::from(start != 0) + u32::from(start + taken != number.len());
            if best.is_some_and(|best| best <= 8 * ends) {
                continue;
            }
            let Some(slip) = slip::between(typed, part) else {
                continue;
            };
            let cost = match slip {
                slip::Slip::Swapped => 0,
                slip::Slip::Wrong => 1,
                slip::Slip::Missing => 2,
                slip::Slip::Extra => 3,
            };
            let cost = cost + 8 * ends;
            best = Some(best.map_or(cost, |b| b.min(cost)));
        }
    }
    best
}

/// Numbers as sixteen bytes: one for the two lengths, six for a telephone of up to twelve digits,
/// nine for a document of up to eighteen; `None` when they do not fit.
pub(super) fn pack(numbers: &Numbers) -> Option<[u8; 16]> {
    let phone = match numbers.phones.as_slice() {
        [] => &[][..],
        [one] => one.as_slice(),
        _ => return None,
    };
    let identity = numbers.identity.as_slice();
    if phone.len() > 12 || identity.len() > 18 {
        return None;
    }
    let mut out = [0; 16];
    out[0] = u8::try_from(identity.len() * 13 + phone.len()).ok()?;
    let signs = phone.iter().zip(2..).chain(identity.iter().zip(14..));
    for (sign, nibble) in signs {
        let digit = if *sign == b'X' {
            10
        } else {
            sign.wrapping_sub(b'0')
        };
        if digit > 10 {
            return None;
        }
        out[nibble / 2] |= digit << (4 * (nibble % 2));
    }
    Some(out)
}

/// Whether packed numbers may have digits but for one slip; those that lie elsewhere may.
pub(super) fn may_be_near(packed: &[u8; 16], near: &Near) -> bool {
    if packed[0] == ELSEWHERE {
        return true;
    }
    let (phone, identity) = (usize::from(packed[0] % 13), usize::from(packed[0] / 13));
    let digit = |nibble: usize| usize::from(packed[nibble / 2 % 16] >> (4 * (nibble % 2)) & 15);
    near.may((2..2 + phone).map(digit)) || near.may((14..14 + identity.min(18)).map(digit))
}

/// The first byte of packed numbers that lie elsewhere.
pub(super) const ELSEWHERE: u8 = u8::MAX;

/// Packed numbers as digits.
pub(super) fn unpack(packed: &[u8; 16], into: &mut Numbers) {
    let (phone, identity) = (usize::from(packed[0] % 13), usize::from(packed[0] / 13));
    let sign = |nibble: usize| match packed
        .get(nibble / 2)
        .map_or(0, |b| b >> (4 * (nibble % 2)) & 15)
    {
        10 => b'X',
        digit => b'0' + digit,
    };
    into.identity.clear();
    into.identity.extend((14..14 + identity).map(sign));
    into.phones.truncate(usize::from(phone > 0));
    if phone > 0 {
        if into.phones.is_empty() {
            into.phones.push(Vec::new());
        }
        into.phones[0].clear();
        into.phones[0].extend((2..2 + phone).map(sign));
    }
}
