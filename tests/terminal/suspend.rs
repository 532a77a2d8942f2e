//! Stopping and going on under a shell, from inside and from outside.

use std::path::Path;
use std::time::Duration;

use rustix::process::Signal;

use super::frames::intake;
use super::tty::{Home, PROGRAM, Tty, is_running, signal};

/// A shell with job control and the desk started from it; gives the desk's process.
fn under_a_shell(home: &Home) -> (Tty, i32) {
    let store = home.store().display().to_string();
    started(home, &format!("--db {store} --as wang"))
}

/// The same, started with these words.
fn started(home: &Home, words: &str) -> (Tty, i32) {
    let env = [("PS1", "bereit> "), ("HISTFILE", "")];
    let mut tty = Tty::start(
        home,
        &["bash", "--norc", "--noprofile", "-i"],
        &env,
        (80, 24),
    );
    tty.wait_for("bereit>");
    tty.send(format!("{PROGRAM} {words}\r"));
    tty.wait("the desk", |tty| {
        tty.look(|s| s.alternate_screen() && s.contents().contains("总览"))
    });
    let desk = only_child(tty.pid());
    (tty, desk)
}

/// The one process that another has started.
fn only_child(of: i32) -> i32 {
    let children = format!("/proc/{of}/task/{of}/children");
    let pid = std::fs::read_to_string(Path::new(&children)).expect("children");
    pid.trim().parse().expect("one child")
}

fn is_stopped(pid: i32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')')
        .is_some_and(|(_, rest)| rest.trim_start().starts_with('T'))
}

/// Prompts of the shell in sight.
fn prompts(tty: &Tty) -> usize {
    tty.screen().matches("bereit>").count()
}

#[test]
fn a_stop_gives_the_shell_its_terminal_and_fg_takes_it_again() {
    let home = Home::new();
    let (mut tty, pid) = under_a_shell(&home);
    intake(&mut tty);
    for from_outside in [false, true] {
        tty.settle();
        signal(
            pid,
            if from_outside {
                Signal::STOP
            } else {
                Signal::TSTP
            },
        );
        tty.wait("the stop", |_| is_stopped(pid));
        if !from_outside {
            tty.wait("the shell's screen", |tty| {
                tty.look(|s| !s.alternate_screen())
            });
        }
        // The old prompts come back into sight with the shell's screen: a new one is waited for, or
        // what is typed next could still fall to the program that is stopping.
        // A program stopped from outside leaves its own screen standing, without any.
        let seen = usize::from(!from_outside);
        tty.wait("a new prompt", |tty| prompts(tty) > seen);
        tty.send("echo 甲$((20+3))乙\r");
        tty.wait_for("甲23乙");
        tty.wait("the next prompt", |tty| prompts(tty) > seen + 1);
        tty.send("fg\r");
        tty.wait("the desk again", |tty| {
            tty.look(|s| s.alternate_screen() && s.contents().contains("姓名"))
        });
        tty.wait("nothing of the shell", |tty| {
            !tty.screen().contains("bereit>")
        });
        tty.settle();
        tty.send("孙");
        tty.wait_for("孙");
    }
    tty.send("\x11");
    // Not before its prompt: what comes earlier can fall to the program that is leaving.
    tty.wait("the shell", |tty| {
        tty.look(|s| !s.alternate_screen()) && tty.screen().trim_end().ends_with("bereit>")
    });
    tty.send("echo 丙$?丁\r");
    tty.wait_for("丙0丁");
}

#[test]
fn a_stop_that_nobody_could_undo_is_refused() {
    let home = Home::new();
    let mut tty = home.open();
    signal(tty.pid(), Signal::TSTP);
    tty.wait("the bell", |tty| tty.bytes().contains(&7));
    assert!(!is_stopped(tty.pid()));
    tty.send("\x11");
    assert_eq!(tty.ended(Duration::from_secs(5)).0, 0);
}

#[test]
fn a_stop_is_refused_too_where_the_session_cannot_be_seen() {
    // As under a launcher outside this space of process numbers: session and group read as zero.
    let apart = ["unshare", "--pid", "--fork", "--mount-proc"];
    let can = std::process::Command::new(apart[0])
        .args(&apart[1..])
        .arg("true")
        .stderr(std::process::Stdio::null())
        .status();
    if !can.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no right to a process space of one's own here");
        return;
    }
    let home = Home::new();
    let store = home.store().display().to_string();
    let inside = format!("{PROGRAM} --db {store} --as wang; echo ended $?");
    let wrapped = [&apart[..], &["sh", "-c", &inside]].concat();
    let mut tty = Tty::start(&home, &wrapped, &[], (80, 24)).drawn();
    let shell = only_child(tty.pid());
    signal(only_child(shell), Signal::TSTP);
    tty.wait("the bell", |tty| tty.bytes().contains(&7));
    tty.send("\x11");
    tty.wait_for("ended 0");
}

