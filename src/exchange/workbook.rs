//! XLSX, XLS and ODS as grids, through calamine and never past the caps.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    CellErrorType, Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, Sheet, SheetType,
    SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use chrono::NaiveDate;

use super::compound::{self, locked};
use super::grid::{COLUMNS, Cell, Grid};
use super::guard::{self, Part, broken};
use crate::words::{Exit, Trouble};

/// Most sheets looked into.
const SHEETS: usize = 32;

/// A workbook, opened: its sheets' names, and each sheet on demand.
pub struct Workbook<'a> {
    /// Names of the sheets a person would look at: worksheets, the visible before the hidden.
    pub names: Vec<String>,
    book: Book<'a>,
    /// What the guard saw, by sheet name.
    parts: Vec<(String, Part)>,
}

enum Book<'a> {
    Xlsx(Box<Xlsx<Cursor<&'a [u8]>>>),
    Xls(Box<Xls<Cursor<&'a [u8]>>>),
    Ods(Box<Ods<Cursor<&'a [u8]>>>),
}

impl<'a> Workbook<'a> {
    /// Opens an XLSX file.
    ///
    /// # Errors
    /// When it is broken, locked or too large.
    pub fn xlsx(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let mut seen = guard::inspect(bytes)?;
        let book = guarded(|| {
            Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
                XlsxError::Password => locked(),
                _ => broken(),
            })
        })?;
        let order = std::mem::take(&mut seen.order);
        let parts = book
            .sheets_metadata()
            .iter()
            .zip(order)
            .map(|(sheet, part)| {
                (
                    sheet.name.clone(),
                    seen.sheets.remove(&part).unwrap_or_default(),
                )
            })
            .collect();
        Ok(Self {
            names: names(book.sheets_metadata()),
            book: Book::Xlsx(Box::new(book)),
            parts,
        })
    }

    /// Opens an ODS file.
    ///
    /// # Errors
    /// When it is broken, locked or too large.
    pub fn ods(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let mut seen = guard::inspect(bytes)?;
        let book = guarded(|| {
            Ods::new(Cursor::new(bytes)).map_err(|error| match error {
                OdsError::Password => locked(),
                _ => broken(),
            })
        })?;
        let names = names(book.sheets_metadata());
        // One part holds all sheets; what it hides is told of the first.
        let parts = names
            .first()
            .cloned()
            .zip(seen.sheets.remove("content.xml"))
            .into_iter()
            .collect();
        Ok(Self {
            names,
            book: Book::Ods(Box::new(book)),
            parts,
        })
    }

    /// Opens an XLS file.
    ///
    /// # Errors
    /// When it is broken, locked or too large.
    pub fn xls(bytes: &'a [u8]) -> Result<Self, Trouble> {
        let seen = compound::inspect(bytes)?;
        let book = guarded(|| {
            Xls::new(Cursor::new(bytes)).map_err(|error| match error {
                XlsError::Password => locked(),
                _ => broken(),
            })
        })?;
        let parts = book
            .sheets_metadata()
            .iter()
            .zip(seen.hidden)
            .map(|(sheet, hidden)| {
                (
                    sheet.name.clone(),
                    Part {
                        hidden,
                        merges: Vec::new(),
                    },
                )
            })
            .collect();
        Ok(Self {
            names: names(book.sheets_metadata()),
            book: Book::Xls(Box::new(book)),
            parts,
        })
    }

    /// Reads one sheet.
    ///
    /// # Errors
    /// When it is broken or larger than a ledger.
    pub fn sheet(&mut self, name: &str) -> Result<Grid, Trouble> {
        let part = self
            .parts
            .iter()
            .find(|(sheet, _)| sheet == name)
            .map(|(_, part)| part.clone())
            .unwrap_or_default();
        let mut grid = Grid {
            sheet: name.to_owned(),
            merges: part.merges,
            hidden: part.hidden,
            ..Grid::default()
        };
        match &mut self.book {
            Book::Xlsx(book) => {
                grid.since_1904 = book.has_1904_epoch();
                guarded(|| stream(book, name, &mut grid))?;
            }
            Book::Xls(book) => {
                grid.since_1904 = book.has_1904_epoch();
                let range = guarded(|| book.worksheet_range(name).map_err(|_| broken()))?;
                dense(&range, &mut grid)?;
                let merges = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                grid.merges = merges
                    .iter()
                    .map(|m| super::grid::Merge {
                        top: m.start.0 as usize + 1,
                        bottom: m.end.0 as usize + 1,
                        left: m.start.1 as usize,
                        right: m.end.1 as usize,
                    })
                    .collect();
            }
            Book::Ods(book) => {
                let range = guarded(|| book.worksheet_range(name).map_err(|_| broken()))?;
                dense(&range, &mut grid)?;
            }
        }
        grid.settle();
        Ok(grid)
    }
}

