//! Finding: each key asks anew, old answers are dropped, the preview tells the office's debt.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::json;
use zhuoluo::domain::alert::Owed;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::flow::view::{Found, PersonCard, PetitionHit};
use zhuoluo::flow::{Ask, Reply, Route};
use zhuoluo::keys::Action;
use zhuoluo::look::{Look, Palette};
use zhuoluo::rooms::find::Find;
use zhuoluo::rooms::{Order, Room};
use zhuoluo::words::{Lang, Word};

use super::golden;
use super::play::{Play, owed, row, somebody};
use crate::kit::Log;
use crate::kit::log::desk;

fn logs() -> [Log; 2] {
    let mut first = Log::with(
        "2026-03-02",
        &json!({"summary": "张某反映修路征地补偿标准与邻居不一致", "place": "东甲镇"}),
    );
    first.step("2026-03-03", "forward", json!({"to": "东甲镇"}));
    first.step("2026-03-05", "sign_for", json!({}));
    first.today = crate::kit::day("2026-03-20");
    let mut second = Log::with("2026-03-18", &json!({"summary": "反映自来水发黄"}));
    second.today = crate::kit::day("2026-03-20");
    [first, second]
}

pub fn card(id: i64, name: &str, lit: &[usize]) -> PersonCard {
    let logs = logs();
    let rows = [row(&logs[0], 1, 42), row(&logs[1], 2, 57)];
    let debts = logs.iter().zip(&rows).flat_map(|(log, row)| {
        owed(log).into_iter().map(|obligation| Owed {
            petition: row.id,
            number: row.number.clone(),
            category: row.category.clone(),
            summary: row.summary.clone(),
            name: row.name.clone(),
            unit: desk().units.name(obligation.owed_by),
            obligation,
            ownerless: true,
            duty: None,
            seen: None,
            stands: None,
        })
    });
    let mut owed: Vec<Owed> = debts.collect();
    zhuoluo::domain::alert::sort(&mut owed);
    PersonCard {
        id: PersonId(id),
        person: somebody(name),
        also: Vec::new(),
        class: "sound",
        why: Word::new("姓名拼音相近", "name sounds alike"),
        besides: Vec::new(),
        through: None,
        lit: lit.to_vec(),
        former: None,
        apart: false,
        petitions: rows.to_vec(),
        more: false,
        owed,
    }
}

pub fn found(text: &str) -> Found {
    let why = Word::new("内容相符", "words of the matter");
    let [first, second] = logs();
    Found {
        text: text.to_owned(),
        people: vec![card(1, "张书芬", &[0, 1]), card(2, "章淑芳", &[0])],
        petitions: vec![
            PetitionHit {
                row: row(&first, 1, 42),
                class: "words",
                why,
                besides: Vec::new(),
                excerpt: "".into(),
                lit: Vec::new(),
            },
            PetitionHit {
                row: row(&second, 2, 57),
                class: "words",
                why,
                besides: Vec::new(),
                excerpt: "".into(),
                lit: Vec::new(),
            },
        ],
        ..Found::default()
    }
}

pub fn play() -> Play<Find> {
    let mut play: Play<Find> = Play::at("2026-03-20T10:32:00+08:00");
    play.call(|room, cx| room.open(&Route::Find(String::new()), cx));
    play
}

fn answered(script: &str, text: &str) -> Play<Find> {
    let mut play = play();
    play.keys(script);
    let ticket = play.asked.last().unwrap().0;
    play.take(ticket, Ok(Reply::Found(found(text))));
    play
}

