//! Turns in a petition's life: promises, corrections, endings, reopenings, the simple procedure.

use serde_json::json;
use zhuoluo::domain::obligation::{Kind, State};

use crate::kit::office::FINANCE;
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
fn a_promise_is_owed_until_it_is_kept() {
    let mut log = accepted();
    let promise = log.seq(
        "2026-03-11",
        "promise",
        json!({"text": "周三前回电话", "due_on": "2026-03-18"}),
    );
    let owed = log.the(Kind::Fulfil);
    assert_eq!(
        (owed.owed_by, owed.due.effective),
        (FINANCE, day("2026-03-18"))
    );
    assert_eq!(owed.state(day("2026-03-19")), State::Overdue);
    assert!(
        log.try_step("2026-03-12", "fulfil", json!({"of": 9999, "text": "无"}))
            .is_err()
    );
    log.step(
        "2026-03-17",
        "fulfil",
        json!({"of": promise, "text": "已回电话"}),
    );
    assert_eq!(log.the(Kind::Fulfil).state(log.today), State::Met);
    assert!(
        log.try_step(
            "2026-03-18",
            "fulfil",
            json!({"of": promise, "text": "再回"})
        )
        .is_err()
    );
}

#[test]
fn an_open_promise_stops_the_closing() {
    let mut log = Log::received("2026-03-05");
    log.step(
        "2026-03-05",
        "promise",
        json!({"text": "回电话", "due_on": "2026-03-09"}),
    );
    assert!(
        log.try_step("2026-03-06", "close", json!({"reasons": "重复登记"}))
            .is_err()
    );
    assert!(
        log.try_step("2026-03-06", "withdraw", json!({"reasons": "本人撤回"}))
            .is_ok()
    );
}

#[test]
fn a_correction_moves_or_voids_by_a_later_event() {
    let mut log = accepted();
    let sign = log.events[2].seq;
    let future = log.try_step(
        "2026-03-11",
        "correct",
        json!({"of": sign, "right_on": "2026-03-20", "reasons": "录错"}),
    );
    assert!(future.is_err());
    let wrong = log.seq(
        "2026-03-11",
        "correct",
        json!({"of": sign, "right_on": "2026-03-10", "reasons": "录错"}),
    );
    assert_eq!(log.the(Kind::Notify).due.from, day("2026-03-10"));
    log.step(
        "2026-03-12",
        "correct",
        json!({"of": wrong, "void": true, "reasons": "原来是对的"}),
    );
    assert_eq!(log.the(Kind::Notify).due.from, day("2026-03-09"));
    let accept = log.events[3].seq;
    log.step(
        "2026-03-12",
        "correct",
        json!({"of": accept, "void": true, "reasons": "未受理"}),
    );
    assert!(log.of(Kind::Answer).is_empty());
    assert_eq!(log.events.len(), 7, "nothing was taken away");
}

#[test]
fn an_ending_voids_what_was_open_and_reopening_brings_it_back() {
    let mut log = signed();
    log.step("2026-03-12", "withdraw", json!({"reasons": "本人撤回"}));
    assert!(log.owed().is_empty());
    assert_eq!(log.the(Kind::Notify).state(day("2026-12-01")), State::Void);
    assert!(log.try_step("2026-03-13", "accept", json!({})).is_err());
    log.step("2026-04-15", "reopen", json!({"reasons": "本人要求继续"}));
    assert_eq!(
        log.the(Kind::Notify).state(log.today),
        State::Overdue,
        "the first clock stays visible"
    );
}

#[test]
fn reopening_an_answered_petition_starts_a_second_clock() {
    let mut log = accepted();
    log.step("2026-03-12", "notify", json!({}));
    log.step("2026-04-10", "answer", json!({}));
    log.step("2026-04-11", "serve", json!({}));
    log.step("2026-04-13", "close", json!({"reasons": "已答复"}));
    log.step("2026-05-18", "reopen", json!({"reasons": "意见未执行"}));
    let answers = log.of(Kind::Answer);
    assert_eq!(answers.len(), 2, "the first clock beside the second");
    assert_eq!(answers[0].state(log.today), State::Met);
    assert_eq!(
        (answers[1].due.from, answers[1].owed_by),
        (day("2026-05-18"), FINANCE)
    );
    assert_eq!(log.owed(), [Kind::Answer]);
    log.step("2026-06-01", "answer", json!({}));
    log.step("2026-06-02", "serve", json!({}));
    log.step("2026-06-03", "close", json!({"reasons": "已执行"}));
    assert!(log.obligations().iter().all(|o| o.paid.is_some()));
}

#[test]
fn reopening_a_declined_petition_puts_it_on_the_offices_desk() {
    let mut log = Log::received("2026-03-05");
    log.step(
        "2026-03-06",
        "decline",
        json!({"reasons": "正在复查期间", "basis": "第十九条第三款"}),
    );
    log.step("2026-03-09", "notify", json!({}));
    log.step("2026-03-10", "close", json!({"reasons": "已告知"}));
    log.step("2026-03-16", "reopen", json!({"reasons": "有新的事实"}));
    assert_eq!(log.owed(), [Kind::Forward]);
    assert_eq!(log.last(Kind::Forward).due.effective, day("2026-03-31"));
    log.step("2026-03-17", "forward", json!({"to": "财政局"}));
}

#[test]
fn the_simple_procedure_is_ten_working_days_and_converts_with_its_date() {
    let mut log = accepted();
    log.step(
        "2026-03-11",
        "sort",
        json!({"class": "request", "route": "petition", "simple": true}),
    );
    let answer = log.the(Kind::Answer);
    assert_eq!(
        (answer.due.effective, answer.basis.as_str()),
        (day("2026-03-24"), "simple")
    );
    let extend = json!({"days": 30, "reasons": "鉴定", "approver": "王某"});
    assert!(log.try_step("2026-03-12", "extend", extend).is_err());
    log.step(
        "2026-03-13",
        "sort",
        json!({"class": "request", "route": "petition"}),
    );
    assert_eq!(
        log.the(Kind::Answer).due.from,
        day("2026-03-10"),
        "the acceptance date stays"
    );
}

#[test]
fn asking_again_moves_no_date() {
    let mut log = accepted();
    let before = log.obligations();
    log.step("2026-04-01", "contact", json!({"text": "信访人询问进展"}));
    log.step("2026-04-01", "remind", json!({"text": "请尽快答复"}));
    log.step("2026-04-01", "note", json!({"text": "记事"}));
    assert_eq!(log.obligations(), before);
    let mut silent = Log::with("2026-03-05", &json!({"people": []}));
    silent.step("2026-03-06", "forward", json!({"to": "财政局"}));
    silent.step("2026-03-09", "sign_for", json!({}));
    let due = silent.the(Kind::FollowUp).due;
    silent.step("2026-04-01", "note", json!({"text": "记事"}));
    assert_eq!(silent.the(Kind::FollowUp).due, due);
}
