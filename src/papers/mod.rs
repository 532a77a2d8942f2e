//! Papers that leave the office: a template and facts become text; pure.
//!
//! A token that nobody filled stops the paper: it is never printed with a hole in it.

#![allow(
    clippy::result_large_err,
    reason = "a trouble is rare and made once; its three sentences in two languages take their room"
)]

mod anchored;
mod blank;
pub mod duty;
mod facts;
mod form;
mod given;
pub mod handover;
mod kind;
mod lines;
mod make;
mod own_data;
mod receipt;
mod sheet;
mod template;
mod told;
pub mod urgent_card;

pub use anchored::anchored;
pub use blank::Blank;
pub use form::{BlankForm, blank_form};
pub use given::{Reading, who_read};
pub use kind::{PaperKind, closed, template, template_key};
pub use make::{ByHand, blanks, check, make};
pub use own_data::own_data;
pub use receipt::receipt;
pub use sheet::Sheet;
