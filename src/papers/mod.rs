//! Papers that leave the office: a template and facts become text; pure.
//!
//! A token that nobody filled stops the paper: it is never printed with a hole in it.

mod lines;
mod receipt;
mod template;

pub use receipt::receipt;
