//! Migrations in order, and the recognition of our own files: a newer or a foreign file is refused.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::reads::functions;
use super::upgrading::{self, Upgrading};
use super::{Sql, fault};
use crate::words::{Exit, Trouble};

/// The migrations; the number of the last is the file's `user_version`.
pub(super) const MIGRATIONS: [&str; 29] = [
    include_str!("../../data/schema/0001_desk.sql"),
    include_str!("../../data/schema/0002_statute.sql"),
    include_str!("../../data/schema/0003_rights.sql"),
    include_str!("../../data/schema/0004_keeping.sql"),
    include_str!("../../data/schema/0005_duty.sql"),
    include_str!("../../data/schema/0006_panel.sql"),
    include_str!("../../data/schema/0007_registers.sql"),
    include_str!("../../data/schema/0008_claims.sql"),
    include_str!("../../data/schema/0009_due.sql"),
    include_str!("../../data/schema/0010_merges.sql"),
    include_str!("../../data/schema/0011_same.sql"),
    include_str!("../../data/schema/0012_witness.sql"),
    include_str!("../../data/schema/0013_answers.sql"),
    include_str!("../../data/schema/0014_former.sql"),
    include_str!("../../data/schema/0015_barred.sql"),
    include_str!("../../data/schema/0016_waiting.sql"),
    include_str!("../../data/schema/0017_witnessed.sql"),
    include_str!("../../data/schema/0018_readings.sql"),
    include_str!("../../data/schema/0019_tallies.sql"),
    include_str!("../../data/schema/0020_bound.sql"),
    include_str!("../../data/schema/0021_role.sql"),
    include_str!("../../data/schema/0022_written.sql"),
    include_str!("../../data/schema/0024_became.sql"),
    include_str!("../../data/schema/0025_brought.sql"),
    include_str!("../../data/schema/0026_watched.sql"),
    include_str!("../../data/schema/0027_handed.sql"),
    include_str!("../../data/schema/0029_whose.sql"),
    include_str!("../../data/schema/0031_called.sql"),
    include_str!("../../data/schema/0032_code_end.sql"),
];
/// "ZLUO" in the file's header.
pub const APPLICATION_ID: i64 = 0x5A4C_554F;
/// "ZLUX": a store in whose place a restored one stands.
pub const RETIRED: i64 = 0x5A4C_5558;

/// The version this program writes.
pub fn version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Settings of every connection, and the name as it is read (`reading`) for its queries; what takes and what does not, [`unsettled`] says.
///
/// # Errors
/// Those of the database.
pub fn prepare(conn: &Connection) -> Sql<()> {
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // One plan for a statement whatever is bound to it: else, once tables have statistics, each new
    // value has its statements prepared again.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;
         PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-2000;
         PRAGMA journal_size_limit=67108864;",
    )?;
    functions(conn)
}

/// From its next reading on, a connection sees the store as of that moment, until it is closed; it writes
/// nothing.
///
/// # Errors
/// Those of the database.
pub fn keep_moment(conn: &Connection) -> Sql<()> {
    conn.execute_batch("PRAGMA query_only = ON")?;
    conn.execute_batch("BEGIN DEFERRED")
}

/// What every connection must answer; a connection that answers otherwise is not used.
pub const SETTINGS: [(&str, &str); 12] = [
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("busy_timeout", "10000"),
    ("wal_autocheckpoint", "1000"),
    ("journal_size_limit", "67108864"),
    ("temp_store", "2"),
    ("secure_delete", "1"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("mmap_size", "0"),
    ("locking_mode", "normal"),
];
/// The first `SQLite` without the WAL-reset fault.
const OLDEST_SQLITE: i32 = 3_051_003;

/// The first setting that is not as it must be: its name and what it answers.
///
/// # Errors
/// Those of the database.
pub fn unsettled(conn: &Connection) -> Sql<Option<(String, String)>> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Ok(Some(("sqlite".to_owned(), rusqlite::version().to_owned())));
    }
    if !conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE)? {
        return Ok(Some(("defensive".to_owned(), "0".to_owned())));
    }
    for (name, wanted) in SETTINGS {
        let found = conn
            .query_row(&format!("PRAGMA {name}"), [], |r| {
                let value: rusqlite::types::Value = r.get(0)?;
                Ok(match value {
                    rusqlite::types::Value::Integer(n) => n.to_string(),
                    rusqlite::types::Value::Text(text) => text,
                    other => format!("{other:?}"),
                })
            })
            .optional()?
            // A build without memory mapping answers nothing at all.
            .unwrap_or_else(|| "0".to_owned());
        if found != wanted {
            return Ok(Some((name.to_owned(), found)));
        }
    }
    Ok(None)
}

