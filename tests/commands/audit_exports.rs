//! An export names people: the petitioner is told of exactly those in which they stood.

use serde_json::{Value, json};

use super::{Home, Ran, arg};

/// Two petitions: the first forwarded to a town and supervised, the second left lying and in a campaign; an
/// operator of the town beside the administrator.
fn office() -> (Home, [String; 2]) {
    let home = Home::sandbox();
    let first = home.petition();
    let late = json!({
        "requests": ["要求修桥"], "received_on": "2026-09-01", "people": [{"name": "李某"}, {"name": "赵某"}],
    });
    let second = home.register(&late)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    home.act(&first, "forward", &json!({"to": "东甲镇"})).is(0);
    let slip = json!({"demand": "slip", "text": "问题", "due_on": "2026-11-30"});
    home.act(&first, "supervise", &slip).is(0);
    let until = ["--lead", "王某", "--until", "2026-12-31"];
    home.run(&[&["campaign", "open", "清积案", "--basis", "x"][..], &until].concat())
        .is(0);
    let cause = ["--cause", "nobody", "--plan", "x"];
    home.run(&[&["campaign", "add", "清积案", &second][..], &cause].concat())
        .is(0);
    let town = ["--role", "lead", "--unit", "东甲镇"];
    home.run(&[&["operator", "add", "zhao", "--name", "赵六"][..], &town].concat())
        .is(0);
    (home, [first, second])
}

fn list(home: &Home, person: usize) -> Vec<Value> {
    let person = format!("#{person}");
    let ran = home.run(&[
        "--as", "wang", "audit", "list", "--person", &person, "--json",
    ]);
    ran.is(0).json().as_array().expect("a list").clone()
}

fn exports(home: &Home, person: usize) -> usize {
    let all = list(home, person);
    all.iter().filter(|e| e["action"] == "export").count()
}

#[test]
fn whoever_stood_in_an_export_is_told_and_nobody_else() {
    let (home, numbers) = office();
    let (mut told, mut untold) = (0, 0);
    for kind in [
        "petitions",
        "owed",
        "people",
        "supervisions",
        "campaigns",
        "self-check",
        "disputes",
    ] {
        for who in ["wang", "zhao"] {
            let before: Vec<usize> = (1..=3).map(|p| exports(&home, p)).collect();
            let words = ["--as", who, "export", kind, "--format", "json"];
            let rows = home.run(&words).is(0).json();
            let rows = rows.as_array().expect("rows");
            for person in 1..=3 {
                let (number, id) = (&numbers[usize::from(person > 1)], person.to_string());
                let stands = rows.iter().any(|r| {
                    r["number"] == **number || r["petition"] == **number || r["person"] == id
                });
                let more = exports(&home, person) - before[person - 1];
                assert_eq!(
                    more,
                    usize::from(stands),
                    "{who} {kind} #{person}: {rows:?}"
                );
                told += usize::from(stands);
                untold += usize::from(!stands);
            }
        }
    }
    assert!(told > 12 && untold > 12, "{told} {untold}");
    home.run(&["--as", "wang", "verify"]).is(0);
    home.run(&["--as", "wang", "audit", "verify"]).is(0);
}

fn paper(home: &Home, lang: &str, person: &str) -> Ran {
    home.run(&[
        "--as", "wang", "--lang", lang, "audit", "list", "--person", person,
    ])
    .is(0)
}

#[test]
fn the_paper_says_which_list_and_says_so_where_it_was_not_recorded() {
    let (home, numbers) = office();
    for kind in ["people", "petitions", "owed", "campaigns"] {
        home.run(&["--as", "wang", "export", kind]).is(0);
    }
    let zh = paper(&home, "zh", &numbers[1]).out;
    for words in [
        "导出人员名册",
        "导出信访件台账",
        "导出待办义务",
        "导出登记簿",
    ] {
        assert!(zh.contains(words), "{words}: {zh}");
    }
    assert!(!zh.contains("没有记下有谁"), "{zh}");
    let en = paper(&home, "en", &numbers[0]).out;
    assert!(
        en.contains("exported the petitions") && !en.contains("a register"),
        "{en}"
    );
    // As an earlier version wrote it.
    let old = rusqlite::Connection::open(home.store()).expect("the store");
    old.execute_batch("INSERT INTO audit (seq, at, operator, action, what, why, hash) SELECT max(seq) + 1, '2026-01-05T09:00:00+08:00', 'wang', 'export', 'people csv 2', '', zeroblob(32) FROM audit")
        .expect("an old entry");
    drop(old);
    assert!(
        paper(&home, "zh", &numbers[0])
            .out
            .contains("当时没有记下有谁")
    );
    let en = paper(&home, "en", &numbers[0]).out;
    let en: Vec<&str> = en.split_whitespace().collect();
    assert!(en.join(" ").contains("was not recorded then"), "{en:?}");
}

