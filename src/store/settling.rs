//! Who somebody of an intake is: a record that was adopted, one that is recognised, or a new one.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::face::Projection;
use super::people::{add, get, is_shown, read, write};
use super::{Refusal, Sql, Store, brought, merges, petitions, twice, written};
use crate::domain::event::{Event, Party, Registration};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::intake::known::{Known, Possible, no_such};
use crate::domain::intake::{Intake, Recognise, Someone};
use crate::domain::person::Person;
use crate::domain::petition::Class;
use crate::words::{Exit, Trouble};

/// How the people of an intake are taken onto the record.
#[derive(Clone, Copy)]
pub struct Taking {
    /// Who is known without an answer.
    pub recognise: Recognise,
    /// The petition.
    pub petition: PetitionId,
    /// Today in the office.
    pub today: NaiveDate,
    /// True of a petition that some may not see for whom it accuses, or may not see whose it is: what is said of its
    /// people there stands in records of their own, and reaches nobody through another petition of theirs.
    pub apart: bool,
}

/// What entering one intake did.
pub struct Entered {
    /// The petition.
    pub petition: PetitionId,
    /// The events written.
    pub events: Vec<Event>,
    /// What they come to.
    pub projection: Projection,
    /// Who each of the people of the intake is, in order.
    pub people: Vec<PersonId>,
    /// People who were on record before, and what said so.
    pub known: Vec<(PersonId, Known)>,
    /// People who are new on the record.
    pub new: Vec<PersonId>,
    /// A record known before and a new one beside it of the same person: read as one.
    pub one: Vec<(PersonId, PersonId)>,
    /// People whose record was filled in, as it was before.
    pub changed: Vec<(PersonId, Person)>,
}

/// Puts the people of an intake on the record and into the registration, each once.
pub fn settle_all(
    conn: &Connection,
    (login, today): (&str, NaiveDate),
    intake: &Intake,
    registration: &mut Registration,
    entered: &mut Entered,
) -> Sql<()> {
    for someone in &intake.people {
        let again = entered.one.iter().find(|one| Some(one.0) == someone.known);
        if let Some((_, person)) = again {
            // Named twice in one petition: one record beside is enough.
            entered.people.push(*person);
            continue;
        }
        let taking = Taking {
            recognise: intake.recognise,
            petition: entered.petition,
            today,
            apart: keeps_apart(registration),
        };
        let settled = settle(conn, login, someone, taking)?;
        let person = settled.id;
        entered.people.push(person);
        if let Some(by) = settled.known {
            let known = settled.one_with.unwrap_or(person);
            entered.known.push((known, by));
        }
        if settled.known.is_none() || settled.one_with.is_some() {
            entered.new.push(person);
        }
        let one = settled.one_with.map(|known| (known, person));
        entered.one.extend(one);
        let completed = settled.completed;
        entered
            .changed
            .extend(completed.before.map(|before| (person, before)));
        if let Some(written) = completed.written {
            written::keep(conn, entered.petition, (person, &written))?;
        }
        if !twice::stands_already(conn, login, registration, person)? {
            registration.parties.push(Party {
                person,
                role: someone.role,
            });
        }
    }
    Ok(())
}

/// Whether what a petition says of its people is for fewer eyes than another of theirs may be: it accuses somebody, or
/// it withholds from the units who they are.
fn keeps_apart(registration: &Registration) -> bool {
    let accuses = registration.class == Class::Report || !registration.accused.is_empty();
    accuses || registration.withhold_name
}

/// Takes somebody of an intake onto the record: adopted, recognised where that is wanted, or new.
fn settle(conn: &Connection, login: &str, someone: &Someone, how: Taking) -> Sql<Settled> {
    // Of an import alone somebody unknown comes here: hidden since it was answered. Then nobody is adopted.
    if let Some(id) = someone.known
        && is_known_to(conn, login, id)?
        && let Some(settled) = join(conn, login, (id, Known::Answer), someone, how)?
    {
        return Ok(settled);
    }
    if let Some(id) = same(conn, login, someone, how)?
        && let Some(settled) = join(conn, login, (id, Known::Document), someone, how)?
    {
        return Ok(settled);
    }
    Ok(Settled {
        id: add(conn, &someone.person)?,
        known: None,
        one_with: None,
        completed: Completed::default(),
    })
}

/// Somebody on the record.
pub struct Settled {
    /// Who.
    pub id: PersonId,
    /// What said that they were known; nothing of somebody new.
    pub known: Option<Known>,
    /// The record that they were known by, where this is a new one beside it: the two are to be read as
    /// one.
    pub one_with: Option<PersonId>,
    /// What became of their record.
    completed: Completed,
}

