//! Files that an operator names. On one's own desk: any path. In an office: a bare name in one's own
//! in or out box, opened beneath it, so that no name reaches anything else.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, IsTerminal, Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, MemfdFlags, Mode, OFlags, memfd_create, openat2, unlinkat};

use super::access;
use super::allot::{self, Limits};
use crate::exchange::seal;
use crate::store::room;
use crate::words::{Exit, Place, Trouble, visible};

/// How a store begins (`SQLite`'s file format, 1.3).
const HEAD: &[u8; 16] = b"SQLite format 3\0";

/// A box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// What the operator brought.
    In,
    /// What the program made for them.
    Out,
}

impl Way {
    const fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// The folder of one's own box; made when it is not there. `None` on a desk of one's own.
///
/// # Errors
/// Those of making it.
pub fn folder(way: Way) -> io::Result<Option<PathBuf>> {
    let Some(comer) = access::comer().filter(|_| access::is_office()) else {
        return Ok(None);
    };
    let folder = Path::new(access::FOLDER)
        .join("box")
        .join(&comer.login)
        .join(way.name());
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)?;
    Ok(Some(folder))
}

/// Why a name cannot be one in a box: it has a folder in it, is hidden, or is no text.
///
/// # Errors
/// The trouble.
pub fn bare(path: &Path) -> Result<&str, Trouble> {
    let name = path.to_str().unwrap_or_default();
    let fits = !name.is_empty()
        && name.len() <= 200
        && !name.starts_with(['.', '-'])
        && !name.contains(['/', '\0'])
        && !crate::words::has_controls(name)
        && !name.chars().any(char::is_control);
    fits.then_some(name).ok_or_else(|| {
        let shown = crate::words::visible(&path.to_string_lossy(), crate::words::Place::Line)
            .chars()
            .take(80)
            .collect::<String>();
        Trouble::unchanged(
            Exit::Refused,
            say!(
                "共用服务器上只能写自己收发箱里的文件名，不能写路径：“{shown}”。",
                "On a shared server a file is a bare name in your own box, never a path: \"{shown}\"."
            ),
            say!(
                "送进来：zhuoluo box put 名称 < 文件，或用 - 从标准输入读；取出去：zhuoluo box get 名称 > 文件。",
                "Bring one in with `zhuoluo box put NAME < FILE`, or read standard input with -; take one out with `zhuoluo box get NAME > FILE`."
            ),
        )
    })
}

/// Where the office's backups stand.
fn backups() -> PathBuf {
    Path::new(access::FOLDER).join("backup")
}

/// True for a place right in the folder of backups.
#[must_use]
pub fn is_backup(path: &Path) -> bool {
    path.parent() == Some(backups().as_path())
}

/// What the name of a store begins with that a restore put aside.
const ASIDE: &str = "desk.sqlite3.before-";

/// Where a bare name of the office's memory stands: in one's own in box, else among the backups; a store that was put
/// aside beside the one that is there.
///
/// # Errors
/// Those of the file system.
pub fn kept(name: &Path) -> io::Result<PathBuf> {
    let own = folder(Way::In)?.ok_or(io::ErrorKind::NotFound)?.join(name);
    let backup = backups().join(name);
    let aside = Path::new(access::FOLDER).join(name);
    Ok(if own.exists() {
        own
    } else if backup.exists() {
        backup
    } else if name.to_string_lossy().starts_with(ASIDE) && aside.exists() {
        aside
    } else {
        own
    })
}

/// Opens a file for reading: any path on one's own desk, a bare name of the in box in an office.
///
/// # Errors
/// Those of the file system; `InvalidInput` is never one of them for a name that passed [`bare`].
pub fn open(path: &Path, way: Way) -> io::Result<File> {
    match folder(way)? {
        None if access::is_office() => Err(io::ErrorKind::PermissionDenied.into()),
        None if is_pipe(path) => Err(io::ErrorKind::NotSeekable.into()),
        None => File::open(path),
        Some(folder) => beneath(&folder, path),
    }
}

/// True of a named pipe: nobody may ever write into it, and reading would wait for ever. What a shell
/// hands over (`<(…)`, standard input) has somebody at its other end.
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    !path.starts_with("/dev") && std::fs::metadata(path).is_ok_and(|m| m.file_type().is_fifo())
}

/// True of what is there and neither a file nor a folder: written into, never replaced.
#[must_use]
pub fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| !m.is_file() && !m.is_dir())
}

/// True of a file in which something stands, through a link too.
#[must_use]
pub fn is_filled(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() > 0)
}

/// Whether one's own out box takes a file of this name.
///
/// # Errors
/// `QuotaExceeded` when the boxes are full, or those of the file system.
pub fn may_write_out(name: &Path) -> io::Result<()> {
    let folder = folder(Way::Out)?.ok_or(io::ErrorKind::PermissionDenied)?;
    let both = folder.parent().unwrap_or(&folder);
    allot::takes(both, name, &Limits::OFFICE).map(drop)
}

