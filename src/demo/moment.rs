//! Moments of invented days.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

/// A moment of a day, never after now.
pub fn instant(on: NaiveDate, second: i64, now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let midnight = on.and_time(chrono::NaiveTime::MIN);
    let local = midnight + TimeDelta::seconds(second.clamp(0, 86_399));
    local
        .and_local_timezone(*now.offset())
        .single()
        .unwrap_or(now)
        .min(now)
}
