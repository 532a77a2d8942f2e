//! The one integration-test binary.
mod screen;
