//! Urgent help: one key from everywhere shows the card.

use zhuoluo::domain::change::Change;
use zhuoluo::flow::Do;

use super::script::Story;

const CARD: [&str; 5] = ["110", "120", "119", "12356", "先打电话，后登记"];

fn shows_the_card(story: &mut Story, from: &str) {
    let (screen, caret) = story.draw(80, 24);
    for word in CARD {
        assert!(
            screen.contains(word),
            "{from}: {word} is missing:\n{screen}"
        );
    }
    let line = screen.lines().nth(usize::from(caret.y)).unwrap();
    assert!(
        line.contains("先打电话"),
        "{from}: the caret stands on the card's first line: {line}"
    );
}

#[test]
fn one_key_from_every_room_and_over_every_window() {
    // Rooms, half-typed intakes, open questions, windows, the privacy screen.
    for before in [
        "",
        "<alt-2>",
        "<alt-2>张",
        "<alt-3>张",
        "<alt-6>",
        "<alt-6><f2>征",
        "<f1>",
        "<f1>打",
        "<ctrl-p>",
        "<ctrl-p>dj",
        "<f9>",
        "<ctrl-g>",
    ] {
        let mut story = Story::new();
        story.keys(before).keys("<f12>");
        shows_the_card(&mut story, before);
        story.keys("<esc>");
        let screen = story.screen(80, 24);
        assert!(
            !screen.contains("先打电话"),
            "{before}: Esc closes it:\n{screen}"
        );
    }
}

#[test]
fn it_stands_once_and_what_was_typed_is_still_there() {
    let mut story = Story::new();
    story.keys("<alt-2>").paste("王某来电");
    story.keys("<f12><f12><alt-9>");
    shows_the_card(&mut story, "pressed three times");
    story.keys("<esc>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("王某来电") && !screen.contains("12356"),
        "{screen}"
    );
}

#[test]
fn the_window_s_own_address_and_contacts_stand_on_it() {
    let mut story = Story::new();
    let place = Change::SetPlace {
        phone: Some("0999-5550100".to_owned()),
        address: Some("示例县新路9号二楼西门".to_owned()),
        contacts: Some(vec!["门卫 8001".to_owned(), "  ".to_owned()]),
    };
    story.store.perform(Do::Change(place), story.now).unwrap();
    let office = story.store.office();
    story.event(zhuoluo::flow::Event::Office(office));
    story.keys("<f12>");
    let screen = story.screen(120, 40);
    for word in ["示例县新路9号二楼西门", "0999-5550100", "门卫 8001"] {
        assert!(screen.contains(word), "{word}:\n{screen}");
    }
    assert!(
        !screen.contains("示例派出所"),
        "the list is replaced:\n{screen}"
    );
}

#[test]
fn it_is_drawn_at_every_size() {
    let mut story = Story::new();
    story.keys("<f12>");
    for (w, h) in [(1, 1), (3, 3), (20, 6), (60, 20), (80, 24), (200, 60)] {
        let (_, caret) = story.draw(w, h);
        assert!(caret.x < w && caret.y < h, "{w}×{h}");
    }
    // What does not fit is one key further down.
    story.keys("<pgdn><pgdn><pgdn><pgdn>");
    assert!(story.screen(60, 20).contains("第85条"));
}
