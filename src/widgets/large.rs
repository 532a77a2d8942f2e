//! Large figures, drawn by blocks that are spaces in reversed ink: to be read across a room, without
//! colour too, and one column wide on every terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::look::{Look, Role};

/// Points of a figure from top to bottom.
pub const TALL: u16 = 5;

/// The points of a figure, a row a number, the left one the highest bit; and how many across.
const fn points(sign: char) -> ([u8; 5], u16) {
    match sign {
        '0' => ([0b111, 0b101, 0b101, 0b101, 0b111], 3),
        '1' => ([0b010, 0b110, 0b010, 0b010, 0b111], 3),
        '2' => ([0b111, 0b001, 0b111, 0b100, 0b111], 3),
        '3' => ([0b111, 0b001, 0b111, 0b001, 0b111], 3),
        '4' => ([0b101, 0b101, 0b111, 0b001, 0b001], 3),
        '5' => ([0b111, 0b100, 0b111, 0b001, 0b111], 3),
        '6' => ([0b111, 0b100, 0b111, 0b101, 0b111], 3),
        '7' => ([0b111, 0b001, 0b001, 0b001, 0b001], 3),
        '8' => ([0b111, 0b101, 0b111, 0b101, 0b111], 3),
        '9' => ([0b111, 0b101, 0b111, 0b001, 0b111], 3),
        '-' => ([0, 0, 0b11, 0, 0], 2),
        ':' => ([0, 1, 0, 1, 0], 1),
        '+' => ([0, 0b010, 0b111, 0b010, 0], 3),
        _ => ([0; 5], 1),
    }
}

/// How large a point is, in cells across and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Cells across.
    pub across: u16,
    /// Cells down.
    pub down: u16,
}

impl Point {
    /// The largest point with which so many points across fit into so many cells, and a figure into
    /// so many lines; none when not even the smallest readable one does. A cell is twice as high as
    /// wide, so a point is at least as wide as high.
    #[must_use]
    pub fn fit(points: u16, cells: u16, lines: u16) -> Option<Self> {
        let (across, down) = (cells / points.max(1), lines / TALL);
        let down = down.min(across);
        let across = across.min(2 * down + 1);
        (across >= 2 && down >= 1).then_some(Self { across, down })
    }
}

/// How many points a text is across, a gap of one between its figures.
#[must_use]
pub fn points_across(text: &str) -> u16 {
    let gaps = u16::try_from(text.chars().count().saturating_sub(1)).unwrap_or(0);
    text.chars().map(|c| points(c).1).sum::<u16>() + gaps
}

/// Draws a text of figures into an area, in the middle of it; what does not fit is left out.
pub fn draw(look: &Look, buf: &mut Buffer, area: Rect, text: &str, (point, role): (Point, Role)) {
    let wide = points_across(text) * point.across;
    let style = look.block(role);
    let mut x = area.x + area.width.saturating_sub(wide) / 2;
    for sign in text.chars() {
        let (rows, across) = points(sign);
        for (row, bits) in (0u16..).zip(rows) {
            for column in (0..across).filter(|c| bits >> (across - 1 - c) & 1 == 1) {
                let block = Rect {
                    x: x + column * point.across,
                    y: area.y + row * point.down,
                    width: point.across,
                    height: point.down,
                };
                for place in block.intersection(area).intersection(buf.area).positions() {
                    buf[place].set_symbol(" ").set_style(style);
                }
            }
        }
        x += (across + 1) * point.across;
    }
}
