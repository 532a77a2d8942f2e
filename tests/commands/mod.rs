//! The commands, as a script meets them: the real program in a home of its own.

mod along;
mod anchors;
mod answers;
mod archive;
mod audit;
mod audit_exports;
mod audit_role;
pub mod backup;
mod claims;
mod clock;
mod damaged;
mod demo;
mod desk;
mod every;
mod faults;
mod find;
mod firewall;
mod firewall_more;
mod firewall_trail;
mod help;
mod hostile;
mod import;
mod import_accused;
mod index;
mod intake;
mod joined;
mod keeping;
mod leaks;
mod lengths;
mod masks;
mod matches;
mod mentioned;
mod office;
mod once;
mod reach;
mod refusals;
mod restore;
mod restore_aside;
mod restore_killed;
mod rights;
mod ruled;
mod schemas;
mod sorted_accused;
mod sorted_report;
mod split_off;
mod stores;
mod trail_beside;
mod unread;
mod unwritten;
mod waiting;
mod wall;
mod withheld;
mod withheld_anywhere;
mod withheld_beside;
mod withheld_text;
mod withheld_trail;
mod written_over;

use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// A Friday morning at the office.
pub const NOW: &str = "2026-11-20T09:00:00+08:00";

/// A home folder with a store in it.
pub struct Home {
    folder: tempfile::TempDir,
    now: Option<&'static str>,
    zone: Option<&'static str>,
}

/// What a command left behind; the status is the signal, negated, when one ended it.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub talk: String,
}

impl Ran {
    /// Standard output as one JSON value.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("{e}: {} / {}", self.out, self.talk))
    }

    /// Fails unless the status is this one.
    pub fn is(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{} / {}", self.out, self.talk);
        self
    }

    /// Fails unless the talk holds these words.
    pub fn says(self, words: &str) -> Self {
        assert!(self.talk.contains(words), "{words}: {}", self.talk);
        self
    }
}

impl Home {
    /// A home without a store.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            now: None,
            zone: None,
        }
    }

    /// The clock of the machine shows another instant from now on.
    pub fn at(&mut self, now: &'static str) -> &Self {
        self.now = Some(now);
        self
    }

    /// The machine stands in another time zone from now on.
    pub fn in_zone(&mut self, zone: &'static str) -> &Self {
        self.zone = Some(zone);
        self
    }

    /// A home with a sandbox store whose time stands still.
    pub fn sandbox() -> Self {
        let mut home = Self::empty();
        home.now = Some(NOW);
        home.run(&[
            "init",
            "--office",
            "示例县信访局",
            "--admin",
            "wang",
            "--sandbox",
        ])
        .is(0);
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the home.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("written");
        path
    }

    pub fn store(&self) -> PathBuf {
        self.path(".local/share/zhuoluo/desk.sqlite3")
    }

    pub fn run(&self, words: &[&str]) -> Ran {
        self.feed(words, b"")
    }

    /// Runs a command with standard input.
    pub fn feed(&self, words: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(words);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.to_vec();
        let feeder = std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("ended");
        feeder.join().expect("fed");
        let (text, status) = (
            |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8"),
            output.status,
        );
        Ran {
            status: status.code().or(status.signal().map(|s| -s)).unwrap_or(-1),
            out: text(output.stdout),
            talk: text(output.stderr),
        }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhuoluo"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("USER", "nobody-here")
            .args(words);
        if let Some(now) = self.now {
            command.env("ZHUOLUO_NOW", now);
        }
        if let Some(zone) = self.zone {
            command.env("TZ", zone);
        }
        command
    }

    /// Registers a draft and gives what was printed.
    pub fn register(&self, draft: &Value) -> Value {
        self.feed(&["register"], draft.to_string().as_bytes())
            .is(0)
            .json()
    }

    /// Registers a plain request and gives its number.
    pub fn petition(&self) -> String {
        let draft = serde_json::json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05",
            "people": [{ "name": "张某", "phones": ["13800138000"] }],
            "requests": ["要求核实征地补偿款"],
        });
        self.register(&draft)["number"]
            .as_str()
            .expect("a number")
            .to_owned()
    }

    /// Takes a step.
    pub fn act(&self, number: &str, step: &str, body: &Value) -> Ran {
        self.feed(
            &["act", number, step, "--json", "-"],
            body.to_string().as_bytes(),
        )
    }
}

pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/samples")
        .join(name)
}

pub fn arg(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
