//! From the lines of a sheet to rows: which lines are rows, 同上, merged cells, repeats.

use std::collections::{HashMap, HashSet};

use super::columns::Column;
use super::fingerprint;
use super::folded::bare;
use super::grid::{Cell, Grid, LINES, Line, Merge, address, too_big};
use super::layout::{self, Layout};
use super::ledger::{Entry, NO_ROW, Options, Remark, Row, SkipReason, Skipped};
use super::lexicon::words;
use super::reading::Reading;
use super::values::{self, Document, When};
use super::{entries, oddities};
use crate::domain::fault::Weight;
use crate::domain::identity::Doubt;
use crate::words::{Place, Trouble, visible};

/// Most bytes of text that 同上 and merged cells may copy.
const COPIED: usize = 16 << 20;
/// Most original cells kept for the error file.
const KEPT_CELLS: usize = 10_000_000;

/// The rows of a sheet and the lines that are none.
#[derive(Debug, Default)]
pub struct Sorted {
    /// Rows.
    pub rows: Vec<Row>,
    /// Other lines.
    pub skipped: Vec<Skipped>,
}

struct Sorter<'a> {
    grid: &'a Grid,
    options: &'a Options,
    layout: Layout,
    merged: HashMap<(usize, usize), usize>,
    banners: HashSet<usize>,
    /// Bytes of text that 同上 and merged cells have copied.
    copied: usize,
    above: HashMap<usize, Cell>,
    keys: HashMap<[u8; 32], usize>,
    contents: HashMap<[u8; 32], usize>,
    /// A spreadsheet ruined document numbers of this sheet.
    shortened: bool,
    sorted: Sorted,
}

/// Sorts the lines of a sheet.
///
/// # Errors
/// When the table is too wide and too long to keep its cells.
pub fn sort(grid: &Grid, layout: &Layout, options: &Options) -> Result<Sorted, Trouble> {
    if layout.headers.len().saturating_mul(grid.lines.len()) > KEPT_CELLS {
        return Err(too_big(&crate::say!(
            "表格太宽太长，超过{KEPT_CELLS}格。",
            "The table is too wide and too long: more than {KEPT_CELLS} cells."
        )));
    }
    let mut sorter = Sorter {
        grid,
        options,
        layout: layout.clone(),
        merged: below(&grid.merges),
        banners: grid
            .merges
            .iter()
            .filter(|merge| merge.right - merge.left >= 3)
            .map(|merge| merge.top)
            .collect(),
        copied: 0,
        above: HashMap::new(),
        keys: HashMap::new(),
        contents: HashMap::new(),
        shortened: is_shortened(grid, layout, options),
        sorted: Sorted::default(),
    };
    let mut expected = 1;
    for (index, line) in grid.lines.iter().enumerate() {
        if line.number > expected {
            sorter.blank(expected, line.number - 1);
        }
        expected = line.number + 1;
        sorter.line(index, line);
        if sorter.copied > COPIED {
            let number = line.number;
            return Err(too_big(&crate::say!(
                "“同上”和合并的单元格重复了太长的文字（到第{number}行）。",
                "Ditto marks and merged cells repeat too much text (up to row {number})."
            )));
        }
    }
    Ok(sorter.sorted)
}

/// True when some document number of the sheet was plainly ruined: one in eleven of its fellows has
/// a check digit that fits all the same.
fn is_shortened(grid: &Grid, layout: &Layout, options: &Options) -> bool {
    let ruined = Document::Doubtful(Doubt::Ruined);
    layout.place(Column::IdNumber).is_some_and(|place| {
        let cells = grid.lines.iter().map(|line| line.at(place));
        let mut cells =
            cells.filter(|cell| !matches!(cell, Cell::Text(text) if !values::is_rounded(text)));
        cells.any(|cell| values::document(cell, "", options.today) == ruined)
    })
}

/// For every cell under the top of a merged region: the column with the value is the same, so its line.
fn below(merges: &[Merge]) -> HashMap<(usize, usize), usize> {
    let mut covered = HashMap::new();
    for merge in merges {
        if merge.bottom.saturating_sub(merge.top) > 1_000
            || merge.left != merge.right
            || covered.len() > LINES
        {
            continue;
        }
        for number in merge.top + 1..=merge.bottom {
            covered.insert((number, merge.left), merge.top);
        }
    }
    covered
}

