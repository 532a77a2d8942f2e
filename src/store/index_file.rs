//! The index as a file beside the store: written beside, synced, put in place by rename, read in slices.
//!
//! It is a cache of what the store says: whatever is wrong with it, it is made anew. One file serves
//! all sessions; a session that has an older one open keeps reading that until it opens the newer.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rustix::fs::{FlockOperation, Mode, OFlags};

use crate::search::index::{Bytes, Image};

/// What the file is called, after the store's own name.
const END: &str = "-find";

/// Bytes of an open index file; read with `pread`, so that nothing of it is private to a session.
pub struct Slices {
    file: File,
    len: u64,
}

impl Bytes for Slices {
    fn read(&self, at: u64, into: &mut [u8]) -> bool {
        self.file.read_exact_at(into, at).is_ok()
    }

    fn len(&self) -> u64 {
        self.len
    }
}

/// Which file it is: another one has another mark, also under the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(u64, u64);

/// Where the index of a store lies.
pub fn path_of(store: &Path) -> PathBuf {
    with_end(store, END)
}

fn with_end(store: &Path, end: &str) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// The mark of the file that is there now.
pub fn mark(store: &Path) -> Option<Mark> {
    let meta = std::fs::symlink_metadata(path_of(store)).ok()?;
    Some(Mark(meta.dev(), meta.ino()))
}

/// Opens the index file. Nothing is opened through a link, and nothing but a plain file.
pub fn open(store: &Path) -> io::Result<(Slices, Mark)> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = File::from(rustix::fs::open(path_of(store), flags, Mode::empty())?);
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mark = Mark(meta.dev(), meta.ino());
    let len = meta.len();
    Ok((Slices { file, len }, mark))
}

/// Writes an index, so that after a power cut either the old one or the new one is there, whole.
/// Only the store's owner can read it: it holds names and numbers.
pub fn write(store: &Path, image: &Image) -> io::Result<()> {
    // Two sessions of one process must not write the same file either.
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let beside = with_end(store, &format!("{END}.{}.{next}.new", std::process::id()));
    clear(store);
    let put = || -> io::Result<()> {
        // Left over by a process of the same number that was cut short.
        let _ = std::fs::remove_file(&beside);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&beside)?;
        let mut out = BufWriter::with_capacity(1 << 20, file);
        image.write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        std::fs::rename(&beside, path_of(store))?;
        if let Some(folder) = store.parent().filter(|f| !f.as_os_str().is_empty()) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    };
    put().inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}

/// Clears away what makers left that were cut short: each half as large as an index.
fn clear(store: &Path) {
    let half = |name: &str| -> Option<u32> {
        let mine = with_end(Path::new(store.file_name()?), &format!("{END}."));
        let rest = name.strip_prefix(mine.to_str()?)?.strip_suffix(".new")?;
        rest.split_once('.')?.0.parse().ok()
    };
    let folder = store.parent().filter(|f| !f.as_os_str().is_empty());
    let Ok(files) = std::fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return;
    };
    for file in files.flatten() {
        let maker = file.file_name().to_str().and_then(half);
        let lives = |maker: u32| Path::new(&format!("/proc/{maker}")).exists();
        if maker.is_some_and(|maker| !lives(maker)) {
            let _ = std::fs::remove_file(file.path());
        }
    }
}

/// The right to make the index: held by one session at a time, given back when dropped.
pub struct Turn {
    _file: File,
}

/// Takes the right to make the index. With `wait`, until another session has finished; `None`
/// when somebody else has it.
pub fn turn(store: &Path, wait: bool) -> io::Result<Option<Turn>> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .custom_flags(i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or(0))
        .open(with_end(store, "-find.lock"))?;
    let operation = if wait {
        FlockOperation::LockExclusive
    } else {
        FlockOperation::NonBlockingLockExclusive
    };
    match rustix::fs::flock(&file, operation) {
        Ok(()) => Ok(Some(Turn { _file: file })),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(e) => Err(e.into()),
    }
}