#[test]
fn an_export_of_all_is_one_word_and_tells_nobody_of_a_report() {
    let (home, _) = office();
    home.run(&["--as", "wang", "export", "people"]).is(0);
    let report = json!({"class": "report", "requests": ["要求查处"], "people": [{"name": "钱某"}], "accused": [{"name": "某人"}]});
    home.feed(&["--as", "wang", "register"], report.to_string().as_bytes())
        .is(0);
    home.run(&["--as", "wang", "export", "people"]).is(0);
    let conn = rusqlite::Connection::open(home.store()).expect("the store");
    let mut words = conn
        .prepare("SELECT what FROM audit WHERE action = 'export' ORDER BY seq")
        .expect("the trail");
    let words: Vec<String> = words
        .query_map([], |r| r.get(0))
        .expect("rows")
        .map(|what| what.expect("words"))
        .collect();
    assert_eq!(words, ["#1-3 people csv 3", "#1-4 people csv 4"]);
    let seat = [
        "operator", "add", "zhou", "--name", "周某", "--role", "auditor",
    ];
    home.run(&[&["--as", "wang"], &seat[..]].concat()).is(0);
    let lines = home.run(&["--as", "zhou", "audit", "export"]).is(0).out;
    let hidden: Vec<bool> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line"))
        .filter(|line| line["action"] == "export")
        .map(|line| line["hidden"] == true)
        .collect();
    // All alike, nothing of them: one that is covered alone would tell when somebody made a report.
    assert_eq!(hidden, [false; 0]);
    let listed = home
        .run(&["--as", "zhou", "audit", "list", "--action", "export"])
        .is(0)
        .out;
    assert!(
        listed.contains("people csv 4") && !listed.contains("#1"),
        "{listed}"
    );
}

/// What is on record, oldest first, but for the looking at it.
fn recorded(home: &Home) -> Vec<String> {
    let all = home
        .run(&["--as", "wang", "audit", "list", "--limit", "1000", "--json"])
        .is(0)
        .json();
    let all = all.as_array().expect("a list").iter();
    let all = all.filter(|e| e["action"] != "audit" || e["what"] == "export");
    all.map(|e| e["action"].as_str().expect("an action").to_owned())
        .collect()
}

/// A file that never was stands on no petitioner's sheet; and no other file is lost to one that is written.
#[test]
fn what_was_not_written_is_on_record_as_refused_or_not_at_all() {
    let (home, [first, _]) = office();
    home.run(&["--as", "wang", "find", "张"]).is(0);
    let link = home.path("link.txt");
    let index = format!("{}-find", home.store().display());
    std::os::unix::fs::symlink(index, &link).expect("linked");
    let dear = home.file("dear.txt", "dear");
    let nowhere = home.path("none/x.txt");
    for words in [
        &["export", "petitions"][..],
        &["export", "people"],
        &["audit", "export"],
        &["paper", &first, "receipt"],
        &["privacy", "copy", &first],
        &["archive", "pack", &first],
    ] {
        let words = [&["--as", "wang"], words].concat();
        let write = |place: &std::path::Path, more: &[&str]| {
            home.run(&[&words[..], &["-o", arg(place)], more].concat())
        };
        let before = recorded(&home);
        write(&nowhere, &[]).is(1).says("没有这个文件或文件夹");
        write(&dear, &[]).is(1).says("--force");
        assert_eq!(std::fs::read(&dear).expect("there"), b"dear", "{words:?}");
        assert_eq!(recorded(&home), before, "{words:?}");
        write(&link, &["--force"]).is(3);
        let after = recorded(&home);
        assert_eq!(after[before.len()..], ["refuse"], "{words:?}");
        if words[2] == "archive" {
            continue;
        }
        write(&dear, &["--force"]).is(0);
        assert_ne!(std::fs::read(&dear).expect("there"), b"dear", "{words:?}");
        assert_eq!(recorded(&home).len(), after.len() + 1, "{words:?}");
        home.file("dear.txt", "dear");
        // Nothing is lost with an empty file.
        write(&home.file("empty.txt", ""), &[]).is(0);
    }
}

/// A backup takes the place of an earlier one, and of nothing else.
#[test]
fn a_backup_is_not_written_over_another_file() {
    let home = Home::sandbox();
    let keys = ["one.key", "two.key"].map(|name| super::backup::key(&home, name).1);
    let dear = home.file("dear.txt", "dear");
    let (nowhere, sealed) = (home.path("none/b.age"), home.path("b.age"));
    let write = |place: &std::path::Path| {
        let to = ["--recipient", &keys[0], "--recipient", &keys[1]];
        home.run(&[&["backup", "-o", arg(place)][..], &to].concat())
    };
    let before = recorded(&home);
    write(&dear).is(1).says("备份只顶替以前的备份");
    assert_eq!(std::fs::read(&dear).expect("there"), b"dear");
    write(&nowhere).is(1);
    assert_eq!(recorded(&home), before);
    write(&sealed).is(0);
    write(&sealed).is(0);
}
