//! Records of one person, or of two who look alike: what is asked, what would be read together, what
//! was said of them.

use chrono::{DateTime, FixedOffset};

use super::corrected::{self, Corrected};
use super::view::PetitionRow;
use crate::domain::alert::Owed;
use crate::domain::ids::{PersonId, PetitionId, PetitionNo};
use crate::domain::person::{Column, Person};
use crate::domain::rights::Deed;
use crate::words::Outside;

/// What is done with records of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Same {
    /// Opens a person's file, on record.
    Open(PersonId),
    /// What reading two as one would do; on record, for it shows both.
    Preview {
        /// The record under which both would be read.
        kept: PersonId,
        /// The record that would be read as it.
        other: PersonId,
    },
    /// The two are one person, for this reason.
    Merge {
        /// The record under which both are read.
        kept: PersonId,
        /// The record that is read as it.
        other: PersonId,
        /// Why.
        why: Outside,
    },
    /// Takes back what was said of two records, one or apart, for this reason: one step.
    TakeBack {
        /// Which, by [`Said::id`].
        said: i64,
        /// The person whose file is open.
        of: PersonId,
        /// Why.
        why: Outside,
    },
    /// The two are two people, for this reason.
    Apart {
        /// The person whose file is open.
        of: PersonId,
        /// Somebody else.
        from: PersonId,
        /// Why.
        why: Outside,
    },
}

impl Same {
    /// The reason that was said with it.
    #[must_use]
    pub const fn why(&self) -> Option<&Outside> {
        match self {
            Self::Merge { why, .. } | Self::TakeBack { why, .. } | Self::Apart { why, .. } => {
                Some(why)
            }
            Self::Open(_) | Self::Preview { .. } => None,
        }
    }

    /// What doing this is, in the table of rights.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match self {
            Self::Open(_) => Deed::Open,
            Self::Preview { .. } => Deed::Find,
            Self::Merge { .. } | Self::TakeBack { .. } | Self::Apart { .. } => Deed::Step,
        }
    }
}

/// One of two people, as the operator may see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Which record stands for them.
    pub id: PersonId,
    /// The record.
    pub person: Person,
    /// Other records that are read as this one already, as far as the operator may see them.
    pub also: Vec<(PersonId, Person)>,
    /// The petitions on all of them that the operator may see, newest first,
    /// [`NAMED`](crate::flow::same::NAMED) at most.
    pub petitions: Vec<PetitionRow>,
}

/// Petitions of one person that are named; of more it is said that there are.
pub const NAMED: i64 = 50;

/// What a merge would do (合并预览).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The record under which both are read.
    pub kept: Side,
    /// The record that is read as the other.
    pub other: Side,
    /// Where both say something, and not the same.
    pub differing: Vec<Column>,
    /// Petitions in which both stand beside each other, of those named: two people, it would seem.
    pub beside: Vec<PetitionNo>,
    /// When somebody said of a record of each that they are two people: the two, and the reason.
    pub apart: Option<(PersonId, PersonId, Outside)>,
}

/// What somebody said of two records, and whether it was taken back: a line of the person's story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its number.
    pub id: i64,
    /// One person; or two people.
    pub one: bool,
    /// The record under which both are read; of two people either.
    pub kept: (PersonId, Outside),
    /// The other record.
    pub other: (PersonId, Outside),
    /// When.
    pub at: DateTime<FixedOffset>,
    /// By whom.
    pub by: Outside,
    /// Why.
    pub why: Outside,
    /// When, by whom and why it was taken back.
    pub undone: Option<(DateTime<FixedOffset>, Outside, Outside)>,
    /// That they are one person, said against others who are two, and so read by nobody who sees both.
    pub against: bool,
}

/// How far what was said of somebody's records goes: another as soon as more is said, taken back, or corrected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upto {
    said: usize,
    undone: usize,
    newest: i64,
    /// The newest correction of the records.
    corrected: i64,
}

impl Upto {
    /// After all this was said and corrected.
    #[must_use]
    pub fn of(said: &[Said], all: &[Corrected]) -> Self {
        Self {
            corrected: corrected::newest(all),
            said: said.len(),
            undone: said.iter().filter(|s| s.undone.is_some()).count(),
            newest: said.iter().map(|s| s.id).max().unwrap_or_default(),
        }
    }
}

/// Of what stands on a screen which records and petitions it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Records of people.
    pub people: Vec<PersonId>,
    /// Petitions.
    pub petitions: Vec<PetitionId>,
}

impl Shown {
    /// Adds what a side shows.
    pub fn add(&mut self, side: &Side) {
        self.people.push(side.id);
        self.people.extend(side.also.iter().map(|(id, _)| *id));
        self.petitions
            .extend(side.petitions.iter().map(|row| row.id));
    }

    /// True when nothing is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.people.is_empty() && self.petitions.is_empty()
    }

    /// Whether both show something in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.people.iter().any(|id| other.people.contains(id))
            || self.petitions.iter().any(|id| other.petitions.contains(id))
    }
}

/// A person's file (人员档案): the records that are read as one, their petitions, what was said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFile {
    /// Who.
    pub side: Side,
    /// What the office owes on the petitions, soonest first.
    pub owed: Vec<Owed>,
    /// What was said of these records and others, newest first.
    pub said: Vec<Said>,
    /// How these records were corrected, on petitions that the operator may see, newest first.
    pub corrected: Vec<Corrected>,
}
