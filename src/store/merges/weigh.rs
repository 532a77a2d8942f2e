//! What reading two records as one would do, and what stands in the way of it.

use rusqlite::Connection;

use super::super::{Refusal, Sql, people, petitions};
use super::{apart, kin, refused};
use crate::domain::ids::PersonId;
use crate::domain::office::Office;
use crate::domain::person::{Column, Person};
use crate::flow::same::{NAMED, Preview, Side};
use crate::flow::view::PetitionRow;
use crate::words::{Exit, Trouble};

/// The answer to a person who is not there, or of whom this operator may not know.
pub(super) fn missing(id: PersonId) -> Refusal {
    let id = id.0;
    Trouble::unchanged(
        Exit::Missing,
        say!("没有信访人 {id}。", "There is no person {id}."),
        say!(
            "人员编号见 zhuoluo find --people --json 的 person。",
            "`zhuoluo find --people --json` gives it as \"person\"."
        ),
    )
    .into()
}

/// The petitions on these records that the operator may see, newest first.
fn together(conn: &Connection, login: &str, records: &[PersonId]) -> Sql<Vec<PetitionRow>> {
    let mut all = Vec::new();
    for record in records {
        all.extend(petitions::of_person(conn, login, *record, NAMED)?);
    }
    all.sort_by_key(|row| std::cmp::Reverse(row.id));
    all.dedup_by_key(|row| row.id);
    all.truncate(usize::try_from(NAMED).unwrap_or(0));
    Ok(all)
}

/// A person as this operator may see them: the record that was named stands first.
pub(super) fn side(conn: &Connection, office: &Office, id: PersonId) -> Result<Side, Refusal> {
    let login = office.operator.login.as_str();
    let records = kin::seen(conn, login, id)?;
    if !records.contains(&id) {
        return Err(missing(id));
    }
    let Some(person) = people::get(conn, id)? else {
        return Err(missing(id));
    };
    let mut also = Vec::new();
    for record in records.iter().filter(|r| **r != id) {
        if let Some(person) = people::get(conn, *record)? {
            also.push((*record, person));
        }
    }
    Ok(Side {
        id,
        person,
        also,
        petitions: together(conn, login, &records)?,
    })
}

fn differing(a: &Person, b: &Person) -> Vec<Column> {
    let columns = Column::ALL.iter().copied();
    let differ = |c: &Column| {
        let (a, b) = (a.value(*c), b.value(*c));
        !a.is_empty() && !b.is_empty() && a != b
    };
    columns.filter(differ).collect()
}

/// The records of a side.
pub(super) fn records(side: &Side) -> Vec<PersonId> {
    let also = side.also.iter().map(|(id, _)| *id);
    std::iter::once(side.id).chain(also).collect()
}

/// Reads both sides and says what stands in the way.
pub(super) fn weigh(
    conn: &Connection,
    office: &Office,
    (kept, other): (PersonId, PersonId),
) -> Result<Preview, Refusal> {
    let (kept, other) = (side(conn, office, kept)?, side(conn, office, other)?);
    let (a, b) = (kept.id.0, other.id.0);
    let login = office.operator.login.as_str();
    if kin::are_one(conn, login, kept.id, other.id)? {
        return Err(refused(
            say!(
                "{a} 和 {b} 已经是同一人的记录。",
                "{a} and {b} are one person's records already."
            ),
            say!("没有要合并的。", "There is nothing to merge."),
        ));
    }
    if kept.person.kind != other.person.kind {
        return Err(refused(
            say!(
                "{a} 和 {b} 一个是人，一个是单位，不能当作同一人。",
                "Of {a} and {b} one is a person and one an organisation: they cannot be one."
            ),
            say!(
                "替单位来的人在信访件里记为代理人，两条记录各留各的。",
                "Whoever comes for an organisation is its agent in the petition; both records stay."
            ),
        ));
    }
    for (side, n) in [(&kept, a), (&other, b)] {
        let above = kin::face(conn, login, side.id)?;
        if above != side.id {
            let above = above.0;
            return Err(refused(
                say!("{n} 已并入 {above}。", "{n} is read as {above} already."),
                say!("请用 {above} 合并。", "Merge with {above}."),
            ));
        }
    }
    let both = kept.petitions.iter().filter(|row| {
        let theirs = &other.petitions;
        theirs.iter().any(|their| their.id == row.id)
    });
    let said = apart::between(conn, &records(&kept), &records(&other))?;
    Ok(Preview {
        beside: both.map(|row| row.number.clone()).collect(),
        differing: differing(&kept.person, &other.person),
        apart: said.map(|(a, b, why)| (a, b, why.into())),
        kept,
        other,
    })
}
