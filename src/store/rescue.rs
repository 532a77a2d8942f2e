//! A store that does not open: what of it is damaged, and a copy of it as it lies there.

use std::path::Path;

use rusqlite::Connection;

use super::copy::{self, Copied, digest, new_file, unwritable};
use super::restoring::{self, Asker, Power, RECIPIENTS};
use super::{Finding, Now, fault, office, refusal, room, schema, shape, torn, trouble, unread};
use crate::domain::rights::Deed;
use crate::words::{Outside, Trouble};

/// A store of ours that does not open as one; `None` of any other file: not ours, newer, replaced, gone.
fn ours(path: &Path) -> Option<Connection> {
    fault::check_file(path).ok()?;
    let conn = torn::as_it_lies(path).ok()?;
    schema::recognise(&conn, path).ok()?;
    Some(conn)
}

/// What is wrong with a file that does not open as a store: its pages, its version, its rows. Nothing when it is
/// no store of ours, or a newer one.
#[must_use]
pub fn survey(path: &Path) -> Vec<Finding> {
    let Some(conn) = ours(path) else {
        return Vec::new();
    };
    let mut found = torn::integrity(&conn).unwrap_or_default();
    let version = schema::found(&conn).unwrap_or_default();
    if !shape::fits(&conn, version).unwrap_or(true) {
        let what = schema::misfit(version).what.clone();
        found.push(Finding {
            kind: "schema",
            what,
        });
    }
    let read = schema::prepare(&conn).and_then(|()| unread::named_rows(&conn));
    found.extend(read.unwrap_or_default());
    found
}

/// To whom backups of a store that does not open are sealed, when it can still say.
#[must_use]
pub fn recipients(path: &Path) -> Option<String> {
    let kept = restoring::setting(&ours(path)?, RECIPIENTS).ok()?;
    Some(kept.into_raw())
}

/// The only operator of a store that does not open, when its roster still says that there is one.
#[must_use]
pub fn only_operator(path: &Path) -> Option<String> {
    office::only_operator(&ours(path)?).ok().flatten()
}

/// A copy of a store that does not open, as it lies there: what may still be got out of it later. It is on
/// record nowhere, for nothing can be written there any more.
///
/// # Errors
/// A [`Trouble`]: refused by what of the roster still reads (3), too little room, or no store of ours (5).
pub fn rescue(path: &Path, to: &Path, asker: &Asker<'_>, now: Now) -> Result<Copied, Trouble> {
    let conn = ours(path).ok_or_else(fault::damaged_beyond)?;
    may(&conn, asker)?;
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len());
    room::for_work(to, length(path) + length(&room::with_end(path, "-wal")))?;
    new_file(to).map_err(|e| unwritable(to, &e))?;
    let made = torn::copy_pages(&conn, to).map_err(|e| trouble(&e, path));
    let made = made.and_then(|()| digest(to).map_err(|e| unwritable(to, &e)));
    let (bytes, digest) = made.inspect_err(|_| drop(std::fs::remove_file(to)))?;
    let name = restoring::setting(&conn, "name").map(Outside::into_raw);
    Ok(Copied {
        bytes,
        digest,
        version: schema::found(&conn).unwrap_or_default(),
        anchor: copy::ends_as_they_read(&conn, &name.unwrap_or_default(), now),
        damaged: true,
        on_record: false,
    })
}

/// Whoever the roster, as far as it reads, does not let make backups makes none of a damaged store either.
fn may(conn: &Connection, asker: &Asker<'_>) -> Result<(), Trouble> {
    match (asker.power, office::operator(conn, asker.login)) {
        (Power::Operator, _) => Err(restoring::roots_work()),
        (Power::Own, Ok(Some(operator))) => {
            refusal::by_role(&operator, Deed::Backup).map_or(Ok(()), Err)
        }
        (Power::Own, Ok(None)) => Err(office::stranger(asker.login)),
        _ => Ok(()),
    }
}
