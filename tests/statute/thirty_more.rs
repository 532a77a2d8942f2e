//! The thirty invented petitions of domain.md 10, driven end to end by commands: the last fifteen.

use serde_json::{Value, json};

use super::counter::Desk;

#[test]
fn p16_a_page_missing_in_the_archives() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "category": "08" }));
    case.accepted_by("退役军人事务局").on(
        "2026-08-06",
        "promise",
        json!({ "text": "由本办到档案馆查档", "due_on": "2026-08-14", "by_unit": 1 }),
    );
    assert_eq!(
        case.owed("fulfil")[0]["owed_by_unit"],
        1,
        "the office searches, not the petitioner"
    );
    let of = case.event("promise");
    case.on(
        "2026-08-13",
        "fulfil",
        json!({ "of": of, "text": "已查到" }),
    );
    assert_eq!(case.owed("fulfil")[0]["state"], "met");
}

#[test]
fn p17_years_of_service_extended_and_led() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "channel": "letter" }));
    case.accepted_by("国资监管办").on(
        "2026-08-07",
        "lead",
        json!({ "official": "副县长", "text": "一案一策" }),
    );
    assert_eq!(case.owed("lead_action")[0]["effective_due"], "2026-09-07");
    assert_eq!(
        case.due("answer"),
        "2026-10-08",
        "60 days end in the holiday"
    );
    let extend = json!({ "days": 30, "reasons": "需调阅旧档", "approver": "王某" });
    case.refused("2026-10-09", "extend", extend.clone(), "已过")
        .refused(
            "2026-09-20",
            "extend",
            json!({ "days": 31, "reasons": "x", "approver": "王某" }),
            "第三十四条",
        )
        .on("2026-09-20", "extend", extend.clone())
        .refused("2026-09-21", "extend", extend, "一次");
    assert_eq!(
        case.due("answer"),
        "2026-11-04",
        "90 days from the acceptance"
    );
    assert_eq!(case.due("tell_extension"), "2026-10-08");
    let explained = desk
        .run(&["explain", &case.number, "answer", "--json"])
        .is(0)
        .json();
    let days = explained["obligations"][0]["days"]
        .as_array()
        .expect("days")
        .clone();
    assert_eq!(days.iter().filter(|d| d["extended"] == true).count(), 30);
    case.on("2026-09-21", "notify", json!({ "about": "extension" }));
}

#[test]
fn p18_fumes_and_a_petitioner_who_asks_again() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "channel": "web" }));
    case.accepted_by("城市管理局");
    let before = case.due("answer");
    case.on("2026-08-15", "contact", json!({ "text": "信访人催问" }))
        .on("2026-08-15", "remind", json!({ "text": "请尽快" }));
    assert_eq!(case.due("answer"), before, "asking again moves no date");
    case.on(
        "2026-10-12",
        "supervise",
        json!({ "demand": "letter", "text": "超期未答复", "due_on": "2026-10-20" }),
    );
    assert_eq!(case.owed("reply_to_supervision")[0]["state"], "overdue");
}

#[test]
fn p19_a_house_in_danger() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "category": "03" }));
    case.on(
        "2026-08-03",
        "promise",
        json!({ "text": "当天现场查看并临时安置", "due_on": "2026-08-03" }),
    )
    .on("2026-08-03", "forward", json!({ "to": "住房和城乡建设局" }));
    let of = case.event("promise");
    case.on(
        "2026-08-03",
        "fulfil",
        json!({ "of": of, "text": "已转移到安置点" }),
    );
    assert_eq!(case.owed("fulfil")[0]["state"], "met");
}

#[test]
fn p20_a_review_posted_in_time_and_received_later() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "received_on": "2026-06-01", "channel": "letter" }));
    case.on("2026-06-02", "forward", json!({ "to": "南乙镇" }))
        .on("2026-06-04", "accept", json!({ "route": "petition" }))
        .on(
            "2026-07-17",
            "answer",
            json!({ "outcomes": ["not_supported"] }),
        )
        .on("2026-07-20", "serve", json!({}))
        .refused("2026-08-24", "ask_review", json!({}), "2026-08-19")
        .on(
            "2026-08-24",
            "ask_review",
            json!({ "posted_on": "2026-08-19" }),
        );
    assert_eq!(case.due("review"), "2026-09-23", "30 days of the receipt");
    assert_eq!(
        (
            case.status().as_str(),
            case.file()["rights"][0]["state"].clone()
        ),
        ("review", json!("used"))
    );
}