#[test]
fn a_line_that_drops_while_stopped_ends_the_program() {
    let home = Home::new();
    let (mut tty, pid) = under_a_shell(&home);
    intake(&mut tty);
    tty.send("钱");
    tty.wait_for("钱");
    signal(pid, Signal::TSTP);
    tty.wait("the stop", |_| is_stopped(pid));
    tty.hang_up();
    let begun = std::time::Instant::now();
    while is_running(pid) {
        assert!(begun.elapsed() < Duration::from_secs(3), "still there");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(
        super::input::drafts(&home)
            .iter()
            .any(|body| body.contains('钱'))
    );
}

/// A command in the background holds no terminal: what it writes appears, what it would read fails, and it is
/// never stopped, for it could hold the turn to write while everybody waits.
#[test]
fn a_command_in_the_background_is_not_stopped_by_the_terminal() {
    let home = Home::new();
    home.open().send("\x11"); // the store is made
    let env = [("PS1", "bereit> "), ("HISTFILE", "")];
    let shell = ["bash", "--norc", "--noprofile", "-i"];
    let mut tty = Tty::start(&home, &shell, &env, (120, 30));
    tty.wait_for("bereit>");
    tty.send("stty tostop\r");
    let store = home.store().display().to_string();
    for (words, ends) in [("verify", 0), ("register --json -", 1)] {
        let name = &words[..1];
        tty.send(format!(
            "{PROGRAM} --db {store} --as wang {words} & wait $!; echo {name}甲$?乙\r"
        ));
        let said = format!("{name}甲{ends}乙");
        tty.wait("its end", |tty| {
            let ended = |line: &str| line.starts_with(&format!("{name}甲"));
            tty.screen().lines().any(ended)
        });
        let shown = tty.screen();
        assert!(shown.contains(&said), "{words}: {shown}");
        assert!(!shown.contains("Stopped"), "{words}: {shown}");
    }
    tty.send("exit\r");
}

/// Nor is a desk of one's own that is started there: it could be stopped while it brings an older store up to its
/// version. It says that it cannot open, and ends.
#[test]
fn a_desk_that_is_started_in_the_background_ends_instead_of_standing_still() {
    let home = Home::new();
    home.open().send("\x11"); // the store is made
    let env = [("PS1", "bereit> "), ("HISTFILE", "")];
    let shell = ["bash", "--norc", "--noprofile", "-i"];
    let mut tty = Tty::start(&home, &shell, &env, (120, 30));
    tty.wait_for("bereit>");
    tty.send("stty tostop\r");
    let store = home.store().display().to_string();
    tty.send(format!(
        "{PROGRAM} --db {store} --as wang & wait $!; echo 台甲$?乙\r"
    ));
    tty.wait("its end", |tty| {
        let ended = |line: &str| line.starts_with("台甲");
        tty.screen().lines().any(ended)
    });
    let shown = tty.screen();
    assert!(shown.contains("台甲1乙"), "{shown}");
    assert!(shown.contains("后台"), "{shown}");
    assert!(!shown.contains("Stopped"), "{shown}");
    tty.send("exit\r");
}

/// Resumed in the background it takes no terminal, though the stop for that is held back in a command: the
/// shell keeps it until `fg`.
#[test]
fn a_desk_that_is_resumed_in_the_background_leaves_the_terminal_to_the_shell() {
    let home = Home::new();
    let demo = home.store().with_file_name("demo.sqlite3");
    let words = format!("demo --people 20 --petitions 10 --file {}", demo.display());
    let (mut tty, pid) = started(&home, &words);
    tty.settle();
    signal(pid, Signal::TSTP);
    tty.wait("the stop", |_| is_stopped(pid));
    tty.wait("a prompt", |tty| prompts(tty) > 1);
    tty.send("bg; sleep 0.3; echo 甲$((20+3))乙\r");
    tty.wait_for("甲23乙");
    tty.wait("another stop", |_| is_stopped(pid));
    assert!(tty.look(|s| !s.alternate_screen()), "{}", tty.screen());
    tty.send("fg\r");
    tty.wait("the desk again", |tty| {
        tty.look(vt100::Screen::alternate_screen)
    });
    tty.settle();
    tty.send("\x11");
    tty.wait("the shell", |tty| {
        tty.look(|s| !s.alternate_screen()) && tty.screen().trim_end().ends_with("bereit>")
    });
}
