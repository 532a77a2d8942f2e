//! Words in two languages: Chinese first, English one switch away.
//!
//! Not for: any sentence of one room (those live in that room's `words.rs`).

mod errors;
mod misread;
mod outside;
mod reason;
mod visible;

pub use errors::{Exit, Trouble, short};
pub use misread::misread;
pub use outside::{Outside, Shown};
pub use reason::reason;
pub use visible::{Place, has_controls, is_plain, tame, visible};

/// The language a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// 中文, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Reads `zh` or `en` (also `zh_CN.UTF-8`, `en_US`); anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let head: String = text.chars().take(2).collect::<String>().to_lowercase();
        match head.as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// A fixed word or sentence that exists in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Word {
    /// Makes a word from its two spellings.
    #[must_use]
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// Says it in the given language.
    #[must_use]
    pub const fn say(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A sentence with facts in it, complete in both languages, safe for every sink by its type. Make one
/// with [`say!`](crate::say).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sentence {
    /// Chinese.
    pub zh: Shown,
    /// English.
    pub en: Shown,
}

impl Sentence {
    /// A sentence from its two spellings, made visible whatever they hold.
    #[must_use]
    pub fn of(zh: impl Into<Shown>, en: impl Into<Shown>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// Adds another one.
    pub fn push(&mut self, more: &Self) {
        self.zh.push(&more.zh);
        self.en.push(&more.en);
    }

    /// Says it in the given language.
    #[must_use]
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// True when there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

impl From<Word> for Sentence {
    fn from(word: Word) -> Self {
        Self::of(word.zh, word.en)
    }
}

/// Makes a [`Sentence`] from a Chinese and an English format string with inline arguments:
/// `say!("第{n}天", "day {n}")`.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::words::Sentence::of(format!($zh), format!($en))
    };
}
