//! Whether a period may be declared, moved, ended.

use chrono::NaiveDate;

use super::{Ground, known, written};
use crate::domain::duty::deed::Deed;
use crate::words::Sentence;

/// The periods' own events; `None` for any other.
pub fn check(deed: &Deed, g: Ground<'_>) -> Option<Result<(), Sentence>> {
    Some(match deed {
        Deed::Declare(period) => period.refused().map_or(Ok(()), Err),
        Deed::MovePeriod { period, from, to } => g.moved(*period, *from, *to),
        Deed::EndPeriod { period, on } => g.ended(*period, *on),
        Deed::PublishHours { period, text } => g
            .period(*period)
            .and_then(|()| written(text.raw(), "接待时间", "the reception hours")),
        _ => return None,
    })
}

impl Ground<'_> {
    fn period(self, id: i64) -> Result<(), Sentence> {
        known(
            self.book.periods.iter().any(|p| p.id == id),
            id,
            "时段",
            "period",
        )
    }

    fn moved(self, id: i64, from: NaiveDate, to: NaiveDate) -> Result<(), Sentence> {
        self.period(id)?;
        let moved = self.book.periods.iter().find(|p| p.id == id).map(|p| {
            let mut p = p.clone();
            (p.from, p.to) = (from, to);
            p
        });
        if to < self.now.date() {
            return Err(say!(
                "新的结束日{to}已经过去；提前结束请用 period end。",
                "The new last day {to} is past; use `period end` to end it early."
            ));
        }
        moved.and_then(|p| p.refused()).map_or(Ok(()), Err)
    }

    fn ended(self, id: i64, on: NaiveDate) -> Result<(), Sentence> {
        self.period(id)?;
        let Some(p) = self.book.periods.iter().find(|p| p.id == id) else {
            return Ok(());
        };
        let (to, today) = (p.to, self.now.date());
        if on > to {
            return Err(say!(
                "该时段{to}就结束；延长请用 period move。",
                "The period ends on {to}; use `period move` to make it longer."
            ));
        }
        if on < today && today > p.from {
            return Err(say!(
                "不能改到过去的{on}；最早到今天{today}。",
                "It cannot end on {on}, which is past; {today} is the earliest."
            ));
        }
        Ok(())
    }
}
