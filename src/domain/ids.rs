//! Identifiers as types of their own, so that one is never taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    };
}

row_id!(
    /// A petition's row (信访件). People see [`PetitionNo`].
    PetitionId
);
row_id!(
    /// A matter's row (信访事项): several petitions about one thing.
    MatterId
);
row_id!(
    /// A petitioner's row (信访人).
    PersonId
);
row_id!(
    /// A unit's row (单位); 1 is the office itself.
    UnitId
);

impl UnitId {
    /// The letters-and-visits office itself.
    pub const OFFICE: Self = Self(1);
}

/// The registration number (登记编号): `area code-year-channel-serial`, gapless per year, never reused.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PetitionNo(pub String);

impl PetitionNo {
    /// Builds the number from its parts, e.g. `999999-2026-LF-00042`.
    #[must_use]
    pub fn build(area: &str, year: i32, channel_mark: &str, serial: u32) -> Self {
        Self(format!("{area}-{year}-{channel_mark}-{serial:05}"))
    }

    /// Reads a number as people type it: any case, full-width signs, with or without hyphens (or other dashes
    /// and spaces). What is no number comes back in capitals, and no petition has it.
    #[must_use]
    pub fn typed(typed: &str) -> Self {
        let narrow: String = typed.trim().chars().map(super::name::narrow).collect();
        let narrow = narrow.to_uppercase();
        let signs: String = narrow
            .chars()
            .filter(|c| !c.is_whitespace() && !is_dash(*c))
            .collect();
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let parts = || {
            let (area, rest) = signs.split_at_checked(6)?;
            let (year, rest) = rest.split_at_checked(4)?;
            let (mark, serial) = rest.split_at_checked(2)?;
            let whole = digits(area) && digits(year) && digits(serial) && serial.len() >= 5;
            (whole && !digits(mark)).then(|| format!("{area}-{year}-{mark}-{serial}"))
        };
        Self(parts().unwrap_or(narrow))
    }

    /// The same in an office of an area, whose numbers are shown and read out without it: `2026LF00001`.
    #[must_use]
    pub fn typed_in(typed: &str, area: &str) -> Self {
        let whole = Self::typed(typed);
        let here = Self::typed(&format!("{area}{}", typed.trim()));
        if here.0.len() > area.len() && here.is_whole() && !whole.is_whole() {
            here
        } else {
            whole
        }
    }

    /// Whether it has all the parts of a number: area, year, channel and serial number.
    fn is_whole(&self) -> bool {
        let lengths: Vec<usize> = self.0.split('-').map(str::len).collect();
        matches!(lengths.as_slice(), [6, 4, 2, serial] if *serial >= 5)
    }
}

/// What was typed as a part of a number has its hyphens: `LF00001` is `LF-00001`. `None` of anything that is no
/// part of one, or has them already.
#[must_use]
pub fn hyphened(typed: &str) -> Option<String> {
    let signs = typed.chars().map(super::name::narrow);
    let signs: Vec<char> = signs
        .filter(|c| !c.is_whitespace() && !is_dash(*c) && !super::name::is_pointed(*c))
        .collect();
    let runs: Vec<String> = signs
        .chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit())
        .map(|run| run.iter().collect())
        .collect();
    let is_letters = |run: &String| run.len() == 2 && run.bytes().all(|b| b.is_ascii_alphabetic());
    let is_digits = |run: &String| run.bytes().all(|b| b.is_ascii_digit());
    let fits = match runs.as_slice() {
        [head, mark] if is_digits(head) => is_letters(mark) && matches!(head.len(), 4 | 10),
        [mark, serial] => is_letters(mark) && is_digits(serial),
        [head, mark, serial] => {
            is_digits(head) && matches!(head.len(), 4 | 10) && is_letters(mark) && is_digits(serial)
        }
        _ => false,
    };
    let all = runs.join("-").to_lowercase();
    let all = match all.split_at_checked(6) {
        Some((area, rest)) if runs[0].len() == 10 => format!("{area}-{rest}"),
        _ => all,
    };
    let as_typed: String = typed.trim().chars().map(super::name::narrow).collect();
    (fits && all != as_typed.to_lowercase()).then_some(all)
}

/// The signs that people and programs write for a hyphen.
pub(super) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}'
    )
}

