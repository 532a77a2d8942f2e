//! The thirty invented petitions of domain.md 10, driven end to end by commands: the first fifteen.

use serde_json::{Value, json};

use super::counter::Desk;

fn people(names: &[(&str, &str)]) -> Value {
    let one = |(name, role): &(&str, &str)| json!({ "name": name, "role": role });
    names.iter().map(one).collect()
}

#[test]
fn p01_wages_of_four() {
    let desk = Desk::new();
    let group = [
        ("赵某", "petitioner"),
        ("钱某", "joint"),
        ("孙某", "joint"),
        ("李某", "joint"),
    ];
    let case = desk.petition(&json!({
        "people": people(&group), "category": "04", "summary": "安置房三期木工工资86400元未结",
    }));
    case.on(
        "2026-08-03",
        "forward",
        json!({ "to": "人力资源和社会保障局" }),
    )
    .on("2026-08-04", "accept", json!({ "route": "perform_duty" }));
    assert!(
        case.owed("answer").is_empty(),
        "the labour inspection has a clock of its own"
    );
    assert!(!case.owed("notify").is_empty());
    case.on("2026-08-05", "notify", json!({}))
        .on(
            "2026-08-24",
            "answer",
            json!({ "outcomes": ["supported"], "execute_by": "2026-09-10" }),
        )
        .on("2026-08-24", "serve", json!({}))
        .on("2026-08-25", "close", json!({ "reasons": "已责令清偿" }));
    assert_eq!(
        case.owed("fulfil")[0]["state"],
        "overdue",
        "closed is not paid"
    );
    desk.run(&["owed", "--kind", "fulfil", "--json"]).is(10);
}

#[test]
fn p02_a_proposal_about_the_last_bus() {
    let desk = Desk::new();
    let case = desk.petition(
        &json!({ "channel": "web", "class": "proposal", "requests": ["末班公交延至19:00"] }),
    );
    case.on(
        "2026-08-03",
        "sort",
        json!({ "class": "proposal", "simple": true }),
    )
    .on("2026-08-04", "accept", json!({}));
    assert!(case.owed("answer").is_empty(), "Art. 29 has no 60 days");
    assert_eq!(case.owed("accept")[0]["state"], "met");
    case.on("2026-08-06", "answer", json!({ "outcomes": ["supported"] }))
        .on(
            "2026-08-06",
            "serve",
            json!({ "method": "electronic", "consent": true }),
        )
        .on("2026-08-07", "follow_up", json!({ "text": "感谢采纳" }))
        .on(
            "2026-08-07",
            "close",
            json!({ "reasons": "已采纳", "resolved": true }),
        );
}

#[test]
fn p03_an_anonymous_report() {
    let desk = Desk::new();
    let case = desk.petition(&json!({
        "channel": "letter", "class": "report", "people": [], "requests": ["请求查处"],
        "accused": [{ "name": "戊村村报账员", "unit": "戊村" }],
    }));
    case.refused(
        "2026-08-04",
        "forward",
        json!({ "to": "戊村" }),
        "第三十条第三款",
    )
    .refused(
        "2026-08-04",
        "forward",
        json!({ "to": "东甲镇" }),
        "第三十条第三款",
    )
    .on("2026-08-04", "forward", json!({ "to": "纪委监委" }));
    assert!(case.owed("notify").is_empty(), "nobody to tell");
    case.refused("2026-08-05", "notify", json!({}), "第二十三条第二款")
        .refused(
            "2026-08-05",
            "rate",
            json!({ "office": "satisfied" }),
            "匿名",
        );
}

#[test]
fn p04_land_told_by_telephone() {
    let desk = Desk::new();
    let case = desk.petition(&json!({
        "channel": "phone", "facts": "青苗和地上附着物少登记了0.8亩", "requests": ["重新丈量", "说明依据"],
    }));
    case.accepted_by("自然资源局");
    case.refused(
        "2026-08-20",
        "answer",
        json!({ "outcomes": ["supported"] }),
        "2项",
    );
    case.answered(&json!(["supported", "explained"]));
    assert_eq!(
        case.file()["rights"][0]["until"],
        "2026-09-20",
        "the 30th day is a make-up Sunday: no roll"
    );
}

