//! Signals, and the watcher for a terminal that died without one.

use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal as Posix, getpid, getppid, kill_process};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What a signal means for the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The terminal is gone.
    Hangup,
    /// Somebody wants the program to end; the signal's number.
    End(u8),
    /// Somebody wants it to stop for a while.
    Stop,
    /// It goes on after a stop.
    Resumed,
    /// The terminal has another size.
    Resized,
}

/// The signals that the desk listens to. Listening takes away their default effect, so each is
/// acted on: a hang-up that is only heard leaves a process that spins for ever.
pub struct Signals {
    hangup: Signal,
    terminate: Signal,
    interrupt: Signal,
    quit: Signal,
    stop: Signal,
    resume: Signal,
    resize: Signal,
}

impl Signals {
    /// Starts to listen; needs a runtime.
    ///
    /// # Errors
    /// When a handler cannot be set.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self {
            hangup: signal(SignalKind::hangup())?,
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            stop: signal(SignalKind::from_raw(Posix::TSTP.as_raw()))?,
            resume: signal(SignalKind::from_raw(Posix::CONT.as_raw()))?,
            resize: signal(SignalKind::window_change())?,
        })
    }

    /// The next signal; hang-up first.
    pub async fn next(&mut self) -> Alarm {
        tokio::select! {
            biased;
            _ = self.hangup.recv() => Alarm::Hangup,
            _ = self.terminate.recv() => Alarm::End(15),
            _ = self.interrupt.recv() => Alarm::End(2),
            _ = self.quit.recv() => Alarm::End(3),
            _ = self.stop.recv() => Alarm::Stop,
            _ = self.resume.recv() => Alarm::Resumed,
            _ = self.resize.recv() => Alarm::Resized,
        }
    }
}

/// True when somebody could resume the process after a stop. As leader of a session (the forced
/// command of a connection) it would stop for ever.
#[must_use]
pub fn can_stop() -> bool {
    let parent = getppid().map_or(0, |pid| Pid::as_raw(Some(pid)));
    match (standing("self"), standing(&parent.to_string())) {
        (Some(own), Some(above)) => own.could_be_resumed_by(above),
        _ => false,
    }
}

/// True of a program that was started in the background: the terminal is another's.
#[must_use]
pub fn is_behind() -> bool {
    let line = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let Some((_, rest)) = line.rsplit_once(')') else {
        return false;
    };
    // State, parent, group, session, terminal, the group that has it; zero and less: nobody that is seen.
    let field = |n: usize| rest.split_whitespace().nth(n)?.parse::<i32>().ok();
    match (field(2), field(5)) {
        (Some(own), Some(front)) => own > 0 && front > 0 && own != front,
        _ => false,
    }
}

/// The process group and session of a process. Zero is one that lies outside the space of numbers
/// that is seen from here: the `rustix` calls for these take it for impossible and panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Standing {
    group: i32,
    session: i32,
}

impl Standing {
    /// Read from the line of `/proc/PID/stat`: whatever stands in brackets, then state, parent,
    /// group, session.
    fn parse(line: &str) -> Option<Self> {
        let (_, rest) = line.rsplit_once(')')?;
        let mut fields = rest.split_whitespace().skip(2);
        let mut next = || fields.next()?.parse().ok();
        Some(Self {
            group: next()?,
            session: next()?,
        })
    }

    /// A shell with job control stands in the same session with a group of its own.
    const fn could_be_resumed_by(self, above: Self) -> bool {
        self.session != 0 && self.session == above.session && self.group != above.group
    }
}

fn standing(process: &str) -> Option<Standing> {
    Standing::parse(&std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?)
}

/// Stops the process until somebody resumes it.
pub fn stop() {
    let _ = kill_process(getpid(), Posix::STOP);
}

/// Watches the terminal from a thread of its own and tells once when it has died. Reads nothing.
///
/// # Errors
/// When no thread can be started.
pub fn watch(gone: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    let watcher = std::thread::Builder::new().name("watch".to_owned());
    watcher.spawn(move || {
        let half_a_second = Timespec {
            tv_sec: 0,
            tv_nsec: 500_000_000,
        };
        let (input, output) = (std::io::stdin(), std::io::stdout());
        loop {
            let (input, output) = (input.as_fd(), output.as_fd());
            let mut fds = [&input, &output].map(|fd| PollFd::new(fd, PollFlags::empty()));
            let _ = poll(&mut fds, Some(&half_a_second));
            let dead = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
            if fds.iter().any(|fd| fd.revents().intersects(dead)) {
                return gone();
            }
        }
    })?;
    Ok(())
}

/// So long the end of input is held for the end of the line.
const MOMENT: Duration = Duration::from_millis(150);

/// Whether anybody hears what is said. Input ends as well where the line is cut; then nobody does, which is known a
/// moment later: one way after the other, however busy the server is that shuts them.
#[must_use]
pub fn is_heard() -> bool {
    let until = Instant::now() + MOMENT;
    let (output, talk) = (std::io::stdout(), std::io::stderr());
    let (output, talk) = (output.as_fd(), talk.as_fd());
    let mut open = vec![output, talk];
    let dead = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    loop {
        let left = until.saturating_duration_since(Instant::now());
        let left = Timespec::try_from(left).ok();
        let polls = open.iter().map(|fd| PollFd::new(fd, PollFlags::empty()));
        let mut polls: Vec<PollFd<'_>> = polls.collect();
        let _ = poll(&mut polls, left.as_ref());
        let shut: Vec<bool> = polls
            .iter()
            .map(|fd| fd.revents().intersects(dead))
            .collect();
        let mut shut = shut.into_iter();
        open.retain(|_| !shut.next().unwrap_or_default());
        if open.is_empty() || Instant::now() >= until {
            return !open.is_empty();
        }
    }
}
