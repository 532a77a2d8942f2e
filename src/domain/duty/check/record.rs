//! Whether something may go on the record of the desk: check-in, log, reports, disputes, urgent help.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::left_out::numbers;
use super::{Ground, at, content, known, plain, written};
use crate::domain::duty::deed::{Content, Deed};
use crate::domain::duty::owed::{self, GRACE};
use crate::domain::duty::rota::{Turn, final_rota};
use crate::domain::duty::rounds;
use crate::domain::ids::UnitId;
use crate::domain::obligation::State;
use crate::domain::rights::{self, Deed as Right};
use crate::words::{Place, Sentence, visible};

/// The record's events; `None` for any other.
pub fn check(deed: &Deed, g: Ground<'_>) -> Option<Result<(), Sentence>> {
    Some(match deed {
        Deed::CheckIn { note } => plain(note.raw()).and_then(|()| g.check_in()),
        Deed::Log { at, text, .. } => {
            written(text.raw(), "日志内容", "the entry").and_then(|()| g.past(*at))
        }
        Deed::CorrectLog { of, text } => {
            let found = g.book.log.iter().any(|l| l.stamp.seq == *of);
            written(text.raw(), "更正内容", "the correction")
                .and_then(|()| known(found, *of, "日志", "log entry"))
        }
        Deed::Report {
            unit,
            slot,
            content,
        } => g.report(*unit, *slot, content),
        Deed::Screened {
            unit,
            until,
            content,
        } => g.screened(*unit, *until, content),
        Deed::Dispute(d) => written(d.matter.raw(), "矛盾纠纷", "the dispute")
            .and_then(|()| plain(d.place.raw()))
            .and_then(|()| numbers(d.matter.raw()))
            .and_then(|()| numbers(d.place.raw())),
        Deed::WorkOnDispute { of, text, .. } => written(text.raw(), "做了什么", "what was done")
            .and_then(|()| numbers(text.raw()))
            .and_then(|()| g.open_dispute(*of)),
        Deed::CloseDispute { of, outcome } => written(outcome.raw(), "处理结果", "the outcome")
            .and_then(|()| numbers(outcome.raw()))
            .and_then(|()| g.open_dispute(*of))
            .and_then(|()| g.closes(*of)),
        Deed::DisputeToPetition { of, .. } => g.open_dispute(*of),
        Deed::Urgent { what, place } => plain(what.raw()).and_then(|()| plain(place.raw())),
        Deed::UrgentCall {
            of, at, outcome, ..
        } => g
            .urgent(*of)
            .and_then(|()| plain(outcome.raw()))
            .and_then(|()| g.past(*at)),
        Deed::UrgentFollowUp { of, outcome, next } => g.follow_up(*of, outcome.raw(), *next),
        Deed::Account { key } => g.missed(key),
        _ => return None,
    })
}

