//! The duty room (值班): who is on duty, rota, log, reports, handover, periods. About the desk and its
//! own staff; nothing of a petitioner stands here but what a handover carries on.

mod about;
mod deeds;
mod fields;
mod handed;
mod lines;
mod sheet;
mod tab;
mod typing;
mod view;
mod words;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::drafting::{Drafting, NO_PROPOSAL};
use super::{Cx, Order, Room, Tone, failed};
use crate::domain::rights;
use crate::flow::duty::Board;
use crate::flow::{Answer, Reply, Route, Ticket};
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::Caret;
use crate::words::{Lang, Sentence};
pub use about::TITLES;
use handed::Handed;
use lines::{Item, Scene, Source, Stack};
use sheet::Sheet;
pub use tab::Tab;
use tab::Tabs;

/// The room.
#[derive(Default)]
pub struct Duty {
    board: Arc<Board>,
    loaded: bool,
    tabs: Tabs,
    /// Weeks from this one, in the rota.
    week: i64,
    sheet: Option<Box<Sheet>>,
    ordered: Ticket,
    code: Ticket,
    /// Where the lines stood when they were last drawn, for clicks.
    place: Cell<Rect>,
    /// The lines of the part in sight, made once for a board, a minute and a language.
    made: RefCell<Option<Made>>,
    /// What was read of handovers, while their part is open.
    handed: Handed,
}

/// Lines with what they were made for.
struct Made {
    tab: Tab,
    week: i64,
    minute: i64,
    lang: crate::words::Lang,
    lines: Rc<Stack>,
}

impl Duty {
    /// Takes the board that the app has fetched for all rooms. The choice stays on what it was about.
    pub fn show(&mut self, board: Arc<Board>, cx: &Cx<'_>) {
        if board == self.board && self.loaded {
            return;
        }
        let kept = self.chosen(cx);
        self.board = board;
        self.loaded = true;
        self.settle(cx, Some(kept));
    }

    fn lines(&self, cx: &Cx<'_>) -> Rc<Stack> {
        let minute = cx.now.timestamp().div_euclid(60);
        let (tab, week, lang) = (self.tabs.here, self.week, cx.lang);
        let mut made = self.made.borrow_mut();
        let fits = |m: &Made| (m.tab, m.week, m.minute, m.lang) == (tab, week, minute, lang);
        if let Some(m) = made.as_ref().filter(|m| fits(m)) {
            return Rc::clone(&m.lines);
        }
        let scene = Scene {
            board: &self.board,
            week,
            handed: &self.handed,
        };
        let lines = Rc::new(lines::lines(tab, &scene, cx));
        *made = Some(Made {
            tab,
            week,
            minute,
            lang,
            lines: Rc::clone(&lines),
        });
        lines
    }

    /// Where lines come from that are made when they are seen.
    fn source(&self) -> Source<'_> {
        Source {
            board: &self.board,
            handed: &self.handed,
        }
    }

    /// What the chosen line is about.
    fn chosen(&self, cx: &Cx<'_>) -> Item {
        let lines = self.lines(cx);
        let at = self.tabs.rows().chosen();
        at.and_then(|at| lines.item(at, &self.source()))
            .unwrap_or(Item::Nothing)
    }

    /// After the lines changed: as many rows as there are, the choice on what it was about, else on
    /// the first line that is about something.
    fn settle(&mut self, cx: &Cx<'_>, kept: Option<Item>) {
        *self.made.borrow_mut() = None;
        let lines = self.lines(cx);
        let kept = kept.filter(|k| *k != Item::Nothing);
        let rows = self.tabs.rows_mut();
        rows.set_total(lines.len());
        let same = kept.and_then(|k| lines.position(&k));
        let at = same.or_else(|| {
            let idle = rows.chosen().is_none_or(|at| lines.is_idle(at));
            let first = || (0..lines.len()).find(|at| !lines.is_idle(*at));
            if idle { first() } else { None }
        });
        if let Some(at) = at {
            rows.choose(at);
        }
    }

    /// Reads what is in sight of handovers and not read yet, while their part is open.
    fn read_on(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        if self.tabs.here != Tab::Handover {
            return Vec::new();
        }
        let lines = self.lines(cx);
        // Before the first drawing nobody knows how high the window is.
        let height = match self.place.get().height {
            0 => handed::PIECE / 2,
            height => usize::from(height),
        };
        let window = self.tabs.rows().window(height);
        // What comes into sight with the next page is there then.
        let near = window.start.saturating_sub(height)..window.end + height;
        let uncounted = lines::uncounted(&self.board, &self.handed);
        let mut seen: Vec<_> = uncounted.into_iter().map(|of| (of, 0..1)).collect();
        seen.extend(lines.seen(&near));
        self.handed.read_on(&seen, cx).into_iter().collect()
    }

    fn turn(&mut self, tab: Tab, cx: &Cx<'_>) {
        self.tabs.here = tab;
        self.handed.forget();
        self.settle(cx, None);
    }

    /// Moves the choice; headings are stepped over.
    fn step(&mut self, action: Action, cx: &Cx<'_>) {
        let lines = self.lines(cx);
        let rows = self.tabs.rows_mut();
        rows.set_total(lines.len());
        rows.act(action);
        let down = !matches!(action, Action::MoveUp | Action::PageUp);
        let idle = |at: usize| lines.is_idle(at);
        let Some(at) = rows.chosen() else { return };
        if idle(at) && matches!(action, Action::MoveUp | Action::MoveDown) {
            let on = if down {
                (at..lines.len()).find(|at| !idle(*at))
            } else {
                (0..at).rev().find(|at| !idle(*at))
            };
            // Past the last one the text itself moves, so that what stands below is read.
            if let Some(on) = on {
                rows.choose(on);
            }
        }
    }

    fn act_on_part(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match action {
            Action::NextPane => self.turn(self.tabs.here.turned(true), cx),
            Action::PreviousPane => self.turn(self.tabs.here.turned(false), cx),
            Action::NextWeek | Action::PreviousWeek => {
                self.week += if action == Action::NextWeek { 1 } else { -1 };
                self.settle(cx, None);
            }
            Action::MoveUp
            | Action::MoveDown
            | Action::PageUp
            | Action::PageDown
            | Action::GoTop
            | Action::GoBottom => self.step(action, cx),
            deed => return self.begin(deed, cx),
        }
        Vec::new()
    }

    /// The answer to an order: kept, tried, or refused.
    fn answered(&mut self, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        match answer {
            Ok(Reply::DutyDone(done)) if done.seq == 0 => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.sent = false;
                    sheet.tried(done.changes);
                }
                Vec::new()
            }
            Ok(Reply::DutyDone(done)) => {
                let sheet = self.sheet.take();
                let said = words::recorded(&done, sheet.is_some_and(|s| s.lies_over()));
                self.show(done.board, cx);
                vec![Order::Toast(Tone::Good, said)]
            }
            Err(trouble) => match &mut self.sheet {
                Some(sheet) => {
                    sheet.sent = false;
                    sheet.trial = None;
                    match trouble.up_to {
                        // What the sheet was begun from stays: what only others changed stays theirs.
                        Some(told) => sheet.told = told,
                        None if trouble.tells => sheet.seen = None,
                        None => {}
                    }
                    sheet.refused = Some(Box::new(trouble));
                    let kept = sheet.drafting.as_mut().and_then(Drafting::refused);
                    kept.into_iter().collect()
                }
                None => vec![failed(&trouble)],
            },
            Ok(_) => Vec::new(),
        }
    }
}

