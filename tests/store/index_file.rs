//! The index file beside the store: one for all sessions, made anew when it is lost, altered, cut
//! off or another store's; and what it finds in petitions is what a plain reading finds.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::json;
use zhuoluo::flow::view::Found;
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::{Finder, Hands, index_bytes};

use crate::kit::{World, lived};

fn index_of(world: &World) -> PathBuf {
    let mut name = world.path().into_os_string();
    name.push("-find");
    name.into()
}

pub(super) fn session(world: &World) -> Finder {
    let store = Store::open(&world.path(), "wang").expect("the store");
    Finder::new(store).expect("a finder")
}

pub(super) fn find(finder: &mut Finder, world: &World, text: &str) -> Found {
    finder.follow().expect("up to date");
    let ask = Ask::Find {
        text: text.to_owned(),
        limit: 50,
    };
    match finder.ask_at(&ask, world.now).expect("an answer") {
        Reply::Found(found) => found,
        other => panic!("{other:?}"),
    }
}

fn names(found: &Found) -> Vec<String> {
    found
        .people
        .iter()
        .map(|card| card.person.name.raw().to_owned())
        .collect()
}

fn somebody(name: &str) -> serde_json::Value {
    json!({ "people": [{ "name": name, "phones": ["15400001234"] }] })
}

#[test]
fn one_file_serves_all_and_is_for_the_owner_alone() {
    let mut world = World::new();
    world.register(&somebody("章晓棠"));
    let (mut first, mut second) = (session(&world), session(&world));
    let mode = std::fs::metadata(index_of(&world))
        .expect("an index")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    // Saved by somebody else: found by every session at its next question.
    world.register(&somebody("欧阳雪见"));
    for finder in [&mut first, &mut second] {
        assert_eq!(names(&find(finder, &world, "oyxj")), ["欧阳雪见"]);
        assert_eq!(names(&find(finder, &world, "zhangxiaotang")), ["章晓棠"]);
    }
    let found = find(&mut session(&world), &world, "欧阳学见");
    assert_eq!(found.people[0].why.zh, "音同字不同");
    assert_eq!(found.people[0].class, "homophone");
}

#[test]
fn whatever_is_wrong_with_the_file_the_answers_are_right() {
    let mut world = World::new();
    world.register(&somebody("章晓棠"));
    let file = index_of(&world);
    drop(session(&world));
    let whole = std::fs::read(&file).expect("an index");
    let mut spoilt: Vec<(String, Vec<u8>)> = vec![
        ("empty".to_owned(), Vec::new()),
        ("not one of ours".to_owned(), b"hello".repeat(900)),
        (
            "of another version".to_owned(),
            [&whole[..8], &[9, 9, 9, 9], &whole[12..]].concat(),
        ),
    ];
    for cut in [7, 700, whole.len() / 2, whole.len() - 1] {
        spoilt.push((format!("cut off at {cut}"), whole[..cut].to_vec()));
    }
    for byte in (0..whole.len()).step_by((whole.len() / 700).max(97) | 1) {
        let mut bytes = whole.clone();
        bytes[byte] ^= 0x20;
        spoilt.push((format!("byte {byte}"), bytes));
    }
    for (what, bytes) in spoilt {
        std::fs::write(&file, bytes).expect("spoilt");
        let mut finder = session(&world);
        for typed in ["zxt", "章晓", "1234", "章小棠"] {
            assert_eq!(
                names(&find(&mut finder, &world, typed)),
                ["章晓棠"],
                "{what}: {typed}"
            );
        }
    }
    std::fs::remove_file(&file).expect("lost");
    assert_eq!(
        names(&find(&mut session(&world), &world, "zxt")),
        ["章晓棠"]
    );
    assert!(file.exists(), "made anew");
}

#[test]
fn the_index_of_another_history_is_not_believed() {
    let (mut world, mut other) = (World::new(), World::new());
    world.register(&somebody("章晓棠"));
    other.register(&somebody("欧阳雪见"));
    drop(session(&other));
    drop(session(&world));
    std::fs::copy(index_of(&other), index_of(&world)).expect("exchanged");
    let mut finder = session(&world);
    assert_eq!(names(&find(&mut finder, &world, "zxt")), ["章晓棠"]);
    assert!(names(&find(&mut finder, &world, "oyxj")).is_empty());
}

#[test]
fn nothing_is_written_through_a_link_and_no_index_is_no_harm() {
    let mut world = World::new();
    world.register(&somebody("章晓棠"));
    let away = index_of(&world).with_file_name("elsewhere");
    std::fs::write(&away, "precious").expect("a file");
    std::os::unix::fs::symlink(&away, index_of(&world)).expect("a link");
    assert_eq!(
        names(&find(&mut session(&world), &world, "zxt")),
        ["章晓棠"]
    );
    assert_eq!(std::fs::read(&away).expect("still there"), b"precious");
    // A folder in its place: the index cannot be kept, is in memory, and this is said.
    let _ = std::fs::remove_file(index_of(&world));
    std::fs::create_dir(index_of(&world)).expect("a folder");
    let found = find(&mut session(&world), &world, "zxt");
    assert_eq!(names(&found), ["章晓棠"]);
    assert!(found.note.expect("said").zh.contains("没有存下"));
}

