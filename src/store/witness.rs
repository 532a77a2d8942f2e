//! Witnesses: the digest of each state that a record outside the chains has had (people, roster,
//! units, settings, calendars, campaigns, merges, imports and what leads to them), chained, so that an edit
//! behind the program's back shows.

mod begun;
mod compared;
mod found;
mod keyed;

use std::collections::HashMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::{Finding, Sql, ends};
use crate::domain::anchor::Head;
use crate::domain::chain::{self, Hash};
use crate::domain::ids::PersonId;

pub use begun::begin;
use compared::known;
pub use compared::{
    found_person, look_at_batch, look_at_lists, look_at_merge, look_at_person, look_at_petition,
    look_at_waiting, touches_lists,
};
pub use found::found_since;
pub use keyed::{ANSWERS, BECAME, change, new};

/// Lists that are witnessed as a whole: under which number, the queries that read them, their name.
const LISTS: [(i64, &[&str], [&str; 2]); 2] = [
    (
        0,
        &[
            // Who wants to hear the bell is no record of the office.
            "SELECT key, value FROM setting WHERE key <> 'edition' AND key NOT GLOB 'bell:*' ORDER BY key",
            "SELECT * FROM unit ORDER BY id",
            "SELECT * FROM operator ORDER BY login",
            "SELECT * FROM calendar_version ORDER BY id",
        ],
        [
            "操作员、单位、设置或历表",
            "the roster, the units, the settings or the calendars",
        ],
    ),
    (
        -1,
        &[
            "SELECT * FROM campaign ORDER BY id",
            "SELECT * FROM campaign_case ORDER BY campaign, petition",
        ],
        ["积案专项", "the campaigns"],
    ),
];
/// Records that are witnessed one by one, beside the people: under which numbers, the queries for all of
/// them and for one, their name.
struct Single {
    from: i64,
    step: i64,
    every: &'static str,
    one: &'static [&'static str],
    name: [&'static str; 2],
}

impl Single {
    /// The number under which a record is witnessed.
    const fn number(&self, id: i64) -> i64 {
        self.from + self.step * id
    }

    /// The record that is witnessed under a number, if it is one of these.
    const fn id(&self, about: i64) -> Option<i64> {
        let beyond = about - self.from;
        let id = beyond / self.step;
        if beyond % self.step == 0 && id > 0 && id < keyed::MANY {
            Some(id)
        } else {
            None
        }
    }
}

/// What was said of two records of people.
const MERGES: Single = Single {
    from: -2,
    step: -2,
    every: "SELECT id FROM merge ORDER BY id",
    one: &["SELECT * FROM merge WHERE id = ?1"],
    name: ["合并与区分的记录", "what was said of two people, entry"],
};
/// What an import brought.
const BATCHES: Single = Single {
    from: -3,
    step: -2,
    every: "SELECT id FROM batch UNION SELECT batch FROM batch_row UNION SELECT batch FROM batch_person ORDER BY 1",
    one: &[
        "SELECT * FROM batch WHERE id = ?1",
        "SELECT * FROM batch_row WHERE batch = ?1 ORDER BY key",
        "SELECT * FROM batch_person WHERE batch = ?1 ORDER BY person",
    ],
    name: ["导入批次", "the import"],
};
/// A ledger that waits to be imported.
const WAITINGS: Single = Single {
    from: keyed::WAITING,
    step: 1,
    every: "SELECT id FROM waiting UNION SELECT waiting FROM waiting_row UNION SELECT waiting FROM waiting_pair ORDER BY 1",
    one: &[
        "SELECT * FROM waiting WHERE id = ?1",
        "SELECT * FROM waiting_row WHERE waiting = ?1 ORDER BY place",
        "SELECT * FROM waiting_pair WHERE waiting = ?1 ORDER BY place, nth, other, other_nth",
    ],
    name: ["等待导入的台账", "the ledger that waits to be imported,"],
};

/// The row of a person, `?1`, wherever it is kept; both tables have the same columns.
const PERSON: &str = "SELECT * FROM sealed_petitioner WHERE id = ?1 UNION ALL SELECT * FROM petitioner WHERE id = ?1 LIMIT 1";
/// What was written of them on petitions where the record says otherwise.
const WRITTEN: &str = "SELECT * FROM written WHERE person = ?1 ORDER BY petition";
/// What petitions brought to their record, where several read it.
const BROUGHT: &str = "SELECT * FROM brought WHERE person = ?1 ORDER BY petition";
/// The digest of a record that was taken back.
const GONE: Hash = chain::START;

