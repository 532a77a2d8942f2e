//! Starts the program; nothing else.
fn main() {}
