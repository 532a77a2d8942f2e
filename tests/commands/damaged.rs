//! A store that is damaged or edited so that it does not open: what is said of it, and the copy that is kept.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use super::backup::key;
use super::{Home, arg};

/// An office with a petition, and to whom its backups are sealed.
fn office() -> (Home, String, [String; 2]) {
    let home = Home::sandbox();
    home.petition();
    let ((one, first), (_, second)) = (key(&home, "one.key"), key(&home, "two.key"));
    let to = ["--recipient", &first, "--recipient", &second, "--remember"];
    let good = arg(&home.path("b.age")).to_owned();
    home.run(&[&["backup", "-o", &good], &to[..]].concat())
        .is(0);
    (home, one, [first, second])
}

/// Overwrites the beginning of a table's first page, or of the schema's.
fn tear(store: &Path, table: &str) {
    let raw = rusqlite::Connection::open(store).expect("opened");
    let (root, size): (u32, u32) = raw
        .query_row(
            "SELECT coalesce((SELECT rootpage FROM sqlite_schema WHERE name = ?1), 1), page_size FROM pragma_page_size",
            [table],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .expect("a table");
    raw.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("one file");
    drop(raw);
    // The file's own header stands before the schema.
    let header = if root == 1 { 100 } else { 0 };
    let mut file = std::fs::File::options()
        .write(true)
        .open(store)
        .expect("opened");
    file.seek(SeekFrom::Start(u64::from((root - 1) * size + header)))
        .expect("there");
    file.write_all(&[0xFF; 64]).expect("torn");
}

fn edit(home: &Home, sql: &str) {
    let raw = rusqlite::Connection::open(home.store()).expect("opened");
    raw.execute_batch(sql).expect(sql);
}

/// The names of the sealed copies in a folder.
fn sealed(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let names = entries.map(|e| e.expect("an entry").file_name());
    let names = names.map(|n| n.to_string_lossy().into_owned());
    let is_sealed = |n: &String| Path::new(n).extension().is_some_and(|end| end == "age");
    let mut names: Vec<_> = names.filter(is_sealed).collect();
    names.sort();
    names
}

#[test]
fn a_damaged_page_stops_no_backup_and_takes_the_place_of_none() {
    for table in ["beside", "audit", "event", "setting", "operator", "schema"] {
        let (home, one, [first, second]) = office();
        let good = arg(&home.path("b.age")).to_owned();
        let before = std::fs::read(&good).expect("bytes");
        tear(&home.store(), table);
        let said = home
            .run(&[
                "backup",
                "-o",
                &good,
                "--recipient",
                &first,
                "--recipient",
                &second,
            ])
            .is(20)
            .talk;
        for words in [
            "数据库已损坏",
            "b-damaged.age",
            "不是可以恢复的备份",
            "停止录入",
        ] {
            assert!(said.contains(words), "{table}: {words}: {said}");
        }
        assert_eq!(std::fs::read(&good).expect("bytes"), before, "{table}");
        let marked = arg(&home.path("b-damaged.age")).to_owned();
        let checked = home
            .run(&["backup", "--check", &marked, "--identity", &one])
            .is(20);
        assert!(
            !checked.out.contains("备份可用"),
            "{table}: {}",
            checked.out
        );
        home.run(&["restore", &marked, "--identity", &one])
            .is(5)
            .says("损坏的库的副本");
        // The good one still restores what is damaged.
        home.run(&["--as", "wang", "restore", &good, "--identity", &one])
            .is(0);
        home.run(&["verify"]).is(0);
    }
}

#[test]
fn copies_of_a_damaged_store_never_write_over_each_other() {
    let (home, ..) = office();
    tear(&home.store(), "beside");
    for _ in 0..2 {
        let good = arg(&home.path("b.age")).to_owned();
        home.run(&["backup", "-o", &good]).is(20);
        home.run(&["backup"]).is(20);
    }
    let named = ["b-damaged-2.age", "b-damaged.age", "b.age"];
    assert_eq!(sealed(&home.path("")), named);
    let folder = home.store().with_file_name("backup");
    let beside = sealed(&folder);
    assert!(
        beside.len() == 2 && beside.iter().all(|n| n.contains("-damaged")),
        "{beside:?}"
    );
}

#[test]
fn a_damaged_store_says_what_of_it_is_damaged() {
    for (table, named) in [
        ("setting", "设置（setting）"),
        ("event", "事件（event）"),
        ("schema", "表的目录（sqlite_schema）"),
    ] {
        let (home, ..) = office();
        tear(&home.store(), table);
        let before = std::fs::read(home.store()).expect("bytes");
        let said = home.run(&["verify"]).is(20).out;
        for words in [named, "没有改动任何数据", "停止录入"] {
            assert!(said.contains(words), "{table}: {words}: {said}");
        }
        let json = home
            .run(&["--lang", "en", "verify", "--json"])
            .is(20)
            .json();
        assert_eq!(json["sound"], false);
        assert_eq!(std::fs::read(home.store()).expect("bytes"), before);
    }
}

#[test]
fn a_number_that_is_not_the_one_of_the_tables_is_told() {
    for version in [0, 1, 20] {
        let (home, ..) = office();
        edit(&home, &format!("PRAGMA user_version = {version}"));
        let before = std::fs::read(home.store()).expect("bytes");
        let named = format!("第{version}版");
        home.run(&["owed"]).is(5).says(&named).says("版本号");
        let out = home.run(&["verify"]).is(20).out;
        assert!(out.contains(&named), "{out}");
        assert_eq!(std::fs::read(home.store()).expect("bytes"), before);
    }
    // A newer one is for a newer program.
    let (home, ..) = office();
    edit(&home, "PRAGMA user_version = 9999");
    for words in ["verify", "backup", "owed"] {
        home.run(&[words]).is(5).says("较新的程序");
    }
}

#[test]
fn an_operator_whose_row_does_not_read_is_named_and_stops_nobody_else() {
    let (home, ..) = office();
    home.run(&["operator", "add", "li", "--name", "李某", "--role", "clerk"]);
    edit(
        &home,
        "INSERT OR REPLACE INTO operator (login, name, duty, unit) VALUES ('li', '李某', 'king', 1)",
    );
    home.run(&["--as", "li", "owed"]).is(5).says("“li”");
    let own = home.run(&["--as", "li", "verify"]).is(20).out;
    assert!(own.contains("操作员“li”"), "{own}");
    let others = home.run(&["--as", "wang", "verify"]).is(20).out;
    assert!(others.contains("操作员“li”"), "{others}");
    home.run(&["--as", "wang", "owed"]).is(0);
    // The others are listed beside it.
    let listed = home.run(&["--as", "wang", "operator", "list"]).is(5);
    let listed = listed.says("operator remove li");
    assert!(
        listed.out.contains("wang") && !listed.out.contains("king"),
        "{}",
        listed.out
    );
    let listed = home
        .run(&["--as", "wang", "operator", "list", "--json"])
        .is(5);
    assert_eq!(listed.json().as_array().expect("a list").len(), 1);
    home.run(&["--as", "wang", "operator", "remove", "li"])
        .is(0);
    home.run(&["--as", "wang", "operator", "list"]).is(0);
}

#[test]
fn a_line_of_the_office_that_does_not_read_is_named_and_stops_no_backup() {
    for (sql, named) in [
        (
            "UPDATE setting SET value = CAST(x'ff' AS TEXT) WHERE key = 'name'",
            "设置“name”",
        ),
        (
            "UPDATE unit SET kind = CAST(x'ff' AS TEXT) WHERE id = 2",
            "单位第2条",
        ),
        (
            "INSERT INTO setting (key, value) VALUES ('template:x.zh', CAST(x'ff' AS TEXT))",
            "设置“template:x.zh”",
        ),
    ] {
        let (home, ..) = office();
        edit(&home, sql);
        home.run(&["owed"]).is(5).says("zhuoluo verify");
        let out = home.run(&["verify"]).is(20).out;
        assert!(out.contains(named), "{sql}: {out}");
        home.run(&["backup"]).is(20).says(named);
    }
}

/// Changes the file as it lies there, its log written into it first.
fn spoil(store: &Path, how: impl FnOnce(&mut Vec<u8>)) {
    let raw = rusqlite::Connection::open(store).expect("opened");
    raw.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("one file");
    drop(raw);
    let mut bytes = std::fs::read(store).expect("bytes");
    how(&mut bytes);
    std::fs::write(store, bytes).expect("spoiled");
}

/// A way in which a head or an end is lost, and what is said of it.
type Spoilt = (&'static str, fn(&mut Vec<u8>));

const SPOILT: [Spoilt; 4] = [
    ("短12288字节", |bytes| {
        bytes.truncate(bytes.len() - 12288);
    }),
    ("头部损坏", |bytes| bytes[..100].fill(0xA7)),
    ("头部损坏", |bytes| bytes[0] ^= 1),
    ("头部损坏", |bytes| bytes[28] ^= 1),
];

#[test]
fn a_damaged_head_or_a_file_cut_off_is_told_and_kept() {
    for (words, how) in SPOILT {
        let (home, one, [first, second]) = office();
        spoil(&home.store(), how);
        let before = std::fs::read(home.store()).expect("bytes");
        home.run(&["owed"]).is(5);
        let said = home.run(&["verify"]).is(20).out;
        assert!(said.contains(words), "{words}: {said}");
        assert!(said.contains("停止录入"), "{words}: {said}");
        let good = arg(&home.path("b.age")).to_owned();
        let to = ["--recipient", &first, "--recipient", &second];
        home.run(&[&["--as", "wang", "backup", "-o", &good][..], &to].concat())
            .is(20)
            .says("b-damaged.age")
            .says("不是可以恢复的备份");
        assert_eq!(std::fs::read(home.store()).expect("bytes"), before);
        let marked = arg(&home.path("b-damaged.age")).to_owned();
        home.run(&["backup", "--check", &marked, "--identity", &one])
            .is(20);
        home.run(&["--as", "wang", "restore", &marked, "--identity", &one])
            .is(5)
            .says("损坏的库的副本");
        home.run(&["--as", "wang", "restore", &good, "--identity", &one])
            .is(0);
        home.run(&["verify"]).is(0);
    }
}

#[test]
fn what_never_was_a_store_is_no_damaged_one() {
    let (home, _, [first, second]) = office();
    for bytes in [
        &b""[..],
        b"\x89PNG\r\n\x1a\n",
        &[0; 9000],
        b"SQLite format 3\0",
    ] {
        std::fs::write(home.store(), bytes).expect("replaced");
        home.run(&["verify"]).is(5);
        let to = ["--recipient", &first, "--recipient", &second];
        home.run(&[&["--as", "wang", "backup"][..], &to].concat())
            .is(5);
    }
}

/// The plain copies in a folder.
fn plain(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|e| e.expect("an entry").path());
    let is_plain = |p: &std::path::PathBuf| arg(p).contains("zhuoluo-damaged-");
    paths.filter(is_plain).collect()
}

#[test]
fn a_store_whose_keys_do_not_read_is_kept_by_its_nightly_backup() {
    use std::os::unix::fs::PermissionsExt;
    // The trail still says to whom the last one went.
    let (home, one, _) = office();
    tear(&home.store(), "setting");
    home.run(&["backup"]).is(20).says("-damaged.age");
    let folder = home.store().with_file_name("backup");
    let [copy] = &sealed(&folder)[..] else {
        panic!("one copy")
    };
    let copy = folder.join(copy);
    home.run(&["backup", "--check", arg(&copy), "--identity", &one])
        .is(20);
    assert!(plain(home.store().parent().expect("a folder")).is_empty());
    // Nothing does: plain, for its owner alone, beside the store, whatever was asked for.
    for how in [None, Some(SPOILT[1].1)] {
        let (home, ..) = office();
        match how {
            None => tear(&home.store(), "schema"),
            Some(how) => spoil(&home.store(), how),
        }
        let out = home.path("out.age");
        for words in [&["backup"][..], &["backup", "-o", arg(&out)]] {
            let words = [&["--as", "wang"], words].concat();
            home.run(&words).is(20).says("没有加密");
        }
        assert!(!out.exists());
        let kept = plain(home.store().parent().expect("a folder"));
        let [kept] = &kept[..] else {
            panic!("once: {kept:?}")
        };
        let facts = std::fs::metadata(kept).expect("facts");
        assert_eq!(facts.permissions().mode() & 0o777, 0o600);
        let bytes = std::fs::read(home.store()).expect("bytes");
        assert_eq!(facts.len(), bytes.len() as u64);
    }
}
