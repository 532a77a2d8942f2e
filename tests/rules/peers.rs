//! Worked cases from the test suites of known programs that count working days and case clocks, told
//! again for these rules and this calendar. The values were counted by hand on the published notices.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::json;
use zhuoluo::domain::calendar::Calendar;
use zhuoluo::domain::count::{self, Span};
use zhuoluo::domain::obligation::Kind;

use crate::kit::log::desk;
use crate::kit::{Log, day};

fn calendar() -> &'static Calendar {
    &desk().calendar
}

fn working(from: &str, n: u32) -> NaiveDate {
    count::due(calendar(), day(from), Span::working_days(n)).effective
}

fn days(from: &str, n: u32) -> NaiveDate {
    count::due(calendar(), day(from), Span::days(n)).effective
}

/// chinese-calendar: days off and working days that no weekday rule tells.
#[test]
fn days_off_and_on() {
    for off in ["2017-05-30", "2017-06-04", "2017-10-01", "2018-05-01"] {
        assert!(calendar().is_off(day(off)), "{off}");
    }
    for on in ["2017-05-27", "2017-06-05", "2017-10-31", "2018-05-10"] {
        assert!(!calendar().is_off(day(on)), "{on}");
    }
}

/// chinese-calendar: days off on weekdays less make-up weekends are the statutory days of a year.
#[test]
fn eleven_statutory_days_a_year() {
    let mut of_year: BTreeMap<i32, i32> = BTreeMap::new();
    let all = day("2007-01-01").iter_days();
    for date in all.take_while(|d| *d <= day("2022-12-31")) {
        let (weekend, off) = (
            date.weekday().number_from_monday() > 5,
            calendar().is_off(date),
        );
        *of_year.entry(date.year()).or_default() +=
            i32::from(!weekend && off) - i32::from(weekend && !off);
    }
    let expected = |year| match year {
        2007 | 2008 => None, // the eve of the festival and the change of the weeks differ by source
        2011 => Some(10),    // worked in advance for the New Year of 2012
        2012 | 2015 => Some(12), // of which one was worked in 2011; the day of the victory
        2020 => Some(13),    // the festival was made two days longer
        _ => Some(11),
    };
    for (year, found) in of_year {
        if let Some(expected) = expected(year) {
            assert_eq!(found, expected, "{year}");
        }
    }
}

/// chinese-calendar: working days of a stretch.
#[test]
fn working_days_of_a_stretch() {
    for (from, to, expected) in [
        ("2017-12-31", "2018-01-07", 4),
        ("2017-12-31", "2018-02-01", 23),
        ("2018-01-31", "2018-03-01", 18),
    ] {
        assert_eq!(
            count::working_days_between(calendar(), day(from), day(to)),
            expected,
            "{from}–{to}"
        );
    }
}

/// chinese-calendar `find_workday`; Alaveteli "Saturday start" and "Sunday start": whatever arrives on
/// days off is as if it had arrived on the working day before, because the next working day is day 1.
#[test]
fn arrival_on_a_day_off_is_as_on_the_working_day_before() {
    for stretch in [
        ["2017-12-29", "2017-12-30", "2017-12-31", "2018-01-01"].as_slice(),
        &["2026-03-13", "2026-03-14", "2026-03-15"],
        &["2026-02-14", "2026-02-15", "2026-02-20", "2026-02-23"], // a make-up Saturday, then the festival
        &["2026-09-30", "2026-10-01", "2026-10-04", "2026-10-07"],
    ] {
        for n in [1, 2, 3, 5, 10, 20] {
            let first = working(stretch[0], n);
            assert!(
                stretch.iter().all(|d| working(d, n) == first),
                "{stretch:?} + {n}"
            );
        }
    }
    // HOCS rolls such a receipt to Monday first and then has 21 days of 20 left: here never.
    let due = count::due(calendar(), day("2026-03-14"), Span::working_days(20));
    assert_eq!(count::remaining(calendar(), &due, day("2026-03-14")), 20);
    assert_eq!(count::remaining(calendar(), &due, day("2026-03-16")), 19);
}

/// Alaveteli, in working days: leap year and common year; over a festival.
#[test]
fn twenty_working_days() {
    assert_eq!(working("2024-02-18", 9), day("2024-02-29"));
    assert_eq!(working("2023-02-01", 20), day("2023-03-01"));
    assert_eq!(
        working("2025-09-30", 5),
        day("2025-10-14"),
        "a make-up Saturday counts"
    );
}

/// Alaveteli, in calendar days: the last day on a Friday, Saturday, Sunday, Monday, on the day before a
/// holiday and on one.
#[test]
fn the_last_day_falls_on() {
    for (from, expected, why) in [
        ("2026-03-07", "2026-03-27", "a Friday"),
        ("2026-03-08", "2026-03-30", "a Saturday"),
        ("2026-03-09", "2026-03-30", "a Sunday"),
        ("2026-03-10", "2026-03-30", "a Monday"),
        ("2026-09-04", "2026-09-24", "the day before the festival"),
        ("2026-09-05", "2026-09-28", "the festival"),
        ("2026-01-25", "2026-02-14", "a Saturday that is worked"),
    ] {
        assert_eq!(days(from, 20), day(expected), "{why}");
    }
}

