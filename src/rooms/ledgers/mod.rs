//! The ledgers (台账): every petition as one filterable, sortable table. Sorted and filtered by the
//! matter, never by the person or by how often somebody came.

mod claims;
mod columns;
mod filter;
mod marking;
mod register;
mod turning;
mod view;
mod waiting;
mod waiting_view;
#[rustfmt::skip]
mod waiting_words;
mod words;

use std::cell::Cell;
use std::collections::BTreeSet;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::drafting::NO_PROPOSAL;
use super::{Cx, Order, Room, Tone, failed};
use crate::domain::ids::PetitionNo;
use crate::flow::view::{LedgerPage, LedgerQuery, LedgerSort, PetitionRow};
use crate::flow::{Answer, Ask, Reply, Route, Ticket};
use crate::keys::{Action, Chord, Scope, stacks};
use crate::look::Look;
use crate::widgets::Caret;
use crate::widgets::list::Rows;
use crate::words::{Lang, Sentence};
use claims::Sheet;
use filter::Filter;
use register::Drawer;
use waiting::Page;

/// Rows fetched at a time.
const PAGE: usize = 200;
/// Rows that one export takes.
const EXPORT: usize = 50_000;

/// The room.
#[derive(Default)]
pub struct Ledgers {
    query: LedgerQuery,
    page: LedgerPage,
    loaded: bool,
    list: Rows,
    marked: BTreeSet<PetitionNo>,
    filter: Option<Filter>,
    /// Another register in sight.
    drawer: Option<Drawer>,
    /// An entry about a request that is being typed.
    sheet: Option<Box<Sheet>>,
    claiming: Ticket,
    /// The ledgers that wait to be imported, in sight.
    waiting: Option<Page>,
    /// Columns switched off by hand, by index.
    hidden: BTreeSet<usize>,
    asked: Ticket,
    export: Ticket,
    drawn: Ticket,
    reminding: Ticket,
    /// Where the rows stood when they were last drawn, for clicks.
    place: Cell<Rect>,
}

impl Ledgers {
    fn load(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        // A window of rows around the choice, so that moving by a page needs no second question.
        let offset = self.list.chosen().unwrap_or(0).saturating_sub(PAGE / 2);
        self.query.offset = offset;
        self.query.limit = PAGE;
        vec![cx.ask(&mut self.asked, Ask::Ledger(self.query.clone()))]
    }

    fn row(&self, at: usize) -> Option<&PetitionRow> {
        self.page.rows.get(at.checked_sub(self.page.query.offset)?)
    }

    fn chosen(&self) -> Option<&PetitionRow> {
        self.row(self.list.chosen()?)
    }

    /// After a movement: fetches more rows when the window comes near the end of those at hand.
    fn moved(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let seen = self.list.window(usize::from(self.place.get().height));
        let (from, to) = (
            self.page.query.offset,
            self.page.query.offset + self.page.rows.len(),
        );
        let outside = seen.start < from || (seen.end >= to && to < self.page.total);
        if outside { self.load(cx) } else { Vec::new() }
    }

    fn again(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.list.choose(0);
        self.load(cx)
    }

    fn close_filter(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(filter) = self.filter.take() else {
            return Vec::new();
        };
        filter.apply(&mut self.query, cx.office);
        self.again(cx)
    }

    fn edit_filter(&mut self, cx: &Cx<'_>, edit: impl FnOnce(&mut Filter) -> bool) -> Vec<Order> {
        let Some(filter) = &mut self.filter else {
            return Vec::new();
        };
        if !edit(filter) {
            return Vec::new();
        }
        // What is typed narrows the table at once.
        let filter = self.filter.clone();
        if let Some(filter) = filter {
            filter.apply(&mut self.query, cx.office);
        }
        self.again(cx)
    }

