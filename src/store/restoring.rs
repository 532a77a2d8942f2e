//! Weighing a restore: a copy takes the place of a store only when it is that store's own past. Where there
//! is nothing to hold it against, because the store is gone or damaged, it is root's to say on a shared
//! server; who may is never read from the copy there.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::{Now, Sql, Store, ends, fault, office, refusal, schema, strays, trouble};
use crate::domain::anchor::Head;
use crate::domain::chain::Hash;
use crate::domain::rights::{Deed, Seat};
use crate::words::{Exit, Outside, Sentence, Trouble};

/// The setting that remembers to whom backups are sealed.
pub const RECIPIENTS: &str = "backup_recipients";
/// The chains of a store: their tables and their names. The trail is the first.
const CHAINS: [(&str, [&str; 2]); 5] = [
    ("audit", ["审计记录", "audit entries"]),
    ("event", ["事件", "events"]),
    ("duty_event", ["值班事件", "events of the duty desk"]),
    (
        "claim_entry",
        ["申请登记", "entries of the register of requests"],
    ),
    ("witness", ["见证记录", "witnesses"]),
];

/// By what somebody restores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Power {
    /// The store lies on a desk of their own.
    Own,
    /// They are an operator of a shared server.
    Operator,
    /// They are root of a shared server, through its launcher.
    Root,
}

/// Who restores.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// Their login.
    pub login: &'a str,
    /// How they came in.
    pub seat: &'a Seat,
    /// By what they may.
    pub power: Power,
}

impl<'a> Asker<'a> {
    /// Whose hand writes what restoring puts on record.
    pub(super) fn hand(&self, now: Now) -> strays::Hand<'a> {
        strays::Hand {
            by: self.login,
            seat: self.seat,
            at: Some(now),
        }
    }
}

/// What a copy says of itself, as it was made: before this program brought it up to its version.
#[derive(Clone, Debug)]
pub struct Past {
    sandbox: bool,
    heads: [Head; CHAINS.len()],
    /// To whom backups of it are sealed.
    pub recipients: Outside,
}

/// What stands where a copy is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Absent,
    /// Something that cannot be opened.
    Damaged,
    /// A store that works.
    Sound,
}

/// A copy that may take its place.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// What stands there now.
    pub standing: Standing,
    /// Entries of the trail and events that the store there has beyond the copy.
    pub later: [i64; 2],
    /// To whom its backups are sealed, when it can say.
    pub(super) recipients: Option<Outside>,
}

/// Reads what a copy says of itself; nothing of it is changed or believed.
///
/// # Errors
/// A [`Trouble`] when it cannot be read.
pub fn past(copy: &Path) -> Result<Past, Trouble> {
    let read = || {
        let conn = raw(copy)?;
        let mut heads = [ends::NONE; CHAINS.len()];
        for (head, (table, _)) in heads.iter_mut().zip(CHAINS) {
            *head = end(&conn, table)?;
        }
        Ok(Past {
            sandbox: setting(&conn, "sandbox")?.raw() == "1",
            heads,
            recipients: setting(&conn, RECIPIENTS)?,
        })
    };
    read().map_err(|e| trouble(&e, copy))
}

/// A file as it lies there, to be read.
pub(super) fn raw(path: &Path) -> Sql<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    schema::prepare(&conn)?;
    Ok(conn)
}

/// The end of a chain; a store from before there was one has none.
fn end(conn: &Connection, table: &'static str) -> Sql<Head> {
    let known = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    if conn.prepare(known)?.exists([table])? {
        return ends::of(conn, table);
    }
    Ok(ends::NONE)
}

pub(super) fn setting(conn: &Connection, key: &str) -> Sql<Outside> {
    let sql = "SELECT value FROM setting WHERE key = ?1";
    let value: Option<Outside> = conn.query_row(sql, [key], |r| r.get(0)).optional()?;
    Ok(value.unwrap_or_else(|| "".into()))
}

/// Whether a copy may take the place of what stands there, and whether whoever asks may say so.
///
/// # Errors
/// A [`Trouble`]: refused by a right or because the one is a sandbox and the other is not (3), or the
/// copy is not the store's own past (20). Both are on record where there is a store.
pub fn weigh(
    live: &Path,
    copy: &Path,
    past: &Past,
    asker: &Asker<'_>,
    now: Now,
) -> Result<Weighed, Trouble> {
    let mut store = match Store::open(live, asker.login) {
        Ok(store) => store,
        Err(trouble) if trouble.exit == Exit::Refused => return Err(trouble),
        Err(trouble) => return unopened(live, copy, past, asker, trouble.exit, now),
    };
    store.sit(asker.seat);
    store.may(Deed::Restore, now)?;
    let held = store.look(|conn, _| against(conn, past));
    match held {
        Ok(held) => store.on_record(Deed::Restore, now, held),
        // It opens, and then it cannot be read: as damaged as one that does not open.
        Err(trouble) => unopened(live, copy, past, asker, trouble.exit, now),
    }
}

