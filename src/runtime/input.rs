//! The reader: a thread that waits for bytes from the terminal and hands on events.

use std::os::fd::AsFd;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use tokio::sync::mpsc::UnboundedSender;

use super::burst::Burst;
use super::decode::Decoder;
use crate::flow::Event;

/// How long a burst may pause and still be one.
const PAUSE: Duration = Duration::from_millis(15);
/// How long the rest of a sequence may take on a slow line; also how late a lone Esc acts.
const MIDWAY: Duration = Duration::from_millis(40);
/// How long a bracketed paste may pause: its end was lost then.
const PASTE: Duration = Duration::from_secs(5);

/// What the reader tells the loop.
#[derive(Debug)]
pub enum Input {
    /// Events in the order in which they were typed.
    Typed(Vec<Event>),
    /// Nothing can be read any more.
    Gone,
}

/// Starts the reader; it ends with the process. `mark` is what a paste that was cut ends with.
///
/// # Errors
/// When no thread can be started.
pub fn start(out: UnboundedSender<Input>, mark: String) -> std::io::Result<()> {
    let reader = std::thread::Builder::new().name("keys".to_owned());
    reader.spawn(move || {
        let mut decoder = Decoder::default();
        while let Some(events) = gather(&mut decoder, &mark) {
            if !events.is_empty() && out.send(Input::Typed(events)).is_err() {
                return;
            }
        }
        let _ = out.send(Input::Gone);
    })?;
    Ok(())
}

/// Waits for something and takes all that came with it; `None` when the terminal is gone.
fn gather(decoder: &mut Decoder, mark: &str) -> Option<Vec<Event>> {
    let mut burst = Burst::new(mark);
    let mut bytes = [0; 1 << 14];
    let mut patience = None;
    loop {
        if is_waiting(patience)? {
            let read = take(&mut bytes)?;
            decoder.feed(&bytes[..read], &mut burst);
        } else if decoder.is_midway() || decoder.is_pasting() {
            decoder.settle(&mut burst);
        } else {
            return Some(burst.finish());
        }
        if burst.is_full() {
            return Some(burst.finish());
        }
        patience = Some(match () {
            () if decoder.is_pasting() => PASTE,
            () if decoder.is_midway() => MIDWAY,
            () if burst.is_open() => PAUSE,
            () => Duration::ZERO,
        });
    }
}

/// True when there is something to read, false when nothing came for so long.
fn is_waiting(patience: Option<Duration>) -> Option<bool> {
    let limit = patience.and_then(|p| p.try_into().ok());
    let input = std::io::stdin();
    let input = input.as_fd();
    loop {
        let mut fds = [PollFd::new(&input, PollFlags::IN)];
        match poll(&mut fds, limit.as_ref()) {
            Ok(0) => return Some(false),
            // A dead terminal is found out by reading from it.
            Ok(_) => return Some(true),
            Err(Errno::INTR) => {}
            Err(_) => return None,
        }
    }
}

fn take(bytes: &mut [u8]) -> Option<usize> {
    loop {
        match rustix::io::read(std::io::stdin().as_fd(), &mut *bytes) {
            Ok(0) => return None,
            Ok(n) => return Some(n),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return None,
        }
    }
}
