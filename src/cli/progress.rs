//! A progress bar on standard error: only for people who wait, only after half a second.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::runtime::clock;
use crate::words::{Lang, Word};

const MAKING: Word = Word::new("建立查询索引", "making the search index");

/// How long nobody minds.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar moves.
const BEAT: Duration = Duration::from_millis(100);
/// Cells of the bar.
const CELLS: usize = 24;

/// The bar of one piece of work.
pub struct Progress {
    what: &'static str,
    total: usize,
    began: Instant,
    drawn: Option<Instant>,
    watched: bool,
}

impl Progress {
    /// Begins; nothing is drawn yet.
    #[must_use]
    pub fn new(what: Word, total: usize, lang: Lang) -> Self {
        Self {
            what: what.say(lang),
            total: total.max(1),
            began: clock::moment(),
            drawn: None,
            watched: super::out::is_watched(),
        }
    }

    /// So many are done.
    pub fn at(&mut self, done: usize) {
        if !self.watched || self.began.elapsed() < PATIENCE {
            return;
        }
        if self.drawn.is_some_and(|at| at.elapsed() < BEAT) {
            return;
        }
        self.drawn = Some(clock::moment());
        let done = done.min(self.total);
        let full = CELLS * done / self.total;
        let bar = "█".repeat(full) + &"░".repeat(CELLS - full);
        let percent = 100 * done / self.total;
        let (what, total) = (self.what, self.total);
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "\r{what} {bar} {percent:>3}% {done}/{total}");
        let _ = stderr.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// A bar for each time that a command waits for the search index, at its beginning or later.
pub fn index_bar(lang: Lang) -> impl FnMut(Option<u32>) + Send + 'static {
    let mut bar = None;
    move |done| match done {
        Some(done) => bar
            .get_or_insert_with(|| Progress::new(MAKING, 1000, lang))
            .at(done as usize),
        None => bar = None,
    }
}
