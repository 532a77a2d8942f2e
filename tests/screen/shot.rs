//! A buffer as text, without the cells that wide signs hide (`TestBackend` prints notes about those).

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// The screen as lines of text, blanks at line ends cut.
pub fn text(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let mut line = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let cell = &buf[(x, y)];
            line.push_str(cell.symbol());
            let width = match cell.diff_option {
                CellDiffOption::ForcedWidth(width) => width.get(),
                _ => u16::try_from(cell.symbol().width().max(1)).unwrap(),
            };
            x += width;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A letter for each cell: what meaning hangs on beside the words. `R` reversed, `u` underlined, `b` bold, `d` dim.
pub fn marks(buf: &Buffer) -> String {
    let letter = |m: Modifier| match m {
        m if m.contains(Modifier::REVERSED) => 'R',
        m if m.contains(Modifier::UNDERLINED) => 'u',
        m if m.contains(Modifier::BOLD) => 'b',
        m if m.contains(Modifier::DIM) => 'd',
        _ => '.',
    };
    let row = |y| {
        (buf.area.left()..buf.area.right())
            .map(|x| letter(buf[(x, y)].modifier))
            .collect::<String>()
            + "\n"
    };
    (buf.area.top()..buf.area.bottom()).map(row).collect()
}

/// True when a cell has any colour.
pub fn has_colour(buf: &Buffer) -> bool {
    buf.content
        .iter()
        .any(|c| c.fg != Color::Reset || c.bg != Color::Reset)
}

/// True when a cell has a ground without an ink of its own.
pub fn has_bare_ground(buf: &Buffer) -> bool {
    buf.content
        .iter()
        .any(|c| c.fg == Color::Reset && c.bg != Color::Reset)
}
