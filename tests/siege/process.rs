//! Strange surroundings of a process: masks, limits, closed or full streams, variables, odd arguments.

use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::process::{Command, Stdio};

use crate::commands::{Home, Ran, arg};

const DRAFT: &str =
    r#"{"channel":"visit","class":"request","requests":["要求修路"],"people":[{"name":"陈某"}]}"#;

/// A shell line in which `$Z` is the program, with nothing of our surroundings.
fn sh(home: &Home, line: &str) -> Ran {
    let output = Command::new("timeout")
        .args(["20", "sh", "-c", line])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home.path(""))
        .env("Z", env!("CARGO_BIN_EXE_zhuoluo"))
        .env("DRAFT", DRAFT)
        .env("ZHUOLUO_NOW", crate::commands::NOW)
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        talk: text(output.stderr),
    }
}

fn petitions(home: &Home) -> i64 {
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    raw.query_row("SELECT count(*) FROM petition", [], |r| r.get(0))
        .expect("a count")
}

const REGISTER: &str = r#"printf %s "$DRAFT" | "$Z" register --json -"#;

#[test]
fn no_mask_makes_a_file_that_others_read() {
    for mask in ["000", "777", "022"] {
        let home = Home::empty();
        let init = "\"$Z\" init --office 示例县信访局 --admin wang --sandbox";
        sh(
            &home,
            &format!("umask {mask}; {init} && {REGISTER} && \"$Z\" backup --new-key > /dev/null"),
        )
        .is(0);
        let folder = home.store().parent().expect("a folder").to_owned();
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let mode = entry.metadata().expect("facts").permissions().mode();
            assert_eq!(
                mode & 0o077,
                0,
                "umask {mask}: {:?} {mode:o}",
                entry.file_name()
            );
        }
    }
}

#[test]
fn few_descriptors_and_small_files_are_sentences_and_lose_nothing() {
    let home = Home::sandbox();
    let mut saved = 0;
    for limit in [
        "-n 20",
        "-n 12",
        "-n 8",
        "-n 6",
        "-n 5",
        "-n 4",
        "-n 3",
        "-f 0",
        "-f 1",
        "-f 64",
        "-f 200",
        "-v 200000",
        "-t 1",
    ] {
        let ran = sh(&home, &format!("ulimit {limit}; {REGISTER}"));
        if ran.status == 0 {
            saved += 1;
        } else {
            assert!(
                ran.status > 0 && ran.status < 100,
                "{limit}: {} {}",
                ran.status,
                ran.talk
            );
            assert!(!ran.talk.contains("panicked"), "{limit}: {}", ran.talk);
        }
        assert_eq!(petitions(&home), saved, "{limit}: {}", ran.talk);
        home.run(&["verify"]).is(0);
    }
    assert!(saved > 0, "nothing was ever saved");
}

#[test]
fn streams_that_are_closed_or_full_lose_nothing_and_spoil_no_store() {
    let home = Home::sandbox();
    sh(&home, &format!("{REGISTER} > /dev/full"))
        .is(1)
        .says("已经保存的都在");
    sh(&home, &format!("{REGISTER} >&-"));
    sh(&home, &format!("{REGISTER} 2>&-")).is(0);
    sh(&home, &format!("{REGISTER} >&- 2>&-"));
    assert_eq!(petitions(&home), 4);
    for line in [
        "\"$Z\" register --json - <&-",
        "\"$Z\" import - <&-",
        "\"$Z\" <&- >&- 2>&-",
        "\"$Z\" owed | true",
        "\"$Z\" export petitions > /dev/full",
    ] {
        let ran = sh(&home, line);
        assert!(
            ran.status < 100 && !ran.talk.contains("panicked"),
            "{line}: {} {}",
            ran.status,
            ran.talk
        );
    }
    assert_eq!(petitions(&home), 4);
    home.run(&["verify"]).is(0);
}

