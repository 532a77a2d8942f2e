//! A file that is open here and no longer for whoever sits here: they withdrew from it, it was put away, their
//! role or unit is another. It closes with a sentence, and nothing of it stays on the screen.

use super::super::failed;
use super::pane::Panes;
use super::{Case, Cx, Order, Then, words as w};
use crate::domain::ids::UnitId;
use crate::domain::rights::Duty;
use crate::flow::{Answer, Reply};
use crate::words::{Exit, Trouble};

/// The role and the unit of whoever sits here.
pub fn reader(cx: &Cx<'_>) -> (Duty, UnitId) {
    let me = &cx.office.operator;
    (me.duty, me.unit)
}

impl Case {
    /// Takes the file off the screen, with all that lies over it.
    pub(super) fn shut(&mut self) -> Vec<Order> {
        if self.file.take().is_none() {
            return Vec::new();
        }
        // What was being written is not of the file, and stays with whoever wrote it.
        self.put_away();
        (self.stale, self.open_numbers, self.paper) = (false, false, None);
        self.panes = Panes::default();
        self.reason.clear();
        vec![Order::Shut]
    }

    /// The file was not read: what is open stays, unless it is not to be seen any more.
    pub(super) fn unread(&mut self, trouble: Trouble) -> Vec<Order> {
        self.then = Then::Rest;
        let lost = matches!(trouble.exit, Exit::Refused | Exit::Missing);
        if self.file.is_some() && !lost {
            return vec![failed(&trouble)];
        }
        let orders = self.shut();
        self.trouble = Some(Box::new(trouble));
        orders
    }

    /// Whether the file is still whole, and still to be seen: an answer to `Ask::LastEvent`.
    pub(super) fn checked(&mut self, answer: &Answer) -> Vec<Order> {
        match answer {
            Ok(Reply::LastEvent(0)) => self.close_with(w::SHUT_OUT),
            Ok(Reply::LastEvent(newest)) => {
                let file = self.file.as_ref();
                self.stale = file.is_some_and(|f| f.newest() < *newest);
                Vec::new()
            }
            Err(trouble) if trouble.exit == Exit::Refused => self.close_with(w::SHUT_OUT),
            _ => Vec::new(),
        }
    }

    /// Closes a file that was opened in another role or unit than the present ones.
    pub(super) fn is_elsewhere(&mut self, cx: &Cx<'_>) -> Option<Vec<Order>> {
        let other = self.reader.is_some_and(|before| before != reader(cx));
        (other && self.file.is_some()).then(|| self.close_with(w::ANOTHER_ROLE))
    }

    fn close_with(&mut self, why: crate::words::Word) -> Vec<Order> {
        let orders = self.shut();
        if !orders.is_empty() {
            let trouble = Trouble::unchanged(Exit::Refused, why.into(), w::SHUT_NEXT.into());
            self.trouble = Some(Box::new(trouble));
        }
        orders
    }
}
