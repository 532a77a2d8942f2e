//! The plug is pulled: a session is run under `strace`, its writes are replayed, and at chosen points
//! the disk is built as it could be after a power cut. Whatever was acknowledged before must be there.
//!
//! Two disks at each point: one keeps nothing that was not synced, the other each unsynced sector
//! with probability one half. `ZHUOLUO_CUTS=3000` makes it a long run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;
use tempfile::TempDir;
use zhuoluo::store::Store;

use crate::kit::{Dice, World};

const SECTOR: usize = 512;
const CALLS: &str = "trace=openat,pwrite64,write,fdatasync,fsync,ftruncate,unlink,close";

/// One thing that a session did to the disk, or said.
enum Act {
    Write(String, usize, Vec<u8>),
    Cut(String, usize),
    Sync(String),
    SyncFolder,
    Make(String),
    Remove(String),
    Said(String),
}

/// A file as the disk has it for certain, and what is still on its way.
#[derive(Clone, Default)]
struct Held {
    sure: Vec<u8>,
    linked: bool,
    removed: bool,
    coming: Vec<(usize, Vec<u8>)>,
}

impl Held {
    fn put(bytes: &mut Vec<u8>, at: usize, piece: &[u8]) {
        if bytes.len() < at + piece.len() {
            bytes.resize(at + piece.len(), 0);
        }
        bytes[at..at + piece.len()].copy_from_slice(piece);
    }

    fn sync(&mut self) {
        for (at, piece) in std::mem::take(&mut self.coming) {
            Self::put(&mut self.sure, at, &piece);
        }
    }

    /// The bytes after the cut; each unsynced sector is there when the coin says so.
    fn after(&self, coin: &mut impl FnMut() -> bool) -> Vec<u8> {
        let mut bytes = self.sure.clone();
        for (at, piece) in &self.coming {
            for (n, sector) in piece.chunks(SECTOR).enumerate() {
                if coin() {
                    Self::put(&mut bytes, at + n * SECTOR, sector);
                }
            }
        }
        bytes
    }
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<&str> = text.split("\\x").skip(1).collect();
    digits
        .iter()
        .map(|d| u8::from_str_radix(d, 16).expect("hexadecimal"))
        .collect()
}

/// Lines of a trace as whole calls: what was interrupted is put together again.
fn calls(trace: &str) -> Vec<String> {
    let mut begun = HashMap::<&str, String>::new();
    let mut whole = Vec::new();
    for line in trace.lines() {
        let Some((process, call)) = line.trim_start().split_once(' ') else {
            continue;
        };
        let call = call.trim_start();
        if let Some(head) = call.strip_suffix("<unfinished ...>") {
            begun.insert(process, head.to_owned());
        } else if call.starts_with("<...") {
            let tail = call.split_once("resumed>").map_or("", |(_, t)| t);
            whole.push(begun.remove(process).unwrap_or_default() + tail);
        } else {
            whole.push(call.to_owned());
        }
    }
    whole
}

/// One call: its name, its arguments, what it gave.
struct Call<'a> {
    name: &'a str,
    parts: Vec<&'a str>,
    result: i64,
}

