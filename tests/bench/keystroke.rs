//! From a key to the bytes of the frame, in Intake and in Find, with 100,000 people on file and their
//! index; and the search behind it, which the screen does not wait for.

use ratatui::Terminal;
use ratatui::layout::Size;
use zhuoluo::app::App;
use zhuoluo::flow::{Effect, Event, Reply};
use zhuoluo::keys::{Chord, Key};
use zhuoluo::look::Look;
use zhuoluo::runtime::Pen;
use zhuoluo::store::finder::Finder;

use super::kit::{self, Times};

/// What is typed in Find, key by key.
const QUERIES: [&str; 10] = [
    "张伟", "zhangwei", "zw", "李 1962", "8834", "wangfang", "13912", "征地", "张sf", "999999",
];

pub fn run() {
    let file = kit::office(100_000);
    let (mut build, mut engine) = (Times::default(), Times::default());
    let Ok(mut finder) = build.run(|| Finder::ready(kit::open(&file), |_| ())) else {
        panic!("an index")
    };
    build.print("the index of 100,000 people: made, or opened");
    for room in ["intake", "find"] {
        let (mut frames, mut whole) = (Times::default(), Times::default());
        let mut app = App::new(finder.office(), Look::default(), kit::now());
        let mut terminal = terminal(80, 24);
        settle(&mut app, &mut finder, Vec::new(), &mut engine);
        let enter = if room == "find" {
            Chord::new(Key::Char('/'))
        } else {
            Chord::new(Key::Char('n'))
        };
        let effects = app.handle(Event::Key(enter));
        settle(&mut app, &mut finder, effects, &mut engine);
        if room == "intake" {
            // From the channel to the name.
            while app.handle(Event::Key(Chord::new(Key::Tab))).is_empty()
                && frames.at(1.0).is_zero()
            {
                frames.add(std::time::Duration::from_nanos(1));
            }
            frames = Times::default();
        }
        for query in QUERIES.iter().cycle().take(100) {
            for c in query.chars() {
                let mut effects = Vec::new();
                frames.run(|| {
                    effects = app.handle(Event::Key(Chord::new(Key::Char(c))));
                    paint(&mut terminal, &mut app)
                });
                whole.run(|| {
                    settle(&mut app, &mut finder, effects, &mut engine);
                    paint(&mut terminal, &mut app)
                });
            }
            for _ in query.chars() {
                let effects = app.handle(Event::Key(Chord::new(Key::Backspace)));
                settle(&mut app, &mut finder, effects, &mut engine);
            }
        }
        frames.print(&format!("key to frame, {room}, 80×24"));
        whole.print("  from there to the frame with what was found");
    }
    engine.print("the search itself, 100,000 people");
}

/// A terminal that draws into memory.
pub fn terminal(width: u16, height: u16) -> Terminal<Pen> {
    let Ok(terminal) = Terminal::new(Pen::new(Size { width, height }, false, false));
    terminal
}

/// Draws a frame and gives its bytes.
pub fn paint(terminal: &mut Terminal<Pen>, app: &mut App) -> usize {
    let _ = terminal.draw(|frame| app.draw(frame));
    terminal.backend_mut().take().len()
}

/// Answers the questions that came out of a key, as the store's threads would.
pub fn settle(app: &mut App, finder: &mut Finder, effects: Vec<Effect>, engine: &mut Times) {
    let mut queue = effects;
    while let Some(effect) = queue.pop() {
        let Effect::Ask(ticket, ask) = effect else {
            continue;
        };
        let search = ask.is_search();
        let today = kit::now().date_naive();
        let answer = if search {
            engine.run(|| finder.ask(&ask, today))
        } else {
            finder.ask(&ask, today)
        };
        if let Ok(Reply::Office(_)) = answer {
            continue;
        }
        queue.extend(app.handle(Event::Reply(ticket, answer)));
    }
}
