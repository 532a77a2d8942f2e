//! An entry of the trail in the words of the paper for a petitioner.

use crate::papers::Reading;
use crate::store::trail::{Bearing, Entry};
use crate::words::{Lang, Word};

/// An entry as a petitioner reads it: the role and the unit as they were then, never the inner words of a search.
pub fn reading(e: &Entry, lang: Lang) -> Reading {
    let who = match (&e.role, e.role_recorded) {
        (Some((duty, unit)), _) => format!("{unit} {}", duty.word().say(lang)),
        (None, true) => Word::new("不在名册上的人", "somebody on no roster")
            .say(lang)
            .to_owned(),
        (None, false) => Word::new("当时没有记下角色", "role not recorded")
            .say(lang)
            .to_owned(),
    };
    let word = match e.action.as_str() {
        "open" => Word::new("查看案卷", "opened the file"),
        "paper" => Word::new("出具文书", "made a paper"),
        "search" => Word::new("查找时显示", "shown in a search"),
        "export" => exported(e),
        "unwritten" => Word::new(
            "上一项的文件没有写成",
            "the file of the entry before was not written",
        ),
        "archive" => Word::new("装档取出", "packed for the archive"),
        "claim" => Word::new("登记个人信息申请", "entered a request about their data"),
        "give" => Word::new("应本人要求提供", "given to the person"),
        "merge" => Word::new("核对同一人的记录", "compared records of one person"),
        "person" => Word::new("查看人员档案", "opened a person's file"),
        "register" if e.bearing == Bearing::Beside => Word::new(
            "登记他人信访件时提示",
            "named while another petition was registered",
        ),
        "register" => Word::new("登记", "registered"),
        "act" => Word::new("办理", "took a step"),
        "seen" => Word::new("看过待办", "has seen what is owed"),
        "remind" => Word::new("催办", "sent a reminder"),
        "refuse" => Word::new("要办理，没有准许", "was refused something"),
        _ => Word::new("其他", "other"),
    };
    Reading {
        at: e
            .at
            .chars()
            .take(16)
            .map(|c| if c == 'T' { ' ' } else { c })
            .collect(),
        who,
        what: word.say(lang).to_owned(),
        why: e.why.line().into(),
    }
}

/// Which list was taken out, as a petitioner reads it.
fn exported(e: &Entry) -> Word {
    let what = e.what.line();
    let list = what.split(' ').next().unwrap_or_default();
    match (list, e.bearing == Bearing::Unsure) {
        ("people", false) => Word::new("导出人员名册", "exported the people"),
        ("people", true) => Word::new(
            "导出人员名册（当时没有记下有谁）",
            "exported the people (whom was not recorded then)",
        ),
        ("petitions", false) => Word::new("导出信访件台账", "exported the petitions"),
        ("petitions", true) => Word::new(
            "导出信访件台账（当时没有记下有谁）",
            "exported the petitions (whose was not recorded then)",
        ),
        ("owed", false) => Word::new("导出待办义务", "exported what is owed"),
        ("owed", true) => Word::new(
            "导出待办义务（当时没有记下有谁）",
            "exported what is owed (to whom was not recorded then)",
        ),
        _ => Word::new("导出登记簿", "exported a register"),
    }
}
