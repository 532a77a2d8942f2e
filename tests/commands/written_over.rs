//! Two who change the same thing by commands: what one does not name stays as the other left it, and what is written
//! over is said, with whose it was, and kept.

use super::{Home, Ran, arg};

/// An office with a second administrator, whose clock is an hour ahead.
fn office() -> Home {
    seat(Home::sandbox())
}

fn seat(home: Home) -> Home {
    let add = "--as wang operator add wu --name 吴某 --role administrator";
    run(&home, add).is(0);
    home
}

fn run(home: &Home, words: &str) -> Ran {
    let who: &[&str] = if words.starts_with("--as") {
        &[]
    } else {
        &["--as", "wang"]
    };
    home.run(&[who, &words.split(' ').collect::<Vec<_>>()].concat())
}

#[test]
fn the_telephone_of_the_window_and_its_contacts() {
    let home = office();
    run(
        &home,
        "--as wang office set --phone 0999-5550100 --contact 急诊0999-5550120",
    )
    .is(0);
    run(&home, "--as wu office set --phone 0999-5550101").is(0);
    let said = run(&home, "--as wang office set --phone 0999-5550102").is(0);
    assert!(
        said.talk.contains(
            "查询电话：原为“0999-5550101”（吴某于2026-11-20 09:00存），现为“0999-5550102”"
        ),
        "{}",
        said.talk
    );
    assert!(!said.talk.contains("窗口地址"), "not named: {}", said.talk);
    // What was not named stays.
    let shown = run(&home, "office show --json").json();
    assert_eq!(
        (&shown["phone"], &shown["contacts"]),
        (
            &"0999-5550102".into(),
            &serde_json::json!(["急诊0999-5550120"])
        )
    );
    let said = run(
        &home,
        "--as wu --lang en office set --contact 急诊0999-5550121",
    )
    .is(0)
    .talk;
    assert!(
        said.contains("emergency contacts: was \"急诊0999-5550120\" (saved by"),
        "{said}"
    );
    // And the old one is on record.
    let trail = run(&home, "--as wang audit list --action office --json").json();
    assert!(
        trail
            .to_string()
            .contains("set phone 0999-5550102 (was 0999-5550101)"),
        "{trail}"
    );
    run(&home, "--as wang office lock 20").is(0);
    let said = run(&home, "--as wu office lock 30").is(0).talk;
    assert!(
        said.contains("原为“20”") && said.contains("现为“30”"),
        "{said}"
    );
    run(&home, "audit verify").is(0);
}

#[test]
fn where_a_unit_stands_what_it_is_called_and_who_reviews_it() {
    let home = office();
    for (order, says) in [
        (
            "--as wang unit move 戊村 --under 南乙镇",
            "隶属：原为“东甲镇”",
        ),
        (
            "--as wu unit move 戊村 --under 东甲镇",
            "隶属：原为“南乙镇”（wang于2026-11-20 09:00存），现为“东甲镇”",
        ),
        ("--as wang unit rename 戊村 戊新村", "名称：原为“戊村”"),
        // Whoever still knows the old name is told that it is called otherwise.
        (
            "--as wu unit rename 戊村 戊老村",
            "名称：原为“戊新村”（wang于2026-11-20 09:00存），现为“戊老村”",
        ),
        ("--as wang unit review 戊老村 --by 东甲镇", "由“东甲镇”复查"),
        (
            "--as wu unit review 戊老村 --by 示例县信访局",
            "复查机关：原为“东甲镇”（wang于2026-11-20 09:00存），现为“示例县信访局”",
        ),
    ] {
        let said = run(&home, order).is(0).talk;
        assert!(said.contains(says), "{order}: {said}");
    }
    let trail = run(&home, "--as wang audit list --action unit --json")
        .json()
        .to_string();
    for was in ["(was under #", "(was #"] {
        assert!(trail.contains(was), "{was}: {trail}");
    }
}

