//! What a form asks for, as data: fields, repeated groups, titles. Nothing here is ever checked.

use crate::words::Word;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Text,
    /// The name of a person.
    Name,
    /// Many lines; this many rows are shown.
    Area(u16),
    /// A date as people write it.
    Date,
    /// One of a list that the room provides; the value is the choice's id.
    Choice,
    /// A telephone number.
    Phone,
    /// The number of a document.
    Id,
    /// Yes or no; the value is `yes` or nothing.
    Flag,
}

impl FieldKind {
    /// The most characters such a field holds.
    #[must_use]
    pub const fn cap(self) -> usize {
        match self {
            Self::Text | Self::Name => 500,
            Self::Area(_) => 20_000,
            Self::Date | Self::Phone | Self::Id => 100,
            Self::Choice | Self::Flag => 200,
        }
    }

    /// True when characters typed go into its text.
    #[must_use]
    pub const fn is_typed(self) -> bool {
        !matches!(self, Self::Choice | Self::Flag)
    }
}

/// How much a field is wanted. The form shows it; the domain decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The record cannot be taken without it.
    Must,
    /// Ask for it; never bar a registration for want of it.
    Ask,
    /// When there is something to say.
    May,
}

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key as in JSON and in faults; within a group the part after the dot. May be empty in a
    /// group of one field (`requests[0]`).
    pub key: &'static str,
    /// What stands before it.
    pub label: Word,
    /// How it is filled in.
    pub kind: FieldKind,
    /// How much it is wanted.
    pub need: Need,
    /// What to write there, shown while it has the focus.
    pub hint: Word,
}

impl Field {
    /// A field that may stay empty and has no hint.
    #[must_use]
    pub const fn new(
        key: &'static str,
        zh: &'static str,
        en: &'static str,
        kind: FieldKind,
    ) -> Self {
        Self {
            key,
            label: Word::new(zh, en),
            kind,
            need: Need::May,
            hint: Word::new("", ""),
        }
    }

    /// The same field, needed.
    #[must_use]
    pub const fn must(self) -> Self {
        Self {
            need: Need::Must,
            ..self
        }
    }

    /// The same field, asked for.
    #[must_use]
    pub const fn ask(self) -> Self {
        Self {
            need: Need::Ask,
            ..self
        }
    }

    /// The same field with a hint.
    #[must_use]
    pub const fn hint(self, zh: &'static str, en: &'static str) -> Self {
        Self {
            hint: Word::new(zh, en),
            ..self
        }
    }
}

/// Fields that stand several times: persons, requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The key before the index: `people` in `people[0].name`.
    pub key: &'static str,
    /// What one entry is called; its number is added.
    pub label: Word,
    /// The fields of one entry; at least one.
    pub fields: &'static [Field],
    /// Entries that always stand.
    pub least: usize,
    /// The most entries.
    pub most: usize,
}

/// One part of a form, in the order in which it is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A title over the fields that follow.
    Title(Word),
    /// One field.
    One(Field),
    /// A repeated group.
    Many(Group),
}

/// The key with its indexes taken out: `people[3].name` → `people[].name`.
#[must_use]
pub fn pattern(key: &str) -> String {
    let mut inside = false;
    key.chars()
        .filter(|c| {
            if *c == ']' {
                inside = false;
            }
            let keep = !inside;
            if *c == '[' {
                inside = true;
            }
            keep
        })
        .collect()
}
