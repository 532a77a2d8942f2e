//! Testing single people of a book for numbers, a piece of an address and a name.

use super::book::Book;
use super::crowd::{Crowd, order};
use super::layout::Section;
use super::naming::LONG;
use super::pages::{Window, long, number};
use crate::search::alphabet::CharNo;
use crate::search::bare::{Bare, Fit};
use crate::search::best::Best;
use crate::search::few;
use crate::search::grade::Grade;
use crate::search::names::{NameNo, Packed};
use crate::search::numbers::{self, Numbers};
use crate::search::piece::{Stand, is_edged, stand};
use crate::search::postings::{Common, Cursor};
use crate::search::reader::NameReader;
use crate::search::segment::{Term, Torn, Wanted};
use crate::search::unit::Stripped;

/// People who fit several things at once; with so many, further ones add nothing.
pub(super) const PLENTY: usize = 2048;

/// People who may fit a term, ascending.
pub(super) type Candidates<'a> = Box<dyn Iterator<Item = u32> + 'a>;

/// A person's name and slot.
pub(super) type Named = (NameNo, u32);

/// Tests single people; reads in ascending order are near each other.
pub(super) struct Tester<'a> {
    crowd: &'a Crowd<'a>,
    pub(super) wanted: &'a Wanted<'a>,
    /// The term that the fewest people fit, and how many at most.
    pub(super) rarest: Option<usize>,
    pub(super) estimate: usize,
    /// Pieces of addresses in character numbers; `None` when nobody has them.
    pieces: Vec<Option<Vec<u16>>>,
    packed: Window<'a>,
    odd: Window<'a>,
    names: Window<'a>,
    starts: Window<'a>,
    texts: Window<'a>,
    /// The address looked at, in character numbers.
    signs: Vec<u16>,
    /// The same without units.
    stripped: Stripped<u16>,
    /// The runs of pieces without units in character numbers, by term; `None` when nobody has them.
    bares: Vec<Option<Vec<Vec<u16>>>>,
    numbers: Numbers,
    chars: Vec<CharNo>,
    room: Vec<CharNo>,
}

impl<'a> Tester<'a> {
    pub(super) fn of(crowd: &'a Crowd<'a>, wanted: &'a Wanted<'a>) -> Result<Self, Torn> {
        let book = crowd.book;
        let pieces: Vec<_> = wanted
            .terms
            .iter()
            .map(|term| match term {
                Term::Place(piece) => book.places.read(piece),
                Term::Few(typed) => {
                    let signs: Vec<char> = typed.iter().map(|b| char::from(*b)).collect();
                    book.places.read(&signs)
                }
                Term::Digits(..) | Term::Bare(_) | Term::Tail(_) => None,
            })
            .collect();
        let (mut rarest, mut estimate) = (None, book.header.people as usize);
        for (n, term) in wanted.terms.iter().enumerate() {
            let most = match (term, &pieces[n]) {
                (Term::Digits(typed, ..), _) => crowd.digits_estimate(typed, wanted.slips),
                (Term::Place(_), Some(piece)) => book.places.estimate(&book.pages, piece)?,
                (Term::Place(_), None) => 0,
                (Term::Bare(piece), _) => match book.places.bare_estimate(&book.pages, piece)? {
                    Some(most) => most,
                    None => continue,
                },
                (Term::Few(_) | Term::Tail(_), _) => continue,
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
            odd: window(Section::Odd),
            names: window(Section::Names),
            starts: window(Section::PlaceAt),
            texts: window(Section::Places),
            signs: Vec::new(),
            stripped: Stripped::default(),
            bares: wanted
                .terms
                .iter()
                .map(|term| runs_of(book, term))
                .collect(),
            numbers: Numbers::default(),
            chars: Vec::new(),
            room: Vec::new(),
        })
    }

    /// From now on so many people are asked about, in ascending order.
    pub(super) fn resize_for(&mut self, people: usize) {
        let book = self.crowd.book;
        let window = |section| Window::for_reads(&book.pages, book.header.part(section), people);
        self.packed = window(Section::Numbers);
        self.starts = window(Section::PlaceAt);
        self.texts = window(Section::Places);
    }

