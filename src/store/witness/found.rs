//! What was found to be another than it was witnessed, in the words of a row of the trail.

use rusqlite::Connection;

use super::compared::{CACHED, FOUND};
use super::{BATCHES, MERGES, WAITINGS, keyed};
use crate::store::Sql;

/// The records that were found to be others than those witnessed last, after so many witnesses, in the
/// words of a row of the trail: `person 5`, `petition 6`, `lists`, `campaigns`, `merge 3`, `batch 4`,
/// `waiting 2`, `answers`, `became`.
///
/// # Errors
/// Those of the database.
pub fn found_since(conn: &Connection, seq: i64) -> Sql<Vec<String>> {
    let mut statement = conn
        .prepare_cached("SELECT about FROM witness WHERE seq > ?1 AND about < ?2 ORDER BY seq")?;
    let abouts = statement.query_map([seq, FOUND / 2], |r| r.get::<_, i64>(0))?;
    abouts
        .map(|about| {
            let about = about?;
            if about < CACHED - FOUND / 2 {
                return Ok(format!("petition {}", about - CACHED));
            }
            let about = about - FOUND;
            if let Some(name) = keyed::name(about) {
                return Ok(name.to_owned());
            }
            for (of, name) in [
                (&MERGES, "merge"),
                (&BATCHES, "batch"),
                (&WAITINGS, "waiting"),
            ] {
                if let Some(id) = of.id(about) {
                    return Ok(format!("{name} {id}"));
                }
            }
            Ok(match about {
                0 => "lists".to_owned(),
                -1 => "campaigns".to_owned(),
                _ => format!("person {about}"),
            })
        })
        .collect()
}
