//! A person's file (人员档案): the records that are read as one, their petitions, whom it could be the
//! same as, and what was said of them. Two are read as one, or told apart, after a look at what that does.

mod lines;
mod sheet;
mod shut;
mod view;
#[rustfmt::skip]
mod words;

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::Rect;

use self::lines::Line;
use self::sheet::{About, Sheet};
use self::words as w;
use super::drafting::NO_PROPOSAL;
use super::{Cx, Order, Room, Tone, failed};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::rights::Duty;
use crate::flow::same::{PersonFile, Same};
use crate::flow::view::{Matches, PersonCard};
use crate::flow::{Answer, Ask, Do, Reply, Route, Ticket};
use crate::forms::Act;
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::Caret;
use crate::widgets::list::Rows;
use crate::words::{Lang, Sentence, Trouble};

/// The room of a person's file.
#[derive(Debug, Default)]
pub struct Person {
    /// Whose file is wanted.
    of: Option<PersonId>,
    file: Option<Box<PersonFile>>,
    /// In which role and unit it was opened.
    reader: Option<(Duty, UnitId)>,
    /// Why there is none.
    trouble: Option<Trouble>,
    alike: Vec<PersonCard>,
    rows: Rows,
    sheet: Option<Sheet>,
    /// Screen row and row of the list of all that was drawn last: what a click hits.
    hits: RefCell<Vec<(u16, usize)>>,
    opening: Ticket,
    looking: Ticket,
    doing: Ticket,
    checking: Ticket,
}

impl Person {
    fn read(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(of) = self.of else {
            return Vec::new();
        };
        vec![cx.perform(&mut self.opening, Do::Same(Same::Open(of)))]
    }

    /// Shows a file, and asks whom it could be the same as.
    fn show(&mut self, file: Box<PersonFile>, cx: &Cx<'_>) -> Vec<Order> {
        let of = file.side.id;
        (self.of, self.trouble) = (Some(of), None);
        self.reader = Some(shut::reader(cx));
        self.keep_row(|room| room.file = Some(file));
        vec![cx.ask(&mut self.looking, Ask::Alike(of))]
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let file = self.file.as_deref();
        file.map_or_else(Vec::new, |file| lines::of(file, &self.alike))
    }

    /// Changes what is shown; the choice stays on the same row, wherever it comes to stand.
    fn keep_row(&mut self, change: impl FnOnce(&mut Self)) {
        let key = self.chosen().map(|line| line.key());
        change(self);
        let lines = self.lines();
        let at = lines.iter().position(|line| Some(line.key()) == key);
        let total = lines.len();
        self.rows.set_total(total);
        if let Some(at) = at {
            self.rows.choose(at);
        }
    }

