//! One field in its place on a form, with the value being edited.

use super::choice::Proposal;
use super::field::{Field, FieldKind, Group};
use super::text::Text;
use super::window::Lines;
use crate::words::Word;

/// One field in its place, with its value.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The full key: `people[0].name`.
    pub key: String,
    /// What is asked.
    pub field: Field,
    /// The part it belongs to and the index of its entry, in a repeated group.
    pub entry: Option<(usize, usize)>,
    /// A title to stand above it: a section, or the first field of an entry (then with its number).
    pub title: Option<(Word, Option<usize>)>,
    /// The value being edited; for a choice its id, for a flag `yes` or nothing.
    pub text: Text,
    /// What the program proposes.
    pub proposal: Option<Proposal>,
    /// Not asked now; its value is kept.
    pub hidden: bool,
}

impl Slot {
    /// An empty slot of a field.
    pub(super) fn new(
        key: String,
        field: Field,
        entry: Option<(usize, usize)>,
        title: Option<(Word, Option<usize>)>,
    ) -> Self {
        let lines = if matches!(field.kind, FieldKind::Area(_)) {
            Lines::Many
        } else {
            Lines::One
        };
        Self {
            key,
            field,
            entry,
            title,
            text: Text::new(lines, field.kind.cap()),
            proposal: None,
            hidden: false,
        }
    }

    /// Its value as typed.
    #[must_use]
    pub fn value(&self) -> &str {
        self.text.as_str()
    }
}

/// The empty slots of entry `n` of the group that is part `at` of the form.
pub(super) fn slots(at: usize, group: &Group, n: usize) -> Vec<Slot> {
    let make = |(i, field): (usize, &Field)| {
        let title = (i == 0).then_some((group.label, Some(n)));
        Slot::new(key(group.key, n, field.key), *field, Some((at, n)), title)
    };
    group.fields.iter().enumerate().map(make).collect()
}

/// The key of a field of an entry: `people[0].name`, or `requests[0]` when the field has no name.
pub(super) fn key(group: &str, n: usize, field: &str) -> String {
    if field.is_empty() {
        format!("{group}[{n}]")
    } else {
        format!("{group}[{n}].{field}")
    }
}
