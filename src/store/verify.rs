//! `verify`: `SQLite`'s own check, both chains, and every cache made again from the events and compared.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row};

use super::{
    Sql, Store, audit, bindings, calendars, claims, duty, events, keeping, merges, projections,
    shape, shown, strays, unread, witness,
};
use crate::domain::case;
use crate::domain::chain::{self, Hash};
use crate::domain::event::Event;
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::office::Office;
use crate::domain::rights::Seat;
use crate::words::{Sentence, Trouble};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// `integrity`, `schema`, `chain`, `audit`, `claims`, `office`, `cache`, `record` or `altered`.
    pub kind: &'static str,
    /// What and where.
    pub what: Sentence,
}

impl Finding {
    /// True of something that was found, and put on record, when it was no longer to be helped: what was
    /// saved since is as it was saved.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.kind == strays::ALTERED
    }
}

/// The caches, with the order in which their rows are compared.
const CACHES: [(&str, &str); 11] = [
    ("petition", "id"),
    ("party", "petition, ord"),
    ("reader", "petition, login"),
    ("due", "petition, ord"),
    ("beside", "unit, petition, ord"),
    ("due_tally", "owed_by, effective, warn, restricted, lapses"),
    ("open_tally", "restricted"),
    ("serial", "year"),
    ("concern", "petition, unit, login"),
    ("barred", "petition, unit, name"),
    ("apart", "petition, was"),
];

impl Store {
    /// Checks the whole store as it stood at one moment; changes nothing. An empty list means sound. `progress` gets events checked.
    ///
    /// # Errors
    /// A [`Trouble`] when the file cannot be read at all.
    pub fn verify(&mut self, mut progress: impl FnMut(i64)) -> Result<Vec<Finding>, Trouble> {
        self.look(|conn, office| whole(conn, office, &mut progress))
    }

    /// As [`Store::verify`], without `SQLite`'s own check of its pages: what somebody changed beside the
    /// program is found by both.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn altered(&self) -> Result<Vec<Finding>, Trouble> {
        self.look(|conn, office| follows(conn, office, &mut |_| {}))
    }
}

/// Everything that is checked.
pub fn whole(
    conn: &Connection,
    office: &Office,
    progress: &mut impl FnMut(i64),
) -> Sql<Vec<Finding>> {
    let findings = integrity(conn)?;
    if findings.is_empty() {
        return follows(conn, office, progress);
    }
    Ok(findings)
}

/// What does not follow from what was saved by the program.
fn follows(
    conn: &Connection,
    office: &Office,
    progress: &mut impl FnMut(i64),
) -> Sql<Vec<Finding>> {
    let mut checks = unread::Checks::default();
    // Of a row that does not read nothing can be derived: then what is kept beside the events is not compared.
    checks.go(|_| calendars::calendar(conn).map(drop))?;
    checks.go(|_| duty::periods(conn).map(drop))?;
    let stands = checks.all_read();
    checks.go(|found| shape::findings(conn).map(|more| found.extend(more)))?;
    checks.go(|found| event_chain(conn, found, progress))?;
    checks.go(|found| audit_chain(conn, found))?;
    checks.go(|found| duty_chain(conn, found))?;
    checks.go(|found| claim_chain(conn, found))?;
    checks.go(|found| witness::findings(conn).map(|more| found.extend(more)))?;
    checks.go(|found| bindings::findings(conn, found))?;
    checks.go(|found| shown::findings(conn, found))?;
    if stands {
        checks.go(|found| caches(conn, office, found))?;
    }
    checks.go(|found| records(conn, found))?;
    checks.go(|found| {
        let said = merges::differs(conn)?;
        found.extend(said.map(|what| Finding {
            kind: "record",
            what,
        }));
        Ok(())
    })?;
    checks.end(conn)
}

fn integrity(conn: &Connection) -> Sql<Vec<Finding>> {
    let mut statement = conn.prepare("PRAGMA integrity_check(20)")?;
    let lines: Vec<String> = statement.query_map([], |r| r.get(0))?.collect::<Sql<_>>()?;
    Ok(lines
        .into_iter()
        .filter(|l| l != "ok")
        .map(|l| Finding {
            kind: "integrity",
            what: say!("SQLite：{l}", "SQLite: {l}"),
        })
        .collect())
}

