//! `operator`: who works here; for administrators, and every change goes on record.

use serde_json::{Value, json};

use super::args::{self, OperatorCommand};
use super::list::List;
use super::out::{Done, shown, talk};
use super::owed::unit;
use super::session::{Session, Whom};
use crate::domain::change::Change;
use crate::domain::rights::Operator;
use crate::flow::{Ask, Do, Reply};
use crate::words::{Lang, Trouble};

pub fn run(whom: &Whom, args: &args::Operator) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let (change, said) = match &args.command {
        OperatorCommand::List(args) => return list(&session, args.json),
        OperatorCommand::Add {
            who,
            called,
            role,
            unit: place,
        } => {
            let place = place.as_deref().map(|typed| unit(&session, typed));
            let new = Operator {
                login: who.trim().to_owned(),
                name: called.trim().to_owned(),
                duty: *role,
                unit: place.transpose()?.unwrap_or(session.office().operator.unit),
            };
            let (login, name, word) = (shown(&new.login), shown(&new.name), role.word());
            let (zh, en) = (word.zh, word.en);
            let said = say!(
                "已添加操作员“{login}”：{name}，{zh}。",
                "Added the operator \"{login}\": {name}, {en}."
            );
            (Change::AddOperator(new), said)
        }
        OperatorCommand::Remove { who } => {
            let login = who.trim().to_owned();
            let name = shown(&login);
            let said = say!(
                "已移除操作员“{name}”。其记录都在；未登记的草稿留在库里，以同一登录名和姓名加回即可接着办。",
                "Removed the operator \"{name}\". What they recorded stays; unfinished intakes stay in the store and go on when the same login and name are added again."
            );
            (Change::RemoveOperator { login }, said)
        }
    };
    let added = match &change {
        Change::AddOperator(new) => Some(new.login.clone()),
        _ => None,
    };
    session.store.perform(Do::Change(change), session.now())?;
    talk(said.say(session.lang));
    // It is done, whether or not the trail can be asked.
    if let Some(login) = added
        && session.store.has_left(&login).unwrap_or(false)
    {
        let login = shown(&login);
        let said = say!(
            "“{login}”从前离开过：其草稿、经办和所写的话都归回来的这个人。若是同姓名的另一个人，请 zhuoluo operator remove {login}，换一个登录名再加。",
            "\"{login}\" left before: the drafts, cases and words under it are now this person's again. If this is somebody else of the same name, run `zhuoluo operator remove {login}` and add them under another login."
        );
        talk(said.say(session.lang));
    }
    Ok(Done::default())
}

fn list(session: &Session, json: bool) -> Result<Done, Trouble> {
    let operators = match session.store.ask_at(&Ask::Operators, session.now())? {
        Reply::Operators(all) => all,
        _ => Vec::new(),
    };
    let (office, lang) = (session.office(), session.lang);
    let unread = session.store.unread_operators()?;
    for trouble in &unread {
        talk(&trouble.say(lang));
    }
    let status = unread.first().map_or(0, |trouble| trouble.exit.code());
    if json {
        let one = |o: &Operator| {
            json!({
                "login": o.login,
                "name": o.name,
                "role": o.duty.code(),
                "unit": office.units.name(o.unit),
                "unit_id": o.unit.0,
            })
        };
        return Ok(
            Done::json(&Value::Array(operators.iter().map(one).collect())).with_status(status),
        );
    }
    let mut table = List::new(match lang {
        Lang::Zh => &["登录名", "姓名", "角色", "单位"],
        Lang::En => &["login", "name", "role", "unit"],
    });
    for o in &operators {
        table.row([
            o.login.clone(),
            o.name.clone(),
            o.duty.word().say(lang).to_owned(),
            office.units.name(o.unit),
        ]);
    }
    Ok(Done::text(table.text()).with_status(status))
}
