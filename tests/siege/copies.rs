//! Copies and heads: a restore under open sessions, a backup onto a full disk, a manifest that was
//! replaced, a trail without its middle, roles that somebody gives themselves.

use std::io::Read;

use serde_json::json;
use zhuoluo::exchange::seal::{Identity, Recipient, Sealer, Unsealer};
use zhuoluo::store::Store;

use crate::commands::backup::key;
use crate::commands::{Home, arg};
use crate::kit::instant;
use crate::store::faults::SmallDisk;

/// A backup of a home for two, with its file, the key that opens it and both public halves.
fn backup(home: &Home) -> (String, String, [String; 2]) {
    let ((one, first), (_, second)) = (key(home, "one.key"), key(home, "two.key"));
    let file = arg(&home.path("b.age")).to_owned();
    let to = ["--recipient", &first, "--recipient", &second, "--remember"];
    home.run(&[&["backup", "-o", &file][..], &to].concat())
        .is(0);
    (file, one, [first, second])
}

#[test]
fn a_restore_under_open_sessions_takes_nothing_more_into_the_old_store() {
    let home = Home::sandbox();
    home.petition();
    let (file, one, _) = backup(&home);
    let mut sessions: Vec<Store> = (0..3)
        .map(|_| Store::open(&home.store(), "wang").expect("a session"))
        .collect();
    home.petition();
    home.run(&["restore", &file, "--identity", &one]).is(0);
    for store in &mut sessions {
        let note = json!({"text": "x"});
        let number = zhuoluo::domain::ids::PetitionNo("999999-2026-LF-00001".to_owned());
        let now = instant(crate::commands::NOW);
        let trouble = crate::kit::world::act(store, &number, "note", &note, now).expect_err("old");
        assert!(
            trouble.next.zh.contains("重新打开") || trouble.next.zh.contains("退出"),
            "{}",
            trouble.next.zh
        );
    }
    drop(sessions);
    home.run(&["verify"]).is(0);
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    let events: i64 = raw
        .query_row("SELECT count(*) FROM event", [], |r| r.get(0))
        .expect("a count");
    assert_eq!(events, 1, "the restored store is the backup's");
}

#[test]
fn a_backup_onto_a_full_disk_says_so_and_leaves_nothing_behind() {
    let Some(disk) = SmallDisk::new("64k") else {
        return;
    };
    let home = Home::sandbox();
    home.petition();
    let (_, _, to) = backup(&home);
    let out = disk.path().join("b.age");
    let words = [
        "backup",
        "-o",
        arg(&out),
        "--recipient",
        &to[0],
        "--recipient",
        &to[1],
    ];
    home.run(&words).is(1).says("磁盘已满");
    assert_eq!(std::fs::read_dir(disk.path()).expect("a folder").count(), 0);
    let folder = home.store().parent().expect("a folder").to_owned();
    let plain = std::fs::read_dir(folder).expect("a folder").flatten();
    let plain: Vec<_> = plain
        .filter(|e| e.file_name().to_string_lossy().contains(".copy-"))
        .collect();
    assert!(plain.is_empty(), "a plain copy was left: {plain:?}");
    home.run(&["verify"]).is(0);
}

/// What stands in a backup.
fn unsealed(file: &str, key: &str) -> Vec<u8> {
    let key = std::fs::read_to_string(key).expect("a key");
    let secret = Identity::parse(&key).expect("a key");
    let sealed = std::fs::File::open(file).expect("a backup");
    let mut plain = Vec::new();
    Unsealer::new(std::io::BufReader::new(sealed), &secret)
        .and_then(|mut u| u.read_to_end(&mut plain))
        .expect("opened");
    plain
}

/// What a manifest may say of a store that is another's.
fn lies() -> [(&'static str, serde_json::Value); 10] {
    [
        ("audit_size", json!(1)),
        ("audit_hash", json!("0".repeat(64))),
        ("sha256", json!("0".repeat(64))),
        ("bytes", json!(0)),
        ("audit_size", json!("many")),
        ("event_size", json!(0)),
        ("event_hash", json!("0".repeat(64))),
        ("office", json!("例示县信访局")),
        ("at", json!("2020-11-05T09:00:00+08:00")),
        ("schema", json!(1)),
    ]
}

/// Whoever knows the two public halves can seal anything: what is inside must fit itself.
#[test]
fn a_manifest_or_a_store_put_into_a_backup_by_another_hand_does_not_pass() {
    let home = Home::sandbox();
    home.petition();
    let (file, one, to) = backup(&home);
    let plain = unsealed(&file, &one);
    let line = plain.iter().position(|b| *b == b'\n').expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&plain[..line]).expect("JSON");
    let seal = |manifest: &[u8], store: &[u8]| {
        let recipients: Vec<Recipient> = to
            .iter()
            .map(|r| Recipient::parse(r).expect("a key"))
            .collect();
        let mut noise = |into: &mut [u8]| {
            into.fill(7);
            Ok(())
        };
        let mut sealer = Sealer::new(Vec::new(), &recipients, &mut noise).expect("sealed");
        std::io::Write::write_all(&mut sealer, &[manifest, b"\n", store].concat()).expect("sealed");
        home.file("forged.age", sealer.finish().expect("sealed"))
    };
    let store = &plain[line + 1..];
    let changed = |name: &str, value: serde_json::Value| {
        let mut other = manifest.clone();
        other[name] = value;
        serde_json::to_vec(&other).expect("JSON")
    };
    let lies = lies().map(|(name, value)| (changed(name, value), store.to_vec()));
    for (manifest, store) in lies.into_iter().chain([
        (b"{}".to_vec(), store.to_vec()),
        (vec![b'x'; 200_000], store.to_vec()),
        (plain[..line].to_vec(), store[..store.len() / 2].to_vec()),
        (plain[..line].to_vec(), Vec::new()),
    ]) {
        let forged = seal(&manifest, &store);
        let check = home.run(&["backup", "--check", arg(&forged), "--identity", &one]);
        assert!(
            [5, 20].contains(&check.status),
            "{} {}",
            check.status,
            check.out
        );
        home.run(&["restore", arg(&forged), "--identity", &one])
            .is(5);
    }
    let owed = home.run(&["owed", "--json"]).json();
    assert_eq!(owed.as_array().map(Vec::len), Some(1));
    home.run(&["verify"]).is(0);
}

