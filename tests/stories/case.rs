//! One petition from the search to its closing, typed against the whole program.

use super::script::Story;

/// A petition at the window, found by the sounds of its petitioner and opened.
fn opened() -> Story {
    let mut story = Story::new();
    story.register(r#"{"channel":"visit","received_on":"2026-11-10","route":"petition","class":"request","requests":["征地款迟迟未到账，请求核实"],"people":[{"name":"钱某兰","phones":["13800138000"],"address":"东甲镇戊村"}]}"#);
    story.keys("<ctrl-f>qian").keys("<enter><enter>");
    story
}

/// Opens the menu, goes down to a step by name, and chooses it.
fn step(story: &mut Story, name: &str) {
    story.keys("<f2>");
    for _ in 0..40 {
        let screen = story.screen(80, 24);
        if screen.lines().any(|l| {
            l.trim_start().starts_with(&format!("▸ {name} ")) || l.trim_end() == format!("▸ {name}")
        }) {
            story.keys("<enter>");
            return;
        }
        story.keys("<down>");
    }
    panic!("{name} is not there:\n{}", story.screen(80, 24));
}

#[test]
fn a_petition_goes_its_whole_way() {
    let mut story = opened();
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("本次打开已记录") && screen.contains("等转送或办理"),
        "{screen}"
    );
    step(&mut story, "转送");
    story.keys("djz<enter><ctrl-s>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("已记录：转送") && screen.contains("[待签收]"),
        "{screen}"
    );
    step(&mut story, "签收");
    story.keys("<ctrl-s>");
    assert!(story.screen(80, 24).contains("[待受理]"));
    step(&mut story, "受理");
    story.keys("<ctrl-s>");
    assert!(story.screen(80, 24).contains("现在在东甲镇手里"));
    step(&mut story, "出具处理意见");
    story.keys("示信答〔2026〕12号<tab>核实后已补发<tab>zc<enter><ctrl-s>");
    assert!(story.screen(80, 24).contains("[待送达]"));
    step(&mut story, "书面告知");
    story.keys("<ctrl-s>");
    step(&mut story, "送达");
    story.keys("<ctrl-s>");
    assert!(story.screen(80, 24).contains("[已送达]"));
    step(&mut story, "办结");
    story.keys("意见已送达<tab> <ctrl-s>");
    let asked = story.screen(80, 24);
    assert!(
        asked.contains("要对") && asked.contains("更正"),
        "it asks once:\n{asked}"
    );
    story.keys("<tab><enter>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("[已办结]") && screen.contains("诉求已化解"),
        "{screen}"
    );
    assert!(screen.contains("从登记到了结共0天"), "{screen}");
}

#[test]
fn a_no_to_the_question_records_nothing() {
    let mut story = opened();
    step(&mut story, "撤回");
    story.keys("不再要求了<ctrl-s><esc>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("不再要求了"),
        "the sheet is still there:\n{screen}"
    );
    story.keys("<esc>");
    assert!(story.screen(80, 24).contains("[待转送]"));
}

#[test]
fn a_step_taken_elsewhere_is_shown_before_the_menu_opens() {
    let mut story = opened();
    let number = zhuoluo::domain::ids::PetitionNo("999999-2026-LF-00001".to_owned());
    story.act(&number, "forward", r#"{"to":"东甲镇"}"#);
    story.event(zhuoluo::flow::Event::Changed);
    assert!(story.screen(80, 24).contains("有更新"));
    story.keys("<f2>");
    let screen = story.screen(80, 24);
    assert!(
        screen.contains("[待签收]") && screen.contains("▸ 签收"),
        "{screen}"
    );
}

#[test]
fn ways_back_lose_nothing() {
    let mut story = opened();
    story.keys("<f7>说到一半的备注<alt-3>");
    assert!(
        story.screen(80, 24).contains("钱某兰"),
        "Find as it was left"
    );
    story.keys("<esc>");
    assert!(
        story.screen(80, 24).contains("说到一半的备注"),
        "the sheet as it was left"
    );
    story.keys("<f3>");
    story.keys("<esc>");
    story.keys("<f3>");
    assert!(story.screen(80, 24).contains("期限怎么算的"));
}