/// Follows a chain whose rows are number, petition, five texts, hash; gives the number where it
/// breaks, if it does. `link` makes the hash of a row from the one before.
fn broken_at(
    conn: &Connection,
    sql: &str,
    link: impl Fn(&Row<'_>, &Hash, i64, &[&str; 5]) -> Sql<Hash>,
    mut passed: impl FnMut(i64),
) -> Sql<Option<i64>> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let (mut before, mut expected) = (chain::START, 1);
    while let Some(r) = rows.next()? {
        let seq: i64 = r.get(0)?;
        let text = |at: usize| -> Sql<&str> { Ok(r.get_ref(at)?.as_str()?) };
        let texts = [text(2)?, text(3)?, text(4)?, text(5)?, text(6)?];
        let hash = link(r, &before, seq, &texts)?;
        let stored: Hash = r.get(7)?;
        if seq != expected || hash != stored {
            return Ok(Some(seq));
        }
        (before, expected) = (stored, seq + 1);
        passed(seq);
    }
    Ok(None)
}

fn claim_chain(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, claim, at, operator, action, body, why, hash FROM claim_entry ORDER BY seq",
        |r, before, seq, texts| Ok(claims::hash_of(before, seq, r.get(1)?, texts)),
        |_| {},
    )?;
    findings.extend(broken.map(|seq| Finding {
        kind: "claims",
        what: say!(
            "申请登记的链在第{seq}号断开：内容被改或缺少记录。",
            "The chain of the register of requests breaks at entry {seq}: changed or missing."
        ),
    }));
    Ok(())
}

/// The people's records: restricted ones are put away, corrected ones show the right value.
fn records(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    for PersonId(id) in keeping::misplaced(conn)? {
        findings.push(Finding {
            kind: "record",
            what: say!(
                "信访人记录{id}的限制与事件不符。",
                "The restriction of the person's record {id} does not follow from the events."
            ),
        });
    }
    for (PersonId(id), seq) in keeping::forgotten(conn)? {
        findings.push(Finding {
            kind: "record",
            what: say!(
                "信访人记录{id}不再是第{seq}号事件更正后的内容。",
                "The person's record {id} does not show the correction of event {seq} any more."
            ),
        });
    }
    Ok(())
}

fn event_chain(
    conn: &Connection,
    findings: &mut Vec<Finding>,
    progress: &mut impl FnMut(i64),
) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, petition, on_date, at, operator, why, body, hash FROM event ORDER BY seq",
        |r, before, seq, texts| Ok(events::hash_of(before, seq, PetitionId(r.get(1)?), texts)),
        |seq| {
            if seq % 10_000 == 0 {
                progress(seq);
            }
        },
    )?;
    findings.extend(broken.map(|seq| Finding {
        kind: "chain",
        what: say!(
            "事件链在第{seq}号断开：内容被改或缺少事件。",
            "The event chain breaks at event {seq}: changed or missing."
        ),
    }));
    Ok(())
}

fn audit_chain(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, petition, at, operator, action, what, why, hash, key, came, bound, role FROM audit ORDER BY seq",
        |r, before, seq, texts| {
            let seat = [r.get_ref(8)?.as_str()?, r.get_ref(9)?.as_str()?];
            let bound: Option<Hash> = r.get(10)?;
            let bound = bound.as_ref();
            let role = r.get_ref(11)?.as_str_or_null()?;
            Ok(audit::hash_of(
                before,
                seq,
                r.get(1)?,
                texts,
                &seat,
                bound,
                role,
            ))
        },
        |_| {},
    )?;
    findings.extend(broken.map(|seq| Finding {
        kind: "audit",
        what: say!(
            "审计链在第{seq}号断开：内容被改或缺少记录。",
            "The audit chain breaks at entry {seq}: changed or missing."
        ),
    }));
    Ok(())
}

/// The duty desk's chain; each event must also be one that the book can read, under its own kind.
fn duty_chain(conn: &Connection, findings: &mut Vec<Finding>) -> Sql<()> {
    let broken = broken_at(
        conn,
        "SELECT seq, 0, at, operator, kind, body, why, hash FROM duty_event ORDER BY seq",
        |_, before, seq, texts| Ok(duty::hash_of(before, seq, texts)),
        |_| {},
    )?;
    let broken = match broken {
        None => duty::unreadable(conn)?,
        broken => broken,
    };
    findings.extend(broken.map(|seq| Finding {
        kind: "chain",
        what: say!(
            "值班事件链在第{seq}号断开：内容被改、读不懂或缺少事件。",
            "The chain of duty events breaks at event {seq}: changed, unreadable or missing."
        ),
    }));
    Ok(())
}

