//! The one integration-test binary.

mod exchange;
mod house;
mod kit;
mod rooms;
mod rules;
mod screen;
mod search;
mod stories;
