//! Registering an intake: number, code, event, caches and the end of its draft in one transaction.

use rusqlite::{Connection, OptionalExtension, params};

use super::settling::Entered;
use super::{
    Now, Refusal, Sql, Store, answers, audit, became, duty, events, files, petitions, projections,
    settling, twice,
};
use crate::domain::duty::deed::Deed as DutyDeed;
use crate::domain::duty::dispute;
use crate::domain::event::{Registration, Step};
use crate::domain::ids::{PersonId, PetitionId, PetitionNo, QueryCode, UnitId};
use crate::domain::intake::Intake;
use crate::domain::office::Office;
use crate::domain::petition::Class;
use crate::domain::rights::{self, Deed};
use crate::flow::request::Registered;
use crate::words::{Exit, Trouble};

/// Registers an intake. A draft that was registered before answers with its first saving.
pub fn register(store: &mut Store, intake: &Intake, now: Now) -> Result<Registered, Trouble> {
    store.write_or(Deed::Register, |tx, office| {
        register_one(tx, office, intake, now)
    })
}

impl Store {
    /// Registers many intakes in one transaction, all or none. `each` gets them in order, before
    /// the transaction ends: what it gathers counts only when this gives `Ok`.
    ///
    /// # Errors
    /// The store's [`Trouble`]; then none of them is registered.
    pub fn register_all(
        &mut self,
        intakes: &[Intake],
        now: Now,
        mut each: impl FnMut(Registered),
    ) -> Result<(), Trouble> {
        let now = self.local(now);
        let done = self.write_or(Deed::Register, |tx, office| {
            for intake in intakes {
                each(register_one(tx, office, intake, now)?);
            }
            Ok(())
        });
        self.on_record(Deed::Register, now, done)
    }
}

impl Store {
    /// Why nothing can be registered with these words under their draft id: it has become a petition with
    /// others, or one that is not for whoever asks any more.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn reused(&self, intake: &Intake) -> Result<Option<Trouble>, Trouble> {
        let draft = &intake.registration.draft;
        if draft.is_empty() {
            return Ok(None);
        }
        self.look(|conn, office| {
            let login = &office.operator.login;
            let Some(petition) = registered_before(conn, login, draft)? else {
                return Ok(None);
            };
            if !petitions::is_seen(conn, login, petition)? {
                return Ok(Some(files::missing(draft)));
            }
            let file = match files::gather(conn, office, petition) {
                Ok(file) => file,
                Err(Refusal::Sql(error)) => return Err(error),
                Err(Refusal::Trouble(trouble)) => return Ok(Some(*trouble)),
            };
            let same = super::drafts::says_the_same(&file, intake);
            Ok((!same).then(|| super::drafts::another(&file.number)))
        })
    }
}

fn register_one(
    tx: &Connection,
    office: &Office,
    intake: &Intake,
    now: Now,
) -> Result<Registered, Refusal> {
    let draft = &intake.registration.draft;
    if !draft.is_empty()
        && let Some(petition) = registered_before(tx, &office.operator.login, draft)?
    {
        return made_before(tx, office, intake, petition, now);
    }
    settling::none_unknown(tx, &office.operator.login, intake)?;
    twice::none_twice(tx, &office.operator.login, intake)?;
    let mut head = events::head(tx)?;
    let done = enter(tx, office, &mut head, intake, now, None)?;
    if !draft.is_empty() {
        super::drafts::drop(tx, &office.operator.login, draft)?;
    }
    let login = &office.operator.login;
    let possible = settling::possible(tx, login, intake, (&done.people, &done.new))?;
    let entry = audit::Entry {
        at: now,
        action: "register",
        petition: Some(done.petition),
        what: &format!("event {}", head.seq),
        why: "",
    };
    // In the row of the registration: one of its own would tell of a petition that is hidden.
    let told: Vec<PersonId> = possible.iter().map(|p| p.person).collect();
    audit::add_named(tx, office, &entry, &told)?;
    let file = if intake.same_matter.is_some() {
        files::gather(tx, office, done.petition)?
    } else {
        // What was written is what the file holds, and nothing belongs yet to the matter of a petition
        // that was not there before: reading it back would be a good part of the work again.
        files::lay_out(tx, done.petition, done.events, done.projection, Vec::new())?
    };
    let unlinked = becomes(tx, office, intake, &file.number, now)?;
    Ok(Registered {
        unlinked,
        petition: done.petition,
        file: Box::new(file),
        again: false,
        matched: done.known,
        possible,
    })
}

