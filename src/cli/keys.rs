//! `zhuoluo-keys`: answers sshd's question whose key this is. Never opens the store, never fails.
//!
//! Run by sshd for every login as `AuthorizedKeysCommand … %u %t %k` under an account without rights.
//! It must exit 0, else sshd throws its answer away; no answer means nobody.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::domain::keyring::{Key, Keyring};
use crate::runtime::access;

/// The name under which the program answers sshd.
const NAME: &str = "zhuoluo-keys";
/// No login waits longer for the answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// True when the program was called by that name.
#[must_use]
pub fn is_asked(arguments: &[OsString]) -> bool {
    let called = arguments.first().map(Path::new);
    called.and_then(Path::file_name).is_some_and(|n| n == NAME)
}

/// Prints the line of whoever holds the key, or nothing; always status 0.
#[must_use]
pub fn answer(arguments: &[OsString]) -> ExitCode {
    let words: Vec<String> = arguments
        .iter()
        .skip(1)
        .map(|a| a.to_string_lossy().into_owned())
        .collect();
    let (tell, told) = channel();
    let work = move || {
        let ring = access::keyring().unwrap_or_default();
        let program = std::env::current_exe().ok();
        let _ = tell.send(line(&words, &ring, program.as_deref()));
    };
    let started = std::thread::Builder::new().spawn(work);
    if started.is_ok()
        && let Ok(Some(line)) = told.recv_timeout(PATIENCE)
    {
        let _ = std::io::stdout().write_all(line.as_bytes());
    }
    ExitCode::SUCCESS
}

/// The line of `authorized_keys` for an account, a type and a key; `None` when they open nothing.
#[must_use]
pub fn line(words: &[String], ring: &Keyring, program: Option<&Path>) -> Option<String> {
    let [account, kind, text] = words else {
        return None;
    };
    if account != access::ACCOUNT {
        return None;
    }
    let key = Key::parse(kind, text).ok()?;
    let login = &ring.holder_of(&key)?.login;
    // It stands in a command that the account's shell reads: nothing there may mean anything to it.
    let program = program?.to_str()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+".contains(c);
    if !program.starts_with('/') || !program.chars().all(plain) {
        return None;
    }
    Some(format!(
        "restrict,pty,command=\"exec {program} session --operator {login}\" {kind} {text}\n"
    ))
}
