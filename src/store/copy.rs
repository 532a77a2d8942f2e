//! Copies of the whole store: made online while others write, and examined beside. Sealing a copy for the way out of the house is not the store's business.

use std::fs::OpenOptions;
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use sha2::{Digest, Sha256};

use super::room::with_end;
use super::strays::UPGRADE;
use super::{
    Finding, Now, Sql, Store, audit, events, fault, office, room, row, schema, torn, trouble,
    verify,
};
use crate::domain::anchor::{Anchor, Head};
use crate::domain::chain::{Hash, START};
use crate::domain::office::Office;
use crate::domain::rights::Deed;
use crate::words::{Exit, Outside, Trouble, reason};

/// A plain copy, and what tells it from any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its length in bytes.
    pub bytes: u64,
    /// So many of them, at its end, are those of a log that could not be put in their places.
    pub log: u64,
    /// Its digest.
    pub digest: Hash,
    /// The version of its schema.
    pub version: i64,
    /// The ends of its chains; of a damaged one as far as they read.
    pub anchor: Anchor,
    /// True of a copy made page by page of a file that does not hold together.
    pub damaged: bool,
    /// False when the store was past writing down that it was made.
    pub on_record: bool,
}

impl Store {
    /// Makes a copy of the store as it stands, beside it or wherever `to` is, for its owner alone to
    /// read; others go on writing. On record before it is made, so that the copy knows of itself.
    ///
    /// # Errors
    /// A [`Trouble`]: refused by a right (3), too little room, or the store's own. Nothing stays.
    pub fn copy_to(&mut self, to: &Path, whither: &str, now: Now) -> Result<Copied, Trouble> {
        let now = self.local(now);
        let made = self.copy_for(to, whither, now);
        if made.is_err() {
            let _ = std::fs::remove_file(to);
        }
        self.on_record(Deed::Backup, now, made)
    }

    fn copy_for(&mut self, to: &Path, whither: &str, now: Now) -> Result<Copied, Trouble> {
        let noted = self.write(Deed::Backup, |tx, office| {
            audit::add(tx, office, &audit::Entry::plain(now, "backup", whither))
        });
        let on_record = match noted {
            // The more damaged a store is, the more a copy of it is needed.
            Err(trouble) if trouble.exit == Exit::Damaged => false,
            noted => noted.map(|_| true)?,
        };
        let copied = self.copy_noted(to, on_record, now);
        if on_record && copied.is_err() {
            // Where even that cannot be written, the row before it is all there is.
            let _ = self.record_unwritten("backup", &[], now);
        }
        copied
    }

    fn copy_noted(&self, to: &Path, on_record: bool, now: Now) -> Result<Copied, Trouble> {
        let length = |path: &Path| std::fs::metadata(path).map_or(0, |m| m.len());
        let size = length(&self.path) + length(&with_end(&self.path, "-wal"));
        room::for_work(to, size)?;
        new_file(to).map_err(|e| unwritable(to, &e))?;
        let damaged = match self.copy_whole(to) {
            Err(e) if fault::is_torn(&e) => true,
            copied => !copied.map_err(|e| self.trouble(&e))?,
        };
        let anchor = if damaged {
            // Begun anew: what is there of the other is no copy.
            new_file(to).map_err(|e| unwritable(to, &e))?;
            torn::copy_pages(&self.conn, to).map_err(|e| self.trouble(&e))?;
            ends_as_they_read(&self.conn, &self.office.name, now)
        } else {
            raw(to)
                .and_then(|copy| anchor_of(&copy, &self.office.name, now))
                .map_err(|e| trouble(&e, to))?
        };
        let (bytes, digest) = digest(to).map_err(|e| unwritable(to, &e))?;
        Ok(Copied {
            bytes,
            log: 0,
            digest,
            version: schema::version(),
            anchor,
            damaged,
            on_record,
        })
    }

    /// Copies everything in order; false when the copy does not hold together.
    fn copy_whole(&self, to: &Path) -> Sql<bool> {
        self.conn
            .execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        let said: String = raw(to)?.query_row("PRAGMA quick_check(1)", [], |r| r.get(0))?;
        Ok(said == "ok")
    }
}

fn raw(path: &Path) -> Sql<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// An empty file in the place of whatever stands there: a copy is never readable by others, not for a moment.
pub(super) fn new_file(path: &Path) -> std::io::Result<()> {
    let gone = std::fs::remove_file(path);
    if let Err(error) = gone
        && error.kind() != std::io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options.open(path).map(drop)
}

/// The ends of the chains as far as they read; what does not read has none.
pub(super) fn ends_as_they_read(conn: &Connection, office: &str, now: Now) -> Anchor {
    let end = |table| super::ends::of(conn, table).unwrap_or(super::ends::NONE);
    Anchor {
        office: office.to_owned(),
        audit: end("audit"),
        events: end("event"),
        at: row::stamp(now),
        duty: None,
        witness: None,
        claims: None,
        keys: None,
    }
}

