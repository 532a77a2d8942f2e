//! Where a text says what somebody is called: what may stand before and behind it.

use super::given;
use super::reads::Sign;
use crate::domain::name;

/// What somebody is called by, and how it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    pub signs: Vec<char>,
    pub by: By,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A name, wherever it stands.
    Name,
    /// A given name that is a word as well: where it stands as a name.
    Word,
    /// A surname, or a given name of one character: where somebody is called so (小伟, 老张).
    Address,
    /// One character of a longer given name: the same (国哥 for 建国).
    Part,
    /// A whole name, by other characters of its sound.
    Sound,
    /// Letters, with no further letter before or behind.
    Letters,
    /// A number, in digits or characters.
    Number,
    /// An address or its end, with no further digit before or behind.
    House,
    /// The numbers of an address alone.
    Numbered,
    /// The room of an address alone.
    Room,
    /// The first letters of a name: two of them only with a dot between.
    Initials,
    /// The end of a number, where it is said to be one.
    Tail,
}

impl Called {
    /// Where a text says it, in bytes.
    pub fn places(&self, read: &[Sign]) -> Vec<(usize, usize)> {
        let len = self.signs.len();
        let here = |at: &usize| {
            let said = read[*at..*at + len].iter().map(|s| &s.c);
            said.eq(&self.signs) && self.is_meant(read, *at)
        };
        let starts = 0..(read.len() + 1).saturating_sub(len);
        let place = |at: usize| (read[at].from, read[at + len - 1].to);
        starts.filter(here).map(place).collect()
    }

    /// Whether what stands before and behind lets it be what is looked for.
    fn is_meant(&self, read: &[Sign], at: usize) -> bool {
        let (first, last) = (read[at], read[at + self.signs.len() - 1]);
        let before = at.checked_sub(1).map(|n| read[n]);
        let behind = read.get(at + self.signs.len()).copied();
        // Only what stands there without a space between.
        let near = (
            before.filter(|s| s.to == first.from).map(|s| s.c),
            behind.filter(|s| s.from == last.to).map(|s| s.c),
        );
        let letter = |c: char| c.is_alphabetic() && !name::is_han(c);
        let free = |is: fn(&char) -> bool, end: Option<&char>, c: Option<char>| {
            !end.is_some_and(is) || !c.is_some_and(|c| is(&c))
        };
        match self.by {
            By::Name | By::Number => true,
            // These are looked for otherwise.
            By::Address | By::Part | By::Sound | By::Numbered | By::Room | By::Tail => false,
            By::Word => {
                let joined = |pair: &[Sign]| pair[0].to == pair[1].from;
                let before = read[..=at].chunk_by(|a, b| joined(&[*a, *b])).next_back();
                let before = before.map_or(&[][..], |run| &run[..run.len() - 1]);
                let end = at + self.signs.len() - 1;
                let behind = read[end..].chunk_by(|a, b| joined(&[*a, *b])).next();
                let behind = behind.map_or(&[][..], |run| &run[1..]);
                given::stands_alone(before, behind)
            }
            By::Initials if self.signs.len() < 3 && first.to == last.from => false,
            By::Letters | By::Initials => {
                !near.0.is_some_and(letter) && !near.1.is_some_and(letter)
            }
            By::House => {
                let digit: fn(&char) -> bool = char::is_ascii_digit;
                free(digit, self.signs.first(), near.0) && free(digit, self.signs.last(), near.1)
            }
        }
    }
}
