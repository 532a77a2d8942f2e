//! Finding people by characters, sounds, slips and digits; pure.

use crate::domain::ids::PersonId;

/// What the index knows of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// Canonical name.
    pub name: String,
    /// Telephone digits.
    pub phones: Vec<String>,
    /// Document number.
    pub id_number: String,
    /// Address.
    pub address: String,
}
