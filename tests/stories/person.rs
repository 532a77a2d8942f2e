//! Somebody who came before under a name written otherwise: answered at the window, looked at in Find,
//! read as one and parted again, typed against the whole program.

use super::script::Story;

/// Somebody on record, and somebody else of the same sound at the window.
fn window() -> Story {
    let mut story = Story::new();
    story.register(r#"{"channel":"visit","received_on":"2026-11-10","requests":["征地款迟迟未到账"],"people":[{"name":"章晓棠","phones":["15400000001"],"address":"东甲镇戊村"}]}"#);
    story.keys("<ctrl-k>章小唐<tab><tab>15400000002");
    story
}

#[test]
fn four_answers_by_keys_that_an_input_method_lets_through() {
    let mut story = window();
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("章晓棠") && screen.contains("F2同一人"),
        "{screen}"
    );
    story.keys("<ctrl-x>");
    let screen = story.screen(80, 24);
    for part in [
        "就是此人",
        "另一人，同一事项",
        "同一人，同一事项",
        "都不是，不再提示",
        "收回回答",
    ] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    story.keys("4");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("[都不是]") && screen.contains("登记时记住"),
        "{screen}"
    );
    story.keys("<ctrl-x>0");
    assert!(!story.screen(80, 24).contains("[都不是]"));
    story.keys("<ctrl-x>2");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("[同一事项]") && screen.contains("征地款"),
        "{screen}"
    );
    // Full-width digits of an input method are the same keys.
    story.keys("<ctrl-x>３");
    assert!(
        story.screen(80, 24).contains("[已认定·同一事项]"),
        "{}",
        story.screen(80, 24)
    );
}

#[test]
fn two_records_become_one_and_two_again() {
    let mut story = window();
    story.keys("<ctrl-r>要求补发青苗补偿款<ctrl-s><esc>");
    story.keys("<ctrl-f>章晓棠<f2>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("人员档案 章晓棠") && screen.contains("可能是同一人"),
        "{screen}"
    );
    story.keys("<down><enter>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("≠ 姓名") && screen.contains("青苗"),
        "{screen}"
    );
    story.keys("录错一字<ctrl-s>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("合并与区分") && screen.contains("录错一字"),
        "{screen}"
    );
    story.keys("<esc>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("章小唐") && screen.matches("章晓棠").count() >= 2,
        "{screen}"
    );
    story.keys("<f2><home><down><down><enter>是两个人<ctrl-s>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("撤回：是两个人") && !screen.contains("青苗"),
        "{screen}"
    );
    // A petition is opened from the file, and its people lead back to it.
    story.keys("<end><enter>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("LF-00001") && screen.contains("章晓棠"),
        "{screen}"
    );
}
