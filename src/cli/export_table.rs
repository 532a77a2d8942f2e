//! A table on its way out of the house, as CSV, XLSX or JSON.

use serde_json::{Map, Value};

use super::args::Format;
use super::out::escaped;
use crate::domain::ids::{PersonId, PetitionNo};
use crate::exchange;
use crate::words::{Lang, Trouble, Word};

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
    /// The cells of the columns of these keys, where something stands in them.
    fn cells<'a>(&'a self, keys: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let at = self.columns.iter().enumerate();
        let at: Vec<usize> = at
            .filter(|(_, (key, _))| keys.contains(key))
            .map(|(at, _)| at)
            .collect();
        let cells = self.rows.iter();
        let cells = cells.flat_map(move |row| at.clone().into_iter().filter_map(|n| row.get(n)));
        cells.map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The people whose own records stand in it.
    pub fn people(&self) -> Vec<PersonId> {
        let ids = self.cells(&["person"]);
        ids.filter_map(|id| id.parse().ok().map(PersonId)).collect()
    }

    /// The petitions that stand in it.
    pub fn petitions(&self) -> Vec<PetitionNo> {
        let numbers = self.cells(&["number", "petition"]);
        numbers.map(|n| PetitionNo(n.to_owned())).collect()
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
