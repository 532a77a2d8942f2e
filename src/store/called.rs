//! What the people of a petition are called, for covering it in the running text of files and lists: those whose
//! name is withheld from a unit (姓名保密) are not told there by a note, a contact or a petition beside.

use rusqlite::{Connection, params};

use super::parted::Parted;
use super::petitions::mentioned;
use super::{Sql, petitions, veil};
use crate::domain::case::Case;
use crate::domain::event::{Event, Step};
use crate::domain::identity::COVERED;
use crate::domain::ids::{PetitionId, UnitId};
use crate::domain::office::Office;
use crate::domain::withheld::Withheld;
use crate::flow::view::File;
use crate::search::pinyin::name_readings;
use crate::words::Outside;

/// What those are called whom a petition, or another of the same matter, withholds from this operator, all of them
/// where the role is told no names; and the numbers of those that must not be known to be of its matter.
pub fn near(conn: &Connection, office: &Office, petition: PetitionId) -> Sql<Withheld> {
    let me = &office.operator;
    if me.unit == UnitId::OFFICE && veil::is_full(office) {
        return Ok(Withheld::default());
    }
    let lines = |which: &str| -> Sql<Option<String>> {
        let sql = format!("SELECT {which} FROM petition p WHERE p.id = ?2 AND ?1 = ?1");
        let mut statement = conn.prepare_cached(&sql)?;
        statement.query_row(params![me.login, petition.0], |r| r.get(0))
    };
    let withheld = Withheld::of(
        &lines(petitions::WITHHELD)?.unwrap_or_default(),
        name_readings,
    );
    if withheld.is_empty() {
        return Ok(withheld);
    }
    // Who stands openly in this one is no secret in it.
    let open = lines(petitions::OPEN)?.unwrap_or_default();
    let parted = Parted::of(conn, office, petition)?;
    let withheld = withheld.without(&open, name_readings);
    Ok(withheld.numbered(parted.numbers.iter().map(Outside::raw)))
}

/// Covers in a file what it says of people whom it withholds and of petitions that the operator may not know of, in
/// whatever step.
///
/// # Errors
/// Those of the database.
pub fn cover(conn: &Connection, office: &Office, file: &mut File) -> Sql<()> {
    if cover_events(conn, office, file.id, &mut file.events)? {
        file.case = Case::of(&file.events);
    }
    Ok(())
}

/// Covers them in the events of a petition; says whether a step may read otherwise. What the operator wrote stands as
/// it was written: covered it would tell which guess was right.
///
/// # Errors
/// Those of the database.
pub fn cover_events(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    events: &mut [Event],
) -> Sql<bool> {
    let login = office.operator.login.as_str();
    let withheld = near(conn, office, petition)?;
    if !withheld.is_empty() {
        withhold(login, events, &withheld);
    }
    Ok(mentioned::events(conn, login, events)? || !withheld.is_empty())
}

fn withhold(login: &str, events: &mut [Event], withheld: &Withheld) {
    for event in events.iter_mut().filter(|e| e.by.raw() != login) {
        outside(&mut event.why, withheld);
        let said = serde_json::to_value(&event.what).and_then(|mut said| {
            walk(&mut said, withheld);
            serde_json::from_value(said)
        });
        // A word of the law that reads like a name: nothing is told rather than too much.
        event.what = said.unwrap_or_else(|_| bare(&event.what, withheld));
    }
}

/// A step of which nothing is told but what it is; a registration keeps what lists are made from.
fn bare(step: &Step, withheld: &Withheld) -> Step {
    let Step::Register(registration) = step else {
        return Step::Note {
            text: COVERED.into(),
        };
    };
    let mut registration = registration.clone();
    let texts = [&mut registration.summary, &mut registration.facts];
    for text in texts.into_iter().chain(&mut registration.requests) {
        outside(text, withheld);
    }
    Step::Register(registration)
}

/// Covers them in a text.
pub fn outside(text: &mut Outside, withheld: &Withheld) {
    let covered = withheld.cover(text.raw());
    if covered != text.raw() {
        *text = covered.into_owned().into();
    }
}

fn walk(said: &mut serde_json::Value, withheld: &Withheld) {
    use serde_json::Value;
    match said {
        Value::String(text) => {
            let covered = withheld.cover(text);
            if covered != *text {
                *text = covered.into_owned();
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| walk(one, withheld)),
        Value::Object(all) => all.values_mut().for_each(|one| walk(one, withheld)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
