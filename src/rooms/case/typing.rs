//! What is typed over the story, and its keeping: a step, the blanks of a paper, a reason.

use super::{Case, Over};
use crate::flow::{Answer, Ticket};
use crate::forms::{Act, Form};
use crate::rooms::drafting::Drafting;
use crate::rooms::{Cx, Order, Tone};
use crate::words::Lang;

impl Over {
    fn written(&mut self) -> Option<(&mut Form, &mut Drafting)> {
        match self {
            Self::Sheet(sheet) => Some((&mut sheet.form, &mut sheet.drafting)),
            Self::Blanks(blanks) => Some((&mut blanks.form, &mut blanks.drafting)),
            Self::Reason(reason) => Some((&mut reason.form, &mut reason.drafting)),
            _ => None,
        }
    }

    /// What lies under the question for a reason.
    fn under(&mut self) -> Option<&mut Self> {
        match self {
            Self::Reason(reason) => reason.paper.as_mut(),
            _ => None,
        }
    }
}

impl Case {
    /// The form over the story, and how it is kept.
    pub(super) fn written(&mut self) -> Option<(&mut Form, &mut Drafting)> {
        self.over.written()
    }

    /// How what lies over the story is kept.
    pub(super) const fn drafting(&self) -> Option<&Drafting> {
        match &self.over {
            Over::Sheet(sheet) => Some(&sheet.drafting),
            Over::Blanks(blanks) => Some(&blanks.drafting),
            Over::Reason(reason) => Some(&reason.drafting),
            _ => None,
        }
    }

    /// What is being typed here, in words: the sheet in sight, those put away, what lies under a question.
    pub(super) fn in_words(&self, lang: Lang) -> Vec<String> {
        let of = |over: &Over| match over {
            Over::Sheet(s) => s.drafting.typed(&s.form, lang),
            Over::Blanks(b) => b.drafting.typed(&b.form, lang),
            Over::Reason(r) => r.drafting.typed(&r.form, lang),
            _ => None,
        };
        let under = match &self.over {
            Over::Reason(reason) => reason.paper.as_ref().and_then(of),
            _ => None,
        };
        let put_away = self.kept.iter();
        let put_away = put_away.filter_map(|sheet| sheet.drafting.typed(&sheet.form, lang));
        of(&self.over)
            .into_iter()
            .chain(under)
            .chain(put_away)
            .collect()
    }

    /// Turns to the other unfinished one.
    pub(super) fn turn_draft(&mut self, cx: &Cx<'_>) -> Vec<Order> {
        self.written()
            .map_or_else(Vec::new, |(form, drafting)| drafting.turn(form, cx))
    }

    /// After an edit: a refusal is stale once something changed.
    pub(super) fn edited(&mut self, done: Act) -> Vec<Order> {
        let mut orders = Vec::new();
        if let (true, Some((_, drafting))) = (done.is_change(), self.written()) {
            orders.extend(drafting.wake());
        }
        if let (true, Over::Sheet(sheet), Some(file)) =
            (done.is_change(), &mut self.over, &self.file)
        {
            sheet.arrange_edited(file);
        }
        match (done, &mut self.over) {
            (Act::Changed, Over::Sheet(sheet)) => sheet.refused = None,
            (Act::Cut(cut), _) => orders.push(Order::Toast(Tone::Bad, cut.say())),
            _ => {}
        }
        orders
    }

    /// Keeps everything that is being written and that the store does not have as it stands.
    pub(super) fn keep_sheets(&mut self, cx: &Cx<'_>, hurry: bool) -> Vec<Order> {
        let all = self.sheets();
        let mut orders: Vec<Order> = all.filter_map(|sheet| sheet.keep(cx, hurry)).collect();
        let mut keep = |over: Option<&mut Over>| match over {
            // A step that is on its way to the store is not kept.
            None | Some(Over::Sheet(_)) => {}
            Some(over) => {
                let kept = over.written();
                orders.extend(kept.and_then(|(form, drafting)| drafting.keep(form, cx, hurry)));
            }
        };
        keep(self.over.under());
        keep(Some(&mut self.over));
        orders
    }

    /// An answer about the keeping of what is written; `None` when it is about something else.
    pub(super) fn take_keeping(
        &mut self,
        ticket: Ticket,
        answer: &Answer,
        cx: &Cx<'_>,
    ) -> Option<Vec<Order>> {
        let mut all = self.sheets();
        let found = all.find_map(|sheet| sheet.drafting.take(ticket, answer, &mut sheet.form, cx));
        drop(all);
        // What was typed before may be of another class than the file.
        if found.is_some()
            && let Some(file) = self.file.take()
        {
            self.sheets().for_each(|sheet| sheet.arrange(&file));
            self.file = Some(file);
        }
        let of = |over: &mut Over| {
            let (form, drafting) = over.written()?;
            drafting.take(ticket, answer, form, cx)
        };
        found
            .or_else(|| self.over.under().and_then(of))
            .or_else(|| of(&mut self.over))
    }
}
