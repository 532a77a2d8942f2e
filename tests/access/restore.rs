//! Restoring on a shared server: an administrator brings back the office's own past; all else is root's.

use serde_json::json;

use super::office::{Office, STORE};
use crate::commands::Home;
use crate::commands::backup::key;

/// An office with a petition, a clerk, and a backup for two keys of which the first is in the box of
/// `wang`; with the key's file and both public halves.
fn backed_up() -> Option<(Office, String, [String; 2])> {
    let office = Office::open()?;
    for (login, role) in [("li", "window"), ("root", "administrator")] {
        office
            .ssh(
                "wang",
                &[
                    "zhuoluo", "operator", "add", login, "--name", login, "--role", role,
                ],
            )
            .is(0);
    }
    register(&office);
    let home = Home::empty();
    let ((one, first), (_, second)) = (key(&home, "one.key"), key(&home, "two.key"));
    let secret = std::fs::read_to_string(one).expect("a key");
    let to = [first, second];
    let line = format!(
        "sudo -u zhuoluo zhuoluo backup --recipient {} --recipient {} --remember && cd /var/lib/zhuoluo/backup && mv zhuoluo-*.age b.age",
        to[0], to[1]
    );
    office.sh("root", &line).is(0);
    put(&office, "k1", secret.as_bytes());
    Some((office, secret, to))
}

fn register(office: &Office) {
    let line = json!({"channel": "visit", "class": "request", "requests": ["修路"], "people": [{"name": "陈某"}]});
    office
        .ssh_with(
            "li",
            &["-T"],
            &["zhuoluo", "register", "--json", "-"],
            line.to_string().as_bytes(),
        )
        .is(0);
}

fn put(office: &Office, name: &str, bytes: &[u8]) {
    office
        .ssh_with("wang", &["-T"], &["zhuoluo", "box", "put", name], bytes)
        .is(0);
}

/// The office's backup at home, forged there and brought back.
fn forged(office: &Office, secret: &str, to: &[String; 2]) -> Vec<u8> {
    let laptop = Home::empty();
    let sealed = office.path("b.age");
    office
        .sh(
            "root",
            &format!("cat /var/lib/zhuoluo/backup/b.age > {}", sealed.display()),
        )
        .is(0);
    let secret = laptop.file("k1", secret);
    let (sealed, secret) = (sealed.display().to_string(), secret.display().to_string());
    laptop
        .run(&["--as", "wang", "restore", &sealed, "--identity", &secret])
        .is(0);
    laptop
        .run(&[
            "--as",
            "wang",
            "operator",
            "add",
            "zhao",
            "--name",
            "赵某",
            "--role",
            "administrator",
        ])
        .is(0);
    let file = laptop.path("evil.age").display().to_string();
    let words = [
        "--as",
        "wang",
        "backup",
        "-o",
        &file,
        "--recipient",
        &to[0],
        "--recipient",
        &to[1],
    ];
    laptop.run(&words).is(0);
    std::fs::read(file).expect("bytes")
}

#[test]
fn an_administrator_brings_back_the_office_s_own_past_and_nothing_else() {
    let Some((office, secret, to)) = backed_up() else {
        return;
    };
    let evil = forged(&office, &secret, &to);
    put(&office, "evil.age", &evil);
    let restore = |name| office.ssh("wang", &["zhuoluo", "restore", name, "--identity", "k1"]);
    let ran = restore("evil.age").is(20);
    assert!(ran.talk.contains("不是这个库的过去"), "{}", ran.talk);
    let trail = office.trail();
    let last = trail.last().expect("a row");
    assert_eq!((last[1].as_str(), last[4].as_str()), ("refuse", "ssh"));
    // Its own: by whom, with which key and by which way stands in both stores.
    register(&office);
    restore("b.age").is(0);
    let trail = office.trail();
    let last = trail.last().expect("a row");
    assert_eq!((last[0].as_str(), last[1].as_str()), ("wang", "restore"));
    assert!(
        last[3].starts_with("SHA256:") && last[4] == "ssh",
        "{last:?}"
    );
    let old = office.sh(
        "root",
        "cat /var/lib/zhuoluo/desk.sqlite3.before-* | strings | grep -c 'replaced by'",
    );
    assert_ne!(old.out.trim(), "0", "{}", old.talk);
    let verify = ["zhuoluo", "audit", "verify"];
    office.ssh("wang", &verify).is(0);
    // A row that nobody came in for: written on a copy of the store elsewhere, which is then laid back.
    let beside = office.path("beside.sqlite3");
    let beside = beside.display();
    let line = format!(
        "cp {STORE} {beside} && chmod 600 {beside} && zhuoluo --db {beside} --as wang operator add zhao --name zhao --role lead && cat {beside} > {STORE} && rm -f {STORE}-wal {STORE}-shm"
    );
    office.sh("root", &line).is(0);
    let ran = office.ssh("wang", &verify).is(20);
    assert!(ran.out.contains("没有钥匙和来路"), "{}", ran.out);
}

