//! fzf as people use it: one process at a terminal, that narrows while one types on.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// How long one answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// Clears what was typed.
const CLEAR: u8 = 0x15;

/// What its screen shows: changed by the reader, waited for by whoever types.
type Screen = Arc<(Mutex<vt100::Parser>, Condvar)>;

/// A process at a terminal of its own.
pub struct Fzf {
    screen: Screen,
    keys: Box<dyn Write + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    total: usize,
    // The terminal ends with it.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

impl Fzf {
    /// Starts it on the lines of a file, on one core as the others, and waits until it has read them all.
    pub fn start(lines: &Path, total: usize) -> Option<Self> {
        let size = PtySize {
            rows: 24,
            cols: 80,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).ok()?;
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "exec fzf --layout=reverse --no-color < \"$0\""]);
        command.arg(lines);
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("GOMAXPROCS", "1"),
        ] {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).ok()?;
        let mut output = pair.master.try_clone_reader().ok()?;
        let keys = pair.master.take_writer().ok()?;
        let parser = vt100::Parser::new(NonZeroU16::new(24)?, NonZeroU16::new(80)?, 0);
        let screen: Screen = Arc::new((Mutex::new(parser), Condvar::new()));
        let heard = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(n @ 1..) = output.read(&mut bytes) {
                let mut parser = heard.0.lock().unwrap_or_else(PoisonError::into_inner);
                parser.process(&bytes[..n]);
                heard.1.notify_all();
            }
        });
        let mut fzf = Self {
            screen,
            keys,
            child,
            total,
            _master: pair.master,
        };
        let all = format!("{total}/{total}");
        fzf.wait(|rows| rows.get(1).is_some_and(|info| info.contains(&all)))
            .then_some(fzf)
    }

    /// Types one more character; `typed` is everything that stands then, `found` how many lines have it.
    pub fn press(&mut self, key: char, typed: &str, found: usize) -> bool {
        let prompt = format!("> {typed}");
        let info = format!("{found}/{}", self.total);
        let sent = self.keys.write_all(key.to_string().as_bytes());
        sent.is_ok()
            && self.wait(|rows| {
                let stands = rows
                    .first()
                    .is_some_and(|row| row.trim_end() == prompt.trim_end());
                // The number stands by itself: 12/90 is not the end of 112/90.
                let number = |row: &String| row.split_whitespace().any(|word| word == info);
                stands && rows.get(1).is_some_and(number)
            })
    }

    /// Takes everything typed away.
    pub fn clear(&mut self) -> bool {
        let all = format!("{0}/{0}", self.total);
        let sent = self.keys.write_all(&[CLEAR]);
        sent.is_ok() && self.wait(|rows| rows.get(1).is_some_and(|info| info.contains(&all)))
    }

    fn wait(&mut self, is_there: impl Fn(&[String]) -> bool) -> bool {
        let end = Instant::now() + PATIENCE;
        let mut parser = self.screen.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let rows: Vec<String> = parser.screen().rows(0, 80).take(2).collect();
            if is_there(&rows) {
                return true;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let woken = self.screen.1.wait_timeout(parser, left);
            parser = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Memory that it has in use, in KB.
    pub fn resident(&self) -> usize {
        let id = self.child.process_id().unwrap_or(0);
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with("VmRSS"));
        line.and_then(|l| l.split_whitespace().nth(1)?.parse().ok())
            .unwrap_or(0)
    }
}

impl Drop for Fzf {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How many lines of a file a query finds.
pub fn count(lines: &Path, query: &str) -> usize {
    let file = std::fs::File::open(lines);
    let out = file.and_then(|file| {
        let mut command = Command::new("fzf");
        command
            .args(["--filter", query])
            .stdin(file)
            .stderr(Stdio::null());
        command.output()
    });
    out.map_or(0, |out| {
        out.stdout.split(|b| *b == b'\n').count().saturating_sub(1)
    })
}
