//! A report is found by whom it accuses, by its readers; to anybody else the name is a word that nobody has.

use serde_json::json;
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::index_file::find;
use crate::kit::World;
use crate::kit::world::{register, seat};

fn world() -> World {
    let mut world = World::new();
    for (login, name, unit) in [("li", "李某", "信访局"), ("zhao", "赵大年", "教育局")] {
        seat(&world.path(), (login, name), "window", unit, world.now);
    }
    let report = json!({
        "class": "report", "route": "", "summary": "反映虚报冒领", "requests": ["请求查处"],
        "people": [{ "name": "周某" }],
        "accused": [{ "name": "教育局赵大年副局长", "unit": "教育局" }],
    });
    let mut li = Store::open(&world.path(), "li").expect("the store");
    register(&mut li, world.intake(&report), world.now).expect("registered");
    world.register(&json!({ "summary": "要求修缮石桥", "requests": ["要求修缮石桥"] }));
    world
}

fn as_login(world: &World, login: &str) -> Finder {
    Finder::new(Store::open(&world.path(), login).expect("the store")).expect("a finder")
}

#[test]
fn readers_find_a_report_by_whom_it_accuses() {
    let world = world();
    let mut finder = as_login(&world, "li");
    for typed in ["赵大年", "赵大年 冒领", "《赵大年》", "zhaodanian", "大年"] {
        let found = find(&mut finder, &world, typed);
        assert_eq!(found.petitions.len(), 1, "{typed}");
        let hit = &found.petitions[0];
        assert_eq!(hit.why.zh, "被检举人", "{typed}");
        assert_eq!(hit.excerpt, "教育局赵大年副局长", "{typed}");
    }
    let hit = find(&mut finder, &world, "赵大年").petitions.remove(0);
    assert_eq!(hit.lit, [3, 4, 5]);
    assert!(
        find(&mut finder, &world, "赵大年 石桥")
            .petitions
            .is_empty()
    );
}

#[test]
fn nobody_else_finds_anything_by_the_name() {
    let world = world();
    for login in ["wang", "zhao"] {
        let mut finder = as_login(&world, login);
        for typed in ["赵大年", "赵大年 冒领", "zhaodanian", "赵大年 石桥"] {
            let found = find(&mut finder, &world, typed);
            assert!(found.petitions.is_empty(), "{login}: {typed}");
            assert!(found.people.is_empty(), "{login}: {typed}");
            assert!(!found.more_petitions, "{login}: {typed}");
        }
    }
    // What is looked through is one's own list and nothing else.
    let plan = world.raw().prepare("EXPLAIN QUERY PLAN SELECT b.petition, b.name FROM reader r JOIN petition p ON p.id = r.petition AND p.restricted = 1 JOIN barred b ON b.petition = r.petition WHERE r.login = 'x' AND b.name <> ''")
        .and_then(|mut s| s.query_map([], |r| r.get::<_, String>(3))?.collect::<Result<Vec<_>, _>>());
    let plan = plan.expect("a plan");
    assert!(
        plan.iter().all(|step| !step.starts_with("SCAN")),
        "{plan:?}"
    );
}

/// Signs of which nothing is left once they are read as a name are no name, whether there are reports or none.
#[test]
fn what_is_no_name_names_nobody() {
    let (full, empty) = (world(), World::new());
    for (world, login) in [(&full, "li"), (&full, "wang"), (&empty, "wang")] {
        let mut finder = as_login(world, login);
        for typed in [
            "··",
            "•·",
            "‧‧‧",
            "·· 王",
            "\u{200d}\u{200b}",
            "..",
            "（）",
            "—— ——",
            "\u{301}\u{301}",
        ] {
            let found = find(&mut finder, world, typed);
            let named = found.petitions.iter().any(|hit| hit.class == "accused");
            assert!(!named, "{login}: {typed:?}");
        }
    }
}
