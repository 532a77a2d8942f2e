//! Working days: the State Council's yearly notices as a table, and what is known before a notice.
//!
//! Civil dates only; no zone can move them. A year without a notice is computed from the statutory
//! days and marked provisional (暂按推算), never silently.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

use crate::words::Sentence;

/// One day named by a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeDay {
    /// True for a day off (休), false for a make-up workday (班).
    pub off: bool,
    /// The festival it belongs to.
    pub name: String,
    /// The year of the notice that names it; a notice may name days of the December before.
    pub notice: i32,
}

/// The notice that fixed a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// Title of the notice.
    pub title: String,
    /// Its number, when known.
    pub number: String,
    /// Its date, when known.
    pub date: String,
}

/// Why a day is off or worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Plain working day.
    Work,
    /// Make-up workday of the named festival.
    MakeUp(String),
    /// Saturday or Sunday.
    Weekend,
    /// Day off of the named festival.
    Festival(String),
}

impl DayKind {
    /// True when the office is closed.
    #[must_use]
    pub fn is_off(&self) -> bool {
        matches!(self, Self::Weekend | Self::Festival(_))
    }
}

/// The office's calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    days: BTreeMap<NaiveDate, NoticeDay>,
    notices: BTreeMap<i32, Notice>,
    statutory: BTreeMap<NaiveDate, String>,
}

/// The tables that come with the program.
const SHIPPED: [&str; 20] = [
    include_str!("../../data/calendar/2007.csv"),
    include_str!("../../data/calendar/2008.csv"),
    include_str!("../../data/calendar/2009.csv"),
    include_str!("../../data/calendar/2010.csv"),
    include_str!("../../data/calendar/2011.csv"),
    include_str!("../../data/calendar/2012.csv"),
    include_str!("../../data/calendar/2013.csv"),
    include_str!("../../data/calendar/2014.csv"),
    include_str!("../../data/calendar/2015.csv"),
    include_str!("../../data/calendar/2016.csv"),
    include_str!("../../data/calendar/2017.csv"),
    include_str!("../../data/calendar/2018.csv"),
    include_str!("../../data/calendar/2019.csv"),
    include_str!("../../data/calendar/2020.csv"),
    include_str!("../../data/calendar/2021.csv"),
    include_str!("../../data/calendar/2022.csv"),
    include_str!("../../data/calendar/2023.csv"),
    include_str!("../../data/calendar/2024.csv"),
    include_str!("../../data/calendar/2025.csv"),
    include_str!("../../data/calendar/2026.csv"),
];

impl Calendar {
    /// The calendar that comes with the program: 2007–2026, later years provisional.
    ///
    /// # Errors
    /// A sentence naming the line when a shipped table cannot be read (a test reads them all).
    pub fn shipped() -> Result<Self, Sentence> {
        let mut calendar = Self::default();
        for table in SHIPPED {
            calendar.load(table)?;
        }
        for (date, _, name) in rows(include_str!("../../data/calendar/statutory.csv"))? {
            calendar.statutory.insert(date, name);
        }
        Ok(calendar)
    }

    /// Loads one year's table: `# 年,2026`, `# 通知,title,number,date`, then `date,休|班,name` rows.
    /// An earlier table of that year is replaced.
    ///
    /// # Errors
    /// A sentence naming the line that cannot be read; nothing of the table is then taken.
    pub fn load(&mut self, table: &str) -> Result<i32, Sentence> {
        let days = rows(table)?;
        let head = |key: &str| {
            table
                .lines()
                .find_map(|l| l.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(','))
                .map(str::trim)
        };
        let year: i32 = head("年").and_then(|y| y.parse().ok()).ok_or_else(|| {
            say!(
                "日历表缺少年份行。应有一行“# 年,2026”。",
                "The calendar table has no year. It needs a line `# 年,2026`."
            )
        })?;
        sane(year, &days)?;
        let mut notice = head("通知")
            .unwrap_or_default()
            .split(',')
            .map(|p| p.trim().to_owned());
        let mut next = || notice.next().unwrap_or_default();
        self.notices.insert(
            year,
            Notice {
                title: next(),
                number: next(),
                date: next(),
            },
        );
        self.days.retain(|_, day| day.notice != year);
        for (date, off, name) in days {
            let notice = year;
            self.days.insert(date, NoticeDay { off, name, notice });
        }
        Ok(year)
    }

    /// What kind of day this is.
    #[must_use]
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        let weekend = is_weekend(date);
        match self.days.get(&date) {
            Some(day) if day.off => DayKind::Festival(day.name.clone()),
            Some(day) => DayKind::MakeUp(day.name.clone()),
            None => match self.statutory.get(&date) {
                Some(name) if !self.is_published(date) => DayKind::Festival(name.clone()),
                _ if weekend => DayKind::Weekend,
                _ => DayKind::Work,
            },
        }
    }

    /// True when the office is closed that day. The same as `kind(date).is_off()`, without a name.
    #[must_use]
    pub fn is_off(&self, date: NaiveDate) -> bool {
        match self.days.get(&date) {
            Some(day) => day.off,
            None => {
                is_weekend(date) || (!self.is_published(date) && self.statutory.contains_key(&date))
            }
        }
    }

    /// True when that year's notice is loaded; otherwise every date in it is provisional.
    #[must_use]
    pub fn is_published(&self, date: NaiveDate) -> bool {
        self.notices.contains_key(&date.year())
    }

    /// The loaded years with their notices.
    #[must_use]
    pub fn notices(&self) -> &BTreeMap<i32, Notice> {
        &self.notices
    }

    /// The named days of one year, in order.
    pub fn days_of(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &NoticeDay)> {
        self.days
            .iter()
            .filter(move |(date, _)| date.year() == year)
            .map(|(date, day)| (*date, day))
    }
}

/// A make-up day falls on a weekend, no date stands twice, all lie within a month of the year.
fn sane(year: i32, days: &[(NaiveDate, bool, String)]) -> Result<(), Sentence> {
    let mut seen = BTreeSet::new();
    for (date, off, _) in days {
        if !off && !is_weekend(*date) {
            return Err(say!(
                "{date}不是周末，不能是补班日。",
                "{date} is no weekend and cannot be a make-up day."
            ));
        }
        if !seen.insert(date) {
            return Err(say!("{date}出现两次。", "{date} stands in it twice."));
        }
        let near = date.year() == year
            || (date.year() == year - 1 && date.month() == 12)
            || (date.year() == year + 1 && date.month() == 1);
        if !near {
            return Err(say!(
                "{date}不在{year}年前后一个月内。",
                "{date} is not within a month of {year}."
            ));
        }
    }
    Ok(())
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn rows(table: &str) -> Result<Vec<(NaiveDate, bool, String)>, Sentence> {
    let mut out = Vec::new();
    for (i, line) in table.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || line.starts_with("日期") {
            continue;
        }
        let n = i + 1;
        let mut cells = line.split(',');
        let date = cells.next().and_then(super::date::parse);
        let off = match cells.next().map(str::trim) {
            Some("休") => Some(true),
            Some("班") => Some(false),
            _ => None,
        };
        let (Some(date), Some(off)) = (date, off) else {
            return Err(say!(
                "日历表第{n}行读不懂：“{line}”。应为“日期,休或班,名称”，例：2026-10-01,休,国庆节。",
                "Line {n} of the calendar table cannot be read: \"{line}\". Expected `date,休|班,name`, e.g. 2026-10-01,休,国庆节."
            ));
        };
        out.push((
            date,
            off,
            cells.next().unwrap_or_default().trim().to_owned(),
        ));
    }
    Ok(out)
}
