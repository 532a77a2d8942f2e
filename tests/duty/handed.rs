//! A handover of thousands of lines: read a screenful at a time, touched, signed, shown by command.

use std::cell::Cell;

use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::handed::Outline;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::flow::{Ask, Do, Effect, Reply, Ticket};
use zhuoluo::keys::Action;
use zhuoluo::rooms::duty::Duty;
use zhuoluo::rooms::{Cx, Order, Room};
use zhuoluo::words::Lang;

use super::room::{hear, order, shift, shows};
use super::signing::two_on_duty;
use crate::stories::script::Story;

/// Lines written in the log of the shift, each to be handed over.
const WRITTEN: usize = 3000;

/// All lines of the handover: those, and the equipment.
const ALL: usize = WRITTEN + 1;

fn all(story: &mut Story, deeds: Vec<Deed>) {
    let order = Do::DutyAll {
        deeds,
        dry_run: false,
    };
    story.store.perform(order, story.now).expect("kept");
}

/// A shift that ends with thousands of lines to be handed over, and one that begins; the handover is drafted.
fn drafted() -> (Story, i64) {
    let mut story = two_on_duty();
    let at = story.now.naive_local();
    let log = |n: usize| Deed::Log {
        at,
        text: format!("第{n:04}件异常").into(),
        unusual: true,
    };
    all(&mut story, (1..=WRITTEN).map(log).collect());
    order(
        &mut story,
        Deed::Shift(shift("2026-11-23 20:00", "2026-11-24 08:00")),
    );
    story.wait(9 * 3600);
    let to = shift("2026-11-23 08:00", "2026-11-23 20:00").to;
    let draft = Deed::Handover {
        from: to,
        to,
        lines: Vec::new(),
    };
    order(&mut story, draft);
    let book = story.store.duty_book().expect("the book");
    let last = book.handovers.last().expect("drafted");
    assert_eq!(last.outline, None, "nobody has asked for its lines");
    let of = last.stamp.seq;
    (story, of)
}

#[test]
fn lines_are_read_from_any_place_on() {
    let (story, of) = drafted();
    let whole = story.store.handover_lines(of, 0..usize::MAX).expect("read");
    assert_eq!((whole.count, whole.lines.len()), (ALL, ALL));
    for (from, to) in [(0, 1), (0, 128), (127, 129), (2990, 3100), (3000, 3001)] {
        let part = story.store.handover_lines(of, from..to).expect("read");
        assert_eq!((part.of, part.count, part.from), (of, ALL, from));
        let wanted = &whole.lines[from..to.min(ALL)];
        assert_eq!(part.lines, wanted, "{from}..{to}");
    }
    for (of, range) in [(of, ALL..ALL + 9), (of, 7..7), (of - 1, 0..9), (0, 0..9)] {
        let none = story.store.handover_lines(of, range).expect("read");
        assert!(none.lines.is_empty(), "{none:?}");
    }
    let outline = Outline::of(&whole.lines);
    assert_eq!((outline.count, outline.flagged.len()), (ALL, ALL));
}

#[test]
fn thousands_of_lines_are_paged_through_touched_and_signed() {
    let (mut story, of) = drafted();
    story.keys("<enter><alt-5><tab><tab><tab><tab><tab>");
    shows(
        &mut story,
        &["交班 未签", "接班 未签", "第0001件异常", "[ ]"],
    );
    story.keys("<end>");
    shows(&mut story, &["3001", "值班电话", "第2990件异常"]);
    story.keys("<enter>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("[x] 3001"), "{screen}");
    for _ in 0..20 {
        story.keys("<pageup>");
        let screen = story.screen(120, 40);
        assert!(!screen.contains("正在读取"), "{screen}");
    }
    story.keys("<home><down><enter>");
    let screen = story.screen(120, 40);
    assert!(screen.contains("[x] 1 "), "{screen}");
    // A signature waits for all of them, however many: those in sight and those nobody has read.
    story.keys("<ctrl-e><backtab><backtab><f4>接班<enter><ctrl-s>");
    shows(&mut story, &["没有过目", "第2 3 4 "]);
    story.keys("<esc><esc>");
    let touch = |line: usize| Deed::Touch { of, line };
    let beyond = Do::Duty(DutyOrder::plain(touch(ALL + 1)));
    let refused = story.store.perform(beyond, story.now).expect_err("refused");
    assert!(refused.what.zh.contains("没有第3002行"), "{refused:?}");
    all(&mut story, (2..ALL).map(touch).collect());
    hear(&mut story);
    story.keys("<ctrl-e><backtab><backtab><f4>接班<enter><ctrl-s>");
    shows(&mut story, &["接班 窗口一 11-23"]);
}

/// The room alone: what it asks, as answers are given or not.
struct Alone<'a> {
    story: &'a Story,
    room: Duty,
    tickets: Cell<u64>,
    asked: Vec<(Ticket, Ask)>,
    done: Vec<Do>,
}

