//! The screen: entering and leaving it, and painting frames of one write each.
//!
//! Set-up in order: own panic hook, raw mode, alternate screen, bracketed paste, mouse if wanted,
//! focus reports off, title. Leaving goes the other way round.

use std::io::IsTerminal;
use std::os::fd::AsFd;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::backend::{Backend, ClearType};
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use rustix::termios::{QueueSelector, tcflush, tcgetwinsize};

use super::painter::{Painter, write_out};
use super::pen::Pen;
use crate::words::{Place, visible};

/// True while the terminal is in our hands.
static UP: AtomicBool = AtomicBool::new(false);
/// Who paints, for giving the terminal back in order.
static PAINTER: OnceLock<Painter> = OnceLock::new();
/// True when mouse reports were switched on.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// How long leaving waits for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(250);
/// The size of a terminal that does not know its own.
const UNKNOWN: Size = Size {
    width: 80,
    height: 24,
};
/// No screen is drawn larger than this: a wrong size must not eat the memory.
const LARGEST: Size = Size {
    width: 1000,
    height: 500,
};

/// How the screen is to behave, from the environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manners {
    /// No colour at all.
    pub mono: bool,
    /// The terminal shows ambiguous characters on two columns.
    pub wide: bool,
    /// Wheel and clicks are asked for.
    pub mouse: bool,
}

/// The terminal in our hands.
pub struct Screen {
    terminal: Terminal<Pen>,
    painter: Painter,
    title: String,
    aside: Vec<u8>,
}

impl Screen {
    /// A screen that is not entered yet.
    #[must_use]
    pub fn new(painter: Painter, manners: Manners, title: &str) -> Self {
        MOUSE.store(manners.mouse, Ordering::SeqCst);
        let _ = PAINTER.set(painter.clone());
        let Ok(terminal) = Terminal::new(Pen::new(size(), manners.mono, manners.wide));
        let title = visible(title, Place::Line).into_owned();
        Self {
            terminal,
            painter,
            title,
            aside: Vec::new(),
        }
    }

    /// Takes the terminal: raw mode, then everything else in one write. The next frame is whole.
    ///
    /// # Errors
    /// When the terminal does not let itself be switched to raw mode.
    pub fn enter(&mut self) -> std::io::Result<()> {
        // Somebody else may have changed the mode while the program was stopped.
        let _ = disable_raw_mode();
        enable_raw_mode()?;
        UP.store(true, Ordering::SeqCst);
        let mouse = if MOUSE.load(Ordering::SeqCst) {
            "\x1b[?1000h\x1b[?1006h"
        } else {
            ""
        };
        let title = &self.title;
        let order =
            format!("\x1b[?1049h\x1b[?2004h{mouse}\x1b[?1004l\x1b[22;2t\x1b]2;{title}\x1b\\");
        self.painter.offer(order.as_bytes());
        self.resize();
        self.repaint();
        Ok(())
    }

    /// True when the last frame is through: only then is the next one drawn.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.painter.is_free()
    }

    /// Draws a frame and hands it to the painter; nothing leaves when nothing changed.
    pub fn paint(&mut self, draw: impl FnOnce(&mut Frame<'_>)) {
        let Ok(_) = self.terminal.draw(draw);
        let mut bytes = std::mem::take(&mut self.aside);
        bytes.append(&mut self.terminal.backend_mut().take());
        self.painter.offer(&bytes);
    }

    /// The next frame is painted whole. Never asks the terminal for its cursor: that question is
    /// answered into the stream of keys and would block for two seconds.
    pub fn repaint(&mut self) {
        let Ok(()) = self.terminal.backend_mut().clear_region(ClearType::All);
        self.terminal.backend_mut().forget();
        self.terminal.swap_buffers();
    }

    /// Reads the terminal's size anew.
    pub fn resize(&mut self) -> Size {
        let size = size();
        self.terminal.backend_mut().resize(size);
        size
    }

    /// Bytes beside the frames (bell, clipboard); they go out now.
    pub fn say(&mut self, bytes: &[u8]) {
        if is_up() {
            self.painter.offer(bytes);
        }
    }
}

/// True while the terminal is in our hands.
#[must_use]
pub fn is_up() -> bool {
    UP.load(Ordering::SeqCst)
}

/// True while standard input and output are a living terminal.
#[must_use]
pub fn is_there() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// The terminal's size by one ioctl, in sane bounds.
fn size() -> Size {
    match tcgetwinsize(std::io::stdout().as_fd()) {
        Ok(found) if found.ws_col > 0 && found.ws_row > 0 => Size::new(
            found.ws_col.min(LARGEST.width),
            found.ws_row.min(LARGEST.height),
        ),
        _ => UNKNOWN,
    }
}

/// What undoes [`Screen::enter`], also in the middle of a frame.
fn farewell() -> String {
    let mouse = if MOUSE.load(Ordering::SeqCst) {
        "\x1b[?1006l\x1b[?1000l"
    } else {
        ""
    };
    format!("\x1b[?2026l\x1b[0m{mouse}\x1b[?2004l\x1b[23;2t\x1b[?25h\x1b[?1049l")
}

/// Gives the terminal back, behind the last frame, waiting only a moment for one that does not read.
/// Works from a panic too. True when it was in our hands.
pub fn let_go() -> bool {
    let up = UP.swap(false, Ordering::SeqCst);
    if up {
        let through = PAINTER.get().is_none_or(|painter| painter.finish(PATIENCE));
        if through {
            let _ = write_out(
                std::io::stdout().as_fd(),
                farewell().as_bytes(),
                Some(PATIENCE),
            );
        }
        let _ = disable_raw_mode();
    }
    up
}

/// Throws away what was typed and not read: the rest of a paste must not reach the shell.
pub fn drop_typed() {
    let _ = tcflush(std::io::stdin().as_fd(), QueueSelector::IFlush);
}
