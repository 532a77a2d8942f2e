//! The first time on a new machine: a few questions, then the desk, and the first petition's receipt.

use super::tty::{Home, PROGRAM, Tty};

#[test]
fn a_newcomer_answers_four_questions_and_registers_the_first_petition() {
    let home = Home::empty();
    let mut tty = Tty::start(&home, &[PROGRAM], &[], (80, 24));
    tty.wait_for("请选择：");
    tty.send("x\r");
    tty.wait_for("请输入 1、2 或 0");
    tty.send("１\r"); // typed with an input method on
    tty.wait_for("单位名称");
    tty.send("\r");
    tty.wait_for("单位名称 应为1到60个字");
    tty.send("示例县信访局\r");
    tty.wait_for("行政区划代码");
    tty.send("12\r");
    tty.wait_for("应为六位数字");
    tty.send("\r");
    tty.wait_for("首个操作员（管理员）的姓名");
    tty.send("王某\r");
    tty.wait_for("登录名");
    tty.send("王 某\r");
    tty.wait_for("应为1到32个英文字母");
    tty.send("wang\r");
    tty.wait_for("待办提醒");
    tty.wait_for("王某");
    tty.send("\x0b"); // Ctrl-K
    tty.wait_for("新登记");
    tty.send("李四");
    tty.wait_for("李四");
    for _ in 0..6 {
        tty.send("\t");
    }
    tty.send("修好路灯");
    tty.wait_for("修好路灯");
    tty.send("\x13"); // Ctrl-S
    tty.wait("the receipt of the first number", |tty| {
        tty.screen().contains("999999-") && tty.screen().contains("-LF-00001")
    });
    // What is owed until when is seen without scrolling.
    tty.wait_for("应办事项和最迟日期");
    tty.wait_for("1. ");
}

#[test]
fn a_newcomer_may_leave_at_every_question() {
    for (answers, question) in [
        ("0\r", "请选择："),
        ("\x04", "请选择："),
        ("1\r\x04", "请选择："),
        ("1\r示例县信访局\r\r\x04", "请选择："),
    ] {
        let home = Home::empty();
        let mut tty = Tty::start(&home, &[PROGRAM], &[], (80, 24));
        tty.wait_for(question);
        tty.send(answers);
        let (code, _) = tty.ended(std::time::Duration::from_secs(10));
        assert_eq!(code, 0, "{answers:?}");
        let left = std::fs::read_dir(home.path().join(".local/share/zhuoluo"));
        assert!(left.map_or(0, Iterator::count) == 0, "{answers:?}");
    }
}
