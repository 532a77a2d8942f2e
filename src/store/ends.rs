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

/// The end of a chain, by its table; a write asks for all of them at once ([`Tails`]).
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
struct Ends([Head; 4]);

/// What a row of the trail is bound to: how long the chains were, and the digest over their ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    /// How many records each chain had.
    pub sizes: [i64; 4],
    /// The digest over those numbers and the hashes of the last records.
    pub digest: Hash,
}

/// The end of the trail and those of the four chains, read at once: every write asks for them.
pub struct Tails {
    /// The number and the hash of the last row of the trail, and what it is bound to; `None` without any row.
    trail: Option<(i64, Hash, Option<Bound>)>,
    ends: Ends,
}

/// The last row of the trail, then number and hash of the last record of each chain, each reached from the end of its
/// table.
const TAILS: &str =
    "SELECT * FROM (SELECT -1, seq, hash, events, duties, claims, witnesses, bound FROM audit ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT * FROM (SELECT 0, seq, hash, 0, 0, 0, 0, NULL FROM event ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT * FROM (SELECT 1, seq, hash, 0, 0, 0, 0, NULL FROM duty_event ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT * FROM (SELECT 2, seq, hash, 0, 0, 0, 0, NULL FROM claim_entry ORDER BY seq DESC LIMIT 1)
     UNION ALL SELECT * FROM (SELECT 3, seq, hash, 0, 0, 0, 0, NULL FROM witness ORDER BY seq DESC LIMIT 1)";

impl Tails {
    /// As they are now.
    ///
    /// # Errors
    /// Those of the database.
    pub fn now(conn: &Connection) -> Sql<Self> {
        let mut statement = conn.prepare_cached(TAILS)?;
        let mut rows = statement.query([])?;
        let (mut trail, mut heads) = (None, [NONE; 4]);
        while let Some(r) = rows.next()? {
            let (size, hash) = (r.get(1)?, r.get(2)?);
            let chain = usize::try_from(r.get::<_, i64>(0)?);
            match chain.ok().and_then(|chain| heads.get_mut(chain)) {
                Some(head) => *head = Head { size, hash },
                None => trail = Some((size, hash, read(r, 3)?)),
            }
        }
        Ok(Self {
            trail,
            ends: Ends(heads),
        })
    }

    /// The number and the hash of the last row of the trail.
    pub fn trail(&self) -> (i64, Hash) {
        self.trail
            .as_ref()
            .map_or((0, chain::START), |(seq, hash, _)| (*seq, *hash))
    }

    /// What a row that is written now is bound to.
    pub fn bound(&self) -> Bound {
        self.ends.bound()
    }

    /// How many records were witnessed.
    pub fn witnesses(&self) -> i64 {
        self.ends.0[3].size
    }

    /// What stands in the chains and in no row of the trail, or has gone from them since its last row, in the
    /// words of a row; `None` when there is nothing, or no row is bound yet.
    ///
    /// # Errors
    /// Those of the database.
    pub fn strays(&self, conn: &Connection) -> Sql<Option<String>> {
        let Some((seq, _, bound)) = &self.trail else {
            return Ok(None);
        };
        let Some(bound) = bound else {
            // From before rows were bound; but after the first that is, none is not.
            let any = conn
                .prepare_cached("SELECT 1 FROM audit WHERE bound IS NOT NULL LIMIT 1")?
                .exists([])?;
            return Ok(any.then(|| format!("audit {seq}")));
        };
        let now = self.ends.bound();
        Ok((now != *bound).then(|| moved(&bound.sizes, &now.sizes)))
    }
}

impl Ends {
    fn bound(&self) -> Bound {
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
