//! The audit trail: who opened which file, what was refused, who changed units and operators; chained, only ever added to.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Now, Sql, row};
use crate::domain::chain::{self, Hash};
use crate::domain::ids::PetitionId;

/// One entry before it has its place in the chain.
pub struct Entry<'a> {
    /// When.
    pub at: Now,
    /// By whom.
    pub by: &'a str,
    /// `open`, `export`, `import`, `undo`, `refuse`, `unit`, `operator`.
    pub action: &'a str,
    /// The petition concerned.
    pub petition: Option<PetitionId>,
    /// What exactly.
    pub what: &'a str,
    /// Why, in the operator's words.
    pub why: &'a str,
}

/// Adds an entry; belongs in the same transaction as what it records.
///
/// # Errors
/// Those of the database; what was to be recorded must then not happen.
pub fn add(conn: &Connection, entry: &Entry<'_>) -> Sql<()> {
    let last = conn
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, Hash>(1)?)))
        .optional()?;
    let (last, before) = last.unwrap_or((0, chain::START));
    let (seq, at) = (last + 1, row::stamp(entry.at));
    let petition = entry.petition.map(|p| p.0);
    let hash = hash_of(
        &before,
        seq,
        petition,
        &[&at, entry.by, entry.action, entry.what, entry.why],
    );
    conn.prepare_cached("INSERT INTO audit (seq, at, operator, action, petition, what, why, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![seq, at, entry.by, entry.action, petition, entry.what, entry.why, hash])?;
    Ok(())
}

/// The hash of an entry as stored.
#[must_use]
pub fn hash_of(before: &Hash, seq: i64, petition: Option<i64>, texts: &[&str; 5]) -> Hash {
    let (seq, petition) = (seq.to_be_bytes(), petition.unwrap_or(0).to_be_bytes());
    let mut fields: Vec<&[u8]> = vec![&seq, &petition];
    fields.extend(texts.iter().map(|t| t.as_bytes()));
    chain::link(before, &fields)
}
