//! What an import hands over: rows with their findings, and every line of the sheet accounted for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::columns::Column;
use super::findings::Finding;
use super::mapping::Mapping;
use crate::domain::fault::{Fault, Weight};
use crate::domain::identity::DocumentKind;
use crate::words::{Sentence, Word};

/// How a text file spells its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
    /// Not a text file: XLSX, XLS or ODS.
    Workbook,
}

impl Encoding {
    /// Its usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Workbook => "",
        }
    }
}

/// How to read a file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Options {
    /// Name of the sheet; without it the first sheet that looks like a ledger.
    pub sheet: Option<String>,
    /// Column names with their fields, before the built-in names.
    pub mapping: Option<Mapping>,
    /// Encoding of a text file, when the guess was wrong.
    pub encoding: Option<Encoding>,
    /// Today: nobody petitions tomorrow.
    pub today: NaiveDate,
}

impl Options {
    /// Reads as the file itself suggests.
    #[must_use]
    pub fn new(today: NaiveDate) -> Self {
        Self {
            sheet: None,
            mapping: None,
            encoding: None,
            today,
        }
    }
}

/// A ledger as read: nothing of it is stored yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ledger {
    /// Encoding of the file.
    pub encoding: Encoding,
    /// The sheet that was read; empty for text files.
    pub sheet: String,
    /// All sheets of the file, so that a person sees which were left out.
    pub sheets: Vec<String>,
    /// Sheets that were not read although they look like ledgers too.
    pub unread: Vec<String>,
    /// Row number of the line that names the columns.
    pub header_row: usize,
    /// Column names and what they are taken for.
    pub columns: Vec<(String, Option<Column>)>,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// Rows that the spreadsheet hides; they are among the rows.
    pub hidden_rows: usize,
    /// Lines that are no rows, each with its reason.
    pub skipped: Vec<Skipped>,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
}

/// One row of a ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Row number in the sheet as a person sees it.
    pub line: usize,
    /// What was read.
    pub entry: Entry,
    /// What somebody should look at; the row is taken.
    pub warnings: Vec<Remark>,
    /// Why the row cannot be taken; empty when it can.
    pub refusals: Vec<Remark>,
    /// The cells as they stood, for the error file.
    pub cells: Vec<String>,
    /// The same for the same row in any file: importing twice adds nothing.
    pub key: [u8; 32],
    /// The earlier line of this file that says the same.
    pub repeats: Option<usize>,
}

impl Row {
    /// True when the row can be taken.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.refusals.is_empty()
    }
}

/// A finding in one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Address of the cell, e.g. `E17`.
    pub cell: String,
    /// What was expected there.
    pub expected: Sentence,
    /// Field, code, weight, what is wrong (with the address and the expectation), and an example.
    pub fault: Fault,
}

impl Remark {
    /// Makes a remark; the fault's message is address, wrong and expected in one.
    pub(super) fn new(weight: Weight, cell: String, column: Column, finding: Finding) -> Self {
        let Finding {
            code,
            wrong,
            expected,
            example,
        } = finding;
        let message = Sentence::of(
            format!("{cell}：{}{}", wrong.zh, expected.zh),
            [format!("{cell}: {}", wrong.en), expected.en.to_string()]
                .join(" ")
                .trim_end()
                .to_owned(),
        );
        let fault = Fault {
            field: column.key().to_owned(),
            code,
            weight,
            message,
            example,
        };
        Self {
            cell,
            expected,
            fault,
        }
    }
}

/// A row's content. Doubtful numbers are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The number the other system gave (信访件编号).
    pub external_no: String,
    /// The petitioner's canonical name; empty when anonymous.
    pub name: String,
    /// The name cell as written.
    pub name_entered: String,
    /// Others named in the same cell (联名).
    pub joint: Vec<String>,
    /// Nobody is named.
    pub anonymous: bool,
    /// People, at least one.
    pub headcount: u32,
    /// Address as written.
    pub address: String,
    /// Telephone numbers, normalised.
    pub phones: Vec<String>,
    /// Kind of the document whose number is known.
    pub id_kind: Option<DocumentKind>,
    /// Document number, normalised; empty when absent or doubtful.
    pub id_number: String,
    /// Place of the problem (问题属地).
    pub place: String,
    /// Purpose as written (信访目的).
    pub purpose: String,
    /// `request`, `report` or `proposal`, when the purpose says so.
    pub class: Option<String>,
    /// Content category as written.
    pub category: String,
    /// Date of the petition; none only in refused rows.
    pub petitioned_on: Option<NaiveDate>,
    /// Date it reached the office.
    pub received_on: Option<NaiveDate>,
    /// Date it was registered.
    pub registered_on: Option<NaiveDate>,
    /// `visit`, `letter`, `web`, `phone`, `fax` or `other`; none when the sheet does not say.
    pub channel: Option<String>,
    /// What it is about, as written.
    pub matter: String,
    /// Whom it accuses, as written, one by one.
    #[serde(default)]
    pub accused: Vec<String>,
    /// The units that it accuses or whose people, as written.
    #[serde(default)]
    pub accused_units: Vec<String>,
    /// Whether it is closed.
    pub closed: Option<bool>,
    /// Whether it is the first time.
    pub first_time: Option<bool>,
    /// Who registered it.
    pub clerk: String,
}

/// What the report says of a line that is no row; reading a corrected report passes over it again.
pub const NO_ROW: Word = Word::new("不是信访件", "no petition");

/// Lines that are no rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// First row number.
    pub line: usize,
    /// Last row number; the same for a single line.
    pub last: usize,
    /// Why.
    pub reason: SkipReason,
    /// The cells as they stood.
    pub cells: Vec<String>,
}

/// Why a line is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SkipReason {
    /// Above the column names: a title, a unit, a date.
    Title,
    /// Names the columns.
    Header,
    /// Names the columns again, as on the next printed page.
    HeaderAgain,
    /// Sums up (合计).
    Total,
    /// A heading between rows.
    Heading,
    /// A remark or a signature below the table.
    Note,
    /// Nothing in it.
    Blank,
}

impl SkipReason {
    /// The reason in words.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::Title => Word::new("表头之上的标题行", "title above the column names"),
            Self::Header => Word::new("列名行", "names the columns"),
            Self::HeaderAgain => Word::new("重复的列名行", "names the columns again"),
            Self::Total => Word::new("合计行", "total"),
            Self::Heading => Word::new("表中小标题", "heading between rows"),
            Self::Note => Word::new("表下说明或签名", "note or signature below the table"),
            Self::Blank => Word::new("空行", "blank"),
        }
    }
}
