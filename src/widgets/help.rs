//! The keys of this place, made from the keymap itself; type to narrow, Enter does it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use super::input;
use super::list::{self, Rows};
use crate::forms::{Lines, Text};
use crate::keys::{Action, Chord, Keymap, Scope, recall};
use crate::look::{Look, Role, Side, centred, cut};
use crate::words::Word;

/// One line of help.
#[derive(Clone, Debug)]
enum Line {
    Heading(Scope),
    Keys(Action, String),
}

/// What came of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helped {
    /// Still reading.
    Open,
    /// Closed.
    Left,
    /// Closed, and this is to be done.
    Run(Action),
}

/// The window of keys.
#[derive(Clone, Debug)]
pub struct Help {
    all: Vec<Line>,
    found: Vec<usize>,
    query: Text,
    rows: Rows,
}

impl Help {
    /// The keys of the scopes in force.
    #[must_use]
    pub fn open(keymap: &Keymap, scopes: &[Scope]) -> Self {
        let mut all = Vec::new();
        let reachable = keymap.actions_in(scopes, false);
        for scope in scopes {
            let mut mine = reachable
                .iter()
                .filter(|a| a.info().scope == *scope)
                .peekable();
            if mine.peek().is_some() {
                all.push(Line::Heading(*scope));
            }
            all.extend(mine.map(|a| Line::Keys(*a, keymap.keys_in(scopes, *a).join("  "))));
        }
        let mut help = Self {
            all,
            found: Vec::new(),
            query: Text::new(Lines::One, 60),
            rows: Rows::default(),
        };
        help.narrow();
        help
    }

    /// Takes typed text.
    pub fn type_text(&mut self, text: &str) {
        self.query.type_text(text);
        self.narrow();
    }

    /// Keys that edit the query.
    pub fn press(&mut self, chord: Chord) {
        if self.query.press(chord, 0, |_| 1).is_change() {
            self.narrow();
        }
    }

    /// Does an action of the layer and list scopes.
    pub fn act(&mut self, action: Action) -> Helped {
        match action {
            Action::Cancel | Action::ShowHelp => Helped::Left,
            Action::Accept => match self
                .rows
                .chosen()
                .and_then(|row| self.found.get(row))
                .and_then(|i| self.all.get(*i))
            {
                Some(Line::Keys(action, _)) => Helped::Run(*action),
                _ => Helped::Open,
            },
            action => {
                if !self.rows.act(action) && self.query.act(action).is_change() {
                    self.narrow();
                }
                Helped::Open
            }
        }
    }

    fn narrow(&mut self) {
        let typed = self.query.as_str().trim();
        let found = recall(typed);
        let wanted = |line: &Line| match line {
            Line::Heading(_) => typed.is_empty(),
            Line::Keys(action, keys) => {
                typed.is_empty() || found.contains(action) || keys.eq_ignore_ascii_case(typed)
            }
        };
        self.found = (0..self.all.len())
            .filter(|i| wanted(&self.all[*i]))
            .collect();
        self.rows = Rows::new(self.found.len());
        self.rows.choose(usize::from(typed.is_empty()));
    }

    /// Draws it over an area.
    pub fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect) -> Caret {
        let place = centred(
            area,
            area.width.saturating_sub(4).clamp(20, 76),
            area.height.saturating_sub(2).max(3),
        );
        look.fill(buf, place, Role::Text);
        let inner = look.frame(
            buf,
            place,
            Word::new("本处的键", "Keys of this place").say(look.lang),
            Role::Focus,
        );
        let (line, rest) = cut(inner, Side::Top, 1);
        let (foot, body) = cut(rest, Side::Bottom, u16::from(rest.height > 6));
        let quiet =
            Word::new("输入以筛选，回车执行", "Type to narrow, Enter to do it").say(look.lang);
        let caret = input::draw(look, buf, line, &self.query, true, quiet);
        let keys = usize::from(body.width / 2).min(30);
        list::draw(look, buf, body, &self.rows, true, |row, pen| {
            match self.found.get(row).and_then(|i| self.all.get(*i)) {
                Some(Line::Heading(scope)) => {
                    pen.write(scope.word().say(look.lang), Role::Title);
                }
                Some(Line::Keys(action, text)) => {
                    pen.gap(1)
                        .cell(text, keys, Role::Key)
                        .write(action.info().say(look.lang), Role::Text);
                }
                None => {}
            }
        });
        let note = Word::new(
            "鼠标选字复制：按住Shift拖动",
            "To copy with the mouse: hold Shift and drag",
        )
        .say(look.lang);
        look.pen(buf, foot, 0).write(note, Role::Quiet);
        caret
    }
}
