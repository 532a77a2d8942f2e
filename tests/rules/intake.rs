//! The check of an intake: every field's faults, and what is never required.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::fault::{Fault, Weight};
use zhuoluo::domain::intake::{self, Desk, Intake};
use zhuoluo::domain::person;
use zhuoluo::domain::petition::{Channel, Class};

use crate::kit::log::{desk, draft};
use crate::kit::{World, day};

fn check(value: &Value) -> Result<Intake, Vec<Fault>> {
    let office = desk();
    let ground = Desk {
        today: day("2026-03-05"),
        units: &office.units,
        categories: office.categories,
    };
    intake::check(&Draft::from_json(value)?, ground)
}

fn faults(more: &Value) -> Vec<(String, &'static str, Weight)> {
    let faults = match check(&draft(more)) {
        Ok(intake) => intake.warnings,
        Err(faults) => faults,
    };
    faults
        .into_iter()
        .map(|f| (f.field, f.code, f.weight))
        .collect()
}

type Row = (Value, &'static str, &'static str, Weight);

/// Each draft has this fault at this field.
fn faults_are(rows: Vec<Row>) {
    for (more, field, code, weight) in rows {
        let found = faults(&more);
        let wanted = (field.to_owned(), code, weight);
        let shown = more.to_string().chars().take(80).collect::<String>();
        assert!(found.contains(&wanted), "{shown}: {found:?}");
    }
}

#[test]
fn faults_of_dates() {
    use Weight::Refuse;
    faults_are(vec![
        (
            json!({"received_on": "昨天"}),
            "received_on",
            "date",
            Refuse,
        ),
        (
            json!({"received_on": "2026-03-06"}),
            "received_on",
            "date",
            Refuse,
        ),
        (
            json!({"petitioned_on": "2026-02-30"}),
            "petitioned_on",
            "date",
            Refuse,
        ),
        (
            json!({"petitioned_on": "2026-03-05", "received_on": "2026-03-04"}),
            "petitioned_on",
            "date_order",
            Refuse,
        ),
        (
            json!({"registered_on": "x"}),
            "registered_on",
            "date",
            Refuse,
        ),
        (
            json!({"registered_on": "2026-03-01", "received_on": "2026-03-03"}),
            "registered_on",
            "date_order",
            Refuse,
        ),
    ]);
}

#[test]
fn faults_of_choices() {
    use Weight::{Refuse, Warn};
    faults_are(vec![
        (json!({"channel": "鸽子"}), "channel", "not_listed", Refuse),
        (json!({"class": "fourth"}), "class", "not_listed", Refuse),
        (json!({"class": ""}), "class", "class_proposed", Warn),
        (json!({"route": "seventh"}), "route", "not_listed", Refuse),
        (
            json!({"category": "没有这类"}),
            "category",
            "not_listed",
            Refuse,
        ),
        (json!({"unit": "没有的局"}), "unit", "not_listed", Refuse),
        (
            json!({"requests": [], "facts": "", "summary": ""}),
            "requests",
            "no_matter",
            Refuse,
        ),
    ]);
}

#[test]
fn faults_of_texts() {
    use Weight::{Refuse, Warn};
    let long = "字".repeat(20_001);
    faults_are(vec![
        (json!({"facts": long.clone()}), "facts", "too_long", Refuse),
        (
            json!({"requests": [long.clone()]}),
            "requests[0]",
            "too_long",
            Refuse,
        ),
        (
            json!({"summary": "甲\u{202E}乙"}),
            "summary",
            "control_characters",
            Warn,
        ),
        (json!({"headcount": "很多"}), "headcount", "number", Refuse),
        (json!({"headcount": 0}), "headcount", "number", Refuse),
        (json!({"headcount": 100_000}), "headcount", "number", Refuse),
        (
            json!({"accused": [{"unit": "没有的局"}]}),
            "accused[0].unit",
            "not_listed",
            Refuse,
        ),
        (
            json!({"class": "report", "route": ""}),
            "accused",
            "accused_missing",
            Warn,
        ),
    ]);
}

#[test]
fn faults_of_people() {
    use Weight::{Refuse, Warn};
    faults_are(vec![
        (
            json!({"people": [{"name": "张某", "role": "邻居"}]}),
            "people[0].role",
            "not_listed",
            Refuse,
        ),
        (
            json!({"people": [{"name": "张某", "kind": "机器"}]}),
            "people[0].kind",
            "not_listed",
            Refuse,
        ),
        (
            json!({"people": [{"name": "张".repeat(121)}]}),
            "people[0].name",
            "too_long",
            Refuse,
        ),
        (
            json!({"people": [{"name": "张某", "id_number": "999999195102280018"}]}),
            "people[0].id_number",
            "id_checksum",
            Warn,
        ),
        (
            json!({"people": [{"name": "张某", "id_number": "999999198402300050"}]}),
            "people[0].id_number",
            "id_birth",
            Warn,
        ),
    ]);
}

#[test]
fn faults_of_documents_and_telephones() {
    use Weight::Warn;
    faults_are(vec![
        (
            json!({"people": [{"name": "张某", "id_number": "123", "id_kind": "resident"}]}),
            "people[0].id_number",
            "id_shape",
            Warn,
        ),
        (
            json!({"people": [{"name": "张某", "id_number": "123", "id_kind": "图书证"}]}),
            "people[0].id_kind",
            "not_listed",
            Warn,
        ),
        (
            json!({"people": [{"name": "张某", "phones": ["1380013800"]}]}),
            "people[0].phones",
            "phone_short",
            Warn,
        ),
        (
            json!({"people": [{"name": "张某", "phones": "12800138000"}]}),
            "people[0].phones",
            "phone_doubtful",
            Warn,
        ),
        (
            json!({"people": [{"name": "张某", "role": "agent"}]}),
            "people",
            "no_principal",
            Warn,
        ),
    ]);
}

