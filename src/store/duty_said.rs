//! The running texts of the duty book, without the petitions that their reader may not know of: a log line or a note
//! may write the number of a report.

use rusqlite::Connection;

use super::Sql;
use super::petitions::mentioned;
use crate::domain::duty::book::{Book, Stamp};
use crate::words::Outside;

/// Covers them in everything that others wrote.
///
/// # Errors
/// Those of the database.
pub fn cover(conn: &Connection, login: &str, book: &mut Book) -> Sql<()> {
    let told = |by: &Outside, text: &mut Outside| {
        if by.raw() == login {
            return Ok(());
        }
        mentioned::text(conn, login, text)
    };
    let why = |stamp: &mut Stamp| {
        let by = stamp.by.clone();
        told(&by, &mut stamp.why)
    };
    for line in &mut book.log {
        told(&line.stamp.by, &mut line.text)?;
        why(&mut line.stamp)?;
        for (stamp, text) in &mut line.corrections {
            told(&stamp.by, text)?;
            why(stamp)?;
        }
    }
    for (stamp, note) in &mut book.check_ins {
        told(&stamp.by, note)?;
        why(stamp)?;
    }
    for (stamp, content) in book.reports.values_mut().chain(book.screened.values_mut()) {
        told(&stamp.by, &mut content.text)?;
        why(stamp)?;
    }
    for entry in &mut book.disputes {
        let by = &entry.stamp.by;
        told(by, &mut entry.dispute.matter)?;
        told(by, &mut entry.dispute.place)?;
        why(&mut entry.stamp)?;
        for (stamp, _, text) in &mut entry.work {
            told(&stamp.by, text)?;
            why(stamp)?;
        }
        if let Some(outcome) = &mut entry.outcome {
            mentioned::text(conn, login, outcome)?;
        }
    }
    let mut marks = book.seen.values_mut().chain(book.accounts.values_mut());
    marks.try_for_each(why)
}
