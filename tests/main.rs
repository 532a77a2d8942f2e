//! The one integration-test binary.

mod screen;
mod search;
