//! Backups: sealed to two, opened by either and by nobody else, restored beside and swapped in.

use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::json;

use super::{Home, arg};

/// Makes a key; its file and its public half.
pub fn key(home: &Home, name: &str) -> (String, String) {
    let text = home.run(&["backup", "--new-key"]).is(0).out;
    let public = text
        .lines()
        .next()
        .and_then(|l| l.split_once(": "))
        .expect("a public key")
        .1
        .to_owned();
    let path = home.file(name, text);
    std::fs::set_permissions(&path, Permissions::from_mode(0o600)).expect("closed");
    (arg(&path).to_owned(), public)
}

fn backup(home: &Home, name: &str) -> (String, [String; 2]) {
    let ((one, first), (two, second)) = (key(home, "one.key"), key(home, "two.key"));
    let file = arg(&home.path(name)).to_owned();
    home.run(&[
        "backup",
        "-o",
        &file,
        "--recipient",
        &first,
        "--recipient",
        &second,
        "--remember",
    ])
    .is(0);
    (file, [one, two])
}

#[test]
fn a_private_key_that_others_may_read_is_used_and_said() {
    let home = Home::sandbox();
    let (file, [key, _]) = backup(&home, "b.age");
    for (mode, lang, told) in [
        (0o600, "zh", None),
        (0o644, "zh", Some("别人也读得到私钥文件")),
        (
            0o640,
            "en",
            Some("Others may read the file of private keys"),
        ),
    ] {
        std::fs::set_permissions(&key, Permissions::from_mode(mode)).expect("set");
        let words = [
            "--lang",
            lang,
            "backup",
            "--check",
            &file,
            "--identity",
            &key,
        ];
        let ran = home.run(&words).is(0);
        let said = ran.talk.contains("chmod 600");
        assert_eq!(said, told.is_some(), "{mode:o}: {}", ran.talk);
        assert!(ran.talk.contains(told.unwrap_or_default()), "{}", ran.talk);
    }
}

#[test]
fn a_backup_opens_with_either_key_and_with_no_other() {
    let home = Home::sandbox();
    let number = home.petition();
    let (file, keys) = backup(&home, "b.age");
    let mode = std::fs::metadata(&file)
        .expect("written")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    let bytes = std::fs::read(&file).expect("bytes");
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    let needle = number.as_bytes();
    assert!(
        !bytes.windows(needle.len()).any(|w| w == needle),
        "nothing stands in plain text"
    );
    let identity = std::fs::read(&keys[0]).expect("a key");
    home.feed(&["backup", "--check", &file, "--identity", "-"], &identity)
        .is(0);
    for key in &keys {
        let said = home
            .run(&["backup", "--check", &file, "--identity", key])
            .is(0)
            .out;
        assert!(said.contains("备份可用"), "{said}");
    }
    let (stranger, _) = key(&home, "three.key");
    home.run(&["backup", "--check", &file, "--identity", &stranger])
        .is(3);
    let left: Vec<_> = std::fs::read_dir(home.store().parent().expect("a folder"))
        .expect("a folder")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|n| n.starts_with(".copy"))
        .collect();
    assert!(left.is_empty(), "plain copies stayed: {left:?}");
}

#[test]
fn a_backup_that_was_changed_or_cut_off_does_not_open() {
    let home = Home::sandbox();
    home.petition();
    let (file, keys) = backup(&home, "b.age");
    let bytes = std::fs::read(&file).expect("bytes");
    let mut dice = crate::kit::Dice(3);
    for n in 0..12 {
        let mut worse = bytes.clone();
        if n % 3 == 0 {
            worse.truncate(dice.below(bytes.len()));
        } else {
            worse[dice.below(bytes.len())] ^= 1 << dice.below(8);
        }
        let path = home.file("worse.age", worse);
        let ran = home.run(&["backup", "--check", arg(&path), "--identity", &keys[0]]);
        assert!([3, 5].contains(&ran.status), "{}: {}", ran.status, ran.talk);
    }
    home.run(&["backup", "--check", "/无", "--identity", &keys[0]])
        .is(4);
    home.run(&["backup", "--check", &file, "--identity", &file])
        .is(1);
}

/// A file in which a key stands that is not the backup's, before one that is.
#[test]
fn of_several_keys_in_one_file_each_is_tried() {
    let home = Home::sandbox();
    home.petition();
    let (file, keys) = backup(&home, "b.age");
    let (other, _) = key(&home, "other.key");
    let read = |path: &str| std::fs::read_to_string(path).expect("a key");
    let both = home.path("both.key");
    std::fs::write(&both, read(&other) + &read(&keys[1])).expect("written");
    let check = |key: &str| home.run(&["backup", "--check", &file, "--identity", key]);
    check(arg(&both)).is(0);
    check(&other).is(3);
}

