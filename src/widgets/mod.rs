//! Drawing with no knowledge of petitions: each widget takes plain data and a [`Look`](crate::look::Look).
//!
//! What can hold the cursor returns a [`Caret`]; nothing here panics at any size, 1×1 and 0×0 included.

pub mod badge;
pub mod banner;
mod caret;
mod choices;
pub mod confirm;
pub mod empty;
pub mod footer;
pub mod form_view;
pub mod headed;
pub mod help;
pub mod input;
pub mod items;
pub mod large;
pub mod list;
pub mod palette;
pub mod picker;
pub mod preview;
pub mod table;
pub mod timeline;
pub mod toast;
pub mod which;

pub use caret::Caret;
