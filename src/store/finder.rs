//! Finding people and petitions: the index beside the store's own rows, each hit checked against the
//! store and against what the operator may see.

mod accused;
mod alike;
mod beside;
mod book;
mod cards;
mod follow;
mod listed;
mod make;
mod marks;
mod matters;
mod noted;
mod patience;
mod people_in;
mod places;
mod plain;
mod said;
mod sight;
mod told;
mod torn_code;
mod twin;
mod typed;
mod waiting;
mod words;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::InterruptHandle;

pub use make::{Hands, index_bytes};

use super::named::Searched;
use super::{Now, Store, index_file};
use crate::domain::office::Office;
use crate::flow::view::{Found, Matches, PersonCard, PetitionHit};
use crate::flow::{Answer, Ask, Reply};
use crate::search::index::{Torn, Within};
use crate::search::{Hit, Index, alternatives, plainly, read};
use crate::words::{Sentence, Trouble};

/// People shown beside the intake form.
const MATCHES: usize = 6;
/// People asked of the index at most for one list: beyond, those who may not be seen hide others.
const MOST: usize = 3200;

/// The search of one session.
pub struct Finder {
    store: Store,
    index: Option<Index>,
    /// The file that the index reads from.
    mark: Option<index_file::Mark>,
    making: Option<book::Making>,
    /// The last event that the index knows.
    seen: i64,
    /// The highest person that the index knows.
    newest: i64,
    /// The words of petitions that changed since the index was made, by row.
    touched: BTreeMap<i64, words::Matter>,
    /// Whom the reports accuse that this operator is listed to read, as the index in use was narrowed.
    accused: Option<listed::Listed>,
    /// What the office's units and categories are called.
    marks: OnceCell<marks::Marks>,
    /// Whether the index in use was narrowed to whom the operator may find.
    narrowed: bool,
    /// What they may see of petitions at most, where that is few and known.
    within: Option<Within>,
    /// The last time all due dates were counted anew that this goes by; see [`make::recounted`].
    recounted: i64,
    note: Option<Sentence>,
    interrupted: bool,
    /// Why the index before this one was put away.
    lost: Option<book::Why>,
    /// Whether nobody is there to ask again: answers wait for the index. See [`patience`].
    waits: bool,
    /// Who is told how far the making is that is waited for.
    told: patience::Told,
    /// The last search that went on record.
    recorded: Searched,
}

/// Why a search gave nothing.
enum Failed {
    Sql(rusqlite::Error),
    Torn,
}

impl From<rusqlite::Error> for Failed {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Torn> for Failed {
    fn from(Torn: Torn) -> Self {
        Self::Torn
    }
}

impl Finder {
    /// The store that is searched.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Opens the index beside the store, or makes it: at once when the store is small, otherwise on
    /// another thread while plain reading answers.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn new(store: Store) -> Result<Self, Trouble> {
        let mut finder = Self {
            store,
            index: None,
            mark: None,
            making: None,
            seen: 0,
            newest: 0,
            touched: BTreeMap::new(),
            accused: None,
            marks: OnceCell::new(),
            narrowed: false,
            within: None,
            recounted: 0,
            note: None,
            interrupted: false,
            lost: None,
            waits: false,
            recorded: Searched::default(),
            told: Box::new(|_| ()),
        };
        finder.load()?;
        Ok(finder)
    }

    fn load(&mut self) -> Result<(), Trouble> {
        let store = &self.store;
        let open = || {
            Ok((
                book::open(&store.conn, &store.path)?,
                book::is_small(&store.conn)?,
            ))
        };
        let (opened, small) = open().map_err(|e| store.trouble(&e))?;
        match opened {
            Ok(made) => self.adopt(made),
            Err(why) if small => {
                self.lost = Some(why);
                self.make_at_once()?;
            }
            Err(why) => self.rebuild(why),
        }
        Ok(())
    }