impl fmt::Display for PetitionNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The signs of a query code: digits and capitals without 0, 1, I and O, which people confuse.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Free signs before the two check signs: 10 × 5 bits = 50 bits that cannot be guessed.
const FREE: usize = 10;
/// The largest prime that two signs can hold: every single slip and every swap is found.
const PRIME: u32 = 1021;

/// The query code (查询码) on the receipt: ten random signs and two check signs, `XXXX-XXXX-XXXX`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QueryCode(pub String);

impl QueryCode {
    /// Makes a code from seven bytes of randomness.
    #[must_use]
    pub fn from_entropy(bytes: [u8; 7]) -> Self {
        let mut bits = bytes.iter().fold(0u64, |all, b| (all << 8) | u64::from(*b));
        let mut signs = [0u8; FREE + 2];
        for sign in signs.iter_mut().take(FREE) {
            *sign = bits.to_le_bytes()[0] & 31;
            bits >>= 5;
        }
        let check = check_of(&signs[..FREE]);
        let [.., high, low] = check.to_be_bytes();
        signs[FREE] = (high << 3) | (low >> 5);
        signs[FREE + 1] = low & 31;
        Self(group(&signs))
    }

    /// Reads a code as people type it: any case, with or without hyphens and spaces, full-width
    /// signs too. `None` when its check signs do not fit.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut signs = Vec::with_capacity(FREE + 2);
        for c in typed.chars().map(super::name::narrow) {
            if c == '-' || c.is_whitespace() {
                continue;
            }
            let upper = u8::try_from(c.to_ascii_uppercase()).ok()?;
            signs.push(u8::try_from(SIGNS.iter().position(|s| *s == upper)?).ok()?);
        }
        if signs.len() != FREE + 2 {
            return None;
        }
        let stated = (u32::from(signs[FREE]) << 5) | u32::from(signs[FREE + 1]);
        (stated == check_of(&signs[..FREE])).then(|| Self(group(&signs)))
    }
}

/// The fewest signs of a code by which it is looked for: one of its groups.
const PART: usize = 4;

/// What is left of a query code on a torn slip: its beginning or its end, in any dress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePart {
    signs: Vec<u8>,
    /// Whether digits and letters alternate, or the groups of a code are kept apart: nothing else is typed so.
    pub is_plain: bool,
    /// Whether it has digits and letters.
    pub is_mixed: bool,
}

impl CodePart {
    /// Reads what may be part of a code; `None` of anything that cannot be one.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.trim().chars().map(super::name::narrow).collect();
        let parts: Vec<&str> = typed
            .split(|c: char| is_dash(c) || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .collect();
        let place = |c: u8| SIGNS.iter().position(|s| *s == c.to_ascii_uppercase());
        let signs: Option<Vec<u8>> = parts
            .iter()
            .flat_map(|part| part.bytes())
            .map(|c| u8::try_from(place(c)?).ok())
            .collect();
        let signs = signs.filter(|signs| (PART..FREE + 2).contains(&signs.len()))?;
        let digits = |sign: &u8| SIGNS[usize::from(*sign)].is_ascii_digit();
        let runs = signs.chunk_by(|a, b| digits(a) == digits(b)).count();
        // XXXX-XX and XX-XXXX: all groups but the torn one are whole.
        let whole = |parts: &[&str]| parts.iter().all(|part| part.len() == PART);
        let grouped = parts.len() > 1 && (whole(&parts[1..]) || whole(&parts[..parts.len() - 1]));
        let letters = !signs.iter().all(digits);
        Some(Self {
            is_plain: letters && (runs > 2 || grouped && runs > 1),
            is_mixed: runs > 1,
            signs,
        })
    }

    /// As a code begins that has it first.
    #[must_use]
    pub fn first(&self) -> String {
        group(&self.signs)
    }

    /// As a code ends that has it last.
    #[must_use]
    pub fn last(&self) -> String {
        let (head, tail) = self.signs.split_at(self.signs.len() % PART);
        let [head, tail] = [head, tail].map(group);
        let between = if head.is_empty() { "" } else { "-" };
        format!("{head}{between}{tail}")
    }
}

impl fmt::Display for QueryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check_of(signs: &[u8]) -> u32 {
    signs
        .iter()
        .fold(7, |sum, sign| (sum * 37 + u32::from(*sign) + 1) % PRIME)
}

fn group(signs: &[u8]) -> String {
    let mut text = String::with_capacity(signs.len() + 2);
    for (i, sign) in signs.iter().enumerate() {
        if i > 0 && i % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(SIGNS[usize::from(*sign)]));
    }
    text
}
