//! A room played without a store: frozen clock, invented office, answers made by hand.

use std::cell::Cell;

use chrono::{DateTime, FixedOffset};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use zhuoluo::domain::event::Step;
use zhuoluo::domain::ids::{PersonId, PetitionId};
use zhuoluo::domain::obligation::Obligation;
use zhuoluo::domain::person::Person;
use zhuoluo::domain::petition::Role;
use zhuoluo::domain::status::Status;
use zhuoluo::flow::view::{File, PetitionRow};
use zhuoluo::flow::{Answer, Ask, Do, Effect, Ticket};
use zhuoluo::keys::{Action, Chord, Keymap, Resolution, fold_chord};
use zhuoluo::look::Look;
use zhuoluo::rooms::{Cx, Order, Room};
use zhuoluo::words::Lang;

use crate::kit::Log;
use crate::kit::log::desk;
use crate::screen::shot;

/// A room, the requests it made, and what else it ordered.
pub struct Play<R> {
    pub room: R,
    pub now: DateTime<FixedOffset>,
    pub asked: Vec<(Ticket, Ask)>,
    pub done: Vec<(Ticket, Do)>,
    pub seen: Vec<Order>,
    tickets: Cell<u64>,
    keymap: Keymap,
}

impl<R: Room + Default> Play<R> {
    pub fn at(now: &str) -> Self {
        Self {
            room: R::default(),
            now: crate::kit::instant(now),
            asked: Vec::new(),
            done: Vec::new(),
            seen: Vec::new(),
            tickets: Cell::new(0),
            keymap: Keymap::built_in().unwrap(),
        }
    }

    fn cx(now: DateTime<FixedOffset>, tickets: &Cell<u64>, lang: Lang) -> Cx<'_> {
        Cx {
            now,
            today: now.date_naive(),
            office: desk(),
            lang,
            tickets,
        }
    }

    pub fn call(&mut self, call: impl FnOnce(&mut R, &Cx<'_>) -> Vec<Order>) {
        let cx = Self::cx(self.now, &self.tickets, Lang::Zh);
        for order in call(&mut self.room, &cx) {
            match order {
                Order::World(Effect::Ask(ticket, ask)) => self.asked.push((ticket, ask)),
                Order::World(Effect::Do(ticket, order)) => self.done.push((ticket, *order)),
                order => self.seen.push(order),
            }
        }
    }

    pub fn act(&mut self, action: Action) {
        self.call(|room, cx| room.act(action, cx));
    }

    pub fn take(&mut self, ticket: Ticket, answer: Answer) {
        self.call(|room, cx| room.take(ticket, answer, cx));
    }

    /// Text as typed, keys in angle brackets: `张三<Tab>`.
    pub fn keys(&mut self, script: &str) {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let mut chord = Chord::char(c);
            match rest
                .strip_prefix('<')
                .and_then(|r| r.split_once('>'))
                .and_then(|(key, tail)| Some((Chord::parse(key)?, tail)))
            {
                Some((key, tail)) => (chord, rest) = (key, tail),
                None => rest = &rest[c.len_utf8()..],
            }
            let pending = [fold_chord(chord)];
            let (stack, typing) = (self.room.stack(), self.room.is_typing());
            match self.keymap.resolve(stack, &pending, typing) {
                Resolution::Run(action) => self.act(action),
                _ => self.call(|room, cx| room.press(chord, cx)),
            }
        }
    }

    /// Draws the room in a frame of its own.
    pub fn paint(&self, frame: &mut ratatui::Frame<'_>, look: &Look) -> zhuoluo::widgets::Caret {
        let cx = Self::cx(self.now, &self.tickets, look.lang);
        self.room.draw(frame, frame.area(), look, &cx)
    }

    /// The screen as text.
    pub fn screen(&self, width: u16, height: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let done = terminal
            .draw(|frame| {
                let _ = self.paint(frame, &Look::default());
            })
            .unwrap();
        shot::text(done.buffer)
    }

    /// What was said since the last time, in Chinese.
    pub fn said(&mut self) -> String {
        let said: Vec<String> = self
            .seen
            .drain(..)
            .filter_map(|o| match o {
                Order::Toast(_, sentence) => Some(sentence.zh.to_string()),
                _ => None,
            })
            .collect();
        said.join("\n")
    }
}

/// Somebody invented.
pub fn somebody(name: &str) -> Person {
    Person {
        name: name.into(),
        name_entered: name.into(),
        phones: vec!["13800138000".into()],
        id_number: "99999919620101001X".into(),
        address: "东甲镇戊村3组".into(),
        contact_by: "电话，晚上".into(),
        ..Person::default()
    }
}

/// The file of a log, as the store would gather it.
pub fn file(log: &Log, names: &[&str]) -> Box<File> {
    let Step::Register(registration) = &log.events[0].what else {
        panic!("no registration")
    };
    let people = names.iter().zip(1..);
    let case = log.case();
    Box::new(File {
        id: PetitionId(1),
        number: registration.number.clone(),
        code: registration.code.clone(),
        status: Status::of(Some(&case)),
        matter: case.matter,
        case: Some(case),
        events: log.events.clone(),
        people: people
            .map(|(name, id)| (Role::Petitioner, PersonId(id), somebody(name)))
            .collect(),
        written: Vec::new(),
        corrected: Vec::new(),
        obligations: log.obligations(),
        kin: Vec::new(),
    })
}

/// What is owed on a log today.
pub fn owed(log: &Log) -> Vec<Obligation> {
    let mut all = log.obligations();
    all.retain(|o| o.is_owed(log.today));
    all
}

/// A log as a row of a list.
pub fn row(log: &Log, id: i64, serial: u32) -> PetitionRow {
    let case = log.case();
    let r = &case.registration;
    let next = owed(log).into_iter().min_by_key(|o| o.due.effective);
    PetitionRow {
        id: PetitionId(id),
        number: zhuoluo::domain::ids::PetitionNo::build("999999", 2026, "LF", serial),
        received_on: case.received_on,
        registered_on: case.registered.on,
        channel: r.channel,
        class: case.class,
        category: case.category.clone(),
        place: r.place.clone(),
        summary: r.summary.clone(),
        name: "张某".into(),
        headcount: r.headcount,
        holder: case.holder(),
        status: Status::of(Some(&case)),
        next: next.map(|o| (o.kind, o.due.effective)),
        external_no: "".into(),
    }
}
