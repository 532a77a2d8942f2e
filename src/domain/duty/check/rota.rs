//! Whether the rota may be changed like this.

use chrono::{Days, NaiveDate, TimeDelta};

use super::{Ground, LONGEST, at, known, plain};
use crate::domain::duty::deed::{Deed, DutyEvent};
use crate::domain::duty::figures::doubles;
use crate::domain::duty::rota::{Turn, final_rota};
use crate::domain::duty::shift::{Shift, Swap, Template};
use crate::domain::rights::Who;
use crate::words::{Outside, Sentence};

/// The rota's own events; `None` for any other.
pub fn check(deed: &Deed, g: Ground<'_>) -> Option<Result<(), Sentence>> {
    let checked = match deed {
        Deed::Shift(shift) => g.shift(shift, 24),
        Deed::EditShift { shift, to } => g.ahead(*shift).and_then(|()| g.shift(to, 24)),
        Deed::DropShift { shift } => return Some(g.ahead(*shift)),
        Deed::Template(t) => g.template(t),
        Deed::EndTemplate { template, on } => return Some(g.template_ends(*template, *on)),
        Deed::Override(shift) => g.shift(shift, 24 * LONGEST),
        Deed::DropOverride { id } => {
            known(g.book.overrides.contains_key(id), *id, "替班", "override")
        }
        Deed::Swap(swap) => return Some(g.swap(swap)),
        Deed::DecideSwap { swap, approve } => {
            let decided = g.decide(*swap);
            if !approve {
                return Some(decided);
            }
            decided
        }
        _ => return None,
    };
    Some(checked.and_then(|()| g.free(deed)))
}

