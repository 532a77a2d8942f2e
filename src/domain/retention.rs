//! How long a file is kept and used: the retention table with its approval, and what is due on a day
//! (鉴定): filing, handing over, appraisal at the end, restricting the use.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::petition::word_list;
use super::verdict::Retention;
use crate::words::Sentence;

/// Who approved the office's table (《档案法实施条例》第十九条).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The archives authority.
    pub by: String,
    /// The number of its document.
    pub number: String,
    /// Its date.
    pub date: String,
}

/// The retention table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionTable {
    /// Years until a file goes to the public archives.
    pub transfer_after: u32,
    /// Years of the class 30年.
    pub thirty: u32,
    /// Years of the class 10年.
    pub ten: u32,
    /// Years in which the personal data of an ended petition may still be used.
    pub use_for: u32,
    /// The month of the next year by whose end an ended petition is filed.
    pub file_by_month: u32,
    /// Days for the answer to somebody who asks about their own data.
    pub claim_days: u32,
    /// The approval; none for the table that comes with the program.
    #[serde(default)]
    pub approval: Option<Approval>,
}

word_list!(
    /// What is due to be done with a file.
    Task {
        File = "file", "归档", "file it";
        Transfer = "transfer", "移交档案馆", "hand it over";
        Appraise = "appraise", "到期鉴定", "appraise it";
        Restrict = "restrict", "限制处理", "restrict the use";
    }
);

/// One thing that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dueness {
    /// What.
    pub task: Task,
    /// From which day.
    pub on: NaiveDate,
    /// Why.
    pub reason: Sentence,
}

impl RetentionTable {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// Never, as a test holds; a sentence when the shipped table were broken.
    pub fn shipped() -> Result<Self, Sentence> {
        Self::parse(include_str!("../../data/retention.toml"))
    }

    /// Reads a table.
    ///
    /// # Errors
    /// What is missing or outside its bounds, with an example.
    pub fn parse(text: &str) -> Result<Self, Sentence> {
        let table: Self = toml::from_str(text).map_err(|e| {
            let detail = crate::words::visible(e.message(), crate::words::Place::Line).into_owned();
            say!(
                "保管期限表读不懂：{detail}；例 transfer_after = 10。",
                "The retention table cannot be read: {detail}; e.g. transfer_after = 10."
            )
        })?;
        for (key, value, least, most) in [
            ("transfer_after", table.transfer_after, 1, 20),
            ("thirty", table.thirty, 30, 100),
            ("ten", table.ten, 10, 100),
            ("use_for", table.use_for, 1, 30),
            ("file_by_month", table.file_by_month, 1, 12),
            ("claim_days", table.claim_days, 1, 30),
        ] {
            if !(least..=most).contains(&value) {
                return Err(say!(
                    "{key}应在{least}到{most}之间，写的是{value}。",
                    "{key} lies between {least} and {most}, not at {value}."
                ));
            }
        }
        let blank = |a: &Approval| {
            a.by.trim().is_empty()
                || a.number.trim().is_empty()
                || super::date::parse(&a.date).is_none()
        };
        if table.approval.as_ref().is_some_and(blank) {
            return Err(say!(
                "[approval] 要写明 by（批准的档案主管部门）、number（文号）、date（日期，例 2026-03-05）。",
                "[approval] needs by (the archives authority), number and date (e.g. 2026-03-05)."
            ));
        }
        Ok(table)
    }

    /// The class that the facts of a case speak for; somebody decides.
    #[must_use]
    pub fn proposed(&self, case: &Case) -> (Retention, Sentence) {
        match (case.answered.is_some(), case.lead.is_empty()) {
            (true, false) => (
                Retention::Permanent,
                say!("有领导包案和处理结果", "a lead official and a result"),
            ),
            (true, true) => (Retention::Thirty, say!("有处理结果", "it has a result")),
            (false, _) => (Retention::Ten, say!("没有处理结果", "it has no result")),
        }
    }

    /// What is due with a file by a day; nothing while it is being handled.
    #[must_use]
    pub fn due(&self, case: &Case, until: NaiveDate) -> Vec<Dueness> {
        let Some((_, ended)) = case.ended else {
            return Vec::new();
        };
        let mut all = vec![self.restricting(case, ended.on)];
        match case.retention {
            None => all.push(self.filing(case, ended.on)),
            Some(class) if case.handed_over.is_none() => {
                all.push(self.transferring(class, ended.on));
                all.push(self.expiring(class, ended.on));
            }
            Some(_) => {}
        }
        let mut due: Vec<Dueness> = all
            .into_iter()
            .flatten()
            .filter(|d| d.on <= until)
            .collect();
        due.sort_by_key(|d| (d.on, d.task));
        due
    }

    fn filing(&self, case: &Case, ended: NaiveDate) -> Option<Dueness> {
        let first = NaiveDate::from_ymd_opt(ended.year() + 1, self.file_by_month, 1)?;
        let on = first.checked_add_months(Months::new(1))?.pred_opt()?;
        let (class, why) = self.proposed(case);
        let (zh, en) = (class.word().zh, class.word().en);
        let (why_zh, why_en) = (why.zh, why.en);
        Some(Dueness {
            task: Task::File,
            on,
            reason: say!(
                "{ended} 办结或撤回，还没有归档；建议保管{zh}（{why_zh}），由人决定（《档案法》第十三、十四条）",
                "ended on {ended}, not filed yet; proposed: {en} ({why_en}); somebody decides (Archives Law Arts. 13-14)"
            ),
        })
    }

    fn transferring(&self, class: Retention, ended: NaiveDate) -> Option<Dueness> {
        let years = self.transfer_after;
        // What is kept for ten years stays in the office until it is appraised.
        if class == Retention::Ten {
            return None;
        }
        Some(Dueness {
            task: Task::Transfer,
            on: after(ended, years)?,
            reason: say!(
                "办结满{years}年，移交同级档案馆（《档案法实施条例》第二十条）",
                "{years} years have passed since it ended; it goes to the public archives (Regulation on the Archives Law, Art. 20)"
            ),
        })
    }

    /// Counted from the beginning of the next year, as retention is.
    fn expiring(&self, class: Retention, ended: NaiveDate) -> Option<Dueness> {
        let years = match class {
            Retention::Permanent => return None,
            Retention::Thirty => self.thirty,
            Retention::Ten => self.ten,
        };
        let begin = NaiveDate::from_ymd_opt(ended.year() + 1, 1, 1)?;
        Some(Dueness {
            task: Task::Appraise,
            on: after(begin, years)?,
            reason: say!(
                "保管期限{years}年已满，由鉴定小组鉴定；销毁只依规定，本程序不删（《档案法》第二十一条、《实施条例》第二十四条）",
                "{years} years of keeping are over; a panel appraises it; destruction only by rule, this program deletes nothing (Archives Law Art. 21, Regulation Art. 24)"
            ),
        })
    }

    fn restricting(&self, case: &Case, ended: NaiveDate) -> Option<Dueness> {
        let years = self.use_for;
        if case.restricted.is_some() || case.registration.parties.is_empty() {
            return None;
        }
        Some(Dueness {
            task: Task::Restrict,
            on: after(ended, years)?,
            reason: say!(
                "办结满{years}年，利用期限已满，此后只存储和保护（《个人信息保护法》第十九、四十七条）",
                "{years} years after its end the period of use is over: storage and protection only (PIPL Arts. 19, 47)"
            ),
        })
    }
}

fn after(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(years.checked_mul(12)?))
}
