//! Keys in an open sheet, and the sheet on its way to the store.

use super::{Duty, fields, words};
use crate::flow::Do;
use crate::forms::Act;
use crate::keys::Action;
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order, Tone};

impl Duty {
    /// A key while a sheet is open.
    pub(super) fn act_on_sheet(&mut self, action: Action, cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        if let Some((_, rows)) = &mut sheet.trial {
            match action {
                Action::Save | Action::Open => return self.send(false, cx),
                Action::Back => sheet.untried(),
                other => {
                    rows.act(other);
                }
            }
            if matches!(&self.sheet, Some(s) if s.is_nothing()) {
                self.sheet = None;
            }
            return Vec::new();
        }
        match action {
            Action::Save => self.submit(cx),
            Action::Back if sheet.form.popup().is_none() => {
                if sheet.form.is_dirty() && !sheet.warned {
                    sheet.warned = true;
                    return vec![Order::Toast(Tone::Plain, words::NOT_KEPT.into())];
                }
                let left = self.sheet.take().and_then(|s| s.drafting);
                left.and_then(|d| d.discard(cx)).into_iter().collect()
            }
            Action::OtherDraft => match &mut sheet.drafting {
                Some(drafting) if !sheet.sent => drafting.turn(&sheet.form, cx),
                _ => Vec::new(),
            },
            other => {
                let done = sheet.form.act(other);
                if done == Act::Ended {
                    return self.submit(cx);
                }
                self.edited(done, cx)
            }
        }
    }

    /// After an edit: a refusal is stale; a shape of period brings its demands along.
    pub(super) fn edited(&mut self, done: Act, _: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        if done.is_change() {
            sheet.refused = None;
            sheet.warned = false;
            if sheet.form.changed_key() == Some("preset") {
                let preset = sheet.form.value("preset").to_owned();
                fields::shape(&mut sheet.form, Some(&preset));
            }
        }
        let woken = sheet.drafting.as_mut().filter(|_| done.is_change());
        let mut orders: Vec<Order> = woken.and_then(Drafting::wake).into_iter().collect();
        if let Act::Cut(cut) = done {
            orders.push(Order::Toast(Tone::Bad, cut.say()));
        }
        orders
    }

    /// Sends the sheet: what shows its consequences first is tried.
    pub(super) fn submit(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let tried = self.sheet.as_ref().is_some_and(|s| s.about.is_tried());
        self.send(tried, cx)
    }

    /// Sends the sheet; with `trial` it is checked and its consequences are shown, nothing is kept.
    fn send(&mut self, trial: bool, cx: &Cx<'_>) -> Vec<Order> {
        let Some(sheet) = &mut self.sheet else {
            return Vec::new();
        };
        if sheet.sent {
            return Vec::new();
        }
        let Some(mut order) = sheet.read(cx) else {
            sheet.trial = None;
            return Vec::new();
        };
        sheet.sent = true;
        // What was recorded at another seat since is said once; then it may be saved.
        (order.seen, order.told) = (sheet.seen(), sheet.told);
        let order = match &sheet.drafting {
            _ if trial => Do::Duty(order.tried()),
            Some(drafting) => drafting.finish(Do::Duty(order)),
            None => Do::Duty(order),
        };
        vec![cx.perform(&mut self.ordered, order)]
    }
}
