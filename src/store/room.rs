//! Room on the disk: what is left beside the store, when to warn, what to refuse, and the ballast
//! that lets people back in when nothing is left.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FallocateFlags, OFlags, fallocate, statvfs};

use crate::words::{Exit, Sentence, Trouble};

/// Below this it is said in every room: a gibibyte, or a twentieth of the disk.
const LOW: u64 = 1 << 30;
/// A twentieth of a large disk is years of work: nobody needs to hear of it above this.
const ENOUGH: u64 = 4 << 30;
/// The ballast: room for a few more days of work.
pub const BALLAST: u64 = 64 << 20;

/// What is left on a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes that this account may still write.
    pub free: u64,
    /// Bytes in all.
    pub all: u64,
}

impl Room {
    /// True when the administrator should act.
    #[must_use]
    pub const fn is_low(self) -> bool {
        let twentieth = self.all / 20;
        let line = if twentieth < ENOUGH {
            twentieth
        } else {
            ENOUGH
        };
        self.free < LOW || self.free < line
    }

    /// What is said when it is low.
    #[must_use]
    pub fn notice(self) -> Option<Sentence> {
        // In steps, so that a screen at rest is not painted for every megabyte.
        let left = match self.free >> 20 {
            exact @ 0..100 => exact,
            more => more / 50 * 50,
        };
        if left == 0 {
            return Some(say!(
                "磁盘已满，存不下了，请告诉管理员。",
                "The disk is full and nothing more is saved: tell the administrator."
            ));
        }
        self.is_low().then(|| {
            say!(
                "磁盘只剩{left} MB，请告诉管理员。",
                "Only {left} MB are left on the disk: tell the administrator."
            )
        })
    }
}

/// The folder a file lies in.
#[must_use]
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The file beside another: its name with an end more.
#[must_use]
pub fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// What is left where a file lies; `None` when the system does not say.
#[must_use]
pub fn left(path: &Path) -> Option<Room> {
    let fs = statvfs(folder(path)).ok()?;
    Some(Room {
        free: fs.f_bavail.saturating_mul(fs.f_frsize),
        all: fs.f_blocks.saturating_mul(fs.f_frsize),
    })
}

/// Refuses a work that needs so many bytes when there are not twice as many: half-way is too late.
///
/// # Errors
/// The refusal; nothing was begun.
pub fn for_work(path: &Path, need: u64) -> Result<(), Trouble> {
    match left(path) {
        Some(room) if room.free < need.saturating_mul(2) => {
            let (free, need) = (room.free >> 20, (need >> 19).max(1));
            Err(Trouble::unchanged(
                Exit::Failed,
                say!(
                    "磁盘空间不够：还剩{free} MB，这件事要留出{need} MB，没有开始。",
                    "There is not enough room: {free} MB are left and this wants {need} MB; it was not begun."
                ),
                say!(
                    "请管理员腾出空间再做。",
                    "Ask the administrator to make room first."
                ),
            ))
        }
        _ => Ok(()),
    }
}

/// Where the ballast of a store lies.
#[must_use]
pub fn ballast(store: &Path) -> PathBuf {
    folder(store).join("ballast")
}

/// How much of the ballast is given up for one row that must not be missing.
const GIVEN: u64 = 1 << 20;

/// Gives up a piece of the ballast, so that a row of the trail which must not be missing finds room; false where there
/// is none.
pub(super) fn give_way(store: &Path) -> bool {
    let file = open_ballast(store, false);
    let given = file.and_then(|file| {
        let left = file.metadata()?.len();
        file.set_len(left.saturating_sub(GIVEN))?;
        Ok(left > 0)
    });
    given.unwrap_or(false)
}

fn open_ballast(store: &Path, new: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(new).truncate(false).mode(0o600);
    let no_link = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or_default();
    options.custom_flags(no_link).open(ballast(store))
}

/// Lays the ballast beside a store while there is plenty of room, or what is missing of it. That it could not be laid
/// is no reason not to work.
pub fn lay_ballast(store: &Path) {
    let plenty = left(store).is_some_and(|r| !r.is_low() && r.free > LOW + BALLAST);
    let length = std::fs::symlink_metadata(ballast(store)).map(|m| m.len());
    if !plenty || length.is_ok_and(|length| length >= BALLAST) {
        return;
    }
    if let Ok(file) = open_ballast(store, true)
        && fallocate(&file, FallocateFlags::empty(), 0, BALLAST).is_err()
    {
        // A file without its bytes would promise what it does not hold.
        let _ = std::fs::remove_file(ballast(store));
    }
}

/// How to get back in when nothing is left, as a sentence's end.
#[must_use]
pub fn way_back(store: &Path) -> Sentence {
    let path = ballast(store);
    let shown = path.display();
    if path.exists() {
        say!(
            "管理员可删除压舱文件“{shown}”，立刻腾出64 MB。",
            "The administrator may delete the ballast \"{shown}\", which frees 64 MB at once."
        )
    } else {
        say!(
            "请管理员腾出空间后再存。",
            "Ask the administrator to make room, then save again."
        )
    }
}
