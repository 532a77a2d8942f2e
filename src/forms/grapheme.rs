//! Where signs and words begin and end in a text; byte offsets in, byte offsets out.

use unicode_segmentation::GraphemeCursor;
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::name::is_han;

/// The nearest sign boundary at or before `at`.
pub(super) fn snap_back(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if matches!(cursor.is_boundary(text, 0), Ok(true)) {
        at
    } else {
        before(text, at)
    }
}

/// The nearest sign boundary at or after `at`.
pub(super) fn snap_on(text: &str, at: usize) -> usize {
    let back = snap_back(text, at);
    if back == at.min(text.len()) {
        back
    } else {
        after(text, back)
    }
}

/// The boundary before `at`; 0 at the beginning.
pub(super) fn before(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The boundary after `at`; the end at the end.
pub(super) fn after(text: &str, at: usize) -> usize {
    GraphemeCursor::new(at, text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// What a sign counts as when one jumps by words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Han,
    Letter,
    Sign,
}

fn class(grapheme: &str) -> Class {
    match grapheme.chars().next() {
        Some(c) if c.is_whitespace() => Class::Space,
        Some(c) if is_han(c) => Class::Han,
        Some(c) if c.is_alphanumeric() => Class::Letter,
        _ => Class::Sign,
    }
}

/// Spaces, then signs of one class.
struct Run(Option<Class>);

impl Run {
    /// True when the run goes on with this sign.
    fn takes(&mut self, grapheme: &str) -> bool {
        let class = class(grapheme);
        if self.0.is_none() && class != Class::Space {
            self.0 = Some(class);
        }
        self.0.is_none_or(|of| of == class)
    }
}

/// The beginning of the word before `at`: spaces, then one run of Chinese characters, letters or signs.
pub(super) fn word_before(text: &str, at: usize) -> usize {
    let mut run = Run(None);
    let mut out = at;
    for (start, grapheme) in text[..at].grapheme_indices(true).rev() {
        if !run.takes(grapheme) {
            break;
        }
        out = start;
    }
    out
}

/// The end of the word after `at`.
pub(super) fn word_after(text: &str, at: usize) -> usize {
    let mut run = Run(None);
    let mut out = at;
    for (start, grapheme) in text[at..].grapheme_indices(true) {
        if !run.takes(grapheme) {
            break;
        }
        out = at + start + grapheme.len();
    }
    out
}
