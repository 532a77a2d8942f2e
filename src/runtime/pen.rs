//! The pen: turns what changed on the screen into the bytes of one frame. It touches no terminal.
//!
//! Own code, because the stock backend resets every attribute when colours are off, moves the
//! cursor after each Chinese character, and sends bytes although nothing changed.

use std::convert::Infallible;
use std::io::Write;

use crossterm::style::Colored;
use ratatui::backend::{Backend, ClearType, IntoCrossterm, WindowSize};
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Begin of a synchronised frame; the caret is hidden while cells are drawn.
const BEGIN: &[u8] = b"\x1b[?2026h\x1b[?25l";
/// End of a synchronised frame.
const END: &[u8] = b"\x1b[?2026l";
/// The longest a single cell may be: a base and its marks.
const CELL: usize = 64;

/// The numbers of the modifiers.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

type Dress = (Color, Color, Modifier);

/// Where the caret is to stand; `None` hides it.
type Caret = Option<Position>;

/// A backend that writes into memory.
#[derive(Debug)]
pub struct Pen {
    cells: Vec<u8>,
    size: Size,
    position: Position,
    shown: bool,
    sent: Option<Caret>,
    mono: bool,
    wide: bool,
}

impl Pen {
    /// A pen for a screen. `mono`: no colour leaves, whatever a widget says. `wide`: the terminal
    /// shows ambiguous characters on two columns.
    #[must_use]
    pub const fn new(size: Size, mono: bool, wide: bool) -> Self {
        Self {
            cells: Vec::new(),
            size,
            position: Position::ORIGIN,
            shown: true,
            sent: None,
            mono,
            wide,
        }
    }

    /// The screen's new size.
    pub const fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// Forgets where the caret was left: the next frame says it again.
    pub const fn forget(&mut self) {
        self.sent = None;
    }

    /// The finished frame, as bytes for one write; empty when nothing changed.
    pub fn take(&mut self) -> Vec<u8> {
        let at = Position::new(
            self.position.x.min(self.size.width.saturating_sub(1)),
            self.position.y.min(self.size.height.saturating_sub(1)),
        );
        let caret = self.shown.then_some(at);
        if self.cells.is_empty() && self.sent == Some(caret) {
            return Vec::new();
        }
        let mut frame = Vec::with_capacity(self.cells.len() + 48);
        if self.cells.is_empty() && caret.is_none() {
            frame.extend_from_slice(b"\x1b[?25l");
        } else if self.cells.is_empty() && matches!(self.sent, Some(Some(_))) {
            move_to(&mut frame, at);
        } else {
            frame.extend_from_slice(BEGIN);
            frame.append(&mut self.cells);
            if caret.is_some() {
                move_to(&mut frame, at);
                frame.extend_from_slice(b"\x1b[?25h");
            }
            frame.extend_from_slice(END);
        }
        self.sent = Some(caret);
        frame
    }

    fn dress(&mut self, from: Dress, to: Dress) {
        let plain = Dress::default();
        self.cells.extend_from_slice(b"\x1b[");
        let mut parted = from == plain;
        if !parted {
            self.cells.push(b'0');
        }
        let mut part = |cells: &mut Vec<u8>| {
            if !std::mem::take(&mut parted) {
                cells.push(b';');
            }
        };
        for (_, number) in MODIFIERS.iter().filter(|(m, _)| to.2.contains(*m)) {
            part(&mut self.cells);
            let _ = write!(self.cells, "{number}");
        }
        if to.0 != plain.0 {
            part(&mut self.cells);
            let _ = write!(
                self.cells,
                "{}",
                Colored::ForegroundColor(to.0.into_crossterm())
            );
        }
        if to.1 != plain.1 {
            part(&mut self.cells);
            let _ = write!(
                self.cells,
                "{}",
                Colored::BackgroundColor(to.1.into_crossterm())
            );
        }
        self.cells.push(b'm');
    }

    /// Puts a cell's text down; gives the columns it surely took, `None` when terminals disagree.
    fn put(&mut self, symbol: &str) -> Option<u16> {
        if symbol.len() > CELL || symbol.is_empty() || symbol.chars().any(char::is_control) {
            self.cells.push(b'?');
            return Some(1);
        }
        self.cells.extend_from_slice(symbol.as_bytes());
        let mut chars = symbol.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => sure_width(c, self.wide),
            _ => None,
        }
    }
}

/// The columns of a character on every terminal; `None` when it depends on the terminal.
fn sure_width(c: char, wide: bool) -> Option<u16> {
    match c {
        ' '..='~' => Some(1),
        // Ideographs, kana, hangul, Chinese punctuation, full-width forms.
        '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF60}' => Some(2),
        // Lines and blocks: one column, unless the terminal was said to be wide.
        '\u{2500}'..='\u{259F}' if !wide => Some(1),
        _ => None,
    }
}

fn move_to(bytes: &mut Vec<u8>, at: Position) {
    let _ = write!(
        bytes,
        "\x1b[{};{}H",
        u32::from(at.y) + 1,
        u32::from(at.x) + 1
    );
}

impl Backend for Pen {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let plain = Dress::default();
        let mut dress = plain;
        let mut at = None;
        for (x, y, cell) in content {
            if at != Some((x, y)) {
                move_to(&mut self.cells, Position::new(x, y));
            }
            let to = if self.mono {
                (plain.0, plain.1, cell.modifier)
            } else {
                (cell.fg, cell.bg, cell.modifier)
            };
            if to != dress {
                self.dress(dress, to);
                dress = to;
            }
            let sure = self.put(cell.symbol());
            let columns = match cell.diff_option {
                // Where doubtful signs are wide, the look says how wide this one is.
                CellDiffOption::ForcedWidth(n) if self.wide => Some(n.get()),
                _ => sure.filter(|n| usize::from(*n) == cell.symbol().width()),
            };
            at = columns
                .map(|n| (x.saturating_add(n), y))
                .filter(|(x, _)| *x < self.size.width);
        }
        if dress != plain {
            self.cells.extend_from_slice(b"\x1b[0m");
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.shown = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.shown = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.position = position.into();
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), Infallible> {
        let order: &[u8] = match region {
            ClearType::All => b"\x1b[H\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        };
        if region != ClearType::All {
            move_to(&mut self.cells, self.position);
        }
        self.cells.extend_from_slice(order);
        Ok(())
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::new(0, 0),
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}
