//! Carries out what the app ordered.

use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::clock::Clock;
use super::screen::Screen;
use super::{clipboard, keep};
use crate::flow::{Effect, Event, Reply, Ticket};
use crate::store::worker::{Outlet, Worker};
use crate::words::{Exit, Trouble};

/// How long ending waits for the store: longer than a write may wait for its turn.
const WRITTEN: Duration = Duration::from_secs(12);

/// What an order means for the loop itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Send a tick after so long.
    Wake(Duration),
    /// Leave the screen to the shell.
    Suspend,
    /// End with a status.
    Quit(u8),
}

/// The hands that carry out effects.
pub struct Hands {
    worker: Worker,
    clock: Clock,
    folder: PathBuf,
    outlet: Outlet,
    /// How the session's beginning is noted.
    entered: &'static str,
}

impl Hands {
    /// Hands on a running store; kept files go to `folder`.
    #[must_use]
    pub const fn new(
        worker: Worker,
        clock: Clock,
        folder: PathBuf,
        outlet: Outlet,
        entered: &'static str,
    ) -> Self {
        Self {
            worker,
            clock,
            folder,
            outlet,
            entered,
        }
    }

    /// Carries out one effect; gives what the loop has to do itself.
    pub fn carry_out(&self, effect: Effect, screen: &mut Screen) -> Option<Turn> {
        match effect {
            Effect::Ask(ticket, ask) => self.worker.ask(ticket, ask, self.clock.now()),
            Effect::Do(ticket, order) => self.worker.perform(ticket, *order, self.clock.now()),
            Effect::Stand => self.worker.stand(self.entered, self.clock.now()),
            Effect::Copy(text) => match clipboard::order(&text) {
                Some(order) => screen.say(&order),
                None => (self.outlet)(Event::Reply(Ticket::default(), Err(too_long()))),
            },
            Effect::Keep(name, bytes) => self.keep(name, bytes),
            Effect::Wake(ms) => return Some(Turn::Wake(Duration::from_millis(ms))),
            Effect::Repaint => screen.repaint(),
            Effect::Suspend => return Some(Turn::Suspend),
            Effect::Bell => screen.say(b"\x07"),
            Effect::Quit(status) => return Some(Turn::Quit(status)),
        }
        None
    }

    /// Carries out only what must be written: the terminal is going.
    pub fn write_down(&self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Do(ticket, order) = effect {
                self.worker.perform(ticket, *order, self.clock.now());
            }
        }
    }

    /// Puts on record how the session ends.
    pub fn leave(&self, how: &'static str) {
        self.worker.leave(how, self.clock.now());
    }

    /// Lets everything that was ordered be written. A store that never answers is not waited for.
    pub fn finish(self) {
        let (done, written) = channel();
        let ending = std::thread::Builder::new().name("ending".to_owned());
        let worker = self.worker;
        let stopping = ending.spawn(move || {
            worker.stop();
            let _ = done.send(());
        });
        if stopping.is_ok() {
            let _ = written.recv_timeout(WRITTEN);
        }
    }

    /// Writes a file on a thread of its own: a slow disk must not hold the keys.
    fn keep(&self, name: String, bytes: Vec<u8>) {
        let (folder, outlet) = (self.folder.clone(), std::sync::Arc::clone(&self.outlet));
        let (note, clock) = (self.worker.unwritten(), self.clock);
        let work = move || {
            let answer = keep::keep(&folder, &name, &bytes)
                .map(|path| Reply::Kept(path.display().to_string()));
            if answer.is_err() {
                // What it was to hold may be on record as taken out.
                note(clock.now());
            }
            outlet(Event::Reply(Ticket::default(), answer));
        };
        if std::thread::Builder::new()
            .name("keep".to_owned())
            .spawn(work)
            .is_err()
        {
            self.worker.unwritten()(self.clock.now());
            (self.outlet)(Event::Reply(Ticket::default(), Err(too_busy())));
        }
    }
}

fn too_long() -> Trouble {
    let limit = clipboard::LIMIT / 1024;
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "没有复制：超过 {limit} KB，终端剪贴板收不下。",
            "Not copied: longer than {limit} KB, more than a terminal's clipboard takes."
        ),
        say!("请改为存成文件。", "Keep it as a file instead."),
    )
}

fn too_busy() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "文件没有写成：系统太忙。",
            "The file was not written: the system is too busy."
        ),
        say!("请稍候再试。", "Try again in a moment."),
    )
}
