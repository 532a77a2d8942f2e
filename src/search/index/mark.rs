//! Lists of slots that stand for something else than text.

/// A list that stands for something else than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The unit that holds a petition, by its row.
    Unit(u16),
    /// The category of a petition, by its place among all categories.
    Category(u16),
    /// A unit that a petition concerns.
    Concern(u32),
    /// Four digits side by side, as a number below ten thousand: pairs of digits tell nothing where every
    /// number begins with the same area code.
    Four(u16),
    /// A whole number of an address, below ten thousand.
    House(u16),
}

/// A number of up to four digits as it is marked for a house.
pub(super) fn house(digits: &[char]) -> Option<u16> {
    let digits = digits
        .get(..4.min(digits.len()))
        .filter(|four| four.len() == digits.len())?;
    let digit = |all: u16, c: &char| Some(all * 10 + u16::try_from(c.to_digit(10)?).ok()?);
    digits.iter().try_fold(0, digit)
}

impl Mark {
    /// The marks of all whole numbers in an address.
    pub(super) fn houses(address: &[char]) -> impl Iterator<Item = Self> {
        let runs = address.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
        runs.filter_map(house).map(Self::House)
    }

    /// The marks of all runs of four digits in a text.
    pub(super) fn fours(text: &[char]) -> impl Iterator<Item = Self> {
        text.windows(4).filter_map(|run| {
            let digit = |all: u32, c: &char| Some(all * 10 + c.to_digit(10)?);
            let four = run.iter().try_fold(0, digit)?;
            u16::try_from(four).ok().map(Self::Four)
        })
    }

    /// No text begins with the end, so these keys are free. Units beyond the numbers there are share
    /// one with another: such a list finds too much, never too little.
    pub(super) fn key(self) -> u32 {
        match self {
            Self::Unit(n) => u32::from(n) & 0x3FFF,
            Self::Concern(n) => 0x4000 | (n & 0x3FFF),
            Self::Category(n) => 0x8000 | (u32::from(n) & 0x3FFF),
            // Petitions have the one, people the other.
            Self::Four(n) | Self::House(n) => 0xC000 | (u32::from(n) & 0x3FFF),
        }
    }
}
