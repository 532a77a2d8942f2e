//! The order of the panel in a declared period: by the matter and the law's clock, each move explained.

use serde_json::{Value, json};

use super::{at, feed, office};
use crate::commands::Home;

fn petition(home: &Home, category: &str, request: &str) -> String {
    let draft = json!({
        "channel": "visit", "class": "request", "category": category,
        "people": [{ "name": "张某", "address": "东甲镇" }], "requests": [request],
    });
    let words = ["register", "--json", "-"];
    let done = feed(
        home,
        "li",
        "01-25 09:00",
        &words,
        draft.to_string().as_bytes(),
    );
    let done = done.is(0).json();
    done["number"].as_str().expect("one").to_owned()
}

fn declare(home: &Home, name: &str, from: &str, to: &str, wages: bool) {
    let mut words = vec!["period", "add", name, "--from", from, "--to", to];
    words.extend(["--basis", "示信发〔2027〕1号", "--by", "县信访局"]);
    if wages {
        words.push("--wages-first");
    }
    at(home, "zhou", "01-25 10:00", &words).is(0);
}

/// What is still to be forwarded, in the order in which they are shown: number, rank, reason.
fn forwards(home: &Home, when: &str) -> Vec<(String, String, Value)> {
    let owed = at(home, "li", when, &["owed", "--kind", "forward", "--json"]);
    let all = owed.json();
    let one = |o: &Value| {
        let text = |v: &Value| v.as_str().expect("text").to_owned();
        (
            text(&o["number"]),
            text(&o["stands"]["rank"]),
            o["stands"]["why"].clone(),
        )
    };
    all.as_array().expect("a list").iter().map(one).collect()
}

/// The reason names the period and the day, in both languages.
fn is_said(why: &Value) {
    let said = |lang: &str| why[lang].as_str().expect("a reason").to_owned();
    let (zh, en) = (said("zh"), said("en"));
    assert!(
        zh.starts_with("“冬季时段”先后：") && zh.contains("期限2027-02-"),
        "{zh}"
    );
    assert!(
        en.starts_with("Order in") && en.contains("due 2027-02-"),
        "{en}"
    );
}

#[test]
fn a_period_orders_by_the_matter_and_says_why() {
    let home = office();
    let plain = petition(&home, "1103", "要求修复道路破损，写到工资二字也不改变先后");
    let relief = petition(&home, "0701", "要求临时救助");
    let heat = petition(&home, "1209", "小区停暖");
    let wages = petition(&home, "0403", "要求结清报酬");
    let danger = petition(&home, "1208", "仓库消防通道堵死");
    let numbers = |list: &[(String, String, Value)]| -> Vec<String> {
        list.iter().map(|l| l.0.clone()).collect()
    };
    let before = forwards(&home, "01-25 09:30");
    assert!(
        before
            .iter()
            .all(|(_, rank, why)| rank == "clock" && why.is_null())
    );
    assert_eq!(
        numbers(&before),
        [&plain, &relief, &heat, &wages, &danger].map(Clone::clone)
    );

    declare(&home, "冬季时段", "2027-01-28", "2027-02-03", false);
    let during = forwards(&home, "01-28 09:00");
    let expected = [&danger, &wages, &heat, &relief, &plain].map(Clone::clone);
    assert_eq!(numbers(&during), expected);
    let ranks: Vec<&str> = during.iter().map(|l| l.1.as_str()).collect();
    assert_eq!(ranks, ["safety", "wages", "living", "hardship", "clock"]);
    assert!(during[4].2.is_null(), "its date alone says it: {during:?}");
    during[..4].iter().for_each(|(_, _, why)| is_said(why));
    // The clocks of the wages' own route, counted from that day.
    let wages_why = during[1].2["zh"].as_str().expect("a reason");
    assert!(wages_why.contains("2027-02-04前决定立案"), "{wages_why}");

    // Of two that overlap, the one that puts wages first has its say.
    declare(&home, "春节", "2027-02-01", "2027-02-13", true);
    let both = forwards(&home, "01-28 09:30");
    let expected = [&wages, &danger, &heat, &relief, &plain].map(Clone::clone);
    assert_eq!(numbers(&both), expected);
    let first = both[0].2["zh"].as_str().expect("a reason");
    assert!(first.starts_with("“春节”先后"), "{first}");

    // The table for people says it in a line under the item.
    let table = at(&home, "li", "01-28 09:30", &["owed", "--kind", "forward"]);
    assert!(
        table.out.contains("\n    “冬季时段”先后：关系生命安全"),
        "{}",
        table.out
    );
}

#[test]
fn what_is_overdue_leads_whatever_it_is_about() {
    let home = office();
    petition(&home, "0403", "要求结清报酬");
    declare(&home, "春节", "2027-02-01", "2027-02-13", true);
    let late = petition(&home, "1103", "要求修复另一段道路");
    let all = at(&home, "li", "02-11 09:00", &["owed", "--json"]);
    let all = all.json();
    let groups: Vec<&str> = all
        .as_array()
        .expect("a list")
        .iter()
        .map(|o| o["stands"]["group"].as_str().expect("a group"))
        .collect();
    let first_open = groups
        .iter()
        .position(|g| *g != "overdue")
        .unwrap_or(groups.len());
    assert!(
        first_open > 0 && !groups[first_open..].contains(&"overdue"),
        "{groups:?}"
    );
    assert!(all.to_string().contains(&late));
}
