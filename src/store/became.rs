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
/// Entries of the register of requests.
pub const CLAIM: &str = "claim";

/// The record that an order became before; `None` when it is new.
///
/// # Errors
/// Refused when somebody else, or other words, had the id.
pub fn before(
    conn: &Connection,
    login: &str,
    once: Option<&Once>,
    chain: &str,
) -> Result<Option<i64>, Refusal> {
    let Some(once) = once else { return Ok(None) };
    let found: Option<(String, String, i64, Hash)> = conn
        .prepare_cached("SELECT operator, chain, seq, said FROM became WHERE draft = ?1")?
        .query_row([&once.draft], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
        })
        .optional()?;
    match found {
        None => Ok(None),
        Some((by, of, seq, said)) if by == login && of == chain && said == once.said => {
            Ok(Some(seq))
        }
        Some((by, ..)) => Err(other(&once.draft, by == login).into()),
    }
}

/// Notes what an order became; belongs in its transaction.
pub fn note(conn: &Connection, login: &str, once: Option<&Once>, chain: &str, seq: i64) -> Sql<()> {
    let Some(once) = once else { return Ok(()) };
    conn.prepare_cached(
        "INSERT INTO became (draft, operator, chain, seq, said) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![once.draft, login, chain, seq, once.said])?;
    witness::new(conn, &witness::BECAME, &once.draft)
}

/// The id was used for something else: nothing of this order is kept.
pub fn other(draft: &str, mine: bool) -> Trouble {
    let draft = visible(draft, Place::Line);
    let what = if mine {
        say!(
            "草稿编号“{draft}”已经存过一次，内容或对象与这次不同。",
            "Something was recorded under the draft id \"{draft}\" before, with other words or about something else."
        )
    } else {
        say!(
            "草稿编号“{draft}”已由别的操作员用过。",
            "The draft id \"{draft}\" was used by another operator."
        )
    };
    Trouble::unchanged(
        Exit::Refused,
        what,
        say!(
            "这一次是另一回事，就换一个草稿编号（draft）再来。",
            "If this is something else, give another draft id (draft)."
        ),
    )
}
