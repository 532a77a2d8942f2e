//! The event log: appended, chained, read back. Nothing else writes it.

use chrono::{NaiveDate, SubsecRound};
use rusqlite::{Connection, params};

use super::{Now, Sql, Store, ends, petitions, row};
use crate::domain::chain::{self, Hash};
use crate::domain::event::{Event, Step};
use crate::domain::ids::PetitionId;
use crate::domain::office::Office;
use crate::domain::rights::{self, Deed};
use crate::words::Trouble;

/// The end of the chain: where the next event goes.
pub struct Head {
    /// The last event's number.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
}

/// Reads the end of the chain.
pub fn head(conn: &Connection) -> Sql<Head> {
    let end = ends::of(conn, "event")?;
    Ok(Head {
        seq: end.size,
        hash: end.hash,
    })
}

impl Store {
    /// The number of the newest petition event.
    ///
    /// # Errors
    /// A [`Trouble`] when the file cannot be read.
    pub fn newest_event(&self) -> Result<i64, Trouble> {
        head(&self.conn)
            .map(|head| head.seq)
            .map_err(|e| self.trouble(&e))
    }
}

/// What an event is made of before it has its place in the chain.
pub struct New<'a> {
    /// The petition.
    pub petition: PetitionId,
    /// Date of effect.
    pub on: NaiveDate,
    /// Recorded at.
    pub at: Now,
    /// By whom.
    pub by: &'a str,
    /// Why.
    pub why: &'a str,
    /// What.
    pub what: Step,
}

/// Appends an event and moves the head on.
pub fn append(conn: &Connection, head: &mut Head, new: New<'_>) -> Sql<Event> {
    let seq = head.seq + 1;
    // What is given back is what will be read: whole seconds.
    let new = New {
        at: new.at.trunc_subsecs(0),
        ..new
    };
    let (on, at, body) = (
        new.on.to_string(),
        row::stamp(new.at),
        row::to_json(&new.what)?,
    );
    let hash = hash_of(
        &head.hash,
        seq,
        new.petition,
        &[&on, &at, new.by, new.why, &body],
    );
    conn.prepare_cached("INSERT INTO event (seq, petition, on_date, at, operator, why, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![seq, new.petition.0, on, at, new.by, new.why, body, hash])?;
    *head = Head { seq, hash };
    Ok(Event {
        seq,
        petition: new.petition,
        on: new.on,
        at: new.at,
        by: new.by.into(),
        why: new.why.into(),
        what: new.what,
    })
}

/// The hash of an event as stored.
pub fn hash_of(before: &Hash, seq: i64, petition: PetitionId, texts: &[&str; 5]) -> Hash {
    let (seq, petition) = (seq.to_be_bytes(), petition.0.to_be_bytes());
    let mut fields: Vec<&[u8]> = vec![&seq, &petition];
    fields.extend(texts.iter().map(|t| t.as_bytes()));
    chain::link(before, &fields)
}

/// The events of one petition, oldest first.
pub fn of(conn: &Connection, petition: PetitionId) -> Sql<Vec<Event>> {
    let mut statement = conn.prepare_cached("SELECT seq, petition, on_date, at, operator, why, body FROM event WHERE petition = ?1 ORDER BY seq")?;
    let rows = statement.query_map([petition.0], read)?;
    rows.collect()
}

/// The number of the newest event of a petition that the operator may look into, but for those that are none for them;
/// 0 when there is none.
pub fn last_seen(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    silent: &[i64],
) -> Sql<i64> {
    let me = &office.operator;
    if !petitions::is_seen(conn, &me.login, petition)? {
        return Ok(0);
    }
    let sealed = "SELECT 1 FROM petition WHERE id = ?1 AND sealed = 1";
    let sealed = conn.prepare_cached(sealed)?.exists([petition.0])?;
    if sealed && rights::refused(me, Deed::Restrict).is_some() {
        return Ok(0);
    }
    let sql = "SELECT coalesce(max(seq), 0) FROM event WHERE petition = ?1 AND seq NOT IN (SELECT value FROM json_each(?2))";
    conn.prepare_cached(sql)?
        .query_row((petition.0, row::to_json(&silent)?), |r| r.get(0))
}

/// Reads one row of `seq, petition, on_date, at, operator, why, body`.
pub fn read(r: &rusqlite::Row<'_>) -> Sql<Event> {
    Ok(Event {
        seq: r.get(0)?,
        petition: PetitionId(r.get(1)?),
        on: row::date(r, 2)?,
        at: row::instant(r, 3)?,
        by: r.get(4)?,
        why: r.get(5)?,
        what: step(r, 6)?,
    })
}

/// How a registration is written: with it every file begins, and no step is longer.
const REGISTERED: &str = r#"{"step":"register","#;

/// A step. To find out which, each is read into a tree first; a registration is known by its beginning and read at once.
fn step(r: &rusqlite::Row<'_>, at: usize) -> Sql<Step> {
    if r.get_ref(at)?.as_str()?.starts_with(REGISTERED) {
        return row::json(r, at).map(Step::Register);
    }
    row::json(r, at)
}
