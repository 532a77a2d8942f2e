//! A ledger that waits (待导入): answered row by row beside whom it looks like, imported when confirmed.

use serde_json::{Value, json};
use zhuoluo::domain::draft::Draft;
use zhuoluo::domain::ids::{PersonId, PetitionNo};
use zhuoluo::domain::intake::answer::{Answer, Answered, Whom};
use zhuoluo::domain::intake::{self, Desk};
use zhuoluo::flow::waiting::Wait;
use zhuoluo::flow::{Ask, Do, Reply};
use zhuoluo::store::batch::BatchRow;
use zhuoluo::store::waiting::Put;

use super::script::Story;

fn person(name: &str, phone: &str, address: &str) -> Value {
    json!({ "name": name, "phones": [phone], "address": address })
}

/// Three on record; a ledger of five rows of which three look like somebody.
pub fn story() -> Story {
    let mut story = Story::new();
    for (name, phone, what) in [
        ("章晓棠", "15400000001", "要求补发青苗补偿款"),
        ("徐长卿", "15400000003", "要求修复村道"),
        ("邬某敏", "15400000005", "要求说明低保停发"),
    ] {
        let draft = json!({ "channel": "visit", "received_on": "2026-11-03", "requests": [what], "class": "request",
            "people": [person(name, phone, "示例县东甲镇甲村2组")] });
        story.register(&draft.to_string());
    }
    put(&mut story, "来访登记台账.csv", &rows());
    story
}

fn rows() -> Vec<Value> {
    let row = |on: &str, what: &str, people: Vec<Value>| json!({ "channel": "visit", "received_on": on, "facts": what, "people": people });
    vec![
        row(
            "2026-11-05",
            "要求补发去年的青苗补偿款",
            vec![person("章小唐", "15400000001", "示例县东甲镇甲村2组")],
        ),
        row(
            "2026-11-06",
            "要求修复村道",
            vec![
                person("徐长青", "15400000009", ""),
                person("邬某敏", "15400000005", ""),
            ],
        ),
        row(
            "2026-11-07",
            "要求说明低保停发",
            vec![person("景天", "15400000004", "")],
        ),
        row(
            "2026-11-08",
            "要求修水渠",
            vec![person("景天", "15400000004", "")],
        ),
        row(
            "2026-11-09",
            "要求装路灯",
            vec![person("欧阳某", "15400000077", "")],
        ),
    ]
}

/// Puts rows on the desk as the command does.
pub fn put(story: &mut Story, file: &str, rows: &[Value]) {
    let office = story.store.office();
    let desk = Desk {
        today: story.now.date_naive(),
        units: &office.units,
        categories: office.categories,
    };
    let drafts = rows.iter().map(|row| Draft::from_json(row).unwrap());
    let (mut taken, mut lines) = (Vec::new(), Vec::new());
    for (n, draft) in drafts.enumerate() {
        taken.push(BatchRow {
            key: format!("{n:064x}"),
            intake: intake::check(&draft, desk).unwrap(),
            closed: false,
            answers: Vec::new(),
        });
        let alike = [vec![0], vec![0, 1]].get(n).cloned().unwrap_or_default();
        lines.push((n + 2, draft, alike));
    }
    let put = Put {
        file,
        digest: [u8::try_from(file.len() % 251).unwrap(); 32],
        refused: 1,
        rows: &taken,
        lines: &lines,
    };
    story.store.put_waiting(&put, story.now).unwrap();
}

/// To the page of what waits.
pub const THERE: &str = "<alt-6><backtab>";

fn count(story: &Story, table: &str) -> i64 {
    let conn = rusqlite::Connection::open(story.file()).unwrap();
    conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0))
        .unwrap()
}

fn shows(story: &mut Story, words: &[&str]) {
    let screen = story.screen(120, 36);
    for word in words {
        assert!(screen.contains(word), "{word} is not on\n{screen}");
    }
}

#[test]
fn a_ledger_is_answered_row_by_row_and_imported_when_confirmed() {
    let mut story = story();
    story.keys(THERE);
    shows(
        &mut story,
        &[
            "[导入]",
            "共5行 退回1 像谁3 未答3",
            "台账第2行",
            "在册 #1",
            "章小唐",
            "章晓棠",
            "154＊＊＊＊0001",
        ],
    );
    // The same person and the same matter; said again, it is taken back; said once more.
    story.keys("3");
    shows(&mut story, &["[两者都是]", "连为同一事项", "未答2"]);
    story.keys("3");
    shows(&mut story, &["未答3"]);
    story.keys("<ctrl-x>3");
    // The second of the row's people is asked about as the first is.
    story.keys("<down>");
    shows(&mut story, &["徐长青", "行中第1人"]);
    story.keys("4<right>");
    shows(
        &mut story,
        &["? 都不是", "未答2", "行中第2人", "在册 #3", "邬某敏"],
    );
    story.keys("1");
    // Two rows of the ledger: the later one asks.
    story.keys("<f4>");
    shows(&mut story, &["台账第5行", "台账第4行", "姓名、电话相同"]);
    assert_eq!(
        (count(&story, "petition"), count(&story, "petitioner")),
        (3, 3)
    );
}

