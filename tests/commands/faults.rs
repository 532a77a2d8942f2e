//! What must never be seen: a panic, a half-written line, a word in the wrong stream.

use std::process::Stdio;

use super::Home;

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let home = Home::sandbox();
    for _ in 0..3 {
        home.petition();
    }
    let mut child = home
        .command(&["man"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ended");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

/// Ctrl-Z while a command runs: it could hold the turn to write, and everybody else would wait.
#[test]
fn a_command_is_not_stopped_from_the_keyboard() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::os::unix::process::CommandExt;
    let home = Home::sandbox();
    let mut child = home
        .command(&["register", "--json", "-"])
        // A group of its own below a process of the same session: one that Ctrl-Z stops.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let state = || {
        let line = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).expect("runs");
        let (_, rest) = line.rsplit_once(") ").expect("a state");
        rest.chars().next()
    };
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(state(), Some('S'), "waits for its input");
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    kill_process(pid.expect("a number"), Signal::TSTP).expect("sent");
    std::thread::sleep(std::time::Duration::from_millis(300));
    let after = state();
    let _ = child.kill();
    let _ = child.wait();
    assert_eq!(after, Some('S'), "stopped");
}

#[test]
fn data_goes_out_and_talk_goes_beside() {
    let home = Home::sandbox();
    home.petition();
    let ran = home.run(&["owed", "--json"]).is(0);
    assert!(ran.talk.is_empty() && ran.out.ends_with("]\n") && ran.out.lines().count() == 1);
    let ran = home.run(&["show", "nothing"]).is(4);
    assert!(ran.out.is_empty());
}

#[test]
fn no_argument_brings_a_panic() {
    let home = Home::sandbox();
    let number = home.petition();
    let odd = [
        "",
        " ",
        "\u{1b}",
        "\u{202E}",
        "０",
        "'; DROP TABLE event; --",
        "%",
        "🙂",
        "-1",
        "99999999999999999999",
        "𠮷",
    ];
    for word in odd {
        for words in [
            vec!["show", word],
            vec!["find", word],
            vec!["owed", "--unit", word],
            vec!["owed", "--until", word],
            vec!["explain", word],
            vec!["explain", &number, word],
            vec!["act", &number, word],
            vec!["act", word, "note"],
            vec!["paper", word, "receipt"],
            vec!["import", word],
            vec!["calendar", "show", word],
            vec!["--as", word, "owed"],
            vec!["--db", word, "owed"],
            vec!["schema", word],
            vec!["import", "--undo", word],
            vec!["act", &number, "accept", "--on", word],
            vec!["--now", word, "owed"],
        ] {
            let ran = home.run(&words);
            assert!(
                (0..=5).contains(&ran.status) && !ran.talk.contains("panicked"),
                "{words:?}: {} {}",
                ran.status,
                ran.talk
            );
            assert!(
                !ran.talk.contains('\u{1b}') && !ran.out.contains('\u{1b}'),
                "{words:?}"
            );
        }
    }
    home.run(&["verify"]).is(0);
}
