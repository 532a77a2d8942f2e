//! The line may drop at any byte: the person's words must not.

use std::time::Duration;

use rustix::process::Signal;

use super::frames::intake;
use super::tty::{Home, Tty, signal};

/// Types a draft with the caret in the middle of a name; gives where it stands.
fn half_typed(home: &Home) -> (Tty, (u16, u16)) {
    let mut tty = home.open();
    intake(&mut tty);
    let (row, column) = tty.cursor();
    tty.type_slowly("赵小六");
    tty.wait("the caret behind the name", |tty| {
        tty.cursor() == (row, column + 6)
    });
    tty.send("\x1b[D");
    tty.wait("the caret before the last sign", |tty| {
        tty.cursor() == (row, column + 4)
    });
    (tty, (row, column + 4))
}

/// Opens the desk again: the draft is there, with the caret in the same field at the same place.
fn found_again(home: &Home, (_, column): (u16, u16)) {
    let mut tty = home.open();
    tty.send("\x1b2");
    tty.wait_for("赵小六");
    tty.wait("the caret in the name, where it was", |tty| {
        let (row, at) = tty.cursor();
        let text = tty.look(|s| s.rows(0, 80).nth(row.into()).unwrap_or_default());
        text.starts_with("姓名") && at == column
    });
    tty.send("大");
    tty.wait_for("赵小大六");
}

#[test]
fn a_draft_survives_a_hangup() {
    let home = Home::new();
    let (mut tty, caret) = half_typed(&home);
    tty.hang_up();
    tty.ended(Duration::from_secs(2));
    found_again(&home, caret);
}

#[test]
fn a_draft_survives_a_termination() {
    let home = Home::new();
    let (mut tty, caret) = half_typed(&home);
    signal(tty.pid(), Signal::TERM);
    let (_, took) = tty.ended(Duration::from_secs(1));
    println!("terminated in the middle of a form after {took:?}");
    found_again(&home, caret);
}

#[test]
fn a_draft_survives_a_kill() {
    let home = Home::new();
    let (mut tty, caret) = half_typed(&home);
    tty.wait("the draft in the store", |_| {
        super::input::drafts(&home)
            .iter()
            .any(|body| body.contains("赵小六"))
    });
    // What is promised is 300 ms after the last key; a caret move is kept with the next change.
    std::thread::sleep(Duration::from_millis(400));
    signal(tty.pid(), Signal::KILL);
    tty.ended(Duration::from_secs(2));
    found_again(&home, caret);
}

/// Opens the log of the duty desk and begins an entry.
pub fn entry(tty: &mut Tty) {
    tty.send("\x1b5");
    tty.wait_for("[5值班]");
    for _ in 0..9 {
        if tty.screen().contains("[日志]") {
            break;
        }
        tty.send("\t");
        tty.settle();
    }
    tty.send("\x1bOQ");
    tty.wait_for("记日志");
    tty.settle();
}

/// What another sheet than an intake holds in the store.
fn sheets(home: &Home) -> usize {
    let store = zhuoluo::store::Store::open(&home.store(), "wang").expect("the store");
    let today = "2026-03-05".parse().expect("a day");
    match store.ask(&zhuoluo::flow::Ask::Sheets, today) {
        Ok(zhuoluo::flow::Reply::Drafts(rows)) => rows.len(),
        other => panic!("{other:?}"),
    }
}

/// An entry of the duty desk, a cursor in the middle of it, and the line gone in each of three ways.
#[test]
fn an_unfinished_entry_survives_hangup_termination_and_kill() {
    for end in [Signal::HUP, Signal::TERM, Signal::KILL] {
        let home = Home::new();
        let mut tty = home.open();
        entry(&mut tty);
        tty.type_slowly("水管爆裂");
        tty.wait_for("水管爆裂");
        tty.wait("the entry in the store", |_| sheets(&home) == 1);
        tty.send("\x1b[D\x1b[D");
        let caret = tty.cursor();
        // A caret alone is kept at the next beat of the clock.
        std::thread::sleep(Duration::from_millis(1_500));
        if end == Signal::HUP {
            tty.hang_up();
        } else {
            signal(tty.pid(), end);
        }
        tty.ended(Duration::from_secs(2));
        let mut tty = home.open();
        tty.wait_for("没写完的表");
        entry(&mut tty);
        tty.wait_for("水管爆裂");
        tty.send("已");
        tty.wait_for("水管已爆裂");
        assert_eq!(tty.cursor().0, caret.0, "the same field");
        tty.send("\x13");
        tty.wait("nothing unfinished", |_| sheets(&home) == 0);
    }
}
