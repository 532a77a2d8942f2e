//! The audit trail by command: who read, the paper for the petitioner, anchors that find what a chain
//! alone does not.

use serde_json::{Value, json};

use super::{Home, arg};

fn raw(home: &Home) -> rusqlite::Connection {
    rusqlite::Connection::open(home.store()).expect("the store")
}

#[test]
fn every_reading_change_and_refusal_is_listed_with_who_and_why() {
    let home = Home::sandbox();
    let number = home.petition();
    home.run(&["show", &number, "--why", "来人询问"]).is(0);
    home.run(&["find", "张某"]).is(0);
    home.run(&["paper", &number, "receipt"]).is(0);
    home.run(&["export", "people"]).is(0);
    home.act(&number, "note", &json!({"text": "记", "why": "补记"}))
        .is(0);
    home.act(&number, "serve", &json!({})).is(3);
    home.run(&["show", "999999-2026-LF-09999"]).is(4);
    let all = home.run(&["audit", "list", "--json"]).is(0).json();
    let said: Vec<(&str, &str)> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|e| {
            (
                e["action"].as_str().unwrap_or(""),
                e["why"].as_str().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            ("register", ""),
            ("open", "来人询问"),
            ("search", ""),
            ("paper", ""),
            ("export", ""),
            ("act", "补记"),
            ("refuse", ""),
            ("refuse", ""),
            ("audit", ""),
        ]
    );
    assert_eq!(all[1]["number"], Value::from(number.as_str()));
    assert_eq!(all[1]["operator"], "wang");
    let some = home
        .run(&["audit", "list", "--action", "open", "--json"])
        .is(0)
        .json();
    assert_eq!(some.as_array().map(Vec::len), Some(1));
    home.run(&["audit", "verify"]).is(0);
    home.run(&["verify"]).is(0);
}

