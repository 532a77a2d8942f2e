//! What goes wrong around the store: records that cannot be written, settings that did not take, a
//! full disk, a failing one, a backup in the middle of the work.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;
use zhuoluo::flow::view::LedgerQuery;
use zhuoluo::flow::{Ask, Do};
use zhuoluo::store::finder::Finder;
use zhuoluo::store::{Store, copy, room};
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{act, ledger, new_office, open, register};

#[test]
fn what_cannot_be_recorded_does_not_happen() {
    let mut world = World::new();
    let number = world
        .register(&json!({"people": [{"name": "张某"}]}))
        .file
        .number;
    // Under a name that the program knows: a strange trigger would close the whole store.
    let full = "DROP TRIGGER audit_no_update; CREATE TRIGGER audit_no_update BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END";
    world.raw().execute_batch(full).expect("a trigger");
    let before = (
        world.count("event"),
        world.count("petition"),
        world.count("petitioner"),
    );
    let (now, intake) = (world.now, world.intake(&json!({})));
    assert!(register(&mut world.store, intake, now).is_err());
    assert!(
        act(
            &mut world.store,
            &number,
            "note",
            &json!({"text": "x"}),
            now
        )
        .is_err()
    );
    assert!(open(&mut world.store, &number.0, now).is_err());
    for order in [
        Do::Export(LedgerQuery::default()),
        Do::Print {
            number: number.0.clone(),
            paper: "receipt".to_owned(),
            why: String::new(),
        },
        Do::Change(zhuoluo::domain::change::Change::RemoveOperator {
            login: "x".to_owned(),
        }),
    ] {
        let shown = format!("{order:?}");
        assert!(world.store.perform(order, now).is_err(), "{shown}");
    }
    searched(&world);
    assert_eq!(
        (
            world.count("event"),
            world.count("petition"),
            world.count("petitioner")
        ),
        before
    );
    assert_eq!(ledger(&world.store, now).total, 1, "lists show no file");
}

/// A search that shows somebody needs its record, one that shows nobody does not.
fn searched(world: &World) {
    let now = world.now;
    let mut finder =
        Finder::new(Store::open(&world.path(), "wang").expect("open")).expect("a finder");
    let find = |text: &str| Ask::Find {
        text: text.to_owned(),
        limit: 9,
    };
    assert!(
        finder.ask(&find("张某"), now.date_naive()).is_err(),
        "a search that shows somebody"
    );
    assert!(
        finder.ask(&find("查无此人"), now.date_naive()).is_ok(),
        "one that shows nobody"
    );
}

#[test]
fn each_setting_that_did_not_take_is_named() {
    let world = World::new();
    let fresh = || {
        let conn = world.raw();
        zhuoluo::store::prepare(&conn).expect("prepared");
        conn
    };
    assert_eq!(zhuoluo::store::unsettled(&fresh()).expect("asked"), None);
    for (name, broken) in [
        ("synchronous", "NORMAL"),
        ("foreign_keys", "OFF"),
        ("busy_timeout", "5000"),
        ("wal_autocheckpoint", "0"),
        ("journal_size_limit", "-1"),
        ("temp_store", "FILE"),
        ("secure_delete", "OFF"),
        ("trusted_schema", "ON"),
        ("cell_size_check", "OFF"),
        ("locking_mode", "EXCLUSIVE"),
    ] {
        let conn = fresh();
        conn.execute_batch(&format!("PRAGMA {name} = {broken}"))
            .expect("broken");
        let found = zhuoluo::store::unsettled(&conn).expect("asked");
        assert_eq!(found.map(|(n, _)| n), Some(name.to_owned()), "{name}");
    }
    let conn = fresh();
    conn.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
        .expect("broken");
    assert_eq!(
        zhuoluo::store::unsettled(&conn)
            .expect("asked")
            .map(|(n, _)| n),
        Some("defensive".to_owned())
    );
    let copy = world.folder().join("rollback.db");
    world
        .raw()
        .execute("VACUUM INTO ?1", [copy.to_str().expect("a path")])
        .expect("a copy");
    let conn = Connection::open(&copy).expect("the copy");
    zhuoluo::store::prepare(&conn).expect("prepared");
    assert_eq!(
        zhuoluo::store::unsettled(&conn)
            .expect("asked")
            .map(|(n, _)| n),
        Some("journal_mode".to_owned())
    );
    assert!(rusqlite::version_number() >= 3_051_003);
}

