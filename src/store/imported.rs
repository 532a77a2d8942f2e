//! Which rows of earlier imports an operator may know of. The same row of a ledger, taken by somebody
//! whose petition this operator may not see, is not known to them: it is taken again, under a key of
//! its own, and nothing tells that it was there before.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Refusal, Sql, Store, petitions, refusal, row};
use crate::domain::ids::{PersonId, PetitionId, PetitionNo, UnitId};
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::words::{Exit, Trouble};

/// Where a row stands for one operator.
pub struct Place {
    /// The key under which it stands, or would stand.
    pub key: String,
    /// Its petition, when they may know of it.
    pub petition: Option<PetitionId>,
}

/// Where the row of this key stands for login: whoever imported it knows of it, and who may see its
/// petition.
pub fn place(conn: &Connection, login: &str, key: &str) -> Sql<Place> {
    let sees = petitions::ONE_SEEN_VOID;
    // One statement, whether something is hidden or missing. `#` and `$` follow each other.
    let sql = format!(
        "SELECT w.key, p.id, t.operator = ?1 OR ({sees}) FROM batch_row w
           JOIN batch t ON t.id = w.batch JOIN petition p ON p.id = w.petition
          WHERE w.key = ?2 OR (w.key > ?2 || '#' AND w.key < ?2 || '$') ORDER BY w.key"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([login, key])?;
    let mut taken = Vec::new();
    while let Some(r) = rows.next()? {
        let at: String = r.get(0)?;
        if r.get(2)? {
            let petition = Some(PetitionId(r.get(1)?));
            return Ok(Place { key: at, petition });
        }
        taken.push(at);
    }
    let mut free = key.to_owned();
    let mut n = 2;
    while taken.contains(&free) {
        free = format!("{key}#{n}");
        n += 1;
    }
    Ok(Place {
        key: free,
        petition: None,
    })
}

/// The people and the petition of a row, as login may know of them.
pub fn people(
    conn: &Connection,
    login: &str,
    key: &str,
) -> Sql<Option<(Vec<PersonId>, PetitionNo)>> {
    let at = place(conn, login, key)?;
    conn.prepare_cached(
        "SELECT b.people, p.number FROM batch_row b JOIN petition p ON p.id = b.petition
          WHERE b.key = ?1 AND b.petition = ?2",
    )?
    .query_row(params![at.key, at.petition.map(|p| p.0)], |r| {
        Ok((row::json(r, 0)?, PetitionNo(r.get(1)?)))
    })
    .optional()
}

impl Store {
    /// The number under which a row of an earlier import stands, for somebody who may see it.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn number_of_row(&self, key: &str) -> Result<Option<String>, Trouble> {
        let login = &self.office.operator.login;
        let sees = petitions::ONE_SEEN;
        let sql = format!("SELECT p.number FROM petition p WHERE p.id = ?2 AND {sees}");
        let read = || {
            let at = place(&self.conn, login, key)?;
            let mut statement = self.conn.prepare_cached(&sql)?;
            statement
                .query_row(params![login, at.petition.map(|p| p.0)], |r| r.get(0))
                .optional()
        };
        read().map_err(|e: rusqlite::Error| self.trouble(&e))
    }
}

/// Why a batch may not be undone: it is not known, was undone, or was brought in by another unit.
pub fn may_undo(tx: &Connection, office: &Office, batch: i64) -> Result<(), Refusal> {
    let sql = format!(
        "SELECT t.undone, (SELECT o.unit FROM operator o WHERE o.login = t.operator) FROM batch t WHERE t.id = ?2 AND {}",
        petitions::batch_known()
    );
    let found: Option<(Option<String>, Option<i64>)> = tx
        .query_row(&sql, params![office.operator.login, batch], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .optional()?;
    let (undone, unit) = found.ok_or_else(|| no_batch(batch))?;
    if let Some(at) = undone {
        return Err(undone_before(batch, &at).into());
    }
    // Of somebody who left nobody knows where they worked: that is the office's.
    let unit = unit.map_or(UnitId::OFFICE, UnitId);
    refusal::for_unit(office, Deed::Undo, unit).map_or(Ok(()), |trouble| Err(trouble.into()))
}

fn no_batch(batch: i64) -> Trouble {
    Trouble::unchanged(
        Exit::Missing,
        say!("没有导入批次{batch}。", "There is no import batch {batch}."),
        say!(
            "用 zhuoluo import --list 查看批次。",
            "See the batches with `zhuoluo import --list`."
        ),
    )
}

fn undone_before(batch: i64, at: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "批次{batch}已于{at}撤销。",
            "Batch {batch} was undone at {at}."
        ),
        say!("不需要再做什么。", "There is nothing more to do."),
    )
}
