//! The layer of urgent help: the card, from every room by one key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::words;
use crate::domain::office::Office;
use crate::keys::Action;
use crate::look::{Look, Role, Side, centred, cut};
use crate::papers::urgent_card::{self, Weight};
use crate::widgets::Caret;
use crate::widgets::preview::Preview;
use crate::words::{Place, visible};

/// Columns of the card where there is room.
const WIDTH: u16 = 84;

/// What a key came to on the card.
pub enum Pressed {
    /// It stays.
    Stay,
    /// It closes.
    Close,
}

/// The layer of urgent help.
#[derive(Default)]
pub struct Urgent {
    preview: Preview,
}

impl Urgent {
    /// Does an action of the layer.
    pub fn act(&mut self, action: Action) -> Pressed {
        match action {
            Action::Cancel | Action::Back | Action::Accept | Action::Open => Pressed::Close,
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

    /// Draws the card; the caret stands on its first line.
    pub fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect, office: &Office) -> Caret {
        let lines: Vec<(Role, String)> = urgent_card::lines(office, &[])
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
        look.fill(buf, place, Role::Text);
        let inner = look.frame(buf, place, words::URGENT.say(look.lang), Role::Danger);
        let (foot, body) = cut(inner, Side::Bottom, u16::from(inner.height > 2));
        let paragraphs: Vec<(Role, &str)> =
            lines.iter().map(|(role, text)| (*role, &**text)).collect();
        self.preview.draw(look, buf, body, &paragraphs);
        look.pen(buf, foot, 0)
            .write(words::URGENT_KEYS.say(look.lang), Role::Quiet);
        Caret::top(body)
    }
}

const fn role(weight: Weight) -> Role {
    match weight {
        Weight::Number => Role::Danger,
        Weight::Heading => Role::Title,
        Weight::Plain => Role::Text,
        Weight::Quiet => Role::Quiet,
    }
}