impl Sorter<'_> {
    fn blank(&mut self, first: usize, last: usize) {
        if let Some(before) = self.sorted.skipped.last_mut()
            && before.reason == SkipReason::Blank
            && before.last + 1 == first
        {
            before.last = last;
            return;
        }
        self.sorted.skipped.push(Skipped {
            line: first,
            last,
            reason: SkipReason::Blank,
            cells: Vec::new(),
        });
    }

    fn line(&mut self, index: usize, line: &Line) {
        let reason = if index < self.layout.first {
            SkipReason::Title
        } else if index <= self.layout.last {
            SkipReason::Header
        } else if line.is_blank() {
            return self.blank(line.number, line.number);
        } else {
            match self.no_row(index, line) {
                Some(reason) => reason,
                None => return self.row(line),
            }
        };
        let cells = originals(line, self.layout.headers.len());
        self.sorted.skipped.push(Skipped {
            line: line.number,
            last: line.number,
            reason,
            cells,
        });
    }

    /// Why a line below the column names is no row.
    fn no_row(&mut self, index: usize, line: &Line) -> Option<SkipReason> {
        if self.is_header_again(line) || self.begins_a_table(index, line) {
            return Some(SkipReason::HeaderAgain);
        }
        let is_no_row = |cell: &Cell| matches!(cell, Cell::Text(text) if text == NO_ROW.zh || text == NO_ROW.en);
        if line.cells.iter().take(3).any(|(_, cell)| is_no_row(cell)) {
            return Some(SkipReason::Note);
        }
        let filled: Vec<String> = line
            .cells
            .iter()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(_, cell)| cell.shown())
            .collect();
        let first = filled.first().map_or("", String::as_str);
        if !self.is_dated(line) && words().is_total(first) {
            return Some(SkipReason::Total);
        }
        if !self.is_dated(line) && words().is_note(first) {
            return Some(SkipReason::Note);
        }
        let wordy = |text: &String| text.chars().any(crate::domain::name::is_han);
        if filled.len() == 1 && self.is_label(line) && filled.iter().all(wordy) {
            return Some(SkipReason::Heading);
        }
        let has = |column| {
            self.layout
                .places(column)
                .any(|place| !line.at(place).is_blank())
        };
        if has(Column::Matter) || has(Column::PetitionedOn) {
            return self.is_banner(line).then_some(SkipReason::Heading);
        }
        if filled.iter().take(3).any(|text| words().is_total(text)) {
            return Some(SkipReason::Total);
        }
        (filled.len() == 1 && !has(Column::Name) && filled.iter().all(wordy))
            .then_some(SkipReason::Heading)
    }

    /// A second table on the sheet: from here on its own columns count.
    fn begins_a_table(&mut self, index: usize, line: &Line) -> bool {
        let Some(layout) = layout::again(line, index, self.options.mapping.as_ref()) else {
            return false;
        };
        self.layout = Layout {
            first: 0,
            last: self.layout.last,
            ..layout
        };
        self.above.clear();
        true
    }

    /// There is a date where a petition has one.
    fn is_dated(&self, line: &Line) -> bool {
        let when = |place| values::when(line.at(place), self.grid.since_1904);
        self.layout
            .place(Column::PetitionedOn)
            .is_some_and(|place| matches!(when(place), When::Day(_)))
    }

    /// Words in the column of the date that speak of no date: `二、下半年` parts the table.
    fn is_label(&self, line: &Line) -> bool {
        let label = |cell: &Cell| {
            matches!(values::when(cell, self.grid.since_1904), When::Unreadable)
                && layout::is_part(&cell.shown())
        };
        self.layout
            .place(Column::PetitionedOn)
            .is_some_and(|place| label(line.at(place)))
    }

    /// One cell merged over most of the width.
    fn is_banner(&self, line: &Line) -> bool {
        let filled = line
            .cells
            .iter()
            .filter(|(_, cell)| !cell.is_blank())
            .count();
        filled == 1 && self.banners.contains(&line.number)
    }

    fn is_header_again(&self, line: &Line) -> bool {
        let headers = self.grid.lines[self.layout.first..=self.layout.last].iter();
        headers.into_iter().any(|header| {
            let mut same = 0;
            let alike = line.cells.iter().filter(|(_, cell)| !cell.is_blank()).all(|(place, cell)| {
                same += 1;
                matches!(cell, Cell::Text(text) if bare(text) == bare(&header.at(*place).shown()))
            });
            alike && same >= 2
        })
    }

    fn row(&mut self, line: &Line) {
        let mut remarks = Vec::new();
        let mut full = line.clone();
        self.fill(&mut full, &mut remarks);
        let mut reading = Reading {
            line: &full,
            layout: &self.layout,
            since_1904: self.grid.since_1904,
            today: self.options.today,
            shortened: self.shortened,
            remarks,
        };
        let entry = entries::read(&mut reading);
        let mut remarks = reading.remarks;
        outside(line, &self.layout, &mut remarks);
        let (key, repeats) = self.repeats(line.number, &entry, &mut remarks);
        let (refusals, warnings) = remarks
            .into_iter()
            .partition(|remark: &Remark| remark.fault.stops());
        self.sorted.rows.push(Row {
            line: line.number,
            entry,
            warnings,
            refusals,
            cells: originals(line, self.layout.headers.len()),
            key,
            repeats,
        });
    }

    /// Puts in what 同上 and merged cells stand for.
    fn fill(&mut self, line: &mut Line, remarks: &mut Vec<Remark>) {
        let mut filled = Vec::new();
        for (place, field) in self.layout.fields.iter().enumerate() {
            let Some(field) = *field else { continue };
            let cell = line.at(place);
            let ditto = matches!(cell, Cell::Text(text) if words().is_ditto(text));
            let covered = cell.is_blank() && self.merged.contains_key(&(line.number, place));
            if ditto || covered {
                let value = self.above.get(&place).cloned().unwrap_or(Cell::Empty);
                if ditto && value == Cell::Empty {
                    remarks.push(Remark::new(
                        Weight::Warn,
                        address(place, line.number),
                        field,
                        oddities::ditto_of_nothing(),
                    ));
                }
                if let Cell::Text(text) = &value {
                    self.copied += text.len();
                }
                filled.push((place, value));
            } else {
                self.above.insert(place, cell.clone());
            }
        }
        for (place, value) in filled {
            match line.cells.binary_search_by_key(&place, |(at, _)| *at) {
                Ok(found) => line.cells[found].1 = value,
                Err(gap) => line.cells.insert(gap, (place, value)),
            }
        }
    }

    /// The row's key; a number that another row of the file has already counts only with the content.
    fn repeats(
        &mut self,
        number: usize,
        entry: &Entry,
        remarks: &mut Vec<Remark>,
    ) -> ([u8; 32], Option<usize>) {
        let (key, content) = (fingerprint::key(entry), fingerprint::content(entry));
        if let Some(first) = self.contents.get(&content).copied() {
            let place = self.layout.place(Column::Matter).unwrap_or(0);
            remarks.push(Remark::new(
                Weight::Warn,
                address(place, number),
                Column::Matter,
                oddities::repeated_row(first),
            ));
            // Whom it accuses is not what tells a row, and is not lost with the one that is left out.
            if let Some(kept) = self.sorted.rows.iter_mut().find(|row| row.line == first) {
                let kept = &mut kept.entry;
                add(&mut kept.accused, &entry.accused);
                add(&mut kept.accused_units, &entry.accused_units);
            }
            return (key, Some(first));
        }
        self.contents.insert(content, number);
        let Some(first) = self.keys.get(&key).copied() else {
            self.keys.insert(key, number);
            return (key, None);
        };
        let place = self.layout.place(Column::ExternalNo).unwrap_or(0);
        remarks.push(Remark::new(
            Weight::Warn,
            address(place, number),
            Column::ExternalNo,
            oddities::repeated_number(first),
        ));
        (content, None)
    }
}

fn add(known: &mut Vec<String>, more: &[String]) {
    for one in more {
        if !known.contains(one) {
            known.push(one.clone());
        }
    }
}

/// Warns of cells that stand beside the table.
fn outside(line: &Line, layout: &Layout, remarks: &mut Vec<Remark>) {
    let width = layout.headers.len();
    let Some((place, cell)) = line
        .cells
        .iter()
        .find(|(place, cell)| *place >= width && !cell.is_blank())
    else {
        return;
    };
    let text: String = cell.shown().chars().take(20).collect();
    remarks.push(Remark::new(
        Weight::Warn,
        address(*place, line.number),
        Column::Matter,
        oddities::outside_table(&visible(&text, Place::Line)),
    ));
}

fn originals(line: &Line, width: usize) -> Vec<String> {
    let mut cells = vec![String::new(); width];
    for (place, cell) in &line.cells {
        if let Some(kept) = cells.get_mut(*place) {
            *kept = cell.shown();
        }
    }
    cells
}
