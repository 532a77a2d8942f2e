//! What is kept under a text instead of a number: each is witnessed under a number made of that text, beyond
//! those of people.

use std::collections::HashMap;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::compared::{compare, look_for_none};
use super::{GONE, add, head, read_into};
use crate::domain::chain::Hash;
use crate::store::{Finding, Sql};

/// So many numbers each kind has.
pub(super) const MANY: i64 = 1 << 58;
/// The first number of a ledger that waits.
pub(super) const WAITING: i64 = FIRST + 2 * MANY;
/// Beyond every person's; what is found under it still stands apart from what is witnessed (see `compared`).
const FIRST: i64 = 1 << 60;

/// Records of one kind.
pub struct Keyed {
    from: i64,
    every: &'static str,
    one: &'static str,
    /// In a row of the trail.
    name: &'static str,
    called: [&'static str; 2],
}

/// What was answered to a row of an import, by the row's key.
pub const ANSWERS: Keyed = Keyed {
    from: FIRST,
    every: "SELECT DISTINCT key FROM import_answer",
    one: "SELECT * FROM import_answer WHERE key = ?1 ORDER BY nth, person, other, other_nth",
    name: "answers",
    called: ["对导入各行的回答", "what was answered to rows of imports"],
};
/// What a script's draft became, by its id.
pub const BECAME: Keyed = Keyed {
    from: FIRST + MANY,
    every: "SELECT draft FROM became",
    one: "SELECT * FROM became WHERE draft = ?1",
    name: "became",
    called: ["断线重发的登记（became）", "what drafts of scripts became"],
};
const KINDS: [&Keyed; 2] = [&ANSWERS, &BECAME];

impl Keyed {
    /// The number under which the record of a key is witnessed.
    fn number(&self, key: &str) -> i64 {
        let digest = Sha256::digest(key.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        self.from + i64::from_be_bytes(first).rem_euclid(MANY)
    }

    fn has(&self, about: i64) -> bool {
        (self.from..self.from + MANY).contains(&about)
    }

    fn digest(&self, conn: &Connection, key: &str) -> Sql<Hash> {
        let mut hasher = Sha256::new();
        let rows = read_into(conn, &mut hasher, self.one, [key])?;
        Ok(if rows == 0 {
            GONE
        } else {
            hasher.finalize().into()
        })
    }
}

/// What a number that was found stands for, in a row of the trail.
pub(super) fn name(about: i64) -> Option<&'static str> {
    let of = KINDS.iter().find(|of| of.has(about));
    of.map(|of| of.name)
}

/// Changes what is kept under a key: looked at before, witnessed after, if it is another then.
///
/// # Errors
/// Those of the work, or of the database.
pub fn change<T>(
    conn: &Connection,
    of: &Keyed,
    key: &str,
    work: impl FnOnce() -> Sql<T>,
) -> Sql<T> {
    let (about, before) = (of.number(key), of.digest(conn, key)?);
    compare(conn, about, &before)?;
    let done = work()?;
    let after = of.digest(conn, key)?;
    if after != before {
        add(conn, &mut head(conn)?, about, &after)?;
    }
    Ok(done)
}

/// Witnesses what was just put under a key of its own.
///
/// # Errors
/// Those of the database.
pub fn new(conn: &Connection, of: &Keyed, key: &str) -> Sql<()> {
    let about = of.number(key);
    look_for_none(conn, about)?;
    add(conn, &mut head(conn)?, about, &of.digest(conn, key)?)
}

fn keys(conn: &Connection, of: &Keyed) -> Sql<Vec<String>> {
    let mut statement = conn.prepare(of.every)?;
    statement.query_map([], |r| r.get(0))?.collect()
}

/// Witnesses what is there, as it is.
pub(super) fn begin(conn: &Connection) -> Sql<()> {
    let mut head = head(conn)?;
    for of in KINDS {
        for key in keys(conn, of)? {
            let digest = of.digest(conn, &key)?;
            add(conn, &mut head, of.number(&key), &digest)?;
        }
    }
    Ok(())
}

/// What is not as it was witnessed; takes all of these kinds out of `last`.
pub(super) fn findings(conn: &Connection, last: &mut HashMap<i64, Hash>) -> Sql<Vec<Finding>> {
    let mut found = Vec::new();
    for of in KINDS {
        let mut changed = 0;
        for key in keys(conn, of)? {
            let now = of.digest(conn, &key)?;
            changed += usize::from(last.remove(&of.number(&key)) != Some(now));
        }
        last.retain(|about, digest| {
            let has = of.has(*about);
            changed += usize::from(has && *digest != GONE);
            !has
        });
        if changed > 0 {
            // Under which key is not said: it may be a number of another system's.
            let [zh, en] = of.called;
            found.push(Finding {
                kind: "record",
                what: say!(
                    "{zh}在程序之外被改过、添加或删除（{changed}处）。",
                    "Behind the program's back somebody changed, added or removed {en} ({changed} of them)."
                ),
            });
        }
    }
    Ok(found)
}
