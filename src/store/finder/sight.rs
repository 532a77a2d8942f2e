//! Whom this operator may find: kept beside the index, so that somebody known only from petitions that
//! they may not see changes neither how many others are found nor their order.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::{Failed, Finder};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::office::Office;
use crate::domain::status::Status;
use crate::search::Index;
use crate::store::{Sql, people, petitions};
use crate::words::Trouble;

/// Whom an operator may find. The petition office sees nearly all, another unit few: the fewer are kept.
#[derive(Debug, Default)]
pub struct Sight {
    /// Whether those who are shown are kept, and not those who are hidden.
    keeps_shown: bool,
    kept: HashSet<i64>,
}

impl Sight {
    /// As of now, in one pass: at a million people it is read once a session, and must not take long.
    pub fn read(conn: &Connection, office: &Office) -> Sql<Self> {
        let keeps_shown = office.operator.unit != UnitId::OFFICE;
        let sql = format!(
            "WITH some (person) AS MATERIALIZED ({}) SELECT person FROM some WHERE EXISTS ({}) = ?2",
            candidates(keeps_shown),
            shown("some.person")
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let login = &office.operator.login;
        let kept = statement.query_map(params![login, keeps_shown], |r| r.get(0))?;
        Ok(Self {
            keeps_shown,
            kept: kept.collect::<Sql<_>>()?,
        })
    }

    /// Whether somebody may be found.
    pub fn shows(&self, person: PersonId) -> bool {
        self.kept.contains(&person.0) == self.keeps_shown
    }

    /// Looks again at one person; gives whether they may be found.
    fn renew(&mut self, conn: &Connection, login: &str, person: PersonId) -> Sql<bool> {
        let shown = is_shown(conn, login, person)?;
        if shown == self.keeps_shown {
            self.kept.insert(person.0);
        } else {
            self.kept.remove(&person.0);
        }
        Ok(shown)
    }

    /// Leaves everyone out of a fresh index who may not be found.
    fn narrow(&self, index: &mut Index) -> Result<(), Failed> {
        let kept = self.kept.iter().map(|id| PersonId(*id));
        if self.keeps_shown {
            index.hide_all_but(kept)?;
        } else {
            for person in kept {
                index.hide(person)?;
            }
        }
        Ok(())
    }
}

/// The query for everyone who may be among the kept.
fn candidates(keeps_shown: bool) -> String {
    if keeps_shown {
        return format!(
            "SELECT DISTINCT a.person FROM party a WHERE a.petition IN (SELECT c.petition FROM concern c WHERE c.login = ?1 AND c.login <> ''
             UNION SELECT c.petition FROM concern c WHERE c.unit IN ({}))",
            petitions::BELOW
        );
    }
    // All statuses by name, so that the index of both columns serves.
    let statuses: Vec<String> = Status::ALL
        .iter()
        .map(|s| format!("'{}'", s.code()))
        .collect();
    format!(
        "SELECT DISTINCT a.person FROM petition p JOIN party a ON a.petition = p.id
         WHERE p.status = 'void' OR (p.status IN ({}) AND p.restricted IN (1, 2, 3))",
        statuses.join(", ")
    )
}

/// The query for a petition that login `?1` may see and in which a person stands.
fn shown(person: &str) -> String {
    format!(
        "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = {person} AND {} AND p.sealed = 0",
        petitions::SEEN
    )
}

/// Whether somebody stands in a petition that login may see.
pub(super) fn is_shown(conn: &Connection, login: &str, person: PersonId) -> Sql<bool> {
    people::is_shown(conn, login, person)
}

impl Finder {
    /// Reads whom the operator may find and narrows the index to them, once for each index.
    pub(super) fn look_about(&mut self) -> Result<(), Failed> {
        let Some(index) = self.index.as_mut().filter(|_| self.sight.is_none()) else {
            return Ok(());
        };
        let sight = Sight::read(&self.store.conn, &self.store.office)?;
        sight.narrow(index)?;
        self.sight = Some(sight);
        Ok(())
    }

    /// Takes in the roster as it is now. Somebody who sits elsewhere now, or whose units were moved,
    /// sees others: the index is opened anew.
    pub(super) fn follow_roster(&mut self) -> Result<(), Trouble> {
        let before = self.store.office();
        if !self.store.refresh()? {
            return Ok(());
        }
        let now = self.store.office();
        if now.operator == before.operator && now.units == before.units {
            return Ok(());
        }
        self.index = None;
        self.load()
    }

    /// Brings one person in the index up to date: as the record is now, or out of sight.
    pub(super) fn look_again(&mut self, person: PersonId, rewritten: bool) -> Result<(), Failed> {
        let (conn, login) = (&self.store.conn, &self.store.office.operator.login);
        let (Some(index), Some(sight)) = (&mut self.index, &mut self.sight) else {
            return Ok(());
        };
        let before = sight.shows(person);
        let now = sight.renew(conn, login, person)?;
        if now == before && !(now && rewritten) {
            return Ok(());
        }
        match people::index_row_of(conn, person)?.filter(|_| now) {
            Some(row) => index.put(row)?,
            None => index.remove(person)?,
        }
        Ok(())
    }
}
