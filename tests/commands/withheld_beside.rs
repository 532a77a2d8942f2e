//! Somebody whose name one petition withholds from a unit stands openly in another: that one shows them, and says
//! nothing of whose the first is.

use serde_json::{Value, json};

use super::{Home, Ran};

const NAME: &str = "欧阳娜娜";

fn as_one(home: &Home, who: &str, words: &[&str]) -> Ran {
    home.run(&[&["--as", who], words].concat())
}

fn act(home: &Home, number: &str, step: &str, body: &Value) {
    let words = ["--as", "wang", "act", number, step, "--json", "-"];
    home.feed(&words, body.to_string().as_bytes()).is(0);
}

fn register(home: &Home, draft: &Value) -> String {
    let done = home.feed(&["--as", "wang", "register"], draft.to_string().as_bytes());
    let done = done.is(0).json();
    done["number"].as_str().expect("a number").to_owned()
}

/// Of one matter, at the unit in which zhao works: a petition that withholds its name, one of the same person that
/// does not, and a neighbour's.
fn office() -> (Home, [String; 3]) {
    let home = Home::sandbox();
    home.run(&["unit", "add", "财政局", "--kind", "department"])
        .is(0);
    let add = ["operator", "add", "zhao", "--name", "赵某"];
    let role = ["--role", "caseworker", "--unit", "财政局"];
    home.run(&[&add[..], &role].concat()).is(0);
    let person =
        json!({ "name": NAME, "phones": ["13800138001"], "address": "示例县东甲镇己村3组" });
    let draft = |day: &str, who: &Value, summary: &str| json!({ "channel": "visit", "class": "request", "received_on": day, "summary": summary, "requests": ["修渠"], "people": [who] });
    let mut closed = draft("2026-11-05", &person, "欧阳娜娜反映漏水");
    closed["withhold_name"] = json!(true);
    let closed = register(&home, &closed);
    let mut open = draft("2026-11-06", &person, "娜娜再次反映漏水");
    open["same_matter"] = json!(closed);
    let open = register(&home, &open);
    let neighbour = json!({ "name": "孙开", "address": "示例县东甲镇己村3组" });
    let mut other = draft("2026-11-07", &neighbour, "孙开和娜娜反映漏水");
    other["same_matter"] = json!(closed);
    let other = register(&home, &other);
    let all = [closed, open, other];
    for number in &all {
        act(&home, number, "forward", &json!({ "to": "财政局" }));
        let text = format!("{}与{}、{}一并核实", all[0], all[1], all[2]);
        act(&home, number, "note", &json!({ "text": text }));
    }
    (home, all)
}

#[test]
fn a_petition_that_shows_somebody_does_not_say_whose_the_one_is_that_withholds_them() {
    let (home, [closed, open, other]) = office();
    let show = |who: &str, number: &str| {
        let text = as_one(&home, who, &["show", number]).is(0).out;
        let json = as_one(&home, who, &["show", number, "--json"]).is(0).out;
        format!("{text}{json}")
    };
    let seen = show("zhao", &closed);
    for hidden in [NAME, "娜娜", "13800138001", &open, &other] {
        assert!(!seen.contains(hidden), "{hidden}: {seen}");
    }
    assert!(
        seen.contains("\"matter\": null") || seen.contains("\"matter\":null"),
        "{seen}"
    );
    // The one that names them openly shows them, in its texts and lists alike.
    let seen = show("zhao", &open);
    assert!(
        seen.contains("娜娜再次反映漏水") && seen.contains("13800138001"),
        "{seen}"
    );
    assert!(seen.contains(&other) && !seen.contains(&closed), "{seen}");
    // A neighbour's says the name nowhere, and is of one matter with the open one alone.
    let seen = show("zhao", &other);
    assert!(seen.contains(&open) && !seen.contains(&closed), "{seen}");
    assert!(seen.contains("孙开和＊＊＊反映漏水"), "{seen}");
    for (number, beside) in [(&closed, &open), (&open, &closed), (&other, &closed)] {
        assert!(show("wang", number).contains(beside), "the office knows");
    }
    as_one(&home, "wang", &["verify"]).is(0);
}

#[test]
fn lists_and_searches_show_a_name_where_it_stands_openly_and_nowhere_else() {
    let (home, [closed, open, other]) = office();
    for words in [
        &["export", "petitions", "--format", "json"][..],
        &["find", "漏水", "--petitions", "--json"],
        &["owed", "--json"],
    ] {
        let said = as_one(&home, "zhao", words).out;
        assert!(said.contains("娜娜再次反映漏水"), "{words:?}: {said}");
        assert!(said.contains("孙开和＊＊＊反映漏水"), "{words:?}: {said}");
        assert!(said.contains("＊＊＊反映漏水"), "{words:?}: {said}");
        assert!(!said.contains("欧阳娜娜反映漏水"), "{words:?}: {said}");
    }
    // Found by name: the person, with the petition that shows them and no other.
    for typed in [NAME, "13800138001"] {
        let found = as_one(&home, "zhao", &["find", typed, "--json"]).is(0).out;
        assert!(found.contains(NAME) && found.contains(&open), "{found}");
        for hidden in [&closed, &other] {
            assert!(!found.contains(hidden), "{typed}: {found}");
        }
    }
}

/// Of a matter in which nobody is withheld who stands openly beside, all petitions are told together.
#[test]
fn a_matter_of_several_people_stays_together() {
    let (home, [closed, open, other]) = office();
    act(
        &home,
        &open,
        "unlink",
        &json!({ "reasons": "不是同一事项" }),
    );
    let seen = as_one(&home, "zhao", &["show", &closed, "--json"])
        .is(0)
        .out;
    assert!(seen.contains(&other), "{seen}");
    let seen = as_one(&home, "zhao", &["show", &other, "--json"]).is(0).out;
    assert!(seen.contains(&closed), "{seen}");
    // Linked again, they part.
    act(
        &home,
        &open,
        "link",
        &json!({ "matter": closed, "reasons": "同一事项" }),
    );
    let seen = as_one(&home, "zhao", &["show", &closed, "--json"])
        .is(0)
        .out;
    assert!(!seen.contains(&other) && !seen.contains(&open), "{seen}");
}
