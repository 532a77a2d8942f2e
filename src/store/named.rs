//! Whom a list names: everybody who stands in the petitions of its rows, for the trail.
//!
//! An export says whom it names in its own words, before all else: `#1-57,60 people csv 58`, by the numbers of
//! their records, runs of them as first and last. An office of a million fits into one such word as long as
//! whoever exports sees nearly all; one in three of them takes some two megabytes. Beside the trail nothing is
//! kept: who asks after somebody has the words of every export read.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::{Now, Sql, Store, audit, petitions};
use crate::domain::ids::{PersonId, PetitionId, PetitionNo};
use crate::domain::office::Office;
use crate::words::{Outside, Trouble};

/// What a list shows: people, each once, in the order in which they come up first; and petitions that are not
/// for everybody.
///
/// Whoever stands in a petition is shown by it. That somebody stands in a report is told to nobody who may not
/// read it: such a petition has an entry of its own, which is as hidden as it is. Nor does one show anybody that
/// withholds its people from whoever looks: its entry is about it, and told to nobody as theirs who may not know that.
#[derive(Default)]
pub struct Shown {
    /// To whom.
    login: Outside,
    people: Vec<PersonId>,
    closed: Vec<PetitionId>,
    known: HashSet<PersonId>,
}

impl Shown {
    /// Nothing yet, to a login.
    pub fn to(login: &str) -> Self {
        Self {
            login: login.into(),
            ..Self::default()
        }
    }

    /// Somebody, by their own record.
    pub fn person(&mut self, id: PersonId) {
        if self.known.insert(id) {
            self.people.push(id);
        }
    }

    /// A petition, and with it those who stand in it.
    pub fn petition(&mut self, conn: &Connection, id: PetitionId) -> Sql<()> {
        let sql = format!(
            "SELECT p.restricted <> 0 OR NOT {}, a.person FROM petition p LEFT JOIN party a ON a.petition = p.id WHERE p.id = ?2 ORDER BY a.ord",
            petitions::UNVEILED
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query((self.login.raw(), id.0))?;
        while let Some(r) = rows.next()? {
            if r.get(0)? {
                if !self.closed.contains(&id) {
                    self.closed.push(id);
                }
                return Ok(());
            }
            if let Some(person) = r.get::<_, Option<i64>>(1)? {
                self.person(PersonId(person));
            }
        }
        Ok(())
    }

    /// The same by the petition's number.
    pub fn petition_of(&mut self, conn: &Connection, number: &PetitionNo) -> Sql<()> {
        let id = conn
            .prepare_cached("SELECT id FROM petition WHERE number = ?1")?
            .query_row([&number.0], |r| r.get(0).map(PetitionId))
            .optional()?;
        id.map_or(Ok(()), |id| self.petition(conn, id))
    }

    /// True when it shows nobody.
    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.closed.is_empty()
    }

    /// An entry for each petition that is not for everybody.
    fn note_closed(&self, conn: &Connection, office: &Office, entry: &audit::Entry<'_>) -> Sql<()> {
        for id in &self.closed {
            let petition = Some(*id);
            audit::add(conn, office, &audit::Entry { petition, ..*entry })?;
        }
        Ok(())
    }
}

impl Store {
    /// Puts on record whom a search showed, before it is answered; nothing when it showed nobody.
    ///
    /// # Errors
    /// The store's [`Trouble`]; then the search must not be answered.
    pub fn record_shown(&self, typed: &str, shown: &Shown, now: Now) -> Result<(), Trouble> {
        if shown.is_empty() {
            return Ok(());
        }
        let entry = audit::Entry::plain(self.local(now), "search", typed);
        let tx = self.begin()?;
        let noted = || {
            if !shown.people.is_empty() {
                audit::add_shown(&tx, &self.office, &entry, &shown.people)?;
            }
            shown.note_closed(&tx, &self.office, &entry)
        };
        noted()
            .and_then(|()| tx.commit())
            .map_err(|e| self.trouble(&e))
    }
}

