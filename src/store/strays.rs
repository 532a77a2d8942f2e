//! What stands in no row of the audit trail gets one that says so: before the work of each transaction,
//! and after it.

use rusqlite::Connection;

use super::ends::Tails;
use super::{Now, Sql, Store, audit, row, schema, witness};
use crate::domain::office::Office;
use crate::domain::rights::Seat;

/// The action of a row that says what was found changed beside the program: it stays a finding for good.
pub const ALTERED: &str = "altered";
/// The action of a row that nobody ordered: a new version put the records of an older one in order.
pub const UPGRADE: &str = "upgrade";

impl Store {
    /// Whoever sits here, at the instant of the call that is being answered.
    pub(super) fn hand<'a>(&self, office: &'a Office) -> Hand<'a> {
        Hand {
            by: &office.operator.login,
            seat: &office.seat,
            at: self.clock.get(),
        }
    }
}

/// Who writes a row, and when.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    /// The login.
    pub by: &'a str,
    /// How they came in.
    pub seat: &'a Seat,
    /// The instant of the call that is being answered; `None`: that of the row before.
    pub at: Option<Now>,
}

/// Adds a row of what is not the work of one operator's order.
///
/// # Errors
/// Those of the database.
pub fn note(conn: &Connection, hand: Hand<'_>, action: &str, what: &str) -> Sql<()> {
    let at = match hand.at {
        Some(at) => at,
        None => conn
            .prepare_cached("SELECT at FROM audit ORDER BY seq DESC LIMIT 1")?
            .query_row([], |r| row::instant(r, 0))?,
    };
    audit::add_by(
        conn,
        hand.by,
        hand.seat,
        &audit::Entry::plain(at, action, what),
    )
    .map(|_| ())
}

/// Before the work of a transaction: what stands in no row gets one that says so, for good. Gives how many
/// records were witnessed so far.
///
/// # Errors
/// Those of the database.
pub fn begin(conn: &Connection, hand: Hand<'_>) -> Sql<i64> {
    let tails = Tails::now(conn)?;
    if let Some(what) = tails.strays(conn)? {
        note(conn, hand, ALTERED, &what)?;
    }
    Ok(tails.witnesses())
}

/// After the work of a transaction: records that were found to be others than those witnessed last get
/// their row, and so does what was added to a chain and has none.
///
/// # Errors
/// Those of the database.
pub fn close(conn: &Connection, hand: Hand<'_>, action: &str, witnesses: i64) -> Sql<()> {
    let mut tails = Tails::now(conn)?;
    if tails.witnesses() != witnesses {
        let found = witness::found_since(conn, witnesses)?;
        if !found.is_empty() {
            note(conn, hand, ALTERED, &found.join(", "))?;
            tails = Tails::now(conn)?;
        }
    }
    match tails.strays(conn)? {
        Some(what) => note(conn, hand, action, &what),
        None => Ok(()),
    }
}

/// After a new version has put the records of an older one in order: a row that says so, from which on each
/// is bound. A store without any row has nothing that could be.
///
/// # Errors
/// Those of the database.
pub fn upgraded(conn: &Connection, hand: Hand<'_>) -> Sql<()> {
    if audit::head(conn)?.0 == 0 {
        return Ok(());
    }
    note(
        conn,
        hand,
        UPGRADE,
        &format!("version {}", schema::version()),
    )
}