fn names(sheets: &[Sheet]) -> Vec<String> {
    let of = |visible: bool| {
        sheets
            .iter()
            .filter(move |sheet| {
                sheet.typ == SheetType::WorkSheet
                    && (sheet.visible == SheetVisible::Visible) == visible
            })
            .map(|sheet| sheet.name.clone())
    };
    of(true).chain(of(false)).take(SHEETS).collect()
}

/// A parser's panic on a crafted file is a broken file, not our end.
fn guarded<T>(work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(broken()))
}

fn stream(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, grid: &mut Grid) -> Result<(), Trouble> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| broken())?;
    while let Some(cell) = reader.next_cell().map_err(|_| broken())? {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(text) => Cell::text((*text).to_owned()),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Cell::text(text.clone())
            }
            DataRef::Int(number) => whole(*number),
            DataRef::Float(number) => Cell::Number(*number),
            DataRef::Bool(truth) => boolean(*truth),
            DataRef::DateTime(time) => day(time),
            DataRef::Error(error) => failed(error),
        };
        grid.put(row as usize + 1, column as usize, value)?;
    }
    Ok(())
}

fn dense(range: &calamine::Range<Data>, grid: &mut Grid) -> Result<(), Trouble> {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let value = match value {
            Data::Empty => continue,
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                Cell::text(text.clone())
            }
            Data::Int(number) => whole(*number),
            Data::Float(number) => Cell::Number(*number),
            Data::Bool(truth) => boolean(*truth),
            Data::DateTime(time) => day(time),
            Data::Error(error) => failed(error),
        };
        if left as usize + column < COLUMNS || value != Cell::Empty {
            grid.put(top as usize + row + 1, left as usize + column, value)?;
        }
    }
    Ok(())
}

#[allow(
    clippy::cast_precision_loss,
    reason = "numbers from 15 digits on are treated as lost anyway"
)]
fn whole(number: i64) -> Cell {
    Cell::Number(number as f64)
}

fn boolean(truth: bool) -> Cell {
    Cell::Text(if truth { "是" } else { "否" }.to_owned())
}

fn failed(error: &CellErrorType) -> Cell {
    Cell::Broken(error.to_string())
}

/// A day, or the bare number where the spreadsheet shows one as a time or as an impossible date.
fn day(time: &ExcelDateTime) -> Cell {
    let number = time.as_f64();
    if !time.is_datetime() || !(1.0..100_000.0).contains(&number) {
        return Cell::Number(number);
    }
    let (year, month, day, ..) = time.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .map_or(Cell::Number(number), Cell::Date)
}

/// The trouble with a sheet name that the workbook does not have.
#[must_use]
pub fn no_sheet(wanted: &str, names: &[String]) -> Trouble {
    let names = names.join("、");
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "工作簿里没有名为“{wanted}”的工作表。",
            "The workbook has no sheet “{wanted}”."
        ),
        crate::say!("有这些工作表：{names}。", "It has these sheets: {names}."),
    )
}
