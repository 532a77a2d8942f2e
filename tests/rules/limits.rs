//! The office's limits: shorter than the law is allowed, longer is refused with the article.

use zhuoluo::domain::rules::Rules;

#[test]
fn a_limit_may_be_shorter_and_never_longer() {
    let text = include_str!("../../data/rules.toml");
    let shipped = Rules::parse(text).expect("the rules");
    for (name, length, article) in [
        ("register", 0, "22"),
        ("forward", 15, "22(1)"),
        ("notify_direct", 15, "23(2)"),
        ("notify", 15, "23(3)"),
        ("object", 5, "23(3)"),
        ("answer", 60, "34"),
        ("extension", 30, "34"),
        ("simple_answer", 10, "simple"),
    ] {
        let limit = shipped.limit(name);
        assert_eq!(
            (limit.length, limit.max, limit.article.as_str()),
            (length, length, article),
            "{name}"
        );
        let changed = |to: u32| {
            let (head, tail) = text
                .split_once(&format!("[limits.{name}]"))
                .expect("the limit");
            Rules::parse(&format!(
                "{head}[limits.{name}]{}",
                tail.replacen(&format!("length = {length}"), &format!("length = {to}"), 1)
            ))
        };
        let why = changed(length + 1).expect_err("longer than the law");
        assert!(
            why.zh.contains(&shipped.article(article)) && why.zh.contains(name),
            "{why:?}"
        );
        if length > 0 {
            assert_eq!(
                changed(length - 1).expect("shorter").limit(name).length,
                length - 1
            );
        }
    }
    assert!(
        Rules::parse(&text.replace("[limits.answer]", "[limits.answers]")).is_err(),
        "a limit is missing"
    );
    assert!(Rules::parse("这不是表").is_err());
    assert!(Rules::parse(&text.replacen("unit = \"day\"", "unit = \"week\"", 1)).is_err());
}
