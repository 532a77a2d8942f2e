//! A day at the desk under `strace`: nothing is started but the program itself, nothing opened outside
//! its folder, no socket made.

use std::fmt::Write as _;

use super::office::Office;
use crate::terminal::tty::{Home, Tty};

const CALLS: &str = "trace=execve,execveat,open,openat,openat2,creat,socket,connect,bind,ptrace,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,mkdir,mkdirat,chmod,fchmodat";

/// Starts the program under strace as somebody whom sudo brought.
fn traced(office: &Office, name: &str, words: &[&str]) -> Vec<String> {
    let uid = office.sh("root", "id -u wang").is(0).out.trim().to_owned();
    let trace = office.path(name).display().to_string();
    let mut all: Vec<String> = office.inside();
    for word in [
        "strace", "-f", "-s", "300", "-u", "zhuoluo", "-e", CALLS, "-o", &trace,
    ] {
        all.push(word.to_owned());
    }
    all.extend([
        "env".to_owned(),
        format!("SUDO_UID={uid}"),
        "zhuoluo".to_owned(),
    ]);
    all.extend(words.iter().map(|w| (*w).to_owned()));
    all
}

/// What a trace holds that must not be there. The first two starts are `env` and the program.
fn wrong(trace: &str) -> String {
    const READ: [&str; 11] = [
        "/etc/ld.so.cache",
        "/etc/ld.so.preload",
        "/lib/",
        "/usr/lib/",
        "/lib64/",
        "/proc/self/",
        "/proc/",
        "/dev/null",
        "/dev/urandom",
        "/dev/tty",
        "/sys/fs/cgroup",
    ];
    let mut found = String::new();
    let mut started = 0;
    for line in trace.lines() {
        let call = line
            .split_once(' ')
            .map_or(line, |(_, call)| call.trim_start());
        let path = call.split('"').nth(1).unwrap_or_default();
        let done = !call.contains("= -1 ");
        if call.starts_with("execve") {
            started += usize::from(done);
            if started > 2 && done && path != "/proc/self/exe" {
                let _ = writeln!(found, "starts: {call}");
            }
        } else if ["socket(", "connect(", "bind(", "ptrace("]
            .iter()
            .any(|c| call.starts_with(c))
        {
            let _ = writeln!(found, "reaches out: {call}");
        } else if started >= 2 && done && path.starts_with('/') {
            let own = path.starts_with("/var/lib/zhuoluo");
            let writes = [
                "O_WRONLY", "O_RDWR", "O_CREAT", "rename", "unlink", "link", "mkdir", "chmod",
            ]
            .iter()
            .any(|w| call.contains(w));
            let reads = READ.iter().any(|r| path.starts_with(r))
                || path == "/etc/passwd"
                // The roster of keys, whose digest the signed head holds.
                || path == "/etc/zhuoluo/keys"
                // What stands in it is watched from outside: a change ends a session by sudo.
                || path == "/etc/sudoers.d"
                || path == "/usr/bin/zhuoluo"
                || path == "/";
            let tty = path == "/dev/tty" || path == "/dev/null" || path.starts_with("/dev/pts/");
            if !(own || (reads && !writes) || tty || call.contains("O_PATH")) {
                let _ = writeln!(found, "opens: {call}");
            }
        }
    }
    found
}

/// The desk itself: a form begun, every room seen, left in order.
fn at_the_screen(office: &Office) {
    let home = Home::new();
    let words = traced(office, "desk.trace", &[]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut tty = Tty::start(&home, &words, &[], (80, 24)).drawn();
    tty.send("n");
    tty.wait_for("姓名");
    tty.type_slowly("陈某");
    for room in ["\x1b3", "\x1b6", "\x1b1", "\x06"] {
        tty.send(room);
        tty.settle();
    }
    tty.send("\x11");
    let (status, _) = tty.ended(std::time::Duration::from_secs(20));
    assert_eq!(status, 0, "{}", tty.screen());
}

/// What the commands work on: a petition, whose number is given, and a ledger in the box.
fn prepared(office: &Office) -> String {
    let line = r#"{"channel":"visit","class":"request","requests":["要求修路"],"people":[{"name":"陈某"}]}"#;
    let made = office
        .ssh_with(
            "wang",
            &["-T"],
            &["zhuoluo", "register", "--json", "-"],
            line.as_bytes(),
        )
        .is(0)
        .out;
    let made: serde_json::Value = serde_json::from_str(&made).expect("JSON");
    let ledger = "姓名,信访日期,反映问题\n李某,2026-11-02,自来水发黄\n";
    office
        .ssh_with(
            "wang",
            &["-T"],
            &["zhuoluo", "box", "put", "a.csv"],
            ledger.as_bytes(),
        )
        .is(0);
    made["number"].as_str().expect("a number").to_owned()
}

/// One command of each kind; gives the names of the traces.
fn by_commands(office: &Office, number: &str) -> Vec<String> {
    let mut traces = Vec::new();
    for (index, command) in [
        &["find", "陈"][..],
        &["show", number, "--why", "来人询问"],
        &["owed", "--json"],
        &["explain", number],
        &["import", "a.csv", "--report", "r.csv"],
        &["export", "petitions", "-o", "p.xlsx"],
        &["paper", number, "receipt", "-o", "r.txt"],
        &["box", "list"],
        &["verify"],
        &["audit", "verify"],
    ]
    .iter()
    .enumerate()
    {
        let name = format!("{index}.trace");
        let words = traced(office, &name, command);
        let ran = std::process::Command::new(&words[0])
            .args(&words[1..])
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .stdin(std::process::Stdio::null())
            .output()
            .expect("started");
        let status = ran.status.code().unwrap_or(-1);
        assert!(
            status == 0 || status == 10,
            "{command:?}: {}",
            String::from_utf8_lossy(&ran.stderr)
        );
        traces.push(name);
    }
    traces
}

#[test]
fn a_days_work_starts_nothing_and_opens_nothing_outside() {
    let Some(office) = Office::open() else { return };
    if !std::path::Path::new("/usr/bin/strace").exists() {
        println!("skipped: no strace on this machine");
        return;
    }
    at_the_screen(&office);
    let mut traces = by_commands(&office, &prepared(&office));
    traces.push("desk.trace".to_owned());
    let mut children = 0;
    for name in traces {
        let trace = std::fs::read_to_string(office.path(&name)).expect("a trace");
        assert!(
            trace.contains("/var/lib/zhuoluo/desk.sqlite3"),
            "{name} saw nothing"
        );
        children += trace.matches("execve(\"/proc/self/exe\"").count();
        assert_eq!(wrong(&trace), "", "{name}");
    }
    assert_eq!(
        children, 2,
        "the desk in its own place and the ledger's child are the only ones"
    );
}
