//! Each rule of the house is shown a breach and must find it; and a sound snippet, and must not.

use super::checks::{self, Source};
use super::{paths, plain, sinks};

fn breaks(path: &str, text: &str, check: impl Fn(&Source) -> Vec<String>) -> bool {
    !check(&Source::new(path, text)).is_empty()
}

fn law() -> Vec<String> {
    checks::order(
        "pub mod words;\n\n/// x.\npub mod domain; // y\npub mod rooms;\npub mod store;\n",
    )
}

#[test]
fn layers_can_fail() {
    let order = law();
    assert_eq!(order, ["words", "domain", "rooms", "store"]);
    for upward in [
        "use crate::store::Store;",
        "use crate::{domain::ids, store::{Store, Now}};",
        "fn f() { crate::rooms::f() }",
        "use super::super::store::Store;",
    ] {
        assert!(
            breaks("src/domain/x.rs", upward, |s| checks::layers(s, &order)),
            "{upward}"
        );
    }
    for fine in [
        "use crate::words::Lang;",
        "// crate::store is above",
        "say!(\"a\", \"b\")",
        "use super::ids;",
    ] {
        assert!(
            !breaks("src/domain/x.rs", fine, |s| checks::layers(s, &order)),
            "{fine}"
        );
    }
    assert!(breaks(
        "src/store/x.rs",
        "use crate::keys::Chord;",
        checks::store_keeps
    ));
    assert!(!breaks(
        "src/store/x.rs",
        "use crate::flow::Ask;",
        checks::store_keeps
    ));
    assert!(!breaks(
        "src/cli/x.rs",
        "use crate::keys::Chord;",
        checks::store_keeps
    ));
}

#[test]
fn rooms_can_fail() {
    let all = [
        Source::new("src/rooms/desk/mod.rs", ""),
        Source::new("src/rooms/find/mod.rs", ""),
        Source::new("src/rooms/find/words.rs", ""),
    ];
    let rooms = checks::rooms(&all);
    assert_eq!(rooms, ["desk", "find"]);
    let keeps = |s: &Source| checks::room_keeps(s, &rooms);
    assert!(breaks(
        "src/rooms/desk/view.rs",
        "use crate::rooms::find::Find;",
        keeps
    ));
    assert!(breaks(
        "src/rooms/desk/view.rs",
        "use super::super::find::Find;",
        keeps
    ));
    assert!(breaks(
        "src/rooms/desk/mod.rs",
        "use super::find::Find;",
        keeps
    ));
    assert!(!breaks("src/rooms/desk/view.rs", "use super::find;", keeps));
    assert!(!breaks(
        "src/rooms/desk/mod.rs",
        "use super::Cx; use crate::rooms::desk::view;",
        keeps
    ));
    assert_eq!(
        checks::rooms_without_words(&all),
        ["src/rooms/desk: no words.rs"]
    );
}

#[test]
fn crates_can_fail() {
    assert!(breaks(
        "src/cli/x.rs",
        "use rusqlite::Connection;",
        checks::crates
    ));
    assert!(breaks(
        "src/look/x.rs",
        "use ratatui::crossterm::event;",
        checks::crates
    ));
    assert!(breaks(
        "src/forms/x.rs",
        "use ratatui::style::Style;",
        checks::crates
    ));
    assert!(!breaks(
        "src/forms/x.rs",
        "//! Not ratatui.",
        checks::crates
    ));
}

#[test]
fn homes_can_fail() {
    assert!(breaks(
        "src/look/text.rs",
        "let c = Color::Red;",
        checks::homes
    ));
    assert!(!breaks(
        "src/look/theme.rs",
        "let c = Color::Red;",
        checks::homes
    ));
    for clock in [
        "Local::now()",
        "Utc::now()",
        "SystemTime::now()",
        "Instant::now()",
    ] {
        assert!(breaks("src/app/mod.rs", clock, checks::homes), "{clock}");
        assert!(
            !breaks("src/runtime/clock.rs", clock, checks::homes),
            "{clock}"
        );
    }
    assert!(!breaks(
        "src/runtime/looper.rs",
        "Instant::now()",
        checks::homes
    ));
    assert!(breaks(
        "src/store/files.rs",
        "conn.execute(\"BEGIN IMMEDIATE\", [])",
        checks::homes
    ));
    assert!(breaks(
        "src/store/files.rs",
        "conn.transaction()?",
        checks::homes
    ));
    assert!(!breaks(
        "src/store/mod.rs",
        "conn.transaction_with_behavior(x)",
        checks::homes
    ));
}

