//! The duty room worked by keys: every part, every sheet, what is shown before it is kept.

use std::cell::Cell;
use std::sync::Arc;

use zhuoluo::domain::duty::deed::Deed;
use zhuoluo::domain::duty::shift::{Crew, Shift};
use zhuoluo::domain::office::Office;
use zhuoluo::domain::period::Period;
use zhuoluo::flow::duty::DutyOrder;
use zhuoluo::flow::{Ask, Do, Event, Reply};
use zhuoluo::keys::Action;
use zhuoluo::rooms::duty::Duty;
use zhuoluo::rooms::{Cx, Room};
use zhuoluo::words::Lang;

use crate::rooms::golden;
use crate::stories::script::Story;

/// What another session ordered, and how it reaches this one.
pub(super) fn order(story: &mut Story, deed: Deed) {
    let order = Do::Duty(DutyOrder::plain(deed));
    story.store.perform(order, story.now).expect("kept");
    hear(story);
}

/// What the store says to every session after a write.
pub(super) fn hear(story: &mut Story) {
    let office = story.store.office();
    story.event(Event::Office(office));
    story.event(Event::Changed);
}

pub(super) fn shift(from: &str, to: &str) -> Shift {
    let at =
        |t: &str| chrono::NaiveDateTime::parse_from_str(t, "%Y-%m-%d %H:%M").expect("an instant");
    Shift {
        from: at(from),
        to: at(to),
        crew: Crew {
            leader: "clerk".to_owned(),
            staff: vec!["clerk".to_owned()],
        },
        phone: "000-0000000".into(),
    }
}

/// A desk on duty in a period: a shift that lasts, one that follows.
pub(super) fn desk() -> Story {
    let mut story = Story::new();
    let today = story.now.date_naive();
    let period = Period::plain("冬季时段", today, today, "县委办通知", "县信访局");
    order(&mut story, Deed::Declare(period));
    order(
        &mut story,
        Deed::Shift(shift("2026-11-23 08:00", "2026-11-23 20:00")),
    );
    story
}

pub(super) fn shows(story: &mut Story, wanted: &[&str]) {
    let screen = story.screen(120, 40);
    for word in wanted {
        assert!(screen.contains(word), "{word} is missing:\n{screen}");
    }
}

#[test]
fn each_part_is_reached_and_says_what_is_there() {
    let mut story = desk();
    story.keys("<alt-5>");
    shows(
        &mut story,
        &[
            "[5值班]",
            "[当前]",
            "在岗",
            "带班 窗口一",
            "下次报到",
            "只有一名值班员",
        ],
    );
    for wanted in [
        ["[值班表]", "11-23 周一"],
        ["[日志]", "还没有记录"],
        ["[报告]", "11-23 17:00"],
        ["[纠纷]", "台账上没有矛盾纠纷"],
        ["[交接]", "没有要交接的班"],
        ["[时段]", "县委办通知"],
        ["[当前]", "在岗"],
    ] {
        story.keys("<tab>");
        shows(&mut story, &wanted);
    }
    story.keys("<backtab>");
    shows(&mut story, &["[时段]"]);
}

#[test]
fn a_log_entry_is_kept_to_the_minute_and_its_correction_hides_nothing() {
    let mut story = desk();
    story.keys("<alt-5><tab><tab><f2>供暖站来电，东片停暖<ctrl-s>");
    shows(
        &mut story,
        &["11-23 10:30", "供暖站来电，东片停暖", "已记录"],
    );
    story.wait(120);
    story.keys("<f7><ctrl-a>供暖站来电，西片停暖<ctrl-s>");
    shows(
        &mut story,
        &["东片停暖", "更正：", "西片停暖", "11-23 10:32"],
    );
    // An entry in the future is refused in a sentence; what was typed stays.
    story.keys("<f2>以后的事<backtab><ctrl-u>23:59<ctrl-s>");
    shows(&mut story, &["不晚于现在", "以后的事"]);
    let lines = story.store.duty_book().expect("the book").log.len();
    assert_eq!(lines, 1, "the record is as before");
    // Leaving typed text asks once.
    story.keys("<esc>");
    shows(&mut story, &["还没存"]);
    story.keys("<esc>");
    shows(&mut story, &["[日志]"]);
}

