//! Imported ledgers: one transaction a batch, every row accounted for, a second import adds nothing,
//! an undo takes the batch back by later events.

use rusqlite::{Connection, params};

use super::{
    Now, Refusal, Sql, Store, answers, audit, brought, events, imported, people, petitions,
    projections, register, row, row_answers, written,
};
use crate::domain::chain;
use crate::domain::event::{Event, Step};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::intake::answer::Answered;
use crate::domain::intake::{Intake, Recognise};
use crate::domain::office::Office;
use crate::domain::person::Person;
use crate::domain::rights::Deed;
use crate::words::{Exit, Trouble};

/// A row that is ready to be taken.
pub struct BatchRow {
    /// What tells this row from every other: the other system's number, or a fingerprint.
    pub key: String,
    /// The checked intake.
    pub intake: Intake,
    /// The ledger calls it finished.
    pub closed: bool,
    /// What was answered to whom it looks like.
    pub answers: Vec<Answered>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The batch.
    pub batch: i64,
    /// Rows taken now.
    pub taken: usize,
    /// Rows that an earlier import had taken.
    pub known: usize,
    /// Keys of the known rows.
    pub known_keys: Vec<String>,
    /// Answers about known rows: they came too late to do anything.
    pub late: usize,
}

/// The whole of an import's file.
pub struct Ledger<'a> {
    /// The file's name as shown.
    pub file: &'a str,
    /// Its digest.
    pub digest: [u8; 32],
    /// Rows refused, for the record.
    pub refused: usize,
    /// The rows.
    pub rows: &'a [BatchRow],
}

/// A batch: id, file, instant, taken, refused, undone.
pub type Batch = (i64, String, String, i64, i64, bool);

impl Store {
    /// Takes a batch, all or nothing. With `dry`, everything is done and then rolled back.
    ///
    /// # Errors
    /// The store's [`Trouble`]; nothing of the batch stays.
    pub fn import(
        &mut self,
        ledger: &Ledger<'_>,
        now: Now,
        dry: bool,
        mut progress: impl FnMut(usize),
    ) -> Result<Imported, Trouble> {
        let now = self.local(now);
        let mut done = Imported::default();
        let result = self.write_or(Deed::Import, |tx, office| {
            done = take_all(tx, office, ledger, now, &mut progress)?;
            if done.taken == 0 || dry {
                // Nothing new: the batch itself leaves no trace either.
                return Err(Refusal::Trouble(Box::new(rolled_back())));
            }
            Ok(())
        });
        match result {
            Err(trouble) if trouble != rolled_back() => {
                self.on_record(Deed::Import, now, Err(trouble))
            }
            _ => Ok(done),
        }
    }

    /// Undoes a batch: each of its petitions is voided by a later event, people who exist only
    /// because of it are taken back, and its rows may be imported again.
    ///
    /// # Errors
    /// A [`Trouble`]: no such batch (4), undone before, or worked on since (3). One of which this
    /// operator may not see every petition is answered like one that is not there.
    pub fn undo_import(&mut self, batch: i64, now: Now) -> Result<usize, Trouble> {
        let now = self.local(now);
        let undone = self.write_or(Deed::Undo, |tx, office| {
            imported::may_undo(tx, office, batch)?;
            super::witness::look_at_batch(tx, batch)?;
            let petitions = petitions_of(tx, batch)?;
            refuse_if_worked_on(tx, &petitions)?;
            let mut head = events::head(tx)?;
            let today = now.with_timezone(&office.zone).date_naive();
            for petition in &petitions {
                let mut log = events::of(tx, *petition)?;
                let Some(of) = log.first().map(|e| e.seq) else {
                    continue;
                };
                projections::look(tx, office, *petition, &log)?;
                let what = Step::Correct {
                    of,
                    void: true,
                    on: None,
                    accused: None,
                    accused_mistaken: false,
                    reasons: format!("撤销导入批次{batch}").into(),
                };
                let new = events::New {
                    petition: *petition,
                    on: today,
                    at: now,
                    by: &office.operator.login,
                    why: "",
                    what,
                };
                log.push(events::append(tx, &mut head, new)?);
                projections::project(tx, office, *petition, &log, None)?;
            }
            take_back_people(tx, batch)?;
            for petition in &petitions {
                written::take_back(tx, *petition)?;
                brought::take_back(tx, *petition)?;
                people::put_away_parties(tx, *petition)?;
            }
            tx.execute("DELETE FROM batch_row WHERE batch = ?1", [batch])?;
            tx.execute(
                "UPDATE batch SET undone = ?2 WHERE id = ?1",
                params![batch, row::stamp(now)],
            )?;
            super::witness::batch(tx, batch)?;
            let what = format!("batch {batch}");
            audit::add(tx, office, &audit::Entry::plain(now, "undo", &what))?;
            Ok(petitions.len())
        });
        self.on_record(Deed::Undo, now, undone)
    }

