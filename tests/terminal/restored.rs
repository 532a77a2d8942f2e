//! A real restore beside an open desk that nobody touches: it says so, shows nothing of the store that was
//! replaced, and what is being typed goes on in the restored one.

use std::io::Write;
use std::process::{Command, Stdio};

use super::frames::intake;
use super::input::drafts;
use super::tty::{Home, PROGRAM, Tty};

/// A command on the home's store; gives what it said.
fn run(home: &Home, words: &[&str], input: &str) -> String {
    let mut child = Command::new(PROGRAM)
        .args(["--db".as_ref(), home.store().as_os_str()])
        .args(words)
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).expect("fed");
    drop(stdin);
    let done = child.wait_with_output().expect("ended");
    let talk = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{words:?}: {talk}");
    String::from_utf8(done.stdout).expect("UTF-8")
}

pub fn register(home: &Home, name: &str) {
    let draft = serde_json::json!({
        "channel": "visit", "class": "request", "received_on": "2026-01-05",
        "people": [{ "name": name }], "requests": ["要求核实补偿款"],
    });
    run(home, &["register", "--json", "-"], &draft.to_string());
}

/// A sealed backup of the store, with the key that opens it.
fn backup(home: &Home) -> [String; 2] {
    let at = |name: &str| home.path().join(name).display().to_string();
    let mut to = Vec::new();
    for name in ["one.key", "two.key"] {
        let text = run(home, &["backup", "--new-key"], "");
        let public = text.lines().next().and_then(|l| l.split_once(": "));
        to.push(public.expect("a public key").1.to_owned());
        std::fs::write(at(name), text).expect("a key");
    }
    let file = at("b.age");
    let words = ["backup", "-o", &file, "--recipient", &to[0], "--recipient"];
    run(home, &[&words[..], &[&to[1]]].concat(), "");
    [file, at("one.key")]
}

fn restore(home: &Home, [file, key]: &[String; 2]) {
    run(home, &["restore", file, "--identity", key], "");
}

#[test]
fn an_open_desk_takes_up_what_was_restored_and_keeps_what_is_typed() {
    let home = Home::new();
    register(&home, "周某英");
    let sealed = backup(&home);
    register(&home, "钱某兰");
    let mut list = home.open();
    list.send("\x1b6");
    list.wait_for("钱某兰");
    let mut clerk = home.open();
    intake(&mut clerk);
    clerk.type_slowly("赵小六");
    clerk.wait("the draft in the store", |_| {
        drafts(&home).iter().any(|body| body.contains("赵小六"))
    });
    restore(&home, &sealed);
    for tty in [&list, &clerk] {
        tty.wait_for("恢复了备份");
        assert!(!tty.screen().contains("钱某兰"), "{}", tty.screen());
    }
    // The restored store was made before a word of it was typed.
    clerk.wait("the draft in the restored store", |_| {
        drafts(&home).iter().any(|body| body.contains("赵小六"))
    });
    clerk.send("\x1b");
    clerk.wait("the form again", |tty| {
        !tty.screen().contains("恢复了备份") && tty.screen().contains("赵小六")
    });
    clerk.send("儿");
    // The restore took it along, and the desk goes on with it: one draft, not two.
    clerk.wait("typing goes on and is kept once", |_| {
        let drafts = drafts(&home);
        drafts.len() == 1 && drafts[0].contains("赵小六儿")
    });
    list.send("\x1b");
    list.wait("the paper is closed", |tty| {
        !tty.screen().contains("恢复了备份")
    });
    list.send("\x1b6");
    list.wait_for("周某英");
    assert!(!list.screen().contains("钱某兰"), "{}", list.screen());
    let trail = run(&home, &["audit", "list", "--json"], "");
    assert_eq!(
        trail.matches("\"enter\"").count(),
        2,
        "both are on record:\n{trail}"
    );
}