/// A small disk of its own; `None` where this account may not mount one.
pub struct SmallDisk(TempDir);

impl SmallDisk {
    pub fn new(size: &str) -> Option<Self> {
        let folder = TempDir::new().expect("a folder");
        let options = format!("size={size}");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|o| o.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("skipped: no small disk can be mounted here");
        None
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[test]
fn a_full_disk_loses_nothing_and_saves_again_when_there_is_room() {
    let Some(disk) = SmallDisk::new("3m") else {
        return;
    };
    let world = World::new();
    let path = disk.path().join("desk.db");
    let mut store = Store::create(&path, &new_office(), world.now).expect("a store");
    let intake = world.intake(&json!({"draft": ""}));
    let mut kept = Vec::new();
    let full = loop {
        match register(&mut store, intake.clone(), world.now) {
            Ok(done) => kept.push(done.file.number.0),
            Err(trouble) => break trouble,
        }
        assert!(kept.len() < 20_000, "the disk never filled");
    };
    assert!(
        full.what.zh.contains("没有保存") && full.what.zh.contains("磁盘已满"),
        "{}",
        full.what.zh
    );
    // Lists go on; a file whose reading cannot be recorded stays shut.
    assert_eq!(ledger(&store, world.now).total, kept.len());
    let filler = disk.path().join("filler");
    let mut size = 1 << 20;
    while size >= 512 {
        let mut bytes = std::fs::read(&filler).unwrap_or_default();
        bytes.resize(bytes.len() + size, 0);
        if std::fs::write(&filler, &bytes).is_err() {
            size /= 2;
        }
    }
    let mut shut = false;
    for _ in 0..2_000 {
        shut = open(&mut store, &kept[0], world.now).is_err();
        if shut {
            break;
        }
    }
    assert!(shut, "a reading was shown that could not be recorded");
    std::fs::remove_file(&filler).expect("room");
    let spare = register(&mut store, intake, world.now);
    assert!(spare.is_ok() || kept.len() > 10, "{spare:?}");
    drop(store);
    let mut again = Store::open(&path, "wang").expect("opens again");
    assert_eq!(again.verify(|_| {}).expect("verified"), []);
    let total = ledger(&again, world.now).total;
    assert!(
        total >= kept.len(),
        "{} acknowledged, {total} there",
        kept.len()
    );
}

#[test]
fn little_room_is_said_and_long_work_does_not_begin() {
    let here = Path::new("/tmp/x");
    let room = room::left(here).expect("a disk");
    assert!(room.all >= room.free && room.all > 0);
    assert!(room::for_work(here, 1).is_ok());
    let refused = room::for_work(here, room.free).expect_err("twice as much is not there");
    assert_eq!(refused.exit, Exit::Failed);
    assert!(refused.what.zh.contains("没有开始"), "{}", refused.what.zh);
    for (free, all, low) in [
        (2 << 30, 10 << 30, false),
        (900 << 20, 4 << 30, true),
        (2 << 30, 100 << 30, true),
        (9 << 30, 400 << 30, false),
    ] {
        let room = room::Room { free, all };
        assert_eq!(
            (room.is_low(), room.notice().is_some()),
            (low, low),
            "{room:?}"
        );
    }
    let Some(disk) = SmallDisk::new("200k") else {
        return;
    };
    let mut world = World::new();
    let now = world.now;
    for _ in 0..30 {
        world.register(&json!({}));
    }
    world
        .store
        .copy_to(&disk.path().join("copy.db"), "copy", now)
        .expect_err("no room for a backup");
    assert!(!disk.path().join("copy.db").exists());
    room::lay_ballast(&disk.path().join("desk.db"));
    assert!(
        !room::ballast(&disk.path().join("desk.db")).exists(),
        "no ballast on a full ship"
    );
}

#[test]
fn after_a_fault_of_the_file_nothing_is_acknowledged_any_more() {
    let mut world = World::new();
    for i in 0..40 {
        world.register(&json!({"requests": [format!("要求{i}")]}));
    }
    let path = world.folder().join("worn.db");
    world
        .raw()
        .execute("VACUUM INTO ?1", [path.to_str().expect("a path")])
        .expect("a copy");
    let mut store = Store::open(&path, "wang").expect("opens");
    // Every page but the first few turns to noise under the open store.
    let mut bytes = std::fs::read(&path).expect("bytes");
    let from = bytes.len() / 8;
    bytes[from..].iter_mut().for_each(|b| *b ^= 0x5A);
    std::fs::write(&path, &bytes).expect("worn");
    let mut last = None;
    for _ in 0..3 {
        let intake = world.intake(&json!({}));
        last = register(&mut store, intake, world.now).err();
    }
    let trouble = last.expect("nothing is saved into noise");
    assert!(trouble.what.zh.contains("只能查看"), "{}", trouble.what.zh);
}

#[test]
fn a_copy_made_while_fifty_write_is_whole() {
    let mut world = World::new();
    let (path, intake, now) = (world.path(), world.intake(&json!({})), world.now);
    let stop = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let writers: Vec<_> = (0..50)
        .map(|_| {
            let (path, intake, stop) = (path.clone(), intake.clone(), stop.clone());
            std::thread::spawn(move || {
                let mut store = Store::open(&path, "wang").expect("the store");
                let mut saved = 0;
                while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                    register(&mut store, intake.clone(), now).expect("registered");
                    saved += 1;
                    std::thread::sleep(std::time::Duration::from_millis(20));
                }
                saved
            })
        })
        .collect();
    for n in 0..3 {
        let to = world.folder().join(format!("copy{n}.db"));
        let copied = world.store.copy_to(&to, "copy", now).expect("copied");
        assert_eq!(
            std::fs::metadata(&to).expect("there").permissions().mode() & 0o777,
            0o600
        );
        let copy::Examined {
            findings, anchor, ..
        } = copy::examine(&to, now, || ()).expect("examined");
        assert_eq!(findings, []);
        assert_eq!(anchor.audit, copied.anchor.audit);
        assert_eq!(anchor.events, copied.anchor.events);
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let saved: i64 = writers
        .into_iter()
        .map(|w| w.join().expect("a writer"))
        .sum();
    assert_eq!(world.count("petition"), saved);
    assert_eq!(world.findings(), [""; 0]);
}

/// The numbers in the heads of file systems, as statfs(2) lists them.
#[test]
fn a_far_file_system_is_known_by_its_number() {
    use zhuoluo::runtime::harden::{far, far_kind};
    for (number, name) in [
        (0x6969_i64, "NFS"),
        (0xFF53_4D42, "CIFS"),
        // The same where the kernel's word is signed.
        (0xFF53_4D42 - (1 << 32), "CIFS"),
        (0xFE53_4D42 - (1 << 32), "SMB"),
        (0x0102_1997, "9p"),
        (0x6573_5546, "FUSE"),
        (0x00C3_6400, "Ceph"),
    ] {
        assert_eq!(far_kind(number), Some(name), "{number:x}");
    }
    // ext4, xfs, btrfs, tmpfs, overlay, zfs.
    for near in [
        0xEF53_i64,
        0x5846_5342,
        0x9123_683E,
        0x0102_1994,
        0x794C_7630,
        0x2FC1_2FC1,
    ] {
        assert_eq!(far_kind(near), None, "{near:x}");
    }
    assert_eq!(far(&std::env::temp_dir().join("not/there/yet")), None);
}

/// What no list of numbers has is known by its name in the kernel's list of mounts.
#[test]
fn a_far_file_system_is_known_by_its_name_among_the_mounts() {
    use zhuoluo::runtime::harden::{far_type, mounted_as};
    let mounts = "22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n36 22 0:44 / /srv\\040x rw - nfs4 host:/x rw,vers=4.2\n37 22 0:45 / /mnt rw shared:3 master:1 - fuse.sshfs a@b:/ rw\n";
    for (device, kind, far) in [
        ((254, 1), Some("ext4"), None),
        ((0, 44), Some("nfs4"), Some("NFS")),
        ((0, 45), Some("fuse.sshfs"), Some("FUSE")),
        ((9, 9), None, None),
    ] {
        let found = mounted_as(mounts, rustix::fs::makedev(device.0, device.1));
        assert_eq!(found, kind);
        assert_eq!(found.and_then(far_type), far);
    }
    for near in [
        "xfs", "btrfs", "zfs", "tmpfs", "overlay", "f2fs", "bcachefs",
    ] {
        assert_eq!(far_type(near), None, "{near}");
    }
}