impl Alone<'_> {
    fn with(&mut self, call: impl FnOnce(&mut Duty, &Cx<'_>) -> Vec<Order>) {
        let office = self.story.store.office();
        let orders = call(
            &mut self.room,
            &Cx {
                now: self.story.now.with_timezone(&office.zone),
                today: self.story.now.date_naive(),
                office: &office,
                lang: Lang::Zh,
                tickets: &self.tickets,
            },
        );
        for order in orders {
            match order {
                Order::World(Effect::Ask(ticket, ask)) => self.asked.push((ticket, ask)),
                Order::World(Effect::Do(_, order)) => self.done.push(*order),
                _ => {}
            }
        }
    }

    fn act(&mut self, action: Action) {
        self.with(|room, cx| room.act(action, cx));
    }

    /// Answers all that is asked; gives how much that was.
    fn answer(&mut self) -> usize {
        let mut count = 0;
        while let Some((ticket, ask)) = self.asked.pop() {
            assert!(
                matches!(ask, Ask::HandoverLines { most, .. } if most <= 200),
                "{ask:?}"
            );
            let answer = self.story.store.ask_at(&ask, self.story.now);
            self.with(|room, cx| room.take(ticket, answer, cx));
            count += 1;
        }
        count
    }
}

#[test]
fn nothing_is_read_before_its_part_is_open_and_nothing_touched_before_it_is_read() {
    let (story, of) = drafted();
    let at = story.now.naive_local();
    let board = story.store.ask_at(&Ask::Duty { at }, story.now);
    let Ok(Reply::Board(board)) = board else {
        panic!("a board");
    };
    let mut alone = Alone {
        story: &story,
        room: Duty::default(),
        tickets: Cell::new(0),
        asked: Vec::new(),
        done: Vec::new(),
    };
    alone.with(|room, cx| {
        room.show(std::sync::Arc::from(board), cx);
        room.changed(cx)
    });
    for _ in 0..4 {
        alone.act(Action::NextPane);
    }
    assert!(alone.asked.is_empty(), "{:?}", alone.asked);
    alone.act(Action::NextPane);
    assert_eq!(alone.asked.len(), 1, "{:?}", alone.asked);
    // How many lines there are is not known yet: keys do no harm and ask no second time.
    for action in [Action::GoBottom, Action::Open, Action::MoveUp] {
        alone.act(action);
    }
    assert_eq!((alone.asked.len(), alone.done.len()), (1, 0));
    let read = alone.answer();
    assert!((1..=2).contains(&read), "{read}");
    // The last line is there and not read: it cannot be touched unseen.
    alone.act(Action::GoBottom);
    alone.act(Action::Open);
    assert!(alone.done.is_empty(), "{:?}", alone.done);
    assert!(alone.answer() <= 3, "no more than stands around it");
    alone.act(Action::Open);
    let touched = Do::Duty(DutyOrder::plain(Deed::Touch { of, line: ALL }));
    assert_eq!(alone.done, [touched]);
    alone.act(Action::GoTop);
    assert_eq!(
        alone.answer(),
        0,
        "what was read a moment ago is still there"
    );
}

#[test]
fn a_piece_that_cannot_be_read_is_said_once_and_tried_with_the_next_key() {
    let (story, _) = drafted();
    let at = story.now.naive_local();
    let board = story.store.ask_at(&Ask::Duty { at }, story.now);
    let Ok(Reply::Board(board)) = board else {
        panic!("a board");
    };
    let mut alone = Alone {
        story: &story,
        room: Duty::default(),
        tickets: Cell::new(0),
        asked: Vec::new(),
        done: Vec::new(),
    };
    alone.with(|room, cx| {
        room.show(std::sync::Arc::from(board), cx);
        Vec::new()
    });
    for _ in 0..5 {
        alone.act(Action::NextPane);
    }
    let (ticket, _) = alone.asked.pop().expect("asked");
    let trouble = zhuoluo::words::Trouble::unchanged(
        zhuoluo::words::Exit::Failed,
        zhuoluo::words::Sentence::of("读不出来。", "It cannot be read."),
        zhuoluo::words::Sentence::of("请再试。", "Try again."),
    );
    let mut said = Vec::new();
    alone.with(|room, cx| {
        said = room.take(ticket, Err(trouble), cx);
        Vec::new()
    });
    assert!(matches!(said.as_slice(), [Order::Toast(..)]), "{said:?}");
    alone.with(|room, cx| room.tick(cx));
    alone.with(|room, cx| room.changed(cx));
    assert!(alone.asked.is_empty(), "not again by itself");
    alone.act(Action::MoveDown);
    assert_eq!(alone.asked.len(), 1);
}
