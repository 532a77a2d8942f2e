//! Ledgers that wait to be imported (待导入): their rows, whom a row looks like, what is answered to it.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::ids::PetitionNo;
use crate::domain::intake::answer::{Answer, Answered, Whom};
use crate::domain::person::{Column, Person};
use crate::words::{Outside, Sentence};

/// A ledger that waits: nothing of it stands in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its number among those that wait.
    pub id: i64,
    /// The file's name as shown.
    pub file: Outside,
    /// When it was put here.
    pub at: DateTime<FixedOffset>,
    /// Rows that can be taken.
    pub rows: usize,
    /// Rows of the file that cannot.
    pub refused: usize,
    /// The rows that look like somebody, in the order of the file.
    pub asked: Vec<WaitingRow>,
}

impl Waiting {
    /// How many of the rows that look like somebody are not answered for each of their people.
    #[must_use]
    pub fn open(&self) -> usize {
        self.asked.iter().filter(|r| r.is_open()).count()
    }
}

/// A row that looks like somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its place among the rows that can be taken.
    pub place: usize,
    /// The row in the sheet.
    pub line: usize,
    /// The names of its people.
    pub names: Vec<Outside>,
    /// What it is about.
    pub summary: Outside,
    /// How many of its people look like somebody.
    pub asked: usize,
    /// What was answered so far, in the order of the answers, and to which of its people.
    pub answers: Vec<(usize, Answer)>,
}

impl WaitingRow {
    /// True as long as nothing was answered about somebody of it who looks like somebody.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let mut told: Vec<usize> = self.answers.iter().map(|(nth, _)| *nth).collect();
        told.sort_unstable();
        told.dedup();
        told.len() < self.asked
    }
}

/// A row beside everybody it looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The ledger.
    pub waiting: i64,
    /// The row's place.
    pub place: usize,
    /// Everybody it looks like, for the first of its people first.
    pub pairs: Vec<Pair>,
    /// What the operator should know of the search: that its index is being made.
    pub note: Option<Sentence>,
}

/// Somebody of a row beside somebody they may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which of the people of the row, from 0.
    pub nth: usize,
    /// How many people stand in the row.
    pub of: usize,
    /// As the ledger has it.
    pub mine: Half,
    /// As it stands on record, or in a row before.
    pub theirs: Half,
    /// Whom it is, without a petition.
    pub whom: Whom,
    /// Why, in words.
    pub why: Sentence,
    /// What was answered.
    pub said: Option<Answered>,
}

impl Pair {
    /// Columns in which both say something, and not the same.
    #[must_use]
    pub fn differs(&self, column: Column) -> bool {
        let (a, b) = (
            self.mine.person.value(column),
            self.theirs.person.value(column),
        );
        !a.is_empty() && !b.is_empty() && a != b
    }

    /// The petition that an answer about the matter is about, unless another is named.
    #[must_use]
    pub fn matter(&self) -> Option<&Matter> {
        let said = match &self.said {
            Some(Answered {
                whom: Whom::Record(_, number),
                ..
            }) => Some(number),
            _ => None,
        };
        let mut matters = self.theirs.matters.iter();
        let named = matters.position(|m| said.is_some_and(|number| m.number == *number));
        self.theirs.matters.get(named.unwrap_or(0))
    }
}

/// One of two who are looked at beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    /// Who.
    pub person: Person,
    /// The row in the sheet; on record: the person's number.
    pub at: At,
    /// What they brought, newest first.
    pub matters: Vec<Matter>,
}

/// Where somebody is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// In this row of the sheet.
    Line(usize),
    /// On record under this number.
    Record(i64),
}

/// What somebody brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Its number; empty for a row that was not imported.
    pub number: PetitionNo,
    /// Received on.
    pub on: NaiveDate,
    /// Its one line.
    pub summary: Outside,
}

/// What is done with a ledger that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wait {
    /// An answer to a row; takes back what cannot stand beside it.
    Answer(i64, usize, Answered),
    /// An answer to a row is taken back.
    TakeBack(i64, usize, usize, Whom),
    /// The ledger is imported as answered, all rows or none.
    Import(i64),
    /// The ledger waits no longer; answers stay with their rows.
    Drop(i64),
}

/// What doing it came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waited {
    /// Kept or taken back.
    Kept,
    /// Imported: the batch, rows taken, rows that were there already.
    Imported(i64, usize, usize),
    /// Put away unimported.
    Dropped,
}
