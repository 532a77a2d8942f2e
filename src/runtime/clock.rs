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
