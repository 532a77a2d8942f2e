//! What another unit than the petition office may do for itself and those under it: who works there, its own
//! disputes and reports, its own part of the trail; and nothing for others.

use serde_json::{Value, json};

use super::{Home, Ran};

const OFFICE: &str = "示例县信访局";
const TOWN: &str = "东甲镇";
const VILLAGE: &str = "戊村";
const OTHER: &str = "教育局";

fn run(home: &Home, who: &str, words: &[&str]) -> Ran {
    home.run(&[&["--as", who], words].concat())
}

fn add(home: &Home, by: &str, login: &str, role: &str, unit: &str) -> Ran {
    let words = ["operator", "add", login, "--name", login, "--role", role];
    run(home, by, &[&words[..], &["--unit", unit]].concat())
}

/// An office, with a town's administrator, auditor and caseworker.
fn office() -> Home {
    with_petitions().0
}

/// The same, with two petitions.
fn with_petitions() -> (Home, [String; 2]) {
    let home = Home::sandbox();
    let numbers = [home.petition(), home.petition()];
    let units = home.run(&["unit", "list", "--json"]).is(0).json();
    let town = |name: &str| {
        let all = units.as_array().expect("a list").iter();
        all.filter(|u| u["name"].as_str().is_some_and(|n| n.ends_with(name)))
            .map(|u| u["under"].as_str().unwrap_or_default().to_owned())
            .next()
            .expect("the unit")
    };
    assert!(town(VILLAGE).ends_with(TOWN), "{}", town(VILLAGE));
    for (login, role, unit) in [
        ("t-admin", "administrator", TOWN),
        ("t-audit", "auditor", TOWN),
        ("t-work", "caseworker", TOWN),
        ("o-work", "caseworker", OFFICE),
        ("e-work", "caseworker", OTHER),
    ] {
        add(&home, "wang", login, role, unit).is(0);
    }
    (home, numbers)
}

fn logins(home: &Home, who: &str) -> Vec<String> {
    let all = run(home, who, &["operator", "list", "--json"]).is(0).json();
    let all = all.as_array().expect("a list").iter();
    all.filter_map(|o| o["login"].as_str().map(str::to_owned))
        .collect()
}

#[test]
fn a_unit_adds_and_removes_who_works_there_and_nobody_else() {
    let home = office();
    add(&home, "t-admin", "t-two", "window", TOWN).is(0);
    add(&home, "t-admin", "v-one", "lead", VILLAGE).is(0);
    // Without a unit it is their own.
    let words = [
        "operator", "add", "t-three", "--name", "x", "--role", "window",
    ];
    run(&home, "t-admin", &words).is(0);
    for unit in [OFFICE, OTHER] {
        add(&home, "t-admin", "x", "window", unit)
            .is(3)
            .says("不归你的单位管");
    }
    for role in ["administrator", "auditor"] {
        add(&home, "t-admin", "x", role, TOWN)
            .is(3)
            .says("由本办的管理员添加和移除");
    }
    for login in ["o-work", "e-work", "wang"] {
        run(&home, "t-admin", &["operator", "remove", login])
            .is(3)
            .says("不归你的单位管");
    }
    run(&home, "t-admin", &["operator", "remove", "t-audit"]).is(3);
    run(&home, "t-admin", &["operator", "remove", "v-one"]).is(0);
    let own = ["t-admin", "t-audit", "t-three", "t-two", "t-work"];
    assert_eq!(logins(&home, "t-admin"), own);
    assert_eq!(logins(&home, "t-audit"), own);
    assert_eq!(logins(&home, "wang").len(), own.len() + 3);
    // Somebody of the office who left does not come back through a unit.
    run(&home, "wang", &["operator", "remove", "o-work"]).is(0);
    add(&home, "t-admin", "o-work", "window", TOWN).is(3);
    add(&home, "wang", "o-work", "window", TOWN).is(0);
    run(&home, "wang", &["verify"]).is(0);
}