/// Holds a copy against a store that can be read.
fn against(conn: &Connection, past: &Past) -> Sql<Result<Weighed, Trouble>> {
    if past.sandbox != (setting(conn, "sandbox")?.raw() == "1") {
        return Ok(Err(other_kind(past.sandbox)));
    }
    for (at, (table, name)) in CHAINS.iter().enumerate() {
        let head = past.heads[at];
        // Without a single entry of the trail a store would be the past of any other.
        let is_past = if head.size == 0 {
            at > 0
        } else {
            there(conn, table, head.size)? == Some(head.hash)
        };
        if !is_past {
            return Ok(Err(not_the_past(head.size, *name)));
        }
    }
    let [entries, events] = [0, 1].map(|at| end(conn, CHAINS[at].0).map(|e| e.size));
    Ok(Ok(Weighed {
        standing: Standing::Sound,
        later: [entries? - past.heads[0].size, events? - past.heads[1].size],
        recipients: Some(setting(conn, RECIPIENTS)?),
    }))
}

pub(super) fn there(conn: &Connection, table: &str, seq: i64) -> Sql<Option<Hash>> {
    let sql = format!("SELECT hash FROM {table} WHERE seq = ?1");
    conn.query_row(&sql, [seq], |r| r.get(0)).optional()
}

/// What may be restored where no store opens, with what it gave for not opening.
fn unopened(
    live: &Path,
    copy: &Path,
    past: &Past,
    asker: &Asker<'_>,
    exit: Exit,
    now: Now,
) -> Result<Weighed, Trouble> {
    if asker.power == Power::Operator {
        return Err(roots_work());
    }
    let mut weighed = Weighed {
        standing: Standing::Damaged,
        later: [0; 2],
        recipients: None,
    };
    if exit == Exit::Missing {
        weighed.standing = Standing::Absent;
        return on_own_desk(copy, asker, now).map(|()| weighed);
    }
    // What of it can still be read speaks: who works here, which kind of store it is, its chains.
    let conn = fault::check_file(live).ok().and_then(|()| raw(live).ok());
    let sandbox = conn.as_ref().and_then(|c| setting(c, "sandbox").ok());
    match &sandbox {
        Some(kind) if past.sandbox != (kind.raw() == "1") => return Err(other_kind(past.sandbox)),
        None if past.sandbox && asker.power == Power::Root => return Err(other_kind(true)),
        _ => {}
    }
    let roster = |conn: &Connection| office::operator(conn, asker.login).ok();
    match conn.as_ref().and_then(roster) {
        _ if asker.power == Power::Root => {}
        Some(Some(operator)) => {
            refusal::by_role(&operator, Deed::Restore).map_or(Ok(()), Err)?;
        }
        Some(None) => return Err(office::stranger(asker.login)),
        None => on_own_desk(copy, asker, now)?,
    }
    if let Some(conn) = &conn {
        let beside = raw(copy).map_err(|e| trouble(&e, copy))?;
        for (head, (table, name)) in past.heads.iter().zip(CHAINS) {
            if parts(conn, &beside, table, *head).unwrap_or(false) {
                return Err(not_the_past(head.size, name));
            }
        }
        weighed.recipients = setting(conn, RECIPIENTS).ok();
    }
    Ok(weighed)
}

/// True when what can still be read of a chain is another than the copy's, up to where the shorter ends.
fn parts(conn: &Connection, copy: &Connection, table: &'static str, head: Head) -> Sql<bool> {
    let last = end(conn, table)?;
    Ok(if last.size >= head.size {
        there(conn, table, head.size)?.is_some_and(|hash| hash != head.hash)
    } else {
        there(copy, table, last.size)?.is_some_and(|hash| hash != last.hash)
    })
}

/// On a desk of one's own, where nothing else can say it, the roster of the copy says who may.
fn on_own_desk(copy: &Path, asker: &Asker<'_>, now: Now) -> Result<(), Trouble> {
    match asker.power {
        Power::Own => Store::open(copy, asker.login)?.may(Deed::Restore, now),
        Power::Root => Ok(()),
        Power::Operator => Err(roots_work()),
    }
}

/// What an operator of a shared server is told whose store does not open.
#[must_use]
pub fn roots_work() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "共用服务器上的库没有了或打不开时，只有 root 能恢复：没有库可以核对备份和权限。",
            "On a shared server whose store is gone or does not open, only root restores: there is no store to hold the backup and the right against."
        ),
        say!(
            "请 root 来做：sudo -u zhuoluo zhuoluo restore 备份 --identity 私钥 --anchors -。",
            "Let root do it: sudo -u zhuoluo zhuoluo restore FILE --identity KEYFILE --anchors -."
        ),
    )
}

fn other_kind(sandbox: bool) -> Trouble {
    let what = if sandbox {
        say!(
            "这份备份是演示库的，不能换掉正式库。",
            "This backup is of a sandbox; it does not replace a store that is none."
        )
    } else {
        say!(
            "这份备份是正式库的，不能换掉演示库。",
            "This backup is of a store in earnest; it does not replace a sandbox."
        )
    };
    Trouble::unchanged(Exit::Refused, what, another())
}

fn not_the_past(size: i64, [zh, en]: [&str; 2]) -> Trouble {
    let what = say!(
        "这份备份不是这个库的过去：它的{zh}到第{size}条与库里的不符（别的库的、恢复过以后又往前走的，或被人添改过）。",
        "This backup is not this store's own past: its {en} up to number {size} are not those of the store (another store's, made before an earlier restore, or written by another hand)."
    );
    Trouble::unchanged(Exit::Altered, what, another())
}

fn another() -> Sentence {
    say!(
        "请换本库自己的备份；确实要用这一份，先把现在的库文件（连同 -wal、-shm）移到别处（共用服务器上只有 root 能移），再恢复。",
        "Take a backup of this very store. If it must be this one, first put the store's files (with -wal and -shm) elsewhere (on a shared server only root can), then restore."
    )
}
