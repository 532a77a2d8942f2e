//! Finding people and petitions while one types; the preview says what the office still owes them.

mod amount;
mod closed;
mod hit;
mod view;
mod words;

use std::cell::RefCell;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use self::amount::{Amount, Turn};
use super::{Cx, Order, Room, failed};
use crate::domain::ids::PersonId;
use crate::flow::view::{Found, PersonCard, PetitionHit, PetitionRow};
use crate::flow::{Answer, Ask, Reply, Route, Ticket};
use crate::forms::{Act, Field, FieldKind, Form, Part};
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::Caret;
use crate::widgets::list::Rows;
use crate::widgets::preview::Preview;
use crate::words::Sentence;

/// The only field: the query.
const QUERY: &str = "query";

/// Which list the arrows move in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    /// People.
    #[default]
    People,
    /// Petitions.
    Petitions,
}

/// A person whose petitions are listed to choose from.
#[derive(Debug)]
struct Chosen {
    card: PersonCard,
    rows: Rows,
}

/// Where a click lands: an area, its kind, and item by screen row.
type Hits = Vec<(Rect, Kind, Vec<(u16, usize)>)>;

/// The room for finding.
#[derive(Debug)]
pub struct Find {
    line: Form,
    asked: String,
    amount: Amount,
    ticket: Ticket,
    waiting: bool,
    found: Found,
    kind: Kind,
    people: Rows,
    petitions: Rows,
    chosen: Option<Chosen>,
    preview: Preview,
    hits: RefCell<Hits>,
}

impl Default for Find {
    fn default() -> Self {
        Self {
            line: Form::new(vec![Part::One(Field::new(
                QUERY,
                "查询",
                "Find",
                FieldKind::Text,
            ))]),
            asked: String::new(),
            amount: Amount::default(),
            ticket: Ticket::default(),
            waiting: false,
            found: Found::default(),
            kind: Kind::default(),
            people: Rows::default(),
            petitions: Rows::default(),
            chosen: None,
            preview: Preview::default(),
            hits: RefCell::default(),
        }
    }
}

impl Find {
    /// Asks for what stands in the line now, if it is not what was asked last.
    fn ask(&mut self, again: bool, cx: &Cx<'_>) -> Vec<Order> {
        let typed = self.line.value(QUERY).trim().to_owned();
        if typed == self.asked && !again {
            return Vec::new();
        }
        if typed != self.asked {
            self.amount = Amount::default();
        }
        self.asked.clone_from(&typed);
        if typed.is_empty() {
            self.ticket = cx.ticket(); // whatever is still on its way is too old
            self.waiting = false;
            self.show(Found::default());
            return Vec::new();
        }
        self.waiting = true;
        vec![cx.ask(
            &mut self.ticket,
            Ask::Find {
                text: typed,
                limit: self.amount.limit(),
            },
        )]
    }

    /// At the end of a list of which there is more, more is asked for.
    fn further(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let rows = match self.kind {
            Kind::People => &self.people,
            Kind::Petitions => &self.petitions,
        };
        let is_last = rows.chosen().is_some_and(|at| at + 1 == rows.total());
        if !self.has_more(self.kind) || !is_last || self.waiting || self.chosen.is_some() {
            return Vec::new();
        }
        self.amount.grow();
        self.ask(true, cx)
    }

    /// Shows an answer; the choice stays on the same person and petition when the same question was asked
    /// again.
    fn show(&mut self, found: Found) {
        let same = found.text == self.found.text;
        self.people.set_total(found.people.len());
        self.petitions.set_total(found.petitions.len());
        if same {
            self.stay(&found);
        } else {
            self.people.choose(0);
            self.petitions.choose(0);
            self.preview.reset();
            self.chosen = None;
        }
        match self.kind {
            Kind::People if found.people.is_empty() && !found.petitions.is_empty() => {
                self.kind = Kind::Petitions;
            }
            Kind::Petitions if found.petitions.is_empty() && !found.people.is_empty() => {
                self.kind = Kind::People;
            }
            _ => {}
        }
        self.found = found;
    }

    /// Whether more of a kind fit than are listed.
    const fn has_more(&self, kind: Kind) -> bool {
        match kind {
            Kind::People => self.found.more_people,
            Kind::Petitions => self.found.more_petitions,
        }
    }

    /// Puts each choice where its row is now. Whoever was read as somebody else meanwhile is found under
    /// that name.
    fn stay(&mut self, found: &Found) {
        let card = self.people.at(&self.found.people);
        if let Some(at) = card.and_then(|card| place(&found.people, card.id)) {
            self.people.choose(at);
        }
        let hit = self.petitions.at(&self.found.petitions);
        let same = |of: &PetitionHit| hit.is_some_and(|hit| hit.row.id == of.row.id);
        if let Some(at) = found.petitions.iter().position(same) {
            self.petitions.choose(at);
        }
        let Some(chosen) = &mut self.chosen else {
            return;
        };
        let Some(card) = place(&found.people, chosen.card.id).and_then(|at| found.people.get(at))
        else {
            return; // not found any more: what is being chosen from stays
        };
        let row = chosen.rows.at(&chosen.card.petitions).map(|row| row.id);
        chosen.card.clone_from(card);
        chosen.rows.set_total(card.petitions.len());
        if let Some(at) = card.petitions.iter().position(|p| Some(p.id) == row) {
            chosen.rows.choose(at);
        }
    }

