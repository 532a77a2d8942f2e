//! Measuring: repeated runs, percentiles, a peer in the same rounds; and the demo office to measure on.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Durations of one thing.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Measures one run.
    pub fn run<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.0.push(start.elapsed());
        done
    }

    /// Takes a duration measured elsewhere.
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The duration below which `part` of the runs stayed, 0 to 1.
    pub fn at(&self, part: f64) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a short list"
        )]
        let place = ((sorted.len() as f64 - 1.0) * part).round().max(0.0) as usize;
        sorted.get(place).copied().unwrap_or_default()
    }

    /// Prints one line.
    pub fn print(&self, name: &str) {
        println!(
            "{name:<52} p50 {:>10.3?}  p99 {:>10.3?}  max {:>10.3?}  n {}",
            self.at(0.5),
            self.at(0.99),
            self.at(1.0),
            self.0.len()
        );
    }
}

/// Prints how many times the peer's median ours takes.
pub fn ratio(ours: &Times, peer: &Times) {
    println!(
        "{:<52} {:.2}×",
        "  ours / peer (median)",
        ours.at(0.5).as_secs_f64() / peer.at(0.5).as_secs_f64().max(1e-9)
    );
}

/// A demo office of so many people and petitions, made once for a run of the benchmarks.
pub fn office(count: usize) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("zhuoluo-bench-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&folder);
    let seed_of_people = seed("ZHUOLUO_PEOPLE_SEED", PEOPLE_SEED).to_string();
    let file = folder.join(format!("demo-{count}-{seed_of_people}.sqlite3"));
    if !file.exists() {
        let count = count.to_string();
        let made = Command::new(env!("CARGO_BIN_EXE_zhuoluo"))
            .args([
                "demo",
                "--people",
                &count,
                "--petitions",
                &count,
                "--seed",
                &seed_of_people,
                "--no-open",
                "--now",
                NOW,
                "--file",
            ])
            .arg(&file)
            .output();
        assert!(
            made.is_ok_and(|o| o.status.success()),
            "the demo office was made"
        );
    }
    file
}

/// The seed of the demo office, unless `ZHUOLUO_PEOPLE_SEED` gives another: figures must hold for
/// people and queries that nobody has seen.
pub const PEOPLE_SEED: u64 = 7;

/// A seed from the environment.
pub fn seed(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(default)
}

/// The instant at which every benchmark stands.
pub const NOW: &str = "2026-11-23T10:30:00+08:00";

/// The instant as the store takes it.
pub fn now() -> zhuoluo::store::Now {
    chrono::DateTime::parse_from_rfc3339(NOW).unwrap_or_default()
}

/// An empty file beside the others.
pub fn fresh(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("zhuoluo-bench-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&folder);
    let file = folder.join(name);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
    file
}

/// Opens a store as its only operator.
pub fn open(file: &Path) -> zhuoluo::store::Store {
    let login = zhuoluo::store::Store::only_operator(file)
        .ok()
        .flatten()
        .unwrap_or_default();
    match zhuoluo::store::Store::open(file, &login) {
        Ok(store) => store,
        Err(trouble) => panic!("{}", trouble.say(zhuoluo::words::Lang::En)),
    }
}

/// How long this thread has been on a core: on a shared machine the wall clock measures the others.
/// The kernel brings the figure up to date at a tick (4 ms) or when a thread offers its core.
pub fn on_core() -> Duration {
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = text.split_whitespace().next();
    Duration::from_nanos(first.and_then(|n| n.parse().ok()).unwrap_or(0))
}
