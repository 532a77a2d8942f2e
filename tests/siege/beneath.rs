//! The ground is taken from under an open store: moved, replaced, robbed of its log, edited, full.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rustix::fs::{FlockOperation, flock};
use serde_json::json;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::store::Store;
use zhuoluo::store::room::with_end;
use zhuoluo::words::{Exit, Trouble};

use crate::kit::World;
use crate::kit::world::{new_office, open, register};
use crate::store::faults::SmallDisk;

/// A store in a folder of its own within a folder that goes away.
fn place(world: &World) -> (PathBuf, Store) {
    let folder = world.folder().join("office");
    std::fs::create_dir(&folder).expect("a folder");
    let path = folder.join("desk.db");
    let store = Store::create(&path, &new_office(), world.now).expect("a store");
    (path, store)
}

/// A save under a draft of its own; its number.
fn save(store: &mut Store, world: &World, draft: &str) -> Result<PetitionNo, Trouble> {
    let intake = world.intake(&json!({ "draft": draft }));
    register(store, intake, world.now).map(|r| r.file.number)
}

/// How many petitions a store holds, and that it is sound.
fn sound(path: &Path) -> i64 {
    let mut store = Store::open(path, "wang").expect("it opens");
    assert_eq!(store.verify(|_| {}).expect("verified"), []);
    let raw = Connection::open(path).expect("opened");
    raw.query_row("SELECT count(*) FROM petition", [], |r| r.get(0))
        .expect("a count")
}

fn is_moved(result: Result<PetitionNo, Trouble>) {
    let trouble = result.expect_err("saved into nowhere");
    assert_eq!(trouble.exit, Exit::Failed);
    assert!(trouble.what.zh.contains("移走"), "{}", trouble.what.zh);
}

#[test]
fn a_folder_replaced_by_a_link_is_not_written_through() {
    let world = World::new();
    let (path, mut store) = place(&world);
    save(&mut store, &world, "one").expect("saved");
    let (folder, away) = (world.folder().join("office"), world.folder().join("away"));
    let trap = world.folder().join("trap");
    std::fs::create_dir(&trap).expect("a folder");
    let copy = "VACUUM INTO ?1";
    let raw = Connection::open(&path).expect("opened");
    raw.execute(copy, [trap.join("desk.db").to_str().expect("a path")])
        .expect("a copy");
    drop(raw);
    std::fs::rename(&folder, &away).expect("moved");
    symlink(&trap, &folder).expect("a link");
    is_moved(save(&mut store, &world, "two"));
    assert_eq!(sound(&trap.join("desk.db")), 1, "the trap got nothing");
    // Put back, it goes on where it was.
    std::fs::remove_file(&folder).expect("removed");
    std::fs::rename(&away, &folder).expect("back");
    save(&mut store, &world, "two").expect("saved");
    drop(store);
    assert_eq!(sound(&path), 2);
}

#[test]
fn a_log_or_a_store_removed_or_replaced_while_open_takes_nothing_more() {
    for lost in ["-wal", "-shm", ""] {
        for replaced in [false, true] {
            let world = World::new();
            let (path, mut store) = place(&world);
            save(&mut store, &world, "one").expect("saved");
            let file = PathBuf::from(format!("{}{lost}", path.display()));
            let aside = world.folder().join("aside");
            std::fs::copy(&file, &aside).expect("kept");
            std::fs::remove_file(&file).expect("removed");
            if replaced {
                std::fs::copy(&aside, &file).expect("replaced");
            }
            is_moved(save(&mut store, &world, "two"));
            drop(store);
            if lost == "-wal" && !replaced {
                // What was acknowledged was in the log that somebody removed: leaving writes it home.
                assert_eq!(sound(&path), 1, "acknowledged and lost");
            }
        }
    }
}

/// Cut to nothing, the system would stop whoever looks into it.
#[test]
fn a_shared_memory_that_was_cut_off_stops_saving_and_not_the_program() {
    let world = World::new();
    let (path, mut store) = place(&world);
    save(&mut store, &world, "one").expect("saved");
    let cut = std::fs::File::create(with_end(&path, "-shm")).expect("cut");
    assert_eq!(cut.metadata().expect("facts").len(), 0);
    let refused = save(&mut store, &world, "two").expect_err("cut");
    assert!(refused.what.zh.contains("-shm"), "{refused:?}");
    drop(store);
    assert_eq!(sound(&path), 1, "acknowledged and lost");
}

#[test]
fn another_offices_store_in_its_place_stays_as_it_is() {
    let world = World::new();
    let (path, mut store) = place(&world);
    let mut other = World::new();
    for _ in 0..3 {
        other.register(&json!({ "draft": "" }));
    }
    let raw = other.raw();
    raw.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("one file");
    drop(raw);
    std::fs::copy(other.path(), world.folder().join("theirs")).expect("a copy");
    std::fs::rename(world.folder().join("theirs"), &path).expect("in its place");
    is_moved(save(&mut store, &world, "two"));
    drop(store);
    for end in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    assert_eq!(sound(&path), 3);
}

#[test]
fn two_offices_keep_apart_and_one_ones_anchor_does_not_fit_the_other() {
    let (mut one, mut two) = (World::new(), World::new());
    for _ in 0..2 {
        one.register(&json!({ "draft": "the same" }));
    }
    two.register(&json!({ "draft": "the same", "requests": ["另一件事"] }));
    assert_eq!((one.count("petition"), two.count("petition")), (1, 1));
    let anchor = one.store.anchor(one.now).expect("an anchor");
    let note = zhuoluo::domain::anchor::notes(&anchor.text()).remove(0);
    let notes = [note.expect("a note")];
    let fits = |world: &World| world.store.disagreements(&notes, None).expect("asked");
    assert_eq!(fits(&one), []);
    assert!(!fits(&two).is_empty(), "another office's anchor fits");
}

