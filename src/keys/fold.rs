//! Full-width letters and Chinese punctuation as the keys they were typed with; for keys only.
//!
//! Text that goes into a field never passes here: it is stored as it was typed.

use super::chord::{Chord, Key};

/// The ASCII sign of the same key on a keyboard whose input method is on: `？`→`?`, `：`→`:`, `、`→`/`.
#[must_use]
pub const fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => (c as u32 - 0xFF00 + 0x20) as u8 as char,
        '\u{3000}' => ' ',
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
        c => c,
    }
}

/// The combination with its character folded.
#[must_use]
pub fn fold_chord(chord: Chord) -> Chord {
    match chord.key {
        Key::Char(c) => Chord { key: Key::Char(fold(c)), ..chord }.clean(),
        _ => chord.clean(),
    }
}
