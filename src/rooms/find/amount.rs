//! How many hits are asked for: few while one types, so that no key waits for what nobody looks at yet; a list
//! full when the typing rests; more at the end of a list.

use crate::flow::Effect;
use crate::rooms::Order;

/// Hits asked for of each kind while one types: the first screen at 80×24.
const AT_ONCE: usize = 10;
/// Hits asked for of each kind when the typing rests.
const FULL: usize = 30;
/// How long after an answer its wake comes, in milliseconds. The typing rests when a second one comes before
/// another answer: whoever types three keys a second never gets there.
const REST: u64 = 350;

/// How many hits of each kind are asked for, and whether the typing rests.
#[derive(Debug)]
pub struct Amount {
    limit: usize,
    /// Whether more fit than were asked for at once.
    more: bool,
    /// Ticks since the last answer.
    ticks: u8,
}

/// What a tick calls for.
pub enum Turn {
    /// Nothing.
    None,
    /// To look again a little later.
    Wait(Order),
    /// To ask once more, for a full list.
    Fill,
}

impl Default for Amount {
    fn default() -> Self {
        Self {
            limit: AT_ONCE,
            more: false,
            ticks: 0,
        }
    }
}

impl Amount {
    /// Hits of each kind to ask for.
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// The end of a list was reached: twice as many, and a full list at least.
    pub fn grow(&mut self) {
        self.limit = self.limit.saturating_mul(2).max(FULL);
    }

    /// An answer came; `more` fit than were asked for. Gives the order of a wake, if the list is to be filled.
    pub fn answered(&mut self, more: bool) -> Option<Order> {
        (self.more, self.ticks) = (more, 0);
        self.is_begun().then_some(Order::World(Effect::Wake(REST)))
    }

    /// The clock moved on, or the wake came.
    pub fn tick(&mut self) -> Turn {
        if !self.is_begun() {
            return Turn::None;
        }
        self.ticks += 1;
        if self.ticks < 2 {
            return Turn::Wait(Order::World(Effect::Wake(REST)));
        }
        self.limit = FULL;
        Turn::Fill
    }

    const fn is_begun(&self) -> bool {
        self.limit == AT_ONCE && self.more
    }
}
