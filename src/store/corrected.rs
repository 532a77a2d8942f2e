//! Corrections of somebody's record, for those who stand before the record elsewhere: on another petition of theirs, or
//! in their file.

use rusqlite::{Connection, Row};

use super::{Sql, brought, events, former, parted, people, petitions};
use crate::domain::event::{Event, Step};
use crate::domain::ids::{PersonId, PetitionId, PetitionNo};
use crate::domain::office::Office;
use crate::flow::corrected::{Corrected, newest};
use crate::words::Outside;

/// Corrections of a record, oldest first: of those petitions that login may see, with the people who stand in them and without
/// a reason. What was saved elsewhere changed the record as well, and is not told: it would tell of the petition.
pub fn of(conn: &Connection, login: &str, person: PersonId) -> Sql<Vec<Corrected>> {
    let sql = format!(
        "SELECT e.seq, e.petition, e.on_date, e.at, e.operator, '', e.body, p.number
         FROM ({}) c JOIN event e ON e.seq = c.seq JOIN petition p ON p.id = e.petition
         WHERE {} AND p.sealed = 0 AND {} ORDER BY e.seq",
        former::corrections(2),
        petitions::ONE_SEEN,
        petitions::UNVEILED
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let read = |r: &Row<'_>| Ok((events::read(r)?, PetitionNo(r.get(7)?)));
    let rows = statement.query_map((login, person.0), read)?;
    let (mut log, numbers): (Vec<Event>, Vec<PetitionNo>) =
        rows.collect::<Sql<Vec<_>>>()?.into_iter().unzip();
    brought::cover(conn, login, &mut log)?;
    let told = log.into_iter().zip(numbers);
    Ok(told
        .filter_map(|(event, number)| one(person, event, number))
        .collect())
}

/// One of them, without its reasons.
fn one(person: PersonId, event: Event, number: PetitionNo) -> Option<Corrected> {
    let Step::CorrectRecord(mut what) = event.what else {
        return None;
    };
    what.person = Some(person);
    for text in [&mut what.reasons, &mut what.request] {
        *text = Outside::default();
    }
    Some(Corrected {
        seq: event.seq,
        petition: event.petition,
        number,
        at: event.at,
        by: event.by,
        what: *what,
    })
}

/// Those of these people that were saved on other petitions than this one.
pub fn elsewhere(
    conn: &Connection,
    login: &str,
    (petition, people): (PetitionId, impl Iterator<Item = PersonId>),
) -> Sql<Vec<Corrected>> {
    let mut all = Vec::new();
    for person in people {
        all.extend(of(conn, login, person)?);
    }
    all.retain(|c| c.petition != petition);
    all.sort_by_key(|c| c.seq);
    Ok(all)
}

/// The number of the newest event that changed what an open file shows: 0 where it is not to be seen any more.
pub fn last_seen(conn: &Connection, office: &Office, petition: PetitionId) -> Sql<i64> {
    let login = office.operator.login.as_str();
    let silent = parted::silent_of(conn, login, petition)?;
    let own = events::last_seen(conn, office, petition, &silent)?;
    if own == 0 || !petitions::is_unveiled(conn, login, petition)? {
        return Ok(own);
    }
    let parties = people::parties(conn, petition)?;
    let others = elsewhere(conn, login, (petition, parties.into_iter()))?;
    Ok(own.max(newest(&others)))
}
