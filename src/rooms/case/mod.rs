//! One petition: its story on one screen, what is owed, and the steps that are legal next.

mod accused;
mod base_fields;
mod choices;
mod closed;
mod deadline;
mod fields;
mod form;
mod happened;
mod happened_later;
mod later_fields;
mod menu;
mod pane;
mod paper;
mod people;
mod phrases;
mod reason;
mod sheet;
mod shut;
mod step_view;
mod steps;
mod story;
mod strip;
mod told;
mod told_later;
mod typing;
mod view;
mod words;

use std::cell::RefCell;

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::drafting::Drafting;
use super::{Cx, Order, Room, Tone};
use crate::domain::ids::{PetitionNo, UnitId};
use crate::domain::rights::Duty;
use crate::domain::step::Ground;
use crate::flow::request::Aim;
use crate::flow::view::File;
use crate::flow::{Answer, Ask, Reply, Route, Ticket};
use crate::keys::{Action, Chord, Key, Scope, stacks};
use crate::look::Look;
use crate::papers::{ByHand, PaperKind};
use crate::widgets::Caret;
use crate::words::{Lang, Sentence, Trouble};
use menu::Menu;
use pane::{Pane, Panes};
use sheet::Sheet;
use story::Teller;
use words as w;

/// What lies over the story.
#[derive(Debug, Default)]
enum Over {
    /// Nothing.
    #[default]
    Nothing,
    /// The menu of steps.
    Menu(Menu),
    /// A step being filled in.
    Sheet(Box<Sheet>),
    /// The menu of papers.
    Papers(paper::Menu),
    /// The blanks of a paper.
    Blanks(Box<paper::Blanks>),
    /// Why a confidential file is to be opened.
    Reason(Box<reason::Reason>),
}

/// What is to happen once the file has been read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Then {
    /// Nothing more.
    #[default]
    Rest,
    /// Open the menu of steps.
    Menu,
    /// Show the people's numbers in full.
    People,
}

/// Where a click lands: a pane and the row of its list, by screen row.
type Hits = Vec<(Rect, Pane, Vec<(u16, usize)>)>;

/// The room of one petition.
#[derive(Debug, Default)]
pub struct Case {
    number: Option<PetitionNo>,
    file: Option<Box<File>>,
    trouble: Option<Box<Trouble>>,
    opening: Ticket,
    acting: Ticket,
    looking: Ticket,
    checking: Ticket,
    printing: Ticket,
    paper: Option<(PaperKind, ByHand)>,
    then: Then,
    aim: Aim,
    /// Why this file is open, in the person's words; empty when nobody asked.
    reason: String,
    stale: bool,
    /// In what role and unit it was opened.
    reader: Option<(Duty, UnitId)>,
    open_numbers: bool,
    panes: Panes,
    over: Over,
    kept: Vec<Sheet>,
    hits: RefCell<Hits>,
}

impl Case {
    /// True when no petition was ever opened.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.number.is_none()
    }

    /// Reads the file, on record; `then` says what follows.
    fn read(&mut self, aim: Aim, then: Then, cx: &Cx<'_>) -> Vec<Order> {
        self.read_with(aim, then, None, cx)
    }

    fn teller<'a>(&self, cx: &Cx<'a>) -> Teller<'a> {
        Teller {
            office: cx.office,
            today: cx.today,
            lang: cx.lang,
            open: self.open_numbers,
        }
    }

    /// The file as the store has it now.
    fn show(&mut self, file: Box<File>, cx: &Cx<'_>) {
        self.number = Some(file.number.clone());
        self.trouble = None;
        self.stale = false;
        self.reader = Some(shut::reader(cx));
        let teller = self.teller(cx);
        for pane in Pane::ALL {
            self.panes
                .rows_mut(pane)
                .set_total(teller.count(&file, pane));
        }
        if self.panes.rows(self.panes.focus()).total() == 0 {
            self.panes.go(Pane::Owed);
        }
        self.file = Some(file);
    }

    fn opened(&mut self, file: Box<File>, cx: &Cx<'_>) -> Vec<Order> {
        let other = self.file.as_ref().is_none_or(|f| f.id != file.id);
        if other {
            self.panes = Panes::default();
            self.open_numbers = false;
        }
        let then = std::mem::take(&mut self.then);
        self.open_numbers |= then == Then::People;
        let events = file.events.len();
        self.show(file, cx);
        if other {
            self.panes.rows_mut(Pane::Timeline).choose(events);
        }
        match then {
            Then::Rest => Vec::new(),
            Then::Menu => self.open_menu(cx),
            Then::People => {
                self.panes.go(Pane::People);
                vec![Order::Toast(Tone::Plain, w::UNMASKED.into())]
            }
        }
    }

    /// Enter on a row: another petition, or why a deadline falls where it falls.
    fn enter(&self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(file) = &self.file else {
            return Vec::new();
        };
        match self.panes.focus() {
            Pane::Owed => self.explain(cx),
            Pane::Kin => {
                let row = self
                    .panes
                    .rows(Pane::Kin)
                    .chosen()
                    .and_then(|at| file.kin.get(at));
                row.map(|r| Order::Go(Route::Case(r.number.clone())))
                    .into_iter()
                    .collect()
            }
            Pane::People => {
                let row = self.panes.rows(Pane::People).chosen();
                let of = row.and_then(|at| file.people.get(at));
                of.map(|(_, id, _)| Order::Go(Route::Person(*id)))
                    .into_iter()
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// An action with nothing over the story.
    fn act_on_story(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match action {
            Action::Refresh => return self.read(Aim::Again, Then::Rest, cx),
            Action::OpenSteps if self.stale => return self.read(Aim::Again, Then::Menu, cx),
            Action::OpenSteps => return self.open_menu(cx),
            Action::AddNote => return self.open_sheet(crate::domain::event::StepKind::Note, cx),
            Action::OpenPerson => return self.read(Aim::People, Then::People, cx),
            Action::ExplainDeadline => return self.explain(cx),
            Action::ShowReceipt => return self.receipt(cx),
            Action::ChoosePaper => return self.open_papers(),
            Action::Open => return self.enter(cx),
            Action::NextPane => self.panes.turn(true),
            Action::PreviousPane => self.panes.turn(false),
            Action::PreviewUp => drop(self.panes.rows_mut(Pane::Timeline).act(Action::MoveUp)),
            Action::PreviewDown => drop(self.panes.rows_mut(Pane::Timeline).act(Action::MoveDown)),
            other => {
                let focus = self.panes.focus();
                self.panes.rows_mut(focus).act(other);
            }
        }
        Vec::new()
    }

    const fn ground<'a>(cx: &Cx<'a>, today: NaiveDate) -> Ground<'a> {
        Ground {
            calendar: &cx.office.calendar,
            rules: &cx.office.rules,
            today,
            operator: &cx.office.operator,
        }
    }
}

