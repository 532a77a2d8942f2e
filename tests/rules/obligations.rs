//! What is owed along the main line: tables from the statute.

use serde_json::json;
use zhuoluo::domain::ids::UnitId;
use zhuoluo::domain::obligation::{Kind, OwedTo, State};

use crate::kit::office::{FINANCE, OFFICE, TOWN};
use crate::kit::{Log, day};

/// Received and registered 2026-03-05, sent to 财政局 03-06, signed for 03-09.
fn signed() -> Log {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "forward", json!({"to": "财政局"}));
    log.step("2026-03-09", "sign_for", json!({}));
    log
}

/// The same, accepted 03-10.
fn accepted() -> Log {
    let mut log = signed();
    log.step("2026-03-10", "accept", json!({}));
    log
}

#[test]
fn registering_is_owed_the_same_day_and_forwarding_within_fifteen() {
    let log = Log::received("2026-03-05");
    let register = log.the(Kind::Register);
    assert_eq!(register.state(log.today), State::Met);
    let forward = log.the(Kind::Forward);
    assert_eq!((forward.owed_by, forward.basis.as_str()), (OFFICE, "22(1)"));
    assert_eq!(forward.due.effective, day("2026-03-20"));
    assert_eq!(forward.state(day("2026-03-20")), State::Open);
    assert_eq!(forward.state(day("2026-03-21")), State::Overdue);
    assert_eq!(log.owed(), [Kind::Forward]);
}

#[test]
fn registering_late_is_met_late() {
    let log = Log::with("2026-03-05", &json!({"received_on": "2026-03-02"}));
    assert_eq!(log.the(Kind::Register).state(log.today), State::MetLate);
    assert_eq!(log.the(Kind::Forward).due.from, day("2026-03-02"));
}

#[test]
fn a_unit_owes_from_its_signature() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-06", "forward", json!({"to": "财政局"}));
    let forward = log.the(Kind::Forward);
    assert_eq!(forward.paid.map(|p| p.1), Some(day("2026-03-06")));
    let notify = log.the(Kind::Notify);
    assert!(
        notify.assumed,
        "not signed for: counted from the sending, and said so"
    );
    assert_eq!(notify.due.from, day("2026-03-06"));
    log.step("2026-03-09", "sign_for", json!({}));
    let sign = log.the(Kind::SignFor);
    assert_eq!((sign.owed_by, sign.owed_to), (FINANCE, OwedTo::Office));
    assert_eq!(sign.due.effective, day("2026-03-10"));
    let notify = log.the(Kind::Notify);
    assert_eq!(notify.due.effective, day("2026-03-24"));
    assert_eq!((notify.basis.as_str(), notify.assumed), ("23(3)", false));
    let object = log.the(Kind::Object);
    assert_eq!(object.due.effective, day("2026-03-16"), "5 working days");
    assert_eq!(
        object.state(day("2026-03-17")),
        State::Void,
        "a right lapses, nobody owes it"
    );
}

#[test]
fn sixty_days_from_acceptance_once_extended_to_ninety() {
    let mut log = accepted();
    let answer = log.the(Kind::Answer);
    assert_eq!(answer.due.nominal, day("2026-05-09"));
    assert_eq!(
        answer.due.effective,
        day("2026-05-09"),
        "a make-up Saturday"
    );
    assert_eq!((answer.owed_by, answer.basis.as_str()), (FINANCE, "34"));
    let too_long = log.try_step(
        "2026-04-20",
        "extend",
        json!({"days": 31, "reasons": "鉴定", "approver": "王某"}),
    );
    assert!(too_long.expect_err("31 days").contains("第三十四条"));
    log.step(
        "2026-04-20",
        "extend",
        json!({"days": 30, "reasons": "鉴定", "approver": "王某"}),
    );
    let answer = log.the(Kind::Answer);
    assert_eq!(answer.due.span.length, 90);
    assert_eq!(
        answer.due.nominal,
        day("2026-06-08"),
        "counted from acceptance, rolled once"
    );
    let telling = log.the(Kind::TellExtension);
    assert_eq!(
        telling.due.effective,
        day("2026-05-09"),
        "before the first limit ends"
    );
    let again = log.try_step(
        "2026-04-21",
        "extend",
        json!({"days": 1, "reasons": "鉴定", "approver": "王某"}),
    );
    assert!(again.is_err(), "once only");
    log.step("2026-04-22", "notify", json!({"about": "extension"}));
    assert_eq!(log.the(Kind::TellExtension).state(log.today), State::Met);
    assert!(
        log.owed().contains(&Kind::Notify),
        "telling of the delay is not the notice of receipt"
    );
}

