//! The fields that many steps share.

use crate::forms::{Field, FieldKind};

/// A few lines.
pub const AREA: FieldKind = FieldKind::Area(3);
/// A list to choose from.
pub const CHOICE: FieldKind = FieldKind::Choice;
/// One line.
pub const TEXT: FieldKind = FieldKind::Text;
/// Why.
pub const REASONS: Field = Field::new("reasons", "理由", "Reasons", AREA).must().hint(
    "写明理由，会留在案卷里。",
    "State the reasons; they stay on file.",
);
/// A document's number.
pub const DOCUMENT: Field = Field::new("document", "文号", "Document no.", TEXT).hint(
    "例 示信答〔2026〕12号；没有可不填。",
    "The document's number, if it has one.",
);