#[test]
fn sinks_can_fail() {
    for bad in [
        "println!(\"{name}\");",
        "eprintln!(\"{name}\");",
        "writeln!(std::io::stderr(), \"{name}\")",
        "Ok(Done::bytes(text))",
        "say!(\"{}\", person.name.raw())",
        "impl fmt::Display for Outside {",
    ] {
        assert!(breaks("src/cli/owed.rs", bad, sinks::sinks), "{bad}");
    }
    assert!(!breaks(
        "src/cli/owed.rs",
        "talk(&said); Done::text(list.text())",
        sinks::sinks
    ));
    assert!(breaks(
        "src/flow/view.rs",
        "    pub summary: String,",
        sinks::handed
    ));
    assert!(!breaks(
        "src/flow/view.rs",
        "    pub summary: Outside,",
        sinks::handed
    ));
}

#[test]
fn lengths_can_fail() {
    let long = format!(
        "    pub(crate) const fn f(\n    ) {{\n{}    }}\n",
        "        g();\n".repeat(58)
    );
    assert!(breaks("src/a.rs", &long, checks::lengths));
    let fits = format!("fn f() {{\n{}}}\n", "    g();\n".repeat(58));
    assert!(!breaks("src/a.rs", &fits, checks::lengths));
    assert!(!breaks(
        "src/a.rs",
        "trait T {\n    fn f(&self);\n}\n",
        checks::lengths
    ));
    assert!(breaks("src/a.rs", &"\n".repeat(401), checks::lengths));
    assert!(!breaks("src/a.rs", &"\n".repeat(400), checks::lengths));
}

#[test]
fn openings_names_and_labels_can_fail() {
    assert!(breaks("src/a.rs", "use x;\n", checks::opening));
    assert!(breaks("src/a.rs", "//! todo\n", checks::opening));
    assert!(!breaks(
        "src/a.rs",
        "//! What it is\n//! for.\n",
        checks::opening
    ));
    assert!(breaks("src/utils.rs", "", checks::names));
    assert!(breaks("src/store/helpers/mod.rs", "", checks::names));
    assert!(!breaks("src/store/row.rs", "", checks::names));
    assert!(!checks::labels("x", "重点人员 TEXT").is_empty());
    assert!(!checks::labels("x", "Risk_Level INTEGER").is_empty());
    assert!(checks::labels("x", "name TEXT, address TEXT").is_empty());
    let counts = checks::counts_nobody;
    assert!(breaks(
        "src/rooms/duty/a.rs",
        "let n = \"来访次数\";",
        counts
    ));
    assert!(breaks(
        "src/domain/priority.rs",
        "sort_by_key(|p| p.how_often)",
        counts
    ));
    assert!(!breaks(
        "src/domain/priority.rs",
        "sort_by_key(|p| p.due)",
        counts
    ));
}

#[test]
fn rings_and_forgotten_files_can_fail() {
    let ring = [
        Source::new("src/domain/a.rs", "use super::b::B;"),
        Source::new("src/domain/b.rs", "use crate::domain::{c, x};"),
        Source::new("src/domain/c/mod.rs", ""),
        Source::new("src/domain/c/d.rs", "use super::super::a::A;"),
    ];
    assert_eq!(paths::rings(&ring), ["domain: ring a -> b -> c -> a"]);
    assert!(paths::rings(&ring[..3]).is_empty());
    let forgotten = [
        Source::new("tests/main.rs", "mod kit;\n"),
        Source::new("tests/kit/mod.rs", "mod world;\n"),
        Source::new("tests/kit/world.rs", ""),
        Source::new("tests/kit/lost.rs", ""),
        Source::new("tests/alone.rs", ""),
    ];
    assert_eq!(checks::forgotten(&forgotten).len(), 2);
}

#[test]
fn plain_strings_can_fail() {
    for field in [
        "    pub by: String,",
        "    text: Vec<String>,",
        "    pub(super) names: BTreeMap<String, Outside>,",
        "    Hidden(String),",
        "pub struct Number(pub String);",
        "    pub decided: Option<(String, bool)>,",
    ] {
        assert!(breaks("src/domain/x.rs", field, plain::plain), "{field}");
        assert!(!breaks("src/rooms/x.rs", field, plain::plain), "{field}");
    }
    for fine in [
        "    pub by: Outside,",
        "    // pub by: String,",
        "    by: String::new(),",
        "    cells: &[String],",
        "    let names: Vec<String> = all.collect();",
        "    Some(String::from(text)),",
    ] {
        assert!(!breaks("src/domain/x.rs", fine, plain::plain), "{fine}");
    }
    assert!(breaks("src/domain/ids.rs", "", plain::plain));
}
