//! What an administrator changes in the office's own lists: its units, who works here, where its window is.

use super::ids::UnitId;
use super::rights::{Deed, Operator};
use super::unit::UnitKind;

/// One change; it goes on record with whoever made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new unit.
    AddUnit {
        /// Its name.
        name: String,
        /// What it is.
        kind: UnitKind,
        /// The unit it stands under.
        under: Option<UnitId>,
    },
    /// Another name for a unit; the old one is remembered.
    RenameUnit {
        /// Which.
        unit: UnitId,
        /// The new name.
        name: String,
    },
    /// Another place for a unit.
    MoveUnit {
        /// Which.
        unit: UnitId,
        /// The unit it stands under from now on; none for the top.
        under: Option<UnitId>,
    },
    /// The organs that review a unit's opinions (复查机关); none: by who stands above.
    ReviewBy {
        /// The unit.
        unit: UnitId,
        /// Its organs, the usual one first.
        organs: Vec<UnitId>,
    },
    /// Somebody begins to work here.
    AddOperator(Operator),
    /// Somebody no longer works here; what they recorded stays.
    RemoveOperator {
        /// Who.
        login: String,
    },
    /// Where the window is and whom it calls; what is `None` stays as it is.
    SetPlace {
        /// Enquiry telephone.
        phone: Option<String>,
        /// Where the window is.
        address: Option<String>,
        /// Whom it calls in an emergency; the whole list.
        contacts: Option<Vec<String>>,
    },
}

impl Change {
    /// The right that it takes.
    #[must_use]
    pub const fn deed(&self) -> Deed {
        match self {
            Self::AddOperator(_) | Self::RemoveOperator { .. } => Deed::Staff,
            _ => Deed::Office,
        }
    }
}