#[test]
fn p21_a_re_review_with_a_hearing() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "received_on": "2026-06-01", "requests": ["一", "二"] }));
    case.on("2026-06-02", "forward", json!({ "to": "自然资源局" }))
        .on("2026-06-04", "accept", json!({ "route": "petition" }))
        .on(
            "2026-06-20",
            "answer",
            json!({ "outcomes": ["supported", "not_supported"] }),
        )
        .on("2026-06-22", "serve", json!({}))
        .refused(
            "2026-07-01",
            "ask_review",
            json!({ "organ": "自然资源局" }),
            "上一级机关",
        )
        .on("2026-07-01", "ask_review", json!({}))
        .on(
            "2026-07-20",
            "answer_review",
            json!({ "outcome": "upheld" }),
        )
        .on("2026-07-21", "serve", json!({}))
        .on("2026-08-03", "ask_rereview", json!({}));
    assert_eq!(case.due("rereview"), "2026-09-02");
    case.on(
        "2026-08-14",
        "hear",
        json!({ "from": "2026-08-10", "to": "2026-08-14" }),
    );
    assert_eq!(
        case.due("rereview"),
        "2026-09-07",
        "five hearing days left out"
    );
    case.on(
        "2026-09-03",
        "answer_rereview",
        json!({ "outcome": "changed" }),
    )
    .on("2026-09-04", "serve", json!({}))
    .refused("2026-09-05", "ask_rereview", json!({}), "终结")
    .on(
        "2026-09-05",
        "close",
        json!({ "reasons": "复核意见已送达" }),
    );
}

#[test]
fn p22_no_longer_accepted_and_a_new_fact() {
    let desk = Desk::new();
    let old = desk.petition(&json!({ "channel": "web" }));
    old.refused("2026-08-04", "decline", json!({ "reasons": "同一事实和理由", "basis": "" }), "条款")
        .on("2026-08-04", "decline", json!({ "reasons": "同一事实和理由", "basis": "第三十六条第三款", "ended_by": "市复核〔2025〕7号" }))
        .on("2026-08-04", "notify", json!({}));
    assert_eq!(
        old.status(),
        "redirected",
        "registered and told all the same"
    );
    let new = desk.petition(&json!({ "channel": "web", "facts": "新发现一份丈量表" }));
    new.accepted_by("自然资源局");
    assert_eq!(new.due("answer"), "2026-10-08");
}

#[test]
fn p23_a_life_in_danger() {
    let desk = Desk::new();
    let case = desk
        .petition(&json!({ "channel": "phone", "people": [], "summary": "有人在河边，已报110" }));
    case.on(
        "2026-08-03",
        "note",
        json!({ "text": "09:02报110，09:05接120" }),
    )
    .on(
        "2026-08-03",
        "promise",
        json!({ "text": "回访公安处置结果", "due_on": "2026-08-03" }),
    );
    assert_eq!(
        case.owed("fulfil")[0]["state"],
        "overdue",
        "somebody still has to look"
    );
    assert!(case.owed("notify").is_empty());
}

#[test]
fn p24_a_son_for_his_father() {
    let desk = Desk::new();
    let family = json!([
        { "name": "许父某", "role": "petitioner", "help": "卧床，上门办理" },
        { "name": "许某", "role": "agent" },
    ]);
    let case = desk.petition(&json!({ "people": family, "category": "04" }));
    case.accepted_by("人力资源和社会保障局")
        .answered(&json!(["supported"]));
    let roles: Vec<Value> = case.file()["people"]
        .as_array()
        .expect("people")
        .iter()
        .map(|p| p["role"].clone())
        .collect();
    assert_eq!(roles, [json!("petitioner"), json!("agent")]);
}