/// True of a store, this one or another, and of the files that stand beside one: what somebody saved
/// is in them, and nothing that is written out takes their place. By whatever name: a link to one, too.
#[must_use]
pub fn is_store(path: &Path) -> bool {
    let real = std::fs::canonicalize(path);
    is_stores(path) || real.is_ok_and(|real| is_stores(&real))
}

fn is_stores(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let of = BESIDE.iter().find_map(|end| name.strip_suffix(end));
    holds_store(path) || of.is_some_and(|of| holds_store(Path::new(of))) || is_ballast(path)
}

/// What stands beside a store under its name and an end.
const BESIDE: [&str; 5] = ["-wal", "-shm", "-journal", "-queue", "-find"];

/// True of the ballast beside a store.
fn is_ballast(path: &Path) -> bool {
    let is_there = std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() == room::BALLAST);
    is_there && path.file_name() == room::ballast(path).file_name()
}

/// True of a sealed backup, by its beginning: only another one is written in its place.
#[must_use]
pub fn is_sealed(path: &Path) -> bool {
    begins(path, seal::HEAD)
}

/// Whether a plain file begins so.
fn begins(path: &Path, head: &[u8]) -> bool {
    let mut there = vec![0; head.len()];
    let is_file = std::fs::metadata(path).is_ok_and(|m| m.is_file());
    let mut read = || File::open(path).and_then(|mut file| file.read_exact(&mut there));
    is_file && read().is_ok() && there == head
}

/// True of a file that begins as a store does; or that has its log beside it, if its own beginning is
/// damaged.
fn holds_store(path: &Path) -> bool {
    if !std::fs::metadata(path).is_ok_and(|m| m.is_file()) {
        return false;
    }
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    // The log first: a store in use is not opened once more, which would let go of its locks.
    Path::new(&log).exists() || begins(path, HEAD)
}

fn beneath(folder: &Path, name: &Path) -> io::Result<File> {
    let at = File::open(folder)?;
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = File::from(openat2(&at, name, flags, Mode::empty(), allot::resolve())?);
    let facts = file.metadata()?;
    if facts.is_file() && facts.nlink() == 1 {
        Ok(file)
    } else {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

/// Writes a file beside and puts it in place, so that it is never half there; for its owner alone.
///
/// # Errors
/// Those of the file system and of the writing; what stood there stays.
pub fn write(
    path: &Path,
    way: Way,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    match folder(way)? {
        // Named by the program itself: the door lets no operator name a path.
        Some(_) if is_backup(path) => write_anywhere(path, write),
        None if access::is_office() => Err(io::ErrorKind::PermissionDenied.into()),
        None => write_anywhere(path, write),
        Some(folder) if way == Way::Out => {
            let both = folder.parent().unwrap_or(&folder);
            allot::put_out(both, path, &Limits::OFFICE, write)
        }
        Some(folder) => allot::write_beneath(&folder, path, write),
    }
}

/// The same in a place that the program itself names.
///
/// # Errors
/// As [`write`].
pub fn write_own(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    write_anywhere(path, write)
}

fn write_anywhere(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    if is_device(path) {
        return write_device(path, write);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".part-{}", std::process::id()));
    let mut options = OpenOptions::new();
    // A link that somebody laid there beforehand is not followed.
    let options = options.write(true).create_new(true).mode(0o600);
    let _ = std::fs::remove_file(&beside);
    let written = options.open(&beside).and_then(|mut file| {
        write(&mut file)?;
        file.sync_all()
    });
    let placed = written.and_then(|()| std::fs::rename(&beside, path));
    if placed.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    // A name that is not on the disk is no file: the folder is synced as well, where that can be done.
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
    placed
}

/// What goes to a terminal is looked at, by whatever name it was opened: its visible copy, as on standard output.
fn write_device(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut device = OpenOptions::new().write(true).open(path)?;
    if !device.is_terminal() {
        return write(&mut device);
    }
    let mut whole = File::from(memfd_create("shown", MemfdFlags::CLOEXEC)?);
    let mut bytes = Vec::new();
    write(&mut whole)?;
    whole.rewind()?;
    whole.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    device.write_all(visible(&text, Place::Lines).as_bytes())
}

/// The names in one's own box, sorted, with their sizes in bytes.
///
/// # Errors
/// Those of the file system.
pub fn list(way: Way) -> io::Result<Vec<(String, u64)>> {
    let Some(folder) = folder(way)? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push((name, entry.metadata()?.len()));
        }
    }
    found.sort();
    Ok(found)
}

/// Takes a file out of one's own box for good.
///
/// # Errors
/// Those of the file system.
pub fn remove(name: &str, way: Way) -> io::Result<()> {
    let Some(folder) = folder(way)? else {
        return Err(io::ErrorKind::NotFound.into());
    };
    let at = File::open(folder)?;
    Ok(unlinkat(&at, name, AtFlags::empty())?)
}

/// Reads everything, at most so many bytes.
///
/// # Errors
/// Those of the file system.
pub fn read(path: &Path, way: Way, most: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    open(path, way)?.take(most).read_to_end(&mut out)?;
    Ok(out)
}
