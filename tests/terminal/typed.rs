//! Key combinations as a terminal sends them.

use zhuoluo::keys::{Action, Chord, Key, Keymap, Scope};

/// What an xterm sends for a combination.
pub fn bytes(chord: Chord) -> String {
    let modifier = 1 + u8::from(chord.shift) + 2 * u8::from(chord.alt) + 4 * u8::from(chord.ctrl);
    let tilde = |n: u8| match modifier {
        1 => format!("\x1b[{n}~"),
        m => format!("\x1b[{n};{m}~"),
    };
    let letter = |c: char| match modifier {
        1 => format!("\x1b[{c}"),
        m => format!("\x1b[1;{m}{c}"),
    };
    let plain = match chord.key {
        Key::Char(c) if chord.ctrl => {
            char::from(u8::try_from(c).expect("ASCII") & 0x1f).to_string()
        }
        Key::Char(c) => c.to_string(),
        Key::Enter => "\r".to_owned(),
        Key::Esc => "\x1b".to_owned(),
        Key::Tab => "\t".to_owned(),
        Key::Backspace => "\x7f".to_owned(),
        Key::BackTab => return "\x1b[Z".to_owned(),
        Key::Up => return letter('A'),
        Key::Down => return letter('B'),
        Key::Right => return letter('C'),
        Key::Left => return letter('D'),
        Key::Home => return letter('H'),
        Key::End => return letter('F'),
        Key::Insert => return tilde(2),
        Key::Delete => return tilde(3),
        Key::PageUp => return tilde(5),
        Key::PageDown => return tilde(6),
        Key::F(n @ 1..=4) if modifier == 1 => return format!("\x1bO{}", char::from(b'O' + n)),
        Key::F(n) => {
            return tilde([11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24][usize::from(n) - 1]);
        }
    };
    if chord.alt {
        format!("\x1b{plain}")
    } else {
        plain
    }
}

/// What is typed for an action of a scope: its first key, which works with an input method on.
pub fn typed(action: Action, scope: Scope) -> String {
    let keymap = Keymap::built_in().expect("the keymap");
    let bind = keymap
        .binds()
        .iter()
        .find(|b| b.run == action && b.scope == scope);
    let bind = bind.unwrap_or_else(|| panic!("{action:?} has no key in {scope:?}"));
    bind.on.iter().map(|chord| bytes(*chord)).collect()
}
