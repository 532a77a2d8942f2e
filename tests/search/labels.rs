//! The small matcher of palette and pickers.

use zhuoluo::search::fuzzy_words;

const LABELS: [(&str, &str); 7] = [
    ("新登记", "New intake"),
    ("转送责任单位", "Transfer to a unit"),
    ("打印回执", "Print receipt"),
    ("值班表", "Duty roster"),
    ("催办", "Remind the unit"),
    ("办结归档", "Close and file"),
    ("查找信访人", "Find a person"),
];

#[test]
fn chinese_pinyin_initials_and_english() {
    for (query, wanted) in [
        ("新登", 0),
        ("登记", 0),
        ("xdj", 0),
        ("xindengji", 0),
        ("new", 0),
        ("ni", 0),
        ("转送", 1),
        ("zs", 1),
        ("zhuansong", 1),
        ("transfer", 1),
        ("dyhz", 2),
        ("回执", 2),
        ("receipt", 2),
        ("zbb", 3),
        ("zhiban", 3),
        ("duty", 3),
        ("cb", 4),
        ("cuiban", 4),
        ("guidang", 5),
        ("banjie", 5),
        ("close", 5),
        ("xfr", 6),
        ("find", 6),
        ("查人", 6),
        ("ｃｂ", 4),
    ] {
        assert_eq!(
            fuzzy_words(query, &LABELS).first().map(|h| h.index),
            Some(wanted),
            "{query}"
        );
    }
}

/// Slips, other regions' sounds and wrong characters, when nothing answers otherwise.
#[test]
fn slips_answer_too() {
    for (query, wanted) in [
        ("xindegnji", 0),
        ("xinndengji", 0),
        ("zhuangsong", 1),
        ("zuansong", 1),
        ("zhunsong", 1),
        ("huizhi", 2),
        ("hiuzhi", 2),
        ("打引回执", 2),
        ("dayinghuizhi", 2),
        ("zibanbiao", 3),
        ("直班表", 3),
        ("transfre", 1),
        ("recipt", 2),
        ("rostr", 3),
        ("查找新访人", 6),
        ("信访人", 6),
    ] {
        assert_eq!(
            fuzzy_words(query, &LABELS).first().map(|h| h.index),
            Some(wanted),
            "{query}"
        );
    }
    // A slip lights up what was met of the word it stands in.
    let hit = &fuzzy_words("打引回执", &LABELS)[0];
    assert_eq!(hit.lit_zh, [0, 1, 2, 3]);
    // In two letters or characters nothing is forgiven: that would answer to anything.
    assert!(fuzzy_words("龘人", &LABELS).is_empty());
    assert!(fuzzy_words("qx", &LABELS).is_empty());
}

#[test]
fn lights_up_what_was_met() {
    let hit = &fuzzy_words("回执", &LABELS)[0];
    assert_eq!(
        (hit.lit_zh.as_slice(), hit.lit_en.len()),
        ([2, 3].as_slice(), 0)
    );
    let hit = &fuzzy_words("print", &LABELS)[0];
    assert_eq!(
        (hit.lit_zh.len(), hit.lit_en.as_slice()),
        (0, [0, 1, 2, 3, 4].as_slice())
    );
}

#[test]
fn nothing_typed_gives_all_in_order() {
    let all: Vec<usize> = fuzzy_words("  ", &LABELS).iter().map(|h| h.index).collect();
    assert_eq!(all, [0, 1, 2, 3, 4, 5, 6]);
    assert!(fuzzy_words("龘龘", &LABELS).is_empty());
}
