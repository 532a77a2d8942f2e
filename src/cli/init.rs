//! `init`: a store without the questions.

use super::args;
use super::out::{Done, shown, talk};
use super::session::Whom;
use crate::domain::rights;
use crate::store::{NewOffice, Store, room};
use crate::words::{Exit, Trouble};

pub fn run(whom: &Whom, args: &args::Init) -> Result<Done, Trouble> {
    let new = NewOffice {
        name: plain("--office", &args.office)?,
        area: args.area.clone(),
        login: login(&args.admin)?,
        operator: match &args.called {
            Some(name) => plain("--name", name)?,
            None => args.admin.trim().to_owned(),
        },
        sandbox: args.sandbox,
        // A sandbox has the invented towns too, so that every step can be tried in it.
        demo_units: args.sandbox,
    };
    let path = whom.path()?;
    let now = whom.instant(args.sandbox)?;
    let store = Store::create(&path, &new, now)?;
    if !new.sandbox {
        room::lay_ballast(store.path());
    }
    let (file, office) = (shown(&store.path().display().to_string()), shown(&new.name));
    let made = say!(
        "已为“{office}”新建数据库：{file}",
        "Made the store of \"{office}\": {file}"
    );
    talk(made.say(whom.lang));
    Ok(Done::default())
}

/// A name that can stand on papers: not blank, no controls, at most 60 characters.
pub fn plain(argument: &str, text: &str) -> Result<String, Trouble> {
    let text = text.trim();
    if !text.is_empty()
        && text.chars().count() <= 60
        && !text.chars().any(char::is_control)
        && !crate::words::has_controls(text)
    {
        return Ok(text.to_owned());
    }
    Err(Trouble::unchanged(
        Exit::Wrong,
        say!(
            "{argument} 应为1到60个字的名称，不含控制字符。",
            "{argument} should be a name of 1 to 60 characters without control characters."
        ),
        say!("例：示例县信访局", "Example: 示例县信访局"),
    ))
}

/// A login: one word.
pub fn login(text: &str) -> Result<String, Trouble> {
    rights::login(text)
        .map_err(|why| Trouble::unchanged(Exit::Wrong, why, say!("例：wang", "Example: wang")))
}
