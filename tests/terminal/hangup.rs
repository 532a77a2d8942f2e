//! Trap 1: the line drops. The program ends by itself, whatever was arranged with SIGHUP, even in
//! the middle of a paste or of a frame that nobody reads; it never spins.

use std::time::Duration;

use rustix::process::Signal;

use super::tty::{Home, cpu_ticks, is_running, pid_in, signal};

const SOON: Duration = Duration::from_secs(2);

#[test]
fn a_hangup_ends_the_program() {
    let home = Home::new();
    let mut tty = home.open();
    tty.hang_up();
    let (status, took) = tty.ended(SOON);
    assert_eq!(status, 129);
    println!("hang-up: ended after {took:?}");
}

#[test]
fn a_hangup_ends_the_program_that_was_told_to_ignore_it() {
    let home = Home::new();
    let mut tty = home
        .start(
            &["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"],
            &[],
            (80, 24),
        )
        .drawn();
    tty.hang_up();
    let (_, took) = tty.ended(SOON);
    println!("hang-up, ignored: ended after {took:?}");
}

#[test]
fn a_dead_terminal_without_a_signal_ends_the_program() {
    let home = Home::new();
    let told = home.path().join("pid");
    // In a session of its own the program gets no SIGHUP: only the watcher can notice.
    let line = format!("echo $$ > '{}'; exec \"$@\"", told.display());
    let wrapper = ["setsid", "--fork", "--wait", "sh", "-c", &line, "sh"];
    let mut tty = home.start(&wrapper, &[], (80, 24)).drawn();
    let pid = pid_in(&told);
    let before = cpu_ticks(pid).expect("it runs");
    tty.hang_up();
    let begun = std::time::Instant::now();
    let mut used = 0;
    while is_running(pid) {
        used = cpu_ticks(pid).unwrap_or(before) - before;
        assert!(
            begun.elapsed() < SOON,
            "still there, {used} ticks of CPU later"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
    println!(
        "dead terminal without a signal: ended after {:?}, {used} ticks",
        begun.elapsed()
    );
    assert!(used <= 20, "it span: {used} ticks");
}

#[test]
fn a_hangup_in_the_middle_of_a_paste_ends_the_program() {
    let home = Home::new();
    let mut tty = home.open();
    tty.send("\x1b[200~来访人自述");
    tty.hang_up();
    assert_eq!(tty.ended(SOON).0, 129);
}

#[test]
fn signals_work_while_the_client_reads_nothing() {
    let home = Home::new();
    for (number, status) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let mut tty = home.start(&[], &[], (200, 60)).drawn();
        tty.stop_reading();
        // Whole repaints until the line is full: a terminal holds a few dozen kilobytes at most.
        for _ in 0..60 {
            tty.send("\x0c");
            std::thread::sleep(Duration::from_millis(20));
        }
        signal(tty.pid(), number);
        let (ended, took) = tty.ended(SOON);
        println!("{number:?} with a stuck client: ended after {took:?}");
        assert_eq!(ended, status);
    }
}

#[test]
fn every_ending_signal_leaves_a_usable_terminal() {
    let home = Home::new();
    for (number, status) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::HUP, 129),
    ] {
        let mut tty = home.open();
        signal(tty.pid(), number);
        assert_eq!(tty.ended(SOON).0, status, "{number:?}");
        tty.wait("the plain screen", |tty| {
            tty.look(|s| !s.alternate_screen() && !s.bracketed_paste() && !s.hide_cursor())
        });
    }
}
