//! What was put on record as taken out, and then could not be written: that is on record too, and no half
//! of a file stays.

use std::fs::File;
use std::io::Read;
use std::process::Stdio;

use serde_json::json;

use super::backup::key;
use super::{Home, Ran, arg};
use crate::store::faults::SmallDisk;

/// The last rows of the trail: what was done, what exactly, about which petition.
fn last(home: &Home, n: i64) -> Vec<[String; 3]> {
    let base = rusqlite::Connection::open(home.store()).expect("opened");
    let mut rows = base
        .prepare("SELECT a.action, a.what, coalesce(p.number, '') FROM audit a LEFT JOIN petition p ON p.id = a.petition ORDER BY a.seq DESC LIMIT ?1")
        .expect("a trail");
    let read = |r: &rusqlite::Row<'_>| Ok([r.get(0)?, r.get(1)?, r.get(2)?]);
    let rows = rows.query_map([n], read).expect("rows");
    rows.map(|r| r.expect("a row")).collect()
}

fn told(ran: Ran) {
    let ran = ran.is(1).says("磁盘已满");
    assert!(ran.talk.contains("文件没有写成"), "{}", ran.talk);
    assert!(!ran.talk.contains("没有改动任何数据"), "{}", ran.talk);
}

#[test]
fn a_file_that_a_full_disk_did_not_take_is_on_record_as_not_written() {
    let home = Home::sandbox();
    let number = home.petition();
    let full = "/dev/full";
    for (words, row, what) in [
        (
            &["export", "petitions", "-o", full][..],
            "export",
            "export petitions csv 1, in part maybe",
        ),
        (
            &["export", "people", "--format", "xlsx", "-o", full],
            "export",
            "export people xlsx 1, in part maybe",
        ),
        (
            &["paper", &number, "receipt", "-o", full],
            "paper",
            "paper receipt, in part maybe",
        ),
        (
            &["privacy", "copy", &number, "--why", "本人要", "-o", full],
            "give",
            "give, in part maybe",
        ),
        (
            &["audit", "export", "-o", full],
            "audit",
            "audit export, in part maybe",
        ),
    ] {
        told(home.run(&[&["--as", "wang"], words].concat()));
        let [unwritten, before] = &last(&home, 2)[..] else {
            panic!("{words:?}")
        };
        assert_eq!(unwritten[..2], ["unwritten".to_owned(), what.to_owned()]);
        assert_eq!(before[0], row, "{words:?}");
        let about = if matches!(row, "paper" | "give") {
            number.as_str()
        } else {
            ""
        };
        assert_eq!(unwritten[2], about, "{words:?}");
    }
    home.run(&["verify"]).is(0);
}

#[test]
fn a_backup_that_a_full_disk_did_not_take_leaves_nothing() {
    let home = Home::sandbox();
    home.petition();
    let ((_, first), (_, second)) = (key(&home, "one.key"), key(&home, "two.key"));
    let to = ["--recipient", &first, "--recipient", &second];
    told(home.run(&[&["backup", "-o", "/dev/full"][..], &to].concat()));
    let rows = last(&home, 2);
    assert_eq!(
        rows[0][..2],
        ["unwritten", "backup, in part maybe"].map(str::to_owned)
    );
    assert_eq!(rows[1][0], "backup");
    // What did come out is not said to have failed.
    let file = arg(&home.path("p.csv")).to_owned();
    home.run(&["export", "petitions", "-o", &file]).is(0);
    assert_eq!(last(&home, 1)[0][0], "export");
    home.run(&["verify"]).is(0);
    let folder = home.store().parent().expect("a folder").to_owned();
    for at in [folder, home.path("")] {
        for entry in std::fs::read_dir(at).expect("a folder") {
            let name = entry.expect("an entry").file_name();
            let name = name.to_string_lossy().into_owned();
            assert!(
                !name.contains(".part-") && !name.starts_with(".copy"),
                "{name}"
            );
        }
    }
}

#[test]
fn a_file_that_was_begun_does_not_stay() {
    let Some(disk) = SmallDisk::new("4k") else {
        return;
    };
    let home = Home::sandbox();
    home.petition();
    let ((_, first), (_, second)) = (key(&home, "one.key"), key(&home, "two.key"));
    let backup = ["backup", "--recipient", &first, "--recipient", &second];
    for (name, words, what) in [
        (
            "p.xlsx",
            &["export", "petitions"][..],
            "export petitions xlsx 1",
        ),
        (
            "q.xlsx",
            &["--as", "wang", "export", "people"],
            "export people xlsx 1",
        ),
        ("b.age", &backup, "backup"),
    ] {
        let file = disk.path().join(name);
        told(home.run(&[words, &["-o", arg(&file)]].concat()));
        assert_eq!(
            last(&home, 1)[0][..2],
            ["unwritten", what].map(str::to_owned)
        );
        let left = std::fs::read_dir(disk.path()).expect("a disk").count();
        assert_eq!(left, 0, "{name}");
    }
}