impl Room for Duty {
    fn stack(&self) -> &'static [Scope] {
        match &self.sheet {
            None => stacks::DUTY,
            Some(sheet) if sheet.trial.is_some() => stacks::DUTY_TRIAL,
            Some(_) => stacks::DUTY_FORM,
        }
    }

    fn is_typing(&self) -> bool {
        let typing = |s: &Sheet| s.trial.is_none() && s.form.is_typing();
        self.sheet.as_deref().is_some_and(typing)
    }

    fn open(&mut self, _: &Route, cx: &Cx<'_>) -> Vec<Order> {
        self.settle(cx, None);
        self.read_on(cx)
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        if self.sheet.is_some() {
            return self.act_on_sheet(action, cx);
        }
        self.handed.again();
        let mut orders = self.act_on_part(action, cx);
        orders.extend(self.read_on(cx));
        orders
    }

    fn press(&mut self, chord: Chord, cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        let done = sheet.form.press(chord);
        self.edited(done, cx)
    }

    fn paste(&mut self, text: &str, cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        let done = sheet.form.paste(text);
        self.edited(done, cx)
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(Sheet {
            drafting: Some(drafting),
            form,
            ..
        }) = self.sheet.as_deref_mut()
            && let Some(orders) = drafting.take(ticket, &answer, form, cx)
        {
            return orders;
        }
        if ticket == self.code {
            return match answer {
                Ok(Reply::Code(code)) => vec![Order::Paper(
                    words::CODE.into(),
                    words::code_lines(&code, cx.lang),
                    String::new(),
                )],
                Err(trouble) => vec![failed(&trouble)],
                Ok(_) => Vec::new(),
            };
        }
        let mut orders = Vec::new();
        if self.handed.owns(ticket) {
            let kept = self.chosen(cx);
            orders.extend(self.handed.take(answer));
            self.settle(cx, Some(kept));
        } else if ticket == self.ordered {
            orders = self.answered(answer, cx);
        }
        orders.extend(self.read_on(cx));
        orders
    }

    fn changed(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.read_on(cx)
    }

    fn refit(&mut self, cx: &Cx<'_>) {
        let kept = self.chosen(cx);
        self.settle(cx, Some(kept));
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
        let said = sheet.and_then(|s| s.drafting.as_ref()?.typed(&s.form, lang));
        said.into_iter().collect()
    }

    fn click(&mut self, x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        let area = self.place.get();
        if self.sheet.is_some() || !area.contains((x, y).into()) {
            return Vec::new();
        }
        let first = self.tabs.rows().window(usize::from(area.height)).start;
        let at = first + usize::from(y - area.y);
        let again = self.tabs.rows().chosen() == Some(at);
        self.tabs.rows_mut().choose(at);
        let mut orders = Vec::new();
        if again {
            orders = self.begin(Action::Open, cx);
        }
        orders.extend(self.read_on(cx));
        orders
    }

    fn wants_back(&self) -> bool {
        self.sheet.is_some()
    }

    fn has_other_draft(&self) -> bool {
        let drafting = self.sheet.as_ref().and_then(|s| s.drafting.as_ref());
        drafting.is_some_and(Drafting::has_others)
    }

    fn why_not(&self, action: Action, cx: &Cx<'_>) -> Option<Sentence> {
        if self.sheet.is_some() {
            // On a form every key of the forms works, but nothing is proposed.
            let closed = action == Action::AcceptProposal;
            return closed.then(|| NO_PROPOSAL.into());
        }
        let right = self.right_of(action);
        let refused = right.and_then(|right| rights::refused(&cx.office.operator, right));
        refused.or_else(|| self.closed(action, cx).map(Sentence::from))
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame, area, look, cx)
    }
}
