//! The one integration-test binary.

mod exchange;
mod screen;
mod search;