#[test]
fn the_line_is_lost_and_the_rest_is_answered_and_imported() {
    let mut story = story();
    story.keys(THERE).keys("3<down>4<right>1");
    let mut story = story.restart();
    // What was answered is there, and the first open row is chosen.
    story.keys(THERE);
    shows(
        &mut story,
        &["未答1", "台账第5行", "两者都是", "都不是、同一人"],
    );
    story.keys("<f2>");
    shows(&mut story, &["未答0", "不另立一人"]);
    story.keys("<ctrl-s>");
    shows(
        &mut story,
        &["同一人2", "两者都是1", "都不是1", "0行没有回答"],
    );
    assert_eq!(count(&story, "petition"), 3, "asked before it is done");
    story.keys("<enter><ctrl-s><esc>");
    assert_eq!(
        count(&story, "petition"),
        3,
        "no is no, also the second time"
    );
    story.keys("<ctrl-s><tab><enter>");
    shows(&mut story, &["已导入5行", "没有等待导入的台账"]);
    // 章小唐 and 邬某敏 are known, 景天 is one person: three are new.
    assert_eq!(
        (count(&story, "petition"), count(&story, "petitioner")),
        (8, 6)
    );
    assert_eq!(
        count(&story, "merge"),
        1,
        "who is somebody else is remembered"
    );
    let conn = rusqlite::Connection::open(story.file()).unwrap();
    let matters: i64 = conn
        .query_row(
            "SELECT count(*) FROM petition WHERE matter = 1 AND id > 3",
            [],
            |r| r.get(0),
        )
        .unwrap();
    assert_eq!(matters, 1, "of one matter with the first");
    let batch = story.store.undo_import(1, story.now).expect("undone");
    assert_eq!(
        (batch, count(&story, "petitioner")),
        (5, 6 - 2),
        "somebody said of is kept"
    );
}

#[test]
fn a_ledger_is_put_away_and_asked_once() {
    let mut story = story();
    story.keys(THERE).keys("4<ctrl-d>");
    shows(&mut story, &["撤下", "回答仍记着"]);
    story.keys("<tab><enter>");
    shows(&mut story, &["没有等待导入的台账", "zhuoluo import"]);
    assert_eq!(
        (count(&story, "waiting"), count(&story, "waiting_row")),
        (0, 0)
    );
    // Once more on the desk: what was answered is not asked again.
    put(&mut story, "来访登记台账.csv", &rows());
    story.keys("<f5>");
    shows(&mut story, &["未答2", "都不是"]);
}

#[test]
fn who_was_answered_about_stays_in_sight_when_others_come_up() {
    let mut story = story();
    for n in 0..8 {
        let draft = json!({ "channel": "visit", "received_on": "2026-11-04", "requests": ["要求通水"], "class": "request",
            "people": [person("章小唐", &format!("1540000002{n}"), "示例县东甲镇甲村2组")] });
        story.register(&draft.to_string());
    }
    for id in 4..=11 {
        let answered = Answered {
            nth: 0,
            whom: Whom::Record(PersonId(id), PetitionNo(String::new())),
            answer: Answer::Neither,
        };
        let order = Do::Wait(Wait::Answer(1, 0, answered));
        story.store.perform(order, story.now).expect("kept");
    }
    story.keys(THERE).keys("<home><left>");
    shows(&mut story, &["回答过", "[都不是]", "未答2"]);
    story.keys("0");
    shows(&mut story, &["回答已收回"]);
}

/// Two rows are one person, one of them is somebody on record and the other is not: the answer that makes it
/// so is not kept, and says which rows.
#[test]
fn answers_to_two_rows_cannot_contradict_each_other() {
    let mut story = story();
    let record = |answer| Answered {
        nth: 0,
        whom: Whom::Record(PersonId(1), PetitionNo(String::new())),
        answer,
    };
    let same = Answered {
        nth: 0,
        whom: Whom::Row(format!("{:064x}", 2), 0),
        answer: Answer::Person,
    };
    let mut say = |place, answered| {
        let order = Do::Wait(Wait::Answer(1, place, answered));
        story.store.perform(order, story.now)
    };
    say(3, same).expect("kept");
    say(3, record(Answer::Neither)).expect("kept");
    let refused = say(2, record(Answer::Person)).expect_err("at odds");
    assert!(
        refused.what.zh.contains("第5行的几个回答就矛盾了"),
        "{}",
        refused.what.zh
    );
    say(2, record(Answer::Neither)).expect("kept");
    assert_eq!(count(&story, "import_answer"), 3);
}

#[test]
fn what_waits_is_its_operators_alone() {
    let mut story = story();
    let mut other = zhuoluo::store::Store::open(&story.file(), "clerk").unwrap();
    assert_eq!(other.waiting().unwrap().len(), 1);
    let operator = zhuoluo::domain::rights::Operator {
        login: "li".to_owned(),
        name: "李某".to_owned(),
        ..other.office().operator.clone()
    };
    let change = zhuoluo::domain::change::Change::AddOperator(operator);
    other.perform(Do::Change(change), story.now).unwrap();
    let mut li = zhuoluo::store::Store::open(&story.file(), "li").unwrap();
    assert!(li.waiting().unwrap().is_empty());
    let order = Wait::Import(1);
    let refused = li.perform(Do::Wait(order), story.now);
    assert!(refused.is_err(), "another's ledger is not there");
    let ask = Ask::Waiting;
    let Ok(Reply::Waiting(mine)) = story.store.ask(&ask, story.now.date_naive()) else {
        panic!("not answered");
    };
    assert_eq!(mine[0].asked.len(), 3);
    story.keys(THERE);
    shows(&mut story, &["像谁3"]);
}
