//! A day of the calendar and the notice behind it, in the words of the commands.

use chrono::Datelike;

use crate::domain::calendar::{Calendar, DayKind};
use crate::words::{Lang, Sentence};

/// The code and the festival of a kind of day.
#[must_use]
pub fn kind_code(kind: &DayKind) -> (&'static str, Option<&str>) {
    match kind {
        DayKind::Work => ("work", None),
        DayKind::MakeUp(name) => ("make_up", Some(name)),
        DayKind::Weekend => ("weekend", None),
        DayKind::Festival(name) => ("festival", Some(name)),
    }
}

/// The notice of a year, in words.
#[must_use]
pub fn notice(calendar: &Calendar, year: i32) -> Sentence {
    match calendar.notices().get(&year) {
        Some(n) => {
            let parts = [&n.title, &n.number, &n.date];
            let parts: Vec<&str> = parts
                .iter()
                .map(|p| p.as_str())
                .filter(|p| !p.is_empty())
                .collect();
            let notice = parts.join(" ");
            say!("{year}年：{notice}", "{year}: {notice}")
        }
        None => say!(
            "{year}年：通知未发布，暂按推算（只计法定节日和周末）",
            "{year}: no notice yet, provisional (statutory days and weekends only)"
        ),
    }
}

/// 一 to 日, or Mon to Sun.
#[must_use]
pub fn weekday(date: chrono::NaiveDate, lang: Lang) -> &'static str {
    let at = date.weekday().num_days_from_monday() as usize;
    match lang {
        Lang::Zh => ["一", "二", "三", "四", "五", "六", "日"][at],
        Lang::En => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][at],
    }
}
