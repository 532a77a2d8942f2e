//! Putting text on the screen: one pen for one line. What it writes is harmless, measured, clipped.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Look;
use super::text::{harmless, sign, truncate, width};
use super::theme::Role;

/// Writes from left to right within one line, and stops at its end.
#[derive(Debug)]
pub struct Pen<'a> {
    look: &'a Look,
    buf: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
    /// Something did not fit: only blanks come after it.
    full: bool,
    over: Option<Style>,
}

impl Look {
    /// A pen at the beginning of row `row` of an area; one that writes nothing when there is no such row.
    pub fn pen<'a>(&'a self, buf: &'a mut Buffer, area: Rect, row: u16) -> Pen<'a> {
        let area = if row < area.height {
            Rect {
                y: area.y + row,
                height: 1,
                ..area
            }
        } else {
            Rect { width: 0, ..area }
        };
        let seen = area.intersection(buf.area);
        let (x, end) = if seen.is_empty() {
            (area.x, area.x)
        } else {
            (seen.x, seen.right())
        };
        Pen {
            look: self,
            buf,
            x,
            y: area.y,
            end,
            full: false,
            over: None,
        }
    }

    /// Empties an area: blanks in the style of a role.
    pub fn fill(&self, buf: &mut Buffer, area: Rect, role: Role) {
        let area = area.intersection(buf.area);
        let style = self.theme.style(role);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                blank(buf, x, y, style);
            }
        }
    }

    /// Draws a box with a title and returns what is inside. Too small an area is left as it is.
    pub fn frame(&self, buf: &mut Buffer, area: Rect, title: &str, role: Role) -> Rect {
        if area.width < 4 || area.height < 3 {
            return area;
        }
        let [top_left, top_right, bottom_left, bottom_right] = self.symbols.corners;
        let across = usize::from(area.width) - 2;
        for (row, left, right) in [
            (0, top_left, top_right),
            (area.height - 1, bottom_left, bottom_right),
        ] {
            let mut pen = self.edge(buf, area, row, role);
            pen.write(left, role);
            pen.write(&self.symbols.horizontal.repeat(across), role);
            pen.write(right, role);
        }
        for row in 1..area.height - 1 {
            let right = Rect {
                x: area.right() - 1,
                width: 1,
                ..area
            };
            for side in [area, right] {
                self.edge(buf, side, row, role)
                    .write(self.symbols.vertical, role);
            }
        }
        if !title.is_empty() && area.width > 6 {
            let title = format!(" {} ", self.truncate(title, usize::from(area.width) - 6));
            self.pen(
                buf,
                Rect {
                    x: area.x + 2,
                    width: area.width - 4,
                    ..area
                },
                0,
            )
            .write(
                &title,
                if role == Role::Focus {
                    Role::Focus
                } else {
                    Role::Title
                },
            );
        }
        super::inset(area, 1, 1)
    }

    /// A pen for lines: what stands out by a line under it has none there, where it would look like ticks.
    fn edge<'a>(&'a self, buf: &'a mut Buffer, area: Rect, row: u16, role: Role) -> Pen<'a> {
        let mut pen = self.pen(buf, area, row);
        pen.over = Some(unlined(self.theme.style(role)));
        pen
    }

    /// A line from side to side.
    pub fn rule(&self, buf: &mut Buffer, area: Rect, row: u16) {
        self.pen(buf, area, row).write(
            &self.symbols.horizontal.repeat(usize::from(area.width)),
            Role::Border,
        );
    }

    /// In the last cell of an area: more follows below.
    pub fn more_below(&self, buf: &mut Buffer, area: Rect, role: Role) {
        if area.width > 1 && area.height > 0 {
            let last = Rect {
                x: area.right() - 1,
                width: 1,
                ..area
            };
            self.pen(buf, last, area.height - 1)
                .write(self.symbols.below, role);
        }
    }

    /// The style of a role, for the few who set it by themselves.
    #[must_use]
    pub const fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The style of a blank that is drawn as a block of a role's ink.
    #[must_use]
    pub const fn block(&self, role: Role) -> Style {
        self.theme.block(role)
    }
}

