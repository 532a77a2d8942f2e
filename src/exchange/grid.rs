//! A sheet as it stands in the file: numbered lines of cells, and how much of it is taken.

use chrono::NaiveDate;

use crate::words::{Exit, Sentence, Trouble};

/// Largest file that is read at all.
pub const FILE_BYTES: usize = 64 << 20;
/// Most lines of one sheet.
pub const LINES: usize = 200_000;
/// Most columns with something in them.
pub const COLUMNS: usize = 512;
/// Most filled cells of one sheet.
pub const CELLS: usize = 4_000_000;
/// Most bytes of text in all cells together.
pub const TEXT: usize = 96 << 20;
/// Most characters in one cell; a spreadsheet holds no more.
pub const CELL_CHARS: usize = 32_767;
/// Characters kept of a longer one, to show which it was.
const HEAD: usize = 60;

/// One cell as the file gives it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, without the protecting apostrophe of an export.
    Text(String),
    /// A number; not yet known whether it is one.
    Number(f64),
    /// A cell that the spreadsheet itself calls a date.
    Date(NaiveDate),
    /// A formula that failed, e.g. `#REF!`.
    Broken(String),
    /// Text longer than a cell can be: its beginning.
    Long(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Text of a file as a cell: an apostrophe that an export put before a formula sign is taken off.
    #[must_use]
    pub fn text(text: String) -> Self {
        if text.is_empty() {
            return Self::Empty;
        }
        if text.len() > CELL_CHARS && text.chars().nth(CELL_CHARS).is_some() {
            let head: String = text.chars().take(HEAD).collect();
            return Self::Long(head + "…");
        }
        if is_protected(&text) {
            return Self::Text(text[1..].to_owned());
        }
        Self::Text(text)
    }

    /// True when something stood in the cell that cannot be read.
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        matches!(self, Self::Broken(_) | Self::Long(_))
    }

    /// What a person sees in the cell.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Broken(text) | Self::Long(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Date(date) => date.format("%Y-%m-%d").to_string(),
            Self::Empty => String::new(),
        }
    }

    /// True when there is nothing to see.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text
                .chars()
                .all(|c| c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}'),
            Self::Empty => true,
            _ => false,
        }
    }
}

/// A sign that makes a spreadsheet take the cell for a formula.
#[must_use]
pub fn is_formula_sign(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\0')
}

/// True for one or more apostrophes before a formula sign.
#[must_use]
pub fn is_protected(text: &str) -> bool {
    text.starts_with('\'') && text.trim_start_matches('\'').starts_with(is_formula_sign)
}

fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e21 {
        format!("{number:.0}")
    } else {
        format!("{number}")
    }
}

/// One line of the sheet: the number people see at its left, and its filled cells by column.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Row number as a person sees it, from 1.
    pub number: usize,
    /// Filled cells, in order of their columns.
    pub cells: Vec<(usize, Cell)>,
}

const NOTHING: &Cell = &Cell::Empty;

impl Line {
    /// The cell in a column, counted from 0.
    #[must_use]
    pub fn at(&self, column: usize) -> &Cell {
        if let Some((place, cell)) = self.cells.get(column)
            && *place == column
        {
            return cell;
        }
        match self
            .cells
            .binary_search_by_key(&column, |(place, _)| *place)
        {
            Ok(found) => &self.cells[found].1,
            Err(_) => NOTHING,
        }
    }

    /// The number of columns up to the last filled cell.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells.last().map_or(0, |(place, _)| place + 1)
    }

    /// True when nothing is in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, cell)| cell.is_blank())
    }
}

/// Cells joined into one: first and last line number, first and last column (from 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First line number.
    pub top: usize,
    /// Last line number.
    pub bottom: usize,
    /// First column.
    pub left: usize,
    /// Last column.
    pub right: usize,
}

/// A sheet of a file.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Name of the sheet; empty for text files.
    pub sheet: String,
    /// Lines with something in them, in order.
    pub lines: Vec<Line>,
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// Lines that the spreadsheet hides; they are read all the same.
    pub hidden: usize,
    /// The sheet counts days from 1904.
    pub since_1904: bool,
    /// Filled cells so far.
    pub filled: usize,
    /// Bytes of text so far.
    pub text: usize,
}

impl Grid {
    /// Takes one cell; lines may come in any order.
    ///
    /// # Errors
    /// When the sheet has more lines, columns or cells than are read.
    pub fn put(&mut self, number: usize, column: usize, cell: Cell) -> Result<(), Trouble> {
        if cell == Cell::Empty {
            return Ok(());
        }
        if column >= COLUMNS {
            return Err(too_big(&crate::say!(
                "表格超过{COLUMNS}列，第{number}行还有内容。",
                "The sheet has more than {COLUMNS} columns; row {number} goes beyond them."
            )));
        }
        if let Cell::Text(text) = &cell {
            self.text += text.len();
        }
        if self.text > TEXT {
            let limit = TEXT >> 20;
            return Err(too_big(&crate::say!(
                "表格里的文字超过{limit}MB。",
                "The sheet holds more than {limit} MB of text."
            )));
        }
        self.filled += 1;
        if self.filled > CELLS {
            return Err(too_big(&crate::say!(
                "表格的内容超过{CELLS}个单元格。",
                "The sheet has more than {CELLS} filled cells."
            )));
        }
        if let Some(line) = self.lines.last_mut().filter(|line| line.number == number) {
            line.cells.push((column, cell));
            return Ok(());
        }
        if self.lines.len() >= LINES {
            return Err(too_big(&crate::say!(
                "表格超过{LINES}行。",
                "The sheet has more than {LINES} rows."
            )));
        }
        self.lines.push(Line {
            number,
            cells: vec![(column, cell)],
        });
        Ok(())
    }

    /// Puts lines and cells in order once all are there; of two cells in one place the first stays.
    pub fn settle(&mut self) {
        if !self
            .lines
            .windows(2)
            .all(|pair| pair[0].number < pair[1].number)
        {
            self.lines.sort_by_key(|line| line.number);
            self.lines.dedup_by(|later, first| {
                let same = later.number == first.number;
                if same {
                    first.cells.append(&mut later.cells);
                }
                same
            });
        }
        for line in &mut self.lines {
            if !line.cells.windows(2).all(|pair| pair[0].0 < pair[1].0) {
                line.cells.sort_by_key(|(column, _)| *column);
                line.cells.dedup_by_key(|(column, _)| *column);
            }
        }
    }
}

/// A cell's address as spreadsheets write it: column from 0, row number from 1.
#[must_use]
pub fn address(column: usize, number: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{number}")
}

/// The trouble with a file that is larger than any ledger.
#[must_use]
pub fn too_big(what: &Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        what.clone(),
        crate::say!(
            "请把台账按月或按年拆成几个文件再导入。",
            "Split the ledger by month or year and import the parts."
        ),
    )
}
