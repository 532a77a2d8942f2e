//! Drafts: kept as they are typed, parked, turned, recovered, discarded. No word is lost.

use zhuoluo::flow::{Ask, Do, Effect, Reply, Route};
use zhuoluo::keys::Action;
use zhuoluo::rooms::intake::Intake;
use zhuoluo::rooms::{Order, Room};

use super::intake::{desk, go_to, screen};
use super::stage::{Request, Stage};

fn wakes(stage: &Stage<Intake>) -> usize {
    stage
        .seen
        .iter()
        .filter(|o| matches!(o, Order::World(Effect::Wake(ms)) if *ms <= 300))
        .count()
}

fn savings(stage: &Stage<Intake>) -> usize {
    let saving = |r: &Request| matches!(r, Request::Do(d) if matches!(**d, Do::SaveDraft(_)));
    stage.waiting.iter().filter(|(_, r)| saving(r)).count()
}

fn drafts(stage: &Stage<Intake>) -> Vec<String> {
    match stage.store.ask(&Ask::Drafts, stage.now.date_naive()) {
        Ok(Reply::Drafts(rows)) => rows.into_iter().map(|r| r.title.into_raw()).collect(),
        other => panic!("{other:?}"),
    }
}

/// The same store with a new room: the program was started again.
fn again(stage: Stage<Intake>) -> Stage<Intake> {
    let mut stage = stage;
    stage.restart(Intake::new());
    stage.call(|room, cx| room.open(&Route::Intake, cx));
    stage.settle();
    stage
}

#[test]
fn every_key_is_kept_within_300_ms() {
    let mut stage = desk();
    stage.tick(1000);
    assert_eq!(
        (wakes(&stage), savings(&stage)),
        (0, 0),
        "an untouched form is not kept"
    );
    stage.keys("张");
    assert_eq!((wakes(&stage), savings(&stage)), (1, 0));
    stage.keys("三");
    assert_eq!(wakes(&stage), 1, "one wake for a burst");
    stage.tick(150);
    assert_eq!(savings(&stage), 1);
    stage.keys("丰");
    assert_eq!(wakes(&stage), 2);
    stage.tick(150);
    assert_eq!(savings(&stage), 1, "one saving at a time");
    stage.settle();
    assert_eq!(
        drafts(&stage),
        ["张三丰"],
        "what was typed meanwhile followed at once"
    );
    stage.tick(1000);
    assert_eq!(savings(&stage), 0, "nothing new, nothing written");
    stage.keys("<Tab>");
    assert_eq!(
        savings(&stage),
        1,
        "leaving a field keeps where the cursor is"
    );
}

#[test]
fn a_failing_disk_is_said_once_and_tried_again() {
    let mut stage = desk();
    stage.keys("张三");
    for _ in 0..3 {
        stage.tick(1000);
        stage.fail();
    }
    assert_eq!(
        stage
            .said()
            .iter()
            .filter(|s| s.contains("磁盘已满"))
            .count(),
        2,
        "once for the matches, once for the draft"
    );
    assert!(screen(&stage).contains("草稿未存下"));
    stage.tick(1000);
    stage.settle();
    assert!(screen(&stage).contains("已存 10:32"), "{}", screen(&stage));
    assert_eq!(drafts(&stage), ["张三"]);
}

#[test]
fn a_hangup_keeps_every_form_and_it_comes_back_at_the_cursor() {
    let mut stage = desk();
    stage.keys("李四<Ctrl-K>");
    stage.settle();
    stage.tick(2000);
    stage.keys("张三丰<Tab><Tab>138000<Left><Left>");
    stage.call(Room::hangup);
    stage.settle();
    let mut stage = again(stage);
    assert!(
        screen(&stage).contains("已恢复 10:32 的草稿，光标在原处"),
        "{}",
        screen(&stage)
    );
    stage.keys("9");
    assert!(screen(&stage).contains("1380900"), "{}", screen(&stage));
    stage.keys("<Ctrl-N>");
    stage.settle();
    assert!(
        screen(&stage).contains("李四") && screen(&stage).contains("2/2"),
        "{}",
        screen(&stage)
    );
}

