//! A petition from which a report was split off still says what the report says, in the words in which it came: it is kept
//! from whom the report accuses like the report itself (Art. 30(3)). What else it asks for goes to them as a petition
//! of its own.

use rusqlite::Connection;

use super::{Now, Refusal, Sql, audit, events, merges, parted, petitions, projections};
use crate::domain::case::Case;
use crate::domain::event::{Event, Step};
use crate::domain::identity::COVERED;
use crate::domain::ids::PetitionId;
use crate::domain::office::Office;
use crate::domain::registration::Accused;
use crate::flow::view::File;

/// Why a splitting is recorded once more.
const AGAIN: &str = "分案补记";

/// Whom a petition accuses; nobody where it accuses none or is not there.
fn accused_of(conn: &Connection, office: &Office, login: &str, number: &str) -> Sql<Vec<Accused>> {
    let Some(petition) = petitions::seen(conn, login, number)? else {
        return Ok(Vec::new());
    };
    let log = events::of(conn, petition)?;
    let case = projections::derive(office, &log).case;
    Ok(case.map(|c| c.registration.accused).unwrap_or_default())
}

/// Puts into a splitting whom the petition accuses that carries the requests from now on.
pub fn accuse(conn: &Connection, office: &Office, step: &mut Step) -> Sql<()> {
    if let Step::Split { into, accused, .. } = step {
        *accused = accused_of(conn, office, &office.operator.login, into.raw())?;
    }
    Ok(())
}

/// After a step of a petition: those from which requests were split off into it, by the same people, are kept from whom it
/// accuses since.
pub fn follow(
    conn: &Connection,
    office: &Office,
    (petition, log): (PetitionId, &[Event]),
    now: Now,
) -> Result<(), Refusal> {
    let accuses = match log.last().map(|event| &event.what) {
        Some(Step::Sort(sorted)) => !sorted.accused.is_empty(),
        Some(Step::Correct { accused, .. }) => accused.is_some(),
        _ => false,
    };
    let case = projections::derive(office, log).case;
    let Some(case) = case.filter(|_| accuses) else {
        return Ok(());
    };
    for other in others(conn, office, petition, &case)? {
        let mut log = events::of(conn, other)?;
        let Some(of) = projections::derive(office, &log).case else {
            continue;
        };
        let into = case.registration.number.0.as_str();
        let Some((request, into)) = of.split.iter().find(|(_, number)| number.raw() == into) else {
            continue;
        };
        let (known, all) = (&of.registration.accused, &case.registration.accused);
        if all.iter().all(|one| known.contains(one)) {
            continue;
        }
        let step = Step::Split {
            requests: vec![request + 1],
            into: into.clone(),
            reasons: AGAIN.into(),
            accused: all.clone(),
        };
        projections::look(conn, office, other, &log)?;
        log.push(add(conn, office, other, step, now)?);
        projections::project(conn, office, other, &log, None)?;
    }
    Ok(())
}

/// The other petitions of its people.
fn others(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    case: &Case,
) -> Sql<Vec<PetitionId>> {
    let mut all = Vec::new();
    let mut of =
        conn.prepare_cached("SELECT petition FROM party WHERE person = ?1 AND petition <> ?2")?;
    for party in &case.registration.parties {
        for person in merges::members(conn, &office.operator.login, party.person)? {
            let rows = of.query_map([person.0, petition.0], |r| r.get(0).map(PetitionId))?;
            all.extend(rows.collect::<Sql<Vec<_>>>()?);
        }
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn add(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    what: Step,
    now: Now,
) -> Sql<Event> {
    let mut head = events::head(conn)?;
    let new = events::New {
        petition,
        on: now.with_timezone(&office.zone).date_naive(),
        at: now,
        by: &office.operator.login,
        why: "",
        what,
    };
    let event = events::append(conn, &mut head, new)?;
    let what = format!("event {} split", event.seq);
    let entry = audit::Entry {
        petition: Some(petition),
        ..audit::Entry::plain(now, "act", &what)
    };
    audit::add(conn, office, &entry)?;
    Ok(event)
}

/// Covers in a file whom a petition accuses that was split off from it and that login may not see; and which petition it
/// was where it, or the file, withholds its people from login.
pub fn cover(conn: &Connection, login: &str, file: &mut File) -> Sql<()> {
    let (mut hidden, mut own, mut untold) = (Vec::new(), Vec::new(), Vec::new());
    for event in &mut file.events {
        let to = match &event.what {
            Step::Split { into, .. } => petitions::seen(conn, login, into.raw())?,
            _ => None,
        };
        let withheld = match to {
            Some(to) => parted::is_of_withheld(conn, login, event, to)?,
            None => false,
        };
        match &mut event.what {
            Step::Split { into, accused, .. } if to.is_none() => {
                hidden.append(accused);
                untold.push(into.clone());
            }
            Step::Split { into, .. } if withheld => {
                untold.push(std::mem::replace(into, COVERED.into()));
            }
            Step::Register(r) => own.extend(r.accused.iter().cloned()),
            Step::Sort(sorted) => own.extend(sorted.accused.iter().cloned()),
            Step::Correct { accused, .. } => own.extend(accused.iter().flatten().cloned()),
            _ => {}
        }
    }
    if let Some(case) = &mut file.case {
        let accused = &mut case.registration.accused;
        accused.retain(|one| !hidden.contains(one) || own.contains(one));
        let into = case.split.iter_mut().map(|(_, into)| into);
        into.filter(|into| untold.contains(into))
            .for_each(|into| *into = COVERED.into());
    }
    Ok(())
}
