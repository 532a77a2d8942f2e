//! The index from the store in one pass, all of it as of one moment, by two threads.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};

use rusqlite::{Connection, OptionalExtension};

use super::super::{Sql, Store, events, people};
use super::beside::Beside;
use super::twin;
use crate::domain::ids::PersonId;
use crate::search::index::{Image, Matters, MattersBuilder, People, PeopleBuilder, Stamp};
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

/// Makes the index; `None` when it was stopped. People and petitions are read beside each other, in one
/// moment of the store; the result is the same as with `Hands::One`.
///
/// # Errors
/// The store's [`Trouble`].
pub fn image(store: &Store, hands: Hands, progress: &Progress) -> Result<Option<Image>, Trouble> {
    let read = store.look(|conn, _| {
        let twin = match hands {
            Hands::Two => twin::of(conn, &store.path),
            Hands::One => None,
        };
        gather(conn, twin, progress)
    })?;
    if progress.is_stopped() {
        return Ok(None);
    }
    let (people, matters, stamp) = read;
    Ok(Some(Image::of(people, matters, stamp)))
}

/// The index of a store as it would be written, for measuring: nothing is put beside the store.
///
/// # Errors
/// The store's [`Trouble`].
pub fn index_bytes(store: &Store, hands: Hands) -> Result<Vec<u8>, Trouble> {
    let image = image(store, hands, &Progress::default())?;
    Ok(image.map(Image::into_bytes).unwrap_or_default())
}

/// How many threads make an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    /// One thing after the other.
    One,
    /// People and petitions beside each other.
    Two,
}

fn gather(
    conn: &Connection,
    twin: Option<Connection>,
    progress: &Progress,
) -> Sql<(People, Matters, Stamp)> {
    let steps = &Steps::of(progress, size(conn)?);
    let mut stamp = stamp_at(conn, events::head(conn)?.seq)?.unwrap_or_default();
    stamp.change = recounted(conn)?;
    let beside = |twin| {
        std::thread::scope(|scope| {
            let people = move || people(&twin, steps);
            // Without another thread everything is done by this one.
            let people = std::thread::Builder::new().spawn_scoped(scope, people);
            let people = people.ok()?;
            let matters = petitions(conn, steps);
            let people = people.join().unwrap_or_else(|fall| resume_unwind(fall));
            Some(people.and_then(|people| Ok((people, matters?))))
        })
    };
    let done = match twin.and_then(beside) {
        Some(done) => done?,
        None => (people(conn, steps)?, petitions(conn, steps)?),
    };
    let ((people, last), matters) = done;
    stamp.person = last;
    Ok((people, matters, stamp))
}

/// Everybody's part of the index, and the highest person.
fn people(conn: &Connection, steps: &Steps<'_>) -> Sql<(People, i64)> {
    let mut builder = PeopleBuilder::default();
    let mut last = 0;
    let read = people::index_rows(conn, PersonId(0), |row| {
        last = row.id.0;
        builder.push(&row);
        steps.go_on()
    });
    steps.unless_broken(read)?;
    Ok((builder.finish(), last))
}

/// The part of all petitions.
fn petitions(conn: &Connection, steps: &Steps<'_>) -> Sql<Matters> {
    let mut builder = MattersBuilder::default();
    let read = each_petition(conn, |text| {
        builder.push(text);
        steps.go_on()
    });
    steps.unless_broken(read)?;
    Ok(builder.finish())
}

/// The steps of two threads towards one end.
struct Steps<'a> {
    progress: &'a Progress,
    done: AtomicI64,
    all: i64,
    broken: AtomicBool,
}

impl<'a> Steps<'a> {
    fn of(progress: &'a Progress, all: i64) -> Self {
        Self {
            progress,
            done: AtomicI64::new(0),
            all,
            broken: AtomicBool::new(false),
        }
    }

    /// One more is done; false when no more are wanted.
    fn go_on(&self) -> bool {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if done % 1024 == 0 {
            self.progress.at(done, self.all);
        }
        !self.progress.is_stopped() && !self.broken.load(Ordering::Relaxed)
    }

    /// What one thread cannot read, the other need not go on for.
    fn unless_broken(&self, read: Sql<()>) -> Sql<()> {
        self.broken.fetch_or(read.is_err(), Ordering::Relaxed);
        read
    }
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
fn each_petition(conn: &Connection, mut each: impl FnMut(&PetitionText<'_>) -> bool) -> Sql<()> {
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
        // The petition's row names the first, unless units may not know them; whoever was put away is named
        // nowhere.
        if !r.get::<_, bool>(11)? {
            let first = usize::from(r.get_ref(4)?.as_str().is_ok_and(|n| !n.is_empty()));
            for person in people.iter().skip(first) {
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
