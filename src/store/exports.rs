//! What commands read beyond the screens: all that is owed, the people one may see, settings; and
//! the audit entry of an export.

use chrono::NaiveDate;
use rusqlite::OptionalExtension;

use super::{
    Counts, Filter, Now, Sql, Store, audit, files, merges, named, owed, panel, parted, people,
    petitions, refusal, row, veil,
};
use crate::domain::alert::Owed;
use crate::domain::ids::{MatterId, PersonId, PetitionId, PetitionNo, UnitId};
use crate::domain::person::Person;
use crate::domain::rights::Deed;
use crate::words::{Exit, Trouble};

/// What leaves the house, and what the trail says of it.
pub struct Taken<T> {
    /// What was read.
    pub it: T,
    /// Which list, in what form, how many rows.
    pub what: String,
    /// People it names by their own record.
    pub people: Vec<PersonId>,
    /// Petitions it names: whoever stands in them is named with them.
    pub petitions: Vec<PetitionNo>,
}

/// Somebody's own place was changed between the opening of the store and the reading.
fn moved() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "你的角色或单位刚刚改过，没有导出。",
            "Your role or unit was changed a moment ago; nothing was exported."
        ),
        say!("请再来一次。", "Try again."),
    )
}

impl Store {
    /// All that is owed and that the operator may see, soonest first.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn owed(&self, filter: &Filter, today: NaiveDate) -> Result<Vec<Owed>, Trouble> {
        let mut all =
            owed::soonest(&self.conn, &self.office, today, filter).map_err(|e| self.trouble(&e))?;
        if !veil::is_full(&self.office) {
            all.iter_mut().for_each(veil::owed);
        }
        Ok(all)
    }

    /// The panel of one unit: counts, and at most `limit` obligations that are near or past due, soonest first.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn unit_panel(
        &self,
        unit: UnitId,
        today: NaiveDate,
        limit: usize,
    ) -> Result<(Counts, Vec<Owed>), Trouble> {
        let (counts, mut all) = panel::of(&self.conn, &self.office, today, Some(unit), limit)
            .map_err(|e| self.trouble(&e))?;
        if !veil::is_full(&self.office) {
            all.iter_mut().for_each(veil::owed);
        }
        Ok((counts, all))
    }

    /// Everybody who stands in a petition that the operator may see, in the order of the record, each with
    /// the record as which theirs is read: their own when it is read as no other.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn people_seen(
        &self,
        mut each: impl FnMut(PersonId, PersonId, Person),
    ) -> Result<(), Trouble> {
        let mut read = || -> Sql<()> {
            let mut statement = self.conn.prepare(&people::seen())?;
            let login = &self.office.operator.login;
            let merged = merges::is_any(&self.conn)?;
            let mut rows = statement.query([login])?;
            while let Some(r) = rows.next()? {
                let (id, mut person) = people::read(r)?;
                if !veil::is_full(&self.office) {
                    veil::person(&mut person);
                }
                let face = if merged {
                    merges::face(&self.conn, login, id)?
                } else {
                    id
                };
                each(id, face, person);
            }
            Ok(())
        };
        read().map_err(|e| self.trouble(&e))
    }

    /// The number of the event that stands at a place in a petition, from one; 0, which no event has, when
    /// there is none there, and nothing for a petition that the operator may not see.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn event_at(&self, number: &str, place: i64) -> Result<Option<i64>, Trouble> {
        let login = &self.office.operator.login;
        let sql = "SELECT seq FROM event WHERE petition = ?1 AND seq NOT IN (SELECT value FROM json_each(?3)) ORDER BY seq LIMIT 1 OFFSET ?2 - 1";
        let read = || -> Sql<Option<i64>> {
            let Some(id) = petitions::seen(&self.conn, login, number)? else {
                return Ok(None);
            };
            let silent = row::to_json(&parted::silent_of(&self.conn, login, id)?)?;
            let mut found = self.conn.prepare_cached(sql)?;
            let seq = match place {
                1.. => found
                    .query_row((id.0, place, silent), |r| r.get(0))
                    .optional()?,
                _ => None,
            };
            Ok(Some(seq.unwrap_or(0)))
        };
        read().map_err(|e| self.trouble(&e))
    }

    /// The place of an event in its petition, from one: the other way round than [`Store::event_at`]. 0 for what
    /// is no event of a petition.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn place_of(&self, event: i64) -> Result<i64, Trouble> {
        let of = "SELECT petition FROM event WHERE seq = ?1";
        let sql = "SELECT count(*) FROM event WHERE petition = ?2 AND seq <= ?1 AND seq NOT IN (SELECT value FROM json_each(?3))";
        let read = || -> Sql<i64> {
            let of = self
                .conn
                .prepare_cached(of)?
                .query_row([event], |r| r.get(0));
            let Some(petition) = of.optional()? else {
                return Ok(0);
            };
            let login = &self.office.operator.login;
            let silent = parted::silent_of(&self.conn, login, PetitionId(petition))?;
            self.conn
                .prepare_cached(sql)?
                .query_row((event, petition, row::to_json(&silent)?), |r| r.get(0))
        };
        read().map_err(|e| self.trouble(&e))
    }

    /// The matter that a petition belongs to; a petition on its own is its own matter.
    ///
    /// # Errors
    /// The store's [`Trouble`], or that there is no such petition (4).
    pub fn matter_of(&self, number: &str) -> Result<MatterId, Trouble> {
        let login = &self.office.operator.login;
        let read = || -> Sql<Option<MatterId>> {
            let Some(id) = petitions::seen(&self.conn, login, number)? else {
                return Ok(None);
            };
            parted::matter_of(&self.conn, login, id).map(Some)
        };
        read()
            .map_err(|e| self.trouble(&e))?
            .ok_or_else(|| files::missing(number))
    }

    /// How many events the store holds.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn events(&self) -> Result<usize, Trouble> {
        self.conn
            .query_row("SELECT coalesce(max(seq), 0) FROM event", [], |r| {
                r.get::<_, i64>(0)
            })
            .map(|n| usize::try_from(n).unwrap_or(0))
            .map_err(|e| self.trouble(&e))
    }

    /// Reads what leaves the house and puts it on record with everybody it names, all in one transaction: no
    /// row, no read.
    ///
    /// # Errors
    /// The right (3), what `read` fails with, the store's [`Trouble`].
    pub fn export<T>(
        &self,
        deed: Deed,
        now: Now,
        read: impl FnOnce() -> Result<Taken<T>, Trouble>,
    ) -> Result<T, Trouble> {
        let now = self.local(now);
        self.on_record(deed, now, self.taken(deed, now, read))
    }

    fn taken<T>(
        &self,
        deed: Deed,
        now: Now,
        read: impl FnOnce() -> Result<Taken<T>, Trouble>,
    ) -> Result<T, Trouble> {
        if let Some(refusal) = (self.guard)() {
            return Err(refusal);
        }
        let tx = self.begin()?;
        // A large store is read for seconds.
        tx.takes_longer();
        let office = self.again(&tx)?;
        if office.operator != self.office.operator {
            return Err(moved());
        }
        if let Some(refusal) = refusal::by_right(&office, deed) {
            return Err(refusal);
        }
        let taken = read()?;
        let noted = || {
            let mut shown = named::Shown::to(&office.operator.login);
            taken.people.iter().for_each(|id| shown.person(*id));
            for number in &taken.petitions {
                shown.petition_of(&tx, number)?;
            }
            let entry = audit::Entry::plain(now, "export", &taken.what);
            named::note(&tx, &office, &entry, shown)
        };
        noted()
            .and_then(|()| tx.commit())
            .map_err(|e| self.trouble(&e))?;
        Ok(taken.it)
    }

    /// A setting of the store.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn setting(&self, key: &str) -> Result<Option<String>, Trouble> {
        self.conn
            .query_row("SELECT value FROM setting WHERE key = ?1", [key], |r| {
                r.get(0)
            })
            .optional()
            .map_err(|e| self.trouble(&e))
    }
}
