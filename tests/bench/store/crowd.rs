//! A hundred at work: at the pace of people (two seconds' think time) how long a save and an opening
//! take and whether anybody meets an error; saturated, whether everybody gets a share; and what a
//! hundred desks at their terminals take of memory. Beside the bare `SQLite` of the store's benchmark.
//! `ZHUOLUO_CROWD` and `ZHUOLUO_CROWD_SECONDS` change how many and for how long.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{CHILD, Side, Work, peer};
use crate::kit;

/// The word in place of a kind of work.
pub const PACE: &str = "at-a-pace";
/// Milliseconds between two pieces of work, in the child's environment; nothing waits when it is 0.
const THINK: &str = "ZHUOLUO_CROWD_THINK";

/// Works for so many seconds and says how long each piece took.
pub fn serve(side: &mut dyn Side, seconds: u64, seed: usize) {
    let think = kit::seed(THINK, 2_000);
    let last = Duration::from_secs(seconds);
    let (begun, mut n) = (Instant::now(), 0);
    let mut out = String::new();
    while begun.elapsed() < last {
        // One in five is a change, three an opening, one a list.
        let work = match n % 5 {
            0 => Work::Register,
            4 => Work::List,
            _ => Work::Open,
        };
        if think > 0 {
            // Nobody in step with the others; the mean is the think time.
            let own = u64::try_from(seed * 7919 + n * 104_729).unwrap_or(0) % think;
            std::thread::sleep(Duration::from_millis(think / 2 + own));
        }
        let start = Instant::now();
        side.work(work, seed * 100_000 + n);
        let took = start.elapsed().as_nanos();
        out.extend([work.code(), " ", &took.to_string(), "\n"]);
        n += 1;
    }
    print!("{out}");
}

pub fn run() {
    let many = usize::try_from(kit::seed("ZHUOLUO_CROWD", 100)).unwrap_or(100);
    let seconds = kit::seed("ZHUOLUO_CROWD_SECONDS", 60);
    let office = kit::office(10_000);
    let sides = [("ours", office.clone()), ("peer", peer::make(&office))];
    for (name, file) in &sides {
        paced(name, file, many, seconds);
    }
    for crowd in [10, many] {
        for (name, file) in &sides {
            saturated(name, file, crowd, 10);
        }
    }
    desks(&office, many);
}

/// What a process of the crowd said: each piece of work, or that it failed.
type Said = Option<Vec<(String, Duration)>>;

fn crowd(side: &str, file: &Path, many: usize, seconds: u64, think: u64) -> Vec<Said> {
    let Ok(this) = std::env::current_exe() else {
        panic!("the path of this program");
    };
    // A seed that no other crowd of this file had.
    let base = usize::from(think == 0) * 1_000 + many * 10;
    let start = |n: usize| -> std::io::Result<Child> {
        Command::new(&this)
            .args([CHILD, side, PACE])
            .arg(file)
            .args([seconds.to_string(), (base + n).to_string()])
            .env(THINK, think.to_string())
            .stdout(Stdio::piped())
            .spawn()
    };
    let crew: Vec<_> = (0..many).map(start).collect();
    let ended = crew.into_iter().map(|child| {
        let mut child = child.ok()?;
        let lines = BufReader::new(child.stdout.take()?).lines();
        let said = lines.map_while(Result::ok).filter_map(|line| {
            let (work, took) = line.split_once(' ')?;
            Some((work.to_owned(), Duration::from_nanos(took.parse().ok()?)))
        });
        let said: Vec<_> = said.collect();
        child
            .wait()
            .ok()
            .filter(std::process::ExitStatus::success)
            .map(|_| said)
    });
    ended.collect()
}

fn paced(side: &str, file: &Path, many: usize, seconds: u64) {
    let all = crowd(side, file, many, seconds, 2_000);
    let errors = all.iter().filter(|said| said.is_none()).count();
    println!("{side}: {many} processes, two seconds' think time, {seconds} s: {errors} errors");
    for work in Work::ALL {
        let mut times = kit::Times::default();
        let pieces = all.iter().flatten().flatten();
        pieces
            .filter(|(done, _)| done == work.code())
            .for_each(|(_, took)| times.add(*took));
        times.print(&format!("  {side} {}", work.code()));
    }
}

fn saturated(side: &str, file: &Path, many: usize, seconds: u64) {
    let all = crowd(side, file, many, seconds, 0);
    let errors = all.iter().filter(|said| said.is_none()).count();
    let counts: Vec<usize> = all.iter().flatten().map(Vec::len).collect();
    let mean = counts.iter().sum::<usize>() / counts.len().max(1);
    let worst = all.iter().flatten().flatten().map(|(_, took)| *took).max();
    let least = counts.iter().min().copied().unwrap_or(0);
    let share = least * 100 / mean.max(1);
    println!(
        "{side}: {many} saturated, {seconds} s: {errors} errors, mean {mean} pieces, least {least} ({share} % of the mean), worst wait {:.3?}",
        worst.unwrap_or_default(),
    );
}

/// So many desks at terminals of their own, each having been through the rooms.
fn desks(file: &Path, many: usize) {
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    let mut open = Vec::new();
    for _ in 0..many {
        let Ok(pair) = native_pty_system().openpty(size) else {
            panic!("a terminal")
        };
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zhuoluo"));
        command.args(["--db", &file.display().to_string(), "--now", kit::NOW]);
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command);
        let (Ok(child), Ok(writer), Ok(mut reader)) = (
            child,
            pair.master.take_writer(),
            pair.master.try_clone_reader(),
        ) else {
            panic!("a desk")
        };
        drop(pair.slave);
        std::thread::spawn(move || {
            let mut heard = [0; 4096];
            while reader.read(&mut heard).is_ok_and(|n| n > 0) {}
        });
        open.push((child, writer, pair.master));
    }
    std::thread::sleep(Duration::from_secs(3));
    for keys in ["\x1b3", "张", "\r", "\x1b6", "\r", "\x1b5", "\x1b1"] {
        for (_, writer, _) in &mut open {
            let _ = writer
                .write_all(keys.as_bytes())
                .and_then(|()| writer.flush());
        }
        std::thread::sleep(Duration::from_secs(2));
    }
    let mut sizes: Vec<u64> = open
        .iter()
        .filter_map(|(child, ..)| pss(child.process_id()?))
        .collect();
    sizes.sort_unstable();
    let at = |part: usize| sizes.get(sizes.len() * part / 100).copied().unwrap_or(0);
    println!(
        "{} desks at terminals: PSS median {} kB, p90 {} kB",
        sizes.len(),
        at(50),
        at(90)
    );
    for (mut child, ..) in open {
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// What a process takes of memory, in kB, what it shares counted by its share.
fn pss(process: u32) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}
