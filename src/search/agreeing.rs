//! What of somebody agrees with what was written down field by field: name, document, telephones, address.

use super::grade::HOUSEHOLD;
use super::hit::PersonRow;
use super::normal::same_place;
use super::reasons::Reasons;
use crate::words::Word;

/// Reasons that say how the end of a number, or all of it, was met.
const TELLING: [&str; 5] = [
    "电话相同",
    "电话尾号",
    "证件号码相同",
    "证件后四位",
    "证件尾号",
];

/// Why somebody is shown who lives where was written.
pub const SAME_PLACE: Word = Word::new("住址相同", "same address");

/// Whether a reason says how the end of a number, or all of it, was met.
#[must_use]
pub fn is_telling(why: &Word) -> bool {
    TELLING.contains(&why.zh)
}

/// Somebody as written down, ready to be held against records.
pub struct Agreeing {
    name: Option<Reasons>,
    document: Option<Reasons>,
    phones: Vec<Reasons>,
    address: String,
}

impl Agreeing {
    /// Reads what was written, for records of these names.
    #[must_use]
    pub fn of<'a>(typed: &PersonRow, names: impl IntoIterator<Item = &'a str>) -> Self {
        let number = |typed: &String| (!typed.is_empty()).then(|| Reasons::of(typed, []));
        Self {
            name: (!typed.name.is_empty()).then(|| Reasons::of(&typed.name, names)),
            document: number(&typed.id_number),
            phones: typed.phones.iter().filter_map(number).collect(),
            address: typed.address.clone(),
        }
    }

    /// What agrees beside the reason by which a record came up; of a record without a name its name says nothing.
    pub fn besides(&mut self, row: &PersonRow, why: Word) -> Vec<Word> {
        let blank = PersonRow {
            id: row.id,
            name: String::new(),
            phones: Vec::new(),
            id_number: String::new(),
            address: String::new(),
        };
        let mut all = Vec::new();
        if let Some(reasons) = self.name.as_mut().filter(|_| !row.name.is_empty()) {
            let name = row.name.clone();
            let met = reasons.met(
                &PersonRow {
                    name,
                    ..blank.clone()
                },
                &[],
            );
            all.extend(met.why.into_iter().filter(|_| met.whole));
        }
        let document = PersonRow {
            id_number: row.id_number.clone(),
            ..blank.clone()
        };
        let phones = PersonRow {
            phones: row.phones.clone(),
            ..blank
        };
        let fields = self.document.iter_mut().map(|r| (r, &document));
        let fields = fields.chain(self.phones.iter_mut().map(|r| (r, &phones)));
        for (reasons, row) in fields {
            let met = reasons.met(row, &[]);
            let told = met.why.into_iter().filter(|w| met.whole && is_telling(w));
            for word in told {
                if !all.contains(&word) {
                    all.push(word);
                }
            }
        }
        if same_place(&row.address, &self.address) && why != HOUSEHOLD {
            all.push(SAME_PLACE);
        }
        // A reason that says two things at once says each of them.
        let said = |word: &Word| {
            let both = why.zh.ends_with("相同") && word.zh.ends_with("相同");
            *word == why || (both && why.zh.contains(word.zh.trim_end_matches("相同")))
        };
        all.retain(|word| !said(word));
        all
    }
}
