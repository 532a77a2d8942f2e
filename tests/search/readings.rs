//! Readings of characters and names.

use zhuoluo::search::MatchClass;
use zhuoluo::search::pinyin::{name_readings, readings};

use super::county::named;
use super::whole::Index;

#[test]
fn of_a_character() {
    assert_eq!(readings('张').first(), Some(&"zhang"));
    assert_eq!(readings('吕').first(), Some(&"lv"));
    assert!(readings('单').contains(&"dan") && readings('单').contains(&"shan"));
    assert_eq!(readings('張').first(), Some(&"zhang"));
    assert_eq!(readings('𠮷'), ["ji"]);
    assert!(readings('a').is_empty());
    assert!(readings('😀').is_empty());
}

#[test]
fn of_a_surname_first() {
    for (name, wanted) in [
        ("单某", "shan"),
        ("仇某", "qiu"),
        ("解某", "xie"),
        ("查某", "zha"),
        ("曾某", "zeng"),
        ("区某", "ou"),
        ("盖某", "ge"),
        ("缪某", "miao"),
        ("朴某", "piao"),
        ("冼某", "xian"),
        ("乐某", "yue"),
        ("任某", "ren"),
        ("华某", "hua"),
        ("纪某", "ji"),
        ("翟某", "zhai"),
        ("黑某", "he"),
        ("员某", "yun"),
        ("折某", "she"),
        ("繁某", "po"),
        ("隗某", "wei"),
        ("覃某", "qin"),
        ("種某", "chong"),
        ("單某", "shan"),
        ("葛某", "ge"),
        ("燕某", "yan"),
        ("应某", "ying"),
        ("万某", "wan"),
        ("尉某", "wei"),
    ] {
        assert_eq!(name_readings(name)[0][0], wanted, "{name}");
    }
    let both: Vec<&str> = name_readings("万俟青")
        .iter()
        .take(2)
        .map(|r| r[0])
        .collect();
    assert_eq!(both, ["mo", "qi"]);
    let both: Vec<&str> = name_readings("尉迟青")
        .iter()
        .take(2)
        .map(|r| r[0])
        .collect();
    assert_eq!(both, ["yu", "chi"]);
    assert!(name_readings("乐某")[0].contains(&"le"));
    // Not at the front: the usual reading.
    assert_eq!(name_readings("王解")[1][0], "jie");
    assert_eq!(name_readings("阿·单").len(), 2);
}

/// Nobody is found by a reading that nobody means (许 as hu), and everybody by those that are in use.
#[test]
fn archaic_readings_find_nobody() {
    let table = include_str!("../../data/rare-readings.tsv").lines();
    let table: Vec<(&str, &str)> = table.filter_map(|l| l.split_once('\t')).collect();
    assert!(table.len() > 1_000);
    let rows = (1..).zip(&table);
    let index = Index::build(rows.map(|(id, (c, _))| named(id, &format!("缪{c}"), "", "", "")));
    for (id, (c, rare)) in (1..).zip(&table) {
        let sounds = readings(c.chars().next().expect("a character"));
        assert!(!sounds.is_empty(), "{c}");
        for reading in rare.split(' ') {
            assert!(!sounds.contains(&reading), "{c} {reading}");
            let hits = index.find(&format!("miao{reading}"), 200);
            let hit = hits.iter().find(|h| h.person.0 == id);
            assert_ne!(
                hit.map(|h| h.class),
                Some(MatchClass::Sound),
                "{c} {reading}"
            );
        }
    }
    for (c, used) in [
        ('茜', "xi"),
        ('行', "hang"),
        ('长', "chang"),
        ('台', "tai"),
        ('莞', "guan"),
        ('车', "ju"),
        ('柏', "bo"),
        ('乐', "yue"),
        ('朝', "chao"),
        ('单', "shan"),
        ('蔚', "yu"),
        ('晟', "sheng"),
        ('六', "lu"),
    ] {
        assert!(readings(c).contains(&used), "{c} {used}");
    }
}

/// What such readings did: a false reason for whoever bears the character.
#[test]
fn archaic_readings_give_no_reason() {
    let names = ["红梅", "许强", "呼青", "胡强", "公孙梅", "朱紫君", "邱建军"];
    let index = Index::build(
        (1..)
            .zip(names)
            .map(|(id, name)| named(id, name, "", "", "")),
    );
    let of = |typed| -> Vec<(i64, &str)> {
        let hits = index.find(typed, 10);
        hits.iter().map(|h| (h.person.0, h.why.zh)).collect()
    };
    assert_eq!(of("hu"), [(3, "部分拼音"), (4, "部分拼音")]);
    let by_sound = of("huqiang").into_iter().filter(|f| f.1 == "拼音");
    assert_eq!(by_sound.collect::<Vec<_>>(), [(4, "拼音")]);
    assert_eq!(of("工"), [(5, "音同字不同")]);
    assert_eq!(of("zhuzijun"), [(6, "拼音")]);
}
