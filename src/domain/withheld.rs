//! What a petitioner is called, covered where it stands in running text: whoever may not know their name (姓名保密)
//! reads the rest of a note, and not whose it is.

use std::borrow::Cow;

use super::identity::COVERED;
use super::name;
use super::rights;
use super::unitless;

/// Shortest run of digits that is a number of somebody.
const DIGITS: usize = 7;

/// What people are called, as it is read: without spaces and dots, narrow, one form for each character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld(Vec<Vec<char>>);

impl Withheld {
    /// Names and numbers, one a line or with 、 between, and addresses, with `@` before; what would hit everybody
    /// is left out: a name of one character, an address without a number.
    #[must_use]
    pub fn of(lines: &str) -> Self {
        let mut all: Vec<Vec<char>> = Vec::new();
        for line in lines.split(['\n', '、']) {
            let address = line.strip_prefix('@');
            let ends = address.map(unitless::tails).unwrap_or_default();
            for (text, end) in std::iter::once((address.unwrap_or(line), false))
                .chain(ends.into_iter().map(|end| (end, true)))
            {
                let read: Vec<char> = read(text).map(|(c, _)| c).collect();
                if (end || tells(&read, address.is_some())) && !all.contains(&read) {
                    all.push(read);
                }
            }
        }
        // The longest first: a name may be a part of another.
        all.sort_by_key(|read| std::cmp::Reverse(read.len()));
        Self(all)
    }

    /// True when there is nothing to cover.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those alone that do not stand in these lines as well.
    #[must_use]
    pub fn without(mut self, lines: &str) -> Self {
        let known = Self::of(lines);
        self.0.retain(|read| !known.0.contains(read));
        self
    }

    /// The text without what it calls somebody.
    #[must_use]
    pub fn cover<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.is_empty() || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let read: Vec<(char, (usize, usize))> = read(text).collect();
        let mut hidden = vec![false; read.len()];
        for needle in &self.0 {
            let many = read.len().saturating_sub(needle.len().saturating_sub(1));
            for at in 0..many {
                let here = read[at..at + needle.len()].iter().map(|(c, _)| c);
                if here.eq(needle) {
                    hidden[at..at + needle.len()].fill(true);
                }
            }
        }
        let mut out = String::with_capacity(text.len());
        let (mut from, mut covered) = (0, false);
        for ((_, (start, end)), hide) in read.iter().zip(&hidden) {
            if *hide {
                // What stands between two covered signs, a space or a dot, goes with them.
                if !covered {
                    out.push_str(&text[from..*start]);
                    out.push_str(COVERED);
                }
                from = *end;
            }
            covered = *hide;
        }
        if from == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[from..]);
        Cow::Owned(out)
    }
}

/// True of what tells somebody from others.
fn tells(read: &[char], address: bool) -> bool {
    let digits = read.iter().filter(|c| c.is_ascii_digit()).count();
    let han = read.iter().filter(|c| name::is_han(**c)).count();
    match (digits, han) {
        _ if address => digits > 0 && han > 1,
        (0, 0) => read.len() > 2,
        (digits, 0) => digits >= DIGITS,
        (_, han) => han > 1,
    }
}

/// A text as it is read, sign by sign, each with where it stands.
fn read(text: &str) -> impl Iterator<Item = (char, (usize, usize))> + '_ {
    text.char_indices()
        .filter(|(_, c)| !matches!(name::narrow(*c), '-' | '—' | '－' | '(' | ')'))
        .flat_map(|(at, c)| {
            let sign: Vec<char> = rights::reading(c.encode_utf8(&mut [0; 4]))
                .chars()
                .collect();
            sign.into_iter().map(move |r| (r, (at, at + c.len_utf8())))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ends of an address by which people tell a house are covered too, however wide they are written.
    #[test]
    fn the_ends_of_an_address_are_covered() {
        let withheld = Withheld::of("@示例县北丁街道壬社区5栋272室");
        for text in [
            "住示例县北丁街道壬社区5栋272室。",
            "住壬社区5栋272室。",
            "住5栋272室。",
            "住５栋２７２室。",
        ] {
            let covered = withheld.cover(text);
            assert!(
                !covered.contains("272") && !covered.contains('２'),
                "{covered}"
            );
        }
        assert_eq!(withheld.cover("到壬社区了解情况"), "到壬社区了解情况");
    }
}
