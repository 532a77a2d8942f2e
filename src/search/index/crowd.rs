//! Finding people in a book: by their names, or by numbers and addresses with the rest tested on those.

use std::collections::HashSet;

use super::book::Book;
use super::layout::Section;
use super::pages::Window;
use super::sweep::{Basket, Sweep};
use crate::domain::ids::PersonId;
use crate::search::alphabet::{Alphabet, CharNo};
use crate::search::best::Best;
use crate::search::grade::{Grade, MatchClass, why};
use crate::search::names::{NameNo, Packed};
use crate::search::numbers::Numbers;
use crate::search::reader::NameReader;
use crate::search::segment::Torn;
use crate::search::segment::{Segment, Term, Wanted};

/// With more names or people than this, it is not worth going by names.
const NAMES: usize = 3000;
const BEARERS: usize = 6000;

/// People who fit several things at once; with so many, further ones add nothing.
const PLENTY: usize = 2048;

/// A book without those who were changed or taken out since.
pub(in crate::search) struct Crowd<'a> {
    pub(super) book: &'a Book,
    pub(super) hidden: &'a HashSet<u32>,
}

impl Segment for Crowd<'_> {
    fn alphabet(&self) -> &Alphabet {
        &self.book.alphabet
    }

    fn gather(&self, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        match (wanted.reader, wanted.terms) {
            (Some(reader), []) => self.by_names(reader, wanted.keep),
            (None, [Term::Digits(typed, which, worst)]) => {
                let mut best = Best::of(wanted.keep);
                self.by_digits((typed, *which, *worst), wanted.slips, &mut best)?;
                Ok(best)
            }
            (_, []) => Ok(Best::of(1)),
            _ => self.by_people(wanted),
        }
    }

    fn person(&self, slot: u32) -> Result<PersonId, Torn> {
        self.book.id(slot).map(PersonId)
    }

    fn name_at(&self, slot: u32, out: &mut Vec<CharNo>) -> Result<(), Torn> {
        self.book.name(self.book.name_of(slot)?, out)
    }

    fn bearers(&self, slot: u32) -> Result<usize, Torn> {
        self.book.bearer_count(self.book.name_of(slot)?)
    }

    fn lit(&self, slot: u32, places: Vec<usize>) -> Result<Vec<usize>, Torn> {
        self.book.canonical(slot, places)
    }
}

