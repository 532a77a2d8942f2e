//! Whom the index lets an operator of a unit find is whom the files they may open show: as of the book, and
//! after what came since.

use std::collections::BTreeSet;

use serde_json::json;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use super::index_file::find;
use crate::kit::World;
use crate::kit::world::{open_for, register, report};

/// Who takes part, and for which unit.
const SEATS: [(&str, &str); 3] = [("sun", "教育局"), ("qian", "东甲镇"), ("li", "民政局")];

/// Telephones, each of one person.
fn phone(n: usize) -> String {
    format!("15400{:06}", n * 137)
}

/// Takes down a petition of one or two people, and goes on with it in one of many ways.
fn one(world: &mut World, n: usize) -> PetitionNo {
    let people: Vec<_> = (n..=n + usize::from(n.is_multiple_of(5)))
        .map(|p| json!({"name": "章晓棠", "phones": [phone(p)]}))
        .collect();
    let mut body = if n % 7 == 3 { report() } else { json!({}) };
    body["people"] = json!(people);
    body["requests"] = json!([format!("要求核实渠道{n}号的补偿款")]);
    let intake = world.intake(&body);
    let number = register(&mut world.store, intake, world.now)
        .expect("registered")
        .file
        .number;
    let mut act = |kind: &str, body: serde_json::Value| {
        let done = world.act(&number, kind, &body);
        assert!(done.is_ok() || n % 7 == 3, "{kind} {n}: {:?}", done.err());
    };
    let unit = SEATS[n % SEATS.len()].1;
    match n % 11 {
        0 => {}
        1 | 2 | 5 => act("forward", json!({"to": unit})),
        3 => {
            act("forward", json!({"to": unit}));
            act("return", json!({"agreed": true, "reasons": "不属本单位"}));
        }
        4 => act("handler", json!({"login": "sun"})),
        6 => {
            act("forward", json!({"to": unit}));
            let body =
                json!({"login": "sun", "substitute": "li", "reasons": "亲属", "approver": "王某"});
            act("recuse", body);
        }
        7 => {
            act("forward", json!({"to": unit}));
            act("withdraw", json!({"reasons": "已经解决"}));
            act(
                "restrict",
                json!({"ground": "asked", "reasons": "本人请求删除"}),
            );
        }
        8 => {
            act("forward", json!({"to": unit}));
            act("withdraw", json!({"reasons": "不反映了"}));
        }
        _ => act("forward", json!({"to": "戊村"})),
    }
    number
}

/// The petitions of which an operator may open the files, by their place, and the telephones of everybody
/// in them.
type Seen = (BTreeSet<usize>, BTreeSet<String>);

fn shown(world: &World, login: &str, numbers: &[PetitionNo]) -> Seen {
    let mut store = Store::open(&world.path(), login).expect("the store");
    let (mut files, mut shown) = Seen::default();
    for (n, number) in numbers.iter().enumerate() {
        let Ok(file) = open_for(&mut store, &number.0, "核对", world.now) else {
            continue;
        };
        files.insert(n);
        if file.case.is_some() {
            shown.extend(file.people.iter().flat_map(|p| {
                p.2.phones
                    .clone()
                    .into_iter()
                    .map(zhuoluo::words::Outside::into_raw)
            }));
        }
    }
    (files, shown)
}

fn found(finder: &mut Finder, world: &World, numbers: &[PetitionNo]) -> Seen {
    let words = numbers.iter().enumerate().filter(|(n, number)| {
        let hits = find(finder, world, &format!("渠道{n}号")).petitions;
        hits.iter().any(|hit| hit.row.number == **number)
    });
    let files = words.map(|w| w.0).collect();
    let phones = (0..=numbers.len()).map(phone);
    let people = phones.filter(|typed| {
        let cards = find(finder, world, typed).people;
        cards
            .iter()
            .any(|c| c.person.phones.iter().any(|p| p == typed))
    });
    (files, people.collect())
}

fn finder(world: &World, login: &str) -> Finder {
    Finder::new(Store::open(&world.path(), login).expect("the store")).expect("a finder")
}

/// Before and after the index is made, and through sessions that were open all the time.
#[test]
fn who_is_found_is_whom_readable_files_show() {
    let mut world = World::new();
    for (login, unit) in SEATS {
        world.seat_in(login, login, "caseworker", unit);
    }
    let mut numbers: Vec<_> = (0..44).map(|n| one(&mut world, n)).collect();
    // The index is made here, by the first who searches.
    let mut open: Vec<Finder> = SEATS.iter().map(|s| finder(&world, s.0)).collect();
    for (finder, _) in open.iter_mut().zip(SEATS) {
        find(finder, &world, "章");
    }
    for round in 0..3 {
        for ((login, _), open) in SEATS.iter().zip(&mut open) {
            let wanted = shown(&world, login, &numbers);
            assert!(
                wanted.0.len() > 5 && wanted.1.len() > 5,
                "{login} {wanted:?}"
            );
            let mut fresh = finder(&world, login);
            assert_eq!(
                found(&mut fresh, &world, &numbers),
                wanted,
                "{login} {round}"
            );
            assert_eq!(
                found(open, &world, &numbers),
                wanted,
                "{login} {round}, open"
            );
        }
        if round == 0 {
            numbers.extend((44..66).map(|n| one(&mut world, n)));
            for number in numbers.iter().step_by(9) {
                // Some went elsewhere meanwhile.
                let _ = world.act(number, "forward", &json!({"to": "教育局"}));
            }
        }
        if round == 1 {
            // All due dates are counted anew: the book says no longer whom petitions concern.
            let own = "[limits.answer]\nlength = 45\n";
            world.store.set_rules(own, world.now).expect("rules");
            let raw = world.raw();
            let moved = "UPDATE concern SET unit = (SELECT id FROM unit WHERE name = '民政局')
                WHERE unit = (SELECT id FROM unit WHERE name = '教育局') AND petition % 2 = 0";
            assert!(raw.execute(moved, []).expect("moved") > 3);
        }
    }
}
