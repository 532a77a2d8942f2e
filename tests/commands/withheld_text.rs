//! A name that is withheld stays so in running text: what a step says of whom it is about, a summary, a petition
//! beside, a search by the name in the words of the matter.

use serde_json::{Value, json};
use zhuoluo::flow::Do;
use zhuoluo::flow::request::Aim;
use zhuoluo::store::Store;

use super::{Home, Ran};

const NAME: &str = "钱多多";
const PHONE: &str = "13800138001";
const HIDDEN: [&str; 7] = [
    NAME,
    "钱 多多",
    "钱·多多",
    "错多多",
    PHONE,
    "138-0013-8001",
    "东甲镇7号",
];

pub fn as_one(home: &Home, who: &str, words: &[&str]) -> Ran {
    home.run(&[&["--as", who], words].concat())
}

pub fn act(home: &Home, number: &str, step: &str, body: &Value) {
    let words = ["--as", "wang", "act", number, step, "--json", "-"];
    home.feed(&words, body.to_string().as_bytes()).is(0);
}

pub fn register(home: &Home, draft: &Value) -> String {
    let done = home.feed(&["--as", "wang", "register"], draft.to_string().as_bytes());
    let done = done.is(0).json();
    done["number"].as_str().expect("a number").to_owned()
}

/// A petition that withholds its name and says it in every text, and one of the same matter that is open; both at
/// the unit in which zhao works.
pub fn office() -> (Home, [String; 2]) {
    let home = Home::sandbox();
    home.run(&["unit", "add", "财政局", "--kind", "department"])
        .is(0);
    home.run(&[
        "operator",
        "add",
        "zhao",
        "--name",
        "赵某",
        "--role",
        "caseworker",
        "--unit",
        "财政局",
    ])
    .is(0);
    let person = json!({ "name": "错多多", "phones": [PHONE], "address": "东甲镇7号" });
    let closed = register(
        &home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05", "withhold_name": true,
            "summary": "钱多多要求核实补偿款", "place": "东甲镇7号门前", "facts": "我钱多多住东甲镇7号，电话138-0013-8001",
            "requests": ["给钱 多多补发"], "people": [person],
        }),
    );
    let right = json!({ "field": "name", "value": NAME, "reasons": "照身份证" });
    act(&home, &closed, "correct_record", &right);
    let open = register(
        &home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-06", "same_matter": closed,
            "summary": "孙开和钱多多同来反映", "requests": ["要求修渠"], "people": [{ "name": "孙开" }],
        }),
    );
    tell(&home, &[&closed, &open]);
    (home, [closed, open])
}

/// Steps of both, each of which says the name.
fn tell(home: &Home, numbers: &[&str; 2]) {
    for number in numbers {
        act(home, number, "forward", &json!({ "to": "财政局" }));
        act(
            home,
            number,
            "contact",
            &json!({ "text": "钱·多多来电13800138001，孙开在旁" }),
        );
        act(
            home,
            number,
            "note",
            &json!({ "text": "错多多即钱多多", "why": "钱多多自述" }),
        );
        let text = json!({ "text": "周三前给钱多多回电话", "due_on": "2026-12-01" });
        act(home, number, "promise", &text);
        let letter =
            json!({ "demand": "letter", "text": "钱多多的件超期", "due_on": "2026-12-01" });
        act(home, number, "supervise", &letter);
    }
    act(
        home,
        numbers[0],
        "withdraw",
        &json!({ "reasons": "钱多多自愿撤回" }),
    );
    act(
        home,
        numbers[0],
        "reopen",
        &json!({ "reasons": "钱多多又来" }),
    );
}

fn is_silent(words: &str, said: &str) {
    for hidden in HIDDEN {
        assert!(!said.contains(hidden), "{words}: {hidden} in {said}");
    }
}

