//! Corrections of somebody's record, as their file and their other petitions tell of them: the record is one, and
//! the step stands on one petition.

use chrono::{DateTime, FixedOffset};

use crate::domain::event::keeping::CorrectRecord;
use crate::domain::identity;
use crate::domain::ids::{PetitionId, PetitionNo};
use crate::domain::person::Column;
use crate::words::{Outside, Sentence, Word};

/// One correction of a record (更正个人信息).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The number of its event.
    pub seq: i64,
    /// On which petition it was saved.
    pub petition: PetitionId,
    /// The number of that.
    pub number: PetitionNo,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: Outside,
    /// Whose record, what stood there and what stands there now; its reasons are with the petition.
    pub what: CorrectRecord,
}

/// The newest of them; 0 for none.
#[must_use]
pub fn newest(all: &[Corrected]) -> i64 {
    all.iter().map(|c| c.seq).max().unwrap_or_default()
}

impl Corrected {
    /// When, by whom, what and where, on one line; numbers covered as everywhere else.
    #[must_use]
    pub fn told(&self) -> Sentence {
        let (day, by) = (self.at.format("%Y-%m-%d %H:%M"), self.by.line());
        let (what, number) = (changed(&self.what), &self.number.0);
        let (zh, en) = (what.zh, what.en);
        say!(
            "{day} {by} 更正：{zh}（{number}）",
            "{day} {by} corrected: {en} ({number})"
        )
    }
}

/// What stood there, what stands there now; numbers covered as everywhere else.
#[must_use]
pub fn changed(c: &CorrectRecord) -> Sentence {
    let covered = |value: &str| match c.field {
        Column::IdNumber => identity::mask_document(value),
        Column::Phones => {
            let all: Vec<String> = value.split('、').map(identity::mask_phone).collect();
            all.join("、")
        }
        _ => value.to_owned(),
    };
    let word = c.field.word();
    let (zh, en) = (word.zh, word.en);
    let none = Word::new("（空）", "(empty)");
    let said = |value: &str| match covered(value) {
        v if v.is_empty() => (none.zh.to_owned(), none.en.to_owned()),
        v => (v.clone(), v),
    };
    let ((before_zh, before_en), (value_zh, value_en)) =
        (said(&c.before.lines()), said(&c.value.lines()));
    say!(
        "{zh}由“{before_zh}”改为“{value_zh}”",
        "{en} from \"{before_en}\" to \"{value_en}\""
    )
}
