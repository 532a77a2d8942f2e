//! The first line: where one is at the left, who and when at the right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::look::{Look, Role};

/// Draws the line: parts from the left, then `right` at its end if there is room.
pub fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    left: &[(&str, Role)],
    right: &str,
    ground: Role,
) {
    look.fill(
        buf,
        Rect {
            height: area.height.min(1),
            ..area
        },
        ground,
    );
    let mut pen = look.pen(buf, area, 0);
    for (i, (text, role)) in left.iter().enumerate() {
        if i > 0 {
            pen.write(" ", ground)
                .write(look.symbols.between, Role::Border)
                .write(" ", ground);
        }
        pen.write(text, *role);
    }
    pen.right(right, ground);
}