/// Who makes it and how often does not show: else a copy beside two servers would differ for no reason.
#[test]
fn one_thread_or_two_make_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&lived::make(folder.path()), "wang").expect("the store");
    let made = |hands| index_bytes(&store, hands).expect("an index");
    let one = made(Hands::One);
    assert!(one.len() > 16_384, "more than a head: {}", one.len());
    for _ in 0..3 {
        assert!(made(Hands::Two) == one, "other bytes");
    }
}

const MATTERS: [&str; 6] = [
    "征地补偿款没有发到户",
    "征地款迟迟未到",
    "自来水发黄有异味",
    "补偿标准不公开",
    "路灯坏了半年没人修",
    "ＡＢＣ公司３号楼：漏水，修了５０％",
];

const TYPED: [&str; 24] = [
    "地",
    "款",
    "征地",
    "补偿",
    "补偿款",
    "征地款",
    "自来水",
    "征地补偿",
    "没人修",
    "迟迟未到",
    "第7次",
    "东甲",
    "无此",
    "补登",
    "雪见",
    // The signs of an input method, as they stand.
    "，",
    "登记，请",
    "：征地",
    "ＡＢＣ公司",
    "ａｂｃ",
    "３号楼",
    "３号",
    "５０％",
    "3号楼",
];

/// The numbers that a plain reading finds, newest first.
fn plain(world: &World, typed: &str) -> Vec<String> {
    let sql = "SELECT number FROM petition WHERE summary LIKE ?1 OR words LIKE ?1 OR place LIKE ?1
        OR name LIKE ?1 OR number LIKE ?1 ORDER BY id DESC LIMIT 50";
    let conn = Connection::open(world.path()).expect("the store");
    let mut statement = conn.prepare(sql).expect("a query");
    let rows = statement
        .query_map([format!("%{typed}%")], |r| r.get(0))
        .expect("rows");
    rows.collect::<Result<_, _>>().expect("numbers")
}

#[test]
fn petitions_are_those_that_a_plain_reading_finds() {
    let mut world = World::new();
    let places = ["东甲镇", "南乙镇", "西丙乡"];
    for n in 0..40 {
        world.register(&json!({
            "place": places[n % places.len()],
            "facts": format!("{}，第{n}次登记，请求核实。", MATTERS[n % MATTERS.len()]),
            "people": [{ "name": format!("章{}", ["晓棠", "雪见", "龙葵"][n % 3]) }],
        }));
    }
    // Half of them are in the book, the others came later.
    drop(session(&world));
    let mut finder = session(&world);
    for n in 0..20 {
        let facts = format!("补登：{}，{n}号。", MATTERS[n % MATTERS.len()]);
        world.register(&json!({ "facts": facts }));
    }
    for typed in TYPED {
        let found = find(&mut finder, &world, typed);
        // What the name of a unit or a category adds stands behind, and is not of the words.
        let by_words = found.petitions.iter();
        let by_words = by_words.filter(|h| !matches!(h.class, "office" | "people"));
        let got: Vec<String> = by_words.map(|h| h.row.number.0.clone()).collect();
        let wanted = plain(&world, typed);
        // Behind these, what has the same in signs of another width.
        let same = typed.is_ascii()
            || !typed
                .chars()
                .any(|c| c.is_ascii_alphanumeric() || ('０'..='ｚ').contains(&c));
        let first = if same { got.len() } else { wanted.len() };
        assert_eq!(got.get(..first), Some(&wanted[..]), "{typed}: {got:?}");
    }
}

/// Beside the form, who lives at the same address under the same family name comes up with that reason.
#[test]
fn the_same_address_and_family_name() {
    let mut world = World::new();
    let home = "示例县东甲镇癸村77号";
    for (name, address) in [
        ("章晓棠", home),
        ("章龙葵", "示例县东甲镇癸村７７号"),
        ("章雪见", "示例县东甲镇癸村77号2栋"),
        ("景天", home),
        ("李章", home),
    ] {
        world.register(&json!({ "people": [{ "name": name, "address": address }] }));
    }
    let ask = Ask::Matches {
        name: "章某".to_owned(),
        named: false,
        id_number: String::new(),
        phone: String::new(),
        address: home.to_owned(),
        adopted: None,
        told: zhuoluo::domain::alike::Told::default(),
    };
    let Ok(Reply::Matches(found)) = session(&world).ask_at(&ask, world.now) else {
        panic!("an answer")
    };
    let mut seen: Vec<&str> = (found.cards.iter())
        .filter(|c| c.why.zh == "同址同姓")
        .map(|c| c.person.name.raw())
        .collect();
    seen.sort_unstable();
    assert_eq!(seen, ["章晓棠", "章龙葵"]);
}