#[test]
fn a_pipe_that_nobody_writes_into_is_not_waited_for() {
    let home = Home::sandbox();
    let number = home.petition();
    let pipe = home.path("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo")
            .success()
    );
    for words in [
        &["import", arg(&pipe)][..],
        &["register", "--json", arg(&pipe)],
        &["act", &number, "note", "--json", arg(&pipe)],
    ] {
        let ran = sh(&home, &format!("\"$Z\" {}", words.join(" ")));
        assert!(
            ran.status == 1 || ran.status == 2,
            "{words:?}: {} {}",
            ran.status,
            ran.talk
        );
    }
}

#[test]
fn a_device_is_written_into_and_a_planted_link_is_not_followed() {
    let home = Home::sandbox();
    let number = home.petition();
    // What a shell hands over is read.
    let ledger = home.file(
        "a.csv",
        "姓名,信访日期,反映问题\n陈某,2026-11-02,要求修路\n",
    );
    sh(
        &home,
        &format!("cat {} | \"$Z\" import /dev/stdin --dry-run", arg(&ledger)),
    )
    .is(0);
    let out = sh(&home, "\"$Z\" export petitions -o /dev/stdout")
        .is(0)
        .out;
    assert!(out.contains(&number), "{out}");
    let full = home.path("full");
    let made = Command::new("mknod")
        .arg(&full)
        .args(["c", "1", "7"])
        .status();
    if made.is_ok_and(|s| s.success()) {
        for words in [
            &["export", "petitions", "-o"][..],
            &["paper", &number, "receipt", "-o"],
            &["audit", "export", "-o"],
        ] {
            let ran = home.run(&[words, &[arg(&full)]].concat());
            assert_eq!(ran.status, 1, "{words:?}: {}", ran.talk);
            let kind = std::fs::symlink_metadata(&full).expect("facts").file_type();
            assert!(kind.is_char_device(), "{words:?} replaced the device");
        }
    } else {
        println!("skipped in part: no device can be made here without root");
    }
    // The name beside, guessed and laid as a link to something dear.
    let dear = home.file("dear", "dear");
    let plant = format!(
        "for n in $(seq $$ $(($$ + 60))); do ln -s {} {}.part-$n; done; \"$Z\" export petitions -o {}",
        arg(&dear),
        arg(&home.path("x.csv")),
        arg(&home.path("x.csv"))
    );
    sh(&home, &plant).is(0);
    assert_eq!(std::fs::read_to_string(&dear).expect("there"), "dear");
    let link = home.path("link.csv");
    symlink(&dear, &link).expect("a link");
    home.run(&["export", "petitions", "-o", arg(&link)]).is(1);
    assert!(link.is_symlink());
    home.run(&["export", "petitions", "-o", arg(&link), "--force"])
        .is(0);
    assert_eq!(std::fs::read_to_string(&dear).expect("there"), "dear");
}

