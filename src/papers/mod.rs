//! Papers that leave the office: a template and facts become text; pure.
//!
//! A token that nobody filled stops the paper: it is never printed with a hole in it.

#![allow(
    clippy::result_large_err,
    reason = "a trouble is rare and made once; its three sentences in two languages take their room"
)]

mod given;
mod lines;
mod receipt;
mod template;

pub use given::{Reading, who_read};
pub use receipt::receipt;
