//! That somebody has seen what is owed on a petition. It stands in the audit trail under that petition and takes no
//! number of the duty desk: a gap between those, where all else is accounted for, would tell whoever may not see the
//! petition that somebody saw to it. Marks from before have their numbers and keep them.

use chrono::NaiveDateTime;
use rusqlite::Connection;

use super::{Now, Refusal, Sql, audit, became, petitions, row};
use crate::domain::duty::book::Book;
use crate::domain::duty::deed::Deed;
use crate::domain::duty::stamp::Stamp;
use crate::domain::ids::PetitionId;
use crate::domain::office::Office;
use crate::domain::once::Once;
use crate::flow::duty::DutyDone;

/// The action of its row, in which the key of what is owed stands as what was done.
const ACTION: &str = "seen";

/// The petition that a mark is about, if login may see it.
fn about(conn: &Connection, login: &str, deed: &Deed) -> Sql<Option<PetitionId>> {
    let Deed::Acknowledge { key } = deed else {
        return Ok(None);
    };
    let Some(number) = key.split(':').nth(1) else {
        return Ok(None);
    };
    petitions::seen(conn, login, number)
}

/// The number of what the same order became before; `None` when it is new.
///
/// # Errors
/// Refused when other words of theirs had the draft id.
pub fn before(
    conn: &Connection,
    login: &str,
    deed: &Deed,
    once: Option<&Once>,
) -> Result<Option<i64>, Refusal> {
    let event = became::before(conn, login, once, became::DUTY);
    if about(conn, login, deed)?.is_none() || matches!(event, Ok(Some(_))) {
        return event;
    }
    let mark = became::before(conn, login, once, became::SEEN)?;
    Ok(mark.map(|_| DutyDone::UNNUMBERED))
}

/// Puts a mark on record that takes no number; false of any other deed, which is not.
///
/// # Errors
/// Those of the database.
pub fn put(
    conn: &Connection,
    office: &Office,
    (deed, why): (&Deed, &str),
    once: Option<&Once>,
    now: Now,
) -> Sql<bool> {
    let login = &office.operator.login;
    let (Some(petition), Deed::Acknowledge { key }) = (about(conn, login, deed)?, deed) else {
        return Ok(false);
    };
    let entry = audit::Entry {
        petition: Some(petition),
        why,
        ..audit::Entry::plain(now, ACTION, key)
    };
    let seq = audit::add(conn, office, &entry)?;
    became::note(conn, login, once, became::SEEN, seq)?;
    Ok(true)
}

/// Reads the marks since `from` into the book, all when it is `None`; of two about one thing the later stands.
pub fn read(conn: &Connection, book: &mut Book, from: Option<NaiveDateTime>) -> Sql<()> {
    let mut statement = conn.prepare_cached(
        "SELECT at, operator, why, what FROM audit WHERE action = 'seen' ORDER BY seq DESC",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let at = row::instant(r, 0)?.naive_local();
        if from.is_some_and(|from| at < from) {
            break;
        }
        let key: String = r.get(3)?;
        if book.seen.get(&key).is_none_or(|there| there.at < at) {
            let (by, why) = (r.get(1)?, r.get(2)?);
            book.seen.insert(
                key,
                Stamp {
                    seq: 0,
                    at,
                    by,
                    why,
                },
            );
        }
    }
    Ok(())
}
