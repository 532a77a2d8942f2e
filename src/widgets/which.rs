//! Which key comes next: drawn while a sequence such as Ctrl-G waits for its second key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use crate::keys::{Action, Chord};
use crate::look::{Look, Role, Side, cut};

/// Draws what was pressed and what may follow, over the lower edge of an area.
pub fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    pressed: &[Chord],
    next: &[(Chord, Action)],
) -> Caret {
    let across = usize::from(area.width.saturating_sub(2) / 24).max(1);
    let lines = u16::try_from(next.len().div_ceil(across)).unwrap_or(u16::MAX);
    let (place, _) = cut(area, Side::Bottom, lines.saturating_add(2));
    look.fill(buf, place, Role::Text);
    let inner = look.frame(
        buf,
        place,
        &format!("{} …", Chord::print_all(pressed)),
        Role::Focus,
    );
    let each = usize::from(inner.width) / across;
    for (row, line) in (0..inner.height).zip(next.chunks(across)) {
        let mut pen = look.pen(buf, inner, row);
        for (chord, action) in line {
            let keys = chord.to_string();
            let label = each.saturating_sub(look.width(&keys) + 2);
            pen.gap(1).write(&keys, Role::Key).gap(1).cell(
                action.info().say(look.lang),
                label,
                Role::Text,
            );
        }
    }
    Caret::top(inner)
}
