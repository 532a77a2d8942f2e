//! Who withdrew from a petition for an interest (Art. 28(3)) sees nothing of it; the substitute does.

use serde_json::{Value, json};
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::finder::Finder;
use zhuoluo::store::{Filter, Store};
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{act, ledger, open, open_for, panel, register, report};

fn recusal(login: &str, substitute: &str) -> Value {
    json!({"login": login, "substitute": substitute, "reasons": "亲属", "approver": "王某"})
}

/// Every way in which a petition could be met: the names of those that meet it.
fn traces(store: &mut Store, world: &World, number: &PetitionNo) -> Vec<&'static str> {
    let (now, today) = (world.now, world.now.date_naive());
    let mut met = Vec::new();
    let mut check = |how: &'static str, there: bool| {
        if there {
            met.push(how);
        }
    };
    check("open", open(store, &number.0, now).is_ok());
    check("matter", store.matter_of(&number.0).is_ok());
    check(
        "note",
        act(store, number, "note", &json!({"text": "x"}), now).is_ok(),
    );
    let page = ledger(store, now);
    check("ledger", page.rows.iter().any(|r| r.number == *number));
    check("total", page.total == 2);
    let desk = panel(store, now);
    check("panel", desk.owed.iter().any(|o| o.number == *number));
    check("open count", desk.open == 2);
    check("overdue count", desk.overdue == 2);
    let owed = store.owed(&Filter::default(), today).expect("owed");
    check("owed", owed.iter().any(|o| o.number == *number));
    let mut people = Vec::new();
    store
        .people_seen(|_, _, person| people.push(person.name))
        .expect("people");
    check("people", people.iter().any(|n| n == "周某"));
    let login = store.office().operator.login.clone();
    let fresh = Store::open(&world.path(), &login).expect("the store");
    let mut finder = Finder::new(fresh).expect("a finder");
    for (how, text) in [
        ("find name", "周某"),
        ("find words", "渠道"),
        ("find number", &number.0),
    ] {
        let text = text.to_owned();
        let Reply::Found(found) = finder
            .ask(&Ask::Find { text, limit: 50 }, today)
            .expect("found")
        else {
            panic!("another answer");
        };
        check(how, !found.people.is_empty() || !found.petitions.is_empty());
    }
    met
}

const ALL: [&str; 13] = [
    "open",
    "matter",
    "note",
    "ledger",
    "total",
    "panel",
    "open count",
    "overdue count",
    "owed",
    "people",
    "find name",
    "find words",
    "find number",
];

fn two_petitions(world: &mut World, more: &Value) -> PetitionNo {
    let number = world.register(more).file.number.clone();
    world.register(&json!({"people": [{"name": "吴某"}], "requests": ["另一项"]}));
    world.at("2026-06-05T09:00:00+08:00");
    number
}

#[test]
fn who_withdrew_meets_it_nowhere_and_the_substitute_everywhere() {
    let mut world = World::new();
    let mine = json!({"draft": "d1", "people": [{"name": "周某"}], "requests": ["渠道清淤"], "summary": "渠道清淤"});
    let (mut li, mut zhao) = (
        world.seat("li", "caseworker"),
        world.seat("zhao", "caseworker"),
    );
    let intake = world.intake(&mine);
    let number = register(&mut li, intake.clone(), world.now)
        .expect("registered")
        .file
        .number;
    world.register(&json!({"people": [{"name": "吴某"}], "requests": ["另一项"]}));
    world.at("2026-06-05T09:00:00+08:00");
    assert_eq!(traces(&mut li, &world, &number), ALL);
    world
        .act(&number, "recuse", &recusal("li", "zhao"))
        .expect("recused");
    assert_eq!(traces(&mut li, &world, &number), [""; 0]);
    assert_eq!(traces(&mut zhao, &world, &number), ALL);
    let hidden = open(&mut li, &number.0, world.now).expect_err("hidden");
    let absent = open(&mut li, "999999-2026-LF-09999", world.now).expect_err("absent");
    assert_eq!(hidden.exit, Exit::Missing);
    assert_eq!(
        hidden.what.en.replace(&number.0, "N"),
        absent.what.en.replace("999999-2026-LF-09999", "N"),
        "the same answer"
    );
    let again = register(&mut li, intake, world.now).expect_err("the receipt is gone too");
    assert_eq!(again.exit, Exit::Missing);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn the_registrar_of_a_report_who_withdrew_does_not_see_it() {
    let mut world = World::new();
    let mut more = report();
    more["people"] = json!([{"name": "周某"}]);
    let number = two_petitions(&mut world, &more);
    let (mut li, mut zhao) = (world.seat("li", "caseworker"), world.seat("zhao", "lead"));
    world
        .act(&number, "handler", &json!({"login": "zhao"}))
        .expect("named");
    act(
        &mut zhao,
        &number,
        "recuse",
        &recusal("wang", "li"),
        world.now,
    )
    .expect("recused");
    assert!(
        open_for(&mut li, &number.0, "办理本件", world.now).is_ok(),
        "the substitute"
    );
    assert_eq!(
        open(&mut world.store, &number.0, world.now)
            .expect_err("hidden")
            .exit,
        Exit::Missing
    );
    assert_eq!(ledger(&world.store, world.now).total, 1);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_substitute_whom_nobody_knows_is_refused_and_a_space_hides_all_the_same() {
    let mut world = World::new();
    let number = two_petitions(&mut world, &json!({}));
    let mut li = world.seat("li", "caseworker");
    let refused = world.act(&number, "recuse", &recusal("li", "zhao"));
    assert_eq!(refused.expect_err("refused").exit, Exit::Refused);
    assert!(open(&mut li, &number.0, world.now).is_ok());
    world
        .act(&number, "recuse", &recusal(" li ", "wang"))
        .expect("recused");
    assert!(open(&mut li, &number.0, world.now).is_err());
}

#[test]
fn a_reader_too_many_or_too_few_is_found_by_verify() {
    let mut world = World::new();
    let number = two_petitions(&mut world, &json!({}));
    world.seat("li", "caseworker");
    world
        .act(&number, "recuse", &recusal("li", "wang"))
        .expect("recused");
    world
        .raw()
        .execute("DELETE FROM reader", [])
        .expect("tampered");
    assert_ne!(world.findings(), [""; 0]);
}

#[test]
fn whoever_handles_it_withdraws_themselves_and_nobody_else() {
    let mut world = World::new();
    let number = two_petitions(&mut world, &json!({}));
    let mut li = world.seat("li", "caseworker");
    world.seat("zhao", "caseworker");
    let handler = json!({"login": "li"});
    world.act(&number, "handler", &handler).expect("named");
    let now = world.now;
    let mut alone = recusal("li", "zhao");
    alone["approver"] = json!("li");
    for refused in [recusal("zhao", "li"), alone] {
        let refused = act(&mut li, &number, "recuse", &refused, now);
        assert_eq!(refused.expect_err("refused").exit, Exit::Refused);
    }
    act(&mut li, &number, "recuse", &recusal("li", "zhao"), now).expect("recused");
    assert!(open(&mut li, &number.0, now).is_err());
    assert_eq!(world.findings(), [""; 0]);
}
