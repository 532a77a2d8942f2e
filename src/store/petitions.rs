//! Petition rows for lists, and the one rule of who sees which.

#[macro_use]
mod sayings;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Sql, row};
use crate::domain::ids::{PetitionId, PetitionNo, QueryCode, UnitId};
use crate::domain::obligation::Kind;
use crate::domain::petition::{Channel, Class};
use crate::domain::status::Status;
use crate::flow::view::PetitionRow;

/// A text of a petition `p` as login `?1` may read it: what they wrote themselves (`$own`) as they wrote it, for who reads
/// a guess of theirs covered knows that it was right.
macro_rules! told {
    ($text:literal, $own:expr) => {
        concat!(
            "CASE WHEN ",
            of_office!(),
            " AND ",
            of_full_role!(),
            " THEN ",
            $text,
            // A query without a table is not folded into the one around it: it is run once.
            " WHEN ",
            $text,
            " = '' THEN '' ELSE (SELECT iif(w.lines IS NULL OR ",
            $own,
            ", ",
            $text,
            ", covered(",
            $text,
            ", w.lines, ",
            open!(),
            ")) FROM (SELECT ",
            withheld!(),
            " AS lines) w) END"
        )
    };
}

/// What those are called whom a petition `p`, or another of the same matter, withholds from login `?1`; see
/// [`Withheld::of`](crate::domain::withheld::Withheld::of).
pub const WITHHELD: &str = withheld!();

/// True for an operator `?1` from whom no text withholds anybody: of the petition office, in a role that is told names.
pub const TOLD_ALL: &str = concat!(of_office!(), " AND ", of_full_role!());

/// True of a petition `p` that login `?1` registered.
pub const OWN: &str = registered!();

/// What those are called who stand openly in a petition `p`.
pub const OPEN: &str = open!();

/// What everybody in a petition `p` is called, whichever record or petition of theirs says it.
pub const CALLED: &str = called_anywhere!("p");

/// The summary of a petition `p` as login `?1` may read it: where people are withheld from them, without what they
/// are called.
pub const SUMMARY: &str = told!("p.summary", registered!());

/// The requests and facts of a petition `p` as login `?1` may read them.
pub const WORDS: &str = told!("p.words", registered!());

/// The lead, the plan and the evidence of a case `c` of a campaign, a petition `p`, as login `?1` may read them.
pub const CASE: &str = concat!(
    told!("c.lead", "0"),
    ", ",
    told!("c.plan", "0"),
    ", ",
    told!("c.evidence", "0")
);

/// Why an entry `a` of the trail was made, about a petition `p` or none, as login `?1` may read it.
pub const REASON: &str = told!("a.why", "a.operator = ?1");

/// The columns of a [`PetitionRow`], of a table named `p`, as login `?1` may read them.
pub const COLUMNS: &str = concat!(
    "p.id, p.number, p.received_on, p.registered_on, p.channel, p.class, p.category, ",
    told!("p.place", registered!()),
    ", ",
    told!("p.summary", registered!()),
    ", p.name, p.headcount, p.holder, p.status, p.next_kind, p.next_on, p.external_no"
);

/// The units whose matters login `?1` sees: its own and those under it.
macro_rules! below {
    () => {
        "WITH RECURSIVE down (id) AS (SELECT o.unit FROM operator o WHERE o.login = ?1
                     UNION SELECT u.id FROM unit u JOIN down ON u.under = down.id) SELECT id FROM down"
    };
}

/// The unit of login `?1` and those above it.
macro_rules! up {
    () => {
        "WITH RECURSIVE up (id) AS (SELECT o.unit FROM operator o WHERE o.login = ?1
             UNION SELECT u.under FROM unit u JOIN up ON u.id = up.id WHERE u.under IS NOT NULL)"
    };
}

/// True of a row `b` of `barred` that bars login `?1`: by name as they bear it ([`borne`](crate::domain::rights::borne)), or by their unit or one above it, as it
/// was chosen or as people call it.
macro_rules! barring {
    () => {
        concat!(
            "(namesake(b.name, (SELECT borne(o.name) FROM operator o WHERE o.login = ?1))
          OR b.unit IN (", up!(), " SELECT id FROM up WHERE id <> 1)
          OR accuses(b.name, (", up!(), " SELECT group_concat(called(u.name || char(10) || coalesce(s.value, '')), char(10))
             FROM up JOIN unit u ON u.id = up.id LEFT JOIN setting s ON s.key = 'former:' || u.id WHERE u.id <> 1)))"
        )
    };
}

