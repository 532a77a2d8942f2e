//! The event loop: one thread, never blocked. Hang-up first, then answers, then keys, then the clock;
//! everything that waits is taken before one frame is painted.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep_until};

use super::access;
use super::clock::{self, Clock};
use super::effects::{Hands, Turn};
use super::input::Input;
use super::painter::Painted;
use super::screen::{self, Screen};
use super::signals::{self, Alarm, Signals};
use super::{fall, probe};
use crate::app::App;
use crate::flow::{Effect, Event};

/// Frames come no closer than this.
const FRAME: Duration = Duration::from_millis(16);
/// The clock's step.
const SECOND: Duration = Duration::from_secs(1);
/// So many events at most are taken before a frame is painted.
const DRAIN: usize = 1024;

/// What the threads tell the loop.
#[derive(Debug)]
pub enum News {
    /// An event for the app: an answer, a change by another session.
    World(Event),
    /// The painter is through with a frame, or lost the terminal.
    Painted(Painted),
    /// The watcher saw the terminal die.
    Gone,
}

/// How the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The app said so.
    Quit(u8),
    /// A signal said so; its number.
    Signal(u8),
    /// The terminal is gone.
    Hangup,
    /// A thread of the program has fallen.
    Fallen,
}

/// What the loop woke up for.
enum Next {
    Alarm(Alarm),
    News(News),
    Input(Input),
    Tick,
    /// A frame or a wake is due.
    Due,
}

/// The loop with everything it works on.
pub struct Looper {
    /// The program.
    pub app: App,
    /// The screen.
    pub screen: Screen,
    /// Those who carry out orders.
    pub hands: Hands,
    clock: Clock,
    signals: Signals,
    news: UnboundedReceiver<News>,
    input: UnboundedReceiver<Input>,
    wakes: Vec<Instant>,
    wants_paint: bool,
    painted_at: Instant,
}

impl Looper {
    /// A loop that has not begun; needs a runtime.
    #[must_use]
    pub fn new(
        app: App,
        screen: Screen,
        hands: Hands,
        clock: Clock,
        signals: Signals,
        (news, input): (UnboundedReceiver<News>, UnboundedReceiver<Input>),
    ) -> Self {
        let painted_at = moment();
        Self {
            app,
            screen,
            hands,
            clock,
            signals,
            news,
            input,
            wakes: Vec::new(),
            wants_paint: true,
            painted_at,
        }
    }

