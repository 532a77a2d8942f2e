//! Bulk loading of a synthetic office: the same events and caches, many petitions a transaction.

use rusqlite::TransactionBehavior;

use super::{Now, Sql, Store, events, office, people, projections};
use crate::domain::event::{Event, Party, Registration, Step};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::period::Period;
use crate::domain::person::Person;
use crate::words::Trouble;

/// A petition to load: its registration complete with number and code, then its later steps.
pub struct BulkPetition {
    /// The registration.
    pub registration: Registration,
    /// When it was recorded.
    pub at: Now,
    /// Later steps: date of effect, instant, step.
    pub steps: Vec<(chrono::NaiveDate, Now, Step)>,
}

/// A store being filled.
pub struct Bulk<'a> {
    store: &'a mut Store,
    next: i64,
}

impl Store {
    /// Begins a bulk load.
    pub fn bulk(&mut self) -> Bulk<'_> {
        Bulk {
            store: self,
            next: 1,
        }
    }

    /// Declares a period.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn declare(&mut self, period: &Period) -> Result<(), Trouble> {
        self.write(|tx, _| office::declare(tx, period))
    }
}

impl Bulk<'_> {
    /// Adds people, all in one transaction; their ids run on from one.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn people(&mut self, people: &[Person]) -> Result<Vec<PersonId>, Trouble> {
        self.store
            .write(|tx, _| people.iter().map(|p| people::add(tx, p)).collect())
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
        let load = || -> Sql<()> {
            let mut head = events::head(&tx)?;
            for bulk in petitions {
                let id = PetitionId(next);
                next += 1;
                let log = append_all(&tx, &office, &mut head, id, bulk)?;
                if log.len() > 1 {
                    projections::project(&tx, &office, id, &log[..1], None)?;
                }
                projections::project(&tx, &office, id, &log, None)?;
            }
            Ok(())
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
    for (on, at, what) in steps {
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

/// A party, for generators.
#[must_use]
pub fn party(person: i64, role: crate::domain::petition::Role) -> Party {
    Party {
        person: PersonId(person),
        role,
    }
}
