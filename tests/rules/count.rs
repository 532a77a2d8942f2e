//! Counting days: the vectors of the domain facts, and an oracle that counts in another way.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use zhuoluo::domain::count::{self, DayUnit, Span};

use crate::kit::log::desk;
use crate::kit::{Dice, day};

/// start, length, unit, nominal, effective, provisional.
const VECTORS: [(&str, u32, DayUnit, &str, &str, bool); 19] = {
    use DayUnit::{Day, WorkingDay};
    [
        ("2026-01-30", 15, Day, "2026-02-14", "2026-02-14", false),
        ("2026-02-02", 15, Day, "2026-02-17", "2026-02-24", false),
        ("2026-03-05", 15, Day, "2026-03-20", "2026-03-20", false),
        ("2025-09-18", 15, Day, "2025-10-03", "2025-10-09", false),
        ("2026-07-28", 60, Day, "2026-09-26", "2026-09-28", false),
        ("2026-08-05", 60, Day, "2026-10-04", "2026-10-08", false),
        ("2026-08-05", 90, Day, "2026-11-03", "2026-11-03", false),
        ("2026-04-02", 30, Day, "2026-05-02", "2026-05-06", false),
        ("2025-12-18", 30, Day, "2026-01-17", "2026-01-19", false),
        ("2024-12-01", 60, Day, "2025-01-30", "2025-02-05", false),
        ("2025-12-17", 60, Day, "2026-02-15", "2026-02-24", false),
        ("2026-12-20", 15, Day, "2027-01-04", "2027-01-04", true),
        (
            "2026-09-17",
            5,
            WorkingDay,
            "2026-09-23",
            "2026-09-23",
            false,
        ),
        (
            "2026-02-11",
            10,
            WorkingDay,
            "2026-03-03",
            "2026-03-03",
            false,
        ),
        (
            "2026-02-12",
            5,
            WorkingDay,
            "2026-02-26",
            "2026-02-26",
            false,
        ),
        (
            "2025-01-20",
            10,
            WorkingDay,
            "2025-02-08",
            "2025-02-08",
            false,
        ),
        (
            "2025-09-26",
            3,
            WorkingDay,
            "2025-09-30",
            "2025-09-30",
            false,
        ),
        (
            "2026-04-30",
            3,
            WorkingDay,
            "2026-05-08",
            "2026-05-08",
            false,
        ),
        (
            "2025-12-30",
            5,
            WorkingDay,
            "2026-01-07",
            "2026-01-07",
            false,
        ),
    ]
};

#[test]
fn the_vectors() {
    for (from, length, unit, nominal, effective, provisional) in VECTORS {
        let due = count::due(&desk().calendar, day(from), Span { length, unit });
        let shown = format!("{from} + {length} {unit:?}");
        assert_eq!(due.nominal, day(nominal), "{shown}");
        assert_eq!(due.effective, day(effective), "{shown}");
        assert_eq!(due.provisional, provisional, "{shown}");
        assert_eq!(due.from, day(from), "{shown}");
    }
}

/// The oracle: the set of all working days, built from the tables' text alone, and searches in it.
struct Oracle {
    first: NaiveDate,
    working: BTreeSet<i64>,
}

impl Oracle {
    fn new() -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/calendar");
        let (mut off, mut on) = (BTreeSet::new(), BTreeSet::new());
        for year in 2007..=2026 {
            let text = std::fs::read_to_string(format!("{folder}/{year}.csv")).expect("a table");
            for line in text.lines().filter(|l| l.starts_with("20")) {
                let (date, rest) = line.split_once(',').expect("cells");
                let set = if rest.starts_with('休') {
                    &mut off
                } else {
                    &mut on
                };
                set.insert(day(date));
            }
        }
        let text = std::fs::read_to_string(format!("{folder}/statutory.csv")).expect("a table");
        for line in text.lines().filter(|l| l.starts_with("20")) {
            let date = day(line.split(',').next().expect("a date"));
            if date.year() > 2026 {
                off.insert(date);
            }
        }
        let first = day("2007-01-01");
        let mut working = BTreeSet::new();
        for n in 0..8_000_i64 {
            let date = first + Days::new(n.unsigned_abs());
            let weekday = date.weekday().number_from_monday() < 6;
            if on.contains(&date) || (weekday && !off.contains(&date)) {
                working.insert(n);
            }
        }
        Self { first, working }
    }

    fn number(&self, date: NaiveDate) -> i64 {
        (date - self.first).num_days()
    }

    /// Nominal and effective day numbers.
    fn due(&self, from: i64, length: u32, unit: DayUnit) -> (i64, i64) {
        let next_from = |n: i64| *self.working.range(n..).next().expect("in range");
        let nominal = match unit {
            DayUnit::Day => from + i64::from(length),
            DayUnit::WorkingDay if length == 0 => from,
            DayUnit::WorkingDay => *self
                .working
                .range(from + 1..)
                .nth(length as usize - 1)
                .expect("in range"),
        };
        (nominal, next_from(nominal))
    }
}