#[test]
fn every_key_asks_and_only_the_newest_answer_counts() {
    let mut play = play();
    assert!(play.asked.is_empty());
    play.keys("张sf");
    let texts: Vec<_> = play
        .asked
        .iter()
        .map(|(_, ask)| match ask {
            Ask::Find { text, .. } => text.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(texts, ["张", "张s", "张sf"]);
    let (old, new) = (play.asked[1].0, play.asked[2].0);
    play.take(old, Ok(Reply::Found(found("张s"))));
    assert!(play.screen(80, 24).contains("正在找"));
    assert!(!play.screen(80, 24).contains("张书芬"));
    play.take(new, Ok(Reply::Found(found("张sf"))));
    assert!(play.screen(80, 24).contains("张书芬"));
    // What was found stays in sight until the next answer comes.
    play.keys("x");
    assert!(play.screen(80, 24).contains("张书芬"));
    // An emptied line forgets it, and what is still on its way is too old.
    let late = play.asked.last().unwrap().0;
    play.keys("<Ctrl-U>");
    play.take(late, Ok(Reply::Found(found("张sfx"))));
    assert!(play.screen(80, 24).contains("8834"));
}

/// What nobody is chosen for is closed, and says so: a key that does nothing looks broken.
#[test]
fn a_file_is_opened_of_somebody_alone() {
    let mut play: Play<Find> = Play::at("2026-03-20T10:32:00+08:00");
    let is_closed = |play: &mut Play<Find>| {
        let mut closed = [false; 2];
        play.call(|room, cx| {
            let of = [Action::PersonFile, Action::Open];
            closed = of.map(|action| room.why_not(action, cx).is_some());
            Vec::new()
        });
        closed
    };
    assert_eq!(is_closed(&mut play), [true, true]);
    let mut play = answered("张sf", "张sf");
    assert_eq!(is_closed(&mut play), [false, false], "people");
    play.keys("<Tab>");
    assert_eq!(is_closed(&mut play), [true, false], "petitions");
}

#[test]
fn enter_on_a_person_lists_petitions_and_on_a_petition_opens_it() {
    let mut play = answered("张sf", "张sf");
    play.keys("<Enter>");
    assert!(play.seen.is_empty() && play.room.wants_back());
    assert!(play.screen(80, 24).contains("选一件打开"));
    play.keys("<Down><Enter>");
    let number = row(&logs()[1], 2, 57).number;
    assert_eq!(play.seen, [Order::Go(Route::Case(number.clone()))]);
    play.seen.clear();
    play.act(Action::Back);
    assert!(!play.room.wants_back());
    play.keys("<Tab><Down><Enter>");
    assert_eq!(play.seen, [Order::Go(Route::Case(number))]);
}

#[test]
fn nothing_tells_how_often_somebody_came() {
    let play = answered("张sf", "张sf");
    for (width, height) in golden::SIZES {
        let screen = play.screen(width, height);
        for word in ["次", "重复", "件信访件"] {
            assert!(!screen.contains(word), "{word}:\n{screen}");
        }
    }
}

#[test]
fn numbers_of_persons_are_covered() {
    let play = answered("8000", "8000");
    let screen = play.screen(200, 60);
    assert!(screen.contains("138＊＊＊＊8000"));
    assert!(!screen.contains("13800138000") && !screen.contains("19620101"));
}

#[test]
fn only_petitions_found_are_shown_at_once() {
    let mut play = play();
    play.keys("征地");
    let ticket = play.asked.last().unwrap().0;
    let mut hits = found("征地");
    hits.people.clear();
    play.take(ticket, Ok(Reply::Found(hits)));
    play.keys("<Enter>");
    assert!(matches!(play.seen[..], [Order::Go(Route::Case(_))]));
}

/// As long as records are only read as written, not found is not "there is nobody".
#[test]
fn without_an_index_nothing_found_is_no_answer_yet() {
    let mut play = play();
    play.keys("zhangw");
    let ticket = play.asked.last().unwrap().0;
    let note = Word::new("正在建立查询索引（40%）。", "being made (40%)");
    let answer = |as_written| Found {
        text: "zhangw".to_owned(),
        note: Some(note.into()),
        as_written,
        ..Found::default()
    };
    play.take(ticket, Ok(Reply::Found(answer(true))));
    let screen = play.screen(80, 24);
    assert!(screen.contains("正在建立查询索引（40%）"), "{screen}");
    assert!(screen.contains("不等于没有"), "{screen}");
    assert!(!screen.contains("换一种写法"), "{screen}");
    // It goes on while nobody types.
    let further = Word::new("正在建立查询索引（70%）。", "being made (70%)");
    play.room.index_at(further.into());
    let screen = play.screen(80, 24);
    assert!(
        screen.contains("索引（70%）") && !screen.contains("40%"),
        "{screen}"
    );
    play.room.index_at(note.into());
    let mut terminal = Terminal::new(TestBackend::new(160, 24)).unwrap();
    let en = Look::new(Lang::En, Palette::Contrast, true);
    let drawn = terminal
        .draw(|frame| {
            let _ = play.paint(frame, &en);
        })
        .unwrap();
    let text: String = drawn
        .buffer
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    assert!(text.contains("being made (40%)") && text.contains("does not mean there is nobody"));
    // An index in memory answers wholly, and its note stands there all the same.
    play.take(ticket, Ok(Reply::Found(answer(false))));
    let screen = play.screen(80, 24);
    assert!(
        screen.contains("换一种写法") && screen.contains("正在建立查询索引"),
        "{screen}"
    );
    play.room.index_at(further.into());
    assert!(!play.screen(80, 24).contains("70%"), "of another making");
}

#[test]
fn hostile_text_is_shown_as_marks() {
    let mut play = play();
    play.keys("x");
    let ticket = play.asked[0].0;
    let mut hits = found("x");
    hits.people[0].person.name = "张\u{1b}[31m\u{202e}三".into();
    hits.petitions[0].row.summary = "看\u{7}\n我\u{200b}".into();
    play.take(ticket, Ok(Reply::Found(hits)));
    for (width, height) in golden::SIZES {
        let screen = play.screen(width, height);
        assert!(!screen.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{200b}']));
    }
    assert!(play.screen(80, 24).contains("⟨202E⟩"));
}

#[test]
fn it_draws_at_any_size() {
    for script in ["", "张sf", "张sf<Enter>"] {
        let mut play = play();
        if !script.is_empty() {
            play.keys("张sf");
            let ticket = play.asked.last().unwrap().0;
            play.take(ticket, Ok(Reply::Found(found("张sf"))));
            play.keys(script.strip_prefix("张sf").unwrap());
        }
        for width in [1, 2, 3, 7, 19, 40, 61, 99, 100, 101, 160] {
            for height in [1, 2, 3, 4, 9, 25, 26, 27] {
                let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
                terminal
                    .draw(|frame| {
                        let _ = play.paint(frame, &Look::default());
                        let wide = Look::new(Lang::En, Palette::Contrast, true);
                        let _ = play.paint(frame, &wide);
                    })
                    .unwrap();
            }
        }
    }
}

#[test]
fn golden_screens() {
    let mut empty = play();
    empty.keys("");
    golden::check("find-empty", |frame, look| empty.paint(frame, look));
    let mut full = answered("张sf", "张sf");
    golden::check("find-people", |frame, look| full.paint(frame, look));
    full.keys("<Enter>");
    golden::check("find-person", |frame, look| full.paint(frame, look));
    let mut matters = answered("征地", "征地");
    matters.keys("<Tab>");
    golden::check("find-petitions", |frame, look| matters.paint(frame, look));
}

#[test]
fn a_click_chooses_and_a_second_one_opens() {
    let mut play = answered("张sf", "张sf");
    play.keys("<Tab>");
    let screen = play.screen(80, 24);
    let line =
        |text: &str| u16::try_from(screen.lines().position(|l| l.contains(text)).unwrap()).unwrap();
    let y = line("2026-LF-00057");
    play.call(|room, cx| room.click(4, y, cx));
    assert!(play.seen.is_empty());
    assert!(play.screen(80, 24).contains("▸ 2026-LF-00057"));
    play.call(|room, cx| room.click(4, y, cx));
    assert!(matches!(play.seen[..], [Order::Go(Route::Case(_))]));
    play.call(|room, cx| room.click(79, 0, cx));
}

/// While a person's petitions are being chosen from, another session reads that person as another: the
/// list follows, under the other's name, the choice on the same petition.
#[test]
fn an_open_list_follows_a_merge() {
    let mut play = answered("张sf", "张sf");
    play.keys("<Enter><Down>");
    play.call(Room::changed);
    let ticket = play.asked.last().unwrap().0;
    let mut merged = found("张sf");
    merged.people.remove(0);
    merged.people[0].also = vec![(PersonId(1), "张书芬".into())];
    let mut newer = merged.people[0].petitions[0].clone();
    newer.id = zhuoluo::domain::ids::PetitionId(9);
    merged.people[0].petitions.insert(0, newer);
    play.take(ticket, Ok(Reply::Found(merged)));
    let screen = play.screen(80, 24);
    assert!(screen.contains("章淑芳：选一件打开"), "{screen}");
    play.keys("<Enter>");
    let number = row(&logs()[1], 2, 57).number;
    assert_eq!(play.seen, [Order::Go(Route::Case(number))]);
}
