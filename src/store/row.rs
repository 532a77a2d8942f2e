//! Domain types <-> columns. A value that the domain does not know is an error of that row, never a guess.

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, Type, ValueRef};
use serde::de::DeserializeOwned;

use super::Sql;
use crate::words::Outside;

/// Text from outside leaves the file as such.
impl FromSql for Outside {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(Self::from)
    }
}

/// It is stored as it came.
impl ToSql for Outside {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.raw()))
    }
}

/// A civil date column.
pub fn date(row: &Row<'_>, at: usize) -> Sql<NaiveDate> {
    let text = row.get_ref(at)?.as_str()?;
    text.parse()
        .map_err(|e: chrono::ParseError| unreadable(at, e))
}

/// An instant column.
pub fn instant(row: &Row<'_>, at: usize) -> Sql<DateTime<FixedOffset>> {
    let text = row.get_ref(at)?.as_str()?;
    DateTime::parse_from_rfc3339(text).map_err(|e| unreadable(at, e))
}

/// A JSON column.
pub fn json<T: DeserializeOwned>(row: &Row<'_>, at: usize) -> Sql<T> {
    serde_json::from_str(row.get_ref(at)?.as_str()?).map_err(|e| unreadable(at, e))
}

/// A column that holds a word of a closed list.
pub fn word<T>(row: &Row<'_>, at: usize, parse: fn(&str) -> Option<T>) -> Sql<T> {
    let text = row.get_ref(at)?.as_str()?;
    parse(text).ok_or_else(|| unreadable(at, Unknown(text.to_owned())))
}

/// A column that holds a place in a list, or a count.
pub fn place(row: &Row<'_>, at: usize) -> Sql<usize> {
    let number: i64 = row.get(at)?;
    usize::try_from(number).map_err(|e| unreadable(at, e))
}

/// A place in a list, or a count, as stored.
pub fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

/// JSON text of a value that the domain can always write.
pub fn to_json<T: serde::Serialize>(value: &T) -> Sql<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}

/// An instant as stored: seconds, with offset.
pub fn stamp(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// A column whose text makes no sense.
pub fn unreadable(
    at: usize,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}

#[derive(Debug)]
struct Unknown(String);

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown word {:?}", self.0)
    }
}

impl std::error::Error for Unknown {}
