//! The file that goes back to the clerk: every line of the sheet and what became of it.
//!
//! The original columns follow unchanged, so the clerk can correct them in place and import this very file.

use super::ledger::{Ledger, NO_ROW, Remark, Row};
use super::write;
use crate::words::{Lang, Word};

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
    let headers: Vec<&str> = HEADERS
        .iter()
        .map(|word| word.say(lang))
        .chain(ledger.columns.iter().map(|(header, _)| header.as_str()))
        .collect();
    let mut lines: Vec<(usize, Vec<String>)> =
        Vec::with_capacity(ledger.rows.len() + ledger.skipped.len());
    for (index, row) in ledger.rows.iter().enumerate() {
        let outcome = outcomes.get(index).unwrap_or(&Outcome::Planned);
        lines.push((row.line, of_row(row, outcome, lang)));
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
        fields.extend(skipped.cells.iter().cloned());
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
            .map(|remark| part(remark))
            .filter(|part| !part.is_empty())
            .collect();
        parts.join("\n")
    };
    let mut fields = vec![
        row.line.to_string(),
        result(row, outcome, lang),
        join(&|remark| remark.cell.clone()),
        // The same words in every language, for scripts: `id_checksum`, `no_matter` …
        join(&|remark| remark.fault.code.to_owned()),
        join(&|remark| remark.fault.message.say(lang).to_owned()),
        join(&|remark| remark.expected.say(lang).to_owned()),
        join(&|remark| remark.fault.example.clone()),
    ];
    fields.extend(row.cells.iter().cloned());
    fields
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
