//! When something is recorded, and how much is read at once: a command may wait long for its input.

use std::io::Write;
use std::process::Stdio;

use chrono::{DateTime, Duration, FixedOffset, Utc};
use serde_json::Value;
use zhuoluo::store::Store;

use super::Home;

const DRAFT: &str = r#"{"channel":"visit","class":"request","requests":["要求核实征地补偿款"],"people":[{"name":"张某"}]}"#;

/// A store of the machine's own time.
fn home() -> Home {
    let home = Home::empty();
    let words = ["init", "--office", "示例县信访局", "--admin", "wang"];
    home.run(&words).is(0);
    home
}

/// When each row of the trail was written, oldest first.
fn times(home: &Home) -> Vec<DateTime<FixedOffset>> {
    let all = home.run(&["audit", "list", "--json"]).is(0).json();
    let all = all.as_array().expect("a list").clone();
    let mut rows: Vec<(i64, DateTime<FixedOffset>)> = all
        .iter()
        .map(|row| {
            let at = row["at"].as_str().expect("a time");
            let at = DateTime::parse_from_rfc3339(at).expect("RFC 3339");
            (row["seq"].as_i64().expect("a number"), at)
        })
        .collect();
    rows.sort_unstable();
    rows.into_iter().map(|(_, at)| at).collect()
}

#[test]
fn what_waited_for_its_input_is_recorded_when_it_is_saved() {
    let home = home();
    let number = home.feed(&["register"], DRAFT.as_bytes()).is(0).json();
    let number = number["number"].as_str().expect("a number").to_owned();
    let note = r#"{"text":"已电话联系"}"#;
    let orders: [(&[&str], &str); 3] = [
        (&["register", "--json", "-"], DRAFT),
        (&["act", &number, "note", "--json", "-"], note),
        (
            &["import", "-", "--each"],
            "信访日期,信访形式,概况,姓名\n2026-03-05,来访,要求修路,李某\n",
        ),
    ];
    let mut waiting = Vec::new();
    for (words, input) in orders {
        let child = home
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        waiting.push((words, child, input));
    }
    std::thread::sleep(std::time::Duration::from_millis(2500));
    home.run(&["unit", "add", "丁街道", "--kind", "town"]).is(0);
    for (words, mut child, input) in waiting {
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.as_bytes()).expect("fed");
        drop(stdin);
        let done = child.wait_with_output().expect("ended");
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "{words:?}: {said}");
    }
    let times = times(&home);
    assert!(times.is_sorted(), "{times:?}");
}

#[test]
fn a_clock_that_was_set_back_stands_still_at_the_last_row() {
    let home = home();
    let now = Utc::now().fixed_offset();
    let ahead = |by: Duration| {
        let store = Store::open(&home.store(), "wang").expect("open");
        store.record_session("enter", "", now + by).expect("kept");
    };
    ahead(Duration::hours(1));
    let said = home.run(&["unit", "add", "丁街道", "--kind", "town"]).is(0);
    assert!(!said.talk.contains("钟"), "{}", said.talk);
    let rows = times(&home);
    assert!(rows.is_sorted(), "{rows:?}");
    assert_eq!(
        rows.last().map(DateTime::timestamp),
        Some((now + Duration::hours(1)).timestamp())
    );
    // A row of a clock that was far ahead is nothing that dates may follow: it is said.
    ahead(Duration::days(400));
    let added = home.run(&["unit", "add", "戊街道", "--kind", "town"]);
    added.is(0).says("本机的钟现在是");
    let rows = times(&home);
    assert!(rows.iter().any(|at| *at > now + Duration::days(300)));
    let last = rows.last().expect("a row");
    assert!(*last < now + Duration::days(1), "{rows:?}");
}

#[test]
fn more_than_anybody_types_is_refused_and_not_held_in_memory() {
    let home = Home::sandbox();
    for command in ["register", "check-intake"] {
        let words = [command, "--json", "-"];
        let large = vec![b'x'; 65 * 1024 * 1024];
        home.feed(&words, &large).is(2).says("超过64 MB");
        let line = vec![b'x'; 2 * 1024 * 1024];
        home.feed(&words, &line).is(2);
        let many = "{}\n".repeat(100_001);
        home.feed(&words, many.as_bytes())
            .is(2)
            .says("超过100000行");
        let bad = "x\n".repeat(5000);
        let ran = home.feed(&words, bad.as_bytes()).is(2);
        let told = ran.talk.lines().count();
        assert!(told < 130, "{told} lines");
        ran.says("另有4900行也有问题或提示");
    }
    let ran = home
        .feed(&["check-intake"], &vec![b'x'; 2 * 1024 * 1024])
        .is(2);
    assert!(ran.out.contains("too_long"), "{}", ran.out);
    // So is a line with more faults than anybody reads.
    let keys: Vec<String> = (0..3000).map(|n| format!(r#""k{n}":1"#)).collect();
    let line = format!("{{{}}}", keys.join(","));
    let ran = home.feed(&["check-intake"], line.as_bytes()).is(2);
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(answer["faults"].as_array().map(Vec::len), Some(101));
}

/// A dead clock shows anything: what is written down by it reads again, and nothing panics.
#[test]
fn a_clock_from_before_the_epoch_or_far_beyond_can_be_written_down() {
    use std::time::{Duration, UNIX_EPOCH};
    use zhuoluo::runtime::clock::instant;
    let far = Duration::from_secs(400_000_000_000);
    for (shown, read) in [
        (UNIX_EPOCH - far, "1970-01-01T00:00:00+00:00"),
        (UNIX_EPOCH, "1970-01-01T00:00:00+00:00"),
        (
            UNIX_EPOCH + Duration::from_secs(1_796_000_000),
            "2026-11-30T00:53:20+00:00",
        ),
        (UNIX_EPOCH + far, "9998-12-31T23:59:59+00:00"),
    ] {
        assert_eq!(instant(shown).to_rfc3339(), read);
    }
}
