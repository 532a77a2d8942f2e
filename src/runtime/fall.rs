//! The panic hook: gives the terminal back, notes where it happened, says one sentence.
//!
//! The note holds no personal data: of the message only what the programmer wrote, never values.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::fd::AsFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::panic::PanicHookInfo;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::ThreadId;
use std::time::Duration;

use super::painter::write_out;
use super::{clock, screen};
use crate::words::Sentence;

/// The loop's thread: a panic there is said at once.
static LOOP: OnceLock<ThreadId> = OnceLock::new();
/// True when any thread has fallen.
static FALLEN: AtomicBool = AtomicBool::new(false);
/// The note is begun anew beyond this size.
const LARGEST: u64 = 1 << 20;

/// Sets the hook; the first step of setting up the screen.
pub fn set_hook() {
    if LOOP.set(std::thread::current().id()).is_err() {
        return;
    }
    std::panic::set_hook(Box::new(|info| {
        FALLEN.store(true, Ordering::SeqCst);
        if LOOP.get() == Some(&std::thread::current().id()) {
            screen::let_go();
        }
        note(info);
        if LOOP.get() == Some(&std::thread::current().id()) {
            tell();
        }
    }));
}

/// True when a thread has fallen: the loop ends then.
#[must_use]
pub fn has_fallen() -> bool {
    FALLEN.load(Ordering::SeqCst)
}

/// Says the sentence, in both languages, past every buffer.
pub fn tell() {
    let Sentence { zh, en } = sentence();
    let text = format!("{zh}\n{en}\n");
    let _ = write_out(
        std::io::stderr().as_fd(),
        text.as_bytes(),
        Some(Duration::from_millis(250)),
    );
}

fn sentence() -> Sentence {
    let place = path().map_or_else(String::new, |path| path.display().to_string());
    say!(
        "程序出了内部错误，已停止；屏幕已恢复，正在输入的内容已尽量存为草稿。请重新运行 zhuoluo，并把 {place} 交给维护人员。",
        "The program stopped at an internal error; the screen is restored and what was being typed was kept as a draft where possible. Start zhuoluo again, and give {place} to whoever maintains it."
    )
}

/// The file of notes.
fn path() -> Option<PathBuf> {
    Some(super::place("XDG_STATE_HOME", ".local/state")?.join("log"))
}

fn note(info: &PanicHookInfo<'_>) {
    let Some(path) = path() else { return };
    if let Some(folder) = path.parent() {
        let _ = std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder);
    }
    let full = std::fs::metadata(&path).is_ok_and(|m| m.len() > LARGEST);
    let file = OpenOptions::new()
        .create(true)
        .write(true)
        .append(!full)
        .truncate(full)
        .mode(0o600)
        .open(&path);
    let Ok(mut file) = file else { return };
    let now = clock::now(clock::home()).to_rfc3339();
    let version = env!("CARGO_PKG_VERSION");
    let thread = std::thread::current().name().unwrap_or("-").to_owned();
    let at = info
        .location()
        .map_or_else(String::new, ToString::to_string);
    let message = said(info).map_or_else(String::new, harmless);
    let trace = std::backtrace::Backtrace::force_capture();
    let _ = writeln!(
        file,
        "{now} zhuoluo {version} [{thread}] {at}: {message}\n{trace}"
    );
}

fn said<'a>(info: &'a PanicHookInfo<'_>) -> Option<&'a str> {
    let payload = info.payload();
    let fixed = payload.downcast_ref::<&str>().copied();
    fixed.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

/// The part of a message that holds no values: up to the first quotation, ASCII only, long numbers hidden.
fn harmless(message: &str) -> String {
    let head = message
        .split(['`', '"', '\'', '\n'])
        .next()
        .unwrap_or_default();
    let mut digits = 0;
    head.chars()
        .take(200)
        .filter_map(|c| {
            digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
            (c.is_ascii() && !c.is_control()).then_some(if digits > 4 { '#' } else { c })
        })
        .collect()
}
