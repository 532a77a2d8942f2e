//! The drawn search under everything that fingers, pastes and other sessions do to it: the last query
//! stands, the keys are answered, and what others save comes up by itself.

use std::time::{Duration, Instant};

use serde_json::json;
use zhuoluo::store::Store;

use super::tty::{Home, Tty};
use crate::kit::World;
use crate::kit::world::register;

/// A home with people in it.
fn peopled() -> (Home, World) {
    let (home, world) = (Home::new(), World::new());
    for (n, name) in ["章晓棠", "章小唐", "欧阳雪见", "景天"].iter().enumerate() {
        save(&home, &world, name, n);
    }
    (home, world)
}

fn save(home: &Home, world: &World, name: &str, n: usize) {
    let mut store = Store::open(&home.store(), "wang").expect("the store");
    let body =
        json!({ "draft": "", "people": [{ "name": name, "phones": [format!("1540000{n:04}")] }] });
    register(&mut store, world.intake(&body), world.now).expect("registered");
}

fn find(home: &Home) -> Tty {
    let mut tty = home.open();
    tty.send("\x06");
    tty.wait_for("[3查询]");
    tty.settle();
    tty
}

/// Empties the field, types and waits for somebody.
fn asks(tty: &mut Tty, typed: &str, name: &str) {
    tty.send("\x15");
    tty.send(typed);
    tty.wait_for(name);
}

fn peak(tty: &Tty) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", tty.pid())).expect("it runs");
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let peak = line.expect("a peak").trim().trim_end_matches(" kB");
    peak.parse().expect("a number")
}

#[test]
fn of_a_thousand_keys_a_second_the_last_query_stands() {
    let (home, _world) = peopled();
    let mut tty = find(&home);
    asks(&mut tty, "章", "章晓棠");
    let before = peak(&tty);
    let begun = Instant::now();
    for _ in 0..125 {
        for key in ["\x15", "z", "x", "t", "\x15", "章", "晓", "天"] {
            tty.send(key);
            std::thread::sleep(Duration::from_micros(900));
        }
    }
    let typed = begun.elapsed();
    asks(&mut tty, "oyxj", "欧阳雪见");
    println!(
        "1,000 keys in {typed:?}, the last one answered after {:?} more",
        begun.elapsed().saturating_sub(typed)
    );
    assert!(
        !tty.screen().contains("章晓棠"),
        "nothing of an earlier query"
    );
    assert!(peak(&tty) < before + 30_000, "the queue does not grow");
}

#[test]
fn a_hundred_thousand_characters_in_the_search_and_the_keys_answer() {
    let (home, _world) = peopled();
    let mut tty = find(&home);
    for piece in ["章", "z", "1", "\u{301}", "\u{202e}", "* OR ", "%' --"] {
        let many = piece.repeat(100_000 / piece.chars().count());
        tty.send("\x1b[200~");
        tty.send(&many);
        tty.send("\x1b[201~");
        tty.send("\x1bOP");
        tty.wait_for("本处的键");
        tty.send("\x1b");
        tty.wait("the help closed", |tty| !tty.screen().contains("本处的键"));
        let raw = tty.look(vt100::Screen::contents_formatted);
        assert!(
            !raw.contains('\u{202e}'),
            "no bidi sign reaches the terminal"
        );
        asks(&mut tty, "oyxj", "欧阳雪见");
    }
    assert!(peak(&tty) < 150_000, "{}", peak(&tty));
}

/// What another process saves comes up in an open search without a key.
#[test]
fn whom_another_process_saves_comes_up_by_itself() {
    let (home, world) = peopled();
    let mut tty = find(&home);
    asks(&mut tty, "章", "章晓棠");
    tty.send("龙葵");
    tty.wait("nobody of that name", |tty| {
        tty.screen().contains("没有找到")
    });
    save(&home, &world, "章龙葵", 77);
    let saved = Instant::now();
    tty.wait("the new one", |tty| tty.screen().contains("0077"));
    println!(
        "saved by one process, shown by another after {:?}",
        saved.elapsed()
    );
}
