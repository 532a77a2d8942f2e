//! A store of an older version: what was witnessed by no program of its version is witnessed as it is.

use rusqlite::Connection;

use super::compared::known;
use super::{
    BATCHES, GONE, LISTS, MERGES, WAITINGS, add, digest_of_all, head, ids, keyed, lists, of_person,
    single,
};
use crate::store::Sql;

/// Witnesses what was witnessed by no program of the version that this store comes from; what was, is as it
/// was, or found to be another.
pub fn begin(conn: &Connection) -> Sql<()> {
    // That of the file as it was: it is moved on with the end of the work.
    let from: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if from < 25 {
        for id in ids(conn, WAITINGS.every)? {
            single(conn, &WAITINGS, id)?;
        }
        keyed::begin(conn)?;
    }
    if from < 17 {
        for of in [&MERGES, &BATCHES] {
            for id in ids(conn, of.every)? {
                single(conn, of, id)?;
            }
        }
    }
    if from < 12 {
        let mut head = head(conn)?;
        for id in ids(conn, "SELECT id FROM petitioner ORDER BY id")? {
            let digest = of_person(conn, id)?.unwrap_or(GONE);
            add(conn, &mut head, id, &digest)?;
        }
        return lists(conn);
    }
    // Bells stood among the settings once. Lists that were changed beside the program stay what they are.
    let (about, queries, _) = LISTS[0];
    let bells = "SELECT key, value FROM setting WHERE key <> 'edition' ORDER BY key";
    let with_bells = digest_of_all(conn, &[&[bells], &queries[1..]].concat())?;
    let now = digest_of_all(conn, queries)?;
    if now != with_bells && known(conn, about)? == Some(with_bells) {
        return add(conn, &mut head(conn)?, about, &now);
    }
    Ok(())
}
