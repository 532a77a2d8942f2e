//! The only module that touches terminal, clock, signals and files.
//!
//! `desk` is all that others need: it opens the store and runs the program on the terminal.

pub mod access;
pub mod allot;
pub mod boxes;
pub mod burst;
pub mod clipboard;
pub mod clock;
pub mod decode;
mod effects;
mod fall;
pub mod fence;
pub mod harden;
pub mod heap;
mod input;
pub mod keep;
mod looper;
mod painter;
pub mod pen;
mod probe;
pub mod proof;
pub mod reader;
pub mod rules;
mod screen;
pub mod shut;
mod signals;
pub mod survey;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::app::App;
use crate::domain::office::Office;
use crate::flow::Event;
use crate::look::{Look, Palette};
use crate::store::Store;
use crate::store::worker::{Outlet, Worker};
use crate::words::{Exit, Lang, Trouble, Word};
use clock::Clock;
use effects::Hands;
use fence::Hold;
use looper::{Ending, Looper, News};
use painter::Painter;
pub use pen::Pen;
use screen::{Manners, Screen};
use signals::Signals;
pub use signals::is_heard;

/// The terminal's title while the desk is open; no name of a person or case ever stands there.
const TITLE: Word = Word::new("着落", "zhuoluo");
/// What a paste that was cut ends with.
const CUT: Word = Word::new(
    "【粘贴过长，其余未收】",
    "[pasted text was too long; the rest was not taken]",
);

/// How the desk is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct DeskOptions {
    /// The language on the screen.
    pub lang: Lang,
    /// The instant at which the clock stands still; for sandbox stores, checked by the caller.
    pub frozen_now: Option<DateTime<FixedOffset>>,
    /// How much of the fence around an office's program holds; noted with the session's beginning.
    pub fence: Hold,
}

/// Runs the desk on the terminal until it is left; gives the exit status. When the terminal goes or
/// a signal ends the program, what was typed is written down and the process ends here.
///
/// # Errors
/// A [`Trouble`]: no terminal, or the store's own.
pub fn desk(path: &Path, office: &Office, options: DeskOptions) -> Result<u8, Trouble> {
    refuse_without_terminal()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| no_room())?;
    let manners = manners();
    let (tell, news) = unbounded_channel();
    let (typed, input) = unbounded_channel();
    let outlet: Outlet = Arc::new({
        let tell = tell.clone();
        move |event: Event| drop(tell.send(News::World(event)))
    });
    let (login, seat) = (office.operator.login.as_str(), &office.seat);
    let worker = Worker::start(path, login, seat, &outlet)?;
    // Read once the watching has begun: a change from now on is told, one before is in it.
    let mut store = Store::open(path, login)?;
    store.sit(seat);
    let office = store.office();
    let clock = Clock::new(office.zone, options.frozen_now);
    store.record_session("enter", options.fence.code(), store.not_before(clock.now()))?;
    drop(store);
    let entered = options.fence.code();
    let hands = Hands::new(worker, clock, keep::folder(path), outlet, entered);
    let rings = is("ZHUOLUO_BELL", "on") || (office.bell && !is("ZHUOLUO_BELL", "off"));
    let app = App::new(office, look(options.lang, manners), clock.now()).with_bell(rings);
    let mut looper = {
        let _inside = runtime.enter();
        let signals = Signals::listen().map_err(|_| no_room())?;
        fall::set_hook();
        let screen = screen_of(&tell, manners, options.lang).map_err(|_| no_room())?;
        input::start(typed, CUT.say(options.lang).to_owned()).map_err(|_| no_room())?;
        Looper::new(app, screen, hands, clock, signals, (news, input))
    };
    let ending = catch_unwind(AssertUnwindSafe(|| runtime.block_on(looper.run())));
    Ok(end(looper, ending.unwrap_or(Ending::Fallen)))
}

