//! Who somebody of an intake is: a record that was adopted, one that is recognised, or a new one.

use rusqlite::Connection;

use super::Sql;
use super::merges;
use super::people::{add, get, is_shown, read, write};
use crate::domain::ids::PersonId;
use crate::domain::intake::{Recognise, Someone};
use crate::domain::person::Person;

/// Takes somebody of an intake onto the record: adopted, recognised where that is wanted, or new.
pub fn settle(
    conn: &Connection,
    login: &str,
    someone: &Someone,
    recognise: Recognise,
) -> Sql<Settled> {
    if let Some(id) = someone.known
        && is_known_to(conn, login, id)?
    {
        let completed = complete(conn, id, &someone.person)?;
        if !matches!(completed, Completed::Nobody) {
            let (how, before) = (How::Adopted, completed.before());
            return Ok(Settled { id, how, before });
        }
    }
    if let Some(id) = same(conn, login, someone, recognise)? {
        let before = complete(conn, id, &someone.person)?.before();
        let how = How::Recognised;
        return Ok(Settled { id, how, before });
    }
    Ok(Settled {
        id: add(conn, &someone.person)?,
        how: How::New,
        before: None,
    })
}

/// Somebody on the record.
pub struct Settled {
    /// Who.
    pub id: PersonId,
    /// How.
    pub how: How,
    /// The record before something was filled in.
    pub before: Option<Person>,
}

/// How somebody came onto the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Adopted by hand.
    Adopted,
    /// Recognised by name with document or telephone.
    Recognised,
    /// Not known before.
    New,
}

/// A known person who is certainly this one (see [`Person::is_surely`]); the earliest of several.
/// Nobody is recognised whom this operator may not know of: a record that stands in hidden petitions
/// alone would show through. Nor whoever is said to be somebody else.
fn same(
    conn: &Connection,
    login: &str,
    someone: &Someone,
    recognise: Recognise,
) -> Sql<Option<PersonId>> {
    let person = &someone.person;
    let by_document = recognise == Recognise::ByDocument;
    if recognise == Recognise::Nobody
        || person.is_nameless()
        || (by_document && person.id_number.is_empty())
    {
        return Ok(None);
    }
    let mut statement = conn.prepare_cached(
        "SELECT id, name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help FROM petitioner WHERE name = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([&person.name])?;
    while let Some(r) = rows.next()? {
        let (id, known) = read(r)?;
        let is_enough = !by_document || known.id_number == person.id_number;
        if is_enough
            && known.is_surely(person)
            && is_known_to(conn, login, id)?
            && !is_any_of(conn, id, &someone.not)?
        {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Whether a record is one of these people, by whatever record of theirs.
fn is_any_of(conn: &Connection, id: PersonId, people: &[PersonId]) -> Sql<bool> {
    for person in people {
        if merges::are_one(conn, id, *person)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// True when login may know of somebody: through a petition that they may see, or because nothing
/// but a voided one names them.
fn is_known_to(conn: &Connection, login: &str, id: PersonId) -> Sql<bool> {
    let stands = "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?1 AND p.status <> 'void'";
    Ok(is_shown(conn, login, id)? || !conn.prepare_cached(stands)?.exists([id.0])?)
}

/// What completing a record came to.
enum Completed {
    /// There is no such person.
    Nobody,
    /// Nothing was unknown.
    Same,
    /// The record as it was before something was filled in.
    From(Box<Person>),
}

impl Completed {
    fn before(self) -> Option<Person> {
        match self {
            Self::From(before) => Some(*before),
            Self::Nobody | Self::Same => None,
        }
    }
}

/// Fills what was unknown of an adopted person with what was written down now. What is on record
/// stays as it is: a difference is for a correction, not for an intake.
fn complete(conn: &Connection, id: PersonId, given: &Person) -> Sql<Completed> {
    let Some(known) = get(conn, id)? else {
        return Ok(Completed::Nobody);
    };
    let mut person = known.clone();
    for (have, new) in [
        (&mut person.id_number, &given.id_number),
        (&mut person.address, &given.address),
        (&mut person.contact_by, &given.contact_by),
        (&mut person.language, &given.language),
        (&mut person.help, &given.help),
    ] {
        if have.is_empty() {
            have.clone_from(new);
        }
    }
    if person.id_kind.is_none() && !person.id_number.is_empty() {
        person.id_kind = given.id_kind;
    }
    for phone in &given.phones {
        if !person.phones.contains(phone) {
            person.phones.push(phone.clone());
        }
    }
    if person == known {
        return Ok(Completed::Same);
    }
    write(conn, id, &person)?;
    Ok(Completed::From(Box::new(known)))
}