/// A command whose standard output is this; gives the status and what it said.
fn into(home: &Home, words: &[&str], out: impl Into<Stdio>) -> (i32, String) {
    let mut command = home.command(words);
    let child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(Stdio::piped());
    let ran = child
        .spawn()
        .expect("started")
        .wait_with_output()
        .expect("ended");
    let talk = String::from_utf8(ran.stderr).expect("UTF-8");
    (ran.status.code().unwrap_or(-1), talk)
}

#[test]
fn standard_output_on_a_full_disk_is_on_record_as_not_written() {
    let home = Home::sandbox();
    let number = home.petition();
    for (words, row, what) in [
        (
            &["export", "petitions"][..],
            "export",
            "export petitions csv 1",
        ),
        (
            &["export", "people", "--format", "json", "-o", "-"],
            "export",
            "export people json 1",
        ),
        (&["paper", &number, "receipt"], "paper", "paper receipt"),
        (
            &["privacy", "copy", &number, "--why", "本人要"],
            "give",
            "give",
        ),
        (&["audit", "export"], "audit", "audit export"),
    ] {
        for (lang, said) in [
            (
                "zh",
                ["结果写不出去", "磁盘已满", "什么也没有写出去；审计里已另记"],
            ),
            (
                "en",
                [
                    "could not be written",
                    "the disk is full",
                    "Nothing of it went out; the trail has it",
                ],
            ),
        ] {
            let full = File::options().write(true).open("/dev/full").expect("full");
            let all = [&["--lang", lang, "--as", "wang"], words].concat();
            let (status, talk) = into(&home, &all, full);
            assert_eq!(status, 1, "{talk}");
            for said in said {
                assert!(talk.contains(said), "{said}: {talk}");
            }
            let [unwritten, before] = &last(&home, 2)[..] else {
                panic!("{words:?}")
            };
            assert_eq!(unwritten[..2], ["unwritten".to_owned(), what.to_owned()]);
            assert_eq!(before[0], row, "{words:?}");
            let about = matches!(row, "paper" | "give");
            assert_eq!(unwritten[2] == number, about, "{words:?}");
        }
    }
    // What only looks at something has nothing to take back.
    let rows = last(&home, 999).len();
    let full = File::options().write(true).open("/dev/full").expect("full");
    let (status, talk) = into(&home, &["owed", "--json"], full);
    assert!(status == 1 && talk.contains("已经保存的都在"), "{talk}");
    assert_eq!(last(&home, 999).len(), rows);
    home.run(&["verify"]).is(0);
}

#[test]
fn what_went_out_in_part_is_said_to_have() {
    let Some(disk) = SmallDisk::new("4k") else {
        return;
    };
    let home = Home::sandbox();
    many(&home);
    let file = File::create(disk.path().join("p.csv")).expect("a file");
    let (status, talk) = into(&home, &["export", "petitions"], file);
    assert_eq!(status, 1, "{talk}");
    assert!(talk.contains("可能写出去了一部分"), "{talk}");
    let what = "export petitions csv 200, in part maybe";
    assert_eq!(
        last(&home, 1)[0][..2],
        ["unwritten", what].map(str::to_owned)
    );
}

/// A reader that has seen enough took what it wanted; one that was never there got nothing.
#[test]
fn a_pipe_that_is_closed_is_no_failure_and_no_row_says_less_than_was_given() {
    let home = Home::sandbox();
    many(&home);
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    let head = std::thread::spawn(move || {
        let mut some = [0; 10];
        reader.read_exact(&mut some).expect("read");
    });
    let (status, talk) = into(&home, &["export", "petitions"], writer);
    head.join().expect("closed");
    assert_eq!((status, talk.as_str()), (0, ""));
    assert_eq!(last(&home, 1)[0][0], "export");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let (status, talk) = into(&home, &["export", "petitions"], writer);
    assert_eq!(status, 0, "{talk}");
    assert!(talk.contains("什么也没有写出去"), "{talk}");
    let rows = last(&home, 2);
    let what = "export petitions csv 200";
    assert_eq!(rows[0][..2], ["unwritten", what].map(str::to_owned));
    assert_eq!(rows[1][0], "export");
}

/// More than a pipe holds.
fn many(home: &Home) {
    let one = json!({"channel": "letter", "class": "request", "requests": ["修路".repeat(150)], "people": [{"name": "陈某"}]});
    let lines = format!("{one}\n").repeat(200);
    home.feed(&["register", "--json", "-"], lines.as_bytes())
        .is(0);
}
