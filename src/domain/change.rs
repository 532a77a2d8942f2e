//! What an administrator changes in the office's own lists: its units and who works here.

use super::ids::UnitId;
use super::rights::Operator;
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
}