/// Rebuilds every cache in a second, in-memory database by the code of a live write, and compares.
fn caches(conn: &Connection, office: &Office, findings: &mut Vec<Finding>) -> Sql<()> {
    let copy = Connection::open_in_memory()?;
    let mut schema = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (type IN ('table', 'index') AND tbl_name IN ('petition', 'party', 'reader', 'due', 'beside', 'due_tally', 'open_tally', 'serial', 'concern', 'barred', 'apart', 'petitioner') OR type = 'trigger' AND tbl_name IN ('due', 'petition'))")?;
    let statements: Vec<String> = schema.query_map([], |r| r.get(0))?.collect::<Sql<_>>()?;
    copy.execute_batch(&statements.join(";"))?;
    copy.execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")?;
    rebuild(conn, &copy, office)?;
    for (table, order) in CACHES {
        if let Some(at) = first_difference(conn, &copy, table, order)? {
            findings.push(Finding {
                kind: "cache",
                what: say!(
                    "缓存表{table}与事件不符：{at}。",
                    "The cache {table} does not follow from the events: {at}."
                ),
            });
        }
    }
    Ok(())
}

/// Makes the caches again from the events: what a new cache holds of the petitions on file.
pub fn remake(tx: &Connection, path: &Path) -> Result<(), Trouble> {
    let sql = |e: rusqlite::Error| super::trouble(&e, path);
    let anybody: Option<String> = tx
        .query_row("SELECT login FROM operator LIMIT 1", [], |r| r.get(0))
        .optional()
        .map_err(sql)?;
    let Some(login) = anybody else { return Ok(()) };
    let office = super::office::load(tx, &login, path)?;
    // By nobody: what the new version adds is not the work of an operator.
    let hand = strays::Hand {
        by: "",
        seat: &Seat::default(),
        at: None,
    };
    strays::begin(tx, hand).map_err(sql)?;
    rebuild(tx, tx, &office).map_err(sql)?;
    witness::begin(tx).map_err(sql)?;
    strays::upgraded(tx, hand).map_err(sql)
}

/// Makes every cache from the events of one store in another, or in the same.
pub fn rebuild(conn: &Connection, copy: &Connection, office: &Office) -> Sql<()> {
    let mut statement = conn.prepare(
        "SELECT seq, petition, on_date, at, operator, why, body FROM event ORDER BY petition, seq",
    )?;
    let mut rows = statement.query([])?;
    let mut log: Vec<Event> = Vec::new();
    let flush = |log: &[Event]| -> Sql<()> {
        let Some(first) = log.first() else {
            return Ok(());
        };
        let crate::domain::event::Step::Register(r) = &first.what else {
            return Ok(());
        };
        let leads = r.parties.first().map(|party| party.person);
        let apart = case::apart(log);
        let own = apart.iter().find(|a| Some(a.was) == leads);
        let name = match own.map(|a| a.person).or(leads) {
            Some(person) => super::people::name(conn, person)?,
            None => String::new(),
        };
        projections::project(copy, office, first.petition, &log[..1], Some(&name))?;
        projections::project(copy, office, first.petition, log, Some(&name))?;
        count_serial(copy, &r.number.0)
    };
    while let Some(r) = rows.next()? {
        let event = events::read(r)?;
        if log.first().is_some_and(|e| e.petition != event.petition) {
            flush(&log)?;
            log.clear();
        }
        log.push(event);
    }
    flush(&log)
}

/// `999999-2026-LF-00042` moves the serial of 2026 to 42.
fn count_serial(copy: &Connection, number: &str) -> Sql<()> {
    let mut parts = number.split('-').skip(1);
    let (year, last) = (
        parts.next().and_then(|y| y.parse::<i64>().ok()),
        parts.nth(1).and_then(|s| s.parse::<i64>().ok()),
    );
    if let (Some(year), Some(last)) = (year, last) {
        copy.prepare_cached("INSERT INTO serial (year, last) VALUES (?1, ?2) ON CONFLICT (year) DO UPDATE SET last = max(last, ?2)")?.execute([year, last])?;
    }
    Ok(())
}

/// The first row in which two tables differ, in words; `None` when they are equal.
fn first_difference(
    live: &Connection,
    copy: &Connection,
    table: &str,
    order: &str,
) -> Sql<Option<String>> {
    // Table names come from the list above.
    let sql = format!("SELECT * FROM {table} ORDER BY {order}");
    let (mut one, mut two) = (live.prepare(&sql)?, copy.prepare(&sql)?);
    let columns = one.column_count();
    let names: Vec<String> = one.column_names().map(str::to_owned).collect();
    let (mut one, mut two) = (one.query([])?, two.query([])?);
    loop {
        let (left, right) = (one.next()?, two.next()?);
        let (Some(left), Some(right)) = (left, right) else {
            return Ok(match (left.is_some(), right.is_some()) {
                (false, false) => None,
                (true, _) => Some("+1".to_owned()),
                _ => Some("-1".to_owned()),
            });
        };
        for (at, name) in names.iter().enumerate().take(columns) {
            if left.get_ref(at)? != right.get_ref(at)? {
                let key: rusqlite::types::Value = left.get(0)?;
                return Ok(Some(format!("{key:?} {name}")));
            }
        }
    }
}
