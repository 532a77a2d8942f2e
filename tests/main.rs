//! The one integration-test binary.

mod access;
mod commands;
mod duty;
mod exchange;
mod house;
mod kit;
mod rooms;
mod rules;
mod scenarios;
mod screen;
mod search;
mod siege;
mod statute;
mod store;
mod stories;
mod terminal;
