//! A file that is open here, and no longer, or not all of it, for whoever sits here: it closes with a sentence,
//! and nothing of it stays on the screen.

use super::sheet::About;
use super::{Person, words as w};
use crate::domain::ids::UnitId;
use crate::domain::rights::Duty;
use crate::flow::same::{Shown, Upto};
use crate::flow::{Answer, Reply};
use crate::rooms::{Cx, Order};
use crate::words::{Exit, Trouble, Word};

/// The role and the unit of whoever sits here.
pub fn reader(cx: &Cx<'_>) -> (Duty, UnitId) {
    let me = &cx.office.operator;
    (me.duty, me.unit)
}

impl Person {
    /// All that stands on the screen: the file, who it could be, and what is looked at beside.
    pub(super) fn shown(&self) -> Shown {
        let mut shown = self.at_hand();
        if let Some(file) = &self.file {
            shown.add(&file.side);
        }
        shown.people.extend(self.alike.iter().map(|card| card.id));
        shown
    }

    /// What the sheet over the file shows.
    fn at_hand(&self) -> Shown {
        let mut shown = Shown::default();
        match self.sheet.as_ref().map(|sheet| &sheet.about) {
            Some(About::Merge(preview)) => {
                shown.add(&preview.kept);
                shown.add(&preview.other);
            }
            Some(About::Apart(from, _)) => shown.people.push(*from),
            Some(About::TakeBack(said)) => shown.people.extend([said.kept.0, said.other.0]),
            None => {}
        }
        shown
    }

    /// Whether the file is still whole, and still to be seen: an answer to `Ask::Said`.
    pub(super) fn checked(&mut self, answer: Answer, cx: &Cx<'_>) -> Vec<Order> {
        match answer {
            Ok(Reply::Said(None)) => self.close_with(w::SHUT_OUT, cx),
            Ok(Reply::Said(Some((upto, lost)))) => {
                let mut orders = Vec::new();
                if lost.meets(&self.at_hand()) {
                    orders.extend(self.put_away(cx));
                }
                let file = self.file.as_deref();
                let said = file.is_none_or(|file| Upto::of(&file.said, &file.corrected) == upto);
                self.leave_out(&lost);
                if !said || !lost.is_empty() {
                    orders.extend(self.read(cx));
                }
                orders
            }
            Err(trouble) if trouble.exit == Exit::Refused => self.close_with(w::SHUT_OUT, cx),
            _ => Vec::new(),
        }
    }

    /// Takes off what is not to be seen any more, before the file is read again.
    fn leave_out(&mut self, lost: &Shown) {
        self.keep_row(|room| {
            let of = |id| lost.people.contains(&id);
            room.alike.retain(|card| !of(card.id));
            if let Some(file) = &mut room.file {
                file.said.retain(|s| !of(s.kept.0) && !of(s.other.0));
                file.side.also.retain(|(id, _)| !of(*id));
                let rows = &mut file.side.petitions;
                rows.retain(|row| !lost.petitions.contains(&row.id));
            }
        });
    }

    /// Closes a file that was opened in another role or unit than the present ones.
    pub(super) fn is_elsewhere(&mut self, cx: &Cx<'_>) -> Option<Vec<Order>> {
        let other = self.reader.is_some_and(|before| before != reader(cx));
        (other && self.file.is_some()).then(|| self.close_with(w::ANOTHER_ROLE, cx))
    }

    /// Takes what was being written off the screen; it is kept, with whoever wrote it.
    fn put_away(&mut self, cx: &Cx<'_>) -> Option<Order> {
        let kept = self.sheet.as_mut().and_then(|s| s.keep(cx, true));
        self.sheet = None;
        kept
    }

    /// Takes the file off the screen, with all that lies over it, and says why.
    pub(super) fn close(&mut self, trouble: Trouble, cx: &Cx<'_>) -> Vec<Order> {
        let kept = self.put_away(cx);
        self.trouble = Some(trouble);
        self.keep_row(|room| {
            room.file = None;
            room.alike.clear();
        });
        kept.into_iter().collect()
    }

    fn close_with(&mut self, why: Word, cx: &Cx<'_>) -> Vec<Order> {
        let trouble = Trouble::unchanged(Exit::Refused, why.into(), w::SHUT_NEXT.into());
        self.close(trouble, cx)
    }
}
