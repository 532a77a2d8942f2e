//! Opening the desk; on a new machine first the questions for the office and its first operator.

use std::io::{BufRead, IsTerminal, Write};

use super::args;
use super::init;
use super::out::{Done, shown, talk};
use super::screen::show;
use super::session::Whom;
use crate::domain::name::narrow;
use crate::store::{NewOffice, Store, room};
use crate::words::{Exit, Lang, Sentence, Trouble};

pub fn open(whom: &Whom) -> Result<Done, Trouble> {
    match whom.open() {
        Ok(session) => show(session),
        Err(trouble) if trouble.exit == Exit::Missing && is_asked() => first_run(whom),
        Err(trouble) => Err(trouble),
    }
}

/// True when somebody sits at a terminal who can be asked.
fn is_asked() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

fn first_run(whom: &Whom) -> Result<Done, Trouble> {
    let lang = whom.lang;
    let path = whom.path()?;
    let file = shown(&path.display().to_string());
    let hello = say!(
        "这里还没有数据库（{file}）。\n  1  新建本单位的数据库\n  2  打开演示办公室（虚构数据）\n  0  退出",
        "There is no store yet ({file}).\n  1  make the store of this office\n  2  open the demo office (invented data)\n  0  leave"
    );
    talk(hello.say(lang));
    let choice = answer(&say!("请选择：", "Your choice: "), lang, choice);
    match choice.as_deref() {
        Some("1") => {}
        Some("2") => return super::demo::run(whom, &super::args::Demo::plain()),
        _ => return Ok(Done::default()),
    }
    let Some(new) = new_office(lang) else {
        return Ok(Done::default());
    };
    let store = Store::create(&path, &new, whom.instant(false)?)?;
    room::lay_ballast(store.path());
    drop(store);
    let whom = Whom {
        db: Some(path),
        login: Some(new.login),
        now: None,
        lang,
        deed: None,
    };
    show(whom.open()?)
}

/// Asks for the office and its first operator; `None` at the end of input.
fn new_office(lang: Lang) -> Option<NewOffice> {
    let name = answer(
        &say!(
            "单位名称，例 示例县信访局：",
            "The office's name, e.g. 示例县信访局: "
        ),
        lang,
        |text| init::plain(say!("单位名称", "The office's name").say(lang), text),
    )?;
    let area = answer(
        &say!(
            "行政区划代码，六位数字，写在编号最前面，以后不能改；不知道就按回车，用999999：",
            "Area code, six digits: every number begins with it, and it cannot be changed later; Enter for 999999: "
        ),
        lang,
        area,
    )?;
    let operator = answer(
        &say!(
            "首个操作员（管理员）的姓名，例 王某：",
            "Name of the first operator, an administrator, e.g. 王某: "
        ),
        lang,
        |text| init::plain(say!("姓名", "The name").say(lang), text),
    )?;
    let login = answer(
        &say!(
            "他（她）的登录名，字母或数字，例 wang：",
            "Their login, letters or digits, e.g. wang: "
        ),
        lang,
        init::login,
    )?;
    Some(NewOffice {
        name,
        area,
        login,
        operator,
        sandbox: false,
        demo_units: false,
    })
}

fn choice(text: &str) -> Result<String, Trouble> {
    if matches!(text, "0" | "1" | "2") {
        return Ok(text.to_owned());
    }
    Err(Trouble::unchanged(
        Exit::Wrong,
        say!("请输入 1、2 或 0。", "Enter 1, 2 or 0."),
        say!("例：1", "Example: 1"),
    ))
}

fn area(text: &str) -> Result<String, Trouble> {
    let text = if text.is_empty() { "999999" } else { text };
    args::area(text).map_err(|_| {
        Trouble::unchanged(
            Exit::Wrong,
            say!(
                "行政区划代码应为六位数字，例 110101。",
                "An area code has six digits, e.g. 110101."
            ),
            say!("例：110101", "Example: 110101"),
        )
    })
}

/// Asks until the answer fits; `None` at the end of input.
fn answer(
    question: &Sentence,
    lang: Lang,
    fits: impl Fn(&str) -> Result<String, Trouble>,
) -> Option<String> {
    loop {
        match fits(&ask(question, lang)?) {
            Ok(text) => return Some(text),
            Err(trouble) => talk(trouble.what.say(lang)),
        }
    }
}

fn ask(question: &Sentence, lang: Lang) -> Option<String> {
    let mut stderr = std::io::stderr();
    let _ = write!(stderr, "{}", question.say(lang));
    let _ = stderr.flush();
    let mut line = String::new();
    match std::io::stdin().lock().read_line(&mut line) {
        // Digits typed with an input method on are wide.
        Ok(n) if n > 0 => Some(line.trim().chars().map(wide_digit).collect()),
        _ => None,
    }
}

fn wide_digit(c: char) -> char {
    if ('０'..='９').contains(&c) {
        narrow(c)
    } else {
        c
    }
}
