//! Keeping up with the store: what was saved since the index was made, and newer indexes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Failed, Finder, book, words};
use crate::domain::event::Step;
use crate::domain::ids::{PersonId, PetitionId};
use crate::store::{Sql, events, index_file, people};

impl Finder {
    pub(super) fn follow_store(&mut self) -> Result<(), Failed> {
        self.take_made();
        self.take_newer()?;
        self.look_about()?;
        self.follow_people()?;
        self.follow_events()?;
        self.renew();
        Ok(())
    }

    /// An index made on another thread.
    fn take_made(&mut self) {
        match self.making.as_ref().map(book::Making::take) {
            None | Some(book::State::Working) => {}
            Some(book::State::Done(made)) => self.adopt(*made),
            Some(book::State::Failed) => self.give_up(),
        }
    }

    /// An index that another session has put beside the store.
    fn take_newer(&mut self) -> Result<(), Failed> {
        if self.making.is_some() || self.index.is_none() {
            return Ok(());
        }
        let there = index_file::mark(&self.store.path);
        if there.is_none() || there == self.mark {
            return Ok(());
        }
        if let Ok(made) = book::open(&self.store.conn, &self.store.path)? {
            self.adopt(made);
        } else {
            // Not to be used; what is open stays in use and is not asked about again.
            self.mark = there;
        }
        Ok(())
    }

    pub(super) fn follow_people(&mut self) -> Result<(), Failed> {
        if self.index.is_none() {
            return Ok(());
        }
        let mut fresh = Vec::new();
        people::index_rows(&self.store.conn, PersonId(self.newest), |row| {
            fresh.push(row.id);
            true
        })?;
        for person in fresh {
            self.look_again(person, true)?;
            self.newest = person.0;
        }
        Ok(())
    }

    pub(super) fn follow_events(&mut self) -> Result<(), Failed> {
        let conn = &self.store.conn;
        let head = events::head(conn)?.seq;
        if self.index.is_none() || head == self.seen {
            return Ok(());
        }
        let mut statement = conn.prepare_cached("SELECT seq, petition, on_date, at, operator, why, body FROM event WHERE seq > ?1 AND seq <= ?2 ORDER BY seq")?;
        let fresh: Vec<_> = statement
            .query_map([self.seen, head], events::read)?
            .collect::<Sql<_>>()?;
        let (mut petitions, mut persons) = (BTreeSet::new(), BTreeMap::new());
        for event in fresh {
            petitions.insert(event.petition);
            // Any step may change who sees the petition, and so whom it shows.
            let mut people = parties_of(conn, event.petition)?;
            let rewritten = match &event.what {
                Step::Register(r) => {
                    people.extend(r.parties.iter().map(|p| p.person));
                    true
                }
                Step::Correct { .. } => true,
                // What it brought to the records of others may be gone from there.
                Step::Sort(sorted) if !sorted.apart.is_empty() => {
                    for person in sorted.apart.iter().map(|a| a.was) {
                        petitions.extend(people::petitions_of(conn, person)?);
                        people.push(person);
                    }
                    true
                }
                Step::CorrectRecord(_) | Step::Restrict(_) | Step::Lift(_) => {
                    // Their names stand in all their petitions.
                    for person in &people {
                        petitions.extend(people::petitions_of(conn, *person)?);
                    }
                    true
                }
                _ => false,
            };
            for person in people {
                *persons.entry(person).or_insert(false) |= rewritten;
            }
        }
        for petition in petitions {
            let mut matter = words::Matter::read(conn, petition)?.unwrap_or_default();
            matter.accused = self.accused_of(petition)?;
            self.touched.insert(petition.0, matter);
        }
        drop(statement);
        for (person, rewritten) in persons {
            self.look_again(person, rewritten)?;
        }
        self.seen = head;
        Ok(())
    }

    /// Makes the index anew when much has changed, or all was counted anew; the old one serves until then.
    /// Who waits for answers does this once: see [`Finder::ready`].
    fn renew(&mut self) {
        if !self.waits && self.making.is_none() && self.is_behind(book::is_stale) {
            self.making = Some(book::begin(&self.store));
        }
    }

    /// Whether the index is so far behind that it is worth making anew, by a rule of changes and of how
    /// much it holds.
    pub(super) fn is_behind(&self, rule: fn(usize, usize) -> bool) -> bool {
        let Some(index) = &self.index else {
            return false;
        };
        let unwritten = index.unwritten() + self.touched.len();
        let everything = index.len() + index.petition_count();
        let recounted = index.stamp().change != self.recounted;
        // One that cannot be written would be made again and again.
        self.mark.is_some() && (recounted || rule(unwritten, everything))
    }
}

fn parties_of(conn: &rusqlite::Connection, petition: PetitionId) -> Sql<Vec<PersonId>> {
    let mut statement = conn.prepare_cached("SELECT person FROM party WHERE petition = ?1")?;
    statement
        .query_map([petition.0], |r| r.get(0).map(PersonId))?
        .collect()
}
