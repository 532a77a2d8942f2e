//! Words of the matter: whatever one to four characters are typed, those petitions are found that a plain
//! reading finds, no more and no less, for whoever asks, in the index and since.

use std::collections::BTreeSet;

use serde_json::json;
use zhuoluo::flow::{Ask, Reply};
use zhuoluo::store::Store;
use zhuoluo::store::finder::Finder;

use crate::kit::World;
use crate::kit::world::{act, register, report};

/// Few characters, so that every run of them stands in several petitions and many nearly do.
const SIGNS: [&str; 7] = ["征", "地", "补", "偿", "款", "水", "电"];

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::from(u16::try_from(self.0 >> 48).unwrap_or(0)) % end
    }

    fn text(&mut self, most: usize) -> String {
        let len = 1 + self.below(most);
        (0..len).map(|_| SIGNS[self.below(SIGNS.len())]).collect()
    }
}

/// Everything that words are looked for in, by number, as it stands in the store.
fn texts(world: &World) -> Vec<(String, String)> {
    let sql = "SELECT p.number, p.summary || char(10) || p.words || char(10) || p.place || char(10) || p.name || char(10)
        || coalesce((SELECT group_concat(n.name, char(10)) FROM party a JOIN petitioner n ON n.id = a.person WHERE a.petition = p.id), '')
        FROM petition p WHERE p.status <> 'void' AND p.sealed = 0";
    let conn = world.raw();
    let mut statement = conn.prepare(sql).expect("a query");
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)));
    rows.expect("rows")
        .collect::<Result<_, _>>()
        .expect("texts")
}

fn found(finder: &mut Finder, world: &World, typed: &str) -> Vec<String> {
    finder.follow().expect("up to date");
    let ask = Ask::Find {
        text: typed.to_owned(),
        limit: 500,
    };
    let Ok(Reply::Found(found)) = finder.ask_at(&ask, world.now) else {
        panic!("{typed}")
    };
    let by_words = found.petitions.iter();
    let by_words = by_words.filter(|h| !matches!(h.class, "office" | "people"));
    by_words.map(|h| h.row.number.0.clone()).collect()
}

/// A few more petitions, some reports that li takes down, some sent to a unit, some put away.
fn more(
    world: &mut World,
    li: &mut Store,
    dice: &mut Dice,
    reports: &mut BTreeSet<String>,
    sent: &mut BTreeSet<String>,
) {
    for n in 0..24 {
        let secret = n % 5 == 0;
        let mut body = if secret { report() } else { json!({}) };
        body["draft"] = json!("");
        body["facts"] = json!(format!("{}，{}。", dice.text(6), dice.text(5)));
        body["summary"] = json!(dice.text(4));
        body["people"] = json!([{ "name": format!("章{}", dice.text(2)) }, { "name": format!("景{}", dice.text(2)), "role": "joint" }]);
        let intake = world.intake(&body);
        let store = if secret { &mut *li } else { &mut world.store };
        let made = register(store, intake, world.now).expect("registered").file;
        let number = made.number;
        if secret {
            reports.insert(number.0);
            continue;
        }
        match n % 4 {
            1 => {
                act(
                    store,
                    &number,
                    "forward",
                    &json!({"to": "教育局"}),
                    world.now,
                )
                .expect("sent");
                sent.insert(number.0);
            }
            3 if n % 3 == 0 => {
                act(
                    store,
                    &number,
                    "withdraw",
                    &json!({"reasons": "已经解决"}),
                    world.now,
                )
                .expect("ended");
                let why = json!({"ground": "asked", "reasons": "本人请求删除"});
                act(store, &number, "restrict", &why, world.now).expect("restricted");
            }
            _ => {}
        }
    }
}

