//! Reading the audit trail: who did what, who read somebody's file and why, the ends of the chains,
//! and the chains held against anchors from outside.

mod lines;
mod person;

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::{Now, Refusal, Sql, Store, audit, files, merges, named, petitions};
use crate::domain::anchor::{Anchor, Head, Note, Printed, Public};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::office::Office;
use crate::domain::rights::{Deed, Duty};
use crate::words::{Outside, Sentence, Trouble};

/// One entry of the trail as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub seq: i64,
    /// When, as stored.
    pub at: String,
    /// By whom: the login.
    pub operator: Outside,
    /// Their role and unit now; none when they left.
    pub role: Option<(Duty, String)>,
    /// What kind of thing: `open`, `search`, `refuse` …
    pub action: String,
    /// The petition's number; empty for none, and for one that whoever looks may not see.
    pub number: String,
    /// True when it is about a petition that whoever looks may not see: then nothing of it is told.
    pub hidden: bool,
    /// What exactly.
    pub what: Outside,
    /// Why.
    pub why: Outside,
    /// The fingerprint of the key they came with.
    pub key: String,
    /// By which way they came.
    pub came: Outside,
    /// The hash of the entry, in hexadecimal.
    pub hash: String,
    /// True of an export from before it was recorded whom one names: nobody can say whether somebody was in it.
    pub unsure: bool,
}

/// Which entries are wanted.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// About this petition: number or query code.
    pub petition: Option<String>,
    /// By this operator.
    pub operator: Option<String>,
    /// Of this kind.
    pub action: Option<String>,
    /// From this day on, `YYYY-MM-DD`.
    pub from: Option<chrono::NaiveDate>,
    /// Until this day.
    pub to: Option<chrono::NaiveDate>,
    /// At most so many, the newest.
    pub limit: usize,
}

const COLUMNS: &str = "a.seq, a.at, a.operator, o.duty, o.unit, a.action, a.petition, p.number, a.what, a.why, a.key, a.came, a.hash";

impl Store {
    /// Entries of the trail, newest last; the reading is an entry itself.
    ///
    /// # Errors
    /// A [`Trouble`]: refused by a right (3), no such petition (4), or the store's own.
    pub fn trail(&mut self, query: &Query, now: Now) -> Result<Vec<Entry>, Trouble> {
        let now = self.local(now);
        let asked = audit::asked(
            "trail",
            &[
                ("petition", query.petition.clone()),
                ("operator", query.operator.clone()),
                ("action", query.action.clone()),
                ("from", query.from.map(|day| day.to_string())),
                ("to", query.to.map(|day| day.to_string())),
            ],
        );
        let found = self.write_or(Deed::Audit, |tx, office| {
            let login = office.operator.login.as_str();
            let petition = match &query.petition {
                None => None,
                Some(number) => Some(seen(tx, login, number)?),
            };
            audit::add(tx, office, &audit::Entry::plain(now, "audit", &asked))?;
            Ok(select(tx, office, login, query, petition)?)
        });
        self.on_record(Deed::Audit, now, found)
    }

    /// Who read somebody's file, and why: for the petitioner, by the number of any petition of theirs,
    /// or by the person's own number after a `#`. On record as given out.
    ///
    /// # Errors
    /// As [`Store::trail`].
    pub fn trail_of_person(&mut self, typed: &str, now: Now) -> Result<Vec<Entry>, Trouble> {
        let now = self.local(now);
        let found = self.write_or(Deed::Give, |tx, office| {
            let login = office.operator.login.as_str();
            let mut people = Vec::new();
            for person in people_meant(tx, login, typed)? {
                // Also by whatever other record of theirs.
                people.push(person);
                people.extend(merges::seen(tx, login, person)?);
            }
            people.sort_unstable();
            people.dedup();
            let entry = audit::Entry::plain(now, "give", "trail");
            audit::add_shown(tx, office, &entry, &people)?;
            let mut all = Vec::new();
            for id in people {
                all.extend(person::of(tx, office, login, id)?);
            }
            all.sort_by_key(|e: &Entry| e.seq);
            all.dedup_by_key(|e| e.seq);
            Ok(all)
        });
        self.on_record(Deed::Give, now, found)
    }

