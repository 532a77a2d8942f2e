//! Petitions that a text names, covered from whoever may not know of them: a clerk writes the number of a report into
//! a note, and the note is read by others. A number that nobody has is covered alike, and what somebody wrote stands
//! for them as they wrote it: so nobody finds out by a guess which numbers are hidden.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::event::Event;
use crate::domain::identity::COVERED;
use crate::domain::ids::PetitionId;
use crate::domain::mention::{self, Mention, Said};
use crate::flow::view::PetitionRow;
use crate::store::Sql;
use crate::words::Outside;

/// What of a registration is no text: its own number and code, and what it is called elsewhere.
const KEYS: [&str; 4] = ["number", "code", "external_no", "draft"];

/// Whether login `?1` may see the petition that is found so.
macro_rules! found {
    ($by:literal) => {
        concat!(
            "SELECT ",
            sees_one!("p", "p.id"),
            " FROM petition p WHERE ",
            $by
        )
    };
}

/// A text without the petitions that login may not know of; `None` when it names none.
///
/// # Errors
/// Those of the database.
pub fn covered(conn: &Connection, login: &str, text: &str) -> Sql<Option<String>> {
    let mut hidden = Vec::new();
    for mention in mention::all(text) {
        if !is_known(conn, login, &mention.said)? {
            hidden.push(mention);
        }
    }
    Ok((!hidden.is_empty()).then(|| without(text, &hidden)))
}

/// A text without any petition that it names.
#[must_use]
pub fn bare(text: &str) -> String {
    without(text, &mention::all(text))
}

fn without(text: &str, hidden: &[Mention]) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for mention in hidden {
        out.push_str(&text[at..mention.from]);
        out.push_str(COVERED);
        at = mention.to;
    }
    out.push_str(&text[at..]);
    out
}

/// The same in place.
///
/// # Errors
/// Those of the database.
pub fn text(conn: &Connection, login: &str, text: &mut Outside) -> Sql<()> {
    if let Some(covered) = covered(conn, login, text.raw())? {
        *text = covered.into();
    }
    Ok(())
}

/// The same in the line of a petition: what login registered, they wrote.
///
/// # Errors
/// Those of the database.
pub fn line(
    conn: &Connection,
    login: &str,
    petition: PetitionId,
    texts: &mut [&mut Outside],
) -> Sql<()> {
    for text in texts {
        if let Some(covered) = covered(conn, login, text.raw())?
            && !is_own(conn, login, petition)?
        {
            **text = covered.into();
        }
    }
    Ok(())
}

/// The same in rows of a list.
///
/// # Errors
/// Those of the database.
pub fn rows<'a>(
    conn: &Connection,
    login: &str,
    rows: impl IntoIterator<Item = &'a mut PetitionRow>,
) -> Sql<()> {
    for row in rows {
        let texts = &mut [&mut row.summary, &mut row.place];
        line(conn, login, row.id, texts)?;
    }
    Ok(())
}

/// The same in the events of a petition, in whatever step; says whether one of their steps was covered.
///
/// # Errors
/// Those of the database.
pub fn events(conn: &Connection, login: &str, events: &mut [Event]) -> Sql<bool> {
    let mut any = false;
    for event in events.iter_mut().filter(|e| e.by.raw() != login) {
        text(conn, login, &mut event.why)?;
        let Ok(said) = serde_json::to_string(&event.what) else {
            continue;
        };
        if !mention::may(&said) {
            continue;
        }
        // An end of a line is written with a letter, which would stand before a number.
        let plain = ["\\n", "\\r", "\\t"]
            .iter()
            .fold(said.clone(), |s, end| s.replace(end, " "));
        if covered(conn, login, &plain)?.is_none() {
            continue;
        }
        let Ok(mut said) = serde_json::from_str(&said) else {
            continue;
        };
        walk(conn, login, &mut said)?;
        if let Ok(what) = serde_json::from_value(said) {
            event.what = what;
            any = true;
        }
    }
    Ok(any)
}

fn walk(conn: &Connection, login: &str, said: &mut serde_json::Value) -> Sql<()> {
    use serde_json::Value;
    match said {
        Value::String(text) => {
            if let Some(covered) = covered(conn, login, text)? {
                *text = covered;
            }
        }
        Value::Array(all) => {
            for one in all {
                walk(conn, login, one)?;
            }
        }
        Value::Object(all) => {
            let texts = all.iter_mut();
            for (_, one) in texts.filter(|(key, _)| !KEYS.contains(&key.as_str())) {
                walk(conn, login, one)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

/// True of a petition that login registered.
///
/// # Errors
/// Those of the database.
pub fn is_own(conn: &Connection, login: &str, petition: PetitionId) -> Sql<bool> {
    let sql = concat!(
        "SELECT 1 FROM petition p WHERE p.id = ?2 AND ",
        registered!()
    );
    conn.prepare_cached(sql)?.exists(params![login, petition.0])
}

/// Whether login may know of what is named: of any year where none is said. What bears a number of this office is
/// known only where it may be seen; anything else unless it may not.
fn is_known(conn: &Connection, login: &str, said: &Said) -> Sql<bool> {
    let by = |sql: &str, key: &str| -> Sql<Option<bool>> {
        let mut statement = conn.prepare_cached(sql)?;
        let seen = statement.query_row([login, key], |r| r.get(0));
        seen.optional()
    };
    let numbered = |number: &str| by(found!("p.number = ?2"), number);
    match said {
        Said::Number(number) => {
            let ours = number.0.starts_with(&format!("{}-", area(conn)?));
            Ok(numbered(&number.0)?.unwrap_or(!ours))
        }
        Said::Here(rest) => {
            let number = format!("{}-{rest}", area(conn)?);
            Ok(numbered(&number)?.unwrap_or(false))
        }
        Said::Part(part) => {
            let area = area(conn)?;
            let mut years = conn.prepare_cached("SELECT year FROM serial ORDER BY year")?;
            let years = years.query_map([], |r| r.get::<_, i64>(0))?;
            for year in years.collect::<Sql<Vec<_>>>()? {
                if numbered(&format!("{area}-{year}-{part}"))? == Some(false) {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Said::Code(code) => Ok(by(found!("p.code = ?2"), &code.0)?.unwrap_or(true)),
    }
}

/// The area in the numbers of this office.
fn area(conn: &Connection) -> Sql<String> {
    conn.prepare_cached("SELECT value FROM setting WHERE key = 'area'")?
        .query_row([], |r| r.get(0))
}