    /// Everyone whose address may have the rarest piece looked for; `None` when none is.
    pub(super) fn place_list(&self) -> Result<Option<Common<Cursor<'a>>>, Torn> {
        let book = self.crowd.book;
        let rarest = self.rarest.filter(|n| self.pieces[*n].is_some());
        let Some(piece) = rarest.and_then(|n| self.pieces[n].as_ref()) else {
            return Ok(None);
        };
        book.places.common(&book.pages, piece).map(Some)
    }

    /// From now on people are not asked about in ascending order.
    pub(super) fn jump_about(&mut self) {
        for window in [
            &mut self.packed,
            &mut self.odd,
            &mut self.starts,
            &mut self.texts,
        ] {
            window.narrow();
        }
    }

    /// Everyone who may fit a term, ascending.
    pub(super) fn candidates(&self, term: usize) -> Result<Candidates<'a>, Torn> {
        let book = self.crowd.book;
        Ok(match (&self.wanted.terms[term], &self.pieces[term]) {
            (Term::Digits(typed, which, _), _) => {
                self.crowd
                    .digit_candidates(typed, *which, self.wanted.slips)?
            }
            (Term::Place(_), Some(piece)) => Box::new(book.places.common(&book.pages, piece)?),
            (Term::Bare(piece), _) => book.places.bare(&book.pages, piece)?,
            (Term::Place(_) | Term::Few(_) | Term::Tail(_), _) => Box::new(std::iter::empty()),
        })
    }

    /// The same in stages, those who fit best in the first.
    pub(super) fn stages(&self, term: usize) -> Result<Vec<Candidates<'a>>, Torn> {
        let mut stages = Vec::new();
        if let Term::Digits(typed, ..) = &self.wanted.terms[term]
            && !self.wanted.slips
        {
            stages.push(self.crowd.best_digits(typed)?);
        }
        stages.push(self.candidates(term)?);
        Ok(stages)
    }

    /// How well a person fits all terms. `sure` needs no test: two characters are the pair itself.
    pub(super) fn terms(&mut self, slot: u32, sure: Option<usize>) -> Result<Option<Grade>, Torn> {
        if !self.crowd.is_here(slot) {
            return Ok(None);
        }
        let mut whole: Option<Grade> = None;
        for (n, term) in self.wanted.terms.iter().enumerate() {
            let grade = match term {
                Term::Digits(..) => {
                    self.read_numbers(slot)?;
                    term.grade_numbers(&self.numbers, self.wanted.slips)
                }
                Term::Few(typed) => {
                    self.read_numbers(slot)?;
                    let numbers = few::in_numbers(&self.numbers, typed);
                    few::better(numbers, || self.stands(slot, n))?
                }
                Term::Place(piece) if sure == Some(n) && is_pair(piece) => {
                    Some(Grade::placed(Stand::Whole))
                }
                Term::Place(_) => self.stands(slot, n)?.map(Grade::placed),
                Term::Bare(piece) => self.stands_bare(slot, piece, n)?.map(Grade::placed_bare),
                Term::Tail(typed) => {
                    self.read_numbers(slot)?;
                    numbers::grade_tail(&self.numbers, typed)
                }
            };
            let Some(grade) = grade else {
                return Ok(None);
            };
            whole = Some(whole.map_or(grade, |w| w.and(grade)));
        }
        Ok(whole)
    }

    fn read_numbers(&mut self, slot: u32) -> Result<(), Torn> {
        let bytes = self.packed.get(u64::from(slot) * 16, 16)?;
        let packed: [u8; 16] = bytes.try_into().map_err(|_| Torn)?;
        let out = (&mut self.numbers, &mut self.odd);
        self.crowd.book.numbers(slot, &packed, out)
    }

    /// How a piece stands in somebody's address, if it does.
    fn stands(&mut self, slot: u32, term: usize) -> Result<Option<Stand>, Torn> {
        if self.pieces[term].is_none() {
            return Ok(None);
        }
        self.read_place(slot)?;
        let places = &self.crowd.book.places;
        let digit = |sign| places.is_digit(sign);
        let piece = self.pieces[term].as_deref();
        Ok(piece.and_then(|piece| stand(&self.signs, piece, digit)))
    }

    /// How a piece without units stands in somebody's address without its own, if it does.
    fn stands_bare(&mut self, slot: u32, piece: &Bare, term: usize) -> Result<Option<Fit>, Torn> {
        if self.bares[term].is_none() {
            return Ok(None);
        }
        self.read_place(slot)?;
        let places = &self.crowd.book.places;
        let of = (|sign| places.glyph(sign), |sign| places.kind(sign));
        self.stripped.read(&self.signs, of);
        let runs = self.bares[term].as_deref();
        Ok(runs.and_then(|runs| piece.stands(runs, &self.stripped)))
    }

    /// Reads somebody's address.
    fn read_place(&mut self, slot: u32) -> Result<(), Torn> {
        let ends = self.starts.get(u64::from(slot) * 4, 8)?;
        let (from, to) = (number(ends), number(&ends[4..]));
        let len = to.checked_sub(from).ok_or(Torn)? as usize;
        read_signs(self.texts.get(u64::from(from), len)?, &mut self.signs);
        Ok(())
    }

    /// Tests people by name: the names are read in order, and each is tested once.
    pub(super) fn by_name(
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

/// The runs of a piece without units in character numbers; `None` when nobody has them.
fn runs_of(book: &Book, term: &Term) -> Option<Vec<Vec<u16>>> {
    let Term::Bare(piece) = term else {
        return None;
    };
    piece.runs.iter().map(|run| book.places.read(run)).collect()
}

/// Whether whoever is in the list of the one pair has the piece for sure: a number may begin before it, or go on
/// behind it.
fn is_pair(piece: &[char]) -> bool {
    piece.len() == 2 && !is_edged(piece)
}

/// Character numbers of one to three bytes.
fn read_signs(text: &[u8], signs: &mut Vec<u16>) {
    signs.clear();
    let (mut sign, mut shift) = (0u16, 0u32);
    for byte in text {
        sign |= u16::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
        shift += 7;
        if byte & 0x80 == 0 {
            signs.push(sign);
            (sign, shift) = (0, 0);
        }
    }
}
