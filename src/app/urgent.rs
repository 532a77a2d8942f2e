//! The layer of urgent help: the card, from every room by one key, and the record behind it.

use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::urgent_record::{Begun, Record, of_draft};
use super::words;
use crate::domain::duty::book::{Book, UrgentRecord};
use crate::domain::duty::deed::Deed;
use crate::domain::office::Office;
use crate::flow::{Answer, Do, Reply, Ticket};
use crate::forms::Act;
use crate::keys::{Action, Chord};
use crate::look::{Look, Role, Side, centred, cut};
use crate::papers::urgent_card::{self, Weight};
use crate::rooms::{Cx, Order};
use crate::widgets::Caret;
use crate::widgets::preview::Preview;
use crate::words::{Lang, Place, Sentence, visible};

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
    /// The record that was left half written is to be gone on with.
    GoOn,
}

/// The layer of urgent help.
#[derive(Default)]
pub struct Urgent {
    preview: Preview,
    crew: Vec<Sentence>,
    /// True while the store opens the record: a second Enter opens no second one.
    opening: bool,
    record: Option<Box<Record>>,
    /// The question what lies half written.
    pub listing: Ticket,
    /// The record that was left half written.
    unfinished: Option<i64>,
    /// The records in the book.
    begun: Vec<Begun>,
}

impl Urgent {
    /// Who is on duty, for the card.
    pub fn show_crew(&mut self, crew: Vec<Sentence>) {
        self.crew = crew;
    }

    /// The records in the book, to go on with one.
    pub fn show_begun(&mut self, book: &Book) {
        let calls = |u: &UrgentRecord| u.calls.iter().map(|c| (c.1, c.2)).collect();
        let all = book.urgent.iter();
        self.begun = all.map(|u| (u.stamp.seq, u.stamp.at, calls(u))).collect();
    }

    /// Goes on with the record that was left half written.
    pub fn go_on(&mut self, cx: &Cx<'_>) -> Option<Order> {
        let id = self.unfinished.take()?;
        let found = self.begun.iter().find(|begun| begun.0 == id).cloned();
        let begun = found.unwrap_or((id, cx.now.naive_local(), Vec::new()));
        let (record, order) = Record::new(begun, cx);
        self.record = Some(Box::new(record));
        Some(order)
    }

    /// An answer about what is half written; `None` when it is about something else.
    pub fn take(&mut self, ticket: Ticket, answer: &Answer, cx: &Cx<'_>) -> Option<Vec<Order>> {
        if ticket == self.listing {
            if let Ok(Reply::Drafts(rows)) = answer {
                self.unfinished = rows.iter().find_map(|row| of_draft(&row.id));
            }
            return Some(Vec::new());
        }
        let record = self.record.as_mut()?;
        record.drafting.take(ticket, answer, &mut record.form, cx)
    }

    /// Asks for a tick when something was typed.
    pub fn wake(&mut self) -> Option<Order> {
        self.record.as_mut()?.wake()
    }

    /// Keeps what is half written.
    pub fn keep(&mut self, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        self.record.as_mut()?.keep(cx, hurry)
    }

    /// It closes: what was typed and not kept as a call is given up.
    pub fn leave(self, cx: &Cx<'_>) -> Option<Order> {
        self.record?.drafting.discard(cx)
    }

    /// The order with which the call goes, and its draft with it.
    pub fn finish(&self, order: Do) -> Do {
        match &self.record {
            Some(record) => record.drafting.finish(order),
            None => order,
        }
    }

    /// What is being typed of a call, in words.
    pub fn typed(&self, lang: Lang) -> Option<String> {
        let record = self.record.as_ref()?;
        record.drafting.typed(&record.form, lang)
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
    pub fn answered(&mut self, seq: Option<i64>, cx: &Cx<'_>) -> Option<Order> {
        let now = cx.now.naive_local();
        self.opening = false;
        match (&mut self.record, seq) {
            (Some(record), seq) => record.answered(seq.is_some(), now),
            (None, Some(seq)) => {
                let (record, order) = Record::new((seq, now, Vec::new()), cx);
                self.record = Some(Box::new(record));
                Some(order)
            }
            (None, None) => None,
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
            Action::OtherDraft if self.unfinished.is_some() => Pressed::GoOn,
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
        let keys = self
            .unfinished
            .map_or_else(|| words::URGENT_KEYS.into(), words::unfinished);
        let body = frame(look, buf, place, keys.say(look.lang));
        let paragraphs: Vec<(Role, &str)> =
            lines.iter().map(|(role, text)| (*role, &**text)).collect();
        self.preview.draw(look, buf, body, &paragraphs);
        Caret::At(body.x, body.y)
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