#[test]
fn p25_a_foreign_resident() {
    let desk = Desk::new();
    let case = desk.petition(&json!({
        "channel": "letter",
        "people": [{ "name": "John S.", "id_number": "910560199001010016", "language": "英语" }],
    }));
    assert_eq!(case.file()["people"][0]["id_kind"], "permanent_residence");
    case.accepted_by("住房和城乡建设局");
}

#[test]
fn p26_a_company_and_its_workers() {
    let desk = Desk::new();
    let firm = json!([{ "name": "某建筑劳务有限公司", "kind": "organisation", "id_number": "91999999MA0XTE0111" }]);
    let case = desk.petition(&json!({ "channel": "web", "people": firm }));
    case.on(
        "2026-08-04",
        "redirect",
        json!({ "route": "litigation", "body": "县人民法院", "limit": "三年" }),
    )
    .on("2026-08-04", "notify", json!({}));
    let wages = desk.petition(&json!({ "category": "04" }));
    wages.on(
        "2026-08-05",
        "link",
        json!({ "matter": case.number, "reasons": "同一工程的工资" }),
    );
    assert_eq!(case.file()["people"][0]["kind"], "organisation");
}

#[test]
fn p27_the_dot_in_a_name() {
    let desk = Desk::new();
    let long = "阿卜杜热合曼江·买买提图尔逊·吾布力喀斯木·艾合麦提";
    let case = desk.petition(&json!({ "people": [{ "name": long.replace('·', "•") }] }));
    assert_eq!(
        case.file()["people"][0]["name"],
        long,
        "one dot on the record, the typed one kept"
    );
    let found = desk
        .run(&["find", &long.replace('·', "．"), "--people", "--json"])
        .is(0);
    assert!(
        found.out.contains(&case.number) || found.out.contains(long),
        "{}",
        found.out
    );
}

#[test]
fn p28_a_rare_character() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "channel": "phone", "people": [{ "name": "㛃某" }] }));
    assert_eq!(case.file()["people"][0]["name"], "㛃某");
    case.accepted_by("自然资源局");
}

#[test]
fn p29_seventeen_parents() {
    let desk = Desk::new();
    let all: Vec<Value> = (1..=17)
        .map(|n| json!({ "name": format!("何{}某", char::from_u32(0x4E00 + n).unwrap_or('一')), "role": if n <= 5 { "representative" } else { "joint" } }))
        .collect();
    let case = desk
        .petition(&json!({ "channel": "web", "people": all, "requests": ["公开学区划分依据"] }));
    case.accepted_by("教育局").answered(&json!(["explained"]));
    let file = case.file();
    assert_eq!(file["people"].as_array().map(Vec::len), Some(17));
    assert_eq!(
        file["rights"].as_array().map(Vec::len),
        Some(1),
        "one answer to all"
    );
}

#[test]
fn p30_nobody_wants_the_chargers() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "requests": ["制止飞线充电"] }));
    case.on("2026-08-03", "forward", json!({ "to": "应急管理局" }))
        .on("2026-08-04", "sign_for", json!({}))
        .refused(
            "2026-08-14",
            "object",
            json!({ "reasons": "不属本单位" }),
            "第二十三条第三款",
        )
        .on(
            "2026-08-07",
            "object",
            json!({ "reasons": "属街道职责", "suggested": "住房和城乡建设局" }),
        )
        .on(
            "2026-08-08",
            "return",
            json!({ "agreed": true, "reasons": "异议成立" }),
        )
        .on(
            "2026-08-08",
            "meet",
            json!({ "text": "由共同上级指定牵头单位（第二十四条）", "document": "会商2号" }),
        )
        .on("2026-08-10", "forward", json!({ "to": "住房和城乡建设局" }));
    assert_eq!(
        case.owed("forward").len(),
        2,
        "the office's clock again after the return"
    );
    assert_eq!(case.file()["holder"], "住房和城乡建设局");
    desk.run(&["verify"]).is(0);
}
