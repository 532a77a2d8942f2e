//! Records compared with what was witnessed of them last, before they are written over: one that somebody
//! changed beside the program is not made good by what the program saves next.

use rusqlite::{Connection, OptionalExtension};

use super::{
    BATCHES, GONE, LISTS, MERGES, Single, WAITINGS, add, digest_of, digest_of_all, head, of_person,
};
use crate::domain::chain::Hash;
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::rights::Deed;
use crate::store::Sql;

/// Stands before the number of a record that was found to be another than the one witnessed last, with the
/// digest of what was found, for good.
pub(super) const FOUND: i64 = i64::MIN / 2;
/// Stands before the number of a petition whose caches did not follow from its events.
pub(super) const CACHED: i64 = i64::MIN;
/// What is kept of one petition beside its events, in the order in which it is compared.
const CACHES: [&str; 8] = [
    "SELECT * FROM petition WHERE id = ?1",
    "SELECT * FROM party WHERE petition = ?1 ORDER BY ord",
    "SELECT * FROM reader WHERE petition = ?1 ORDER BY login",
    "SELECT * FROM due WHERE petition = ?1 ORDER BY ord",
    "SELECT * FROM beside WHERE petition = ?1 ORDER BY unit, ord",
    "SELECT * FROM concern WHERE petition = ?1 ORDER BY unit, login",
    "SELECT * FROM barred WHERE petition = ?1 ORDER BY unit, name",
    "SELECT * FROM apart WHERE petition = ?1 ORDER BY was",
];

/// Looks at a petitioner's record before it is written over.
///
/// # Errors
/// Those of the database.
pub fn look_at_person(conn: &Connection, id: PersonId) -> Sql<()> {
    let digest = of_person(conn, id.0)?.unwrap_or(GONE);
    compare(conn, id.0, &digest)
}

/// As [`look_at_person`], of what was said of two records.
///
/// # Errors
/// Those of the database.
pub fn look_at_merge(conn: &Connection, id: i64) -> Sql<()> {
    look_at(conn, &MERGES, id)
}

/// As [`look_at_person`], of an import; of one that is to begin, that nothing stands under its number.
///
/// # Errors
/// Those of the database.
pub fn look_at_batch(conn: &Connection, id: i64) -> Sql<()> {
    look_at(conn, &BATCHES, id)
}

/// The same of a ledger that waits.
///
/// # Errors
/// Those of the database.
pub fn look_at_waiting(conn: &Connection, id: i64) -> Sql<()> {
    look_at(conn, &WAITINGS, id)
}

fn look_at(conn: &Connection, of: &Single, id: i64) -> Sql<()> {
    let digest = digest_of(conn, of.one, [id])?.unwrap_or(GONE);
    compare(conn, of.number(id), &digest)
}

/// True of a deed that may change one of the lists.
pub const fn touches_lists(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::Office | Deed::Staff | Deed::Calendar | Deed::Campaign | Deed::Period
    )
}

/// As [`look_at_person`], of the lists that are witnessed as a whole.
///
/// # Errors
/// Those of the database.
pub fn look_at_lists(conn: &Connection) -> Sql<()> {
    for (about, queries, _) in LISTS {
        compare(conn, about, &digest_of_all(conn, queries)?)?;
    }
    Ok(())
}

/// Looks at what is kept of a petition beside its events before it is written over; `remake` writes it as it
/// follows from the events on file.
///
/// # Errors
/// Those of the database.
pub fn look_at_petition(
    conn: &Connection,
    petition: PetitionId,
    remake: impl FnOnce() -> Sql<()>,
) -> Sql<()> {
    let now = || digest_of(conn, &CACHES, [petition.0]);
    let before = now()?;
    remake()?;
    if now()? == before {
        return Ok(());
    }
    let about = CACHED + petition.0;
    add(conn, &mut head(conn)?, about, &before.unwrap_or(GONE))
}

/// Notes that a petitioner's record is another than the one that was left.
///
/// # Errors
/// Those of the database.
pub fn found_person(conn: &Connection, id: PersonId) -> Sql<()> {
    let digest = of_person(conn, id.0)?.unwrap_or(GONE);
    note(conn, id.0, &digest)
}

/// Before the first state of a record is witnessed: under its number there may have been none, or one that
/// was taken back. One that was removed beside the program leaves its number to the next.
pub(super) fn look_for_none(conn: &Connection, about: i64) -> Sql<()> {
    compare(conn, about, &GONE)
}

/// Notes that a record is not as it was witnessed last.
pub(super) fn compare(conn: &Connection, about: i64, now: &Hash) -> Sql<()> {
    if known(conn, about)?.unwrap_or(GONE) == *now {
        return Ok(());
    }
    note(conn, about, now)
}

fn note(conn: &Connection, about: i64, now: &Hash) -> Sql<()> {
    add(conn, &mut head(conn)?, FOUND + about, now)
}

/// True of what was found: no state that anything should be in.
pub(super) const fn is_found(about: i64) -> bool {
    about < FOUND / 2
}

/// The digest that was witnessed last of a record.
pub(super) fn known(conn: &Connection, about: i64) -> Sql<Option<Hash>> {
    conn.prepare_cached("SELECT digest FROM witness WHERE about = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([about], |r| r.get(0))
        .optional()
}