/// The answer to a draft that has become this petition before: how it stands now, on record as opened.
fn made_before(
    tx: &Connection,
    office: &Office,
    intake: &Intake,
    petition: PetitionId,
    now: Now,
) -> Result<Registered, Refusal> {
    let (login, draft) = (&office.operator.login, &intake.registration.draft);
    if !petitions::is_seen(tx, login, petition)? {
        return Err(files::missing(draft).into());
    }
    let file = Box::new(files::gather(tx, office, petition)?);
    if !super::drafts::says_the_same(&file, intake) {
        return Err(super::drafts::another(&file.number).into());
    }
    super::drafts::drop(tx, login, draft)?;
    record(tx, office, now, "open", petition, "receipt")?;
    super::keeping::look_into(office, file.case.as_ref(), "")?;
    Ok(Registered {
        petition,
        file,
        again: true,
        matched: Vec::new(),
        possible: Vec::new(),
        unlinked: None,
    })
}

/// A petition that was begun from a dispute ends it on the ledger, in the same transaction. A dispute
/// that is closed meanwhile stays as it is and is given back, and a report is never named there.
fn becomes(
    tx: &Connection,
    office: &Office,
    intake: &Intake,
    number: &PetitionNo,
    now: Now,
) -> Result<Option<i64>, Refusal> {
    let registration = &intake.registration;
    let (Some(of), true) = (
        dispute::of_draft(&registration.draft),
        registration.class != Class::Report,
    ) else {
        return Ok(None);
    };
    let book = duty::book(tx, Some(now.naive_local()))?;
    let mut disputes = book.disputes.iter();
    let open = disputes.find(|d| d.stamp.seq == of && d.is_open());
    let Some(open) = open else {
        return Ok(Some(of));
    };
    let (unit, units) = (open.dispute.unit, &office.units);
    if rights::refused_for(&office.operator, Deed::Report, unit, units).is_none() {
        let number = number.clone();
        let what = DutyDeed::DisputeToPetition { of, number };
        let event = duty::append(tx, now, &office.operator.login, "", what)?;
        super::duty::record(tx, office, &event, now)?;
    }
    Ok(None)
}

/// Puts a registration, or its receipt shown again, on record.
fn record(
    tx: &Connection,
    office: &Office,
    at: Now,
    action: &str,
    petition: PetitionId,
    what: &str,
) -> Sql<()> {
    let entry = audit::Entry {
        at,
        action,
        petition: Some(petition),
        what,
        why: "",
    };
    audit::add(tx, office, &entry).map(|_| ())
}

/// What this operator registered under a draft id: to anybody else a receipt would open a file.
fn registered_before(conn: &Connection, login: &str, draft: &str) -> Sql<Option<PetitionId>> {
    conn.prepare_cached("SELECT id FROM petition WHERE draft = ?1")?
        .query_row([became::own(login, draft)], |r| r.get(0).map(PetitionId))
        .optional()
}