/// Witnesses a petitioner's record as it now is; in the transaction that wrote it.
pub fn person(conn: &Connection, id: PersonId) -> Sql<()> {
    let digest = of_person(conn, id.0)?.unwrap_or(GONE);
    add(conn, &mut head(conn)?, id.0, &digest)
}

/// As [`person`], of a record that was just added.
///
/// # Errors
/// Those of the database.
pub fn new_person(conn: &Connection, id: PersonId) -> Sql<()> {
    compared::look_for_none(conn, id.0)?;
    if conn
        .prepare_cached("SELECT 1 FROM written WHERE person = ?1")?
        .exists([id.0])?
    {
        // Somebody wrote of them before they were there.
        compared::found_person(conn, id)?;
    }
    person(conn, id)
}

/// As [`merge`], of what was just said.
///
/// # Errors
/// Those of the database.
pub fn new_merge(conn: &Connection, id: i64) -> Sql<()> {
    compared::look_for_none(conn, MERGES.number(id))?;
    merge(conn, id)
}

/// Witnesses what was said of two records of people, or that it was taken back; in the transaction that
/// wrote it.
pub fn merge(conn: &Connection, id: i64) -> Sql<()> {
    single(conn, &MERGES, id)
}

/// Witnesses an import with its rows; in the transaction that ended it.
pub fn batch(conn: &Connection, id: i64) -> Sql<()> {
    single(conn, &BATCHES, id)
}

/// Witnesses a ledger that waits, or waits no longer; in the transaction that put it there or took it away.
pub fn waiting(conn: &Connection, id: i64) -> Sql<()> {
    single(conn, &WAITINGS, id)
}

fn single(conn: &Connection, of: &Single, id: i64) -> Sql<()> {
    let digest = digest_of(conn, of.one, [id])?.unwrap_or(GONE);
    add(conn, &mut head(conn)?, of.number(id), &digest)
}

/// Witnesses the lists that are not as they were; in the transaction that changed them.
pub fn lists(conn: &Connection) -> Sql<()> {
    let mut head = head(conn)?;
    for (about, queries, _) in LISTS {
        let now = digest_of_all(conn, queries)?;
        if known(conn, about)? != Some(now) {
            add(conn, &mut head, about, &now)?;
        }
    }
    Ok(())
}

/// The end of the chain.
pub fn head(conn: &Connection) -> Sql<Head> {
    ends::of(conn, "witness")
}

