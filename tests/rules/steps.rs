//! The menu in each state, the reasons for closed steps, dates, and the firewall of Art. 30(3).

use serde_json::json;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::rights::Duty;
use zhuoluo::domain::status::Status;
use zhuoluo::domain::step::{self, Ground};

use crate::kit::office::operator;
use crate::kit::{Log, day};

/// The steps of the main line that are open, by code.
fn open(log: &Log) -> Vec<&'static str> {
    // Asides, and what the later issue added beside the main line.
    const ASIDE: [StepKind; 18] = [
        StepKind::Hear,
        StepKind::Mediate,
        StepKind::Meet,
        StepKind::LegalReview,
        StepKind::Recuse,
        StepKind::Supervise,
        StepKind::FollowUp,
        StepKind::Rate,
        StepKind::Lead,
        StepKind::Handler,
        StepKind::Contact,
        StepKind::Note,
        StepKind::Promise,
        StepKind::Remind,
        StepKind::Withdraw,
        StepKind::Correct,
        StepKind::Link,
        StepKind::Sort,
    ];
    step::menu(&log.case(), log.ground())
        .into_iter()
        .filter(|(kind, closed)| closed.is_none() && !ASIDE.contains(kind))
        .map(|(kind, _)| kind.code())
        .collect()
}

fn status(log: &Log) -> Status {
    Status::of(Some(&log.case()))
}

#[test]
fn the_menu_before_acceptance() {
    let mut log = Log::received("2026-03-05");
    assert_eq!(
        (status(&log), open(&log)),
        (
            Status::Registered,
            vec![
                "forward", "assign", "accept", "decline", "redirect", "notify", "close"
            ]
        )
    );
    log.step("2026-03-06", "forward", json!({"to": "财政局"}));
    assert_eq!(
        (status(&log), open(&log)),
        (
            Status::Sent,
            vec![
                "sign_for", "object", "return", "accept", "decline", "redirect", "notify", "close"
            ]
        )
    );
    log.step("2026-03-09", "sign_for", json!({}));
    assert_eq!(
        (status(&log), open(&log)),
        (
            Status::Signed,
            vec![
                "object", "return", "accept", "decline", "redirect", "notify", "close"
            ]
        )
    );
    let mut objected = log.clone();
    objected.step("2026-03-10", "object", json!({"reasons": "不属本单位"}));
    assert_eq!(status(&objected), Status::Objected);
    assert!(!open(&objected).contains(&"object"));
}

#[test]
fn the_menu_after_acceptance() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "forward", json!({"to": "财政局"}));
    log.step("2026-03-10", "accept", json!({}));
    assert_eq!(
        (status(&log), open(&log)),
        (
            Status::Accepted,
            vec!["return", "redirect", "notify", "extend", "answer"]
        )
    );
    let mut redirected = log.clone();
    redirected.step(
        "2026-03-11",
        "redirect",
        json!({"route": "arbitration", "body": "县仲裁委"}),
    );
    assert_eq!(
        (status(&redirected), open(&redirected)),
        (Status::Redirected, vec!["return", "notify"])
    );
    log.step("2026-04-10", "answer", json!({}));
    assert_eq!(
        (status(&log), open(&log)),
        (Status::Answered, vec!["notify", "serve"])
    );
    log.step("2026-04-11", "serve", json!({}));
    assert_eq!(
        (status(&log), open(&log)),
        (Status::Served, vec!["notify", "ask_review", "close"])
    );
    log.step("2026-04-12", "close", json!({"reasons": "已答复"}));
    assert_eq!(
        (status(&log), open(&log)),
        (
            Status::Closed,
            vec!["ask_review", "reopen", "archive", "restrict"]
        ),
        "closing takes no right away"
    );
}

#[test]
fn every_closed_step_says_why_in_both_languages() {
    let mut log = Log::received("2026-03-05");
    for body in ["", "forward", "accept"] {
        if !body.is_empty() {
            log.step(
                "2026-03-06",
                body,
                if body == "forward" {
                    json!({"to": "财政局"})
                } else {
                    json!({})
                },
            );
        }
        for (kind, closed) in step::menu(&log.case(), log.ground()) {
            if let Some(reason) = closed {
                assert!(
                    reason.zh.ends_with('。') && reason.en.ends_with('.'),
                    "{kind:?}: {reason:?}"
                );
            }
        }
    }
}

#[test]
fn an_auditor_only_looks() {
    let log = Log::received("2026-03-05");
    let auditor = operator("shen", Duty::Auditor);
    let ground = Ground {
        operator: &auditor,
        ..log.ground()
    };
    assert!(
        step::menu(&log.case(), ground)
            .iter()
            .all(|(_, closed)| closed.is_some())
    );
}

