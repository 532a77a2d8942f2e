//! A file taken out of the store for the archive: with its links of the chain and its readers; and
//! everything about one person, for that person.

use serde::{Deserialize, Serialize};

use super::view::File;
use crate::domain::chain::{self, Hash};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;

/// An event as a link of the store's chain: enough to compute its hash again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its number in the whole store.
    pub seq: i64,
    /// The petition's row.
    pub petition: i64,
    /// Day of effect.
    pub on: String,
    /// Recorded at.
    pub at: String,
    /// By whom.
    pub operator: String,
    /// Why.
    pub why: String,
    /// What, as JSON text.
    pub body: String,
    /// The hash of the event before it in the store.
    pub before: String,
    /// Its own.
    pub hash: String,
}

impl Link {
    /// True when the hash follows from what the link says.
    #[must_use]
    pub fn holds(&self) -> bool {
        let Some(before) = unhex(&self.before) else {
            return false;
        };
        let (seq, petition) = (self.seq.to_be_bytes(), self.petition.to_be_bytes());
        let fields: [&[u8]; 7] = [
            &seq,
            &petition,
            self.on.as_bytes(),
            self.at.as_bytes(),
            self.operator.as_bytes(),
            self.why.as_bytes(),
            self.body.as_bytes(),
        ];
        chain::hex(&chain::link(&before, &fields)) == self.hash
    }
}

/// A hash from its hexadecimal text.
#[must_use]
pub fn unhex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(hash)
}

/// One row of the audit trail: when, by whom, what was done, what exactly, why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader(pub [String; 5]);

/// A file taken out of the store for a package.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The file.
    pub file: Box<File>,
    /// Its events as links of the chain.
    pub links: Vec<Link>,
    /// Who read it and did what.
    pub readers: Vec<Reader>,
}

/// Everything about one person, as far as whoever gives it may see it.
#[derive(Clone, Debug)]
pub struct Given {
    /// Who.
    pub id: PersonId,
    /// The record.
    pub person: Person,
    /// Other records that are read as the same person's.
    pub also: Vec<(PersonId, Person)>,
    /// The petitions in which they stand, oldest first.
    pub files: Vec<File>,
}
