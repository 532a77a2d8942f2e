//! Everything about one person for that person (PIPL Art. 45), and restricted records for the named
//! role: each file that is looked into is on record.

use rusqlite::{Connection, params};

use super::{
    Now, Refusal, Sql, Store, audit, files, keeping, merges, people, petitions, refusal, veil,
};
use crate::domain::ids::{PersonId, PetitionId, PetitionNo};
use crate::domain::length;
use crate::domain::office::Office;
use crate::domain::person::Person;
use crate::domain::rights::Deed;
use crate::flow::kept::Given;
use crate::words::{Exit, Trouble};

impl Store {
    /// Gathers what the office holds about a person who stands in a petition, on record for each
    /// file. What this operator may not see is left out as if it were not there.
    ///
    /// # Errors
    /// The right (3), not found (4), several people and none named (2), a restricted file without a
    /// reason (3), the store's [`Trouble`].
    pub fn give(
        &mut self,
        number: &str,
        person: Option<i64>,
        why: &str,
        now: Now,
    ) -> Result<Given, Trouble> {
        length::why(why).map_err(refusal::too_long)?;
        let now = self.local(now);
        // Which file it was that stays shut: of a report beside nothing may stand under what is asked for.
        let mut about = number.to_owned();
        let done = self.write_or(Deed::Give, |tx, office| {
            let login = &office.operator.login;
            let Some(petition) = petitions::seen(tx, login, number)? else {
                return Err(files::missing(number).into());
            };
            let first = first_of(tx, office, petition, why)?;
            keeping::ask_why(first.case.as_ref(), why)?;
            let id = whose(
                &first
                    .people
                    .iter()
                    .map(|(_, id, _)| *id)
                    .collect::<Vec<_>>(),
                person,
            )?;
            let mut given = Given {
                id,
                person: people::kept(tx, id)?.unwrap_or_default(),
                also: Vec::new(),
                files: Vec::new(),
            };
            let mut all = standing(tx, office, id)?;
            for other in merges::members(tx, login, id)?.into_iter().skip(1) {
                let theirs = standing(tx, office, other)?;
                if let Some(person) = people::kept(tx, other)?.filter(|_| !theirs.is_empty()) {
                    given.also.push((other, person));
                    all.extend(theirs);
                }
            }
            all.sort_unstable();
            all.dedup();
            record(tx, office, (petition, &all), why, now)?;
            for petition in all {
                let file = files::gather(tx, office, petition)?;
                about.clone_from(&file.number.0);
                keeping::look_into(office, file.case.as_ref(), why)?;
                keeping::ask_why(file.case.as_ref(), why)?;
                given.files.push(file);
            }
            Ok(given)
        });
        self.on_record_about(Deed::Give, Some(&about), now, done)
    }

    /// Looks among the records that are put away: whole name, telephone or document number; for the
    /// named role, with a reason, on record.
    ///
    /// # Errors
    /// The right or a missing reason (3), the store's [`Trouble`].
    pub fn find_put_away(
        &mut self,
        typed: &str,
        why: &str,
        now: Now,
    ) -> Result<Vec<(PersonId, Person, Vec<PetitionNo>)>, Trouble> {
        length::each(&[("name", typed), ("why", why)]).map_err(refusal::too_long)?;
        let now = self.local(now);
        let done = self.write_or(Deed::Restrict, |tx, office| {
            if why.trim().is_empty() {
                return Err(no_reason().into());
            }
            let mut found = Vec::new();
            for (id, person) in put_away(tx, typed.trim())? {
                let numbers = numbers(tx, office, id)?;
                if !numbers.is_empty() {
                    found.push((id, person, numbers));
                }
            }
            let ids: Vec<PersonId> = found.iter().map(|(id, ..)| *id).collect();
            let entry = audit::Entry {
                at: now,
                action: "search",
                petition: None,
                what: "restricted records",
                why,
            };
            audit::add_shown(tx, office, &entry, &ids)?;
            Ok(found)
        });
        self.on_record(Deed::Restrict, now, done)
    }

    /// Petitions whose files an operator opened, printed or took out in a time, as far as this
    /// operator may see them: whom a leak may concern.
    ///
    /// # Errors
    /// The right (3), the store's [`Trouble`].
    pub fn touched(
        &mut self,
        login: &str,
        from: Now,
        to: Now,
        now: Now,
    ) -> Result<Vec<PetitionNo>, Trouble> {
        self.may(Deed::Audit, now)?;
        let (from, to) = (
            super::row::stamp(self.local(from)),
            super::row::stamp(self.local(to)),
        );
        self.look(|conn, office| {
            let sql = format!(
                "SELECT p.number FROM petition p WHERE {} AND p.id IN (SELECT a.petition FROM audit a WHERE a.operator = ?2 AND a.at BETWEEN ?3 AND ?4 AND a.petition IS NOT NULL) ORDER BY p.id",
                petitions::SEEN
            );
            let mut statement = conn.prepare(&sql)?;
            statement
                .query_map(params![office.operator.login, login, from, to], |r| {
                    r.get(0).map(PetitionNo)
                })?
                .collect()
        })
    }
}

