//! Bare `SQLite` with the store's tables, indexes and settings, and no rules: it writes the rows that
//! one registration or one opening wrote, each registration under a query code of its own, and reads the rows that an
//! opening or a list reads.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params, params_from_iter};

use zhuoluo::domain::ids::QueryCode;

use super::{Work, ours};
use crate::kit;

/// The settings of every connection of the store.
const SETTINGS: &str = "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;
    PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-2000; PRAGMA journal_size_limit=67108864;";

/// Rows that one piece of work leaves, by table.
type Rows = Vec<(String, Vec<Value>)>;

/// An open file and what is written to it at each piece.
pub struct Side {
    conn: Connection,
    registers: Rows,
    opens: Rows,
    numbers: Vec<String>,
    /// The query code in the rows of a registration. Codes are drawn by lot, so each lands elsewhere in its indexes: with
    /// the same one every time fewer pages would be written than a registration needs.
    code: Value,
}

/// Makes the peer's file from an office: its tables without rules, its indexes without `UNIQUE`, and
/// in tables of their own the rows that one registration and one opening add.
pub fn make(office: &Path) -> PathBuf {
    let (before, after) = (kit::fresh("before.sqlite3"), kit::fresh("after.sqlite3"));
    let peer = kit::fresh("peer.sqlite3");
    copy(office, &before);
    copy(office, &after);
    let conn = open(&peer);
    run(&conn, "PRAGMA journal_mode=WAL");
    run(&conn, &format!("ATTACH '{}' AS a", before.display()));
    let tables = texts(
        &conn,
        "SELECT name FROM a.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
    );
    for table in &tables {
        table_of(&conn, table);
        index(&conn, table);
    }
    let mut side = ours::Side::open(&after);
    side.register(usize::MAX / 1_000_000_000);
    keep(&conn, &after, &tables, "registers");
    // Without this the file of before stays the one that was attached, and an opening is charged with the
    // rows of the registration as well.
    run(&conn, "DETACH a");
    copy(&after, &before);
    run(&conn, &format!("ATTACH '{}' AS a", before.display()));
    super::Side::work(&mut side, Work::Open, 1);
    drop(side);
    keep(&conn, &after, &tables, "opens");
    peer
}

/// How a table is laid out in the file.
enum Layout {
    /// By this column, which is its `rowid`.
    Rowid(String),
    /// By its key alone (`WITHOUT ROWID`): these columns.
    Clustered(Vec<String>),
    /// By a `rowid` of its own.
    Plain,
}

fn layout(conn: &Connection, table: &str, schema: &str) -> Layout {
    let keys = texts(
        conn,
        &format!(
            "SELECT name FROM pragma_table_info('{table}', '{schema}') WHERE pk > 0 ORDER BY pk"
        ),
    );
    let flat = format!(
        "SELECT name FROM pragma_table_list('{table}') WHERE schema = '{schema}' AND wr = 1"
    );
    let whole = format!(
        "SELECT name FROM pragma_table_info('{table}', '{schema}') WHERE pk > 0 AND type = 'INTEGER'"
    );
    match keys.as_slice() {
        _ if !texts(conn, &flat).is_empty() => Layout::Clustered(keys),
        [key] if !texts(conn, &whole).is_empty() => Layout::Rowid(key.clone()),
        _ => Layout::Plain,
    }
}

/// The last column of the key of a clustered table: whose piece of work the row belongs to.
const PIECE: &str = "piece";

