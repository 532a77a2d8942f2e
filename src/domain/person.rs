//! A petitioner: the closed list of what the office may hold about a person, and nothing else.

use serde::{Deserialize, Serialize};

use super::identity::DocumentKind;
use super::petition::PersonKind;

/// The columns of the petitioner table; `tests/rules` compares them with the store.
/// Adding one needs a change of the office's purpose (PIPL Art. 6), not of this list alone.
pub const COLUMNS: [&str; 11] = [
    "id",
    "name_entered",
    "name",
    "kind",
    "id_kind",
    "id_number",
    "phones",
    "address",
    "contact_by",
    "language",
    "help",
];

/// A petitioner (信访人).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name as it was entered.
    pub name_entered: String,
    /// The canonical name; empty when no name was given.
    pub name: String,
    /// Person or organisation.
    pub kind: PersonKind,
    /// Kind of identity document, when one was shown.
    pub id_kind: Option<DocumentKind>,
    /// Its number, normalised; empty when none was shown.
    pub id_number: String,
    /// Telephone numbers, digits.
    pub phones: Vec<String>,
    /// Address as entered.
    pub address: String,
    /// How they want to be reached.
    pub contact_by: String,
    /// Language or dialect, when help with it is needed.
    pub language: String,
    /// Help needed: interpreter, large type, reading aloud …
    pub help: String,
}

impl Default for Person {
    fn default() -> Self {
        Self {
            name_entered: String::new(),
            name: String::new(),
            kind: PersonKind::Person,
            id_kind: None,
            id_number: String::new(),
            phones: Vec::new(),
            address: String::new(),
            contact_by: String::new(),
            language: String::new(),
            help: String::new(),
        }
    }
}

impl Person {
    /// True when nothing at all is known that would tell this person from another.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty()
    }

    /// True when two entries are certainly one person: same name and same document number, or same
    /// name and a shared telephone number. Families share telephones, so a number alone is not enough.
    #[must_use]
    pub fn is_surely(&self, other: &Self) -> bool {
        if self.is_nameless() || super::name::bare(&self.name) != super::name::bare(&other.name) {
            return false;
        }
        if !self.id_number.is_empty() && !other.id_number.is_empty() {
            return self.id_number == other.id_number;
        }
        self.phones.iter().any(|p| other.phones.contains(p))
    }
}
