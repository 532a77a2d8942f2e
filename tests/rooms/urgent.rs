//! The card of urgent help over a room, at every size.

use zhuoluo::app::App;
use zhuoluo::flow::Event;
use zhuoluo::keys::Chord;
use zhuoluo::look::{Look, Palette};
use zhuoluo::widgets::Caret;
use zhuoluo::words::Lang;

use super::golden;
use crate::kit::{instant, office};
use crate::screen::shot;

#[test]
fn the_urgent_card() {
    let mut place = office::office();
    place.address = "示例县人民路1号一楼东门".to_owned();
    place.phone = "0999-5550100".to_owned();
    place.contacts = vec!["示例县医院急诊 0999-5550120".to_owned()];
    let place = std::sync::Arc::new(place);
    golden::check("urgent-card", |frame, look| {
        let now = instant("2026-11-23T10:30:00+08:00");
        let mut app = App::new(place.clone(), *look, now);
        app.handle(Event::Key(Chord::parse("f12").unwrap()));
        app.draw(frame);
        // The frame's own cursor is held by the story of the card.
        Caret::top(frame.area())
    });
}

/// A message under the card is there whole, or not at all.
#[test]
fn no_message_is_cut_in_two() {
    let place = std::sync::Arc::new(office::office());
    let look = Look::new(Lang::Zh, Palette::Mono, false);
    let screen = |size, keys: &[&str]| {
        let (buffer, _) = golden::draw(size, &look, |frame, look| {
            let now = instant("2026-11-23T10:30:00+08:00");
            let mut app = App::new(place.clone(), *look, now);
            for key in keys {
                app.handle(Event::Key(Chord::parse(key).unwrap()));
            }
            app.draw(frame);
            Caret::top(frame.area())
        });
        shot::text(&buffer)
    };
    let said = "! 眼下没有到期和临近的义务。";
    let small = (80, 24);
    assert!(screen(small, &["f7"]).contains(said));
    assert_eq!(screen(small, &["f7", "f12"]), screen(small, &["f12"]));
    assert!(screen((200, 60), &["f7", "f12"]).contains(said));
}
