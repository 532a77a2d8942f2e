//! The survey of a shared server, for `ssh doctor`: what is as it must be, what is not, who could
//! read what. Looks at files only; opens no store and starts no program.

mod config;
mod ground;
pub mod people;
pub mod sshd;

pub use ground::hides;

use crate::words::{Sentence, Word};

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// As it must be.
    Good,
    /// To be known; no hole by itself.
    Note,
    /// Wrong: people or data are not safe.
    Bad,
}

impl Stand {
    /// Its word in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Note => "note",
            Self::Bad => "bad",
        }
    }
}

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub about: Word,
    /// How it stands.
    pub stand: Stand,
    /// What was found.
    pub what: Sentence,
    /// What to do; empty when nothing is.
    pub next: Sentence,
}

impl Finding {
    fn new(about: Word, stand: Stand, what: Sentence, next: Sentence) -> Self {
        Self {
            about,
            stand,
            what,
            next,
        }
    }

    fn good(about: Word, what: Sentence) -> Self {
        Self::new(about, Stand::Good, what, Sentence::default())
    }

    fn note(about: Word, what: Sentence) -> Self {
        Self::new(about, Stand::Note, what, Sentence::default())
    }

    /// Good when it holds, else bad with what to do.
    fn held(about: Word, holds: bool, what: Sentence, next: Sentence) -> Self {
        if holds {
            Self::good(about, what)
        } else {
            Self::new(about, Stand::Bad, what, next)
        }
    }
}

/// Everything that is looked at, in the order in which it is set up.
#[must_use]
pub fn survey() -> Vec<Finding> {
    let mut found = ground::program();
    found.extend(people::account());
    found.extend(ground::folder());
    found.extend(people::keys());
    found.extend(sshd::findings());
    found.extend(people::sudoers());
    found.extend(ground::kernel());
    found
}