/// The part of [`sees`] that the row itself decides: nothing of whom it concerns.
macro_rules! unhidden {
    ($row:literal, $petition:literal) => {
        concat!(
            "(",
            $row,
            ".restricted = 0 OR (",
            $row,
            ".restricted = 1) = EXISTS (SELECT 1 FROM reader r WHERE r.petition = ",
            $petition,
            " AND r.login = ?1))
             AND (",
            $row,
            ".restricted & 1 = 0 OR NOT EXISTS (SELECT 1 FROM barred b WHERE b.petition = ",
            $petition,
            " AND ",
            barring!(),
            "))"
        )
    };
}

/// The one condition under which login `?1` may see what a row stands for.
///
/// `restricted`: 0 is for all, 1 for those listed alone (a report), 2 for all but those listed (who
/// withdrew from it), 3 as 2 (what came as a report). A report is never for whom it accuses, listed or not. Operators of a unit other
/// than the petition office (unit 1) see what concerns their unit or one under it. Somebody who is on
/// no roster sees nothing. The inner queries that name `?1` alone are run once for a whole query.
macro_rules! sees {
    ($row:literal, $petition:literal) => {
        concat!(
            unhidden!($row, $petition),
            " AND (EXISTS (SELECT 1 FROM operator o WHERE o.login = ?1 AND o.unit = 1)
               OR ",
            $petition,
            " IN (SELECT c.petition FROM concern c WHERE c.login = ?1 AND c.login <> ''
                  UNION SELECT c.petition FROM concern c WHERE c.unit IN (",
            below!(),
            ")))"
        )
    };
}

/// [`sees`], asked of one row: for rows that come one by one in an order of their own, where the set of
/// all that concerns a unit would be gathered for nothing.
macro_rules! sees_one {
    ($row:literal, $petition:literal) => {
        concat!(
            unhidden!($row, $petition),
            " AND (EXISTS (SELECT 1 FROM operator o WHERE o.login = ?1 AND o.unit = 1)
               OR ",
            concerns!($petition),
            ")"
        )
    };
}

/// True of a petition that concerns login `?1`: named to handle it, or of a unit that it concerns.
macro_rules! concerns {
    ($petition:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM concern c WHERE c.petition = ",
            $petition,
            " AND (c.login = ?1 AND c.login <> '' OR c.unit IN (",
            below!(),
            ")))"
        )
    };
}

mod beside;
pub mod mentioned;
pub use beside::{is_listed, kin, of_person, owing_of_person};

/// True of a petition `p` whose people login `?1` may know: their name is not withheld from the units
/// that handle it, or login is of the petition office, or took it down. A row without a name may be one
/// that is withheld.
pub const UNVEILED: &str = unveiled!("p");

/// [`sees_one`] of an obligation `d`.
pub const DUE_SEEN: &str = sees_one!("d", "d.petition");

/// [`SEEN`], asked of one petition `p`.
pub const ONE_SEEN: &str = concat!(sees_one!("p", "p.id"), " AND p.status <> 'void'");

/// The same, voided or not.
pub const ONE_SEEN_VOID: &str = sees_one!("p", "p.id");

/// True of a batch `t` that login `?1` may know of: whose petitions they all may see; one undone, of
/// which no petition is left to ask about, is for whoever imported it.
pub fn batch_known() -> String {
    format!(
        "CASE WHEN t.undone IS NULL THEN NOT EXISTS (SELECT 1 FROM batch_row w JOIN petition p ON p.id = w.petition
            WHERE w.batch = t.id AND NOT ({ONE_SEEN_VOID})) ELSE t.operator = ?1 END"
    )
}

/// Of an obligation `d` that concerns `?1` anyway: of an operator of the petition office, or owed by
/// one of [`BELOW`].
pub const DUE_UNHIDDEN: &str = unhidden!("d", "d.petition");

/// The same of a petition `p`.
pub const UNHIDDEN: &str = unhidden!("p", "p.id");

/// The petitions of a key, newest first, each with whether login sees it; when there is none, a row
/// without a number that is weighed like one that is confidential.
macro_rules! weighed {
    ($key:literal) => {
        concat!(
            "SELECT p.found, CASE WHEN ",
            unhidden!("p", "p.id"),
            " THEN EXISTS (SELECT 1 FROM operator o WHERE o.login = ?1 AND o.unit = 1) OR ",
            concerns!("p.id"),
            " ELSE 0 END FROM (SELECT f.id AS found, coalesce(f.id, -1) AS id, coalesce(f.restricted, 1) AS restricted
                    FROM (SELECT 1) LEFT JOIN petition f ON f.",
            $key,
            " = ?2 AND f.",
            $key,
            " <> '') p ORDER BY p.found DESC"
        )
    };
}

/// A petition by its number, if nobody is kept from it and login `?1` is of the petition office.
const OPEN_TO_OFFICE: &str = concat!(
    "SELECT p.id FROM petition p WHERE p.number = ?2 AND p.number <> '' AND p.restricted = 0 AND ",
    of_office!()
);