    /// The ends of both chains now.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn anchor(&self, now: Now) -> Result<Anchor, Trouble> {
        self.may(Deed::Verify, now)?;
        self.look(|conn, office| {
            super::copy::anchor_of(conn, &office.name, now.with_timezone(&office.zone))
        })
    }

    /// What does not agree with the anchors: cut off, or written anew since. With a public key, also
    /// which anchors it did not sign.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn disagreements(
        &self,
        notes: &[Note],
        key: Option<&Public>,
    ) -> Result<Vec<Sentence>, Trouble> {
        self.look(|conn, _| {
            let mut found = Vec::new();
            for note in notes {
                let (line, at) = (note.line, &note.anchor.at);
                if key.is_some_and(|k| !k.signed(note)) {
                    found.push(say!("锚点文件第{line}行（{at}）：签名不对。", "Line {line} of the anchors ({at}): the signature is wrong."));
                    continue;
                }
                for (table, zh, en, head) in [
                    ("audit", "审计记录", "audit entries", note.anchor.audit),
                    ("event", "事件", "events", note.anchor.events),
                    ("duty_event", "值班事件", "events of the duty desk", note.anchor.duty.unwrap_or(NONE)),
                    ("witness", "见证记录", "witnesses", note.anchor.witness.unwrap_or(NONE)),
                ] {
                    found.extend(disagreement(conn, table, head)?.map(|cut| {
                        let size = head.size;
                        match cut {
                            Breach::Cut(last) => say!(
                                "{zh}被删：锚点（第{line}行，{at}）时有{size}条，现在只到第{last}条。",
                                "The {en} were cut off: {size} at the anchor (line {line}, {at}), now they end at {last}."
                            ),
                            Breach::Anew => say!(
                                "{zh}被重写：第{size}条与锚点（第{line}行，{at}）不符。",
                                "The {en} were written anew: number {size} is not the one of the anchor (line {line}, {at})."
                            ),
                        }
                    }));
                }
            }
            Ok(found)
        })
    }
}

impl Store {
    /// How the trail does not agree with a head typed from a paper; `None` when it does.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn disagrees_with_paper(&self, printed: &Printed) -> Result<Option<Sentence>, Trouble> {
        self.look(|conn, _| {
            let size = printed.size;
            let there: Option<crate::domain::chain::Hash> = conn
                .query_row("SELECT hash FROM audit WHERE seq = ?1", [size], |r| {
                    r.get(0)
                })
                .optional()?;
            Ok(match there {
                Some(hash) if crate::domain::chain::hex(&hash).starts_with(&printed.begins) => None,
                Some(_) => Some(say!(
                    "审计记录被重写：第{size}条与纸上的不符（也请核对有没有打错）。",
                    "The audit entries were written anew: number {size} is not the one on the paper (check the typing as well)."
                )),
                None => Some(say!(
                    "审计记录被删：纸上有{size}条，现在没有这么多。",
                    "The audit entries were cut off: the paper has {size}, now there are fewer."
                )),
            })
        })
    }
}

/// A chain of which an anchor says nothing.
const NONE: Head = Head {
    size: 0,
    hash: crate::domain::chain::START,
};

/// How a chain does not agree with an anchor.
enum Breach {
    /// It ends before; with the number of its last record.
    Cut(i64),
    /// Another record stands there.
    Anew,
}

fn disagreement(conn: &Connection, table: &str, head: Head) -> Sql<Option<Breach>> {
    if head.size == 0 {
        return Ok(None);
    }
    // Table names come from the list above.
    let there: Option<crate::domain::chain::Hash> = conn
        .query_row(
            &format!("SELECT hash FROM {table} WHERE seq = ?1"),
            [head.size],
            |r| r.get(0),
        )
        .optional()?;
    match there {
        Some(hash) if hash == head.hash => Ok(None),
        Some(_) => Ok(Some(Breach::Anew)),
        None => {
            let last = format!("SELECT coalesce(max(seq), 0) FROM {table}");
            conn.query_row(&last, [], |r| r.get(0))
                .map(|last| Some(Breach::Cut(last)))
        }
    }
}

fn seen(conn: &Connection, login: &str, number: &str) -> Result<PetitionId, Refusal> {
    petitions::seen(conn, login, number)?.ok_or_else(|| files::missing(number).into())
}

