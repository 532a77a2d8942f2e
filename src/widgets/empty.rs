//! What stands where a list would: that there is nothing, and what one can do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use crate::look::{Look, Role};

/// Draws a sentence and, under it, quiet lines.
pub fn draw(look: &Look, buf: &mut Buffer, area: Rect, title: &str, lines: &[&str]) -> Caret {
    let columns = usize::from(area.width).saturating_sub(2);
    let mut rows: Vec<(String, Role)> = look
        .wrap(title, columns)
        .into_iter()
        .map(|row| (row, Role::Title))
        .collect();
    for line in lines {
        rows.extend(
            look.wrap(line, columns)
                .into_iter()
                .map(|row| (row, Role::Quiet)),
        );
    }
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let top = area.height.saturating_sub(height) / 3;
    for (row, (text, role)) in (top..area.height).zip(&rows) {
        let left = columns.saturating_sub(look.width(text)) / 2 + 1;
        look.pen(buf, area, row)
            .gap(u16::try_from(left).unwrap_or(0))
            .write(text, *role);
    }
    Caret::Row(area.y + top.min(area.height.saturating_sub(1)))
}
