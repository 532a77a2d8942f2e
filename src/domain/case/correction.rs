//! Corrections (更正): which event counts with which date, and which never happened.

use chrono::NaiveDate;

use crate::domain::event::{Event, Step};

/// The corrections that count: event corrected -> its right date, or `None` when it is void. Read
/// from the last event back, so that a correction which was itself corrected away does nothing.
pub fn read(events: &[Event]) -> Vec<(i64, Option<NaiveDate>)> {
    let mut found: Vec<(i64, Option<NaiveDate>)> = Vec::new();
    for event in events.iter().rev() {
        let Step::Correct { of, void, on, .. } = &event.what else {
            continue;
        };
        let is_void = found
            .iter()
            .any(|(seq, on)| *seq == event.seq && on.is_none());
        let lasts = events.iter().any(|e| e.seq == *of && e.what.is_lasting());
        // The latest word on an event is the one that counts.
        if !is_void && !lasts && !found.iter().any(|(seq, _)| seq == of) && (*void || on.is_some())
        {
            found.push((*of, if *void { None } else { *on }));
        }
    }
    found
}
