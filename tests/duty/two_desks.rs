//! Two desks with the form of one shift or one period open: what only one of them changed stays, what both
//! changed is shown field by field to the second, and nothing is overwritten unsaid.

use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::shift::Shift;
use zhuoluo::domain::period::Period;
use zhuoluo::domain::rights::Duty;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::flow::{Do, Event};
use zhuoluo::keys::Chord;
use zhuoluo::words::Trouble;

use super::room::{order, shift, shows};
use crate::stories::script::Story;

/// Two heads, each with the form of tomorrow's shift open: the cursor stands in the second of the staff.
fn shifts() -> (Story, Story) {
    let mut one = Story::new();
    let mut other = one.colleague("ouyang", "欧阳某", Duty::Lead);
    order(
        &mut one,
        Deed::Shift(shift("2026-11-24 08:00", "2026-11-24 20:00")),
    );
    super::room::hear(&mut other);
    for story in [&mut one, &mut other] {
        open(story);
    }
    (one, other)
}

/// Opens the form of the shift.
fn open(story: &mut Story) {
    story.keys("<alt-5><tab>");
    for _ in 0..20 {
        if story.screen(120, 40).contains("值班员二") {
            return;
        }
        story.keys("<f7>");
        if !story.screen(120, 40).contains("值班员二") {
            story.keys("<down>");
        }
    }
    panic!("no form:\n{}", story.screen(120, 40));
}

/// The shift as it stands.
fn stands(story: &Story) -> Shift {
    let book = story.store.duty_book().expect("the book");
    let (_, (shift, _)) = book.shifts.first_key_value().expect("a shift");
    shift.clone()
}

#[test]
fn an_operator_added_at_one_desk_stays_when_the_other_changes_the_telephone() {
    let (mut one, mut other) = shifts();
    one.keys("<f4>欧阳<enter><ctrl-s><ctrl-s>");
    assert_eq!(stands(&one).crew.staff, ["clerk", "ouyang"]);
    other.keys("<tab><tab><ctrl-u>000-7777777<ctrl-s>");
    // Before it is kept: what stays as the other desk left it.
    shows(
        &mut other,
        &["值班员：窗口一已于11-23 10:30存“窗口一、欧阳某”，照此不动"],
    );
    other.keys("<ctrl-s>");
    let shift = stands(&other);
    assert_eq!(
        (shift.crew.staff, shift.phone.raw()),
        (vec!["clerk".to_owned(), "ouyang".to_owned()], "000-7777777")
    );
}

#[test]
fn what_both_desks_changed_is_shown_field_by_field_and_then_saved() {
    let (mut one, mut other) = shifts();
    one.keys("<f4>欧阳<enter><tab><ctrl-u>000-1111111<ctrl-s><ctrl-s>");
    other.keys("<tab><tab><ctrl-u>000-2222222<ctrl-s>");
    shows(
        &mut other,
        &[
            "值班电话：窗口一已于11-23",
            "存“000-1111111”",
            "你写“000-2222222”",
            "照此不动",
        ],
    );
    assert_eq!(stands(&other).phone.raw(), "000-1111111");
    // A third word about it meanwhile is told as well.
    let mut third = stands(&one);
    third.phone = "000-3333333".into();
    let of = *one
        .store
        .duty_book()
        .expect("the book")
        .shifts
        .keys()
        .next()
        .expect("one");
    order(
        &mut one,
        Deed::EditShift {
            shift: of,
            to: third,
        },
    );
    other.keys("<ctrl-s>");
    shows(&mut other, &["存“000-3333333”", "你写“000-2222222”"]);
    other.keys("<ctrl-s><ctrl-s>");
    let shift = stands(&other);
    assert_eq!(
        (shift.crew.staff.len(), shift.phone.raw()),
        (2, "000-2222222"),
        "the staff of the other desk stay"
    );
}

#[test]
fn a_period_moved_at_both_ends_by_two_desks_is_moved_at_both() {
    let mut one = Story::new();
    let mut other = one.colleague("ouyang", "欧阳某", Duty::Lead);
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let period = Period::plain(
        "演练期",
        day("2026-12-10"),
        day("2026-12-12"),
        "示信发1号",
        "县信访局",
    );
    order(&mut one, Deed::Declare(period));
    super::room::hear(&mut other);
    for story in [&mut one, &mut other] {
        story.keys("<alt-5><backtab><f7>");
    }
    one.keys("<tab><ctrl-u>2026-12-15<ctrl-s><ctrl-s>");
    other.keys("<ctrl-a><ctrl-u>2026-12-09<ctrl-s>");
    shows(
        &mut other,
        &["末日：窗口一已于11-23 10:30存“2026-12-15”，照此不动"],
    );
    other.keys("<ctrl-s>");
    let days = |story: &Story| {
        let book = story.store.duty_book().expect("the book");
        (book.periods[0].from, book.periods[0].to)
    };
    assert_eq!(days(&other), (day("2026-12-09"), day("2026-12-15")));
}

