//! A restore takes along what operators were writing: nobody's words stay behind without a word of it.

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::restore::{backup, earnest, keys};
use super::{Home, Ran};

const AT: &str = "2026-11-20T10:00:00+08:00";

/// Keeps a draft as a desk does.
fn keep(home: &Home, who: &str, id: &str, body: &Value, at: &str) {
    let base = Connection::open(home.store()).expect("opened");
    base.execute(
        "INSERT INTO draft (id, operator, title, body, at) VALUES (?1, ?2, '某', ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET body = ?3, at = ?4",
        params![id, who, body.to_string(), at],
    )
    .expect("kept");
}

/// The drafts that the store has: id and words.
fn drafts(home: &Home) -> Vec<(String, Value)> {
    let base = Connection::open(home.store()).expect("opened");
    let mut rows = base
        .prepare("SELECT id, body FROM draft ORDER BY id")
        .expect("drafts");
    let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get::<_, String>(1)?));
    let rows = rows.query_map([], read).expect("rows");
    rows.map(|r| r.expect("a row"))
        .map(|(id, body)| (id, serde_json::from_str(&body).expect("JSON")))
        .collect()
}

fn form(values: &[(&str, &str)]) -> Value {
    let values: serde_json::Map<String, Value> = values
        .iter()
        .map(|(key, text)| ((*key).to_owned(), json!({"text": text, "cursor": 0})))
        .collect();
    json!({"version": 1, "values": values, "focus": "facts"})
}

fn words(text: &str) -> Value {
    form(&[("facts", text)])
}

fn id_of(home: &Home, number: &str) -> i64 {
    let base = Connection::open(home.store()).expect("opened");
    let sql = "SELECT id FROM petition WHERE number = ?1";
    base.query_row(sql, [number], |r| r.get(0)).expect("there")
}

fn add(home: &Home, login: &str) {
    let who = ["--as", "wang", "operator", "add", login, "--name", login];
    home.run(&[&who[..], &["--role", "window"]].concat()).is(0);
}

/// What the last row of the trail about drafts says.
fn noted(home: &Home) -> Option<String> {
    let base = Connection::open(home.store()).expect("opened");
    let sql = "SELECT max(what) FROM audit WHERE action = 'drafts'";
    base.query_row(sql, [], |r| r.get(0)).expect("a trail")
}

/// An office whose operators went on writing after its backup, and were then restored to it.
fn restored(lang: &str) -> (Home, Ran) {
    let home = earnest();
    let number = home.petition();
    add(&home, "li");
    let done = json!({"channel": "letter", "class": "request", "requests": ["修路"], "draft": "wang-done", "people": [{"name": "陈某"}]});
    home.feed(&["--as", "wang", "register"], done.to_string().as_bytes())
        .is(0);
    keep(&home, "li", "li-early", &words("开头"), AT);
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &[]);
    add(&home, "chen");
    let later = json!({"channel": "letter", "class": "request", "requests": ["后来的"], "people": [{"name": "吴某"}]});
    let later = home
        .feed(&["--as", "wang", "register"], later.to_string().as_bytes())
        .is(0)
        .json();
    let later = id_of(&home, later["number"].as_str().expect("a number"));
    let held = json!({"id": 9, "name": "吴某", "filled": {}}).to_string();
    let adopted = form(&[
        ("people[0].name", "吴某"),
        ("people[0].person", &held),
        ("people[0].not", "[3]"),
        ("same_matter", "{\"number\":\"999999-2026-LF-00003\"}"),
    ]);
    let (late, first) = ("2026-11-21T09:00:00+08:00", id_of(&home, &number));
    for (who, id, body) in [
        ("li", "li-early", words("开头和后来写的")),
        ("wang", "wang-adopted", adopted),
        ("wang", "dispute-7-wang-of", words("调解")),
        ("wang", "wang-done", words("已登记")),
        ("chen", "chen-1", words("没人认得")),
        (
            "wang",
            &format!("sheet/wang/case/{first}/note"),
            words("旧件"),
        ),
        (
            "wang",
            &format!("sheet/wang/case/{later}/note"),
            words("新件"),
        ),
        ("li", "sheet/li/duty/5/", words("水管")),
        ("li", "sheet/li/duty/6/99", words("更正")),
    ] {
        keep(&home, who, id, &body, late);
    }
    let words = [
        "--lang",
        lang,
        "--as",
        "wang",
        "restore",
        &file,
        "--identity",
        &one,
    ];
    let ran = home.run(&words).is(0);
    (home, ran)
}