impl Ground<'_> {
    /// Accounted for is only what the desk itself missed: nothing before its hour, and no answer that
    /// is owed to a person.
    fn missed(self, key: &str) -> Result<(), Sentence> {
        let all = owed::derive(self.book, self.calendar, self.now, self.now);
        let today = self.now.date();
        let late = all.iter().find(|d| d.key == key);
        if late.is_some_and(|d| d.obligation.state(today) == State::Overdue) {
            return Ok(());
        }
        let key = visible(key, Place::Line);
        Err(say!(
            "值班台没有错过“{key}”；只能说明错过的值班事项，事项见 zhuoluo duty now --json 的 overdue。",
            "The desk has missed no \"{key}\"; only what it missed is accounted for, see `overdue` in zhuoluo duty now --json."
        ))
    }

    fn past(self, when: NaiveDateTime) -> Result<(), Sentence> {
        if when > self.now + TimeDelta::minutes(1) || when < self.now - TimeDelta::days(7) {
            let (when, now) = (at(when), at(self.now));
            return Err(say!(
                "时刻{when}应在最近七天之内，不晚于现在{now}。",
                "{when} must lie within the last seven days and not after now, {now}."
            ));
        }
        Ok(())
    }

    fn check_in(self) -> Result<(), Sentence> {
        let (login, now) = (&self.operator.login, self.now);
        let turns = final_rota(
            self.book,
            self.calendar,
            now - GRACE - TimeDelta::minutes(1),
            now + TimeDelta::days(7),
        );
        let mine = |t: &&Turn| t.crew.has(login);
        let on = turns
            .iter()
            .filter(mine)
            .find(|t| t.from <= now && now <= t.to + GRACE);
        let Some(on) = on else {
            let next = turns.iter().filter(mine).map(|t| t.from).find(|f| *f > now);
            return Err(match next.map(at) {
                Some(next) => say!(
                    "“{login}”现在不当班，下一个班{next}开始。",
                    "\"{login}\" is not on duty; the next shift begins at {next}."
                ),
                None => say!(
                    "“{login}”现在不当班，七天内也没有班。值班表见 zhuoluo duty rota。",
                    "\"{login}\" is not on duty and has no shift within seven days; see `zhuoluo duty rota`."
                ),
            });
        };
        let ahead = self.book.check_ins.iter().map(|(s, _)| s);
        let ahead = ahead
            .filter(|s| s.at > now && s.at <= on.until + GRACE)
            .map(|s| s.at)
            .max();
        ahead.map_or(Ok(()), |made| {
            let (now, made) = (at(now), at(made));
            Err(say!(
                "时钟往回走了：现在{now}，而本班已有{made}的报到。请核对服务器时间。",
                "The clock went back: now is {now}, but this shift has a check-in at {made}. Check the server's time."
            ))
        })
    }

    fn report(self, unit: UnitId, slot: NaiveDateTime, c: &Content) -> Result<(), Sentence> {
        let slots = rounds::report_slots(&self.book.periods);
        let said = at(slot);
        if !slots.iter().any(|(u, s, _)| (*u, *s) == (unit, slot)) {
            return Err(say!(
                "{said}没有这个单位的零报告。应报时点见 zhuoluo duty now。",
                "No zero report of this unit is due at {said}; see `zhuoluo duty now`."
            ));
        }
        if self.now.date() < slot.date() {
            return Err(say!(
                "{said}的零报告当天才能报。",
                "The report of {said} is given on its day."
            ));
        }
        if self.book.reports.contains_key(&(unit, slot)) {
            return Err(say!(
                "{said}的零报告已经报过。",
                "The report of {said} was given already."
            ));
        }
        content(c)
    }

    fn screened(self, unit: UnitId, until: NaiveDate, c: &Content) -> Result<(), Sentence> {
        let ends = self
            .book
            .screenings
            .get(&unit)
            .map(|(round, from)| rounds::screening_ends(*round, *from, self.now.date()));
        if !ends.is_some_and(|e| e.contains(&until)) {
            return Err(say!(
                "这个单位没有截至{until}的排查。",
                "This unit has no round of screening that ends on {until}."
            ));
        }
        if self.book.screened.contains_key(&(unit, until)) {
            return Err(say!(
                "截至{until}的排查已经报过。",
                "The round up to {until} was reported already."
            ));
        }
        content(c)
    }

    fn open_dispute(self, id: i64) -> Result<(), Sentence> {
        let found = self.book.disputes.iter().find(|d| d.stamp.seq == id);
        known(found.is_some(), id, "矛盾纠纷", "dispute")?;
        if found.is_some_and(|d| !d.is_open()) {
            return Err(say!(
                "第{id}号矛盾纠纷已经了结或转为信访件。",
                "Dispute {id} is closed or became a petition."
            ));
        }
        Ok(())
    }

    /// A dispute is closed by the unit that works on it or one above it; for the petition office, which
    /// keeps the ledger of all, by whom the table names.
    fn closes(self, id: i64) -> Result<(), Sentence> {
        let found = self.book.disputes.iter().find(|d| d.stamp.seq == id);
        let Some(unit) = found.map(|d| d.dispute.unit) else {
            return known(false, id, "矛盾纠纷", "dispute");
        };
        let mine = self.operator.unit;
        if unit == mine || (mine != UnitId::OFFICE && self.units.is_under(unit, mine)) {
            return Ok(());
        }
        if mine == UnitId::OFFICE {
            return rights::refused(self.operator, Right::Settle).map_or(Ok(()), Err);
        }
        let name = self.units.name(unit);
        Err(say!(
            "第{id}号矛盾纠纷由“{name}”办理，由该单位、其上级单位或信访部门的领导、督查了结。",
            "Dispute {id} is \"{name}\"'s: that unit, one above it, or a lead or supervisor of the petition office closes it."
        ))
    }

    fn urgent(self, id: i64) -> Result<(), Sentence> {
        let found = self.book.urgent.iter().find(|u| u.stamp.seq == id);
        known(found.is_some(), id, "紧急求助", "urgent record")?;
        let own = found.is_some_and(|u| u.stamp.by.raw() == self.operator.login);
        if own || self.operator.unit == UnitId::OFFICE {
            return Ok(());
        }
        Err(say!(
            "第{id}号紧急求助由记录人和本办值班的人接着记。",
            "Emergency {id} is carried on by whoever recorded it and by those on duty in the petition office."
        ))
    }

    fn follow_up(self, id: i64, outcome: &str, next: Option<NaiveDate>) -> Result<(), Sentence> {
        self.urgent(id)?;
        written(outcome, "跟进情况", "how it stands")?;
        let today = self.now.date();
        if next.is_some_and(|n| n <= today) {
            return Err(say!(
                "下次跟进要晚于今天{today}。",
                "The next follow-up lies after today, {today}."
            ));
        }
        Ok(())
    }
}
