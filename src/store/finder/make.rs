//! The index from the store in one pass, all of it as of one moment.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use rusqlite::{Connection, OptionalExtension};

use super::super::{Sql, Store, events, people};
use super::beside::Beside;
use crate::domain::ids::PersonId;
use crate::search::index::{Builder, Image, Stamp};
use crate::search::{PetitionText, Shown};
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
    stamp.change = recounted(conn)?;
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
    petitions(conn, |text| {
        builder.petition(text);
        done += 1;
        if done % 1024 == 0 {
            progress.at(done, all);
        }
        !progress.is_stopped()
    })?;
    Ok((builder, stamp))
}

/// The last time that all due dates were counted anew, as a number that only grows: whom a petition
/// concerns may have changed then without an event.
pub fn recounted(conn: &Connection) -> Sql<i64> {
    conn.prepare_cached(
        "SELECT coalesce(max(seq), 0) FROM audit WHERE action IN ('calendar', 'rules')",
    )?
    .query_row([], |r| r.get(0))
}

/// The stamp of an index that knows everything up to an event: its hash binds all before it.
/// `None` when the store has no such event.
pub fn stamp_at(conn: &Connection, event: i64) -> Sql<Option<Stamp>> {
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

/// Every petition's words, who stands in it and whom it concerns, newest first, as long as `each` wants
/// more.
fn petitions(conn: &Connection, mut each: impl FnMut(&PetitionText<'_>) -> bool) -> Sql<()> {
    let mut party =
        conn.prepare("SELECT petition, person FROM party ORDER BY petition DESC, ord DESC")?;
    let mut concern = conn.prepare(
        "SELECT petition, unit FROM concern WHERE unit > 0 ORDER BY petition DESC, unit DESC, login DESC",
    )?;
    let (mut party, mut concern) = (
        Beside::of(party.query([])?)?,
        Beside::of(concern.query([])?)?,
    );
    let mut names = conn.prepare("SELECT name FROM petitioner WHERE id = ?1")?;
    let mut statement = conn.prepare(
        "SELECT p.id, p.summary, p.words, p.place, p.name, p.number, p.external_no, p.holder, p.category,
            p.restricted, p.status = 'void' OR p.sealed, p.sealed FROM petition p ORDER BY p.id DESC",
    )?;
    let mut rows = statement.query([])?;
    while let Some(r) = rows.next()? {
        let id = r.get(0)?;
        let mut people = party.of_petition(id)?;
        people.reverse();
        let mut others: Vec<String> = Vec::new();
        // The petition's row names the first; whoever was put away is named nowhere.
        if !r.get::<_, bool>(11)? {
            for person in people.iter().skip(1) {
                others.extend(names.query_row([person], |r| r.get(0)).optional()?);
            }
        }
        let mut texts = Vec::with_capacity(6 + others.len());
        for column in 1..=6 {
            texts.extend(r.get_ref(column)?.as_str_or_null()?);
        }
        texts.extend(others.iter().map(String::as_str));
        let restricted = r.get(9)?;
        let text = PetitionText {
            id,
            texts,
            unit: u16::try_from(r.get::<_, i64>(7)?).unwrap_or(u16::MAX),
            category: r.get_ref(8)?.as_str()?.parse().ok(),
            shown: match (r.get(10)?, restricted) {
                (true, _) => Shown::ToNobody,
                (false, 0) => Shown::ToAll,
                (false, _) => Shown::ToSome,
            },
            restricted,
            people: people.into_iter().map(PersonId).collect(),
            concerns: concern
                .of_petition(id)?
                .into_iter()
                .filter_map(|u| u32::try_from(u).ok())
                .collect(),
        };
        if !each(&text) {
            break;
        }
    }
    Ok(())
}
