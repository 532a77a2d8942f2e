//! A progress bar on standard error: only for people who wait, only after half a second.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::out::talk;
use crate::runtime::clock;
use crate::store::Store;
use crate::store::upgrading::Upgrading;
use crate::words::{Lang, Word};

const MAKING: Word = Word::new("建立查询索引", "making the search index");

/// How long nobody minds.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar moves.
const BEAT: Duration = Duration::from_millis(100);
/// The bar of an upgrade.
const HUNDRED: usize = 100;
/// Cells of the bar.
const CELLS: usize = 24;

/// The bar of one piece of work.
pub struct Progress {
    what: &'static str,
    total: usize,
    /// False where there is nothing to count.
    counted: bool,
    began: Instant,
    drawn: Option<Instant>,
    watched: bool,
    /// The word for seconds, where it is said how long it has taken so far.
    seconds: Option<&'static str>,
}

impl Progress {
    /// Begins; nothing is drawn yet.
    #[must_use]
    pub fn new(what: Word, total: usize, lang: Lang) -> Self {
        Self {
            what: what.say(lang),
            total: total.max(1),
            counted: total > 0,
            began: clock::moment(),
            drawn: None,
            watched: super::out::is_watched(),
            seconds: None,
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
        let since = self.seconds.map_or_else(String::new, |word| {
            format!("  {} {word}", self.began.elapsed().as_secs())
        });
        let mut stderr = std::io::stderr().lock();
        // What was said before is taken off: it may have been longer.
        let _ = if self.counted {
            write!(
                stderr,
                "\r\x1b[K{what} {bar} {percent:>3}% {done}/{total}{since}"
            )
        } else {
            write!(stderr, "\r\x1b[K{what}{since}")
        };
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

const TABLES: Word = Word::new("升级数据库：改表", "upgrading the store: tables");
const EVENTS: Word = Word::new(
    "升级数据库：按事件重算",
    "upgrading the store: from its events",
);
const SAVING: Word = Word::new("升级数据库：写入磁盘……", "upgrading the store: writing …");
const SECONDS: Word = Word::new("秒", "s");
const WAITING: Word = Word::new(
    "等待别的会话升级数据库……",
    "waiting for another session that upgrades the store …",
);

/// How far the upgrade of an older store is, from half a second on and then all the time, also while one
/// step of it lasts: a bar for whoever watches, else one sentence. The desk is opened behind it.
pub fn upgrade_bar(lang: Lang) -> impl Fn(Upgrading) + Send + Sync + 'static {
    let shown: Arc<Mutex<Option<Shown>>> = Arc::default();
    move |step| {
        let Ok(mut now) = shown.lock() else { return };
        let (what, done, total) = match step {
            Upgrading::Ended => return *now = None,
            Upgrading::Waiting => (WAITING, 0, 0),
            Upgrading::Tables(done, total) => (TABLES, done, total),
            // In parts of a hundred: how many events there are is not for everybody to know.
            Upgrading::Events(done, total) => (EVENTS, done * HUNDRED / total.max(1), HUNDRED),
            Upgrading::Saving => (SAVING, 0, 0),
        };
        let begins = now.is_none();
        let one = now.get_or_insert_with(|| Shown::new(what, total, lang));
        if one.bar.what != what.say(lang) {
            // Whoever waits for the whole waits as long for each part.
            let began = one.bar.began;
            *one = Shown {
                said: one.said,
                ..Shown::new(what, total, lang)
            };
            one.bar.began = began;
        }
        one.done = done;
        one.show();
        drop(now);
        if begins {
            beat(&shown);
        }
    }
}

/// Shows it again and again until it has ended: one step may last for minutes.
fn beat(shown: &Arc<Mutex<Option<Shown>>>) {
    let shown = Arc::clone(shown);
    let beating = std::thread::Builder::new().name("bar".to_owned());
    let _ = beating.spawn(move || {
        loop {
            std::thread::sleep(BEAT * 2);
            let Ok(mut now) = shown.lock() else { return };
            match now.as_mut() {
                Some(one) => one.show(),
                None => return,
            }
        }
    });
}

/// What is shown of an upgrade.
struct Shown {
    bar: Progress,
    done: usize,
    said: bool,
    lang: Lang,
}

impl Shown {
    fn new(what: Word, total: usize, lang: Lang) -> Self {
        let mut bar = Progress::new(what, total, lang);
        bar.seconds = Some(SECONDS.say(lang));
        Self {
            bar,
            done: 0,
            said: false,
            lang,
        }
    }

    fn show(&mut self) {
        self.bar.at(self.done);
        if self.bar.watched || self.said || self.bar.began.elapsed() < PATIENCE {
            return;
        }
        self.said = true;
        let version = Store::version();
        talk(
            say!(
                "正在把数据库升级到第{version}版，数据多的要几分钟；请不要中断，断了也不丢什么，下次从头升级。",
                "The store is being upgraded to version {version}; a large one takes minutes. Let it go on; if it is cut, nothing is lost and the next command begins again."
            )
            .say(self.lang),
        );
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