/// Records that something names these people: the numbers of their records stand before its words, so that
/// nothing typed can pass for one of them.
pub fn note(conn: &Connection, office: &Office, entry: &audit::Entry<'_>, shown: Shown) -> Sql<()> {
    shown.note_closed(conn, office, entry)?;
    let mut what = String::from("#");
    let mut more = false;
    for (first, last) in runs(shown.people) {
        if more {
            what.push(',');
        }
        what.push_str(&first.to_string());
        if last > first {
            what.extend(["-", &last.to_string()]);
        }
        more = true;
    }
    what.extend([" ", entry.what]);
    let entry = audit::Entry {
        what: &what,
        ..*entry
    };
    audit::add(conn, office, &entry).map(|_| ())
}

/// People as runs of numbers that follow each other, first and last, in order.
fn runs(mut people: Vec<PersonId>) -> Vec<(i64, i64)> {
    people.sort_unstable();
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for PersonId(id) in people {
        match runs.last_mut() {
            Some((_, last)) if id <= last.saturating_add(1) => *last = id,
            _ => runs.push((id, id)),
        }
    }
    runs
}

/// The words of an export without whom it names; `None` for those from before that was said.
#[must_use]
pub fn without_names(what: &str) -> Option<&str> {
    what.strip_prefix('#')?
        .split_once(' ')
        .map(|(_, rest)| rest)
}

/// The runs that the words of an export name.
fn said(what: &str) -> impl Iterator<Item = (i64, i64)> {
    let word = what
        .strip_prefix('#')
        .and_then(|rest| rest.split(' ').next());
    word.unwrap_or_default().split(',').filter_map(|run| {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        Some((first.parse().ok()?, last.parse().ok()?))
    })
}

/// Whether the words of an export name somebody.
#[must_use]
pub fn names(what: &str, person: PersonId) -> bool {
    said(what).any(|(first, last)| (first..=last).contains(&person.0))
}

/// Whether the words of an export name nobody but these, who stand in order.
#[must_use]
pub fn names_only(what: &str, known: &[PersonId]) -> bool {
    said(what).all(|(first, last)| {
        let from = known.partition_point(|p| p.0 < first);
        let to = known.partition_point(|p| p.0 <= last);
        i64::try_from(to - from).is_ok_and(|many| many == last - first + 1)
    })
}

/// Everybody whom a login may know, in order.
pub fn known(conn: &Connection, login: &str) -> Sql<Vec<PersonId>> {
    let mut statement = conn.prepare(&super::people::seen_ids())?;
    statement
        .query_map([login], |r| r.get(0).map(PersonId))?
        .collect()
}

/// The last search of a session that went on record: what was typed, and whom it showed.
#[derive(Default)]
pub struct Searched {
    /// What was typed.
    pub typed: String,
    /// Whom it showed.
    pub shown: Shown,
}

impl Searched {
    /// Whether this entry stands for another search as well. Typing on narrows a search: as long as nobody
    /// new comes up, no entry of its own is due, nor when nobody is shown.
    #[must_use]
    pub fn covers(&self, typed: &str, shown: &Shown) -> bool {
        let narrower = !self.typed.is_empty() && typed.starts_with(self.typed.as_str());
        shown.is_empty() || narrower && self.shows_all_of(shown)
    }

    /// Whether it is the very search.
    #[must_use]
    pub fn is(&self, typed: &str, shown: &Shown) -> bool {
        let as_many = self.shown.people.len() == shown.people.len();
        shown.is_empty() || typed == self.typed && as_many && self.shows_all_of(shown)
    }

    fn shows_all_of(&self, shown: &Shown) -> bool {
        let (people, closed) = (&shown.people, &shown.closed);
        people.iter().all(|id| self.shown.known.contains(id))
            && closed.iter().all(|id| self.shown.closed.contains(id))
    }
}
