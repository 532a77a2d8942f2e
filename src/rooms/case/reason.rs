//! Why a confidential file is to be opened, or a paper made from it: asked before it is, and on record
//! when it is.

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
    /// What it was asked over when it is a paper that is wanted; the file is then open already.
    paper: Option<Over>,
}

impl Reason {
    fn new(said: Sentence, paper: Option<Over>) -> Box<Self> {
        let field = Field::new("why", "事由", "Reason", FieldKind::Text).must();
        let form = Form::new(vec![Part::One(field)]);
        Box::new(Self { said, form, paper })
    }
}

impl Case {
    /// The store would open the file for whoever says why.
    pub(super) fn ask_reason(&mut self, trouble: Trouble) {
        // A reason that was not taken is not sent again by itself.
        self.reason.clear();
        self.over = Over::Reason(Reason::new(trouble.what.clone(), None));
        self.trouble = Some(Box::new(trouble));
    }

    /// The store would read the file for a paper for whoever says why.
    pub(super) fn ask_paper_reason(&mut self, trouble: &Trouble) {
        let under = std::mem::take(&mut self.over);
        self.over = Over::Reason(Reason::new(trouble.what.clone(), Some(under)));
    }

    pub(super) fn act_on_reason(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Reason(reason) = &mut self.over else {
            return Vec::new();
        };
        match action {
            Action::Save => self.say_reason(cx),
            Action::Back => {
                // What was typed into the blanks of a paper is still there.
                self.over = if let Some(under) = reason.paper.take() {
                    self.paper = None;
                    under
                } else {
                    self.then = super::Then::Rest;
                    Over::Nothing
                };
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
        let Over::Reason(reason) = &mut self.over else {
            return Vec::new();
        };
        let typed = reason.form.values().map(|(_, text)| text.trim().to_owned());
        let typed: String = typed.collect();
        if typed.is_empty() {
            return vec![Order::Toast(Tone::Plain, w::REASON_LEFT.into())];
        }
        if let Some(under) = reason.paper.take() {
            self.over = under;
            return self.print_for(typed, cx);
        }
        self.reason = typed;
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
