//! One year's table as it comes from outside: the office's own CSV, or `{year}.json` with
//! `days[{name, date, isOffDay}]`; read, checked, and written back in one form.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Notice, is_weekend};
use crate::domain::date;
use crate::words::{Place, Sentence, visible};

/// One day of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDay {
    /// The day.
    pub date: NaiveDate,
    /// True for a day off (休), false for a make-up workday (班).
    pub off: bool,
    /// The festival.
    pub name: String,
}

/// A year's table: the State Council's notice, or the local days of a place (自治地方的节日).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The year of the notice's title; a notice may name days of the December before.
    pub year: i32,
    /// True for local days laid over the national ones, on a document of their own.
    pub local: bool,
    /// The document it rests on.
    pub notice: Notice,
    /// Its days, in order.
    pub days: Vec<TableDay>,
}

/// Fewest days off that a national table names: 11 statutory days, 13 from 2025 (2007 had 10).
const fn fewest(year: i32) -> usize {
    match year {
        ..=2007 => 10,
        2008..=2024 => 11,
        _ => 13,
    }
}

#[derive(Deserialize)]
struct Json {
    year: Option<i32>,
    #[serde(default)]
    papers: Vec<String>,
    days: Vec<JsonDay>,
}

#[derive(Deserialize)]
struct JsonDay {
    name: String,
    date: String,
    #[serde(rename = "isOffDay")]
    off: bool,
}

impl Table {
    /// Reads a table of either form.
    ///
    /// # Errors
    /// A sentence naming the line or the day that cannot be read, with an example.
    pub fn read(text: &str) -> Result<Self, Sentence> {
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with('{') {
            Self::json(text)
        } else {
            Self::csv(text)
        }
    }

    /// `# 年,2026`, `# 通知,title,number,date`, `# 本地` for local days, then `date,休|班,name` rows.
    /// Without a year line the year is that of most of its days.
    fn csv(text: &str) -> Result<Self, Sentence> {
        let days = rows(text)?;
        let head = |key: &str| {
            text.lines().find_map(|l| {
                let rest = l.trim().strip_prefix('#')?.trim_start().strip_prefix(key)?;
                Some(rest.trim_matches([',', ' ', '\r']).to_owned())
            })
        };
        let year = match head("年") {
            Some(year) => year.parse().map_err(|_| {
                let year = visible(&year, Place::Line).into_owned();
                say!(
                    "年份“{year}”读不懂。应有一行“# 年,2026”。",
                    "The year \"{year}\" cannot be read. It needs a line `# 年,2026`."
                )
            })?,
            None => most_of(&days).ok_or_else(empty)?,
        };
        let notice = head("通知").unwrap_or_default();
        let mut parts = notice.split(',').map(|p| p.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        Ok(Self {
            year,
            local: head("本地").is_some(),
            notice: Notice {
                title: next(),
                number: next(),
                date: next(),
            },
            days,
        })
    }

    fn json(text: &str) -> Result<Self, Sentence> {
        let json: Json = serde_json::from_str(text).map_err(|e| {
            let e = visible(&e.to_string(), Place::Line).into_owned();
            say!(
                "日历 JSON 读不懂（{e}）。应为 {{\"year\":2026,\"days\":[{{\"name\":\"元旦\",\"date\":\"2026-01-01\",\"isOffDay\":true}}]}}。",
                "The calendar JSON cannot be read ({e}). Expected {{\"year\":2026,\"days\":[{{\"name\":\"元旦\",\"date\":\"2026-01-01\",\"isOffDay\":true}}]}}."
            )
        })?;
        let mut days = Vec::with_capacity(json.days.len());
        for (at, day) in json.days.into_iter().enumerate() {
            let (n, typed) = (at + 1, visible(&day.date, Place::Line).into_owned());
            let date = date::parse(&day.date).ok_or_else(|| {
                say!(
                    "days 第{n}项的日期“{typed}”读不懂，例：2026-01-01。",
                    "The date \"{typed}\" of item {n} of `days` cannot be read, e.g. 2026-01-01."
                )
            })?;
            days.push(TableDay {
                date,
                off: day.off,
                name: plain(&day.name),
            });
        }
        let year = json.year.or_else(|| most_of(&days)).ok_or_else(empty)?;
        let notice = Notice {
            title: String::new(),
            number: json.papers.first().map(|p| plain(p)).unwrap_or_default(),
            date: String::new(),
        };
        days.sort_by_key(|d| d.date);
        Ok(Self {
            year,
            local: false,
            notice,
            days,
        })
    }

    /// The table in the one form in which it is kept.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let n = &self.notice;
        let mut out = format!(
            "# 年,{}\n# 通知,{},{},{}\n{}日期,类型,名称\n",
            self.year,
            n.title,
            n.number,
            n.date,
            if self.local { "# 本地\n" } else { "" }
        );
        for day in &self.days {
            let kind = if day.off { "休" } else { "班" };
            let _ = writeln!(out, "{},{kind},{}", day.date, day.name);
        }
        out
    }