#[test]
fn a_period_shows_what_it_changes_before_it_is_declared() {
    let mut story = Story::new();
    story.keys("<alt-5><backtab><f2>");
    story.keys("<tab>春节演练<tab>2026-11-24<tab>2026-11-25<tab>示信发1号<tab>县信访局<ctrl-s>");
    shows(&mut story, &["值班义务这样变化", "新增：", "零报告"]);
    let declared = |story: &Story| story.store.duty_book().expect("the book").periods.len();
    assert_eq!(
        declared(&story),
        0,
        "nothing is kept before it is confirmed"
    );
    story.keys("<esc>");
    shows(&mut story, &["春节演练", "依据文件"]);
    story.keys("<ctrl-s><ctrl-s>");
    hear(&mut story);
    assert_eq!(declared(&story), 1);
    shows(&mut story, &["春节演练", "准备中", "接待时间未公布"]);
    // Moved: what falls away and what comes is shown, then kept.
    story.keys("<f7><ctrl-u>2026-11-26<tab><ctrl-u>2026-11-27<ctrl-s>");
    shows(&mut story, &["值班义务这样变化", "不再需要："]);
    story.keys("<ctrl-s>");
    hear(&mut story);
    shows(&mut story, &["2026-11-26 – 2026-11-27"]);
    // It cannot end before it begins by moving; ended before its first day it falls away.
    story.keys("<f7><ctrl-u>2026-11-30<tab><ctrl-u>2026-11-27<ctrl-s>");
    shows(&mut story, &["早于开始日"]);
    story.keys("<esc><esc><ctrl-d><ctrl-s><ctrl-s>");
    hear(&mut story);
    assert_eq!(declared(&story), 0);
}

#[test]
fn a_shift_is_entered_changed_overridden_and_taken_off() {
    let mut story = Story::new();
    let shifts = |story: &Story| story.store.duty_book().expect("the book").shifts.len();
    story.keys("<alt-5><tab><f2>2026-11-24 08:00<tab>2026-11-25 08:00<ctrl-s>");
    shows(&mut story, &["值班员一要填"]);
    assert_eq!(shifts(&story), 0);
    story.keys("<f4>窗口<enter><ctrl-s>");
    shows(&mut story, &["11-24 08:00 – 11-25 08:00", "只有一名值班员"]);
    assert_eq!(shifts(&story), 1);
    // The same hours once more: nobody is in two shifts at once.
    story.keys("<f2><backtab><backtab><ctrl-u>2026-11-24 20:00<tab><ctrl-u>2026-11-25 20:00<tab><tab><f4>窗口<enter><ctrl-s>");
    shows(&mut story, &["重叠"]);
    assert_eq!(shifts(&story), 1);
    story.keys("<esc><esc>");
    story.keys("<f4><ctrl-s>");
    shows(&mut story, &["开始要填"]);
    story.keys("<esc>");
    // The other week and back.
    story.keys("<alt-right>");
    shows(&mut story, &["11-30 – 12-06"]);
    story.keys("<alt-left>");
    shows(&mut story, &["11-24 08:00"]);
}

#[test]
fn a_zero_is_said_and_silence_is_not_one() {
    let mut story = desk();
    story.keys("<alt-5><tab><tab><tab><f2><ctrl-s>");
    shows(&mut story, &["不写不等于零"]);
    story.keys("<f4><ctrl-s>");
    shows(&mut story, &["已报", "今日无（零报告）"]);
}

#[test]
fn a_dispute_is_put_on_the_ledger_and_settled() {
    let mut story = desk();
    story.keys("<alt-5><tab><tab><tab><tab><f2>两村水渠纠纷<tab><tab>东甲镇<tab><f4>东甲<enter>");
    story.keys("2026-11-22<ctrl-s>");
    let book = |story: &Story| story.store.duty_book().expect("the book").disputes;
    let screen = story.screen(120, 40);
    assert_eq!(book(&story).len(), 1, "{screen}");
    shows(&mut story, &["已过期限", "东甲镇", "两村水渠纠纷"]);
    story.keys("<f7>双方签了调解书<ctrl-s>");
    shows(&mut story, &["已了结", "双方签了调解书"]);
    // Whoever settled it once does not settle it again.
    story.keys("<f7>再来一次<ctrl-s>");
    shows(&mut story, &["已经了结"]);
    assert_eq!(book(&story).len(), 1);
}

#[test]
fn a_dispute_becomes_a_petition_by_one_key_when_somebody_asks() {
    let mut story = desk();
    story.keys(
        "<alt-5><tab><tab><tab><tab><f2>两村水渠纠纷<tab><f4>土地<enter>北渠<tab><f4>东甲<enter>",
    );
    story.keys("2026-12-22<ctrl-s>");
    story.keys("<ctrl-x>");
    shows(
        &mut story,
        &["[2登记]", "诉求 1       两村水渠纠纷", "北渠"],
    );
    // Kept with the draft: a desk that was killed goes on with it.
    story.keys("吴某");
    let mut story = story.restart();
    story.keys("<alt-2>");
    shows(&mut story, &["吴某", "两村水渠纠纷"]);
    story.keys("<ctrl-s>");
    let book = story.store.duty_book().expect("the book").disputes;
    let number = book[0].petition.clone().expect("it became one");
    assert!(number.0.starts_with("999999-2026-LF-"), "{number}");
    story.keys("<esc><alt-5>");
    hear(&mut story);
    story.keys("<tab><tab><tab><tab>");
    shows(&mut story, &["已转信访件", "两村水渠纠纷"]);
    // And no second one.
    story.keys("<ctrl-x>");
    shows(&mut story, &["先选一起还没了结的纠纷"]);
}