    fn chosen(&self) -> Option<Line<'_>> {
        self.lines().into_iter().nth(self.rows.chosen()?)
    }

    /// Enter: a petition is opened, somebody who looks alike is looked at beside, what was said is taken
    /// back.
    fn enter(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(of) = self.of else {
            return Vec::new();
        };
        match self.chosen() {
            Some(Line::Petition(row)) => vec![Order::Go(Route::Case(row.number.clone()))],
            Some(Line::Corrected(of)) => vec![Order::Go(Route::Case(of.number.clone()))],
            Some(Line::Alike(card)) => {
                let (kept, other) = (of, card.id);
                self.preview(kept, other, cx)
            }
            Some(Line::Said(said)) if said.undone.is_none() => {
                let about = About::TakeBack(Box::new(said.clone()));
                self.begin(about, of, cx)
            }
            _ => Vec::new(),
        }
    }

    fn preview(&mut self, kept: PersonId, other: PersonId, cx: &Cx<'_>) -> Vec<Order> {
        vec![cx.perform(&mut self.doing, Do::Same(Same::Preview { kept, other }))]
    }

    /// Asks for the reason.
    fn begin(&mut self, about: About, of: PersonId, cx: &Cx<'_>) -> Vec<Order> {
        let (sheet, order) = Sheet::new(about, of, cx);
        self.sheet = Some(sheet);
        vec![order]
    }

    /// The one who looks alike is somebody else: the reason is asked for.
    fn tell_apart(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let (Some(of), Some(Line::Alike(card))) = (self.of, self.chosen()) else {
            return vec![Order::Toast(Tone::Plain, w::NO_ALIKE.into())];
        };
        let about = About::Apart(card.id, card.person.name.line().into());
        self.begin(about, of, cx)
    }

    /// Does what the sheet is about, for the reason that was given.
    fn save(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let (Some(of), Some(sheet)) = (self.of, &self.sheet) else {
            return Vec::new();
        };
        let why = sheet.why();
        if why.is_empty() {
            return vec![Order::Toast(Tone::Plain, w::REASON_NEEDED.into())];
        }
        let order = match &sheet.about {
            About::Merge(preview) => Same::Merge {
                kept: preview.kept.id,
                other: preview.other.id,
                why: why.into(),
            },
            About::Apart(from, _) => Same::Apart {
                of,
                from: *from,
                why: why.into(),
            },
            About::TakeBack(said) => Same::TakeBack {
                said: said.id,
                of,
                why: why.into(),
            },
        };
        let order = sheet.drafting.finish(Do::Same(order));
        vec![cx.perform(&mut self.doing, order)]
    }

    /// After an edit of the reason.
    fn edited(&mut self, done: Act) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        let woken = sheet.drafting.wake().filter(|_| done.is_change());
        let mut orders: Vec<Order> = woken.into_iter().collect();
        if let Act::Cut(cut) = done {
            orders.push(Order::Toast(Tone::Bad, cut.say()));
        }
        orders
    }

    fn act_on_sheet(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        match action {
            Action::Save => self.save(cx),
            Action::Back => {
                let left = self.sheet.take();
                let dropped = left.and_then(|s| s.drafting.discard(cx));
                dropped.into_iter().collect()
            }
            Action::OtherDraft => sheet.drafting.turn(&sheet.form, cx),
            Action::SwapKept => match &sheet.about {
                About::Merge(preview) => {
                    let (kept, other) = (preview.other.id, preview.kept.id);
                    self.preview(kept, other, cx)
                }
                _ => Vec::new(),
            },
            other if sheet.scroll(other) => Vec::new(),
            other => match sheet.form.act(other) {
                Act::Ended => self.save(cx),
                done => self.edited(done),
            },
        }
    }

    /// What was done, as a toast.
    fn done(&self) -> Option<Sentence> {
        Some(match &self.sheet.as_ref()?.about {
            About::Merge(preview) => w::merged(preview.other.id.0, preview.kept.id.0),
            About::Apart(from, _) => w::told_apart(from.0),
            About::TakeBack(said) if said.one => w::parted(said.kept.0.0, said.other.0.0),
            About::TakeBack(said) => w::maybe(said.kept.0.0, said.other.0.0),
        })
    }
}

