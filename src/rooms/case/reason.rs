//! Why a confidential file is to be opened: asked before it is, and on record when it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Case, Over, paper, words as w};
use crate::forms::{Act, Field, FieldKind, Form, Part};
use crate::keys::Action;
use crate::look::{Look, Role, Side, cut};
use crate::rooms::{Cx, Order, Tone};
use crate::widgets::{Caret, form_view};
use crate::words::{Sentence, Trouble};

/// The question, with what the store said.
#[derive(Debug)]
pub struct Reason {
    said: Sentence,
    /// One line.
    pub form: Form,
}

impl Case {
    /// The store would open the file for whoever says why.
    pub(super) fn ask_reason(&mut self, trouble: Trouble) {
        // A reason that was not taken is not sent again by itself.
        self.reason.clear();
        let field = Field::new("why", "事由", "Reason", FieldKind::Text).must();
        let said = trouble.what.clone();
        self.trouble = Some(Box::new(trouble));
        self.over = Over::Reason(Box::new(Reason {
            said,
            form: Form::new(vec![Part::One(field)]),
        }));
    }

    pub(super) fn act_on_reason(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Reason(reason) = &mut self.over else {
            return Vec::new();
        };
        match action {
            Action::Save => self.say_reason(cx),
            Action::Back => {
                self.then = super::Then::Rest;
                self.over = Over::Nothing;
                Vec::new()
            }
            other => match reason.form.act(other) {
                Act::Ended => self.say_reason(cx),
                Act::Cut(cut) => vec![Order::Toast(Tone::Bad, cut.say())],
                _ => Vec::new(),
            },
        }
    }

    fn say_reason(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Reason(reason) = &self.over else {
            return Vec::new();
        };
        let typed = reason.form.values().map(|(_, text)| text.trim().to_owned());
        self.reason = typed.collect();
        if self.reason.is_empty() {
            return vec![Order::Toast(Tone::Plain, w::REASON_LEFT.into())];
        }
        self.over = Over::Nothing;
        self.read(self.aim, self.then, cx)
    }
}

/// Draws the question.
pub fn draw(reason: &Reason, buf: &mut Buffer, area: Rect, look: &Look) -> Caret {
    let (head, rest) = cut(area, Side::Top, u16::from(area.height > 3));
    paper::title(w::REASON.say(look.lang), buf, head, look);
    let mut left = rest;
    let said = [
        (Role::Text, reason.said.say(look.lang)),
        (Role::Quiet, w::REASON_HINT.say(look.lang)),
    ];
    for (role, text) in said {
        let lines = look.wrap(text, usize::from(left.width.max(1)));
        for line in lines {
            if left.height <= 2 {
                break;
            }
            let (row, below) = cut(left, Side::Top, 1);
            look.pen(buf, row, 0).write(&line, role);
            left = below;
        }
    }
    form_view::draw(look, buf, left, &reason.form, true)
}