/// Ends in the order that loses nothing: what was typed, the store, the screen.
fn end(mut looper: Looper, ending: Ending) -> u8 {
    if !matches!(ending, Ending::Quit(_)) {
        let last = catch_unwind(AssertUnwindSafe(|| looper.app.handle(Event::Hangup)));
        looper.hands.write_down(last.unwrap_or_default());
    }
    let left = looper.app.left_how();
    looper.hands.leave(match ending {
        Ending::Quit(_) => left,
        Ending::Signal(_) => "signal",
        Ending::Hangup => "hangup",
        Ending::Fallen => "fallen",
    });
    looper.hands.finish();
    // The terminal is not dropped on these ways out: what it would say on a dead line is an abort.
    let leave_by_signal = |number: u8| -> ! {
        if screen::is_there() {
            screen::let_go();
            screen::drop_typed();
        }
        std::process::exit(128 + i32::from(number))
    };
    match ending {
        Ending::Hangup => leave_by_signal(1),
        Ending::Signal(number) => leave_by_signal(number),
        Ending::Quit(status) => {
            screen::let_go();
            if let Some(word) = looper.app.farewell() {
                let said = format!("{}\n", word.say(looper.app.lang()));
                let patience = Some(std::time::Duration::from_millis(250));
                let _ = painter::write_out(
                    std::os::fd::AsFd::as_fd(&std::io::stderr()),
                    said.as_bytes(),
                    patience,
                );
            }
            status
        }
        Ending::Fallen => {
            // When another thread fell, nobody has said so yet.
            if screen::let_go() {
                fall::tell();
            }
            screen::drop_typed();
            Exit::Failed.code()
        }
    }
}

fn screen_of(
    tell: &UnboundedSender<News>,
    manners: Manners,
    lang: Lang,
) -> std::io::Result<Screen> {
    let through = tell.clone();
    let painter = Painter::start(move |painted| drop(through.send(News::Painted(painted))))?;
    let gone = tell.clone();
    signals::watch(move || drop(gone.send(News::Gone)))?;
    Ok(Screen::new(painter, manners, TITLE.say(lang)))
}

/// What the environment says of the terminal.
fn manners() -> Manners {
    Manners {
        mono: is_set("NO_COLOR"),
        wide: is("ZHUOLUO_AMBIGUOUS", "wide"),
        mouse: is("ZHUOLUO_MOUSE", "on"),
    }
}

/// How things look on this terminal.
fn look(lang: Lang, manners: Manners) -> Look {
    let named = std::env::var("ZHUOLUO_THEME").ok();
    let palette = match named.and_then(|name| Palette::parse(&name)) {
        _ if manners.mono => Palette::Mono,
        named => named.unwrap_or_default(),
    };
    Look::new(lang, palette, manners.wide)
}

fn is(variable: &str, value: &str) -> bool {
    std::env::var(variable).is_ok_and(|v| v.eq_ignore_ascii_case(value))
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|v| !v.is_empty())
}

/// The program's own folder below one of the XDG folders.
fn place(variable: &str, below_home: &str) -> Option<PathBuf> {
    if access::is_office() {
        return Some(PathBuf::from(access::FOLDER));
    }
    let absolute = |name: &str| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|p| p.is_absolute())
    };
    let folder =
        absolute(variable).or_else(|| absolute("HOME").map(|home| home.join(below_home)))?;
    Some(folder.join("zhuoluo"))
}

/// The longest beginning of a text that is no longer than so many bytes.
fn head(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len()))
        .rev()
        .find(|n| text.is_char_boundary(*n));
    &text[..end.unwrap_or(0)]
}

fn refuse_without_terminal() -> Result<(), Trouble> {
    // A stop for that is held back, and the desk would take a terminal that is the shell's.
    if signals::is_behind() {
        return Err(Trouble::unchanged(
            Exit::Failed,
            say!(
                "工作台在后台启动，终端正由别的程序用着，打不开。",
                "The desk was started in the background, and another program has the terminal: it cannot open."
            ),
            say!(
                "请在前台运行 zhuoluo（命令末尾不加 &）。",
                "Run zhuoluo in the foreground, without an & behind it."
            ),
        ));
    }
    if screen::is_there() && !is("TERM", "dumb") {
        return Ok(());
    }
    Err(Trouble::unchanged(
        Exit::Failed,
        say!(
            "这里没有可用的终端，打不开工作台。",
            "There is no usable terminal here, so the desk cannot open."
        ),
        say!(
            "请在终端里直接运行 zhuoluo（不要重定向输入输出），或改用子命令，见 zhuoluo --help。",
            "Run zhuoluo in a terminal without redirecting input or output, or use a command: see zhuoluo --help."
        ),
    ))
}

fn no_room() -> Trouble {
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "系统资源不足，工作台没有打开。",
            "The system is short of resources; the desk did not open."
        ),
        say!("请稍候再试。", "Try again in a moment."),
    )
}
