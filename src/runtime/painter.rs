//! The painter: a thread that writes finished bytes to the terminal and may block while doing so.
//!
//! It holds no lock while it writes, so a client that stops reading stops only the painter. The
//! loop draws its next frame when the last one is through; what was overtaken is never drawn.

use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::clock;

/// What a write to the terminal came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Painted {
    /// The terminal took everything.
    Through,
    /// The terminal is gone.
    Lost,
}

#[derive(Default)]
struct Easel {
    /// Bytes that wait.
    waiting: Vec<u8>,
    /// True while a write is under way.
    busy: bool,
    /// True when the terminal is gone.
    lost: bool,
}

/// The hand of the painter's thread.
#[derive(Clone)]
pub struct Painter {
    easel: Arc<(Mutex<Easel>, Condvar)>,
}

impl Painter {
    /// Starts the thread; `told` hears of each write that ended.
    pub fn start(told: impl Fn(Painted) + Send + 'static) -> std::io::Result<Self> {
        let easel = Arc::new((Mutex::new(Easel::default()), Condvar::new()));
        let own = Arc::clone(&easel);
        std::thread::Builder::new()
            .name("painter".to_owned())
            .spawn(move || paint(&own, &told))?;
        Ok(Self { easel })
    }

    fn look(&self) -> MutexGuard<'_, Easel> {
        self.easel.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands over bytes; they go out in one write, together with what still waits.
    pub fn offer(&self, bytes: &[u8]) {
        let mut easel = self.look();
        if !easel.lost && !bytes.is_empty() {
            easel.waiting.extend_from_slice(bytes);
            self.easel.1.notify_all();
        }
    }

    /// True when nothing waits and nothing is being written.
    #[must_use]
    pub fn is_free(&self) -> bool {
        let easel = self.look();
        !easel.busy && easel.waiting.is_empty()
    }

    /// Waits until everything is written, but no longer than `limit`; true when it is.
    pub fn finish(&self, limit: Duration) -> bool {
        let until = clock::moment() + limit;
        let mut easel = self.look();
        while (easel.busy || !easel.waiting.is_empty()) && !easel.lost {
            let left = until.saturating_duration_since(clock::moment());
            if left.is_zero() {
                return false;
            }
            easel = match self.easel.1.wait_timeout(easel, left) {
                Ok((easel, _)) => easel,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
        true
    }
}

fn paint(easel: &(Mutex<Easel>, Condvar), told: &impl Fn(Painted)) {
    loop {
        let bytes = {
            let mut own = easel.0.lock().unwrap_or_else(PoisonError::into_inner);
            while own.waiting.is_empty() {
                own = easel.1.wait(own).unwrap_or_else(PoisonError::into_inner);
            }
            own.busy = true;
            std::mem::take(&mut own.waiting)
        };
        let painted = write_out(std::io::stdout().as_fd(), &bytes, None);
        {
            let mut own = easel.0.lock().unwrap_or_else(PoisonError::into_inner);
            own.busy = false;
            own.lost = painted == Painted::Lost;
            if own.lost {
                own.waiting.clear();
            }
        }
        easel.1.notify_all();
        told(painted);
        if painted == Painted::Lost {
            return;
        }
    }
}

/// Writes all of `bytes`, in one call when the terminal takes them so. With a `patience`, gives up
/// when the terminal takes nothing for so long.
pub fn write_out(to: BorrowedFd<'_>, bytes: &[u8], patience: Option<Duration>) -> Painted {
    let mut rest = bytes;
    while !rest.is_empty() {
        if patience.is_some() && !takes(to, patience) {
            return Painted::Lost;
        }
        match rustix::io::write(to, rest) {
            Ok(0) => return Painted::Lost,
            Ok(n) => rest = &rest[n.min(rest.len())..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                takes(to, patience);
            }
            Err(_) => return Painted::Lost,
        }
    }
    Painted::Through
}

/// Waits until the terminal takes bytes.
fn takes(to: BorrowedFd<'_>, patience: Option<Duration>) -> bool {
    let limit = patience.and_then(|p| p.try_into().ok());
    let mut fds = [PollFd::new(&to, PollFlags::OUT)];
    match poll(&mut fds, limit.as_ref()) {
        Ok(0) => false,
        Ok(_) => fds[0].revents().contains(PollFlags::OUT),
        Err(Errno::INTR) => true,
        Err(_) => false,
    }
}