#[test]
fn a_store_that_is_gone_or_damaged_is_root_s_to_restore() {
    let Some((office, secret, to)) = backed_up() else {
        return;
    };
    let evil = forged(&office, &secret, &to);
    put(&office, "evil.age", &evil);
    let folder = "/var/lib/zhuoluo";
    let line = format!(
        "cp {folder}/box/wang/in/k1 {folder}/box/wang/in/evil.age {folder}/backup/ && chown zhuoluo:zhuoluo {folder}/backup/*"
    );
    office.sh("root", &line).is(0);
    let root = |name: &str| {
        office.sh(
            "root",
            &format!("sudo -u zhuoluo zhuoluo restore {name} --identity k1"),
        )
    };
    let operator = |who, name| office.ssh(who, &["zhuoluo", "restore", name, "--identity", "k1"]);
    // Garbage, and nothing at all: neither the copy's roster nor the office's former one opens it.
    for spoil in [
        format!("rm -f {STORE}-wal {STORE}-shm; yes damaged | head -c 20000 > {STORE}"),
        format!("rm -f {STORE} {STORE}-wal {STORE}-shm"),
    ] {
        office.sh("zhuoluo", &spoil).is(0);
        for (who, name) in [
            ("wang", "b.age"),
            ("wang", "evil.age"),
            ("zhao", "evil.age"),
        ] {
            let ran = operator(who, name).is(3);
            assert!(ran.talk.contains("root"), "{}", ran.talk);
        }
        root("b.age").is(0).says("请核对以后的备份加密给谁");
        let trail = office.trail();
        let last = trail.last().expect("a row");
        assert_eq!([&last[0], &last[1], &last[4]], ["root", "restore", "sudo"]);
        office.ssh("wang", &["zhuoluo", "verify"]).is(0);
    }
}

#[test]
fn what_a_restore_put_aside_is_root_s_to_put_back() {
    let Some((office, ..)) = backed_up() else {
        return;
    };
    register(&office);
    let restore = ["zhuoluo", "restore", "b.age", "--identity", "k1"];
    office.ssh("wang", &restore).is(0);
    let list = "ls /var/lib/zhuoluo | grep before-";
    let name = office.sh("root", list).out.trim().to_owned();
    let before = office.refusals();
    let ran = office.ssh("wang", &["zhuoluo", "restore", &name]).is(3);
    assert!(ran.talk.contains("root"), "{}", ran.talk);
    assert_eq!(office.refusals(), before + 1);
    for other in ["../desk.sqlite3", "desk.sqlite3", "desk.sqlite3.before-x"] {
        let ran = office.ssh("wang", &["zhuoluo", "restore", other]);
        assert!([2, 3].contains(&ran.status), "{other}: {}", ran.talk);
    }
    let line = format!("sudo -u zhuoluo zhuoluo restore {name}");
    office.sh("root", &line).is(0);
    let found = [
        "zhuoluo",
        "export",
        "petitions",
        "--format",
        "json",
        "-o",
        "-",
    ];
    let found = office.ssh("wang", &found).is(0).out;
    assert_eq!(found.matches("\"number\"").count(), 2, "{found}");
    office.ssh("wang", &["zhuoluo", "audit", "verify"]).is(0);
}
