//! The simple procedure: 3 and 10 working days, for first matters on route 31(6) alone.

use serde_json::json;
use zhuoluo::domain::obligation::{Kind, State};

use crate::kit::{Log, day};

fn sort(more: &serde_json::Value) -> serde_json::Value {
    let mut body = json!({"class": "request", "route": "petition", "simple": true});
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    body
}

#[test]
fn three_working_days_to_accept_and_ten_to_answer() {
    // Across the Spring Festival with its make-up Saturdays (domain.md 2.5).
    let mut log = Log::received("2026-02-11");
    log.step("2026-02-11", "sort", sort(&json!({})));
    let accept = log.the(Kind::Accept);
    assert_eq!(
        accept.due.effective,
        day("2026-02-14"),
        "12, 13 and the make-up Saturday"
    );
    assert_eq!(accept.basis, "simple");
    log.step("2026-02-11", "accept", json!({}));
    assert_eq!(log.the(Kind::Accept).state(log.today), State::Met);
    assert_eq!(log.the(Kind::Answer).due.effective, day("2026-03-03"));
}

#[test]
fn what_is_not_for_it() {
    for (why, more) in [
        ("another route", json!({"route": "administrative"})),
        ("a report", json!({"class": "report", "route": null})),
        (
            "assigned from above",
            json!({"superior": "市信访局交办〔2026〕8号"}),
        ),
    ] {
        let mut log = Log::received("2026-03-05");
        assert!(
            log.try_step("2026-03-05", "sort", sort(&more)).is_err(),
            "{why}"
        );
    }
    let mut linked = Log::received("2026-03-05");
    linked.step(
        "2026-03-05",
        "link",
        json!({"matter": 7, "reasons": "同一事项"}),
    );
    let why = linked.try_step("2026-03-05", "sort", sort(&json!({})));
    assert!(why.expect_err("not the first").contains("初次"));
    let mut proposal = Log::with("2026-03-05", &json!({"class": "proposal", "route": ""}));
    let body = sort(&json!({"class": "proposal", "route": null}));
    assert!(proposal.try_step("2026-03-05", "sort", body).is_ok());
}

#[test]
fn a_refusal_is_converted_first_and_the_acceptance_date_stays() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-05", "sort", sort(&json!({})))
        .step("2026-03-06", "accept", json!({}));
    let refuse = json!({"outcomes": ["not_supported"]});
    let why = log.clone().try_step("2026-03-10", "answer", refuse.clone());
    assert!(why.expect_err("simple").contains("普通程序"));
    log.step("2026-03-10", "sort", sort(&json!({"simple": false})));
    let answer = log.the(Kind::Answer);
    assert_eq!(
        (answer.due.from, answer.due.span.length),
        (day("2026-03-06"), 60)
    );
    assert_eq!(
        log.the(Kind::Accept).state(log.today),
        State::Met,
        "what was done stays done"
    );
    log.step("2026-03-11", "answer", refuse);
}

#[test]
fn converting_before_acceptance_ends_the_three_days() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-05", "sort", sort(&json!({}))).step(
        "2026-03-06",
        "sort",
        sort(&json!({"simple": false})),
    );
    assert_eq!(log.the(Kind::Accept).state(day("2026-06-01")), State::Void);
    let mut simple = Log::received("2026-03-05");
    simple.step("2026-03-05", "sort", sort(&json!({})));
    let away = simple.try_step("2026-03-06", "accept", json!({"route": "litigation"}));
    assert!(away.is_err(), "not for routes 1 to 5");
}

#[test]
fn a_county_passes_on_what_came_from_above_within_four_days() {
    let mut log = Log::received("2026-03-05");
    let body = sort(&json!({"simple": false, "superior": "市信访局交办〔2026〕8号"}));
    log.step("2026-03-05", "sort", body);
    assert_eq!(log.the(Kind::PassOn).due.effective, day("2026-03-09"));
    log.step(
        "2026-03-10",
        "assign",
        json!({"to": "东甲镇", "due_on": "2026-04-10"}),
    );
    assert_eq!(log.the(Kind::PassOn).state(log.today), State::MetLate);
    assert_eq!(log.the(Kind::Forward).state(log.today), State::Met);
}

#[test]
fn it_may_be_told_orally_and_the_ordinary_may_not() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-05", "accept", json!({}));
    let oral = json!({"method": "oral"});
    assert!(log.try_step("2026-03-05", "notify", oral.clone()).is_err());
    log.step("2026-03-05", "sort", sort(&json!({})));
    log.step("2026-03-05", "notify", oral);
    log.step("2026-03-06", "answer", json!({"outcomes": ["supported"]}));
    assert!(
        log.try_step("2026-03-06", "serve", json!({"method": "oral"}))
            .is_err()
    );
    log.step(
        "2026-03-06",
        "serve",
        json!({"method": "oral", "consent": true}),
    );
}