#[test]
fn a_hundred_thousand_cases_against_the_oracle() {
    let oracle = Oracle::new();
    let calendar = &desk().calendar;
    let mut dice = Dice(2026);
    for _ in 0..100_000 {
        let from = i64::try_from(dice.below(7_300)).expect("small");
        let length =
            u32::try_from(*dice.pick(&[0, 1, 2, 3, 5, 10, 15, 30, 60, 90, 7, 45])).expect("small");
        let unit = *dice.pick(&[DayUnit::Day, DayUnit::WorkingDay]);
        let start = oracle.first + Days::new(from.unsigned_abs());
        let due = count::due(calendar, start, Span { length, unit });
        let found = (oracle.number(due.nominal), oracle.number(due.effective));
        assert_eq!(
            found,
            oracle.due(from, length, unit),
            "{start} + {length} {unit:?}"
        );
        assert!(
            due.warn <= due.nominal && due.warn >= start,
            "{start} + {length} {unit:?}"
        );
        let warn = oracle.number(due.warn);
        let between = oracle
            .working
            .range(from..=oracle.number(due.nominal))
            .next_back();
        assert_eq!(
            warn,
            between.copied().unwrap_or(oracle.number(due.nominal)),
            "{start} + {length}"
        );
        // What lies past the last notice may move, and what the next notice may still name.
        let settled = NaiveDate::from_ymd_opt(2026, 12, 24).expect("a day");
        let touches = due.nominal > settled || due.effective > settled;
        assert_eq!(due.provisional, touches, "{start} + {length} {unit:?}");
    }
}

fn spans() -> impl Strategy<Value = (NaiveDate, Span)> {
    (0_u64..7_400, 0_u32..120, any::<bool>()).prop_map(|(from, length, working)| {
        let unit = if working {
            DayUnit::WorkingDay
        } else {
            DayUnit::Day
        };
        (day("2007-01-01") + Days::new(from), Span { length, unit })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn elapsed_and_remaining_make_the_limit((from, span) in spans(), later in 0_u64..300) {
        let calendar = &desk().calendar;
        let due = count::due(calendar, from, span);
        let today = from + Days::new(later);
        let used = count::elapsed(calendar, &due, today);
        prop_assert_eq!(used + count::remaining(calendar, &due, today), span.length);
        if today <= due.nominal && today < due.nominal {
            prop_assert!(count::elapsed(calendar, &due, today) <= span.length);
        }
        if today >= due.nominal {
            prop_assert_eq!(count::remaining(calendar, &due, today), 0);
        }
        let tomorrow = today + Days::new(1);
        let more = count::elapsed(calendar, &due, tomorrow);
        prop_assert!(more == used || more == used + 1);
    }

    #[test]
    fn the_strip_ends_on_the_limit((from, span) in spans()) {
        let calendar = &desk().calendar;
        let due = count::due(calendar, from, span);
        let strip = count::strip(calendar, &due);
        prop_assert_eq!(strip.first().map(|d| (d.date, d.number)), Some((from, Some(0))));
        prop_assert_eq!(strip.last().map(|d| d.date), Some(due.effective));
        let last = strip.iter().filter_map(|d| d.number).next_back();
        prop_assert_eq!(last, Some(span.length));
        for pair in strip.windows(2) {
            prop_assert_eq!(pair[1].date, pair[0].date + Days::new(1));
            prop_assert_eq!(pair[1].rolled, pair[1].date > due.nominal);
        }
    }

    #[test]
    fn a_later_start_is_never_due_earlier((from, span) in spans()) {
        let calendar = &desk().calendar;
        let one = count::due(calendar, from, span);
        let two = count::due(calendar, from + Days::new(1), span);
        prop_assert!(two.nominal >= one.nominal && two.effective >= one.effective);
    }
}

#[test]
fn dates_at_the_end_of_time_do_not_panic() {
    let calendar = &desk().calendar;
    for from in [NaiveDate::MIN, NaiveDate::MAX] {
        for span in [Span::days(60), Span::working_days(10)] {
            let due = count::due(calendar, from, span);
            let _ = (
                count::strip(calendar, &due),
                count::elapsed(calendar, &due, from),
            );
        }
    }
    let fixed = count::fixed(calendar, day("2026-03-05"), day("2026-03-01"));
    assert_eq!(fixed.span.length, 0);
}
