//! A petition that is found to be a report when it is sorted: from then on it is kept from the accused as if it
//! had been registered as one, with all that it alone brought to the records of its people.

use serde_json::{Value, json};

use super::{Home, Ran};

const NAME: &str = "诸葛密";
const IDENTITY: &str = "999999196203041116";
/// What the petition that becomes a report alone says of them.
const SECRET: [&str; 4] = ["13500135000", "密居路9号", "夜里打", "手语"];
/// What another petition says of them as well.
const KNOWN: &str = "13700137000";

fn number(made: &Value) -> String {
    made["number"].as_str().expect("a number").to_owned()
}

pub fn as_one(home: &Home, who: &str, words: &[&str]) -> Ran {
    home.run(&[&["--as", who], words].concat())
}

/// An office, and somebody of the office and of a unit whom a report accuses.
pub fn office() -> Home {
    let home = Home::sandbox();
    home.run(&["unit", "add", "财政局", "--kind", "department"])
        .is(0);
    for (login, name, role, unit) in [
        ("chen", "陈某", "caseworker", "教育局"),
        ("chenb", "陈某", "administrator", ""),
    ] {
        let words = [
            "--as", "wang", "operator", "add", login, "--name", name, "--role", role,
        ];
        let unit = ["--unit", unit];
        let unit = if unit[1].is_empty() { &[][..] } else { &unit };
        home.run(&[&words[..], unit].concat()).is(0);
    }
    home
}

pub fn register(home: &Home, more: &Value) -> String {
    let mut draft = json!({ "channel": "visit", "received_on": "2026-11-05", "class": "request" });
    for (key, value) in more.as_object().expect("an object") {
        draft[key] = value.clone();
    }
    let input = draft.to_string();
    let done = home.feed(&["--as", "wang", "register"], input.as_bytes());
    number(&done.is(0).json())
}

/// An ordinary petition that lies with the unit of the accused.
fn plain(home: &Home, phones: &[&str]) -> String {
    let person = json!({ "name": NAME, "id_number": IDENTITY, "phones": phones });
    let number = register(
        home,
        &json!({ "requests": ["要求修桥"], "people": [person] }),
    );
    act(home, &number, "forward", &json!({ "to": "教育局" })).is(0);
    number
}

/// What is going to be a report, taken down as a request.
pub fn later(home: &Home) -> String {
    let person = json!({
        "name": NAME, "id_number": IDENTITY, "phones": [SECRET[0], KNOWN], "address": SECRET[1],
        "contact_by": SECRET[2], "help": SECRET[3],
    });
    register(
        home,
        &json!({ "requests": ["查处受贿"], "people": [person] }),
    )
}

pub fn act(home: &Home, number: &str, step: &str, body: &Value) -> Ran {
    let words = ["--as", "wang", "act", number, step, "--json", "-"];
    home.feed(&words, body.to_string().as_bytes())
}

pub fn sort(home: &Home, number: &str) {
    let body = json!({ "class": "report", "accused": [{ "name": "陈某", "unit": "教育局" }] });
    act(home, number, "sort", &body).is(0);
}

/// Everything that somebody may be shown of a person.
fn shown(home: &Home, who: &str, plain: &str) -> String {
    let mut all = String::new();
    for words in [
        &["show", plain][..],
        &["show", plain, "--json"],
        &["find", NAME],
        &["find", NAME, "--people", "--json"],
        &["find", SECRET[0], "--json"],
        &["find", SECRET[1], "--json"],
        &["find", "密居路", "--people", "--json"],
        &["person", "show", "1"],
        &["person", "show", "1", "--json"],
        &["export", "people"],
        &["export", "people", "--format", "json"],
        &["export", "petitions", "--format", "json"],
        &["owed", "--json"],
        &["audit", "list", "--person", plain],
        &["audit", "list", "--person", plain, "--json"],
        &["audit", "list", "--person", "#1", "--json"],
        &["privacy", "copy", plain, "--why", "本人来要"],
        &["paper", plain, "receipt"],
    ] {
        let ran = as_one(home, who, words);
        let typed = words[1];
        let said = format!("{}{}", ran.out, ran.talk);
        all.push_str(&if words[0] == "find" {
            said.replace(&format!("“{typed}”"), "")
        } else {
            said
        });
    }
    // The office's own administrator reads the whole trail as well.
    for words in [&["audit", "list", "--json"][..], &["audit", "export"]] {
        all.push_str(&as_one(home, who, words).out);
    }
    all
}

fn is_silent(home: &Home, plain: &str, report: &str) {
    for who in ["chen", "chenb"] {
        let said = shown(home, who, plain);
        for hidden in SECRET.iter().chain([&report]) {
            assert!(!said.contains(hidden), "{who}: {hidden} in {said}");
        }
        assert!(said.contains(NAME), "{who} knows the person: {said}");
    }
}

pub fn is_sound(home: &Home) {
    as_one(home, "wang", &["verify"]).is(0);
}

