//! The trail keeps in what role somebody did something, for which unit: as it was then, whatever they and their
//! unit are called later.

use super::Home;

fn office() -> (Home, String) {
    let home = Home::sandbox();
    let number = home.petition();
    let to = serde_json::json!({"to": "东甲镇"});
    home.act(&number, "forward", &to).is(0);
    seat(&home, "window", "东甲镇");
    home.run(&["--as", "li", "show", &number, "--why", "来人询问"])
        .is(0);
    (home, number)
}

fn seat(home: &Home, role: &str, unit: &str) {
    let add = ["--as", "wang", "operator", "add", "li", "--name", "李某"];
    home.run(&[&add[..], &["--role", role, "--unit", unit]].concat())
        .is(0);
}

/// The line of the paper about the reading of li.
fn line(home: &Home, lang: &str, number: &str) -> String {
    let words = [
        "--as", "wang", "--lang", lang, "audit", "list", "--person", number,
    ];
    let paper = home.run(&words).is(0).out;
    let line = paper.lines().find(|l| l.contains("来人询问"));
    line.unwrap_or_else(|| panic!("{paper}")).to_owned()
}

#[test]
fn whoever_read_a_file_stands_there_in_the_role_and_unit_of_then() {
    let (home, number) = office();
    assert!(line(&home, "zh", &number).contains("东甲镇 接访员"));
    home.run(&["--as", "wang", "operator", "remove", "li"])
        .is(0);
    assert!(line(&home, "zh", &number).contains("东甲镇 接访员"));
    seat(&home, "auditor", "示例县信访局");
    home.run(&["--as", "wang", "unit", "rename", "东甲镇", "东甲街道"])
        .is(0);
    let zh = line(&home, "zh", &number);
    assert!(zh.contains("东甲镇 接访员") && !zh.contains("审计"), "{zh}");
    let en = line(&home, "en", &number);
    assert!(en.contains("东甲镇 window"), "{en}");
    home.run(&["--as", "wang", "audit", "verify"]).is(0);
    let export = home.path("审计.jsonl");
    home.run(&["--as", "wang", "audit", "export", "-o", super::arg(&export)])
        .is(0);
    let check = ["audit", "verify", "--export", super::arg(&export)];
    home.run(&check).is(0);
    let lines = std::fs::read_to_string(&export).expect("lines");
    std::fs::write(&export, lines.replacen("window 东甲镇", "lead 东甲镇", 1)).expect("changed");
    home.run(&check).is(20);
}

#[test]
fn a_role_that_was_changed_in_the_trail_is_found_and_one_of_before_is_said_not_to_be_recorded() {
    let (home, number) = office();
    let conn = rusqlite::Connection::open(home.store()).expect("the store");
    let guard = "SELECT sql FROM sqlite_schema WHERE name = 'audit_no_update'";
    let guard: String = conn.query_row(guard, [], |r| r.get(0)).expect("a trigger");
    let set = |role: &str| {
        let change = format!(
            "DROP TRIGGER audit_no_update; UPDATE audit SET role = {role} WHERE action = 'open'"
        );
        conn.execute_batch(&change).expect("tampering");
        conn.execute_batch(&guard).expect("put back");
    };
    set("'lead 东甲镇'");
    home.run(&["--as", "wang", "audit", "verify"]).is(20);
    // As an earlier version left it.
    set("NULL");
    assert!(line(&home, "zh", &number).contains("当时没有记下角色"));
    assert!(line(&home, "en", &number).contains("role not recorded"));
    let words = [
        "--as", "wang", "audit", "list", "--action", "open", "--json",
    ];
    let open = home.run(&words).is(0).json();
    assert!(
        open[0]["role"].is_null() && open[0]["role_recorded"] == false,
        "{open}"
    );
}
