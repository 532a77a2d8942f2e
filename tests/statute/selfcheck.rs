//! The office's check of itself: each failure that the records can show, with the events behind it.

use serde_json::json;
use zhuoluo::domain::event::Step;
use zhuoluo::domain::ids::PetitionId;
use zhuoluo::domain::selfcheck::{self, Breach, Failure, Looked};

use crate::kit::log::desk;
use crate::kit::office::{FINANCE, OFFICE, TOWN};
use crate::kit::{Log, day};

fn breaches(log: &Log, on: &str) -> Vec<Breach> {
    let (case, obligations) = (log.case(), log.obligations());
    let looked = Looked {
        petition: PetitionId(1),
        case: &case,
        obligations: &obligations,
    };
    selfcheck::breaches([looked], &desk().units, day(on))
}

fn short(log: &Log, on: &str) -> Vec<(&'static str, Failure, i64)> {
    let all = breaches(log, on);
    all.iter()
        .map(|b| (b.article, b.failure, b.unit.0))
        .collect()
}

#[test]
fn an_office_that_keeps_its_days_has_nothing_to_answer_for() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "forward", json!({"to": "财政局"}))
        .step("2026-03-09", "sign_for", json!({}))
        .step("2026-03-10", "accept", json!({}))
        .step("2026-03-11", "notify", json!({}))
        .step("2026-04-10", "answer", json!({}))
        .step("2026-04-11", "serve", json!({}));
    assert_eq!(breaches(&log, "2027-01-01"), []);
}

#[test]
fn each_failure_has_its_unit_and_its_events() {
    let mut log = Log::with("2026-03-05", &json!({"received_on": "2026-03-02"}));
    assert_eq!(
        short(&log, "2026-03-05"),
        [("43", Failure::NotRegistered, OFFICE.0)]
    );
    log.step("2026-03-25", "forward", json!({"to": "财政局"}));
    let late = breaches(&log, "2026-03-25");
    assert_eq!(late[1].failure, Failure::NotForwarded);
    assert_eq!(late[1].events, [10, 20], "received, and forwarded late");
    assert!(!late[1].open);
    log.step("2026-03-26", "sign_for", json!({}))
        .step("2026-03-27", "accept", json!({}));
    let found = short(&log, "2026-06-30");
    for wanted in [
        ("44(3)", Failure::NotTold, FINANCE.0),
        ("45", Failure::Delayed, FINANCE.0),
        ("43", Failure::NotSupervised, OFFICE.0),
    ] {
        assert!(found.contains(&wanted), "{wanted:?}: {found:?}");
    }
    log.step(
        "2026-06-30",
        "supervise",
        json!({"demand": "letter", "text": "超期未答复", "due_on": "2026-07-10"}),
    );
    assert!(!short(&log, "2026-06-30").contains(&("43", Failure::NotSupervised, OFFICE.0)));
    assert!(short(&log, "2026-07-11").contains(&("40(4)", Failure::NotAnswered, FINANCE.0)));
}

#[test]
fn a_supported_request_that_was_not_carried_out() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "forward", json!({"to": "东甲镇"}))
        .step("2026-03-10", "accept", json!({}))
        .step("2026-03-10", "notify", json!({}))
        .step(
            "2026-03-12",
            "answer",
            json!({"outcomes": ["supported"], "execute_by": "2026-04-30"}),
        )
        .step("2026-03-13", "serve", json!({}))
        .step("2026-03-14", "close", json!({"reasons": "已送达"}));
    assert!(short(&log, "2026-05-01").contains(&("42(4)", Failure::NotCarriedOut, TOWN.0)));
}

#[test]
fn a_report_that_reached_the_accused() {
    let more = json!({"class": "report", "route": "", "requests": ["请求查处"], "accused": [{"unit": "东甲镇"}]});
    let mut log = Log::with("2026-03-05", &more);
    assert!(
        log.try_step("2026-03-06", "forward", json!({"to": "戊村"}))
            .is_err()
    );
    // What an import or an older program may have let through.
    let village = crate::kit::office::VILLAGE;
    log.push(day("2026-03-06"), Step::Forward { to: village });
    assert!(short(&log, "2026-03-06").contains(&("46(5)", Failure::Leaked, OFFICE.0)));
}
