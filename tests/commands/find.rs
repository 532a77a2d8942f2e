//! What `find --json` says of each hit: which parts of which field were typed, and by which former name.

use serde_json::{Value, json};

use super::Home;

/// Somebody on file, and the number of their petition.
fn found_there() -> (Home, String) {
    let home = Home::sandbox();
    let draft = json!({ "channel": "visit", "received_on": "2026-11-05",
        "people": [{ "name": "欧阳霁", "phones": ["15400001234", "15400007777"],
            "id_number": "999999196203041117", "address": "示例县东甲镇癸村7组17号" }],
        "requests": ["要求核实征地补偿款"] });
    let number = home.register(&draft)["number"].clone();
    (home, number.as_str().expect("a number").to_owned())
}

fn part(field: &str, ranges: &[[usize; 2]]) -> Value {
    json!({ "field": field, "at": 0, "ranges": ranges })
}

/// The second of two telephones.
fn second(ranges: &[[usize; 2]]) -> Value {
    json!({ "field": "phones", "at": 1, "ranges": ranges })
}

#[test]
fn every_field_that_was_typed_says_which_part_of_it() {
    let (home, _) = found_there();
    let name = part("name", &[[0, 2]]);
    for (typed, met) in [
        ("欧霁", json!([part("name", &[[0, 1], [2, 3]])])),
        ("欧阳 7777", json!([name, second(&[[7, 11]])])),
        (
            "欧阳 1117 癸村",
            json!([
                name,
                part("id_number", &[[14, 18]]),
                part("address", &[[6, 8]])
            ]),
        ),
        ("欧阳 7组", json!([name, part("address", &[[8, 10]])])),
        (
            "欧阳 东甲癸",
            json!([name, part("address", &[[3, 5], [6, 7]])]),
        ),
        (
            "154-0000-7777",
            json!([part("phones", &[[0, 7]]), second(&[[0, 11]])]),
        ),
    ] {
        let ran = home.run(&["find", typed, "--people", "--json"]).is(0);
        assert_eq!(ran.json()[0]["met"], met, "{typed}");
    }
}

/// The words that people speak between a place and a name are nobody's, and light nothing up; what is not seen is not
/// read, however much of it stands before.
#[test]
fn as_people_speak_and_with_what_nobody_sees() {
    let (home, _) = found_there();
    let name = part("name", &[[0, 3]]);
    let place = part("address", &[[6, 8]]);
    let hidden = "\u{200B}".repeat(70);
    for (typed, met) in [
        ("癸村的欧阳霁".to_owned(), json!([name, place])),
        ("癸村叫欧阳霁的".to_owned(), json!([name, place])),
        (
            "姓欧阳的 7777".to_owned(),
            json!([part("name", &[[0, 2]]), second(&[[7, 11]])]),
        ),
        (format!("{hidden}欧阳霁"), json!([name])),
    ] {
        let ran = home.run(&["find", &typed, "--people", "--json"]).is(0);
        assert_eq!(ran.json()[0]["met"], met, "{typed}");
    }
    // All is read of which nothing is said to be left.
    let long = format!("欧阳霁{}壬村", " ".repeat(70));
    let ran = home.run(&["find", &long, "--people", "--json"]).is(0);
    assert_eq!(ran.json(), json!([]));
}

/// By the name before a correction: which one, and what of it; of a petition the words of its matter.
#[test]
fn a_former_name_and_the_words_of_a_matter_say_so_too() {
    let (home, number) = found_there();
    let renamed = json!({ "field": "name", "value": "单于霁月", "reasons": "照身份证" });
    home.act(&number, "correct_record", &renamed).is(0);
    let found = home.run(&["find", "欧阳 7777", "--json"]).is(0).json();
    let of = |key: &str| found[0][key].clone();
    assert_eq!(
        (of("name"), of("former")),
        (json!("单于霁月"), json!("欧阳霁"))
    );
    let met = json!([part("former", &[[0, 2]]), second(&[[7, 11]])]);
    assert_eq!(of("met"), met);
    let text = home.run(&["find", "欧阳霁"]).is(0).out;
    assert!(text.contains("曾用名 欧阳霁"), "{text}");
    let ran = home.run(&["find", "征地", "--petitions", "--json"]).is(0);
    let found = ran.json();
    let met = &found[0]["met"][0];
    let shown = found[0][met["field"].as_str().expect("a field")].clone();
    let range: [usize; 2] = serde_json::from_value(met["ranges"][0].clone()).expect("a range");
    let signs = shown.as_str().expect("a text").chars();
    let signs: String = signs.skip(range[0]).take(range[1] - range[0]).collect();
    assert_eq!(signs, "征地");
}