/// Prepares a connection of a store in use and refuses it when a setting did not take.
pub fn settle(conn: &Connection, path: &Path) -> Result<(), Trouble> {
    let sql = |e: rusqlite::Error| fault::trouble(&e, path);
    prepare(conn).map_err(sql)?;
    // A restored copy may come in another mode.
    enter_wal(conn).map_err(sql)?;
    match unsettled(conn).map_err(sql)? {
        None => Ok(()),
        Some((name, found)) => Err(Trouble::unchanged(
            Exit::Failed,
            say!(
                "数据库连接的设置{name}不对（{found}），这样保存不可靠。",
                "The store's setting {name} is wrong ({found}); saving would not be safe."
            ),
            say!(
                "请不要录入，报告管理员。",
                "Do not enter data; tell the administrator."
            ),
        )),
    }
}

/// Turns a new file into WAL mode.
pub fn enter_wal(conn: &Connection) -> Sql<()> {
    conn.query_row("PRAGMA journal_mode=WAL", [], |_| Ok(()))
}

/// The version that a file says it is of.
///
/// # Errors
/// Those of the database.
pub fn found(conn: &Connection) -> Sql<i64> {
    conn.query_row("PRAGMA user_version", [], |r| r.get(0))
}

/// What is said of a store whose number is not that of its tables.
pub fn misfit(found: i64) -> Trouble {
    Trouble::unchanged(
        Exit::Damaged,
        say!(
            "数据库写着是第{found}版，里面的表却不是那一版的：版本号在程序之外被改过。",
            "The store says that it is of version {found}, and its tables are not those of that version: the number was changed beside the program."
        ),
        say!(
            "请不要录入，报告管理员：用备份恢复，或由懂行的人改回版本号后 zhuoluo verify。",
            "Do not enter data; tell the administrator: restore a backup, or have the number set right by somebody who knows and run `zhuoluo verify`."
        ),
    )
}

/// Checks that the file is a store of ours and not newer than this program.
pub fn recognise(conn: &Connection, path: &Path) -> Result<(), Trouble> {
    let read = |pragma: &str| conn.query_row(pragma, [], |r| r.get::<_, i64>(0));
    let id = read("PRAGMA application_id").map_err(|e| fault::trouble(&e, path))?;
    let found = read("PRAGMA user_version").map_err(|e| fault::trouble(&e, path))?;
    judge(id, found, path)
}

/// Asked again inside each write transaction: a newer program may have migrated meanwhile.
pub fn still_ours(conn: &Connection, path: &Path) -> Result<(), Trouble> {
    let read = |sql: &str| -> Sql<i64> { conn.prepare_cached(sql)?.query_row([], |r| r.get(0)) };
    let seen = read("PRAGMA application_id").and_then(|id| Ok((id, read("PRAGMA user_version")?)));
    let (id, found) = seen.map_err(|e| fault::trouble(&e, path))?;
    if (id, found) == (APPLICATION_ID, version()) {
        return Ok(());
    }
    judge(id, found, path)
}

