//! Properties over random legal lives: a link undone is no link, the order of independent events
//! does not matter, elapsed and remaining always make the limit.

use proptest::prelude::*;
use serde_json::json;
use zhuoluo::domain::case::Case;
use zhuoluo::domain::count;
use zhuoluo::domain::event::{Event, Step, StepKind};
use zhuoluo::domain::obligation::{self, Obligation};
use zhuoluo::domain::step;

use crate::kit::life::body;
use crate::kit::log::desk;
use crate::kit::{Dice, Log};

/// A random legal life.
fn life(seed: u64, steps: usize) -> Log {
    let mut dice = Dice(seed);
    let class = dice.pick(&["request", "request", "request", "proposal"]);
    let mut log = Log::with(
        "2026-03-05",
        &json!({"class": class, "route": if *class == "request" { "petition" } else { "" }}),
    );
    for _ in 0..steps {
        log.today = log.today + chrono::Days::new(*dice.pick(&[0, 1, 2, 5, 9]));
        let open: Vec<StepKind> = step::menu(&log.case(), log.ground())
            .into_iter()
            .filter(|(kind, closed)| {
                closed.is_none() && !matches!(kind, StepKind::Withdraw | StepKind::Correct)
            })
            .map(|(kind, _)| kind)
            .collect();
        let kind = *dice.pick(&open);
        let body = body(kind, &log, &mut dice);
        let today = log.today.to_string();
        let _ = log.try_step(&today, kind.code(), body);
    }
    log
}

/// What is owed, in an order of its own.
fn sorted(events: &[Event]) -> Vec<Obligation> {
    let desk = desk();
    let case = Case::of(events).expect("a case");
    let mut all = obligation::derive(&case, &desk.calendar, &desk.rules);
    all.sort_by_key(|o| (o.kind, o.since, o.owed_by, o.due.effective));
    all
}

/// Events that say everything themselves: whom they concern does not hang on who holds the file.
fn stands_alone(step: &Step, led: bool) -> bool {
    match step {
        Step::Note { .. }
        | Step::Handler { .. }
        | Step::Remind { .. }
        | Step::Link { .. }
        | Step::Unlink { .. }
        | Step::Rate { .. }
        | Step::FollowUp { .. }
        | Step::Archive { .. } => true,
        Step::Promise { by_unit, .. } => by_unit.is_some(),
        // On a led case a supervision is an action of the lead official.
        Step::Supervise { to, .. } => to.is_some() && !led,
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_link_undone_changes_nothing(seed in any::<u64>()) {
        let mut log = life(seed, 25);
        if step::closed(StepKind::Link, &log.case(), log.ground()).is_some() {
            return Ok(());
        }
        let before = (log.obligations(), step::menu(&log.case(), log.ground()));
        let today = log.today.to_string();
        log.step(&today, "link", json!({"matter": 7, "reasons": "同一事项"}));
        log.step(&today, "unlink", json!({"reasons": "不是同一事项"}));
        prop_assert_eq!(before, (log.obligations(), step::menu(&log.case(), log.ground())));
    }

    #[test]
    fn independent_events_may_be_read_in_any_order(seed in any::<u64>()) {
        let mut log = life(seed, 25);
        // Records of two more units, so that there is always something to move.
        let today = log.today.to_string();
        let _ = log.try_step(&today, "supervise", json!({"demand": "improve", "to": "教育局", "text": "建议"}));
        let _ = log.try_step(&today, "note", json!({"text": "记一笔"}));
        let before = sorted(&log.events);
        let mut dice = Dice(seed ^ 7);
        let led = log.events.iter().any(|e| matches!(e.what, Step::Lead(_)));
        for _ in 0..60 {
            let at = 1 + dice.below(log.events.len() - 2);
            let (one, two) = (&log.events[at].what, &log.events[at + 1].what);
            let answers = |a: &Step, b: &Event| matches!(a, Step::ReplyToSupervision { of, .. } | Step::Fulfil { of, .. } if *of == b.seq);
            let tied = answers(two, &log.events[at]) || answers(one, &log.events[at + 1]);
            let links = |s: &Step| matches!(s, Step::Link { .. } | Step::Unlink { .. });
            let ends = |s: &Step| matches!(s, Step::Close { .. } | Step::Reopen { .. } | Step::AskReview { .. });
            let same = links(one) && links(two);
            let archived = [one, two].iter().any(|s| matches!(s, Step::Archive { .. })) && (ends(one) || ends(two));
            if (stands_alone(one, led) || stands_alone(two, led)) && !tied && !same && !archived {
                log.events.swap(at, at + 1);
            }
        }
        prop_assert_eq!(before, sorted(&log.events));
    }

    #[test]
    fn elapsed_and_remaining_make_the_limit_every_day(seed in any::<u64>()) {
        let log = life(seed, 30);
        let calendar = &desk().calendar;
        for o in log.obligations() {
            let strip = count::strip(calendar, &o.due);
            prop_assert_eq!(strip.iter().filter(|d| d.number.is_some_and(|n| n > 0)).count(), o.due.span.length as usize);
            prop_assert_eq!(strip.iter().filter(|d| d.extended).count(), o.due.extended as usize);
            for day in o.due.from.iter_days().take(strip.len() + 10) {
                let (used, left) = (count::elapsed(calendar, &o.due, day), count::remaining(calendar, &o.due, day));
                prop_assert_eq!(used + left, o.due.span.length);
            }
        }
    }
}
