//! The audit trail: who opened which file, what was refused, who changed units and operators; chained, only ever added to.

use chrono::Duration;
use rusqlite::{Connection, OptionalExtension, params};

use super::ends::{self, Tails};
use super::{Now, Sql, Store, row};
use crate::domain::chain::{self, Hash};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::office::Office;
use crate::domain::rights::Seat;

/// One entry before it has its place in the chain; by whom, with which key and how they came in is
/// the store's to know.
pub struct Entry<'a> {
    /// When.
    pub at: Now,
    /// `open`, `paper`, `search`, `export`, `import`, `undo`, `refuse`, `unit`, `operator` …
    pub action: &'a str,
    /// The petition concerned.
    pub petition: Option<PetitionId>,
    /// What exactly.
    pub what: &'a str,
    /// Why, in the operator's words.
    pub why: &'a str,
}

impl<'a> Entry<'a> {
    /// An entry about no one petition, without a reason.
    #[must_use]
    pub const fn plain(at: Now, action: &'a str, what: &'a str) -> Self {
        Self {
            at,
            action,
            petition: None,
            what,
            why: "",
        }
    }
}

/// Adds an entry; belongs in the same transaction as what it records, and after it: it is bound to the ends
/// of the other chains as they then are. Gives its number.
///
/// # Errors
/// Those of the database; what was to be recorded must then not happen.
pub fn add(conn: &Connection, office: &Office, entry: &Entry<'_>) -> Sql<i64> {
    let (by, units) = (&office.operator, &office.units);
    let role = said_role(by.duty.code(), &units.name(by.unit));
    put(conn, &by.login, &office.seat, &role, entry)
}

/// As [`add`], for somebody who may not be an operator of this office at all.
pub(super) fn add_by(conn: &Connection, by: &str, seat: &Seat, entry: &Entry<'_>) -> Sql<i64> {
    let sql =
        "SELECT o.duty, u.name FROM operator o JOIN unit u ON u.id = o.unit WHERE o.login = ?1";
    let role = conn
        .prepare_cached(sql)?
        .query_row([by], |r| {
            Ok(said_role(r.get_ref(0)?.as_str()?, r.get_ref(1)?.as_str()?))
        })
        .optional()?;
    put(conn, by, seat, &role.unwrap_or_default(), entry)
}

/// A role and a unit as an entry keeps them.
fn said_role(duty: &str, unit: &str) -> String {
    format!("{duty} {unit}")
}

fn put(conn: &Connection, by: &str, seat: &Seat, role: &str, entry: &Entry<'_>) -> Sql<i64> {
    let tails = Tails::now(conn)?;
    let (last, before) = tails.trail();
    let (seq, at) = (last + 1, row::stamp(entry.at));
    let petition = entry.petition.map(|p| p.0);
    let bound = tails.bound();
    let hash = hash_of(
        &before,
        seq,
        petition,
        &[&at, by, entry.action, entry.what, entry.why],
        &[&seat.key, &seat.came],
        Some(&bound.digest),
        Some(role),
    );
    let [events, duties, claims, witnesses] = bound.sizes;
    conn.prepare_cached("INSERT INTO audit (seq, at, operator, action, petition, what, why, hash, key, came, events, duties, claims, witnesses, bound, role)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)")?
        .execute(params![seq, at, by, entry.action, petition, entry.what, entry.why, hash, seat.key, seat.came, events, duties, claims, witnesses, bound.digest, role])?;
    Ok(seq)
}

/// A clock that was set back no more than this stands still at the last row of the trail; further back, that row was
/// written by a clock that was wrong, and dates must not follow it.
pub const SET_BACK: Duration = Duration::days(1);

impl Store {
    /// An instant as the next row of the trail may bear it: not before the last row, but for a sandbox's, whose time is
    /// whatever it was told, and for a row that is more than [`SET_BACK`] ahead.
    #[must_use]
    pub fn not_before(&self, now: Now) -> Now {
        let zone = self.office.zone;
        let ahead = |last: &Now| *last > now && *last - now <= SET_BACK;
        let last = self.last_row().filter(|_| !self.office.sandbox);
        last.filter(ahead)
            .map_or(now, |last| last.with_timezone(&zone))
    }

    /// When the last row of the trail was written; `None` where it cannot be read.
    #[must_use]
    pub fn last_row(&self) -> Option<Now> {
        let sql = "SELECT at FROM audit ORDER BY seq DESC LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql).ok()?;
        let at: String = statement.query_row([], |r| r.get(0)).ok()?;
        Now::parse_from_rfc3339(&at).ok()
    }
}

