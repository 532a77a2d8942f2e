//! What a script's draft became: the record that the same order finds when it comes again.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Refusal, Sql, witness};
use crate::domain::chain::Hash;
use crate::domain::once::Once;
use crate::words::{Exit, Place, Trouble, visible};

/// Events of petitions.
pub const EVENT: &str = "event";
/// Events of the duty desk.
pub const DUTY: &str = "duty";
/// Marks of what was seen, in the audit trail.
pub const SEEN: &str = "seen";
/// Entries of the register of requests.
pub const CLAIM: &str = "claim";

/// The record that an order became before; `None` when it is new.
///
/// # Errors
/// Refused when other words of theirs had the id.
pub fn before(
    conn: &Connection,
    login: &str,
    once: Option<&Once>,
    chain: &str,
) -> Result<Option<i64>, Refusal> {
    let Some(once) = once else { return Ok(None) };
    // From before ids were each operator's own they stand there as they were given.
    let sql = "SELECT chain, seq, said FROM became WHERE draft IN (?1, ?2) AND operator = ?3";
    let found: Option<(String, i64, Hash)> = conn
        .prepare_cached(sql)?
        .query_row(params![own(login, &once.draft), once.draft, login], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        })
        .optional()?;
    match found {
        None => Ok(None),
        Some((of, seq, said)) if of == chain && said == once.said => Ok(Some(seq)),
        Some(_) => Err(other(&once.draft).into()),
    }
}

/// A draft id as it is kept: its operator's own. What somebody else has under the same one is none of theirs to
/// learn of.
pub fn own(login: &str, draft: &str) -> String {
    format!("{login}\u{1f}{draft}")
}

/// Notes what an order became; belongs in its transaction.
pub fn note(conn: &Connection, login: &str, once: Option<&Once>, chain: &str, seq: i64) -> Sql<()> {
    let Some(once) = once else { return Ok(()) };
    let draft = own(login, &once.draft);
    conn.prepare_cached(
        "INSERT INTO became (draft, operator, chain, seq, said) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![draft, login, chain, seq, once.said])?;
    witness::new(conn, &witness::BECAME, &draft)
}

/// The id was used for something else: nothing of this order is kept.
pub fn other(draft: &str) -> Trouble {
    let draft = visible(draft, Place::Line);
    let what = say!(
        "草稿编号“{draft}”已经存过一次，内容或对象与这次不同。",
        "Something was recorded under the draft id \"{draft}\" before, with other words or about something else."
    );
    Trouble::unchanged(
        Exit::Refused,
        what,
        say!(
            "这一次是另一回事，就换一个草稿编号（draft）再来。",
            "If this is something else, give another draft id (draft)."
        ),
    )
}
