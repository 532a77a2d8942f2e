//! The card of urgent help over a room, at every size.

use zhuoluo::app::App;
use zhuoluo::flow::Event;
use zhuoluo::keys::Chord;
use zhuoluo::widgets::Caret;

use super::golden;
use crate::kit::{instant, office};

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