#[test]
fn every_fault_says_what_to_do_in_both_languages() {
    let bad = json!({
        "channel": "x", "class": "x", "route": "x", "category": "x", "unit": "x", "received_on": "x", "headcount": "x",
        "requests": [], "people": [{"name": "张某", "role": "x", "id_number": "1", "phones": ["1"]}],
    });
    for fault in check(&bad).expect_err("faults") {
        assert!(
            fault.message.zh.ends_with('。') && fault.message.en.ends_with('.'),
            "{fault:?}"
        );
    }
}

#[test]
fn what_the_statute_does_not_ask_for_is_never_required() {
    for more in [
        json!({"people": []}),
        json!({"people": [{"name": "匿名"}]}),
        json!({"people": [{"name": "张某"}]}),
        json!({"people": [{"name": "张某", "id_number": "未带", "phones": ["无电话"], "address": ""}]}),
        json!({"people": [{"name": "张某", "id_number": "999999195102280018", "phones": ["1"]}]}),
        json!({"people": [{"phones": ["13800138000"]}]}),
        json!({"category": "", "place": "", "unit": "", "channel": ""}),
        json!({"requests": [], "facts": "村里断水三天"}),
        json!({"requests": [], "summary": "断水"}),
    ] {
        let intake = check(&draft(&more)).unwrap_or_else(|f| panic!("{more}: {f:?}"));
        assert!(
            !intake.registration.summary.is_empty() && !intake.registration.requests.is_empty(),
            "{more}"
        );
    }
    let anonymous = check(&draft(&json!({"people": [{"name": "匿名"}]}))).expect("an intake");
    assert!(anonymous.registration.anonymous);
}

#[test]
fn more_than_five_representatives_are_refused() {
    let people = |n: usize, role: &str| {
        (0..n)
            .map(|i| json!({"name": format!("张{i}"), "role": role}))
            .collect::<Vec<_>>()
    };
    assert!(check(&draft(&json!({"people": people(5, "representative")}))).is_ok());
    assert!(check(&draft(&json!({"people": people(40, "joint")}))).is_ok());
    let faults = check(&draft(&json!({"people": people(6, "representative")}))).expect_err("six");
    assert!(
        faults
            .iter()
            .any(|f| f.code == "representatives" && f.message.zh.contains("第二十条第三款"))
    );
}

#[test]
fn what_is_left_out_is_filled_in_without_guessing_dates() {
    let intake = check(&json!({"facts": "工地拖欠工资三个月\n第二行"})).expect("an intake");
    let r = &intake.registration;
    assert_eq!(
        (r.received_on, r.petitioned_on, r.registered_on),
        (day("2026-03-05"), day("2026-03-05"), None)
    );
    assert_eq!(
        (r.channel, r.class, r.headcount),
        (Channel::Visit, Class::Request, 1)
    );
    assert_eq!(r.summary, "工地拖欠工资三个月");
    let old = check(&draft(&json!({"registered_on": "2025.11.03"}))).expect("an intake");
    assert_eq!(
        old.registration.received_on,
        day("2025-11-03"),
        "never received after it was registered"
    );
    let group = check(&draft(&json!({"headcount": "12人"}))).expect("an intake");
    assert_eq!(group.registration.headcount, 12);
}

#[test]
fn json_with_unknown_keys_or_the_wrong_kind_of_thing() {
    for (value, field) in [
        (json!([]), ""),
        (json!("text"), ""),
        (json!({"colour": "red"}), "colour"),
        (json!({"facts": ["a"]}), "facts"),
        (json!({"facts": true}), "facts"),
        (json!({"requests": 5}), "requests"),
        (json!({"requests": [{"a": 1}]}), "requests[0]"),
        (json!({"people": {"name": "张某"}}), "people"),
        (json!({"people": ["张某"]}), "people[0]"),
        (json!({"people": [{"nome": "张某"}]}), "people[0].nome"),
        (
            json!({"people": [{"name": 5, "person": "x"}]}),
            "people[0].person",
        ),
        (json!({"accused": [{"names": "x"}]}), "accused[0].names"),
        (json!({"withhold_name": "yes"}), "withhold_name"),
    ] {
        let faults = check(&value).expect_err("faults");
        assert_eq!(faults[0].field, field, "{value}");
        assert!(faults.iter().all(Fault::stops), "{value}");
    }
    assert!(
        check(&json!({"facts": null, "requests": "一项", "headcount": 4, "people": null})).is_err(),
        "null is no list"
    );
    assert!(check(&json!({"facts": null, "requests": "一项", "headcount": 4})).is_ok());
}

#[test]
fn the_store_keeps_the_closed_list_about_a_petitioner() {
    let world = World::new();
    for put_away in [false, true] {
        let columns = world.store.petitioner_columns(put_away).expect("columns");
        assert_eq!(columns, person::COLUMNS);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_check_panic(texts in proptest::collection::vec("\\PC{0,30}", 14)) {
        let value = json!({
            "channel": texts[0], "petitioned_on": texts[1], "received_on": texts[2], "class": texts[3], "route": texts[4],
            "category": texts[5], "place": texts[6], "summary": texts[7], "facts": texts[8], "headcount": texts[9],
            "unit": texts[10], "people": [{"name": texts[11], "id_number": texts[12], "phones": [texts[13]]}],
        });
        let _ = check(&value);
    }
}
