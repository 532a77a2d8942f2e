//! Who closes a dispute of the ledger: the unit that works on it and those above it; for the petition
//! office, whom the table names.

use super::{at, office};
use crate::commands::{Home, Ran};
use zhuoluo::domain::rights::{Deed, Duty, may};

fn seat(home: &Home, login: &str, role: &str, unit: &str) {
    let words = ["--as", "wang", "operator", "add", login, "--name", login];
    home.run(&[&words[..], &["--role", role, "--unit", unit]].concat())
        .is(0);
}

fn dispute(home: &Home, unit: &str) -> String {
    let words = ["duty", "dispute", "add", "两户争水", "--unit", unit];
    let due = ["--due", "2027-03-01"];
    at(home, "wang", "02-05 09:00", &[&words[..], &due].concat()).is(0);
    let newest = ledger(home).into_iter().filter_map(|d| d["id"].as_i64());
    newest.max().expect("a dispute").to_string()
}

fn ledger(home: &Home) -> Vec<serde_json::Value> {
    let list = ["duty", "dispute", "list", "--json"];
    let list = at(home, "wang", "02-05 11:00", &list).is(0).json();
    list.as_array().expect("a list").clone()
}

fn close(home: &Home, who: &str, id: &str) -> Ran {
    let words = ["duty", "dispute", "close", id, "已签调解协议"];
    at(home, who, "02-05 10:00", &words)
}

fn is_open(home: &Home, id: &str) -> bool {
    let id: i64 = id.parse().expect("a number");
    let mut all = ledger(home).into_iter();
    let one = all.find(|d| d["id"] == id);
    one.expect("the dispute")["outcome"].is_null()
}

#[test]
fn a_unit_that_is_no_party_closes_no_dispute() {
    let home = office();
    for (login, role, unit) in [
        ("t-clerk", "window", "东甲镇"),
        ("v-clerk", "caseworker", "戊村"),
        ("e-head", "lead", "教育局"),
        ("e-sup", "supervisor", "教育局"),
        ("e-admin", "administrator", "教育局"),
        ("w-head", "lead", "南乙镇"),
    ] {
        seat(&home, login, role, unit);
    }
    let id = dispute(&home, "东甲镇");
    for who in ["e-head", "e-sup", "e-admin", "w-head"] {
        let ran = close(&home, who, &id).is(3);
        assert!(ran.talk.contains("东甲镇"), "{who}: {}", ran.talk);
        assert!(!ran.talk.contains("争水"), "{who}: {}", ran.talk);
        assert!(is_open(&home, &id), "{who}");
    }
    // What is not there is not there, whoever asks.
    close(&home, "e-head", "99").is(3).says("没有第99号");
    close(&home, "t-clerk", &id).is(0);
    assert!(!is_open(&home, &id));
}

#[test]
fn in_the_petition_office_the_table_says_who_closes_for_others() {
    let home = office();
    for duty in Duty::ALL {
        let login = format!("r-{}", duty.code());
        seat(&home, &login, duty.code(), "示例县信访局");
        let id = dispute(&home, "教育局");
        let ran = close(&home, &login, &id);
        assert_eq!(ran.status == 0, may(*duty, Deed::Settle), "{login}");
        assert_eq!(is_open(&home, &id), !may(*duty, Deed::Settle), "{login}");
        // Its own the office closes as before, but for whoever only looks.
        let own = dispute(&home, "示例县信访局");
        let ran = close(&home, &login, &own);
        assert_eq!(ran.status == 0, may(*duty, Deed::Report), "{login}");
    }
}
