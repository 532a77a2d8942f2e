//! What comes first in the panel during a special period: by the state of the matter and the law's
//! clock, explained in one line. Nothing about a person goes into it.

use chrono::NaiveDate;

use crate::domain::alert::Owed;
use crate::domain::calendar::Calendar;
use crate::domain::count::{Span, due};
use crate::domain::obligation::{Kind, State};
use crate::domain::period::Period;
use crate::words::{Sentence, Word};

/// Ranks of a period, first to last; `domain` of the matter by its category.
const RANKS: [(Rank, Word); 8] = [
    (Rank::Overdue, Word::new("已经逾期", "overdue")),
    (Rank::Safety, Word::new("关系生命安全", "life and safety")),
    (Rank::Wages, Word::new("拖欠工资", "unpaid wages")),
    (
        Rank::Living,
        Word::new("供暖供水住房", "heating, water, housing"),
    ),
    (Rank::Hardship, Word::new("困难救助", "relief in hardship")),
    (Rank::Promised, Word::new("已承诺的答复", "a promise")),
    (
        Rank::Assigned,
        Word::new("交办有反馈期", "assigned with a date"),
    ),
    (Rank::Clock, Word::new("按法定期限", "by the law's clock")),
];

/// Where an obligation stands during a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Past its day.
    Overdue,
    /// The matter touches life or safety.
    Safety,
    /// Wages not paid; first of all in a period that says so.
    Wages,
    /// Heating, water, a home.
    Living,
    /// Relief.
    Hardship,
    /// Something promised.
    Promised,
    /// Assigned with a day for the report.
    Assigned,
    /// Everything else by its day.
    Clock,
}

/// Words of a matter that touch life or safety now.
const SAFETY: [&str; 9] = [
    "危房",
    "裂缝",
    "火花",
    "燃气泄漏",
    "塌",
    "触电",
    "中毒",
    "自来水发黄",
    "水发黄",
];
const WAGES: [&str; 6] = ["工资", "欠薪", "工钱", "劳务费", "血汗钱", "工程款拖欠工人"];
const LIVING: [&str; 7] = ["供暖", "暖气", "供热", "停水", "供水", "停电", "无房"];
const HARDSHIP: [&str; 5] = ["低保", "救助", "特困", "临时困难", "生活困难"];

/// The rank of an obligation on a day, by its own state and its matter's words.
#[must_use]
pub fn rank(owed: &Owed, today: NaiveDate) -> Rank {
    let has = |words: &[&str]| words.iter().any(|w| owed.summary.contains(w));
    match owed.obligation.kind {
        _ if owed.obligation.state(today) == State::Overdue => Rank::Overdue,
        _ if has(&SAFETY) => Rank::Safety,
        _ if has(&WAGES) => Rank::Wages,
        _ if has(&LIVING) => Rank::Living,
        _ if has(&HARDSHIP) => Rank::Hardship,
        Kind::Fulfil => Rank::Promised,
        Kind::ReportBack => Rank::Assigned,
        _ => Rank::Clock,
    }
}

/// Sorts what is owed for a period: wages before anything else where the period says so, then by
/// rank; within a rank by day and number. Without a period by day alone.
pub fn sort(owed: &mut [Owed], period: Option<&Period>, today: NaiveDate) {
    crate::domain::alert::sort(owed);
    let Some(period) = period else { return };
    owed.sort_by_key(|o| {
        let wages = period.wages_first && is_wages(o);
        (!wages, rank(o, today))
    });
}

/// True when the matter is about wages that were not paid.
#[must_use]
pub fn is_wages(owed: &Owed) -> bool {
    WAGES.iter().any(|w| owed.summary.contains(w))
}

/// One line that says why it stands where it stands, and for wages the clocks of that route.
#[must_use]
pub fn why(owed: &Owed, calendar: &Calendar, today: NaiveDate) -> Sentence {
    let rank = rank(owed, today);
    let word = RANKS
        .iter()
        .find(|(r, _)| *r == rank)
        .map_or(Word::new("", ""), |(_, w)| *w);
    let (zh, en, day) = (word.zh, word.en, owed.obligation.due.effective);
    if !is_wages(owed) {
        return say!("先后：{zh}，期限{day}", "order: {en}, due {day}");
    }
    let filed = due(calendar, today, Span::working_days(5)).effective;
    let done = due(calendar, today, Span::working_days(60)).effective;
    say!(
        "先后：拖欠工资，期限{day}；劳动监察另计：今日转出则{filed}前决定立案，立案后60个工作日（约{done}）办结（《劳动保障监察条例》第十七条）；分包欠薪总包先行清偿（《保障农民工工资支付条例》第三十条）",
        "order: unpaid wages, due {day}; labour inspection has clocks of its own: filed by {filed} if sent today, done 60 working days after filing (about {done}; Labour Inspection Regulation Art. 17); the general contractor pays first (Migrant Wages Regulation Art. 30)"
    )
}
