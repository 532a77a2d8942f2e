//! How much the boxes of one operator hold together, and bringing a file in within that and within the
//! room that is left on the disk: a stranger to the figures of the office cannot fill its disk.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use rustix::fs::{
    AtFlags, FlockOperation, Mode, OFlags, ResolveFlags, flock, openat, openat2, renameat, unlinkat,
};

use sha2::{Digest, Sha256};

use crate::domain::chain::Hash;
use crate::words::Trouble;

/// Bytes read at a time.
const PIECE: usize = 64 << 10;

/// What the boxes of one operator may hold. No operator sets it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Files in both boxes.
    pub files: usize,
    /// Bytes in both boxes.
    pub bytes: u64,
    /// Bytes of one file that is brought in.
    pub one: u64,
    /// After so many bytes it is looked again whether there is room.
    pub stride: u64,
}

impl Limits {
    /// Those of an office.
    pub const OFFICE: Self = Self {
        files: 1000,
        bytes: 4 << 30,
        one: 1 << 30,
        stride: 8 << 20,
    };
}

/// Why a file was not taken in. What stood there stays, and nothing of the new one does.
#[derive(Debug)]
pub enum Stop {
    /// The boxes are full.
    Full,
    /// The file is too large.
    Large,
    /// Something else speaks against it: the disk, the roster.
    Said(Box<Trouble>),
    /// The file system, or whoever sends it.
    Broken(io::Error),
}

/// A file that has come whole.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Its bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub digest: Hash,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

/// What lies in boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Files, those that are being written included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Held {
    fn and(&mut self, bytes: u64) {
        self.files += 1;
        self.bytes = self.bytes.saturating_add(bytes);
    }

    const fn without(self, other: Self) -> Self {
        Self {
            files: self.files.saturating_sub(other.files),
            bytes: self.bytes.saturating_sub(other.bytes),
        }
    }
}

/// What lies in an operator's two boxes. No link is followed.
///
/// # Errors
/// Those of the file system.
pub fn held(both: &Path) -> io::Result<Held> {
    let mut all = Held::default();
    for name in ["in", "out"] {
        let entries = match fs::read_dir(both.join(name)) {
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            entries => entries?,
        };
        for entry in entries {
            match entry?.metadata() {
                // Taken out meanwhile.
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                facts => all.and(facts?.len()),
            }
        }
    }
    Ok(all)
}

/// What stands under a name that is written anew.
fn replaced(path: &Path) -> Held {
    let mut old = Held::default();
    if let Ok(facts) = fs::symlink_metadata(path) {
        old.and(facts.len());
    }
    old
}

/// Brings a file into the in box, piece by piece. `ask` is asked before, after every
/// [`Limits::stride`] and at the end; `whole` is told before the file is put in place.
///
/// # Errors
/// Why not; nothing of it is left then.
pub fn take_in(
    both: &Path,
    name: &Path,
    from: &mut dyn Read,
    limits: &Limits,
    ask: &mut dyn FnMut() -> Result<(), Stop>,
    whole: &mut dyn FnMut(&Taken) -> Result<(), Stop>,
) -> Result<u64, Stop> {
    let folder = both.join("in");
    sweep(&folder)?;
    ask()?;
    let old = replaced(&folder.join(name));
    let now = held(both)?.without(old);
    if now.files >= limits.files || now.bytes >= limits.bytes {
        return Err(Stop::Full);
    }
    let (mut taken, mut why) = (0, None);
    let done = write_beneath(&folder, name, |file| {
        let poured = pour(file, from, limits, &mut || {
            fits(both, old, limits)?;
            ask()
        });
        match poured.and_then(|all| whole(&all).map(|()| all.bytes)) {
            Ok(bytes) => taken = bytes,
            Err(stop) => {
                why = Some(stop);
                return Err(ErrorKind::Other.into());
            }
        }
        Ok(())
    });
    match (why, done) {
        (Some(stop), _) => Err(stop),
        (None, Err(e)) => Err(e.into()),
        (None, Ok(())) => Ok(taken),
    }
}

fn fits(both: &Path, old: Held, limits: &Limits) -> Result<(), Stop> {
    // The file that is being written stands among the others already.
    let now = held(both)?.without(old);
    if now.files > limits.files || now.bytes > limits.bytes {
        return Err(Stop::Full);
    }
    Ok(())
}

