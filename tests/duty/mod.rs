//! The duty desk: the rota's truth tables, a Spring Festival by commands, what it refuses.

mod disputes;
mod elsewhere;
mod festival;
mod handed;
mod left;
mod night;
mod oncall;
mod order;
mod refused;
mod room;
mod rota;
mod screen;
mod sides;
mod signing;
mod stood;
mod trial;
mod two_desks;
mod winter;

use crate::commands::{Home, Ran};

/// Runs a command at an instant of early 2027 as somebody.
pub fn at(home: &Home, who: &str, when: &str, words: &[&str]) -> Ran {
    feed(home, who, when, words, b"")
}

pub fn feed(home: &Home, who: &str, when: &str, words: &[&str], input: &[u8]) -> Ran {
    let now = format!("2027-{}:00+08:00", when.replace(' ', "T"));
    let mut all = vec!["--as", who, "--now", &now];
    all.extend(words);
    home.feed(&all, input)
}

/// An office with two heads and six officers.
pub fn office() -> Home {
    let home = Home::sandbox();
    for (login, name, role) in [
        ("zhou", "周某", "lead"),
        ("li", "李某", "duty"),
        ("zhao", "赵某", "duty"),
        ("qian", "钱某", "duty"),
        ("sun", "孙某", "duty"),
        ("feng", "冯某", "duty"),
        ("chen", "陈某", "duty"),
    ] {
        let words = [
            "--as", "wang", "operator", "add", login, "--name", name, "--role", role,
        ];
        home.run(&words).is(0);
    }
    home
}

/// The keys of what the desk itself owes.
pub fn desk(owed: &serde_json::Value, kind: &str) -> Vec<String> {
    let all = owed.as_array().expect("a list").iter();
    let mut keys: Vec<String> = all
        .filter(|o| o["kind"] == kind && !o["key"].is_null())
        .map(|o| o["key"].as_str().expect("a key").to_owned())
        .collect();
    keys.sort();
    keys
}