impl<'a> Call<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let (call, result) = line.rsplit_once(" = ")?;
        let (name, rest) = call.split_once('(')?;
        let result: i64 = result.split_whitespace().next()?.parse().ok()?;
        let parts = rest.trim_end().trim_end_matches(')').split(", ").collect();
        (result >= 0).then_some(Self {
            name,
            parts,
            result,
        })
    }

    fn number(&self, at: usize) -> i64 {
        let part = self.parts.get(at).and_then(|n| n.parse().ok());
        part.unwrap_or(-1)
    }

    fn place(&self, at: usize) -> usize {
        usize::try_from(self.number(at)).expect("a place")
    }

    fn bytes(&self, at: usize) -> Vec<u8> {
        unhex(self.parts[at].trim_matches('"').trim_end_matches("\"..."))
    }

    /// The bare name of a path that lies in the folder; empty for the folder itself.
    fn name_in(&self, at: usize, folder: &Path) -> Option<String> {
        let path = PathBuf::from(String::from_utf8_lossy(&self.bytes(at)).into_owned());
        if path == folder {
            return Some(String::new());
        }
        let inside = path.parent() == Some(folder);
        inside.then(|| {
            path.file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
    }
}

/// Reads what `strace` wrote down, for the files of one folder.
fn read(trace: &str, folder: &Path) -> Vec<Act> {
    let (mut open, mut acts) = (HashMap::<i64, String>::new(), Vec::new());
    for line in calls(trace) {
        let Some(call) = Call::read(&line) else {
            continue;
        };
        match call.name {
            "openat" => match call.name_in(1, folder) {
                Some(file) => {
                    if line.contains("O_CREAT") {
                        acts.push(Act::Make(file.clone()));
                    }
                    open.insert(call.result, file);
                }
                None => drop(open.remove(&call.result)),
            },
            "close" => drop(open.remove(&call.number(0))),
            "unlink" => acts.extend(call.name_in(0, folder).map(Act::Remove)),
            "write" if call.number(0) == 1 => {
                let said = String::from_utf8_lossy(&call.bytes(1)).into_owned();
                acts.push(Act::Said(said));
            }
            _ => acts.extend(open.get(&call.number(0)).and_then(|f| touched(&call, f))),
        }
    }
    acts
}

/// What a call did to an open file.
fn touched(call: &Call<'_>, file: &str) -> Option<Act> {
    let name = file.to_owned();
    Some(match call.name {
        "pwrite64" => Act::Write(name, call.place(3), call.bytes(1)),
        "ftruncate" => Act::Cut(name, call.place(1)),
        "fdatasync" | "fsync" if file.is_empty() => Act::SyncFolder,
        "fdatasync" | "fsync" => Act::Sync(name),
        _ => return None,
    })
}

/// The disk, act by act.
#[derive(Default)]
struct Disk {
    files: HashMap<String, Held>,
    acknowledged: Vec<String>,
    /// False for a disk that lies: nothing it says it has synced is there.
    honest: bool,
}

impl Disk {
    fn take(&mut self, act: &Act) {
        match act {
            Act::Write(file, at, bytes) => {
                let held = self.files.entry(file.clone()).or_default();
                held.coming.push((*at, bytes.clone()));
            }
            // What was cut away is gone at once: the worse of what may be.
            Act::Cut(file, size) => {
                let held = self.files.entry(file.clone()).or_default();
                held.sync();
                held.sure.resize(*size, 0);
            }
            Act::Sync(file) if self.honest => self.files.entry(file.clone()).or_default().sync(),
            Act::Sync(_) => {}
            Act::SyncFolder => {
                self.files.retain(|_, held| !held.removed);
                for held in self.files.values_mut() {
                    held.linked = true;
                }
            }
            Act::Make(file) => {
                self.files.entry(file.clone()).or_default().removed = false;
            }
            Act::Remove(file) => self.files.entry(file.clone()).or_default().removed = true,
            Act::Said(text) => {
                let said = text.lines().filter_map(|l| l.strip_prefix("ACK "));
                self.acknowledged.extend(said.map(|n| n.trim().to_owned()));
            }
        }
    }

    /// Writes the disk after a cut into a folder.
    fn spill(&self, folder: &Path, mut coin: impl FnMut() -> bool) {
        for (name, held) in &self.files {
            // The memory beside the log is never on a disk, and the queue holds nothing.
            let none = name.ends_with("-shm") || name.ends_with("-queue");
            if none || (!held.linked && !coin()) || (held.removed && coin()) {
                continue;
            }
            std::fs::write(folder.join(name), held.after(&mut coin)).expect("written");
        }
    }
}

/// What came of one cut.
#[derive(Default, Debug)]
struct Toll {
    images: usize,
    acknowledged: usize,
    lost: usize,
    corrupt: Vec<String>,
}

impl Toll {
    fn examine(&mut self, path: &Path, acknowledged: &[String], point: usize) {
        self.images += 1;
        self.acknowledged = self.acknowledged.max(acknowledged.len());
        let mut store = match Store::open(path, "wang") {
            Ok(store) => store,
            Err(trouble) => return self.corrupt.push(format!("{point}: {}", trouble.what.en)),
        };
        match store.verify(|_| {}) {
            Ok(found) => self
                .corrupt
                .extend(found.iter().map(|f| format!("{point}: {}", f.what.en))),
            Err(trouble) => self.corrupt.push(format!("{point}: {}", trouble.what.en)),
        }
        let raw = Connection::open(path).expect("opened");
        let mut there = raw.prepare("SELECT (SELECT count(*) FROM petition WHERE number = ?1) + (SELECT count(*) FROM event WHERE 'event ' || seq = ?1)
            + (SELECT count(*) FROM batch WHERE 'batch ' || id = ?1)").expect("a query");
        for number in acknowledged {
            let found: i64 = there.query_row([number], |r| r.get(0)).expect("a count");
            self.lost += usize::from(found == 0);
        }
    }
}

fn replay(acts: &[Act], first: &HashMap<String, Vec<u8>>, cuts: usize, honest: bool) -> Toll {
    let mut disk = Disk {
        honest,
        ..Disk::default()
    };
    for (name, bytes) in first {
        let held = Held {
            sure: bytes.clone(),
            linked: true,
            ..Held::default()
        };
        disk.files.insert(name.clone(), held);
    }
    let (mut toll, mut dice) = (Toll::default(), Dice(7));
    let mut done = 0;
    for cut in 0..cuts {
        let until = acts.len() * (cut + 1) / cuts;
        acts[done..until].iter().for_each(|act| disk.take(act));
        done = until;
        for coin in [false, true] {
            let folder = TempDir::new().expect("a folder");
            disk.spill(folder.path(), || coin && dice.below(2) == 0);
            toll.examine(&folder.path().join("desk.db"), &disk.acknowledged, until);
        }
    }
    toll
}

/// Runs a child of this test program under `strace`; `None` where there is none.
fn traced(part: &str, world: &World) -> Option<String> {
    let log = world.folder().join("trace.log");
    let status = Command::new("strace")
        .args(["-f", "-xx", "-s", "100000000", "-e", CALLS, "-o"])
        .arg(&log)
        .arg(std::env::current_exe().expect("this program"))
        .args([
            "store::powercut::the_session",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(
            "ZHUOLUO_TEST_SESSION",
            format!("{part} {}", world.path().display()),
        )
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    match status {
        Ok(status) if status.success() => Some(std::fs::read_to_string(log).expect("a trace")),
        Ok(status) => panic!("the session failed: {status}"),
        Err(_) => {
            eprintln!("skipped: no strace on this machine");
            None
        }
    }
}

/// The session whose disk is watched; does nothing when the tests are run.
#[test]
fn the_session() {
    let Ok(part) = std::env::var("ZHUOLUO_TEST_SESSION") else {
        return;
    };
    let (part, path) = part.split_once(' ').expect("a part and a path");
    super::kills::session(part, &PathBuf::from(path), 25);
}

#[test]
fn nothing_acknowledged_is_lost_when_the_power_fails() {
    let cuts = std::env::var("ZHUOLUO_CUTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(300);
    for part in ["register", "act", "import"] {
        let mut world = World::new();
        world.register(&serde_json::json!({}));
        let raw = world.raw();
        raw.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .expect("one file");
        drop(raw);
        let first = HashMap::from([(
            "desk.db".to_owned(),
            std::fs::read(world.path()).expect("bytes"),
        )]);
        let Some(trace) = traced(part, &world) else {
            return;
        };
        let acts = read(&trace, world.folder());
        let toll = replay(&acts, &first, cuts / 3, true);
        eprintln!(
            "{part}: {} images, {} acknowledged, {} lost, {} corrupt",
            toll.images,
            toll.acknowledged,
            toll.lost,
            toll.corrupt.len()
        );
        assert!(
            toll.acknowledged >= 5,
            "{part}: the session said little: {toll:?}"
        );
        assert!(
            toll.lost == 0 && toll.corrupt.is_empty(),
            "{part}: {toll:?}"
        );
        // The same on a disk that lies about its syncs: if nothing is lost then, this test sees nothing.
        let lied = replay(&acts, &first, 12, false);
        assert!(lied.lost > 0, "{part}: {lied:?}");
    }
}