    fn act_filtering(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match action {
            Action::Back | Action::Save | Action::FilterRows
                if !self.filter.as_ref().is_some_and(Filter::is_open) =>
            {
                self.close_filter(cx)
            }
            Action::ClearFilter => self.clear(cx),
            Action::EnterField if self.filter.as_ref().is_some_and(Filter::is_last) => {
                self.close_filter(cx)
            }
            _ => self.edit_filter(cx, |f| f.act(action)),
        }
    }

    fn clear(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.filter = None;
        self.query = LedgerQuery {
            sort: self.query.sort,
            ..LedgerQuery::default()
        };
        self.again(cx)
    }
}

impl Room for Ledgers {
    fn stack(&self) -> &'static [Scope] {
        if self.sheet.is_some() {
            stacks::CLAIMS_FORM
        } else if self.filter.is_some() {
            stacks::LEDGERS_FILTER
        } else if self.drawer.as_ref().is_some_and(Drawer::is_claims) {
            stacks::CLAIMS
        } else if self.waiting.is_some() {
            stacks::LEDGERS_WAITING
        } else {
            stacks::LEDGERS
        }
    }

    fn is_typing(&self) -> bool {
        let typing = |sheet: &Sheet| sheet.form.is_typing();
        self.sheet.as_deref().is_some_and(typing)
            || self.filter.as_ref().is_some_and(Filter::is_typing)
    }

    fn open(&mut self, _: &Route, cx: &Cx<'_>) -> Vec<Order> {
        self.load_in_sight(cx)
    }

    fn act(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        if self.sheet.is_some() {
            return self.act_on_sheet(action, cx);
        }
        if self.filter.is_some() {
            return self.act_filtering(action, cx);
        }
        if self.drawer.is_some() {
            return self.act_on_drawer(action, cx);
        }
        if self.waiting.is_some() {
            return self.act_on_waiting(action, cx);
        }
        match action {
            Action::NextPane | Action::PreviousPane => self.turn(action == Action::NextPane, cx),
            Action::RemindMarked => self.remind(cx),
            Action::Mark => self.mark(cx),
            Action::MarkAll => {
                self.mark_all();
                Vec::new()
            }
            Action::Open => self
                .chosen()
                .map(|r| Order::Go(Route::Case(r.number.clone())))
                .into_iter()
                .collect(),
            Action::SortColumn => {
                self.query.sort = next_sort(self.query.sort);
                self.again(cx)
            }
            Action::FilterRows => {
                self.filter = Some(Filter::new(&self.query, cx));
                Vec::new()
            }
            Action::ClearFilter => self.clear(cx),
            Action::ToggleColumn => {
                columns::toggle(&mut self.hidden);
                Vec::new()
            }
            Action::ExportRows => self.start_export(cx),
            Action::Refresh => self.load(cx),
            movement => {
                self.list.act(movement);
                self.moved(cx)
            }
        }
    }

    fn press(&mut self, chord: Chord, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(sheet) = &mut self.sheet {
            let done = sheet.form.press(chord);
            return self.edited(done, cx);
        }
        self.edit_filter(cx, |f| f.press(chord))
    }

    fn paste(&mut self, text: &str, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(sheet) = &mut self.sheet {
            let done = sheet.form.paste(text);
            return self.edited(done, cx);
        }
        self.edit_filter(cx, |f| f.paste(text))
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(sheet) = &mut self.sheet
            && let Some(orders) = sheet.drafting.take(ticket, &answer, &mut sheet.form, cx)
        {
            return orders;
        }
        let page = self.waiting.as_mut();
        if let Some(orders) = page.and_then(|page| page.take(ticket, answer.clone(), cx)) {
            return orders;
        }
        match answer {
            Ok(Reply::Ledger(page)) if ticket == self.asked => {
                self.loaded = true;
                self.list.set_total(page.total);
                self.page = page;
                Vec::new()
            }
            Ok(Reply::Register(rows)) if ticket == self.drawn => {
                if let Some(drawer) = &mut self.drawer {
                    drawer.fill(rows);
                }
                Vec::new()
            }
            Ok(Reply::Claim(claim)) if ticket == self.claiming => {
                let said = words::kept(claim.number, claim.stage.word());
                self.claimed(Ok(said), cx)
            }
            Err(trouble) if ticket == self.claiming => self.claimed(Err(trouble), cx),
            Err(trouble) if ticket == self.drawn => {
                self.unread(trouble);
                Vec::new()
            }
            Ok(Reply::Reminded(done, idle)) if ticket == self.reminding => {
                self.marked.clear();
                vec![Order::Toast(Tone::Good, words::reminded(done, idle))]
            }
            Ok(Reply::Ledger(page)) if ticket == self.export => Self::finish_export(&page, cx),
            Err(trouble) if [self.asked, self.export, self.reminding].contains(&ticket) => {
                vec![failed(&trouble)]
            }
            _ => Vec::new(),
        }
    }

    fn changed(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.load_in_sight(cx)
    }

    fn refit(&mut self, cx: &Cx<'_>) {
        if let Some(filter) = &mut self.filter {
            filter.refit(cx.office);
        }
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

    fn click(&mut self, x: u16, y: u16, cx: &Cx<'_>) -> Vec<Order> {
        let area = self.place.get();
        if self.sheet.is_some() || !area.contains((x, y).into()) {
            return Vec::new();
        }
        if let Some(drawer) = &mut self.drawer {
            let first = drawer.list.window(usize::from(area.height)).start;
            drawer.list.choose(first + usize::from(y - area.y));
            return Vec::new();
        }
        if let Some(page) = &mut self.waiting {
            let first = page.list.window(usize::from(area.height)).start;
            page.list.choose(first + usize::from(y - area.y));
            return page.chose(cx);
        }
        let first = self.list.window(usize::from(area.height)).start;
        self.list.choose(first + usize::from(y - area.y));
        self.moved(cx)
    }

    fn wants_back(&self) -> bool {
        self.sheet.is_some() || self.filter.is_some()
    }

    fn has_other_draft(&self) -> bool {
        let sheet = self.sheet.as_ref();
        sheet.is_some_and(|s| s.drafting.has_others())
    }

    fn why_not(&self, action: Action, _: &Cx<'_>) -> Option<Sentence> {
        if let Some(drawer) = &self.drawer {
            let only = matches!(
                action,
                Action::SortColumn
                    | Action::FilterRows
                    | Action::ClearFilter
                    | Action::ToggleColumn
                    | Action::ExportRows
                    | Action::RemindMarked
                    | Action::Mark
                    | Action::MarkAll
            );
            return match action {
                Action::AcceptProposal if self.sheet.is_some() => Some(NO_PROPOSAL.into()),
                Action::WithdrawClaim if !drawer.claim().is_some_and(|(c, _)| c.is_open()) => {
                    Some(words::ENDED.into())
                }
                Action::Open if drawer.list.total() == 0 => Some(words::EMPTY.into()),
                _ if only => Some(words::ONLY_PETITIONS.into()),
                _ => None,
            };
        }
        if let Some(page) = &self.waiting {
            return page.why_not(action);
        }
        let empty = self.page.total == 0;
        match action {
            Action::Open
            | Action::Mark
            | Action::MarkAll
            | Action::ExportRows
            | Action::RemindMarked
                if empty =>
            {
                Some(words::EMPTY.into())
            }
            _ => None,
        }
    }

    /// What is compared with a row that waits stays in sight.
    fn free(&self, _area: Rect) -> Option<Rect> {
        self.waiting.as_ref().map(|_| self.place.get())
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, look: &Look, cx: &Cx<'_>) -> Caret {
        view::draw(self, frame, area, look, cx)
    }
}

const fn next_sort(sort: LedgerSort) -> LedgerSort {
    match sort {
        LedgerSort::Newest => LedgerSort::Due,
        LedgerSort::Due => LedgerSort::Oldest,
        LedgerSort::Oldest => LedgerSort::Holder,
        LedgerSort::Holder => LedgerSort::Category,
        LedgerSort::Category => LedgerSort::Status,
        LedgerSort::Status => LedgerSort::Newest,
    }
}
