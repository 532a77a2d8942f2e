//! The caches of one petition, made from its events: the same code for a live write, a bulk load and
//! a rebuild.

use std::borrow::Cow;

use rusqlite::{Connection, params};

use super::{Sql, people, row};
use crate::domain::case::Case;
use crate::domain::event::{Event, Registration, Step};
use crate::domain::ids::{PetitionId, UnitId};
use crate::domain::obligation::{self, Kind, Obligation};
use crate::domain::office::Office;
use crate::domain::petition::Class;
use crate::domain::status::Status;

/// What stands for the summary of a restricted petition.
const COVERED: &str = "＊＊＊";

/// What the events of one petition come to.
pub struct Projection {
    /// The fold.
    pub case: Option<Case>,
    /// What follows from it.
    pub obligations: Vec<Obligation>,
    /// One word.
    pub status: Status,
}

/// Who may see a petition; the condition is `petitions::SEEN`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Restricted {
    /// Everybody.
    No = 0,
    /// Only those listed: a report (Art. 30).
    ToReaders = 1,
    /// All but those listed: who withdrew for an interest (Art. 28(3)).
    FromRecused = 2,
    /// As before, and not whom it accuses: it came as a report and was sorted as something else.
    FromAccused = 3,
}

impl Restricted {
    fn of(registration: &Registration, case: Option<&Case>) -> Self {
        let class = case.map_or(registration.class, |c| c.class);
        if class == Class::Report {
            Self::ToReaders
        } else if !registration.accused.is_empty() {
            Self::FromAccused
        } else if case.is_some_and(|c| !c.recused.is_empty()) {
            Self::FromRecused
        } else {
            Self::No
        }
    }
}

/// Derives everything; writes nothing.
pub fn derive(office: &Office, events: &[Event]) -> Projection {
    let case = Case::of(events);
    let obligations = case
        .as_ref()
        .map(|c| obligation::derive(c, &office.calendar, &office.rules))
        .unwrap_or_default();
    Projection {
        status: Status::of(case.as_ref()),
        case,
        obligations,
    }
}

/// Writes the caches of one petition. `name` is the first petitioner's, when the caller knows it.
pub fn project(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    events: &[Event],
    name: Option<&str>,
) -> Sql<Projection> {
    let projection = derive(office, events);
    let Some(first) = events.first() else {
        return Ok(projection);
    };
    let Step::Register(registration) = &first.what else {
        return Ok(projection);
    };
    let restricted = Restricted::of(registration, projection.case.as_ref());
    write_petition(
        conn,
        petition,
        first,
        registration,
        &projection,
        restricted,
        name,
    )?;
    write_due(conn, petition, &projection, restricted)?;
    write_readers(conn, petition, first, &projection, restricted)?;
    write_concerned(conn, petition, registration, &projection)?;
    if events.len() == 1 {
        write_parties(conn, petition, registration)?;
    }
    Ok(projection)
}

fn write_petition(
    conn: &Connection,
    id: PetitionId,
    first: &Event,
    r: &Registration,
    p: &Projection,
    restricted: Restricted,
    name: Option<&str>,
) -> Sql<()> {
    let face = face(conn, r, p, name)?;
    let case = p.case.as_ref();
    let next = next_owed(&p.obligations);
    let registered_on = r.registered_on.unwrap_or_else(|| first.at.date_naive());
    let received_on = case.map_or(r.received_on, |c| c.received_on);
    let category = case.map_or(r.category.as_str(), |c| c.category.as_str());
    conn.prepare_cached(
        "INSERT INTO petition (id, number, code, draft, received_on, registered_on, channel, class, category, place, summary, words, name,
            headcount, holder, status, open, restricted, matter, external_no, next_kind, next_on, sealed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
         ON CONFLICT (id) DO UPDATE SET received_on = ?5, class = ?8, category = ?9, place = ?10, summary = ?11, words = ?12, name = ?13, holder = ?15, status = ?16, open = ?17,
            restricted = ?18, matter = ?19, next_kind = ?21, next_on = ?22, sealed = ?23",
    )?
    .execute(params![
        id.0,
        r.number.0,
        r.code.0,
        (!r.draft.is_empty()).then_some(&r.draft),
        received_on.to_string(),
        registered_on.to_string(),
        r.channel.code(),
        case.map_or(r.class, |c| c.class).code(),
        category,
        face.place,
        face.summary,
        face.words,
        face.name,
        r.headcount,
        case.map_or(1, |c| c.holder().0),
        p.status.code(),
        p.status.is_open(),
        restricted as i64,
        case.and_then(|c| c.matter).map(|m| m.0),
        r.external_no,
        next.map(|(kind, _)| kind.code()),
        next.map(|(_, on)| on.to_string()),
        face.sealed,
    ])?;
    Ok(())
}

/// What lists and searches show of a petition.
struct Face<'a> {
    summary: &'a str,
    words: String,
    place: &'a str,
    name: Cow<'a, str>,
    sealed: bool,
}

