//! Petitioners: the closed list of columns, and finding out whether somebody is known already.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Sql, row};
use crate::domain::ids::{PersonId, PetitionId};
use crate::domain::person::Person;
use crate::domain::petition::PersonKind;
use crate::search::PersonRow;

/// Every column, in the order in which [`read`] takes them.
macro_rules! columns {
    () => {
        "id, name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help"
    };
}
const COLUMNS: &str = columns!();

/// True of a petitioner `n` whose row says something: that of a record which is put away says nothing.
pub const FILLED: &str = "(n.name_entered <> '' OR n.name <> '' OR n.id_kind IS NOT NULL OR n.id_number <> '' OR n.phones <> ''
    OR n.address <> '' OR n.contact_by <> '' OR n.language <> '' OR n.help <> '')";

/// Adds a petitioner.
pub fn add(conn: &Connection, person: &Person) -> Sql<PersonId> {
    let id_kind = person.id_kind.as_ref().map(row::to_json).transpose()?;
    conn.prepare_cached(
        "INSERT INTO petitioner (name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        person.name_entered,
        person.name,
        person.kind.code(),
        id_kind,
        person.id_number,
        person.telephones(" "),
        person.address,
        person.contact_by,
        person.language,
        person.help
    ])?;
    let id = PersonId(conn.last_insert_rowid());
    super::witness::new_person(conn, id)?;
    Ok(id)
}

pub(super) fn write(conn: &Connection, id: PersonId, person: &Person) -> Sql<()> {
    super::witness::look_at_person(conn, id)?;
    write_over(conn, id, person)
}

fn write_over(conn: &Connection, id: PersonId, person: &Person) -> Sql<()> {
    conn.prepare_cached("UPDATE petitioner SET id_kind = ?2, id_number = ?3, phones = ?4, address = ?5, contact_by = ?6, language = ?7, help = ?8 WHERE id = ?1")?
        .execute(params![
            id.0,
            person.id_kind.as_ref().map(row::to_json).transpose()?,
            person.id_number,
            person.telephones(" "),
            person.address,
            person.contact_by,
            person.language,
            person.help
        ])?;
    super::witness::person(conn, id)
}

/// A petitioner.
pub fn get(conn: &Connection, id: PersonId) -> Sql<Option<Person>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM petitioner WHERE id = ?1"
    ))?
    .query_row([id.0], |r| read(r).map(|(_, p)| p))
    .optional()
}

/// Writes a corrected record.
pub fn rewrite(conn: &Connection, id: PersonId, person: &Person) -> Sql<()> {
    super::witness::look_at_person(conn, id)?;
    conn.prepare_cached("UPDATE petitioner SET name_entered = ?2, name = ?3 WHERE id = ?1")?
        .execute(params![id.0, person.name_entered, person.name])?;
    write_over(conn, id, person)
}

/// A petitioner also when the record is put away; only for a file that may be opened.
pub fn kept(conn: &Connection, id: PersonId) -> Sql<Option<Person>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM sealed_petitioner WHERE id = ?1 UNION ALL SELECT ",
        columns!(),
        " FROM petitioner WHERE id = ?1 LIMIT 1"
    ))?
    .query_row([id.0], |r| read(r).map(|(_, p)| p))
    .optional()
}

/// True of a petitioner `n` whose petitions are all restricted: the record is put away.
pub const PUT_AWAY: &str = "EXISTS (SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = n.id AND p.status <> 'void' AND p.sealed = 1)
    AND NOT EXISTS (SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = n.id AND p.status <> 'void' AND p.sealed = 0)";

/// The people of a petition, in their order.
pub fn parties(conn: &Connection, petition: PetitionId) -> Sql<Vec<PersonId>> {
    let mut statement =
        conn.prepare_cached("SELECT person FROM party WHERE petition = ?1 ORDER BY ord")?;
    statement
        .query_map([petition.0], |r| r.get(0).map(PersonId))?
        .collect()
}

