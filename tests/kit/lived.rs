//! An office that has been lived in: the demo's petitions, until every step has been taken and every
//! register has a row.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;
use serde_json::{Value, json};
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::intake::{self, Desk};
use zhuoluo::domain::step::{self, Ground};
use zhuoluo::flow::view::File;
use zhuoluo::store::Store;

use super::{Dice, Log, instant, life, world};

/// When the demo was made, and when it is looked at.
pub const NOW: &str = "2026-11-20T09:00:00+08:00";
/// Its first operator.
pub const LOGIN: &str = "demo";
/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_zhuoluo");

/// Makes one in a folder.
pub fn make(folder: &Path) -> PathBuf {
    let path = folder.join("desk.sqlite3");
    let file = path.to_str().expect("UTF-8");
    let demo = [
        "demo",
        "--no-open",
        "--people",
        "200",
        "--petitions",
        "150",
        "--file",
        file,
    ];
    run(folder, &path, &demo, "");
    for login in ["wang", "li", "zhao"] {
        let seat = [
            "operator",
            "add",
            login,
            "--name",
            "某人",
            "--role",
            "caseworker",
        ];
        run(folder, &path, &seat, "");
    }
    live(&path);
    fill(folder, &path);
    path
}
/// Petitions that anybody may see, newest first.
pub fn numbers(path: &Path) -> Vec<String> {
    let raw = Connection::open(path).expect("a store");
    let sql = "SELECT number FROM petition WHERE restricted = 0 AND id % 50 <> 0 ORDER BY id DESC";
    let mut statement = raw.prepare(sql).expect("a query");
    let rows = statement.query_map([], |r| r.get(0)).expect("rows");
    rows.map(|r| r.expect("a number")).collect()
}

/// People of petitions that anybody may see.
pub fn persons(path: &Path) -> Vec<String> {
    let raw = Connection::open(path).expect("a store");
    let sql = "SELECT DISTINCT p.person FROM party p JOIN petition x ON x.id = p.petition
        JOIN petitioner who ON who.id = p.person WHERE x.sealed = 0 AND x.restricted = 0 ORDER BY 1";
    let mut statement = raw.prepare(sql).expect("a query");
    let rows = statement
        .query_map([], |r| r.get::<_, i64>(0))
        .expect("rows");
    rows.map(|r| r.expect("a person").to_string()).collect()
}

/// One command that must succeed.
fn run(home: &Path, path: &Path, words: &[&str], input: &str) {
    let mut child = Command::new(PROGRAM)
        .env_clear()
        .env("HOME", home)
        .env("ZHUOLUO_NOW", NOW)
        .args(["--as", LOGIN, "--db"])
        .arg(path)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("fed");
    let done = child.wait_with_output().expect("ended");
    let talk = String::from_utf8_lossy(&done.stderr);
    assert!(
        matches!(done.status.code(), Some(0 | 10)),
        "{words:?}: {talk}"
    );
}

/// Legal lives, until every step has been taken once.
fn live(path: &Path) {
    let now = instant(NOW);
    let mut store = Store::open(path, LOGIN).expect("the store");
    let raw = Connection::open(path).expect("a store");
    let sql = "SELECT number FROM petition WHERE restricted = 0 ORDER BY id DESC";
    let mut statement = raw.prepare(sql).expect("a query");
    let numbers: Vec<String> = statement
        .query_map([], |r| r.get(0))
        .expect("rows")
        .map(|n| n.expect("a number"))
        .collect();
    let mut tried: BTreeMap<StepKind, usize> = BTreeMap::new();
    let mut left: BTreeSet<StepKind> = StepKind::ALL.iter().copied().collect();
    left.remove(&StepKind::Register);
    let mut dice = Dice(7);
    let mut number = numbers[0].clone();
    for _ in 0..600 {
        if left.is_empty() {
            break;
        }
        // A life goes on for a while: some steps answer others.
        if dice.below(8) == 0 {
            number.clone_from(dice.pick(&numbers));
        }
        let Ok(file) = world::open(&mut store, &number, now) else {
            continue;
        };
        let Some(kind) = rarest(&store, &file, &tried) else {
            continue;
        };
        *tried.entry(kind).or_default() += 1;
        let log = Log {
            events: file.events.clone(),
            today: now.date_naive(),
        };
        let body = life::body(kind, &log, &mut dice);
        let units = &store.office().units;
        let Ok(step) = zhuoluo::domain::act::read(kind, &body, now.date_naive(), units) else {
            continue;
        };
        let order = zhuoluo::flow::Do::Act(file.number.clone(), step);
        if store.perform(order, now).is_ok() {
            left.remove(&kind);
        }
    }
    for kind in scripted(&mut store) {
        left.remove(&kind);
    }
    assert!(left.is_empty(), "never taken: {left:?}");
}

