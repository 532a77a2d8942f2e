//! Rows that an edit made unreadable: found, named, and no reason to be silent about the rest.

use std::io::{Seek, SeekFrom, Write};

use super::backup::key;
use super::{Home, arg};

/// An office with petitions, a duty log, a declared period and two records said to be one.
fn lived() -> Home {
    let home = Home::sandbox();
    for _ in 0..3 {
        home.petition();
    }
    home.run(&["duty", "log", "来电"]).is(0);
    home.run(&["person", "merge", "1", "2", "--why", "同一人"])
        .is(0);
    home.run(&["verify"]).is(0);
    home
}

/// What both ways to verify say of a store after an edit.
fn said(edit: &str) -> [String; 2] {
    let home = lived();
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    raw.execute_batch(edit).expect(edit);
    drop(raw);
    [&["verify"][..], &["audit", "verify"]].map(|words| home.run(words).is(20).out)
}

#[test]
fn a_row_that_does_not_read_is_named_beside_whatever_else_is_found() {
    let event = "DROP TRIGGER event_no_update; ";
    let duty = "DROP TRIGGER duty_event_no_update; ";
    let gone = "event_no_update”不见了";
    for (edit, row, besides) in [
        (
            format!("{event}UPDATE event SET on_date = '2026-13-45' WHERE seq = 3"),
            "事件第3条读不出来",
            &[gone, "事件链在第3号断开"][..],
        ),
        (
            format!("{event}UPDATE event SET body = '{{' WHERE seq = 1"),
            "事件第1条读不出来",
            &[gone, "事件链在第1号断开"],
        ),
        (
            format!("{event}UPDATE event SET body = CAST(x'ff' AS TEXT) WHERE seq = (SELECT max(seq) FROM event)"),
            "事件第3条读不出来",
            &[gone],
        ),
        (
            format!("{duty}UPDATE duty_event SET kind = 'declare', body = '{{' WHERE seq = 1"),
            "值班事件第1条读不出来",
            &["duty_event_no_update”不见了", "值班事件链在第1号断开"],
        ),
        (
            "UPDATE merge SET undone_at = 'x'".to_owned(),
            "合并与区分第1条读不出来",
            &["合并与区分的记录1在程序之外被改过"],
        ),
        (
            "INSERT INTO calendar_version (id, year, local, body, imported_at, imported_by, confirmed) VALUES (7, 2026, 0, 'x', 'x', 'x', 1)".to_owned(),
            "历表版本第7条读不出来",
            &["在程序之外被改过"],
        ),
    ] {
        for out in said(&edit) {
            for words in [&[row][..], besides].concat() {
                assert!(out.contains(words), "{edit}: {words}: {out}");
            }
        }
    }
}

/// The command that verifies opens such a store, any other is refused as before.
#[test]
fn what_only_verifies_opens_a_store_whose_calendar_does_not_read() {
    let home = lived();
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    raw.execute_batch("INSERT INTO calendar_version (id, year, local, body, imported_at, imported_by, confirmed) VALUES (7, 2026, 0, 'x', 'x', 'x', 1)")
        .expect("edited");
    drop(raw);
    home.run(&["owed"]).is(5).says("zhuoluo verify");
    let found = home.run(&["verify", "--json"]).is(20).json();
    assert_eq!(found["sound"], false);
    let en = home.run(&["--lang", "en", "verify"]).is(20).out;
    assert!(en.contains("Calendar version 7 does not read"), "{en}");
    // Nothing is said of the caches that only follows from the calendar left out.
    assert!(!en.contains("The cache due"), "{en}");
}

/// What `SQLite` itself finds wrong is no reason to be silent about what somebody did to the file.
#[test]
fn a_damaged_file_is_verified_as_far_as_it_reads() {
    let home = lived();
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    let (root, size): (u32, u32) = raw
        .query_row(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_schema WHERE name = 'beside'",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .expect("a table");
    raw.execute_batch(
        "DROP TRIGGER event_no_update; UPDATE event SET why = '别的' WHERE seq = 2;
         UPDATE operator SET name = '别人'; PRAGMA wal_checkpoint(TRUNCATE)",
    )
    .expect("edited");
    drop(raw);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .open(home.store())
        .expect("opened");
    file.seek(SeekFrom::Start(u64::from(root - 1) * u64::from(size)))
        .expect("there");
    file.write_all(&[0xFF; 64]).expect("torn");
    drop(file);
    let out = home.run(&["verify"]).is(20).out;
    for words in [
        "SQLite：",
        "event_no_update”不见了",
        "事件链在第2号断开",
        "操作员、单位、设置或历表在程序之外被改过",
        "读不出来的没有",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

/// A line of the calendar, or of the office's own limits, that does not read stops no backup: it says what
/// is wrong, and so does a restore of it, which is refused.
#[test]
fn a_broken_line_of_the_office_stops_no_backup() {
    for (edit, told) in [
        (
            "INSERT INTO calendar_version (id, year, local, body, imported_at, imported_by, confirmed) VALUES (7, 2026, 0, 'x', 'x', 'x', 1)",
            "历表版本第7条读不出来",
        ),
        (
            "INSERT INTO setting (key, value) VALUES ('rules', '[[x')",
            "本办期限读不出来",
        ),
    ] {
        let home = lived();
        let raw = rusqlite::Connection::open(home.store()).expect("opened");
        raw.execute_batch(edit).expect(edit);
        drop(raw);
        let ((one, first), (_, second)) = (key(&home, "one.key"), key(&home, "two.key"));
        let file = arg(&home.path("b.age")).to_owned();
        let to = ["--recipient", &first, "--recipient", &second];
        home.run(&[&["backup", "-o", &file], &to[..]].concat())
            .is(20)
            .says(told);
        let file = arg(&home.path("b-damaged.age")).to_owned();
        let checked = home.run(&["backup", "--check", &file, "--identity", &one]);
        assert!(checked.is(20).out.contains(told), "{edit}");
        let before = std::fs::read(home.store()).expect("bytes");
        home.run(&["restore", &file, "--identity", &one])
            .is(5)
            .says("没有恢复");
        assert_eq!(std::fs::read(home.store()).expect("bytes"), before);
    }
}
