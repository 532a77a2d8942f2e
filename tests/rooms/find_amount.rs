//! How many hits Find asks for: few while one types, a list full at rest, more at its end.

use zhuoluo::domain::ids::PersonId;
use zhuoluo::flow::{Ask, Effect, Reply, Route};
use zhuoluo::keys::Action;
use zhuoluo::rooms::find::Find;
use zhuoluo::rooms::{Order, Room};

use super::find::{card, found, play};
use super::play::Play;

/// More than is listed: the tab says so, and at the end of the list twice as many are asked for; the choice
/// stays on its row.
#[test]
fn at_the_end_of_a_list_more_is_asked_for() {
    let mut play = play();
    play.keys("章");
    let first = play.asked.last().unwrap().0;
    let mut some = found("章");
    some.more_people = true;
    play.take(first, Ok(Reply::Found(some)));
    let screen = play.screen(80, 24);
    assert!(screen.contains("人员 2+"), "{screen}");
    assert!(screen.contains("End 再列"), "{screen}");
    assert!(screen.contains("信访件 2 "), "{screen}");
    let wide = play.screen(120, 40);
    assert!(wide.contains("人员 2+"), "{wide}");
    play.asked.clear();
    play.keys("<End>");
    let limits: Vec<usize> = play
        .asked
        .iter()
        .map(|(_, ask)| match ask {
            Ask::Find { limit, .. } => *limit,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(limits, [30], "once, a full list");
    play.keys("<Down>");
    assert_eq!(
        play.asked.len(),
        1,
        "while that is awaited nothing is asked"
    );
    let mut more = found("章");
    more.people.insert(1, card(3, "章晓棠", &[0]));
    let ticket = play.asked[0].0;
    play.take(ticket, Ok(Reply::Found(more)));
    let screen = play.screen(80, 24);
    assert!(
        screen.contains("人员 3 ") && !screen.contains("End 再列"),
        "{screen}"
    );
    // The second row then is the third now.
    play.act(Action::PersonFile);
    assert_eq!(
        play.seen.last(),
        Some(&Order::Go(Route::Person(PersonId(2))))
    );
    play.asked.clear();
    play.keys("晓");
    assert!(
        matches!(play.asked[..], [(_, Ask::Find { limit: 10, .. })]),
        "{:?}",
        play.asked
    );
}

/// While one types, few are asked for; when the typing rests, a full list, once. An answer begins the rest anew.
#[test]
fn a_list_is_filled_when_the_typing_rests() {
    let mut play = play();
    let answer = |play: &mut Play<Find>| {
        let ticket = play.asked.last().unwrap().0;
        let mut some = found("章");
        some.more_people = true;
        play.take(ticket, Ok(Reply::Found(some)));
    };
    play.keys("章");
    answer(&mut play);
    assert_eq!(play.seen, [Order::World(Effect::Wake(350))]);
    play.asked.clear();
    play.call(Find::tick);
    assert!(play.asked.is_empty(), "one tick may be an earlier wake");
    play.keys("晓<Backspace>");
    answer(&mut play);
    play.asked.clear();
    play.call(Find::tick);
    assert!(play.asked.is_empty(), "typed since");
    play.call(Find::tick);
    assert!(matches!(play.asked[..], [(_, Ask::Find { limit: 30, .. })]));
    answer(&mut play);
    play.asked.clear();
    play.call(Find::tick);
    play.call(Find::tick);
    assert!(play.asked.is_empty(), "once");
}

/// What comes while an answer is awaited is no rest: the list is filled after it.
#[test]
fn a_slow_answer_is_filled_after_it_came() {
    let mut play = play();
    let answer = |play: &mut Play<Find>| {
        let ticket = play.asked.last().unwrap().0;
        let mut some = found("章");
        some.more_people = true;
        play.take(ticket, Ok(Reply::Found(some)));
    };
    play.keys("章");
    answer(&mut play);
    // Another session saved something: the same is asked once more.
    play.call(Find::changed);
    for _ in 0..3 {
        play.call(Find::tick);
    }
    let asked = |play: &Play<Find>| match play.asked.last() {
        Some((_, Ask::Find { limit, .. })) => *limit,
        other => panic!("{other:?}"),
    };
    assert_eq!(asked(&play), 10);
    answer(&mut play);
    play.call(Find::tick);
    play.call(Find::tick);
    assert_eq!(asked(&play), 30);
}
