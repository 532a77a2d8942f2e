//! The two sides of the one door: text as it came ([`Outside`]) and text that may be seen ([`Shown`]).
//!
//! `Outside` has no `Display`: what somebody typed, sent or stored cannot be formatted into a sentence,
//! a line or a paper by mistake; it goes through [`visible`] first. `Shown` is what comes out, and what
//! every [`Sentence`](super::Sentence) is made of.
//!
//! ```compile_fail
//! let name = zhuoluo::words::Outside::from("张三");
//! println!("{name}"); // no Display
//! ```

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::visible::{Place, visible};

/// Text from outside, kept as it came.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Outside(String);

impl Outside {
    /// As it came: to be stored, compared, searched or counted, never to be shown.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// As it came, taken out.
    #[must_use]
    pub fn into_raw(self) -> String {
        self.0
    }

    /// The copy for one line.
    #[must_use]
    pub fn line(&self) -> Shown {
        Shown::line(&self.0)
    }

    /// The copy for several lines.
    #[must_use]
    pub fn lines(&self) -> Shown {
        Shown::lines(&self.0)
    }

    /// True when there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Outside {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Outside {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl PartialEq<str> for Outside {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Outside {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<String> for Outside {
    fn eq(&self, other: &String) -> bool {
        self.0 == *other
    }
}

impl PartialEq<Outside> for str {
    fn eq(&self, other: &Outside) -> bool {
        self == other.0
    }
}

impl PartialEq<Outside> for String {
    fn eq(&self, other: &Outside) -> bool {
        *self == other.0
    }
}

/// For the eyes of whoever mends the program: what a test or a log prints is visible as well.
impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", visible(&self.0, Place::Line))
    }
}

/// Text that holds nothing a terminal acts on: made by [`visible`] alone.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Shown(String);

impl Shown {
    /// The visible copy for one line.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self(visible(text, Place::Line).into_owned())
    }

    /// The visible copy for several lines.
    #[must_use]
    pub fn lines(text: &str) -> Self {
        Self(visible(text, Place::Lines).into_owned())
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Adds what may be seen as well.
    pub fn push(&mut self, more: &Self) {
        self.0.push_str(&more.0);
    }
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        match visible(&text, Place::Lines) {
            Cow::Borrowed(_) => Self(text),
            Cow::Owned(shown) => Self(shown),
        }
    }
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        Self::lines(text)
    }
}

impl From<Shown> for String {
    fn from(shown: Shown) -> Self {
        shown.0
    }
}

impl<'de> Deserialize<'de> for Shown {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self::from)
    }
}

impl Deref for Shown {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// So that several are joined.
impl Borrow<str> for Shown {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl PartialEq<str> for Shown {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Shown {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl PartialEq<String> for Shown {
    fn eq(&self, other: &String) -> bool {
        self.0 == *other
    }
}
