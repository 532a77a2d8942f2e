//! Opening the desk; on a new machine first the questions for the office and its first operator.

use std::io::{BufRead, IsTerminal, Write};

use super::init;
use super::out::{Done, talk};
use super::screen::show;
use super::session::Whom;
use crate::store::{NewOffice, Store};
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
    let file = path.display().to_string();
    let hello = say!(
        "这里还没有数据库（{file}）。\n  1  新建本单位的数据库\n  2  打开演示办公室（虚构数据）\n  0  退出",
        "There is no store yet ({file}).\n  1  make the store of this office\n  2  open the demo office (invented data)\n  0  leave"
    );
    talk(hello.say(lang));
    match ask(&say!("请选择：", "Your choice: "), lang).as_deref() {
        Some("1") => {}
        Some("2") => return super::demo::run(whom, &super::args::Demo::plain()),
        _ => return Ok(Done::default()),
    }
    let name = answer(
        &say!("单位名称，例 示例县信访局：", "The office's name: "),
        lang,
        |text| init::plain("1", text),
    );
    let login = name.as_ref().and_then(|_| {
        answer(
            &say!(
                "首个操作员（管理员）的登录名，例 wang：",
                "Login of the first operator, an administrator: "
            ),
            lang,
            init::login,
        )
    });
    let (Some(name), Some(login)) = (name, login) else {
        return Ok(Done::default());
    };
    let new = NewOffice {
        name,
        area: "999999".to_owned(),
        operator: login.clone(),
        login,
        sandbox: false,
        demo_units: false,
    };
    Store::create(&path, &new, whom.instant(false)?)?;
    let whom = Whom {
        db: Some(path),
        login: Some(new.login),
        now: None,
        lang,
        deed: None,
    };
    show(whom.open()?)
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
        Ok(n) if n > 0 => Some(line.trim().to_owned()),
        _ => None,
    }
}