/// The end of the trail: the number and the hash of its last entry.
pub(super) fn head(conn: &Connection) -> Sql<(i64, Hash)> {
    let end = ends::of(conn, "audit")?;
    Ok((end.size, end.hash))
}

/// Records that people were shown: `ids` are written into the entry and, for the question who saw
/// somebody, beside it.
pub(super) fn add_shown(
    conn: &Connection,
    office: &Office,
    entry: &Entry<'_>,
    ids: &[PersonId],
) -> Sql<i64> {
    // First, so that nothing typed can pass for one of them.
    let mut what = String::new();
    for id in ids {
        what.extend(["#", &id.0.to_string(), " "]);
    }
    what.push_str(entry.what);
    let seq = add(
        conn,
        office,
        &Entry {
            what: &what,
            ..*entry
        },
    )?;
    beside(conn, seq, ids)?;
    Ok(seq)
}

/// The people that the words of an entry name: `#12 #55 ` at its beginning.
#[must_use]
pub fn shown_in(what: &str) -> Vec<PersonId> {
    let ids = what.split(' ').map_while(|word| {
        let digits = word.strip_prefix('#')?;
        digits.parse().ok().map(PersonId)
    });
    ids.collect()
}

/// The words of an entry about an event, with the people who were named to whoever did it behind them:
/// `event 34 #12 #55`.
pub(super) fn add_named(
    conn: &Connection,
    office: &Office,
    entry: &Entry<'_>,
    ids: &[PersonId],
) -> Sql<i64> {
    let mut what = entry.what.to_owned();
    for id in ids {
        what.extend([" #", &id.0.to_string()]);
    }
    let entry = Entry {
        what: &what,
        ..*entry
    };
    let seq = add(conn, office, &entry)?;
    beside(conn, seq, ids)?;
    Ok(seq)
}

/// For the question who saw somebody.
fn beside(conn: &Connection, seq: i64, ids: &[PersonId]) -> Sql<()> {
    let mut insert =
        conn.prepare_cached("INSERT OR IGNORE INTO audit_person (person, seq) VALUES (?1, ?2)")?;
    for id in ids {
        insert.execute([id.0, seq])?;
    }
    Ok(())
}

/// The people whom the words of a registration name behind its event.
#[must_use]
pub fn named_in(what: &str) -> Vec<PersonId> {
    shown_in(what[event_alone(what).len()..].trim_start())
}

/// The words of a registration without whom they name.
#[must_use]
pub fn event_alone(what: &str) -> &str {
    what.split_once(" #").map_or(what, |(event, _)| event)
}

/// What was asked, as an entry says it: the word, then each condition that was set, `key=value`;
/// a value with a space or a quotation mark stands in quotes.
#[must_use]
pub fn asked(word: &str, conditions: &[(&str, Option<String>)]) -> String {
    let mut said = word.to_owned();
    for (key, value) in conditions {
        let Some(value) = value.as_deref().filter(|v| !v.is_empty()) else {
            continue;
        };
        let plain = !value.contains(|c: char| c.is_whitespace() || c == '"' || c == '\\');
        let value = if plain {
            value.to_owned()
        } else {
            format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
        };
        said.extend([" ", key, "=", &value]);
    }
    said
}

/// The hash of an entry as stored. How somebody came in is part of it when it is known, and so is what the
/// entry is bound to: the digest over the ends of the other chains, `None` of entries from before there was one. The role
/// and the unit are the last, `None` of entries from before they were recorded.
#[must_use]
pub fn hash_of(
    before: &Hash,
    seq: i64,
    petition: Option<i64>,
    texts: &[&str; 5],
    seat: &[&str; 2],
    bound: Option<&Hash>,
    role: Option<&str>,
) -> Hash {
    let (seq, petition) = (seq.to_be_bytes(), petition.unwrap_or(0).to_be_bytes());
    let mut fields: Vec<&[u8]> = vec![&seq, &petition];
    fields.extend(texts.iter().map(|t| t.as_bytes()));
    if bound.is_some() || seat.iter().any(|t| !t.is_empty()) {
        fields.extend(seat.iter().map(|t| t.as_bytes()));
    }
    fields.extend(bound.map(|digest| &digest[..]));
    if let Some(role) = role {
        fields.extend([&b"role"[..], role.as_bytes()]);
    }
    chain::link(before, &fields)
}
