//! The index of people and petitions and its query language: what the rest of the house calls.

mod absent;
mod afar;
mod bare;
mod bits;
mod book;
mod build;
mod crowd;
mod digits;
mod entries;
mod few;
mod fits;
mod further;
mod kept;
mod layout;
mod live;
mod mark;
mod matters;
mod mixed;
mod naming;
mod pages;
mod pairs;
mod people;
mod petitions;
mod respelled;
mod spelled;
mod stand;
mod standing;
mod starts;
mod stems;
mod sweep;
mod tester;
mod together;
mod veil;

use std::sync::OnceLock;

pub use build::Image;
pub use layout::{Stamp, Unfit};
pub use matters::{Matters, MattersBuilder};
pub use pages::Bytes;
pub use people::{People, PeopleBuilder};
pub use petitions::{Within, Words};
pub use stand::Stand;

pub use super::segment::Torn;

use super::dated;
use super::gather::Search;
use super::grade::{MatchClass, why};
use super::hit::{Hit, PersonRow};
use super::housed;
use super::level::Tier;
use super::look::look;
use super::normal;
use super::numbers::Which;
use super::query::Meaning;
use super::segment::Segment;
use crate::domain::ids::PersonId;
use absent::Absent;
use book::Book;
use crowd::Crowd;
use further::join;
use live::Live;
use spelled::Followers;

/// Digits of a number in the intake form from which a part that is no end counts: fewer are an
/// area code or a mobile prefix, which half the county shares.
const TELLING: usize = 7;

/// Characters of an address that tell one home from another.
const HOME: usize = 6;

/// Everyone on file: a book made at one moment, and those who were saved or changed since.
pub struct Index {
    book: Book,
    live: Live,
    /// The former names of those whose name was corrected: few, with what else is known of them.
    former: Live,
    /// Slots of the book whose people are in the live part now, gone, or not for this reader.
    absent: Absent,
    /// How many of them not for a reader's sake.
    changed: usize,
    /// Which characters of addresses follow which, once it was asked for.
    followers: OnceLock<Followers>,
}

impl Default for Index {
    fn default() -> Self {
        Self::build([])
    }
}

impl Index {
    /// Builds the index of everyone in memory.
    #[must_use]
    pub fn build(rows: impl IntoIterator<Item = PersonRow>) -> Self {
        let mut rows: Vec<PersonRow> = rows.into_iter().collect();
        rows.sort_by_key(|row| row.id);
        rows.dedup_by_key(|row| row.id);
        let mut people = PeopleBuilder::default();
        for row in &rows {
            people.push(row);
        }
        let image = Image::of(people.finish(), Matters::default(), Stamp::default());
        let bytes = image.into_bytes();
        match Self::open(Box::new(bytes)) {
            Ok(index) => index,
            // What was just written is whole.
            Err(_) => unreachable!("an index in memory"),
        }
    }

    /// Opens an index that was written before.
    ///
    /// # Errors
    /// Why it cannot be used: it has to be made anew.
    pub fn open(bytes: Box<dyn Bytes>) -> Result<Self, Unfit> {
        Ok(Self {
            book: Book::open(bytes)?,
            live: Live::default(),
            former: Live::of_former(),
            absent: Absent::default(),
            changed: 0,
            followers: OnceLock::new(),
        })
    }