/// More than was asked for is said beside the answer and in it.
#[test]
fn more_than_the_limit_is_said_in_words_and_in_json() {
    let (home, _) = found_there();
    let draft = json!({ "channel": "visit", "received_on": "2026-11-06",
        "people": [{ "name": "欧阳霁", "phones": ["15400005555"] }], "requests": ["要求核实征地补偿款"] });
    home.register(&draft);
    let cut = home
        .run(&["find", "欧阳霁", "--limit", "1", "--json"])
        .is(0);
    assert!(
        cut.talk.contains("不止 1 条") && cut.talk.contains("--limit"),
        "{}",
        cut.talk
    );
    let more: Vec<bool> = cut
        .json()
        .as_array()
        .expect("hits")
        .iter()
        .map(|h| h["more"] == json!(true))
        .collect();
    assert_eq!(more, [true, true]);
    assert_eq!(cut.json()[0]["more_petitions"], json!(false));
    let all = home
        .run(&["find", "欧阳霁", "--limit", "2", "--json"])
        .is(0);
    assert!(!all.talk.contains("不止"), "{}", all.talk);
    assert_eq!(all.json()[0]["more"], json!(false));
    let people = home.run(&["find", "征地", "--people", "--limit", "1"]);
    assert!(!people.talk.contains("不止"), "{}", people.talk);
}

/// Whom somebody could be the same as is told with its reason, in words and in JSON.
#[test]
fn who_could_be_the_same_is_told_with_the_reason() {
    let (home, _) = found_there();
    let draft = json!({ "channel": "visit", "received_on": "2026-11-06",
        "people": [{ "name": "欧阳齐", "phones": ["15400001234"] }], "requests": ["要求核实征地补偿款"] });
    home.register(&draft);
    let text = home.run(&["person", "show", "1"]).is(0).out;
    let line = text.lines().find(|l| l.contains("可能是同一人"));
    let line = line.expect("somebody");
    assert!(
        line.contains("欧阳齐") && line.trim_end().ends_with("电话相同、音同字不同"),
        "{line}"
    );
    let found = home.run(&["person", "show", "1", "--json"]).is(0).json();
    let why = found["alike"][0]["why"]["zh"].as_str().expect("a reason");
    assert!(line.contains(why), "{why}: {line}");
}

/// Of a petition every word typed lights up wherever it is shown.
#[test]
fn every_word_lights_up_wherever_it_is_shown() {
    let home = Home::sandbox();
    let body = json!({ "channel": "visit", "people": [{ "name": "赵知远" }], "place": "示例县八里铺",
        "summary": "反映污水排放", "requests": ["请求处理"] });
    home.register(&body);
    let ran = home.run(&["find", "污水 八里铺 赵", "--petitions", "--json"]);
    let found = ran.is(0).json();
    let met = found[0]["met"].as_array().expect("met");
    let lit = |field: &str| {
        let met = met.iter().find(|met| met["field"] == field);
        met.map_or(json!(null), |met| met["ranges"].clone())
    };
    assert_eq!(lit("summary"), json!([[2, 4]]), "{met:?}");
    assert_eq!(lit("place"), json!([[3, 6]]), "{met:?}");
    assert_eq!(lit("name"), json!([[0, 1]]), "{met:?}");
}

/// A command comes on standard input too, where nobody reads it off the process list; what follows its line is its
/// own input.
#[test]
fn a_command_comes_on_standard_input() {
    let home = Home::sandbox();
    let draft = json!({"channel": "visit", "class": "request", "requests": ["要求修桥"],
        "people": [{"name": "诸葛瑾"}]});
    let both = format!("register --json -\n{draft}\n");
    let made = home
        .feed(&["--as", "wang", "-"], both.as_bytes())
        .is(0)
        .json();
    let number = made["number"].as_str().expect("a number");
    for line in [
        "find 诸葛瑾 --json\n",
        "zhuoluo find '诸葛 瑾' --json",
        "find 诸葛瑾 --json\r\n",
    ] {
        let found = home.feed(&["-"], line.as_bytes()).is(0);
        assert!(found.out.contains(number), "{line}: {}", found.out);
    }
    let why = format!("show {number} --why '诸葛瑾本人来问'\n");
    home.feed(&["-"], why.as_bytes()).is(0);
    // What is no command, or none at all, is said to be none; nothing opens the desk.
    for line in ["", "\n", "zhuoluo\n", "find '诸葛\n", "find \u{1b}[2J\n"] {
        home.feed(&["-"], line.as_bytes())
            .is(2)
            .says("第一行写命令");
    }
    home.feed(&["-"], b"find \xff\n").is(2);
    home.feed(&["--lang", "en", "-"], b"\n")
        .is(2)
        .says("The first line is the command");
}
