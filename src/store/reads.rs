//! How texts are read, for the queries: names as they are read, what is withheld covered, units by what people call
//! them.

use std::cell::RefCell;

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use super::Sql;
use super::petitions::mentioned;
use crate::domain::rights::{self, Bearer, Deed, Duty};
use crate::domain::withheld::Withheld;
use crate::search::pinyin::name_readings;

/// They look at nothing but what they are given, and no schema may call them.
const PURE: FunctionFlags = FunctionFlags::SQLITE_UTF8
    .union(FunctionFlags::SQLITE_DETERMINISTIC)
    .union(FunctionFlags::SQLITE_DIRECTONLY);

/// Whom lines withhold, less who stands openly, and both as they were given.
type Read = (String, String, Withheld);

/// Gives a connection its functions.
///
/// # Errors
/// Those of the database.
pub fn functions(conn: &Connection) -> Sql<()> {
    // The texts of one row come one behind the other: whom they withhold is read once.
    let last = RefCell::new(None);
    conn.create_scalar_function("covered", 3, PURE, move |given| {
        let (lines, open) = (text(given, 1)?, text(given, 2)?);
        let known = last
            .take()
            .filter(|(l, o, _): &Read| l == lines && o == open);
        let read = known.unwrap_or_else(|| {
            let mut called = Withheld::of(lines, name_readings);
            if !open.is_empty() {
                called = called.without(open, name_readings);
            }
            (lines.to_owned(), open.to_owned(), called)
        });
        let covered = read.2.cover(text(given, 0)?).into_owned();
        last.replace(Some(read));
        Ok(covered)
    })?;
    // A text without the petitions that it names.
    conn.create_scalar_function("unnumbered", 1, PURE, |given| {
        Ok(mentioned::bare(text(given, 0)?))
    })?;
    // The names that somebody bears who is written down so, one a line.
    conn.create_scalar_function("borne", 1, PURE, |given| {
        Ok(rights::borne(text(given, 0)?).join("\n"))
    })?;
    // Everybody who is accused is held against the same operator.
    let last = RefCell::new(None);
    conn.create_scalar_function("namesake", 2, PURE, move |given| {
        let names = text(given, 1)?;
        let known = last.take().filter(|(n, _): &(String, Bearer)| n == names);
        let read = known.unwrap_or_else(|| {
            let all = names.lines().map(str::to_owned).collect();
            (names.to_owned(), Bearer::of(all))
        });
        let meant = read.1.is_meant(text(given, 0)?, name_readings);
        last.replace(Some(read));
        Ok(meant)
    })?;
    // The words by which whoever accuses means one of these units, one a line.
    conn.create_scalar_function("called", 1, PURE, |given| {
        let names = text(given, 0)?.lines().filter(|name| !name.is_empty());
        Ok(names
            .flat_map(rights::called)
            .collect::<Vec<_>>()
            .join("\n"))
    })?;
    // Whether a role is told names and numbers in full; one that is not known is not.
    conn.create_scalar_function("is_full", 1, PURE, |given| {
        let duty = Duty::parse(text(given, 0)?);
        Ok(duty.is_some_and(|duty| rights::may(duty, Deed::Full)))
    })?;
    conn.create_scalar_function("accuses", 2, PURE, |given| {
        let (said, words) = (text(given, 0)?, text(given, 1)?);
        Ok(words.lines().any(|word| said.contains(word)))
    })
}

/// A text that is given; nothing is an empty one.
fn text<'a>(given: &'a Context<'_>, at: usize) -> Sql<&'a str> {
    Ok(given.get_raw(at).as_str_or_null()?.unwrap_or_default())
}
