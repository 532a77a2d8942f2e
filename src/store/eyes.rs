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
    /// Reads where this login is listed and what bars it, and tells whom the petitions accuse at which it is listed, in
    /// the order of those: there can be tens of thousands, and they are read once.
    pub fn of(conn: &Connection, login: &str, mut accused: impl FnMut(i64, &str)) -> Sql<Self> {
        let mut listed = Vec::new();
        let mut statement =
            conn.prepare_cached("SELECT petition FROM reader WHERE login = ?1 ORDER BY petition")?;
        let mut rows = statement.query([login])?;
        while let Some(r) = rows.next()? {
            listed.extend(u32::try_from(r.get::<_, i64>(0)?));
        }
        let mut barred = HashSet::new();
        let mut statement = conn.prepare_cached(petitions::BARRING)?;
        let mut rows = statement.query([login])?;
        let mut ahead = listed.iter().map(|id| i64::from(*id)).peekable();
        while let Some(r) = rows.next()? {
            let petition = r.get(0)?;
            if r.get(2)? {
                barred.insert(petition);
            }
            while ahead.next_if(|id| *id < petition).is_some() {}
            if ahead.peek() == Some(&petition) {
                accused(petition, r.get_ref(1)?.as_str()?);
            }
        }
        Ok(Self { listed, barred })
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
