//! What stands over a room: a question, the palette, help, a paper. The top one owns keys and caret.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::urgent::{Pressed, Urgent};
use super::words;
use crate::domain::office::Office;
use crate::keys::{Action, Chord, Keymap, Scope, stacks};
use crate::look::{Look, Role, Side, centred, cut};
use crate::widgets::Caret;
use crate::widgets::confirm::Confirm;
use crate::widgets::help::{Help, Helped};
use crate::widgets::palette;
use crate::widgets::picker::{Picked, Picker};
use crate::widgets::preview::Preview;
use crate::words::{Place, Sentence, visible};

/// What a layer came to.
pub enum Outcome {
    /// It stays.
    Stay,
    /// It closes.
    Close,
    /// It closes and an action runs.
    Run(Action),
    /// What was chosen is closed, for this reason; it stays.
    Closed(Sentence),
    /// The question was answered with yes.
    Confirmed(Action),
    /// What the card of urgent help wishes of the store; it stays.
    Wish(Wish),
    /// A file is kept; it stays.
    Keep(String, Vec<u8>),
}

/// What the card of urgent help wishes of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A record is opened.
    Open,
    /// The call that was typed is kept.
    Keep,
    /// The record that was left half written is gone on with.
    GoOn,
}

/// A layer.
pub enum Layer {
    /// A question before a destructive step.
    Confirm(Confirm, Action),
    /// Every action by name.
    Palette(Picker),
    /// The keys of the room.
    Help(Help),
    /// A text: receipt, count of a deadline.
    Paper(Paper),
    /// The card of urgent help.
    Urgent(Urgent),
}

/// A text over the room, which may be kept as a file.
pub struct Paper {
    title: Sentence,
    text: String,
    file: String,
    preview: Preview,
    /// True while it stands nowhere else: one key too many does not close it.
    only_here: bool,
}

impl Layer {
    /// A question; no is chosen at first.
    pub fn confirm(question: Sentence, then: Action) -> Self {
        let yes = then.info().word;
        Self::Confirm(
            Confirm::new(words::CONFIRM.into(), vec![question], yes.into(), true),
            then,
        )
    }

    /// The palette over the actions of these scopes.
    pub fn palette(
        keymap: &Keymap,
        scopes: &[Scope],
        closed: impl Fn(Action) -> Option<Sentence>,
    ) -> Self {
        Self::Palette(palette::open(keymap, scopes, closed))
    }

    /// The keys of these scopes.
    pub fn help(keymap: &Keymap, scopes: &[Scope]) -> Self {
        Self::Help(Help::open(keymap, scopes))
    }

    /// A paper.
    pub fn paper(title: Sentence, text: String, file: String) -> Self {
        Self::Paper(Paper {
            title,
            text,
            file,
            preview: Preview::default(),
            only_here: false,
        })
    }

    /// A paper with words that stand nowhere else: it is closed by Esc alone, and asks once more.
    pub fn only(title: Sentence, text: String, file: String) -> Self {
        Self::Paper(Paper {
            title,
            text,
            file,
            preview: Preview::default(),
            only_here: true,
        })
    }

    /// The card of urgent help.
    pub fn urgent() -> Self {
        Self::Urgent(Urgent::default())
    }

    /// True for an action that does something here, so that the footer names no other.
    pub const fn offers(&self, action: Action) -> bool {
        match self {
            Self::Confirm(..) => true,
            Self::Palette(_) | Self::Help(_) => matches!(action, Action::Accept | Action::Cancel),
            Self::Paper(_) => matches!(action, Action::Cancel),
            Self::Urgent(urgent) if urgent.is_record() => !matches!(action, Action::AcceptProposal),
            Self::Urgent(_) => matches!(action, Action::Accept | Action::Cancel),
        }
    }

    /// True of a sheet that is written over the room.
    pub fn is_sheet(&self) -> bool {
        matches!(self, Self::Urgent(urgent) if urgent.is_record())
    }