/// Somebody else settles it while the form is open: the petition is taken down, and it is said that the two
/// are not linked.
#[test]
fn a_dispute_that_was_closed_meanwhile_is_not_linked_and_that_is_said() {
    let mut story = desk();
    story.keys(
        "<alt-5><tab><tab><tab><tab><f2>两村水渠纠纷<tab><f4>土地<enter>北渠<tab><f4>东甲<enter>",
    );
    story.keys("2026-12-22<ctrl-s><ctrl-x>吴某");
    let of = story.store.duty_book().expect("the book").disputes[0]
        .stamp
        .seq;
    let outcome = "双方签了调解书".to_owned();
    let close = zhuoluo::domain::duty::deed::Deed::CloseDispute {
        of,
        outcome: outcome.into(),
    };
    let order = zhuoluo::flow::Do::Duty(zhuoluo::flow::duty::DutyOrder::plain(close));
    story.store.perform(order, story.now).expect("closed");
    story.keys("<ctrl-s>");
    story.keys("<esc>");
    shows(&mut story, &["没有和本件连上"]);
    let dispute = &story.store.duty_book().expect("the book").disputes[0];
    assert_eq!(dispute.petition, None);
    assert_eq!(dispute.outcome, Some("双方签了调解书".into()));
}

#[test]
fn a_shift_holds_as_many_as_there_are_and_names_who_is_not_on_the_roster() {
    let mut story = desk();
    for n in 0..6 {
        let change = zhuoluo::flow::request::Do::Change(
            zhuoluo::domain::change::Change::AddOperator(zhuoluo::domain::rights::Operator {
                login: format!("op{n}"),
                name: format!("值守{n}"),
                ..story.store.office().operator.clone()
            }),
        );
        story.store.perform(change, story.now).expect("added");
    }
    hear(&mut story);
    // A gap is laid in; another day is wanted.
    story.keys("<alt-5><tab><f2>");
    story.keys("<ctrl-u>2026-11-24 08:00<tab><ctrl-u>2026-11-24 20:00<tab>");
    story.keys("<f4>值守0<enter><f4>值守1<enter><f4>值守2<enter>");
    story.keys("值守3、op4，没有这人");
    story.keys("<ctrl-s>");
    shows(&mut story, &["名册"]);
    story.keys("<ctrl-u>值守3、op4 值守5<ctrl-s>");
    let book = story.store.duty_book().expect("the book");
    let crews: Vec<_> = book
        .shifts
        .values()
        .map(|(s, _)| s.crew.staff.clone())
        .collect();
    let wanted = ["op1", "op2", "op3", "op4", "op5"]
        .map(str::to_owned)
        .to_vec();
    assert!(
        crews.contains(&wanted),
        "{crews:?}\n{}",
        story.screen(120, 40)
    );
}

#[test]
fn who_may_not_is_told_so_and_keys_of_other_parts_are_closed() {
    let mut story = Story::new();
    story.keys("<alt-5><f3>");
    shows(&mut story, &["本页没有这一步"]);
    story.keys("<f2><ctrl-s>");
    shows(&mut story, &["现在不当班"]);
}

/// The room alone, with what the store knows, after some actions.
fn room(story: &Story, actions: &[Action]) -> (Duty, Arc<Office>) {
    let office = story.store.office();
    let at = story.now.naive_local();
    let today = story.now.date_naive();
    let Ok(Reply::Board(board)) = story.store.ask(&Ask::Duty { at }, today) else {
        panic!("a board");
    };
    let mut room = Duty::default();
    with(story, &office, Lang::Zh, |cx| {
        room.show(std::sync::Arc::new(*board), cx);
        for action in actions {
            room.act(*action, cx);
        }
    });
    (room, office)
}

fn with<T>(story: &Story, office: &Office, lang: Lang, call: impl FnOnce(&Cx<'_>) -> T) -> T {
    let tickets = Cell::new(0);
    call(&Cx {
        now: story.now.with_timezone(&office.zone),
        today: story.now.date_naive(),
        office,
        lang,
        tickets: &tickets,
    })
}

#[test]
fn golden_screens() {
    let mut story = desk();
    order(
        &mut story,
        Deed::Shift(shift("2026-11-23 20:00", "2026-11-24 08:00")),
    );
    let on = [Action::NextPane; 6];
    let sheet = [Action::NextPane, Action::AddEntry];
    for (name, actions) in [
        ("duty-now", &on[..0]),
        ("duty-rota", &on[..1]),
        ("duty-reports", &on[..3]),
        ("duty-periods", &on[..6]),
        ("duty-sheet", &sheet[..]),
    ] {
        let (room, office) = room(&story, actions);
        golden::check(name, |frame, look| {
            let area = frame.area();
            with(&story, &office, look.lang, |cx| {
                room.draw(frame, area, look, cx)
            })
        });
    }
}