    /// Holds the table to what every notice keeps to: its document is named, no date stands twice,
    /// make-up days fall on weekends, all lie within a month of the year, statutory days are off.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, statutory: &BTreeMap<NaiveDate, String>) -> Result<(), Sentence> {
        if self.notice.title.trim().is_empty() {
            return Err(say!(
                "要写明依据文件的标题：表里一行“# 通知,标题,文号,日期”，或 --title。",
                "It needs the title of the document: a line `# 通知,title,number,date`, or --title."
            ));
        }
        if date::parse(&self.notice.date).is_none() {
            let typed = visible(&self.notice.date, Place::Line).into_owned();
            return Err(say!(
                "要写明依据文件的日期（现为“{typed}”），例：--date 2025-11-04。",
                "It needs the date of the document (now \"{typed}\"), e.g. --date 2025-11-04."
            ));
        }
        self.sane()?;
        if self.local {
            return Ok(());
        }
        let (year, off) = (self.year, self.days.iter().filter(|d| d.off).count());
        let least = fewest(year);
        if off < least {
            return Err(say!(
                "{year}年只有{off}个休息日，法定节日就有{least}天：表不全。",
                "{year} has only {off} days off, and {least} are statutory: the table is not whole."
            ));
        }
        let off = |date: &NaiveDate| match self.days.iter().find(|d| d.date == *date) {
            Some(day) => day.off,
            None => is_weekend(*date),
        };
        match statutory
            .iter()
            .find(|(date, _)| date.year() == year && !off(date))
        {
            None => Ok(()),
            Some((date, name)) => Err(say!(
                "{date}是法定节日（{name}），表里却不是休息日。",
                "{date} is a statutory holiday ({name}), but not a day off in the table."
            )),
        }
    }

    /// What also the shipped tables keep to.
    pub(super) fn sane(&self) -> Result<(), Sentence> {
        let year = self.year;
        let mut seen = BTreeSet::new();
        for TableDay { date, off, .. } in &self.days {
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
        if seen.is_empty() {
            return Err(empty());
        }
        Ok(())
    }
}

fn empty() -> Sentence {
    say!(
        "表里没有一天。应有“日期,休或班,名称”的行，例：2026-10-01,休,国庆节。",
        "The table names no day. It needs rows `date,休|班,name`, e.g. 2026-10-01,休,国庆节."
    )
}

/// A name without what would break a row or a screen.
fn plain(text: &str) -> String {
    visible(text, Place::Line)
        .replace([',', '，'], " ")
        .trim()
        .to_owned()
}

fn most_of(days: &[TableDay]) -> Option<i32> {
    let mut years: BTreeMap<i32, usize> = BTreeMap::new();
    for day in days {
        *years.entry(day.date.year()).or_default() += 1;
    }
    years.into_iter().max_by_key(|(_, n)| *n).map(|(y, _)| y)
}

/// The rows `date,休|班,name`.
pub(super) fn rows(table: &str) -> Result<Vec<TableDay>, Sentence> {
    let mut out = Vec::new();
    for (i, line) in table.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || line.starts_with("日期") {
            continue;
        }
        let n = i + 1;
        let mut cells = line
            .split([',', '，', '\t'])
            .map(|c| c.trim().trim_matches('"'));
        let date = cells.next().and_then(date::parse);
        let off = match cells.next() {
            Some("休") => Some(true),
            Some("班") => Some(false),
            _ => None,
        };
        let (Some(date), Some(off)) = (date, off) else {
            let line = visible(line, Place::Line).into_owned();
            return Err(say!(
                "日历表第{n}行读不懂：“{line}”。应为“日期,休或班,名称”，例：2026-10-01,休,国庆节。",
                "Line {n} of the calendar table cannot be read: \"{line}\". Expected `date,休|班,name`, e.g. 2026-10-01,休,国庆节."
            ));
        };
        out.push(TableDay {
            date,
            off,
            name: plain(cells.next().unwrap_or_default()),
        });
    }
    Ok(out)
}
