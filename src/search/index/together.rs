//! Finding people in a book by several things typed at once: by names when few fit, else by the rarest
//! of the others with the rest tested on those.

use super::crowd::{Crowd, order};
use super::layout::Section;
use super::naming::LONG;
use super::pages::{Window, long, number};
use super::sweep::{Basket, Sweep};
use crate::search::alphabet::CharNo;
use crate::search::best::Best;
use crate::search::grade::{Grade, MatchClass, why};
use crate::search::names::{NameNo, Packed};
use crate::search::numbers::Numbers;
use crate::search::postings::Common;
use crate::search::reader::NameReader;
use crate::search::segment::{Term, Torn, Wanted};

/// With more names or people than this, it is not worth going by names.
const NAMES: usize = 3000;
const BEARERS: usize = 6000;

/// People who fit several things at once; with so many, further ones add nothing.
const PLENTY: usize = 2048;

/// People of whom the names are read; with more, one further sign is needed to tell them apart.
const MANY: usize = 100_000;

/// Entries of a list that are read in the time of one person's address.
const READS: usize = 100;

/// A person's name and slot.
type Named = (NameNo, u32);

impl Crowd<'_> {
    /// Several things typed: by names when few fit, else by the rarest of the others.
    pub(super) fn by_people(&self, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        let mut best = Best::of(wanted.keep);
        let mut tester = Tester::of(self, wanted)?;
        if let Some(reader) = wanted.reader
            && let Some(names) = self.few_names(reader, tester.estimate)?
        {
            self.by_bearers(names, &mut tester, &mut best)?;
            return Ok(best);
        }
        let Some(first) = tester.rarest else {
            return Ok(best);
        };
        let slots = tester.candidates(first)?;
        let Some(reader) = wanted.reader else {
            let mut found = 0;
            for slot in slots {
                let Some(grade) = tester.terms(slot, Some(first))? else {
                    continue;
                };
                best.push((grade.class, grade.cost, 0, slot), grade);
                found += 1;
                if found >= PLENTY {
                    break;
                }
            }
            return Ok(best);
        };
        // Those whose name begins as typed, then, if there are none, all others.
        let (leading, others) = self.by_first(reader, slots)?;
        tester.jump_about();
        tester.by_name(leading, (reader, first), &mut best)?;
        if best.len() == 0 {
            tester.by_name(others, (reader, first), &mut best)?;
        }
        Ok(best)
    }

    /// Tests everyone who bears one of some names: those only whom a list of an address has, when
    /// that is sooner read than people one by one.
    fn by_bearers(
        &self,
        names: Vec<(NameNo, Grade)>,
        tester: &mut Tester<'_>,
        best: &mut Best,
    ) -> Result<(), Torn> {
        let mut people = Vec::new();
        for (name, grade) in names {
            let bearers = self.book.bearers(name, usize::MAX)?;
            people.extend(bearers.into_iter().map(|slot| (slot, name, grade)));
        }
        people.sort_unstable_by_key(|p| p.0);
        tester.resize_for(people.len());
        let mut listed = match tester.place_list()? {
            Some(list) if list.size_hint().1.unwrap_or(0) < people.len() * READS => {
                Some(list.peekable())
            }
            _ => None,
        };
        for (slot, name, grade) in people {
            if let Some(list) = &mut listed {
                while list.next_if(|there| *there < slot).is_some() {}
                if list.peek() != Some(&slot) {
                    continue;
                }
            }
            if let Some(terms) = tester.terms(slot, None)? {
                let whole = grade.and(terms);
                best.push((whole.class, whole.cost, order(0, name), slot), whole);
            }
        }
        Ok(())
    }

    /// People with the numbers of their names, those whose names begin as typed apart. Of very many
    /// the first so many that begin so.
    fn by_first(
        &self,
        reader: &NameReader,
        slots: impl Iterator<Item = u32>,
    ) -> Result<(Vec<Named>, Vec<Named>), Torn> {
        let part = self.book.header.part(Section::NameOf);
        let most = slots.size_hint().1.unwrap_or(0);
        let mut names = Window::for_reads(&self.book.pages, part, most);
        let (mut leading, mut others) = (Vec::new(), Vec::new());
        for slot in slots {
            if !self.is_here(slot) {
                continue;
            }
            let name = number(names.get(u64::from(slot) * 4, 4)?);
            let group = self.book.groups.partition_point(|g| g.start <= name);
            let first = group
                .checked_sub(1)
                .and_then(|g| self.book.groups.get(g))
                .map_or(0, |g| g.first);
            if reader.leads(first) {
                leading.push((name, slot));
            } else if others.len() < MANY {
                others.push((name, slot));
            }
            if leading.len() >= MANY {
                break;
            }
        }
        Ok((leading, others))
    }

    /// Names that fit, one more than wanted at most or a few more.
    fn all_names(
        &self,
        reader: &NameReader,
        most: usize,
        leading: bool,
    ) -> Result<Vec<(NameNo, Grade)>, Torn> {
        let basket = Basket::All(Vec::new(), most);
        match Sweep::of((self.book, self.absent), reader, basket, leading).run()? {
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
            names: window(Section::Names),
            starts: window(Section::PlaceAt),
            numbers: Numbers::default(),
            chars: Vec::new(),
            room: Vec::new(),
        })
    }

    /// From now on so many people are asked about, in ascending order.
    fn resize_for(&mut self, people: usize) {
        let book = self.crowd.book;
        let window = |section| Window::for_reads(&book.pages, book.header.part(section), people);
        self.packed = window(Section::Numbers);
        self.starts = window(Section::PlaceAt);
    }

    /// Everyone whose address may have the rarest piece looked for; `None` when none is.
    fn place_list(&self) -> Result<Option<Common>, Torn> {
        let book = self.crowd.book;
        let rarest = self.rarest.filter(|n| self.pieces[*n].is_some());
        let Some(piece) = rarest.and_then(|n| self.pieces[n].as_ref()) else {
            return Ok(None);
        };
        book.places.common(&book.pages, piece).map(Some)
    }

    /// From now on people are not asked about in ascending order.
    fn jump_about(&mut self) {
        for window in [&mut self.packed, &mut self.starts] {
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
        let (from, to) = (number(ends), number(&ends[4..]));
        let len = to.checked_sub(from).ok_or(Torn)? as usize;
        let book = self.crowd.book;
        let text = book
            .pages
            .piece(book.header.part(Section::Places), u64::from(from), len)?;
        let signs = read_signs(&text);
        Ok(!piece.is_empty() && signs.windows(piece.len()).any(|w| w == piece))
    }

    /// Tests people by name: the names are read in order, and each is tested once.
    fn by_name(
        &mut self,
        mut people: Vec<Named>,
        (reader, sure): (&NameReader, usize),
        best: &mut Best,
    ) -> Result<(), Torn> {
        people.sort_unstable();
        let mut last = None;
        let mut found = 0;
        for (name, slot) in people {
            let named = match last {
                Some((before, grade)) if before == name => grade,
                _ => self.named(reader, name)?,
            };
            last = Some((name, named));
            if let Some(named) = named
                && let Some(terms) = self.terms(slot, Some(sure))?
            {
                let whole = named.and(terms);
                best.push((whole.class, whole.cost, order(0, name), slot), whole);
                found += 1;
            }
            if found >= PLENTY {
                break;
            }
        }
        Ok(())
    }

    /// How well a name fits. Names are asked about in ascending order.
    fn named(&mut self, reader: &NameReader, name: NameNo) -> Result<Option<Grade>, Torn> {
        let book = self.crowd.book;
        let word = long(self.names.get(u64::from(name) * 8, 8)?);
        if word & LONG == LONG {
            book.name(name, &mut self.chars)?;
            let packed = Packed::of(&self.chars);
            return Ok(reader.grade(&book.alphabet, packed, &mut self.room));
        }
        Ok(reader.grade(&book.alphabet, Packed::Short(word), &mut self.room))
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
