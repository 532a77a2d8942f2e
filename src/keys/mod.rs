//! Key combinations, the one table of actions, and the keymap that joins them.
//!
//! A press is folded (`fold`), resolved against the scopes in force (`keymap`) and becomes an
//! [`Action`]; the same table feeds footer, help, palette and which-key. Knows no terminal.

mod action;
mod chord;
mod fold;
mod keymap;
mod recall;
mod scope;

pub use action::{Action, ActionInfo};
pub use chord::{Chord, Key};
pub use fold::{fold, fold_chord};
pub use keymap::{Bind, Keymap, Resolution};
pub use recall::recall;
pub use scope::{Group, Scope, stacks};