#[test]
fn a_unit_reads_of_the_trail_what_was_done_in_it_or_concerns_it() {
    let (home, [ours, theirs]) = with_petitions();
    for (number, to) in [(&ours, TOWN), (&theirs, OTHER)] {
        let body = json!({ "to": to }).to_string();
        let words = ["--as", "wang", "act", number, "forward", "--json", "-"];
        home.feed(&words, body.as_bytes()).is(0);
    }
    run(&home, "wang", &["show", &theirs]).is(0);
    run(&home, "wang", &["show", &ours]).is(0);
    run(&home, "t-work", &["show", &ours]).is(0);
    run(&home, "t-work", &["owed", "--limit", "x"]).is(2);
    run(&home, "o-work", &["find", "张"]).is(0);
    let list = |who: &str| {
        let out = run(&home, who, &["audit", "list", "--limit", "999", "--json"]).is(0);
        out.json().as_array().expect("a list").clone()
    };
    let rows = list("t-audit");
    let by = |e: &Value| e["operator"].as_str().unwrap_or_default().to_owned();
    for e in &rows {
        let own = ["t-admin", "t-audit", "t-work"].contains(&by(e).as_str());
        assert!(own || e["number"] == json!(ours), "{e}");
        assert_ne!(e["number"], json!(theirs), "{e}");
    }
    assert!(
        rows.iter()
            .any(|e| by(e) == "t-work" && e["action"] == "open")
    );
    assert!(
        rows.iter()
            .any(|e| by(e) == "wang" && e["action"] == "open")
    );
    let all = list("wang");
    assert!(
        all.iter()
            .any(|e| by(e) == "o-work" && e["action"] == "search")
    );
    assert!(all.len() > rows.len());
    for words in [&["audit", "export"][..], &["audit", "head"]] {
        run(&home, "t-audit", words).is(3).says("这是本办的事");
    }
}

#[test]
fn a_unit_reports_for_itself_and_sees_of_the_desk_only_its_own() {
    let home = office();
    let dispute = |who: &str, unit: &str| {
        let words = ["duty", "dispute", "add", "两户争水", "--unit", unit];
        run(&home, who, &[&words[..], &["--due", "2026-12-20"]].concat())
    };
    dispute("t-work", VILLAGE).is(0);
    dispute("t-work", OTHER).is(3).says("不归你的单位管");
    dispute("wang", OTHER).is(0);
    let ledger = |who: &str| {
        let out = run(&home, who, &["duty", "dispute", "list", "--json"]).is(0);
        out.json().as_array().expect("a list").len()
    };
    assert_eq!((ledger("t-work"), ledger("wang")), (1, 2));
    run(&home, "wang", &["duty", "log", "夜里来电"]).is(0);
    run(&home, "t-work", &["duty", "log"]).is(3);
    run(&home, "t-work", &["duty", "now"]).is(0);
    // A life in danger is anybody's to write down, and their own record to carry on.
    run(&home, "t-work", &["duty", "urgent", "open", "有人要跳河"]).is(0);
    let list = run(&home, "wang", &["duty", "urgent", "list"]).is(0).json();
    let id = list[0]["id"].to_string();
    let call = ["duty", "urgent", "call", &id, "--to", "110"];
    run(&home, "t-work", &call).is(0);
    run(&home, "e-work", &call).is(3).says("由记录人");
    run(&home, "t-work", &["duty", "urgent", "show", &id]).is(0);
    add(&home, "wang", "t-head", "lead", TOWN).is(0);
    run(&home, "t-head", &["duty", "urgent", "show", &id]).is(3);
    run(&home, "wang", &["duty", "urgent", "show", &id]).is(0);
    // Who works elsewhere is not put on the rota of the desk.
    let shift = [
        "duty",
        "rota",
        "add",
        "--start",
        "2026-11-20 18:00",
        "--end",
        "2026-11-20 20:00",
        "--leader",
        "wang",
        "--staff",
        "t-work",
    ];
    run(&home, "wang", &shift)
        .is(3)
        .says("本办的操作员名册里没有");
}

