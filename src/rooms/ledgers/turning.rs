//! Turning from one ledger to the next, and moving about in a register or in what waits.

use super::claims::{About, Sheet};
use super::register::{Drawer, Tab};
use super::waiting::Page;
use super::{Ledgers, words};
use crate::flow::{Ask, Do, Route};
use crate::forms::Act;
use crate::keys::Action;
use crate::rooms::{Cx, Order, Tone};
use crate::words::{Exit, Sentence, Trouble};

impl Ledgers {
    /// The page in sight.
    pub(super) fn tab(&self) -> Tab {
        match (&self.drawer, &self.waiting) {
            (Some(drawer), _) => Tab::Register(drawer.register),
            (None, Some(_)) => Tab::Waiting,
            (None, None) => Tab::Petitions,
        }
    }

    /// The next of the ledgers comes into sight.
    pub(super) fn turn(&mut self, forward: bool, cx: &Cx<'_>) -> Vec<Order> {
        let tab = self.tab().turned(forward);
        (self.drawer, self.waiting) = (None, None);
        match tab {
            Tab::Petitions => {}
            Tab::Register(register) => self.drawer = Some(Drawer::new(register)),
            Tab::Waiting => self.waiting = Some(Page::new()),
        }
        self.load_in_sight(cx)
    }

    pub(super) fn load_in_sight(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        match (&self.drawer, &mut self.waiting) {
            (Some(drawer), _) => vec![cx.ask(&mut self.drawn, Ask::Register(drawer.register))],
            (None, Some(page)) => page.load(cx),
            (None, None) => self.load(cx),
        }
    }

    /// An action on the ledgers that wait.
    pub(super) fn act_on_waiting(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        match (action, &mut self.waiting) {
            (Action::NextPane | Action::PreviousPane, _) => {
                self.turn(action == Action::NextPane, cx)
            }
            (_, Some(page)) => page.act(action, cx),
            (_, None) => Vec::new(),
        }
    }

    pub(super) fn act_on_drawer(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Some(drawer) = &mut self.drawer else {
            return Vec::new();
        };
        match action {
            Action::NextPane | Action::PreviousPane => self.turn(action == Action::NextPane, cx),
            Action::Refresh => self.load_in_sight(cx),
            Action::NewClaim => self.begin_claim(About::New, cx),
            Action::WithdrawClaim => match drawer.claim() {
                Some((claim, _)) => {
                    let about = About::Withdraw(Box::new(claim.clone()));
                    self.begin_claim(about, cx)
                }
                None => Vec::new(),
            },
            Action::Open if drawer.is_claims() => match drawer.claim() {
                Some((claim, _)) => match About::next(claim) {
                    Some(about) => self.begin_claim(about, cx),
                    None => vec![Order::Toast(Tone::Plain, words::ENDED.into())],
                },
                None => Vec::new(),
            },
            Action::Open => {
                let number = drawer.chosen().cloned();
                number
                    .map(|n| Order::Go(Route::Case(n)))
                    .into_iter()
                    .collect()
            }
            movement => {
                drawer.list.act(movement);
                Vec::new()
            }
        }
    }

    fn begin_claim(&mut self, about: About, cx: &Cx<'_>) -> Vec<Order> {
        let (sheet, order) = Sheet::new(about, cx);
        self.sheet = Some(Box::new(sheet));
        vec![order]
    }

    pub(super) fn act_on_sheet(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        match action {
            Action::Save => self.save_claim(cx),
            Action::Back if sheet.form.popup().is_some() => {
                let done = sheet.form.act(action);
                self.edited(done, cx)
            }
            Action::Back if sheet.form.is_dirty() && !sheet.warned => {
                sheet.warned = true;
                vec![Order::Toast(Tone::Plain, words::NOT_KEPT.into())]
            }
            Action::Back => {
                let left = self.sheet.take();
                let dropped = left.and_then(|s| s.drafting.discard(cx));
                dropped.into_iter().collect()
            }
            Action::OtherDraft if sheet.sent => Vec::new(),
            Action::OtherDraft => sheet.drafting.turn(&sheet.form, cx),
            other => {
                let done = sheet.form.act(other);
                self.edited(done, cx)
            }
        }
    }

    /// After a key in the sheet: what was refused is looked at anew once something changed.
    pub(super) fn edited(&mut self, done: Act, cx: &Cx<'_>) -> Vec<Order> {
        let mut orders = Vec::new();
        if done.is_change()
            && let Some(sheet) = &mut self.sheet
        {
            (sheet.refused, sheet.warned) = (None, false);
            orders.extend(sheet.drafting.wake());
        }
        match done {
            Act::Ended => return self.save_claim(cx),
            Act::Cut(cut) => orders.push(Order::Toast(Tone::Bad, cut.say())),
            _ => {}
        }
        orders
    }

    fn save_claim(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = self.sheet.as_mut().filter(|s| !s.sent) else {
            return Vec::new();
        };
        let Some((number, entry)) = sheet.read(cx.today) else {
            return Vec::new();
        };
        sheet.sent = true;
        let order = sheet.drafting.finish(Do::Claim(number, entry, sheet.begun));
        vec![cx.perform(&mut self.claiming, order)]
    }

    /// A request was saved, or why not: then the sheet stays with what was typed.
    pub(super) fn claimed(&mut self, done: Result<Sentence, Trouble>, cx: &Cx<'_>) -> Vec<Order> {
        match done {
            Ok(said) => {
                self.sheet = None;
                let mut orders = self.load_in_sight(cx);
                orders.push(Order::Toast(Tone::Good, said));
                orders
            }
            Err(trouble) => {
                let Some(sheet) = &mut self.sheet else {
                    return Vec::new();
                };
                if trouble.exit == Exit::Refused {
                    sheet.begun = None;
                }
                (sheet.sent, sheet.refused) = (false, Some(Box::new(trouble)));
                sheet.drafting.refused().into_iter().collect()
            }
        }
    }

    /// The register in sight could not be read: said where its rows would stand.
    pub(super) fn unread(&mut self, trouble: Trouble) {
        if let Some(drawer) = &mut self.drawer {
            drawer.list.set_total(0);
            (drawer.rows, drawer.trouble) = (None, Some(trouble));
        }
    }
}
