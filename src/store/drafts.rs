//! Unfinished intakes and other sheets: kept as typed, each belonging to one operator.

use rusqlite::{Connection, OptionalExtension, params};

use super::{Now, Sql, Store, became, row};
use crate::domain::event::{Step, StepKind};
use crate::domain::ids::{PetitionId, PetitionNo};
use crate::domain::intake::Intake;
use crate::domain::rights::Deed;
use crate::flow::view::{DraftRow, File, SavedDraft, Spent};
use crate::flow::{Answer, Do, Reply};
use crate::words::{Exit, Trouble};

impl Store {
    /// Carries out the write that an unfinished sheet becomes. Its draft goes in the same transaction:
    /// a cut leaves the draft or the record, never both.
    pub(super) fn finish(&mut self, draft: Spent, order: Do, now: Now) -> Answer {
        // A paper takes the draft of its blanks with it, and that of the reason it was asked for.
        let mut drafts = self.finishing.take();
        drafts.push(draft);
        self.finishing.set(drafts);
        let answer = self.perform(order, now);
        self.finishing.take();
        answer
    }

    pub(super) fn save_draft(&mut self, deed: Deed, draft: SavedDraft) -> Answer {
        let kept = self.write(deed, |tx, office| save(tx, &office.operator.login, &draft))?;
        Ok(match kept {
            Some(id) => Reply::DraftKept(id),
            None => Reply::DraftTaken(draft.id),
        })
    }

    pub(super) fn drop_draft(&mut self, deed: Deed, id: String) -> Answer {
        self.write(deed, |tx, office| drop(tx, &office.operator.login, &id))?;
        Ok(Reply::DraftKept(id))
    }

    pub(super) fn drop_sheet(&mut self, deed: Deed, draft: Spent) -> Answer {
        self.write(deed, |tx, office| spend(tx, &office.operator.login, &draft))?;
        Ok(Reply::DraftKept(draft.id))
    }
}

/// The petition that the sheet of a step is about, and the step's code; `None` for any other draft.
fn about(id: &str) -> Option<(i64, &str)> {
    let (_, about) = SavedDraft::base(id)
        .strip_prefix(SavedDraft::SHEET)?
        .split_once('/')?;
    let (petition, step) = about.strip_prefix("case/")?.split_once('/')?;
    Some((petition.parse().ok()?, step))
}

/// True of the sheet of a step of a petition whose use is restricted: what is typed there is not kept,
/// but for the steps that lift it, or store it elsewhere.
pub(super) fn is_put_away(conn: &Connection, id: &str) -> Sql<bool> {
    let Some((petition, step)) = about(id) else {
        return Ok(false);
    };
    let stores = [StepKind::Lift, StepKind::Archive, StepKind::HandOver];
    if stores.iter().any(|kind| step == kind.code()) {
        return Ok(false);
    }
    conn.prepare_cached("SELECT 1 FROM petition WHERE id = ?1 AND sealed = 1")?
        .exists([petition])
}

/// Drops what anybody has half typed about a petition that is put away: archived, or its use restricted.
pub fn drop_about(conn: &Connection, petition: PetitionId) -> Sql<()> {
    conn.prepare_cached("DELETE FROM draft WHERE id GLOB ?1")?
        .execute([format!("{}*/case/{}/*", SavedDraft::SHEET, petition.0)])?;
    // Why somebody was about to read it.
    let number: Option<String> = conn
        .prepare_cached("SELECT number FROM petition WHERE id = ?1")?
        .query_row([petition.0], |r| r.get(0))
        .optional()?;
    let Some(number) = number else { return Ok(()) };
    let base = format!("{}*/why/*/{number}", SavedDraft::SHEET);
    conn.prepare_cached("DELETE FROM draft WHERE id GLOB ?1 OR id GLOB ?2")?
        .execute([&base, &format!("{}*", SavedDraft::others(&base))])?;
    Ok(())
}

