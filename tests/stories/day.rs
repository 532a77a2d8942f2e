//! A clerk's day: an intake, an interruption, a lost line, a search, a step, the receipt again.

use zhuoluo::flow::Event;

use super::script::Story;

#[test]
fn an_intake_ends_with_a_receipt_and_is_owed_from_then_on() {
    let mut story = Story::new();
    story.keys("n张三丰<tab><tab>13800138000<tab>示例县东甲镇戊村1号<tab><tab><tab>要求核实征地补偿款并说明依据");
    story.keys("<ctrl-s>");
    let screen = story.screen(80, 40);
    assert!(screen.contains("回执"), "{screen}");
    assert!(screen.contains("999999-2026-LF-00001"), "{screen}");
    assert!(
        screen.contains("2026-12-08"),
        "15 days, the last day for forwarding:\n{screen}"
    );
    story.keys("<esc><alt-6>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("张三丰") && screen.contains("12-08 转送交办"),
        "{screen}"
    );
}

#[test]
fn an_interruption_parks_the_first_person_and_nothing_is_mixed() {
    let mut story = Story::new();
    story.keys("n赵某兰<tab><tab><tab><tab><tab><tab>低保被停，请求复核");
    story.keys("<ctrl-k>钱某贵<tab><tab><tab><tab><tab><tab>自来水发黄有泥，要求检测<ctrl-s><esc>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("赵某兰"),
        "the parked person is in sight:\n{screen}"
    );
    story.keys("<ctrl-n>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("低保被停，请求复核") && !screen.contains("自来水"),
        "{screen}"
    );
    story.keys("<ctrl-s><esc><alt-6>");
    let screen = story.screen(120, 40);
    let (zhao, qian) = (line(&screen, "赵某兰"), line(&screen, "钱某贵"));
    assert!(
        zhao.contains("00002") && qian.contains("00001"),
        "numbers follow the saving, without a gap:\n{screen}"
    );
}

#[test]
fn a_killed_program_opens_at_the_same_field_and_cursor() {
    let mut story = Story::new();
    story.keys("n孙某梅<tab><tab>13900139000<tab>北丁街道壬社区");
    story.keys("<left><left>");
    let (before, caret) = story.draw(80, 24);
    let mut story = story.restart();
    story.keys("<alt-2>");
    let (after, again) = story.draw(80, 24);
    assert!(
        after.contains("孙某梅")
            && after.contains("13900139000")
            && after.contains("北丁街道壬社区"),
        "{after}"
    );
    assert_eq!(
        (caret.x, caret.y),
        (again.x, again.y),
        "the cursor is where it was:\n{before}\n{after}"
    );
    assert!(
        after.contains("恢复"),
        "a line says what was recovered:\n{after}"
    );
}

#[test]
fn a_hang_up_writes_what_was_typed_last() {
    let mut story = Story::new();
    // The last key is not followed by any tick.
    story.keys("n吴某");
    story.event(Event::Key(zhuoluo::keys::Chord::char('芳')));
    story.event(Event::Hangup);
    assert_eq!(story.quit, Some(129));
    let mut story = story.restart();
    story.keys("<alt-2>");
    assert!(story.screen(80, 24).contains("吴某芳"));
}

#[test]
fn a_known_person_comes_up_with_what_is_owed_and_is_adopted_by_one_key() {
    let mut story = Story::new();
    story.register(r#"{"channel":"letter","received_on":"2026-10-20","class":"request","requests":["低保被停未告知原因，请求复核"],"people":[{"name":"周某兰","phones":["13812345678"],"address":"示例县南乙镇庚社区3号"}]}"#);
    story.keys("n周某");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("周某兰") && screen.contains("转送"),
        "the office's debt stands beside the form:\n{screen}"
    );
    assert!(
        !screen.contains("13812345678"),
        "the telephone is masked:\n{screen}"
    );
    story.keys("<f2>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("示例县南乙镇庚社区3号"),
        "adopting fills the entry:\n{screen}"
    );
    story.keys("<tab><tab><tab><tab><tab>另一件事：路灯不亮<ctrl-s><esc>");
    story.keys("/zml");
    let screen = story.screen(120, 40);
    assert_eq!(screen.matches("周某兰  ").count().min(1), 1, "{screen}");
}

