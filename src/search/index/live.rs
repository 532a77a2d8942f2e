//! The people who were saved or changed since the book was made: few, so each is tested.

use std::collections::HashMap;

use crate::domain::ids::PersonId;
use crate::search::alphabet::{Alphabet, CharNo};
use crate::search::best::Best;
use crate::search::far::{Far, Path};
use crate::search::few;
use crate::search::grade::Grade;
use crate::search::hit::PersonRow;
use crate::search::names::Packed;
use crate::search::normal;
use crate::search::numbers::{self, Numbers};
use crate::search::piece::stand;
use crate::search::segment::Torn;
use crate::search::segment::{Segment, Term, Wanted};
use crate::search::unit::{Stripped, kind};

/// One person, or one former name of theirs.
#[derive(Clone, Debug)]
struct Known {
    id: PersonId,
    /// Which of a person's names it is, where several are kept.
    nth: usize,
    chars: Vec<CharNo>,
    numbers: Numbers,
    place: Vec<char>,
    /// The address without its units.
    bare: Stripped<char>,
    /// The canonical name, when not all its characters are compared, or it is shown: a former one.
    shape: Option<Box<str>>,
}

/// The live segment.
#[derive(Clone, Debug, Default)]
pub(in crate::search) struct Live {
    alphabet: Alphabet,
    people: Vec<Known>,
    slots: HashMap<(i64, usize), usize>,
    /// Whether it holds former names, and not people.
    former: bool,
}

impl Live {
    /// An empty one for former names.
    pub(super) fn of_former() -> Self {
        Self {
            former: true,
            ..Self::default()
        }
    }

    /// Adds or replaces a person.
    pub(super) fn put(&mut self, row: PersonRow) {
        self.put_nth(row, 0);
    }

    /// Adds or replaces one of several names of a person.
    pub(super) fn put_nth(&mut self, row: PersonRow, nth: usize) {
        let numbers = row.numbers();
        let compared = normal::compared(&row.name);
        let place = normal::place(&row.address);
        let mut bare = Stripped::default();
        bare.read(&place, (|c| c, kind));
        let known = Known {
            id: row.id,
            nth,
            chars: compared
                .iter()
                .map(|(c, _)| self.alphabet.take(*c))
                .collect(),
            numbers,
            place,
            bare,
            shape: compared
                .iter()
                .enumerate()
                .any(|(i, (_, place))| self.former || i != *place)
                .then(|| row.name.into_boxed_str()),
        };
        if let Some(slot) = self.slots.get(&(row.id.0, nth)) {
            self.people[*slot] = known;
        } else {
            self.slots.insert((row.id.0, nth), self.people.len());
            self.people.push(known);
        }
    }

    /// Takes a person out.
    pub(super) fn remove(&mut self, id: PersonId) {
        let mut nth = 0;
        while let Some(slot) = self.slots.remove(&(id.0, nth)) {
            self.people.swap_remove(slot);
            if let Some(moved) = self.people.get(slot) {
                self.slots.insert((moved.id.0, moved.nth), slot);
            }
            nth += 1;
        }
    }

    /// Whether a person is in it.
    pub(super) fn has(&self, id: PersonId) -> bool {
        self.slots.contains_key(&(id.0, 0))
    }

    /// Where people live, whoever came last first.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &[char]> {
        let people = self.people.iter().rev();
        people.map(|known| known.place.as_slice())
    }

    /// How many people there are.
    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    fn at(&self, slot: u32) -> Result<&Known, Torn> {
        self.people.get(slot as usize).ok_or(Torn)
    }
}

impl Known {
    fn grade(
        &self,
        alphabet: &Alphabet,
        wanted: &Wanted<'_>,
        room: &mut Vec<CharNo>,
    ) -> Option<Grade> {
        let mut whole: Option<Grade> = None;
        for term in wanted.terms {
            let grade = match term {
                // A plain fit of a lone number was gathered before slips are.
                Term::Digits(..) => term.grade_numbers(&self.numbers, wanted.slips)?,
                Term::Few(typed) => self.few(typed)?,
                Term::Place(piece) => {
                    Grade::placed(stand(&self.place, piece, |c| c.is_ascii_digit())?)
                }
                Term::Bare(piece) => Grade::placed_bare(piece.stands(&piece.runs, &self.bare)?),
                Term::Tail(typed) => numbers::grade_tail(&self.numbers, typed)?,
            };
            whole = Some(whole.map_or(grade, |w| w.and(grade)));
        }
        if let Some(reader) = wanted.reader {
            let named = reader.grade(alphabet, Packed::of(&self.chars), room)?;
            whole = Some(whole.map_or(named, |terms| named.and(terms)));
        }
        whole
    }
}

impl Known {
    /// How well few digits fit, if they do.
    fn few(&self, typed: &[u8]) -> Option<Grade> {
        let signs: Vec<char> = typed.iter().map(|b| char::from(*b)).collect();
        let address = stand(&self.place, &signs, |c| c.is_ascii_digit());
        let grade = few::better(few::in_numbers(&self.numbers, typed), || {
            Ok::<_, Torn>(address)
        });
        grade.unwrap_or_default()
    }
}

impl Segment for Live {
    fn is_former(&self) -> bool {
        self.former
    }

    fn former(&self, slot: u32) -> Option<String> {
        let known = self.people.get(slot as usize).filter(|_| self.former)?;
        Some(known.shape.as_deref().unwrap_or_default().to_owned())
    }

    fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    fn may_live(&self, _: &[Term]) -> Result<bool, Torn> {
        // Each of the few is held against everything at once.
        Ok(!self.people.is_empty())
    }

    fn gather(&self, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        let mut best = Best::of(wanted.keep);
        let mut room = Vec::new();
        for (slot, known) in (0u32..).zip(&self.people) {
            if let Some(grade) = known.grade(&self.alphabet, wanted, &mut room) {
                let len = known.chars.len() as u64;
                let order = if wanted.reader.is_some() { len } else { 0 };
                best.push((grade.class, grade.cost, order, slot), grade);
            }
        }
        Ok(best)
    }

    fn gather_far(&self, far: &Far, wanted: &Wanted<'_>) -> Result<Best, Torn> {
        let mut best = Best::of(wanted.keep);
        let (mut room, mut path) = (Vec::new(), Path::default());
        for (slot, known) in (0u32..).zip(&self.people) {
            let Some(named) = far.grade(&self.alphabet, &known.chars, &mut path) else {
                continue;
            };
            let whole = if wanted.terms.is_empty() {
                Some(named)
            } else {
                let terms = known.grade(&self.alphabet, wanted, &mut room);
                terms.map(|terms| named.and(terms))
            };
            if let Some(grade) = whole {
                best.push(
                    (grade.class, grade.cost, known.chars.len() as u64, slot),
                    grade,
                );
            }
        }
        Ok(best)
    }

    fn person(&self, slot: u32) -> Result<PersonId, Torn> {
        self.at(slot).map(|known| known.id)
    }

    fn name_at(&self, slot: u32, _: u64, out: &mut Vec<CharNo>) -> Result<(), Torn> {
        out.clone_from(&self.at(slot)?.chars);
        Ok(())
    }

    fn lit(&self, slot: u32, places: Vec<usize>) -> Result<Vec<usize>, Torn> {
        Ok(match &self.at(slot)?.shape {
            Some(shape) => normal::canonical_places(shape, &places),
            None => places,
        })
    }
}