#[test]
fn a_unit_undoes_its_own_imports_and_no_others() {
    let home = office();
    let ledger = |mark: &str| {
        format!(
            "信访件编号,姓名,住址,手机号码,信访目的,登记日期,信访方式,概况\n{mark},张某,西乙乡,13800138000,求决,2026-11-20,来访,修桥\n"
        )
    };
    let import = |who: &str, mark: &str| {
        let words = ["--as", who, "import", "-"];
        let done = home.feed(&words, ledger(mark).as_bytes()).is(0).json();
        done["batch"].to_string()
    };
    let (own, office) = (import("t-work", "甲-1"), import("wang", "乙-1"));
    // What the office brought in concerns the town once it is handed over.
    let all = run(&home, "wang", &["export", "petitions", "--format", "json"]).is(0);
    let all = all.json();
    let number = all.as_array().expect("a list").iter();
    let number = number.filter_map(|p| p["number"].as_str()).max();
    let number = number.expect("a petition").to_owned();
    let undo = |who: &str, batch: &str| run(&home, who, &["import", "--undo", batch]);
    undo("t-work", &office).is(4);
    let body = json!({ "to": TOWN }).to_string();
    let forward = ["--as", "wang", "act", &number, "forward", "--json", "-"];
    home.feed(&forward, body.as_bytes()).is(0);
    undo("t-work", &office).is(3).says("不归你的单位管");
    undo("t-work", &own).is(0);
}

#[test]
fn a_unit_restricts_no_file() {
    let (home, [number, _]) = with_petitions();
    add(&home, "wang", "t-head", "lead", TOWN).is(0);
    let act = |who: &str, step: &str, body: &Value| {
        let words = ["--as", who, "act", &number, step, "--json", "-"];
        home.feed(&words, body.to_string().as_bytes())
    };
    act("wang", "forward", &json!({ "to": TOWN })).is(0);
    act("wang", "withdraw", &json!({ "reasons": "解决" })).is(0);
    let body = json!({ "ground": "asked", "reasons": "本人请求删除" });
    act("t-head", "restrict", &body).is(3).says("这是本办的事");
    act("wang", "restrict", &body).is(0);
}

#[test]
fn only_whoever_may_read_the_whole_trail_is_told_how_much_there_is() {
    let home = office();
    for (who, told) in [("wang", true), ("o-work", false), ("t-audit", false)] {
        for words in [&["verify"][..], &["audit", "verify"]] {
            let ran = run(&home, who, words).is(0);
            let counts = ran.out.chars().any(|c| c.is_ascii_digit());
            assert_eq!(counts, told, "{who} {words:?} {}", ran.out);
            let json = run(&home, who, &[words, &["--json"]].concat()).is(0).json();
            let size = if words.len() == 1 {
                "events"
            } else {
                "entries"
            };
            assert_eq!(json[size].is_number(), told, "{who} {json}");
        }
    }
    let conn = rusqlite::Connection::open(home.store()).expect("the store");
    conn.execute("UPDATE petition SET summary = 'x'", [])
        .expect("changed");
    let ran = run(&home, "o-work", &["verify"]).is(20);
    assert!(!ran.out.contains("999999-2026"), "{}", ran.out);
    run(&home, "wang", &["verify"]).is(20);
}

/// The numbers by which a unit names what it keeps at the duty desk tell nothing of a report: none is taken by one.
#[test]
fn a_report_takes_no_number_that_a_unit_counts_by() {
    let (home, [plain, _]) = with_petitions();
    let dispute = || -> i64 {
        let words = [
            "duty",
            "dispute",
            "add",
            "两户争水",
            "--unit",
            TOWN,
            "--due",
            "2026-12-20",
            "--json",
        ];
        let done = run(&home, "t-work", &words).is(0).json();
        done["event"].as_i64().expect("a number")
    };
    let request = |number: &str| -> i64 {
        let body = json!({"asked": "copy", "petition": number, "text": "要一份自己的材料", "on": "2026-11-19"});
        let words = ["--as", "wang", "privacy", "receive"];
        let done = home.feed(&words, body.to_string().as_bytes()).is(0).json();
        done["request"].as_i64().expect("a number")
    };
    let (before, asked) = (dispute(), request(&plain));
    let draft = json!({"channel": "letter", "class": "request", "requests": ["查处"], "people": [{"name": "诸葛密"}]});
    let made = home.feed(&["--as", "wang", "register"], draft.to_string().as_bytes());
    let made = made.is(0).json();
    let report = made["number"].as_str().expect("a number");
    for (step, body) in [
        (
            "sort",
            json!({"class": "report", "accused": [{"name": "赵贵", "unit": TOWN}]}),
        ),
        ("handler", json!({"login": "o-work"})),
        ("forward", json!({"to": OTHER})),
        ("note", json!({"text": "已核"})),
    ] {
        let words = ["--as", "wang", "act", report, step, "--json", "-"];
        home.feed(&words, body.to_string().as_bytes()).is(0);
    }
    run(&home, "o-work", &["show", report, "--why", "核对"]).is(0);
    assert_eq!((dispute(), request(&plain)), (before + 1, asked + 1));
}

