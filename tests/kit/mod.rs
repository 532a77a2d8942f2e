//! The shared test kit: a frozen clock, an invented office, a log of events, a store in a folder
//! that goes away. Nobody and nothing here is real; the area code is 999999.

#![allow(dead_code, reason = "each test module uses its own part of the kit")]

pub mod life;
pub mod lived;
pub mod log;
pub mod office;
pub mod poison;
pub mod world;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use log::Log;
pub use world::World;

/// A civil date, `2026-03-05`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// Nine in the morning at the office.
pub fn morning(date: NaiveDate) -> DateTime<FixedOffset> {
    instant(&format!("{date}T09:00:00+08:00"))
}

/// An instant, RFC 3339.
pub fn instant(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// A small generator of its own, so that a seed gives the same day of work for ever.
pub struct Dice(pub u64);

impl Dice {
    /// The next number (splitmix64).
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).expect("fits")
    }

    /// One of a list.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}