/// Puts the records of a petition's people away, or back, as their petitions now demand; gives those
/// that moved.
pub fn put_away_parties(conn: &Connection, petition: PetitionId) -> Sql<Vec<PersonId>> {
    let mut moved = Vec::new();
    for person in parties(conn, petition)? {
        if put_away(conn, person)? {
            moved.push(person);
        }
    }
    Ok(moved)
}

/// Puts a record away, or back, as its petitions now demand; true when it moved.
pub fn put_away(conn: &Connection, id: PersonId) -> Sql<bool> {
    let away = conn
        .prepare_cached("SELECT 1 FROM sealed_petitioner WHERE id = ?1")?
        .exists([id.0])?;
    let wanted = conn
        .prepare_cached(&format!(
            "SELECT 1 FROM petitioner n WHERE n.id = ?1 AND {PUT_AWAY}"
        ))?
        .exists([id.0])?;
    if away == wanted {
        return Ok(false);
    }
    if wanted {
        let copy = format!(
            "INSERT INTO sealed_petitioner ({COLUMNS}) SELECT {COLUMNS} FROM petitioner WHERE id = ?1"
        );
        conn.prepare_cached(&copy)?.execute([id.0])?;
        conn.prepare_cached("UPDATE petitioner SET name_entered = '', name = '', id_kind = NULL, id_number = '', phones = '', address = '', contact_by = '', language = '', help = '' WHERE id = ?1")?
            .execute([id.0])?;
        return Ok(true);
    }
    // What is written over was left empty.
    let filled = format!("SELECT 1 FROM petitioner n WHERE n.id = ?1 AND {FILLED}");
    if conn.prepare_cached(&filled)?.exists([id.0])? {
        super::witness::found_person(conn, id)?;
    }
    conn.prepare_cached("UPDATE petitioner SET (name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help)
            = (SELECT name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help FROM sealed_petitioner s WHERE s.id = petitioner.id) WHERE id = ?1")?
        .execute([id.0])?;
    conn.prepare_cached("DELETE FROM sealed_petitioner WHERE id = ?1")?
        .execute([id.0])?;
    Ok(true)
}

/// The petitions that show this person's name: those whose first petitioner they are.
pub fn petitions_led(conn: &Connection, id: PersonId) -> Sql<Vec<PetitionId>> {
    let mut statement = conn.prepare_cached(
        "SELECT petition FROM party WHERE person = ?1 AND ord = 0 ORDER BY petition",
    )?;
    statement
        .query_map([id.0], |r| r.get(0).map(PetitionId))?
        .collect()
}

/// The petitions in which this person stands, in whatever place.
pub fn petitions_of(conn: &Connection, id: PersonId) -> Sql<Vec<PetitionId>> {
    let mut statement =
        conn.prepare_cached("SELECT petition FROM party WHERE person = ?1 ORDER BY petition")?;
    statement
        .query_map([id.0], |r| r.get(0).map(PetitionId))?
        .collect()
}

/// A petitioner's name; empty when the person is not on record any more.
pub fn name(conn: &Connection, id: PersonId) -> Sql<String> {
    Ok(conn
        .prepare_cached("SELECT name FROM petitioner WHERE id = ?1")?
        .query_row([id.0], |r| r.get(0))
        .optional()?
        .unwrap_or_default())
}

/// The query for everybody in a petition that login `?1` may see.
pub fn seen() -> String {
    seen_as(COLUMNS)
}

/// The same, by number alone.
pub fn seen_ids() -> String {
    seen_as("id")
}

fn seen_as(columns: &str) -> String {
    let (sees, unveiled) = (super::petitions::SEEN, super::petitions::UNVEILED);
    format!(
        "SELECT {columns} FROM petitioner WHERE id IN (SELECT a.person FROM party a JOIN petition p ON p.id = a.petition WHERE {sees} AND p.sealed = 0 AND {unveiled}) ORDER BY id"
    )
}

/// Reads one row of [`COLUMNS`].
pub fn read(r: &Row<'_>) -> Sql<(PersonId, Person)> {
    let id_kind: Option<String> = r.get(4)?;
    let phones: String = r.get(6)?;
    let person = Person {
        name_entered: r.get(1)?,
        name: r.get(2)?,
        kind: row::word(r, 3, PersonKind::parse)?,
        id_kind: id_kind.and_then(|k| serde_json::from_str(&k).ok()),
        id_number: r.get(5)?,
        phones: phones.split_whitespace().map(Into::into).collect(),
        address: r.get(7)?,
        contact_by: r.get(8)?,
        language: r.get(9)?,
        help: r.get(10)?,
    };
    Ok((PersonId(r.get(0)?), person))
}

/// Whether login may know that there is such a record: it stands in a petition that they may see and that
/// withholds no name from them, put away or not, or in none any more.
pub fn is_known_of(conn: &Connection, login: &str, id: PersonId) -> Sql<bool> {
    let (rule, unveiled) = (super::petitions::ONE_SEEN, super::petitions::UNVEILED);
    let known = format!(
        "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?2 AND {rule} AND {unveiled}
         UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?2 AND p.status <> 'void')"
    );
    conn.prepare_cached(&known)?.exists(params![login, id.0])
}

