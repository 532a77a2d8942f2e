//! A petition that becomes a report while others search and hold its people's records; one from before it was
//! kept what it brought; and a report that becomes something else.

use serde_json::json;
use zhuoluo::domain::case;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::flow::view::Found;
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::index_file::find;
use crate::kit::World;

const PHONE: &str = "13500135000";

/// Somebody with an ordinary petition, and one that says more of them and will be a report.
fn two(world: &mut World) -> [PetitionNo; 2] {
    let person = json!({ "name": "诸葛密", "id_number": "999999196203041116" });
    let plain = world.register(&json!({ "requests": ["要求修桥"], "people": [person] }));
    let mut more = person.clone();
    more["phones"] = json!([PHONE]);
    more["address"] = json!("示例县东甲镇密居路9号");
    let later = world.register(&json!({ "requests": ["查处受贿"], "people": [more] }));
    [plain.file.number, later.file.number]
}

fn sort(world: &mut World, number: &PetitionNo, body: &serde_json::Value) {
    world.act(number, "sort", body).expect("sorted");
}

fn phones(found: &Found) -> Vec<&str> {
    let people = found.people.iter().flat_map(|c| &c.person.phones);
    people.map(zhuoluo::words::Outside::raw).collect()
}

/// Everybody finds them by what the report said, and reads it in their file.
fn is_known_again(world: &World, found: &Found) {
    assert_eq!(found.people.len(), 1, "found by it");
    let mut chen = Store::open(&world.path(), "chen").expect("the store");
    let file = chen.person_file(found.people[0].id, world.now);
    let said = format!("{:?}", file.expect("the file"));
    assert!(said.contains(PHONE), "{said}");
}

#[test]
fn a_search_that_is_open_follows_what_a_report_took_back() {
    let mut world = World::new();
    let [_, later] = two(&mut world);
    let chen = world.seat("chen", "caseworker");
    let mut theirs = Finder::new(chen).expect("a finder");
    assert_eq!(phones(&find(&mut theirs, &world, "诸葛密")), [PHONE]);
    let accused = json!({ "class": "report", "accused": ["李某"] });
    sort(&mut world, &later, &accused);
    for typed in ["诸葛密", "zgm"] {
        let found = find(&mut theirs, &world, typed);
        assert_eq!(found.people.len(), 1, "{typed}");
        assert_eq!(phones(&found), [""; 0], "{typed}");
        assert!(!found.people[0].apart && found.people[0].also.is_empty());
    }
    for typed in [PHONE, "5000", "密居路"] {
        assert!(
            find(&mut theirs, &world, typed).people.is_empty(),
            "{typed}"
        );
    }
    assert!(find(&mut theirs, &world, "受贿").petitions.is_empty());
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn of_a_petition_from_before_it_was_kept_the_reader_is_told_what_cannot_be_taken_back() {
    let mut world = World::new();
    let [_, later] = two(&mut world);
    let raw = world.raw();
    raw.execute("DELETE FROM brought", []).expect("as before");
    let accused = json!({ "class": "report", "accused": ["李某"] });
    let file = world.act(&later, "sort", &accused).expect("sorted");
    let told = case::unsure(&file.events).expect("it is said");
    assert!(told.zh.contains("旧版本登记") && told.en.contains("earlier version"));
    // Where it is known, nothing is said.
    let mut world = World::new();
    let [_, later] = two(&mut world);
    let file = world.act(&later, "sort", &accused).expect("sorted");
    assert_eq!(case::unsure(&file.events), None);
}

#[test]
fn a_report_that_becomes_a_request_loses_nothing_and_is_one_with_the_other_record() {
    let mut world = World::new();
    let [plain, later] = two(&mut world);
    let unknown = json!({ "class": "report", "accused_unknown": true });
    sort(&mut world, &later, &unknown);
    let chen = world.seat("chen", "caseworker");
    let mut theirs = Finder::new(chen).expect("a finder");
    assert_eq!(phones(&find(&mut theirs, &world, "诸葛密")), [""; 0]);
    let request = json!({ "class": "request", "route": "petition" });
    sort(&mut world, &later, &request);
    let found = find(&mut theirs, &world, PHONE);
    is_known_again(&world, &found);
    let numbers = &found.people[0].petitions;
    assert_eq!(
        numbers.len(),
        2,
        "both petitions are theirs: {plain} {later}"
    );
    assert_eq!(world.findings(), [""; 0]);
    // A sorting that is voided gives nothing up either.
    sort(&mut world, &later, &unknown);
    let last = world.store.newest_event().expect("events");
    let void = json!({ "of": last, "void": true, "reasons": "录错" });
    let file = world.act(&later, "correct", &void).expect("voided");
    assert_eq!(file.people[0].2.phones[0], PHONE);
    assert_eq!(world.findings(), [""; 0]);
}

#[test]
fn a_voided_first_sorting_keeps_the_record_and_its_words() {
    let mut world = World::new();
    let [_, later] = two(&mut world);
    sort(
        &mut world,
        &later,
        &json!({ "class": "report", "accused": ["孙某"] }),
    );
    let last = world.store.newest_event().expect("events");
    let void = json!({ "of": last, "void": true, "reasons": "录错" });
    let file = world.act(&later, "correct", &void).expect("voided");
    assert_eq!(file.people[0].2.phones[0], PHONE);
    // Who was accused stays barred; this one was not.
    let chen = world.seat("chen", "caseworker");
    let found = find(&mut Finder::new(chen).expect("a finder"), &world, PHONE);
    is_known_again(&world, &found);
    assert_eq!(world.findings(), [""; 0]);
}
