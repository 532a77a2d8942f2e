//! Who sees what of one petition: units see what concerns them, a report never reaches whom it
//! accuses, and what is hidden looks like what is not there.

use serde_json::json;
use zhuoluo::domain::ids::{PersonId, PetitionNo};
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;
use zhuoluo::words::Exit;

use crate::kit::World;
use crate::kit::world::{act, ledger, open, open_for, panel, register, report};

/// Seats somebody in a unit of the invented office.
fn seat_in(world: &World, login: &str, name: &str, unit: &str) -> Store {
    world.seat_in(login, name, "caseworker", unit)
}

fn sees(store: &mut Store, world: &World, number: &PetitionNo) -> bool {
    let opened = open_for(store, &number.0, "办理本件", world.now).is_ok();
    let listed = ledger(store, world.now)
        .rows
        .iter()
        .any(|r| r.number == *number);
    assert_eq!(opened, listed, "by number and by list alike");
    opened
}

/// Reports, files that somebody withdrew from, voided ones, in every mix, as each of three seats sees them.
#[test]
fn what_is_counted_is_what_is_listed_whoever_asks() {
    let mut world = World::new();
    let mut li = world.seat("li", "window");
    let town = seat_in(&world, "zhao", "赵某", "东甲镇");
    let mut done = 0;
    for n in 0..24_u8 {
        let by_li = n % 4 == 1;
        let mut made = if n % 3 == 0 { report() } else { json!({}) };
        made["draft"] = json!("");
        let intake = world.intake(&made);
        let store = if by_li { &mut li } else { &mut world.store };
        let made = register(store, intake, world.now).expect("registered").file;
        let recusal = |login: &str, substitute: &str| {
            let body = json!({"login": login, "substitute": substitute, "reasons": "亲属", "approver": "王某"});
            ("recuse", body)
        };
        let (step, body) = match n % 5 {
            0 => recusal("li", "wang"),
            1 => recusal("wang", "li"),
            2 => (
                "correct",
                json!({"of": made.events[0].seq, "void": true, "reasons": "录错"}),
            ),
            _ => continue,
        };
        done += usize::from(act(store, &made.number, step, &body, world.now).is_ok());
        for store in [&world.store, &li, &town] {
            ledger(store, world.now);
        }
    }
    let totals = [&world.store, &li, &town].map(|s| ledger(s, world.now).total);
    let [ours, lis, towns] = totals;
    assert!(ours != lis && towns == 0, "{totals:?}");
    assert!(ours < 24 && done > 5, "{totals:?}, {done} steps taken");
}

