//! The registers beside the petitions, reminders from the ledger, papers from the case: typed.

use super::script::Story;

/// A petition that is overdue with a unit, supervised, on a campaign's list.
fn story() -> Story {
    let mut story = Story::new();
    let late = story.register(r#"{"channel":"letter","received_on":"2026-08-03","requests":["低保被停未告知原因"],"people":[{"name":"周某兰","address":"示例县南乙镇庚社区3号"}],"class":"request"}"#);
    for (step, body) in [
        ("forward", r#"{"to":"南乙镇","on":"2026-08-04"}"#),
        ("accept", r#"{"route":"petition","on":"2026-08-05"}"#),
        ("notify", r#"{"on":"2026-08-05"}"#),
        (
            "supervise",
            r#"{"demand":"slip","text":"请尽快答复","due_on":"2026-11-20","on":"2026-11-16"}"#,
        ),
    ] {
        story.act(&late, step, body);
    }
    story.event(zhuoluo::flow::Event::Changed);
    story
}

#[test]
fn tab_turns_the_five_ledgers_and_enter_opens_the_case() {
    let mut story = story();
    story.keys("<alt-6>");
    assert!(story.screen(120, 30).contains("[信访件台账]"));
    story.keys("<tab>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("[督办]") && screen.contains("提示单") && screen.contains("请尽快答复"),
        "{screen}"
    );
    story.keys("<tab>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("[积案]") && screen.contains("没有。"),
        "{screen}"
    );
    story.keys("<tab>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("[纠纷]") && screen.contains("没有。"),
        "{screen}"
    );
    story.keys("<tab>");
    let screen = story.screen(200, 30);
    assert!(
        screen.contains("[自查]")
            && screen.contains("推诿拖延、未按期办结")
            && screen.contains("第四十五条"),
        "{screen}"
    );
    story.keys("<f2>");
    assert!(story.screen(120, 30).contains("只用于信访件台账"));
    story.keys("<enter>");
    assert!(story.screen(120, 30).contains("[4案卷]"));
}

/// What somebody asked about their own data, from the receipt to the answer, on the screen alone.
#[test]
fn a_request_about_personal_data_is_taken_down_decided_and_answered() {
    let mut story = story();
    let number = "999999-2026-LX-00001";
    story.keys("<alt-6><backtab><backtab>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("[个人信息申请]") && screen.contains("没有。"),
        "{screen}"
    );
    // Nothing is saved that lacks what it needs; what was typed stays.
    story.keys("<ctrl-o><ctrl-s>");
    assert!(story.screen(120, 30).contains("要填"));
    story.keys(&format!(
        "<f4>更正<enter>{number}<tab><tab><tab>姓名写错一个字"
    ));
    story.keys("<esc>");
    assert!(story.screen(120, 30).contains("再按 Esc 丢弃"));
    story.keys("<ctrl-s>");
    let screen = story.screen(140, 30);
    assert!(
        screen.contains("姓名写错一个字") && screen.contains("2026-12-08"),
        "{screen}"
    );
    // The next entry is offered by itself: identity, ruling, answer.
    story.keys("<enter>");
    assert!(story.screen(120, 30).contains("核验身份"));
    story.keys("看了身份证原件<ctrl-s>");
    assert!(story.screen(140, 30).contains("身份已核"));
    story.keys("<enter>");
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("作出决定") && screen.contains("看了身份证原件"),
        "{screen}"
    );
    // A refusal gives its ground.
    story.keys("<f4>不同意<enter><tab><tab>王某<ctrl-s>");
    assert!(
        story.screen(120, 30).contains("要说明理由"),
        "{}",
        story.screen(120, 30)
    );
    story.keys("<backtab><backtab>户口本上就是这个字<tab>第四十六条<ctrl-s>");
    assert!(
        story.screen(140, 30).contains("不同意"),
        "{}",
        story.screen(140, 30)
    );
    story.keys("<enter>");
    assert!(story.screen(120, 30).contains("户口本上就是这个字"));
    story.keys("示信个〔2026〕1号<ctrl-s>");
    let screen = story.screen(140, 30);
    assert!(screen.contains("已答复"), "{screen}");
    story.keys("<enter>");
    assert!(story.screen(140, 30).contains("已经办完"));
    let claims = story.store.claims().expect("the register");
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].document, "示信个〔2026〕1号");
    assert_eq!(claims[0].basis, "第四十六条");
    assert!(!claims[0].is_open());
}

/// One that was taken back, and one about a petition that is not there.
#[test]
fn a_request_may_be_taken_back_and_a_wrong_number_is_said_in_the_sheet() {
    let mut story = story();
    story.keys(
        "<alt-6><backtab><backtab><ctrl-o><f4>复制<enter>999999-2026-LX-09999<tab><tab><tab>要一份<ctrl-s>",
    );
    let screen = story.screen(120, 30);
    assert!(
        screen.contains("没有找到") && screen.contains("要一份"),
        "{screen}"
    );
    story.keys("<backtab><backtab><backtab><ctrl-u>999999-2026-LX-00001<ctrl-s>");
    assert!(
        story.screen(140, 30).contains("已收到"),
        "{}",
        story.screen(140, 30)
    );
    story.keys("<ctrl-w>不要了<ctrl-s>");
    assert!(story.screen(140, 30).contains("已撤回"));
}

#[test]
fn the_ledger_reminds_the_holders_of_the_marked_petitions() {
    let mut story = story();
    story.keys("<alt-6><ctrl-a><f7>");
    assert!(
        story.screen(120, 30).contains("已催办1件"),
        "{}",
        story.screen(120, 30)
    );
    story.keys("<enter>");
    let screen = story.screen(120, 60);
    assert!(screen.contains("催办：南乙镇"), "{screen}");
}

#[test]
fn a_paper_asks_for_its_blanks_and_is_shown_whole() {
    let mut story = story();
    story.keys("<alt-6><enter><ctrl-e>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("文书") && screen.contains("延期办理告知书") && screen.contains("没有延期"),
        "{screen}"
    );
    story.keys("<down><enter>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("文号") && screen.contains("联系人"),
        "{screen}"
    );
    story.keys("<ctrl-s>");
    assert!(story.screen(120, 40).contains("还有空项没有填"));
    story.keys("示信告1号<tab>陈某<tab>0000-1234<ctrl-s>");
    let screen = story.screen(120, 40);
    assert!(
        screen.contains("接收（受理）告知书") && screen.contains("陈某"),
        "{screen}"
    );
}
