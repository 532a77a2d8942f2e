//! The machine's clock: the only place that asks what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, FixedOffset, Offset, Utc};

/// The last second of the year 9998: what is written with a longer year does not read any more.
const LAST: u64 = 253_370_764_799;

/// The present instant in a zone.
#[must_use]
pub fn now(zone: FixedOffset) -> DateTime<FixedOffset> {
    instant(SystemTime::now()).with_timezone(&zone)
}

/// What a machine's clock shows, as far as it can be written down: a dead one may show anything.
#[must_use]
pub fn instant(shown: SystemTime) -> DateTime<Utc> {
    let since = shown.duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs().min(LAST)).unwrap_or_default();
    DateTime::from_timestamp(seconds, since.subsec_nanos()).unwrap_or_default()
}

/// The zone of an office that has set none: Asia/Shanghai, which knows no summer time.
#[must_use]
pub fn home() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| Utc.fix())
}

/// The desk's clock: the office's zone, and the instant at which it stands still, if it does.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    zone: FixedOffset,
    frozen: Option<DateTime<FixedOffset>>,
}

impl Clock {
    /// A clock for a zone, frozen or not.
    #[must_use]
    pub const fn new(zone: FixedOffset, frozen: Option<DateTime<FixedOffset>>) -> Self {
        Self { zone, frozen }
    }

    /// The instant, in the office's zone.
    #[must_use]
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.frozen
            .map_or_else(|| now(self.zone), |at| at.with_timezone(&self.zone))
    }
}

/// A moment for measuring how long something takes.
#[must_use]
pub fn moment() -> std::time::Instant {
    std::time::Instant::now()
}