impl Room for Person {
    fn stack(&self) -> &'static [Scope] {
        if self.sheet.is_some() {
            stacks::PERSON_FORM
        } else {
            stacks::PERSON
        }
    }

    fn is_typing(&self) -> bool {
        self.sheet.is_some()
    }

    fn open(&mut self, route: &Route, cx: &Cx<'_>) -> Vec<Order> {
        let Route::Person(of) = route else {
            return Vec::new();
        };
        let mut orders = self.hangup(cx);
        if self.of != Some(*of) {
            *self = Self::default();
        }
        self.of = Some(*of);
        self.sheet = None;
        orders.extend(self.read(cx));
        orders
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        if self.sheet.is_some() {
            return self.act_on_sheet(action, cx);
        }
        match action {
            Action::Refresh => self.read(cx),
            Action::Open => self.enter(cx),
            Action::TellApart => self.tell_apart(cx),
            other => {
                self.rows.act(other);
                Vec::new()
            }
        }
    }

    fn press(&mut self, chord: Chord, _cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        let done = sheet.form.press(chord);
        self.edited(done)
    }

    fn paste(&mut self, text: &str, _cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        let done = sheet.form.paste(text);
        self.edited(done)
    }

    fn tick(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let sheet = self.sheet.as_mut();
        sheet.and_then(|s| s.keep(cx, false)).into_iter().collect()
    }

    fn hangup(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let sheet = self.sheet.as_mut();
        sheet.and_then(|s| s.keep(cx, true)).into_iter().collect()
    }

    fn typed(&self, lang: Lang) -> Vec<String> {
        let sheet = self.sheet.as_ref();
        let said = sheet.and_then(|s| s.drafting.typed(&s.form, lang));
        said.into_iter().collect()
    }

    fn has_other_draft(&self) -> bool {
        let sheet = self.sheet.as_ref();
        sheet.is_some_and(|s| s.drafting.has_others())
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(sheet) = &mut self.sheet
            && let Some(orders) = sheet.drafting.take(ticket, &answer, &mut sheet.form, cx)
        {
            return orders;
        }
        match answer {
            Ok(Reply::Person(file)) if ticket == self.opening || ticket == self.doing => {
                let said = self.done().filter(|_| ticket == self.doing);
                if ticket == self.doing {
                    self.sheet = None;
                }
                let mut orders = self.show(file, cx);
                orders.extend(said.map(|said| Order::Toast(Tone::Good, said)));
                orders
            }
            Ok(Reply::Preview(preview)) if ticket == self.doing => {
                if let Some(sheet) = &mut self.sheet
                    && matches!(sheet.about, About::Merge(_))
                {
                    sheet.turn(preview);
                    return Vec::new();
                }
                let of = preview.kept.id;
                self.begin(About::Merge(preview), of, cx)
            }
            Ok(Reply::Matches(Matches { cards, .. })) if ticket == self.looking => {
                self.keep_row(|room| room.alike = cards);
                Vec::new()
            }
            answer if ticket == self.checking => self.checked(answer, cx),
            Err(trouble) if ticket == self.opening => self.close(trouble, cx),
            Err(trouble) if ticket == self.doing || ticket == self.looking => {
                vec![failed(&trouble)]
            }
            _ => Vec::new(),
        }
    }

    /// Reading the file is on record each time: it is read again when somebody said something of its
    /// records, or when something of it is not to be seen any more, which may be asked freely; whatever else
    /// others changed is seen at the next opening.
    fn changed(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(orders) = self.is_elsewhere(cx) {
            return orders;
        }
        let of = self.file.as_ref().map(|file| file.side.id);
        let ask = of.map(|of| Ask::Said(of, self.shown()));
        ask.map(|ask| cx.ask(&mut self.checking, ask))
            .into_iter()
            .collect()
    }

    fn click(&mut self, _x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        if self.sheet.is_some() {
            return Vec::new();
        }
        let hit = self.hits.borrow().iter().find(|h| h.0 == y).map(|h| h.1);
        let Some(row) = hit else {
            return Vec::new();
        };
        let again = self.rows.chosen() == Some(row);
        self.rows.choose(row);
        if again { self.enter(cx) } else { Vec::new() }
    }

    fn wants_back(&self) -> bool {
        self.sheet.is_some()
    }

    fn why_not(&self, action: Action, _cx: &Cx<'_>) -> Option<Sentence> {
        let alike = matches!(self.chosen(), Some(Line::Alike(_)));
        let about = self.sheet.as_ref().map(|sheet| &sheet.about);
        match action {
            Action::SwapKept if !matches!(about, Some(About::Merge(_))) => Some(w::NO_MERGE.into()),
            Action::TellApart if !alike => Some(w::NO_ALIKE.into()),
            Action::AcceptProposal if about.is_some() => Some(NO_PROPOSAL.into()),
            _ => None,
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame.buffer_mut(), area, look, cx)
    }
}
