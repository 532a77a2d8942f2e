//! Petitions by their unit and their category, as people call them: in characters, pinyin and initials; each says
//! by which word, and lights it.

use serde_json::json;
use zhuoluo::flow::view::{Found, PetitionHit};

use super::index_file::{find, session};
use crate::kit::World;

/// A petition of each category and each unit, in whose words none of this stands.
fn world() -> World {
    let mut world = World::new();
    for category in ["0402", "0202", "1001", "0801"] {
        let body = json!({ "draft": "", "summary": "请求处理", "facts": "情况如前。", "requests": ["请求处理"],
            "place": "东甲镇", "category": category, "people": [{ "name": "龙葵" }] });
        world.register(&body);
    }
    for unit in ["人力资源和社会保障局", "城市管理局", "卫生健康局", "公安局"]
    {
        let body = json!({ "draft": "", "summary": "请求处理", "facts": "情况如前。", "requests": ["请求处理"],
            "place": "东甲镇", "category": "0801", "people": [{ "name": "龙葵" }] });
        let number = world.register(&body).file.number;
        world
            .act(&number, "forward", &json!({ "to": unit }))
            .expect("sent");
    }
    world
}

fn lit(hit: &PetitionHit) -> String {
    let shown: Vec<char> = hit.excerpt.raw().chars().collect();
    hit.lit.iter().map(|at| shown[*at]).collect()
}

fn named<'f>(found: &'f Found, name: &str) -> Option<&'f PetitionHit> {
    let mut hits = found.petitions.iter();
    hits.find(|hit| hit.class == "office" && hit.excerpt.raw().contains(name))
}

#[test]
fn everyday_words_find_petitions_of_a_unit_and_of_a_category() {
    let world = world();
    let mut finder = session(&world);
    for (typed, name, why, met) in [
        (
            "人社局",
            "人力资源和社会保障局（人社局）",
            "承办单位",
            "人社局",
        ),
        ("人社", "人力资源和社会保障局（人社局）", "承办单位", "人社"),
        (
            "社保局",
            "人力资源和社会保障局（社保局）",
            "承办单位",
            "社保局",
        ),
        ("社会保障", "人力资源和社会保障局", "承办单位", "社会保障"),
        (
            "示例县人社局",
            "人力资源和社会保障局（人社局）",
            "承办单位",
            "人社局",
        ),
        ("城管", "城市管理局（城管）", "承办单位", "城管"),
        ("县城管局", "城市管理局（城管局）", "承办单位", "城管局"),
        ("卫健委", "卫生健康局（卫健委）", "承办单位", "卫健委"),
        ("派出所", "公安局（派出所）", "承办单位", "派出所"),
        ("chengguan", "城市管理局（城管）", "承办单位", "城管"),
        ("chengg", "城市管理局（城管）", "承办单位", "城管"),
        (
            "rsj",
            "人力资源和社会保障局（人社局）",
            "承办单位",
            "人社局",
        ),
        ("wjw", "卫生健康局（卫健委）", "承办单位", "卫健委"),
        ("gaj", "公安局", "承办单位", "公安局"),
        ("gonganju", "公安局", "承办单位", "公安局"),
        ("讨薪", "（讨薪）", "内容分类", "讨薪"),
        ("讨薪问题", "（讨薪）", "内容分类", "讨薪"),
        ("欠薪", "（欠薪", "内容分类", "欠薪"),
        ("taoxin", "（讨薪）", "内容分类", "讨薪"),
        ("TaoXin", "（讨薪）", "内容分类", "讨薪"),
        ("拆迁", "拆迁", "内容分类", "拆迁"),
        ("chaiqian", "拆迁", "内容分类", "拆迁"),
        ("cq", "拆迁", "内容分类", "拆迁"),
        ("噪音", "（噪音）", "内容分类", "噪音"),
    ] {
        let found = find(&mut finder, &world, typed);
        let hit = named(&found, name).unwrap_or_else(|| panic!("{typed}: {:?}", found.petitions));
        assert_eq!(
            hit.reason().zh.as_str(),
            format!("{why}：{}", hit.excerpt.raw()),
            "{typed}"
        );
        assert_eq!(lit(hit), met, "{typed}");
    }
}

/// What the matter says comes first; a unit and a category together, each with its name.
#[test]
fn words_of_the_matter_come_first_and_several_marks_are_told() {
    let mut world = world();
    let body = json!({ "draft": "", "summary": "反映城管处理不当", "facts": "请求处理。", "category": "0801",
        "people": [{ "name": "龙葵" }] });
    let number = world.register(&body).file.number;
    let later = world
        .register(&json!({ "draft": "", "category": "0402" }))
        .file
        .number;
    world
        .act(&later, "forward", &json!({ "to": "城市管理局" }))
        .expect("sent");
    let mut finder = session(&world);
    let found = find(&mut finder, &world, "城管");
    assert_eq!(found.petitions[0].row.number, number);
    assert_eq!(found.petitions[0].reason().zh.as_str(), "概要含此");
    assert_eq!(found.petitions.len(), 3, "{:?}", found.petitions);
    let found = find(&mut finder, &world, "城管 讨薪");
    let [hit] = found.petitions.as_slice() else {
        panic!("{:?}", found.petitions)
    };
    assert_eq!(hit.row.number, later);
    let why = hit.reason();
    assert!(
        why.zh
            .starts_with("承办单位、内容分类：城市管理局（城管）、"),
        "{why:?}"
    );
    assert_eq!(lit(hit), "城管讨薪");
}

/// A word that names neither, or only begins like a person's name, is none.
#[test]
fn what_names_no_unit_and_no_category_finds_none() {
    let world = world();
    let mut finder = session(&world);
    for typed in [
        "人",
        "龙葵葵",
        "王教育",
        "longkui",
        "rs",
        "ren",
        "taoxinx",
        "某某人社局的一位同志说",
        "lf",
        "5",
    ] {
        let found = find(&mut finder, &world, typed);
        let office: Vec<_> = found
            .petitions
            .iter()
            .filter(|h| h.class == "office")
            .collect();
        assert!(office.is_empty(), "{typed}: {office:?}");
    }
}

/// Before there is an index as well.
#[test]
fn wide_signs_find_what_narrow_ones_do() {
    let mut world = World::new();
    let body = json!({ "draft": "", "summary": "被扣82400元，ETC记录为证", "facts": "合同编号HT2024是假的，另有９１７元没有退。",
        "people": [{ "name": "龙葵", "phones": ["15400082400"] }] });
    let number = world.register(&body).file.number;
    let mut finder = session(&world);
    for typed in [
        "82400",
        "８２４００",
        "ＥＴＣ",
        "etc",
        "ｅｔｃ",
        "ＨＴ２０２４",
        "917",
        "９１７",
    ] {
        let found = find(&mut finder, &world, typed);
        let hit = found.petitions.first().unwrap_or_else(|| panic!("{typed}"));
        assert_eq!(hit.row.number, number, "{typed}");
        assert!(!hit.lit.is_empty(), "{typed}");
    }
    for typed in ["８２４００", "龙葵 ８２４００", "１５４０００８２４００"]
    {
        let found = find(&mut finder, &world, typed);
        assert_eq!(found.people.len(), 1, "{typed}");
    }
}
