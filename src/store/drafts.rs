//! Unfinished intakes: kept as typed, each belonging to one operator.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Sql, row};
use crate::flow::view::{DraftRow, SavedDraft};

/// Keeps a draft.
pub fn save(conn: &Connection, login: &str, draft: &SavedDraft) -> Sql<()> {
    // A draft that has become a petition does not come back: a late autosave after the save is dropped.
    conn.prepare_cached(
        "INSERT INTO draft (id, operator, title, body, at) SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM petition WHERE draft = ?1)
         ON CONFLICT (id) DO UPDATE SET title = ?3, body = ?4, at = ?5 WHERE operator = ?2",
    )?
    .execute(params![draft.id, login, draft.title, draft.body, row::stamp(draft.at)])?;
    Ok(())
}

/// Drops a draft.
pub fn drop(conn: &Connection, login: &str, id: &str) -> Sql<()> {
    conn.prepare_cached("DELETE FROM draft WHERE id = ?1 AND operator = ?2")?
        .execute(params![id, login])?;
    Ok(())
}

/// An operator's drafts, newest first.
pub fn list(conn: &Connection, login: &str) -> Sql<Vec<DraftRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, title, at FROM draft WHERE operator = ?1 ORDER BY at DESC, id",
    )?;
    statement
        .query_map([login], |r| {
            Ok(DraftRow {
                id: r.get(0)?,
                title: r.get(1)?,
                at: row::instant(r, 2)?,
            })
        })?
        .collect()
}

/// One draft with its text.
pub fn get(conn: &Connection, login: &str, id: &str) -> Sql<Option<SavedDraft>> {
    conn.prepare_cached("SELECT id, title, body, at FROM draft WHERE id = ?1 AND operator = ?2")?
        .query_row(params![id, login], |r| {
            Ok(SavedDraft {
                id: r.get(0)?,
                title: r.get(1)?,
                body: r.get(2)?,
                at: row::instant(r, 3)?,
            })
        })
        .optional()
}
