//! What is about to be said of two records, and why: looked at, then saved.

use crate::domain::ids::PersonId;
use crate::flow::same::{Preview, Said};
use crate::forms::{Field, FieldKind, Form, Part};
use crate::keys::Action;

/// What is about to be said.
#[derive(Debug)]
pub enum About {
    /// Two are one person.
    Merge(Box<Preview>),
    /// Somebody, by name, is somebody else.
    Apart(PersonId, String),
    /// What was said is taken back.
    TakeBack(Box<Said>),
}

/// It, with the reason.
#[derive(Debug)]
pub struct Sheet {
    /// What.
    pub about: About,
    /// The reason: one line.
    pub form: Form,
    /// Rows of the preview that are above what is seen.
    pub skip: usize,
}

const WHY: &str = "why";

impl Sheet {
    /// Before a reason was given.
    #[must_use]
    pub fn new(about: About) -> Self {
        let field = Field::new(WHY, "理由", "Reason", FieldKind::Text).must();
        let field = field.hint(
            "例：证件号码相同，姓名录错一字",
            "E.g. same document, a letter wrong in the name",
        );
        Self {
            about,
            form: Form::new(vec![Part::One(field)]),
            skip: 0,
        }
    }

    /// The reason as typed.
    #[must_use]
    pub fn why(&self) -> String {
        self.form.value(WHY).trim().to_owned()
    }

    /// Puts a reason that was typed before.
    pub fn put_why(&mut self, why: &str) {
        self.form.set(WHY, why);
    }

    /// Moves in the preview; false for any other action.
    pub fn scroll(&mut self, action: Action) -> bool {
        match action {
            Action::PageDown | Action::PreviewDown | Action::MoveDown => self.skip += 1,
            Action::PageUp | Action::PreviewUp | Action::MoveUp => {
                self.skip = self.skip.saturating_sub(1);
            }
            _ => return false,
        }
        true
    }
}
