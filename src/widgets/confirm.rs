//! Asking once before something destructive: what will happen, and two answers. The safe one stands chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::caret::Caret;
use crate::keys::{Action, Chord, Key};
use crate::look::{Look, Role, centred};
use crate::words::{Sentence, Word};

/// A question with two answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked.
    pub title: Sentence,
    /// What will happen, line by line.
    pub lines: Vec<Sentence>,
    /// The answer that does it, as a verb: `丢弃`.
    pub yes: Sentence,
    /// The answer that does nothing.
    pub no: Sentence,
    /// Whether it destroys something.
    pub danger: bool,
    yes_chosen: bool,
}

impl Confirm {
    /// A question; a dangerous one stands on "no".
    #[must_use]
    pub fn new(title: Sentence, lines: Vec<Sentence>, yes: Sentence, danger: bool) -> Self {
        Self {
            title,
            lines,
            yes,
            no: Word::new("不", "No").into(),
            danger,
            yes_chosen: !danger,
        }
    }

    /// Does an action of the layer scope: `Some(answer)` when it is answered.
    pub fn act(&mut self, action: Action) -> Option<bool> {
        match action {
            Action::Accept => return Some(self.yes_chosen),
            Action::Cancel => return Some(false),
            Action::NextChoice | Action::PreviousChoice | Action::MoveUp | Action::MoveDown => {
                self.yes_chosen = !self.yes_chosen;
            }
            _ => {}
        }
        None
    }

    /// Left and right change the answer.
    pub fn press(&mut self, chord: Chord) {
        if matches!(chord.key, Key::Left | Key::Right) {
            self.yes_chosen = !self.yes_chosen;
        }
    }

    /// Draws it in the middle of an area.
    pub fn draw(&self, look: &Look, buf: &mut Buffer, area: Rect) -> Caret {
        let width = area.width.saturating_sub(4).clamp(1, 60).min(area.width);
        let columns = usize::from(width.saturating_sub(4)).max(1);
        let lines: Vec<String> = self
            .lines
            .iter()
            .flat_map(|l| look.wrap(l.say(look.lang), columns))
            .collect();
        let height = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(4)
            .min(area.height);
        let place = centred(area, width, height);
        look.fill(buf, place, Role::Text);
        let inner = look.frame(
            buf,
            place,
            self.title.say(look.lang),
            if self.danger {
                Role::Danger
            } else {
                Role::Focus
            },
        );
        let room = inner.height.saturating_sub(1);
        for (row, line) in (0..room).zip(&lines) {
            look.pen(buf, inner, row).gap(1).write(line, Role::Text);
        }
        self.answers(look, buf, inner, inner.height.saturating_sub(1))
    }

    /// The two answers on one row; the chosen one has a mark, and the cursor.
    fn answers(&self, look: &Look, buf: &mut Buffer, area: Rect, row: u16) -> Caret {
        let mut caret = Caret::top(area);
        let mut pen = look.pen(buf, area, row);
        pen.gap(1);
        for (answer, chosen) in [(&self.yes, self.yes_chosen), (&self.no, !self.yes_chosen)] {
            if chosen {
                caret = Caret::At(pen.x(), pen.y());
            }
            let mark = if chosen { look.symbols.chosen } else { " " };
            let role = if chosen { Role::Chosen } else { Role::Text };
            pen.write(&format!("{mark} {} ", answer.say(look.lang)), role)
                .gap(2);
        }
        caret
    }
}
