//! The boxes of an operator on a shared server: what they hold together, what is left when something is
//! stopped, and that nothing in them leads elsewhere.

use std::cell::Cell;
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::symlink;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use tempfile::TempDir;
use zhuoluo::runtime::allot::{Held, Limits, Stop, admits, held, put_out, take_in};
use zhuoluo::words::{Exit, Trouble};

const SMALL: Limits = Limits {
    files: 4,
    bytes: 1000,
    one: 600,
    stride: 100,
};

fn both() -> TempDir {
    let both = tempfile::tempdir().expect("a folder");
    fs::create_dir(both.path().join("in")).expect("a folder");
    fs::create_dir(both.path().join("out")).expect("a folder");
    both
}

fn bring(both: &TempDir, name: &str, bytes: &[u8]) -> Result<u64, Stop> {
    let mut from = bytes;
    take_in(
        both.path(),
        Path::new(name),
        &mut from,
        &SMALL,
        &mut || Ok(()),
        &mut |_| Ok(()),
    )
}

/// Every name in a box, half-written ones as well.
fn names(both: &TempDir, way: &str) -> Vec<String> {
    let entries = fs::read_dir(both.path().join(way)).expect("a folder");
    let name = |e: io::Result<fs::DirEntry>| e.expect("an entry").file_name();
    let mut all: Vec<String> = entries
        .map(|e| name(e).to_string_lossy().into_owned())
        .collect();
    all.sort();
    all
}

/// Gives a hundred bytes at a time, and counts.
struct Slow<'a>(usize, &'a Cell<usize>);

impl Read for Slow<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let some = self.0.min(100).min(into.len());
        into[..some].fill(b'x');
        self.0 -= some;
        self.1.set(self.1.get() + some);
        Ok(some)
    }
}

/// Breaks off after a byte.
struct Broken(bool);
impl Read for Broken {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if std::mem::replace(&mut self.0, true) {
            return Err(ErrorKind::ConnectionReset.into());
        }
        into[0] = 1;
        Ok(1)
    }
}

#[test]
fn both_boxes_together_hold_so_many_files_and_no_more() {
    let both = both();
    put_out(both.path(), Path::new("o"), &SMALL, |f| f.write_all(b"o")).expect("written");
    for name in ["a", "b", "c"] {
        assert_eq!(bring(&both, name, b"1").expect("taken"), 1);
    }
    assert!(matches!(bring(&both, "d", b"1"), Err(Stop::Full)));
    let more = put_out(both.path(), Path::new("p"), &SMALL, |f| f.write_all(b"o"));
    assert_eq!(more.expect_err("full").kind(), ErrorKind::QuotaExceeded);
    let kept = admits(both.path(), 1, &SMALL).expect_err("full");
    assert_eq!(kept.kind(), ErrorKind::QuotaExceeded);
    // What is there already may be written anew.
    assert_eq!(bring(&both, "a", b"22").expect("taken"), 2);
    put_out(both.path(), Path::new("o"), &SMALL, |f| f.write_all(b"oo")).expect("written");
    assert_eq!(names(&both, "in"), ["a", "b", "c"]);
    assert_eq!(names(&both, "out"), ["o"]);
    fs::remove_file(both.path().join("in/b")).expect("removed");
    bring(&both, "d", b"1").expect("taken");
}

#[test]
fn what_is_too_much_stops_where_it_is_and_leaves_nothing() {
    let both = both();
    bring(&both, "a", &[b'a'; 600]).expect("taken");
    let read = Cell::new(0);
    let stopped = take_in(
        both.path(),
        Path::new("b"),
        &mut Slow(600, &read),
        &SMALL,
        &mut || Ok(()),
        &mut |_| Ok(()),
    );
    assert!(matches!(stopped, Err(Stop::Full)));
    assert!(read.get() <= 600, "{}", read.get());
    let large = take_in(
        both.path(),
        Path::new("b"),
        &mut Slow(1 << 30, &read),
        &SMALL,
        &mut || Ok(()),
        &mut |_| Ok(()),
    );
    assert!(matches!(large, Err(Stop::Full | Stop::Large)));
    assert!(read.get() < 2000, "a gigabyte was read: {}", read.get());
    assert_eq!(names(&both, "in"), ["a"]);
    // What stood there stays, and exactly as much as fits is taken.
    assert!(matches!(bring(&both, "a", &[b'x'; 601]), Err(Stop::Large)));
    assert_eq!(
        fs::read(both.path().join("in/a")).expect("read"),
        [b'a'; 600]
    );
    bring(&both, "b", &[b'b'; 400]).expect("taken");
    assert!(matches!(bring(&both, "c", b"1"), Err(Stop::Full)));
    let all = Held {
        files: 2,
        bytes: 1000,
    };
    assert_eq!(held(both.path()).expect("counted"), all);
    let out = put_out(both.path(), Path::new("o"), &SMALL, |f| f.write_all(b"1"));
    assert_eq!(out.expect_err("full").kind(), ErrorKind::QuotaExceeded);
    fs::remove_file(both.path().join("in/b")).expect("removed");
    let out = put_out(both.path(), Path::new("o"), &SMALL, |f| {
        f.write_all(&[1; 401])
    });
    assert_eq!(out.expect_err("too much").kind(), ErrorKind::QuotaExceeded);
    assert!(names(&both, "out").is_empty());
    put_out(both.path(), Path::new("o"), &SMALL, |f| {
        f.write_all(&[1; 400])
    })
    .expect("written");
}

