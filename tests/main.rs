//! The one integration-test binary.

mod house;
mod kit;
mod rules;