/// Takes somebody as a record that is there: that one filled in, or one beside it where the two petitions
/// are not for the same eyes. Nobody when there is no such record.
fn join(
    conn: &Connection,
    login: &str,
    (id, by): (PersonId, Known),
    someone: &Someone,
    how: Taking,
) -> Sql<Option<Settled>> {
    let Some(known) = get(conn, id)? else {
        return Ok(None);
    };
    let (given, mut settled) = (
        &someone.person,
        Settled {
            id,
            known: Some(by),
            one_with: None,
            completed: Completed::default(),
        },
    );
    if let Some(open) = open_record(conn, login, id, how.apart)? {
        settled.id = open;
        settled.completed = complete(conn, how.petition, open, given)?;
        return Ok(Some(settled));
    }
    let beside = if how.apart {
        // Whoever reads the report reads all that was known when it came.
        known.with_unknown_of(given)
    } else {
        let mut beside = given.clone();
        if beside.is_nameless() {
            beside.name.clone_from(&known.name);
            beside.name_entered.clone_from(&known.name_entered);
            beside.kind = known.kind;
        }
        beside
    };
    settled.id = add(conn, &beside)?;
    settled.completed.written = beside.written_otherwise(given);
    settled.one_with = Some(id);
    Ok(Some(settled))
}

