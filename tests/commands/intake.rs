//! Registering, searching, showing: what goes in and what comes out.

use serde_json::json;

use super::{Home, arg};

#[test]
fn a_petition_gets_number_code_and_what_is_owed() {
    let home = Home::sandbox();
    let made = home.register(&json!({
        "channel": "visit",
        "people": [{ "name": "张某", "phones": ["13800138000"], "id_number": "99999919700101013X" }],
        "requests": ["要求结清拖欠工资"],
        "headcount": 4,
    }));
    assert_eq!(made["number"], "999999-2026-LF-00001");
    assert_eq!(made["code"].as_str().map(str::len), Some(14));
    assert_eq!(made["owed"][0]["kind"], "forward");
    assert_eq!(made["owed"][0]["effective_due"], "2026-12-07");
    assert_eq!(made["matched"], json!([]));
    let again = home.register(&json!({
        "people": [{ "name": "张 某", "id_number": "999999 19700101 013x" }],
        "requests": ["要求书面答复"],
    }));
    assert_eq!(
        again["matched"],
        json!([{ "person": 1, "name": "张某", "by": "document",
            "why": { "zh": "证件号码相同", "en": "same identity number" } }])
    );
    assert_eq!(again["possible"], json!([]));
    // Under another name it says so.
    let again = home.register(&json!({
        "people": [{ "name": "章某", "person": 1 }],
        "requests": ["要求书面答复"],
    }));
    assert_eq!(
        again["matched"][0]["why"],
        json!({ "zh": "回答为同一人，姓名不同：本件写作“章某”，在册“张某”",
            "en": "answered to be the same person; the name differs: \"章某\" here, \"张某\" on record" })
    );
}

/// A petition of one person.
fn of(person: &serde_json::Value) -> serde_json::Value {
    json!({ "people": [person], "requests": ["要求核实补偿款"] })
}

/// Whoever registered was just told of this record: it stands in the row of the registration, and on the sheet.
fn stands_in_the_trail(home: &Home, person: i64) {
    let trail = home.run(&["audit", "list", "--action", "register", "--json"]);
    let trail = trail.is(0).json();
    let last = trail.as_array().and_then(|all| all.last());
    let last = last.and_then(|e| e["what"].as_str()).expect("a row");
    assert!(last.ends_with(&format!(" #{person}")), "{last}");
    let sheet = home.run(&["audit", "list", "--person", &format!("#{person}"), "--json"]);
    let sheet = sheet.is(0).json();
    let sheet = sheet.as_array().expect("a list");
    assert!(
        sheet
            .iter()
            .any(|e| e["action"] == "register" && e["what"] == last),
        "{sheet:?}"
    );
    let paper = home.run(&["audit", "list", "--person", &format!("#{person}")]);
    let paper = paper.is(0).out;
    let (own, others) = (
        paper.matches("登记\u{20}").count(),
        paper.matches("登记他人信访件时提示").count(),
    );
    assert_eq!((own, others), (1, 1), "{paper}");
}

#[test]
fn a_shared_telephone_or_a_doubtful_document_is_a_question_and_joins_nobody() {
    let home = Home::sandbox();
    // The village shop's telephone; a number whose check digit is wrong; a pass that nothing checks.
    let shop = json!({ "name": "张某", "phones": ["138 0013 8000"] });
    let wrong = json!({ "name": "李某", "id_number": "999999197001010131" });
    let pass = json!({ "name": "王某", "id_kind": "passport", "id_number": "E12345678" });
    let all = [
        (1, "phone", &shop),
        (2, "document", &wrong),
        (3, "document", &pass),
    ];
    for (.., person) in all {
        home.register(&of(person));
    }
    for (person, shared, again) in all {
        let line = of(again).to_string();
        let ran = home.feed(&["register"], line.as_bytes()).is(0);
        let new = person + 3;
        let ran = ran.says(&format!("zhuoluo person merge {person} {new} --why"));
        let said = ran.json();
        assert_eq!(said["matched"], json!([]), "{again}");
        assert_eq!(
            said["possible"],
            json!([{ "person": person, "name": again["name"], "new": new, "shared": shared }])
        );
        stands_in_the_trail(&home, person);
    }
    // Answered afterwards: once they are one the question is about the one; said to be two, it is no more.
    home.run(&["person", "merge", "1", "4", "--why", "本人确认"])
        .is(0);
    let said = home.register(&of(&shop));
    assert_eq!(said["possible"].as_array().map(Vec::len), Some(1));
    assert_eq!(said["possible"][0]["person"], 1);
    let mut other = shop.clone();
    other["not"] = json!([1, 7]);
    assert_eq!(home.register(&of(&other))["possible"], json!([]));
    // Another number of a document, another name: nobody to ask about.
    for nobody in [
        json!({ "name": "张某芬", "phones": ["13800138000"] }),
        json!({ "name": "李某", "id_number": "99999919700101013X" }),
    ] {
        assert_eq!(home.register(&of(&nobody))["possible"], json!([]));
    }
}