    fn make_at_once(&mut self) -> Result<(), Trouble> {
        match book::make(&self.store, &make::Progress::default())? {
            Some(made) => self.adopt(made),
            None => self.give_up(),
        }
        Ok(())
    }

    /// A damaged index is put away, and made anew: at once when the store is small, otherwise on
    /// another thread.
    fn rebuild(&mut self, why: book::Why) {
        self.index = None;
        self.lost = Some(why);
        if book::is_small(&self.store.conn).is_ok_and(|small| small) && self.make_at_once().is_ok()
        {
            return;
        }
        self.note = Some(said::being_made(why, 0));
        self.making = Some(book::begin(&self.store));
    }

    /// Takes a finished index into use.
    fn adopt(&mut self, made: book::Made) {
        self.making = None;
        let stamp = made.index.stamp();
        (self.seen, self.newest) = (stamp.event, stamp.person);
        self.touched.clear();
        self.accused = None;
        self.narrowed = false;
        (self.index, self.mark, self.note) = (Some(made.index), made.mark, made.note);
    }

    /// The index could not be made.
    fn give_up(&mut self) {
        self.making = None;
        if self.index.is_none() {
            self.note = Some(said::not_made());
        }
    }

    /// Stops the query that is running, from another thread: a newer one has been typed.
    #[must_use]
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.store.conn.get_interrupt_handle()
    }

    /// Whether the index is being made; [`Finder::follow`] takes it into use.
    #[must_use]
    pub fn is_making(&self) -> bool {
        self.making.is_some()
    }

    /// Takes in what any session has saved since: new people, filled-in records, undone imports,
    /// units and their names; and a newer index.
    ///
    /// # Errors
    /// The store's [`Trouble`], or that the operator was taken off the roster.
    pub fn follow(&mut self) -> Result<(), Trouble> {
        self.follow_roster()?;
        match self.follow_store() {
            Ok(()) => Ok(()),
            Err(Failed::Sql(e)) => Err(self.store.trouble(&e)),
            Err(Failed::Torn) => {
                self.rebuild(book::Why::Damaged);
                self.settle()
            }
        }
    }

    /// Answers on a day; see [`Finder::ask_at`] and [`Store::ask`].
    ///
    /// # Errors
    /// As [`Finder::ask_at`].
    pub fn ask(&mut self, ask: &Ask, today: NaiveDate) -> Answer {
        self.ask_at(ask, self.store.first_instant(today))
    }

    /// Answers [`Ask::Find`] and [`Ask::Matches`]; any other question goes to the store. A search
    /// that shows somebody is on record before it is answered; no record, no answer.
    ///
    /// # Errors
    /// The store's [`Trouble`], or a refusal by a right.
    pub fn ask_at(&mut self, ask: &Ask, now: Now) -> Answer {
        self.ask_for(ask, now, |_| {})
    }

    /// True when the last answer failed only because a newer query stopped it.
    #[must_use]
    pub fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    /// The office's facts.
    #[must_use]
    pub fn office(&self) -> Arc<Office> {
        self.store.office()
    }

    /// How far the index is without which records are read as written; `None` when there is one.
    #[must_use]
    pub fn how_far(&self) -> Option<Sentence> {
        let making = self.making.as_ref().filter(|_| self.index.is_none())?;
        let why = self.lost.unwrap_or(book::Why::Missing);
        Some(said::being_made(why, making.done()))
    }

    /// What the operator should know of the index: that it is being made and how far it is, that it was
    /// damaged, or that it could not be kept.
    #[must_use]
    pub fn note(&self) -> Option<Sentence> {
        if let Some(note) = self.how_far() {
            return Some(note);
        }
        match (&self.making, &self.index) {
            // On a desk it is over before anybody has read it.
            (_, Some(_)) if self.note.is_none() && self.waits => {
                let damaged = self.lost == Some(book::Why::Damaged);
                damaged.then(said::healed)
            }
            _ => self.note.clone(),
        }
    }

    fn look(&self, ask: &Ask, today: NaiveDate) -> Result<Reply, Failed> {
        match ask {
            Ask::Find { text, limit } => self.find(text, *limit, today).map(Reply::Found),
            Ask::Matches {
                name,
                named,
                id_number,
                phone,
                address,
                adopted,
                told,
            } => {
                let typed = [name, id_number, phone].map(|t| read(t));
                let address = read(address);
                let most = if *named { 3 * MATCHES } else { MATCHES };
                let cards = self.it_could_be(&typed, &address, most, today)?;
                let mut cards = self.quiet(cards, *adopted, &typed)?;
                told::of_fields(&typed, &address, &mut cards);
                cards.retain(|card| !*named || told::may_be(name, &address, card));
                cards.truncate(MATCHES);
                Ok(Reply::Matches(Matches {
                    matters: self.like_matters(told, &cards)?,
                    cards,
                    note: self.note(),
                }))
            }
            Ask::Alike(id) => Ok(Reply::Matches(Matches {
                cards: self.alike_to(*id, today)?,
                matters: Vec::new(),
                note: self.note(),
            })),
            Ask::Beside(waiting, place) => self
                .beside(*waiting, *place, today)
                .map(|beside| Reply::Beside(beside.map(Box::new))),
            _ => unreachable!("asked of the store"),
        }
    }

    /// As many cards as wanted if there are so many: of whom is found some may be people that this
    /// operator may not see, and then more are asked for.
    fn enough(
        &self,
        limit: usize,
        today: NaiveDate,
        ask: impl Fn(usize) -> Result<Vec<Hit>, Failed>,
    ) -> Result<Vec<PersonCard>, Failed> {
        let mut most = limit.saturating_mul(2);
        loop {
            let hits = ask(most)?;
            let is_all = hits.len() < most;
            let cards = self.cards(hits, limit, today)?;
            if is_all || cards.len() >= limit || most >= MOST {
                return Ok(cards);
            }
            most = most.saturating_mul(8).min(MOST);
        }
    }

    fn find(&self, text: &str, limit: usize, today: NaiveDate) -> Result<Found, Failed> {
        let capped = read(text);
        let mut found = Found {
            text: text.to_owned(),
            note: self.note(),
            as_written: self.index.is_none(),
            ..Found::default()
        };
        if capped.trim().is_empty() {
            return Ok(found);
        }
        // One beyond what is shown tells that there are more.
        let beyond = limit.saturating_add(1);
        // Of two names of one person (又名) each may be the one on record.
        let names = alternatives(&capped);
        let texts = if names.is_empty() {
            vec![capped.clone()]
        } else {
            names
        };
        for text in &texts {
            self.take_in(text, beyond, today, &mut found)?;
        }
        if let Some(plain) = plainly(&capped).filter(|_| found.people.is_empty()) {
            self.take_in(&plain, beyond, today, &mut found)?;
        }
        found.more_people = found.people.len() > limit;
        found.more_petitions = found.petitions.len() > limit;
        found.people.truncate(limit);
        found.petitions.truncate(limit);
        Ok(found)
    }

    /// Adds whoever and whatever one way of typing finds.
    fn take_in(
        &self,
        text: &str,
        beyond: usize,
        today: NaiveDate,
        found: &mut Found,
    ) -> Result<(), Failed> {
        let mut people = self.enough(beyond, today, |most| match &self.index {
            Some(index) => Ok(index.find(text, most)?),
            None => Ok(self.plain_people(&[text.to_owned()], most)?),
        })?;
        self.tell(text, &mut people)?;
        told::take_in(&mut found.people, people);
        let mut petitions = self.petitions(text, beyond, found.people.is_empty())?;
        petitions.retain(|hit| {
            let known = |known: &PetitionHit| known.row.id == hit.row.id;
            !found.petitions.iter().any(known)
        });
        found.petitions.extend(petitions);
        self.of_people(text, &found.people, beyond, &mut found.petitions)?;
        Ok(())
    }
}
