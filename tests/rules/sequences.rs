//! Properties over random legal lives of a petition.

use proptest::prelude::*;
use serde_json::json;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::obligation::{Kind, Obligation};
use zhuoluo::domain::status::Status;
use zhuoluo::domain::step;

use crate::kit::life::body;
use crate::kit::{Dice, Log};

/// A registration and what to try, from a seed.
fn begin(dice: &mut Dice) -> Log {
    let class = dice.pick(&["request", "request", "request", "report", "proposal"]);
    let route = dice.pick(&["", "petition", "administrative"]);
    let mut more = json!({"class": class, "route": route});
    if dice.below(4) == 0 {
        more["people"] = json!([]);
    }
    Log::with("2026-03-05", &more)
}

/// Takes one random step when it is legal; says which.
fn live(log: &mut Log, dice: &mut Dice, corrections: bool) -> Option<StepKind> {
    log.today = log.today + chrono::Days::new(*dice.pick(&[0, 0, 1, 2, 5, 9, 20]));
    let case = log.case();
    let open: Vec<StepKind> = step::menu(&case, log.ground())
        .into_iter()
        .filter(|(kind, closed)| closed.is_none() && (corrections || *kind != StepKind::Correct))
        .map(|(kind, _)| kind)
        .collect();
    let kind = *dice.pick(&open);
    // Bookkeeping is always open; without this nothing else would ever happen.
    let aside = matches!(
        kind,
        StepKind::Note
            | StepKind::Contact
            | StepKind::Remind
            | StepKind::Lead
            | StepKind::Handler
            | StepKind::Link
            | StepKind::Withdraw
    );
    if aside && dice.below(5) != 0 {
        return None;
    }
    let body = body(kind, log, dice);
    let today = log.today.to_string();
    log.try_step(&today, kind.code(), body).ok().map(|_| kind)
}

fn paid(obligations: &[Obligation]) -> Vec<(String, i64)> {
    obligations
        .iter()
        .filter_map(|o| {
            Some((
                format!("{:?} {:?} {}", o.kind, o.owed_by, o.since),
                o.paid?.0,
            ))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_paid_is_ever_unpaid(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let mut log = begin(&mut dice);
        for _ in 0..40 {
            let before = paid(&log.obligations());
            let Some(kind) = live(&mut log, &mut dice, false) else { continue };
            if matches!(kind, StepKind::Return | StepKind::Reopen) {
                continue;
            }
            let after = paid(&log.obligations());
            for payment in &before {
                prop_assert!(after.contains(payment), "{kind:?} took back {payment:?}: {:?}", log.events.iter().map(|e| e.what.kind()).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn no_open_petition_is_silent(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let mut log = begin(&mut dice);
        for _ in 0..40 {
            live(&mut log, &mut dice, true);
            let case = log.case();
            let obligations = log.obligations();
            let owed = obligations.iter().any(|o| o.is_owed(log.today));
            let lapsed = obligations.iter().any(|o| o.is_owed(log.today) && o.kind != Kind::Object);
            prop_assert!(case.is_done() || (owed && lapsed), "silent: {:?}", log.events.iter().map(|e| e.what.kind()).collect::<Vec<_>>());
            // What outlives the end by law: carrying out an opinion (Art. 32(2)) or an agreement
            // (Art. 33), and the written reply to a supervision (Art. 40).
            let lasting = |k: &Kind| matches!(k, Kind::Fulfil | Kind::ReplyToSupervision);
            if case.ended.is_some() {
                prop_assert!(log.owed().iter().all(lasting), "an ended petition owes {:?}", log.owed());
            }
            if case.is_done() && case.ended.is_none() && !owed {
                let closed = step::closed(StepKind::Close, &case, log.ground());
                prop_assert!(closed.is_none(), "done and cannot be closed: {closed:?}");
            }
        }
    }

    #[test]
    fn deriving_is_deterministic_and_sound(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let mut log = begin(&mut dice);
        for _ in 0..30 {
            live(&mut log, &mut dice, true);
        }
        let obligations = log.obligations();
        prop_assert_eq!(&obligations, &log.clone().obligations());
        for o in &obligations {
            prop_assert!(o.due.warn <= o.due.nominal && o.due.nominal <= o.due.effective, "{o:?}");
            prop_assert!(o.paid.is_none() || !o.void, "paid and void: {o:?}");
            let written = serde_json::to_string(o).expect("JSON");
            prop_assert_eq!(&serde_json::from_str::<Obligation>(&written).expect("an obligation"), o);
        }
        // No two debts of one kind to the same person for the same reason.
        let mut open: Vec<_> = obligations.iter().filter(|o| o.is_owed(log.today)).map(|o| (o.kind, o.since)).collect();
        let all = open.len();
        open.sort();
        open.dedup();
        prop_assert_eq!(open.len(), all, "{:#?} {:?}", obligations.iter().filter(|o| o.is_owed(log.today)).map(|o| (o.kind, o.since, o.owed_by)).collect::<Vec<_>>(), log.events.iter().map(|e| (e.seq, e.what.kind())).collect::<Vec<_>>());
    }

    #[test]
    fn any_events_at_all_never_panic(seed in any::<u64>()) {
        // Not legal: whatever a damaged or a future store may hold.
        let mut dice = Dice(seed);
        let mut log = begin(&mut dice);
        for _ in 0..25 {
            let kind = *dice.pick(StepKind::ALL);
            let body = body(kind, &log, &mut dice);
            let on = (log.today - chrono::Days::new(dice.below(30) as u64)).to_string();
            if kind != StepKind::Register && let Ok(act) = log.read(&on, kind.code(), body) {
                log.push(act.on, act.step);
            }
        }
        let case = log.case();
        let _ = (log.obligations(), Status::of(Some(&case)), step::menu(&case, log.ground()));
    }
}
