//! Who sees which petition, asked of many of them one after the other.

use std::collections::HashSet;

use rusqlite::Connection;

use super::{Sql, petitions};
use crate::domain::ids::PetitionId;

/// What login sees of petitions whose restriction is known already: [`UNHIDDEN`](petitions::UNHIDDEN) without reading
/// their rows.
pub struct Eyes {
    /// Petitions at which login is listed, in order: read at once, for each asked alone is a transaction. A number beyond
    /// these is not listed: no office has so many.
    listed: Vec<u32>,
    barred: HashSet<i64>,
}

impl Eyes {
    /// Reads where this login is listed and what bars it.
    pub fn of(conn: &Connection, login: &str) -> Sql<Self> {
        let all = |sql: &str| -> Sql<Vec<i64>> {
            let mut statement = conn.prepare_cached(sql)?;
            statement.query_map([login], |r| r.get(0))?.collect()
        };
        let mut listed = Vec::new();
        let mut statement =
            conn.prepare_cached("SELECT petition FROM reader WHERE login = ?1 ORDER BY petition")?;
        let mut rows = statement.query([login])?;
        while let Some(r) = rows.next()? {
            listed.extend(u32::try_from(r.get::<_, i64>(0)?));
        }
        Ok(Self {
            listed,
            barred: all(petitions::BARRING)?.into_iter().collect(),
        })
    }

    /// Whether they see a petition, so far as its restriction goes.
    pub fn sees(&self, petition: PetitionId, restricted: u8) -> bool {
        if restricted == 0 {
            return true;
        }
        let listed = u32::try_from(petition.0);
        let listed = listed.is_ok_and(|id| self.listed.binary_search(&id).is_ok());
        (restricted == 1) == listed && (restricted & 1 == 0 || !self.barred.contains(&petition.0))
    }
}
