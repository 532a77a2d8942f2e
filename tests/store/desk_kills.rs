//! kill -9 at the duty desk: a check-in that was acknowledged is there, and the lines of a handover are
//! looked at all together or not at all.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::shift::{Crew, Shift};
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::flow::{Do, Reply};
use zhuoluo::store::Store;

use super::kills::{Worker, child, say};
use crate::kit::{Dice, World, instant};

/// Lines that are looked at with one order.
const LINES: usize = 3;
/// When the shifts change and everything happens.
const NOW: &str = "2026-03-05T09:00:00+08:00";

fn civil() -> NaiveDateTime {
    instant(NOW).naive_local()
}

/// Carries out an order and gives the number of its event.
fn order(store: &mut Store, order: Do) -> i64 {
    match store.perform(order, instant(NOW)) {
        Ok(Reply::DutyDone(done)) => done.seq,
        other => panic!("{other:?}"),
    }
}

fn one(deed: Deed) -> Do {
    Do::Duty(DutyOrder::plain(deed))
}

/// The lines of the newest handover, looked at with one order.
fn touch(of: i64) -> Do {
    let lines = 1..=LINES;
    Do::DutyAll {
        deeds: lines.map(|line| Deed::Touch { of, line }).collect(),
        dry_run: false,
    }
}

/// One round of a child: a check-in, or the lines of the handover.
pub fn work(part: &str, store: &mut Store, round: usize) {
    let done = if part == "check_in" {
        let note = format!("第{round}次");
        order(store, one(Deed::CheckIn { note: note.into() }))
    } else {
        let of = handover(store);
        order(store, touch(of))
    };
    say(&format!("{part} {done}"));
}

/// The handover that the world drafted.
fn handover(store: &Store) -> i64 {
    let ask = zhuoluo::flow::Ask::Duty { at: civil() };
    match store.ask(&ask, civil().date()).expect("a board") {
        Reply::Board(board) => board.book.handovers.last().expect("drafted").stamp.seq,
        other => panic!("{other:?}"),
    }
}

/// A shift of twelve hours that begins so many hours from now.
fn shift(hours: i64, leader: &str, staff: &str) -> Deed {
    let from = civil() + TimeDelta::hours(hours);
    Deed::Shift(Shift {
        from,
        to: from + TimeDelta::hours(12),
        crew: Crew {
            leader: leader.to_owned(),
            staff: vec![staff.to_owned()],
        },
        phone: String::new().into(),
    })
}

/// Two shifts, three unusual entries, and the handover between them.
fn desk() -> World {
    let mut world = World::new();
    for login in ["zhao", "qian", "sun"] {
        world.seat(login, "lead");
    }
    // The rota is drawn up the evening before.
    world.at("2026-03-04T20:00:00+08:00");
    for deed in [shift(-12, "zhao", "qian"), shift(0, "sun", "wang")] {
        let drawn = world.store.perform(one(deed), world.now);
        drawn.expect("a shift");
    }
    world.at(NOW);
    for text in ["停水", "停电", "借出钥匙"] {
        let log = Deed::Log {
            at: civil() - TimeDelta::hours(1),
            text: text.into(),
            unusual: true,
        };
        order(&mut world.store, one(log));
    }
    let (from, to) = (civil(), civil());
    let lines = Vec::new();
    order(&mut world.store, one(Deed::Handover { from, to, lines }));
    world
}

/// How often each line was looked at.
fn touched(world: &World) -> BTreeMap<i64, i64> {
    let raw = world.raw();
    let sql = "SELECT json_extract(body, '$.line'), count(*) FROM duty_event WHERE kind = 'touch' GROUP BY 1";
    let mut statement = raw.prepare(sql).expect("a query");
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)));
    rows.expect("rows").map(|r| r.expect("a row")).collect()
}

#[test]
fn what_the_desk_acknowledged_survives_a_kill() {
    let mut world = desk();
    let mut dice = Dice(11);
    let (mut said, mut kills) = (Vec::new(), 0);
    for round in 0..12 {
        let two = ["check_in", "touch"].map(|part| Worker::of(child(part, &world)));
        // Every fourth round falls on the opening.
        if round % 4 != 0 {
            two[round % 2].until(1 + dice.below(8));
        }
        for worker in two {
            std::thread::sleep(std::time::Duration::from_micros(dice.below(9_000) as u64));
            said.extend(worker.bury());
            kills += 1;
        }
        let lines = touched(&world);
        let times: Vec<i64> = lines.values().copied().collect();
        assert!(
            times.windows(2).all(|w| w[0] == w[1]),
            "half an order: {lines:?}"
        );
        assert!(lines.is_empty() || lines.len() == LINES, "{lines:?}");
    }
    for line in &said {
        let (kind, seq) = line.split_once(' ').expect("a kind and a number");
        let sql = "SELECT count(*) FROM duty_event WHERE kind = ?1 AND seq = ?2";
        let raw = world.raw();
        let kept: i64 = raw
            .query_row(sql, [kind, seq], |r| r.get(0))
            .expect("a count");
        assert_eq!(kept, 1, "acknowledged, lost: {line}");
    }
    assert!(
        said.len() > kills,
        "the children hardly worked: {}",
        said.len()
    );
    assert_eq!(world.findings(), [""; 0]);
}