/// The face of a petition. What is restricted is not even in its row (PIPL Art. 47): no list and no
/// search can show it.
fn face<'a>(
    conn: &Connection,
    r: &'a Registration,
    p: &Projection,
    name: Option<&'a str>,
) -> Sql<Face<'a>> {
    if p.case.as_ref().is_some_and(|c| c.restricted.is_some()) {
        return Ok(Face {
            summary: COVERED,
            words: String::new(),
            place: "",
            name: Cow::Borrowed(""),
            sealed: true,
        });
    }
    let name = match (name, r.parties.first()) {
        // A voided petition shows nobody, also when the person was taken back with its batch.
        _ if r.withhold_name || p.case.is_none() => Cow::Borrowed(""),
        (Some(name), _) => Cow::Borrowed(name),
        (None, Some(party)) => Cow::Owned(people::name(conn, party.person)?),
        (None, None) => Cow::Borrowed(""),
    };
    Ok(Face {
        summary: &r.summary,
        words: words_of(r),
        place: &r.place,
        name,
        sealed: false,
    })
}

/// What is owed next: the soonest unpaid obligation; the right to object is nobody's debt.
pub fn next_owed(obligations: &[Obligation]) -> Option<(Kind, chrono::NaiveDate)> {
    obligations
        .iter()
        .filter(|o| o.paid.is_none() && !o.void && o.kind != Kind::Object)
        .map(|o| (o.kind, o.due.effective))
        .min_by_key(|(_, on)| *on)
}

/// The text that a search for words of the matter looks in.
fn words_of(r: &Registration) -> String {
    let mut words = r.facts.clone();
    for request in r
        .requests
        .iter()
        .filter(|q| **q != r.summary && **q != r.facts)
    {
        words.push('\n');
        words.push_str(request);
    }
    words
}

fn write_due(
    conn: &Connection,
    id: PetitionId,
    projection: &Projection,
    restricted: Restricted,
) -> Sql<()> {
    conn.prepare_cached("DELETE FROM due WHERE petition = ?1")?
        .execute([id.0])?;
    let mut insert = conn.prepare_cached("INSERT INTO due (petition, ord, kind, owed_by, effective, warn, restricted, handled, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let handled = projection
        .case
        .as_ref()
        .is_some_and(|c| !c.handlers.is_empty());
    for (ord, o) in projection
        .obligations
        .iter()
        .enumerate()
        .filter(|(_, o)| o.paid.is_none() && !o.void)
    {
        let (ord, effective, warn) = (
            i64::try_from(ord).unwrap_or(i64::MAX),
            o.due.effective.to_string(),
            o.due.warn.to_string(),
        );
        insert.execute(params![
            id.0,
            ord,
            o.kind.code(),
            o.owed_by.0,
            effective,
            warn,
            restricted as i64,
            handled,
            row::to_json(o)?
        ])?;
    }
    Ok(())
}

/// Whom the petition concerns beside the petition office, and whom a report must not reach.
fn write_concerned(conn: &Connection, id: PetitionId, r: &Registration, p: &Projection) -> Sql<()> {
    conn.prepare_cached("DELETE FROM concern WHERE petition = ?1")?
        .execute([id.0])?;
    let case = p.case.as_ref();
    let owing = p.obligations.iter().filter(|o| o.paid.is_none() && !o.void);
    let units = case.map(Case::holder).into_iter().chain(r.taken_at);
    let mut insert = conn.prepare_cached(
        "INSERT OR IGNORE INTO concern (petition, unit, login) VALUES (?1, ?2, ?3)",
    )?;
    for unit in units.chain(owing.map(|o| o.owed_by)) {
        if unit != UnitId::OFFICE {
            insert.execute(params![id.0, unit.0, ""])?;
        }
    }
    for login in case.iter().flat_map(|c| &c.handlers) {
        insert.execute(params![id.0, 0, login])?;
    }
    // Written once: who is accused stands in the registration.
    let mut bar = conn.prepare_cached(
        "INSERT OR IGNORE INTO barred (petition, unit, name) VALUES (?1, ?2, ?3)",
    )?;
    for accused in &r.accused {
        bar.execute(params![
            id.0,
            accused.unit.map_or(0, |u| u.0),
            accused.name.trim()
        ])?;
    }
    Ok(())
}

/// A report is seen by who registered it and by those named to handle it (Art. 30); anything else
/// by all but those who withdrew. Who withdrew sees neither.
fn write_readers(
    conn: &Connection,
    id: PetitionId,
    first: &Event,
    p: &Projection,
    restricted: Restricted,
) -> Sql<()> {
    conn.prepare_cached("DELETE FROM reader WHERE petition = ?1")?
        .execute([id.0])?;
    let case = p.case.as_ref();
    let out = |login: &str| case.is_some_and(|c| c.is_out(login));
    let listed: Vec<&String> = match restricted {
        Restricted::No => return Ok(()),
        Restricted::ToReaders => std::iter::once(&first.by)
            .chain(case.iter().flat_map(|c| &c.handlers))
            .filter(|login| !out(login))
            .collect(),
        Restricted::FromRecused | Restricted::FromAccused => case
            .iter()
            .flat_map(|c| c.recused.iter().map(|r| &r.login))
            .collect(),
    };
    let mut insert =
        conn.prepare_cached("INSERT OR IGNORE INTO reader (petition, login) VALUES (?1, ?2)")?;
    for login in listed {
        insert.execute(params![id.0, login])?;
    }
    Ok(())
}

/// Writes who stands in a petition; done once, with its registration.
pub fn write_parties(conn: &Connection, id: PetitionId, r: &Registration) -> Sql<()> {
    let mut insert = conn.prepare_cached(
        "INSERT OR REPLACE INTO party (petition, ord, person, role) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (ord, party) in r.parties.iter().enumerate() {
        insert.execute(params![
            id.0,
            i64::try_from(ord).unwrap_or(i64::MAX),
            party.person.0,
            party.role.code()
        ])?;
    }
    Ok(())
}
