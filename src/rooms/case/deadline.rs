//! Why a deadline of the case falls where it falls, as a paper over the room.

use super::pane::Pane;
use super::{Case, story, strip, words as w};
use crate::rooms::{Cx, Order, Tone};

impl Case {
    /// The count of the chosen deadline, day by day.
    pub(super) fn explain(&self, cx: &Cx<'_>) -> Vec<Order> {
        let Some(file) = &self.file else {
            return Vec::new();
        };
        let debts = story::debts(file, cx.today);
        let at = self.panes.rows(Pane::Owed).chosen().unwrap_or(0);
        let Some(owed) = debts.get(at) else {
            return vec![Order::Toast(Tone::Plain, w::NOTHING_OWED.into())];
        };
        let extension = file
            .case
            .as_ref()
            .and_then(|c| c.extension.as_ref())
            .map(|e| e.days);
        let text = strip::explain(owed, extension, cx.office, cx.today, cx.lang);
        let name = format!("{}-{}.txt", file.number, owed.kind.code());
        vec![Order::Paper(w::deadline_of(owed.kind), text, name)]
    }
}