    /// Whose index the book is, and up to where it goes.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.book.stamp()
    }

    /// How many people and petitions are not in the book as they are now.
    #[must_use]
    pub fn unwritten(&self) -> usize {
        self.live.len() + self.changed
    }

    /// Adds or replaces one person; the same as building anew.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn put(&mut self, row: PersonRow) -> Result<(), Torn> {
        self.take_out(row.id)?;
        self.live.put(row);
        Ok(())
    }

    /// Takes a person out; nothing happens when there is none.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn remove(&mut self, id: PersonId) -> Result<(), Torn> {
        self.take_out(id)?;
        self.live.remove(id);
        Ok(())
    }

    /// What a person was called before: by each of these names they are found as well, with that reason.
    /// They come with the rest of the record; none takes all away.
    pub fn put_former(&mut self, id: PersonId, names: Vec<PersonRow>) {
        self.former.remove(id);
        for (nth, row) in names.into_iter().enumerate() {
            self.former.put_nth(PersonRow { id, ..row }, nth);
        }
    }

    fn take_out(&mut self, id: PersonId) -> Result<(), Torn> {
        let before = self.absent.len();
        self.hide(id)?;
        self.changed += self.absent.len() - before;
        Ok(())
    }

    /// Leaves a person of the book out of every search, count and order: for a reader who may not
    /// know of them.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn hide(&mut self, id: PersonId) -> Result<(), Torn> {
        match self.book.slot(id.0)? {
            Some(slot) => self.absent.add(&self.book, slot),
            None => Ok(()),
        }
    }

    /// How many people are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.book.header.people as usize - self.absent.len() + self.live.len()
    }

    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn search<T>(
        &self,
        limit: usize,
        run: impl FnOnce(Search<'_>) -> Result<T, Torn>,
    ) -> Result<T, Torn> {
        let crowd = Crowd {
            book: &self.book,
            absent: &self.absent,
        };
        let mut segments: Vec<&dyn Segment> = vec![&crowd];
        segments.extend([&self.live, &self.former].into_iter().filter_map(|live| {
            let live: &dyn Segment = (live.len() > 0).then_some(live)?;
            Some(live)
        }));
        let found = run(Search::new(&segments, limit))?;
        self.book.pages.sound()?;
        Ok(found)
    }

    /// Finds people by whatever was typed: characters, pinyin, initials, digits, pieces of an
    /// address, alone or together. All words must fit the same person.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn find(&self, query: &str, limit: usize) -> Result<Vec<Hit>, Torn> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let meanings = housed::meanings(query);
        // A year that is said to be one is one of birth before it is the end of a number.
        let mut hits = if dated::says_year(query) {
            self.born(query, limit)?
        } else {
            Vec::new()
        };
        if hits.len() < limit {
            let others = self.search(limit, |mut search| {
                look(&mut search, &meanings, limit)?;
                search.finish(limit)
            })?;
            join(&mut hits, others);
            hits.truncate(limit);
        }
        self.further(query, hits, limit)
    }

    /// People whose address has the one typed and whose name begins with the same character: of one
    /// household perhaps, which is no proof that they are one person.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn household(&self, name: &str, address: &str, limit: usize) -> Result<Vec<Hit>, Torn> {
        let place = normal::place(address);
        let first = normal::typed(name).into_iter().next();
        let Some(first) = first.filter(|c| !c.is_ascii() && place.len() >= HOME) else {
            return Ok(Vec::new());
        };
        let meaning = Meaning {
            name: vec![vec![first]],
            places: vec![place],
            ..Meaning::default()
        };
        let mut hits = self.search(limit, |mut search| {
            search.gather(&meaning, Tier::Exact)?;
            search.finish(limit)
        })?;
        hits.retain(|hit| hit.lit.first() == Some(&0));
        for hit in &mut hits {
            hit.why = *why::HOUSEHOLD;
        }
        Ok(hits)
    }

    /// People already known who may be the one in the intake form. Any of the three may be empty
    /// or half typed; whoever agrees in more of them stands first within a class.
    ///
    /// # Errors
    /// [`Torn`] when the book is damaged.
    pub fn matches(
        &self,
        name: &str,
        id_number: &str,
        phone: &str,
        limit: usize,
    ) -> Result<Vec<Hit>, Torn> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let words: Vec<Vec<char>> = normal::typed(name)
            .split(|c| *c == ' ')
            .filter(|w| !w.is_empty())
            .map(<[char]>::to_vec)
            .collect();
        self.search(limit, |mut search| {
            if !words.is_empty() {
                let meaning = Meaning {
                    name: words,
                    ..Meaning::default()
                };
                look(&mut search, &[meaning], limit)?;
            }
            for (typed, which) in [(id_number, Which::Identity), (phone, Which::Phones)] {
                let digits = match which {
                    Which::Identity => normal::document(typed),
                    _ => normal::digits(typed),
                };
                if digits.len() < 4 {
                    continue;
                }
                let worst = if digits.len() >= TELLING {
                    MatchClass::NumberPart
                } else {
                    MatchClass::NumberTail
                };
                let numbers = self.search(limit, |mut numbers| {
                    numbers.gather_number(&digits, which, worst, digits.len() > TELLING)?;
                    Ok(numbers.found())
                })?;
                search.join(numbers);
            }
            search.finish(limit)
        })
    }
}