/// Keeps a draft and gives the id under which it is kept; `None` when it is not this session's any more.
/// A draft that has become a petition does not come back, and what another session wrote meanwhile is not
/// written over: an intake is left to its room, the words of a sheet are kept beside.
pub fn save(conn: &Connection, login: &str, draft: &SavedDraft) -> Sql<Option<String>> {
    if is_put_away(conn, &draft.id)? {
        return Ok(None);
    }
    let there = get(conn, login, &draft.id)?.map(|there| there.body);
    let mine = match &there {
        Some(body) => *body == draft.before || *body == draft.body,
        None => draft.before.is_empty(),
    };
    let id = match (mine, SavedDraft::is_sheet(&draft.id)) {
        (true, _) => draft.id.clone(),
        (false, true) => beside(conn, &draft.id)?,
        (false, false) => return Ok(None),
    };
    let kept = conn.prepare_cached(
        "INSERT INTO draft (id, operator, title, body, at) SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM petition WHERE draft = ?6)
         ON CONFLICT (id) DO UPDATE SET title = ?3, body = ?4, at = ?5 WHERE operator = ?2",
    )?
    .execute(params![id, login, draft.title, draft.body, row::stamp(draft.at), became::own(login, &id)])?;
    Ok((kept > 0).then_some(id))
}

/// An id for what a second seat writes on the same sheet.
fn beside(conn: &Connection, id: &str) -> Sql<String> {
    let base = SavedDraft::base(id);
    let mut taken = conn.prepare_cached("SELECT 1 FROM draft WHERE id = ?1")?;
    let mut n = 1;
    loop {
        let id = SavedDraft::beside(base, n);
        if !taken.exists([&id])? {
            return Ok(id);
        }
        n += 1;
    }
}

/// What an operator left unfinished on one sheet, at one seat or at several: newest first.
pub fn of_sheet(conn: &Connection, login: &str, base: &str) -> Sql<Vec<SavedDraft>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, title, body, at FROM draft WHERE operator = ?1 AND (id = ?2 OR substr(id, 1, length(?3)) = ?3)
         ORDER BY at DESC, id",
    )?;
    let rows = statement.query_map(params![login, base, SavedDraft::others(base)], read)?;
    rows.collect()
}

/// Drops a draft.
pub fn drop(conn: &Connection, login: &str, id: &str) -> Sql<()> {
    conn.prepare_cached("DELETE FROM draft WHERE id = ?1 AND operator = ?2")?
        .execute(params![id, login])?;
    Ok(())
}

/// Drops the draft of a sheet as its session knew it: another seat may have gone on writing there. The
/// same words under another number of the sheet go as well.
pub fn spend(conn: &Connection, login: &str, draft: &Spent) -> Sql<()> {
    let base = SavedDraft::base(&draft.id);
    conn.prepare_cached(
        "DELETE FROM draft WHERE operator = ?1 AND body = ?2 AND (id = ?3 OR substr(id, 1, length(?4)) = ?4)",
    )?
    .execute(params![login, draft.body, base, SavedDraft::others(base)])?;
    Ok(())
}

/// An operator's intakes, or other sheets, newest first.
pub fn list(conn: &Connection, login: &str, sheets: bool) -> Sql<Vec<DraftRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, title, at FROM draft WHERE operator = ?1 AND (substr(id, 1, length(?2)) = ?2) = ?3
         ORDER BY at DESC, id",
    )?;
    statement
        .query_map(params![login, SavedDraft::SHEET, sheets], |r| {
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
        .query_row(params![id, login], read)
        .optional()
}

fn read(r: &rusqlite::Row<'_>) -> Sql<SavedDraft> {
    Ok(SavedDraft {
        id: r.get(0)?,
        title: r.get(1)?,
        body: r.get(2)?,
        at: row::instant(r, 3)?,
        before: String::new(),
    })
}

/// Whether an intake is the one that this petition was registered from: a retry after a cut, or two seats
/// at one draft of which the second wrote on.
pub fn says_the_same(file: &File, intake: &Intake) -> bool {
    let first = file.events.first().map(|event| &event.what);
    let Some(Step::Register(registered)) = first else {
        return true;
    };
    let new = &intake.registration;
    registered.requests == new.requests
        && registered.facts == new.facts
        && registered.parties.len() == intake.people.len()
}

/// The draft was registered with other words: nothing of this one is kept in the file.
pub fn another(number: &PetitionNo) -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "这份草稿的编号已登记为{number}，内容与眼前的不同。",
            "A draft of this id was registered as {number}, with other words than these."
        ),
        say!(
            "在桌面上再存一次，会另登记一件；命令里请换一个草稿编号（draft）。",
            "On the desk, save once more: it becomes a petition of its own. By command, give another draft id."
        ),
    )
}
