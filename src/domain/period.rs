//! Special periods (特别时段): declared days that change what the desk owes, never anything about a person.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::ids::UnitId;
use crate::words::Outside;
use crate::words::{Sentence, Word};

/// A declared period. There is no default list: every one is declared by somebody, on a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The event that declared it; 0 before it is kept.
    #[serde(skip)]
    pub id: i64,
    /// When it was declared or last moved: nothing is owed for hours before that.
    #[serde(skip)]
    pub since: Option<NaiveDateTime>,
    /// Its name, e.g. 春节.
    pub name: Outside,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// The document that declares it.
    pub basis: Outside,
    /// Who declared it: an organ or an official.
    pub declared_by: Outside,
    /// From how many days before its first day the desk prepares for it.
    pub lead_days: u32,
    /// Minutes between two check-ins of whoever is on duty while it lasts.
    pub check_in: u32,
    /// Hours at which the zero report is due, every day of it.
    pub reports: Vec<NaiveTime>,
    /// Units that report as well; the office always does.
    #[serde(default)]
    pub units: Vec<UnitId>,
    /// From how many days before its mark an obligation is near, while it lasts.
    pub near: i64,
    /// True when matters of unpaid wages come first (before the Spring Festival).
    #[serde(default)]
    pub wages_first: bool,
}

/// Shapes without dates: what a period of a kind usually asks of the desk. Dates are always declared.
pub const PRESETS: [(&str, Word, u32, u32, bool); 4] = [
    (
        "spring-festival",
        Word::new("春节", "Spring Festival"),
        15,
        120,
        true,
    ),
    (
        "sessions",
        Word::new("两会", "the sessions"),
        10,
        120,
        false,
    ),
    (
        "national-day",
        Word::new("国庆", "National Day"),
        7,
        120,
        false,
    ),
    (
        "local",
        Word::new("本地时段", "local period"),
        5,
        240,
        false,
    ),
];

/// The hour of the zero report when none is named.
const REPORT: NaiveTime = NaiveTime::from_hms_opt(17, 0, 0).unwrap();
/// Longest period and longest preparation, in days.
const LONGEST: i64 = 366;

impl Period {
    /// A period with the usual shape: ten days of preparation, a check-in every two hours, one zero
    /// report a day.
    #[must_use]
    pub fn plain(name: &str, from: NaiveDate, to: NaiveDate, basis: &str, by: &str) -> Self {
        Self {
            id: 0,
            since: None,
            name: name.into(),
            from,
            to,
            basis: basis.into(),
            declared_by: by.into(),
            lead_days: 10,
            check_in: 120,
            reports: vec![REPORT],
            units: Vec::new(),
            near: 15,
            wages_first: false,
        }
    }

    /// Day `n` of `m` when `today` lies inside.
    #[must_use]
    pub fn day(&self, today: NaiveDate) -> Option<(i64, i64)> {
        (self.from <= today && today <= self.to).then(|| {
            (
                (today - self.from).num_days() + 1,
                (self.to - self.from).num_days() + 1,
            )
        })
    }

    /// True when a date falls inside.
    #[must_use]
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// The first day of preparation.
    #[must_use]
    pub fn prepares_from(&self) -> NaiveDate {
        self.from
            .checked_sub_days(Days::new(u64::from(self.lead_days)))
            .unwrap_or(self.from)
    }

    /// True from the first day of preparation to the last day.
    #[must_use]
    pub fn moves_the_desk(&self, today: NaiveDate) -> bool {
        self.prepares_from() <= today && today <= self.to
    }

    /// Why a period cannot be declared like this; `None` when it can.
    #[must_use]
    pub fn refused(&self) -> Option<Sentence> {
        let (from, to) = (self.from, self.to);
        if to < from {
            return Some(say!(
                "时段的结束日{to}早于开始日{from}。",
                "The period ends on {to}, before it begins on {from}."
            ));
        }
        if (to - from).num_days() >= LONGEST || i64::from(self.lead_days) > LONGEST {
            return Some(say!(
                "时段和提前准备都不超过366天，例：2027-02-05至2027-02-13，提前15天。",
                "A period and its preparation last at most 366 days, e.g. 2027-02-05 to 2027-02-13 with 15 days before."
            ));
        }
        if !(15..=1440).contains(&self.check_in) {
            let n = self.check_in;
            return Some(say!(
                "报到间隔是{n}分钟，应为15到1440，例：120。",
                "The check-in interval is {n} minutes; 15 to 1440 are possible, e.g. 120."
            ));
        }
        if !(0..=366).contains(&self.near) {
            let n = self.near;
            return Some(say!(
                "提醒提前{n}天，应为0到366，例：15。",
                "Reminders {n} days ahead: 0 to 366 are possible, e.g. 15."
            ));
        }
        for (text, zh, en) in [
            (&self.name, "名称", "name"),
            (&self.basis, "依据文件", "basis document"),
            (&self.declared_by, "宣布人", "who declared it"),
        ] {
            if text.raw().trim().is_empty()
                || text.raw().chars().count() > 100
                || !crate::words::is_plain(text.raw())
            {
                return Some(say!(
                    "时段的{zh}要写，1到100个字，例：示信发〔2027〕1号。",
                    "The period needs its {en}, 1 to 100 characters, e.g. 示信发〔2027〕1号."
                ));
            }
        }
        None
    }
}

/// What is asked of the desk on a day: of all periods that last, the stricter wins, point by point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regime<'a> {
    /// The periods that last on this day.
    pub periods: Vec<&'a Period>,
    /// Minutes between check-ins, and the period that asks for them.
    pub check_in: Option<(u32, &'a Period)>,
    /// From how many days before its mark an obligation is near, and the period that asks for it.
    pub near: Option<(i64, &'a Period)>,
}

/// The regime of a day.
#[must_use]
pub fn regime(periods: &[Period], day: NaiveDate) -> Regime<'_> {
    let held: Vec<&Period> = periods.iter().filter(|p| p.holds(day)).collect();
    let check_in = held.iter().min_by_key(|p| (p.check_in, p.id));
    let near = periods.iter().filter(|p| p.moves_the_desk(day));
    let near = near.max_by_key(|p| (p.near, std::cmp::Reverse(p.id)));
    Regime {
        check_in: check_in.map(|p| (p.check_in, *p)),
        near: near.map(|p| (p.near, p)),
        periods: held,
    }
}

impl Regime<'_> {
    /// Which of several wins on what; empty when at most one lasts.
    #[must_use]
    pub fn which(&self) -> Sentence {
        let (true, Some((minutes, asks)), Some((days, warns))) =
            (self.periods.len() > 1, self.check_in, self.near)
        else {
            return Sentence::default();
        };
        let (asks, warns) = (asks.name.lines(), warns.name.lines());
        say!(
            "从严：报到每{minutes}分钟（按“{asks}”），提前{days}天提醒（按“{warns}”）",
            "the stricter holds: check-in every {minutes} min ({asks}), reminders {days} days ahead ({warns})"
        )
    }
}
