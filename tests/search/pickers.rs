//! Every list that the program lets one choose from is found in by the same engine: by the whole name, its
//! sounds, their first letters, and with a slip.

use zhuoluo::domain::category::Categories;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::petition::{Channel, Class, PersonKind, Role, Route};
use zhuoluo::domain::status::Status;
use zhuoluo::forms::{Choice, answers};
use zhuoluo::keys::Action;
use zhuoluo::search::pinyin::readings;
use zhuoluo::words::Word;

use crate::kit::World;

fn words<T: Copy>(all: &[T], code: fn(T) -> &'static str, word: fn(T) -> Word) -> Vec<Choice> {
    all.iter()
        .map(|v| Choice::new(code(*v), word(*v)))
        .collect()
}

/// Every list, by name.
fn lists() -> Vec<(&'static str, Vec<Choice>)> {
    let world = World::new();
    let office = world.store.office();
    let categories: &Categories = office.categories;
    let named = categories
        .all()
        .iter()
        .map(|c| Choice::named(&c.code, &categories.label(&c.code)));
    let units = office
        .units
        .0
        .iter()
        .map(|u| Choice::named(&u.id.0.to_string(), &u.name));
    let rows = Action::table()
        .iter()
        .map(|row| Choice::new(row.id, row.word));
    vec![
        ("palette", rows.collect()),
        ("categories", named.collect()),
        ("units", units.collect()),
        (
            "steps",
            words(StepKind::ALL, StepKind::code, StepKind::word),
        ),
        (
            "channels",
            words(Channel::ALL, Channel::code, Channel::word),
        ),
        ("roles", words(Role::ALL, Role::code, Role::word)),
        (
            "kinds",
            words(PersonKind::ALL, PersonKind::code, PersonKind::word),
        ),
        ("classes", words(Class::ALL, Class::code, Class::word)),
        ("routes", words(Route::ALL, Route::code, Route::word)),
        ("statuses", words(Status::ALL, Status::code, Status::word)),
    ]
}

/// The sounds of the Chinese signs of a label, in order.
fn sounds(label: &str) -> Vec<&'static str> {
    let signs = label.chars().filter_map(|c| readings(c).first().copied());
    signs.collect()
}

/// Where the choice with this name stands among those that answer.
fn place(list: &[Choice], typed: &str, name: &str) -> Option<usize> {
    let found = answers(list.iter(), typed);
    found.iter().position(|a| list[a.at].label.zh == name)
}

#[test]
fn every_entry_of_every_list_is_found() {
    let mut missed = Vec::new();
    for (of, list) in lists() {
        for choice in &list {
            let name = choice.label.zh.as_str();
            let sounds = sounds(name);
            let full = sounds.concat();
            let initials: String = sounds.iter().filter_map(|s| s.chars().next()).collect();
            let mut asked = vec![(name.to_owned(), 1), (full.clone(), 3)];
            if initials.len() >= 3 {
                asked.push((initials, 12));
            }
            if full.len() >= 8 {
                let mut slip = full.clone();
                slip.remove(full.len() / 2);
                asked.push((slip, 10));
                let (head, tail) = full.split_at(full.len() / 2);
                let swapped: String = [tail.chars().nth(1), tail.chars().next()]
                    .into_iter()
                    .flatten()
                    .collect();
                asked.push((format!("{head}{swapped}{}", &tail[2..]), 10));
            }
            let english = choice.label.en.to_lowercase();
            asked.push((english, 3));
            for (typed, most) in asked {
                if typed.is_empty() {
                    continue;
                }
                match place(&list, &typed, name) {
                    Some(at) if at < most => {}
                    other => missed.push(format!("{of}: {name} by {typed}: {other:?}")),
                }
            }
        }
    }
    assert!(missed.is_empty(), "{}\n{}", missed.len(), missed.join("\n"));
}

/// A category answers to the words that propose it, a unit to the names that it had: in characters, in
/// sounds and with a slip, as to its own name; and each is listed once.
#[test]
fn categories_and_units_answer_to_their_other_words() {
    let world = World::new();
    let office = world.store.office();
    let categories = &office.categories;
    let all = categories.all().iter();
    let all: Vec<Choice> = all
        .map(|c| Choice::category(c, &categories.label(&c.code)))
        .collect();
    for typed in ["征地", "zhengdi", "zhdk", "青苗", "补偿安置", "zengdikuan"] {
        let found = answers(all.iter(), typed);
        let ids: Vec<&str> = found.iter().map(|a| all[a.at].id.as_str()).collect();
        assert_eq!(
            ids.iter().take(2).filter(|id| **id == "0201").count(),
            1,
            "{typed}: {ids:?}"
        );
        assert_eq!(
            ids.iter().filter(|id| **id == "0201").count(),
            1,
            "{typed}: once"
        );
    }
    assert_eq!(answers(all.iter(), " ").len(), all.len());
    let mut unit = office.units.0[1].clone();
    unit.former = vec!["示例县国土资源局".to_owned()];
    let units = [Choice::unit(&office.units.0[0]), Choice::unit(&unit)];
    for typed in ["国土资源局", "gtzyj", "guotuziyuan", "国土资园局"] {
        let found = answers(units.iter(), typed);
        assert_eq!(found.first().map(|a| a.at), Some(1), "{typed}");
    }
}