    /// True while characters go into a line.
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Urgent(urgent) => urgent.is_typing(),
            other => matches!(other, Self::Palette(_) | Self::Help(_)),
        }
    }

    /// The scopes in force under it.
    pub const fn stack(&self) -> &'static [Scope] {
        match self {
            Self::Urgent(urgent) if urgent.is_record() => stacks::RECORD,
            _ => stacks::LAYER,
        }
    }

    /// Takes a key that no action is bound to.
    pub fn press(&mut self, chord: Chord) {
        match self {
            Self::Palette(picker) => picker.press(chord),
            Self::Help(help) => help.press(chord),
            Self::Confirm(confirm, _) => confirm.press(chord),
            Self::Urgent(urgent) => urgent.press(chord),
            Self::Paper(_) => {}
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Palette(picker) => picker.type_text(text),
            Self::Help(help) => help.type_text(text),
            Self::Urgent(urgent) => urgent.paste(text),
            _ => {}
        }
    }

    /// Does an action of the layer.
    pub fn act(&mut self, action: Action) -> Outcome {
        match self {
            Self::Confirm(confirm, then) => match confirm.act(action) {
                Some(true) => Outcome::Confirmed(*then),
                Some(false) => Outcome::Close,
                None => Outcome::Stay,
            },
            Self::Palette(picker) => match picker.act(action) {
                Picked::Open => Outcome::Stay,
                Picked::Left => Outcome::Close,
                Picked::Took(id) => Action::by_id(&id).map_or(Outcome::Close, Outcome::Run),
                Picked::Closed(why) => Outcome::Closed(why),
            },
            Self::Help(help) => match help.act(action) {
                Helped::Open => Outcome::Stay,
                Helped::Left => Outcome::Close,
                Helped::Run(action) => Outcome::Run(action),
            },
            Self::Paper(paper) => paper.act(action),
            Self::Urgent(urgent) => match urgent.act(action) {
                Pressed::Stay => Outcome::Stay,
                Pressed::Close => Outcome::Close,
                Pressed::Said(what) => Outcome::Closed(what),
                Pressed::Open => Outcome::Wish(Wish::Open),
                Pressed::Keep => Outcome::Wish(Wish::Keep),
                Pressed::GoOn => Outcome::Wish(Wish::GoOn),
            },
        }
    }

    /// Draws it over an area.
    pub fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect, office: &Office) -> Caret {
        match self {
            Self::Confirm(confirm, _) => confirm.draw(look, buf, area),
            Self::Palette(picker) => picker.draw(look, buf, area),
            Self::Help(help) => help.draw(look, buf, area),
            Self::Paper(paper) => paper.draw(look, buf, area),
            Self::Urgent(urgent) => urgent.draw(look, buf, area, office),
        }
    }
}

impl Paper {
    /// Its text when that stands nowhere else.
    pub fn only_here(&self) -> Option<&str> {
        self.only_here.then_some(self.text.as_str())
    }

    fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Accept | Action::Open if self.only_here => Outcome::Stay,
            Action::Cancel | Action::Back if std::mem::take(&mut self.only_here) => {
                Outcome::Closed(words::ONLY_HERE.into())
            }
            Action::Cancel | Action::Back | Action::Accept | Action::Open => Outcome::Close,
            Action::Save => Outcome::Keep(self.file.clone(), self.text.clone().into_bytes()),
            Action::MoveUp | Action::PageUp => {
                self.preview.act(Action::PreviewUp);
                Outcome::Stay
            }
            Action::MoveDown | Action::PageDown => {
                self.preview.act(Action::PreviewDown);
                Outcome::Stay
            }
            other => {
                self.preview.act(other);
                Outcome::Stay
            }
        }
    }

    fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect) -> Caret {
        let text = visible(&self.text, Place::Lines);
        let widest = text.lines().map(|line| look.width(line)).max().unwrap_or(0);
        let width = u16::try_from(widest + 4)
            .unwrap_or(u16::MAX)
            .clamp(30, area.width.max(30));
        let height = u16::try_from(text.lines().count() + 3)
            .unwrap_or(u16::MAX)
            .max(6);
        let place = centred(area, width, height);
        look.fill(buf, place, Role::Text);
        let inner = look.frame(buf, place, self.title.say(look.lang), Role::Focus);
        let (foot, body) = cut(inner, Side::Bottom, u16::from(inner.height > 2));
        self.preview.draw(look, buf, body, &[(Role::Text, &text)]);
        look.pen(buf, foot, 0)
            .write(words::PAPER_KEYS.say(look.lang), Role::Quiet);
        Caret::top(body)
    }
}