#[test]
fn what_was_doubtful_is_said_again_when_a_draft_comes_back() {
    let mut stage = desk();
    stage.keys("张三丰<Tab>99999919700101012X<Tab>13800138000<Left><Left>");
    assert!(screen(&stage).contains("校验位不符"), "{}", screen(&stage));
    stage.call(Room::hangup);
    stage.settle();
    let mut stage = again(stage);
    assert!(screen(&stage).contains("校验位不符"), "{}", screen(&stage));
    stage.keys("7");
    assert!(
        screen(&stage).contains("138001380700"),
        "{}",
        screen(&stage)
    );
}

#[test]
fn a_saving_under_way_does_not_stop_a_hangup() {
    let mut stage = desk();
    stage.keys("张");
    stage.tick(150);
    stage.keys("三");
    stage.call(Room::hangup);
    assert_eq!(savings(&stage), 2);
    stage.settle();
    assert_eq!(drafts(&stage), ["张三"]);
}

#[test]
fn parked_people_are_never_mixed() {
    let mut stage = desk();
    stage.keys("<Ctrl-K>");
    assert!(stage.said().iter().any(|s| s.contains("空白")));
    for name in ["赵某", "钱某", "孙某"] {
        stage.keys(name);
        stage.keys("<Ctrl-K>");
    }
    stage.settle();
    let mut titles = drafts(&stage);
    titles.sort();
    assert_eq!(titles, ["孙某", "赵某", "钱某"]);
    assert!(
        screen(&stage).contains("赵某") && screen(&stage).contains("4/4"),
        "{}",
        screen(&stage)
    );
    stage.keys("<Ctrl-N>要求修路");
    assert!(
        screen(&stage).contains("赵某要求修路"),
        "{}",
        screen(&stage)
    );
    stage.keys("<Ctrl-O>");
    assert!(screen(&stage).contains("新登记"));
    stage.keys("<Ctrl-O>");
    assert!(
        screen(&stage).lines().next().unwrap().contains("孙某"),
        "{}",
        screen(&stage)
    );
}

#[test]
fn registering_one_leaves_the_parked_ones() {
    let mut stage = desk();
    stage.keys("赵某<Ctrl-K>钱某<Ctrl-R>要求修路<Ctrl-S>");
    stage.settle();
    assert_eq!(drafts(&stage), ["赵某"]);
    let mut stage = again(stage);
    assert!(screen(&stage).contains("赵某"));
    stage.keys("<Ctrl-R>要求通水<Ctrl-S>");
    stage.settle();
    assert!(drafts(&stage).is_empty());
}

#[test]
fn changes_after_the_save_was_sent_are_not_lost() {
    let mut stage = desk();
    stage.keys("赵某<Ctrl-R>要求修路<Ctrl-S>并装路灯");
    stage.settle();
    stage.tick(150);
    stage.settle();
    assert!(stage.said().iter().any(|s| s.contains("另存为新草稿")));
    assert!(
        screen(&stage).contains("要求修路并装路灯"),
        "{}",
        screen(&stage)
    );
    assert_eq!(drafts(&stage), ["赵某"]);
}

#[test]
fn discarding_asks_each_time() {
    let mut stage = desk();
    stage.keys("赵某");
    stage.tick(150);
    stage.settle();
    let asked = |stage: &Stage<Intake>| {
        stage
            .seen
            .iter()
            .filter(|o| matches!(o, Order::Confirm(_, Action::DiscardDraft)))
            .count()
    };
    stage.act(Action::DiscardDraft);
    assert_eq!(asked(&stage), 1);
    stage.act(Action::Cancel);
    stage.act(Action::DiscardDraft);
    assert_eq!(asked(&stage), 2, "after a no it asks again");
    stage.act(Action::DiscardDraft);
    stage.fail();
    assert!(
        screen(&stage).contains("赵某"),
        "what could not be dropped is back"
    );
    stage.act(Action::DiscardDraft);
    stage.act(Action::DiscardDraft);
    stage.settle();
    assert!(drafts(&stage).is_empty() && !screen(&stage).contains("赵某"));
}