    /// The batches that this operator may know of, newest first: id, file, instant, taken, refused, undone.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn batches(&self) -> Result<Vec<Batch>, Trouble> {
        let read = || -> Sql<Vec<Batch>> {
            let mut statement = self.conn.prepare(&format!(
                "SELECT t.id, t.file, t.at, t.taken, t.refused, t.undone IS NOT NULL FROM batch t WHERE {} ORDER BY t.id DESC",
                petitions::batch_known()
            ))?;
            statement
                .query_map([&self.office.operator.login], |r| {
                    Ok((
                        r.get(0)?,
                        r.get(1)?,
                        r.get(2)?,
                        r.get(3)?,
                        r.get(4)?,
                        r.get(5)?,
                    ))
                })?
                .collect()
        };
        read().map_err(|e| self.trouble(&e))
    }
}

/// Takes every row of a ledger that no import took before, as one batch on record.
///
/// # Errors
/// A rule, or the database's own: then nothing of it may stay.
pub(super) fn take_all(
    tx: &Connection,
    office: &Office,
    ledger: &Ledger<'_>,
    now: Now,
    mut progress: impl FnMut(usize),
) -> Result<Imported, Refusal> {
    let mut done = Imported {
        batch: tx.query_row("SELECT coalesce(max(id), 0) + 1 FROM batch", [], |r| {
            r.get(0)
        })?,
        ..Imported::default()
    };
    super::witness::look_at_batch(tx, done.batch)?;
    let mut head = events::head(tx)?;
    tx.execute(
        "INSERT INTO batch (id, file, digest, at, operator, taken, refused) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)",
        params![done.batch, ledger.file, ledger.digest, row::stamp(now), office.operator.login, row::number(ledger.refused)],
    )?;
    for (i, row) in ledger.rows.iter().enumerate() {
        let at = imported::place(tx, &office.operator.login, &row.key)?;
        if at.petition.is_some() {
            done.known += 1;
            done.late += row.answers.len();
            done.known_keys.push(row.key.clone());
            continue;
        }
        take(tx, office, &mut head, (row, &at.key), done.batch, now)?;
        done.taken += 1;
        if i % 256 == 0 {
            progress(i);
        }
    }
    tx.execute(
        "UPDATE batch SET taken = ?2 WHERE id = ?1",
        params![done.batch, row::number(done.taken)],
    )?;
    super::witness::batch(tx, done.batch)?;
    // Not the file's name: it may say what only its petitions' readers may know.
    let what = format!("batch {} {}", done.batch, short(&ledger.digest));
    audit::add(tx, office, &audit::Entry::plain(now, "import", &what))?;
    Ok(done)
}

/// A file's digest as the trail names it.
pub(super) fn short(digest: &[u8; 32]) -> String {
    chain::hex(digest)[..16].to_owned()
}

fn take(
    tx: &Connection,
    office: &Office,
    head: &mut events::Head,
    (taken, key): (&BatchRow, &str),
    batch: i64,
    now: Now,
) -> Result<(), Refusal> {
    let mut intake = taken.intake.clone();
    intake.registration.batch = Some(batch);
    // A ledger is no form: who is not answered about is known by the document alone.
    intake.recognise = Recognise::ByDocument;
    let login = office.operator.login.as_str();
    row_answers::lay(tx, login, now, (&taken.key, &taken.answers, &mut intake))?;
    let entered = register::enter(
        tx,
        office,
        head,
        &intake,
        now,
        taken.closed.then_some("台账记为已办结"),
    )?;
    tx.prepare_cached(
        "INSERT INTO batch_row (key, batch, petition, people) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        key,
        batch,
        entered.petition.0,
        row::to_json(&entered.people)?
    ])?;
    for person in entered.new {
        tx.prepare_cached("INSERT INTO batch_person (batch, person) VALUES (?1, ?2)")?
            .execute([batch, person.0])?;
    }
    for (person, before) in entered.changed {
        // Only the record as it was before the batch; its later changes are the batch's own.
        let after = people::get(tx, person)?.unwrap_or_default();
        tx.prepare_cached(
            "INSERT INTO batch_person (batch, person, before, after) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (batch, person) DO UPDATE SET after = ?4 WHERE before IS NOT NULL",
        )?
        .execute(params![
            batch,
            person.0,
            row::to_json(&before)?,
            row::to_json(&after)?
        ])?;
    }
    Ok(())
}