impl Crowd<'_> {
    pub(super) fn is_here(&self, slot: u32) -> bool {
        self.hidden.is_empty() || !self.hidden.contains(&slot)
    }

    /// Names first, then their people: one test serves everyone of a name.
    fn by_names(&self, reader: &NameReader, keep: usize) -> Result<Best, Torn> {
        // A name may be borne by nobody any more.
        let names = Best::of(keep + self.hidden.len());
        let mut best = Best::of(keep);
        let sweep = Sweep::of(self.book, reader, Basket::Best(names), false);
        let Basket::Best(names) = sweep.run()? else {
            return Ok(best);
        };
        for ((class, cost, name, _), grade) in names.into_list() {
            if best.is_above((class, cost, name, 0)) {
                break;
            }
            let name = u32::try_from(name).map_err(|_| Torn)?;
            let bearers = self.book.bearers(name, keep + self.hidden.len())?;
            let here = bearers.into_iter().filter(|slot| self.is_here(*slot));
            for (nth, slot) in (0u32..).zip(here) {
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

    /// Several things typed: by names when few fit, else by the rarest of the others.
    fn by_people(&self, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        let mut best = Best::of(wanted.keep);
        let mut tester = Tester::of(self, wanted)?;
        if let Some(reader) = wanted.reader
            && let Some(names) = self.few_names(reader, tester.estimate)?
        {
            tester.jump_about();
            for (name, grade) in names {
                for slot in self.book.bearers(name, usize::MAX)? {
                    if let Some(terms) = tester.terms(slot, None)? {
                        let whole = grade.and(terms);
                        best.push((whole.class, whole.cost, order(0, name), slot), whole);
                    }
                }
            }
            return Ok(best);
        }
        let Some(first) = tester.rarest else {
            return Ok(best);
        };
        // Those whose name begins as typed, then, if they are few, all others.
        for leading in [true, false] {
            let mut found = 0;
            let slots = tester.candidates(first)?;
            for slot in slots {
                let Some((name, grade)) = tester.whole(slot, first, leading)? else {
                    continue;
                };
                best.push((grade.class, grade.cost, order(0, name), slot), grade);
                found += 1;
                if found >= PLENTY {
                    break;
                }
            }
            if wanted.reader.is_none() || best.len() > 0 {
                break;
            }
        }
        Ok(best)
    }

    /// Names that fit, one more than wanted at most or a few more.
    fn all_names(
        &self,
        reader: &NameReader,
        most: usize,
        leading: bool,
    ) -> Result<Vec<(NameNo, Grade)>, Torn> {
        let basket = Basket::All(Vec::new(), most);
        match Sweep::of(self.book, reader, basket, leading).run()? {
            Basket::All(names, _) => Ok(names),
            Basket::Best(_) => Ok(Vec::new()),
        }
    }

    /// The names that fit, when they and their people are few.
    fn few_names(
        &self,
        reader: &NameReader,
        others: usize,
    ) -> Result<Option<Vec<(NameNo, Grade)>>, Torn> {
        if others < 64 {
            return Ok(None);
        }
        let most = NAMES.min(others);
        let mut names = self.all_names(reader, most, true)?;
        if names.is_empty() {
            // Nobody begins so: perhaps it is a given name.
            names = self.all_names(reader, most, false)?;
        }
        if names.len() > most {
            return Ok(None);
        }
        let mut people = 0;
        for (name, _) in &names {
            people += self.book.bearer_count(*name)?;
        }
        Ok((people <= BEARERS.min(others.saturating_mul(4))).then_some(names))
    }
}

/// Bearers of one name that stand together before those of another that fits as well.
const ROUND: u32 = 4;

/// The place of a candidate among those that fit alike: by round, then by name.
fn order(round: u32, name: NameNo) -> u64 {
    u64::from(round) << 32 | u64::from(name)
}

/// Tests single people; reads in ascending order are near each other.
struct Tester<'a> {
    crowd: &'a Crowd<'a>,
    wanted: &'a Wanted<'a>,
    /// The term that the fewest people fit, and how many at most.
    rarest: Option<usize>,
    estimate: usize,
    /// Pieces of addresses in character numbers; `None` when nobody has them.
    pieces: Vec<Option<Vec<u16>>>,
    packed: Window<'a>,
    names: Window<'a>,
    starts: Window<'a>,
    numbers: Numbers,
    chars: Vec<CharNo>,
    room: Vec<CharNo>,
}

impl<'a> Tester<'a> {
    fn of(crowd: &'a Crowd<'a>, wanted: &'a Wanted<'a>) -> Result<Self, Torn> {
        let book = crowd.book;
        let pieces: Vec<_> = wanted
            .terms
            .iter()
            .map(|term| match term {
                Term::Place(piece) => book.places.read(piece),
                Term::Digits(..) => None,
            })
            .collect();
        let (mut rarest, mut estimate) = (None, usize::MAX);
        for (n, term) in wanted.terms.iter().enumerate() {
            let most = match (term, &pieces[n]) {
                (Term::Digits(typed, ..), _) => crowd.digits_estimate(typed, wanted.slips),
                (Term::Place(_), Some(piece)) => book.places.estimate(&book.pages, piece)?,
                (Term::Place(_), None) => 0,
            };
            if rarest.is_none() || most < estimate {
                (rarest, estimate) = (Some(n), most);
            }
        }
        let window = |section| Window::for_reads(&book.pages, book.header.part(section), estimate);
        Ok(Self {
            crowd,
            wanted,
            rarest,
            estimate,
            pieces,
            packed: window(Section::Numbers),
            names: window(Section::NameOf),
            starts: window(Section::PlaceAt),
            numbers: Numbers::default(),
            chars: Vec::new(),
            room: Vec::new(),
        })
    }

    /// From now on people are not asked about in ascending order.
    fn jump_about(&mut self) {
        for window in [&mut self.packed, &mut self.names, &mut self.starts] {
            window.narrow();
        }
    }

    /// Everyone who may fit a term, ascending.
    fn candidates(&self, term: usize) -> Result<Box<dyn Iterator<Item = u32> + 'a>, Torn> {
        let book = self.crowd.book;
        Ok(match (&self.wanted.terms[term], &self.pieces[term]) {
            (Term::Digits(typed, which, _), _) => {
                self.crowd
                    .digit_candidates(typed, *which, self.wanted.slips)?
            }
            (Term::Place(_), Some(piece)) => Box::new(book.places.common(&book.pages, piece)?),
            (Term::Place(_), None) => Box::new(std::iter::empty()),
        })
    }

    /// How well a person fits all terms. `sure` needs no test: two characters are the pair itself.
    fn terms(&mut self, slot: u32, sure: Option<usize>) -> Result<Option<Grade>, Torn> {
        if !self.crowd.is_here(slot) {
            return Ok(None);
        }
        let mut whole: Option<Grade> = None;
        for (n, term) in self.wanted.terms.iter().enumerate() {
            let grade = match term {
                Term::Digits(..) => {
                    let bytes = self.packed.get(u64::from(slot) * 16, 16)?;
                    let packed: [u8; 16] = bytes.try_into().map_err(|_| Torn)?;
                    self.crowd.book.numbers(slot, &packed, &mut self.numbers)?;
                    term.grade_numbers(&self.numbers, self.wanted.slips)
                }
                Term::Place(piece) if sure == Some(n) && piece.len() == 2 => Some(PLACE),
                Term::Place(_) => self.holds(slot, n)?.then_some(PLACE),
            };
            let Some(grade) = grade else {
                return Ok(None);
            };
            whole = Some(whole.map_or(grade, |w| w.and(grade)));
        }
        Ok(whole)
    }

    fn holds(&mut self, slot: u32, term: usize) -> Result<bool, Torn> {
        let Some(piece) = &self.pieces[term] else {
            return Ok(false);
        };
        let ends = self.starts.get(u64::from(slot) * 4, 8)?;
        let (from, to) = (super::pages::number(ends), super::pages::number(&ends[4..]));
        let len = to.checked_sub(from).ok_or(Torn)? as usize;
        let book = self.crowd.book;
        let text = book
            .pages
            .piece(book.header.part(Section::Places), u64::from(from), len)?;
        let signs = read_signs(&text);
        Ok(!piece.is_empty() && signs.windows(piece.len()).any(|w| w == piece))
    }

    /// How well a person fits everything; `leading` looks at names that begin as typed, its
    /// opposite at all others.
    fn whole(
        &mut self,
        slot: u32,
        sure: usize,
        leading: bool,
    ) -> Result<Option<(NameNo, Grade)>, Torn> {
        if !self.crowd.is_here(slot) {
            return Ok(None);
        }
        let Some(reader) = self.wanted.reader else {
            return Ok(self.terms(slot, Some(sure))?.map(|grade| (0, grade)));
        };
        let book = self.crowd.book;
        let name = super::pages::number(self.names.get(u64::from(slot) * 4, 4)?);
        let group = book.groups.partition_point(|g| g.start <= name);
        let first = group
            .checked_sub(1)
            .and_then(|g| book.groups.get(g))
            .map_or(0, |g| g.first);
        if reader.leads(first) != leading {
            return Ok(None);
        }
        book.name(name, &mut self.chars)?;
        let Some(named) = reader.grade(&book.alphabet, Packed::of(&self.chars), &mut self.room)
        else {
            return Ok(None);
        };
        Ok(self
            .terms(slot, Some(sure))?
            .map(|terms| (name, named.and(terms))))
    }
}

/// Every address that has the piece fits alike.
const PLACE: Grade = Grade::new(MatchClass::Address, 0, why::ADDRESS);

/// Character numbers of one to three bytes.
fn read_signs(text: &[u8]) -> Vec<u16> {
    let mut signs = Vec::with_capacity(text.len());
    let (mut sign, mut shift) = (0u16, 0u32);
    for byte in text {
        sign |= u16::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte & 0x80 == 0 {
            signs.push(sign);
            (sign, shift) = (0, 0);
        }
    }
    signs
}
