//! What `SQLite` says, in three sentences an operator can act on.

use std::path::Path;

use rusqlite::ErrorCode;

use super::room;
use crate::words::{Exit, Sentence, Trouble, reason};

/// Turns a failure of the store into what happened, what was kept, what to do next.
#[must_use]
pub fn trouble(error: &rusqlite::Error, path: &Path) -> Trouble {
    let shown = path.display().to_string();
    let detail = match error {
        // Not the whole statement.
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => waited(),
        Some(ErrorCode::DiskFull) => full(&shown, path),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => read_only(&shown),
        Some(ErrorCode::CannotOpen) => closed(&shown, path),
        // The shared memory beside the log cannot be made: nothing is left on the disk.
        Some(ErrorCode::SystemIoFailure) if is_shared_memory(error) => closed(&shown, path),
        Some(ErrorCode::NotADatabase) => foreign(&shown),
        Some(ErrorCode::DatabaseCorrupt) => damaged(&detail),
        Some(ErrorCode::SystemIoFailure) if is_flush(error) => unsure(&detail),
        Some(ErrorCode::SystemIoFailure) if is_short(error) => short(&shown),
        Some(ErrorCode::SystemIoFailure) => disk(&detail),
        _ if is_unreadable(error) => unreadable(&detail),
        _ => Trouble::unchanged(
            Exit::Failed,
            say!(
                "数据库没有完成这一步（{detail}）。",
                "The store did not complete this ({detail})."
            ),
            say!(
                "请再试一次；仍不行请报告管理员。",
                "Try again; if it stays, tell the administrator."
            ),
        ),
    }
}

/// True for what means that the disk or the file can no longer be trusted.
pub fn breaks(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

/// True when somebody else was writing all the time that was waited.
pub fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// True of what only says that the file does not hold together.
pub fn is_torn(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
}

/// True of what only says that a row holds what the program cannot read.
pub const fn is_unreadable(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::ToSqlConversionFailure(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::InvalidColumnType(..)
            | Error::Utf8Error(..)
    )
}

/// What was read; nothing of what does not read, where that is to be left out.
pub fn unless_unread<T: Default>(
    read: rusqlite::Result<T>,
    leaving_out: bool,
) -> rusqlite::Result<T> {
    match read {
        Err(e) if leaving_out && is_unreadable(&e) => Ok(T::default()),
        read => read,
    }
}

/// True of what is wrong with a statement, and so with the tables that it meets.
pub fn is_plain(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqlInputError { .. })
        || error.sqlite_extended_error_code() == Some(rusqlite::ffi::SQLITE_ERROR)
}

/// What every later save is told.
pub fn broken() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "没有保存：磁盘或数据库出过错，现在只能查看。",
            "Not saved: the disk or the store has failed; it can only be read now."
        ),
        say!(
            "请把没存的内容抄下，退出并报告管理员；查明后重新打开。",
            "Copy what is not saved, leave, and tell the administrator; open again when it is mended."
        ),
    )
}

fn waited() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "没有保存：别的人正在写入，等了10秒仍未轮到。",
            "Not saved: somebody else is writing and the turn did not come within 10 seconds."
        ),
        say!("请过一会儿再存一次。", "Save again in a moment."),
    )
}

fn is_shared_memory(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(e, _)
        if matches!(e.extended_code, rusqlite::ffi::SQLITE_IOERR_SHMSIZE | rusqlite::ffi::SQLITE_IOERR_SHMOPEN | rusqlite::ffi::SQLITE_IOERR_SHMMAP))
}

fn full(shown: &str, path: &Path) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "没有保存：磁盘已满（{shown}）。",
            "Not saved: the disk is full ({shown})."
        ),
        room::way_back(path),
    )
}

fn read_only(shown: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "数据库只能读（{shown}）。",
            "The store can only be read ({shown})."
        ),
        say!(
            "请检查文件和文件夹的写权限。",
            "Check the right to write to the file and its folder."
        ),
    )
}

fn closed(shown: &str, path: &Path) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "打不开数据库（{shown}）：文件夹不可写，或磁盘已满。",
            "The store cannot be opened ({shown}): the folder cannot be written, or the disk is full."
        ),
        then(
            say!(
                "请检查权限和剩余空间；磁盘满了：",
                "Check the rights and the free space. When it is full: "
            ),
            &room::way_back(path),
        ),
    )
}

fn then(mut first: Sentence, more: &Sentence) -> Sentence {
    first.push(more);
    first
}

