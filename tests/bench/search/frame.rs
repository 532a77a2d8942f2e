//! From a key in the real Find room to the drawn frame with what was found: engine, store, rights and screen.

use std::path::Path;

use zhuoluo::app::App;
use zhuoluo::flow::Event;
use zhuoluo::keys::{Chord, Key};
use zhuoluo::look::Look;
use zhuoluo::store::finder::Finder;

use super::recall::Query;
use crate::keystroke::{paint, settle, terminal};
use crate::kit::{self, Times};

/// Every so many queries one is typed.
const STEP: usize = 12;

/// Types queries key by key; each key waits for its own answer, as nobody does who types on.
pub fn run(store: &Path, queries: &[Query]) {
    let Ok(mut finder) = Finder::ready(kit::open(store), |_| ()) else {
        panic!("an index")
    };
    let (mut frames, mut search) = (Times::default(), Times::default());
    let mut app = App::new(finder.office(), Look::default(), kit::now());
    let mut terminal = terminal(120, 40);
    let effects = app.handle(Event::Key(Chord::new(Key::Char('/'))));
    settle(&mut app, &mut finder, effects, &mut search);
    let mut slowest = Vec::new();
    for query in queries.iter().step_by(STEP) {
        let mut typed = String::new();
        for c in query.text.chars() {
            typed.push(c);
            let start = kit::on_core();
            frames.run(|| {
                let effects = app.handle(Event::Key(Chord::new(Key::Char(c))));
                settle(&mut app, &mut finder, effects, &mut search);
                paint(&mut terminal, &mut app)
            });
            slowest.push((kit::on_core().saturating_sub(start), typed.clone()));
        }
        for _ in query.text.chars() {
            let effects = app.handle(Event::Key(Chord::new(Key::Backspace)));
            settle(&mut app, &mut finder, effects, &mut Times::default());
        }
    }
    let mut on_core = Times::default();
    for key in &slowest {
        on_core.add(key.0);
    }
    if std::env::var_os("ZHUOLUO_MISSES").is_some() {
        slowest.sort_by_key(|key| std::cmp::Reverse(key.0));
        for (took, typed) in slowest.iter().take(40) {
            println!("  {took:?} {typed}");
        }
    }
    frames.print("key to the frame with what was found, Find, 120×40");
    on_core.print("  of it on a core, where others have the machine as well");
    search.print("  of it the search: engine, store, rights, record");
}
