//! What `find --json` says of each hit: which parts of which field were typed, and by which former name.

use serde_json::json;

use super::Home;

#[test]
fn every_field_that_was_typed_says_which_part_of_it() {
    let home = Home::sandbox();
    let draft = json!({ "channel": "visit", "received_on": "2026-11-05",
        "people": [{ "name": "欧阳霁", "phones": ["15400001234", "15400007777"],
            "id_number": "999999196203041117", "address": "示例县东甲镇癸村7组17号" }],
        "requests": ["要求核实征地补偿款"] });
    let number = home.register(&draft)["number"]
        .as_str()
        .expect("a number")
        .to_owned();
    let met = |typed: &str| {
        let found = home
            .run(&["find", typed, "--people", "--json"])
            .is(0)
            .json();
        found[0]["met"].clone()
    };
    let phone = json!({ "field": "phones", "at": 1, "ranges": [[7, 11]] });
    let part =
        |field: &str, ranges: &[[usize; 2]]| json!({ "field": field, "at": 0, "ranges": ranges });
    assert_eq!(met("欧霁"), json!([part("name", &[[0, 1], [2, 3]])]));
    assert_eq!(met("欧阳 7777"), json!([part("name", &[[0, 2]]), phone]));
    assert_eq!(
        met("欧阳 1117 癸村"),
        json!([
            part("name", &[[0, 2]]),
            part("id_number", &[[14, 18]]),
            part("address", &[[6, 8]])
        ])
    );
    assert_eq!(
        met("欧阳 7组"),
        json!([part("name", &[[0, 2]]), part("address", &[[8, 10]])])
    );
    assert_eq!(
        met("154-0000-7777"),
        json!([{ "field": "phones", "at": 0, "ranges": [[0, 7]] }, { "field": "phones", "at": 1, "ranges": [[0, 11]] }])
    );
    let renamed = json!({ "field": "name", "value": "单于霁月", "reasons": "照身份证" });
    home.act(&number, "correct_record", &renamed).is(0);
    let found = home.run(&["find", "欧阳 7777", "--json"]).is(0).json();
    assert_eq!(
        (&found[0]["name"], &found[0]["former"]),
        (&json!("单于霁月"), &json!("欧阳霁"))
    );
    assert_eq!(found[0]["met"], json!([part("former", &[[0, 2]]), phone]));
    let text = home.run(&["find", "欧阳霁"]).is(0).out;
    assert!(text.contains("曾用名 欧阳霁"), "{text}");
    let found = home
        .run(&["find", "征地", "--petitions", "--json"])
        .is(0)
        .json();
    let met = &found[0]["met"][0];
    let shown = found[0][met["field"].as_str().expect("a field")]
        .as_str()
        .expect("a text");
    let range: Vec<usize> = serde_json::from_value(met["ranges"][0].clone()).expect("a range");
    let signs: String = shown
        .chars()
        .skip(range[0])
        .take(range[1] - range[0])
        .collect();
    assert_eq!(signs, "征地");
}