/// Nor by a mark that somebody has seen what is owed on it: where all else at the desk is accounted for, a gap would
/// tell of it. The mark stands all the same, for whoever sees the report.
/// Who may see the report reads its marks in the trail; who may not reads neither the number nor the note.
fn marks_are_hidden(home: &Home, plain: &str, report: &str) {
    let trail = |who: &str| run(home, who, &["audit", "list", "--action", "seen", "--json"]);
    assert!(trail("wang").is(0).out.contains(report));
    add(home, "wang", "o-audit", "auditor", OFFICE).is(0);
    let covered = trail("o-audit").is(0).out;
    assert!(
        !covered.contains(report) && covered.matches(plain).count() == 8,
        "{covered}"
    );
    let rows: Value = serde_json::from_str(&covered).expect("JSON");
    let hidden = rows.as_array().expect("a list").iter();
    for row in hidden.filter(|row| row["hidden"] == true) {
        assert_eq!((&row["what"], &row["why"]), (&"".into(), &"".into()));
    }
}

#[test]
fn a_mark_takes_no_number_of_the_duty_desk() {
    let (home, [plain, _]) = with_petitions();
    let draft = json!({"channel": "letter", "class": "report", "received_on": "2026-11-05", "requests": ["查处"],
        "people": [{"name": "诸葛密"}], "accused": [{"name": "赵贵", "unit": OTHER}]});
    let words = ["--as", "wang", "register"];
    let made = home.feed(&words, draft.to_string().as_bytes()).is(0).json();
    let report = made["number"].as_str().expect("a number").to_owned();
    let owed = |who: &str, number: &str| -> Vec<Value> {
        let all = run(&home, who, &["owed", "--json"]);
        let all: Value = serde_json::from_str(&all.out).expect("JSON");
        let all = all.as_array().expect("a list").iter();
        all.filter(|o| o["number"] == number).cloned().collect()
    };
    let key = |number: &str| {
        owed("wang", number)[0]["key"]
            .as_str()
            .expect("a key")
            .to_owned()
    };
    let ack = |lang: &str, number: &str, more: &[&str]| {
        let words = ["--lang", lang, "duty", "ack", &key(number), "已知道"];
        run(&home, "wang", &[&words[..], more].concat()).is(0)
    };
    let line = || -> i64 {
        let written = run(&home, "wang", &["duty", "log", "来电", "--json"]);
        written.is(0).json()["event"].as_i64().expect("a number")
    };
    let first = line();
    for number in [&plain, &report] {
        assert_eq!(ack("zh", number, &["--json"]).json()["event"], Value::Null);
    }
    for (lang, said, number) in [
        ("zh", "已记下看过", "号）"),
        ("en", "Noted as seen", "(no."),
    ] {
        for of in [&report, &plain] {
            let told = ack(lang, of, &[]).talk;
            assert!(told.contains(said) && !told.contains(number), "{told}");
        }
    }
    assert_eq!(line(), first + 1, "the marks took none");
    // The same order again is noted once.
    let once = ["--draft-id", "m-1", "--json"];
    assert_eq!(ack("zh", &plain, &once).json()["again"], false);
    assert_eq!(ack("zh", &plain, &once).json()["again"], true);
    assert_eq!(owed("wang", &plain)[0]["seen"]["note"], "已知道");
    let seen = owed("wang", &report)[0]["seen"]["by"] == "wang";
    assert!(seen && owed("o-work", &report).is_empty());
    marks_are_hidden(&home, &plain, &report);
    run(&home, "wang", &["audit", "verify"]).is(0);
    run(&home, "wang", &["verify"]).is(0);
}
