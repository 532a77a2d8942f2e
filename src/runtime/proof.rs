//! What the machine itself vouches for: sshd's note of the key that signed, and files of root's alone.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{Mode, OFlags, open};
use rustix::process::geteuid;

use crate::domain::keyring::Key;
use crate::words::Sentence;

/// A roster or a note larger than this is none.
const LARGEST: u64 = 1024 * 1024;

/// The key that sshd saw sign, from the file that `ExposeAuthInfo` makes for this connection.
///
/// # Errors
/// Why there is none that can be trusted.
pub fn key_that_signed(note: Option<&str>) -> Result<Key, Sentence> {
    let Some(note) = note else {
        return Err(say!(
            "sshd 没有说明是哪把钥匙登录的；sshd_config 里要有 ExposeAuthInfo yes。",
            "sshd does not say which key came in; sshd_config needs ExposeAuthInfo yes."
        ));
    };
    let unfit = || {
        say!(
            "登录凭据 SSH_USER_AUTH 不是 sshd 写的。",
            "The note of the login, SSH_USER_AUTH, was not written by sshd."
        )
    };
    // sshd makes it under the account it starts the session for, where nobody else can write it.
    let path = Path::new(note);
    let name = path.file_name().and_then(|n| n.to_str());
    let placed =
        path.parent() == Some(Path::new("/tmp")) && name.is_some_and(|n| n.starts_with("sshauth."));
    let own = |m: &std::fs::Metadata| {
        m.is_file() && m.uid() == geteuid().as_raw() && is_private(m) && m.nlink() == 1
    };
    if !placed {
        return Err(unfit());
    }
    let text = read(path, own).ok_or_else(unfit)?;
    let mut keys = text
        .lines()
        .filter_map(|line| line.strip_prefix("publickey "));
    let (Some(line), None) = (keys.next(), keys.next()) else {
        return Err(say!(
            "登录用的不是单独一把钥匙。",
            "The login was not made with one key."
        ));
    };
    let (kind, text) = line.trim().split_once(' ').ok_or_else(unfit)?;
    Key::parse(kind, text)
}

/// The text of a file that root alone can change, down from the root of the file system.
///
/// # Errors
/// Why it cannot be trusted or read.
pub fn roots_own(path: &str) -> Result<String, Sentence> {
    if let Some(open) = not_roots(Path::new(path)) {
        let open = open.display().to_string();
        return Err(say!(
            "“{open}”不存在，或不是只有 root 能改。",
            "\"{open}\" is not there, or somebody other than root can change it."
        ));
    }
    let own = |m: &std::fs::Metadata| m.is_file() && m.uid() == 0 && m.mode() & 0o022 == 0;
    read(Path::new(path), own).ok_or_else(|| {
        say!(
            "“{path}”读不了，或不是普通文本。",
            "\"{path}\" cannot be read, or is no plain text."
        )
    })
}

/// True when neither a group nor others have any right.
#[must_use]
pub fn is_private(facts: &std::fs::Metadata) -> bool {
    facts.mode().trailing_zeros() >= 6
}

/// The first part of a path that somebody other than root could change or replace.
#[must_use]
pub fn not_roots(path: &Path) -> Option<&Path> {
    let all: Vec<&Path> = path.ancestors().collect();
    all.into_iter().rev().find(|part| {
        !std::fs::symlink_metadata(part)
            .is_ok_and(|m| m.uid() == 0 && m.mode() & 0o022 == 0 && !m.is_symlink())
    })
}

/// Reads a file of bounded size, never through a link and never waiting for a pipe.
fn read(path: &Path, fits: impl Fn(&std::fs::Metadata) -> bool) -> Option<String> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = File::from(open(path, flags, Mode::empty()).ok()?);
    let facts = file.metadata().ok()?;
    if !fits(&facts) || facts.len() > LARGEST {
        return None;
    }
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}