#[test]
fn what_a_report_alone_brought_is_taken_back_from_the_record_of_others() {
    let home = office();
    let plain = plain(&home, &[KNOWN]);
    let report = later(&home);
    let before = shown(&home, "chen", &plain);
    assert!(SECRET.iter().all(|said| before.contains(said)), "{before}");
    sort(&home, &report);
    is_silent(&home, &plain, &report);
    let index = home.store().with_extension("sqlite3-find");
    let _ = std::fs::remove_file(index);
    is_silent(&home, &plain, &report);
    // What the other petition says itself stays, and the report's readers know all of it.
    let seen = as_one(&home, "chen", &["show", &plain]).is(0).out;
    assert!(seen.contains(KNOWN) && seen.contains(IDENTITY), "{seen}");
    let own = as_one(&home, "wang", &["show", &report, "--why", "核对"]);
    let own = own.is(0).out;
    for said in SECRET.iter().take(2).chain([&KNOWN, &NAME]) {
        assert!(own.contains(said), "{said}: {own}");
    }
    let found = as_one(&home, "wang", &["find", SECRET[0], "--json"]);
    assert!(found.out.contains(NAME), "{}", found.out);
    // Nobody is told that there is a second record.
    let person = as_one(&home, "chenb", &["person", "show", "1", "--json"]);
    assert_eq!(person.json()["said"], json!([]), "{}", person.out);
    is_sound(&home);
    // Sorted as something else nothing is lost, and it stays kept from whom it accuses.
    let other = json!({ "class": "request", "route": "petition" });
    act(&home, &report, "sort", &other).is(0);
    is_silent(&home, &plain, &report);
    let own = as_one(&home, "wang", &["show", &report]).is(0).out;
    assert!(own.contains(SECRET[0]) && own.contains(SECRET[1]), "{own}");
    is_sound(&home);
    // And as a report again.
    act(&home, &report, "sort", &json!({ "class": "report" })).is(0);
    is_silent(&home, &plain, &report);
    is_sound(&home);
}

#[test]
fn a_record_that_the_report_made_is_left_with_what_the_others_say() {
    let home = office();
    let report = later(&home);
    let plain = plain(&home, &[KNOWN, "13600136000"]);
    let before = shown(&home, "chen", &plain);
    assert!(SECRET.iter().all(|said| before.contains(said)), "{before}");
    sort(&home, &report);
    is_silent(&home, &plain, &report);
    let seen = as_one(&home, "chen", &["show", &plain]).is(0).out;
    for said in [KNOWN, "13600136000", IDENTITY] {
        assert!(seen.contains(said), "{said}: {seen}");
    }
    is_sound(&home);
    // A third petition of theirs finds the record of the second, and no trace of the first.
    let third = register(
        &home,
        &json!({ "requests": ["要求修渠"], "people": [{ "name": NAME, "id_number": IDENTITY, "phones": ["13800138009"] }] }),
    );
    act(&home, &third, "forward", &json!({ "to": "教育局" })).is(0);
    is_silent(&home, &plain, &report);
    is_silent(&home, &third, &report);
    is_sound(&home);
}

#[test]
fn what_was_written_otherwise_on_another_petition_is_then_what_is_known() {
    let home = office();
    let report = later(&home);
    let person = json!({ "name": NAME, "id_number": IDENTITY, "address": "南乙镇公开路1号" });
    let plain = register(
        &home,
        &json!({ "requests": ["要求修桥"], "people": [person] }),
    );
    act(&home, &plain, "forward", &json!({ "to": "教育局" })).is(0);
    sort(&home, &report);
    is_silent(&home, &plain, &report);
    let seen = as_one(&home, "chen", &["show", &plain, "--json"]).json();
    let person = &seen["people"][0];
    assert_eq!(person["address"], "南乙镇公开路1号", "{person}");
    assert_eq!(person["written"], Value::Null, "{person}");
    is_sound(&home);
}

#[test]
fn who_stands_in_the_report_alone_is_hidden_with_it() {
    let home = office();
    let report = later(&home);
    sort(&home, &report);
    for who in ["chen", "chenb"] {
        for words in [
            &["find", NAME, "--json"][..],
            &["find", SECRET[0], "--json"],
            &["export", "people", "--format", "json"],
        ] {
            let ran = as_one(&home, who, words);
            assert!(!ran.out.contains(NAME), "{who} {words:?}: {}", ran.out);
        }
        as_one(&home, who, &["person", "show", "1"]).is(4);
        as_one(&home, who, &["show", &report]).is(4);
    }
    is_sound(&home);
}

#[test]
fn a_correction_through_the_report_goes_with_it() {
    let home = office();
    let plain = plain(&home, &[KNOWN]);
    let report = later(&home);
    for (field, value) in [
        ("phones", "15900009999"),
        ("address", "密改路44号"),
        ("name", "诸葛密改"),
    ] {
        let body = json!({ "field": field, "value": value, "reasons": "来电更正" });
        act(&home, &report, "correct_record", &body).is(0);
    }
    sort(&home, &report);
    is_silent(&home, &plain, &report);
    for who in ["chen", "chenb"] {
        let said = shown(&home, who, &plain);
        let by_name = as_one(&home, who, &["find", "密改", "--json"]).out;
        for hidden in ["15900009999", "密改路", "密改"] {
            assert!(!said.contains(hidden), "{who}: {hidden}: {said}");
            assert!(!by_name.contains(hidden), "{who}: {by_name}");
        }
    }
    let seen = as_one(&home, "chen", &["show", &plain]).is(0).out;
    assert!(seen.contains(KNOWN) && seen.contains(NAME), "{seen}");
    let own = as_one(&home, "wang", &["show", &report, "--why", "核对"]);
    assert!(
        own.out.contains("15900009999") && own.out.contains("密改路44号"),
        "{}",
        own.out
    );
    is_sound(&home);
}

#[test]
fn another_unit_does_not_read_by_its_own_correction_what_only_the_report_said() {
    let home = office();
    let plain = plain(&home, &[]);
    let report = later(&home);
    // The office corrects by the open petition what the other had brought.
    let body = json!({ "field": "address", "value": "南乙镇公开路1号", "reasons": "来电更正" });
    act(&home, &plain, "correct_record", &body).is(0);
    sort(&home, &report);
    is_silent(&home, &plain, &report);
    let own = as_one(&home, "wang", &["show", &plain]).is(0).out;
    assert!(own.contains(SECRET[1]), "its readers read it all: {own}");
    is_sound(&home);
}
