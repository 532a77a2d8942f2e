//! A list whose rows stand under headings; the choice goes over the headings from row to row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::list::{Rows, arrows, begin};
use crate::look::{Look, Pen, Role};

/// What stands on a line: a row by its place, or a heading.
pub type Lines = [Option<usize>];

/// The lines seen in a window of some height, so that the chosen row is among them.
fn window(rows: &Rows, lines: &Lines, height: u16) -> std::ops::Range<usize> {
    let chosen = rows.chosen();
    let line = lines.iter().position(|l| l.is_some() && *l == chosen);
    let mut all = Rows::new(lines.len());
    // The first row is seen with its heading.
    all.choose(line.filter(|_| chosen != Some(0)).unwrap_or(0));
    // So that a page is as high as what is seen.
    let _ = rows.window(usize::from(height));
    all.window(usize::from(height))
}

/// The row at a line of the window, for clicks.
#[must_use]
pub fn row_at(rows: &Rows, lines: &Lines, height: u16, line: u16) -> Option<usize> {
    let seen = window(rows, lines, height);
    let at = seen.start + usize::from(line);
    lines.get(at).copied().flatten().filter(|_| at < seen.end)
}

/// Draws the list: `head` writes the heading at a line, `line` a row after its mark. When a group
/// goes on from above, its heading stands first all the same.
pub fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    (rows, lines): (&Rows, &Lines),
    mut head: impl FnMut(usize, &mut Pen<'_>),
    mut line: impl FnMut(usize, &mut Pen<'_>),
) -> Caret {
    let seen = window(rows, lines, area.height);
    let mut caret = Caret::top(area);
    let body = Rect {
        width: area.width.saturating_sub(u16::from(area.width > 20)),
        ..area
    };
    let above = lines[..seen.start].iter().rposition(Option::is_none);
    for (y, at) in (0..area.height).zip(seen.clone()) {
        let row = lines[at];
        let chosen = row.is_some() && row == rows.chosen();
        let heading = match row {
            None => Some(at),
            Some(_) => above.filter(|_| y == 0 && !chosen),
        };
        let mut pen = begin(look, buf, body, y, chosen, true);
        if chosen {
            caret = Caret::At(area.x, area.y + y);
        }
        match (heading, row) {
            (Some(at), _) => head(at, &mut pen),
            (None, Some(row)) => line(row, &mut pen),
            (None, None) => {}
        }
        pen.rest(Role::Text);
    }
    arrows(look, buf, area, &seen, lines.len());
    caret
}
