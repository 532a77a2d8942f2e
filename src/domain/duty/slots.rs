//! What is owed at fixed hours and days: zero reports, screening rounds, follow-ups, reception hours.

use chrono::{NaiveDateTime, NaiveTime, TimeDelta};

use super::figures::minute;
use super::owed::{Deriving, Draft, Rung, stamp};
use super::rounds;
use crate::domain::ids::UnitId;
use crate::domain::obligation::Kind;

impl Deriving<'_> {
    pub(super) fn reports(&mut self, from: NaiveDateTime) {
        for (unit, slot, period) in rounds::report_slots(&self.book.periods) {
            if slot < from || slot > self.until {
                continue;
            }
            let paid = self.book.reports.get(&(unit, slot));
            let hour = minute(slot);
            self.push(Draft {
                kind: Kind::ZeroReport,
                key: format!("zero_report:{}:{}", unit.0, stamp(slot)),
                what: say!("{hour}零报告", "zero report of {hour}"),
                opens: slot.date().and_time(NaiveTime::MIN),
                due: slot,
                by_hour: true,
                grace: TimeDelta::zero(),
                unit,
                who: Vec::new(),
                rung: if unit == UnitId::OFFICE {
                    Rung::Staff
                } else {
                    Rung::Unit
                },
                since: period,
                paid: paid.map(|(s, _)| (s.seq, s.at)),
            });
        }
    }

    pub(super) fn screenings(&mut self) {
        for (unit, (round, from)) in &self.book.screenings {
            for until in rounds::screening_ends(*round, *from, self.now.date()) {
                let paid = self.book.screened.get(&(*unit, until));
                let (zh, en) = (round.word().zh, round.word().en);
                let due = until.and_time(NaiveTime::MIN);
                self.push(Draft {
                    kind: Kind::ScreeningReport,
                    key: format!("screening_report:{}:{until}", unit.0),
                    what: say!("{zh}排查，截至{until}", "{en} screening up to {until}"),
                    opens: due - TimeDelta::days(3),
                    due,
                    by_hour: false,
                    grace: TimeDelta::zero(),
                    unit: *unit,
                    who: Vec::new(),
                    rung: Rung::Unit,
                    since: 0,
                    paid: paid.map(|(s, _)| (s.seq, s.at)),
                });
            }
        }
    }

    /// An emergency is followed up until it is done. Nothing of it is said here.
    pub(super) fn urgent(&mut self) {
        for u in &self.book.urgent {
            let seq = u.stamp.seq;
            let day = u
                .next
                .or_else(|| u.follow_ups.last().map(|(s, _)| s.at.date()));
            let due = day.unwrap_or(u.stamp.at.date()).and_time(NaiveTime::MIN);
            let done = u.follow_ups.last().filter(|_| u.next.is_none());
            self.push(Draft {
                kind: Kind::UrgentFollowUp,
                key: format!("urgent_follow_up:{seq}"),
                what: say!(
                    "紧急求助第{seq}号跟进",
                    "follow-up of urgent help no. {seq}"
                ),
                opens: u.stamp.at,
                due,
                by_hour: false,
                grace: TimeDelta::zero(),
                unit: UnitId::OFFICE,
                who: Vec::new(),
                rung: Rung::Leader,
                since: seq,
                paid: done.map(|(s, _)| (s.seq, s.at)),
            });
        }
    }

    /// The reception hours of a period are published before it begins (Art. 18(1)).
    pub(super) fn hours(&mut self) {
        for p in &self.book.periods {
            if self.now.date() > p.to {
                continue;
            }
            let told = p.since.map_or(p.from, |s| s.date());
            let eve = p.from.pred_opt().unwrap_or(p.from).max(told);
            let paid = self.book.published.get(&p.id);
            let name = p.name.lines();
            self.push(Draft {
                kind: Kind::PublishHours,
                key: format!("publish_hours:{}", p.id),
                what: say!(
                    "公布“{name}”期间接待时间",
                    "publish the reception hours of {name}"
                ),
                opens: p.prepares_from().and_time(NaiveTime::MIN),
                due: eve.and_time(NaiveTime::MIN),
                by_hour: false,
                grace: TimeDelta::zero(),
                unit: UnitId::OFFICE,
                who: Vec::new(),
                rung: Rung::Staff,
                since: p.id,
                paid: paid.map(|(s, _)| (s.seq, s.at)),
            });
        }
    }
}
