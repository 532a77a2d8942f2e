//! Finding the line or lines that name the columns.

use super::columns::Column;
use super::folded::bare;
use super::grid::{Cell, Grid, Line};
use super::lexicon::recognise;
use super::mapping::{Mapping, example_mapping};
use crate::words::{Exit, Place, Trouble, visible};

/// Lines looked through for column names.
const SEARCHED: usize = 15;
/// Most lines that name columns together.
const BLOCK: usize = 3;

/// Where the columns are named, and what they are taken for.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Index of the first line of the names.
    pub first: usize,
    /// Index of the last line of the names.
    pub last: usize,
    /// Names by column.
    pub headers: Vec<String>,
    /// Fields by column.
    pub fields: Vec<Option<Column>>,
}

impl Layout {
    /// The columns of a field, the best first.
    pub fn places(&self, column: Column) -> impl Iterator<Item = usize> + '_ {
        self.fields
            .iter()
            .enumerate()
            .filter(move |(_, field)| **field == Some(column))
            .map(|(place, _)| place)
    }

    /// The first column of a field.
    #[must_use]
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places(column).next()
    }

    /// True when there is a column for the matter and one for a date.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.place(Column::Matter).is_some()
            && self.fields.iter().flatten().any(|field| field.is_date())
    }

    fn score(&self) -> usize {
        let mut found: Vec<Column> = self.fields.iter().copied().flatten().collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }
}

/// Finds the layout of a sheet.
///
/// # Errors
/// When no line names a matter and a date: the columns seen, and an example mapping file.
pub fn find(grid: &Grid, mapping: Option<&Mapping>) -> Result<Layout, Trouble> {
    let mut best: Option<Layout> = None;
    for last in 0..grid.lines.len().min(SEARCHED) {
        for height in 1..=BLOCK.min(last + 1) {
            let layout = compose(&grid.lines, last + 1 - height, last, mapping);
            let better = best
                .as_ref()
                .is_none_or(|best| layout.score() > best.score());
            if better {
                best = Some(layout);
            }
        }
    }
    match best.map(|best| extend(grid, best, mapping)) {
        Some(layout) if layout.is_enough() => Ok(layout),
        Some(layout) => Err(nothing_found(grid, &layout)),
        None => Err(empty()),
    }
}

/// The trouble with a file without a single filled cell.
#[must_use]
pub fn empty() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!("文件里没有内容。", "There is nothing in the file."),
        crate::say!(
            "请确认选对了文件和工作表。",
            "Check that it is the right file and sheet."
        ),
    )
}

/// Takes in the lines of group headings above: they say whose name and telephone a column holds.
fn extend(grid: &Grid, best: Layout, mapping: Option<&Mapping>) -> Layout {
    let mut first = best.first;
    while first > 0
        && best.last + 1 - first < BLOCK
        && grid.lines[first - 1]
            .cells
            .iter()
            .filter(|(_, cell)| !cell.is_blank())
            .count()
            >= 2
    {
        first -= 1;
    }
    if first == best.first {
        best
    } else {
        compose(&grid.lines, first, best.last, mapping)
    }
}

/// True for the heading of a part of a table: `二、下半年`, `（三）来信`, `第一部分`.
#[must_use]
pub fn is_part(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['（', '(', '第']);
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < text.len()
        && (rest.starts_with(['、', '，', '.', '．', '）', ')', '：']) || rest.starts_with("部分"))
}

/// The layout that one line alone would give, when it names a matter, a date and more.
#[must_use]
pub fn again(line: &Line, index: usize, mapping: Option<&Mapping>) -> Option<Layout> {
    // Rows have numbers in them, names of columns do not.
    let numeric = |cell: &Cell| match cell {
        Cell::Text(text) => text.bytes().filter(u8::is_ascii_digit).count() >= 4,
        Cell::Number(_) | Cell::Date(_) => true,
        _ => false,
    };
    if line.cells.iter().any(|(_, cell)| numeric(cell)) {
        return None;
    }
    let layout = compose(std::slice::from_ref(line), 0, 0, mapping);
    (layout.is_enough() && layout.score() >= 4).then_some(Layout {
        first: index,
        last: index,
        ..layout
    })
}

fn compose(lines: &[Line], first: usize, last: usize, mapping: Option<&Mapping>) -> Layout {
    let block = &lines[first..=last];
    let width = block.iter().map(Line::width).max().unwrap_or(0);
    // The nearest name to the left, line by line: a heading over several columns stands in the first.
    let mut reach = vec![String::new(); block.len()];
    let mut headers = Vec::with_capacity(width);
    let mut found = Vec::with_capacity(width);
    for column in 0..width {
        let texts: Vec<String> = block.iter().map(|line| line.at(column).shown()).collect();
        let own = texts.iter().rposition(|text| !bare(text).is_empty());
        for (row, text) in texts.iter().enumerate() {
            if !bare(text).is_empty() {
                reach[row].clone_from(text);
            }
        }
        let Some(own) = own else {
            headers.push(String::new());
            found.push(None);
            continue;
        };
        let above: Vec<&str> = reach[..own].iter().rev().map(String::as_str).collect();
        found.push(recognise(&above, &texts[own], mapping));
        headers.push(texts[own].clone());
    }
    Layout {
        first,
        last,
        headers,
        fields: settle(&found),
    }
}

/// Of several columns for one field the best-ranked stays, unless they may share it.
fn settle(found: &[Option<(Column, usize)>]) -> Vec<Option<Column>> {
    found
        .iter()
        .enumerate()
        .map(|(place, item)| {
            let (column, rank) = (*item)?;
            let beaten = found.iter().enumerate().any(|(other, item)| {
                item.is_some_and(|(c, r)| c == column && (r, other) < (rank, place))
            });
            (!beaten || column.is_shared()).then_some(column)
        })
        .collect()
}

fn nothing_found(grid: &Grid, best: &Layout) -> Trouble {
    let seen = if best.score() > 0 {
        best.headers.clone()
    } else {
        let widest = grid
            .lines
            .iter()
            .take(SEARCHED)
            .rev()
            .max_by_key(|line| line.cells.len());
        widest
            .map(|line| line.cells.iter().map(|(_, cell)| cell.shown()).collect())
            .unwrap_or_default()
    };
    let seen: Vec<String> = seen
        .iter()
        .filter(|text| !bare(text).is_empty())
        .take(30)
        .map(|text| visible(&text.chars().take(20).collect::<String>(), Place::Line).into_owned())
        .collect();
    let seen = seen.join("、");
    let example = example_mapping();
    let what = match (
        best.place(Column::Matter).is_some(),
        best.fields.iter().flatten().any(|field| field.is_date()),
    ) {
        (true, false) => crate::say!(
            "找不到信访日期一列。看到的列：{seen}。",
            "No column holds the date of the petition. The columns seen: {seen}."
        ),
        (false, true) => crate::say!(
            "找不到信访事项（概况）一列。看到的列：{seen}。",
            "No column holds the matter. The columns seen: {seen}."
        ),
        _ => crate::say!(
            "找不到写有列名的一行（至少要有概况和日期）。看到的内容：{seen}。",
            "No line names the columns (at least a matter and a date). What is there: {seen}."
        ),
    };
    Trouble::unchanged(
        Exit::Wrong,
        what,
        crate::say!(
            "请写一个列名对照文件再导入，每行一列，例如：{example}",
            "Write a mapping file, one column a line, and import with it; for example: {example}"
        ),
    )
}
