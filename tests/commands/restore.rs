//! A copy takes the place of a store only when it is that store's own past; what else may be restored,
//! and by whom, is read from what stands there, never from the copy.

use serde_json::json;

use super::backup::key;
use super::{Home, arg};

const MAKE: [&str; 5] = ["init", "--office", "示例县信访局", "--admin", "wang"];

/// A home with a store that is no sandbox.
pub fn earnest() -> Home {
    let home = Home::empty();
    home.run(&MAKE).is(0);
    home
}

/// Backs a home up for the keys; gives the file.
pub fn backup(home: &Home, name: &str, to: &[String; 2], more: &[&str]) -> String {
    let file = arg(&home.path(name)).to_owned();
    let words = ["--recipient", &to[0], "--recipient", &to[1]];
    home.run(&[&["--as", "wang", "backup", "-o", &file][..], &words, more].concat())
        .is(0);
    file
}

/// Two keys: the file of the first, both public halves.
pub fn keys(home: &Home) -> (String, [String; 2]) {
    let ((one, first), (_, second)) = (key(home, "one.key"), key(home, "two.key"));
    (one, [first, second])
}

/// A store as it lies there: its trail.
fn trail(store: &std::path::Path) -> Vec<[String; 3]> {
    let base = rusqlite::Connection::open(store).expect("opened");
    let mut rows = base
        .prepare("SELECT operator, action, what FROM audit ORDER BY seq")
        .expect("a trail");
    let read = |r: &rusqlite::Row<'_>| Ok([r.get(0)?, r.get(1)?, r.get(2)?]);
    let rows = rows.query_map([], read).expect("rows");
    rows.map(|r| r.expect("a row")).collect()
}

pub fn kept(home: &Home) -> Vec<std::path::PathBuf> {
    let folder = std::fs::read_dir(home.store().parent().expect("a folder")).expect("a folder");
    let names = folder.map(|e| e.expect("an entry").path());
    names
        .filter(|p| p.to_string_lossy().contains(".before-"))
        .collect()
}

fn events(home: &Home) -> usize {
    home.run(&["--as", "wang", "verify", "--json"]).is(0).json()["events"]
        .as_u64()
        .map_or(0, |n| usize::try_from(n).expect("few"))
}

/// The judge's recipe: the office's backup taken home, acts forged in another's name, backed up again.
#[test]
fn a_copy_with_rows_written_elsewhere_does_not_come_in() {
    let (home, laptop) = (earnest(), Home::empty());
    let number = home.petition();
    home.run(&["operator", "add", "li", "--name", "李某", "--role", "lead"])
        .is(0);
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &["--remember"]);
    laptop
        .run(&["--as", "wang", "restore", &file, "--identity", &one])
        .is(0);
    let note = json!({"text": "我没有写过"}).to_string();
    laptop
        .feed(
            &["--as", "li", "act", &number, "note", "--json", "-"],
            note.as_bytes(),
        )
        .is(0);
    // And to whom root's backups go from then on.
    let (_, own) = keys(&laptop);
    let evil = backup(&laptop, "evil.age", &own, &["--remember"]);
    let own_key = arg(&laptop.path("one.key")).to_owned();
    let before = events(&home);
    let ran = home
        .run(&["--as", "wang", "restore", &evil, "--identity", &own_key])
        .is(20);
    assert!(ran.talk.contains("不是这个库的过去"), "{}", ran.talk);
    assert_eq!((events(&home), kept(&home).len()), (before, 0));
    let refused = trail(&home.store());
    assert_eq!(refused.last().expect("a row")[1], "refuse", "{refused:?}");
    // Its own backup still comes in, and root's recipients stay whatever the copy remembers.
    home.run(&["--as", "wang", "restore", &file, "--identity", &one])
        .is(0);
    home.run(&["--as", "wang", "backup"]).is(0);
}

/// Also one that says no more than the office's own trail and whose events are others.
#[test]
fn another_store_of_the_same_name_does_not_come_in() {
    let (home, other) = (earnest(), earnest());
    home.petition();
    let (one, to) = keys(&other);
    let fresh = backup(&other, "fresh.age", &to, &[]);
    home.run(&["--as", "wang", "restore", &fresh, "--identity", &one])
        .is(20);
    assert_eq!((events(&home), kept(&home).len()), (1, 0));
}

#[test]
fn a_sandbox_does_not_replace_a_store_in_earnest_nor_the_reverse() {
    let (home, play) = (earnest(), Home::sandbox());
    let (one, to) = keys(&home);
    let (real, toy) = (
        backup(&home, "b.age", &to, &[]),
        backup(&play, "b.age", &to, &[]),
    );
    let ran = home
        .run(&["--as", "wang", "restore", &toy, "--identity", &one])
        .is(3);
    assert!(ran.talk.contains("演示库"), "{}", ran.talk);
    play.run(&["--as", "wang", "restore", &real, "--identity", &one])
        .is(3);
    home.run(&["--now", super::NOW, "owed"]).is(3);
    assert_eq!(kept(&home).len() + kept(&play).len(), 0);
}

