//! Service, review and re-review: what starts a right, who is in time, what is owed until when.

use serde_json::json;
use zhuoluo::domain::count;
use zhuoluo::domain::obligation::{self, Ask, Kind, Recourse, RightState, State};
use zhuoluo::domain::status::Status;

use crate::kit::log::desk;
use crate::kit::office::OFFICE;
use crate::kit::{Log, day};

/// Accepted by 东甲镇 and answered on 2026-07-17.
fn answered() -> Log {
    let mut log = Log::received("2026-06-01");
    log.step("2026-06-02", "forward", json!({"to": "东甲镇"}))
        .step("2026-06-03", "sign_for", json!({}))
        .step("2026-06-04", "accept", json!({}))
        .step("2026-06-04", "notify", json!({}))
        .step("2026-07-17", "answer", json!({"outcomes": ["explained"]}));
    log
}

/// The same, served on Monday 2026-07-20.
fn served() -> Log {
    let mut log = answered();
    log.step("2026-07-20", "serve", json!({"method": "post"}));
    log
}

fn rights(log: &Log) -> Vec<Recourse> {
    let desk = desk();
    obligation::recourse(&log.case(), &desk.calendar, &desk.rules)
}

#[test]
fn nothing_runs_for_the_petitioner_before_service() {
    let log = answered();
    assert!(rights(&log).is_empty());
    let early = answered().try_step("2026-07-18", "ask_review", json!({}));
    assert!(early.expect_err("not served").contains("第三十五条"));
}

#[test]
fn the_right_to_a_review_is_no_debt_and_lasts_until_the_rolled_day() {
    let log = served();
    assert!(log.owed().is_empty(), "nobody owes the petitioner's right");
    let all = rights(&log);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].ask, Ask::Review);
    assert_eq!(all[0].due.nominal, day("2026-08-19"));
    // Served on 2026-07-23: the 30th day is Saturday 08-22, so the right runs until Monday.
    let mut late = answered();
    late.step("2026-07-23", "serve", json!({}));
    let right = rights(&late).remove(0);
    assert_eq!(right.due.effective, day("2026-08-24"));
    assert_eq!(right.standing(day("2026-08-24")), RightState::Open);
    assert_eq!(right.standing(day("2026-08-25")), RightState::Lapsed);
    assert!(
        late.clone()
            .try_step("2026-08-24", "ask_review", json!({}))
            .is_ok()
    );
    let why = late.try_step("2026-08-25", "ask_review", json!({}));
    assert!(why.expect_err("too late").contains("2026-08-24"));
}

#[test]
fn the_postmark_decides_and_the_receipt_starts_the_clock() {
    // Petition 20 of domain.md 10: served 7/20, posted 8/19, received 8/24.
    let mut log = served();
    assert!(
        log.clone()
            .try_step("2026-08-24", "ask_review", json!({}))
            .is_err(),
        "by the day of receipt it would be late"
    );
    log.step(
        "2026-08-24",
        "ask_review",
        json!({"posted_on": "2026-08-19"}),
    );
    let review = log.the(Kind::Review);
    assert_eq!((review.owed_by, review.basis.as_str()), (OFFICE, "35"));
    assert_eq!(review.due.from, day("2026-08-24"));
    assert_eq!(review.due.effective, day("2026-09-23"));
    assert_eq!(Status::of(Some(&log.case())), Status::Review);
    let right = rights(&log).remove(0);
    assert_eq!(right.standing(day("2026-12-01")), RightState::Used);
}

#[test]
fn only_a_higher_organ_reviews() {
    for (organ, may) in [("东甲镇", false), ("戊村", false), ("教育局", true)] {
        let asked = served().try_step("2026-08-03", "ask_review", json!({"organ": organ}));
        assert_eq!(asked.is_ok(), may, "{organ}: {asked:?}");
    }
}

/// Reviewed and served on 2026-09-21, re-review asked for on 2026-09-22.
fn rereviewed() -> Log {
    let mut log = served();
    log.step("2026-08-03", "ask_review", json!({})).step(
        "2026-08-28",
        "answer_review",
        json!({"outcome": "upheld"}),
    );
    assert_eq!(
        log.owed(),
        [Kind::Serve],
        "the review opinion has to arrive"
    );
    assert!(
        log.clone()
            .try_step("2026-08-29", "ask_rereview", json!({}))
            .is_err(),
        "not served"
    );
    log.step("2026-08-31", "serve", json!({}))
        .step("2026-09-07", "ask_rereview", json!({}));
    log
}

#[test]
fn hearing_days_are_left_out_at_re_review_alone() {
    let mut log = rereviewed();
    let plain = log.the(Kind::Rereview).due;
    assert_eq!(plain.nominal, day("2026-10-07"));
    // Two hearings that overlap by a day, and one more day: 09-14..09-18 and 09-21.
    log.step(
        "2026-09-17",
        "hear",
        json!({"from": "2026-09-14", "to": "2026-09-17"}),
    )
    .step(
        "2026-09-18",
        "hear",
        json!({"from": "2026-09-17", "to": "2026-09-18"}),
    )
    .step(
        "2026-09-21",
        "hear",
        json!({"from": "2026-09-21", "to": "2026-09-21"}),
    );
    let due = log.the(Kind::Rereview).due;
    assert_eq!(
        due.nominal,
        day("2026-10-13"),
        "six days, none counted twice"
    );
    let calendar = &desk().calendar;
    let strip = count::strip(calendar, &due);
    assert_eq!(strip.iter().filter(|d| d.paused).count(), 6);
    assert_eq!(strip.iter().filter_map(|d| d.number).max(), Some(30));
    for d in due.from.iter_days().take(60) {
        let (used, left) = (
            count::elapsed(calendar, &due, d),
            count::remaining(calendar, &due, d),
        );
        assert_eq!(used + left, 30, "{d}");
        let shown = strip
            .iter()
            .filter(|s| s.date <= d)
            .filter_map(|s| s.number);
        assert_eq!(used, shown.max().unwrap_or(0), "{d}");
    }
    let mut at_review = served();
    at_review.step("2026-08-03", "ask_review", json!({}));
    let heard = json!({"from": "2026-08-04", "to": "2026-08-05"});
    assert!(at_review.try_step("2026-08-05", "hear", heard).is_err());
}

