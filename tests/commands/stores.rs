//! Stores that are missing, foreign, empty, newer, read-only or locked; whose time may be set; who sits at them.

use super::{Home, NOW, arg};

#[test]
fn a_missing_store_is_not_found_and_not_made() {
    let home = Home::empty();
    for words in [&["owed"][..], &["verify"], &["show", "x"], &[]] {
        home.run(words).is(4).says("zhuoluo init");
    }
    assert!(!home.store().exists());
}

#[test]
fn foreign_files_are_refused_and_stay_as_they_are() {
    let home = Home::empty();
    let newer = home.path("newer.sqlite3");
    home.run(&[
        "--db",
        arg(&newer),
        "init",
        "--office",
        "甲",
        "--admin",
        "wang",
    ])
    .is(0);
    let conn = rusqlite::Connection::open(&newer).expect("opened");
    conn.pragma_update(None, "user_version", 99).expect("aged");
    drop(conn);
    let other = home.path("other.sqlite3");
    rusqlite::Connection::open(&other)
        .and_then(|c| c.execute_batch("CREATE TABLE t (a)"))
        .expect("made");
    let files = [
        home.file("empty.sqlite3", b""),
        home.file("png.sqlite3", b"\x89PNG\r\n\x1a\n----------------------------------------------------------------------------------------------------"),
        newer,
        other,
    ];
    for file in files {
        let before = std::fs::read(&file).expect("read");
        for words in [
            &["owed"][..],
            &["verify"],
            &["register"],
            &["--lang", "en", "owed"],
        ] {
            let mut all = vec!["--db", arg(&file)];
            all.extend(words);
            let ran = home.feed(&all, b"{\"requests\":[\"a\"]}").is(5);
            assert!(ran.out.is_empty() && !ran.talk.is_empty());
        }
        assert_eq!(std::fs::read(&file).expect("read"), before);
    }
    home.run(&["--db", arg(&home.path("")), "owed"]).is(5);
}

#[test]
fn a_read_only_store_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::sandbox();
    let folder = home.store().parent().expect("a folder").to_owned();
    std::fs::set_permissions(home.store(), std::fs::Permissions::from_mode(0o400)).expect("set");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).expect("set");
    let ran = home.feed(&["register"], b"{\"requests\":[\"a\"]}");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).expect("set");
    // An account that may do everything is not held by rights.
    if rustix::process::getuid().is_root() {
        return;
    }
    ran.is(1).says("权限");
}

#[test]
fn a_locked_store_ends_in_a_sentence_with_nothing_lost() {
    let home = Home::sandbox();
    let conn = rusqlite::Connection::open(home.store()).expect("opened");
    conn.execute_batch("BEGIN IMMEDIATE").expect("locked");
    home.feed(&["register"], b"{\"requests\":[\"a\"]}")
        .is(1)
        .says("10秒");
    conn.execute_batch("ROLLBACK").expect("let go");
    home.petition();
    home.run(&["verify"]).is(0);
}

#[test]
fn time_is_set_in_sandboxes_alone() {
    let home = Home::empty();
    home.run(&["init", "--office", "示例县信访局", "--admin", "wang"])
        .is(0);
    home.run(&["--now", NOW, "owed"]).is(3).says("演示库");
    home.run(&["--now", NOW, "--lang", "en", "owed"])
        .is(3)
        .says("sandbox");
    home.run(&[
        "--now",
        NOW,
        "init",
        "--office",
        "乙",
        "--admin",
        "li",
        "--db",
        arg(&home.path("b.sqlite3")),
    ])
    .is(3);
    home.run(&["--now", "yesterday", "owed"])
        .is(2)
        .says("yesterday");
    home.run(&["owed"]).is(0);
}

#[test]
fn the_operator_is_named_or_the_only_one() {
    let home = Home::sandbox();
    home.run(&["--as", "nobody", "owed"]).is(3).says("nobody");
    home.run(&["--as", "wang", "owed"]).is(0);
    home.run(&[
        "operator", "add", "li", "--name", "李某", "--role", "window",
    ])
    .is(0);
    home.run(&["owed"]).is(3).says("--as");
}

#[test]
fn a_store_is_never_made_over_something() {
    let home = Home::empty();
    home.run(&["init", "--office", "甲", "--admin", "wang"])
        .is(0);
    home.run(&["init", "--office", "乙", "--admin", "li"])
        .is(1)
        .says("已经存在");
    home.run(&[
        "init",
        "--office",
        " ",
        "--admin",
        "li",
        "--db",
        arg(&home.path("b")),
    ])
    .is(2);
    home.run(&[
        "init",
        "--office",
        "乙",
        "--admin",
        "a b",
        "--db",
        arg(&home.path("b")),
    ])
    .is(2)
    .says("例：wang");
    home.run(&[
        "init",
        "--office",
        "乙",
        "--admin",
        "a",
        "--area",
        "12",
        "--db",
        arg(&home.path("b")),
    ])
    .is(2);
    assert!(!home.path("b").exists());
}

