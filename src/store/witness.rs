//! Witnesses: the digest of each state that a record outside the chains has had (people, roster,
//! units, settings, calendars, campaigns), chained, so that an edit behind the program's back shows.

use std::collections::HashMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{Finding, Sql};
use crate::domain::anchor::Head;
use crate::domain::chain::{self, Hash};
use crate::domain::ids::PersonId;

/// Lists that are witnessed as a whole: under which number, the queries that read them, their name.
const LISTS: [(i64, &[&str], [&str; 2]); 2] = [
    (
        0,
        &[
            "SELECT key, value FROM setting WHERE key <> 'edition' ORDER BY key",
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
/// The row of a person, `?1`, wherever it is kept; both tables have the same columns.
const PERSON: &str = "SELECT * FROM sealed_petitioner WHERE id = ?1 UNION ALL SELECT * FROM petitioner WHERE id = ?1 LIMIT 1";
/// The digest of a record that was taken back.
const GONE: Hash = chain::START;

/// Witnesses a petitioner's record as it now is; in the transaction that wrote it.
pub fn person(conn: &Connection, id: PersonId) -> Sql<()> {
    let digest = digest_of(conn, PERSON, [id.0])?.unwrap_or(GONE);
    add(conn, &mut head(conn)?, id.0, &digest)
}

/// Witnesses the lists that are not as they were; in the transaction that changed them.
pub fn lists(conn: &Connection) -> Sql<()> {
    let mut head = head(conn)?;
    for (about, queries, _) in LISTS {
        let now = digest_of_all(conn, queries)?;
        let last = "SELECT digest FROM witness WHERE about = ?1 ORDER BY seq DESC LIMIT 1";
        let known: Option<Hash> = conn
            .prepare_cached(last)?
            .query_row([about], |r| r.get(0))
            .optional()?;
        if known != Some(now) {
            add(conn, &mut head, about, &now)?;
        }
    }
    Ok(())
}

/// Witnesses everything of a store from before there were witnesses.
pub fn begin(conn: &Connection) -> Sql<()> {
    let mut head = head(conn)?;
    if head.size > 0 {
        return Ok(());
    }
    let mut every = conn.prepare("SELECT id FROM petitioner ORDER BY id")?;
    let ids: Vec<i64> = every.query_map([], |r| r.get(0))?.collect::<Sql<_>>()?;
    for id in ids {
        let digest = digest_of(conn, PERSON, [id])?.unwrap_or(GONE);
        add(conn, &mut head, id, &digest)?;
    }
    lists(conn)
}

/// The end of the chain.
pub fn head(conn: &Connection) -> Sql<Head> {
    let last = conn
        .prepare_cached("SELECT seq, hash FROM witness ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| {
            Ok(Head {
                size: r.get(0)?,
                hash: r.get(1)?,
            })
        })
        .optional()?;
    Ok(last.unwrap_or(Head {
        size: 0,
        hash: chain::START,
    }))
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

/// The digest of one record; `None` when there is none.
fn digest_of(conn: &Connection, sql: &str, bound: [i64; 1]) -> Sql<Option<Hash>> {
    let mut hasher = Sha256::new();
    let rows = read_into(conn, &mut hasher, sql, bound)?;
    Ok((rows > 0).then(|| hasher.finalize().into()))
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
    let mut every = conn.prepare("SELECT id FROM petitioner ORDER BY id")?;
    let mut rows = every.query([])?;
    let mut changed = Vec::new();
    while let Some(r) = rows.next()? {
        let id: i64 = r.get(0)?;
        let now = digest_of(conn, PERSON, [id])?;
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
        last.insert(about, digest);
    }
    Ok(Ok(last))
}