/// The record of somebody that may be filled in by a petition, if one may: none that stands in a petition
/// when this one keeps its people apart, and otherwise one that stands in none that does, or in one that does not as
/// well: by a record beside that one, whoever registers would learn of a petition of theirs that became a report.
fn open_record(conn: &Connection, login: &str, id: PersonId, apart: bool) -> Sql<Option<PersonId>> {
    if apart {
        let stands = "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?1 AND p.status <> 'void'";
        let stands = conn.prepare_cached(stands)?.exists([id.0])?;
        return Ok((!stands).then_some(id));
    }
    if is_open(conn, id)? {
        return Ok(Some(id));
    }
    for other in merges::seen(conn, login, id)? {
        if is_open(conn, other)? {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// Whether a record stands in no petition that keeps its people apart, or in another as well.
fn is_open(conn: &Connection, id: PersonId) -> Sql<bool> {
    let other = format!("NOT ({KEEPS_APART})");
    Ok(stands(conn, ("", id), &other)? || !stands(conn, ("", id), KEEPS_APART)?)
}

/// Whether a record stands in a petition that keeps its people apart and that login may see: a report, what accuses
/// somebody, or what withholds them.
pub fn is_apart(conn: &Connection, login: &str, id: PersonId) -> Sql<bool> {
    let such = format!("({KEEPS_APART}) AND {}", petitions::ONE_SEEN);
    stands(conn, (login, id), &such)
}

/// True of a petition `p` that keeps its people apart.
const KEEPS_APART: &str = "p.restricted IN (1, 3)
    OR p.name = '' AND EXISTS (SELECT 1 FROM event e WHERE e.petition = p.id
        AND json_extract(e.body, '$.step') = 'register' AND json_extract(e.body, '$.withhold_name') = 1)";

/// Whether a record stands in such a petition that is not void.
fn stands(conn: &Connection, (login, id): (&str, PersonId), such: &str) -> Sql<bool> {
    let sql = format!(
        "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?2 AND p.status <> 'void' AND ({such})"
    );
    conn.prepare_cached(&sql)?.exists(params![login, id.0])
}

/// A known person who is this one by their document (see [`Person::is_by_document`]); the earliest of
/// several. Nobody is recognised whom this operator may not know of: a record that stands in hidden
/// petitions alone would show through. Nor whoever is said to be somebody else.
fn same(conn: &Connection, login: &str, someone: &Someone, how: Taking) -> Sql<Option<PersonId>> {
    let person = &someone.person;
    if how.recognise == Recognise::Nobody || person.id_number.is_empty() {
        return Ok(None);
    }
    for (id, known) in namesakes(conn, person)? {
        if known.is_by_document(person, how.today)
            && is_known_to(conn, login, id)?
            && !is_any_of(conn, login, id, &someone.not)?
        {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Everybody on record with the name of somebody who was written down, the earliest first.
fn namesakes(conn: &Connection, person: &Person) -> Sql<Vec<(PersonId, Person)>> {
    if person.is_nameless() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare_cached(
        "SELECT id, name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help FROM petitioner WHERE name = ?1 ORDER BY id",
    )?;
    statement.query_map([&person.name], read)?.collect()
}

/// Who was on record before and may be one of the people of an intake that was just entered: the same
/// name with a document or telephone that both have. Nobody answered about them, so they are two records;
/// each is named once, under the record that stands for it, and only where the operator may see it.
pub fn possible(
    conn: &Connection,
    login: &str,
    intake: &Intake,
    (settled, new): (&[PersonId], &[PersonId]),
) -> Sql<Vec<Possible>> {
    let mut found: Vec<Possible> = Vec::new();
    if intake.recognise == Recognise::Nobody {
        return Ok(found); // the people it could be were shown before
    }
    for (id, someone) in settled.iter().zip(&intake.people) {
        if !new.contains(id) {
            continue;
        }
        for (other, known) in namesakes(conn, &someone.person)? {
            let Some(shared) = known.shares(&someone.person) else {
                continue;
            };
            // Who stands beside them in the petition was written down as somebody else.
            if settled.contains(&other)
                || !is_shown(conn, login, other)?
                || is_any_of(conn, login, other, &someone.not)?
                || merges::are_one(conn, login, other, *id)?
            {
                continue;
            }
            let person = merges::face(conn, login, other)?;
            if !found.iter().any(|p| (p.person, p.new) == (person, *id)) {
                found.push(Possible {
                    person,
                    name: known.name,
                    new: *id,
                    shared,
                });
            }
        }
    }
    Ok(found)
}

/// Whether a record is one of these people, by whatever record of theirs.
fn is_any_of(conn: &Connection, login: &str, id: PersonId, people: &[PersonId]) -> Sql<bool> {
    for person in people {
        if merges::are_one(conn, login, id, *person)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// True when somebody is on record and login may know of them: through a petition that they may see, or
/// because nothing but a voided one names them.
fn is_known_to(conn: &Connection, login: &str, id: PersonId) -> Sql<bool> {
    let on_record = "SELECT 1 FROM petitioner WHERE id = ?1";
    if !conn.prepare_cached(on_record)?.exists([id.0])? {
        return Ok(false);
    }
    let stands = "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?1 AND p.status <> 'void'";
    Ok(is_shown(conn, login, id)? || !conn.prepare_cached(stands)?.exists([id.0])?)
}

/// Refuses an intake whose answers name nobody on record, or somebody of whom this operator may not know:
/// the same sentence for both.
///
/// # Errors
/// Refused (3); nothing is registered then.
pub fn none_unknown(conn: &Connection, login: &str, intake: &Intake) -> Result<(), Refusal> {
    for someone in &intake.people {
        for id in someone.known.iter().chain(&someone.not) {
            if !is_known_to(conn, login, *id)? {
                return Err(Trouble::unchanged(
                    Exit::Refused,
                    no_such(*id),
                    say!(
                        "收回对这个人的回答，再登记一次。",
                        "Take the answer about them back and register again."
                    ),
                )
                .into());
            }
        }
    }
    Ok(())
}

impl Store {
    /// For each of these records the one under which it is read; nothing where there is none, or none
    /// that this operator may know of.
    ///
    /// # Errors
    /// The store's [`Trouble`].
    pub fn read_as(&self, people: &[PersonId]) -> Result<Vec<Option<PersonId>>, Trouble> {
        self.look(|conn, office| {
            let login = office.operator.login.as_str();
            let face = |id: &PersonId| -> Sql<Option<PersonId>> {
                if !is_known_to(conn, login, *id)? {
                    return Ok(None);
                }
                merges::face(conn, login, *id).map(Some)
            };
            people.iter().map(face).collect()
        })
    }
}

/// What completing a record came to.
#[derive(Default)]
struct Completed {
    /// The record as it was before something was filled in.
    before: Option<Person>,
    /// What was written down otherwise than it stands on record.
    written: Option<Person>,
}

/// Fills what was unknown of an adopted person with what was written down now.
fn complete(
    conn: &Connection,
    petition: PetitionId,
    id: PersonId,
    given: &Person,
) -> Sql<Completed> {
    let Some(known) = get(conn, id)? else {
        return Ok(Completed::default());
    };
    let written = known.written_otherwise(given);
    let person = known.with_unknown_of(given);
    let mut before = None;
    brought::keep(conn, petition, id, (&known, given))?;
    if person != known {
        write(conn, id, &person)?;
        before = Some(known);
    }
    Ok(Completed { before, written })
}