#[test]
fn two_persons_are_needed() {
    let home = Home::sandbox();
    home.run(&["backup"]).is(2).says("两个人").says("--new-key");
    let (_, one) = key(&home, "one.key");
    home.run(&["backup", "--recipient", &one, "--recipient", &one])
        .is(2)
        .says("两个人");
    home.run(&["backup", "--recipient", "age1x", "--recipient", &one])
        .is(2)
        .says("age1x");
}

#[test]
fn a_restore_gives_the_same_desk_and_keeps_what_was_there() {
    let home = Home::sandbox();
    let number = home.petition();
    home.act(&number, "forward", &json!({"to": "财政局"}));
    let (file, keys) = backup(&home, "b.age");
    let owed = home.run(&["owed", "--json"]).is(0).out;
    let later = home.register(&json!({"requests": ["备份之后的一件"]}))["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    assert_ne!(home.run(&["owed", "--json"]).is(0).out, owed);
    // Somebody has it open meanwhile.
    let now = crate::kit::instant(super::NOW);
    let mut open = zhuoluo::store::Store::open(&home.store(), "wang").expect("open");
    crate::kit::world::ledger(&open, now);
    let said = home
        .run(&["restore", &file, "--identity", &keys[1]])
        .is(0)
        .talk;
    assert!(
        said.contains("已恢复到") && said.contains("before-"),
        "{said}"
    );
    assert_eq!(home.run(&["owed", "--json"]).is(0).out, owed);
    home.run(&["show", &later]).is(4);
    home.run(&["verify"]).is(0);
    home.run(&["audit", "list"]).is(0);
    let lost =
        crate::kit::world::open(&mut open, &number, now).expect_err("the old store is no more");
    assert!(lost.what.zh.contains("替换"), "{}", lost.what.zh);
    let kept = std::fs::read_dir(home.store().parent().expect("a folder"))
        .expect("a folder")
        .map(|e| e.expect("an entry").path())
        .find(|p| p.to_string_lossy().contains("before-"))
        .expect("kept");
    let old = rusqlite::Connection::open(kept).expect("the old one");
    let count: i64 = old
        .query_row("SELECT count(*) FROM petition", [], |r| r.get(0))
        .expect("a count");
    assert_eq!(count, 2, "what came after the backup is still there");
}

#[test]
fn a_damaged_store_is_replaced_by_its_backup() {
    let home = Home::sandbox();
    let number = home.petition();
    let (file, keys) = backup(&home, "b.age");
    std::fs::write(home.store(), b"damaged beyond all recognition".repeat(200)).expect("damaged");
    home.run(&["show", &number]).is(5);
    home.run(&["--as", "wang", "restore", &file, "--identity", &keys[0]])
        .is(0);
    home.run(&["show", &number]).is(0);
    home.run(&["verify"]).is(0);
}

#[test]
fn the_age_program_opens_it_too() {
    let home = Home::sandbox();
    home.petition();
    let (file, keys) = backup(&home, "b.age");
    let Ok(plain) = Command::new("age")
        .args(["-d", "-i", &keys[0], &file])
        .output()
    else {
        eprintln!("skipped: no age on this machine");
        return;
    };
    assert!(
        plain.status.success(),
        "{}",
        String::from_utf8_lossy(&plain.stderr)
    );
    let end = plain
        .stdout
        .iter()
        .position(|b| *b == b'\n')
        .expect("a manifest");
    let store = home.file("plain.db", &plain.stdout[end + 1..]);
    let conn = rusqlite::Connection::open(store).expect("a database");
    let sound: String = conn
        .query_row("PRAGMA integrity_check", [], |r| r.get(0))
        .expect("checked");
    assert_eq!(sound, "ok");
}

/// What lies in a folder under the name of a plain copy.
fn copies(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let names = entries.map(|e| e.expect("an entry").file_name());
    let names = names.map(|n| n.to_string_lossy().into_owned());
    names.filter(|n| n.contains(".copy-")).collect()
}

/// Half-way through the drill nothing of the store lies in plain text under a name, so a kill leaves
/// nothing; and it never goes to the folder for what is temporary.
#[test]
fn a_drill_that_is_killed_leaves_no_plain_text() {
    let home = Home::sandbox();
    home.petition();
    let (file, keys) = backup(&home, "b.age");
    let sealed = std::fs::read(&file).expect("bytes");
    let fifo = home.path("half.age");
    let made = Command::new("mkfifo").arg(&fifo).status().expect("mkfifo");
    assert!(made.success());
    let temporary = home.path("tmp");
    std::fs::create_dir(&temporary).expect("made");
    for store in [home.store(), home.path("elsewhere/desk.sqlite3")] {
        let mut command = home.command(&["--db", arg(&store), "backup", "--check", arg(&fifo)]);
        let command = command.args(["--identity", &keys[0]]);
        let mut drill = command.env("TMPDIR", &temporary).spawn().expect("started");
        let mut half = std::fs::File::options()
            .write(true)
            .open(&fifo)
            .expect("a reader");
        half.write_all(&sealed[..sealed.len() / 2]).expect("fed");
        let folder = store.parent().expect("a folder");
        let pid = drill.id();
        let is_writing = || {
            let open = std::fs::read_dir(format!("/proc/{pid}/fd")).expect("its files");
            let mut open = open.filter_map(|e| std::fs::read_link(e.ok()?.path()).ok());
            open.any(|p| p.starts_with(folder) || p.starts_with(&temporary))
        };
        let asked = std::time::Instant::now();
        while !is_writing() {
            assert!(asked.elapsed().as_secs() < 30, "it never wrote the copy");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert_eq!(copies(folder), [""; 0], "while it runs");
        drill.kill().expect("killed");
        drill.wait().expect("ended");
        assert_eq!(copies(folder), [""; 0], "after the kill");
        let left = std::fs::read_dir(&temporary).expect("a folder").count();
        assert_eq!(left, 0, "plain text outside the store's folder");
    }
}

/// Where a file system knows no files without names, the next start clears away what is left.
#[test]
fn the_next_start_clears_away_what_a_kill_left() {
    let home = Home::sandbox();
    let folder = home.store().parent().expect("a folder").to_owned();
    let own = format!(".copy-{}-restore", std::process::id());
    // Somebody's own files, that only begin alike.
    let others = [".copy-of the list", ".copy-99999999-2.txt"];
    for name in [".copy-99999999", ".copy-99999999-check-wal", &own]
        .iter()
        .chain(&others)
    {
        std::fs::write(folder.join(name), "plain").expect("written");
    }
    home.run(&["owed"]).is(0);
    let mut left = copies(&folder);
    left.sort_unstable();
    let mut kept = [own.as_str(), others[0], others[1]];
    kept.sort_unstable();
    assert_eq!(left, kept, "whoever is still at work keeps theirs");
}

/// What was changed beside the program before is told, and the backup can be used.
#[test]
fn a_backup_from_after_an_alteration_is_no_useless_one() {
    let home = Home::sandbox();
    home.petition();
    rusqlite::Connection::open(home.store())
        .expect("the store")
        .execute_batch("UPDATE setting SET value = '别的单位' WHERE key = 'name'")
        .expect("edited");
    let (file, keys) = backup(&home, "b.age");
    let (key, altered) = (&keys[0], "程序之外被改过");
    let says = |words: &[&str], status, told: &[&str]| {
        let out = home.run(words).is(status).out;
        for told in told {
            assert!(out.contains(told), "{told}: {out}");
        }
    };
    says(&["verify"], 20, &[altered]);
    // The recipients were remembered with it, and that saved the settings.
    let check = ["backup", "--check", &file, "--identity", key];
    says(&check, 0, &["备份可用", "备份照样可用", altered]);
    let json = home.run(&["backup", "--check", &file, "--identity", key, "--json"]);
    let json = json.is(0).json();
    assert_eq!(json["sound"], true);
    assert_eq!(json["findings"], json!([]));
    assert_eq!(json["altered"].as_array().map(Vec::len), Some(1), "{json}");
    let restored = home.run(&["--lang", "en", "restore", &file, "--identity", key]);
    let restored = restored.is(0).talk;
    assert!(
        restored.contains("that is on record, and the backup can be used"),
        "{restored}"
    );
    says(&["audit", "verify"], 20, &[altered]);
    // What is as somebody changed it takes the place of nothing.
    rusqlite::Connection::open(home.store())
        .expect("the store")
        .execute_batch("UPDATE petitioner SET name = '别某'")
        .expect("edited");
    let file = arg(&home.path("c.age")).to_owned();
    home.run(&["backup", "-o", &file]).is(20).says("核验有问题");
    let file = arg(&home.path("c-damaged.age")).to_owned();
    let check = ["backup", "--check", &file, "--identity", key];
    says(&check, 20, &["核验有问题"]);
    home.run(&["restore", &file, "--identity", key]).is(5);
}
