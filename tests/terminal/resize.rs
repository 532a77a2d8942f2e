//! Sizes: a storm of them, the smallest, the largest, none at all. Trap 4: nothing blocks for two seconds.

use std::time::{Duration, Instant};

use super::tty::Home;

#[test]
fn a_storm_of_sizes_ends_in_a_right_screen() {
    let home = Home::new();
    let mut tty = home.open();
    for (columns, rows) in [
        (1, 1),
        (500, 300),
        (80, 24),
        (2, 50),
        (300, 2),
        (0, 0),
        (1, 1),
        (120, 40),
        (10, 3),
    ] {
        tty.resize(columns, rows);
        std::thread::sleep(Duration::from_millis(30));
    }
    tty.resize(80, 24);
    tty.wait_for("总览");
    tty.wait("the footer on the last row", |tty| {
        tty.look(|s| s.rows(0, 80).nth(23).is_some_and(|row| row.contains("F1")))
    });
    tty.send("\x11");
    assert_eq!(tty.ended(Duration::from_secs(5)).0, 0);
}

#[test]
fn odd_sizes_at_the_start_are_drawn() {
    let home = Home::new();
    for size in [(1, 1), (0, 0), (500, 300)] {
        let tty = home.start(&[], &[], size);
        tty.wait("a frame", |tty| {
            tty.look(vt100::Screen::alternate_screen) && tty.count() > 60
        });
        tty.resize(80, 24);
        tty.wait_for("总览");
    }
}

#[test]
fn neither_start_nor_resize_nor_repaint_stalls() {
    let home = Home::new();
    let begun = Instant::now();
    let mut tty = home.open();
    let start = begun.elapsed();
    tty.settle();
    let begun = Instant::now();
    tty.resize(100, 30);
    tty.wait("the footer on the new last row", |tty| {
        tty.look(|s| s.rows(0, 100).nth(29).is_some_and(|row| row.contains("F1")))
    });
    let resize = begun.elapsed();
    let before = tty.settle();
    let begun = Instant::now();
    tty.send("\x0c");
    tty.wait("a whole frame", |tty| tty.count() > before + 500);
    let repaint = begun.elapsed();
    println!("start {start:?}, resize {resize:?}, repaint {repaint:?}");
    assert!(
        !tty.bytes().windows(4).any(|w| w == b"\x1b[6n"),
        "the cursor was asked for"
    );
    for took in [start, resize, repaint] {
        assert!(took < Duration::from_millis(1900), "{took:?}");
    }
}