/// A store that does not open any more, and still says who works there.
#[test]
fn who_may_is_not_read_from_the_copy_while_the_store_can_say_it() {
    let (home, laptop) = (earnest(), Home::empty());
    home.petition();
    home.run(&[
        "operator", "add", "li", "--name", "李某", "--role", "window",
    ])
    .is(0);
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &[]);
    laptop
        .run(&["--as", "wang", "restore", &file, "--identity", &one])
        .is(0);
    laptop
        .run(&[
            "--as",
            "wang",
            "operator",
            "add",
            "li2",
            "--name",
            "李某",
            "--role",
            "administrator",
        ])
        .is(0);
    let evil = backup(&laptop, "evil.age", &to, &[]);
    // Here the work goes on meanwhile.
    let more = json!({"channel": "letter", "class": "request", "requests": ["修路"], "people": [{"name": "陈某"}]});
    home.feed(&["--as", "wang", "register"], more.to_string().as_bytes())
        .is(0);
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    raw.execute_batch("PRAGMA user_version = 9999")
        .expect("a newer one");
    drop(raw);
    for (who, file, status) in [
        ("li", &file, 3),
        ("li2", &evil, 3),
        // What of it can be read is not the copy's either.
        ("wang", &evil, 20),
        ("wang", &file, 0),
    ] {
        let ran = home.run(&["--as", who, "restore", file, "--identity", &one]);
        assert_eq!(ran.status, status, "{who} {file}: {}", ran.talk);
    }
    assert_eq!(events(&home), 1);
}

#[test]
fn both_stores_have_it_on_record_and_the_recipients_stay() {
    let home = earnest();
    home.petition();
    let (one, to) = keys(&home);
    let old = backup(&home, "old.age", &to, &["--remember"]);
    let (_, three) = key(&home, "three.key");
    let newer = [to[0].clone(), three];
    backup(&home, "new.age", &newer, &["--remember"]);
    home.petition();
    let ran = home
        .run(&["--as", "wang", "restore", &old, "--identity", &one])
        .is(0);
    assert!(ran.talk.contains("其后的事件1个"), "{}", ran.talk);
    let rows = trail(&home.store());
    assert_eq!(rows.last().expect("a row")[..2], ["wang", "restore"]);
    let gone = kept(&home).remove(0);
    let retired = trail(&gone);
    let last = retired.last().expect("a row");
    assert_eq!(last[..2], ["wang", "restore"], "{last:?}");
    assert!(last[2].starts_with("replaced by "), "{last:?}");
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    let sealed: String = raw
        .query_row(
            "SELECT value FROM setting WHERE key = 'backup_recipients'",
            [],
            |r| r.get(0),
        )
        .expect("a setting");
    assert_eq!(sealed, newer.join(" "));
    home.run(&["--as", "wang", "verify"]).is(0);
    home.run(&["--as", "wang", "audit", "verify"]).is(0);
    // The same once more, and one from between that is not of this store's past any more.
    home.run(&["--as", "wang", "restore", &old, "--identity", &one])
        .is(0);
    let between = arg(&home.path("new.age")).to_owned();
    home.run(&["--as", "wang", "restore", &between, "--identity", &one])
        .is(20);
}

/// Where no store is left, the anchors outside are what a copy is held against; a log that was left
/// behind is none of the restored store's.
#[test]
fn without_a_store_a_copy_is_held_against_the_anchors() {
    let (home, laptop) = (earnest(), Home::empty());
    home.petition();
    let secret = arg(&home.path("anchor.key")).to_owned();
    let public = home.run(&["audit", "new-key", &secret]).is(0).out;
    let anchors = arg(&home.path("anchors")).to_owned();
    let anchor = || {
        let head = home.run(&["--as", "wang", "audit", "head"]).is(0).out;
        let sign = ["audit", "sign", "--key", &secret, "--append", &anchors];
        home.feed(&sign, head.as_bytes()).is(0);
    };
    let (one, to) = keys(&home);
    let early = backup(&home, "early.age", &to, &[]);
    laptop
        .run(&["--as", "wang", "restore", &early, "--identity", &one])
        .is(0);
    laptop.petition();
    let evil = backup(&laptop, "evil.age", &to, &[]);
    anchor();
    home.petition();
    anchor();
    let file = backup(&home, "b.age", &to, &[]);
    home.petition();
    anchor();
    for end in ["", "-wal", "-shm"] {
        let name = zhuoluo::store::room::with_end(&home.store(), end);
        let _ = std::fs::remove_file(name);
    }
    std::fs::write(
        zhuoluo::store::room::with_end(&home.store(), "-wal"),
        vec![7; 9000],
    )
    .expect("left behind");
    let restore = |file: &str| {
        let held = ["--anchors", &anchors, "--public-key", public.trim()];
        let words = ["--as", "wang", "restore", file, "--identity", &one];
        home.run(&[&words[..], &held].concat())
    };
    let ran = restore(&evil).is(20);
    assert!(ran.talk.contains("重写"), "{}", ran.talk);
    assert!(!home.store().exists());
    restore(&file).is(0);
    assert_eq!(events(&home), 2);
}
