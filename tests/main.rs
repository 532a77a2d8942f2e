//! The one integration-test binary.

mod exchange;
mod house;
mod kit;
mod rules;
mod screen;
mod search;
mod store;
mod stories;
mod terminal;
