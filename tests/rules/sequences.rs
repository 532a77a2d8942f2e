//! Properties over random legal lives of a petition.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhuoluo::domain::event::{Step, StepKind};
use zhuoluo::domain::obligation::{Kind, Obligation};
use zhuoluo::domain::status::Status;
use zhuoluo::domain::step;

use crate::kit::{Dice, Log};

const ROUTES: [&str; 6] = [
    "litigation",
    "arbitration",
    "party_appeal",
    "administrative",
    "perform_duty",
    "petition",
];
const UNITS: [&str; 3] = ["财政局", "东甲镇", "教育局"];

/// A body that fits the step, as a clerk would write it.
fn body(kind: StepKind, log: &Log, dice: &mut Dice) -> Value {
    use StepKind as S;
    let later = log.today + chrono::Days::new(dice.below(20) as u64);
    let of = |step: fn(&Step) -> bool, dice: &mut Dice| {
        let fit: Vec<i64> = log
            .events
            .iter()
            .filter(|e| step(&e.what))
            .map(|e| e.seq)
            .collect();
        if fit.is_empty() { 0 } else { *dice.pick(&fit) }
    };
    match kind {
        S::Sort => {
            json!({"class": dice.pick(&["request", "request", "report", "proposal"]), "route": dice.pick(&ROUTES), "simple": dice.below(4) == 0})
        }
        S::Forward => json!({"to": dice.pick(&UNITS)}),
        S::Assign => json!({"to": dice.pick(&UNITS), "due_on": later.to_string()}),
        S::Object | S::Withdraw | S::Reopen | S::Close | S::Unlink => json!({"reasons": "理由"}),
        S::Return => json!({"agreed": dice.below(2) == 0, "reasons": "理由"}),
        S::Accept => json!({"route": dice.pick(&ROUTES)}),
        S::Decline => json!({"reasons": "理由", "basis": "第十九条"}),
        S::Redirect => json!({"route": dice.pick(&ROUTES), "body": "县仲裁委"}),
        S::Notify => {
            json!({"about": dice.pick(&["receipt", "receipt", "forwarding", "extension"])})
        }
        S::Extend => json!({"days": 1 + dice.below(30), "reasons": "鉴定", "approver": "王某"}),
        S::Lead => json!({"official": "王某"}),
        S::Handler => json!({"login": "wang"}),
        S::Contact | S::Note | S::Remind | S::Meet | S::LegalReview | S::FollowUp => {
            json!({"text": "记一笔"})
        }
        S::Promise => json!({"text": "回电话", "due_on": later.to_string()}),
        S::Fulfil => json!({"of": of(|s| matches!(s, Step::Promise { .. }), dice), "text": "已回"}),
        S::Correct => {
            json!({"of": of(|s| !matches!(s, Step::Register(_)), dice), "void": true, "reasons": "录错"})
        }
        S::Link => json!({"matter": 7, "reasons": "同一事项"}),
        S::Hear => json!({"from": log.today.to_string(), "to": log.today.to_string()}),
        S::Mediate => {
            json!({"agreed": dice.below(2) == 0, "document": "示调1号", "text": "协商", "due_on": null})
        }
        S::AnswerReview | S::AnswerRereview => {
            json!({"outcome": dice.pick(&["upheld", "changed", "revoked", "redo"])})
        }
        S::Rate => json!({"office": "satisfied"}),
        S::Supervise => {
            json!({"demand": dice.pick(&["letter", "improve"]), "text": "超期", "due_on": later.to_string()})
        }
        S::ReplyToSupervision => {
            json!({"of": of(|s| matches!(s, Step::Supervise { .. }), dice), "text": "已改", "adopted": true})
        }
        S::Recuse => {
            json!({"login": "li", "substitute": "zhao", "reasons": "亲属", "approver": "王某"})
        }
        S::Split => json!({"requests": [1], "into": "另件", "reasons": "另一事项"}),
        S::Archive => json!({"retention": "ten"}),
        S::Register | S::SignFor | S::Answer | S::Serve | S::AskReview | S::AskRereview => {
            json!({})
        }
    }
}

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
