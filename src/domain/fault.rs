//! What is wrong with one field, cell or key: the only validation error there is.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize};

use crate::words::{Lang, Sentence};

/// Whether a fault stops the record or is only shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The record cannot be taken.
    Refuse,
    /// The record is taken; somebody should look.
    Warn,
}

/// A short fixed code for scripts.
pub type Code = &'static str;

/// A fault of one field: what is wrong, what was expected, and an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The field's key as in JSON, with an index for lists: `people[0].id_number`.
    pub field: String,
    /// A short fixed code for scripts, e.g. `id_checksum`.
    #[serde(deserialize_with = "known_code")]
    pub code: Code,
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

/// So many different codes at most come back from a worker: each is kept for good.
const CODES: usize = 512;

/// A code that a worker of the program wrote, as the fixed text that it was there.
fn known_code<'de, D: Deserializer<'de>>(from: D) -> Result<Code, D::Error> {
    static KNOWN: Mutex<BTreeSet<Code>> = Mutex::new(BTreeSet::new());
    let code = String::deserialize(from)?;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(code) = known.get(code.as_str()) {
        return Ok(code);
    }
    if known.len() >= CODES || code.len() > 64 {
        return Err(serde::de::Error::custom("no code of this program"));
    }
    let code: Code = Box::leak(code.into_boxed_str());
    known.insert(code);
    Ok(code)
}