#[test]
fn find_open_step_and_the_alert_goes() {
    let mut story = Story::new();
    let number = story.register(r#"{"channel":"visit","received_on":"2026-11-10","class":"request","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"单某英","phones":["13800138000"]}]}"#);
    story.event(Event::Changed);
    assert!(story.screen(80, 24).contains("转送交办"));
    story.keys("/shan");
    assert!(
        story.screen(80, 24).contains("单某英"),
        "the surname's own reading:\n{}",
        story.screen(80, 24)
    );
    // A person leads to their petitions, a petition to its case.
    story.keys("<enter><enter>");
    let screen = story.screen(120, 40);
    assert!(screen.contains(&number.0), "{screen}");
    story.keys("<f2>");
    let menu = story.screen(120, 40);
    assert!(menu.contains("转送") && menu.contains("受理"), "{menu}");
    story.act(&number, "forward", r#"{"to":"自然资源局"}"#);
    story.event(Event::Changed);
    story.keys("<esc><alt-1>");
    let desk = story.screen(80, 24);
    assert!(
        !desk.contains("转送交办"),
        "what was paid is no alert:\n{desk}"
    );
    assert!(
        desk.contains("签收"),
        "the unit now owes its signing:\n{desk}"
    );
}

fn line(screen: &str, text: &str) -> String {
    screen
        .lines()
        .find(|l| l.contains(text))
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_paste_is_text_and_never_a_command() {
    let mut story = Story::new();
    let lines = "n\nq\n要求公开村集体账目\n".repeat(60);
    story.paste(&lines);
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("不能粘贴"),
        "outside a field a paste is refused in a sentence:\n{screen}"
    );
    story.wait(10);
    assert!(
        !story.screen(80, 24).contains("不能粘贴"),
        "and the sentence goes"
    );
    story.keys("n李某");
    story.paste(&"甲\u{1b}[2J乙\u{202e}丙\n".repeat(3));
    let screen = story.screen(80, 24);
    assert!(
        !screen.contains('\u{1b}') && !screen.contains('\u{202e}'),
        "controls are marks:\n{screen}"
    );
    assert!(story.quit.is_none());
    story.keys("<alt-6>");
    assert!(
        story.screen(80, 24).contains("没有符合条件"),
        "nothing was registered"
    );
}

/// What is said stands over the form, not over the people whom the clerk is about to answer.
#[test]
fn a_message_hides_nobody_it_could_be_nor_the_cursor() {
    let mut story = Story::new();
    story.register(r#"{"channel":"visit","people":[{"name":"张三丰","phones":["13800138000"]}],"requests":["要求修路"],"received_on":"2026-11-03"}"#);
    story.keys("n张三丰");
    for (width, height) in [(80, 24), (140, 40)] {
        let (before, _) = story.draw(width, height);
        let cards = |screen: &str| -> Vec<String> {
            let lines = screen
                .lines()
                .filter(|l| l.contains("138＊") || l.contains("欠："));
            lines.map(str::trim).map(str::to_owned).collect()
        };
        assert!(!cards(&before).is_empty(), "{before}");
        // Nothing is proposed yet: said in a message.
        story.keys("<f3>");
        let (after, caret) = story.draw(width, height);
        assert!(after.contains("没有建议"), "{after}");
        assert_eq!(cards(&before), cards(&after), "{after}");
        let row = after.lines().nth(usize::from(caret.y)).unwrap_or_default();
        assert!(row.contains("张三丰"), "{row}\n{after}");
        story.wait(10);
    }
}