#[test]
fn a_unit_sees_what_concerns_it_and_loses_it_when_it_goes_back() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let mut town = seat_in(&world, "zhao", "赵某", "东甲镇");
    let mut village = seat_in(&world, "qian", "钱某", "戊村");
    let mut other = seat_in(&world, "sun", "孙某", "教育局");
    assert!(!sees(&mut town, &world, &number));
    world
        .act(&number, "forward", &json!({"to": "东甲镇"}))
        .expect("sent");
    assert!(sees(&mut town, &world, &number));
    assert!(
        !sees(&mut village, &world, &number),
        "what is above is not for below"
    );
    assert!(!sees(&mut other, &world, &number));
    assert_eq!(
        (panel(&town, world.now).open, panel(&other, world.now).open),
        (1, 0)
    );
    assert_eq!(
        (
            panel(&town, world.now).near > 0,
            panel(&other, world.now).near > 0
        ),
        (true, false)
    );
    act(
        &mut town,
        &number,
        "object",
        &json!({"reasons": "不属本镇"}),
        world.now,
    )
    .expect("objected");
    world
        .act(&number, "return", &json!({"reasons": "同意"}))
        .expect("back");
    assert!(
        !sees(&mut town, &world, &number),
        "the right ends with the holding"
    );
    world
        .act(&number, "forward", &json!({"to": "戊村"}))
        .expect("sent");
    assert!(sees(&mut village, &world, &number));
    assert!(
        sees(&mut town, &world, &number),
        "what is below is for above"
    );
    world
        .act(&number, "handler", &json!({"login": "sun"}))
        .expect("named");
    assert!(sees(&mut other, &world, &number), "named to handle it");
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_units_own_window_sees_what_it_took_down() {
    let mut world = World::new();
    let mut town = seat_in(&world, "zhao", "赵某", "东甲镇");
    let mut other = seat_in(&world, "sun", "孙某", "教育局");
    let intake = world.intake(&json!({}));
    let number = register(&mut town, intake, world.now)
        .expect("registered")
        .file
        .number;
    assert!(sees(&mut town, &world, &number));
    assert!(!sees(&mut other, &world, &number));
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_report_never_reaches_whom_it_accuses() {
    let mut world = World::new();
    let mut more = report();
    more["accused"] = json!([{"name": "周某", "unit": "戊村"}]);
    let number = world.register(&more).file.number;
    let mut village = seat_in(&world, "qian", "钱某", "戊村");
    let mut namesake = seat_in(&world, "zhou", "周某", "教育局");
    let mut school = seat_in(&world, "sun", "孙某", "教育局");
    for (login, why) in [("qian", "被反映"), ("zhou", "同名")] {
        let refused = world
            .act(&number, "handler", &json!({"login": login}))
            .expect_err("barred");
        assert!(refused.what.zh.contains(why), "{}", refused.what.zh);
    }
    world
        .act(&number, "handler", &json!({"login": "sun"}))
        .expect("named");
    assert!(sees(&mut school, &world, &number));
    // Written into the list of readers behind the program's back, they see nothing all the same.
    for login in ["qian", "zhou"] {
        let sql = "INSERT INTO reader (petition, login) VALUES (1, ?1)";
        world.raw().execute(sql, [login]).expect("a row");
    }
    for store in [&mut village, &mut namesake] {
        assert!(!sees(store, &world, &number));
        assert_eq!(panel(store, world.now).open, 0);
        let last = store.ask(
            &Ask::LastEvent(zhuoluo::domain::ids::PetitionId(1)),
            world.now.date_naive(),
        );
        assert!(matches!(last, Ok(Reply::LastEvent(0))), "{last:?}");
    }
}

#[test]
fn a_report_sorted_as_something_else_still_hides_from_the_accused() {
    let mut world = World::new();
    let number = world.register(&report()).file.number;
    let mut village = seat_in(&world, "qian", "钱某", "戊村");
    let mut li = world.seat("li", "caseworker");
    let sort = json!({"class": "request", "route": "petition"});
    world.act(&number, "sort", &sort).expect("sorted");
    assert!(sees(&mut li, &world, &number), "no report any more");
    world
        .act(&number, "handler", &json!({"login": "qian"}))
        .expect_err("still barred");
    let sql = "INSERT INTO concern (petition, unit, login) SELECT 1, id, '' FROM unit WHERE name = '戊村'";
    world.raw().execute(sql, []).expect("a row");
    assert!(!sees(&mut village, &world, &number));
}

#[test]
fn somebody_known_from_a_hidden_petition_is_not_recognised() {
    let mut world = World::new();
    let who = json!([{"name": "周某", "id_number": "99999919700101013X", "phones": ["13800138000"], "address": "戊村3组"}]);
    let mut more = report();
    more["people"] = who;
    let hidden = world.register(&more);
    let person = hidden.file.people[0].1;
    let mut li = world.seat("li", "window");
    let same = json!({"people": [{"name": "周某", "id_number": "99999919700101013X", "phones": ["13800138000"]}]});
    let done = register(&mut li, world.intake(&same), world.now).expect("registered");
    assert!(done.matched.is_empty() && done.possible.is_empty());
    assert_ne!(done.file.people[0].1, person);
    assert_eq!(done.file.people[0].2.address, "");
    let mut adopted = world.intake(&same);
    // A guessed number adopts nobody, and costs and says what one that nobody has does.
    let before = world.count("petition");
    let mut refused = |id: PersonId| {
        adopted.people[0].known = Some(id);
        let same = register(&mut li, adopted.clone(), world.now).expect_err("refused");
        adopted.people[0].known = None;
        adopted.people[0].not = vec![id];
        let not = register(&mut li, adopted.clone(), world.now).expect_err("refused");
        assert_eq!(same, not);
        let said = same.what.zh.replace(&id.0.to_string(), "N");
        (said, same.exit, li.read_as(&[id]).expect("read"))
    };
    assert_eq!(refused(person), refused(PersonId(4321)));
    assert_eq!(world.count("petition"), before);
    let again = world.register(&same);
    assert!(
        !again.matched.is_empty(),
        "whoever sees the report recognises"
    );
}

#[test]
fn somebody_off_the_roster_sees_nothing() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    let mut li = world.seat("li", "caseworker");
    assert!(sees(&mut li, &world, &number));
    world
        .raw()
        .execute("DELETE FROM operator WHERE login = 'li'", [])
        .expect("gone");
    assert_eq!(ledger(&li, world.now).total, 0);
    assert_eq!(
        open(&mut li, &number.0, world.now).expect_err("gone").exit,
        Exit::Missing
    );
}

#[test]
fn an_older_store_gets_its_new_caches_from_the_events() {
    let mut world = World::new();
    let number = world.register(&json!({})).file.number;
    world.register(&report());
    world
        .act(&number, "forward", &json!({"to": "东甲镇"}))
        .expect("sent");
    let path = world.first_version();
    let mut store = Store::open(&path, "wang").expect("brought up to date");
    assert_eq!(store.verify(|_| {}).expect("verified"), []);
    crate::kit::world::seat(&path, ("zhao", "赵某"), "caseworker", "东甲镇", world.now);
    let mut town = Store::open(&path, "zhao").expect("the store");
    assert!(sees(&mut town, &world, &number));
    assert_eq!(panel(&town, world.now).open, 1);
}
