//! A short word in brackets, `[逾期3天]`: the word carries the meaning, the colour only repeats it.

use crate::look::{Pen, Role};

/// Writes a badge and a space after it.
pub fn write(pen: &mut Pen<'_>, text: &str, role: Role) {
    if !text.is_empty() {
        pen.write(&format!("[{text}]"), role).gap(1);
    }
}
