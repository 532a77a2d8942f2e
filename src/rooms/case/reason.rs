//! Why a confidential file is to be opened, or a paper made from it: asked before it is, and on record
//! when it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Case, Over, paper, words as w};
use crate::forms::{Act, Field, FieldKind, Form, Part};
use crate::keys::Action;
use crate::look::{Look, Role, Side, cut};
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order, Tone};
use crate::widgets::{Caret, form_view};
use crate::words::{Sentence, Trouble};

/// The question, with what the store said.
#[derive(Debug)]
pub struct Reason {
    said: Sentence,
    /// One line.
    pub form: Form,
    /// How it is kept while it is typed.
    pub drafting: Drafting,
    /// What it was asked over when it is a paper that is wanted; the file is then open already.
    pub paper: Option<Over>,
}

impl Reason {
    fn new(said: Sentence, of: &str, paper: Option<Over>, cx: &Cx<'_>) -> (Box<Self>, Order) {
        let field = Field::new("why", "事由", "Reason", FieldKind::Text).must();
        let form = Form::new(vec![Part::One(field)]);
        let for_what = if paper.is_some() { "paper" } else { "open" };
        let about = format!("why/{for_what}/{of}");
        let (drafting, order) = Drafting::begin(&about, w::REASON.into(), &form, cx);
        let new = Self {
            said,
            form,
            drafting,
            paper,
        };
        (Box::new(new), order)
    }
}

impl Case {
    /// The store would open the file for whoever says why.
    pub(super) fn ask_reason(&mut self, trouble: Trouble, cx: &Cx<'_>) -> Vec<Order> {
        // A reason that was not taken is not sent again by itself.
        self.reason.clear();
        let of = self.number.as_ref().map_or("", |number| &number.0);
        let (reason, order) = Reason::new(trouble.what.clone(), of, None, cx);
        self.over = Over::Reason(reason);
        self.trouble = Some(Box::new(trouble));
        vec![order]
    }

    /// The store would read the file for a paper for whoever says why.
    pub(super) fn ask_paper_reason(&mut self, trouble: &Trouble, cx: &Cx<'_>) -> Vec<Order> {
        let under = std::mem::take(&mut self.over);
        let of = self.number.as_ref().map_or("", |number| &number.0);
        let (reason, order) = Reason::new(trouble.what.clone(), of, Some(under), cx);
        self.over = Over::Reason(reason);
        vec![order]
    }

    pub(super) fn act_on_reason(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Reason(reason) = &mut self.over else {
            return Vec::new();
        };
        match action {
            Action::Save => self.say_reason(cx),
            Action::Back => self.leave_reason(cx),
            Action::OtherDraft => self.turn_draft(cx),
            other => match reason.form.act(other) {
                Act::Ended => self.say_reason(cx),
                done => self.edited(done),
            },
        }
    }

    /// The file stays shut, or the paper unmade: the reason is given up.
    fn leave_reason(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Reason(reason) = std::mem::take(&mut self.over) else {
            return Vec::new();
        };
        let Reason {
            paper, drafting, ..
        } = *reason;
        // What was typed into the blanks of a paper is still there.
        if let Some(under) = paper {
            self.paper = None;
            self.over = under;
        } else {
            self.then = super::Then::Rest;
        }
        drafting.discard(cx).into_iter().collect()
    }

    fn say_reason(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Over::Reason(reason) = &self.over else {
            return Vec::new();
        };
        let typed = reason.form.values().map(|(_, text)| text.trim().to_owned());
        let typed: String = typed.collect();
        if typed.is_empty() {
            return vec![Order::Toast(Tone::Plain, w::REASON_LEFT.into())];
        }
        let Over::Reason(reason) = std::mem::take(&mut self.over) else {
            return Vec::new();
        };
        if let Some(under) = reason.paper {
            self.over = under;
            return self.print_for(typed, Some(&reason.drafting), cx);
        }
        self.reason = typed;
        self.read_with(self.aim, self.then, Some(&reason.drafting), cx)
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