impl Ground<'_> {
    fn shift(self, s: &Shift, hours: i64) -> Result<(), Sentence> {
        let (from, to) = (at(s.from), at(s.to));
        if s.to <= s.from || s.to - s.from > TimeDelta::hours(hours) {
            return Err(say!(
                "班次从{from}到{to}不成立：结束要晚于开始，最长{hours}小时。例：--start \"2027-02-05 08:00\" --end \"2027-02-06 08:00\"",
                "A shift from {from} to {to} is not possible: it ends after it begins and lasts at most {hours} hours. Example: --start \"2027-02-05 08:00\" --end \"2027-02-06 08:00\""
            ));
        }
        if s.to <= self.now {
            return Err(say!(
                "这个班{to}就结束了，已经过去。",
                "This shift ended at {to}; it is past."
            ));
        }
        self.crew(s.crew.all(), &s.crew.staff, &s.crew.leader)?;
        plain(s.phone.raw())
    }

    fn crew<'s>(
        self,
        all: impl Iterator<Item = &'s str>,
        staff: &[String],
        leader: &str,
    ) -> Result<(), Sentence> {
        if staff.is_empty() {
            return Err(say!(
                "这个班没有值班员；至少要一名，按规定两名。例：--staff li --staff zhao",
                "This shift has no staff; it needs one at least, two by rule. Example: --staff li --staff zhao"
            ));
        }
        let all: Vec<&str> = all.collect();
        let mut seen: Vec<&str> = Vec::new();
        for &login in &all {
            if !self.roster.has(login) {
                return Err(self.roster.unknown(login, &all));
            }
            if seen.contains(&login) && login != leader {
                return Err(say!(
                    "“{login}”在同一个班里写了两次。",
                    "\"{login}\" stands twice in one shift."
                ));
            }
            seen.push(login);
        }
        Ok(())
    }

    fn template(self, t: &Template) -> Result<(), Sentence> {
        let (from, today) = (t.from, self.now.date());
        if t.days.is_empty() || t.crews.is_empty() || !(1..=24).contains(&t.hours) {
            return Err(say!(
                "排班规则要有适用的日子、1到24小时、至少一组人。例：--days workday --starts 08:00 --hours 24 --crew wang:li,zhao",
                "A template needs its days, 1 to 24 hours and at least one crew. Example: --days workday --starts 08:00 --hours 24 --crew wang:li,zhao"
            ));
        }
        if from < today || t.until.is_some_and(|until| until < from) {
            return Err(say!(
                "排班规则从{from}起不成立：不早于今天{today}，不晚于其末日。",
                "A template from {from} on is not possible: not before today, {today}, nor after its last day."
            ));
        }
        for crew in &t.crews {
            self.crew(crew.all(), &crew.staff, &crew.leader)?;
        }
        plain(t.phone.raw())
    }

    fn template_ends(self, id: i64, on: NaiveDate) -> Result<(), Sentence> {
        known(
            self.book.templates.contains_key(&id),
            id,
            "排班规则",
            "template",
        )?;
        let today = self.now.date();
        if on < today {
            return Err(say!(
                "不能改到过去的{on}；最早到今天{today}。",
                "It cannot end on {on}, which is past; {today} is the earliest."
            ));
        }
        Ok(())
    }

    /// A shift that has not begun; one that has is changed by an override.
    fn ahead(self, id: i64) -> Result<(), Sentence> {
        let Some((shift, _)) = self.book.shifts.get(&id) else {
            return known(false, id, "班次", "shift");
        };
        let from = at(shift.from);
        if shift.from <= self.now {
            return Err(say!(
                "第{id}号班{from}已经开始，不能改写；请用 duty rota override 换人。",
                "Shift {id} began at {from} and is not rewritten; use `duty rota override`."
            ));
        }
        Ok(())
    }

    /// Nobody may be in two shifts at once after this.
    fn free(self, deed: &Deed) -> Result<(), Sentence> {
        let (before, after) = self.rotas(deed);
        let was = doubles(&before);
        let Some(new) = doubles(&after).into_iter().find(|d| !was.contains(d)) else {
            return Ok(());
        };
        let (login, from, to) = (new.login, at(new.from), at(new.to));
        Err(say!(
            "“{login}”在{from}至{to}已有别的班，两个班重叠。",
            "\"{login}\" is already in another shift from {from} to {to}; the two overlap."
        ))
    }

    /// The final rotas before and after a change, from now on for a hundred days.
    fn rotas(self, deed: &Deed) -> (Vec<Turn>, Vec<Turn>) {
        let (from, to) = (self.now, self.now + Days::new(100));
        let mut with = self.book.clone();
        with.take(&DutyEvent {
            seq: with.last + 1,
            at: self.now.and_utc().fixed_offset(),
            by: self.operator.login.clone().into(),
            why: Outside::default(),
            what: deed.clone(),
        });
        (
            final_rota(self.book, self.calendar, from, to),
            final_rota(&with, self.calendar, from, to),
        )
    }

    fn swap(self, s: &Swap) -> Result<(), Sentence> {
        let (who, with, from, to) = (&s.who, &s.with, at(s.from), at(s.to));
        if who == with {
            return Err(say!(
                "不能和自己换班：“{who}”。",
                "Nobody swaps with themselves: \"{who}\"."
            ));
        }
        let long = TimeDelta::days(LONGEST);
        if s.to <= s.from || s.to <= self.now || s.to - s.from > long {
            return Err(say!(
                "换班从{from}到{to}不成立：结束要晚于开始和现在，最长{LONGEST}天。",
                "A swap from {from} to {to} is not possible: it ends after its beginning and after now, within {LONGEST} days."
            ));
        }
        for login in [who, with] {
            if !self.roster.has(login) {
                return Err(self.roster.unknown(login, &[who, with]));
            }
        }
        if self.operator.login != *who && !Who::Heads.has(self.operator.duty) {
            return Err(say!(
                "换班由本人或领导提出；这是“{who}”的班。",
                "A swap is asked for by whoever has the shift or by a head; this one is \"{who}\"'s."
            ));
        }
        let turns = final_rota(self.book, self.calendar, s.from, s.to);
        if !turns.iter().any(|t| t.crew.has(who)) {
            return Err(say!(
                "“{who}”在{from}至{to}没有班。",
                "\"{who}\" has no shift from {from} to {to}."
            ));
        }
        Ok(())
    }

    fn decide(self, id: i64) -> Result<(), Sentence> {
        let Some(swap) = self.book.swaps.iter().find(|s| s.id == id) else {
            return known(false, id, "换班", "swap");
        };
        if let Some((by, approved)) = &swap.decided {
            let by = by.line();
            let (zh, en) = if *approved {
                ("批准", "approved")
            } else {
                ("不批准", "refused")
            };
            return Err(say!(
                "第{id}号换班已经由“{by}”决定：{zh}，不再改。",
                "Swap {id} is decided already: {en} by \"{by}\"; that stands."
            ));
        }
        if [&swap.who, &swap.with].contains(&&self.operator.login) {
            return Err(say!(
                "换班不能由换班的人自己批准。",
                "A swap is not approved by one of the two."
            ));
        }
        Ok(())
    }
}
