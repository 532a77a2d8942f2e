//! The one integration-test binary.

mod exchange;
mod rooms;
mod screen;
mod search;