impl Pen<'_> {
    /// Writes a text; when it does not fit, as much as fits and a sign that something is missing.
    pub fn write(&mut self, text: &str, role: Role) -> &mut Self {
        self.write_lit(text, role, &[])
    }

    /// Writes a text of which some byte ranges are lit (what matched a search).
    pub fn write_lit(&mut self, text: &str, role: Role, lit: &[Range<usize>]) -> &mut Self {
        let room = self.room();
        let wide = self.look.ambiguous_wide;
        // Every sign takes a column: what stands beyond `room` of them is never looked at.
        let end = text
            .grapheme_indices(true)
            .nth(room + 1)
            .map_or(text.len(), |(at, _)| at);
        let text = &text[..end];
        if width(text, wide) > room {
            let cut = truncate(text, room, wide);
            // The cut copy is already harmless; ranges hold as far as it begins like the original.
            let same = text
                .bytes()
                .zip(cut.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            let lit: Vec<Range<usize>> = lit
                .iter()
                .filter(|r| r.start < same)
                .map(|r| r.start..r.end.min(same))
                .collect();
            self.signs(&cut, role, &lit);
            self.full = true;
            return self;
        }
        self.signs(text, role, lit);
        self
    }

    /// Writes a text exactly `columns` wide, at the left.
    pub fn cell(&mut self, text: &str, columns: usize, role: Role) -> &mut Self {
        let padded = self.look.pad(text, columns.min(self.room()));
        self.write(&padded, role)
    }

    /// Writes a text exactly `columns` wide, at the right.
    pub fn cell_right(&mut self, text: &str, columns: usize, role: Role) -> &mut Self {
        let padded = super::pad_left(text, columns.min(self.room()), self.look.ambiguous_wide);
        self.write(&padded, role)
    }

    /// Leaves columns blank.
    pub fn gap(&mut self, columns: u16) -> &mut Self {
        let blank = " ".repeat(usize::from(columns).min(self.room()));
        self.write(&blank, Role::Text)
    }

    /// Fills the rest of the line, so that a chosen row is lit to its end.
    pub fn rest(&mut self, role: Role) -> &mut Self {
        let style = self.over.unwrap_or_else(|| self.look.theme.style(role));
        for x in self.x..self.end {
            blank(self.buf, x, self.y, style);
        }
        self.x = self.end;
        self
    }

    /// Writes a text at the right end of the line, if there is room for it after what stands.
    pub fn right(&mut self, text: &str, role: Role) -> &mut Self {
        let wanted = self.look.width(text);
        if wanted < self.room() {
            let skip = u16::try_from(self.room() - wanted).unwrap_or(0);
            self.gap(skip);
            self.write(text, role);
        }
        self
    }

    /// From here on every role is drawn in the style of this one: a chosen row has one style.
    pub fn all_in(&mut self, role: Option<Role>) -> &mut Self {
        self.over = role.map(|r| self.look.theme.style(r));
        self
    }

    /// Columns left for text; none once something had to be cut.
    #[must_use]
    pub fn room(&self) -> usize {
        if self.full {
            0
        } else {
            usize::from(self.end.saturating_sub(self.x))
        }
    }

    /// The column of the next sign.
    #[must_use]
    pub const fn x(&self) -> u16 {
        self.x
    }

    /// The row.
    #[must_use]
    pub const fn y(&self) -> u16 {
        self.y
    }

    /// The look it draws in.
    #[must_use]
    pub const fn look(&self) -> &Look {
        self.look
    }

    fn signs(&mut self, text: &str, role: Role, lit: &[Range<usize>]) {
        let bright = self.over.map_or_else(
            || self.look.theme.style(Role::Lit),
            |s| s.add_modifier(Modifier::UNDERLINED),
        );
        // What is lit is lit in a chosen row too, whichever way it was written.
        let plain = match (self.over, role) {
            (_, Role::Lit) => bright,
            (Some(over), _) => over,
            (None, role) => self.look.theme.style(role),
        };
        // The blanks around what stands out are no part of it.
        let begin = text.len() - text.trim_start_matches(' ').len();
        let end = text.trim_end_matches(' ').len();
        for (at, raw) in text.grapheme_indices(true) {
            let style = if lit.iter().any(|r| r.contains(&at)) {
                bright
            } else if role == Role::Danger && !(begin..end).contains(&at) {
                unlined(plain)
            } else {
                plain
            };
            for shown in harmless(raw).graphemes(true) {
                if !self.sign(shown, style) {
                    return;
                }
            }
        }
    }

    /// One sign in its cells; false when it does not fit.
    fn sign(&mut self, shown: &str, style: Style) -> bool {
        let columns = sign(shown, self.look.ambiguous_wide);
        if columns > self.room() {
            self.full = true;
            return false;
        }
        let (x, y) = (self.x, self.y);
        let next = x + u16::try_from(columns).unwrap_or(1);
        for covered in x..next {
            blank(self.buf, covered, y, style);
        }
        // A covered cell is never the same as a blank one: where a wide sign gives way to one that
        // begins a column beside it, the terminal has wiped the other half, and it is painted anew.
        for covered in x + 1..next {
            if let Some(cell) = self.buf.cell_mut((covered, y)) {
                cell.modifier.insert(Modifier::HIDDEN);
            }
        }
        if let Some(cell) = self.buf.cell_mut((x, y)) {
            cell.set_symbol(shown);
            if shown.width().max(1) != columns {
                let forced = u16::try_from(columns).ok().and_then(NonZeroU16::new);
                cell.set_diff_option(
                    forced.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth),
                );
            }
        }
        self.x = next;
        true
    }
}

/// A style without the line under it.
const fn unlined(style: Style) -> Style {
    Style {
        add_modifier: style.add_modifier.difference(Modifier::UNDERLINED),
        ..style
    }
}

/// A blank cell in a style. A wide sign of which this was the right half goes with it.
fn blank(buf: &mut Buffer, x: u16, y: u16, style: Style) {
    let halved = x
        .checked_sub(1)
        .and_then(|left| buf.cell_mut((left, y)))
        .filter(|c| {
            c.symbol().len() > 1
                && (c.symbol().width() > 1 || c.diff_option != CellDiffOption::None)
        });
    if let Some(cell) = halved {
        cell.set_symbol(" ");
        cell.set_diff_option(CellDiffOption::None);
    }
    if let Some(cell) = buf.cell_mut((x, y)) {
        cell.reset();
        cell.set_style(style);
    }
}