impl Room for Case {
    fn stack(&self) -> &'static [Scope] {
        match self.over {
            Over::Nothing => stacks::CASE,
            Over::Menu(_) | Over::Papers(_) => stacks::LAYER,
            Over::Sheet(_) | Over::Blanks(_) | Over::Reason(_) => stacks::CASE_FORM,
        }
    }

    fn is_typing(&self) -> bool {
        // A flag takes the space bar: no bare key may mean anything else while a step is filled in or looked for.
        matches!(
            self.over,
            Over::Menu(_) | Over::Sheet(_) | Over::Blanks(_) | Over::Reason(_)
        )
    }

    fn open(&mut self, route: &Route, cx: &Cx<'_>) -> Vec<Order> {
        let Route::Case(number) = route else {
            return Vec::new();
        };
        let mut orders = self.keep_sheets(cx, true);
        if self.number.as_ref() != Some(number) {
            self.put_away();
            self.file = None;
            self.trouble = None;
            self.number = Some(number.clone());
        }
        self.open_numbers = false;
        self.reason.clear();
        orders.extend(self.read(Aim::Read, Then::Rest, cx));
        orders
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match self.over {
            Over::Nothing => self.act_on_story(action, cx),
            Over::Menu(_) => self.act_on_menu(action, cx),
            Over::Sheet(_) => self.act_on_sheet(action, cx),
            Over::Papers(_) => self.act_on_papers(action, cx),
            Over::Blanks(_) => self.act_on_blanks(action, cx),
            Over::Reason(_) => self.act_on_reason(action, cx),
        }
    }

    fn press(&mut self, chord: Chord, cx: &Cx<'_>) -> Vec<Order> {
        if let Some((form, _)) = self.written() {
            let done = form.press(chord);
            return self.edited(done);
        }
        match (&mut self.over, chord.key) {
            (_, Key::Up) => self.act(Action::MoveUp, cx),
            (_, Key::Down) => self.act(Action::MoveDown, cx),
            (Over::Menu(menu), _) => {
                menu.press(chord);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn paste(&mut self, text: &str, _cx: &Cx<'_>) -> Vec<Order> {
        if let Some((form, _)) = self.written() {
            let done = form.paste(text);
            return self.edited(done);
        }
        if let Over::Menu(menu) = &mut self.over {
            menu.paste(text);
        }
        Vec::new()
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(orders) = self.take_keeping(ticket, &answer, cx) {
            return orders;
        }
        match answer {
            Ok(Reply::File(file)) if ticket == self.opening => self.opened(file, cx),
            Err(trouble) if ticket == self.opening && trouble.wants_reason => {
                self.ask_reason(trouble, cx)
            }
            Err(trouble) if ticket == self.opening => self.unread(trouble),
            answer if ticket == self.printing => self.printed(answer, cx),
            answer if ticket == self.acting => self.acted(answer, cx),
            answer if ticket == self.looking => self.looked_up(answer, cx),
            answer if ticket == self.checking => self.checked(&answer),
            _ => Vec::new(),
        }
    }

    fn changed(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        // Reading the file again is on record, so it is left to the person; whether it is still
        // whole may be asked freely.
        if let Some(orders) = self.is_elsewhere(cx) {
            return orders;
        }
        let id = self.file.as_ref().map(|f| f.id);
        id.map(|id| cx.ask(&mut self.checking, Ask::LastEvent(id)))
            .into_iter()
            .collect()
    }

    fn refit(&mut self, cx: &Cx<'_>) {
        self.refit_sheet(cx);
    }

    fn tick(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.keep_sheets(cx, false)
    }

    fn hangup(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.keep_sheets(cx, true)
    }

    fn typed(&self, lang: Lang) -> Vec<String> {
        self.in_words(lang)
    }

    fn click(&mut self, x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        self.clicked(x, y, cx)
    }

    fn wants_back(&self) -> bool {
        !matches!(self.over, Over::Nothing)
    }

    fn has_other_draft(&self) -> bool {
        self.drafting().is_some_and(Drafting::has_others)
    }

    fn why_not(&self, action: Action, cx: &Cx<'_>) -> Option<Sentence> {
        self.closed(action, cx)
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame, area, look, cx)
    }
}
