//! The office's own rules: shorter than the law's, never longer; what moves is listed first.

use serde_json::json;

use super::calendar::{due, received, two_people, wang};

#[test]
fn the_offices_own_rules_may_only_be_shorter() {
    let home = two_people();
    let number = received(&home, "2026-11-09");
    assert_eq!(due(&home, &number), "2026-11-24");
    let try_with = |text: &str, status: i32, words: &str| {
        let path = home.file("rules.toml", text);
        let path = path.to_str().expect("a path");
        home.run(&wang(&["rules", "import", path]))
            .is(status)
            .says(words);
    };
    try_with("[limits.answer]\nlength = 61\n", 3, "第三十四条");
    try_with("[limits.ask_review]\nlength = 29\n", 3, "第三十五条");
    try_with("[limits.nothing]\nlength = 1\n", 3, "nothing");
    try_with("[limits.answer]\nmax = 90\n", 3, "读不懂");
    try_with("[ladder]\nsteps = [15, 7]\nnear = 7\n", 3, "阶梯");
    assert_eq!(due(&home, &number), "2026-11-24");
    let path = home.file("rules.toml", "[limits.forward]\nlength = 10\n");
    let path = path.to_str().expect("a path");
    let moved = home
        .run(&wang(&["rules", "diff", path, "--json"]))
        .is(0)
        .json();
    assert_eq!(moved["moved"][0]["after"]["effective_due"], "2026-11-19");
    assert_eq!(due(&home, &number), "2026-11-24");
    home.run(&["--as", "zhao", "rules", "import", path]).is(3);
    try_with("[limits.forward]\nlength = 10\n", 0, "已生效");
    assert_eq!(due(&home, &number), "2026-11-19");
    home.run(&wang(&["verify"])).is(0);
    let shown = home.run(&wang(&["rules", "show", "--json"])).is(0).json();
    let all = shown["limits"].as_array().expect("limits");
    let forward = all.iter().find(|l| l["limit"] == "forward").expect("there");
    assert_eq!(
        (&forward["length"], &forward["national_max"]),
        (&json!(10), &json!(15))
    );
}
