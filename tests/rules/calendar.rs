//! The shipped calendar against the State Council's schedules of 2024–2026, and its sanity.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use zhuoluo::domain::calendar::{Calendar, DayKind};
use zhuoluo::domain::count::{Span, due};

use crate::kit::day;

fn shipped() -> Calendar {
    Calendar::shipped().expect("the calendar")
}

fn days_between(from: &str, to: &str) -> Vec<NaiveDate> {
    let (mut at, to) = (day(from), day(to));
    let mut days = Vec::new();
    while at <= to {
        days.push(at);
        at = at + Days::new(1);
    }
    days
}

/// Days off as runs, weekends inside them included.
const OFF: [(&str, &str); 17] = [
    ("2024-01-01", "2024-01-01"),
    ("2024-02-10", "2024-02-17"),
    ("2024-04-04", "2024-04-06"),
    ("2024-05-01", "2024-05-05"),
    ("2024-06-08", "2024-06-10"),
    ("2024-09-15", "2024-09-17"),
    ("2024-10-01", "2024-10-07"),
    ("2025-01-01", "2025-01-01"),
    ("2025-01-28", "2025-02-04"),
    ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"),
    ("2025-05-31", "2025-06-02"),
    ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
];

const MAKE_UP: [&str; 19] = [
    "2024-02-04",
    "2024-02-18",
    "2024-04-07",
    "2024-04-28",
    "2024-05-11",
    "2024-09-14",
    "2024-09-29",
    "2024-10-12",
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11",
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
];

#[test]
fn the_notices_days_off_and_make_up_days() {
    let calendar = shipped();
    for (from, to) in OFF {
        for date in days_between(from, to) {
            assert!(calendar.is_off(date), "{date} is off");
        }
    }
    let mut expected: BTreeSet<NaiveDate> = MAKE_UP.iter().map(|d| day(d)).collect();
    for date in days_between("2024-01-01", "2026-12-31") {
        let made_up = matches!(calendar.kind(date), DayKind::MakeUp(_));
        assert_eq!(made_up, expected.remove(&date), "{date}");
        assert_eq!(
            calendar.kind(date).is_off(),
            calendar.is_off(date),
            "{date}"
        );
    }
    assert!(expected.is_empty());
}

#[test]
fn working_days_of_a_year() {
    let calendar = shipped();
    for (year, expected) in [(2024, 251), (2025, 248), (2026, 248)] {
        let days = days_between(&format!("{year}-01-01"), &format!("{year}-12-31"));
        let worked = days.iter().filter(|d| !calendar.is_off(**d)).count();
        assert_eq!(worked, expected, "{year}");
    }
}

#[test]
fn the_tables_are_sane() {
    let calendar = shipped();
    assert_eq!(
        calendar.notices().keys().copied().collect::<Vec<_>>(),
        (2007..=2026).collect::<Vec<_>>()
    );
    for year in 2007..=2026 {
        let notice = &calendar.notices()[&year];
        assert!(
            notice.title.contains(&year.to_string()) || !notice.title.is_empty(),
            "{year} has no notice"
        );
        let mut off = 0;
        for (date, named) in calendar.days_of(year) {
            let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(
                named.off || weekend,
                "{date}: a make-up day that is no weekend"
            );
            assert!(!named.name.is_empty(), "{date} has no festival");
            off += usize::from(named.off);
        }
        let least = if year >= 2025 { 13 } else { 10 };
        assert!(off >= least, "{year}: only {off} days off");
    }
}

#[test]
fn no_date_stands_twice_in_a_shipped_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/calendar");
    let mut seen = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the tables") {
        let path = entry.expect("a table").path();
        if path.ends_with("statutory.csv") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        for line in text.lines().filter(|l| l.starts_with("20")) {
            let date = line.split(',').next().expect("a date").to_owned();
            assert!(seen.insert(date), "{}: {line}", path.display());
        }
    }
    assert!(seen.len() > 500);
}

#[test]
fn a_year_without_a_notice_is_computed_and_says_so() {
    let calendar = shipped();
    assert!(!calendar.is_published(day("2027-01-01")));
    for off in [
        "2027-01-01",
        "2027-02-05",
        "2027-02-08",
        "2027-04-05",
        "2027-06-09",
        "2027-09-15",
        "2027-10-01",
    ] {
        assert!(
            matches!(calendar.kind(day(off)), DayKind::Festival(_)),
            "{off}"
        );
    }
    assert!(!calendar.is_off(day("2027-01-04")));
}

