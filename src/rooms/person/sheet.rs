//! What is about to be said of two records, and why: looked at, then saved.

use super::words as w;
use crate::domain::ids::PersonId;
use crate::flow::same::{Preview, Said};
use crate::forms::{Field, FieldKind, Form, Part};
use crate::keys::Action;
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order};
use crate::words::Sentence;

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
    /// How the reason is kept while it is typed.
    pub drafting: Drafting,
    /// Rows of the preview that are above what is seen.
    pub skip: usize,
}

impl About {
    /// What its draft is called, the same at every opening and whichever of two records comes first.
    fn key(&self, of: PersonId) -> String {
        let pair = |what: &str, a: PersonId, b: PersonId| {
            format!("person/{what}/{}/{}", a.0.min(b.0), a.0.max(b.0))
        };
        match self {
            Self::Merge(preview) => pair("merge", preview.kept.id, preview.other.id),
            Self::Apart(from, _) => pair("apart", of, *from),
            Self::TakeBack(said) => format!("person/back/{}", said.id),
        }
    }

    /// What it is called in the list of what is unfinished: nobody's name.
    fn title(&self, of: PersonId) -> Sentence {
        match self {
            Self::Merge(preview) => w::merge_draft(preview.kept.id.0, preview.other.id.0),
            Self::Apart(from, _) => w::apart_draft(of.0, from.0),
            Self::TakeBack(said) => w::back_draft(said.kept.0.0, said.other.0.0),
        }
    }
}

const WHY: &str = "why";

impl Sheet {
    /// Before a reason was given, in the file of somebody; with the question what was typed before.
    #[must_use]
    pub fn new(about: About, of: PersonId, cx: &Cx<'_>) -> (Self, Order) {
        let field = Field::new(WHY, "理由", "Reason", FieldKind::Text).must();
        let field = field.hint(
            "例：证件号码相同，姓名录错一字",
            "E.g. same document, a letter wrong in the name",
        );
        let form = Form::new(vec![Part::One(field)]);
        let (drafting, order) = Drafting::begin(&about.key(of), about.title(of), &form, cx);
        let new = Self {
            about,
            form,
            drafting,
            skip: 0,
        };
        (new, order)
    }

    /// The reason as typed.
    #[must_use]
    pub fn why(&self) -> String {
        self.form.value(WHY).trim().to_owned()
    }

    /// The other of the two comes first now; the reason stays.
    pub fn turn(&mut self, preview: Box<Preview>) {
        (self.about, self.skip) = (About::Merge(preview), 0);
    }

    /// Keeps the reason as it stands.
    pub fn keep(&mut self, cx: &Cx<'_>, hurry: bool) -> Option<Order> {
        self.drafting.keep(&self.form, cx, hurry)
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