fn add(conn: &Connection, head: &mut Head, about: i64, digest: &Hash) -> Sql<()> {
    let seq = head.size + 1;
    let hash = link(&head.hash, seq, about, digest);
    conn.prepare_cached("INSERT INTO witness (seq, about, digest, hash) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![seq, about, digest, hash])?;
    *head = Head { size: seq, hash };
    Ok(())
}

fn link(before: &Hash, seq: i64, about: i64, digest: &Hash) -> Hash {
    chain::link(before, &[&seq.to_be_bytes(), &about.to_be_bytes(), digest])
}

/// The digest of all rows of some queries.
fn digest_of_all(conn: &Connection, queries: &[&str]) -> Sql<Hash> {
    let mut hasher = Sha256::new();
    for sql in queries {
        read_into(conn, &mut hasher, sql, [])?;
        hasher.update([0xFF]);
    }
    Ok(hasher.finalize().into())
}

/// The digest of one record and of what hangs on it; `None` when there is none.
fn digest_of(conn: &Connection, queries: &[&str], bound: [i64; 1]) -> Sql<Option<Hash>> {
    let mut hasher = Sha256::new();
    let mut rows = 0;
    for (at, sql) in queries.iter().enumerate() {
        if at > 0 {
            hasher.update([0xFF]);
        }
        rows += read_into(conn, &mut hasher, sql, bound)?;
    }
    Ok((rows > 0).then(|| hasher.finalize().into()))
}

/// The digest of somebody's record, and of what was written of them where there is any: without it the
/// same as from before it was kept.
fn of_person(conn: &Connection, id: i64) -> Sql<Option<Hash>> {
    let mut hasher = Sha256::new();
    let rows = read_into(conn, &mut hasher, PERSON, [id])?
        + read_into(conn, &mut hasher, WRITTEN, [id])?
        + read_into(conn, &mut hasher, BROUGHT, [id])?;
    Ok((rows > 0).then(|| hasher.finalize().into()))
}

fn ids(conn: &Connection, every: &str) -> Sql<Vec<i64>> {
    let mut statement = conn.prepare(every)?;
    statement.query_map([], |r| r.get(0))?.collect()
}

/// Each value with its kind and its length before it.
fn read_into(
    conn: &Connection,
    hasher: &mut Sha256,
    sql: &str,
    bound: impl rusqlite::Params,
) -> Sql<usize> {
    let mut statement = conn.prepare_cached(sql)?;
    let (columns, mut many) = (statement.column_count(), 0);
    let mut rows = statement.query(bound)?;
    while let Some(r) = rows.next()? {
        many += 1;
        for at in 0..columns {
            let mut value = |kind: u8, bytes: &[u8]| {
                hasher.update([kind]);
                hasher.update((bytes.len() as u64).to_be_bytes());
                hasher.update(bytes);
            };
            match r.get_ref(at)? {
                ValueRef::Null => value(0, &[]),
                ValueRef::Integer(n) => value(1, &n.to_be_bytes()),
                ValueRef::Real(x) => value(2, &x.to_be_bytes()),
                ValueRef::Text(bytes) => value(3, bytes),
                ValueRef::Blob(bytes) => value(4, bytes),
            }
        }
    }
    Ok(many)
}

/// What is not as it was witnessed: the chain itself, a list, a person's record changed, added or
/// removed.
pub fn findings(conn: &Connection) -> Sql<Vec<Finding>> {
    let finding = |kind, what| Finding { kind, what };
    let mut last = match witnessed(conn)? {
        Ok(last) => last,
        Err(seq) => {
            let what = say!(
                "见证链在第{seq}号断开：内容被改或缺少记录。",
                "The chain of witnesses breaks at entry {seq}: changed or missing."
            );
            return Ok(vec![finding("record", what)]);
        }
    };
    let mut found = Vec::new();
    for (about, queries, [zh, en]) in LISTS {
        if last.remove(&about) != Some(digest_of_all(conn, queries)?) {
            let what = say!(
                "{zh}在程序之外被改过。",
                "Behind the program's back somebody changed {en}."
            );
            found.push(finding("office", what));
        }
    }
    for of in [&MERGES, &BATCHES, &WAITINGS] {
        found.extend(singles(conn, of, &mut last)?);
    }
    found.extend(keyed::findings(conn, &mut last)?);
    let mut every =
        conn.prepare("SELECT id FROM petitioner UNION SELECT person FROM written UNION SELECT person FROM brought ORDER BY 1")?;
    let mut rows = every.query([])?;
    let mut changed = Vec::new();
    while let Some(r) = rows.next()? {
        let id: i64 = r.get(0)?;
        let now = of_person(conn, id)?;
        if last.remove(&id) != now {
            changed.push(id);
        }
    }
    let gone = last.into_iter().filter(|(_, digest)| *digest != GONE);
    changed.extend(gone.map(|(id, _)| id));
    changed.sort_unstable();
    found.extend(changed.iter().take(20).map(|id| {
        let what = say!(
            "信访人记录{id}在程序之外被改过、添加或删除。",
            "Behind the program's back somebody changed, added or removed the person's record {id}."
        );
        finding("record", what)
    }));
    Ok(found)
}

/// Which records of a kind are not as they were witnessed; takes all of the kind out of `last`.
fn singles(conn: &Connection, of: &Single, last: &mut HashMap<i64, Hash>) -> Sql<Vec<Finding>> {
    let mut changed = Vec::new();
    for id in ids(conn, of.every)? {
        let now = digest_of(conn, of.one, [id])?;
        if last.remove(&(of.number(id))) != now {
            changed.push(id);
        }
    }
    let known = last.keys().filter_map(|about| of.id(*about));
    for id in known.collect::<Vec<_>>() {
        if last.remove(&of.number(id)) != Some(GONE) {
            changed.push(id);
        }
    }
    changed.sort_unstable();
    let [zh, en] = of.name;
    let one = |id: &i64| Finding {
        kind: "record",
        what: say!(
            "{zh}{id}在程序之外被改过、添加或删除。",
            "Behind the program's back somebody changed, added or removed {en} {id}."
        ),
    };
    Ok(changed.iter().take(20).map(one).collect())
}

/// The newest digest of everything that was witnessed, or the entry at which the chain breaks.
fn witnessed(conn: &Connection) -> Sql<Result<HashMap<i64, Hash>, i64>> {
    let mut statement =
        conn.prepare("SELECT seq, about, digest, hash FROM witness ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut before, mut expected, mut last) = (chain::START, 1, HashMap::new());
    while let Some(r) = rows.next()? {
        let (seq, about): (i64, i64) = (r.get(0)?, r.get(1)?);
        let (digest, hash): (Hash, Hash) = (r.get(2)?, r.get(3)?);
        if seq != expected || hash != link(&before, seq, about, &digest) {
            return Ok(Err(seq));
        }
        (before, expected) = (hash, seq + 1);
        if !compared::is_found(about) {
            last.insert(about, digest);
        }
    }
    Ok(Ok(last))
}