fn pour(
    file: &mut File,
    from: &mut dyn Read,
    limits: &Limits,
    look: &mut dyn FnMut() -> Result<(), Stop>,
) -> Result<Taken, Stop> {
    let (mut piece, mut hasher) = (vec![0; PIECE], Sha256::new());
    let (mut taken, mut next) = (0u64, limits.stride);
    loop {
        let read = match from.read(&mut piece) {
            Err(e) if e.kind() == ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 {
            break;
        }
        taken += read as u64;
        if taken > limits.one {
            return Err(Stop::Large);
        }
        hasher.update(&piece[..read]);
        file.write_all(&piece[..read])?;
        if taken >= next {
            look()?;
            next = taken.saturating_add(limits.stride);
        }
    }
    look()?;
    Ok(Taken {
        bytes: taken,
        digest: hasher.finalize().into(),
    })
}

/// What a file of this name would replace in the out box, when there is room for it.
///
/// # Errors
/// Those of the file system, `QuotaExceeded` when the boxes are full.
pub(super) fn takes(both: &Path, name: &Path, limits: &Limits) -> io::Result<Held> {
    let folder = both.join("out");
    sweep(&folder)?;
    let at = folder.join(name);
    if at.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let old = replaced(&at);
    let now = held(both)?.without(old);
    if now.files >= limits.files || now.bytes >= limits.bytes {
        return Err(ErrorKind::QuotaExceeded.into());
    }
    Ok(old)
}

/// Writes a file into the out box, within what both boxes may hold.
///
/// # Errors
/// Those of the file system and of the writing, `QuotaExceeded` when the boxes are full; what stood
/// there stays.
pub fn put_out(
    both: &Path,
    name: &Path,
    limits: &Limits,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let old = takes(both, name, limits)?;
    write_beneath(&both.join("out"), name, |file| {
        write(file)?;
        fits(both, old, limits).map_err(|_| ErrorKind::QuotaExceeded.into())
    })
}

/// Whether so many bytes more may be kept in the out box.
///
/// # Errors
/// `QuotaExceeded`, or those of the file system.
pub fn admits(both: &Path, bytes: usize, limits: &Limits) -> io::Result<()> {
    let now = held(both)?;
    if now.files >= limits.files || now.bytes.saturating_add(bytes as u64) > limits.bytes {
        return Err(ErrorKind::QuotaExceeded.into());
    }
    Ok(())
}

/// Clears away what a session that was killed left half written. What another one is writing is locked.
fn sweep(folder: &Path) -> io::Result<()> {
    let at = File::open(folder)?;
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !name.to_str().is_some_and(is_part) {
            continue;
        }
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOFOLLOW;
        let Ok(file) = openat(&at, &name, flags, Mode::empty()) else {
            continue;
        };
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok() {
            let _ = unlinkat(&at, &name, AtFlags::empty());
        }
    }
    Ok(())
}

/// True of the name under which a file of a box is written before it is put in place.
fn is_part(name: &str) -> bool {
    let end = name.rsplit_once(".part-").map(|(_, end)| end);
    name.starts_with('.')
        && end.is_some_and(|e| !e.is_empty() && e.bytes().all(|b| b.is_ascii_digit()))
}

/// Writes a file of a box beside and puts it in place; locked until it is there.
pub(super) fn write_beneath(
    folder: &Path,
    name: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let at = File::open(folder)?;
    let beside = format!(".{}.part-{}", name.display(), std::process::id());
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
    let mode = Mode::RUSR | Mode::WUSR;
    let mut file = File::from(openat2(&at, &beside, flags, mode, resolve())?);
    // As long as it is written nobody clears it away; see `allot`.
    flock(&file, FlockOperation::NonBlockingLockExclusive)?;
    let placed = write(&mut file)
        .and_then(|()| file.sync_all())
        .and_then(|()| Ok(renameat(&at, &beside, &at, name)?))
        .and_then(|()| at.sync_all());
    if placed.is_err() {
        let _ = unlinkat(&at, &beside, AtFlags::empty());
    }
    placed
}

/// How a name in a box is opened: beneath it, through no link, on the same disk.
pub(super) const fn resolve() -> ResolveFlags {
    ResolveFlags::BENEATH
        .union(ResolveFlags::NO_SYMLINKS)
        .union(ResolveFlags::NO_MAGICLINKS)
        .union(ResolveFlags::NO_XDEV)
}