/// Whom petitions accuse, by petition, and whether that bars login `?1`: it is them or a unit of theirs.
pub const BARRING: &str = concat!(
    "SELECT b.petition, b.name, iif(",
    barring!(),
    ", 1, 0) FROM barred b ORDER BY b.petition"
);

/// True for an operator of the petition office, whom the matters of every unit concern.
pub fn sees_all_units(conn: &Connection, login: &str) -> Sql<bool> {
    conn.prepare_cached("SELECT 1 FROM operator WHERE login = ?1 AND unit = 1")?
        .exists([login])
}

/// The units whose matters login `?1` sees.
pub const BELOW: &str = below!();

/// [`sees`] of a petition `p` that was not voided: asked in every query that lists.
pub const SEEN: &str = concat!(sees!("p", "p.id"), " AND p.status <> 'void'");

/// [`sees`] of a petition `p`, voided or not.
pub const SEEN_VOID: &str = sees!("p", "p.id");

/// Reads a row of [`COLUMNS`].
pub fn read(r: &Row<'_>) -> Sql<PetitionRow> {
    let next = match r.get_ref(13)?.as_str_or_null()? {
        Some(_) => Some((row::word(r, 13, Kind::parse)?, row::date(r, 14)?)),
        None => None,
    };
    Ok(PetitionRow {
        id: PetitionId(r.get(0)?),
        number: PetitionNo(r.get(1)?),
        received_on: row::date(r, 2)?,
        registered_on: row::date(r, 3)?,
        channel: row::word(r, 4, Channel::parse)?,
        class: row::word(r, 5, Class::parse)?,
        category: r.get(6)?,
        place: r.get(7)?,
        summary: r.get(8)?,
        name: r.get(9)?,
        headcount: r.get(10)?,
        holder: UnitId(r.get(11)?),
        status: row::word(r, 12, Status::parse)?,
        next,
        external_no: r.get(15)?,
    })
}

/// The petition that was typed, by number, query code or number in another system, if login may see it.
///
/// One that may not be seen is looked for like one that is not there: each of the three ways is asked,
/// and each answer weighed, found or not; so neither the words nor the work tell the two apart. Of
/// several with one number of another system the newest that may be seen is meant.
pub fn seen(conn: &Connection, login: &str, typed: &str) -> Sql<Option<PetitionId>> {
    let typed = typed.trim();
    let number = PetitionNo::typed(typed).0;
    // What is open to the whole office needs no weighing; what is not found so may be hidden or not there.
    let open = conn
        .prepare_cached(OPEN_TO_OFFICE)?
        .query_row(params![login, number], |r| r.get(0).map(PetitionId))
        .optional()?;
    if open.is_some() {
        return Ok(open);
    }
    let code = QueryCode::parse(typed).map_or_else(String::new, |code| code.0);
    for (sql, key) in [
        (weighed!("number"), number.as_str()),
        (weighed!("code"), code.as_str()),
        (weighed!("external_no"), typed),
    ] {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![login, key])?;
        while let Some(r) = rows.next()? {
            if let (Some(id), true) = (r.get(0)?, r.get(1)?) {
                return Ok(Some(PetitionId(id)));
            }
        }
    }
    Ok(None)
}

/// True when this operator may see the petition at all.
pub fn is_seen(conn: &Connection, login: &str, id: PetitionId) -> Sql<bool> {
    let sql = format!("SELECT {ONE_SEEN_VOID} FROM petition p WHERE p.id = ?2");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row(params![login, id.0], |r| r.get(0))
        .optional()?
        .unwrap_or(false))
}

/// True when this operator may see every petition there is.
pub fn sees_all(conn: &Connection, login: &str) -> Sql<bool> {
    let sql = format!("SELECT 1 FROM petition p WHERE NOT ({SEEN_VOID}) LIMIT 1");
    Ok(!conn.prepare_cached(&sql)?.exists([login])?)
}

/// True when everybody of the office may see the petition: no report, and nobody withdrew from it.
pub fn is_open_to_all(conn: &Connection, id: PetitionId) -> Sql<bool> {
    conn.prepare_cached("SELECT restricted = 0 FROM petition WHERE id = ?1")?
        .query_row([id.0], |r| r.get(0))
}

/// Whether login may know the people of a petition; see [`UNVEILED`].
pub fn is_unveiled(conn: &Connection, login: &str, petition: PetitionId) -> Sql<bool> {
    let sql = format!("SELECT 1 FROM petition p WHERE p.id = ?2 AND {UNVEILED}");
    conn.prepare_cached(&sql)?
        .exists(params![login, petition.0])
}
