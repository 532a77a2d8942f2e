//! The driver of a story: keys as text, the store answering at once, the screen as text.

use std::path::Path;

use chrono::{DateTime, Duration, FixedOffset};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;
use zhuoluo::app::App;
use zhuoluo::domain::act::{self, Act};
use zhuoluo::domain::change::Change;
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::domain::intake::{self, Desk};
use zhuoluo::domain::rights::{Duty, Operator};
use zhuoluo::flow::{Do, Effect, Event, Reply, Ticket};
use zhuoluo::keys::Chord;
use zhuoluo::look::Look;
use zhuoluo::store::finder::Finder;
use zhuoluo::store::{NewOffice, Store};

use crate::screen::shot;

/// Where every story begins.
pub const NOW: &str = "2026-11-23T10:30:00+08:00";

/// A program at work on a store of its own.
pub struct Story {
    folder: tempfile::TempDir,
    path: std::path::PathBuf,
    pub app: App,
    pub store: Store,
    finder: Finder,
    pub now: DateTime<FixedOffset>,
    pub files: Vec<(String, Vec<u8>)>,
    pub quit: Option<u8>,
}

impl Story {
    /// An office with nobody on file.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("desk.sqlite3");
        let now = DateTime::parse_from_rfc3339(NOW).unwrap();
        let new = NewOffice {
            name: "示例县信访局".to_owned(),
            area: "999999".to_owned(),
            login: "clerk".to_owned(),
            operator: "窗口一".to_owned(),
            sandbox: true,
            demo_units: true,
        };
        let store = Store::create(&file, &new, now).unwrap();
        Self::on(folder, &file, store, now)
    }

    fn on(
        folder: tempfile::TempDir,
        file: &Path,
        store: Store,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let login = store.office().operator.login.clone();
        let finder = Finder::new(Store::open(file, &login).unwrap()).unwrap();
        let app = App::new(store.office(), Look::default(), now);
        let mut begun = Self {
            folder,
            path: file.to_owned(),
            app,
            store,
            finder,
            now,
            files: Vec::new(),
            quit: None,
        };
        let effects = begun.app.start();
        begun.pump(effects);
        begun
    }

    /// The program started anew on the same store, in another look.
    pub fn look(&mut self, look: &Look) {
        self.app = App::new(self.store.office(), *look, self.now);
        let effects = self.app.start();
        self.pump(effects);
    }

    /// The program killed and started again on the same store.
    pub fn restart(self) -> Self {
        let Self {
            folder,
            path: file,
            store,
            finder,
            now,
            ..
        } = self;
        let login = store.office().operator.login.clone();
        drop((store, finder));
        let store = Store::open(&file, &login).unwrap();
        Self::on(folder, &file, store, now)
    }

    /// Where the store lies: for another session beside this one.
    pub fn file(&self) -> std::path::PathBuf {
        self.path.clone()
    }

    /// The same operator at another seat.
    pub fn beside(&self) -> Self {
        let store = Store::open(&self.path, "clerk").unwrap();
        Self::on(tempfile::tempdir().unwrap(), &self.path, store, self.now)
    }

    /// Somebody else of the office at a seat of their own, new on the roster.
    pub fn colleague(&mut self, login: &str, name: &str, duty: Duty) -> Self {
        let new = Operator {
            login: login.to_owned(),
            name: name.to_owned(),
            duty,
            unit: self.store.office().operator.unit,
        };
        let order = Do::Change(Change::AddOperator(new));
        self.store.perform(order, self.now).unwrap();
        let store = Store::open(&self.path, login).unwrap();
        Self::on(tempfile::tempdir().unwrap(), &self.path, store, self.now)
    }

    /// Types: `n 张三<tab>138<ctrl-s>`; what stands in angle brackets is a key by name, a space is a space.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            if let Some((chord, after)) =
                named.and_then(|(name, after)| Some((Chord::parse(name)?, after)))
            {
                self.event(Event::Key(chord));
                rest = after;
            } else {
                self.event(Event::Key(Chord::char(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
        self
    }

    /// Pastes.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.event(Event::Paste(text.to_owned()));
        self
    }

    /// Lets time pass.
    pub fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now += Duration::seconds(seconds);
        self.event(Event::Tick(self.now));
        self
    }

    /// Gives an event and carries out what follows.
    pub fn event(&mut self, event: Event) {
        let effects = self.app.handle(event);
        self.pump(effects);
    }

    /// Carries out effects and whatever follows from them.
    pub fn pump(&mut self, effects: Vec<Effect>) {
        let mut queue: std::collections::VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let reply = match effect {
                Effect::Ask(ticket, ask) => {
                    self.finder.follow().unwrap();
                    Event::Reply(ticket, self.finder.ask(&ask, self.now.date_naive()))
                }
                Effect::Do(ticket, order) => {
                    Event::Reply(ticket, self.store.perform(*order, self.now))
                }
                Effect::Wake(ms) => {
                    self.now += Duration::milliseconds(i64::try_from(ms).unwrap());
                    Event::Tick(self.now)
                }
                Effect::Keep(name, bytes) => {
                    self.files.push((name.clone(), bytes));
                    Event::Reply(Ticket(0), Ok(Reply::Kept(name)))
                }
                Effect::Quit(status) => {
                    self.quit = Some(status);
                    continue;
                }
                _ => continue,
            };
            queue.extend(self.app.handle(reply));
        }
    }

    /// The screen as text.
    pub fn screen(&mut self, width: u16, height: u16) -> String {
        self.draw(width, height).0
    }

    /// The screen as text, and the cell of the real cursor.
    pub fn draw(&mut self, width: u16, height: u16) -> (String, Position) {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        let caret = ratatui::backend::Backend::get_cursor_position(terminal.backend_mut()).unwrap();
        (shot::text(terminal.backend().buffer()), caret)
    }

    /// Registers a petition as another session would: JSON as for `zhuoluo register`.
    pub fn register(&mut self, json: &str) -> PetitionNo {
        let draft = Draft::from_json(&serde_json::from_str(json).unwrap()).unwrap();
        let office = self.store.office();
        let desk = Desk {
            today: self.now.date_naive(),
            units: &office.units,
            categories: office.categories,
        };
        let intake = intake::check(&draft, desk).unwrap();
        match self.store.perform(Do::Register(intake), self.now).unwrap() {
            Reply::Registered(done) => done.file.number,
            other => panic!("{other:?}"),
        }
    }

    /// Takes a step as another session would.
    pub fn act(&mut self, number: &PetitionNo, step: &str, json: &str) {
        let office = self.store.office();
        let kind = StepKind::parse(step).unwrap();
        let act: Act = act::read(
            kind,
            &serde_json::from_str(json).unwrap(),
            self.now.date_naive(),
            &office.units,
        )
        .unwrap();
        self.store
            .perform(Do::Act(number.clone(), act), self.now)
            .unwrap();
    }
}
