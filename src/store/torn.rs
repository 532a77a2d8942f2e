//! A file that does not hold together: what `SQLite`'s own check says, which tables cannot be read in full, and a
//! copy of it page by page.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Finding, Sql, fault, room};

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

/// What stands in every store of ours, wherever its beginning was lost: the names of the triggers that guard its
/// chains, in its list of tables.
const MARKS: [&[u8]; 2] = [b"event_no_update", b"audit_no_update"];
/// Bytes looked through at a time.
const PIECE: usize = 1 << 20;

/// True of a file that `SQLite` does not take for one of its own, and what follows its beginning is a store of ours.
pub fn is_headless(path: &Path) -> bool {
    let read = as_it_lies(path)
        .and_then(|conn| conn.query_row("PRAGMA application_id", [], |r| r.get::<_, i64>(0)));
    let lost = read.is_err_and(|e| {
        let code = e.sqlite_error_code();
        code == Some(ErrorCode::NotADatabase) || fault::is_torn(&e)
    });
    lost && bears_marks(path).unwrap_or(false)
}

fn bears_marks(path: &Path) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let (mut piece, mut kept) = (Vec::new(), Vec::new());
    let mut missing = MARKS.to_vec();
    while !missing.is_empty() {
        piece.clone_from(&kept);
        if (&mut file).take(PIECE as u64).read_to_end(&mut piece)? == 0 {
            return Ok(false);
        }
        missing.retain(|mark| !piece.windows(mark.len()).any(|there| there == *mark));
        // A mark may stand over the end of a piece.
        let overlap = piece.len().saturating_sub(32);
        kept = piece.split_off(overlap);
    }
    Ok(true)
}

/// What is said of such a file.
pub fn headless() -> Finding {
    Finding {
        kind: "integrity",
        what: say!(
            "文件的头部损坏，SQLite 认不出它；后面的内容是着落的数据库。",
            "The head of the file is damaged, and SQLite does not know it; what follows is a store of zhuoluo."
        ),
    }
}

/// Where a file is shorter than its own head says (`SQLite`'s file format, 1.3): pages of so many bytes at 16, their
/// count at 28.
pub fn cut(path: &Path) -> Option<Finding> {
    let mut head = [0; 32];
    let mut file = File::open(path).ok()?;
    file.read_exact(&mut head).ok()?;
    let there = file.metadata().ok()?.len();
    let size = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 1 << 16,
        size => u64::from(size),
    };
    let pages = u32::from_be_bytes([head[28], head[29], head[30], head[31]]);
    let short = (u64::from(pages) * size).checked_sub(there)?;
    (short > 0 && head.starts_with(b"SQLite format 3\0")).then(|| Finding {
        kind: "integrity",
        what: say!(
            "文件比它头部写的（{pages}页）短{short}字节：被截短了，或者头部损坏。",
            "The file is {short} bytes shorter than its head says ({pages} pages): it was cut off, or its head is damaged."
        ),
    })
}

/// A copy of the bytes of a file as they lie there, and behind them those of its log, which nothing but `SQLite`
/// could put in their places; gives how many these are.
pub fn copy_bytes(from: &Path, to: &Path) -> io::Result<u64> {
    let mut into = File::options().write(true).truncate(true).open(to)?;
    io::copy(&mut File::open(from)?, &mut into)?;
    match File::open(room::with_end(from, "-wal")) {
        Ok(mut log) => io::copy(&mut log, &mut into),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(e) => Err(e),
    }
}

/// A copy of every page as it is, the damaged ones too, into a file that is there and empty.
pub fn copy_pages(from: &Connection, to: &Path) -> Sql<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut into = Connection::open_with_flags(to, flags)?;
    let pages = 1 << 14;
    Backup::new(from, &mut into)?.run_to_completion(pages, Duration::ZERO, None)
}
