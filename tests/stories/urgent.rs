//! Urgent help: one key from everywhere shows the card.

use zhuoluo::domain::change::Change;
use zhuoluo::flow::Do;
use zhuoluo::words::Lang;

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

/// The texts of the duty desk's events of a kind, oldest first.
fn deeds(story: &Story, kind: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(story.store.path()).unwrap();
    let sql = "SELECT body FROM duty_event WHERE kind = ?1 ORDER BY seq";
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([kind], |r| r.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn one_more_key_opens_the_record_and_calls_are_kept_one_by_one() {
    let mut story = Story::new();
    story.keys("<f12><enter>");
    let opened = deeds(&story, "urgent");
    assert_eq!(opened.len(), 1, "kept at once, before a word is typed");
    assert!(opened[0].contains("人民路1号"), "{opened:?}");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("几点几分") && screen.contains("10:30"),
        "{screen}"
    );
    story.wait(120);
    story.keys("120<enter>").paste("五分钟到，门口有人接");
    story.keys("<ctrl-s>");
    let calls = deeds(&story, "urgent_call");
    assert_eq!(calls.len(), 1);
    assert!(
        calls[0].contains("\"120\"")
            && calls[0].contains("T10:30:00")
            && calls[0].contains("五分钟到"),
        "{calls:?}"
    );
    let screen = story.screen(80, 24);
    assert!(screen.contains("10:30 120急救 五分钟到"), "{screen}");
    assert!(
        screen.contains("10:32"),
        "the next call has the minute of now:\n{screen}"
    );
    // The leader's list has the follow-up, which says nothing of the person.
    story.keys("<esc>");
    let screen = story.screen(120, 40);
    assert!(!screen.contains("几点几分"), "{screen}");
    let owed = story
        .store
        .desk_owes(
            story.now,
            Some(story.now.date_naive() + chrono::Days::new(2)),
        )
        .unwrap();
    let follow = owed
        .iter()
        .find(|o| o.obligation.kind == zhuoluo::domain::obligation::Kind::UrgentFollowUp);
    assert!(follow.is_some_and(|o| !o.summary.raw().contains("五分钟") && o.name.is_empty()));
}

#[test]
fn a_record_says_what_is_missing_and_drops_no_text_unasked() {
    let mut story = Story::new();
    story.keys("<f12><enter><ctrl-s>");
    let screen = story.screen(80, 24);
    assert!(screen.contains("要选打给谁"), "{screen}");
    assert!(deeds(&story, "urgent_call").is_empty());
    story.keys("119<enter>").paste("在楼顶");
    story.keys("<esc>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("在楼顶") && screen.contains("还没记下"),
        "{screen}"
    );
    story.keys("<esc>");
    assert!(!story.screen(80, 24).contains("在楼顶"));
    assert_eq!(deeds(&story, "urgent").len(), 1, "the record stays");
}

#[test]
fn a_second_enter_opens_no_second_record() {
    let mut story = Story::new();
    story.keys("<f12><enter><enter><enter>");
    assert_eq!(deeds(&story, "urgent").len(), 1);
}

/// Nothing of the room shows through the card where a message stood under it.
#[test]
fn a_message_under_the_card_leaves_no_hole_in_it() {
    for (size, keys) in [((80, 24), "<esc>"), ((80, 22), "<esc>"), ((80, 24), "<f5>")] {
        let mut story = Story::new();
        story.register(r#"{"channel":"visit","received_on":"2026-11-10","route":"petition","class":"request","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"钱某兰"}]}"#);
        for lang in [Lang::Zh, Lang::En] {
            story.look(&zhuoluo::look::Look {
                lang,
                ..Default::default()
            });
            story.keys("<f12>");
            let alone = story.screen(size.0, size.1);
            story.keys("<esc>").keys(keys);
            assert_ne!(story.screen(size.0, size.1), alone);
            story.keys("<f12>");
            assert_eq!(story.screen(size.0, size.1), alone, "{keys}");
            story.wait(60);
        }
    }
}