#[test]
fn no_step_and_no_petition_beside_says_a_name_that_is_withheld() {
    let (home, [closed, open]) = office();
    let all: [&[&str]; 14] = [
        &["show", &closed],
        &["show", &closed, "--json"],
        &["show", &open],
        &["show", &open, "--json"],
        &["explain", &closed, "--json"],
        &["find", "补偿款", "--json"],
        &["find", "修渠", "--json"],
        &["owed"],
        &["owed", "--json"],
        &["export", "petitions", "--format", "json"],
        &["export", "owed", "--format", "json"],
        &["self-check", "--json"],
        &["paper", &closed, "notice"],
        &["paper", &open, "notice"],
    ];
    for words in all {
        let ran = as_one(&home, "zhao", words);
        let said = format!("{}{}", ran.out, ran.talk);
        is_silent(&format!("{words:?}"), &said);
    }
    let seen = as_one(&home, "zhao", &["show", &closed]).is(0).out;
    for left in ["要求核实补偿款", "来电", "自愿撤回", "回电话", "＊＊＊"] {
        assert!(seen.contains(left), "{left}: {seen}");
    }
    let beside = as_one(&home, "zhao", &["show", &open]).is(0).out;
    assert!(
        beside.contains("孙开") && beside.contains("在旁"),
        "{beside}"
    );
    // The office reads it as it was written.
    let own = as_one(&home, "wang", &["show", &closed]).is(0).out;
    for said in ["钱·多多来电13800138001", "钱多多自愿撤回", "东甲镇7号"] {
        assert!(own.contains(said), "{said}: {own}");
    }
    as_one(&home, "wang", &["verify"]).is(0);
}

#[test]
fn a_petition_is_not_found_by_a_name_that_its_text_says_and_it_withholds() {
    let (home, [closed, open]) = office();
    for indexed in [true, false] {
        if !indexed {
            let index = home.store().with_extension("sqlite3-find");
            let _ = std::fs::remove_file(index);
        }
        for typed in [NAME, "多多", PHONE, "138-0013-8001", "东甲镇7号"] {
            let found = as_one(&home, "zhao", &["find", typed, "--json"]).out;
            assert!(!found.contains(&closed), "{typed}: {found}");
            let found = as_one(&home, "wang", &["find", typed, "--json"]).out;
            assert!(found.contains(&closed), "the office, {typed}: {found}");
        }
        let found = as_one(&home, "zhao", &["find", "核实补偿款", "--json"]);
        assert!(found.out.contains(&closed), "{}", found.out);
        let found = as_one(&home, "zhao", &["find", "修渠", "--json"]);
        assert!(found.out.contains(&open), "{}", found.out);
    }
}

#[test]
fn the_screen_of_a_unit_reads_no_name_that_is_withheld_in_any_step() {
    let (home, numbers) = office();
    let mut store = Store::open(&home.store(), "zhao").expect("the store");
    let now = crate::kit::instant("2026-11-20T10:00:00+08:00");
    for number in numbers {
        let order = Do::Open {
            number,
            aim: Aim::Read,
            why: String::new(),
        };
        let said = format!("{:?}", store.perform(order, now));
        is_silent("the screen", &said);
        assert!(said.contains("回电话"), "{said}");
    }
    let rows = store.register_whole(
        zhuoluo::flow::register::Register::Supervisions,
        now.date_naive(),
    );
    let said = format!("{rows:?}");
    assert!(said.contains("的件超期"), "{said}");
    is_silent("the register", &said);
}

#[test]
fn what_a_unit_is_shown_of_a_step_saved_meanwhile_says_no_name_either() {
    let (home, [closed, _]) = office();
    let body = json!({ "reasons": "转错", "seen": 1 });
    let words = ["--as", "zhao", "act", &closed, "return", "--json", "-"];
    let told = home.feed(&words, body.to_string().as_bytes()).is(3);
    assert!(told.talk.contains("新的办理"), "{}", told.talk);
    is_silent("a clash", &told.talk);
}

/// A petition that says whom it withholds as people write it, and one of the same matter.
fn said_otherwise(home: &Home) -> [String; 2] {
    let person =
        json!({ "name": "欧阳娜娜", "phones": [PHONE], "address": "示例县北丁街道壬社区5栋272室" });
    let closed = register(
        home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05", "withhold_name": true,
            "summary": "娜娜反映漏水", "facts": "OuYang Nana住五栋二七二室，电话一三八零零一三八零零一",
            "requests": ["请给ouyangnana回电话幺三八零零幺三八零零幺"], "people": [person],
        }),
    );
    let open = register(
        home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-06", "same_matter": closed,
            "summary": "孙开代娜娜反映漏水", "requests": ["修5幢272"], "people": [{ "name": "孙开" }],
        }),
    );
    for number in [&closed, &open] {
        act(home, number, "forward", &json!({ "to": "财政局" }));
        act(
            home,
            number,
            "note",
            &json!({ "text": "娜娜的母亲来电，Nana在外地", "why": "欧阳 娜娜要求" }),
        );
    }
    [closed, open]
}