/// A table laid out as the store's, with its rows and none of its rules. The same row may come again:
/// under the next `rowid`, or as another piece.
fn table_of(conn: &Connection, table: &str) {
    let all = format!("SELECT name FROM pragma_table_info('{table}', 'a') ORDER BY cid");
    let columns = texts(conn, &all).join(", ");
    let (made, piece) = match layout(conn, table, "a") {
        Layout::Rowid(key) => {
            let own = format!("{key} INTEGER PRIMARY KEY");
            let columns: Vec<&str> = columns
                .split(", ")
                .map(|c| if c == key { own.as_str() } else { c })
                .collect();
            (format!("CREATE TABLE {table} ({})", columns.join(", ")), "")
        }
        Layout::Clustered(keys) => {
            let keys = keys.join(", ");
            (
                format!(
                    "CREATE TABLE {table} ({columns}, {PIECE} INTEGER, PRIMARY KEY ({keys}, {PIECE})) WITHOUT ROWID"
                ),
                ", 0",
            )
        }
        Layout::Plain => (format!("CREATE TABLE {table} ({columns})"), ""),
    };
    run(conn, &made);
    run(
        conn,
        &format!("INSERT INTO {table} SELECT *{piece} FROM a.{table}"),
    );
}

/// The indexes of a table, none of them `UNIQUE`.
fn index(conn: &Connection, table: &str) {
    let named = format!(
        "SELECT sql FROM a.sqlite_schema WHERE type = 'index' AND sql NOT NULL AND tbl_name = '{table}'"
    );
    for sql in texts(conn, &named) {
        run(conn, &sql.replace("UNIQUE ", ""));
    }
    // A clustered table is its own key's index.
    let not = match layout(conn, table, "a") {
        Layout::Clustered(_) => "'c', 'pk'",
        _ => "'c'",
    };
    let own =
        format!("SELECT name FROM pragma_index_list('{table}', 'a') WHERE origin NOT IN ({not})");
    for name in texts(conn, &own) {
        let columns = texts(
            conn,
            &format!("SELECT name FROM pragma_index_info('{name}', 'a')"),
        );
        let columns = columns.join(", ");
        run(
            conn,
            &format!("CREATE INDEX own_{name} ON {table} ({columns})"),
        );
    }
}

/// Keeps what came into a store since it was copied, table by table.
fn keep(conn: &Connection, after: &Path, tables: &[String], kind: &str) {
    run(conn, &format!("ATTACH '{}' AS b", after.display()));
    for table in tables {
        run(
            conn,
            &format!(
                "CREATE TABLE {kind}_{table} AS SELECT * FROM b.{table} EXCEPT SELECT * FROM a.{table}"
            ),
        );
    }
    run(conn, "DETACH b");
}

fn copy(from: &Path, to: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", to.display()));
    }
    run(&open(from), &format!("VACUUM INTO '{}'", to.display()));
}

fn open(file: &Path) -> Connection {
    let Ok(conn) = Connection::open(file) else {
        panic!("the peer's file")
    };
    run(&conn, SETTINGS);
    // Without it statements are prepared again for each new value, once there are statistics.
    let plans = conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true);
    assert!(plans.is_ok());
    let waits = conn.busy_timeout(Duration::from_secs(60));
    assert!(waits.is_ok());
    conn
}

fn run(conn: &Connection, sql: &str) {
    if let Err(error) = conn.execute_batch(sql) {
        panic!("{sql}: {error}");
    }
}

fn texts(conn: &Connection, sql: &str) -> Vec<String> {
    let found = conn.prepare(sql).and_then(|mut s| {
        let rows = s.query_map([], |r| r.get(0))?;
        rows.collect()
    });
    found.unwrap_or_else(|e| panic!("{sql}: {e}"))
}

fn rows(conn: &Connection, sql: &str) -> Vec<Vec<Value>> {
    read(conn, sql, params![]).unwrap_or_else(|e| panic!("{sql}: {e}"))
}

