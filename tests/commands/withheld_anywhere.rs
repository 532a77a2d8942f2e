//! Names that stand where one does not look for them: on another record of the same person, in the texts that somebody
//! reads whose role is told none.

use serde_json::{Value, json};

use super::Home;
use super::withheld_text::{act, as_one, office, register};

/// What stands on another record of the same person, or was written of them on another petition, is covered too; what
/// is of nobody stays, and once the two records are two again so does the other's name.
#[test]
fn what_another_record_of_the_same_person_says_is_covered() {
    let (home, _) = office();
    let person = |name: &str, phone: &str| json!({ "name": name, "phones": [phone], "address": "东甲镇戊村" });
    let draft = |closed: bool, person: Value| {
        json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05", "withhold_name": closed,
            "summary": "要求核实低保", "requests": ["要求核实低保"], "people": [person],
        })
    };
    let closed = register(&home, &draft(true, person("欧阳建国", "13800138003")));
    let other = register(
        &home,
        &draft(false, person("欧阳见果（又名三娃）", "13800138004")),
    );
    let third = register(&home, &draft(false, person("毛豆", "13800138005")));
    let records = |number: &str| -> String {
        let shown = as_one(&home, "wang", &["show", number, "--json"])
            .is(0)
            .json();
        shown["people"][0]["person"].to_string()
    };
    let [a, b, c] = [&closed, &other, &third].map(|number| records(number));
    for (kept, other) in [(&b, &a), (&b, &c)] {
        as_one(
            &home,
            "wang",
            &["person", "merge", kept, other, "--why", "同一人"],
        )
        .is(0);
    }
    act(&home, &closed, "forward", &json!({ "to": "财政局" }));
    let text = "三娃来电13800138004，毛豆也来，国哥在旁，老 欧阳说国家补助未发";
    act(&home, &closed, "note", &json!({ "text": text }));
    let told = || as_one(&home, "zhao", &["show", &closed]).is(0).out;
    let wanted = "＊＊＊来电＊＊＊，＊＊＊也来，＊＊＊在旁，＊＊＊说国家补助未发";
    assert!(told().contains(wanted), "{}", told());
    as_one(&home, "wang", &["person", "split", &c, "--why", "两人"]).is(0);
    assert!(told().contains("毛豆也来"), "{}", told());
}

/// An office with an auditor, and a petition that withholds nothing and names its people in every text.
fn audited() -> (Home, String) {
    let (home, _) = office();
    let words = [
        "operator", "add", "shen", "--name", "审某", "--role", "auditor",
    ];
    as_one(&home, "wang", &words).is(0);
    let number = register(
        &home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05", "place": "东甲镇戊村12号门前",
            "summary": "吕建华反映漏水", "facts": "吕建华住东甲镇戊村12号", "requests": ["给吕建华13800138009回电话"],
            "people": [{ "name": "吕建华", "phones": ["13800138009"], "address": "东甲镇戊村12号" }],
        }),
    );
    for (step, body) in [
        ("forward", json!({ "to": "财政局" })),
        ("note", json!({ "text": "建华的母亲来电13800138009" })),
        (
            "promise",
            json!({ "text": "给吕建华回话", "due_on": "2026-12-01" }),
        ),
        (
            "supervise",
            json!({ "demand": "letter", "text": "吕建华的件超期", "due_on": "2026-12-01" }),
        ),
    ] {
        act(&home, &number, step, &body);
    }
    (home, number)
}

/// What the auditor is told by a command, after it was seen to name nobody.
fn silent(home: &Home, words: &[&str]) -> String {
    let ran = as_one(home, "shen", words);
    let said = format!("{}{}", ran.out, ran.talk);
    for hidden in ["建华", "13800138009", "0138009", "戊村12"] {
        assert!(!said.contains(hidden), "{words:?}: {hidden} in {said}");
    }
    said
}

/// An auditor looks at the trail, not at people: names, numbers and addresses of a petition's people are covered in
/// every text of it as in their records, also where the petition withholds nothing.
#[test]
fn an_auditor_reads_no_name_in_running_text() {
    let (home, number) = audited();
    let all: [&[&str]; 9] = [
        &["show", &number],
        &["show", &number, "--json"],
        &["find", "漏水", "--json"],
        &["owed"],
        &["owed", "--json"],
        &["explain", &number, "--json"],
        &["export", "petitions", "--format", "json"],
        &["export", "owed", "--format", "json"],
        &["export", "supervisions", "--format", "json"],
    ];
    for words in all {
        silent(&home, words);
    }
    // Nor does the trail say what others typed.
    as_one(&home, "wang", &["find", "吕建华"]).is(0);
    as_one(&home, "wang", &["show", "吕建华"]).is(4);
    let asked = ["show", &number, "--why", "吕建华来问进展"];
    as_one(&home, "wang", &asked).is(0);
    for words in [
        &["audit", "list"][..],
        &["audit", "list", "--json"],
        &["audit", "export", "-o", "-"],
    ] {
        silent(&home, words);
    }
    assert!(
        as_one(&home, "wang", &["audit", "list"])
            .out
            .contains("吕建华")
    );
    let trail = silent(&home, &["audit", "list", "--json"]);
    assert!(trail.contains("＊＊＊来问进展"), "{trail}");
    let shown = silent(&home, &["show", &number]);
    assert!(
        shown.contains("＊＊＊反映漏水") && shown.contains("的母亲来电"),
        "{shown}"
    );
    assert!(
        as_one(&home, "wang", &["owed"])
            .out
            .contains("吕建华反映漏水")
    );
}
