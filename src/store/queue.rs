//! The queue before the store: writers take turns by a lock on a file beside it, about first come,
//! first served. A courtesy, no more: that the store stays right is `SQLite`'s own lock's work.

use std::cell::{Cell, RefCell};
use std::fs::{File, OpenOptions};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};

use super::room::with_end;

/// How long somebody stands in the queue before they try without their turn.
const PATIENCE: Duration = Duration::from_secs(3);
/// How many times that, when whoever writes has said that it takes longer: an import of a large ledger.
const LONG: u32 = 40;

/// A place at the head of the queue; the next one comes when it is dropped. `None` inside: there is
/// no queue here, or the turn did not come.
pub struct Place {
    file: Option<Arc<File>>,
    /// Whether it said that it takes longer.
    long: Cell<bool>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            if self.long.get() {
                let _ = file.set_len(0);
            }
            let _ = flock(file, FlockOperation::Unlock);
        }
    }
}

/// The queue's file, held open by somebody who writes often.
#[derive(Default)]
pub struct Door(RefCell<Option<Arc<File>>>);

impl Door {
    /// As [`wait`]; the file is opened once.
    pub fn wait(&self, store: &Path) -> Place {
        let held = self.0.borrow().clone();
        // One that was removed meanwhile has no name any more: others stand before another.
        let facts = held.and_then(|file| {
            let facts = file.metadata().ok()?;
            (facts.nlink() > 0).then_some((file, facts.len() > 0))
        });
        // What somebody said of their turn who died in it stands there still.
        let opened = || open(&with_end(store, "-queue")).map(|file| (Arc::new(file), true));
        let Some((file, said)) = facts.or_else(opened) else {
            return Place::none();
        };
        *self.0.borrow_mut() = Some(Arc::clone(&file));
        if flock(&*file, FlockOperation::NonBlockingLockExclusive).is_ok() {
            return if said {
                Place::first(file)
            } else {
                Place::of(file)
            };
        }
        // Whoever has to wait does so with a file of their own, which nobody else unlocks.
        wait(store)
    }
}

impl Place {
    /// Says to those behind that this turn takes longer than usual, so that they wait for it.
    pub fn takes_longer(&self) {
        if let Some(file) = &self.file {
            self.long.set(true);
            let _ = file.set_len(1);
        }
    }

    /// True of a place at the head: everybody else waits for it.
    pub const fn is_head(&self) -> bool {
        self.file.is_some()
    }

    /// No place: there is no queue, or nobody else knows of the store yet.
    pub const fn none() -> Self {
        Self {
            file: None,
            long: Cell::new(false),
        }
    }

    const fn of(file: Arc<File>) -> Self {
        Self {
            file: Some(file),
            long: Cell::new(false),
        }
    }

    /// A place at the head, without what an earlier one said of its own turn.
    fn first(file: Arc<File>) -> Self {
        forget(&file);
        Self::of(file)
    }
}

/// What was said of one turn holds for no other.
fn forget(file: &File) {
    if is_long(file) {
        let _ = file.set_len(0);
    }
}

/// Whether the turn at the head was said to take longer.
fn is_long(file: &File) -> bool {
    file.metadata().is_ok_and(|m| m.len() > 0)
}

fn open(path: &Path) -> Option<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.mode(0o600).open(path).ok()
}

/// Waits for a turn, three seconds at most, or two minutes behind one that said it takes longer. A
/// process that dies gives its turn back by dying.
pub fn wait(store: &Path) -> Place {
    let path = with_end(store, "-queue");
    let Some(file) = open(&path) else {
        return Place::none();
    };
    if flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok() {
        return Place::first(Arc::new(file));
    }
    let Ok(head) = file.try_clone() else {
        return Place::none();
    };
    // Only a wait in the kernel keeps the order, and it knows no limit: a thread waits instead, and
    // lets go at once when its turn comes too late.
    let (done, turn) = channel();
    let waiting = std::thread::Builder::new().spawn(move || {
        if flock(&file, FlockOperation::LockExclusive).is_ok() {
            let _ = done.send(file);
        }
    });
    if waiting.is_err() {
        return Place::none();
    }
    for _ in 0..LONG {
        match turn.recv_timeout(PATIENCE) {
            Ok(file) => return Place::first(Arc::new(file)),
            Err(RecvTimeoutError::Timeout) if is_long(&head) => {}
            Err(_) => break,
        }
    }
    Place::none()
}