#[test]
fn no_variable_takes_the_program_anywhere_or_brings_it_down() {
    let home = Home::sandbox();
    home.petition();
    let evil = home.path("evil");
    std::fs::create_dir(&evil).expect("a folder");
    let trap = home.file("evil/tput", "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\n");
    std::fs::set_permissions(&trap, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = arg(&evil).to_owned();
    for set in [
        "LD_PRELOAD=/nowhere.so",
        "TMPDIR=/nowhere",
        "HOME=relative",
        "HOME=",
        "-u HOME",
        "XDG_DATA_HOME=relative",
        "XDG_DATA_HOME=/proc/1",
        "TERM=../../etc/passwd",
        "LANG=../../x",
        "LC_ALL=$(printf '\\377')",
        "TZ=/etc/passwd",
        "TZ=:::",
        "NO_COLOR=1 ZHUOLUO_THEME=\"$(printf '\\033[31m')\"",
        "ZHUOLUO_LANG=xx",
        "COLUMNS=99999999999 LINES=-1",
        "PAGER=evil EDITOR=evil VISUAL=evil BROWSER=evil SHELL=evil",
    ] {
        for words in [
            "owed",
            "show 999999-2026-LF-00001 --why x",
            "",
            "verify",
            "find 张",
        ] {
            let ran = sh(
                &home,
                &format!("env {set} PATH={path}:$PATH \"$Z\" {words}"),
            );
            let fell = ran.status >= 100 || ran.talk.contains("panicked") || ran.status < 0;
            assert!(!fell, "{set} {words}: {} {}", ran.status, ran.talk);
            let wild = ran.talk.replace('\n', "").contains(char::is_control);
            assert!(!wild, "{set} {words}: {:?}", ran.talk);
        }
    }
    assert!(
        !home.path("evil/ran").exists(),
        "a program of somebody's was started"
    );
    assert_eq!(petitions(&home), 1);
}

#[test]
fn long_wild_or_broken_arguments_are_sentences() {
    let home = Home::sandbox();
    let number = home.petition();
    let long = "9".repeat(100_000);
    for words in [
        &["show", &long, "--why", "x"][..],
        &["find", &long],
        &["show", &number, "--why", &long],
        &["owed", "--unit", &long],
        &["act", &number, &long],
        &["operator", "add", &long, "--name", "x", "--role", "lead"],
        &["export", "petitions", "-o", &long],
        &["--db", &long, "owed"],
        &["--as", &long, "owed"],
        &["import", &long],
        &["calendar", "show", &long],
        &[&long],
    ] {
        let ran = home.run(words);
        assert!(
            ran.status < 100 && !ran.talk.contains("panicked"),
            "{:?}: {}",
            &words[..1],
            ran.status
        );
        assert!(
            ran.talk.len() < 4_000,
            "{:?}: {} bytes of talk",
            &words[..1],
            ran.talk.len()
        );
    }
    let broken = sh(&home, "\"$Z\" show \"$(printf '\\377\\376')\" --why x");
    assert!(
        broken.status == 2 && broken.talk.contains("UTF-8"),
        "{}",
        broken.talk
    );
}

/// Somebody is stopped in the middle of a save again and again while another saves; then killed.
#[test]
fn a_writer_that_is_stopped_or_killed_in_its_turn_holds_nobody_for_good() {
    use rustix::process::{Pid, Signal, kill_process};
    let home = Home::sandbox();
    let line = format!("while :; do {REGISTER} > /dev/null 2>&1 || exit 1; done");
    let mut busy = Command::new("setsid")
        .args(["sh", "-c", &line])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home.path(""))
        .env("Z", env!("CARGO_BIN_EXE_zhuoluo"))
        .env("DRAFT", DRAFT)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("at work");
    let mut own = 0;
    for round in 0..12_u64 {
        std::thread::sleep(std::time::Duration::from_millis(37 + round * 11));
        let children = format!("/proc/{0}/task/{0}/children", busy.id());
        let children = std::fs::read_to_string(children).unwrap_or_default();
        let stopped: Vec<Pid> = children
            .split_whitespace()
            .filter_map(|n| Pid::from_raw(n.parse().ok()?))
            .collect();
        for pid in &stopped {
            let _ = kill_process(*pid, Signal::STOP);
        }
        let ran = sh(&home, REGISTER);
        assert!(
            ran.status == 0 || ran.talk.contains("正在写入"),
            "{}",
            ran.talk
        );
        own += i64::from(ran.status == 0);
        for pid in &stopped {
            let end = if round % 2 == 0 {
                Signal::CONT
            } else {
                Signal::KILL
            };
            let _ = kill_process(*pid, end);
        }
        sh(&home, REGISTER).is(0);
        own += 1;
    }
    let _ = busy.kill();
    let _ = busy.wait();
    assert!(petitions(&home) >= own, "saved and lost");
    home.run(&["verify"]).is(0);
}