/// The people of a petition, or the one whose number was typed, as far as the operator may know them.
fn people_meant(conn: &Connection, login: &str, typed: &str) -> Result<Vec<PersonId>, Refusal> {
    let list = |sql: &str, bound: &[&dyn ToSql]| -> Sql<Vec<PersonId>> {
        let mut statement = conn.prepare(sql)?;
        statement
            .query_map(bound, |r| r.get(0).map(PersonId))?
            .collect()
    };
    let people = if let Some(id) = typed
        .trim()
        .strip_prefix('#')
        .and_then(|n| n.parse::<i64>().ok())
    {
        let sql = format!(
            "SELECT DISTINCT a.person FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?2 AND {}",
            petitions::ONE_SEEN
        );
        list(&sql, &[&login, &id])?
    } else {
        let id = seen(conn, login, typed)?;
        list(
            "SELECT DISTINCT person FROM party WHERE petition = ?1 ORDER BY ord",
            &[&id.0],
        )?
    };
    if people.is_empty() {
        return Err(files::missing(typed).into());
    }
    Ok(people)
}

fn select(
    conn: &Connection,
    office: &Office,
    login: &str,
    query: &Query,
    petition: Option<PetitionId>,
) -> Sql<Vec<Entry>> {
    let sql = format!(
        "SELECT {COLUMNS}, a.petition IS NULL OR {} FROM audit a LEFT JOIN petition p ON p.id = a.petition LEFT JOIN operator o ON o.login = a.operator
         WHERE (?2 IS NULL OR a.petition = ?2) AND (?3 IS NULL OR a.operator = ?3) AND (?4 IS NULL OR a.action = ?4)
           AND (?5 IS NULL OR substr(a.at, 1, 10) >= ?5) AND (?6 IS NULL OR substr(a.at, 1, 10) <= ?6) ORDER BY a.seq DESC LIMIT ?7",
        petitions::SEEN_VOID
    );
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string());
    let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
    let mut statement = conn.prepare(&sql)?;
    let bound = rusqlite::params![
        login,
        petition.map(|p| p.0),
        query.operator,
        query.action,
        day(query.from),
        day(query.to),
        limit
    ];
    let mut rows: Vec<Entry> = statement
        .query_map(bound, |r| read(r, office))?
        .collect::<Sql<_>>()?;
    rows.reverse();
    unname(conn, login, &mut rows)?;
    Ok(rows)
}

/// Entries whose words name records of people: what was said of two, who was looked at, and what was
/// typed to find somebody.
const NAMING: [&str; 3] = ["merge", "person", "search"];

/// Of records that login may not know of nothing is told, nor what was typed to find them.
fn unname(conn: &Connection, login: &str, entries: &mut [Entry]) -> Sql<()> {
    let mut asked = HashMap::new();
    for entry in entries {
        if !NAMING.contains(&entry.action.as_str()) {
            continue;
        }
        if let Some(known) = merges::unnamed(conn, login, entry.what.raw(), &mut asked)? {
            (entry.what, entry.why) = (known.into(), Outside::default());
            if entry.action == "merge" {
                "person".clone_into(&mut entry.action);
            }
        }
    }
    Ok(())
}

fn read(r: &Row<'_>, office: &Office) -> Sql<Entry> {
    let duty: Option<String> = r.get(3)?;
    let unit: Option<i64> = r.get(4)?;
    let role = duty.as_deref().and_then(Duty::parse).zip(unit);
    let hidden = !r.get::<_, bool>(13)?;
    let told = |at: usize| -> Sql<String> {
        let text: Option<String> = r.get(at)?;
        Ok(if hidden {
            String::new()
        } else {
            text.unwrap_or_default()
        })
    };
    let (action, mut what): (String, String) = (r.get(5)?, told(8)?);
    let mut unsure = false;
    if action == "export" && !hidden {
        let bare = named::without_names(&what).map(str::to_owned);
        unsure = bare.is_none();
        what = bare.unwrap_or(what);
    }
    Ok(Entry {
        seq: r.get(0)?,
        at: r.get(1)?,
        operator: r.get(2)?,
        role: role.map(|(duty, unit)| (duty, office.units.name(crate::domain::ids::UnitId(unit)))),
        action,
        number: told(7)?,
        hidden,
        what: what.into(),
        why: told(9)?.into(),
        key: r.get(10)?,
        came: r.get(11)?,
        hash: crate::domain::chain::hex(&r.get(12)?),
        unsure,
    })
}