#[test]
fn many_lines_go_in_all_or_none_unless_each_is_asked() {
    let home = Home::sandbox();
    let lines = "\u{FEFF}{\"requests\":[\"一\"]}\n\n{\"requests\":[]}\n{\"channel\":\"pigeon\",\"requests\":[\"三\"]}\n";
    let ran = home
        .feed(&["register"], lines.as_bytes())
        .is(2)
        .says("第3行")
        .says("第4行")
        .says("pigeon");
    assert_eq!(ran.out, "");
    assert_eq!(home.run(&["owed", "--json"]).is(0).json(), json!([]));
    let ran = home.feed(&["register", "--each"], lines.as_bytes()).is(2);
    assert_eq!(ran.out.lines().count(), 1);
    assert_eq!(
        home.run(&["owed", "--json"])
            .is(0)
            .json()
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[test]
fn bad_json_is_told_by_line_with_an_example() {
    let home = Home::sandbox();
    home.feed(
        &["register"],
        b"{\"requests\":[\"a\"]}\n{\"requests\":\n{\"requests\":[\"b\"]}",
    )
    .is(2)
    .says("第2行")
    .says("例：");
    home.feed(
        &["register"],
        b"{\n  \"channel\": \"visit\",\n  \"requests\": [\"a\"\n}\n",
    )
    .is(2)
    .says("第4行");
    home.feed(&["register"], b"").is(2).says("没有内容");
    home.feed(&["register"], b"[1]")
        .is(2)
        .says("这里应为一个 JSON 对象");
    for twice in [
        &b"{\"requests\":[\"a\"],\"channel\":\"visit\",\"channel\":\"letter\"}"[..],
        b"{\"requests\":[\"a\"],\"people\":[{\"name\":\"x\",\"channel\":1,\"channel\":2}]}",
        b"{\n\"channel\":\"visit\",\n\"requests\":[\"a\"],\n\"channel\":\"letter\"}",
    ] {
        home.feed(&["register"], twice)
            .is(2)
            .says("“channel”写了两次");
    }
    home.feed(&["register"], b"{\"nmae\":\"x\"}")
        .is(2)
        .says("nmae");
    home.feed(
        &["register"],
        b"{\"people\":[{\"name\":7,\"agee\":1}],\"requests\":{}}",
    )
    .is(2)
    .says("people[0].agee")
    .says("requests");
    home.feed(&["--lang", "en", "register"], b"{\"nmae\":\"x\"}")
        .is(2)
        .says("There is no key");
    home.feed(&["register"], &[0xFF, 0xFE, 0x00]).is(2);
}

#[test]
fn check_intake_writes_nothing() {
    let home = Home::sandbox();
    let ran = home
        .feed(
            &["check-intake"],
            "{\"requests\":[\"一\"]}\n{}\n".as_bytes(),
        )
        .is(2);
    let lines: Vec<serde_json::Value> = ran
        .out
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(
        (lines[0]["ok"].clone(), lines[1]["ok"].clone()),
        (json!(true), json!(false))
    );
    assert_eq!(lines[1]["faults"][0]["code"], "no_matter");
    assert_eq!(home.run(&["owed", "--json"]).json(), json!([]));
}

#[test]
fn ten_megabytes_in_a_field_are_refused_in_a_sentence() {
    let home = Home::sandbox();
    let long = "字".repeat(3_500_000);
    home.feed(
        &["register"],
        json!({ "requests": [long] }).to_string().as_bytes(),
    )
    .is(2)
    .says("1024 KB");
    let long = "字".repeat(100_000);
    home.feed(
        &["register"],
        json!({ "requests": [long] }).to_string().as_bytes(),
    )
    .is(2)
    .says("requests[0]");
}

#[test]
fn controls_are_shown_as_marks_and_never_sent() {
    let home = Home::sandbox();
    let draft = json!({ "people": [{ "name": "张\u{202E}三", "address": "\u{1b}]0;x\u{7}" }], "requests": ["\u{1b}[31m红\u{202E}"] });
    let made = home.register(&draft);
    let number = made["number"].as_str().expect("a number").to_owned();
    for words in [
        vec!["show", &number],
        vec!["owed"],
        vec!["paper", &number, "receipt"],
        vec!["show", &number, "--json"],
    ] {
        let ran = home.run(&words).is(0);
        assert!(
            !ran.out.contains('\u{1b}') && !ran.out.contains('\u{202E}'),
            "{words:?}"
        );
    }
    assert!(home.run(&["show", &number]).out.contains('␛'));
    home.run(&["show", "\u{1b}[31m"]).is(4).says("␛");
}

#[test]
fn a_file_is_shown_by_number_and_by_code_and_goes_on_record() {
    let home = Home::sandbox();
    let number = home.petition();
    let file = home
        .run(&["show", &number, "--json", "--why", "复核"])
        .is(0)
        .json();
    assert_eq!(file["status"], "registered");
    assert_eq!(file["people"][0]["name"], "张某");
    assert_eq!(file["events"][0]["step"], "register");
    assert_eq!(file["obligations"][0]["kind"], "register");
    let code = file["code"]
        .as_str()
        .expect("a code")
        .to_lowercase()
        .replace('-', " ");
    assert_eq!(
        home.run(&["show", &code, "--json"]).is(0).json()["number"],
        file["number"]
    );
    home.run(&["show", "999999-2026-LF-09999"])
        .is(4)
        .says("没有找到");
    let store = rusqlite::Connection::open(home.store()).expect("opened");
    let opened: i64 = store
        .query_row(
            "SELECT count(*) FROM audit WHERE action = 'open'",
            [],
            |r| r.get(0),
        )
        .expect("read");
    assert_eq!(opened, 2);
    home.run(&["verify"]).is(0);
}

#[test]
fn people_are_found_by_sound_and_digits_but_shown_masked() {
    let home = Home::sandbox();
    home.register(&json!({ "people": [{ "name": "张淑芬", "phones": ["13800138000"], "id_number": "99999919700101013X" }], "requests": ["要求核实补偿款"] }));
    for query in ["张淑芬", "zhangsf", "8000"] {
        let found = home
            .run(&["find", query, "--people", "--json"])
            .is(0)
            .json();
        assert_eq!(found[0]["name"], "张淑芬", "{query}");
        assert_eq!(found[0]["type"], "person");
        assert!(found[0]["why"]["zh"].is_string() && found[0]["owed"][0]["kind"] == "forward");
        assert!(
            !found.to_string().contains("13800138000") && !found.to_string().contains("0101013X")
        );
    }
    let found = home
        .run(&["find", "补偿款", "--petitions", "--json"])
        .is(0)
        .json();
    assert_eq!(
        (found[0]["type"].clone(), found[0]["number"].clone()),
        (json!("petition"), json!("999999-2026-LF-00001"))
    );
    assert_eq!(
        home.run(&["find", "毫无此人", "--json"]).is(0).json(),
        json!([])
    );
    home.run(&["find", "毫无此人"]).is(4);
    home.run(&["find", "x", "--people", "--petitions"]).is(2);
}

#[test]
fn a_receipt_fits_its_paper_with_and_without_a_name() {
    use unicode_width::UnicodeWidthStr;
    let home = Home::sandbox();
    let number = home.petition();
    let code = home.run(&["show", &number, "--json"]).json()["code"]
        .as_str()
        .expect("a code")
        .to_owned();
    for width in ["40", "80"] {
        for lang in ["zh", "en"] {
            let ran = home
                .run(&[
                    "--lang", lang, "paper", &number, "receipt", "--width", width,
                ])
                .is(0);
            let widest = ran.out.lines().map(UnicodeWidthStr::width).max();
            assert!(widest <= width.parse().ok(), "{width} {lang}\n{}", ran.out);
            assert!(ran.out.contains(&number) && !ran.out.contains("{{"));
            let spaced: String = ran
                .out
                .lines()
                .find(|l| l.contains("   ") && l.replace(' ', "") == code.replace('-', ""))
                .expect("the code")
                .to_owned();
            assert!(spaced.trim().len() > 20);
        }
    }
    let nameless =
        home.register(&json!({ "channel": "letter", "requests": ["要求查处"], "class": "report" }));
    let file = home.path("回执.txt");
    home.run(&[
        "paper",
        nameless["number"].as_str().expect("a number"),
        "receipt",
        "--why",
        "交给来信人",
        "-o",
        arg(&file),
    ])
    .is(0);
    assert!(
        std::fs::read_to_string(&file)
            .expect("written")
            .contains("未留姓名")
    );
}

/// A line that shares a matter with no petition there is refused alone, with its number; the others are taken.
#[test]
fn a_line_of_an_unknown_matter_is_refused_alone() {
    let home = Home::sandbox();
    let lines = [
        json!({ "requests": ["一"], "external_no": "WX-0001" }),
        json!({ "requests": ["二"], "same_matter": "999999-2026-LF-09999" }),
        json!({ "requests": ["三"], "same_matter": "WX-0001" }),
    ];
    let lines = lines.map(|line| line.to_string()).join("\n");
    let ran = home.feed(&["register", "--each"], lines.as_bytes());
    let ran = ran.is(2).says("第2行").says("09999");
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    let judged = home.feed(&["check-intake"], lines.as_bytes()).is(2).out;
    let judged: Vec<bool> = judged.lines().map(|l| l.contains("\"ok\":true")).collect();
    assert_eq!(judged, [true, false, true]);
}