#[test]
fn a_table_that_cannot_be_read_changes_nothing() {
    let sound = shipped();
    for bad in [
        "2027-01-01,休,元旦\n",
        "# 年,2027\n2027-13-01,休,元旦\n",
        "# 年,2027\n2027-01-01,假,元旦\n",
    ] {
        let mut calendar = sound.clone();
        assert!(calendar.load(bad).is_err(), "{bad}");
        assert_eq!(calendar, sound);
    }
}

#[test]
fn a_corrected_table_replaces_the_earlier_one() {
    let mut calendar = shipped();
    calendar
        .load("# 年,2027\n# 通知,甲,1,2026-11-01\n2027-01-01,休,元旦\n2027-01-09,班,元旦\n")
        .expect("a table");
    calendar
        .load("# 年,2027\n# 通知,乙,2,2026-11-02\n2027-01-01,休,元旦\n")
        .expect("a table");
    assert!(
        calendar.is_off(day("2027-01-09")),
        "the make-up day was taken back"
    );
    assert_eq!(calendar.notices()[&2027].title, "乙");
}

#[test]
fn a_table_that_contradicts_itself_is_refused() {
    let mut calendar = shipped();
    let sound = calendar.clone();
    for bad in [
        "# 年,2027\n2027-01-04,班,元旦\n",
        "# 年,2027\n2027-01-09,班,元旦\n2027-01-09,休,元旦\n",
        "# 年,2027\n2029-01-01,休,元旦\n",
    ] {
        assert!(calendar.load(bad).is_err(), "{bad}");
        assert_eq!(calendar, sound);
    }
}

#[test]
fn the_last_days_of_december_wait_for_the_next_notice() {
    let mut calendar = shipped();
    // 2022-12-31 was named by the notice of 2023, 2011-12-31 by that of 2012.
    assert!(calendar.is_off(day("2022-12-31")) && !calendar.is_off(day("2011-12-31")));
    let marked =
        |calendar: &Calendar, from: &str, span: Span| due(calendar, day(from), span).provisional;
    for (from, span, provisional) in [
        ("2026-12-09", Span::days(15), false),
        ("2026-12-10", Span::days(15), true),
        ("2026-12-16", Span::days(15), true),
        ("2026-12-20", Span::days(15), true),
        ("2026-12-17", Span::working_days(5), false),
        ("2026-12-18", Span::working_days(5), true),
        ("2025-12-16", Span::days(15), false),
    ] {
        assert_eq!(
            marked(&calendar, from, span),
            provisional,
            "{from} {span:?}"
        );
    }
    let days = "2027-01-01 2027-01-02 2027-01-03 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-04-05 2027-05-01 2027-05-02 2027-06-09 2027-09-15 2027-10-01 2027-10-02 2027-10-03";
    let mut table = "# 年,2027\n# 通知,放假通知,国办发明电〔2026〕9号,2026-11-05\n".to_owned();
    for day in days.split(' ') {
        table.push_str(day);
        table.push_str(",休,节日\n");
    }
    calendar.load(&table).expect("the table");
    assert!(!marked(&calendar, "2026-12-16", Span::days(15)));
}

#[test]
fn a_hole_in_the_calendar_marks_what_is_counted_across_it() {
    let mut calendar = Calendar::default();
    for year in [2024, 2026] {
        let path = format!("{}/data/calendar/{year}.csv", env!("CARGO_MANIFEST_DIR"));
        let table = std::fs::read_to_string(path).expect("a table");
        calendar.load(&table).expect("loaded");
    }
    let from = day("2024-12-02");
    for (span, provisional) in [
        (Span::days(15), false),
        (Span::days(90), true),
        (Span::working_days(300), true),
        (Span::days(400), false),
    ] {
        assert_eq!(
            due(&calendar, from, span).provisional,
            provisional,
            "{span:?}"
        );
    }
    // Within the hole the weekends are off and nothing else; the dates say so.
    assert!(!calendar.is_settled(day("2025-10-01")) && !calendar.is_settled(day("2024-12-31")));
}

#[test]
fn a_leap_day_is_a_day_like_any_other() {
    let calendar = shipped();
    for (from, span, nominal, effective) in [
        ("2024-02-14", Span::days(15), "2024-02-29", "2024-02-29"),
        ("2024-02-29", Span::days(15), "2024-03-15", "2024-03-15"),
        (
            "2024-02-29",
            Span::working_days(5),
            "2024-03-07",
            "2024-03-07",
        ),
        ("2023-12-31", Span::days(60), "2024-02-29", "2024-02-29"),
        ("2020-02-28", Span::days(1), "2020-02-29", "2020-03-02"),
    ] {
        let due = due(&calendar, day(from), span);
        assert_eq!(
            (due.nominal, due.effective),
            (day(nominal), day(effective)),
            "{from}"
        );
    }
}