/// An administrator who gives himself a role: on record when the program does it, found when an editor does.
#[test]
fn a_role_that_somebody_gives_themselves_is_on_record_or_found_and_opens_no_accusation() {
    let home = Home::sandbox();
    let add = [
        "operator", "add", "li", "--name", "李某", "--role", "window",
    ];
    home.run(&[&["--as", "wang"][..], &add].concat()).is(0);
    let report = json!({"channel": "letter", "class": "report", "requests": ["查处挪用"], "people": [{"name": "诸葛密"}], "accused": [{"name": "某人"}]});
    let number = home
        .feed(
            &["--as", "li", "register", "--json", "-"],
            report.to_string().as_bytes(),
        )
        .is(0)
        .json();
    let number = number["number"].as_str().expect("a number").to_owned();
    let opened = |who: &str| {
        home.run(&["--as", who, "show", &number, "--why", "x"])
            .status
    };
    assert_eq!(
        (opened("li"), opened("wang")),
        (0, 4),
        "only who took it down"
    );
    for role in ["lead", "supervisor", "auditor"] {
        let login = format!("wang-{role}");
        let add = [
            "--as", "wang", "operator", "add", &login, "--name", "王某", "--role", role,
        ];
        home.run(&add).is(0);
        assert_eq!(opened(&login), 4, "{role}");
    }
    let seen = home
        .run(&["--as", "wang", "audit", "list", "--json"])
        .is(0)
        .out;
    assert!(seen.contains("wang-auditor"), "on record: {seen}");
    home.run(&["--as", "wang", "verify"]).is(0);
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    raw.execute("UPDATE operator SET duty = 'lead' WHERE login = 'wang'", [])
        .expect("edited");
    home.run(&["--as", "wang-supervisor", "verify"]).is(20);
    let found = home
        .run(&["--as", "wang-auditor", "audit", "verify"])
        .is(20)
        .out;
    assert!(found.contains("操作员"), "{found}");
    // To let himself read it he has to forge the cache of readers: found too.
    raw.execute(
        "INSERT INTO reader (petition, login) SELECT id, 'wang' FROM petition",
        [],
    )
    .expect("edited");
    // What exactly is told to whoever may read the whole trail.
    home.run(&["--as", "wang-supervisor", "verify"]).is(20);
    let found = home.run(&["--as", "wang-auditor", "verify"]).is(20).out;
    assert!(found.contains("reader"), "{found}");
}

/// Two true heads and the middle of the trail gone, or the newest head swapped for an older true one.
#[test]
fn a_trail_without_its_middle_and_a_head_from_before_are_found() {
    let home = Home::sandbox();
    home.petition();
    let secret = arg(&home.path("anchor.key")).to_owned();
    let public = home.run(&["audit", "new-key", &secret]).is(0).out;
    let anchors = arg(&home.path("anchors")).to_owned();
    for _ in 0..3 {
        let head = home.run(&["audit", "head"]).is(0).out;
        let sign = ["audit", "sign", "--key", &secret, "--append", &anchors];
        home.feed(&sign, head.as_bytes()).is(0);
        home.petition();
    }
    let all = std::fs::read_to_string(&anchors).expect("anchors");
    let heads: Vec<&str> = all.split_inclusive("\n\n").collect();
    let check = || {
        home.run(&[
            "audit",
            "verify",
            "--anchors",
            &anchors,
            "--public-key",
            public.trim(),
        ])
    };
    check().is(0);
    // Cut back to the second head, and the third swapped for a copy of it: a true head, signed.
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    let guard = "SELECT group_concat(sql, ';') FROM sqlite_schema WHERE name IN ('audit_no_delete', 'witness_no_delete')";
    let guard: String = raw.query_row(guard, [], |r| r.get(0)).expect("guards");
    raw.execute_batch("DROP TRIGGER audit_no_delete; DROP TRIGGER witness_no_delete; DELETE FROM audit WHERE seq > 2; DELETE FROM witness WHERE seq > (SELECT max(seq) - 1 FROM witness)")
        .expect("cut off");
    raw.execute_batch(&guard).expect("put back");
    let ran = check().is(20);
    assert!(ran.out.contains("被删"), "{}", ran.out);
    let fewer: String = heads.iter().take(heads.len() / 2).copied().collect();
    assert_ne!(fewer, all);
    // The events and the people go on beyond the trail: it is found without the newest head as well.
    std::fs::write(&anchors, fewer).expect("written");
    let ran = check();
    assert_eq!(ran.status, 20, "{}", ran.out);
}
