//! A handover of thousands of lines: read a screenful at a time, touched, signed, shown by command.

use std::cell::Cell;

use zhuoluo::domain::duty::deed::{Deed, Line};
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

fn at_once(story: &mut Story, deeds: Vec<Deed>) {
    let order = Do::DutyAll {
        deeds,
        dry_run: false,
    };
    story.store.perform(order, story.now).expect("kept");
}

/// A shift that ends with thousands of lines to be handed over, and one that begins; the handover is
/// drafted: which it is, and its lines.
fn drafted() -> (Story, i64, Vec<Line>) {
    let mut story = two_on_duty();
    let at = story.now.naive_local();
    let log = |n: usize| Deed::Log {
        at,
        text: format!("第{n:04}件异常").into(),
        unusual: true,
    };
    at_once(&mut story, (1..=WRITTEN).map(log).collect());
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
    let whole = story.store.handover_lines(of, 0..usize::MAX).expect("read");
    assert_eq!(whole.count, whole.lines.len());
    // Beside them the desk's own and the equipment.
    assert!(whole.count > WRITTEN, "{}", whole.count);
    (story, of, whole.lines)
}

/// Which of several it was is said in words, to whoever ordered and in the trail.
#[test]
fn one_of_several_orders_that_is_refused_is_told_by_its_place() {
    let (mut story, of, whole) = drafted();
    let touch = |line: usize| Deed::Touch { of, line };
    let order = Do::DutyAll {
        deeds: vec![touch(1), touch(whole.len() + 1)],
        dry_run: false,
    };
    let refused = story.store.perform(order, story.now).expect_err("refused");
    let (zh, en) = (&refused.what.zh, &refused.what.en);
    assert!(
        zh.starts_with("第2条：") && en.starts_with("Order 2: "),
        "{refused:?}"
    );
    let (at, why) = zhuoluo::flow::duty::place(&refused.what).expect("placed");
    assert_eq!((at, format!("第2条：{}", why.zh)), (1, zh.to_string()));
    assert_eq!(zhuoluo::flow::duty::place(&why), None);
    let conn = rusqlite::Connection::open(story.store.path()).expect("the store");
    let sql = "SELECT what FROM audit WHERE action = 'refuse' ORDER BY seq DESC LIMIT 1";
    let kept: String = conn.query_row(sql, [], |r| r.get(0)).expect("a row");
    assert!(kept.contains("第2条：") && !kept.contains('|'), "{kept}");
}

#[test]
fn lines_are_read_from_any_place_on() {
    let (story, of, whole) = drafted();
    let all = whole.len();
    let last = all - 1;
    for (from, to) in [(0, 1), (0, 128), (127, 129), (2990, all + 99), (last, all)] {
        let part = story.store.handover_lines(of, from..to).expect("read");
        assert_eq!((part.of, part.count, part.from), (of, all, from));
        assert_eq!(part.lines, whole[from..to.min(all)], "{from}..{to}");
    }
    for (of, range) in [(of, all..all + 9), (of, 7..7), (of - 1, 0..9), (0, 0..9)] {
        let none = story.store.handover_lines(of, range).expect("read");
        assert!(none.lines.is_empty(), "{none:?}");
    }
    let outline = Outline::of(&whole);
    let flagged = (1..).zip(&whole).filter(|(_, l)| l.flagged);
    let flagged: Vec<usize> = flagged.map(|(n, _)| n).collect();
    assert_eq!((outline.count, outline.flagged), (all, flagged));
}

#[test]
fn thousands_of_lines_are_paged_through_touched_and_signed() {
    let (mut story, of, whole) = drafted();
    let all = whole.len();
    story.keys("<enter><alt-5><tab><tab><tab><tab><tab>");
    shows(
        &mut story,
        &["交班 未签", "接班 未签", "第0001件异常", "[ ]"],
    );
    story.keys("<end>");
    shows(&mut story, &[&all.to_string(), "值班电话", "第2990件异常"]);
    story.keys("<enter>");
    let screen = story.screen(120, 40);
    assert!(screen.contains(&format!("[x] {all} ")), "{screen}");
    for _ in 0..20 {
        story.keys("<pageup>");
        let screen = story.screen(120, 40);
        assert!(!screen.contains("正在读取"), "{screen}");
    }
    let first = 1 + whole.iter().position(|l| l.flagged).expect("flagged");
    story.keys("<home>");
    for _ in 0..first {
        story.keys("<down>");
    }
    story.keys("<enter>");
    let screen = story.screen(120, 40);
    assert!(screen.contains(&format!("[x] {first} ")), "{screen}");
    // A signature waits for all of them, however many: those in sight and those nobody has read.
    story.keys("<ctrl-e><backtab><backtab><f4>接班<enter><ctrl-s>");
    shows(&mut story, &["没有过目"]);
    story.keys("<esc>");
    let touch = |line: usize| Deed::Touch { of, line };
    let beyond = Do::Duty(DutyOrder::plain(touch(all + 1)));
    let refused = story.store.perform(beyond, story.now).expect_err("refused");
    assert!(
        refused.what.zh.contains(&format!("没有第{}行", all + 1)),
        "{refused:?}"
    );
    at_once(&mut story, (1..all).map(touch).collect());
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
    let (story, of, whole) = drafted();
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
    let touched = Do::Duty(DutyOrder::plain(Deed::Touch {
        of,
        line: whole.len(),
    }));
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
    let (story, ..) = drafted();
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
    alone.with(Room::tick);
    alone.with(Room::changed);
    assert!(alone.asked.is_empty(), "not again by itself");
    alone.act(Action::MoveDown);
    assert_eq!(alone.asked.len(), 1);
}
