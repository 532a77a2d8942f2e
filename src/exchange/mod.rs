//! Ledgers in and out: messy CSV, XLSX, XLS and ODS files as clean rows, and rows as files.
//!
//! Bytes in, rows out, and back: nothing here opens a file, asks for the time or stores anything.
//! A doubtful cell warns and stays out of the record; a row without matter or date is refused with
//! its cell; every line of the sheet is accounted for. Not for: deciding what is stored.

mod columns;
mod compound;
mod decode;
mod delimited;
mod entries;
mod findings;
mod fingerprint;
mod folded;
mod grid;
mod guard;
mod layout;
mod ledger;
mod lexicon;
mod mapping;
mod marked;
mod oddities;
pub mod package;
mod reading;
mod report;
mod rows;
pub mod seal;
mod sniff;
mod values;
mod workbook;
mod write;

use crate::words::Trouble;
use sniff::Kind;
use workbook::Workbook;

pub use columns::Column;
pub use fingerprint::digest;
pub use ledger::{Encoding, Entry, Ledger, Options, Remark, Row, SkipReason, Skipped};
pub use mapping::{Mapping, example_mapping};
pub use report::{Outcome, report};
pub use write::{csv, xlsx};

/// The bytes of a text file as text, whatever its encoding.
///
/// # Errors
/// When a byte fits no character: its line and its place in the line.
pub fn text(bytes: &[u8]) -> Result<String, Trouble> {
    decode::decode(bytes, None).map(|(text, _)| text)
}

/// Reads a ledger.
///
/// # Errors
/// When the file is no ledger that can be read: three sentences.
pub fn read(bytes: &[u8], file_name: &str, options: &Options) -> Result<Ledger, Trouble> {
    let mut workbook = match sniff::sniff(bytes, file_name)? {
        Kind::Text => {
            let (text, encoding) = decode::decode(bytes, options.encoding)?;
            let grid = delimited::parse(&text)?;
            drop(text);
            return take(grid, Vec::new(), encoding, digest(bytes), options);
        }
        Kind::Xlsx => Workbook::xlsx(bytes)?,
        Kind::Xls => Workbook::xls(bytes)?,
        Kind::Ods => Workbook::ods(bytes)?,
    };
    let names = workbook.names.clone();
    if let Some(wanted) = &options.sheet {
        if !names.contains(wanted) {
            return Err(workbook::no_sheet(wanted, &names));
        }
        let grid = workbook.sheet(wanted)?;
        return take(grid, names, Encoding::Workbook, digest(bytes), options);
    }
    // The first sheet that names its columns; else what is wrong with the first that has any lines.
    let mut first = None;
    for (place, name) in names.iter().enumerate() {
        let grid = workbook.sheet(name)?;
        match layout::find(&grid, options.mapping.as_ref()) {
            Ok(_) => {
                let unread = likely(&mut workbook, &names[place + 1..], options);
                let digest = digest(bytes);
                let ledger = take(grid, names, Encoding::Workbook, digest, options)?;
                return Ok(Ledger { unread, ..ledger });
            }
            Err(_) if grid.lines.is_empty() => {}
            Err(trouble) => first = first.or(Some(trouble)),
        }
    }
    Err(first.unwrap_or_else(layout::empty))
}

/// The sheets with a ledger's columns and something under them: whoever asks for one is told of the others.
fn likely(workbook: &mut Workbook<'_>, names: &[String], options: &Options) -> Vec<String> {
    let mut has_rows = |name: &String| {
        workbook.sheet(name).is_ok_and(|grid| {
            layout::find(&grid, options.mapping.as_ref())
                .is_ok_and(|layout| layout.last + 1 < grid.lines.len())
        })
    };
    names
        .iter()
        .filter(|name| has_rows(name))
        .cloned()
        .collect()
}

/// The rows of a spreadsheet's first sheet that has any, as text with the numbers people see at
/// their left: for tables that are no ledgers of petitions.
///
/// # Errors
/// When the file is no spreadsheet or text that can be read.
pub fn table(bytes: &[u8], file_name: &str) -> Result<Vec<(usize, Vec<String>)>, Trouble> {
    let mut workbook = match sniff::sniff(bytes, file_name)? {
        Kind::Text => {
            let (text, _) = decode::decode(bytes, None)?;
            return Ok(texts(&delimited::parse(&text)?));
        }
        Kind::Xlsx => Workbook::xlsx(bytes)?,
        Kind::Xls => Workbook::xls(bytes)?,
        Kind::Ods => Workbook::ods(bytes)?,
    };
    for name in workbook.names.clone() {
        let grid = workbook.sheet(&name)?;
        if !grid.lines.is_empty() {
            return Ok(texts(&grid));
        }
    }
    Err(layout::empty())
}

fn texts(grid: &grid::Grid) -> Vec<(usize, Vec<String>)> {
    let row = |line: &grid::Line| {
        let cells = (0..line.width()).map(|at| line.at(at).shown());
        (line.number, cells.collect())
    };
    grid.lines.iter().map(row).collect()
}

fn take(
    mut grid: grid::Grid,
    sheets: Vec<String>,
    encoding: Encoding,
    digest: [u8; 32],
    options: &Options,
) -> Result<Ledger, Trouble> {
    marked::restore(&mut grid);
    let layout = layout::find(&grid, options.mapping.as_ref())?;
    let sorted = rows::sort(&grid, &layout, options)?;
    Ok(Ledger {
        encoding,
        header_row: grid.lines[layout.last].number,
        hidden_rows: grid.hidden,
        sheet: grid.sheet,
        sheets,
        unread: Vec::new(),
        columns: layout
            .headers
            .iter()
            .cloned()
            .zip(layout.fields.iter().copied())
            .collect(),
        rows: sorted.rows,
        skipped: sorted.skipped,
        digest,
    })
}
