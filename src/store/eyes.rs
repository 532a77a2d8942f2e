//! Who sees which petition, asked of many of them one after the other.

use std::collections::HashSet;

use rusqlite::{CachedStatement, Connection, params};

use super::{Sql, petitions};
use crate::domain::ids::PetitionId;

/// What login sees of petitions whose restriction is known already: [`UNHIDDEN`](petitions::UNHIDDEN) without reading their rows.
pub struct Eyes<'c> {
    /// Whether login `?1` is listed at petition `?2`: asked one by one, for the list of all of them can be long.
    listed: CachedStatement<'c>,
    login: &'c str,
    barred: HashSet<i64>,
}

impl<'c> Eyes<'c> {
    /// Reads what bars this login.
    pub fn of(conn: &'c Connection, login: &'c str) -> Sql<Self> {
        let mut barred = conn.prepare_cached(petitions::BARRING)?;
        let barred = barred
            .query_map([login], |r| r.get(0))?
            .collect::<Sql<_>>()?;
        let listed = "SELECT 1 FROM reader WHERE petition = ?2 AND login = ?1";
        Ok(Self {
            listed: conn.prepare_cached(listed)?,
            login,
            barred,
        })
    }

    /// Whether they see a petition, so far as its restriction goes.
    pub fn sees(&mut self, petition: PetitionId, restricted: u8) -> Sql<bool> {
        if restricted == 0 {
            return Ok(true);
        }
        let listed = self.listed.exists(params![self.login, petition.0])?;
        Ok((restricted == 1) == listed
            && (restricted & 1 == 0 || !self.barred.contains(&petition.0)))
    }
}