/// An entry for each petition that is given out.
fn record(
    tx: &Connection,
    office: &Office,
    (asked, all): (PetitionId, &[PetitionId]),
    why: &str,
    now: Now,
) -> Sql<()> {
    let reasoned = reasoned(tx, asked, all)?;
    for petition in all {
        let entry = audit::Entry {
            at: now,
            action: "give",
            petition: Some(*petition),
            what: "copy for the person",
            why: if reasoned.contains(petition) { why } else { "" },
        };
        audit::add(tx, office, &entry)?;
    }
    Ok(())
}

/// On the entries of which petitions given out together the reason stands. Where one of them is not for everybody, or
/// withholds whose it is, it may be the reason for that one: whoever reads the entry of another does not learn it.
fn reasoned(conn: &Connection, asked: PetitionId, all: &[PetitionId]) -> Sql<Vec<PetitionId>> {
    let sql = "SELECT 1 FROM petition WHERE id = ?1 AND (restricted <> 0 OR name = '')";
    let mut statement = conn.prepare_cached(sql)?;
    let mut closed = Vec::new();
    for petition in all {
        if statement.exists([petition.0])? {
            closed.push(*petition);
        }
    }
    Ok(if closed.is_empty() {
        all.to_vec()
    } else if closed.contains(&asked) {
        vec![asked]
    } else {
        closed
    })
}

fn whose(people: &[PersonId], named: Option<i64>) -> Result<PersonId, Refusal> {
    let fits = match (named, people) {
        (Some(id), people) => people.iter().copied().find(|p| p.0 == id),
        (None, [only]) => Some(*only),
        (None, _) => None,
    };
    fits.ok_or_else(|| {
        let what = if people.is_empty() {
            say!(
                "本件没有记下信访人。",
                "Nobody is on record in this petition."
            )
        } else {
            say!(
                "本件有几位信访人，要写明是哪一位。",
                "Several people stand in this petition; say which."
            )
        };
        let next = say!(
            "用 --person 写明人员编号，编号见 zhuoluo show NUMBER --json 的 people。",
            "Name the person with --person; the ids stand in `people` of `zhuoluo show NUMBER --json`."
        );
        Trouble::unchanged(Exit::Wrong, what, next).into()
    })
}

/// The petitions in which a person stands and that this operator may see, oldest first; none that withholds
/// them from the operator, who would learn by it whose it is.
fn standing(conn: &Connection, office: &Office, person: PersonId) -> Sql<Vec<PetitionId>> {
    let sql = format!(
        "SELECT DISTINCT p.id FROM party a JOIN petition p ON p.id = a.petition WHERE a.person = ?2 AND {} AND {} ORDER BY p.id",
        petitions::ONE_SEEN,
        petitions::UNVEILED
    );
    let mut statement = conn.prepare(&sql)?;
    statement
        .query_map(params![office.operator.login, person.0], |r| {
            r.get(0).map(PetitionId)
        })?
        .collect()
}

fn numbers(conn: &Connection, office: &Office, person: PersonId) -> Sql<Vec<PetitionNo>> {
    let mut all = Vec::new();
    for petition in standing(conn, office, person)? {
        all.push(conn.query_row(
            "SELECT number FROM petition WHERE id = ?1",
            [petition.0],
            |r| r.get(0).map(PetitionNo),
        )?);
    }
    Ok(all)
}

fn put_away(conn: &Connection, typed: &str) -> Sql<Vec<(PersonId, Person)>> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = conn.prepare("SELECT id, name_entered, name, kind, id_kind, id_number, phones, address, contact_by, language, help FROM sealed_petitioner
        WHERE name = ?1 OR name_entered = ?1 OR id_number = upper(?1) OR instr(' ' || phones || ' ', ' ' || ?1 || ' ') ORDER BY id")?;
    statement.query_map([typed], people::read)?.collect()
}

fn no_reason() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "限制处理的信息要写明理由才能查。",
            "Restricted records are looked for with a reason only."
        ),
        say!("例：--why 法院调取", "E.g. --why 法院调取"),
    )
}

/// Whose name is withheld from a unit gets nothing by its hand: it would learn who they are.
pub(super) fn withheld() -> Trouble {
    Trouble::unchanged(
        crate::words::Exit::Refused,
        say!(
            "信访人要求不公开姓名，承办单位看不到其个人信息。",
            "The petitioner asks that the name be withheld: a unit that handles it sees no data of theirs."
        ),
        say!(
            "请信访局把信息提供给本人。",
            "Let the petition office give the person their data."
        ),
    )
}

/// The file that somebody asks from, where it withholds nobody from this operator.
fn first_of(
    conn: &Connection,
    office: &Office,
    petition: PetitionId,
    why: &str,
) -> Result<crate::flow::view::File, Refusal> {
    let file = files::gather(conn, office, petition)?;
    keeping::look_into(office, file.case.as_ref(), why)?;
    if veil::is_withheld(office, &file) {
        return Err(withheld().into());
    }
    Ok(file)
}