#[test]
fn an_altered_store_is_found_out() {
    let home = Home::sandbox();
    home.petition();
    let conn = rusqlite::Connection::open(home.store()).expect("opened");
    conn.execute_batch("UPDATE petition SET status = 'closed'")
        .expect("altered");
    let found = home.run(&["verify", "--json"]).is(20).json();
    assert_eq!(found["findings"][0]["kind"], "cache");
    // What guards the events is put back, so that only the chain tells.
    let guard: String = conn
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE name = 'event_no_update'",
            [],
            |r| r.get(0),
        )
        .expect("a trigger");
    conn.execute_batch(&format!(
        "DROP TRIGGER event_no_update; UPDATE event SET operator = 'x'; {guard}"
    ))
    .expect("altered");
    let found = home.run(&["verify", "--json"]).is(20).json();
    assert_eq!(
        (found["sound"].clone(), found["findings"][0]["kind"].clone()),
        (serde_json::json!(false), serde_json::json!("chain"))
    );
}

#[test]
fn a_new_store_gets_its_ballast_where_there_is_room() {
    let home = Home::empty();
    let store = home.path("desk.sqlite3");
    let init = ["init", "--office", "示例县信访局", "--admin", "wang"];
    home.run(&[&["--db", arg(&store)], &init[..]].concat())
        .is(0);
    let ballast = zhuoluo::store::room::ballast(&store);
    let plenty = zhuoluo::store::room::left(&store).is_some_and(|r| !r.is_low());
    assert!(plenty, "this machine has no room for the test");
    let size = std::fs::metadata(&ballast).expect("laid").len();
    assert_eq!(size, 64 << 20);
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(&ballast).expect("laid").permissions(),
    );
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn nothing_that_is_written_out_takes_the_place_of_a_store() {
    let home = Home::sandbox();
    let number = home.petition();
    let ledger = home.file(
        "l.csv",
        "姓名,信访目的,登记日期,概况\n甲某,求决,2026-11-20,补发\n",
    );
    let (ledger, store) = (arg(&ledger), home.store());
    // The log stands as long as somebody is at the store.
    let open = rusqlite::Connection::open(&store).expect("opened");
    let count = "SELECT count(*) FROM event";
    open.query_row(count, [], |r| r.get::<_, i64>(0))
        .expect("read");
    for end in ["", "-wal", "-shm", "-queue", "-find"] {
        let place = format!("{}{end}", store.display());
        let before = std::fs::metadata(&place).map(|m| m.len()).ok();
        let out: [&[&str]; 7] = [
            &["export", "petitions", "-o", &place],
            &["export", "petitions", "--format", "xlsx", "-o", &place],
            &["audit", "export", "-o", &place],
            &["privacy", "copy", &number, "-o", &place],
            &["import", ledger, "--dry-run", "--report", &place],
            &["import", ledger, "--dry-run", "--matches", &place],
            &["import", ledger, "--report", &place],
        ];
        for words in out {
            let ran = home.run(words).is(3);
            assert!(
                ran.out.is_empty() && ran.talk.contains("数据库"),
                "{words:?}: {}",
                ran.talk
            );
        }
        assert!(before.is_none() || std::fs::metadata(&place).is_ok());
        home.run(&["show", &number]).is(0);
    }
    home.run(&["verify"]).is(0);
    // A store whose beginning is damaged is spared as well.
    drop(open);
    let damaged = home.file("damaged.sqlite3", "no head");
    home.file("damaged.sqlite3-wal", "log");
    home.run(&["export", "petitions", "-o", arg(&damaged)])
        .is(3);
    assert_eq!(std::fs::read(&damaged).expect("there"), b"no head");
}

/// Who comes while another session upgrades the store waits for it, and is told on standard error that they do;
/// the answer is the answer alone.
#[test]
fn a_command_that_waits_for_an_upgrade_says_so_beside_its_answer() {
    let home = Home::sandbox();
    home.petition();
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    let now: i64 = raw
        .query_row("PRAGMA user_version", [], |r| r.get(0))
        .expect("a version");
    let before = now - 1;
    raw.execute_batch(&format!(
        "PRAGMA user_version = {before}; BEGIN IMMEDIATE; PRAGMA user_version = {now}"
    ))
    .expect("as it was");
    let upgrade = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(11));
        raw.execute_batch("COMMIT").expect("upgraded");
    });
    let ran = home.run(&["owed", "--json"]);
    upgrade.join().expect("ended");
    assert!(ran.talk.contains("正在把数据库升级"), "{}", ran.talk);
    assert!(ran.json().as_array().is_some_and(|all| !all.is_empty()));
}