#[test]
fn whoever_types_already_is_not_pushed_aside() {
    let mut stage = desk();
    stage.keys("赵某<Tab>");
    stage.settle();
    stage.restart(Intake::new());
    stage.call(|room, cx| room.open(&Route::Intake, cx));
    stage.keys("钱");
    stage.settle();
    assert!(
        screen(&stage).contains("钱") && screen(&stage).contains("还有 1 份"),
        "{}",
        screen(&stage)
    );
}

#[test]
fn a_draft_of_another_shape_is_left_alone_or_carried_over() {
    let mut stage = desk();
    let keep = |stage: &mut Stage<Intake>, id: &str, body: &str| {
        stage.tick(60_000);
        let now = stage.now;
        let draft = zhuoluo::flow::view::SavedDraft {
            id: id.to_owned(),
            title: id.into(),
            body: body.to_owned(),
            at: now,
            before: String::new(),
        };
        stage.store.perform(Do::SaveDraft(draft), now).unwrap();
    };
    keep(
        &mut stage,
        "old",
        r#"{"version":9,"values":{"gone":{"text":"从前的一项"},"facts":{"text":"事实"}},"focus":"nowhere"}"#,
    );
    let mut stage = again(stage);
    stage.tick(150);
    stage.settle();
    for _ in 0..9 {
        stage.keys("<Tab>");
    }
    assert!(screen(&stage).contains("从前的一项"), "{}", screen(&stage));
    keep(&mut stage, "worse", "not json");
    let mut stage = again(stage);
    assert!(stage.said().iter().any(|s| s.contains("读不懂")));
    assert!(
        drafts(&stage).contains(&"worse".to_owned()),
        "it was not touched"
    );
}

#[test]
fn the_cursor_comes_back_in_a_field_that_is_not_always_asked() {
    let mut stage = desk();
    stage.act(Action::AddRequest);
    stage.keys("举报戊村村委会报账员贪污公款");
    stage.tick(150);
    go_to(&mut stage, "被反映人");
    stage.call(Room::hangup);
    stage.settle();
    let mut stage = again(stage);
    stage.keys("报账员某");
    let shown = screen(&stage);
    let line = shown.lines().find(|l| l.contains("报账员某"));
    assert!(line.is_some_and(|l| l.starts_with("被反映人")), "{shown}");
}

#[test]
fn the_same_draft_at_two_seats() {
    let mut stage = desk();
    stage.keys("赵某");
    stage.tick(150);
    stage.settle();
    let Ok(Reply::Drafts(rows)) = stage.store.ask(&Ask::Drafts, stage.now.date_naive()) else {
        panic!()
    };
    let Ok(Reply::Draft(Some(mut other))) = stage
        .store
        .ask(&Ask::Draft(rows[0].id.clone()), stage.now.date_naive())
    else {
        panic!()
    };
    other.body = other.body.replace("赵某", "赵某某");
    let write = |stage: &mut Stage<Intake>, mut other: zhuoluo::flow::view::SavedDraft| {
        stage.tick(5000);
        other.at = stage.now;
        // The other seat wrote on from what lies there.
        let there = Ask::Draft(other.id.clone());
        if let Ok(Reply::Draft(Some(now))) = stage.store.ask(&there, stage.now.date_naive()) {
            other.before = now.body;
        }
        stage
            .store
            .perform(Do::SaveDraft(other), stage.now)
            .unwrap();
    };
    write(&mut stage, other.clone());
    stage.call(Room::changed);
    stage.settle();
    assert!(
        screen(&stage).contains("赵某某"),
        "what another seat wrote is shown: {}",
        screen(&stage)
    );
    other.body = other.body.replace("赵某某", "赵某人");
    write(&mut stage, other);
    stage.keys("丙");
    stage.call(Room::changed);
    stage.settle();
    stage.tick(150);
    stage.settle();
    assert!(stage.said().iter().any(|s| s.contains("另一座位")));
    assert!(screen(&stage).contains("赵某丙某"), "{}", screen(&stage));
    assert_eq!(drafts(&stage).len(), 2, "both are kept");
}
