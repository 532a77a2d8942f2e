//! The file itself: what is refused, with which exit status, and that nothing is made or changed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;
use zhuoluo::store::{NewOffice, Store};
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{new_office, register};

/// Every file of a folder with its bytes.
fn picture(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.is_file())
        .map(|p| (p.clone(), std::fs::read(p).expect("bytes")))
        .collect();
    files.sort();
    files
}

fn refused(folder: &Path, name: &str) -> Exit {
    let before = picture(folder);
    let trouble = Store::open(&folder.join(name), "wang")
        .err()
        .unwrap_or_else(|| panic!("{name} was opened"));
    for sentence in [&trouble.what, &trouble.next] {
        assert!(!sentence.zh.is_empty() && !sentence.en.is_empty(), "{name}");
    }
    assert_eq!(
        picture(folder),
        before,
        "{name}: something was made or changed"
    );
    trouble.exit
}

#[test]
fn files_that_are_not_ours() {
    let folder = TempDir::new().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("empty"), b"").expect("written");
    std::fs::write(
        at("image.png"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR".repeat(200),
    )
    .expect("written");
    std::fs::write(at("note.txt"), "这不是数据库".repeat(100)).expect("written");
    std::fs::create_dir(at("folder")).expect("a folder");
    let foreign = Connection::open(at("foreign.db")).expect("a database");
    foreign
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .expect("a table");
    drop(foreign);
    for (name, exit) in [
        ("missing.db", Exit::Missing),
        ("empty", Exit::Damaged),
        ("image.png", Exit::Damaged),
        ("note.txt", Exit::Damaged),
        ("folder", Exit::Damaged),
        ("foreign.db", Exit::Damaged),
    ] {
        assert_eq!(refused(folder.path(), name), exit, "{name}");
    }
}

#[test]
fn a_newer_store_is_left_alone() {
    let world = World::new();
    let path = world.path();
    let folder = TempDir::new().expect("a folder");
    let copy = folder.path().join("newer.db");
    drop(
        world
            .raw()
            .execute("VACUUM INTO ?1", [copy.to_str().expect("a path")]),
    );
    Connection::open(&copy)
        .expect("the copy")
        .pragma_update(None, "user_version", 99)
        .expect("newer");
    assert_eq!(refused(folder.path(), "newer.db"), Exit::Damaged);
    assert!(path.exists());
}

#[test]
fn a_store_that_becomes_newer_meanwhile_is_not_written() {
    let mut world = World::new();
    world
        .raw()
        .pragma_update(None, "user_version", 99)
        .expect("newer");
    let intake = world.intake(&json!({}));
    let trouble = register(&mut world.store, intake, world.now).expect_err("refused");
    assert_eq!(trouble.exit, Exit::Damaged);
    assert_eq!(world.count("petition"), 0);
}

#[test]
fn a_copy_in_another_journal_mode_is_taken_back_into_wal() {
    let world = World::new();
    let copy = world.folder().join("restored.db");
    world
        .raw()
        .execute("VACUUM INTO ?1", [copy.to_str().expect("a path")])
        .expect("a copy");
    let store = Store::open(&copy, "wang").expect("the copy opens");
    assert_eq!(store.unsettled().expect("settings"), None);
}

#[test]
fn every_connection_answers_as_it_must() {
    let world = World::new();
    assert_eq!(world.store.unsettled().expect("settings"), None);
    world
        .store
        .wait_at_most(Duration::from_millis(5))
        .expect("set");
    let found = world.store.unsettled().expect("settings");
    assert_eq!(
        found,
        Some(("busy_timeout".to_owned(), "5".to_owned())),
        "a setting that is off is named"
    );
}

#[test]
fn a_locked_store_says_so_and_saves_later() {
    let mut world = World::new();
    world
        .store
        .wait_at_most(Duration::from_millis(50))
        .expect("set");
    let raw = world.raw();
    raw.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let intake = world.intake(&json!({"draft": "d1"}));
    let trouble = register(&mut world.store, intake.clone(), world.now).expect_err("locked");
    assert_eq!(trouble.exit, Exit::Failed);
    assert!(trouble.what.zh.contains("没有保存"));
    raw.execute_batch("ROLLBACK").expect("released");
    assert!(
        !register(&mut world.store, intake, world.now)
            .expect("saved")
            .again
    );
}

#[test]
fn a_store_is_never_made_over_something() {
    let world = World::new();
    let before = std::fs::read(world.path()).expect("bytes");
    let again = Store::create(&world.path(), &new_office(), world.now)
        .err()
        .expect("refused");
    assert_eq!(again.exit, Exit::Failed);
    assert_eq!(std::fs::read(world.path()).expect("bytes"), before);
    let beside: Vec<_> = picture(world.folder())
        .into_iter()
        .map(|(p, _)| p)
        .collect();
    assert!(
        beside.iter().all(|p| !p.to_string_lossy().contains("new-")),
        "{beside:?}"
    );
}

#[test]
fn a_store_and_its_folder_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("deep/er/desk.db");
    let office = NewOffice { ..new_office() };
    Store::create(
        &path,
        &office,
        crate::kit::instant("2026-03-05T09:00:00+08:00"),
    )
    .expect("a store");
    let mode = |p: &Path| std::fs::metadata(p).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().expect("a folder")), 0o700);
}

#[test]
fn an_operator_who_is_not_on_the_roster() {
    let world = World::new();
    let trouble = Store::open(&world.path(), "li").err().expect("refused");
    assert_eq!(trouble.exit, Exit::Refused);
}

#[test]
fn flipped_bytes_never_panic_and_are_found_or_harmless() {
    let mut world = World::new();
    for i in 0..20 {
        world.register(&json!({"requests": [format!("要求{i}")]}));
    }
    let sound = {
        let copy = world.folder().join("copy.db");
        world
            .raw()
            .execute("VACUUM INTO ?1", [copy.to_str().expect("a path")])
            .expect("a copy");
        std::fs::read(&copy).expect("bytes")
    };
    let folder = TempDir::new().expect("a folder");
    let mut dice = crate::kit::Dice(11);
    for n in 0..200 {
        let mut bytes = sound.clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        let path = folder.path().join(format!("{n}.db"));
        std::fs::write(&path, &bytes).expect("written");
        let Ok(mut store) = Store::open(&path, "wang") else {
            continue;
        };
        let Ok(findings) = store.verify(|_| {}) else {
            continue;
        };
        if findings.is_empty() {
            assert!(
                same_truth(&path, &world.path()),
                "byte {at} changed the truth unseen"
            );
        }
    }
}

/// True when both stores hold the same events.
fn same_truth(one: &Path, two: &Path) -> bool {
    let read = |path: &Path| -> Vec<(i64, String, Vec<u8>)> {
        let conn = Connection::open(path).expect("a store");
        let mut statement = conn
            .prepare("SELECT seq, body, hash FROM event ORDER BY seq")
            .expect("a query");
        let rows = statement
            .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
            .expect("rows");
        rows.map(|r| r.expect("a row")).collect()
    };
    read(one) == read(two)
}
