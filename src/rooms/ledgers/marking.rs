//! Marking rows of the ledger, and what is done with the marked ones: reminding, exporting.

use std::collections::BTreeSet;

use super::{EXPORT, Ledgers, columns, words};
use crate::domain::ids::PetitionNo;
use crate::flow::view::{LedgerPage, LedgerQuery, PetitionRow};
use crate::flow::{Do, Effect};
use crate::keys::Action;
use crate::rooms::{Cx, Order, Tone};

impl Ledgers {
    /// Reminds the holders of the marked petitions, or of the chosen one.
    pub(super) fn remind(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        let mut numbers: Vec<PetitionNo> = self.marked.iter().cloned().collect();
        if numbers.is_empty() {
            numbers.extend(self.chosen().map(|r| r.number.clone()));
        }
        vec![cx.perform(&mut self.reminding, Do::Remind(numbers))]
    }

    pub(super) fn mark(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        if let Some(number) = self.chosen().map(|r| r.number.clone())
            && !self.marked.remove(&number)
        {
            self.marked.insert(number);
        }
        self.list.act(Action::MoveDown);
        self.moved(cx)
    }

    pub(super) fn mark_all(&mut self) {
        let all: BTreeSet<PetitionNo> = self.page.rows.iter().map(|r| r.number.clone()).collect();
        if all.is_subset(&self.marked) {
            self.marked.clear();
        } else {
            self.marked.extend(all);
        }
    }

    pub(super) fn start_export(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        // What is taken is what goes on record.
        let query = LedgerQuery {
            only: self.marked.clone(),
            offset: 0,
            limit: EXPORT,
            ..self.query.clone()
        };
        vec![cx.perform(&mut self.export, Do::Export(query))]
    }

    /// Keeps what was taken: the marked rows when some are marked, else all that the filter lets through.
    pub(super) fn finish_export(page: &LedgerPage, cx: &Cx<'_>) -> Vec<Order> {
        let rows: Vec<&PetitionRow> = page.rows.iter().collect();
        let (headers, cells) = columns::export(&rows, cx.office, cx.lang);
        let bytes = crate::exchange::csv(&headers, &cells);
        let (count, total) = (rows.len(), page.total);
        let name = format!(
            "{}-{}.csv",
            words::FILE.say(cx.lang),
            cx.now.format("%Y%m%d-%H%M%S")
        );
        let mut orders = vec![Order::World(Effect::Keep(name, bytes))];
        if total > EXPORT {
            orders.push(Order::Toast(
                Tone::Plain,
                say!(
                    "共{total}件，只导出前{count}件；请先筛选。",
                    "{total} petitions fit, the first {count} are exported; filter first."
                ),
            ));
        }
        orders
    }
}
