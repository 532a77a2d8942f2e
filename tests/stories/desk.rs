//! The desk and the ledger of petitions, typed.

use super::script::Story;

fn with_cases() -> Story {
    let mut story = Story::new();
    let late = story.register(r#"{"channel":"letter","received_on":"2026-10-20","requests":["低保被停未告知原因，请求复核"],"people":[{"name":"周某兰","address":"示例县南乙镇庚社区3号"}],"class":"request"}"#);
    story.register(r#"{"channel":"visit","received_on":"2026-11-10","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"钱某","phones":["13800138000"]}],"class":"request"}"#);
    story.register(r#"{"channel":"web","received_on":"2026-11-22","requests":["建议延长末班公交"],"people":[{"name":"孙某"}],"class":"proposal"}"#);
    story.act(&late, "forward", r#"{"to":"南乙镇","on":"2026-11-02"}"#);
    story.act(&late, "sign_for", r#"{"on":"2026-11-03"}"#);
    story.event(zhuoluo::flow::Event::Changed);
    story
}

#[test]
fn the_desk_lists_what_is_owed_soonest_first() {
    let mut story = with_cases();
    let screen = story.screen(100, 24);
    let notify = screen.find("书面告知").expect("the unit's notice is near");
    let forward = screen.find("转送交办").expect("forwarding is near");
    assert!(notify < forward, "11-18 stands before 11-25:\n{screen}");
    assert!(screen.contains("逾期5天"), "{screen}");
    assert!(screen.contains("演练"), "a sandbox says so:\n{screen}");
}

#[test]
fn an_alert_arrives_from_another_session_without_moving_the_choice() {
    let mut story = with_cases();
    story.keys("<down>");
    let (_, before) = story.draw(100, 24);
    let chosen = |s: &str| s.lines().find(|l| l.contains('▸')).map(str::to_owned);
    let line = chosen(&story.screen(100, 24));
    story.register(r#"{"channel":"letter","received_on":"2026-10-01","requests":["村道破损"],"people":[{"name":"李某"}],"class":"request"}"#);
    story.event(zhuoluo::flow::Event::Changed);
    let (screen, after) = story.draw(100, 24);
    assert_eq!(
        chosen(&screen),
        line,
        "the same alert stays chosen:\n{screen}"
    );
    assert_eq!(
        after.y,
        before.y + 1,
        "its row moved down by the earlier one"
    );
}

#[test]
fn the_ledger_filters_sorts_and_exports_what_is_seen() {
    let mut story = with_cases();
    story.keys("<alt-6>");
    let screen = story.screen(120, 30);
    assert!(screen.contains("信访件台账"), "{screen}");
    assert!(screen.contains("1/3"), "{screen}");
    story.keys("<f2>征地");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("1/1") && screen.contains("征地款"),
        "typing narrows at once:\n{screen}"
    );
    story.keys("<esc>");
    let export = zhuoluo::keys::Keymap::built_in()
        .unwrap()
        .keys_of(zhuoluo::keys::Action::ExportRows);
    story.keys(&format!("<{}>", export[0].to_lowercase()));
    let (name, bytes) = story.files.pop().expect("a file was kept");
    assert!(
        std::path::Path::new(&name)
            .extension()
            .is_some_and(|e| e == "csv"),
        "{name}"
    );
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(
        text.lines().count(),
        2,
        "heading and the one row seen:\n{text}"
    );
}

#[test]
fn every_size_is_drawn_without_a_panic() {
    let mut story = with_cases();
    for keys in ["", "<alt-2>", "<alt-3>", "<alt-6>", "<f1>", "<esc><ctrl-p>"] {
        story.keys(keys);
        for (w, h) in [
            (1, 1),
            (2, 2),
            (10, 3),
            (40, 10),
            (60, 20),
            (80, 24),
            (120, 40),
            (200, 60),
            (500, 300),
        ] {
            let (_, caret) = story.draw(w, h);
            assert!(
                caret.x < w && caret.y < h,
                "the caret is on the screen at {w}×{h}"
            );
        }
    }
}

#[test]
fn the_privacy_key_leaves_nothing_in_sight() {
    let mut story = with_cases();
    story.keys("<f9>");
    let screen = story.screen(80, 24);
    assert!(
        !screen.contains("低保") && !screen.contains("信访局"),
        "{screen}"
    );
    story.keys("x");
    assert!(story.screen(80, 24).contains("低保"));
}

#[test]
fn little_room_on_the_disk_is_said_in_every_room() {
    use zhuoluo::flow::Event;
    let room = zhuoluo::store::room::Room {
        free: 812 << 20,
        all: 100 << 30,
    };
    let mut story = with_cases();
    story.event(Event::Room(room.notice()));
    for keys in ["<alt-1>", "<alt-2>", "<alt-3>", "<alt-6>"] {
        for (width, height) in [(80, 24), (120, 40), (40, 10)] {
            let screen = story.keys(keys).screen(width, height);
            assert!(screen.contains("磁盘只剩800 MB"), "{keys}: {screen}");
        }
    }
    story.event(Event::Room(None));
    assert!(!story.screen(80, 24).contains("磁盘"));
}

#[test]
fn english_is_one_key_away() {
    let mut story = with_cases();
    story.keys("<f8>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("The office owes") && screen.contains("late"),
        "{screen}"
    );
}

#[test]
fn the_footer_of_a_window_names_only_keys_that_do_something_in_it() {
    let mut story = with_cases();
    let foot = |story: &mut Story| story.screen(80, 24).lines().last().unwrap_or("").to_owned();
    for (window, close) in [("<ctrl-p>", "<esc>"), ("<f1>", "<esc>")] {
        story.keys(window);
        let line = foot(&mut story);
        assert!(
            line.contains("Enter 确定") && line.contains("Esc 取消"),
            "{line}"
        );
        assert!(!line.contains("另一项"), "{line}");
        story.keys(close);
    }
    story.keys("<alt-1><enter><f3>"); // how a deadline is counted: a paper
    let line = foot(&mut story);
    assert!(
        line.contains("Esc 取消") && !line.contains("确定"),
        "{line}"
    );
}

/// The heading before a line of the desk.
fn heading_of(screen: &str, text: &str) -> String {
    let heads = ["逾期 ", "本班今日到期 ", "时段内到期 ", "临近 ", "待签字 "];
    let lines = screen.lines().take_while(|l| !l.contains(text));
    let head = lines.filter(|l| heads.iter().any(|h| l.trim_start().starts_with(h)));
    head.last().unwrap_or_default().trim().to_owned()
}

#[test]
fn the_desk_stands_under_headings_and_the_choice_goes_over_them() {
    let mut story = with_cases();
    let screen = story.screen(80, 24);
    assert_eq!(heading_of(&screen, "书面告知"), "逾期 1", "{screen}");
    assert_eq!(heading_of(&screen, "转送交办"), "临近 1", "{screen}");
    assert!(screen.contains("值班 "), "who is on duty:\n{screen}");
    let (_, first) = story.draw(80, 24);
    story.keys("<down>");
    let (screen, second) = story.draw(80, 24);
    assert_eq!(second.y, first.y + 2, "over the heading:\n{screen}");
    story.keys("<down><down><down>");
    let (_, last) = story.draw(80, 24);
    assert_eq!(last.y, second.y, "no heading is ever chosen");
    story.keys("<tab>");
    assert_eq!(story.draw(80, 24).1.y, first.y, "round to the first group");
    story.keys("<tab>");
    assert_eq!(
        story.draw(80, 24).1.y,
        second.y,
        "and to the next heading's"
    );
    // A click on a heading chooses nothing, one on a row that row.
    story.event(zhuoluo::flow::Event::Click(10, first.y + 1));
    assert_eq!(story.draw(80, 24).1.y, second.y);
    story.event(zhuoluo::flow::Event::Click(10, first.y));
    assert_eq!(story.draw(80, 24).1.y, first.y);
}

#[test]
fn only_one_units_rows_are_shown_when_asked_for() {
    let mut story = with_cases();
    story.keys("<f4>");
    let office = story.screen(100, 24);
    assert!(office.contains("[全部 示例县信访局]"), "{office}");
    assert!(!office.contains("书面告知"), "{office}");
    story.keys("<f4>");
    let town = story.screen(100, 24);
    assert!(town.contains("[全部 南乙镇]"), "{town}");
    assert!(!town.contains("转送交办"), "{town}");
    story.keys("<f4>");
    assert!(story.screen(100, 24).contains("[全部]"), "and all again");
}

#[test]
fn a_filter_finds_what_was_not_soon_enough_to_be_listed() {
    let mut story = Story::new();
    let received = |day: &str| {
        serde_json::json!({
            "channel": "letter", "received_on": day, "requests": ["修路"], "class": "request",
            "people": [{ "name": "周某兰" }],
        })
        .to_string()
    };
    // More overdue, and more that is due soon, than is listed of either.
    for _ in 0..310 {
        story.register(&received("2026-08-03"));
    }
    for _ in 0..160 {
        story.register(&received("2026-11-10"));
    }
    let late = story.register(&received("2026-11-12"));
    story.act(&late, "forward", r#"{"to":"南乙镇","on":"2026-11-12"}"#);
    let mut story = story.restart();
    story.keys("<alt-1><end>");
    assert!(!story.screen(120, 40).contains("南乙镇"));
    // The first filter is the office's; with it everything owed is read.
    story.keys("<f4><f4>");
    let town = story.screen(120, 40);
    assert!(town.contains("[全部 南乙镇]"), "{town}");
    assert!(town.contains("签收"), "{town}");
    story.keys("<f4>");
    assert!(story.screen(120, 40).contains("[全部]"), "and all again");
}

#[test]
fn what_came_from_elsewhere_carries_a_mark_until_it_is_looked_at_or_old() {
    let mut story = with_cases().restart();
    assert!(
        !story.screen(120, 24).contains("[新]"),
        "what was there is not new"
    );
    let late = r#"{"channel":"letter","received_on":"2026-11-09","requests":["村道破损"],"people":[{"name":"李某"}],"class":"request"}"#;
    story.register(late);
    story.event(zhuoluo::flow::Event::Changed);
    let screen = story.screen(120, 24);
    assert_eq!(screen.matches("[新]").count(), 1, "{screen}");
    let line = screen.lines().find(|l| l.contains("[新]")).unwrap();
    assert!(line.contains("村道破损"), "{line}");
    story.keys("<end><up><down>");
    story.keys("<home><down>");
    assert!(!story.screen(120, 24).contains("[新]"), "looked at");
    story.register(&late.replace("村道破损", "桥面破损"));
    story.event(zhuoluo::flow::Event::Changed);
    story.keys("<alt-2>");
    let fold = story.screen(80, 24);
    assert!(fold.contains("新") && fold.contains("桥面破损"), "{fold}");
    story.wait(601);
    assert!(
        !story.screen(80, 24).contains("桥面破损"),
        "old after ten minutes"
    );
}

#[test]
fn ones_own_work_is_no_news() {
    let mut story = with_cases().restart();
    let (past, down) = ("<tab>".repeat(6), "<tab>".repeat(9));
    story.keys(&format!(
        "n吴某{past}渠道淤塞{down}<ctrl-u>2026-11-09<ctrl-s><esc><alt-1>"
    ));
    story.event(zhuoluo::flow::Event::Changed);
    let screen = story.screen(120, 24);
    assert!(
        screen.contains("渠道淤塞") && !screen.contains("[新]"),
        "{screen}"
    );
}