/// By another name it is the same file; and what was sealed for a bad day is no place for a list.
#[test]
fn no_export_takes_the_place_of_a_store_by_a_link_nor_of_a_backup() {
    let home = Home::sandbox();
    home.petition();
    home.run(&["find", "张"]).is(0);
    let store = home.store();
    for end in ["", "-queue", "-find"] {
        let target = format!("{}{end}", store.display());
        assert!(std::path::Path::new(&target).is_file(), "{target}");
        let link = home.path(&format!("link{end}.csv"));
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        for what in [&["export", "petitions"][..], &["audit", "export"]] {
            let ran = home.run(&[what, &["-o", arg(&link)]].concat()).is(3);
            assert!(ran.talk.contains("数据库"), "{what:?}: {}", ran.talk);
        }
        assert!(link.is_symlink(), "{end}");
    }
    let sealed = home.file("b.age", "age-encryption.org/v1\n…");
    let before = std::fs::read(&sealed).expect("bytes");
    home.run(&["export", "petitions", "-o", arg(&sealed)])
        .is(3)
        .says("加密的备份");
    assert_eq!(std::fs::read(&sealed).expect("bytes"), before);
}

/// Who reads the files of a store beside the program is on no record: they are closed to others, and it is said.
#[test]
fn a_store_that_others_can_read_is_closed_to_them() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::sandbox();
    home.petition();
    let set = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
    };
    let mode = |path: &std::path::Path| {
        let facts = std::fs::metadata(path).expect("there");
        facts.permissions().mode() & 0o777
    };
    home.run(&["owed"]).is(0);
    let store = home.store();
    let queue = store.with_file_name("desk.sqlite3-queue");
    let folder = store.parent().expect("a folder");
    set(&store, 0o644);
    set(&queue, 0o666);
    home.run(&["owed"])
        .is(0)
        .says("别的账号也打得开（权限644）");
    assert_eq!((mode(&store), mode(&queue)), (0o600, 0o600));
    let ran = home.run(&["owed"]).is(0);
    assert!(ran.talk.is_empty(), "said once: {}", ran.talk);
    // Whose folder it is decides who may write there: it is told, each time.
    set(folder, 0o777);
    for _ in 0..2 {
        home.run(&["--lang", "en", "owed"])
            .is(0)
            .says("Other accounts can write into the folder");
    }
    assert_eq!(mode(folder), 0o777);
}

/// The name after `--db` may be that of any file: one that is no store keeps its modes, whatever is asked of it.
#[test]
fn a_file_that_is_no_store_keeps_its_modes() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::sandbox();
    let plain = home.store().with_file_name("plain");
    let foreign = home.store().with_file_name("foreign.sqlite3");
    std::fs::write(&plain, "somebody:else's\n").expect("written");
    let conn = rusqlite::Connection::open(&foreign).expect("made");
    conn.execute_batch("CREATE TABLE mark (text TEXT)")
        .expect("made");
    drop(conn);
    for file in [&plain, &foreign] {
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644)).expect("set");
        let before = std::fs::read(file).expect("there");
        let name = file.to_str().expect("a name");
        for order in [
            &["owed"][..],
            &["verify"],
            &["audit", "verify"],
            &["person", "show", "1"],
            &["backup", "-o", "x.age"],
            &["restore", "d.age"],
            &["demo", "--no-open", "--file", name],
        ] {
            let ran = home.run(&[&["--db", name], order].concat());
            assert_ne!(ran.status, 0, "{name} {order:?}");
        }
        let facts = std::fs::metadata(file).expect("there");
        assert_eq!(facts.permissions().mode() & 0o777, 0o644, "{name}");
        assert!(std::fs::read(file).expect("there") == before, "{name}");
    }
}

/// Through a link one stands in the same queue, and searches the same index.
#[test]
fn a_link_to_a_store_is_that_store() {
    let home = Home::sandbox();
    home.petition();
    let link = home.store().with_file_name("linked.sqlite3");
    std::os::unix::fs::symlink(home.store(), &link).expect("linked");
    let name = link.to_str().expect("a name");
    home.run(&["--db", name, "owed"]).is(0);
    home.run(&["--db", name, "find", "zs"]);
    let folder = link.parent().expect("a folder");
    let names = std::fs::read_dir(folder).expect("there").flatten();
    let beside = names.filter(|e| e.file_name().to_string_lossy().starts_with("linked"));
    assert_eq!(beside.count(), 1);
}
