//! What could not be made or kept on a disk that is full or fails, and what is said of it.

use std::io::Write;
use std::path::Path;

use zhuoluo::store::Store;
use zhuoluo::words::Lang;

use super::faults::SmallDisk;
use crate::kit::World;
use crate::kit::world::new_office;

/// A store that does not fit says so, and nothing of it stays.
#[test]
fn a_store_that_does_not_fit_is_not_begun() {
    for size in ["64k", "256k", "352k", "364k", "372k", "380k"] {
        let Some(disk) = SmallDisk::new(size) else {
            return;
        };
        let path = disk.path().join("desk.db");
        let made = Store::create(&path, &new_office(), World::new().now);
        let trouble = made.err().expect("too large");
        assert!(trouble.what.zh.contains("磁盘已满"), "{}", trouble.what.zh);
        let left = std::fs::read_dir(disk.path()).expect("a folder");
        let left: Vec<_> = left.flatten().map(|e| e.file_name()).collect();
        assert!(left.is_empty(), "{size}: {left:?}");
    }
}

/// Where the disk does not confirm, nobody says that nothing was changed: the log may bring it back.
#[test]
fn a_save_that_the_disk_did_not_confirm_is_not_called_undone() {
    let told = |code| {
        let error = rusqlite::ffi::Error::new(code);
        let error = rusqlite::Error::SqliteFailure(error, None);
        zhuoluo::store::trouble(&error, Path::new("desk.db")).say(Lang::Zh)
    };
    for code in [
        rusqlite::ffi::SQLITE_IOERR_FSYNC,
        rusqlite::ffi::SQLITE_IOERR_DIR_FSYNC,
    ] {
        let said = told(code);
        assert!(said.contains("存没存上"), "{said}");
        assert!(!said.contains("没有改动"), "{said}");
    }
    assert!(told(rusqlite::ffi::SQLITE_IOERR_WRITE).contains("没有改动任何数据"));
}

/// On a disk that stays full the ballast gives the room for the row that says a file was never written.
#[test]
fn a_disk_that_stays_full_keeps_no_export_without_its_unwritten() {
    let Some(disk) = SmallDisk::new("8m") else {
        return;
    };
    let world = World::new();
    let path = disk.path().join("desk.db");
    let store = Store::create(&path, &new_office(), world.now).expect("a store");
    let ballast = disk.path().join("ballast");
    std::fs::write(&ballast, vec![0; 3 << 20]).expect("ballast");
    let mut filler = std::fs::File::create(disk.path().join("filler")).expect("a file");
    let fill = |filler: &mut std::fs::File| {
        let mut size = 1 << 20;
        while size > 0 {
            if filler.write_all(&vec![7; size]).is_err() {
                size /= 2;
            }
        }
    };
    // Somebody takes what is given up, again and again.
    for left in [2, 1, 0] {
        fill(&mut filler);
        (store.record_unwritten("export petitions csv 1", &[], world.now)).expect("on record");
        let length = std::fs::metadata(&ballast).expect("ballast").len();
        assert_eq!(length, left << 20);
    }
    drop(store);
    let raw = rusqlite::Connection::open(&path).expect("opened");
    let sql = "SELECT count(*) FROM audit WHERE action = 'unwritten'";
    let rows: i64 = raw.query_row(sql, [], |r| r.get(0)).expect("rows");
    assert_eq!(rows, 3);
}
