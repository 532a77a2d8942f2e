//! The page of ledgers that wait to be imported, at every size.

use zhuoluo::widgets::Caret;

use super::golden;
use crate::stories::script::Story;
use crate::stories::waiting::{THERE, story};

fn check(name: &str, story: &mut Story, keys: &str) {
    golden::check(&format!("ledgers-waiting-{name}"), |frame, look| {
        story.look(look);
        story.keys(THERE).keys(keys);
        story.app.draw(frame);
        Caret::top(frame.area())
    });
}

#[test]
fn the_ledgers_that_wait() {
    let mut story = story();
    check("row", &mut story, "");
    check("asked", &mut story, "<ctrl-s>");
    story.look(&zhuoluo::look::Look::default());
    story.keys(THERE).keys("3<down>4<right>1");
    check("answered", &mut story, "<home><down><right>");
    check("pair", &mut story, "<end>");
    check("none", &mut Story::new(), "");
}
