//! Failures as the operator reads them: what happened, what was kept, what to do next.

use std::borrow::Cow;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::{Lang, Sentence};

/// The exit status a failure ends a command with; the numbers are promised to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exit {
    /// 1: failed, nothing changed.
    Failed,
    /// 2: wrong arguments or bad input.
    Wrong,
    /// 3: refused by a rule or a right.
    Refused,
    /// 4: not found.
    Missing,
    /// 5: the store is damaged, not ours, or newer than the program.
    Damaged,
    /// 20: not as the program left it.
    Altered,
}

impl Exit {
    /// The number the process ends with.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Wrong => 2,
            Self::Refused => 3,
            Self::Missing => 4,
            Self::Damaged => 5,
            Self::Altered => 20,
        }
    }
}

/// A failure in three sentences, with the exit status it means for a command. Its parts are read as
/// fields (`trouble.what`); they stand apart so that a result that may hold one stays small.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble(Box<Parts>);

/// What a trouble holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Exit status.
    pub exit: Exit,
    /// What happened.
    pub what: Sentence,
    /// What was kept.
    pub kept: Sentence,
    /// What to do next.
    pub next: Sentence,
    /// True when it would be done for whoever says why.
    #[serde(default)]
    pub wants_reason: bool,
    /// True when it tells what was recorded since: whoever has read it may order the same again.
    #[serde(default)]
    pub tells: bool,
    /// The newest entry that it tells of, where that is to be said when the same is ordered again.
    #[serde(default)]
    pub up_to: Option<i64>,
}

impl Deref for Trouble {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Trouble {
    /// Makes a trouble from its three sentences.
    #[must_use]
    pub fn new(exit: Exit, what: Sentence, kept: Sentence, next: Sentence) -> Self {
        Self(Box::new(Parts {
            exit,
            what,
            kept,
            next,
            wants_reason: false,
            tells: false,
            up_to: None,
        }))
    }

    /// The same, to be asked again with a reason.
    #[must_use]
    pub fn wanting_reason(mut self) -> Self {
        self.0.wants_reason = true;
        self
    }

    /// The same, telling what was recorded since.
    #[must_use]
    pub fn telling(mut self) -> Self {
        self.0.tells = true;
        self
    }

    /// The same, telling what was recorded up to an entry.
    #[must_use]
    pub fn telling_up_to(mut self, entry: i64) -> Self {
        (self.0.tells, self.0.up_to) = (true, Some(entry));
        self
    }

    /// A trouble after which nothing has changed.
    #[must_use]
    pub fn unchanged(exit: Exit, what: Sentence, next: Sentence) -> Self {
        Self::new(
            exit,
            what,
            crate::say!("没有改动任何数据。", "Nothing was changed."),
            next,
        )
    }

    /// The three sentences on one line.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let join = if lang == Lang::Zh { "" } else { " " };
        [&self.what, &self.kept, &self.next]
            .iter()
            .map(|s| short(s.say(lang)))
            .filter(|s| !s.is_empty())
            .map(|s| ended(&s, lang))
            .collect::<Vec<_>>()
            .join(join)
    }
}

/// A sentence with its full stop: one that ends in an example has none of its own.
fn ended(said: &str, lang: Lang) -> String {
    let stop = if lang == Lang::Zh { "。" } else { "." };
    let open = said.ends_with(|c: char| c.is_alphanumeric() || "\"'”’）)]}】」》".contains(c));
    let stop = if open { stop } else { "" };
    format!("{said}{stop}")
}

/// The most characters of one sentence of a trouble; what somebody typed may be of any length.
const LONGEST: usize = 800;

/// A sentence that repeats something very long, without its middle.
#[must_use]
pub fn short(text: &str) -> Cow<'_, str> {
    let count = text.chars().count();
    if count <= LONGEST {
        return Cow::Borrowed(text);
    }
    let head = text.chars().take(LONGEST / 4);
    let tail = text.chars().skip(count - LONGEST / 2);
    Cow::Owned(head.chain("……".chars()).chain(tail).collect())
}
