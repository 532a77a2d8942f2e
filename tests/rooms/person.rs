//! A person's file on the screen: two records looked at beside, read as one by keys, told apart, and
//! taken back in one step whatever came after.

use serde_json::json;
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::domain::intake::{Desk, check};
use zhuoluo::flow::{Do, Reply, Route};
use zhuoluo::keys::Action;
use zhuoluo::look::{Look, Palette};
use zhuoluo::rooms::Room;
use zhuoluo::rooms::person::Person;
use zhuoluo::words::Lang;

use super::golden;
use super::stage::Stage;
use crate::screen::shot;

pub const A: PersonId = PersonId(1);
pub const B: PersonId = PersonId(2);

fn register(stage: &mut Stage<Person>, body: &serde_json::Value) {
    let draft = Draft::from_json(body).unwrap();
    let office = stage.store.office();
    let desk = Desk {
        today: stage.now.date_naive(),
        units: &office.units,
        categories: office.categories,
    };
    let intake = check(&draft, desk).unwrap();
    let done = stage.store.perform(Do::Register(intake), stage.now);
    assert!(matches!(done, Ok(Reply::Registered(_))));
}

fn came(stage: &mut Stage<Person>, name: &str, phone: &str, request: &str) {
    let people =
        json!([{ "name": name, "phones": [phone], "address": "示例县东甲镇戊村三组12号" }]);
    let body = json!({ "people": people, "requests": [request], "received_on": "2026-11-03" });
    register(stage, &body);
}

/// Two records of one person and somebody else.
pub fn desk() -> Stage<Person> {
    let mut stage = Stage::new(Person::default());
    came(
        &mut stage,
        "章晓棠",
        "15400000001",
        "要求说明征收补偿款的计算依据",
    );
    came(&mut stage, "章小唐", "15400000002", "要求补发青苗补偿款");
    came(&mut stage, "徐长卿", "15400000003", "要求修复村道");
    stage.call(|room, cx| room.open(&Route::Person(A), cx));
    stage.settle();
    stage
}

fn screen(stage: &Stage<Person>, size: (u16, u16), lang: Lang) -> String {
    let look = Look::new(lang, Palette::Mono, false);
    let paint = |frame: &mut ratatui::Frame<'_>, look: &Look| {
        let area = frame.area();
        stage.facts(look.lang, |room, cx| room.draw(frame, area, look, cx))
    };
    shot::text(&golden::draw(size, &look, paint).0)
}

pub fn wide(stage: &Stage<Person>) -> String {
    screen(stage, (120, 40), Lang::Zh)
}

pub fn rows(stage: &Stage<Person>, sql: &str) -> i64 {
    let conn = rusqlite::Connection::open(stage.store.path()).unwrap();
    conn.query_row(sql, [], |r| r.get(0)).unwrap()
}

const LIVE: &str = "SELECT count(*) FROM merge WHERE undone_at IS NULL";

