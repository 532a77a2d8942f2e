//! The shape of a store: its tables, indexes and triggers are those of the migrations and no others.
//! A trigger or a view that somebody added would change what the program writes or reads.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use super::{Finding, Sql, fault, schema};
use crate::words::{Exit, Trouble};

/// The triggers that a store has: a new migration's that is not named here closes every store.
const TRIGGERS: &str = r#"["event_no_update", "event_no_delete", "audit_no_update", "audit_no_delete",
    "calendar_version_no_delete", "duty_event_no_update", "duty_event_no_delete", "open_tally_more",
    "open_tally_less", "open_tally_moved", "claim_entry_no_update", "claim_entry_no_delete", "due_tally_more",
    "due_tally_less", "merge_no_delete", "witness_no_update", "witness_no_delete", "open_tally_begun", "due_tally_begun",
    "became_no_update", "became_no_delete"]"#;

/// The tables that Litestream lays into a store which it copies to a standby, word for word: the program reads
/// nothing of them, and neither acts.
const STANDBY: [(&str, &str); 2] = [
    (
        "_litestream_lock",
        "CREATE TABLE _litestream_lock (id INTEGER)",
    ),
    (
        "_litestream_seq",
        "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)",
    ),
];

/// A number that moves with every change of the shape.
pub fn cookie(conn: &Connection) -> Sql<i64> {
    conn.prepare_cached("PRAGMA schema_version")?
        .query_row([], |r| r.get(0))
}

/// Refuses a store in which something acts that is not the program's.
///
/// # Errors
/// The first such trigger or view (5); or the database's own.
pub fn check(conn: &Connection, path: &Path) -> Result<(), Trouble> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'view' OR (type = 'trigger' AND name NOT IN (SELECT value FROM json_each(?1))) LIMIT 1";
    let strange: Option<String> = conn
        .prepare_cached(sql)
        .and_then(|mut s| {
            let mut rows = s.query([TRIGGERS])?;
            rows.next()?.map(|r| r.get(0)).transpose()
        })
        .map_err(|e| fault::trouble(&e, path))?;
    strange.map_or(Ok(()), |name| {
        Err(Trouble::unchanged(
            Exit::Damaged,
            say!(
                "数据库里有不是本程序建的触发器或视图“{name}”，它会改动保存的内容。",
                "The store has a trigger or view \"{name}\" that is not the program's; it could change what is saved."
            ),
            say!(
                "请不要录入，报告管理员；用备份恢复，或由懂行的人删去后 zhuoluo verify。",
                "Do not enter data; tell the administrator: restore a backup, or have it dropped by somebody who knows and run `zhuoluo verify`."
            ),
        ))
    })
}

/// Every part of the shape by kind and name, with its text.
type Parts = BTreeMap<(String, String), String>;

fn parts(conn: &Connection) -> Sql<Parts> {
    // What begins with sqlite_ is SQLite's own: statistics of the planner.
    let mut statement = conn.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    statement
        .query_map([], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)))?
        .collect()
}

/// True of a store that has no table which only a later version than this has.
///
/// # Errors
/// Those of the database.
pub fn fits(conn: &Connection, version: i64) -> Sql<bool> {
    let upto = usize::try_from(version)
        .unwrap_or(0)
        .min(schema::MIGRATIONS.len());
    let (then, whole) = (made_by(&schema::MIGRATIONS[..upto])?, made()?);
    let later = |key: &&(String, String)| whole.contains_key(*key) && !then.contains_key(*key);
    Ok(!parts(conn)?.keys().any(|key| later(&key)))
}

/// The shape that the migrations make.
fn made() -> Sql<Parts> {
    made_by(&schema::MIGRATIONS)
}

fn made_by(migrations: &[&str]) -> Sql<Parts> {
    let fresh = Connection::open_in_memory()?;
    for migration in migrations {
        fresh.execute_batch(migration)?;
    }
    parts(&fresh)
}

/// Where a store has another shape.
pub fn findings(conn: &Connection) -> Sql<Vec<Finding>> {
    let (is, should) = (parts(conn)?, made()?);
    let keys: std::collections::BTreeSet<_> = is.keys().chain(should.keys()).collect();
    let mut found = Vec::new();
    for key in keys {
        let (kind, name) = key;
        let what = match (is.get(key), should.get(key)) {
            (Some(one), Some(other)) if one == other => continue,
            (Some(one), None) if kind == "table" && STANDBY.contains(&(name, one)) => continue,
            (Some(_), Some(_)) => say!(
                "{kind}“{name}”被改过。",
                "The {kind} \"{name}\" was changed."
            ),
            (Some(_), None) => say!(
                "{kind}“{name}”不是本程序建的。",
                "The {kind} \"{name}\" is not the program's."
            ),
            _ => say!("{kind}“{name}”不见了。", "The {kind} \"{name}\" is gone."),
        };
        found.push(Finding {
            kind: "schema",
            what,
        });
    }
    Ok(found)
}
