//! What a search asks of a segment: the written book, or what was saved since.

use super::alphabet::{Alphabet, CharNo};
use super::bare::Bare;
use super::best::Best;
use super::dated;
use super::far::Far;
use super::grade::{Grade, MatchClass};
use super::near::Near;
use super::numbers::{Numbers, Which};
use super::query::Meaning;
use super::reader::NameReader;
use crate::domain::ids::PersonId;

/// The bytes are not what was written: cut off, unreadable, or a block differs from its sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Torn;

/// One thing that is looked for by people, not by names.
#[derive(Clone, Debug)]
pub(super) enum Term {
    /// Digits of a number; nothing worse than the class counts.
    Digits(Vec<u8>, Which, MatchClass),
    /// A piece of an address.
    Place(Vec<char>),
    /// A piece of an address without its units.
    Bare(Bare),
    /// One or two digits, of a number or an address: nobody is looked up by them.
    Few(Vec<u8>),
    /// The end of a number, with one digit wrong or two swapped: nobody is looked up by it.
    Tail(Vec<u8>),
}

impl Term {
    /// What a meaning looks for by people, not by names.
    pub(super) fn all_of(meaning: &Meaning) -> Vec<Self> {
        let digits = meaning.digits.iter();
        let which = |d: &[u8]| {
            let born = meaning.born && dated::is_born(d);
            if born { Which::Birth } else { Which::Both }
        };
        let digits = digits.map(|d| Self::Digits(d.clone(), which(d), MatchClass::NumberPart));
        let places = meaning.places.iter().map(|p| Self::Place(p.clone()));
        let few = meaning.few.iter().map(|d| Self::Few(d.clone()));
        let bare = meaning.bare.iter().map(|p| Self::Bare(p.clone()));
        let tails = meaning.tails.iter().map(|d| Self::Tail(d.clone()));
        let all = digits.chain(places).chain(bare).chain(few).chain(tails);
        all.collect()
    }

    /// How well numbers fit, if this looks for any.
    pub(super) fn grade_numbers(&self, numbers: &Numbers, slips: bool) -> Option<Grade> {
        let Self::Digits(typed, which, worst) = self else {
            return None;
        };
        let plain = numbers.grade(typed, *which).filter(|g| g.class <= *worst);
        plain.or_else(|| {
            slips
                .then(|| numbers.grade_slipped((typed, &Near::of(typed)), *which))
                .flatten()
        })
    }
}

/// What one gathering looks for: all of it must fit the same person.
pub(super) struct Wanted<'a> {
    /// The typed name, read with the segment's alphabet.
    pub(super) reader: Option<&'a NameReader>,
    /// Numbers and addresses.
    pub(super) terms: &'a [Term],
    /// Whether a slip in a number is forgiven.
    pub(super) slips: bool,
    /// Whether only names are wanted that begin as typed.
    pub(super) leading: bool,
    /// How many are wanted.
    pub(super) keep: usize,
}

/// People with everything they are found by, in slots.
pub(super) trait Segment {
    /// The characters of its names.
    fn alphabet(&self) -> &Alphabet;
    /// Whether somebody's address may have all pieces looked for.
    fn may_live(&self, terms: &[Term]) -> Result<bool, Torn>;
    /// The best of those who fit, by slot.
    fn gather(&self, wanted: &Wanted<'_>) -> Result<Best, Torn>;
    /// The best of those whose name was typed with slips anywhere in it, by slot.
    fn gather_far(&self, far: &Far, wanted: &Wanted<'_>) -> Result<Best, Torn>;
    /// Whether its names are former ones: whoever bears one stands elsewhere under the present one.
    fn is_former(&self) -> bool {
        false
    }
    /// A slot's name as it is written, where it is a former one.
    fn former(&self, _slot: u32) -> Option<String> {
        None
    }
    /// The person of a slot.
    fn person(&self, slot: u32) -> Result<PersonId, Torn>;
    /// The compared characters of a slot's name. `order` is the place that [`Segment::gather`] gave it.
    fn name_at(&self, slot: u32, order: u64, out: &mut Vec<CharNo>) -> Result<(), Torn>;
    /// The places in the canonical name of the compared characters at `places`.
    fn lit(&self, slot: u32, places: Vec<usize>) -> Result<Vec<usize>, Torn>;
}