#[test]
fn two_records_are_looked_at_beside_and_read_as_one_by_keys() {
    let mut stage = desk();
    let shown = wide(&stage);
    assert!(
        shown.contains("可能是同一人") && shown.contains("章小唐"),
        "{shown}"
    );
    assert!(
        !shown.contains("15400000001") && shown.contains("154＊＊＊＊0001"),
        "{shown}"
    );
    stage.keys("<Down><Enter>");
    stage.settle();
    let shown = wide(&stage);
    for part in [
        "≠ 姓名",
        "章晓棠",
        "章小唐",
        "青苗",
        "为主 #1",
        "并入 #2",
        "一步可拆",
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    stage.keys("<Ctrl-S>");
    stage.settle();
    assert_eq!(rows(&stage, LIVE), 0, "no reason, no merge");
    stage.keys("同一人，录错一字<Ctrl-S>");
    stage.settle();
    assert_eq!(rows(&stage, LIVE), 1);
    let shown = wide(&stage);
    assert!(
        shown.contains("合并与区分") && shown.contains("录错一字"),
        "{shown}"
    );
    assert!(
        shown.contains("青苗") && shown.contains("计算依据"),
        "{shown}"
    );
    // Later events, then one step back.
    let again = json!([{ "person": 2, "name": "章小唐", "phones": ["15400000002"] }]);
    let body =
        json!({ "people": again, "requests": ["要求出具书面答复"], "received_on": "2026-11-03" });
    register(&mut stage, &body);
    stage.act(Action::Refresh);
    stage.settle();
    assert!(wide(&stage).contains("书面答复"));
    stage.keys("<Home><Down><Down><Enter>");
    assert!(wide(&stage).contains("撤回"), "{}", wide(&stage));
    stage.keys("是两个人<Ctrl-S>");
    stage.settle();
    let shown = wide(&stage);
    assert!(
        !shown.contains("书面答复") && !shown.contains("青苗"),
        "{shown}"
    );
    assert!(shown.contains("撤回：是两个人"), "{shown}");
    assert_eq!(rows(&stage, LIVE), 0);
}

#[test]
fn who_is_told_apart_is_not_offered_until_that_is_taken_back() {
    let mut stage = desk();
    stage.keys("<Down><F3>父子<Ctrl-S>");
    stage.settle();
    let shown = wide(&stage);
    assert!(
        !shown.contains("可能是同一人") && shown.contains("不是同一人"),
        "{shown}"
    );
    stage.keys("<Home><Down><Enter>看错了<Ctrl-S>");
    stage.settle();
    assert!(wide(&stage).contains("可能是同一人"), "{}", wide(&stage));
    assert_eq!(rows(&stage, LIVE), 0);
}

#[test]
fn the_other_way_round_keeps_the_other_record_and_the_reason() {
    let mut stage = desk();
    stage.keys("<Down><Enter>");
    stage.settle();
    stage.keys("同一人<F4>");
    stage.settle();
    assert!(wide(&stage).contains("为主 #2") && wide(&stage).contains("同一人"));
    stage.keys("<Ctrl-S>");
    stage.settle();
    assert_eq!(rows(&stage, "SELECT kept FROM merge"), B.0);
    assert!(
        wide(&stage).starts_with("人员档案 章小唐"),
        "{}",
        wide(&stage)
    );
    assert_eq!(
        rows(&stage, "SELECT count(*) FROM audit WHERE action = 'person'"),
        2
    );
}

#[test]
fn a_merge_that_somebody_else_made_meanwhile_is_said_and_not_made_twice() {
    let mut stage = desk();
    stage.keys("<Down><Enter>");
    stage.settle();
    let now = stage.now;
    stage.store.merge_people(B, A, "同一人", now).unwrap();
    stage.keys("同一人<Ctrl-S>");
    stage.settle();
    assert!(stage.said().concat().contains("已经是同一人的记录"));
    assert_eq!(rows(&stage, LIVE), 1);
    assert!(wide(&stage).contains("同一人"), "the reason stays");
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    let mut stage = desk();
    wide(&stage);
    for _ in 0..2 {
        stage.call(|room, cx| room.click(30, 2, cx));
    }
    stage.settle();
    assert!(wide(&stage).contains("≠ 姓名"), "{}", wide(&stage));
}

#[test]
fn somebody_who_is_not_there_is_said_so() {
    let mut stage = desk();
    stage.call(|room, cx| room.open(&Route::Person(PersonId(99)), cx));
    stage.settle();
    assert!(wide(&stage).contains("没有信访人 99"), "{}", wide(&stage));
    stage.keys("<Enter><F3><Down>");
    stage.settle();
}

#[test]
fn no_size_is_too_small() {
    let mut stage = desk();
    for keys in ["", "<Down><Enter>"] {
        stage.keys(keys);
        stage.settle();
        for width in [1, 7, 20, 61, 200] {
            for height in [1, 2, 3, 5, 9, 60] {
                for lang in [Lang::Zh, Lang::En] {
                    assert!(!screen(&stage, (width, height), lang).is_empty());
                }
            }
        }
    }
}

#[test]
fn golden_screens() {
    let mut stage = desk();
    let paint = |stage: &Stage<Person>, name: &str| {
        golden::check(name, |frame, look| {
            let area = frame.area();
            stage.facts(look.lang, |room, cx| room.draw(frame, area, look, cx))
        });
    };
    stage.keys("<Down>");
    paint(&stage, "person-file");
    stage.keys("<Enter>");
    stage.settle();
    stage.keys("同一人，录错一字");
    paint(&stage, "person-merge");
    stage.keys("<Ctrl-S>");
    stage.settle();
    paint(&stage, "person-story");
}

/// Another session reads two as one, and parts them: the open file follows, the choice on the same row;
/// and it is read again, which is on record, only then.
#[test]
fn an_open_file_follows_what_another_session_says() {
    let mut stage = desk();
    stage.keys("<End>");
    let chosen = |stage: &Stage<Person>| {
        let shown = wide(stage);
        let row = shown.lines().find(|l| l.contains('▸')).unwrap_or_default();
        row.to_owned()
    };
    assert!(chosen(&stage).contains("计算依据"), "{}", wide(&stage));
    let read = "SELECT count(*) FROM audit WHERE action = 'person'";
    let before = rows(&stage, read);
    let follow = |stage: &mut Stage<Person>| {
        stage.call(Room::changed);
        stage.settle();
    };
    follow(&mut stage);
    assert_eq!(
        rows(&stage, read),
        before,
        "nothing was said: nothing is read"
    );
    let now = stage.now;
    stage.store.merge_people(A, B, "录错一字", now).unwrap();
    follow(&mut stage);
    let shown = wide(&stage);
    assert!(
        shown.contains("青苗") && shown.contains("录错一字"),
        "{shown}"
    );
    assert!(chosen(&stage).contains("计算依据"), "{shown}");
    assert_eq!(rows(&stage, read), before + 1);
    stage.store.split_person(B, "不是同一人", now).unwrap();
    follow(&mut stage);
    let shown = wide(&stage);
    assert!(
        !shown.contains("青苗") && shown.contains("不是同一人"),
        "{shown}"
    );
    assert!(chosen(&stage).contains("计算依据"), "{shown}");
}

/// At every width the right record stands in a column of its own, whatever stands in it.
#[test]
fn both_records_keep_to_their_columns() {
    let mut stage = Stage::new(Person::default());
    for (name, phones, number) in [
        (
            "章晓棠",
            ["15400000001", "15400000011", "15400000021"],
            "999999196203041116",
        ),
        (
            "章小唐",
            ["15400000002", "15400000012", "15400000022"],
            "99999919620304114X",
        ),
    ] {
        let people = json!([{ "name": name, "phones": phones, "id_number": number,
            "address": "示例县东甲镇戊村三组12号后院东屋靠近水渠边第三排" }]);
        let body =
            json!({ "people": people, "requests": ["要求修渠"], "received_on": "2026-11-03" });
        register(&mut stage, &body);
    }
    stage.call(|room, cx| room.open(&Route::Person(A), cx));
    stage.settle();
    stage.keys("<Down><Enter>");
    stage.settle();
    for size in [(80, 24), (100, 30), (200, 60)] {
        for lang in [Lang::Zh, Lang::En] {
            let shown = screen(&stage, size, lang);
            let bar = |line: &str| {
                let inner: Vec<char> = line.chars().collect();
                let middle = inner
                    .get(1..inner.len().saturating_sub(1))
                    .unwrap_or_default();
                let at = middle.iter().position(|c| *c == '│')?;
                Some(zhuoluo::look::width(
                    &middle[..at].iter().collect::<String>(),
                    false,
                ))
            };
            let bars: Vec<usize> = shown.lines().filter_map(bar).collect();
            assert!(
                bars.len() > 4 && bars.iter().all(|b| *b == bars[0]),
                "{bars:?}\n{shown}"
            );
            let right: String = shown
                .lines()
                .filter_map(|l| l.split('│').nth(2))
                .map(str::trim)
                .collect();
            assert!(
                right.contains("第三排") && right.contains("0022"),
                "{right}\n{shown}"
            );
        }
    }
}

/// What was said against others who are two people joins nothing, and says so until one of the two is taken
/// back: one step, as any other.
#[test]
fn what_goes_against_two_people_is_said_and_taken_back() {
    let mut stage = desk();
    let now = stage.now;
    stage.store.merge_people(A, B, "录错一字", now).unwrap();
    // As it comes about through a record that whoever said it may not see.
    let conn = rusqlite::Connection::open(stage.store.path()).unwrap();
    let two = "INSERT INTO merge (said, kept, other, at, operator, why) VALUES ('apart', 1, 2, '2026-11-24T10:00:00+08:00', 'li', '父子')";
    conn.execute_batch(two).unwrap();
    stage.call(|room, cx| room.open(&Route::Person(A), cx));
    stage.settle();
    let shown = wide(&stage);
    assert!(shown.contains("相抵") && !shown.contains("青苗"), "{shown}");
    let english = screen(&stage, (120, 40), Lang::En);
    assert!(english.contains("take one of the two back"), "{english}");
    // The rows are: the record, then whom it could be, then what was said.
    for _ in 0..8 {
        if wide(&stage)
            .lines()
            .any(|l| l.contains('▸') && l.contains("不是同一人"))
        {
            break;
        }
        stage.keys("<Down>");
    }
    stage.keys("<Enter>");
    stage.settle();
    stage.keys("弄错了<Ctrl-S>");
    stage.settle();
    let shown = wide(&stage);
    assert!(!shown.contains("相抵") && shown.contains("青苗"), "{shown}");
}
