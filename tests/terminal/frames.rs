//! Trap 3 and trap 5: a frame is one write with the caret in it, and the caret stands where the
//! text goes, whatever punctuation is in it.

use super::tty::{Home, Tty};

/// The frames in the output: from the begin of a synchronised frame to its end.
fn frames(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let parts = text.split("\x1b[?2026h").skip(1);
    parts
        .map(|part| {
            part.split_once("\x1b[?2026l")
                .expect("every frame ends")
                .0
                .to_owned()
        })
        .collect()
}

/// Opens the intake form and waits for the caret in its first text field.
pub fn intake(tty: &mut Tty) {
    tty.send("\x1b2");
    tty.wait_for("姓名");
    tty.wait("the caret beside the name", |tty| {
        let (row, column) = tty.cursor();
        tty.look(|s| {
            column > 0
                && s.rows(0, 80)
                    .nth(row.into())
                    .is_some_and(|text| text.starts_with("姓名"))
        })
    });
    tty.settle();
}

#[test]
fn frames_are_paired_small_and_end_with_the_caret() {
    let home = Home::new();
    let mut tty = home.open();
    let first = tty.settle();
    intake(&mut tty);
    let before = tty.settle();
    tty.send("信");
    tty.wait_for("信");
    let typed = tty.settle() - before;
    tty.send("\x1b[D");
    let moved = tty.settle() - before - typed;
    tty.send("\x0c");
    let whole = tty.settle() - before - typed - moved;
    println!(
        "first screen {first} bytes, a character with what follows from it {typed}, a caret move {moved}, whole form {whole}"
    );
    assert!(first < 4000 && typed < 1500 && moved < 400 && whole < 6000);
    let bytes = tty.bytes();
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(
        text.matches("\x1b[?2026h").count(),
        text.matches("\x1b[?2026l").count()
    );
    for frame in frames(&bytes) {
        assert!(
            frame.starts_with("\x1b[?25l"),
            "the caret is hidden while cells are drawn"
        );
        assert!(
            frame.ends_with("H\x1b[?25h"),
            "the caret is placed and shown last"
        );
    }
    assert!(!tty.look(vt100::Screen::hide_cursor));
}

#[test]
fn every_frame_is_one_write() {
    let home = Home::new();
    let log = home.path().join("strace");
    let file = log.display().to_string();
    let wrapper = [
        "strace",
        "-f",
        "-qq",
        "-s",
        "16",
        "-e",
        "trace=write,writev,pwrite64",
        "-e",
        "signal=none",
        "-o",
        &file,
    ];
    let works = std::process::Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .status();
    if !works.is_ok_and(|status| status.success()) {
        println!("strace is not here or not allowed: not checked");
        return;
    }
    let mut tty = home.start(&wrapper, &[], (120, 40)).drawn();
    intake(&mut tty);
    tty.type_slowly("欧阳“小”明·甲");
    tty.send("\x0c");
    tty.settle();
    let painted = frames(&tty.bytes()).len();
    let log = std::fs::read_to_string(log).expect("a log");
    let writes: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("write(1, ") || line.contains("writev(1, "))
        .collect();
    let begun = writes
        .iter()
        .filter(|line| line.contains("\"\\33[?2026h"))
        .count();
    println!("{painted} frames, {} writes", writes.len());
    // The first frame may go out together with the set-up.
    assert!(
        painted > 8 && (begun == painted || begun + 1 == painted),
        "{begun} writes for {painted} frames"
    );
    for line in &writes {
        let frame = line.contains("\"\\33[?2026h");
        let set_up = line.contains("\"\\33[?1049h");
        let caret =
            line.contains("\"\\33[") && line.trim_end().ends_with('H') || line.contains("H\", ");
        assert!(
            frame || set_up || caret,
            "a write beside the frames: {line}"
        );
    }
}

#[test]
fn the_caret_counts_chinese_punctuation_as_the_terminal_does() {
    let home = Home::new();
    for (ambiguous, columns) in [("narrow", 9), ("wide", 12)] {
        let mut tty = home.open_with(&[("ZHUOLUO_AMBIGUOUS", ambiguous)]);
        intake(&mut tty);
        let (row, column) = tty.cursor();
        tty.type_slowly("李“小”明…");
        tty.wait(&format!("the caret {columns} columns on"), |tty| {
            tty.cursor() == (row, column + columns)
        });
        tty.send("\x7f\x7f\x7f\x7f\x7f\x7f");
        tty.wait("the caret back", |tty| tty.cursor() == (row, column));
        tty.settle();
    }
}