#[test]
fn what_was_being_written_goes_on_in_the_restored_store() {
    let (home, ran) = restored("zh");
    for said in [
        "没写完的草稿带过来5份",
        "不在恢复后的名册上：chen 1",
        "另有2份草稿",
    ] {
        assert!(ran.talk.contains(said), "{said}: {}", ran.talk);
    }
    let all = drafts(&home);
    let ids: Vec<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
    let first = ids[1].to_owned();
    assert_eq!(
        ids,
        [
            "li-early",
            &first,
            "sheet/wang/case/1/note",
            "wang-adopted",
            "wang-of"
        ]
    );
    assert_eq!(first, "sheet/li/duty/5/");
    assert_eq!(all[0].1, words("开头和后来写的"), "the later words");
    // Whoever was meant may be another there; what was typed stays.
    let values = &all[3].1["values"];
    assert_eq!(values["people[0].name"]["text"], "吴某");
    for key in ["people[0].person", "people[0].not", "same_matter"] {
        assert_eq!(values[key]["text"], "", "{key}");
    }
    // How many, and nothing of what they say.
    assert_eq!(noted(&home).as_deref(), Some("5 taken along, 3 left"));
    home.run(&["--as", "wang", "verify"]).is(0);
    home.run(&["--as", "wang", "audit", "verify"]).is(0);
}

#[test]
fn it_is_said_in_english_too() {
    let (_, ran) = restored("en");
    for said in [
        "5 drafts were taken along",
        "not on the restored roster: drafts of chen 1",
        "2 more drafts are about",
    ] {
        assert!(ran.talk.contains(said), "{said}: {}", ran.talk);
    }
}

#[test]
fn a_restore_without_drafts_says_nothing_of_them() {
    let home = earnest();
    home.petition();
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &[]);
    let ran = home
        .run(&["--as", "wang", "restore", &file, "--identity", &one])
        .is(0);
    assert!(!ran.talk.contains("草稿"), "{}", ran.talk);
    assert_eq!(noted(&home), None);
}

#[test]
fn where_the_old_store_does_not_open_it_is_said_that_drafts_may_be_in_it() {
    for (lang, said) in [
        ("zh", "没有带过来，若有，还在那个文件里"),
        (
            "en",
            "was not taken along; if there was any, it is in that file",
        ),
    ] {
        let home = earnest();
        home.petition();
        let (one, to) = keys(&home);
        let file = backup(&home, "b.age", &to, &[]);
        keep(&home, "wang", "wang-1", &words("没写完"), AT);
        for end in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(zhuoluo::store::room::with_end(&home.store(), end));
        }
        std::fs::write(home.store(), vec![7; 40_000]).expect("damaged");
        let ran = home
            .run(&[
                "--lang",
                lang,
                "--as",
                "wang",
                "restore",
                &file,
                "--identity",
                &one,
            ])
            .is(0);
        assert!(ran.talk.contains(said), "{}", ran.talk);
        assert_eq!(drafts(&home), []);
    }
}

/// What does not open and still reads gives them up all the same; what is put away in the restored store stays behind.
#[test]
fn a_store_that_does_not_open_and_reads_gives_its_drafts() {
    let home = earnest();
    let number = home.petition();
    let first = id_of(&home, &number);
    for (step, body) in [
        ("withdraw", json!({"reasons": "已经解决"})),
        (
            "restrict",
            json!({"ground": "asked", "reasons": "本人请求删除"}),
        ),
    ] {
        home.act(&number, step, &body).is(0);
    }
    let (one, to) = keys(&home);
    let file = backup(&home, "b.age", &to, &[]);
    keep(&home, "wang", "wang-1", &words("没写完"), AT);
    let note = format!("sheet/wang/case/{first}/note");
    keep(&home, "wang", &note, &words("已封存"), AT);
    let base = Connection::open(home.store()).expect("opened");
    base.execute_batch("PRAGMA user_version = 9999")
        .expect("a newer one");
    drop(base);
    let ran = home
        .run(&["--as", "wang", "restore", &file, "--identity", &one])
        .is(0);
    assert!(ran.talk.contains("草稿带过来1份"), "{}", ran.talk);
    assert!(ran.talk.contains("另有1份草稿"), "{}", ran.talk);
    assert_eq!(drafts(&home), [("wang-1".to_owned(), words("没写完"))]);
}
