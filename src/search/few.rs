//! One or two digits typed beside other words: too little to look anybody up by, enough to tell those apart who
//! were found by the rest.

use super::grade::{Grade, MatchClass, why};
use super::numbers::{BIRTH, Numbers};
use super::piece::Stand;

/// The most digits that are looked for in an address by themselves, where no telephone or document has them.
pub(super) const HOUSE: usize = 4;

/// How well few digits fit somebody's numbers: as their end, as the year of birth, or anywhere.
pub(super) fn in_numbers(numbers: &Numbers, typed: &[u8]) -> Option<Grade> {
    let phones = numbers.phones.iter().map(|p| (true, p.as_slice()));
    let both = phones.chain([(false, numbers.identity.as_slice())]);
    let fits = both.filter_map(|(phone, number)| in_number(phone, number, typed));
    fits.min_by_key(|grade| grade.key())
}

fn in_number(phone: bool, number: &[u8], typed: &[u8]) -> Option<Grade> {
    let at = number
        .windows(typed.len().max(1))
        .position(|w| w == typed)?;
    let year = number.get(BIRTH + 2..BIRTH + 2 + typed.len());
    let (part, tail) = if phone {
        (why::PHONE_PART, why::PHONE_TAIL)
    } else {
        (why::ID_PART, why::ID_TAIL)
    };
    Some(if number.ends_with(typed) {
        Grade::new(MatchClass::NumberTail, u32::from(!phone), tail)
    } else if !phone && number.len() == 18 && typed.len() == 2 && year == Some(typed) {
        Grade::new(MatchClass::NumberPart, 0, why::ID_BIRTH)
    } else {
        Grade::new(MatchClass::NumberInside, u32::from(at > 0), part)
    })
}

/// How well few digits fit an address in which they stand so.
pub(super) fn in_address(stand: Option<Stand>) -> Option<Grade> {
    stand.map(|stand| Grade {
        why: why::ADDRESS_NUMBER,
        ..Grade::placed(stand)
    })
}

/// The better of what numbers and address give. An address is not read for whom it cannot make better.
pub(super) fn better<E>(
    numbers: Option<Grade>,
    address: impl FnOnce() -> Result<Option<Stand>, E>,
) -> Result<Option<Grade>, E> {
    if numbers.is_some_and(|grade| grade.class < MatchClass::Address) {
        return Ok(numbers);
    }
    let both = numbers.into_iter().chain(in_address(address()?));
    Ok(both.min_by_key(|grade| grade.key()))
}
