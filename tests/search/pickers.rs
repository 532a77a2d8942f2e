//! Every list that the program lets one choose from is found in by the same engine: by the whole name, its
//! sounds, their first letters, and with a slip.

use zhuoluo::domain::category::Categories;
use zhuoluo::domain::event::StepKind;
use zhuoluo::domain::petition::{Channel, Class, PersonKind, Role, Route};
use zhuoluo::domain::status::Status;
use zhuoluo::forms::{Choice, answers};
use zhuoluo::keys::Action;
use zhuoluo::search::pinyin::readings;
use zhuoluo::words::Word;

use crate::kit::World;

fn words<T: Copy>(all: &[T], code: fn(T) -> &'static str, word: fn(T) -> Word) -> Vec<Choice> {
    all.iter()
        .map(|v| Choice::new(code(*v), word(*v)))
        .collect()
}

/// Every list, by name.
fn lists() -> Vec<(&'static str, Vec<Choice>)> {
    let world = World::new();
    let office = world.store.office();
    let categories: &Categories = office.categories;
    let named = categories
        .all()
        .iter()
        .map(|c| Choice::named(&c.code, &categories.label(&c.code)));
    let units = office
        .units
        .0
        .iter()
        .map(|u| Choice::named(&u.id.0.to_string(), &u.name));
    let rows = Action::table()
        .iter()
        .map(|row| Choice::new(row.id, row.word));
    vec![
        ("palette", rows.collect()),
        ("categories", named.collect()),
        ("units", units.collect()),
        (
            "steps",
            words(StepKind::ALL, StepKind::code, StepKind::word),
        ),
        (
            "channels",
            words(Channel::ALL, Channel::code, Channel::word),
        ),
        ("roles", words(Role::ALL, Role::code, Role::word)),
        (
            "kinds",
            words(PersonKind::ALL, PersonKind::code, PersonKind::word),
        ),
        ("classes", words(Class::ALL, Class::code, Class::word)),
        ("routes", words(Route::ALL, Route::code, Route::word)),
        ("statuses", words(Status::ALL, Status::code, Status::word)),
    ]
}

/// The sounds of the Chinese signs of a label, in order.
fn sounds(label: &str) -> Vec<&'static str> {
    let signs = label.chars().filter_map(|c| readings(c).first().copied());
    signs.collect()
}

/// Where the choice with this name stands among those that answer.
fn place(list: &[Choice], typed: &str, name: &str) -> Option<usize> {
    let found = answers(list.iter(), typed);
    found.iter().position(|a| list[a.at].label.zh == name)
}

#[test]
fn every_entry_of_every_list_is_found() {
    let mut missed = Vec::new();
    for (of, list) in lists() {
        for choice in &list {
            let name = choice.label.zh.as_str();
            let sounds = sounds(name);
            let full = sounds.concat();
            let initials: String = sounds.iter().filter_map(|s| s.chars().next()).collect();
            let mut asked = vec![(name.to_owned(), 1), (full.clone(), 3)];
            if initials.len() >= 3 {
                asked.push((initials, 12));
            }
            if full.len() >= 8 {
                let mut slip = full.clone();
                slip.remove(full.len() / 2);
                asked.push((slip, 10));
                let (head, tail) = full.split_at(full.len() / 2);
                let swapped: String = [tail.chars().nth(1), tail.chars().next()]
                    .into_iter()
                    .flatten()
                    .collect();
                asked.push((format!("{head}{swapped}{}", &tail[2..]), 10));
            }
            let english = choice.label.en.to_lowercase();
            asked.push((english, 3));
            for (typed, most) in asked {
                if typed.is_empty() {
                    continue;
                }
                match place(&list, &typed, name) {
                    Some(at) if at < most => {}
                    other => missed.push(format!("{of}: {name} by {typed}: {other:?}")),
                }
            }
        }
    }
    assert!(missed.is_empty(), "{}\n{}", missed.len(), missed.join("\n"));
}

/// A category answers to the words that propose it, a unit to the names that it had: in characters, in
/// sounds and with a slip, as to its own name; and each is listed once.
#[test]
fn categories_and_units_answer_to_their_other_words() {
    let world = World::new();
    let office = world.store.office();
    let categories = &office.categories;
    let all = categories.all().iter();
    let all: Vec<Choice> = all
        .map(|c| Choice::category(c, &categories.label(&c.code)))
        .collect();
    for typed in ["征地", "zhengdi", "zhdk", "青苗", "补偿安置", "zengdikuan"] {
        let found = answers(all.iter(), typed);
        let ids: Vec<&str> = found.iter().map(|a| all[a.at].id.as_str()).collect();
        assert_eq!(
            ids.iter().take(2).filter(|id| **id == "0201").count(),
            1,
            "{typed}: {ids:?}"
        );
        assert_eq!(
            ids.iter().filter(|id| **id == "0201").count(),
            1,
            "{typed}: once"
        );
    }
    assert_eq!(answers(all.iter(), " ").len(), all.len());
    let mut unit = office.units.0[1].clone();
    unit.former = vec!["示例县国土资源局".to_owned()];
    let units = [Choice::unit(&office.units.0[0]), Choice::unit(&unit)];
    for typed in ["国土资源局", "gtzyj", "guotuziyuan", "国土资园局"] {
        let found = answers(units.iter(), typed);
        assert_eq!(found.first().map(|a| a.at), Some(1), "{typed}");
    }
}
