//! The hostile office in every room, part and form, by every key of the table of actions, on a real
//! terminal: what leaves is the program's own sequences and no sign that hides or turns text.
//!
//! Nothing here is listed by hand but what ends the program: rooms, keys, steps, parts and sheets come
//! from the program's own tables, so a new one is walked through as well.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::step::{self, Ground};
use zhuoluo::keys::{Action, Scope};
use zhuoluo::rooms::duty::{TITLES, Tab};
use zhuoluo::store::Store;

use super::output::own;
use super::tty::{Home, PROGRAM, Tty};
use super::typed::typed;
use crate::kit::lived::{LOGIN, NOW, numbers};
use crate::kit::poison::{self, EVIL, acts, pile};
use crate::kit::{instant, world};

/// What ends or leaves the program, and what rings a bell on purpose.
const ENDS: [Action; 3] = [Action::Quit, Action::Suspend, Action::SwitchBell];

/// Why a file is opened that asks for it.
const WHY: &str = "核对";

/// The hostile office on a terminal.
struct Walk {
    home: Home,
    tty: Tty,
    /// Every screen at which it stood.
    seen: BTreeSet<String>,
}

impl Walk {
    fn begin(lang: &str, size: (u16, u16)) -> Self {
        let home = Home::empty();
        let path = poison::beside(home.path());
        let store = path.display().to_string();
        let desk = [PROGRAM, "--db", &store, "--as", LOGIN, "--lang", lang];
        let tty = Tty::start(&home, &desk, &[("ZHUOLUO_NOW", NOW)], size);
        tty.wait("the first frame", |tty| tty.screen().contains("F1"));
        Self {
            home,
            tty,
            seen: BTreeSet::new(),
        }
    }

    /// Types, waits until the screen stands still, keeps it.
    fn key(&mut self, keys: &str) {
        let before = self.tty.count();
        self.tty.send(keys);
        // Most keys draw something; then it stands still.
        let (begun, mut since) = (Instant::now(), None);
        let mut last = before;
        while begun.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(5));
            let now = self.tty.count();
            if now != last {
                (last, since) = (now, Some(Instant::now()));
            }
            let quiet = since.map_or(begun.elapsed() / 6, |at: Instant| at.elapsed());
            if quiet >= Duration::from_millis(35) {
                break;
            }
        }
        self.seen.insert(self.tty.screen());
    }

    /// True when a screen held these words.
    fn saw(&self, words: &str) -> bool {
        self.seen.iter().any(|screen| screen.contains(words))
    }

    fn global(&mut self, action: Action) {
        self.key(&typed(action, Scope::Global));
    }

    /// Out of whatever lies over the room, and into a room.
    fn room(&mut self, go: Action) {
        // Escape, then a key that begins with one: no pause between.
        let back = typed(Action::Back, Scope::Global).repeat(2);
        self.key(&(back + &typed(go, Scope::Global)));
    }

    /// Everything that came out is the program's own.
    fn end(mut self) {
        self.tty.send("\x1b\x1b\x1b");
        self.key("\x11");
        self.tty.send("\x11");
        let _ = self.tty.ended(Duration::from_secs(10));
        self.tty.wait("the plain screen", |tty| {
            tty.look(|s| !s.alternate_screen())
        });
        clean(&self.tty.bytes());
        assert!(self.saw("␛"), "the hostile words were on the screen");
        drop(self.home);
    }
}

/// Fails on a sequence that is not the program's own, a hidden sign or a pile of marks.
fn clean(bytes: &[u8]) {
    assert_eq!(own(bytes), Ok(()));
    let text = String::from_utf8_lossy(bytes);
    let hidden = text.chars().find(|c| !c.is_control() && acts(*c));
    assert_eq!(hidden, None, "reached the terminal");
    assert!(pile(&text) <= 8, "a pile of {} marks", pile(&text));
}

/// The rooms: what goes to one.
fn rooms() -> impl Iterator<Item = (Action, Scope)> {
    let go = |action: &Action| {
        let name = action.info().id.strip_prefix("go-")?;
        Some((*action, Scope::by_id(name)?))
    };
    Action::ALL.iter().filter_map(go)
}

/// Every key that works in a room.
fn keys(room: Scope) -> Vec<(Action, Scope)> {
    let here = [room, Scope::List, Scope::Form, Scope::Global];
    let all = Action::table()
        .iter()
        .filter(|row| here.contains(&row.scope));
    let rooms = |action: &Action| action.info().id.starts_with("go-");
    all.filter(|row| !ENDS.contains(&row.action) && !rooms(&row.action))
        .map(|row| (row.action, row.scope))
        .collect()
}

/// Every room, every key in it.
fn walk(lang: &str, size: (u16, u16)) {
    let mut walk = Walk::begin(lang, size);
    let (find, case) = (Action::OpenFind, Action::GoCase);
    let number = numbers(&walk.home.path().join("desk.sqlite3")).remove(0);
    walk.global(find);
    walk.key(&number);
    walk.key("\r");
    walk.room(case);
    for (go, room) in rooms() {
        for (action, scope) in keys(room) {
            walk.room(go);
            walk.key(&typed(action, scope));
        }
        walk.room(go);
    }
    // A person's file lies behind Find.
    for (action, scope) in keys(Scope::Person) {
        walk.room(Action::GoFind);
        walk.global(find);
        walk.key("乙");
        walk.key(&typed(Action::PersonFile, Scope::Find));
        walk.key(&typed(action, scope));
    }
    walk.end();
}

