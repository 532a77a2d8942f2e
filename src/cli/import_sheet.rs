//! What an import says of the sheet itself before its rows: how it was read, what of it was not used.

use std::path::Path;

use serde_json::{Value, json};

use super::import_rows::Ready;
use super::out::{shown, talk};
use crate::exchange::{Column, Encoding, Ledger};
use crate::words::{Lang, Sentence};

/// Columns that are known, and of which a petition keeps nothing.
const NOT_KEPT: [Column; 3] = [Column::Clerk, Column::FirstTime, Column::Repeated];
/// Columns that only count the lines.
const COUNTERS: [&str; 4] = ["序号", "行号", "No", "No."];

/// A file's name as it is shown and kept.
pub fn named(file: &Path) -> String {
    shown(
        &file
            .file_name()
            .unwrap_or(file.as_os_str())
            .to_string_lossy(),
    )
}

/// Says on standard error how the sheet was read.
pub fn tell(ledger: &Ledger, ready: &Ready, lang: Lang) {
    for sentence in sentences(ledger, ready) {
        talk(sentence.say(lang));
    }
}

/// Adds the same to the answer for scripts.
pub fn add(ledger: &Ledger, ready: &Ready, answer: &mut Value) {
    answer["sheet"] = json!(ledger.sheet);
    answer["encoding"] = json!(ledger.encoding.name());
    answer["header_row"] = json!(ledger.header_row);
    answer["hidden_rows"] = json!(ledger.hidden_rows);
    answer["class_proposed"] = json!(ready.proposed);
    answer["accused_no_report"] = json!(ready.no_reports);
    answer["unused_columns"] = json!(unused(ledger));
    answer["unread_sheets"] = json!(ledger.unread);
}

fn sentences(ledger: &Ledger, ready: &Ready) -> Vec<Sentence> {
    let mut said = vec![how_read(ledger)];
    let unused = unused(ledger);
    if !unused.is_empty() {
        let names = listed(&unused);
        said.push(say!(
            "没有取用的列：{names}。要取用，写一个对照文件（--map）。",
            "Columns not used: {names}. To use one, write a mapping file (--map)."
        ));
    }
    if ledger.hidden_rows > 0 {
        let count = ledger.hidden_rows;
        said.push(say!(
            "表里隐藏的{count}行也读了。",
            "The {count} hidden rows were read too."
        ));
    }
    let (proposed, no_reports) = (ready.proposed, ready.no_reports);
    if proposed > 0 {
        said.push(say!(
            "表里没有信访目的一列，{proposed}行的三类按内容暂定，请逐件核对。",
            "The sheet has no column for the purpose; the class of {proposed} rows is proposed from their text and is to be checked case by case."
        ));
    }
    if no_reports > 0 {
        said.push(say!(
            "{no_reports}行写了被反映方，而信访目的不是检举控告，被反映方未取。",
            "{no_reports} rows name somebody accused, but their purpose is no report; the accused are left out."
        ));
    }
    if !ledger.unread.is_empty() {
        let names = listed(&ledger.unread);
        said.push(say!(
            "还有像台账的工作表没有读：{names}。请用 --sheet 一张一张导入。",
            "Sheets that look like ledgers were not read: {names}. Import them one by one with --sheet."
        ));
    }
    said
}

fn how_read(ledger: &Ledger) -> Sentence {
    let row = ledger.header_row;
    if ledger.encoding == Encoding::Workbook {
        let sheet = shown(&ledger.sheet);
        return say!(
            "读工作表“{sheet}”，列名在第{row}行。",
            "Read the sheet \"{sheet}\"; row {row} names the columns."
        );
    }
    let encoding = ledger.encoding.name();
    say!(
        "按{encoding}编码读，列名在第{row}行。",
        "Read as {encoding}; row {row} names the columns."
    )
}

/// The names of columns of which nothing is kept.
fn unused(ledger: &Ledger) -> Vec<String> {
    let kept = |field: &Option<Column>| field.is_some_and(|column| !NOT_KEPT.contains(&column));
    let columns = ledger.columns.iter();
    columns
        .filter(|(name, field)| {
            let name = name.trim();
            !kept(field) && !name.is_empty() && !COUNTERS.contains(&name)
        })
        .map(|(name, _)| name.clone())
        .collect()
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names
        .iter()
        .take(20)
        .map(|name| shown(&name.chars().take(20).collect::<String>()))
        .collect();
    names.join("、")
}