fn judge(id: i64, found: i64, path: &Path) -> Result<(), Trouble> {
    let shown = path.display().to_string();
    if id == RETIRED {
        return Err(Trouble::unchanged(
            Exit::Damaged,
            say!(
                "这个数据库已被恢复的备份替换。",
                "A restored backup stands in the place of this store."
            ),
            say!(
                "请退出后重新打开；恢复错了要换回它：zhuoluo restore 文件名。",
                "Leave and open again; to put it back after a wrong restore: `zhuoluo restore FILE`."
            ),
        ));
    }
    if id != APPLICATION_ID {
        return Err(Trouble::unchanged(
            Exit::Damaged,
            say!(
                "“{shown}”不是着落的数据库。",
                "\"{shown}\" is not a store of zhuoluo."
            ),
            say!(
                "请用 --db 指明正确的文件，或用 zhuoluo init 新建。",
                "Name the right file with --db, or make one with `zhuoluo init`."
            ),
        ));
    }
    let ours = version();
    if found > ours {
        return Err(Trouble::unchanged(
            Exit::Damaged,
            say!(
                "数据库是第{found}版，本程序只认到第{ours}版。",
                "The store is of version {found}, this program knows versions up to {ours}."
            ),
            say!("请换用较新的程序打开。", "Open it with a newer program."),
        ));
    }
    Ok(())
}

/// Brings an older store up to this program's version, all in one transaction; `rebuild` makes the
/// caches again from the events, when there are any.
pub fn migrate(
    conn: &mut Connection,
    path: &Path,
    rebuild: impl FnOnce(&Transaction<'_>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let trouble = |e: rusqlite::Error| fault::trouble(&e, path);
    let found: i64 = conn
        .query_row("PRAGMA user_version", [], |r| r.get(0))
        .map_err(trouble)?;
    if found >= version() {
        return Ok(());
    }
    if found > 0 {
        // Every row may be written anew, first to the log beside the file.
        let size = std::fs::metadata(path).map_or(0, |m| m.len());
        super::room::for_work(path, size)?;
    }
    if found == 0 {
        return upgrade(conn, found, trouble, rebuild);
    }
    // From here on somebody waits.
    let steps = MIGRATIONS.len() - usize::try_from(found).unwrap_or(0).min(MIGRATIONS.len());
    upgrading::at(Upgrading::Tables(0, steps));
    let done = upgrade(conn, found, trouble, rebuild);
    upgrading::at(Upgrading::Ended);
    done
}

/// So often, each as long as a connection waits, another session's work is waited for: half an hour.
const TURNS: usize = 180;

fn upgrade(
    conn: &mut Connection,
    found: i64,
    trouble: impl Fn(rusqlite::Error) -> Trouble,
    rebuild: impl FnOnce(&Transaction<'_>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let begin = TransactionBehavior::Immediate;
    let mut turns = if found > 0 { TURNS } else { 0 };
    while turns > 0 {
        match conn.transaction_with_behavior(begin).map(drop) {
            Err(error) if fault::is_busy(&error) => upgrading::at(Upgrading::Waiting),
            _ => break,
        }
        turns -= 1;
    }
    let tx = conn.transaction_with_behavior(begin).map_err(&trouble)?;
    // Somebody may have migrated while this one waited for the lock.
    let found: i64 = tx
        .query_row("PRAGMA user_version", [], |r| r.get(0))
        .map_err(&trouble)?;
    if found >= version() {
        return Ok(());
    }
    let from = usize::try_from(found).unwrap_or(usize::MAX);
    for (done, migration) in MIGRATIONS.iter().enumerate().skip(from) {
        if found > 0 && done > from {
            upgrading::at(Upgrading::Tables(done - from, MIGRATIONS.len() - from));
        }
        // What a migration makes is there already, or what it changes is not.
        tx.execute_batch(migration).map_err(|e| {
            if fault::is_plain(&e) {
                misfit(found)
            } else {
                trouble(e)
            }
        })?;
    }
    if found > 0 {
        rebuild(&tx)?;
        upgrading::at(Upgrading::Saving);
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(&trouble)?;
    tx.pragma_update(None, "user_version", version())
        .map_err(&trouble)?;
    tx.commit().map_err(&trouble)
}