/// What people type for a category, and where it stands in the list: among the first three.
const CATEGORY_WORDS: &[(&str, &str)] = &[
    ("拖欠工资", "0402"),
    ("欠薪", "0402"),
    ("讨薪", "0402"),
    ("工钱", "0402"),
    ("农民工", "0403"),
    ("包工头", "0403"),
    ("民工", "0403"),
    ("垃圾", "0310"),
    ("路灯", "0310"),
    ("井盖", "0310"),
    ("占道经营", "0310"),
    ("派出所", "0903"),
    ("诈骗", "0903"),
    ("电信诈骗", "0903"),
    ("被骗", "0903"),
    ("小偷", "0903"),
    ("电梯", "0308"),
    ("电梯坏了", "0308"),
    ("物业费", "0308"),
    ("扰民", "1001"),
    ("噪音", "1001"),
    ("噪声", "1001"),
    ("噪音扰民", "1001"),
    ("油烟", "1001"),
    ("污水", "1001"),
    ("养猪场", "1001"),
    ("占地", "0205"),
    ("征地", "0201"),
    ("失地农民", "0201"),
    ("拆迁", "0202"),
    ("强拆", "0202"),
    ("回迁房", "0202"),
    ("宅基地", "0103"),
    ("盖房", "0103"),
    ("土地流转", "0102"),
    ("种粮补贴", "0104"),
    ("低保", "0701"),
    ("五保户", "0701"),
    ("贫困户", "0112"),
    ("扶贫", "0112"),
    ("医保", "0504"),
    ("新农合", "0504"),
    ("报销", "0504"),
    ("医疗事故", "0503"),
    ("误诊", "0503"),
    ("黑诊所", "0502"),
    ("计划生育", "0506"),
    ("超生", "0506"),
    ("上学", "0603"),
    ("学区房", "0603"),
    ("补课费", "0604"),
    ("民办教师", "0606"),
    ("退伍军人", "0801"),
    ("老兵", "0801"),
    ("退役士兵", "0802"),
    ("打官司", "0901"),
    ("老赖", "0902"),
    ("户口", "0905"),
    ("身份证", "0905"),
    ("交通事故", "0906"),
    ("酒驾", "0906"),
    ("律师", "0910"),
    ("邻里纠纷", "0909"),
    ("打架", "0904"),
    ("扫黑", "0904"),
    ("公交车", "1101"),
    ("出租车", "1102"),
    ("修路", "1103"),
    ("快递", "1104"),
    ("充电桩", "1105"),
    ("非法集资", "1204"),
    ("烂尾楼", "0307"),
    ("公积金", "0307"),
    ("危房", "0307"),
    ("房产证", "0204"),
    ("漏水", "0306"),
    ("违章建筑", "0302"),
    ("停电", "1209"),
    ("暖气不热", "1209"),
    ("自来水", "1210"),
    ("假货", "1303"),
    ("健身卡", "1304"),
    ("话费", "1403"),
    ("贪污", "1601"),
    ("不作为", "1602"),
    ("态度恶劣", "1604"),
    ("工伤", "0405"),
    ("退休金", "0410"),
    ("养老保险", "0407"),
];

/// The same of units; the office has units of that work under their names of today.
const UNIT_WORDS: &[(&str, &str)] = &[
    ("卫健委", "卫生健康局"),
    ("卫计委", "卫生健康局"),
    ("卫生局", "卫生健康局"),
    ("计生办", "卫生健康局"),
    ("疾控中心", "卫生健康局"),
    ("环保", "生态环境局"),
    ("环保局", "生态环境局"),
    ("国土局", "自然资源局"),
    ("国土资源局", "自然资源局"),
    ("规划局", "自然资源局"),
    ("土地局", "自然资源局"),
    ("城管", "城市管理局"),
    ("城管局", "城市管理局"),
    ("综合执法局", "城市管理局"),
    ("环卫所", "城市管理局"),
    ("人社局", "人力资源和社会保障局"),
    ("社保局", "人力资源和社会保障局"),
    ("劳动局", "人力资源和社会保障局"),
    ("劳动监察", "人力资源和社会保障局"),
    ("人事局", "人力资源和社会保障局"),
    ("派出所", "公安局"),
    ("交警", "公安局"),
    ("车管所", "公安局"),
    ("住建局", "住房和城乡建设局"),
    ("房管局", "住房和城乡建设局"),
    ("公积金", "住房和城乡建设局"),
    ("发改委", "发展和改革局"),
    ("物价局", "发展和改革局"),
    ("工信局", "工业和信息化局"),
    ("经信局", "工业和信息化局"),
    ("教委", "教育局"),
    ("招生办", "教育局"),
    ("工商局", "市场监督管理局"),
    ("市监局", "市场监督管理局"),
    ("食药监", "市场监督管理局"),
    ("质监局", "市场监督管理局"),
    ("医保局", "医疗保障局"),
    ("新农合", "医疗保障局"),
    ("安监局", "应急管理局"),
    ("消防", "应急管理局"),
    ("退役军人局", "退役军人事务局"),
    ("水务局", "水利局"),
    ("畜牧局", "农业农村局"),
    ("扶贫办", "农业农村局"),
    ("国资委", "国资监管办"),
];

