//! The queue before the store: writers take turns by a lock on a file beside it, about first come,
//! first served. A courtesy, no more: that the store stays right is `SQLite`'s own lock's work.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};

/// How long somebody stands in the queue before they try without their turn.
const PATIENCE: Duration = Duration::from_secs(3);

/// A place at the head of the queue; the next one comes when it is dropped. `None` inside: there is
/// no queue here, or the turn did not come.
pub struct Place(Option<File>);

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            let _ = flock(file, FlockOperation::Unlock);
        }
    }
}

/// The file beside a store.
fn beside(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push("-queue");
    PathBuf::from(name)
}

fn open(path: &Path) -> Option<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.mode(0o600).open(path).ok()
}

/// Waits for a turn, three seconds at most. A process that dies gives its turn back by dying.
pub fn wait(store: &Path) -> Place {
    let path = beside(store);
    let Some(file) = open(&path) else {
        return Place(None);
    };
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok() {
        return Place(Some(file));
    }
    // Only a wait in the kernel keeps the order, and it knows no limit: a thread waits instead, and
    // lets go at once when its turn comes too late.
    let (done, turn) = channel();
    let waiting = std::thread::Builder::new().spawn(move || {
        if flock(&file, FlockOperation::LockExclusive).is_ok() {
            let _ = done.send(file);
        }
    });
    match waiting {
        Ok(_) => Place(turn.recv_timeout(PATIENCE).ok()),
        Err(_) => Place(None),
    }
}
