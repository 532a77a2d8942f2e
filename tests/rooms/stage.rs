//! A room on a stage: frozen clock, a real store in a temporary folder, keys written as text.

use std::cell::Cell;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use zhuoluo::domain::office::Office;
use zhuoluo::flow::{Answer, Ask, Do, Effect, Ticket};
use zhuoluo::keys::{Action, Chord, Keymap, Resolution, fold_chord};
use zhuoluo::rooms::{Cx, Order, Room};
use zhuoluo::store::finder::Finder;
use zhuoluo::store::{NewOffice, Store};
use zhuoluo::words::{Exit, Lang, Sentence, Trouble};

/// A request on its way to the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    Ask(Ask),
    Do(Box<Do>),
}

pub struct Stage<R> {
    pub room: R,
    pub store: Store,
    pub office: Arc<Office>,
    pub now: DateTime<FixedOffset>,
    pub lang: Lang,
    /// Requests that wait for an answer.
    pub waiting: Vec<(Ticket, Request)>,
    /// Everything else that was ordered.
    pub seen: Vec<Order>,
    tickets: Cell<u64>,
    keymap: Keymap,
    _folder: tempfile::TempDir,
}

pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

impl<R: Room> Stage<R> {
    /// A new sandbox office at half past ten on a Tuesday.
    pub fn new(room: R) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = at("2026-11-24T10:32:00+08:00");
        let new = NewOffice {
            name: "示例县信访局".to_owned(),
            area: "999999".to_owned(),
            login: "wang".to_owned(),
            operator: "王某".to_owned(),
            sandbox: true,
            demo_units: true,
        };
        let store = Store::create(&folder.path().join("desk.db"), &new, now).unwrap();
        Self {
            room,
            office: store.office(),
            store,
            now,
            lang: Lang::Zh,
            waiting: Vec::new(),
            seen: Vec::new(),
            tickets: Cell::new(0),
            keymap: Keymap::built_in().unwrap(),
            _folder: folder,
        }
    }

    /// The program starts again on the same store.
    pub fn restart(&mut self, room: R) {
        self.room = room;
        self.waiting.clear();
        self.seen.clear();
    }

    /// Calls the room and sorts what it orders.
    pub fn call(&mut self, call: impl FnOnce(&mut R, &Cx<'_>) -> Vec<Order>) {
        let office = Arc::clone(&self.office);
        let cx = Cx {
            now: self.now,
            today: self.now.date_naive(),
            office: &office,
            lang: self.lang,
            tickets: &self.tickets,
        };
        for order in call(&mut self.room, &cx) {
            match order {
                Order::World(Effect::Ask(t, ask)) => self.waiting.push((t, Request::Ask(ask))),
                Order::World(Effect::Do(t, order)) => self.waiting.push((t, Request::Do(order))),
                order => self.seen.push(order),
            }
        }
    }

    /// The facts, for drawing.
    pub fn facts<T>(&self, lang: Lang, call: impl FnOnce(&R, &Cx<'_>) -> T) -> T {
        let cx = Cx {
            now: self.now,
            today: self.now.date_naive(),
            office: &self.office,
            lang,
            tickets: &self.tickets,
        };
        call(&self.room, &cx)
    }

    /// Plays a script: text as typed, keys in angle brackets: `张三<Tab>138<Ctrl-S>`.
    pub fn keys(&mut self, script: &str) {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            if let Some((key, tail)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                for chord in Chord::parse_all(key).unwrap_or_else(|| panic!("no such key: {key}")) {
                    self.chord(chord);
                }
                rest = tail;
            } else {
                self.chord(Chord::char(c));
                rest = &rest[c.len_utf8()..];
            }
        }
    }

    fn chord(&mut self, chord: Chord) {
        let pending = [fold_chord(chord)];
        match self
            .keymap
            .resolve(self.room.stack(), &pending, self.room.is_typing())
        {
            Resolution::Run(action) => self.act(action),
            Resolution::None => self.call(|room, cx| room.press(chord, cx)),
            Resolution::Wait(_) => panic!("use act() for sequences"),
        }
    }

    pub fn act(&mut self, action: Action) {
        self.call(|room, cx| room.act(action, cx));
    }

    /// So many milliseconds pass, then the tick that was asked for comes.
    pub fn tick(&mut self, millis: i64) {
        self.now += TimeDelta::milliseconds(millis);
        self.call(Room::tick);
    }

    /// The store answers everything that waits, and what those answers lead to.
    pub fn settle(&mut self) {
        for _ in 0..20 {
            if self.waiting.is_empty() {
                return;
            }
            for (ticket, request) in std::mem::take(&mut self.waiting) {
                let answer = self.answer(request);
                self.call(|room, cx| room.take(ticket, answer, cx));
            }
        }
        panic!("the room never comes to rest");
    }

    #[allow(clippy::result_large_err, reason = "the program's own type of answer")]
    fn answer(&mut self, request: Request) -> Answer {
        let today = self.now.date_naive();
        match request {
            Request::Ask(ask) if ask.is_search() => {
                let store = Store::open(self.store.path(), &self.office.operator.login)?;
                let mut finder = Finder::new(store)?;
                finder.follow()?;
                finder.ask(&ask, today)
            }
            Request::Ask(ask) => self.store.ask(&ask, today),
            Request::Do(order) => self.store.perform(*order, self.now),
        }
    }

    /// Everything that waits fails.
    pub fn fail(&mut self) {
        let what = Sentence {
            zh: "磁盘已满。".into(),
            en: "The disk is full.".into(),
        };
        let trouble = Trouble::unchanged(Exit::Failed, what, Sentence::default());
        for (ticket, _) in std::mem::take(&mut self.waiting) {
            let trouble = trouble.clone();
            self.call(|room, cx| room.take(ticket, Err(trouble), cx));
        }
    }

    /// What was said since the last time, in Chinese.
    pub fn said(&mut self) -> Vec<String> {
        let said = self.seen.iter().filter_map(|o| match o {
            Order::Toast(_, sentence) => Some(sentence.zh.to_string()),
            _ => None,
        });
        let said = said.collect();
        self.seen.retain(|o| !matches!(o, Order::Toast(..)));
        said
    }
}
