//! The index in memory, which is never torn: the same calls without the error.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::index::Torn;
use zhuoluo::search::{Hit, PersonRow};

/// An index that is whole.
#[derive(Default)]
pub struct Index(pub zhuoluo::search::Index);

fn sure<T>(read: Result<T, Torn>) -> T {
    read.expect("an index in memory is whole")
}

impl Index {
    /// Builds the index of everyone.
    pub fn build(rows: impl IntoIterator<Item = PersonRow>) -> Self {
        Self(zhuoluo::search::Index::build(rows))
    }

    /// Finds people.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        sure(self.0.find(query, limit))
    }

    /// Finds who may be meant in the intake form.
    pub fn matches(&self, name: &str, number: &str, phone: &str, limit: usize) -> Vec<Hit> {
        sure(self.0.matches(name, number, phone, limit))
    }

    /// Adds or replaces a person.
    pub fn put(&mut self, row: PersonRow) {
        sure(self.0.put(row));
    }

    /// Takes a person out.
    pub fn remove(&mut self, id: PersonId) {
        sure(self.0.remove(id));
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
