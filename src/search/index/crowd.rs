//! Finding people in a book by their names: one test serves everyone of a name.

use super::absent::Absent;
use super::book::Book;
use super::layout::Section;
use super::pages::Window;
use super::sweep::{Basket, Sweep};
use crate::domain::ids::PersonId;
use crate::search::alphabet::{Alphabet, CharNo};
use crate::search::best::Best;
use crate::search::far::Far;
use crate::search::grade::MatchClass;
use crate::search::names::NameNo;
use crate::search::reader::NameReader;
use crate::search::segment::Torn;
use crate::search::segment::{Segment, Term, Wanted};

/// A book without those who are not shown.
pub(in crate::search) struct Crowd<'a> {
    pub(super) book: &'a Book,
    pub(super) absent: &'a Absent,
}

impl Segment for Crowd<'_> {
    fn alphabet(&self) -> &Alphabet {
        &self.book.alphabet
    }

    fn may_live(&self, terms: &[Term]) -> Result<bool, Torn> {
        let places = &self.book.places;
        for term in terms {
            let most = match term {
                Term::Place(piece) => match places.read(piece) {
                    Some(piece) => places.estimate(&self.book.pages, &piece)?,
                    None => 0,
                },
                Term::Bare(piece) => match places.bare_estimate(&self.book.pages, piece)? {
                    Some(most) => most,
                    None => continue,
                },
                Term::Digits(..) | Term::Few(_) | Term::Tail(_) => continue,
            };
            if most == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn gather(&self, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        match (wanted.reader, wanted.terms) {
            (Some(reader), []) => self.by_names(reader, (wanted.keep, wanted.leading)),
            (None, [Term::Digits(typed, which, worst)]) => {
                let mut best = Best::of(wanted.keep);
                self.by_digits((typed, *which, *worst), wanted.slips, &mut best)?;
                Ok(best)
            }
            (_, []) => Ok(Best::of(1)),
            _ => self.by_people(wanted),
        }
    }

    fn gather_far(&self, far: &Far, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        self.by_far(far, wanted)
    }

    fn person(&self, slot: u32) -> Result<PersonId, Torn> {
        self.book.id(slot).map(PersonId)
    }

    fn name_at(&self, _: u32, order: u64, out: &mut Vec<CharNo>) -> Result<(), Torn> {
        self.book.name((order & 0xFFFF_FFFF) as NameNo, out)
    }

    fn lit(&self, slot: u32, places: Vec<usize>) -> Result<Vec<usize>, Torn> {
        self.book.canonical(slot, places)
    }
}

impl Crowd<'_> {
    pub(super) fn is_here(&self, slot: u32) -> bool {
        !self.absent.has(slot)
    }

    /// A window for [`Self::bearers_here`].
    pub(super) fn bearers_window(&self) -> Window<'_> {
        let part = self.book.header.part(Section::Bearers);
        Window::of(&self.book.pages, part, BEARERS)
    }

    /// The first so many who bear a name and are shown.
    pub(super) fn bearers_here(
        &self,
        window: &mut Window<'_>,
        name: NameNo,
        most: usize,
    ) -> Result<Vec<u32>, Torn> {
        let here = |all: Vec<u32>| {
            let here = all.into_iter().filter(|slot| self.is_here(*slot));
            here.take(most).collect::<Vec<u32>>()
        };
        // Often nobody of a name is absent; only then are all its bearers read.
        let first = here(self.book.bearers_in(window, name, most)?);
        if first.len() == most.min(self.book.bearer_count(name)?) {
            return Ok(first);
        }
        self.book.bearers(name, usize::MAX).map(here)
    }

    /// Names first, then their people: one test serves everyone of a name.
    fn by_names(&self, reader: &NameReader, (keep, leading): (usize, bool)) -> Result<Best, Torn> {
        let names = Best::of(keep);
        let mut best = Best::of(keep);
        let sweep = Sweep::of(
            (self.book, self.absent),
            reader,
            Basket::Best(names),
            leading,
        );
        let Basket::Best(names) = sweep.run()? else {
            return Ok(best);
        };
        let mut window = self.bearers_window();
        for ((class, cost, name, _), grade) in names.into_list() {
            if best.is_above((class, cost, name, 0)) {
                break;
            }
            let name = u32::try_from(name).map_err(|_| Torn)?;
            for (nth, slot) in (0u32..).zip(self.bearers_here(&mut window, name, keep)?) {
                // A few of each name first, so that one common name does not crowd out all others.
                let round = if class == MatchClass::Same {
                    0
                } else {
                    nth / ROUND
                };
                best.push((class, cost, order(round, name), slot), grade);
            }
        }
        Ok(best)
    }
}

/// Bytes of the people of neighbouring names that are read at once: names that fit are often neighbours.
const BEARERS: usize = 1024;

/// Bearers of one name that stand together before those of another that fits as well.
const ROUND: u32 = 4;

/// The place of a candidate among those that fit alike: by round, then by name.
pub(super) fn order(round: u32, name: NameNo) -> u64 {
    u64::from(round) << 32 | u64::from(name)
}
