//! A hundred desks that watch one store while nothing happens: what of a core they use together,
//! beside as many plain programs that look at a file as often. `ZHUOLUO_SESSIONS` takes another number.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhuoluo");
/// How long is measured.
const LONG: Duration = Duration::from_secs(30);
/// How long the desks are left alone before: drawn, and everything asked for answered.
const SETTLED: Duration = Duration::from_secs(10);
/// Clock ticks of `/proc` in a second, as Linux has them everywhere.
const TICKS: f64 = 100.0;

/// A program on a terminal of its own, whose output is read, counted and forgotten.
struct Seat {
    child: Box<dyn Child + Send + Sync>,
    written: Arc<AtomicU64>,
    _master: Box<dyn MasterPty + Send>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn seat(command: &[&str], home: &Path) -> Seat {
    let size = PtySize {
        rows: 40,
        cols: 120,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).expect("a terminal");
    let mut builder = CommandBuilder::new(command[0]);
    builder.args(&command[1..]);
    builder.env("HOME", home);
    builder.env("TERM", "xterm-256color");
    builder.env("LANG", "C.UTF-8");
    builder.cwd(home);
    let child = pair.slave.spawn_command(builder).expect("it starts");
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let written = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&written);
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = reader.read(&mut bytes) {
            count.fetch_add(read as u64, Ordering::Relaxed);
        }
    });
    Seat {
        child,
        written,
        _master: pair.master,
    }
}

/// Ticks of CPU that these have used so far, with all their threads.
fn ticks(seats: &[Seat]) -> u64 {
    let of = |seat: &Seat| {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", seat.child.process_id()?));
        let stat = stat.ok()?;
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
    };
    seats.iter().filter_map(of).sum()
}

/// Bytes that these have written to their terminals so far.
fn written(seats: &[Seat]) -> u64 {
    let of = |seat: &Seat| seat.written.load(Ordering::Relaxed);
    seats.iter().map(of).sum()
}

/// Waits until the minute has just turned: the clock of a desk is drawn again with each, and within
/// one nothing is.
fn into_a_minute() {
    let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    while now().map_or(0, |d| d.as_secs() % 60) != 2 {
        std::thread::sleep(Duration::from_millis(200));
    }
}

/// What share of one core so many of a command use together while nothing happens, in percent,
/// and how many bytes they write to their terminals meanwhile.
fn share(count: usize, command: &[&str], home: &Path) -> (f64, u64) {
    let seats: Vec<Seat> = (0..count).map(|_| seat(command, home)).collect();
    std::thread::sleep(SETTLED);
    into_a_minute();
    let (before, begun) = (ticks(&seats), Instant::now());
    let silent = written(&seats);
    std::thread::sleep(LONG);
    #[allow(clippy::cast_precision_loss, reason = "a count of ticks")]
    let used = (ticks(&seats) - before) as f64 / TICKS;
    let share = 100.0 * used / begun.elapsed().as_secs_f64();
    (share, written(&seats) - silent)
}

pub fn run() {
    let count = std::env::var("ZHUOLUO_SESSIONS").ok();
    let count = count.and_then(|n| n.parse().ok()).unwrap_or(100);
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("desk.sqlite3").display().to_string();
    let made = std::process::Command::new(PROGRAM)
        .args(["--db", &store, "demo", "--no-open"])
        .env("HOME", folder.path())
        .output();
    assert!(made.expect("it runs").status.success());
    let (desks, bytes) = share(count, &[PROGRAM, "--db", &store], folder.path());
    let plain = ["tail", "-f", "-s", "0.5", "---disable-inotify", &store];
    let (peers, _) = share(count, &plain, folder.path());
    println!(
        "{count} desks on one idle store    {desks:5.2} % of one core together, {bytes} bytes written"
    );
    println!("{count} of `tail -f`, twice a second {peers:5.2} %");
}
