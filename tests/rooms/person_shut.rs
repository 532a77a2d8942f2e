//! A person's file that is open, and no longer, or not all of it, for whoever sits here.

use serde_json::json;
use zhuoluo::domain::ids::PetitionNo;
use zhuoluo::keys::Action;
use zhuoluo::rooms::Room;
use zhuoluo::rooms::person::Person;
use zhuoluo::words::Lang;

use super::person::{A, B, desk, rows, wide};
use super::stage::Stage;
use crate::kit::world::{act, seat};

/// Whoever sits here withdraws from a petition.
fn withdraw(stage: &mut Stage<Person>, petition: i64) {
    let conn = rusqlite::Connection::open(stage.store.path()).unwrap();
    let sql = "SELECT number FROM petition WHERE id = ?1";
    let number = conn.query_row(sql, [petition], |r| r.get(0)).unwrap();
    let path = stage.store.path().to_owned();
    seat(&path, ("zhao", "赵某"), "window", "示例县信访局", stage.now);
    let body =
        json!({"login": "wang", "substitute": "zhao", "reasons": "亲属", "approver": "赵某"});
    // What is answered is no longer for them to read.
    let done = act(
        &mut stage.store,
        &PetitionNo(number),
        "recuse",
        &body,
        stage.now,
    );
    let none = "SELECT 1 FROM event WHERE body LIKE '%\"recuse\"%'";
    conn.query_row(none, [], |r| r.get::<_, i64>(0))
        .unwrap_or_else(|_| panic!("{done:?}"));
}

fn follow(stage: &mut Stage<Person>) {
    stage.call(Room::changed);
    stage.settle();
}

/// The petition by which a person was known is not to be seen any more: the file closes, and what was being
/// written with it; nothing of it stays, and nothing was read to find that out.
#[test]
fn an_open_file_closes_when_its_person_is_no_longer_to_be_seen() {
    let mut stage = desk();
    stage.keys("<Down><F3>");
    stage.settle();
    stage.keys("父子共用");
    assert!(wide(&stage).contains("章小唐"), "{}", wide(&stage));
    let read = "SELECT count(*) FROM audit WHERE action = 'person'";
    let before = rows(&stage, read);
    withdraw(&mut stage, 1);
    follow(&mut stage);
    let shown = wide(&stage);
    assert!(shown.contains("从屏幕上收起"), "{shown}");
    for word in ["章晓棠", "章小唐", "1540000", "计算依据", "父子共用"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
    assert_eq!(rows(&stage, read), before);
    let kept = "SELECT count(*) FROM draft WHERE body LIKE '%父子共用%'";
    assert_eq!(rows(&stage, kept), 1, "what was written stays with them");
    let closed = stage.facts(Lang::Zh, |room, cx| room.why_not(Action::TellApart, cx));
    assert!(closed.is_some());
}

/// One of several petitions, or somebody it could be, is not to be seen any more: that alone goes.
#[test]
fn what_of_an_open_file_is_no_longer_to_be_seen_leaves_it() {
    let mut stage = desk();
    let now = stage.now;
    stage.store.merge_people(A, B, "录错一字", now).unwrap();
    follow(&mut stage);
    assert!(wide(&stage).contains("青苗"), "{}", wide(&stage));
    withdraw(&mut stage, 2);
    follow(&mut stage);
    let shown = wide(&stage);
    assert!(shown.contains("章晓棠"), "{shown}");
    for word in ["章小唐", "青苗"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
    // Beside a merge that is looked at.
    let mut stage = desk();
    stage.keys("<Down><Enter>");
    stage.settle();
    assert!(wide(&stage).contains("青苗"), "{}", wide(&stage));
    withdraw(&mut stage, 2);
    follow(&mut stage);
    let shown = wide(&stage);
    assert!(shown.contains("章晓棠"), "{shown}");
    for word in ["章小唐", "青苗"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
}

#[test]
fn an_open_file_closes_when_its_reader_has_another_role_or_unit() {
    for elsewhere in [false, true] {
        let mut stage = desk();
        let mut office = (*stage.office).clone();
        if elsewhere {
            office.operator.unit = zhuoluo::domain::ids::UnitId(2);
        } else {
            office.operator.duty = zhuoluo::domain::rights::Duty::Auditor;
        }
        stage.office = std::sync::Arc::new(office);
        follow(&mut stage);
        let shown = wide(&stage);
        assert!(shown.contains("角色或单位改了"), "{shown}");
        assert!(
            !shown.contains("章晓棠") && !shown.contains("计算依据"),
            "{shown}"
        );
    }
}
