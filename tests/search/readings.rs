//! Readings of characters and names.

use zhuoluo::search::pinyin::{name_readings, readings};

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