#[test]
fn what_was_changed_since_is_told_whatever_is_done_to_it() {
    let (mut one, other) = shifts();
    let mut store = other.store;
    let book = store.duty_book().expect("the book");
    let (seen, of) = (book.last, *book.shifts.keys().next().expect("one"));
    let mut to = stands(&one);
    to.to += chrono::TimeDelta::hours(2);
    order(&mut one, Deed::EditShift { shift: of, to });
    let mut drop = |told: i64| -> Result<(), Trouble> {
        let order = DutyOrder {
            seen: Some(seen),
            told,
            ..DutyOrder::plain(Deed::DropShift { shift: of })
        };
        store.perform(Do::Duty(order), one.now).map(|_| ())
    };
    let refused = drop(0).expect_err("told first");
    assert!(
        refused
            .what
            .zh
            .contains("结束：窗口一已于11-23 10:30存“2026-11-24 22:00”"),
        "{}",
        refused.what.zh
    );
    assert!(
        refused
            .what
            .en
            .contains("to: 窗口一 saved \"2026-11-24 22:00\" on 11-23 10:30"),
        "{}",
        refused.what.en
    );
    drop(refused.up_to.expect("how far it tells")).expect("told, it goes");
}

#[test]
fn a_form_that_comes_back_still_knows_what_it_was_begun_from() {
    let (mut one, mut other) = shifts();
    other.keys("<tab><tab><ctrl-u>000-7777777");
    other.wait(60);
    one.keys("<f4>欧阳<enter><ctrl-s><ctrl-s>");
    let mut other = other.restart();
    open(&mut other);
    shows(&mut other, &["000-7777777"]);
    other.keys("<ctrl-s>");
    shows(&mut other, &["存“窗口一、欧阳某”，照此不动"]);
    other.keys("<ctrl-s>");
    let shift = stands(&other);
    assert_eq!(
        (shift.crew.staff.len(), shift.phone.raw()),
        (2, "000-7777777")
    );
}

#[test]
fn what_comes_back_beside_a_form_begun_meanwhile_is_what_was_typed_alone() {
    let (_one, mut other) = shifts();
    other.keys("<tab><tab><ctrl-u>000-7777777");
    other.wait(60);
    let begun = other.store.duty_book().expect("the book").last.to_string();
    let mut other = other.restart();
    other.keys("<alt-5><tab>");
    let opens = Chord::parse("f7").expect("a key");
    // What lies there is slow to come.
    let late = loop {
        let effects = other.app.handle(Event::Key(opens));
        if other.screen(120, 40).contains("值班员二") {
            break effects;
        }
        other.pump(effects);
        other.keys("<down>");
    };
    other.keys("<tab><tab>5");
    other.pump(late);
    let screen = other.screen(120, 40);
    assert!(
        screen.contains("上次没写完的") && screen.contains("000-7777777"),
        "{screen}"
    );
    let bare = |line: &str| line.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    assert!(!screen.lines().any(|line| bare(line) == begun), "{screen}");
}

#[test]
fn hours_that_another_published_meanwhile_are_shown_before_others_take_their_place() {
    let mut one = Story::new();
    let other = one.colleague("ouyang", "欧阳某", Duty::Lead);
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let days = (day("2026-12-10"), day("2026-12-12"));
    order(
        &mut one,
        Deed::Declare(Period::plain(
            "演练期",
            days.0,
            days.1,
            "示信发1号",
            "县信访局",
        )),
    );
    let (mut store, now) = (other.store, one.now);
    let seen = store.duty_book().expect("the book").last;
    let hours = |text: &str| Deed::PublishHours {
        period: seen,
        text: text.into(),
    };
    order(&mut one, hours("每日9:00至12:00"));
    let mut publish = |told: i64| -> Result<(), Trouble> {
        let order = DutyOrder {
            seen: Some(seen),
            told,
            ..DutyOrder::plain(hours("每日14:00至17:00"))
        };
        store.perform(Do::Duty(order), now).map(|_| ())
    };
    let refused = publish(0).expect_err("told first");
    assert!(
        refused.what.zh.contains(
            "公布的接待时间：窗口一已于11-23 10:30存“每日9:00至12:00”，你写“每日14:00至17:00”"
        ),
        "{}",
        refused.what.zh
    );
    publish(refused.up_to.expect("how far it tells")).expect("told, they stand");
}

#[test]
fn an_override_over_anothers_says_on_the_screen_whose_gives_way() {
    let mut one = Story::new();
    let mut other = one.colleague("ouyang", "欧阳某", Duty::Lead);
    order(
        &mut one,
        Deed::Override(shift("2026-11-24 08:00", "2026-11-24 20:00")),
    );
    super::room::hear(&mut other);
    other.keys("<alt-5><tab>");
    for _ in 0..20 {
        other.keys("<f3>");
        // On the other's own row its crew stands in the form.
        if other.screen(120, 40).contains("窗口一 ▾") {
            break;
        }
        other.keys("<esc><down>");
    }
    other.keys("<ctrl-s>");
    shows(
        &mut other,
        &["已记录（第2号）", "原为第1号替班", "现在让位"],
    );
}
