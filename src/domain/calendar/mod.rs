//! Working days: the State Council's yearly notices as a table, and what is known before a notice.
//!
//! Civil dates only; no zone can move them. A year without a notice is computed from the statutory
//! days and marked provisional (暂按推算), never silently.

mod table;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

pub use table::{Table, TableDay};

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
    /// Local days (自治地方的节日), laid over the national ones.
    local: BTreeMap<NaiveDate, NoticeDay>,
    /// The documents of the local days.
    bases: BTreeMap<i32, Notice>,
    statutory: BTreeMap<NaiveDate, String>,
}

/// From this day of December on the next year's notice may name a day.
const LATE_DECEMBER: u32 = 25;

/// The tables that come with the program.
const SHIPPED: [&str; 20] = [
    include_str!("../../../data/calendar/2007.csv"),
    include_str!("../../../data/calendar/2008.csv"),
    include_str!("../../../data/calendar/2009.csv"),
    include_str!("../../../data/calendar/2010.csv"),
    include_str!("../../../data/calendar/2011.csv"),
    include_str!("../../../data/calendar/2012.csv"),
    include_str!("../../../data/calendar/2013.csv"),
    include_str!("../../../data/calendar/2014.csv"),
    include_str!("../../../data/calendar/2015.csv"),
    include_str!("../../../data/calendar/2016.csv"),
    include_str!("../../../data/calendar/2017.csv"),
    include_str!("../../../data/calendar/2018.csv"),
    include_str!("../../../data/calendar/2019.csv"),
    include_str!("../../../data/calendar/2020.csv"),
    include_str!("../../../data/calendar/2021.csv"),
    include_str!("../../../data/calendar/2022.csv"),
    include_str!("../../../data/calendar/2023.csv"),
    include_str!("../../../data/calendar/2024.csv"),
    include_str!("../../../data/calendar/2025.csv"),
    include_str!("../../../data/calendar/2026.csv"),
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
        for day in table::rows(include_str!("../../../data/calendar/statutory.csv"))? {
            calendar.statutory.insert(day.date, day.name);
        }
        Ok(calendar)
    }

    /// Loads one year's table: `# 年,2026`, `# 通知,title,number,date`, then `date,休|班,name` rows.
    /// An earlier table of that year is replaced.
    ///
    /// # Errors
    /// A sentence naming the line that cannot be read; nothing of the table is then taken.
    pub fn load(&mut self, table: &str) -> Result<i32, Sentence> {
        if !table.contains("# 年,") {
            return Err(say!(
                "日历表缺少年份行。应有一行“# 年,2026”。",
                "The calendar table has no year. It needs a line `# 年,2026`."
            ));
        }
        let table = Table::read(table)?;
        table.sane()?;
        let year = table.year;
        self.take(table);
        Ok(year)
    }

    /// Takes a table that was checked: it replaces the earlier one of its year and kind.
    pub fn take(&mut self, table: Table) {
        let (days, notices) = if table.local {
            (&mut self.local, &mut self.bases)
        } else {
            (&mut self.days, &mut self.notices)
        };
        let notice = table.year;
        notices.insert(notice, table.notice);
        days.retain(|_, day| day.notice != notice);
        for TableDay { date, off, name } in table.days {
            days.insert(date, NoticeDay { off, name, notice });
        }
    }

    /// The statutory days known beside the notices, by date.
    #[must_use]
    pub fn statutory(&self) -> &BTreeMap<NaiveDate, String> {
        &self.statutory
    }

    /// What kind of day this is.
    #[must_use]
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        let weekend = is_weekend(date);
        match self.named(date) {
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
        match self.named(date) {
            Some(day) => day.off,
            None => {
                is_weekend(date) || (!self.is_published(date) && self.statutory.contains_key(&date))
            }
        }
    }

    /// What a table says of a day; local days go before national ones.
    fn named(&self, date: NaiveDate) -> Option<&NoticeDay> {
        self.local.get(&date).or_else(|| self.days.get(&date))
    }

    /// The document of a local day; `None` for any other day.
    #[must_use]
    pub fn local_basis(&self, date: NaiveDate) -> Option<&Notice> {
        self.local
            .get(&date)
            .and_then(|day| self.bases.get(&day.notice))
    }

    /// True when that year's notice is loaded; otherwise every date in it is provisional.
    #[must_use]
    pub fn is_published(&self, date: NaiveDate) -> bool {
        self.notices.contains_key(&date.year())
    }

    /// True when no notice that is still to come can change what kind of day this is: that year's is
    /// loaded and, for the last days of December, which the next year's may name (2007-12-29,
    /// 2011-12-31, 2022-12-31), that one as well.
    #[must_use]
    pub fn is_settled(&self, date: NaiveDate) -> bool {
        let late = date.month() == 12 && date.day() >= LATE_DECEMBER;
        self.is_published(date) && (!late || self.notices.contains_key(&(date.year() + 1)))
    }

    /// The loaded years with their notices.
    #[must_use]
    pub fn notices(&self) -> &BTreeMap<i32, Notice> {
        &self.notices
    }

    /// The named days of one year, in order.
    pub fn days_of(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &NoticeDay)> {
        let near = self
            .days
            .iter()
            .filter(|(d, _)| !self.local.contains_key(d));
        near.chain(&self.local)
            .filter(move |(date, _)| date.year() == year)
            .map(|(date, day)| (*date, day))
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
