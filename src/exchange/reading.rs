//! A line under the eye: its cells by field, and the remarks made on the way.

use chrono::NaiveDate;

use super::columns::Column;
use super::findings::Finding;
use super::grid::{Cell, Line, address};
use super::layout::Layout;
use super::ledger::Remark;
use crate::domain::fault::Weight;
use crate::words::{Place, visible};

/// A line, what is needed to read it, and what was remarked on it.
pub struct Reading<'a> {
    /// The line, with 同上 filled in.
    pub line: &'a Line,
    /// Its columns.
    pub layout: &'a Layout,
    /// The sheet counts days from 1904.
    pub since_1904: bool,
    /// Today.
    pub today: NaiveDate,
    /// A spreadsheet ruined document numbers of this sheet: one that ends in 000 is no better.
    pub shortened: bool,
    /// What somebody should look at.
    pub remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    /// The cell of a field.
    pub fn cell(&self, column: Column) -> &'a Cell {
        self.layout
            .place(column)
            .map_or(&Cell::Empty, |place| self.line.at(place))
    }

    /// The text of a field; a failed formula and an endless cell have none.
    pub fn text(&self, column: Column) -> String {
        match self.cell(column) {
            cell if cell.is_lost() => String::new(),
            cell => cell.shown().trim().to_owned(),
        }
    }

    /// The row is taken; somebody should look at the field.
    pub fn warn(&mut self, column: Column, finding: Finding) {
        self.warn_at(self.layout.place(column).unwrap_or(0), column, finding);
    }

    /// The row is taken; somebody should look at one of several cells of a field.
    pub fn warn_at(&mut self, place: usize, column: Column, finding: Finding) {
        self.remark(Weight::Warn, place, column, finding);
    }

    /// The row cannot be taken.
    pub fn refuse(&mut self, column: Column, finding: Finding) {
        let place = self.layout.place(column).unwrap_or(0);
        self.remark(Weight::Refuse, place, column, finding);
    }

    fn remark(&mut self, weight: Weight, place: usize, column: Column, finding: Finding) {
        let cell = address(place, self.line.number);
        self.remarks
            .push(Remark::new(weight, cell, column, finding));
    }
}

/// What a message shows of a text.
pub fn glimpse(text: &str) -> String {
    let short: String = text.chars().take(30).collect();
    visible(&short, Place::Line).into_owned()
}
