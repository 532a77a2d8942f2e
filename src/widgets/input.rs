//! A text being edited, on one line or many, with its selection and the real cursor's place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use crate::forms::Text;
use crate::look::{Look, Role};

/// Draws a text in an area of any height. `quiet` stands there while it is empty.
pub fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    text: &Text,
    focused: bool,
    quiet: &str,
) -> Caret {
    if area.is_empty() {
        return Caret::top(area);
    }
    let role = if focused { Role::Field } else { Role::Text };
    look.fill(buf, area, role);
    let view = text.view(
        usize::from(area.width),
        usize::from(area.height),
        look.measure(),
    );
    let (x, y) = (
        u16::try_from(view.caret.0).unwrap_or(0),
        u16::try_from(view.caret.1).unwrap_or(0),
    );
    let caret = Caret::At(
        (area.x + x).min(area.right() - 1),
        (area.y + y).min(area.bottom() - 1),
    );
    let held = text.as_str();
    if held.is_empty() {
        look.pen(buf, area, 0).write(quiet, Role::Quiet);
        return caret;
    }
    let selected = text.selected().filter(|_| focused).unwrap_or(0..0);
    for (row, range) in (0..area.height).zip(&view.rows) {
        let (from, to) = (
            selected.start.clamp(range.start, range.end),
            selected.end.clamp(range.start, range.end),
        );
        let mut pen = look.pen(buf, area, row);
        // Spaces that hang over the end of a wrapped row are not drawn.
        let last = if to > from {
            &held[to..range.end]
        } else {
            held[to..range.end].trim_end_matches(' ')
        };
        pen.write(&held[range.start..from], role)
            .write(&held[from..to], Role::Selected)
            .write(last, role);
    }
    if view.below > 0 {
        look.more_below(buf, area, Role::Quiet);
    }
    caret
}
