//! A line that is cut while something is sent: what came is a part of what was meant, and is not taken for the whole.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::office::Office;

/// Sends a part, kills the client as a lost line does, and waits until the server has noticed.
fn cut(office: &Office, words: &[&str], part: &[u8]) {
    let words = office.client("wang", &["-T"], words);
    let mut client = Command::new(&words[0])
        .args(&words[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("ssh runs");
    let mut stdin = client.stdin.take().expect("a pipe");
    let is_there = || {
        let lines = office.processes().into_iter();
        let lines =
            lines.map(|pid| std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default());
        lines
            .into_iter()
            .any(|line| line.starts_with(b"/usr/bin/zhuoluo"))
    };
    let wait = |there: bool| {
        let since = Instant::now();
        while is_there() != there {
            assert!(since.elapsed() < Duration::from_secs(20), "there: {there}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait(true);
    stdin.write_all(part).expect("sent");
    stdin.flush().expect("sent");
    std::thread::sleep(Duration::from_millis(500));
    client.kill().expect("killed");
    client.wait().expect("ended");
    wait(false);
}

#[test]
fn what_a_cut_line_brought_is_not_taken_for_the_whole() {
    let Some(office) = Office::open() else { return };
    let ledger = "姓名,信访日期,反映问题\n陈某,2026-11-02,要求修路\n";
    cut(
        &office,
        &["zhuoluo", "box", "put", "half.csv"],
        ledger.as_bytes(),
    );
    let list = office.ssh("wang", &["zhuoluo", "box", "list"]).is(0).out;
    assert!(!list.contains("half.csv"), "{list}");
    let intake = r#"{"channel":"visit","class":"request","received_on":"2026-11-05","summary":"一","requests":["二"],"people":[{"name":"孙某"}]}"#;
    let part = format!("{intake}\n{}", &intake[..30]);
    cut(
        &office,
        &["zhuoluo", "register", "--each", "--json", "-"],
        part.as_bytes(),
    );
    let found = office.ssh(
        "wang",
        &[
            "zhuoluo",
            "export",
            "petitions",
            "--format",
            "json",
            "-o",
            "-",
        ],
    );
    assert_eq!(found.is(0).out.trim(), "[]");
    // What comes whole is taken.
    let put = ["zhuoluo", "box", "put", "whole.csv"];
    office
        .ssh_with("wang", &["-T"], &put, ledger.as_bytes())
        .is(0);
    let list = office.ssh("wang", &["zhuoluo", "box", "list"]).is(0).out;
    assert!(list.contains("whole.csv"), "{list}");
}