#[test]
fn every_key_in_every_room() {
    walk("zh", (80, 24));
}

#[test]
fn every_key_in_every_room_wide() {
    walk("en", (140, 45));
}

#[test]
fn every_step_has_its_form() {
    let mut walk = Walk::begin("zh", (80, 24));
    let mut open = open_steps(&walk.home);
    let case = typed(Action::OpenSteps, Scope::Case);
    while let Some((number, kinds)) = open.pop_first() {
        walk.room(Action::GoFind);
        walk.global(Action::OpenFind);
        walk.key("\x15");
        walk.key(&number);
        walk.key("\r");
        if walk.tty.screen().contains("查看事由") {
            walk.key(WHY);
            walk.key("\r");
        }
        for kind in kinds {
            walk.room(Action::GoCase);
            walk.key(&case);
            walk.tty.wait_for("办理：");
            walk.key("\x1b[H");
            let word = kind.word().zh;
            assert!(walk.choose(word), "{word}: {}", walk.tty.screen());
            walk.key("\r");
            // What is typed into it is as hostile as what is on file; it closes unsaved.
            walk.key(&format!("\x1b[200~{EVIL}\x1b[201~"));
        }
    }
    walk.end();
}

#[test]
fn every_sheet_of_the_duty_room() {
    let mut walk = Walk::begin("zh", (80, 24));
    let all = keys(Scope::Duty).into_iter();
    let all: Vec<_> = all.filter(|(_, scope)| *scope == Scope::Duty).collect();
    for tab in Tab::ALL {
        walk.part(tab);
        let mut before = String::new();
        for row in 0..14 {
            // Past the last line nothing moves.
            if walk.tty.screen() == before {
                break;
            }
            let some = all
                .iter()
                .filter(|(action, _)| row == 0 || SOME.contains(action));
            for (action, scope) in some.chain([&(Action::Open, Scope::List)]) {
                walk.key(&typed(*action, *scope));
                walk.close();
            }
            walk.part(tab);
            before = walk.tty.screen();
            walk.key("\x1b[B");
        }
    }
    let unseen: Vec<_> = TITLES.iter().filter(|title| !walk.saw(title.zh)).collect();
    assert!(unseen.is_empty(), "never opened: {unseen:?}");
    walk.end();
}

/// What means something else on each row of the duty room.
const SOME: [Action; 4] = [
    Action::ChangeEntry,
    Action::DropEntry,
    Action::AcknowledgeDuty,
    Action::SignHandover,
];

/// Petitions, and for each the steps that are open there and at none before.
fn open_steps(home: &Home) -> BTreeMap<String, Vec<StepKind>> {
    let path = home.path().join("desk.sqlite3");
    let mut store = Store::open(&path, LOGIN).expect("the store");
    let now = instant(NOW);
    let mut left: BTreeSet<StepKind> = StepKind::ALL.iter().copied().collect();
    // A registration is no step.
    left.remove(&StepKind::Register);
    let mut all = BTreeMap::new();
    for number in numbers(&path) {
        // What is restricted opens for a reason alone.
        let Ok(file) = world::open_for(&mut store, &number, WHY, now) else {
            continue;
        };
        let Some(case) = &file.case else { continue };
        let office = store.office();
        let ground = Ground {
            calendar: &office.calendar,
            rules: &office.rules,
            today: now.date_naive(),
            operator: &office.operator,
        };
        let menu = step::menu(case, ground);
        let open = menu
            .into_iter()
            .filter(|(kind, closed)| closed.is_none() && left.contains(kind));
        let open: Vec<StepKind> = open.map(|(kind, _)| kind).collect();
        for kind in &open {
            left.remove(kind);
        }
        if !open.is_empty() {
            all.insert(number, open);
        }
    }
    assert!(left.is_empty(), "open nowhere: {left:?}");
    all
}

impl Walk {
    /// A part of the duty room; the room keeps the one that was in sight.
    fn part(&mut self, tab: Tab) {
        let there = format!("[{}]", tab.word().zh);
        for _ in 0..3 * Tab::ALL.len() {
            if self.tty.screen().contains(&there) {
                return;
            }
            if !self.tty.screen().contains(Tab::Rota.word().zh) {
                self.room(Action::GoDuty);
            }
            self.key(&typed(Action::NextPane, Scope::List));
        }
        panic!("never came to {there}: {}", self.tty.screen());
    }

    /// Closes the sheet that lies over the room, and what it showed of its consequences.
    fn close(&mut self) {
        for _ in 0..8 {
            if !self.tty.screen().contains("┌─ ") {
                return;
            }
            self.key("\x1b");
        }
        panic!("it stays: {}", self.tty.screen());
    }

    /// Chooses the row of a list that begins with a word.
    fn choose(&mut self, word: &str) -> bool {
        for _ in 0..StepKind::ALL.len() {
            let screen = self.tty.screen();
            let chosen = screen
                .lines()
                .find_map(|l| l.split_once('▸'))
                .map(|(_, row)| row.trim());
            if chosen.is_some_and(|row| row.split([' ', '（']).next() == Some(word)) {
                return true;
            }
            self.key("\x1b[B");
        }
        false
    }
}