#[test]
fn a_template_that_another_is_laid_over() {
    let home = office();
    let shipped = run(&home, "template show notice").is(0).out;
    let mut own = Vec::new();
    for n in ["一", "二"] {
        own.push(format!("{shipped}\n附注{n}\n"));
    }
    let files: Vec<_> = own
        .iter()
        .zip(["one.txt", "two.txt"])
        .map(|(text, name)| home.file(name, text))
        .collect();
    let first = home
        .run(&[
            "--as",
            "wang",
            "template",
            "import",
            "notice",
            arg(&files[0]),
        ])
        .is(0);
    assert!(
        !first.talk.contains("原为"),
        "the shipped one is no loss: {}",
        first.talk
    );
    let said = home
        .run(&["--as", "wu", "template", "import", "notice", arg(&files[1])])
        .is(0)
        .talk;
    assert!(
        said.contains("原为本办的，留作第1份（wang于2026-11-20 09:00存）")
            && said.contains("template show notice --was 1"),
        "{said}"
    );
    assert_eq!(
        run(&home, "template show notice --was 1").is(0).out.trim(),
        own[0].trim()
    );
    run(&home, "template show notice --was 2")
        .is(4)
        .says("第2份");
    let said = run(&home, "--as wang template reset notice").is(0).talk;
    assert!(said.contains("留作第2份（吴某"), "{said}");
    assert_eq!(
        run(&home, "template show notice --was 2").is(0).out.trim(),
        own[1].trim()
    );
    let trail = run(&home, "--as wang audit list --action template --json")
        .json()
        .to_string();
    assert!(
        trail.contains("(was no. 1)") && trail.contains("(was no. 2)"),
        "{trail}"
    );
}

#[test]
fn the_offices_own_rules() {
    let home = office();
    let rules = |text: &str| home.file("期限.toml", text);
    let import = |who: &str, text: &str| {
        home.run(&["--as", who, "rules", "import", arg(&rules(text))])
            .is(0)
            .out
    };
    import("wang", "[limits.answer]\nlength = 50\n");
    let said = import("wu", "[limits.answer]\nlength = 45\n");
    assert!(
        said.contains("本办期限：原为“[limits.answer] length = 50”（wang于2026-11-20 09:00存）"),
        "{said}"
    );
    run(&home, "audit verify").is(0);
}

#[test]
fn a_case_on_the_list_of_a_campaign_changes_what_is_named_alone() {
    let home = Home::sandbox();
    let number = home.petition();
    let home = seat(home);
    run(
        &home,
        "--as wang campaign open 积案 --basis 示信发〔2026〕8号 --lead 王某 --until 2026-12-31",
    )
    .is(0);
    run(&home, &format!("--as wang campaign add 积案 {number}"))
        .is(3)
        .says("--cause");
    run(&home, &format!("--as wang campaign add 积案 {number} --cause unit --lead 李某 --plan 会商定责 --until 2026-12-10")).is(0);
    let said = run(
        &home,
        &format!("--as wu campaign add 积案 {number} --plan 现场核实"),
    )
    .is(0)
    .talk;
    assert!(
        said.contains("方案：原为“会商定责”（wang于2026-11-20 09:00存），现为“现场核实”"),
        "{said}"
    );
    assert!(
        !said.contains("包案领导") && !said.contains("化解期限"),
        "{said}"
    );
    let shown = run(&home, "campaign show 积案 --json").json().to_string();
    for kept in ["\"unit\"", "李某", "现场核实", "2026-12-10"] {
        assert!(shown.contains(kept), "{kept}: {shown}");
    }
    let said = run(
        &home,
        &format!("--as wang campaign add 积案 {number} --cause money --until 2026-12-12"),
    )
    .is(0)
    .talk;
    assert!(
        said.contains("症结：原为“等单位”（吴某") && said.contains("化解期限：原为“2026-12-10”"),
        "{said}"
    );
}
