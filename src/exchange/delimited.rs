//! Comma, tab or semicolon separated text as a grid; an unclosed quote is found, never swallowed.

use super::grid::{Cell, Grid};
use crate::words::{Exit, Trouble};

/// Bytes of a record beyond which it is no row of a ledger, unless one endless cell makes it so.
const RECORD: usize = 64 << 10;
/// Lines in an endless cell from which on it is rows run together, not a text.
const RUN_TOGETHER: usize = 20;
/// Lines from which the separator is told.
const SAMPLE: usize = 30;

/// Reads separated text.
///
/// # Errors
/// When a quote is not closed or a record is too long (with its line), or the table is too big.
pub fn parse(text: &str) -> Result<Grid, Trouble> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (text, separator) = separator(text);
    let mut grid = Grid::default();
    let mut reader = Reader {
        rest: text,
        separator,
        line: 1,
    };
    let (mut number, mut width) = (0, 0);
    let mut cells = Vec::new();
    while !reader.rest.is_empty() {
        number += 1;
        let first = reader.line;
        reader.record(&mut cells, number == 1)?;
        if cells.len() == 1 && cells[0].is_empty() {
            cells.clear();
        }
        swallowed(&cells, separator, width, first)?;
        width = width.max(cells.len());
        for (column, cell) in cells.drain(..).enumerate() {
            grid.put(number, column, Cell::text(cell))?;
        }
    }
    grid.settle();
    Ok(grid)
}

struct Reader<'a> {
    rest: &'a str,
    separator: u8,
    line: usize,
}

impl Reader<'_> {
    /// Takes one record; the first of a file is short, or it is no ledger.
    fn record(&mut self, cells: &mut Vec<String>, short: bool) -> Result<(), Trouble> {
        let (first, start) = (self.line, self.rest.len());
        let mut longest = 0;
        loop {
            let more = if self.rest.starts_with('"') {
                self.quoted(cells)?
            } else {
                self.bare(cells, "")
            };
            longest = longest.max(cells.last().map_or(0, String::len));
            let taken = start - self.rest.len();
            if taken > RECORD && (short || taken - longest > RECORD) {
                return Err(too_long(first));
            }
            if !more {
                return Ok(());
            }
        }
    }

    /// Takes text up to the separator or the end of the line; true when more cells follow.
    fn bare(&mut self, cells: &mut Vec<String>, before: &str) -> bool {
        let bytes = self.rest.as_bytes();
        let end = bytes
            .iter()
            .position(|byte| *byte == self.separator || *byte == b'\n' || *byte == b'\r')
            .unwrap_or(bytes.len());
        cells.push([before, &self.rest[..end]].concat());
        let (more, skip) = match bytes.get(end) {
            None => (false, 0),
            Some(byte) if *byte == self.separator => (true, 1),
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => (false, 2),
            Some(_) => (false, 1),
        };
        if !more {
            self.line += 1;
        }
        self.rest = &self.rest[end + skip..];
        more
    }

    fn quoted(&mut self, cells: &mut Vec<String>) -> Result<bool, Trouble> {
        let opened = self.line;
        let mut value = String::new();
        self.rest = &self.rest[1..];
        loop {
            let Some(end) = self.rest.find('"') else {
                return Err(unclosed(opened));
            };
            self.line += self.rest[..end].matches('\n').count();
            value.push_str(&self.rest[..end]);
            self.rest = &self.rest[end + 1..];
            let Some(rest) = self.rest.strip_prefix('"') else {
                break;
            };
            value.push('"');
            self.rest = rest;
        }
        let ends = |byte: &u8| *byte == self.separator || matches!(byte, b'\r' | b'\n');
        if value.len() > RECORD && value.matches('\n').nth(RUN_TOGETHER).is_some() {
            return Err(unclosed(opened)); // a cell of so many lines is the rest of the file
        }
        if value.contains('\n') && !self.rest.as_bytes().first().is_none_or(ends) {
            return Err(unclosed(opened)); // it was closed by the opening quote of a later cell
        }
        // Whatever stands between the closing quote and the separator belongs to the cell.
        Ok(self.bare(cells, &value))
    }
}

/// A cell of several lines that have as many separators as the rows have: a quote is missing somewhere.
fn swallowed(cells: &[String], separator: u8, width: usize, first: usize) -> Result<(), Trouble> {
    let like_row =
        |line: &&str| line.bytes().filter(|byte| *byte == separator).count() + 1 == width;
    if width >= 4
        && cells
            .iter()
            .any(|cell| cell.contains('\n') && cell.lines().filter(like_row).count() >= 2)
    {
        return Err(unclosed(first));
    }
    Ok(())
}

fn unclosed(line: usize) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "第{line}行有一个引号没有配对，后面的行被当成了同一格。",
            "Line {line}: a quote is not closed, so the lines after it run into one cell."
        ),
        crate::say!(
            "请补上或删去这个引号，或用表格软件另存为XLSX后再导入。",
            "Close or remove the quote, or save the file as XLSX in a spreadsheet and import that."
        ),
    )
}

fn too_long(line: usize) -> Trouble {
    let limit = RECORD >> 10;
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "第{line}行超过{limit}KB，不像台账的一行。",
            "Line {line} is longer than {limit} KB, which no ledger row is."
        ),
        crate::say!(
            "请确认选对了文件；多余的内容请删去后再导入。",
            "Check that it is the right file; remove what does not belong and import again."
        ),
    )
}

/// The separator: told by a `sep=` line, else the one that the typical line has most of.
fn separator(text: &str) -> (&str, u8) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let [separator @ (b',' | b';' | b'\t'), ..] = rest.as_bytes()
    {
        let rest = &rest[1..];
        return (
            rest.strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix('\n'))
                .unwrap_or(rest),
            *separator,
        );
    }
    let typical = |separator: u8| {
        let mut counts: Vec<usize> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(SAMPLE)
            .map(|line| count(line.as_bytes(), separator))
            .collect();
        counts.sort_unstable();
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    };
    let best = [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|separator| typical(*separator))
        .unwrap_or(b',');
    (text, best)
}

fn count(line: &[u8], separator: u8) -> usize {
    let mut quoted = false;
    line.iter()
        .take(RECORD)
        .filter(|byte| {
            quoted ^= **byte == b'"';
            !quoted && **byte == separator
        })
        .count()
}
