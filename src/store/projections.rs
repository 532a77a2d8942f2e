//! The caches of one petition, made from its events: the same code for a live write, a bulk load and
//! a rebuild.

use rusqlite::{Connection, params};

use super::face::{Face, Projection, Restricted};
use super::{Sql, became, owing, witness};
use crate::domain::case::{self, Case};
use crate::domain::event::{Apart, Event, Registration, Step};
use crate::domain::ids::PetitionId;
use crate::domain::obligation::{self, Kind, Obligation};
use crate::domain::office::Office;
use crate::domain::status::Status;
use crate::words::Outside;

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

/// Writes the caches of one petition anew. `name` is the first petitioner's, when the caller knows it.
pub fn project(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    events: &[Event],
    name: Option<&str>,
) -> Sql<Projection> {
    write(conn, office, (petition, Before::Something), events, name)
}

/// Before something is added to a petition: where its caches do not follow from its events as they are,
/// somebody changed them, and what is written next must not hide it.
pub fn look(conn: &Connection, office: &Office, petition: PetitionId, events: &[Event]) -> Sql<()> {
    witness::look_at_petition(conn, petition, || {
        project(conn, office, petition, events, None).map(|_| ())
    })
}

/// As [`project`], for a petition of which no cache holds anything yet: nothing is taken away first.
pub fn project_first(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    events: &[Event],
    name: Option<&str>,
) -> Sql<Projection> {
    write(conn, office, (petition, Before::Nothing), events, name)
}

/// Whether the caches may hold something of a petition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Something,
}

fn write(
    conn: &Connection,
    office: &Office,
    (petition, before): (PetitionId, Before),
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
    if before == Before::Something {
        for sql in [
            "DELETE FROM reader WHERE petition = ?1",
            "DELETE FROM due WHERE petition = ?1",
            "DELETE FROM beside WHERE petition = ?1",
            "DELETE FROM concern WHERE petition = ?1",
            "DELETE FROM barred WHERE petition = ?1",
            "DELETE FROM apart WHERE petition = ?1",
        ] {
            conn.prepare_cached(sql)?.execute([petition.0])?;
        }
    }
    let restricted = Restricted::of(registration, projection.case.as_ref());
    let face = Face::of(conn, registration, &projection, name)?;
    write_petition(
        conn,
        (petition, before),
        first,
        &projection,
        restricted,
        &face,
    )?;
    write_readers(conn, petition, first, &projection, restricted)?;
    owing::write(conn, petition, &projection, restricted, &face)?;
    let apart = case::apart(events);
    if events.len() == 1 {
        parties(conn, petition, registration, before)?;
    } else if !apart.is_empty() {
        parties(conn, petition, face.registration, before)?;
        write_apart(conn, petition, &apart)?;
    }
    Ok(projection)
}

/// The row of a petition. A first writing is without `ON CONFLICT` and with `OR FAIL`: nobody goes on after
/// an error here, everything is rolled back, so no statement has to be taken back alone.
macro_rules! insert {
    ($begin:literal, $then:literal) => {
        concat!(
            $begin,
            " INTO petition (id, number, code, draft, received_on, registered_on, channel, class, category, place, summary, words, name,
                headcount, holder, status, open, restricted, matter, external_no, next_kind, next_on, sealed, supervised)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
            $then
        )
    };
}

fn write_petition(
    conn: &Connection,
    (id, before): (PetitionId, Before),
    first: &Event,
    p: &Projection,
    restricted: Restricted,
    face: &Face<'_>,
) -> Sql<()> {
    let r = face.registration;
    let case = p.case.as_ref();
    let next = next_owed(&p.obligations);
    let registered_on = r.registered_on.unwrap_or_else(|| first.at.date_naive());
    let received_on = case.map_or(r.received_on, |c| c.received_on);
    let sql = match before {
        Before::Nothing => insert!("INSERT OR FAIL", ""),
        Before::Something => insert!(
            "INSERT",
            " ON CONFLICT (id) DO UPDATE SET received_on = ?5, class = ?8, category = ?9, place = ?10, summary = ?11, words = ?12, name = ?13, holder = ?15,
                status = ?16, open = ?17, restricted = ?18, matter = ?19, next_kind = ?21, next_on = ?22, sealed = ?23, supervised = ?24"
        ),
    };
    conn.prepare_cached(sql)?.execute(params![
        id.0,
        r.number.0,
        r.code.0,
        (!r.draft.is_empty()).then(|| became::own(first.by.raw(), &r.draft)),
        received_on.to_string(),
        registered_on.to_string(),
        r.channel.code(),
        case.map_or(r.class, |c| c.class).code(),
        face.category,
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
        case.is_some_and(|c| !c.supervisions.is_empty()),
    ])?;
    Ok(())
}

/// What is owed next: the soonest unpaid obligation; the right to object is nobody's debt.
pub fn next_owed(obligations: &[Obligation]) -> Option<(Kind, chrono::NaiveDate)> {
    obligations
        .iter()
        .filter(|o| o.paid.is_none() && !o.void && o.kind != Kind::Object)
        .map(|o| (o.kind, o.due.effective))
        .min_by_key(|(_, on)| *on)
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
    let case = p.case.as_ref();
    let out = |login: &str| case.is_some_and(|c| c.is_out(login));
    let listed: Vec<&str> = match restricted {
        Restricted::No => return Ok(()),
        Restricted::ToReaders => std::iter::once(first.by.raw())
            .chain(case.iter().flat_map(|c| &c.handlers).map(Outside::raw))
            .filter(|login| !out(login))
            .collect(),
        Restricted::FromRecused | Restricted::FromAccused => case
            .iter()
            .flat_map(|c| c.recused.iter().map(|r| r.login.raw()))
            .collect(),
    };
    let mut insert =
        conn.prepare_cached("INSERT OR IGNORE INTO reader (petition, login) VALUES (?1, ?2)")?;
    for login in listed {
        insert.execute(params![id.0, login])?;
    }
    Ok(())
}

/// Writes for whose record a record of this petition's own stands.
fn write_apart(conn: &Connection, id: PetitionId, apart: &[Apart]) -> Sql<()> {
    let mut insert =
        conn.prepare_cached("INSERT INTO apart (petition, was, person) VALUES (?1, ?2, ?3)")?;
    for one in apart {
        insert.execute([id.0, one.was.0, one.person.0])?;
    }
    Ok(())
}

/// Writes who stands in a petition; done once, with its registration.
pub fn write_parties(conn: &Connection, id: PetitionId, r: &Registration) -> Sql<()> {
    parties(conn, id, r, Before::Nothing)
}

fn parties(conn: &Connection, id: PetitionId, r: &Registration, before: Before) -> Sql<()> {
    let mut insert = conn.prepare_cached(match before {
        Before::Nothing => {
            "INSERT OR FAIL INTO party (petition, ord, person, role) VALUES (?1, ?2, ?3, ?4)"
        }
        Before::Something => {
            "INSERT OR REPLACE INTO party (petition, ord, person, role) VALUES (?1, ?2, ?3, ?4)"
        }
    })?;
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