fn read(
    conn: &Connection,
    sql: &str,
    bound: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Vec<Value>>> {
    let mut statement = conn.prepare_cached(sql)?;
    let width = statement.column_count();
    let rows = statement.query_map(bound, |r| (0..width).map(|c| r.get(c)).collect())?;
    rows.collect()
}

impl Side {
    pub fn open(file: &Path) -> Self {
        let (numbers, conn) = (ours::numbers(file), open(file));
        let kept = |kind: &str| {
            let named = format!(
                "SELECT substr(name, length('{kind}_') + 1) FROM sqlite_schema WHERE type = 'table' AND name LIKE '{kind}\\_%' ESCAPE '\\'"
            );
            let tables = texts(&conn, &named).into_iter();
            tables
                .flat_map(|table| {
                    let own = match layout(&conn, &table, "main") {
                        Layout::Rowid(key) => Some(key),
                        _ => None,
                    };
                    let all = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
                    let columns = texts(&conn, &all);
                    let at = own.and_then(|own| columns.iter().position(|c| *c == own));
                    let more = columns.iter().any(|c| c == PIECE);
                    let rows = rows(&conn, &format!("SELECT * FROM {kind}_{table}"));
                    rows.into_iter().map(move |mut row| {
                        if let Some(key) = at {
                            row[key] = Value::Null;
                        }
                        (insert(&table, row.len(), more), row)
                    })
                })
                .collect()
        };
        let (registers, opens) = (kept("registers"), kept("opens"));
        let code = rows(&conn, "SELECT code FROM registers_petition")
            .into_iter()
            .flatten()
            .next();
        let Some(code) = code else {
            panic!("a registration has a query code")
        };
        Self {
            conn,
            registers,
            opens,
            numbers,
            code,
        }
    }

    fn write(
        &self,
        rows: &Rows,
        n: usize,
        and: impl FnOnce() -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let tx = rusqlite::Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        let piece = Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        let drawn = Value::Text(drawn(n));
        for (sql, row) in rows {
            let mut statement = tx.prepare_cached(sql)?;
            let own = row.iter().map(|v| if *v == self.code { &drawn } else { v });
            let bound = own.chain(std::iter::once(&piece));
            let width = statement.parameter_count();
            statement.execute(params_from_iter(bound.take(width)))?;
        }
        and()?;
        tx.commit()
    }

    /// What a file is made of: the petition, its events, its people.
    fn file(&self, n: usize) -> rusqlite::Result<()> {
        let number = &self.numbers[n % self.numbers.len()];
        let petition = read(
            &self.conn,
            "SELECT id FROM petition WHERE number = ?1",
            [number],
        )?;
        let Some(Value::Integer(id)) = petition.first().and_then(|row| row.first()) else {
            panic!("no such petition")
        };
        let events = "SELECT * FROM event WHERE petition = ?1 ORDER BY seq";
        let people =
            "SELECT * FROM party a JOIN petitioner p ON p.id = a.person WHERE a.petition = ?1";
        let read = [
            read(&self.conn, events, [id])?,
            read(&self.conn, people, [id])?,
        ];
        assert!(!read[0].is_empty(), "a petition without an event");
        Ok(())
    }

    fn list(&self) -> rusqlite::Result<()> {
        let page = "SELECT * FROM petition WHERE status <> 'void' ORDER BY id DESC LIMIT 50";
        let total = "SELECT count(*) FROM petition WHERE status <> 'void'";
        let read = [read(&self.conn, total, [])?, read(&self.conn, page, [])?];
        assert_eq!(read[1].len(), 50);
        Ok(())
    }
}

/// The query code of a piece of work, as if drawn by lot.
fn drawn(n: usize) -> String {
    let n = u64::try_from(n).unwrap_or(u64::MAX);
    // The steps of the golden ratio scatter evenly.
    let [lot @ .., _] = n.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes();
    QueryCode::from_entropy(lot).0
}

/// The last mark is for the piece; only a clustered table has a column for it.
fn insert(table: &str, width: usize, more: bool) -> String {
    let width = if more { width + 1 } else { width };
    let marks: Vec<String> = (1..=width).map(|n| format!("?{n}")).collect();
    format!("INSERT INTO {table} VALUES ({})", marks.join(", "))
}

impl super::Side for Side {
    fn work(&mut self, work: Work, n: usize) {
        let done = match work {
            Work::Register => self.write(&self.registers, n + 1, || Ok(())),
            Work::Open => self.write(&self.opens, n + 1, || self.file(n)),
            Work::List => self.list(),
        };
        if let Err(error) = done {
            panic!("the peer: {error}");
        }
    }
}