fn low() -> Stop {
    let words = || zhuoluo::words::Sentence {
        zh: "磁盘不足。".into(),
        en: "No room.".into(),
    };
    Stop::Said(Box::new(Trouble::unchanged(Exit::Failed, words(), words())))
}

#[test]
fn room_is_looked_for_before_while_and_at_the_end() {
    let both = both();
    bring(&both, "a", b"before").expect("taken");
    let (read, asked) = (Cell::new(0), Cell::new(0));
    let attempt = |last: usize| {
        read.set(0);
        asked.set(0);
        let mut ask = || {
            asked.set(asked.get() + 1);
            if asked.get() > last {
                Err(low())
            } else {
                Ok(())
            }
        };
        let mut from = Slow(500, &read);
        let done = take_in(
            both.path(),
            Path::new("a"),
            &mut from,
            &SMALL,
            &mut ask,
            &mut |_| Ok(()),
        );
        (done.is_ok(), asked.get(), read.get())
    };
    // Low from the beginning: nothing is read.
    assert_eq!(attempt(0), (false, 1, 0));
    // Low after a while: so far and no further. At the end: not put in place.
    assert_eq!(attempt(1), (false, 2, 100));
    assert_eq!(attempt(3), (false, 4, 300));
    assert_eq!(attempt(6), (false, 7, 500));
    assert_eq!(names(&both, "in"), ["a"]);
    assert_eq!(fs::read(both.path().join("in/a")).expect("read"), b"before");
    assert_eq!(attempt(7), (true, 7, 500));
    assert_eq!(fs::read(both.path().join("in/a")).expect("read").len(), 500);
}

#[test]
fn what_a_killed_session_left_is_cleared_and_what_another_writes_is_not() {
    let both = both();
    let part = |n: usize| both.path().join(format!("in/.x.part-{n}"));
    fs::write(part(1), [0; 900]).expect("written");
    bring(&both, "a", &[0; 500]).expect("what was left counts no more");
    assert_eq!(names(&both, "in"), ["a"]);
    fs::write(part(2), [0; 400]).expect("written");
    let other = fs::File::open(part(2)).expect("opened");
    flock(&other, FlockOperation::NonBlockingLockExclusive).expect("locked");
    assert!(matches!(bring(&both, "b", &[0; 200]), Err(Stop::Full)));
    assert_eq!(names(&both, "in"), [".x.part-2", "a"]);
    drop(other);
    bring(&both, "b", &[0; 200]).expect("taken");
    assert_eq!(names(&both, "in"), ["a", "b"]);
    // What sends it breaks off: nothing is left.
    let mut from = Broken(false);
    let broken = take_in(
        both.path(),
        Path::new("c"),
        &mut from,
        &SMALL,
        &mut || Ok(()),
        &mut |_| Ok(()),
    );
    assert!(matches!(broken, Err(Stop::Broken(_))));
    assert_eq!(names(&both, "in"), ["a", "b"]);
}

#[test]
fn a_link_in_a_box_is_neither_followed_nor_counted_for_what_it_leads_to() {
    let both = both();
    let away = tempfile::tempdir().expect("a folder");
    let target = away.path().join("store");
    fs::write(&target, [7; 5000]).expect("written");
    symlink(&target, both.path().join("in/s")).expect("a link");
    symlink(&target, both.path().join("in/.y.part-3")).expect("a link");
    let now = held(both.path()).expect("counted");
    assert!(now.files == 2 && now.bytes < 1000, "{now:?}");
    // Written over, the link gives way and what it led to stays.
    bring(&both, "s", b"mine").expect("taken");
    assert_eq!(fs::read(&target).expect("read"), [7; 5000]);
    let facts = fs::symlink_metadata(both.path().join("in/s")).expect("there");
    assert!(facts.is_file());
    assert_eq!(fs::read(both.path().join("in/s")).expect("read"), b"mine");
}

#[test]
fn what_an_office_allows() {
    let Limits {
        files,
        bytes,
        one,
        stride,
    } = Limits::OFFICE;
    assert_eq!(
        (files, bytes, one, stride),
        (1000, 4 << 30, 1 << 30, 8 << 20)
    );
}