    /// Runs until something ends it.
    pub async fn run(&mut self) -> Ending {
        if self.screen.enter().is_err() {
            return Ending::Hangup;
        }
        let first = self.app.start();
        if let Some(ending) = self.carry_out(first) {
            return ending;
        }
        self.paint();
        let mut ticks = interval_at(moment() + SECOND, SECOND);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            let due = self.due();
            let next = tokio::select! {
                biased;
                alarm = self.signals.next() => Next::Alarm(alarm),
                Some(news) = self.news.recv() => Next::News(news),
                Some(input) = self.input.recv() => Next::Input(input),
                () = wait_until(due) => Next::Due,
                _ = ticks.tick() => Next::Tick,
            };
            if let Some(ending) = self
                .take(next)
                .or_else(|| self.drain())
                .or_else(|| self.wake())
            {
                return ending;
            }
            if self.may_paint().is_some_and(|at| at <= moment()) {
                self.paint();
            }
        }
    }

    /// When something is to be done although nothing happens.
    fn due(&self) -> Option<Instant> {
        self.wakes.iter().copied().chain(self.may_paint()).min()
    }

    /// When the next frame may be painted; `None` when there is none, or the last is not through.
    fn may_paint(&self) -> Option<Instant> {
        let ready = self.wants_paint && screen::is_up() && self.screen.is_free();
        ready.then(|| self.painted_at + FRAME)
    }

    fn paint(&mut self) {
        self.wants_paint = false;
        self.painted_at = moment();
        self.screen.paint(|frame| self.app.draw(frame));
    }

    /// Takes what waits already.
    fn drain(&mut self) -> Option<Ending> {
        for _ in 0..DRAIN {
            let next = match self.news.try_recv() {
                Ok(news) => Next::News(news),
                Err(_) => Next::Input(self.input.try_recv().ok()?),
            };
            if let Some(ending) = self.take(next) {
                return Some(ending);
            }
        }
        None
    }

    /// Sends the tick of every wake that has come.
    fn wake(&mut self) -> Option<Ending> {
        let now = moment();
        let before = self.wakes.len();
        self.wakes.retain(|at| *at > now);
        if self.wakes.len() == before {
            None
        } else {
            self.handle(Event::Tick(self.clock.now()))
        }
    }

    fn take(&mut self, next: Next) -> Option<Ending> {
        match next {
            Next::Alarm(Alarm::Hangup)
            | Next::News(News::Gone | News::Painted(Painted::Lost))
            | Next::Input(Input::Gone) => Some(Ending::Hangup),
            Next::Alarm(Alarm::End(number)) => Some(Ending::Signal(number)),
            Next::Alarm(Alarm::Stop) => {
                self.suspend();
                None
            }
            Next::Alarm(Alarm::Resumed) => self.resume(),
            Next::Alarm(Alarm::Resized) => self.resize(),
            Next::News(News::World(event)) => self.handle(event),
            Next::News(News::Painted(Painted::Through)) | Next::Due => None,
            Next::Input(Input::Typed(events)) => {
                events.into_iter().find_map(|event| self.handle(event))
            }
            Next::Tick if !screen::is_there() => Some(Ending::Hangup),
            Next::Tick if fall::has_fallen() => Some(Ending::Fallen),
            Next::Tick => self.handle(Event::Tick(self.clock.now())),
        }
    }

    fn handle(&mut self, event: Event) -> Option<Ending> {
        probe::fall_if_asked(&event);
        let revoked = !matches!(event, Event::Reply(..)) && access::is_revoked();
        let event = if revoked { Event::Revoked } else { event };
        let effects = self.app.handle(event);
        self.wants_paint |= self.app.is_changed();
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Option<Ending> {
        for effect in effects {
            self.wants_paint |= matches!(effect, Effect::Repaint);
            match self.hands.carry_out(effect, &mut self.screen) {
                Some(Turn::Wake(after)) => {
                    let at = moment() + after;
                    // Wakes within a millisecond are one.
                    if !self
                        .wakes
                        .iter()
                        .any(|w| w.max(&at).duration_since(*w.min(&at)) < Duration::from_millis(1))
                    {
                        self.wakes.push(at);
                    }
                }
                Some(Turn::Suspend) => self.suspend(),
                Some(Turn::Quit(status)) => return Some(Ending::Quit(status)),
                None => {}
            }
        }
        None
    }

    /// Gives the screen to the shell and stops; goes on with [`Looper::resume`]. In an office nobody may
    /// stop a process that others could have to wait for.
    fn suspend(&mut self) {
        if !access::is_office() && signals::can_stop() {
            screen::let_go();
            signals::stop();
        } else {
            self.screen.say(b"\x07");
        }
    }

    /// Takes the screen again, also after a stop from outside, with a whole frame.
    ///
    /// In the background the terminal is the shell's: the stop for taking it may be held back (see `harden`).
    fn resume(&mut self) -> Option<Ending> {
        if !access::is_office() && signals::is_behind() && signals::can_stop() {
            signals::stop();
            return None;
        }
        if self.screen.enter().is_err() {
            return Some(Ending::Hangup);
        }
        self.resize()
    }

    /// Reads the size anew and paints a whole frame, also when it is the same: the terminal may
    /// have moved what was on it.
    fn resize(&mut self) -> Option<Ending> {
        let size = self.screen.resize();
        self.screen.repaint();
        self.wants_paint = true;
        self.handle(Event::Resize(size.width, size.height))
    }
}

async fn wait_until(at: Option<Instant>) {
    match at {
        Some(at) => sleep_until(at).await,
        None => std::future::pending().await,
    }
}

/// This moment, as the runtime counts.
fn moment() -> Instant {
    Instant::from_std(clock::moment())
}
