//! The index from the store in one pass, all of it as of one moment.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rusqlite::Connection;

use super::super::{Sql, Store, events, people};
use super::sight;
use crate::domain::ids::PersonId;
use crate::search::PetitionText;
use crate::search::index::{Builder, Image, Stamp};
use crate::words::Trouble;

/// How far the making has come, in thousandths, and whether it is still wanted.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU32,
    stopped: AtomicBool,
}

impl Progress {
    /// Thousandths done.
    pub fn done(&self) -> u32 {
        self.done.load(Ordering::Relaxed)
    }

    /// Nobody waits any more.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    fn at(&self, done: i64, all: i64) {
        let thousandths = done.saturating_mul(1000) / all.max(1);
        let thousandths = u32::try_from(thousandths.clamp(0, 1000)).unwrap_or(0);
        self.done.store(thousandths, Ordering::Relaxed);
    }
}

/// How many people and petitions the store has, about.
pub fn size(conn: &Connection) -> Sql<i64> {
    conn.query_row(
        "SELECT coalesce((SELECT max(id) FROM petitioner), 0) + coalesce((SELECT max(id) FROM petition), 0)",
        [],
        |r| r.get(0),
    )
}

/// Makes the index; `None` when it was stopped.
///
/// # Errors
/// The store's [`Trouble`].
pub fn image(store: &Store, progress: &Progress) -> Result<Option<Image>, Trouble> {
    let read = store.look(|conn, _| gather(conn, progress))?;
    if progress.is_stopped() {
        return Ok(None);
    }
    let (builder, stamp) = read;
    Ok(Some(builder.finish(stamp)))
}

fn gather(conn: &Connection, progress: &Progress) -> Sql<(Builder, Stamp)> {
    let all = size(conn)?;
    let mut stamp = stamp_at(conn, events::head(conn)?.seq)?.unwrap_or_default();
    let mut builder = Builder::default();
    let mut done = 0;
    people::index_rows(conn, PersonId(0), |row| {
        stamp.person = row.id.0;
        builder.person(&row);
        done += 1;
        if done % 1024 == 0 {
            progress.at(done, all);
        }
        !progress.is_stopped()
    })?;
    let closed = petitions(conn, |text| {
        builder.petition(text);
        done += 1;
        if done % 1024 == 0 {
            progress.at(done, all);
        }
        !progress.is_stopped()
    })?;
    sight::veiled(conn, &closed, |person, stands| builder.veil(person, stands))?;
    Ok((builder, stamp))
}

/// The stamp of an index that knows everything up to an event: its hash binds all before it.
/// `None` when the store has no such event.
pub fn stamp_at(conn: &Connection, event: i64) -> Sql<Option<Stamp>> {
    use rusqlite::OptionalExtension;
    let stamp = |store| Stamp {
        store,
        event,
        ..Stamp::default()
    };
    if event == 0 {
        return Ok(Some(stamp([0; 32])));
    }
    conn.prepare_cached("SELECT hash FROM event WHERE seq = ?1")?
        .query_row([event], |r| r.get::<_, [u8; 32]>(0).map(stamp))
        .optional()
}

/// The names of everybody in a petition but the first, whom the petition's row names.
const OTHERS: &str = "(SELECT group_concat(n.name, char(10)) FROM party a JOIN petitioner n ON n.id = a.person WHERE a.petition = p.id AND a.ord > 0 AND p.sealed = 0)";

/// Every petition's words, newest first, as long as `each` wants more; gives those not open to all.
fn petitions(
    conn: &Connection,
    mut each: impl FnMut(&PetitionText<'_>) -> bool,
) -> Sql<sight::Closed> {
    let sql = format!(
        "SELECT p.id, p.summary, p.words, p.place, p.name, p.number, p.external_no, {OTHERS}, p.holder, p.category,
            p.restricted, p.status <> 'void' AND p.sealed = 0 FROM petition p ORDER BY p.id DESC"
    );
    let mut closed = sight::Closed::new();
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let mut texts = Vec::with_capacity(7);
        for column in 1..=7 {
            if let Some(text) = r.get_ref(column)?.as_str_or_null()? {
                texts.push(text);
            }
        }
        let category = r.get_ref(9)?.as_str()?;
        let text = PetitionText {
            id: r.get(0)?,
            texts,
            unit: u16::try_from(r.get::<_, i64>(8)?).unwrap_or(u16::MAX),
            category: category.parse().ok(),
        };
        let (restricted, shows): (u8, bool) = (r.get(10)?, r.get(11)?);
        if restricted != 0 || !shows {
            closed.insert(text.id, shows.then_some(restricted));
        }
        if !each(&text) {
            break;
        }
    }
    Ok(closed)
}
