//! The layer of urgent help: the card, from every room by one key, and the record behind it.

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::urgent_record::Record;
use super::words;
use crate::domain::duty::deed::Deed;
use crate::domain::office::Office;
use crate::forms::Act;
use crate::keys::{Action, Chord};
use crate::look::{Look, Role, Side, centred, cut};
use crate::papers::urgent_card::{self, Weight};
use crate::widgets::Caret;
use crate::widgets::preview::Preview;
use crate::words::{Place, Sentence, visible};

/// Columns of the card where there is room.
const WIDTH: u16 = 84;
/// Rows of the record.
const HEIGHT: u16 = 18;

/// What a key came to.
pub enum Pressed {
    /// It stays.
    Stay,
    /// It closes.
    Close,
    /// It stays and says something.
    Said(Sentence),
    /// The record is to be opened, to the minute.
    Open,
    /// The call that was typed is to be kept.
    Keep,
}

/// The layer of urgent help.
#[derive(Default)]
pub struct Urgent {
    preview: Preview,
    crew: Vec<Sentence>,
    /// True while the store opens the record: a second Enter opens no second one.
    opening: bool,
    record: Option<Box<Record>>,
}

impl Urgent {
    /// Who is on duty, for the card.
    pub fn show_crew(&mut self, crew: Vec<Sentence>) {
        self.crew = crew;
    }

    /// True while the record is being written.
    pub const fn is_record(&self) -> bool {
        self.record.is_some()
    }

    /// True when typed characters go into a field.
    pub fn is_typing(&self) -> bool {
        self.record.as_ref().is_some_and(|r| r.form.is_typing())
    }

    /// Takes a key that no action is bound to.
    pub fn press(&mut self, chord: Chord) {
        if let Some(record) = &mut self.record {
            record.form.press(chord);
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if let Some(record) = &mut self.record {
            record.form.paste(text);
        }
    }

    /// What was typed as an event.
    pub fn read(&mut self, now: NaiveDateTime) -> Option<Deed> {
        self.record.as_mut()?.read(now)
    }

    /// The store's answer: the event's number, or nothing when it was refused.
    pub fn answered(&mut self, seq: Option<i64>, now: NaiveDateTime) {
        self.opening = false;
        match (&mut self.record, seq) {
            (Some(record), seq) => record.answered(seq.is_some(), now),
            (None, Some(seq)) => self.record = Some(Box::new(Record::new(seq, now))),
            (None, None) => {}
        }
    }

    /// Does an action of the layer.
    pub fn act(&mut self, action: Action) -> Pressed {
        if let Some(record) = &mut self.record {
            return write(record, action);
        }
        match action {
            Action::Accept | Action::Open if self.opening => Pressed::Stay,
            Action::Accept | Action::Open => {
                self.opening = true;
                Pressed::Open
            }
            Action::Cancel | Action::Back => Pressed::Close,
            Action::MoveUp | Action::PageUp => {
                self.preview.act(Action::PreviewUp);
                Pressed::Stay
            }
            Action::MoveDown | Action::PageDown => {
                self.preview.act(Action::PreviewDown);
                Pressed::Stay
            }
            _ => Pressed::Stay,
        }
    }

    /// Draws the card or the record; the caret stands on the first line or in the field.
    pub fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect, office: &Office) -> Caret {
        match &self.record {
            Some(record) => {
                let place = centred(area, WIDTH.min(area.width), HEIGHT);
                let body = frame(look, buf, place, Record::keys().say(look.lang));
                record.draw(look, buf, body)
            }
            None => self.draw_card(look, buf, area, office),
        }
    }

    fn draw_card(&self, look: &Look, buf: &mut Buffer, area: Rect, office: &Office) -> Caret {
        let lines: Vec<(Role, String)> = urgent_card::lines(office, &self.crew)
            .iter()
            .map(|(weight, line)| {
                let text = visible(line.say(look.lang), Place::Line).into_owned();
                (role(*weight), text)
            })
            .collect();
        let width = WIDTH.min(area.width);
        let inside = usize::from(width.saturating_sub(4)).max(1);
        let rows: usize = lines
            .iter()
            .map(|(_, text)| look.wrap(text, inside).len().max(1))
            .sum();
        let height = u16::try_from(rows + 3).unwrap_or(u16::MAX);
        let place = centred(area, width, height);
        let body = frame(look, buf, place, words::URGENT_KEYS.say(look.lang));
        let paragraphs: Vec<(Role, &str)> =
            lines.iter().map(|(role, text)| (*role, &**text)).collect();
        self.preview.draw(look, buf, body, &paragraphs);
        Caret::top(body)
    }
}

/// An action on the record.
fn write(record: &mut Record, action: Action) -> Pressed {
    match action {
        Action::Save => Pressed::Keep,
        Action::Cancel if record.form.act(Action::Back) != Act::Ignored => Pressed::Stay,
        Action::Cancel if record.holds_text() && !record.warned => {
            record.warned = true;
            Pressed::Said(words::NOT_KEPT.into())
        }
        Action::Cancel => Pressed::Close,
        other if record.form.act(other) == Act::Ended => Pressed::Keep,
        _ => Pressed::Stay,
    }
}

/// The frame with its foot line; gives the room inside.
fn frame(look: &Look, buf: &mut Buffer, place: Rect, keys: &str) -> Rect {
    look.fill(buf, place, Role::Text);
    let inner = look.frame(buf, place, words::URGENT.say(look.lang), Role::Danger);
    let (foot, body) = cut(inner, Side::Bottom, u16::from(inner.height > 2));
    look.pen(buf, foot, 0).write(keys, Role::Quiet);
    body
}

const fn role(weight: Weight) -> Role {
    match weight {
        Weight::Number => Role::Danger,
        Weight::Heading => Role::Title,
        Weight::Plain => Role::Text,
        Weight::Quiet => Role::Quiet,
    }
}
