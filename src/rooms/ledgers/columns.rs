//! The columns of the ledger: what each shows on the screen and in an export.

use std::collections::BTreeSet;

use super::words;
use crate::domain::office::Office;
use crate::flow::view::PetitionRow;
use crate::words::{Lang, Word};

/// A column: heading, least width, how long it stays when the screen gets narrow (higher stays).
pub struct Column {
    /// Heading.
    pub word: Word,
    /// Least width in columns.
    pub least: u16,
    /// Widest useful width; 0 takes what is left.
    pub most: u16,
    /// The higher, the longer it stays.
    pub priority: u8,
    /// The cell's text.
    pub text: fn(&PetitionRow, &Office, Lang) -> String,
}

/// All columns, in order.
pub const COLUMNS: [Column; 10] = [
    Column {
        word: words::NUMBER,
        least: 14,
        most: 22,
        priority: 90,
        text: |r, office, _| short(&r.number.0, &office.area).to_owned(),
    },
    Column {
        word: words::RECEIVED,
        least: 10,
        most: 10,
        priority: 60,
        text: |r, _, _| r.received_on.to_string(),
    },
    Column {
        word: words::NAME,
        least: 8,
        most: 16,
        priority: 75,
        text: name,
    },
    Column {
        word: words::SUMMARY,
        least: 16,
        most: 0,
        priority: 100,
        text: |r, _, _| r.summary.raw().to_owned(),
    },
    Column {
        word: words::STATUS,
        least: 10,
        most: 12,
        priority: 80,
        text: |r, _, lang| r.status.word().say(lang).to_owned(),
    },
    Column {
        word: words::NEXT,
        least: 16,
        most: 22,
        priority: 85,
        text: next,
    },
    Column {
        word: words::HOLDER,
        least: 10,
        most: 20,
        priority: 70,
        text: |r, office, _| office.units.name(r.holder),
    },
    Column {
        word: words::CATEGORY,
        least: 12,
        most: 24,
        priority: 40,
        text: |r, office, _| office.categories.label(&r.category),
    },
    Column {
        word: words::CLASS,
        least: 8,
        most: 10,
        priority: 50,
        text: |r, _, lang| r.class.word().say(lang).to_owned(),
    },
    Column {
        word: words::PLACE,
        least: 8,
        most: 12,
        priority: 30,
        text: |r, _, _| r.place.raw().to_owned(),
    },
];

/// A number without the office's own area code, which is the same in every row.
fn short<'a>(number: &'a str, area: &str) -> &'a str {
    number
        .strip_prefix(area)
        .and_then(|rest| rest.strip_prefix('-'))
        .unwrap_or(number)
}

fn name(row: &PetitionRow, _: &Office, lang: Lang) -> String {
    match (row.name.is_empty(), row.headcount) {
        (true, _) => "—".to_owned(),
        (false, 0 | 1) => row.name.raw().to_owned(),
        (false, n) => match lang {
            Lang::Zh => format!("{}等{n}人", row.name.raw()),
            Lang::En => format!("{} +{}", row.name.raw(), n - 1),
        },
    }
}

fn next(row: &PetitionRow, _: &Office, lang: Lang) -> String {
    row.next
        .map(|(kind, on)| format!("{} {}", on.format("%m-%d"), kind.word().say(lang)))
        .unwrap_or_default()
}

/// Switches off the next optional column; after the last all stand again.
pub fn toggle(hidden: &mut BTreeSet<usize>) {
    let optional = [9, 7, 8, 1, 6];
    match optional.iter().find(|at| !hidden.contains(at)) {
        Some(at) => {
            hidden.insert(*at);
        }
        None => hidden.clear(),
    }
}

/// Headings and cells of an export: every column, and what no screen has room for.
pub fn export(
    rows: &[&PetitionRow],
    office: &Office,
    lang: Lang,
) -> (Vec<String>, Vec<Vec<String>>) {
    let extra = [words::CHANNEL, words::HEADCOUNT, words::EXTERNAL];
    let headers = COLUMNS
        .iter()
        .map(|c| c.word)
        .chain(extra)
        .map(|w| w.say(lang).to_owned())
        .collect();
    let cells = rows
        .iter()
        .map(|row| {
            let mut cells: Vec<String> = COLUMNS
                .iter()
                .map(|c| (c.text)(row, office, lang))
                .collect();
            // Outside the desk a number stands whole.
            cells[0].clone_from(&row.number.0);
            cells.extend([
                row.channel.word().say(lang).to_owned(),
                row.headcount.to_string(),
                row.external_no.raw().to_owned(),
            ]);
            cells
        })
        .collect();
    (headers, cells)
}