#[test]
fn p05_twelve_with_five_representatives_and_two_matters() {
    let desk = Desk::new();
    let names = ["一", "二", "三", "四", "五", "六"].map(|n| format!("业主{n}某"));
    let all: Vec<Value> = names
        .iter()
        .map(|n| json!({ "name": n, "role": "representative" }))
        .collect();
    let mut draft = json!({
        "channel": "visit", "class": "request", "received_on": "2026-08-03", "headcount": "12",
        "people": all, "requests": ["限期办理不动产初始登记", "退还代收费用"],
    });
    desk.checked(&draft).is(2);
    draft["people"] = Value::Array(all[..5].to_vec());
    let case = desk.petition(&draft);
    let second = desk.petition(
        &json!({ "people": all[..5].to_vec(), "headcount": "12", "requests": ["退还代收费用"] }),
    );
    let split = json!({ "requests": [2], "into": second.number, "reasons": "不同单位办理" });
    case.on("2026-08-03", "split", split);
    case.accepted_by("自然资源局")
        .answered(&json!(["supported"]));
    second.accepted_by("市场监督管理局");
}

#[test]
fn p06_noise_at_night_simple() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "channel": "phone", "category": "10" }));
    case.on(
        "2026-08-03",
        "sort",
        json!({ "class": "request", "route": "petition", "simple": true }),
    );
    assert_eq!(case.due("accept"), "2026-08-06");
    case.on("2026-08-04", "accept", json!({}));
    assert_eq!(case.due("answer"), "2026-08-18", "10 working days");
    case.on("2026-08-05", "answer", json!({ "outcomes": ["supported"] }))
        .on(
            "2026-08-05",
            "serve",
            json!({ "method": "oral", "consent": true }),
        );
}

#[test]
fn p07_medical_insurance_by_its_own_procedure() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "channel": "web", "category": "05" }));
    case.on("2026-08-04", "forward", json!({ "to": "医疗保障局" }))
        .on("2026-08-05", "redirect", json!({ "route": "administrative", "body": "县医疗保障局经办窗口", "limit": "自受理之日起30日" }));
    assert!(case.owed("answer").is_empty());
    case.refused(
        "2026-08-05",
        "close",
        json!({ "reasons": "已导入" }),
        "书面告知",
    )
    .on("2026-08-05", "notify", json!({}))
    .on("2026-08-06", "close", json!({ "reasons": "已导入" }));
}

#[test]
fn p08_an_old_letter_writer_without_a_telephone() {
    let desk = Desk::new();
    let case = desk.petition(&json!({
        "channel": "letter", "category": "07", "facts": "今年低保被停，□□看不清",
        "people": [{ "name": "周某", "address": "南乙镇辛村", "help": "大字打印" }],
    }));
    assert!(
        case.registered["code"]
            .as_str()
            .is_some_and(|c| c.len() >= 10),
        "a code for the slip"
    );
    let slip = desk.run(&["paper", &case.number, "receipt"]);
    assert!(slip.status == 0 || slip.status == 2, "{}", slip.talk);
    case.accepted_by("民政局");
    case.on("2026-08-20", "answer", json!({ "outcomes": ["supported"] }))
        .on(
            "2026-08-22",
            "serve",
            json!({ "method": "post", "result": "undeliverable" }),
        );
    assert_eq!(case.status(), "answered");
    case.on(
        "2026-08-28",
        "serve",
        json!({ "method": "by_agent", "document": "村委会转交" }),
    );
    assert_eq!(case.file()["rights"][0]["until"], "2026-09-28");
}

#[test]
fn p09_grassland_told_in_tibetan() {
    let desk = Desk::new();
    let case = desk.petition(&json!({
        "people": [{ "name": "达某", "language": "藏语", "help": "由侄子翻译" }], "category": "01",
    }));
    case.on(
        "2026-08-04",
        "meet",
        json!({ "text": "与邻县协商，由林业局牵头（第二十四条）", "document": "会商1号" }),
    );
    case.accepted_by("林业局");
    assert_eq!(case.file()["people"][0]["language"], "藏语");
}

