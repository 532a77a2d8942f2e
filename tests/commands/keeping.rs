//! The archive and people's own data by command: retention, packages that tell when they were altered,
//! the register of requests, the copy for the person.

use serde_json::{Value, json};

use super::Home;

pub fn act(home: &Home, number: &str, step: &str, body: &Value) {
    home.feed(
        &["act", number, step, "--json", "-"],
        body.to_string().as_bytes(),
    )
    .is(0);
}

pub fn person(name: &str, phone: &str) -> Value {
    json!({"name": name, "phones": [phone], "address": format!("东甲镇{name}家")})
}

/// An ended petition of one or more people.
pub fn ended(home: &Home, more: &Value) -> String {
    let mut draft = json!({
        "channel": "visit", "class": "request", "route": "petition", "requests": ["补偿0.8亩"],
        "facts": "邻居电话13700137000，本人电话13912345678，\u{1b}[31m要求核实",
        "people": [person("欧阳霁", "13912345678")],
    });
    for (key, value) in more.as_object().expect("an object") {
        draft[key] = value.clone();
    }
    let number = home.register(&draft)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    act(home, &number, "withdraw", &json!({"reasons": "已经解决"}));
    number
}

#[test]
fn a_package_holds_and_tells_when_it_was_altered() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    let path = home.path("档案.zip");
    let file = path.to_str().expect("a path");
    let packed = home
        .run(&["archive", "pack", &number, "-o", file, "--json"])
        .is(0)
        .json();
    assert_eq!(
        (packed["petitions"].as_i64(), packed["files"].as_i64()),
        (Some(1), Some(8))
    );
    let sound = home.run(&["archive", "check", file, "--json"]).is(0).json();
    assert_eq!(sound["sound"], true);
    let bytes = std::fs::read(&path).expect("the package");
    let mut altered = 0;
    // Anything that is changed is found, or is no package any more.
    for at in (0..bytes.len()).step_by(bytes.len() / 97) {
        let mut copy = bytes.clone();
        copy[at] ^= 0x55;
        let bad = home.file("改.zip", &copy);
        let ran = home.run(&["archive", "check", bad.to_str().expect("a path")]);
        assert!(
            matches!(ran.status, 0 | 2 | 20),
            "{at}: {} {}",
            ran.status,
            ran.talk
        );
        altered += usize::from(ran.status == 20);
    }
    assert!(altered > 20, "{altered}");
    for junk in [&b""[..], b"not a zip", &bytes[..bytes.len() / 2]] {
        let bad = home.file("坏.zip", junk);
        home.run(&["archive", "check", bad.to_str().expect("a path")])
            .is(2);
    }
    let open = home.petition();
    home.run(&["archive", "pack", &open, "-o", file, "--force"])
        .is(3)
        .says("还在办理");
    home.run(&["archive", "pack", "无此件", "-o", file, "--force"])
        .is(4);
}

#[test]
fn a_restricted_file_is_packed_with_a_reason_only() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    act(
        &home,
        &number,
        "restrict",
        &json!({"ground": "asked", "reasons": "本人请求删除"}),
    );
    let path = home.path("档案.zip");
    let file = path.to_str().expect("a path");
    home.run(&["archive", "pack", &number, "-o", file]).is(3);
    home.run(&["privacy", "copy", &number]).is(3);
    home.run(&["archive", "pack", &number, "-o", file, "--why", "移交"])
        .is(0);
    home.run(&["archive", "check", file]).is(0);
    let found = home
        .run(&["privacy", "find", "欧阳霁", "--why", "法院调取", "--json"])
        .is(0)
        .json();
    assert_eq!(found[0]["petitions"][0], number.as_str());
    home.run(&["privacy", "find", "欧阳霁", "--why", " "]).is(3);
    assert_eq!(
        home.run(&["find", "欧阳霁", "--json"]).is(0).json(),
        json!([])
    );
    home.run(&["verify"]).is(0);
}

#[test]
fn what_is_due_is_listed_with_its_reason_and_no_name() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    assert_eq!(
        home.run(&["archive", "appraise", "--json"]).is(0).json(),
        json!([])
    );
    let due = |until: &str| {
        home.run(&["archive", "appraise", "--until", until, "--json"])
            .is(0)
    };
    let tasks = |until: &str| -> Vec<(String, String)> {
        let all = due(until).json();
        let list = all.as_array().expect("a list").iter();
        list.map(|d| {
            (
                d["task"].as_str().unwrap_or_default().to_owned(),
                d["due_on"].as_str().unwrap_or_default().to_owned(),
            )
        })
        .collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(tasks("2027-06-29"), []);
    assert_eq!(tasks("2027-06-30"), [pair("file", "2027-06-30")]);
    act(
        &home,
        &number,
        "archive",
        &json!({"retention": "thirty", "document": "2026-30-1"}),
    );
    assert_eq!(
        tasks("2060-01-01"),
        [
            pair("restrict", "2029-11-20"),
            pair("transfer", "2036-11-20"),
            pair("appraise", "2057-01-01")
        ]
    );
    assert!(!due("2060-01-01").out.contains("欧阳"));
    act(
        &home,
        &number,
        "hand_over",
        &json!({"archives": "示例县档案馆"}),
    );
    assert_eq!(tasks("2060-01-01"), [pair("restrict", "2029-11-20")]);
}

