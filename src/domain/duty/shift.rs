//! What a rota is made of (值班表): shifts, templates by kind of day, overrides, swaps.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{Calendar, DayKind};
use crate::domain::petition::word_list;
use crate::words::Outside;

word_list!(
    /// A kind of day that a template is for.
    DayClass {
        Workday = "workday", "工作日", "workday";
        MakeUp = "make_up", "调休上班日", "make-up workday";
        Weekend = "weekend", "周末", "weekend";
        Festival = "festival", "节假日", "festival";
        Mon = "mon", "周一", "Monday";
        Tue = "tue", "周二", "Tuesday";
        Wed = "wed", "周三", "Wednesday";
        Thu = "thu", "周四", "Thursday";
        Fri = "fri", "周五", "Friday";
        Sat = "sat", "周六", "Saturday";
        Sun = "sun", "周日", "Sunday";
    }
);

impl DayClass {
    /// True when a date is a day of this kind. Weekdays go by the name of the day alone; the others
    /// by the calendar: a make-up workday is a workday too, a festival on a Saturday is no weekend.
    #[must_use]
    pub fn has(self, calendar: &Calendar, date: NaiveDate) -> bool {
        use chrono::{Datelike, Weekday};
        let weekday = match self {
            Self::Workday => return !calendar.is_off(date),
            Self::MakeUp => return matches!(calendar.kind(date), DayKind::MakeUp(_)),
            Self::Weekend => return calendar.kind(date) == DayKind::Weekend,
            Self::Festival => return matches!(calendar.kind(date), DayKind::Festival(_)),
            Self::Mon => Weekday::Mon,
            Self::Tue => Weekday::Tue,
            Self::Wed => Weekday::Wed,
            Self::Thu => Weekday::Thu,
            Self::Fri => Weekday::Fri,
            Self::Sat => Weekday::Sat,
            Self::Sun => Weekday::Sun,
        };
        date.weekday() == weekday
    }
}

/// Who keeps the desk: the leader on duty (带班领导) and the staff, by login.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crew {
    /// Leader on duty; empty when none is named.
    pub leader: String,
    /// Staff, at least two.
    pub staff: Vec<String>,
}

impl Crew {
    /// Everybody, the leader last.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let leader = Some(self.leader.as_str()).filter(|l| !l.is_empty());
        self.staff.iter().map(String::as_str).chain(leader)
    }

    /// True when somebody belongs to it.
    #[must_use]
    pub fn has(&self, login: &str) -> bool {
        self.all().any(|l| l == login)
    }
}

/// One shift (班次) by civil time of the office; it may go over midnight or last 24 hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Begins.
    pub from: NaiveDateTime,
    /// Ends; this instant is the next shift's.
    pub to: NaiveDateTime,
    /// Who.
    #[serde(flatten)]
    pub crew: Crew,
    /// The telephone of the duty room.
    #[serde(default)]
    pub phone: Outside,
}

/// A rule that makes a shift on every day of some kinds; crews take turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The event that made it; 0 before it is kept.
    #[serde(skip)]
    pub id: i64,
    /// Kinds of day.
    pub days: Vec<DayClass>,
    /// When the shift begins.
    pub starts: NaiveTime,
    /// How long it lasts, 1 to 24 hours.
    pub hours: u32,
    /// First day of the rule; the first crew takes the first fitting day.
    pub from: NaiveDate,
    /// Last day, when there is one.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The crews in turn.
    pub crews: Vec<Crew>,
    /// The telephone.
    #[serde(default)]
    pub phone: Outside,
}

impl Template {
    /// The template's shifts that begin on days `from` to `to`.
    #[must_use]
    pub fn shifts(&self, calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> Vec<Shift> {
        let last = self.until.map_or(to, |until| until.min(to));
        let mut turn = 0;
        let mut out = Vec::new();
        for day in self.from.iter_days().take_while(|d| *d <= last) {
            if !self.days.iter().any(|class| class.has(calendar, day)) {
                continue;
            }
            if day >= from
                && let Some(crew) = self.crews.get(turn % self.crews.len().max(1))
            {
                let begins = day.and_time(self.starts);
                out.push(Shift {
                    from: begins,
                    to: begins + TimeDelta::hours(i64::from(self.hours)),
                    crew: crew.clone(),
                    phone: self.phone.clone(),
                });
            }
            turn += 1;
        }
        out
    }
}

/// A swap (换班): within an interval one person's duty is another's. It holds for whatever shifts
/// the first has there, so it survives later edits of the rota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// The event that asked for it; 0 before it is kept.
    #[serde(skip)]
    pub id: i64,
    /// Whose duty.
    pub who: String,
    /// Who takes it.
    pub with: String,
    /// From.
    pub from: NaiveDateTime,
    /// To.
    pub to: NaiveDateTime,
    /// Decided by, and whether approved; nobody yet when `None`.
    #[serde(skip)]
    pub decided: Option<(Outside, bool)>,
}
