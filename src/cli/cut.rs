//! Standard output that took no more.

use std::io::ErrorKind;

/// Standard output took no more.
#[derive(Debug)]
pub struct Cut {
    /// Why.
    pub error: std::io::Error,
    /// True when it had taken some.
    pub begun: bool,
}

impl Cut {
    /// True when its reader has seen enough, which is no failure.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.error.kind() == ErrorKind::BrokenPipe
    }
}