/// What is typed for a word: itself, its sounds, and their first letters where they are three or more.
fn ways(word: &str) -> Vec<String> {
    let sounds = sounds(word);
    let initials: String = sounds.iter().filter_map(|s| s.chars().next()).collect();
    let mut ways = vec![word.to_owned(), sounds.concat()];
    ways.extend(Some(initials).filter(|i| i.len() >= 4));
    ways
}

/// What people call a category or a unit finds it, in characters, sounds and first letters.
#[test]
fn everyday_words_find_categories_and_units() {
    let world = World::new();
    let office = world.store.office();
    let categories = &office.categories;
    let all = categories.all().iter();
    let categories: Vec<Choice> = all
        .map(|c| Choice::category(c, &categories.label(&c.code)))
        .collect();
    let units: Vec<Choice> = office.units.0.iter().map(Choice::unit).collect();
    let mut missed = Vec::new();
    let mut look = |list: &[Choice], word: &str, is_it: &dyn Fn(&Choice) -> bool| {
        for typed in ways(word) {
            let found = answers(list.iter(), &typed);
            let most = if typed.is_ascii() && typed.len() < 6 {
                8
            } else {
                3
            };
            if !found.iter().take(most).any(|a| is_it(&list[a.at])) {
                let first: Vec<&str> = found
                    .iter()
                    .take(5)
                    .map(|a| list[a.at].label.zh.as_str())
                    .collect();
                missed.push(format!("{word} by {typed}: {first:?}"));
            }
        }
    };
    for (word, code) in CATEGORY_WORDS {
        look(&categories, word, &|choice| choice.id == *code);
    }
    for (word, name) in UNIT_WORDS {
        look(&units, word, &|choice| choice.label.zh.as_str() == *name);
    }
    assert!(missed.is_empty(), "{}\n{}", missed.len(), missed.join("\n"));
}

/// A list with a better sense offers none that merely shares a character or sounds so; and the word by which
/// a choice was found is there to be shown.
#[test]
fn a_better_sense_leaves_no_room_for_a_worse_one() {
    let world = World::new();
    let office = world.store.office();
    let units: Vec<Choice> = office.units.0.iter().map(Choice::unit).collect();
    let named = |typed: &str| -> Vec<String> {
        let found = answers(units.iter(), typed);
        found
            .iter()
            .map(|a| units[a.at].label.zh.as_str().to_owned())
            .collect()
    };
    for (typed, only) in [
        ("卫健委", "卫生健康局"),
        ("国土局", "自然资源局"),
        ("城管局", "城市管理局"),
        ("派出所", "公安局"),
    ] {
        assert_eq!(named(typed), [only], "{typed}");
    }
    let found = answers(units.iter(), "派出所");
    assert_eq!(found[0].by(), Some(("派出所", vec![0..3, 3..6, 6..9])));
    assert_eq!(answers(units.iter(), "公安局")[0].by(), None);
    // More was typed than any word: those answer of which the longest word stands in it.
    assert_eq!(named("东甲派出所"), ["公安局"]);
    assert_eq!(named("清平县教育局"), ["教育局"]);
    let categories = &office.categories;
    let all = categories.all().iter();
    let all: Vec<Choice> = all
        .map(|c| Choice::category(c, &categories.label(&c.code)))
        .collect();
    for (typed, code) in [
        ("老板拖欠工资不给", "0402"),
        ("垃圾没人清运", "0310"),
        ("舞蹈培训班退费", "0605"),
    ] {
        let found = answers(all.iter(), typed);
        let first: Vec<&str> = found
            .iter()
            .take(3)
            .map(|a| all[a.at].id.as_str())
            .collect();
        assert!(first.contains(&code), "{typed}: {first:?}");
    }
}
