//! Commands and the index beside the store: damaged or far behind, they wait for a new one where a desk
//! would go on, and say so.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use serde_json::{Value, json};
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::{Home, NOW, arg};
use crate::kit::instant;

fn index_of(home: &Home) -> PathBuf {
    let mut name = home.store().into_os_string();
    name.push("-find");
    name.into()
}

fn somebody(home: &Home, name: &str, phone: &str) {
    home.register(&json!({ "channel": "visit", "received_on": "2026-11-05",
        "people": [{ "name": name, "phones": [phone] }], "requests": ["要求核实征地补偿款"] }));
}

/// An office whose numbers of people say that it is too large for an index made at once.
fn large() -> Home {
    let home = Home::sandbox();
    somebody(&home, "章晓棠", "15400001234");
    let conn = rusqlite::Connection::open(home.store()).expect("the store");
    let mut columns = conn
        .prepare("SELECT name FROM pragma_table_info('petitioner') WHERE name <> 'id'")
        .expect("columns");
    let columns: Vec<String> = columns
        .query_map([], |r| r.get(0))
        .expect("columns")
        .collect::<Result<_, _>>()
        .expect("columns");
    let columns = columns.join(", ");
    let sql = format!(
        "INSERT INTO petitioner (id, {columns}) SELECT 30000, {columns} FROM petitioner WHERE id = 1"
    );
    conn.execute(&sql, []).expect("somebody of a high number");
    conn.execute("UPDATE petitioner SET name = '龙葵' WHERE id = 30000", [])
        .expect("renamed");
    somebody(&home, "章晓", "15400001235");
    somebody(&home, "章晓棠棠", "15400001236");
    home
}

fn found(answer: &Value) -> Vec<&str> {
    let all = answer.as_array().expect("a list").iter();
    let people = all.filter(|hit| hit["type"] == "person");
    people
        .map(|hit| hit["name"].as_str().expect("a name"))
        .collect()
}

#[test]
fn a_damaged_index_is_waited_for_and_said() {
    let home = large();
    let good = home.run(&["find", "zhangxt", "--people", "--json"]).is(0);
    assert_eq!(found(&good.json())[0], "章晓棠");
    let whole = std::fs::read(index_of(&home)).expect("an index");
    let ledger = home.file(
        "台账.csv",
        "信访件编号,姓名,手机号码,信访日期,信访形式,概况\n2026000001,章小棠,15400001234,2026-11-05,来访,要求补发青苗补偿款\n",
    );
    let matches = home.path("matches.csv");
    let mut healed = [0; 3];
    for byte in (0..whole.len()).step_by(whole.len() / 24) {
        let spoil = || {
            let mut bytes = whole.clone();
            bytes[byte] ^= 0x01;
            std::fs::write(index_of(&home), bytes).expect("spoilt");
        };
        spoil();
        let run = home.run(&["find", "zhangxt", "--people", "--json"]).is(0);
        assert_eq!(run.out, good.out, "byte {byte}: {}", run.talk);
        healed[0] += usize::from(run.talk.contains("查询索引损坏，已重建"));
        spoil();
        let run = home
            .run(&["--lang", "en", "find", "zhangxt", "--people"])
            .is(0);
        healed[1] += usize::from(run.talk.contains("has been made anew"));
        spoil();
        let _ = std::fs::remove_file(&matches);
        let run = home
            .run(&[
                "import",
                arg(&ledger),
                "--dry-run",
                "--matches",
                arg(&matches),
            ])
            .is(0);
        let rows = std::fs::read_to_string(&matches).expect("written");
        assert!(rows.contains("章晓棠"), "byte {byte}: {rows}");
        healed[2] += usize::from(run.talk.contains("查询索引损坏，已重建"));
    }
    assert!(healed.iter().all(|n| *n > 0), "met by none: {healed:?}");
    // The file is whole again: nothing more is said.
    let run = home.run(&["find", "zhangxt", "--people", "--json"]).is(0);
    assert_eq!((run.out, run.talk.as_str()), (good.out, ""));
}

#[test]
fn an_index_far_behind_is_made_anew_once() {
    let home = Home::sandbox();
    somebody(&home, "章晓棠", "15400001234");
    let mark = || std::fs::metadata(index_of(&home)).expect("an index").ino();
    home.run(&["find", "zxt"]).is(0);
    let first = mark();
    somebody(&home, "龙葵", "15400001235");
    home.run(&["find", "longkui"]).is(0);
    assert_eq!(mark(), first, "a few are read beside it");
    let rows = (0..700).map(|n| {
        format!(
            "B{n},雪见,{},2026-11-05,来访,要求修水渠第{n}段\n",
            15_400_010_000_u64 + n
        )
    });
    let ledger =
        "信访件编号,姓名,手机号码,信访日期,信访形式,概况\n".to_owned() + &rows.collect::<String>();
    let ledger = home.file("台账.csv", ledger);
    home.run(&["import", arg(&ledger)]).is(0);
    let run = home.run(&["find", "15400010699", "--json"]).is(0);
    assert_eq!(found(&run.json())[0], "雪见");
    let second = mark();
    assert_ne!(second, first, "made anew by who found it");
    home.run(&["find", "zxt"]).is(0);
    assert_eq!(mark(), second, "and by nobody after");
}

/// Until the index is there, records are read as written; who is called exactly so stands first.
#[test]
fn without_an_index_a_whole_name_stands_first() {
    let home = large();
    let _ = std::fs::remove_file(index_of(&home));
    let store = Store::open(&home.store(), "wang").expect("the store");
    let mut finder = Finder::new(store).expect("a finder");
    let ask = Ask::Find {
        text: "章晓棠".to_owned(),
        limit: 50,
    };
    let Ok(Reply::Found(found)) = finder.ask_at(&ask, instant(NOW)) else {
        panic!("no answer");
    };
    assert!(found.as_written && found.note.is_some());
    let names: Vec<&str> = found.people.iter().map(|c| c.person.name.raw()).collect();
    assert_eq!(names, ["章晓棠", "章晓棠棠"]);
}

#[test]
fn what_is_owed_on_an_old_petition_is_not_denied_because_of_newer_ones() {
    let home = Home::sandbox();
    let came = |on: &str| {
        let draft = json!({ "received_on": on, "requests": ["补发"],
            "people": [{ "person": 1, "name": "东郭欠", "phones": ["15400000001"] }] });
        let done = home.register(&draft);
        done["number"].as_str().expect("a number").to_owned()
    };
    let first = json!({ "received_on": "2026-11-02", "requests": ["补发"],
        "people": [{ "name": "东郭欠", "phones": ["15400000001"] }] });
    let old = home.register(&first)["number"].clone();
    for _ in 0..9 {
        let number = came("2026-11-10");
        let body = json!({ "reasons": "已解决" });
        home.act(&number, "withdraw", &body).is(0);
    }
    let found = home.run(&["find", "东郭欠", "--people", "--json"]).json();
    let owed = found[0]["owed"].as_array().expect("a list");
    assert!(owed.iter().any(|o| o["number"] == old), "{found}");
    let petitions = found[0]["petitions"].as_array().expect("a list");
    assert!(petitions.iter().any(|p| p["number"] == old), "{found}");
    let text = home.run(&["find", "东郭欠", "--people"]).is(0).out;
    assert!(text.contains("本办尚欠1项"), "{text}");
}
