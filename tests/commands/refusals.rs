//! Whoever is refused is on record once: every command of every role, for a right, for a rule, for what may
//! not be seen and for what is not there.

use serde_json::json;
use zhuoluo::domain::rights::Duty;

use super::every::commands;
use super::{Home, NOW, Ran};

/// How many refusals of somebody stand in the trail.
fn refusals(home: &Home, login: &str) -> i64 {
    let conn = rusqlite::Connection::open(home.store()).expect("the store");
    let sql = "SELECT count(*) FROM audit WHERE action = 'refuse' AND operator = ?1";
    conn.query_row(sql, [login], |r| r.get(0)).expect("a count")
}

/// Runs a command as somebody; how it ended, and how many refusals it left.
fn told(home: &Home, login: &str, words: &[&str]) -> (Ran, i64) {
    let before = refusals(home, login);
    let ran = home.feed(&[&["--as", login], words].concat(), b"{}");
    (ran, refusals(home, login) - before)
}

fn seat(home: &Home, login: &str, duty: Duty) {
    let add = ["--as", "wang", "operator", "add", login, "--name", "李某"];
    home.run(&[&add[..], &["--role", duty.code()]].concat())
        .is(0);
}

#[test]
fn every_command_that_is_refused_leaves_one_entry() {
    let home = Home::sandbox();
    let number = home.petition();
    let report = json!({"class": "report", "requests": ["要求查处"], "people": [{"name": "钱某"}], "accused": [{"name": "某人"}]});
    let hidden = home.register(&report)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    let mut wrong = Vec::new();
    let mut seen = [0; 2];
    for duty in [Duty::Window, Duty::Lead, Duty::Officer, Duty::Auditor] {
        let login = duty.code();
        seat(&home, login, duty);
        for (words, _) in commands() {
            let takes_number = words.contains(&"N");
            for named in [&*number, &hidden, "999999-2026-LF-09999"] {
                if named != number && !takes_number {
                    continue;
                }
                let words: Vec<&str> = words
                    .iter()
                    .map(|w| if *w == "N" { named } else { w })
                    .collect();
                let (ran, left) = told(&home, login, &words);
                let due = match ran.status {
                    3 => 1..=1,
                    // Of a petition that is hidden or not there the same is recorded.
                    4 if named != number => 1..=1,
                    4 => 0..=1,
                    _ => 0..=0,
                };
                seen[usize::from(ran.status == 3)] += 1;
                if !due.contains(&left) {
                    let said = ran.talk.lines().next().unwrap_or_default();
                    wrong.push(format!("{login} {words:?}: {} {left} {said}", ran.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen[1] > 50 && seen[0] > 50, "{seen:?}");
}

#[test]
fn refusals_that_hang_on_no_right_are_on_record_as_well() {
    let home = Home::sandbox();
    for words in [
        &["box", "list"][..],
        &["box", "get", "a.csv"],
        &["box", "remove", "a.csv"],
        &["box", "put", "a.csv"],
    ] {
        let (ran, left) = told(&home, "wang", words);
        assert_eq!((ran.status, left), (3, 1), "{words:?} {}", ran.talk);
    }
    // A store of an office takes no time from whoever asks.
    let home = Home::empty();
    home.run(&["init", "--office", "示例县信访局", "--admin", "wang"])
        .is(0);
    for words in [&["--now", NOW, "owed"][..], &["--now", NOW]] {
        let (ran, left) = told(&home, "wang", words);
        assert_eq!((ran.status, left), (3, 1), "{words:?} {}", ran.talk);
    }
    home.run(&["--as", "wang", "audit", "verify"]).is(0);
}

/// Who is on no roster is turned away on record, under the account that they really have.
#[test]
fn whoever_gives_a_name_that_nobody_has_is_on_record_as_who_they_are() {
    let home = Home::sandbox();
    home.petition();
    seat(&home, "li", Duty::Window);
    let all = || {
        let conn = rusqlite::Connection::open(home.store()).expect("the store");
        let sql = "SELECT operator, what FROM audit WHERE action = 'refuse' ORDER BY seq";
        let mut rows = conn.prepare(sql).expect("a trail");
        let rows = rows.query_map([], |r| Ok((r.get(0)?, r.get(1)?)));
        rows.expect("rows")
            .collect::<Result<Vec<(String, String)>, _>>()
            .expect("read")
    };
    let before = all().len();
    for (at, words) in [
        &["--as", "mallory", "owed"][..],
        &["--as", "mallory", "show", "1"],
        &["--as", "mallory", "export", "people"],
        &["--as", "mallory", "backup"],
        // Several work here, and the account is none of theirs.
        &["owed"],
    ]
    .iter()
    .enumerate()
    {
        home.run(words).is(3);
        let found = all();
        assert_eq!(found.len(), before + at + 1, "{words:?}");
        let (who, what) = found.last().expect("one");
        assert_ne!(who, "mallory");
        let named = if words.len() > 1 {
            "mallory"
        } else {
            "nobody-here"
        };
        assert!(what.contains(named), "{words:?}: {what}");
    }
    home.run(&["--as", "wang", "verify"]).is(0);
}
