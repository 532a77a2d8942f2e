//! Keys, pastes, wheel and size from the terminal, as events of the app.
//!
//! A thread of its own reads: crossterm's event stream reads on the loop's thread, where half a
//! sequence (a paste that broke off with the line) blocks signals, replies and the hang-up.

use std::time::Duration;

use crossterm::event::{
    self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use tokio::sync::mpsc::UnboundedSender;

use super::burst::Burst;
use crate::flow::Event;
use crate::keys::{Chord, Key};

/// How long a burst may pause and still be one.
const PAUSE: Duration = Duration::from_millis(15);
/// How many failures to read in a row mean that the terminal is gone.
const FAILURES: u32 = 20;

/// What the reader tells the loop.
#[derive(Debug)]
pub enum Input {
    /// Events in the order in which they were typed.
    Typed(Vec<Event>),
    /// Nothing can be read any more.
    Gone,
}

/// Starts the reader; it ends with the process. `mark` is what a paste that was cut ends with.
///
/// # Errors
/// When no thread can be started.
pub fn start(out: UnboundedSender<Input>, mark: String) -> std::io::Result<()> {
    let reader = std::thread::Builder::new().name("keys".to_owned());
    reader.spawn(move || {
        let mut failures = 0;
        while failures < FAILURES {
            let Ok(events) = gather(&mark) else {
                failures += 1;
                std::thread::sleep(PAUSE);
                continue;
            };
            failures = 0;
            if !events.is_empty() && out.send(Input::Typed(events)).is_err() {
                return;
            }
        }
        let _ = out.send(Input::Gone);
    })?;
    Ok(())
}

/// Waits for something and takes all that came with it.
fn gather(mark: &str) -> std::io::Result<Vec<Event>> {
    let mut burst = Burst::new(mark);
    take(event::read()?, &mut burst);
    while !burst.is_full() {
        let wait = if burst.is_open() {
            PAUSE
        } else {
            Duration::ZERO
        };
        if !event::poll(wait)? {
            break;
        }
        take(event::read()?, &mut burst);
    }
    Ok(burst.finish())
}

fn take(raw: Raw, burst: &mut Burst) {
    match raw {
        Raw::Key(key) => {
            let newline = key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char('j');
            if let Some(chord) = chord(key) {
                burst.key(chord, newline);
            }
        }
        Raw::Paste(text) => burst.paste(&text),
        Raw::Mouse(mouse) => match mouse.kind {
            MouseEventKind::ScrollDown => burst.other(Event::Wheel(3)),
            MouseEventKind::ScrollUp => burst.other(Event::Wheel(-3)),
            MouseEventKind::Down(MouseButton::Left) => {
                burst.other(Event::Click(mouse.column, mouse.row));
            }
            _ => {}
        },
        // A new size is heard as a signal, from before the first frame on.
        Raw::Resize(..) | Raw::FocusGained | Raw::FocusLost => {}
    }
}

/// A key press or repeat as a combination; `None` for releases and keys that nothing is bound to.
/// The character stays as typed: the app folds it for keys, fields get it untouched.
fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::F(n) => Key::F(n),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Insert => Key::Insert,
        KeyCode::Delete => Key::Delete,
        KeyCode::Backspace => Key::Backspace,
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    let chord = Chord {
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: held(KeyModifiers::SHIFT),
        key,
    };
    Some(chord.clean())
}