/// The given name alone, the name in letters, the number and the house in characters: covered wherever it is told.
#[test]
fn a_name_that_is_withheld_is_covered_however_it_is_written() {
    let (home, _) = office();
    let [closed, open] = said_otherwise(&home);
    let hidden = ["娜娜", "nana", "yang", "二七二", "272", "三八零零", "1380"];
    for number in [&closed, &open] {
        for words in [
            &["show", number][..],
            &["show", number, "--json"],
            &["find", "漏水", "--json"],
            &["owed", "--json"],
            &["export", "petitions", "--format", "json"],
            &["paper", number, "notice"],
        ] {
            let ran = as_one(&home, "zhao", words);
            // A number of the store's own may have digits of the house.
            let said = format!("{}{}", ran.out, ran.talk).to_lowercase();
            for hidden in hidden {
                assert!(!said.contains(hidden), "{words:?}: {hidden} in {said}");
            }
        }
        let own = as_one(&home, "wang", &["show", number]).is(0).out;
        assert!(own.contains("娜娜的母亲"), "{own}");
    }
    for typed in ["娜娜", "nana", "二七二"] {
        let found = as_one(&home, "zhao", &["find", typed, "--json"]).out;
        assert!(!found.contains(&closed), "{typed}: {found}");
    }
    let found = as_one(&home, "zhao", &["find", "漏水", "--json"]).out;
    assert!(found.contains(&closed) && found.contains(&open), "{found}");
}

/// What people are called besides is covered with the name: a nickname on record, a form of address, the name by
/// other characters of its sound; ordinary words stay.
#[test]
fn a_nickname_a_form_of_address_and_another_spelling_are_covered() {
    let (home, _) = office();
    let person = json!({ "name": "张伟（又名二娃）", "phones": ["13800138002"] });
    let number = register(
        &home,
        &json!({
            "channel": "visit", "class": "request", "received_on": "2026-11-05", "withhold_name": true,
            "summary": "要求核实低保", "requests": ["要求核实低保"], "people": [person],
        }),
    );
    act(&home, &number, "forward", &json!({ "to": "财政局" }));
    let text = "已联系张纬，小伟说二娃就是老张；张先生的小区在张贴栏旁";
    act(&home, &number, "note", &json!({ "text": text }));
    let told = |who: &str| as_one(&home, who, &["show", &number]).is(0).out;
    assert!(told("wang").contains(text));
    let unit = told("zhao");
    assert!(
        unit.contains("已联系＊＊＊，＊＊＊说＊＊＊就是＊＊＊；＊＊＊的小区在张贴栏旁"),
        "{unit}"
    );
    assert!(!unit.contains("张伟"), "{unit}");
}

/// What a campaign says of a case, and what stood there before, is covered like the case's own words: from the unit, and
/// from a role that is told no names.
#[test]
fn no_campaign_says_a_name_that_is_withheld() {
    let (home, [closed, _]) = office();
    let add = [
        "operator", "add", "shen", "--name", "沈某", "--role", "auditor",
    ];
    as_one(&home, "wang", &add).is(0);
    let words = [
        "campaign",
        "open",
        "清积案",
        "--basis",
        "x",
        "--lead",
        "张某",
        "--until",
        "2027-01-01",
    ];
    as_one(&home, "wang", &words).is(0);
    for (lead, plan) in [
        ("乙某（钱多多的表哥）", "找钱·多多谈，13800138001"),
        ("丙某（错多多的同学）", "再找钱多多"),
    ] {
        let words = [
            "campaign",
            "add",
            "清积案",
            &closed,
            "--cause",
            "person",
            "--lead",
            lead,
            "--plan",
            plan,
        ];
        as_one(&home, "wang", &words).is(0);
    }
    let told = as_one(&home, "wang", &["campaign", "show", "清积案", "--json"])
        .is(0)
        .out;
    assert!(
        told.contains("再找钱多多") && told.contains("错多多的同学"),
        "{told}"
    );
    for who in ["zhao", "shen"] {
        let all: [&[&str]; 5] = [
            &["campaign", "show", "清积案"],
            &["campaign", "show", "清积案", "--json"],
            &["export", "campaigns"],
            &["audit", "list"],
            &["audit", "list", "--json", "--petition", &closed],
        ];
        for words in all {
            let ran = as_one(&home, who, words);
            is_silent(
                &format!("{who} {words:?}"),
                &format!("{}{}", ran.out, ran.talk),
            );
        }
    }
}
