//! Bulk loading of a synthetic office: the same events and caches, many petitions a transaction.

use rusqlite::{Connection, TransactionBehavior};

use super::{Now, Sql, Store, events, people, projections, strays, witness};
use crate::domain::event::{Event, Registration, Step};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::person::Person;
use crate::domain::rights::Deed;
use crate::words::Trouble;

/// A petition to load: its registration complete with number and code, then its later steps.
pub struct BulkPetition {
    /// The first petitioner's name; empty when there is none.
    pub name: String,
    /// The registration.
    pub registration: Registration,
    /// When it was recorded.
    pub at: Now,
    /// Later steps: date of effect, instant, step. A kept promise is named by its place in the
    /// petition, from one: numbers are only given here.
    pub steps: Vec<(chrono::NaiveDate, Now, Step)>,
}

/// A store being filled.
pub struct Bulk<'a> {
    store: &'a mut Store,
    next: i64,
    indexes: Vec<String>,
}

/// The indexes that grow at their end anyway, and are asked while it loads; the others are made when it ends.
const IN_ORDER: &str = r#"["event_petition", "due_petition", "beside_petition", "witness_about"]"#;

impl Store {
    /// Begins a bulk load into a new store that nobody else has open: quick, and worthless when it
    /// is cut short. The indexes that grow in random order are made at its end.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn bulk(&mut self) -> Result<Bulk<'_>, Trouble> {
        let begin = |conn: &Connection| -> Sql<Vec<String>> {
            conn.query_row("PRAGMA journal_mode=MEMORY", [], |_| Ok(()))?;
            conn.execute_batch("PRAGMA synchronous=OFF; PRAGMA cache_size=-131072; PRAGMA temp_store=FILE; PRAGMA locking_mode=EXCLUSIVE;")?;
            let later = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT IN (SELECT value FROM json_each(?1)) ORDER BY name";
            let mut statement = conn.prepare(later)?;
            let indexes: Vec<(String, String)> = statement
                .query_map([IN_ORDER], |r| Ok((r.get(0)?, r.get(1)?)))?
                .collect::<Sql<_>>()?;
            for (name, _) in &indexes {
                conn.execute_batch(&format!("DROP INDEX {name}"))?;
            }
            let indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
            Ok(indexes)
        };
        let indexes = begin(&self.conn).map_err(|e| self.trouble(&e))?;
        self.footing.stand_anew(&self.path);
        Ok(Bulk {
            store: self,
            next: 1,
            indexes,
        })
    }
}

impl Bulk<'_> {
    /// Makes the indexes and puts the store back to its careful ways.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn finish(self) -> Result<(), Trouble> {
        let end = |conn: &Connection| -> Sql<()> {
            for index in &self.indexes {
                conn.execute_batch(index)?;
            }
            conn.execute_batch("PRAGMA locking_mode=NORMAL; PRAGMA optimize;")?;
            super::schema::prepare(conn)?;
            super::schema::enter_wal(conn)
        };
        end(&self.store.conn).map_err(|e| self.store.trouble(&e))?;
        self.store.footing.stand_anew(&self.store.path);
        Ok(())
    }

    /// Adds people, all in one transaction; their ids run on from one.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn people(&mut self, people: &[Person]) -> Result<Vec<PersonId>, Trouble> {
        self.store.write(Deed::Import, |tx, _| {
            people.iter().map(|p| people::add(tx, p)).collect()
        })
    }

    /// Adds petitions, all in one transaction.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn petitions(&mut self, petitions: Vec<BulkPetition>) -> Result<(), Trouble> {
        let mut next = self.next;
        let path = self.store.path.clone();
        let office = self.store.office();
        let tx = self
            .store
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| super::trouble(&e, &path))?;
        let hand = strays::Hand {
            by: &office.operator.login,
            seat: &office.seat,
            at: petitions.last().map(|last| last.at),
        };
        let load = || -> Sql<()> {
            let mut head = events::head(&tx)?;
            for bulk in petitions {
                let id = PetitionId(next);
                next += 1;
                let (name, parties) = (bulk.name.clone(), bulk.registration.clone());
                let log = append_all(&tx, &office, &mut head, id, bulk)?;
                projections::project_first(&tx, &office, id, &log, Some(&name))?;
                if log.len() > 1 {
                    projections::write_parties(&tx, id, &parties)?;
                }
            }
            strays::close(&tx, hand, "load", witness::head(&tx)?.size)
        };
        load()
            .and_then(|()| tx.commit())
            .map_err(|e| super::trouble(&e, &path))?;
        self.next = next;
        Ok(())
    }
}

fn append_all(
    tx: &rusqlite::Transaction<'_>,
    office: &crate::domain::office::Office,
    head: &mut events::Head,
    id: PetitionId,
    bulk: BulkPetition,
) -> Sql<Vec<Event>> {
    let by = office.operator.login.as_str();
    let BulkPetition {
        registration,
        at,
        steps,
        ..
    } = bulk;
    let year = registration
        .number
        .0
        .split('-')
        .nth(1)
        .and_then(|y| y.parse::<i64>().ok())
        .unwrap_or(0);
    let serial = registration
        .number
        .0
        .rsplit('-')
        .next()
        .and_then(|s| s.parse::<i64>().ok())
        .unwrap_or(0);
    tx.prepare_cached("INSERT INTO serial (year, last) VALUES (?1, ?2) ON CONFLICT (year) DO UPDATE SET last = max(last, ?2)")?.execute([year, serial])?;
    let on = registration.received_on;
    let first = events::New {
        petition: id,
        on,
        at,
        by,
        why: "",
        what: Step::Register(Box::new(registration)),
    };
    let mut log = vec![events::append(tx, head, first)?];
    for (on, at, mut what) in steps {
        if let Step::Fulfil { of, .. } = &mut what {
            let place = usize::try_from(*of - 1).unwrap_or(usize::MAX);
            *of = log.get(place).map_or(*of, |e| e.seq);
        }
        log.push(events::append(
            tx,
            head,
            events::New {
                petition: id,
                on,
                at,
                by,
                why: "",
                what,
            },
        )?);
    }
    Ok(log)
}
