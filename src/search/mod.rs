//! Finding people while one types (stands in until the index lands).

use crate::domain::ids::PersonId;
use crate::words::Word;

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
/// A hit.
pub struct Hit {
    pub person: PersonId,
    pub why: Word,
    pub lit: Vec<usize>,
}
/// Index.
pub struct Index;
impl Index {
    pub fn build(_: impl IntoIterator<Item = PersonRow>) -> Self { Self }
    pub fn put(&mut self, _: PersonRow) {}
    pub fn remove(&mut self, _: PersonId) {}
    pub fn find(&self, _: &str, _: usize) -> Vec<Hit> { Vec::new() }
    pub fn matches(&self, _: &str, _: &str, _: &str, _: usize) -> Vec<Hit> { Vec::new() }
}
