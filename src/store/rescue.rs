//! A store that does not open: what of it is damaged, and a copy of it as it lies there.

use std::path::Path;

use rusqlite::Connection;

use super::copy::{self, Copied, digest, new_file, unwritable};
use super::restoring::{self, Asker, Power, RECIPIENTS};
use super::{
    Finding, Now, Sql, fault, office, refusal, room, schema, shape, torn, trouble, unread,
};
use crate::domain::rights::Deed;
use crate::words::{Outside, Trouble};

/// A store of ours that does not open as one; `None` of any other file: not ours, newer, replaced, gone.
fn ours(path: &Path) -> Option<Connection> {
    fault::check_file(path).ok()?;
    let conn = torn::as_it_lies(path).ok()?;
    if schema::recognise(&conn, path).is_err() {
        // What is left of a file that was cut off is read only so.
        conn.execute_batch("PRAGMA writable_schema = ON").ok()?;
        schema::recognise(&conn, path).ok()?;
    }
    Some(conn)
}

/// What is wrong with a file that does not open as a store: its pages, its version, its rows. Nothing when it is
/// no store of ours, or a newer one.
#[must_use]
pub fn survey(path: &Path) -> Vec<Finding> {
    let cut = torn::cut(path).into_iter();
    let Some(conn) = ours(path) else {
        if torn::is_headless(path) {
            return std::iter::once(torn::headless()).chain(cut).collect();
        }
        return Vec::new();
    };
    let mut found: Vec<Finding> = cut.collect();
    found.extend(torn::integrity(&conn).unwrap_or_default());
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

/// To whom backups of a damaged store are sealed, when it can still say: by its setting, or, when that does not
/// read, by what is on record of the last one.
#[must_use]
pub fn recipients(path: &Path) -> Option<String> {
    let conn = ours(path)?;
    let kept = restoring::setting(&conn, RECIPIENTS).map(Outside::into_raw);
    kept.or_else(|_| last_sealed_to(&conn)).ok()
}

/// The keys that the last backup on record was sealed to.
fn last_sealed_to(conn: &Connection) -> Sql<String> {
    let sql = "SELECT what FROM audit WHERE action = 'backup' AND what LIKE 'copy to age1%' ORDER BY seq DESC LIMIT 1";
    let what: String = conn.query_row(sql, [], |r| r.get(0))?;
    let to = what.split(';').next().unwrap_or_default();
    let keys: Vec<&str> = to.split(' ').filter(|w| w.starts_with("age1")).collect();
    Ok(keys.join(" "))
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
    let conn = ours(path);
    match &conn {
        Some(conn) => may(conn, asker)?,
        None if asker.power == Power::Operator => return Err(restoring::roots_work()),
        None if torn::is_headless(path) => {}
        None => return Err(fault::damaged_beyond()),
    }
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len());
    room::for_work(to, length(path) + length(&room::with_end(path, "-wal")))?;
    new_file(to).map_err(|e| unwritable(to, &e))?;
    let pages = conn.as_ref().map(|conn| torn::copy_pages(conn, to));
    let made = match pages {
        Some(Ok(())) => Ok(0),
        // As bytes, where not even the pages can be told apart.
        _ => torn::copy_bytes(path, to),
    };
    let made = made.and_then(|log| Ok((log, digest(to)?)));
    let (log, (bytes, digest)) = made.map_err(|e| {
        let _ = std::fs::remove_file(to);
        unwritable(to, &e)
    })?;
    // An empty one in place of what does not read at all.
    let conn = match conn {
        Some(conn) => conn,
        None => Connection::open_in_memory().map_err(|e| trouble(&e, path))?,
    };
    let name = restoring::setting(&conn, "name").map(Outside::into_raw);
    Ok(Copied {
        bytes,
        log,
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
