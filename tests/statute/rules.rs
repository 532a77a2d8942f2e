//! The table of limits: each of L1–L15 with its article, never past the national maximum, and the
//! petitioner's rights never cut.

use zhuoluo::domain::count::DayUnit::{Day, WorkingDay};
use zhuoluo::domain::rules::Rules;

const TEXT: &str = include_str!("../../data/rules.toml");

#[test]
fn every_limit_of_the_statute_is_there() {
    let rules = Rules::shipped().expect("rules");
    for (name, length, unit, article) in [
        ("register", 0, Day, "22"),
        ("forward", 15, Day, "22(1)"),
        ("notify_direct", 15, Day, "23(2)"),
        ("notify", 15, Day, "23(3)"),
        ("object", 5, WorkingDay, "23(3)"),
        ("answer", 60, Day, "34"),
        ("extension", 30, Day, "34"),
        ("ask_review", 30, Day, "35"),
        ("review", 30, Day, "35"),
        ("ask_rereview", 30, Day, "36(1)"),
        ("rereview", 30, Day, "36(2)"),
        ("simple_accept", 3, WorkingDay, "simple"),
        ("simple_answer", 10, WorkingDay, "simple"),
        ("report_back", 0, Day, "22(1)③"),
        ("proposal", 30, Day, "40(4)"),
        ("pass_on", 4, Day, "evaluation"),
    ] {
        let limit = rules.limit(name);
        assert_eq!(
            (limit.length, limit.unit, limit.article.as_str()),
            (length, unit, article),
            "{name}"
        );
        assert_ne!(
            rules.article(&limit.article),
            limit.article,
            "{name} has no citation"
        );
    }
}

/// The shipped table with one limit's length changed.
fn with(name: &str, length: u32) -> Result<Rules, String> {
    let head = format!("[limits.{name}]");
    let at = TEXT.find(&head).expect("the limit");
    let at = at + TEXT[at..].find("length = ").expect("its length");
    let end = at + TEXT[at..].find('\n').expect("a line");
    let text = format!("{}length = {length}{}", &TEXT[..at], &TEXT[end..]);
    Rules::parse(&text).map_err(|s| s.zh.into())
}

#[test]
fn shorter_is_allowed_longer_is_refused_with_the_article() {
    let rules = Rules::shipped().expect("rules");
    for (name, limit) in rules.limits() {
        let longer = with(name, limit.max + 1).expect_err(name);
        assert!(longer.contains(&rules.article(&limit.article)), "{longer}");
        if limit.length > 1 {
            let shorter = with(name, limit.length - 1);
            assert_eq!(shorter.is_err(), limit.min > 0, "{name}: {shorter:?}");
        }
    }
}

#[test]
fn what_the_sources_leave_open_is_strict_by_default() {
    let without = TEXT.split("[open_points]").next().expect("text");
    let rules = Rules::parse(without).expect("rules");
    assert_eq!(
        rules.open_points,
        Rules::shipped().expect("rules").open_points
    );
    assert!(rules.open_points.extension_from_acceptance && rules.open_points.postmark_counts);
    assert!(
        Rules::parse(&format!("{TEXT}\nsomething = 1\n")).is_err(),
        "unknown keys are refused"
    );
}
