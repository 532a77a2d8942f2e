//! A restore that is killed: at whatever step, the store is the one or the other, whole, and the way back is open.

use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

use serde_json::json;

use super::restore::{backup, earnest, kept, keys};
use super::{Home, arg};

/// What gives names, takes them away and makes writing last.
const STEPS: &str = "link,linkat,unlink,unlinkat,rename,renameat,renameat2,fsync,fdatasync";

/// Restores under `strace`, which kills it at its so many-th step; true when it came to its end before.
fn restore_killed_at(home: &Home, step: usize, file: &str, key: &str) -> bool {
    let plain = home.command(&["--as", "wang", "restore", file, "--identity", key]);
    let inject = format!("inject={STEPS}:signal=KILL:when={step}");
    let trace = format!("trace={STEPS}");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject])
        .arg(plain.get_program())
        .args(plain.get_args())
        .env_clear()
        .envs(plain.get_envs().filter_map(|(k, v)| Some((k, v?))))
        .stderr(Stdio::null());
    let status = command.status().expect("started");
    assert!(
        status.success() || status.signal() == Some(9) || status.code() == Some(137),
        "step {step}: {status}"
    );
    status.success()
}

#[test]
fn a_restore_killed_at_any_step_leaves_the_one_store_or_the_other() {
    if !std::path::Path::new("/usr/bin/strace").exists() {
        println!("skipped: no strace on this machine");
        return;
    }
    let home = earnest();
    home.petition();
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &["--remember"]);
    home.register(&json!({ "requests": ["备份之后的一件"] }));
    let as_it_was = std::fs::read(home.store()).expect("bytes");
    let events = || {
        home.run(&["--as", "wang", "audit", "verify"]).is(0);
        home.run(&["--as", "wang", "verify", "--json"]).is(0).json()["events"].clone()
    };
    let (mut before, mut after) = (0, 0);
    for step in 1.. {
        let ended = restore_killed_at(&home, step, &file, &one);
        match events().as_u64() {
            // It did not come to it: as before, and it can be done now.
            Some(2) => {
                assert!(!ended, "step {step}: done, and not restored");
                before += 1;
                home.run(&["--as", "wang", "restore", &file, "--identity", &one])
                    .is(0);
            }
            Some(1) => after += 1,
            other => panic!("step {step}: {other:?} events"),
        }
        // What was there is kept once, and comes back.
        let aside = kept(&home);
        let stores = aside.iter().filter(|p| !arg(p).ends_with("-wal"));
        let stores: Vec<_> = stores.collect();
        assert_eq!(stores.len(), 1, "step {step}: {aside:?}");
        home.run(&["--as", "wang", "restore", arg(stores[0])]).is(0);
        assert_eq!(events().as_u64(), Some(2), "step {step}");
        if ended {
            break;
        }
        for path in kept(&home) {
            std::fs::remove_file(path).expect("removed");
        }
        std::fs::write(home.store(), &as_it_was).expect("as it was");
    }
    println!("{before} steps before, {after} after");
    assert!(before > 5 && after > 2, "{before} before, {after} after");
}

/// Two names of one store would have two logs: it is told, each time, until there is one again.
#[test]
fn a_second_name_of_a_store_is_told() {
    let home = earnest();
    home.petition();
    let aside = home
        .store()
        .with_file_name("desk.sqlite3.before-20261101T090000");
    std::fs::hard_link(home.store(), &aside).expect("a second name");
    for said in ["硬链接", "硬链接"] {
        home.run(&["--as", "wang", "owed"]).says(said);
    }
    // Such as an interrupted restore leaves: the next one takes it away.
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &["--remember"]);
    home.run(&["--as", "wang", "restore", &file, "--identity", &one])
        .is(0);
    assert!(!aside.exists());
    assert_eq!(kept(&home).len(), 1);
    let ran = home.run(&["--as", "wang", "owed"]);
    assert!(!ran.talk.contains("硬链接"), "{}", ran.talk);
}
