//! When two matters have enough in common to ask whether they are one.

use zhuoluo::domain::alike::{Known, Told};

fn told(place: &str, text: &str, category: &str) -> Told {
    Told {
        place: place.into(),
        text: text.into(),
        category: category.into(),
    }
}

#[test]
fn place_category_and_words_together_are_a_reason() {
    let here = "示例县东甲镇戊村三组12号";
    let channel = told(here, "要求修复水渠", "0103");
    for (place, text, category, why) in [
        ("东甲镇戊村", "戊村水渠被冲毁", "0201", None),
        (
            "东甲镇戊村",
            "要求修复水渠",
            "",
            Some("同村、都说“修复水渠”"),
        ),
        ("东甲镇戊村", "要求补发养老金", "0103", Some("同村、同类")),
        ("东甲镇戊村", "要求补发养老金", "0402", None),
        (
            "东甲镇己村",
            "要求修复水渠",
            "0103",
            Some("同乡镇、同类、都说“修复水渠”"),
        ),
        ("东甲镇己村", "要求修复村道", "0103", None),
        ("西乙镇戊村", "要求补发养老金", "0103", None),
        ("", "请求尽快解决有关问题", "", None),
    ] {
        let known = Known {
            place,
            text,
            category,
        };
        let common = channel.common(known).map(|c| c.why().zh.to_string());
        let expected = why.map(|why| format!("事项相近：{why}"));
        assert_eq!(common, expected, "{place} {text} {category}");
    }
}

/// Words that every petition is written with say nothing, nor does a place by itself.
#[test]
fn nothing_is_looked_for_by_words_of_every_petition() {
    for text in ["", "要求解决问题", "请求尽快予以答复", "abc 123"] {
        let told = told("东甲镇戊村", text, "0103");
        assert!(told.is_blank(), "{text}");
        assert!(told.queries(std::iter::empty()).is_empty(), "{text}");
    }
    let told = told("示例县东甲镇戊村三组", "要求修复水渠，补偿青苗", "");
    let queries = told.queries(["水渠", "征地"].into_iter());
    assert_eq!(queries, ["戊村", "东甲镇 水渠", "东甲镇 青苗"]);
}
