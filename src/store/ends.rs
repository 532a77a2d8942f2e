//! The ends of the chains beside the audit trail, to which each of its rows is bound: what was added to one
//! of them beside the program has no row, and is found as long as the trail stands.

use rusqlite::{Connection, OptionalExtension, Row};

use super::Sql;
use crate::domain::anchor::Head;
use crate::domain::chain::{self, Hash};

/// The chains: their tables, and what one of their records is called in a row of the trail.
pub const CHAINS: [(&str, &str); 4] = [
    ("event", "event"),
    ("duty_event", "duty"),
    ("claim_entry", "claim"),
    ("witness", "witness"),
];

/// The end of a chain that has no record.
pub const NONE: Head = Head {
    size: 0,
    hash: chain::START,
};

/// The end of a chain, by its table: the one place that reads it.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &Connection, table: &'static str) -> Sql<Head> {
    // Tables are named by the program alone.
    let sql = format!("SELECT seq, hash FROM {table} ORDER BY seq DESC LIMIT 1");
    let last = conn.prepare_cached(&sql)?.query_row([], |r| {
        Ok(Head {
            size: r.get(0)?,
            hash: r.get(1)?,
        })
    });
    Ok(last.optional()?.unwrap_or(NONE))
}

/// The ends of the four chains.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Ends([Head; 4]);

/// What a row of the trail is bound to: how long the chains were, and the digest over their ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// How many records each chain had.
    pub sizes: [i64; 4],
    /// The digest over those numbers and the hashes of the last records.
    pub digest: Hash,
}

impl Ends {
    /// The ends as they are now.
    ///
    /// # Errors
    /// Those of the database.
    pub fn now(conn: &Connection) -> Sql<Self> {
        let mut heads = [NONE; 4];
        for (head, (table, _)) in heads.iter_mut().zip(CHAINS) {
            *head = of(conn, table)?;
        }
        Ok(Self(heads))
    }

    /// What a row that is written now is bound to.
    pub fn bound(&self) -> Bound {
        let sizes = self.0.map(|head| head.size);
        let hashes = self.0.map(|head| head.hash);
        Bound {
            sizes,
            digest: digest(&sizes, &hashes),
        }
    }
}

/// The digest over the ends of the four chains.
pub fn digest(sizes: &[i64; 4], hashes: &[Hash; 4]) -> Hash {
    let sizes = sizes.map(i64::to_be_bytes);
    let mut fields: Vec<&[u8]> = Vec::with_capacity(8);
    for (size, hash) in sizes.iter().zip(hashes) {
        fields.extend([&size[..], &hash[..]]);
    }
    chain::link(&chain::START, &fields)
}

/// Reads what a row is bound to from its five columns, the first at `at`; `None` of a row from before.
pub fn read(r: &Row<'_>, at: usize) -> Sql<Option<Bound>> {
    let Some(digest) = r.get(at + 4)? else {
        return Ok(None);
    };
    Ok(Some(Bound {
        sizes: [r.get(at)?, r.get(at + 1)?, r.get(at + 2)?, r.get(at + 3)?],
        digest,
    }))
}

/// What the last row of the trail is bound to, with its number.
fn last(conn: &Connection) -> Sql<Option<(i64, Option<Bound>)>> {
    conn.prepare_cached(
        "SELECT seq, events, duties, claims, witnesses, bound FROM audit ORDER BY seq DESC LIMIT 1",
    )?
    .query_row([], |r| Ok((r.get(0)?, read(r, 1)?)))
    .optional()
}

/// What stands in the chains and in no row of the trail, or has gone from them since its last row, in the
/// words of a row; `None` when there is nothing, or no row is bound yet.
pub fn strays(conn: &Connection) -> Sql<Option<String>> {
    let Some((seq, bound)) = last(conn)? else {
        return Ok(None);
    };
    let Some(bound) = bound else {
        // From before rows were bound; but after the first that is, none is not.
        let any = conn
            .prepare_cached("SELECT 1 FROM audit WHERE bound IS NOT NULL LIMIT 1")?
            .exists([])?;
        return Ok(any.then(|| format!("audit {seq}")));
    };
    let now = Ends::now(conn)?.bound();
    Ok((now != bound).then(|| moved(&bound.sizes, &now.sizes)))
}

/// Which chains are longer or shorter than they were: `event 5..6`, of shorter ones `event 5 -> 4`.
fn moved(before: &[i64; 4], now: &[i64; 4]) -> String {
    let mut said = Vec::new();
    for (((_, name), before), now) in CHAINS.iter().zip(before).zip(now) {
        if now > before {
            said.push(format!("{name} {}..{now}", before + 1));
        } else if now < before {
            said.push(format!("{name} {before} -> {now}"));
        }
    }
    if said.is_empty() {
        // As many as before, and the last of one of them is another.
        return "the last record of a chain".to_owned();
    }
    said.join(", ")
}