fn petitions_of(conn: &Connection, batch: i64) -> Sql<Vec<PetitionId>> {
    let mut statement =
        conn.prepare("SELECT petition FROM batch_row WHERE batch = ?1 ORDER BY petition")?;
    statement
        .query_map([batch], |r| r.get(0).map(PetitionId))?
        .collect()
}

/// A petition that somebody has worked on since is not undone behind their back.
fn refuse_if_worked_on(conn: &Connection, petitions: &[PetitionId]) -> Result<(), Refusal> {
    let mut worked = Vec::new();
    for petition in petitions {
        let log: Vec<Event> = events::of(conn, *petition)?;
        let own = |e: &Event| {
            matches!(&e.what, Step::Register(_))
                || matches!(&e.what, Step::Link { reasons, .. } if reasons == answers::LINKED)
                || matches!(&e.what, Step::Close { reasons, .. } if reasons == "台账记为已办结")
        };
        if let (Some(Step::Register(r)), true) =
            (log.first().map(|e| &e.what), log.iter().any(|e| !own(e)))
        {
            worked.push(r.number.0.clone());
        }
    }
    if worked.is_empty() {
        return Ok(());
    }
    let (count, some) = (
        worked.len(),
        worked.iter().take(5).cloned().collect::<Vec<_>>().join(" "),
    );
    Err(Trouble::unchanged(
        Exit::Refused,
        say!("本批有{count}件导入后已经办理过（{some}），不能整批撤销。", "{count} petitions of the batch were worked on since ({some}); it cannot be undone as a whole."),
        say!("请逐件更正。", "Correct them one by one."),
    )
    .into())
}

/// People who came with the batch and whom nothing else needs; the others get their record back.
fn take_back_people(conn: &Connection, batch: i64) -> Sql<()> {
    let mut statement = conn.prepare(
        "SELECT person, before, after FROM batch_person WHERE batch = ?1 AND before IS NOT NULL",
    )?;
    let changed: Vec<(PersonId, Person, Person)> = statement
        .query_map([batch], |r| {
            Ok((PersonId(r.get(0)?), row::json(r, 1)?, row::json(r, 2)?))
        })?
        .collect::<Sql<_>>()?;
    for (person, before, after) in changed {
        // A record that somebody has corrected by hand since is right as it stands.
        let corrected = "SELECT 1 FROM event e JOIN party a ON a.petition = e.petition WHERE a.person = ?1 AND substr(e.body, 1, 24) = '{\"step\":\"correct_record\"'";
        if conn.prepare_cached(corrected)?.exists([person.0])? {
            continue;
        }
        people::put_back(conn, person, &before, &after)?;
    }
    let mut statement =
        conn.prepare("SELECT person FROM batch_person WHERE batch = ?1 AND before IS NULL")?;
    let people: Vec<PersonId> = statement
        .query_map([batch], |r| r.get(0).map(PersonId))?
        .collect::<Sql<_>>()?;
    let needed = "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?1 AND p.status <> 'void'
        UNION ALL SELECT 1 FROM merge WHERE kept = ?1 OR other = ?1
        UNION ALL SELECT 1 FROM import_answer WHERE person = ?1"; // what was said of somebody names them for good
    for person in people {
        if !conn.prepare_cached(needed)?.exists([person.0])? {
            super::witness::look_at_person(conn, person)?;
            conn.prepare_cached("DELETE FROM petitioner WHERE id = ?1")?
                .execute([person.0])?;
            super::witness::person(conn, person)?;
        }
    }
    conn.execute("DELETE FROM batch_person WHERE batch = ?1", [batch])?;
    Ok(())
}

fn rolled_back() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!("没有新的行。", "There were no new rows."),
        crate::words::Sentence::default(),
    )
}
