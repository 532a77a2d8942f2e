//! The file that goes back to the clerk: every line of the sheet and what became of it.
//!
//! The original columns follow unchanged, so the clerk can correct them in place and import this very file; but no
//! control sign stands in it, see [`marked`].

use super::ledger::{Ledger, NO_ROW, Remark, Row};
use super::{marked, write};
use crate::words::{Lang, Word, tame};

/// What became of a row after reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is stored yet: what reading says.
    Planned,
    /// Stored under this number.
    Taken(String),
    /// Was there already, under this number.
    Already(String),
    /// Left out because the batch was.
    Dropped,
}

const RESULT: Word = Word::new("导入结果", "Import result");

const HEADERS: [Word; 7] = [
    Word::new("原行号", "Row in the sheet"),
    RESULT,
    Word::new("单元格", "Cell"),
    Word::new("问题代码", "Code"),
    Word::new("导入问题", "Finding"),
    Word::new("应填", "Expected"),
    Word::new("示例", "Example"),
];

/// The report as CSV; `outcomes` stands beside the ledger's rows, and may be empty before storing.
#[must_use]
pub fn report(ledger: &Ledger, outcomes: &[Outcome], lang: Lang) -> Vec<u8> {
    let is_marked = has_controls(ledger);
    let mut headers: Vec<String> = HEADERS.iter().map(|w| w.say(lang).to_owned()).collect();
    let names = ledger.columns.iter().map(|(header, _)| header);
    headers.extend(names.map(|name| original(name, is_marked)));
    // Behind every column of every table on the sheet.
    let cells = ledger.rows.iter().map(|row| &row.cells);
    let cells = cells.chain(ledger.skipped.iter().map(|line| &line.cells));
    let width = HEADERS.len() + cells.map(Vec::len).max().unwrap_or(0);
    let width = width.max(headers.len());
    if is_marked {
        headers.resize(width, String::new());
        headers.push(marked::COLUMN.say(lang).to_owned());
    }
    let put = |fields: &mut Vec<String>, cells: &[String]| {
        fields.extend(cells.iter().map(|cell| original(cell, is_marked)));
        if is_marked {
            let has = cells.iter().any(|cell| marked::is_needed(cell));
            let said = if has { marked::SAID.say(lang) } else { "" };
            fields.resize(width, String::new());
            fields.push(said.to_owned());
        }
    };
    let mut lines: Vec<(usize, Vec<String>)> =
        Vec::with_capacity(ledger.rows.len() + ledger.skipped.len());
    for (index, row) in ledger.rows.iter().enumerate() {
        let outcome = outcomes.get(index).unwrap_or(&Outcome::Planned);
        let mut fields = of_row(row, outcome, lang);
        put(&mut fields, &row.cells);
        lines.push((row.line, fields));
    }
    for skipped in &ledger.skipped {
        let range = if skipped.line == skipped.last {
            skipped.line.to_string()
        } else {
            format!("{}–{}", skipped.line, skipped.last)
        };
        let mut fields = vec![
            range,
            NO_ROW.say(lang).to_owned(),
            String::new(),
            String::new(),
            skipped.reason.word().say(lang).to_owned(),
            String::new(),
            String::new(),
        ];
        put(&mut fields, &skipped.cells);
        lines.push((skipped.line, fields));
    }
    lines.sort_by_key(|(line, _)| *line);
    let rows: Vec<Vec<String>> = lines.into_iter().map(|(_, fields)| fields).collect();
    write::csv(&headers, &rows)
}

fn of_row(row: &Row, outcome: &Outcome, lang: Lang) -> Vec<String> {
    let remarks: Vec<&Remark> = row.refusals.iter().chain(&row.warnings).collect();
    let join = |part: &dyn Fn(&Remark) -> String| {
        let parts: Vec<String> = remarks
            .iter()
            .map(|remark| tame(&part(remark)).into_owned())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join("\n")
    };
    let fields = vec![
        row.line.to_string(),
        result(row, outcome, lang),
        join(&|remark| remark.cell.clone()),
        // The same words in every language, for scripts: `id_checksum`, `no_matter` …
        join(&|remark| remark.fault.code.to_owned()),
        join(&|remark| remark.fault.message.say(lang).to_owned()),
        join(&|remark| remark.expected.say(lang).to_owned()),
        join(&|remark| remark.fault.example.clone()),
    ];
    fields
}

/// Whether something of the ledger has a control sign.
fn has_controls(ledger: &Ledger) -> bool {
    let names = ledger.columns.iter().map(|(header, _)| header);
    let rows = ledger.rows.iter().flat_map(|row| &row.cells);
    let skipped = ledger.skipped.iter().flat_map(|line| &line.cells);
    let mut all = names.chain(rows).chain(skipped);
    all.any(|text| marked::is_needed(text))
}

/// A text of the ledger as it stands in the report.
fn original(text: &str, is_marked: bool) -> String {
    if is_marked {
        marked::visible(text).into_owned()
    } else {
        text.to_owned()
    }
}

fn result(row: &Row, outcome: &Outcome, lang: Lang) -> String {
    let (word, number) = match outcome {
        _ if !row.is_good() => (Word::new("退回", "refused"), ""),
        Outcome::Dropped => (Word::new("未导入", "not imported"), ""),
        Outcome::Already(number) => (Word::new("已有", "there already"), number.as_str()),
        Outcome::Planned | Outcome::Taken(_) if row.repeats.is_some() => {
            (Word::new("与前行重复", "repeats an earlier row"), "")
        }
        Outcome::Planned if row.warnings.is_empty() => (Word::new("可导入", "can be taken"), ""),
        Outcome::Planned => (
            Word::new("可导入，有提示", "can be taken, with warnings"),
            "",
        ),
        Outcome::Taken(number) if row.warnings.is_empty() => {
            (Word::new("已导入", "taken"), number.as_str())
        }
        Outcome::Taken(number) => (
            Word::new("已导入，有提示", "taken, with warnings"),
            number.as_str(),
        ),
    };
    format!("{} {number}", word.say(lang)).trim_end().to_owned()
}