/// Whether somebody stands in a petition that login may see, and that withholds no name from them.
pub fn is_shown(conn: &Connection, login: &str, id: PersonId) -> Sql<bool> {
    let (rule, unveiled) = (super::petitions::ONE_SEEN, super::petitions::UNVEILED);
    let seen = format!(
        "SELECT 1 FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?2 AND {rule} AND p.sealed = 0 AND {unveiled}"
    );
    conn.prepare_cached(&seen)?.exists(params![login, id.0])
}

/// Takes back what a batch filled in, and only that: what somebody has written since stays.
pub fn put_back(conn: &Connection, id: PersonId, before: &Person, after: &Person) -> Sql<()> {
    let Some(mut person) = get(conn, id)? else {
        return Ok(());
    };
    for (now, before, after) in [
        (&mut person.id_number, &before.id_number, &after.id_number),
        (&mut person.address, &before.address, &after.address),
        (
            &mut person.contact_by,
            &before.contact_by,
            &after.contact_by,
        ),
        (&mut person.language, &before.language, &after.language),
        (&mut person.help, &before.help, &after.help),
    ] {
        if now == after {
            now.clone_from(before);
        }
    }
    if person.id_number.is_empty() {
        person.id_kind = before.id_kind;
    }
    person
        .phones
        .retain(|p| before.phones.contains(p) || !after.phones.contains(p));
    write(conn, id, &person)
}

/// The rows of the search index from `after` on, in order, as long as `each` wants more.
pub fn index_rows(
    conn: &Connection,
    after: PersonId,
    mut each: impl FnMut(PersonRow) -> bool,
) -> Sql<()> {
    let mut statement = conn.prepare_cached(
        "SELECT id, name, phones, id_number, address FROM petitioner WHERE id > ?1 AND id NOT IN (SELECT s.id FROM sealed_petitioner s) ORDER BY id",
    )?;
    let mut rows = statement.query([after.0])?;
    while let Some(r) = rows.next()? {
        if !each(index_row(r)?) {
            break;
        }
    }
    Ok(())
}

/// The index row of one person; `None` when the person was taken back.
pub fn index_row_of(conn: &Connection, id: PersonId) -> Sql<Option<PersonRow>> {
    conn.prepare_cached(
        "SELECT id, name, phones, id_number, address FROM petitioner WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM sealed_petitioner s WHERE s.id = petitioner.id)",
    )?
    .query_row([id.0], index_row)
    .optional()
}

fn index_row(r: &Row<'_>) -> Sql<PersonRow> {
    let phones = r.get_ref(2)?.as_str()?;
    Ok(PersonRow {
        id: PersonId(r.get(0)?),
        name: r.get(1)?,
        phones: phones.split_whitespace().map(Into::into).collect(),
        id_number: r.get(3)?,
        address: r.get(4)?,
    })
}
