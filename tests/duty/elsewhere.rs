//! The duty room for somebody of another unit than the petition office.

use std::cell::Cell;

use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::ids::UnitId;
use zhuoluo::domain::rights::Duty as Role;
use zhuoluo::keys::Action;
use zhuoluo::rooms::duty::Duty;
use zhuoluo::rooms::{Cx, Room};
use zhuoluo::words::Lang;

use super::room::{desk, order};

/// The keys of the desk ask the table of rights: in another unit those that are the office's are closed, and its
/// log is not shown.
#[test]
fn in_another_unit_the_keys_of_the_desk_are_closed() {
    let mut story = desk();
    let entry = Deed::Log {
        at: story.now.naive_local(),
        text: "夜里来电".into(),
        unusual: false,
    };
    order(&mut story, entry);
    let mut office = (*story.store.office()).clone();
    let tickets = Cell::new(0);
    for (unit, closed) in [(UnitId::OFFICE, false), (UnitId(2), true)] {
        office.operator.unit = unit;
        office.operator.duty = Role::Administrator;
        let cx = Cx {
            now: story.now,
            today: story.now.date_naive(),
            office: &office,
            lang: Lang::Zh,
            tickets: &tickets,
        };
        let mut room = Duty::default();
        for _part in 0..7 {
            for action in Action::ALL {
                let why = room.why_not(*action, &cx);
                let why = why.map(|w| w.zh.to_string()).unwrap_or_default();
                assert!(closed || !why.contains("这是本办的事"), "{action:?} {why}");
            }
            room.act(Action::NextPane, &cx);
        }
        for action in [Action::OverrideShift, Action::AskSwap, Action::TakeCode] {
            let why = room.why_not(action, &cx);
            let is_right = why.is_some_and(|w| w.zh.contains("这是本办的事"));
            assert_eq!(is_right, closed, "{action:?}");
        }
    }
}