#[test]
fn p10_a_judgment_not_executed() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "category": "09" }));
    case.on(
        "2026-08-03",
        "redirect",
        json!({ "route": "litigation", "body": "县人民法院执行局", "limit": "申请执行时效二年" }),
    )
    .on("2026-08-03", "notify", json!({}));
    assert!(case.owed("answer").is_empty(), "no 60 days");
    case.refused("2026-08-04", "ask_review", json!({}), "信访程序");
    assert_eq!(case.status(), "redirected");
}

#[test]
fn p11_an_injury_at_work() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "channel": "web", "category": "04" }));
    case.refused("2026-08-03", "redirect", json!({ "route": "arbitration", "body": " " }), "有权处理的机关")
        .on("2026-08-03", "redirect", json!({ "route": "arbitration", "body": "县劳动人事争议仲裁委员会；法律援助12348", "limit": "一年" }))
        .on("2026-08-04", "notify", json!({ "method": "electronic" }))
        .on("2026-08-05", "close", json!({ "reasons": "已导入" }));
    assert_eq!(case.status(), "closed");
}

#[test]
fn p12_a_request_for_government_information() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "channel": "letter", "category": "17" }));
    case.on("2026-08-04", "redirect", json!({ "route": "administrative", "body": "自然资源局政府信息公开机构", "limit": "二十个工作日" }));
    assert_eq!(case.due("notify"), "2026-08-18");
}

#[test]
fn p13_neighbours_are_mediated() {
    let desk = Desk::new();
    let case = desk.petition(&json!({ "requests": ["要求村镇调解滴水沿"] }));
    case.accepted_by("东甲镇")
        .on("2026-08-06", "handler", json!({ "login": "wang" }))
        .on("2026-08-07", "recuse", json!({ "login": "li", "substitute": "wang", "reasons": "调解员是邻居的亲属", "approver": "镇长" }))
        .refused("2026-08-10", "mediate", json!({ "agreed": true, "text": "退让三十公分" }), "文号")
        .on("2026-08-10", "mediate", json!({ "agreed": true, "document": "东调〔2026〕1号", "text": "退让三十公分", "due_on": "2026-09-10" }));
    assert_eq!(case.status(), "settled");
    assert_eq!(case.owed("answer")[0]["state"], "met");
    let of = case.event("mediate");
    case.on(
        "2026-09-08",
        "fulfil",
        json!({ "of": of, "text": "墙已退" }),
    )
    .on(
        "2026-09-09",
        "close",
        json!({ "reasons": "协议已履行", "resolved": true }),
    );
}

#[test]
fn p14_water_one_matter_many_petitioners() {
    let desk = Desk::new();
    let first = desk.petition(&json!({ "channel": "phone", "category": "12" }));
    let again = desk.petition(&json!({ "channel": "phone", "people": [{ "name": "邻居某" }] }));
    let body = json!({ "matter": first.number, "reasons": "同一小区自来水发黄" });
    again.on("2026-08-04", "link", body);
    assert_eq!(again.file()["kin"][0]["number"], json!(first.number));
    again.refused(
        "2026-08-04",
        "sort",
        json!({ "class": "request", "route": "petition", "simple": true }),
        "初次",
    );
    first.on(
        "2026-08-03",
        "sort",
        json!({ "class": "request", "route": "petition", "simple": true }),
    );
    again.on(
        "2026-08-05",
        "unlink",
        json!({ "reasons": "核对后仍是同一事项，重新并入" }),
    );
}

#[test]
fn p15_a_dancing_school_that_closed() {
    let desk = Desk::new();
    let group = [
        ("褚某", "representative"),
        ("卫某", "joint"),
        ("蒋某", "joint"),
    ];
    let case =
        desk.petition(&json!({ "channel": "web", "category": "13", "people": people(&group) }));
    case.accepted_by("市场监督管理局");
    let person = case.file()["people"][1]["person"].clone();
    case.on(
        "2026-08-10",
        "withdraw",
        json!({ "reasons": "已协商退款", "person": person }),
    );
    assert_eq!(case.status(), "accepted", "the others go on");
    case.answered(&json!(["explained"]));
}