#[test]
fn the_offices_own_table_counts_once_it_is_approved() {
    let home = Home::sandbox();
    ended(&home, &json!({}));
    let shipped = home.run(&["archive", "rules"]).is(0).out;
    let none = home.file("无批准.toml", &shipped);
    home.run(&["archive", "approve", none.to_str().expect("a path")])
        .is(2)
        .says("approval");
    let own = shipped.replace("use_for = 3", "use_for = 1")
        + "[approval]\nby = \"示例县档案局\"\nnumber = \"示档〔2026〕1号\"\ndate = \"2026-11-01\"\n";
    let own = home.file("期限.toml", own);
    home.run(&["archive", "approve", own.to_str().expect("a path")])
        .is(0);
    let due = home
        .run(&["archive", "appraise", "--until", "2027-11-20", "--json"])
        .is(0)
        .json();
    assert_eq!(due[1]["task"], "restrict");
    assert_eq!(due[1]["approved"], true);
    for bad in ["ten = 5", "ten = \"x\"", "cats = 1", ""] {
        let file = home.file("坏.toml", bad);
        home.run(&["archive", "approve", file.to_str().expect("a path")])
            .is(2);
    }
}

#[test]
fn a_request_goes_its_way_and_says_what_it_lacks() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    let receive = json!({"asked": "copy", "petition": number, "text": "要一份自己的材料", "on": "2026-11-01"});
    let ran = home
        .feed(&["privacy", "receive"], receive.to_string().as_bytes())
        .is(0)
        .json();
    assert_eq!(
        (ran["request"].as_i64(), ran["due_on"].as_str()),
        (Some(1), Some("2026-11-16"))
    );
    home.run(&["privacy", "list"]).is(10);
    let enter = |kind: &str, body: &Value| {
        home.feed(
            &["privacy", "enter", "1", kind],
            body.to_string().as_bytes(),
        )
    };
    let refused = json!({"ruling": "refused", "approver": "王某"});
    enter("decide", &refused).is(3).says("先核验身份");
    enter("answer", &json!({"method": "direct"}))
        .is(3)
        .says("先作决定");
    enter("identify", &json!({"how": " "})).is(3);
    enter("identify", &json!({"how": "身份证原件"})).is(0);
    enter("decide", &refused).is(3).says("理由");
    enter("decide", &json!({"ruling": "granted", "approver": "王某"})).is(0);
    enter("answer", &json!({"method": "direct", "on": "2026-12-01"})).is(3);
    enter("answer", &json!({"method": "pigeon"}))
        .is(2)
        .says("例：");
    let done = enter("answer", &json!({"method": "direct"})).is(0).json();
    assert_eq!(
        (done["stage"].as_str(), done["answered_on"].as_str()),
        (Some("answered"), Some("2026-11-20"))
    );
    enter("withdraw", &json!({"reasons": "不要了"})).is(3);
    home.run(&["privacy", "list"]).is(0);
    home.feed(&["privacy", "enter", "9", "identify"], br#"{"how":"x"}"#)
        .is(4);
    for (bad, status) in [
        (json!({"asked": "copy", "text": "x"}), 3),
        (json!({"asked": "copy", "text": " ", "petition": number}), 3),
        (
            json!({"asked": "copy", "text": "x", "petition": "无此件"}),
            4,
        ),
        (json!({"asked": "cats", "text": "x", "petition": number}), 2),
        (
            json!({"asked": "copy", "text": "x", "petition": number, "on": "2027-01-01"}),
            3,
        ),
    ] {
        home.feed(&["privacy", "receive"], bad.to_string().as_bytes())
            .is(status);
    }
    home.run(&["verify"]).is(0);
}

#[test]
fn the_copy_holds_all_of_one_person_and_nothing_of_another() {
    let home = Home::sandbox();
    let number = ended(&home, &json!({}));
    let mut same = person("欧阳霁", "13912345678");
    same["person"] = json!(1);
    let joint = json!({"people": [same, person("司马焘", "13600136000")],
        "summary": "欧阳霁、司马焘反映道路", "requests": ["给司马焘修路"]});
    let joint = ended(&home, &joint);
    let copy = || home.run(&["privacy", "copy", &number]).is(0).out;
    let before = copy();
    for own in [
        "欧阳霁",
        "13912345678",
        "东甲镇欧阳霁家",
        &number,
        &joint,
        "已经解决",
    ] {
        assert!(before.contains(own), "{own}");
    }
    for other in ["司马焘", "13600136000", "13700137000", "\u{1b}", "王某"] {
        assert!(!before.contains(other), "{other:?}");
    }
    // A report against this person changes nothing in the copy.
    let report = json!({"channel": "letter", "class": "report", "requests": ["查处欧阳霁"],
        "people": [person("诸葛某", "13500135000")], "accused": [{"name": "欧阳霁"}]});
    home.register(&report);
    assert_eq!(copy(), before);
    home.run(&["privacy", "copy", &joint])
        .is(2)
        .says("--person");
    home.run(&["privacy", "copy", "无此件"]).is(4);
    let english = home
        .run(&["--lang", "en", "privacy", "copy", &number])
        .is(0)
        .out;
    assert!(english.contains("Copy of your personal data"));
}