#[test]
fn one_to_four_characters_find_what_a_plain_reading_finds() {
    let mut world = World::new();
    let mut li = world.seat("li", "window");
    let seat = "INSERT INTO operator (login, name, duty, unit) SELECT 'sun', '孙某', 'caseworker', id FROM unit WHERE name = '教育局'";
    world.raw().execute(seat, []).expect("a seat");
    let mut dice = Dice(20);
    let (mut reports, mut forwarded) = (BTreeSet::new(), BTreeSet::new());
    more(&mut world, &mut li, &mut dice, &mut reports, &mut forwarded);
    let open = |world: &World, login: &str| {
        let store = Store::open(&world.path(), login).expect("the store");
        Finder::new(store).expect("a finder")
    };
    // The index is made of these; what comes now is in the live part.
    let mut seats = ["wang", "li", "sun"].map(|login| (login, open(&world, login)));
    more(&mut world, &mut li, &mut dice, &mut reports, &mut forwarded);
    let texts = texts(&world);
    let mut typed: BTreeSet<String> = BTreeSet::new();
    for first in SIGNS {
        typed.insert(first.to_owned());
        typed.extend(SIGNS.map(|second| format!("{first}{second}")));
    }
    for _ in 0..120 {
        let text = dice.text(4);
        typed.insert(text.clone());
        typed.insert(format!("{text} {}", dice.text(3)));
    }
    let mut met = 0;
    for text in typed {
        for (login, finder) in &mut seats {
            let sees = |number: &String| match *login {
                "li" => true,
                "wang" => !reports.contains(number),
                _ => forwarded.contains(number),
            };
            let has = |all: &String| text.split(' ').all(|word| all.contains(word));
            let mut wanted: Vec<String> = (texts.iter())
                .filter(|(number, all)| sees(number) && has(all))
                .map(|(number, _)| number.clone())
                .collect();
            wanted.sort_unstable_by(|a, b| b.cmp(a));
            let mut got = found(finder, &world, &text);
            got.sort_unstable_by(|a, b| b.cmp(a));
            assert_eq!(got, wanted, "{login} {text}");
            met += got.len();
        }
    }
    assert!(met > 500, "{met}");
}

/// A word of the matter may be in letters; what is typed lights up, all of it; a number needs no hyphens.
#[test]
fn words_in_letters_are_words_of_a_matter() {
    let mut world = World::new();
    let mut numbers = Vec::new();
    for facts in [
        "小区的WiFi信号塔辐射大，要求搬走。",
        "高速路口ETC扣错了钱，要求退。",
    ] {
        let intake = world.intake(&json!({ "draft": "", "facts": facts, "summary": "" }));
        let made = register(&mut world.store, intake, world.now).expect("registered");
        numbers.push(made.file.number.0.clone());
    }
    let store = Store::open(&world.path(), "wang").expect("the store");
    let mut finder = Finder::new(store).expect("a finder");
    for round in 0..2 {
        for (typed, wanted) in [
            ("wifi", &numbers[..1]),
            ("WiFi 信号", &numbers[..1]),
            ("信号 wifi", &numbers[..1]),
            ("etc", &numbers[1..]),
            ("Etc 退", &numbers[1..]),
            ("ETC wifi", &[]),
            // Initials of somebody's name, and two letters that every number has.
            ("lf", &[]),
            ("e", &[]),
        ] {
            assert_eq!(found(&mut finder, &world, typed), wanted, "{round} {typed}");
        }
        for typed in [
            numbers[0].replace('-', ""),
            numbers[0].replace('-', " ").to_lowercase(),
            numbers[0].replace('-', "\u{2013}"),
        ] {
            assert_eq!(found(&mut finder, &world, &typed), numbers[..1], "{typed}");
        }
        // In the index as in the live part.
        let store = Store::open(&world.path(), "wang").expect("the store");
        finder = Finder::new(store).expect("a finder");
    }
    let ask = Ask::Find {
        text: "辐射 wifi 搬走".to_owned(),
        limit: 5,
    };
    let Ok(Reply::Found(found)) = finder.ask_at(&ask, world.now) else {
        panic!("found")
    };
    let hit = &found.petitions[0];
    let text = if hit.excerpt.is_empty() {
        &hit.row.summary
    } else {
        &hit.excerpt
    };
    let shown: Vec<char> = text.raw().chars().collect();
    let lit: String = hit.lit.iter().map(|at| shown[*at]).collect();
    assert_eq!(lit, "WiFi辐射搬走");
}