/// Lives on purpose: the last steps of a long one answer those before them, and each is also left
/// where it waits for the next.
fn scripted(store: &mut Store) -> Vec<StepKind> {
    let long = [
        ("accept", json!({"route": "petition"})),
        ("notify", json!({"about": "receipt"})),
        ("answer", json!({})),
        ("serve", json!({"result": "delivered"})),
        ("ask_review", json!({})),
        ("answer_review", json!({"outcome": "upheld"})),
        ("serve", json!({"result": "delivered"})),
        ("ask_rereview", json!({})),
        ("answer_rereview", json!({"outcome": "upheld"})),
        ("serve", json!({"result": "delivered"})),
        ("close", json!({"reasons": "终结"})),
        (
            "restrict",
            json!({"ground": "done", "reasons": "目的已实现"}),
        ),
        ("lift", json!({"reasons": "再次反映"})),
    ];
    let sent = ("forward", json!({"to": "东甲镇"}));
    take(store, &[sent]);
    // Papers that nothing else calls for: a slip, and that a matter is not taken up again.
    let slip = json!({"demand": "slip", "text": "临期未办", "due_on": "2026-12-01"});
    take(
        store,
        &[
            ("accept", json!({"route": "petition"})),
            ("supervise", slip),
        ],
    );
    let ended = json!({"reasons": "已经复核终结", "basis": "第三十六条", "ended_by": "示信复核〔2025〕1号"});
    take(store, &[("decline", ended)]);
    for length in 0..=long.len() {
        take(store, &long[..length]);
    }
    let kinds = long.iter().filter_map(|(step, _)| StepKind::parse(step));
    kinds.collect()
}

/// Registers a petition and takes these steps.
fn take(store: &mut Store, steps: &[(&str, Value)]) {
    let now = instant(NOW);
    let draft = Draft::from_json(&super::log::draft(&json!({}))).expect("a draft");
    let office = store.office();
    let desk = Desk {
        today: now.date_naive(),
        units: &office.units,
        categories: office.categories,
    };
    let intake = intake::check(&draft, desk).expect("an intake");
    let done = world::register(store, intake, now).expect("registered");
    for (step, body) in steps {
        world::act(store, &done.file.number, step, body, now)
            .unwrap_or_else(|e| panic!("{step}: {e:?}"));
    }
}

/// Of the steps that a petition may take now, the one tried least often.
fn rarest(store: &Store, file: &File, tried: &BTreeMap<StepKind, usize>) -> Option<StepKind> {
    let office = store.office();
    let ground = Ground {
        calendar: &office.calendar,
        rules: &office.rules,
        today: instant(NOW).date_naive(),
        operator: &office.operator,
    };
    let open = step::menu(file.case.as_ref()?, ground)
        .into_iter()
        .filter(|(_, closed)| closed.is_none());
    open.map(|(kind, _)| kind)
        .min_by_key(|kind| tried.get(kind).copied().unwrap_or(0))
}

/// What fills each register that the demo leaves empty: a command in words, and its standard input.
/// `N` is a petition, `P0` to `P3` are people, `F` is a ledger's file.
const REGISTERS: [(&str, &str); 11] = [
    (
        "duty rota add --start 2026-11-20T18:00 --end 2026-11-20T20:00 --leader zheng --staff feng --staff demo",
        "",
    ),
    (
        "campaign open 清零行动 --basis 示信发8号 --lead 王某 --until 2026-12-31 --phase 摸排:2026-11-20:2026-11-30",
        "",
    ),
    (
        "campaign add 清零行动 N --cause unit --lead 李某 --plan 会商定责",
        "",
    ),
    ("person merge P0 P1 --why 录重了", ""),
    ("person not-same P2 P3 --why 父子共用电话", ""),
    (
        "privacy receive",
        r#"{"asked":"access","petition":"N","text":"要看自己的材料","on":"2026-11-10"}"#,
    ),
    ("privacy enter 1 identify", r#"{"how":"当面核对证件"}"#),
    ("import F --each", ""),
    ("duty urgent open 来电人在河边 --place 城东桥", ""),
    ("office set --phone 000-0000000（演示）", ""),
    ("show N --why 来人询问", ""),
];

/// A row in each register that the demo leaves empty.
fn fill(home: &Path, path: &Path) {
    let ledger = home.join("台账.csv");
    let rows = "姓名,电话,来访日期,反映问题\n张某,13800138000,2026-11-18,工地夜里打桩\n李某,13900139000,2026-11-18,路灯不亮\n";
    std::fs::write(&ledger, rows).expect("written");
    let (number, who) = (numbers(path).remove(0), persons(path));
    let ledger = ledger.display().to_string();
    let word = |word: &str| match word {
        "N" => number.clone(),
        "F" => ledger.clone(),
        "P0" | "P1" | "P2" | "P3" => who[usize::from(word.as_bytes()[1] - b'0')].clone(),
        // A moment is one word of the command line.
        other => match other.split_once('T') {
            Some((day, hour)) if day.starts_with("2026-") => format!("{day} {hour}"),
            _ => other.to_owned(),
        },
    };
    for (words, input) in REGISTERS {
        let words: Vec<String> = words.split(' ').map(word).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        run(
            home,
            path,
            &words,
            &input.replace("\"N\"", &format!("\"{number}\"")),
        );
    }
}
