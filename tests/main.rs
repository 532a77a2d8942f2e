//! The one integration-test binary.

mod exchange;
