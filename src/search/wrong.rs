//! One wrong, swapped or extra character in a name typed in characters.

use super::alphabet::{Alphabet, CharNo};
use super::grade::{Grade, MatchClass, why};
use super::kin;
use super::level::SLIP;
use super::names::Packed;
use super::slip::{self, Slip};
use super::spelling::{Spelling, Typed};

/// The cost of a character that only looks like the one typed: above the tables of those that stand for
/// each other on papers, below a name that only begins as typed.
const LOOK: u32 = 40;

/// How much nearer than any other wrong character one is that shares a half or a part with the one typed.
const AKIN: u32 = 60;

/// A name typed in characters only, ready to be held against names with one slip forgiven.
#[derive(Debug)]
pub(super) struct WrongCharacter {
    /// The typed characters as the numbers of their kin's first; 0 for one that is in no name.
    typed: Vec<CharNo>,
    /// For each character number, the places where it was typed: a sieve.
    places: Vec<u64>,
    /// The characters that look most like those typed, by place: the likest first. Said with each whether it
    /// only shares a part.
    looks: Vec<Vec<(CharNo, bool)>>,
    /// At how many places the character was typed that was typed, or may be taken, at the most.
    widest: usize,
    /// Whether only another order, and a character that looks like the one typed, are forgiven.
    swaps: bool,
}

impl WrongCharacter {
    /// Reads the typing; `None` when it has letters, or too few characters for a slip to be told
    /// from another name (a name of two with one of them wrong is any name of that family).
    pub(super) fn of(spelling: &Spelling, alphabet: &Alphabet, swaps: bool) -> Option<Self> {
        if spelling.letters() > 0 || spelling.len() < 2 || spelling.len() > 12 {
            return None;
        }
        let mut places = vec![0u64; alphabet.signs().len()];
        let (mut typed, mut looks) = (Vec::new(), Vec::new());
        for (place, sign) in spelling.signs().iter().enumerate() {
            let Typed::Sign(sign) = *sign else {
                return None;
            };
            let kin = alphabet.kin(sign);
            typed.push(kin.first().copied().unwrap_or(0));
            for number in kin {
                places[usize::from(*number)] |= 1 << place;
            }
            let like = kin::near_looks(sign);
            let like = like.filter_map(|(c, akin)| Some((alphabet.number(c)?, akin)));
            let like: Vec<(CharNo, bool)> = like.collect();
            for (number, _) in &like {
                places[usize::from(*number)] |= 1 << place;
            }
            looks.push(like);
        }
        let widest = places.iter().map(|p| p.count_ones() as usize).max();
        Some(Self {
            typed,
            widest: widest.unwrap_or(0),
            places,
            looks,
            swaps,
        })
    }

    /// Whether a character, or one that may be taken for it, was typed.
    pub(super) fn was_typed(&self, number: CharNo) -> bool {
        self.places
            .get(usize::from(number))
            .is_some_and(|p| *p != 0)
    }

    /// The best that a name of `len` characters can be; `None` when it cannot fit.
    pub(super) fn floor(&self, len: usize) -> Option<(MatchClass, u32)> {
        if self.swaps || len == self.typed.len() {
            return (len == self.typed.len()).then_some((MatchClass::Variant, 0));
        }
        (len.abs_diff(self.typed.len()) <= 1).then_some((MatchClass::Slip, 0))
    }

    /// A quick test that lets no fitting name fall and most others.
    #[inline]
    pub(super) fn may_fit(&self, name: Packed<'_>) -> bool {
        let at = |number: CharNo| self.places.get(usize::from(number)).copied().unwrap_or(0);
        let (met, len) = match name {
            Packed::Short(mut rest) => {
                let mut met = 0u64;
                let mut len = 0;
                while rest != 0 {
                    met |= at((rest & 0xFFFF) as CharNo);
                    len += 1;
                    rest >>= 16;
                }
                (met, len)
            }
            Packed::Long(list) => (
                list.iter().fold(0, |met, number| met | at(*number)),
                list.len(),
            ),
        };
        self.may(met, len)
    }

    /// The same of a name of `len` characters that are those typed at the places met.
    #[inline]
    pub(super) fn may(&self, met: u64, len: usize) -> bool {
        let (met, wanted) = (met.count_ones() as usize, self.typed.len());
        if self.swaps {
            return len == wanted && met == wanted;
        }
        len.abs_diff(wanted) <= 1 && met + usize::from(wanted > 2) >= wanted
    }

    /// Whether some last character may make a name of `len` characters fit of which the others are those
    /// typed at the places met.
    pub(super) fn may_end(&self, met: u64, len: usize) -> bool {
        let most = met.count_ones() as usize + self.widest;
        let wanted = self.typed.len();
        let forgiven = usize::from(wanted > 2 && !self.swaps);
        len.abs_diff(wanted) <= usize::from(!self.swaps) && most + forgiven >= wanted
    }

    /// The places where a character was typed, or one that it may be taken for.
    #[inline]
    pub(super) fn places(&self, number: CharNo) -> u64 {
        self.places.get(usize::from(number)).copied().unwrap_or(0)
    }

    /// How well a name fits with exactly one slip.
    pub(super) fn grade(&self, alphabet: &Alphabet, chars: &[CharNo]) -> Option<Grade> {
        let heads: Vec<CharNo> = chars.iter().map(|n| self.head(alphabet, *n)).collect();
        let slip = slip::between(&self.typed, &heads)?;
        if slip == Slip::Wrong
            && let Some((rank, akin)) = self.look(&heads, chars)
        {
            let slip = u32::from(SLIP) - AKIN;
            return Some(if akin {
                Grade::new(MatchClass::Slip, slip + rank, why::FORM)
            } else {
                Grade::new(MatchClass::Variant, LOOK + rank, why::FORM)
            });
        }
        let cost = match slip {
            Slip::Swapped => return Some(Grade::new(MatchClass::Swapped, 0, why::SWAPPED)),
            _ if self.swaps => return None,
            Slip::Wrong | Slip::Extra | Slip::Missing if self.typed.len() < 3 => return None,
            // The family name is the surest of all: a slip there comes last.
            Slip::Wrong if heads.first() != self.typed.first() => SLIP + 20,
            Slip::Wrong => SLIP,
            Slip::Extra | Slip::Missing => SLIP + 10,
        };
        Some(Grade::new(
            MatchClass::Slip,
            u32::from(cost),
            why::CHARACTER_SLIP,
        ))
    }

    /// How like the one wrong character is to the one typed, 0 for the likest, and whether it only shares a part;
    /// `None` when it is not like it.
    fn look(&self, heads: &[CharNo], chars: &[CharNo]) -> Option<(u32, bool)> {
        let at = self.typed.iter().zip(heads).position(|(a, b)| a != b)?;
        let looks = self.looks.get(at)?;
        let rank = looks.iter().position(|(n, _)| *n == chars[at])?;
        Some((u32::try_from(rank).ok()?, looks[rank].1))
    }

    /// The places of the name's characters that were typed.
    pub(super) fn lit(&self, alphabet: &Alphabet, chars: &[CharNo]) -> Vec<usize> {
        (0..chars.len())
            .filter(|i| self.typed.contains(&self.head(alphabet, chars[*i])))
            .collect()
    }

    fn head(&self, alphabet: &Alphabet, number: CharNo) -> CharNo {
        match self.places.get(usize::from(number)) {
            Some(places) if *places != 0 => alphabet
                .kin(alphabet.at(number).glyph)
                .first()
                .copied()
                .unwrap_or(number),
            _ => number,
        }
    }
}