    /// The petition that Enter opens.
    fn petition(&self) -> Option<&PetitionRow> {
        if let Some(chosen) = &self.chosen {
            return chosen.card.petitions.get(chosen.rows.chosen()?);
        }
        let at = self
            .petitions
            .chosen()
            .filter(|_| self.kind == Kind::Petitions)?;
        self.found.petitions.get(at).map(|hit| &hit.row)
    }

    fn rows_mut(&mut self) -> &mut Rows {
        match (&mut self.chosen, self.kind) {
            (Some(chosen), _) => &mut chosen.rows,
            (None, Kind::People) => &mut self.people,
            (None, Kind::Petitions) => &mut self.petitions,
        }
    }

    /// Enter: a petition is opened; a person's petitions are listed to choose from.
    fn enter(&mut self) -> Vec<Order> {
        if let Some(row) = self.petition() {
            return vec![Order::Go(Route::Case(row.number.clone()))];
        }
        if let Some(card) = self.person().cloned() {
            self.preview.reset();
            self.chosen = Some(Chosen {
                rows: Rows::new(card.petitions.len()),
                card,
            });
        }
        Vec::new()
    }

    fn edited(&mut self, done: Act, cx: &Cx<'_>) -> Vec<Order> {
        match done {
            Act::Changed => {
                self.chosen = None;
                self.ask(false, cx)
            }
            Act::Cut(cut) => {
                let mut orders = self.ask(false, cx);
                orders.push(Order::Toast(super::Tone::Plain, cut.say()));
                orders
            }
            _ => Vec::new(),
        }
    }
}

/// Where somebody stands among people: by their own record, or by one that is read with it.
fn place(people: &[PersonCard], id: PersonId) -> Option<usize> {
    let own = people.iter().position(|card| card.id == id);
    own.or_else(|| {
        let also = |card: &PersonCard| card.also.iter().any(|(other, _)| *other == id);
        people.iter().position(also)
    })
}

impl Room for Find {
    fn stack(&self) -> &'static [Scope] {
        stacks::FIND
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn open(&mut self, route: &Route, cx: &Cx<'_>) -> Vec<Order> {
        let Route::Find(text) = route else {
            return Vec::new();
        };
        self.chosen = None;
        if text.is_empty() {
            // What was looked for last stays; the first sign typed replaces it.
            self.line.act(Action::SelectAll);
            return self.ask(true, cx);
        }
        self.line.set(QUERY, text);
        self.ask(false, cx)
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match action {
            Action::Back => self.chosen = None,
            Action::Open | Action::EnterField => return self.enter(),
            Action::Refresh => return self.ask(true, cx),
            Action::PersonFile => {
                let file = self.whose().map(|id| Order::Go(Route::Person(id)));
                return file.into_iter().collect();
            }
            Action::SwitchKind | Action::NextPane | Action::PreviousPane => {
                self.chosen = None;
                self.preview.reset();
                self.kind = if self.kind == Kind::People {
                    Kind::Petitions
                } else {
                    Kind::People
                };
            }
            other => {
                if self.preview.act(other) {
                    return Vec::new();
                }
                if self.rows_mut().act(other) {
                    self.preview.reset();
                    return self.further(cx);
                }
                let done = self.line.act(other);
                return self.edited(done, cx);
            }
        }
        Vec::new()
    }

    fn why_not(&self, action: Action, _cx: &Cx<'_>) -> Option<Sentence> {
        self.closed(action)
    }

    fn press(&mut self, chord: Chord, cx: &Cx<'_>) -> Vec<Order> {
        let done = self.line.press(chord);
        self.edited(done, cx)
    }

    fn paste(&mut self, text: &str, cx: &Cx<'_>) -> Vec<Order> {
        let done = self.line.paste(text);
        self.edited(done, cx)
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, _cx: &Cx<'_>) -> Vec<Order> {
        if ticket != self.ticket {
            return Vec::new(); // an older question
        }
        self.waiting = false;
        match answer {
            Ok(Reply::Found(found)) => {
                let more = found.more_people || found.more_petitions;
                self.show(found);
                return self.amount.answered(more).into_iter().collect();
            }
            Ok(_) => {}
            Err(trouble) => return vec![failed(&trouble)],
        }
        Vec::new()
    }

    fn index_at(&mut self, note: Sentence) {
        if self.found.as_written && self.found.note.is_some() {
            self.found.note = Some(note);
        }
    }

    fn tick(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        if self.waiting {
            return Vec::new(); // the typing rests after an answer
        }
        match self.amount.tick() {
            Turn::None => Vec::new(),
            Turn::Wait(order) => vec![order],
            Turn::Fill => self.ask(true, cx),
        }
    }

    fn changed(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        if self.asked.is_empty() {
            Vec::new()
        } else {
            self.ask(true, cx)
        }
    }

    fn click(&mut self, x: u16, y: u16, _cx: &Cx<'_>) -> Vec<Order> {
        let at = Position { x, y };
        let hit = self
            .hits
            .borrow()
            .iter()
            .find(|(area, _, _)| area.contains(at))
            .and_then(|(_, kind, rows)| Some((*kind, rows.iter().find(|(row, _)| *row == y)?.1)));
        let Some((kind, row)) = hit else {
            return Vec::new();
        };
        let again =
            (self.chosen.is_some() || self.kind == kind) && self.rows_mut().chosen() == Some(row);
        if self.chosen.is_none() {
            self.kind = kind;
        }
        self.rows_mut().choose(row);
        self.preview.reset();
        if again { self.enter() } else { Vec::new() }
    }

    fn wants_back(&self) -> bool {
        self.chosen.is_some()
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame, area, look, cx)
    }
}
