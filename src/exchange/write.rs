//! Rows as CSV or XLSX that a spreadsheet shows as text and that reads back as it was.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::grid::{CELL_CHARS, LINES, address, is_formula_sign, is_protected};
use crate::words::{Exit, Trouble};

/// Characters a sheet's name may have.
const SHEET_NAME: usize = 31;
/// Width of a column that is never narrower or wider.
const WIDTHS: (usize, usize) = (8, 40);

/// A CSV file: UTF-8 with a byte-order mark, every field quoted, lines ended by CRLF. A field that a
/// spreadsheet would take for a formula gets a leading `'`, which reading takes off again.
#[must_use]
pub fn csv<H: AsRef<str>, R: AsRef<[C]>, C: AsRef<str>>(headers: &[H], rows: &[R]) -> Vec<u8> {
    let mut out = vec![0xEF, 0xBB, 0xBF];
    record(&mut out, headers.iter().map(AsRef::as_ref));
    for row in rows {
        record(&mut out, row.as_ref().iter().map(AsRef::as_ref));
    }
    out
}

fn record<'a>(out: &mut Vec<u8>, fields: impl Iterator<Item = &'a str>) {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        out.push(b'"');
        if field.starts_with(is_formula_sign) || is_protected(field) {
            out.push(b'\'');
        }
        for byte in field.bytes() {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    }
    out.extend_from_slice(b"\r\n");
}

/// An XLSX file with one sheet: text cells only, the column names frozen above.
///
/// # Errors
/// When a cell holds more than a spreadsheet can (with its address), or there are too many rows.
pub fn xlsx<H: AsRef<str>, R: AsRef<[C]>, C: AsRef<str>>(
    title: &str,
    headers: &[H],
    rows: &[R],
) -> Result<Vec<u8>, Trouble> {
    if rows.len() > LINES {
        let count = rows.len();
        return Err(Trouble::unchanged(
            Exit::Wrong,
            crate::say!(
                "要导出{count}行，一个工作簿最多{LINES}行。",
                "There are {count} rows; a workbook takes {LINES}."
            ),
            crate::say!(
                "请缩小范围，或导出为CSV。",
                "Narrow the selection, or export as CSV."
            ),
        ));
    }
    let mut workbook = Workbook::new();
    let mut page = Page {
        sheet: workbook.add_worksheet(),
        widths: Vec::new(),
    };
    page.sheet
        .set_name(sheet_name(title))
        .map_err(|_| unwritten())?;
    let text = Format::new().set_num_format("@");
    page.put(
        0,
        headers.iter().map(AsRef::as_ref),
        &text.clone().set_bold(),
    )?;
    for (index, row) in rows.iter().enumerate() {
        page.put(index + 1, row.as_ref().iter().map(AsRef::as_ref), &text)?;
    }
    page.fit()?;
    workbook.save_to_buffer().map_err(|_| unwritten())
}

/// The sheet while it is written, and how wide its columns have become.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    widths: Vec<usize>,
}

impl Page<'_> {
    /// Writes one row of text.
    fn put<'f>(
        &mut self,
        row: usize,
        fields: impl Iterator<Item = &'f str>,
        format: &Format,
    ) -> Result<(), Trouble> {
        let line = u32::try_from(row).map_err(|_| unwritten())?;
        for (place, field) in fields.enumerate() {
            let shown = if is_protected(field) {
                format!("'{field}")
            } else {
                field.to_owned()
            };
            if shown.encode_utf16().count() > CELL_CHARS {
                return Err(too_long(&address(place, row + 1)));
            }
            let column = u16::try_from(place).map_err(|_| unwritten())?;
            self.sheet
                .write_string_with_format(line, column, shown, format)
                .map_err(|_| unwritten())?;
            self.widths
                .resize(self.widths.len().max(place + 1), WIDTHS.0);
            self.widths[place] = self.widths[place].max(width(field)).min(WIDTHS.1);
        }
        Ok(())
    }

    /// Makes the columns as wide as their text, and the names stay in sight.
    fn fit(&mut self) -> Result<(), Trouble> {
        for (place, width) in self.widths.iter().enumerate() {
            let column = u16::try_from(place).map_err(|_| unwritten())?;
            self.sheet
                .set_column_width(column, f64::from(u32::try_from(*width).unwrap_or(8)))
                .map_err(|_| unwritten())?;
        }
        self.sheet.set_freeze_panes(1, 0).map_err(|_| unwritten())?;
        Ok(())
    }
}

/// Columns that the first line of a text takes in a sheet, with a margin.
fn width(field: &str) -> usize {
    let first = field.lines().next().unwrap_or_default();
    first
        .chars()
        .map(|c| if c.is_ascii() { 1 } else { 2 })
        .sum::<usize>()
        + 2
}

/// A title as a sheet's name: without the signs that are not allowed there.
fn sheet_name(title: &str) -> String {
    let name: String = title
        .chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')
        })
        .collect();
    let mut units = 0;
    let name: String = name
        .trim()
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= SHEET_NAME
        })
        .collect();
    if name.is_empty() || name.eq_ignore_ascii_case("history") {
        "台账".to_owned()
    } else {
        name
    }
}

fn too_long(cell: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        crate::say!(
            "{cell}的文字超过{CELL_CHARS}字，工作簿放不下。",
            "The text for {cell} is longer than {CELL_CHARS} characters, more than a workbook can hold."
        ),
        crate::say!("请导出为CSV。", "Export as CSV."),
    )
}

fn unwritten() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        crate::say!("工作簿写不出来。", "The workbook could not be written."),
        crate::say!("请导出为CSV。", "Export as CSV."),
    )
}