/// The ends of the chains of a store; `now` in the office's zone.
pub(super) fn anchor_of(conn: &Connection, office: &str, now: Now) -> Sql<Anchor> {
    let (audit, events) = (audit::head(conn)?, events::head(conn)?);
    let (size, hash) = super::duty::head(conn)?;
    Ok(Anchor {
        office: office.to_owned(),
        audit: Head {
            size: audit.0,
            hash: audit.1,
        },
        events: Head {
            size: events.seq,
            hash: events.hash,
        },
        at: row::stamp(now),
        duty: Some(Head { size, hash }),
        witness: Some(super::witness::head(conn)?),
        claims: Some(super::ends::of(conn, "claim_entry")?),
        keys: None,
    })
}

/// The end of the trail as the copy was made, without what bringing it up to this version added; and when that was,
/// where the entry at the end is the copy's own.
fn made_with(conn: &Connection) -> Sql<(Head, Option<Outside>)> {
    let last = conn
        .prepare(
            "SELECT seq, hash, CASE action WHEN 'backup' THEN at END FROM audit
             WHERE NOT (action = ?1 AND operator = '') ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([UPGRADE], |r| {
            let (size, hash) = (r.get(0)?, r.get(1)?);
            Ok((Head { size, hash }, r.get(2)?))
        });
    let none = Head {
        size: 0,
        hash: START,
    };
    Ok(last.optional()?.unwrap_or((none, None)))
}

/// The length and the SHA-256 of a file.
///
/// # Errors
/// Those of reading it.
pub fn digest(path: &Path) -> std::io::Result<(u64, Hash)> {
    digest_of(&mut std::fs::File::open(path)?)
}

/// The same of a file that is open, from where it stands.
///
/// # Errors
/// Those of reading it.
pub fn digest_of(file: &mut impl Read) -> std::io::Result<(u64, Hash)> {
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            return Ok((bytes, hasher.finalize().into()));
        }
        hasher.update(&piece[..n]);
        bytes += n as u64;
    }
}

pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Trouble {
    let shown = path.display().to_string();
    let (zh, en) = reason(error);
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "写不了“{shown}”（{zh}）。",
            "\"{shown}\" cannot be written ({en})."
        ),
        say!(
            "请检查文件夹、权限和剩余空间。",
            "Check the folder, its rights and the free space."
        ),
    )
}

/// What a plain copy is found to be.
pub struct Examined {
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// The ends of its chains, that of the trail as it was made.
    pub anchor: Anchor,
    /// The version of its schema before this program brought it up to its own.
    pub version: i64,
    /// When it was made, where its last entry says so.
    pub made: Option<Outside>,
}

/// Examines a plain copy that lies on its own: everything that `verify` checks, and the ends of its
/// chains. An older copy is brought up to this program's version on the way. Once it is open, `opened`
/// is called: from then on it needs no name.
///
/// # Errors
/// A [`Trouble`] when it is no store of ours or cannot be read at all (5).
pub fn examine(path: &Path, now: Now, opened: impl FnOnce()) -> Result<Examined, Trouble> {
    let sql = |e: rusqlite::Error| trouble(&e, path);
    let version = raw(path).and_then(|conn| schema::found(&conn));
    let conn = Store::connect(path)?;
    opened();
    let office = anybodys(&conn, path)?;
    let findings = verify::whole(&conn, &office, &mut |_| {}).map_err(sql)?;
    let mut anchor = anchor_of(&conn, &office.name, now).map_err(sql)?;
    let (audit, made) = made_with(&conn).map_err(sql)?;
    anchor.audit = audit;
    // Leaves one file: what was in its log is in it.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .map_err(sql)?;
    Ok(Examined {
        findings,
        anchor,
        version: version.map_err(sql)?,
        made,
    })
}

/// What a plain copy is called beside a store: made by the process of this number, for what it is wanted.
fn maker(name: &str) -> Option<u32> {
    let rest = name.strip_prefix(".copy-")?;
    let end = rest.find('-').unwrap_or(rest.len());
    let (number, wanted) = rest.split_at(end);
    let ends = ["", "-wal", "-shm", "-journal", "-queue"];
    let wanted = ["-check", "-restore"]
        .iter()
        .find_map(|what| wanted.strip_prefix(what))
        .unwrap_or(wanted);
    ends.contains(&wanted).then(|| number.parse().ok())?
}

/// Clears away the plain copies in a store's folder that a killed program left behind: their names bear
/// the number of a process that is no more. Whatever else stands there is somebody's own.
pub fn clear_leftovers(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let process = entry.file_name().to_str().and_then(maker);
        if process.is_some_and(|number| !Path::new("/proc").join(number.to_string()).exists()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The office of a copy, as any of its operators has it.
fn anybodys(conn: &Connection, path: &Path) -> Result<Office, Trouble> {
    let login: Option<String> = conn
        .query_row(
            "SELECT login FROM operator ORDER BY duty = 'administrator' DESC, login LIMIT 1",
            [],
            |r| r.get(0),
        )
        .optional()
        .map_err(|e| trouble(&e, path))?;
    // What does not read is among the findings.
    office::load_what_reads(conn, &login.unwrap_or_default(), path)
}
