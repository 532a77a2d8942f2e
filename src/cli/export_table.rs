//! A table on its way out of the house, as CSV, XLSX or JSON.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::args::Format;
use super::out::escaped;
use crate::exchange;
use crate::words::{Lang, Trouble, Word, tame};

/// A table on its way out: column keys with their words, and rows.
pub struct Table {
    /// The sheet's name.
    pub title: Word,
    /// Their keys for scripts, and their words.
    pub columns: Vec<(&'static str, Word)>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Leaves no control sign in any cell but tabs and the ends of lines.
    pub fn tame(&mut self) {
        for cell in self.rows.iter_mut().flatten() {
            if let Cow::Owned(tame) = tame(cell) {
                *cell = tame;
            }
        }
    }
}

/// The table as a file of this format; no cell of it runs in a spreadsheet.
///
/// # Errors
/// A trouble when it is too large for a sheet.
pub fn write(table: &Table, format: Format, lang: Lang) -> Result<Vec<u8>, Trouble> {
    let headers: Vec<&str> = table.columns.iter().map(|(_, w)| w.say(lang)).collect();
    match format {
        Format::Csv => Ok(exchange::csv(&headers, &table.rows)),
        Format::Xlsx => exchange::xlsx(table.title.say(lang), &headers, &table.rows),
        Format::Json => {
            let rows = table.rows.iter().map(|row| {
                let pairs = table.columns.iter().zip(row);
                let object: Map<String, Value> = pairs
                    .map(|((key, _), cell)| ((*key).to_owned(), Value::from(cell.as_str())))
                    .collect();
                Value::Object(object)
            });
            let mut text = escaped(&Value::Array(rows.collect())).into_bytes();
            text.push(b'\n');
            Ok(text)
        }
    }
}

/// Yes or no, in a cell.
pub fn yes(flag: bool, lang: Lang) -> String {
    let word = if flag {
        Word::new("是", "yes")
    } else {
        Word::new("否", "no")
    };
    word.say(lang).to_owned()
}
