//! An office in which every word on file is hostile: lived in, then edited from outside, as an
//! attacker with the file would.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::Value;
use zhuoluo::words::has_controls;

use super::lived::{self, LOGIN, NOW};

/// Cursor, title, link, clipboard, DCS, APC, C1 (raw and as CSI), bidi, isolates, invisible signs, tags,
/// a pile of marks, selectors, line ends of every kind, DEL and NUL.
pub const EVIL: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{1b}]8;;http://x\u{1b}\\\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}P1$r\u{1b}\\\u{1b}_x\u{1b}\\\u{9b}31m\u{90}\u{9d}\u{85}\u{202e}乙\u{2066}\u{200b}\u{200d}\u{feff}\u{ad}\u{2028}\u{2029}\u{fff9}\u{e0041}\u{3164}e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{fe0f}\r\n\t\u{7f}\u{8}\0丙";

/// What is text in a record although no Chinese sign may stand in it yet.
const TEXT: [&str; 22] = [
    "phones",
    "id_number",
    "contact_by",
    "language",
    "help",
    "external_no",
    "why",
    "what",
    "came",
    "file",
    "evidence",
    "plan",
    "closing",
    "basis",
    "undone_why",
    "official",
    "body",
    "text",
    "note",
    "address",
    "place",
    "title",
];
/// What the program itself reads back: an edit of it closes the store or hides the row.
const PROGRAMS: [&str; 6] = ["zone", "edition", "made", "made_for", "demo", "area"];
/// Where a login stands: each fifth row is signed by somebody hostile.
const LOGINS: [(&str, &str); 6] = [
    ("event", "operator"),
    ("duty_event", "operator"),
    ("audit", "operator"),
    ("merge", "operator"),
    ("batch", "operator"),
    ("claim_entry", "operator"),
];

/// True for a sign that may not leave as it is; line ends may.
pub fn acts(c: char) -> bool {
    (c.is_control() && c != '\n') || has_controls(c.encode_utf8(&mut [0; 4]))
}

/// The most marks in a row.
pub fn pile(text: &str) -> usize {
    let mut most = 0;
    text.chars().fold(0, |run, c| {
        let run = if ('\u{300}'..='\u{36f}').contains(&c) {
            run + 1
        } else {
            0
        };
        most = most.max(run);
        run
    });
    most
}

/// Puts the hostile office at a path; it is made once.
pub fn office(path: &Path) {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    std::fs::write(path, MADE.get_or_init(make)).expect("a copy");
}

fn make() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = lived::make(folder.path());
    poison(&path);
    std::fs::read(&path).expect("the store")
}

/// Edits every table from outside; the triggers that would refuse are taken away and put back.
fn poison(path: &Path) {
    let raw = Connection::open(path).expect("a store");
    raw.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA foreign_keys = OFF; BEGIN")
        .expect("set");
    raw.execute(
        "INSERT INTO draft (id, operator, title, body, at) VALUES ('draft-1', ?1, '张某', '{}', ?2)",
        [LOGIN, NOW],
    ).expect("a draft");
    let guards = pairs(
        &raw,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    );
    for (name, _) in &guards {
        raw.execute_batch(&format!("DROP TRIGGER {name}"))
            .expect("dropped");
    }
    let tables = pairs(
        &raw,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    for (table, _) in &tables {
        poison_table(&raw, table);
    }
    for (table, column) in LOGINS {
        let row = if table == "merge" || table == "batch" {
            "id"
        } else {
            "seq"
        };
        let sql = format!("UPDATE {table} SET {column} = {column} || ?1 WHERE {row} % 5 = 0");
        raw.execute(&sql, [EVIL]).expect("signed");
    }
    for sql in [
        "UPDATE petition SET number = number || ?1 WHERE id % 50 = 0",
        "UPDATE due SET number = number || ?1 WHERE petition % 50 = 0",
    ] {
        raw.execute(sql, [EVIL]).expect("numbered");
    }
    raw.execute(
        "INSERT INTO operator (login, name, duty, unit) VALUES (?1, ?1, 'window', 1)",
        [EVIL],
    )
    .expect("seated");
    for (_, sql) in &guards {
        raw.execute_batch(sql).expect("put back");
    }
    raw.execute_batch("COMMIT").expect("kept");
}

fn pairs(raw: &Connection, sql: &str) -> Vec<(String, String)> {
    let mut statement = raw.prepare(sql).expect("a query");
    let rows = statement
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))
        .expect("rows");
    rows.map(|r| r.expect("a row")).collect()
}

/// Every text of a table that people wrote: its rows are taken out and put back.
fn poison_table(raw: &Connection, table: &str) {
    let mut statement = raw
        .prepare(&format!("SELECT * FROM {table}"))
        .expect("a table");
    let names = statement.column_names();
    let columns: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let rows = statement.query_map([], |r| {
        (0..columns.len())
            .map(|at| r.get(at))
            .collect::<Result<Vec<Cell>, _>>()
    });
    let rows: Vec<Vec<Cell>> = rows.expect("rows").map(|r| r.expect("a row")).collect();
    raw.execute(&format!("DELETE FROM {table}"), [])
        .expect("taken out");
    let marks = vec!["?"; columns.len()].join(", ");
    let mut back = raw
        .prepare(&format!("INSERT INTO {table} VALUES ({marks})"))
        .expect("a table");
    for row in rows {
        let is_programs = table == "setting"
            && matches!(&row[0], Cell::Text(key) if PROGRAMS.contains(&key.as_str()));
        let cells = row.into_iter().zip(&columns).map(|(cell, column)| {
            if is_programs {
                cell
            } else {
                poisoned(cell, column)
            }
        });
        back.execute(rusqlite::params_from_iter(cells))
            .expect("put back");
    }
}

fn poisoned(cell: Cell, column: &str) -> Cell {
    let Cell::Text(text) = cell else { return cell };
    match serde_json::from_str::<Value>(&text) {
        Ok(mut value @ (Value::Object(_) | Value::Array(_))) => {
            spoil(&mut value, column);
            Cell::Text(value.to_string())
        }
        _ if is_text(column, &text) => Cell::Text(text + EVIL),
        _ => Cell::Text(text),
    }
}

fn spoil(value: &mut Value, key: &str) {
    match value {
        Value::String(text) if is_text(key, text) => text.push_str(EVIL),
        Value::Array(all) => all.iter_mut().for_each(|v| spoil(v, key)),
        Value::Object(all) => all.iter_mut().for_each(|(key, v)| spoil(v, key)),
        _ => {}
    }
}

fn is_text(key: &str, text: &str) -> bool {
    !text.is_ascii() || TEXT.contains(&key)
}

/// The file of the office beside a home.
pub fn beside(home: &Path) -> PathBuf {
    let path = home.join("desk.sqlite3");
    office(&path);
    // A store that others may read is spoken of before the first screen.
    let own = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&path, own).expect("its own");
    path
}
