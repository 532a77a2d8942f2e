//! A period tried before it is declared, moved or ended: what would change is said, and nothing is
//! kept; then it is done, and what was said is what changes. And what the exported ledger of what is
//! owed holds of the desk.

use serde_json::{Value, json};

use super::{at, feed, office};
use crate::commands::Home;

/// What a command says it changes, and its event.
fn changes(home: &Home, when: &str, words: &[&str]) -> (i64, Vec<String>) {
    let all = [words, &["--json"]].concat();
    let done = at(home, "zhou", when, &all).is(0).json();
    let zh = |c: &Value| c["zh"].as_str().expect("Chinese").to_owned();
    let said = done["changes"].as_array().expect("a list").iter().map(zh);
    (done["event"].as_i64().expect("a number"), said.collect())
}

/// Tries a change, sees that nothing is kept, and does it: the same is said.
fn tried_then_done(home: &Home, when: &str, words: &[&str]) -> Vec<String> {
    let list = || at(home, "zhou", when, &["period", "list", "--json"]).json();
    let owed = || at(home, "zhou", when, &["owed", "--json"]).json();
    let before = (list(), owed());
    let (event, said) = changes(home, when, &[words, &["--dry-run"]].concat());
    assert_eq!(event, 0, "{words:?}");
    assert_eq!((list(), owed()), before, "a trial keeps nothing: {words:?}");
    let (event, done) = changes(home, when, words);
    assert!(event > 0);
    assert_eq!(done, said, "{words:?}");
    assert_ne!(list(), before.0);
    done
}

fn register(home: &Home) {
    let draft = json!({
        "channel": "visit", "class": "request", "people": [{ "name": "张某" }], "requests": ["水渠淤塞"],
    });
    let words = ["register", "--json", "-"];
    feed(
        home,
        "li",
        "01-25 09:00",
        &words,
        draft.to_string().as_bytes(),
    )
    .is(0);
}

#[test]
fn what_would_change_is_said_before_anything_changes() {
    let home = office();
    register(&home);
    let add = [
        "period",
        "add",
        "春节",
        "--from",
        "2027-02-05",
        "--to",
        "2027-02-07",
    ];
    let basis = ["--basis", "示信发〔2027〕1号", "--by", "县信访局"];
    let when = "01-30 09:00";
    let declared = tried_then_done(&home, when, &[&add[..], &basis[..]].concat());
    let has = |said: &[String], words: &str| said.iter().filter(|s| s.contains(words)).count();
    assert_eq!(
        has(&declared, "新增：02-0"),
        4,
        "a gap and three reports: {declared:?}"
    );
    assert_eq!(
        has(&declared, "提醒栏里的信访件义务：原0件，改后1件"),
        1,
        "{declared:?}"
    );
    let id = at(&home, "zhou", when, &["period", "list", "--json"]).json()[0]["id"].to_string();
    // A day later: the first day's duties go, the new last day's come.
    let move_on = [
        "period",
        "move",
        &id,
        "--from",
        "2027-02-06",
        "--to",
        "2027-02-08",
    ];
    let moved = tried_then_done(&home, when, &move_on);
    assert_eq!(has(&moved, "不再需要：02-05 17:00零报告"), 1, "{moved:?}");
    assert_eq!(has(&moved, "新增：02-08 17:00零报告"), 1, "{moved:?}");
    // Ended early, on its second day: what was owed after that is owed no more.
    let end = ["period", "end", &id, "--on", "2027-02-06"];
    let ended = tried_then_done(&home, "02-06 10:00", &end);
    assert_eq!(has(&ended, "不再需要：02-07 17:00零报告"), 1, "{ended:?}");
    assert_eq!(has(&ended, "不再需要：02-08 17:00零报告"), 1, "{ended:?}");
    // Who may not do it may not try it either, and a trial of nonsense is refused as the thing is.
    let refused = at(&home, "li", when, &[&end[..], &["--dry-run"]].concat());
    refused.is(3);
    let back = [
        "period",
        "move",
        &id,
        "--from",
        "2027-02-09",
        "--to",
        "2027-02-08",
        "--dry-run",
    ];
    at(&home, "zhou", when, &back).is(3);
}

#[test]
fn a_period_over_the_end_of_the_year_owes_each_of_its_days() {
    let home = office();
    let run = |now: &str, words: &[&str]| {
        let all = [&["--as", "zhou", "--now", now][..], words].concat();
        home.feed(&all, b"")
    };
    let add = [
        "period",
        "add",
        "元旦",
        "--from",
        "2026-12-30",
        "--to",
        "2027-01-02",
    ];
    let basis = ["--basis", "示信发〔2026〕9号", "--by", "县信访局"];
    run(
        "2026-12-29T09:00:00+08:00",
        &[&add[..], &basis[..]].concat(),
    )
    .is(0);
    let owed = run("2027-01-03T09:00:00+08:00", &["owed", "--json"]).json();
    let keys = super::desk(&owed, "zero_report");
    let days = ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"];
    assert_eq!(keys, days.map(|d| format!("zero_report:1:{d}T17:00")));
    assert_eq!(
        super::desk(&owed, "rota_gap"),
        ["rota_gap:2026-12-30T00:00"],
        "one gap, over the year"
    );
}

#[test]
fn the_exported_ledger_of_what_is_owed_holds_the_desks_own_duties_with_their_hour() {
    let home = office();
    let add = [
        "period",
        "add",
        "春节",
        "--from",
        "2027-02-05",
        "--to",
        "2027-02-07",
    ];
    let basis = ["--basis", "示信发〔2027〕1号", "--by", "县信访局"];
    at(
        &home,
        "zhou",
        "01-30 09:00",
        &[&add[..], &basis[..]].concat(),
    )
    .is(0);
    let when = "02-05 09:00";
    let exported = at(&home, "wang", when, &["export", "owed", "--format", "json"])
        .is(0)
        .json();
    let owed = at(&home, "wang", when, &["owed", "--json"]).json();
    let rows = exported.as_array().expect("rows");
    assert_eq!(rows.len(), owed.as_array().expect("a list").len());
    let report = rows
        .iter()
        .find(|r| r.to_string().contains("02-05 17:00零报告"));
    let report = report.expect("the desk's own");
    assert!(report.to_string().contains("\"17:00\""), "{report}");
}
