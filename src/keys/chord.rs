//! A key combination: read `ctrl-p`, print `Ctrl-P`; no terminal types.

use std::fmt;

/// One key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character as typed, capitals as capitals.
    Char(char),
    /// F1 to F24.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// Backspace.
    Backspace,
}

/// The named keys: how they are printed; reading takes no notice of case.
const NAMES: [(Key, &str); 16] = [
    (Key::Enter, "Enter"),
    (Key::Esc, "Esc"),
    (Key::Tab, "Tab"),
    (Key::BackTab, "Shift-Tab"),
    (Key::Up, "Up"),
    (Key::Down, "Down"),
    (Key::Left, "Left"),
    (Key::Right, "Right"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "PgUp"),
    (Key::PageDown, "PgDn"),
    (Key::Insert, "Ins"),
    (Key::Delete, "Del"),
    (Key::Backspace, "Backspace"),
    (Key::Char(' '), "Space"),
];

/// Other spellings that are read but never printed.
const ALIASES: [(Key, &str); 10] = [
    (Key::BackTab, "backtab"),
    (Key::PageUp, "pageup"),
    (Key::PageDown, "pagedown"),
    (Key::Insert, "insert"),
    (Key::Delete, "delete"),
    (Key::Esc, "escape"),
    (Key::Enter, "return"),
    (Key::Backspace, "bs"),
    (Key::PageUp, "page-up"),
    (Key::PageDown, "page-down"),
];

/// A key with its modifiers, always in its clean form (see [`Chord::clean`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// Control was held.
    pub ctrl: bool,
    /// Alt was held (or Escape came just before).
    pub alt: bool,
    /// Shift was held; never set for characters, whose case says it.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

impl Chord {
    /// The key alone.
    #[must_use]
    pub const fn new(key: Key) -> Self {
        Self {
            ctrl: false,
            alt: false,
            shift: false,
            key,
        }
    }

    /// A bare character.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::new(Key::Char(c))
    }

    /// A character with Control.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            alt: false,
            shift: false,
            key: Key::Char(c),
        }
    }

    /// The same combination as every terminal means it: Ctrl-H is Backspace, Ctrl-M and Ctrl-J are
    /// Enter, Ctrl-I is Tab, Ctrl-[ is Esc; shifted characters are told by their case alone.
    #[must_use]
    pub fn clean(self) -> Self {
        let mut out = self;
        if let Key::Char(c) = out.key {
            let c = if out.ctrl { c } else { shifted(c, out.shift) };
            out.shift = false;
            out.key = Key::Char(if out.ctrl { c.to_ascii_lowercase() } else { c });
        }
        if out.ctrl {
            let meant = match out.key {
                Key::Char('h') => Some(Key::Backspace),
                Key::Char('m' | 'j') => Some(Key::Enter),
                Key::Char('i') => Some(Key::Tab),
                Key::Char('[') => Some(Key::Esc),
                _ => None,
            };
            if let Some(key) = meant {
                out.ctrl = false;
                out.key = key;
            }
        }
        if out.shift && out.key == Key::Tab {
            out.key = Key::BackTab;
        }
        if out.key == Key::BackTab {
            out.shift = false;
        }
        out
    }

    /// True for a character without Control or Alt: text, when a field has the focus.
    #[must_use]
    pub const fn is_bare(self) -> bool {
        !self.ctrl && !self.alt && matches!(self.key, Key::Char(_))
    }

    /// The character it types when a text field has the focus.
    #[must_use]
    pub const fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads `ctrl-p`, `F2`, `alt-1`, `?`, `shift-up`. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut out = Self::new(Key::Esc);
        let mut rest = text;
        while let Some((head, tail)) = rest
            .split_once('-')
            .filter(|(h, t)| !h.is_empty() && !t.is_empty())
        {
            match head.to_ascii_lowercase().as_str() {
                "ctrl" if !out.ctrl => out.ctrl = true,
                "alt" if !out.alt => out.alt = true,
                "shift" if !out.shift => out.shift = true,
                _ => break,
            }
            rest = tail;
        }
        out.key = read_key(rest)?;
        Some(out.clean())
    }

    /// Reads a sequence of combinations parted by spaces: `g g`, `ctrl-g 1`.
    #[must_use]
    pub fn parse_all(text: &str) -> Option<Vec<Self>> {
        let chords: Option<Vec<Self>> = text.split_whitespace().map(Self::parse).collect();
        chords.filter(|c| !c.is_empty())
    }

    /// Prints a sequence: `G G`-style text that [`Chord::parse_all`] reads back.
    #[must_use]
    pub fn print_all(chords: &[Self]) -> String {
        chords
            .iter()
            .map(Self::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The key of a name, an F number or a single character.
fn read_key(text: &str) -> Option<Key> {
    if let Some((key, _)) = NAMES
        .iter()
        .chain(&ALIASES)
        .find(|(_, name)| name.eq_ignore_ascii_case(text))
    {
        return Some(*key);
    }
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if rest.is_empty() {
        return (!first.is_control() && !first.is_whitespace()).then_some(Key::Char(first));
    }
    let digits = matches!(first, 'F' | 'f')
        && rest.len() <= 2
        && !rest.starts_with('0')
        && rest.bytes().all(|b| b.is_ascii_digit());
    let number: u8 = if digits {
        rest.parse().ok()?
    } else {
        return None;
    };
    (1..=24).contains(&number).then_some(Key::F(number))
}

/// A letter with Shift is its capital; other signs come shifted already.
const fn shifted(c: char, shift: bool) -> char {
    if shift { c.to_ascii_uppercase() } else { c }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((_, name)) = NAMES.iter().find(|(key, _)| *key == self.key) {
            return f.write_str(name);
        }
        match self.key {
            Key::F(n) => write!(f, "F{n}"),
            Key::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            Key::Char(c) => write!(f, "{c}"),
            _ => Ok(()), // every other key has a name
        }
    }
}
