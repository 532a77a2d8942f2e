//! A handover typed as keys: drafted, looked at line by line, signed by two persons in two sessions.

use zhuoluo::domain::change::Change;
use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::handed::Outline;
use zhuoluo::domain::duty::shift::Crew;
use zhuoluo::domain::rights::Operator;
use zhuoluo::flow::Do;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::store::Store;

use super::room::{hear, order, shift, shows};
use crate::stories::script::Story;

/// A shift of li that lasts; the session is of another.
pub(super) fn two_on_duty() -> Story {
    let mut story = Story::new();
    let li = Operator {
        login: "li".to_owned(),
        name: "李某".to_owned(),
        ..story.store.office().operator.clone()
    };
    let added = Do::Change(Change::AddOperator(li));
    story.store.perform(added, story.now).expect("added");
    let mut first = shift("2026-11-23 08:00", "2026-11-23 20:00");
    first.crew = Crew {
        leader: "li".to_owned(),
        staff: vec!["li".to_owned()],
    };
    order(&mut story, Deed::Shift(first));
    story
}

#[test]
fn a_handover_is_drafted_and_signed_line_by_line() {
    let mut story = two_on_duty();
    let at = story.now.naive_local();
    order(
        &mut story,
        Deed::Log {
            at,
            text: "备用钥匙借出".into(),
            unusual: true,
        },
    );
    order(
        &mut story,
        Deed::Shift(shift("2026-11-23 20:00", "2026-11-24 08:00")),
    );
    story.wait(9 * 3600);
    story.keys("<enter><alt-5><tab><tab><tab><tab><tab>");
    shows(&mut story, &["待起草", "11-23 20:00"]);
    story.keys("<f2>");
    shows(
        &mut story,
        &["交班 未签", "接班 未签", "[ ]", "备用钥匙借出"],
    );
    // Signing for the incoming side waits until each flagged line was looked at.
    story.keys("<ctrl-e><backtab><backtab><f4>接班<enter><ctrl-s>");
    shows(&mut story, &["没有过目"]);
    story.keys("<esc>");
    let open = |story: &Story| {
        let book = story.store.duty_book().expect("the book");
        let last = book.handovers.last().expect("one");
        let lines = story.store.handover_lines(last.stamp.seq, 0..usize::MAX);
        let lines = lines.expect("its lines").lines;
        last.untouched(&Outline::of(&lines)).len()
    };
    story.keys("<home>");
    for _ in 0..60 {
        if open(&story) == 0 {
            break;
        }
        story.keys("<down><enter>");
    }
    assert_eq!(open(&story), 0, "{}", story.screen(120, 40));
    story.keys("<ctrl-e><backtab><backtab><f4>接班<enter><ctrl-s>");
    // Nobody signs for both sides; the other signs in a session of their own.
    story.keys("<ctrl-e><backtab><backtab><f4>交班<enter><ctrl-s>");
    shows(&mut story, &["不是交班人"]);
    story.keys("<esc><esc>");
    let mut other = Store::open(&story.file(), "li").expect("a session");
    let of = other.duty_book().expect("the book").handovers[0].stamp.seq;
    let sign = Deed::Sign {
        of,
        incoming: false,
        who: "li".to_owned(),
    };
    let signing = Do::Duty(DutyOrder::plain(sign));
    other.perform(signing, story.now).expect("signed");
    hear(&mut story);
    shows(&mut story, &["交班 李某 11-23", "接班 窗口一 11-23"]);
}