fn foreign(shown: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Damaged,
        say!(
            "“{shown}”不是数据库文件。",
            "\"{shown}\" is not a database file."
        ),
        name_another(),
    )
}

fn damaged(detail: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Damaged,
        say!(
            "数据库已损坏（{detail}）。",
            "The store is damaged ({detail})."
        ),
        say!(
            "请停止使用，用备份恢复；zhuoluo verify 可查明范围。",
            "Stop working on it and restore a backup; `zhuoluo verify` shows how far it goes."
        ),
    )
}

fn unreadable(detail: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Damaged,
        say!(
            "数据库里有一条内容读不出来（{detail}）：它在程序之外被改过。",
            "Something in the store does not read ({detail}): it was changed beside the program."
        ),
        say!(
            "请报告管理员；zhuoluo verify 说出是哪一条。",
            "Tell the administrator; `zhuoluo verify` says which row it is."
        ),
    )
}

/// What is told of a file of which nothing can be made out.
pub fn damaged_beyond() -> Trouble {
    damaged("malformed")
}

fn disk(detail: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "没有保存：磁盘读写出错（{detail}）。",
            "Not saved: the disk failed ({detail})."
        ),
        say!(
            "请停止录入并报告管理员。",
            "Stop entering data and tell the administrator."
        ),
    )
}

/// True where there is less than there has to be.
fn is_short(error: &rusqlite::Error) -> bool {
    error.sqlite_extended_error_code() == Some(rusqlite::ffi::SQLITE_IOERR_SHORT_READ)
}

fn short(shown: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "数据库“{shown}”或它的日志比应有的短：被删过、截短过，或磁盘出错。",
            "The store \"{shown}\" or its log is shorter than it has to be: removed, cut off, or the disk failed."
        ),
        say!(
            "过几秒再试：开着的工作台会放回它手里的；仍不行请报告管理员，zhuoluo verify 查明。",
            "Try again in some seconds: an open desk puts back what it holds; if it stays, tell the administrator, who runs `zhuoluo verify`."
        ),
    )
}

/// True where all was written and the disk did not say that it keeps it.
fn is_flush(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};
    matches!(error, rusqlite::Error::SqliteFailure(e, _)
        if matches!(e.extended_code, SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC))
}

/// What was written may come back with the log when the store is opened again, and may not.
fn unsure(detail: &str) -> Trouble {
    Trouble::new(
        Exit::Failed,
        say!(
            "磁盘没有确认保存（{detail}）。",
            "The disk did not confirm the save ({detail})."
        ),
        say!(
            "这一次存没存上，重新打开才知道；以前存的都在。",
            "Whether this one was kept shows when the store is opened again; what was saved before is there."
        ),
        say!(
            "请停止录入并报告管理员；查明后重新打开，先查有没有这一条，没有再存。",
            "Stop entering data and tell the administrator; when it is opened again, look for this one first, and save it only where it is missing."
        ),
    )
}

fn name_another() -> Sentence {
    say!(
        "请用 --db 指明正确的文件，或用 zhuoluo init 新建。",
        "Name the right file with --db, or make one with `zhuoluo init`."
    )
}

/// Refuses a path that is missing, a folder, or empty, before `SQLite` could make a new file there.
pub fn check_file(path: &Path) -> Result<(), Trouble> {
    let shown = path.display().to_string();
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_file() && meta.len() > 0 => Ok(()),
        Ok(_) => Err(Trouble::unchanged(
            Exit::Damaged,
            say!(
                "“{shown}”不是着落的数据库（是文件夹、设备或空文件）。",
                "\"{shown}\" is not a store of zhuoluo (a folder, a device or an empty file)."
            ),
            name_another(),
        )),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(Trouble::unchanged(
            Exit::Missing,
            say!("没有数据库“{shown}”。", "There is no store \"{shown}\"."),
            say!(
                "请用 zhuoluo init --office 名称 --admin 登录名 新建，或用 zhuoluo demo 试用。",
                "Make one with `zhuoluo init --office NAME --admin LOGIN`, or try `zhuoluo demo`."
            ),
        )),
        Err(e) => {
            let (zh, en) = reason(&e);
            Err(Trouble::unchanged(
                Exit::Failed,
                say!(
                    "打不开“{shown}”（{zh}）。",
                    "\"{shown}\" cannot be opened ({en})."
                ),
                say!("请检查权限。", "Check the rights."),
            ))
        }
    }
}
