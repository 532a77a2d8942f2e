//! The child that reads ledgers: limits before the first byte, and an end that harms nobody.

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::office::PROGRAM;

/// The limits and rights of a process, once they are all there.
fn facts(pid: u32) -> (String, String) {
    let begun = Instant::now();
    loop {
        let read =
            |name: &str| std::fs::read_to_string(format!("/proc/{pid}/{name}")).unwrap_or_default();
        let (limits, status) = (read("limits"), read("status"));
        if status.contains("NoNewPrivs:\t1") || begun.elapsed() > Duration::from_secs(10) {
            return (limits, status);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn its_limits_stand_before_it_is_given_a_byte() {
    let mut child = Command::new(PROGRAM)
        .arg("read-ledger")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let (limits, status) = facts(child.id());
    let _ = child.kill();
    let _ = child.wait();
    let line = |name: &str| {
        let line = limits
            .lines()
            .find(|l| l.starts_with(name))
            .unwrap_or_default();
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(
        line("Max address space").contains(&"629145600".to_owned()),
        "{limits}"
    );
    assert!(line("Max core file size")[4..6] == ["0", "0"], "{limits}");
    assert!(line("Max file size")[3..5] == ["0", "0"], "{limits}");
    assert!(
        !line("Max cpu time").contains(&"unlimited".to_owned()),
        "{limits}"
    );
    assert!(status.contains("NoNewPrivs:\t1"), "{status}");
}

/// The attack: a file that asks for more memory than a ledger ever needs.
#[test]
fn a_file_that_eats_memory_ends_the_child_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let run = |words: &[&str]| {
        Command::new(PROGRAM)
            .args(words)
            .env("HOME", folder.path())
            .env("LANG", "zh_CN.UTF-8")
            .stdin(Stdio::null())
            .output()
            .expect("it runs")
    };
    assert!(
        run(&[
            "init",
            "--office",
            "示例县信访局",
            "--admin",
            "wang",
            "--sandbox"
        ])
        .status
        .success()
    );
    let mut file = std::fs::File::create(at("big.csv")).expect("a file");
    file.write_all("姓名,信访日期,反映问题\n".as_bytes())
        .expect("written");
    file.set_len(700 * 1024 * 1024).expect("room");
    let big = at("big.csv").display().to_string();
    let ran = run(&["--as", "wang", "import", &big]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(
        said.contains("MB内存") && said.contains("没有改动"),
        "{said}"
    );
    // The desk is none the worse.
    assert!(run(&["--as", "wang", "owed"]).status.success());
}
