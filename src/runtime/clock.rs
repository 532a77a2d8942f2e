//! The machine's clock: the only place that asks what time it is.

use chrono::{DateTime, FixedOffset, Offset, Utc};

/// The present instant in a zone.
#[must_use]
pub fn now(zone: FixedOffset) -> DateTime<FixedOffset> {
    Utc::now().with_timezone(&zone)
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