#[test]
fn a_petitioner_gets_the_list_of_who_read_their_file_and_why() {
    let home = Home::sandbox();
    let number = home.petition();
    home.register(&json!({"requests": ["另一件"], "people": [{"name": "李某"}]}));
    home.run(&["show", &number, "--why", "来人询问"]).is(0);
    home.run(&["show", "999999-2026-LF-00002", "--why", "与他无关"])
        .is(0);
    home.run(&["find", "张某"]).is(0);
    let paper = home.run(&["audit", "list", "--person", &number]).is(0).out;
    for words in ["查阅记录单", "查看案卷", "来人询问", "查找时显示", "管理员"]
    {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert!(
        !paper.contains("与他无关") && !paper.contains("{{"),
        "{paper}"
    );
    let english = home
        .run(&["--lang", "en", "audit", "list", "--person", &number])
        .is(0)
        .out;
    assert!(
        english.contains("opened the file") && !english.contains('查'),
        "{english}"
    );
    home.run(&["audit", "list", "--person", "#99"]).is(4);
    assert_eq!(
        home.run(&["audit", "list", "--person", "#2", "--json"])
            .is(0)
            .json()
            .as_array()
            .map(Vec::len),
        Some(3)
    );
}

#[test]
fn a_petitioner_is_told_of_a_search_that_showed_a_petition_of_theirs_alone() {
    let home = Home::sandbox();
    let number = home.petition();
    let searches = || {
        let ran = home.run(&["audit", "list", "--person", &number]).is(0);
        ran.out.matches("查找时显示").count()
    };
    home.run(&["find", "征地补偿款"]).is(0);
    assert_eq!(searches(), 1);
    // What was left out of the answer was shown to nobody.
    home.run(&["find", "--people", "征地补偿款"]).is(4);
    assert_eq!(searches(), 1);
    let english = home.run(&["--lang", "en", "audit", "list", "--person", &number]);
    assert!(english.is(0).out.contains("shown in a search"));
}

#[test]
fn the_trail_does_not_betray_a_report_to_whoever_may_not_see_it() {
    let home = Home::sandbox();
    let report = json!({"class": "report", "requests": ["要求查处"], "people": [{"name": "钱某"}], "accused": [{"name": "某人"}]});
    let number = home.register(&report)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    home.run(&["show", &number, "--why", "密件"]).is(0);
    home.run(&[
        "--as", "wang", "operator", "add", "zhou", "--name", "周某", "--role", "auditor",
    ])
    .is(0);
    let list = home.run(&["--as", "zhou", "audit", "list"]).is(0).out;
    // By whom and on which day, and not what: the opening would say by its place beside what it was.
    assert!(
        list.contains("无权查看的件") && !list.contains("open"),
        "{list}"
    );
    assert!(!list.contains(&number) && !list.contains("密件"), "{list}");
    home.run(&["--as", "zhou", "audit", "list", "--petition", &number])
        .is(4);
}

/// A store with some trail, an anchor of it in a file, and the public key.
fn anchored(home: &Home) -> (String, String) {
    let number = home.petition();
    for _ in 0..5 {
        home.run(&["show", &number]).is(0);
    }
    home.run(&["duty", "log", "来电"]).is(0);
    let (key, anchors) = (home.path("anchor.key"), home.path("anchors"));
    let public = home.run(&["audit", "new-key", arg(&key)]).is(0).out;
    for _ in 0..2 {
        let head = home.run(&["audit", "head"]).is(0).out;
        home.feed(
            &[
                "audit",
                "sign",
                "--key",
                arg(&key),
                "--append",
                arg(&anchors),
            ],
            head.as_bytes(),
        )
        .is(0);
        home.run(&["show", &number]).is(0);
    }
    (arg(&anchors).to_owned(), public.trim().to_owned())
}

fn check(home: &Home, anchors: &str, key: &str) -> super::Ran {
    home.run(&[
        "--as",
        "wang",
        "audit",
        "verify",
        "--anchors",
        anchors,
        "--public-key",
        key,
    ])
}

#[test]
fn anchors_find_an_end_cut_off_and_a_trail_written_anew() {
    for (change, words) in [
        ("DELETE FROM audit WHERE seq > 4", "审计记录被删"),
        (
            "DROP TRIGGER duty_event_no_delete; DELETE FROM duty_event",
            "值班事件被删",
        ),
        (
            "DELETE FROM audit WHERE seq > 2; UPDATE audit SET operator = 'li' WHERE seq = 2",
            "断开",
        ),
    ] {
        let home = Home::sandbox();
        let (anchors, key) = anchored(&home);
        check(&home, &anchors, &key).is(0);
        raw(&home)
            .execute_batch(&format!(
                "DROP TRIGGER audit_no_delete; DROP TRIGGER audit_no_update; {change}"
            ))
            .expect("tampering");
        let ran = check(&home, &anchors, &key).is(20);
        assert!(ran.out.contains(words), "{}", ran.out);
    }
    // Written anew with a chain that is whole: only the anchor knows.
    let home = Home::sandbox();
    let (anchors, key) = anchored(&home);
    rewrite(&home);
    home.run(&["audit", "verify"]).is(0);
    let ran = check(&home, &anchors, &key).is(20);
    assert!(ran.out.contains("审计记录被重写"), "{}", ran.out);
}

/// Number, petition, texts, and what it is bound to.
type Row = (
    i64,
    Option<i64>,
    [String; 7],
    Option<zhuoluo::domain::chain::Hash>,
    Option<String>,
);

/// Another operator in entry 2, and every hash after it made to fit.
fn rewrite(home: &Home) {
    use zhuoluo::domain::chain;
    use zhuoluo::store::audit;
    let conn = raw(home);
    // The guard is put back afterwards: whoever does this is no fool.
    let guard = "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_update'";
    let guard: String = conn.query_row(guard, [], |r| r.get(0)).expect("a trigger");
    conn.execute_batch(
        "DROP TRIGGER audit_no_update; UPDATE audit SET operator = 'li' WHERE seq = 2",
    )
    .expect("tampering");
    let mut rows = conn.prepare("SELECT seq, petition, at, operator, action, what, why, key, came, bound, role FROM audit ORDER BY seq").expect("a query");
    let all: Vec<Row> = rows
        .query_map([], |r| {
            Ok((
                r.get(0)?,
                r.get(1)?,
                [
                    r.get(2)?,
                    r.get(3)?,
                    r.get(4)?,
                    r.get(5)?,
                    r.get(6)?,
                    r.get(7)?,
                    r.get(8)?,
                ],
                r.get(9)?,
                r.get(10)?,
            ))
        })
        .expect("rows")
        .map(|r| r.expect("a row"))
        .collect();
    let mut before = chain::START;
    for (seq, petition, t, bound, role) in all {
        before = audit::hash_of(
            &before,
            seq,
            petition,
            &[&t[0], &t[1], &t[2], &t[3], &t[4]],
            &[&t[5], &t[6]],
            bound.as_ref(),
            role.as_deref(),
        );
        conn.execute(
            "UPDATE audit SET hash = ?2 WHERE seq = ?1",
            rusqlite::params![seq, before],
        )
        .expect("written");
    }
    conn.execute_batch(&guard).expect("put back");
}

#[test]
fn an_anchor_that_was_changed_or_signed_by_another_is_found() {
    let home = Home::sandbox();
    let (anchors, key) = anchored(&home);
    let other = home
        .run(&["audit", "new-key", arg(&home.path("other.key"))])
        .is(0)
        .out;
    assert!(
        check(&home, &anchors, other.trim())
            .is(20)
            .out
            .contains("签名不对")
    );
    let text = std::fs::read_to_string(&anchors).expect("anchors");
    std::fs::write(&anchors, text.replacen("示例县", "示例市", 1)).expect("changed");
    assert!(check(&home, &anchors, &key).is(20).out.contains("签名不对"));
    std::fs::write(&anchors, "不是锚点\n").expect("changed");
    check(&home, &anchors, &key).is(20);
    check(&home, "/无此文件", &key).is(4);
}

#[test]
fn an_exported_trail_is_checked_without_the_store() {
    let home = Home::sandbox();
    let (anchors, key) = anchored(&home);
    let export = home.path("审计.jsonl");
    home.run(&["audit", "export", "-o", arg(&export)]).is(0);
    std::fs::remove_file(home.store()).expect("gone");
    let words = [
        "audit",
        "verify",
        "--export",
        arg(&export),
        "--anchors",
        &anchors,
        "--public-key",
        &key,
    ];
    home.run(&words).is(0);
    let lines = std::fs::read_to_string(&export).expect("lines");
    std::fs::write(&export, lines.replacen("\"wang\"", "\"li\"", 1)).expect("changed");
    assert!(home.run(&words).is(20).out.contains("断链"));
    let short = lines.lines().take(4).collect::<Vec<_>>().join(
        "
",
    );
    std::fs::write(&export, short).expect("changed");
    home.run(&words).is(20);
}

#[test]
fn the_paper_of_the_day_shows_an_end_cut_off_and_a_trail_written_anew() {
    let home = Home::sandbox();
    home.petition();
    let paper = home.run(&["audit", "head", "--paper"]).is(0).out;
    assert!(paper.contains("带班领导"));
    let typed = paper
        .lines()
        .skip_while(|l| !l.starts_with("审计记录"))
        .nth(1);
    let typed = typed.expect("a head").trim().to_owned();
    let check = |typed: &str| home.run(&["audit", "verify", "--paper", typed]);
    let short: Vec<&str> = typed.split(' ').take(5).collect();
    home.petition();
    // As printed, its first four groups, typed with dashes and in capitals: the trail has grown since.
    for good in [
        typed.clone(),
        short.join(" "),
        short.join("-").to_uppercase(),
    ] {
        check(&good).is(0);
    }
    for bad in [
        "",
        "1",
        "1 abcd",
        "x abcd abcd abcd abcd",
        "0 abcd abcd abcd abcd",
        "1 ghij abcd abcd abcd",
    ] {
        check(bad).is(2).says("--paper");
    }
    check(&format!("{} 0000 0000 0000 0000", short[0])).is(20);
    check("99999 abcd abcd abcd abcd").is(20);
    // Somebody who edits the file cuts the end off.
    let conn = rusqlite::Connection::open(home.store()).expect("opened");
    let later = home.run(&["audit", "head", "--paper"]).is(0).out;
    let later = later
        .lines()
        .skip_while(|l| !l.starts_with("审计记录"))
        .nth(1);
    conn.execute_batch(
        "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
    )
    .expect("cut off");
    drop(conn);
    check(later.expect("a head").trim()).is(20);
    let english = home
        .run(&["--lang", "en", "audit", "head", "--paper"])
        .is(0);
    assert!(english.out.contains("the ends of the records"));
}
