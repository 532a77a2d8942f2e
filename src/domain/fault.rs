//! What is wrong with one field, cell or key: the only validation error there is.

use serde::Serialize;

use crate::words::{Lang, Sentence};

/// Whether a fault stops the record or is only shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The record cannot be taken.
    Refuse,
    /// The record is taken; somebody should look.
    Warn,
}

/// A fault of one field: what is wrong, what was expected, and an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The field's key as in JSON, with an index for lists: `people[0].id_number`.
    pub field: String,
    /// A short fixed code for scripts, e.g. `id_checksum`.
    pub code: &'static str,
    /// Refuse or warn.
    pub weight: Weight,
    /// What is wrong and what was expected.
    pub message: Sentence,
    /// An example of what fits.
    pub example: String,
}

impl Fault {
    /// A fault that stops the record.
    #[must_use]
    pub fn refuse(field: &str, code: &'static str, message: Sentence, example: &str) -> Self {
        Self {
            field: field.to_owned(),
            code,
            weight: Weight::Refuse,
            message,
            example: example.to_owned(),
        }
    }

    /// A fault that is only shown.
    #[must_use]
    pub fn warn(field: &str, code: &'static str, message: Sentence, example: &str) -> Self {
        Self {
            field: field.to_owned(),
            code,
            weight: Weight::Warn,
            message,
            example: example.to_owned(),
        }
    }

    /// True when the record cannot be taken.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.weight == Weight::Refuse
    }

    /// One line for people.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let message = self.message.say(lang);
        if self.example.is_empty() {
            return message.to_owned();
        }
        match lang {
            Lang::Zh => format!("{message}例：{}", self.example),
            Lang::En => format!("{message} Example: {}", self.example),
        }
    }
}
