//! A file that does not hold together: what `SQLite`'s own check says, which tables cannot be read in full, and a
//! copy of it page by page.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::{Finding, Sql, fault};

/// The tables, as whoever reads of their loss calls them.
const TABLES: [(&str, [&str; 2]); 38] = [
    ("apart", ["分开看的内容", "what stands apart"]),
    ("audit", ["审计记录", "the audit trail"]),
    (
        "audit_person",
        ["审计记录里的人", "people of the audit trail"],
    ),
    ("barred", ["不能查看的人", "who may not read"]),
    ("batch", ["导入批次", "imports"]),
    ("batch_person", ["导入的人", "people of imports"]),
    ("batch_row", ["导入的行", "rows of imports"]),
    ("became", ["合并去向", "what records became"]),
    ("beside", ["同时办的事项", "matters beside"]),
    ("brought", ["各件带来的内容", "what petitions brought"]),
    ("calendar_version", ["历表", "calendars"]),
    ("campaign", ["积案专项", "campaigns"]),
    ("campaign_case", ["专项里的件", "petitions of campaigns"]),
    ("claim_entry", ["申请登记", "the register of requests"]),
    ("concern", ["关系单位", "units concerned"]),
    ("draft", ["草稿", "drafts"]),
    ("due", ["到期缓存", "what is due"]),
    ("due_tally", ["到期计数", "tally of what is due"]),
    ("duty_event", ["值班事件", "events of the duty desk"]),
    ("event", ["事件", "events"]),
    ("import_answer", ["导入时的回答", "answers of imports"]),
    ("merge", ["合并与区分", "what was said of two records"]),
    ("open_tally", ["在办计数", "tally of what is open"]),
    ("operator", ["操作员", "operators"]),
    ("party", ["件与人", "who is in a petition"]),
    ("period", ["特别时段", "periods"]),
    ("petition", ["信访件", "petitions"]),
    ("petitioner", ["信访人", "petitioners"]),
    ("reader", ["谁可以看", "who may read"]),
    (
        "sealed_petitioner",
        ["限制处理的信访人", "restricted petitioners"],
    ),
    ("serial", ["编号", "numbers"]),
    ("setting", ["设置", "settings"]),
    ("unit", ["单位", "units"]),
    ("waiting", ["等待导入的台账", "ledgers that wait"]),
    ("waiting_pair", ["等待的对照", "pairs that wait"]),
    ("waiting_row", ["等待的行", "rows that wait"]),
    ("witness", ["见证记录", "witnesses"]),
    ("written", ["写到的人", "who is written of"]),
];

/// What `SQLite`'s own check of a file says; when it finds something, also the tables that it concerns.
///
/// # Errors
/// Those of the database, but for what only says that the file does not hold together.
pub fn integrity(conn: &Connection) -> Sql<Vec<Finding>> {
    let mut lines = Vec::new();
    let mut read = || -> Sql<()> {
        let mut statement = conn.prepare("PRAGMA integrity_check(20)")?;
        for line in statement.query_map([], |r| r.get::<_, String>(0))? {
            lines.push(line?);
        }
        Ok(())
    };
    // Where too much is torn, the check itself ends with that.
    match read() {
        Err(error) if fault::is_torn(&error) => lines.push(error.to_string()),
        read => read?,
    }
    // The first comes under a heading of SQLite's own.
    let said = lines.iter().flat_map(|lines| lines.lines());
    let mut found: Vec<_> = said
        .filter(|l| *l != "ok" && !l.starts_with("***"))
        .map(|l| Finding {
            kind: "integrity",
            what: say!("SQLite：{l}", "SQLite: {l}"),
        })
        .collect();
    if !found.is_empty() {
        found.extend(named(conn));
    }
    Ok(found)
}

/// The parts of a damaged file that do not read in full, by name.
fn named(conn: &Connection) -> Vec<Finding> {
    let Ok(tables) = tables(conn) else {
        return vec![finding(["表的目录", "the list of tables"], "sqlite_schema")];
    };
    let torn = tables.iter().filter(|table| is_torn(conn, table));
    let called = |table: &str| TABLES.iter().find(|(name, _)| *name == table);
    torn.map(|table| {
        finding(
            called(table).map_or(["表", "table"], |(_, said)| *said),
            table,
        )
    })
    .collect()
}

fn finding([zh, en]: [&str; 2], table: &str) -> Finding {
    Finding {
        kind: "integrity",
        what: say!(
            "损坏、读不全：{zh}（{table}）。",
            "Damaged, does not read in full: {en} ({table})."
        ),
    }
}

fn tables(conn: &Connection) -> Sql<Vec<String>> {
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")?;
    statement.query_map([], |r| r.get(0))?.collect()
}

/// True of a table that `SQLite`'s own check does not find whole, with its indexes.
fn is_torn(conn: &Connection, table: &str) -> bool {
    let sql = "SELECT * FROM pragma_integrity_check(?1)";
    let said = conn
        .prepare_cached(sql)
        .and_then(|mut s| s.query_row([table], |r| r.get::<_, String>(0)));
    said.map_or(true, |said| said != "ok")
}

/// A file as it lies there, to be read; nothing of its tables is looked at yet.
pub fn as_it_lies(path: &Path) -> Sql<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(Duration::from_secs(10))?;
    Ok(conn)
}

/// A copy of every page as it is, the damaged ones too, into a file that is there and empty.
pub fn copy_pages(from: &Connection, to: &Path) -> Sql<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut into = Connection::open_with_flags(to, flags)?;
    let pages = 1 << 14;
    Backup::new(from, &mut into)?.run_to_completion(pages, Duration::ZERO, None)
}