/// cmc-claim-store: a date is put off from its base, not from where it had rolled to.
#[test]
fn an_extension_counts_from_the_base_and_rolls_once() {
    let mut log = Log::received("2026-08-03");
    log.step("2026-08-05", "accept", json!({"route": "petition"}));
    let answer = |log: &Log| {
        log.obligations()
            .into_iter()
            .find(|o| o.kind == Kind::Answer)
            .map(|o| o.due)
            .expect("owed")
    };
    let plain = answer(&log);
    assert_eq!(
        (plain.nominal, plain.effective),
        (day("2026-10-04"), day("2026-10-08"))
    );
    log.step(
        "2026-09-20",
        "extend",
        json!({"days": 30, "reasons": "复杂", "approver": "王某"}),
    );
    let longer = answer(&log);
    assert_eq!(
        (longer.nominal, longer.effective),
        (day("2026-11-03"), day("2026-11-03")),
        "not 10-08 and 30"
    );
}

/// CTS `stoppable`: two stops in a row, and stops that overlap, leave out each day once. GLPI and frappe:
/// a stop over a weekend leaves out its own days, no more.
#[test]
fn days_left_out_are_left_out_once() {
    let without = |paused: &[(&str, &str)]| {
        let paused = paused.iter().map(|(a, b)| (day(a), day(b))).collect();
        count::due_without(calendar(), day("2026-03-02"), 30, paused).nominal
    };
    let base = day("2026-04-01");
    assert_eq!(without(&[]), base);
    let by = |paused: &[(&str, &str)]| (without(paused) - base).num_days();
    assert_eq!(by(&[("2026-03-10", "2026-03-12")]), 3);
    assert_eq!(
        by(&[("2026-03-10", "2026-03-12"), ("2026-03-13", "2026-03-13")]),
        4,
        "two in a row"
    );
    assert_eq!(
        by(&[("2026-03-10", "2026-03-12"), ("2026-03-11", "2026-03-14")]),
        5,
        "overlapping"
    );
    assert_eq!(by(&[("2026-03-13", "2026-03-16")]), 4, "over a weekend");
    assert_eq!(by(&[("2026-02-25", "2026-03-02")]), 0, "over before day 1");
    assert_eq!(
        by(&[("2026-04-01", "2026-04-03")]),
        3,
        "on the last day itself"
    );
    assert_eq!(by(&[("2026-04-02", "2026-04-03")]), 0, "after it");
}

/// RT `t/sla/due.t`, zammad 3410: whoever asks again moves no date. CCRS: no edit buys time.
#[test]
fn nothing_said_in_between_moves_a_date() {
    let mut log = Log::received("2026-08-03");
    log.step("2026-08-05", "accept", json!({"route": "petition"}));
    let before = log.obligations();
    for (on, step, body) in [
        ("2026-08-10", "contact", json!({"text": "信访人来电催问"})),
        ("2026-08-20", "note", json!({"text": "记事"})),
        ("2026-09-01", "remind", json!({"text": "请尽快"})),
        ("2026-09-02", "handler", json!({"login": "li"})),
    ] {
        log.step(on, step, body);
    }
    assert_eq!(before, log.obligations());
}

/// osTicket 5206, GLPI 9267, Znuny 369: who takes up a file again keeps its first clock in sight.
#[test]
fn a_file_taken_up_again_shows_both_clocks() {
    let mut log = Log::received("2026-03-02");
    log.step("2026-03-04", "accept", json!({"route": "petition"}));
    log.step("2026-03-20", "answer", json!({"outcomes": ["supported"]}));
    log.step("2026-03-20", "serve", json!({}));
    log.step("2026-03-23", "close", json!({"reasons": "已答复"}));
    log.step("2026-06-01", "reopen", json!({"reasons": "新的事实"}));
    let answers: Vec<_> = log
        .obligations()
        .into_iter()
        .filter(|o| o.kind == Kind::Answer)
        .collect();
    assert_eq!(answers.len(), 2);
    assert!(answers[0].paid.is_some() && answers[0].due.from == day("2026-03-04"));
    assert!(answers[1].paid.is_none() && answers[1].due.from == day("2026-06-01"));
}

/// GLPI 22678, 15357: a warning is counted back on the same calendar and never lies on a day off or
/// before the clock began.
#[test]
fn warnings_are_counted_back_on_the_same_calendar() {
    for (from, span) in [
        ("2026-09-10", Span::days(21)),
        ("2026-02-02", Span::days(15)),
        ("2026-02-10", Span::working_days(10)),
        ("2026-03-13", Span::working_days(1)),
    ] {
        let due = count::due(calendar(), day(from), span);
        for n in 0..40 {
            let warned = count::before(calendar(), &due, n);
            assert!(
                warned >= due.from && warned <= due.effective,
                "{from} −{n}: {warned}"
            );
            assert!(
                !calendar().is_off(warned) || warned == due.from,
                "{from} −{n}: {warned}"
            );
        }
    }
}
