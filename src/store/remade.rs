//! What is kept beside the events, made again from them: for a new version, and to be compared.

use rusqlite::Connection;

use super::{Finding, Sql, events, projections, row};
use crate::domain::case;
use crate::domain::event::Event;
use crate::domain::office::Office;

/// So many events between two words of how far it is.
const EVENTS: usize = 512;
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

/// Rebuilds every cache in a second, in-memory database by the code of a live write, and compares.
pub fn caches(conn: &Connection, office: &Office, findings: &mut Vec<Finding>) -> Sql<()> {
    let copy = Connection::open_in_memory()?;
    let mut schema = conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND (type IN ('table', 'index') AND tbl_name IN ('petition', 'party', 'reader', 'due', 'beside', 'due_tally', 'open_tally', 'serial', 'concern', 'barred', 'apart', 'petitioner') OR type = 'trigger' AND tbl_name IN ('due', 'petition'))")?;
    let statements: Vec<String> = schema.query_map([], |r| r.get(0))?.collect::<Sql<_>>()?;
    copy.execute_batch(&statements.join(";"))?;
    copy.execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF")?;
    rebuild(conn, &copy, office, |_, _| {})?;
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

/// Makes every cache from the events of one store in another, or in the same; `passed` is told how many of so
/// many events are done.
pub fn rebuild(
    conn: &Connection,
    copy: &Connection,
    office: &Office,
    passed: impl Fn(usize, usize),
) -> Sql<()> {
    let all = conn.query_row("SELECT count(*) FROM event", [], |r| row::place(r, 0))?;
    let mut done = 0;
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
        if done % EVENTS == 0 {
            passed(done, all);
        }
        done += 1;
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