/// Enters one intake inside a transaction: used by the window, by commands and by imports.
pub fn enter(
    conn: &Connection,
    office: &Office,
    head: &mut events::Head,
    intake: &Intake,
    now: Now,
    closed: Option<&str>,
) -> Result<Entered, Refusal> {
    let mut registration = intake.registration.clone();
    registration.taken_at = Some(office.operator.unit).filter(|u| *u != UnitId::OFFICE);
    let mut entered = Entered {
        petition: next_petition(conn)?,
        events: Vec::with_capacity(2),
        // Of nothing yet.
        projection: projections::derive(office, &[]),
        people: Vec::new(),
        known: Vec::new(),
        new: Vec::new(),
        one: Vec::new(),
        changed: Vec::new(),
    };
    let by = (
        office.operator.login.as_str(),
        now.with_timezone(&office.zone).date_naive(),
    );
    settling::settle_all(conn, by, intake, &mut registration, &mut entered)?;
    let first = intake.people.first().filter(|p| p.known.is_none());
    let name = first.map(|p| p.person.name.raw());
    number(conn, office, &mut registration, now)?;
    let received_on = registration.received_on;
    let event = events::New {
        petition: entered.petition,
        on: received_on,
        at: now,
        by: &office.operator.login,
        why: "",
        what: Step::Register(Box::new(registration)),
    };
    entered.events.push(events::append(conn, head, event)?);
    if let Some(to) = &intake.same_matter {
        let linked = answers::link(conn, office, head, (&entered.events[0], to), now)?;
        entered.events.push(linked);
    }
    if let Some(reasons) = closed {
        close(conn, office, head, &mut entered, reasons, now)?;
    }
    let (petition, all) = (entered.petition, &entered.events);
    entered.projection = projections::project_first(conn, office, petition, all, name)?;
    // With a registration alone they are written.
    if all.len() > 1
        && let Step::Register(registration) = &all[0].what
    {
        projections::write_parties(conn, petition, registration)?;
    }
    answers::join(conn, office, &entered.one, now)?;
    answers::keep_apart(conn, office, intake, &entered.people, now)?;
    Ok(entered)
}

/// Adds the closing of a petition that its ledger calls finished.
fn close(
    conn: &Connection,
    office: &Office,
    head: &mut events::Head,
    entered: &mut Entered,
    reasons: &str,
    now: Now,
) -> Sql<()> {
    let first = &entered.events[0];
    let new = events::New {
        petition: entered.petition,
        on: first.at.date_naive().max(first.on),
        at: now,
        by: &office.operator.login,
        why: "",
        what: Step::Close {
            reasons: reasons.into(),
            resolved: false,
        },
    };
    entered.events.push(events::append(conn, head, new)?);
    Ok(())
}

fn next_petition(conn: &Connection) -> Sql<PetitionId> {
    conn.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM petition")?
        .query_row([], |r| r.get(0).map(PetitionId))
}

/// Gives the next number of the year, gapless, and an unguessable query code.
fn number(
    conn: &Connection,
    office: &Office,
    registration: &mut Registration,
    now: Now,
) -> Result<(), Refusal> {
    use chrono::Datelike;
    let year = now.date_naive().year();
    let serial = next_serial(conn, year)?;
    registration.number =
        PetitionNo::build(&office.area, year, registration.channel.mark(), serial);
    registration.code = fresh_code(conn)?;
    Ok(())
}

/// Moves the serial of a year on. Two plain statements: one that says what it wrote would keep the page
/// once more and a table of its own.
fn next_serial(conn: &Connection, year: i32) -> Sql<u32> {
    let last: Option<u32> = conn
        .prepare_cached("SELECT last FROM serial WHERE year = ?1")?
        .query_row([year], |r| r.get(0))
        .optional()?;
    let next = last.unwrap_or(0) + 1;
    let sql = if last.is_some() {
        "UPDATE serial SET last = ?2 WHERE year = ?1"
    } else {
        "INSERT INTO serial (year, last) VALUES (?1, ?2)"
    };
    conn.prepare_cached(sql)?.execute(params![year, next])?;
    Ok(next)
}

fn fresh_code(conn: &Connection) -> Result<QueryCode, Refusal> {
    loop {
        let mut entropy = [0u8; 7];
        getrandom::fill(&mut entropy).map_err(|e| {
            let detail = e.to_string();
            Trouble::unchanged(
                Exit::Failed,
                say!(
                    "系统没有给出随机数（{detail}）。",
                    "The system gave no randomness ({detail})."
                ),
                say!("请再试一次。", "Try again."),
            )
        })?;
        let code = QueryCode::from_entropy(entropy);
        let taken = conn
            .prepare_cached("SELECT 1 FROM petition WHERE code = ?1")?
            .exists(params![code.0])?;
        if !taken {
            return Ok(code);
        }
    }
}