#[test]
fn hearing_at_handling_moves_no_date() {
    let mut log = Log::received("2026-06-01");
    log.step("2026-06-04", "accept", json!({}));
    let before = log.the(Kind::Answer).due;
    log.step(
        "2026-06-10",
        "hear",
        json!({"from": "2026-06-08", "to": "2026-06-10"}),
    );
    assert_eq!(log.the(Kind::Answer).due, before);
}

#[test]
fn the_re_review_is_the_end() {
    let mut log = rereviewed();
    log.step(
        "2026-09-25",
        "answer_rereview",
        json!({"outcome": "upheld"}),
    )
    .step("2026-09-28", "serve", json!({}));
    assert!(log.owed().is_empty());
    assert!(
        rights(&log)
            .iter()
            .all(|r| r.standing(log.today) == RightState::Used)
    );
    for step in ["ask_review", "ask_rereview"] {
        let why = log.try_step("2026-09-29", step, json!({}));
        assert!(why.is_err(), "{step}");
    }
    log.step("2026-09-29", "close", json!({"reasons": "复核意见已送达"}));
}

#[test]
fn a_review_that_sends_it_back_leaves_a_debt_until_it_is_taken_up() {
    let mut log = served();
    log.step("2026-08-03", "ask_review", json!({}))
        .step("2026-08-28", "answer_review", json!({"outcome": "redo"}))
        .step("2026-08-31", "serve", json!({}));
    assert_eq!(log.owed(), [Kind::FollowUp], "not silent");
    assert!(
        log.clone()
            .try_step("2026-09-01", "close", json!({"reasons": "x"}))
            .is_err()
    );
    log.step(
        "2026-09-01",
        "reopen",
        json!({"reasons": "复查责令重新办理"}),
    );
    let answers = log.of(Kind::Answer);
    assert_eq!(answers.len(), 2, "the first clock beside the second");
    assert_eq!(answers[1].due.from, day("2026-09-01"));
    assert_eq!(
        log.of(Kind::Review).len(),
        1,
        "the review stays on the file"
    );
    log.step("2026-09-10", "answer", json!({}))
        .step("2026-09-11", "serve", json!({}));
    let open = rights(&log);
    let last = open.last().expect("a right");
    assert_eq!(
        (last.ask, last.standing(log.today)),
        (Ask::Review, RightState::Open)
    );
}

#[test]
fn closing_takes_no_right_away() {
    let mut log = served();
    log.step("2026-07-21", "close", json!({"reasons": "已送达"}));
    assert_eq!(rights(&log)[0].standing(log.today), RightState::Open);
    log.step("2026-08-03", "ask_review", json!({}));
    assert_eq!(log.the(Kind::Review).state(log.today), State::Open);
    assert!(log.case().ended.is_none(), "a review takes it up again");
}

#[test]
fn how_an_opinion_reaches_the_petitioner() {
    let taken = |body: serde_json::Value| {
        let mut log = answered();
        let done = log.try_step("2026-07-20", "serve", body);
        done.map(|_| log.case().served.is_some())
    };
    assert_eq!(taken(json!({"method": "direct"})), Ok(true));
    assert_eq!(taken(json!({"method": "post"})), Ok(true));
    assert_eq!(taken(json!({"method": "by_agent"})), Ok(true));
    assert!(
        taken(json!({"method": "electronic"})).is_err(),
        "no consent"
    );
    assert_eq!(
        taken(json!({"method": "electronic", "consent": true})),
        Ok(true)
    );
    assert!(taken(json!({"method": "oral", "consent": true})).is_err());
    assert!(taken(json!({"result": "refused"})).is_err(), "no witness");
    assert_eq!(
        taken(json!({"result": "refused", "witness": "村委会赵某"})),
        Ok(true)
    );
    assert_eq!(
        taken(json!({"method": "post", "result": "undeliverable"})),
        Ok(false)
    );
    let mut log = answered();
    log.step(
        "2026-07-20",
        "serve",
        json!({"method": "post", "result": "undeliverable"}),
    );
    assert_eq!(log.owed(), [Kind::Serve], "it has to be tried again");
    log.step("2026-07-27", "serve", json!({}));
    assert_eq!(rights(&log)[0].due.from, day("2026-07-27"));
}

#[test]
fn other_routes_have_their_own_remedies() {
    let mut log = Log::received("2026-06-01");
    log.step("2026-06-04", "accept", json!({"route": "administrative"}))
        .step("2026-06-20", "answer", json!({}))
        .step("2026-06-22", "serve", json!({}));
    assert!(rights(&log).is_empty());
    let why = log.try_step("2026-06-23", "ask_review", json!({}));
    assert!(why.is_err());
}