#[test]
fn words_of_another_sheet_are_shown_after_a_restore() {
    let home = Home::new();
    let sealed = backup(&home);
    let mut tty: Tty = home.open();
    super::drafts::entry(&mut tty);
    tty.type_slowly("水管爆裂");
    tty.wait_for("水管爆裂");
    restore(&home, &sealed);
    tty.wait_for("恢复了备份");
    tty.wait_for("水管爆裂");
    tty.send("\r");
    tty.settle();
    assert!(tty.screen().contains("水管爆裂"), "{}", tty.screen());
}

/// Whoever removes the log under an open desk loses nothing by it: what only it held the desk still has, and puts it
/// into the store at once, so that the others go on, and a desk that is killed then takes nothing with it.
#[test]
fn what_only_a_removed_log_held_an_open_desk_puts_back() {
    let home = Home::new();
    let mut desk = home.open();
    register(&home, "周某英");
    let log = zhuoluo::store::room::with_end(&home.store(), "-wal");
    let held = std::fs::metadata(&log).expect("a log").len();
    assert!(held > 0, "the log holds it");
    std::fs::remove_file(&log).expect("removed");
    desk.wait("the others find it again", |_| is_known(&home, "周某英"));
    register(&home, "钱某兰");
    desk.send("\x1b6");
    desk.wait_for("钱某兰");
    intake(&mut desk);
    desk.type_slowly("赵小六");
    desk.wait("a draft is kept as ever", |_| {
        drafts(&home).iter().any(|body| body.contains("赵小六"))
    });
    super::tty::signal(desk.pid(), rustix::process::Signal::KILL);
    desk.ended(std::time::Duration::from_secs(5));
    run(&home, &["verify"], "");
    assert!(is_known(&home, "周某英") && is_known(&home, "钱某兰"));
}

fn is_known(home: &Home, name: &str) -> bool {
    let find = Command::new(PROGRAM)
        .args(["--db".as_ref(), home.store().as_os_str()])
        .args(["find", name, "--json"])
        .env("HOME", home.path())
        .output();
    find.is_ok_and(|ran| ran.status.success())
}

/// Without the shared memory of the log a desk does not see what others save. It says so, shows nothing that may be of
/// the past, and neither writes over theirs nor takes their log with it when it leaves.
#[test]
fn nothing_that_others_save_goes_with_a_desk_that_lost_the_shared_memory() {
    for taken in [&["-shm"][..], &["-wal", "-shm"]] {
        let home = Home::new();
        let mut desk = home.open();
        register(&home, "周某英");
        for end in taken {
            let path = zhuoluo::store::room::with_end(&home.store(), end);
            std::fs::remove_file(path).expect("removed");
        }
        register(&home, "钱某兰");
        desk.wait_for("看不到别人");
        intake(&mut desk);
        desk.type_slowly("赵小六");
        register(&home, "孙某梅");
        desk.send("\x1b6");
        desk.settle();
        register(&home, "李某芳");
        super::tty::signal(desk.pid(), rustix::process::Signal::HUP);
        desk.ended(std::time::Duration::from_secs(10));
        register(&home, "吴某秋");
        run(&home, &["verify"], "");
        let others = ["钱某兰", "孙某梅", "李某芳", "吴某秋"];
        assert!(others.iter().all(|name| is_known(&home, name)));
        assert!(taken.len() > 1 || is_known(&home, "周某英"));
    }
}

/// Cut off instead of removed, the system would stop the desk as soon as it looked into it, and leave the terminal raw.
#[test]
fn a_desk_whose_shared_memory_was_cut_off_says_so_and_leaves_in_order() {
    let home = Home::new();
    let mut desk = home.open();
    register(&home, "周某英");
    desk.settle();
    let memory = zhuoluo::store::room::with_end(&home.store(), "-shm");
    std::fs::File::create(memory).expect("cut");
    desk.wait_for("看不到别人");
    register(&home, "钱某兰");
    intake(&mut desk);
    desk.type_slowly("赵小六");
    super::tty::signal(desk.pid(), rustix::process::Signal::HUP);
    desk.ended(std::time::Duration::from_secs(10));
    run(&home, &["verify"], "");
    assert!(
        ["周某英", "钱某兰"]
            .iter()
            .all(|name| is_known(&home, name))
    );
}
