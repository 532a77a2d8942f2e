//! One form engine for every room: fields, editing, choices, faults, drafts. Pure: no clock, no
//! screen, no check of what is typed (that is `domain`'s); the width of text comes as an argument.

mod choice;
mod draft;
mod edit;
mod field;
mod form;
mod grapheme;
mod group;
mod press;
mod slot;
mod text;
mod undo;
mod window;
mod wrap;

pub use choice::{Answer, Choice, Popup, Proposal, answers};
pub use draft::Kept;
pub use field::{Field, FieldKind, Group, Need, Part};
pub use form::{Form, Shape};
pub use press::Act;
pub use slot::Slot;
pub use text::{Cut, Saved, Text};
pub use window::{Lines, View};
pub use wrap::{Measure, Row, wrap};
