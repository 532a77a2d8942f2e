//! Events of one petition by their place in it: the store's own numbers count those of all petitions, and with
//! them what a reader may not see.

use super::{Event, Step};

/// An event as it is told beside the others of its petition: whatever it names, by place.
#[must_use]
pub fn placed(event: &Event, all: &[Event]) -> Event {
    let mut event = event.clone();
    let place = |seq: i64| {
        let at = all.iter().position(|e| e.seq == seq);
        at.and_then(|at| i64::try_from(at + 1).ok()).unwrap_or(seq)
    };
    if let Step::Correct { of, .. }
    | Step::Fulfil { of, .. }
    | Step::ReplyToSupervision { of, .. } = &mut event.what
    {
        *of = place(*of);
    }
    event
}
