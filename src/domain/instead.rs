//! What a change writes over, in words: what stood there, who wrote it and when, and what stands there now. Whoever
//! orders something by a command sees no form.

use crate::words::{Place, Sentence, Shown, Word, visible};

/// So much of a value is shown.
const SHOWN: usize = 60;

/// Who wrote something, and when.
#[derive(Clone, Debug)]
pub struct By {
    /// A name; oneself is “you”.
    pub who: Sentence,
    /// `02-01 10:00`.
    pub at: Shown,
}

/// One field: what stood there, and what stands there now unless it goes altogether.
#[must_use]
pub fn instead(word: Word, was: &Sentence, by: Option<&By>, new: Option<&Sentence>) -> Sentence {
    let (zh, en, was_zh, was_en) = (word.zh, word.en, &was.zh, &was.en);
    let mut said = match by {
        None => say!("{zh}：原为{was_zh}", "{en}: was {was_en}"),
        Some(By { who, at }) => {
            let (by_zh, by_en) = (&who.zh, &who.en);
            say!(
                "{zh}：原为{was_zh}（{by_zh}于{at}存）",
                "{en}: was {was_en} (saved by {by_en}, {at})"
            )
        }
    };
    if let Some(new) = new {
        let (new_zh, new_en) = (&new.zh, &new.en);
        said.push(&say!("，现为{new_zh}", ", now {new_en}"));
    }
    said
}

/// A value as it is told: one short line in quotation marks.
#[must_use]
pub fn quoted(text: &str) -> Sentence {
    let line = visible(text, Place::Line);
    if line.trim().is_empty() {
        return say!("空", "empty");
    }
    let mut short: String = line.chars().take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        short.push('…');
    }
    say!("“{short}”", "\"{short}\"")
}