#[test]
fn a_clock_set_back_between_two_rows_breaks_no_chain() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    for at in [
        "2026-03-05T09:00:01+08:00",
        "2025-01-01T00:00:00+08:00",
        "2026-03-05T09:00:02+08:00",
    ] {
        world.at(at);
        open(&mut world.store, &number.0, world.now).expect("opened");
        world.register(&json!({ "draft": "" }));
    }
    let raw = world.raw();
    let rows = "SELECT at FROM audit WHERE action = 'open' ORDER BY seq";
    let mut at = raw.prepare(rows).expect("a query");
    let at: Vec<String> = at
        .query_map([], |r| r.get(0))
        .expect("rows")
        .map(|r| r.expect("a row"))
        .collect();
    assert!(at[1] < at[0] && at[2] > at[0], "as the clock said: {at:?}");
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_trigger_or_a_view_of_an_editor_closes_the_store() {
    let steal =
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN UPDATE petition SET status = 'void'; END";
    let shadow = "PRAGMA legacy_alter_table = ON; ALTER TABLE petitioner RENAME TO p2; CREATE VIEW petitioner AS SELECT * FROM p2";
    for edit in [
        steal,
        shadow,
        "CREATE VIEW \"x'; DROP TABLE event; --\" AS SELECT 1",
    ] {
        let mut world = World::new();
        let number = world.register(&json!({})).file.number;
        world.raw().execute_batch(edit).expect("edited");
        // A session that was open, and one that comes.
        let (intake, now) = (world.intake(&json!({ "draft": "two" })), world.now);
        let saved = register(&mut world.store, intake, now).expect_err(edit);
        let shown = open(&mut world.store, &number.0, world.now).expect_err(edit);
        let Err(opened) = Store::open(&world.path(), "wang") else {
            panic!("{edit}: it opens");
        };
        for trouble in [saved, shown, opened] {
            assert_eq!(trouble.exit, Exit::Damaged, "{edit}");
            assert!(
                trouble.what.zh.contains("不是本程序"),
                "{}",
                trouble.what.zh
            );
        }
        assert_eq!(world.count("petition"), 1);
    }
}

#[test]
fn another_page_size_is_the_same_store() {
    for size in [512, 65536] {
        let mut world = World::new();
        world.register(&json!({}));
        let path = world.folder().join("other.db");
        let raw = world.raw();
        let copy = path.to_str().expect("a path");
        raw.execute("VACUUM INTO ?1", [copy]).expect("a copy");
        let paged = format!("PRAGMA page_size = {size}; VACUUM;");
        Connection::open(&path)
            .and_then(|c| c.execute_batch(&paged))
            .expect("paged");
        let mut store = Store::open(&path, "wang").expect("it opens");
        save(&mut store, &world, "two").expect("saved");
        drop(store);
        assert_eq!(sound(&path), 2);
    }
}

#[test]
fn no_inode_left_is_a_sentence_and_loses_nothing() {
    let Some(disk) = SmallDisk::new("20m,nr_inodes=12") else {
        return;
    };
    let world = World::new();
    let path = disk.path().join("desk.db");
    let mut store = Store::create(&path, &new_office(), world.now).expect("a store");
    save(&mut store, &world, "one").expect("saved");
    drop(store);
    let mut fillers = Vec::new();
    while let Ok(file) = std::fs::File::create_new(disk.path().join(format!("f{}", fillers.len())))
    {
        fillers.push(file);
        assert!(fillers.len() < 100, "the inodes never ran out");
    }
    let Err(trouble) = Store::open(&path, "wang") else {
        panic!("it opens without an inode for its log");
    };
    assert!(trouble.what.zh.contains("打不开"), "{}", trouble.what.zh);
    let made = fillers.len();
    drop(fillers);
    for at in 0..made {
        std::fs::remove_file(disk.path().join(format!("f{at}"))).expect("removed");
    }
    let mut store = Store::open(&path, "wang").expect("there is room again");
    save(&mut store, &world, "two").expect("saved");
    drop(store);
    assert_eq!(sound(&path), 2);
}

#[test]
fn a_queue_that_never_moves_is_passed_by_after_a_while() {
    let world = World::new();
    let (path, mut store) = place(&world);
    let queue = PathBuf::from(format!("{}-queue", path.display()));
    let file = std::fs::File::create(&queue).expect("a queue");
    flock(&file, FlockOperation::LockExclusive).expect("held");
    let since = Instant::now();
    save(&mut store, &world, "one").expect("saved without a turn");
    assert!(since.elapsed() > Duration::from_secs(2), "it did not wait");
    // A queue that is a folder, a link to somewhere or a pipe is no queue, and nothing waits on it.
    drop(file);
    for strange in ["folder", "link", "pipe"] {
        let _ = std::fs::remove_file(&queue);
        let _ = std::fs::remove_dir(&queue);
        match strange {
            "folder" => std::fs::create_dir(&queue).expect("a folder"),
            "link" => symlink("/nowhere/at/all", &queue).expect("a link"),
            _ => {
                let made = std::process::Command::new("mkfifo").arg(&queue).status();
                assert!(made.expect("mkfifo").success());
            }
        }
        save(&mut store, &world, strange).expect(strange);
    }
}
