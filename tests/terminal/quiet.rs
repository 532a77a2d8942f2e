//! An idle screen sends nothing and uses nothing.

use std::time::{Duration, Instant};

use super::tty::{Home, cpu_ticks};

#[test]
fn an_idle_screen_sends_nothing_and_uses_nothing() {
    let home = Home::new();
    // A frozen clock: the minute must not change during the test.
    let tty = home.open_with(&[("ZHUOLUO_NOW", "2026-03-05T09:30:00+08:00")]);
    let before = tty.settle();
    let ticks = cpu_ticks(tty.pid()).expect("it runs");
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(3) {
        std::thread::sleep(Duration::from_millis(50));
        let sent = tty.bytes().split_off(before);
        assert!(
            sent.is_empty(),
            "sent while idle: {:?}",
            String::from_utf8_lossy(&sent)
        );
    }
    let used = cpu_ticks(tty.pid()).expect("it runs") - ticks;
    println!("idle for 3 s: 0 bytes, {used} ticks of CPU");
    assert!(used <= 5, "{used} ticks of CPU in 3 s");
}

#[test]
fn a_client_that_falls_behind_gets_the_newest_frame_and_not_all_of_them() {
    let home = Home::new();
    let mut tty = home.start(&[], &[], (200, 60)).drawn();
    tty.send("\x1b2");
    tty.wait_for("姓名");
    let before = tty.settle();
    tty.stop_reading();
    for _ in 0..200 {
        tty.send("\x0c");
        std::thread::sleep(Duration::from_millis(17));
    }
    tty.send("末");
    tty.read_again();
    tty.wait_for("末");
    let sent = tty.settle() - before;
    println!("200 whole repaints into a stuck line: {sent} bytes went out");
    assert!(sent < 200_000, "{sent}");
}
