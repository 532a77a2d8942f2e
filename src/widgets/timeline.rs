//! A story in time: when, what, and under it the words. One moment is chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::list::{Rows, begin};
use crate::look::{Look, Role};

/// One moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When, as it is shown; all of one width look best.
    pub when: String,
    /// What happened.
    pub title: String,
    /// Who did it; shown quietly behind.
    pub who: String,
    /// The words, wrapped under it.
    pub detail: String,
    /// How the title is drawn.
    pub role: Role,
}

/// Rows of detail shown under a moment that is not chosen, and under the chosen one.
const DETAIL: (usize, usize) = (2, 12);

/// Draws the moments around the chosen one; no room is left blank while there is more to show.
pub fn draw(
    look: &Look,
    buf: &mut Buffer,
    area: Rect,
    moments: &[Moment],
    rows: &Rows,
    focused: bool,
) -> Caret {
    let columns = usize::from(area.width).saturating_sub(5).max(1);
    let chosen = rows
        .chosen()
        .unwrap_or(0)
        .min(moments.len().saturating_sub(1));
    let _ = rows.window(usize::from(area.height).div_ceil(2)); // a page is about so many moments
    let detail = |i: usize| -> Vec<String> {
        let most = if i == chosen { DETAIL.1 } else { DETAIL.0 };
        moments
            .get(i)
            .map_or_else(Vec::new, |m| wrapped(look, &m.detail, columns, most))
    };
    let first = first(chosen, moments.len(), usize::from(area.height), |i| {
        1 + detail(i).len()
    });
    let mut caret = Caret::top(area);
    let mut row = 0;
    for (i, moment) in moments.iter().enumerate().skip(first) {
        if row >= area.height {
            break;
        }
        if i == chosen {
            caret = Caret::At(area.x, area.y + row);
        }
        let mut pen = begin(look, buf, area, row, i == chosen, focused);
        pen.write(&moment.when, Role::Quiet)
            .gap(1)
            .write(look.symbols.point, Role::Border)
            .gap(1);
        pen.write(&moment.title, moment.role)
            .gap(2)
            .write(&moment.who, Role::Quiet)
            .rest(Role::Text);
        row += 1;
        for line in detail(i) {
            look.pen(buf, area, row)
                .gap(2)
                .write(look.symbols.vertical, Role::Border)
                .gap(1)
                .write(&line, Role::Text)
                .rest(Role::Text);
            row += 1;
        }
    }
    caret
}

/// The first moment shown: about half a window stands above the chosen one, more when what follows
/// leaves room.
fn first(chosen: usize, total: usize, height: usize, rows: impl Fn(usize) -> usize) -> usize {
    let mut first = chosen;
    let mut above = 0;
    let mut below: usize = 0;
    for i in chosen..total {
        below += rows(i);
        if below > height {
            break;
        }
    }
    let most = (height / 2).max(height.saturating_sub(below));
    while first > 0 {
        above += rows(first - 1);
        if above > most {
            break;
        }
        first -= 1;
    }
    first
}

/// The words of a moment in at most so many rows.
fn wrapped(look: &Look, text: &str, columns: usize, most: usize) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    // Every sign takes a column: more than this cannot be seen.
    let end = text
        .char_indices()
        .nth((most + 1) * columns)
        .map_or(text.len(), |(at, _)| at);
    let mut lines = look.wrap(&text[..end], columns);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = look.truncate(&format!("{last} …"), columns);
        }
    }
    lines
}
