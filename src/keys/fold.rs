//! Full-width letters and Chinese punctuation as the keys they were typed with; for keys only.
//!
//! Text that goes into a field never passes here: it is stored as it was typed.

use super::chord::{Chord, Key};
use crate::domain::name::narrow;

/// The ASCII sign of the same key on a keyboard whose input method is on: `？`→`?`, `：`→`:`, `、`→`/`.
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        '、' | '÷' => '/',
        '。' | '｡' => '.',
        '“' | '”' | '〃' => '"',
        '‘' | '’' => '\'',
        '【' | '〔' | '〖' => '[',
        '】' | '〕' | '〗' => ']',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '「' | '『' => '{',
        '」' | '』' => '}',
        '·' => '`',
        '￥' | '¥' => '$',
        '…' => '^',
        '—' => '_',
        '×' => '*',
        c => narrow(c), // full-width letters and digits, the wide space
    }
}

/// The combination with its character folded.
#[must_use]
pub fn fold_chord(chord: Chord) -> Chord {
    match chord.key {
        Key::Char(c) => Chord {
            key: Key::Char(fold(c)),
            ..chord
        }
        .clean(),
        _ => chord.clean(),
    }
}
