//! What is seen of the desk while the store is not ready, and what is kept on record when a file is not.

use std::time::Duration;

use super::tty::Home;

/// A row of the trail for which there is an action and what exactly.
fn is_on_record(home: &Home, action: &str, what: &str) -> bool {
    let conn = rusqlite::Connection::open(home.store()).expect("opened");
    let sql = "SELECT 1 FROM audit WHERE action = ?1 AND what = ?2";
    let mut rows = conn.prepare(sql).expect("a trail");
    rows.exists([action, what]).expect("read")
}

/// One step of an upgrade may last for minutes: the desk says from the first second that it goes on.
#[test]
fn a_desk_that_waits_for_an_upgrade_says_so() {
    for (lang, said) in [("zh", "升级数据库"), ("en", "upgrading the store")] {
        let home = Home::new();
        crate::kit::world::unbind(&home.store());
        let raw = rusqlite::Connection::open(home.store()).expect("opened");
        let log = raw.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()));
        log.expect("as it was");
        raw.execute_batch("BEGIN IMMEDIATE").expect("its turn");
        let tty = home.start(&[], &[("ZHUOLUO_LANG", lang)], (80, 24));
        let begun = std::time::Instant::now();
        tty.wait_for(said);
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{:?}",
            begun.elapsed()
        );
        let first = tty.count();
        tty.wait("it goes on", |tty| tty.count() > first + 40);
        raw.execute_batch("ROLLBACK").expect("its turn ended");
        tty.wait("the desk, without a rest of the bar", |tty| {
            let screen = tty.screen();
            (screen.contains("总览") || screen.contains("1Desk")) && !screen.contains(said)
        });
    }
}

#[test]
fn a_file_that_the_desk_could_not_keep_is_on_record_as_not_written() {
    let home = Home::new();
    let data = home.path().join(".local/share/zhuoluo");
    std::fs::create_dir_all(&data).expect("a folder");
    std::fs::write(data.join("out"), "a file where a folder should be").expect("a file");
    super::restored::register(&home, "周某英");
    let mut tty = home.open();
    tty.send("\x1b6");
    tty.wait_for("周某英");
    tty.settle();
    tty.send("x");
    tty.wait_for("没有写成");
    tty.wait("the row", |_| is_on_record(&home, "unwritten", "desk"));
}