#[test]
fn dates_lie_between_what_they_rest_on_and_today() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "forward", json!({"to": "财政局"}));
    log.today = day("2026-03-20");
    let refused = |log: &Log, on: &str, kind: &str, body: serde_json::Value| {
        let act = log.read(on, kind, body).expect("readable");
        log.check(&act).is_err()
    };
    assert!(
        refused(&log, "2026-03-21", "sign_for", json!({})),
        "tomorrow"
    );
    assert!(
        refused(&log, "2026-03-05", "sign_for", json!({})),
        "before the sending"
    );
    assert!(
        refused(&log, "2026-03-01", "note", json!({"text": "x"})),
        "before the receipt"
    );
    log.step("2026-03-09", "sign_for", json!({}));
    assert!(
        refused(&log, "2026-03-06", "accept", json!({})),
        "before the signature"
    );
    log.step("2026-03-10", "accept", json!({}));
    assert!(
        refused(&log, "2026-03-09", "answer", json!({})),
        "before the acceptance"
    );
    log.step("2026-03-12", "answer", json!({}));
    assert!(
        refused(&log, "2026-03-11", "serve", json!({})),
        "before the answer"
    );
}

#[test]
fn words_that_must_be_there() {
    let log = Log::received("2026-03-05");
    for (kind, body) in [
        ("decline", json!({"reasons": " "})),
        ("redirect", json!({"route": "arbitration", "body": ""})),
        ("close", json!({"reasons": ""})),
        ("note", json!({"text": "　"})),
        ("sort", json!({"class": "request"})),
        ("promise", json!({"text": "回电话", "due_on": "2026-03-04"})),
        ("lead", json!({"official": ""})),
    ] {
        let act = log
            .read("2026-03-05", kind, body.clone())
            .expect("readable");
        assert!(log.check(&act).is_err(), "{kind} {body}");
    }
    let mut no_route = Log::with("2026-03-05", &json!({"route": ""}));
    assert!(
        no_route
            .try_step("2026-03-05", "accept", json!({}))
            .is_err()
    );
    assert!(
        no_route
            .try_step("2026-03-05", "accept", json!({"route": "petition"}))
            .is_ok()
    );
}

#[test]
fn each_request_has_its_own_outcome() {
    let mut log = Log::with("2026-03-05", &json!({"requests": ["一", "二"]}));
    log.step("2026-03-06", "accept", json!({}));
    assert!(
        log.try_step("2026-03-07", "answer", json!({"outcomes": ["supported"]}))
            .is_err()
    );
    log.step(
        "2026-03-07",
        "answer",
        json!({"outcomes": ["supported", "explained"]}),
    );
}

/// A report with these accused and facts; may it go to the unit?
fn passes(accused: &serde_json::Value, facts: &str, to: &str) -> bool {
    let more = json!({"class": "report", "route": "", "requests": ["请求查处"], "facts": facts, "accused": accused});
    let mut log = Log::with("2026-03-05", &more);
    let sent = log.try_step("2026-03-06", "forward", json!({"to": to}));
    let assigned = Log::with("2026-03-05", &more).try_step(
        "2026-03-06",
        "assign",
        json!({"to": to, "due_on": "2026-04-01"}),
    );
    assert_eq!(sent.is_ok(), assigned.is_ok());
    if let Err(why) = &sent {
        assert!(why.contains("第三十条第三款"), "{why}");
    }
    sent.is_ok()
}

#[test]
fn a_report_never_reaches_the_accused() {
    for (accused, facts, to, may) in [
        (
            json!([{"name": "", "unit": "东甲镇"}]),
            "账目不公开",
            "东甲镇",
            false,
        ),
        (
            json!([{"name": "", "unit": "东甲镇"}]),
            "账目不公开",
            "戊村",
            false,
        ),
        (
            // The town keeps the village's accounts: domain facts, petition 3.
            json!([{"name": "", "unit": "戊村"}]),
            "账目不公开",
            "东甲镇",
            false,
        ),
        (
            json!([{"name": "", "unit": "东甲镇"}]),
            "账目不公开",
            "财政局",
            true,
        ),
        (json!([{"name": "东甲镇"}]), "账目不公开", "东甲镇", false),
        (
            json!([{"name": "东甲镇书记赵某"}]),
            "账目不公开",
            "东甲镇",
            false,
        ),
        (
            json!([{"name": "示例县东甲镇政府"}]),
            "账目不公开",
            "戊村",
            false,
        ),
        (json!([]), "反映东甲镇干部", "东甲镇", false),
        (json!([]), "反映东甲镇干部", "戊村", false),
        (
            json!([{"name": "赵某"}]),
            "反映财政局工作人员赵某",
            "财政局",
            false,
        ),
        (json!([{"name": "赵某"}]), "反映赵某", "财政局", true),
    ] {
        assert_eq!(
            passes(&accused, facts, to),
            may,
            "{accused} {facts} -> {to}"
        );
    }
}

#[test]
fn sorting_a_report_as_a_request_opens_no_door() {
    let more = json!({"class": "report", "route": "", "requests": ["请求查处"], "accused": [{"unit": "东甲镇"}]});
    let mut log = Log::with("2026-03-05", &more);
    log.step(
        "2026-03-06",
        "sort",
        json!({"class": "request", "route": "petition"}),
    );
    assert!(
        log.try_step("2026-03-06", "forward", json!({"to": "戊村"}))
            .is_err()
    );
    assert!(
        log.try_step("2026-03-06", "forward", json!({"to": "财政局"}))
            .is_ok()
    );
}

#[test]
fn a_request_goes_to_the_unit_it_names() {
    let mut log = Log::with("2026-03-05", &json!({"facts": "东甲镇没有发放补偿款"}));
    assert!(
        log.try_step("2026-03-06", "forward", json!({"to": "东甲镇"}))
            .is_ok()
    );
}
