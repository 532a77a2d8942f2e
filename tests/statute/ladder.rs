//! The reminder ladder: every obligation has its rung, on a working day, ownerless first.

use proptest::prelude::*;
use serde_json::json;
use zhuoluo::domain::count;
use zhuoluo::domain::ids::PetitionId;
use zhuoluo::domain::obligation::{self, Kind};

use crate::kit::log::desk;
use crate::kit::{Log, day};

fn steps(log: &Log, on: &str) -> Option<i64> {
    let desk = desk();
    obligation::rung(&log.the(Kind::Answer), &desk.calendar, &desk.rules, day(on)).map(|r| r.step)
}

#[test]
fn the_rungs_of_sixty_days() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-05", "accept", json!({}));
    // 60 days end on Monday 2026-05-04, inside the holiday: the mark is Thursday 04-30, the last
    // day 05-06.
    let due = log.the(Kind::Answer).due;
    assert_eq!(
        (due.warn, due.effective),
        (day("2026-04-30"), day("2026-05-06"))
    );
    for (on, rung) in [
        ("2026-04-14", None),
        ("2026-04-15", Some(15)),
        ("2026-04-22", Some(15)),
        ("2026-04-23", Some(7)),
        ("2026-04-27", Some(3)),
        ("2026-04-30", Some(0)),
        ("2026-05-06", Some(0)),
        ("2026-05-07", Some(-1)),
        ("2026-09-01", Some(-1)),
    ] {
        assert_eq!(steps(&log, on), rung, "{on}");
    }
}

#[test]
fn nobody_handles_it_first_and_nothing_is_left_out() {
    let desk = desk();
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "accept", json!({}));
    let all = log.obligations();
    let files: Vec<_> = (1..=500)
        .map(|n| (PetitionId(n), n % 2 == 0, all.as_slice()))
        .collect();
    let today = day("2026-06-30");
    let found = obligation::standing(files, &desk.calendar, &desk.rules, today);
    let owed = all.iter().filter(|o| o.is_owed(today)).count();
    assert_eq!(found.len(), 500 * owed);
    let first_handled = found.iter().position(|s| !s.ownerless).expect("some");
    assert!(found[first_handled..].iter().all(|s| !s.ownerless));
    assert_eq!(first_handled, 250 * owed);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reminders_fall_on_working_days_in_order(start in 0u64..6_900, length in 1u32..91, working in any::<bool>()) {
        let desk = desk();
        let from = day("2007-02-01") + chrono::Days::new(start);
        let span = if working { count::Span::working_days(length) } else { count::Span::days(length) };
        let mut log = Log::received("2026-03-05");
        log.step("2026-03-05", "accept", json!({}));
        let mut owed = log.the(Kind::Answer);
        owed.due = count::due(&desk.calendar, from, span);
        let rungs = obligation::ladder(&owed, &desk.calendar, &desk.rules);
        prop_assert!(rungs.windows(2).all(|w| w[0].on <= w[1].on && w[0].step > w[1].step), "{rungs:?}");
        for rung in rungs {
            prop_assert!(rung.step <= 0 || rung.on > from);
            // The mark is a working day unless the whole span lies in a holiday.
            prop_assert!(!desk.calendar.is_off(rung.on) || owed.due.warn == rung.on || rung.on == owed.due.nominal, "{rung:?}");
            if rung.step < 0 {
                prop_assert!(rung.on > owed.due.effective);
            }
        }
    }
}