#[test]
fn too_late_for_an_extension() {
    let mut log = accepted();
    let late = log.try_step(
        "2026-05-10",
        "extend",
        json!({"days": 30, "reasons": "鉴定", "approver": "王某"}),
    );
    assert!(late.is_err());
}

#[test]
fn the_answer_has_to_reach_the_petitioner() {
    let mut log = accepted();
    log.step("2026-03-12", "notify", json!({}));
    log.step("2026-05-07", "answer", json!({"outcomes": ["supported"]}));
    assert_eq!(log.the(Kind::Answer).state(log.today), State::Met);
    assert_eq!(
        log.the(Kind::Serve).due.effective,
        day("2026-05-09"),
        "within the same limit"
    );
    assert_eq!(log.owed(), [Kind::Serve]);
    assert!(
        log.try_step("2026-05-08", "close", json!({"reasons": "已答复"}))
            .is_err(),
        "not served"
    );
    log.step("2026-05-11", "serve", json!({}));
    assert_eq!(log.the(Kind::Serve).state(log.today), State::MetLate);
    assert!(log.owed().is_empty());
    log.step("2026-05-12", "close", json!({"reasons": "已答复"}));
}

#[test]
fn only_route_six_runs_on_the_sixty_days() {
    for route in [
        "litigation",
        "arbitration",
        "party_appeal",
        "administrative",
        "perform_duty",
    ] {
        let mut log = signed();
        log.step("2026-03-10", "accept", json!({"route": route}));
        assert!(log.of(Kind::Answer).is_empty(), "{route}");
        log.step("2026-03-11", "notify", json!({}));
        assert_eq!(
            log.owed(),
            [Kind::FollowUp],
            "{route}: no limit of ours, but not silent"
        );
        let extend = json!({"days": 30, "reasons": "鉴定", "approver": "王某"});
        assert!(
            log.try_step("2026-03-12", "extend", extend).is_err(),
            "{route}"
        );
    }
    for class in ["proposal", "report"] {
        let mut log = Log::with(
            "2026-03-05",
            &json!({"class": class, "route": "", "requests": ["建议增设路灯"]}),
        );
        if class == "report" {
            let unknown = json!({"class": "report", "accused_unknown": true});
            log.step("2026-03-06", "sort", unknown);
        }
        log.step("2026-03-06", "forward", json!({"to": "财政局"}));
        log.step("2026-03-10", "accept", json!({}));
        assert!(log.of(Kind::Answer).is_empty(), "{class}");
    }
}

#[test]
fn redirecting_ends_the_sixty_days_and_is_told() {
    let mut log = accepted();
    log.step("2026-03-11", "notify", json!({}));
    log.step(
        "2026-03-16",
        "redirect",
        json!({"route": "arbitration", "body": "县仲裁委"}),
    );
    assert!(log.of(Kind::Answer).is_empty());
    assert_eq!(
        log.owed(),
        [Kind::Notify],
        "the notice of receipt told nothing of this"
    );
    assert!(
        log.try_step("2026-03-17", "close", json!({"reasons": "已导入"}))
            .is_err()
    );
    log.step("2026-03-17", "notify", json!({}));
    assert!(log.owed().is_empty());
    log.step("2026-03-18", "close", json!({"reasons": "已导入"}));
}

#[test]
fn a_notice_by_the_office_starts_no_sixty_days_and_pays_no_forwarding() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-05", "notify", json!({}));
    assert_eq!(log.owed(), [Kind::Forward]);
    assert_eq!(log.the(Kind::Notify).state(log.today), State::Met);
    log.step("2026-03-09", "forward", json!({"to": "财政局"}));
    assert!(log.of(Kind::Answer).is_empty(), "nobody has accepted");
    log.step("2026-03-10", "sign_for", json!({}));
    log.step("2026-03-11", "notify", json!({}));
    let answer = log.the(Kind::Answer);
    assert_eq!((answer.due.from, answer.assumed), (day("2026-03-11"), true));
}

#[test]
fn anonymous_petitions_get_no_notice_and_do_not_fall_silent() {
    let mut log = Log::with("2026-03-05", &json!({"people": []}));
    assert!(log.case().is_anonymous());
    log.step("2026-03-06", "forward", json!({"to": "财政局"}));
    log.step("2026-03-09", "sign_for", json!({}));
    assert!(log.of(Kind::Notify).is_empty());
    assert!(log.try_step("2026-03-10", "notify", json!({})).is_err());
    log.today = day("2026-04-01");
    assert_eq!(log.owed(), [Kind::FollowUp]);
    log.step("2026-04-01", "accept", json!({}));
    log.step("2026-04-10", "answer", json!({}));
    assert!(log.owed().is_empty());
}

#[test]
fn the_office_deciding_itself_owes_the_notice() {
    let mut log = Log::received("2026-03-05");
    log.step("2026-03-10", "accept", json!({}));
    assert_eq!(log.the(Kind::Forward).state(log.today), State::Met);
    let notify = log.the(Kind::Notify);
    assert_eq!(
        (notify.basis.as_str(), notify.due.effective),
        ("23(2)", day("2026-03-20"))
    );
    assert_eq!(log.the(Kind::Answer).owed_by, OFFICE);
    log.step("2026-03-11", "notify", json!({}));
    assert_eq!(log.the(Kind::Notify).state(log.today), State::Met);
}

#[test]
fn an_objection_returns_the_petition_and_restarts_the_office() {
    let mut log = signed();
    log.step(
        "2026-03-13",
        "object",
        json!({"reasons": "不属本单位职权", "suggested": "东甲镇"}),
    );
    assert_eq!(log.the(Kind::Object).state(log.today), State::Met);
    log.step("2026-03-16", "return", json!({"reasons": "异议成立"}));
    let forward = log.last(Kind::Forward);
    assert_eq!(forward.due.from, day("2026-03-16"));
    assert_eq!(log.owed(), [Kind::Forward], "what the unit owed fell away");
    assert_eq!(log.case().returns, 1);
    log.step("2026-03-17", "forward", json!({"to": "东甲镇"}));
    assert_eq!(log.last(Kind::Notify).owed_by, TOWN);
    assert!(log.of(Kind::Forward).iter().all(|o| o.paid.is_some()));
}

#[test]
fn objections_come_in_time_once_and_before_a_decision() {
    let late = signed().try_step("2026-03-17", "object", json!({"reasons": "不属本单位"}));
    assert!(late.expect_err("late").contains("第二十三条第三款"));
    let recorded_late = {
        let mut log = signed();
        log.today = day("2026-03-20");
        log.try_step("2026-03-16", "object", json!({"reasons": "不属本单位"}))
    };
    assert!(
        recorded_late.is_ok(),
        "judged by the day on which it was made"
    );
    assert!(
        accepted()
            .try_step("2026-03-11", "object", json!({"reasons": "不属本单位"}))
            .is_err()
    );
    let mut log = signed();
    assert!(
        log.try_step(
            "2026-03-10",
            "return",
            json!({"agreed": false, "reasons": "无"})
        )
        .is_err()
    );
    log.step("2026-03-10", "object", json!({"reasons": "不属本单位"}));
    log.step(
        "2026-03-11",
        "return",
        json!({"agreed": false, "reasons": "职责清单所列"}),
    );
    assert_eq!(log.case().holder(), FINANCE);
    assert!(
        log.try_step("2026-03-12", "object", json!({"reasons": "不属本单位"}))
            .is_err()
    );
}

#[test]
fn an_assigners_date_is_kept_as_it_was_set() {
    let mut log = Log::received("2026-03-05");
    let early = log.try_step(
        "2026-03-06",
        "assign",
        json!({"to": "财政局", "due_on": "2026-03-05"}),
    );
    assert!(early.is_err());
    log.step(
        "2026-03-06",
        "assign",
        json!({"to": "财政局", "due_on": "2026-05-02"}),
    );
    let report = log.the(Kind::ReportBack);
    assert_eq!(
        report.due.effective,
        day("2026-05-02"),
        "a holiday, and still the date that was set"
    );
    assert_eq!(report.due.warn, day("2026-04-30"));
    log.step("2026-03-10", "accept", json!({}));
    log.step("2026-04-10", "answer", json!({}));
    assert_eq!(log.the(Kind::ReportBack).state(log.today), State::Met);
}

#[test]
fn everybody_owes_something_real() {
    let log = accepted();
    for obligation in log.obligations() {
        let article = crate::kit::log::desk().rules.article(&obligation.basis);
        assert!(
            article.contains('《') || article == "本办工作规则",
            "{obligation:?}"
        );
        assert_ne!(obligation.owed_by, UnitId(0));
    }
}
