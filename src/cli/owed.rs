//! `owed`: what the live panel shows, for scripts; status 10 when something is overdue.

use serde_json::Value;

use super::args;
use super::input;
use super::json;
use super::list::{List, cut};
use super::out::{Done, shown};
use super::session::{Session, Whom};
use crate::domain::alert::Owed;
use crate::domain::ids::UnitId;
use crate::domain::obligation::{Kind, State};
use crate::store::Filter;
use crate::words::{Exit, Lang, Trouble};

/// The status that says that something is overdue.
const OVERDUE: u8 = 10;

pub fn run(whom: &Whom, args: &args::Owed) -> Result<Done, Trouble> {
    let session = whom.open()?;
    let filter = Filter {
        until: match &args.until {
            Some(typed) => Some(input::date("--until", typed)?),
            None => None,
        },
        unit: match &args.unit {
            Some(typed) => Some(unit(&session, typed)?),
            None => None,
        },
        kind: match &args.kind {
            Some(typed) => Some(kind(typed)?),
            None => None,
        },
        limit: args.limit,
        ..Filter::default()
    };
    let today = session.today();
    let mut owed = session.store.all_owed(&filter, session.now())?;
    let overdue = owed
        .iter()
        .any(|o| o.obligation.state(today) == State::Overdue);
    let done = if args.json {
        let office = session.office();
        json::all_in_place(&session.store, &mut owed)?;
        let all = owed.iter().map(|o| json::owed(o, &office, today)).collect();
        Done::json(&Value::Array(all))
    } else {
        Done::text(table(&session, &owed))
    };
    Ok(done.with_status(if overdue { OVERDUE } else { 0 }))
}

/// A unit typed as an argument.
pub fn unit(session: &Session, typed: &str) -> Result<UnitId, Trouble> {
    let office = session.office();
    office.units.find(typed).ok_or_else(|| {
        let names: Vec<&str> = office.units.0.iter().map(|u| u.name.as_str()).collect();
        let (typed, names) = (shown(typed), names.join(" "));
        Trouble::unchanged(
            Exit::Wrong,
            say!("没有“{typed}”这个单位。", "There is no unit \"{typed}\"."),
            say!("可用：{names}。", "The units are: {names}."),
        )
    })
}

/// A kind of obligation typed as an argument.
pub fn kind(typed: &str) -> Result<Kind, Trouble> {
    Kind::parse(typed).ok_or_else(|| {
        let zh = words(|k| format!("{}（{}）", k.code(), k.word().zh));
        let en = words(|k| k.code().to_owned());
        let typed = shown(typed);
        Trouble::unchanged(
            Exit::Wrong,
            say!(
                "没有“{typed}”这种义务。",
                "There is no kind of obligation \"{typed}\"."
            ),
            say!("可用：{zh}。", "The kinds are: {en}."),
        )
    })
}

fn words(say: fn(&Kind) -> String) -> String {
    Kind::ALL.iter().map(say).collect::<Vec<_>>().join(" ")
}

fn table(session: &Session, owed: &[Owed]) -> String {
    let (today, lang) = (session.today(), session.lang);
    if owed.is_empty() {
        let none = say!("没有待办义务。", "Nothing is owed.");
        return format!("{}\n", none.say(lang));
    }
    let mut list = List::new(match lang {
        Lang::Zh => &["到期", "还有", "义务", "单位", "编号", "概况"],
        Lang::En => &["due", "left", "owed", "by", "number", "summary"],
    });
    for o in owed {
        list.row([
            date(o, lang),
            left(o.obligation.days_left(today), lang),
            o.obligation.kind.word().say(lang).to_owned(),
            o.unit.clone(),
            o.number.0.clone(),
            cut(&o.said(lang), 60),
        ]);
        if let Some(why) = o.stands.as_ref().and_then(|s| s.why.as_ref()) {
            list.note(why.say(lang));
        }
    }
    list.text()
}

fn date(owed: &Owed, lang: Lang) -> String {
    let due = &owed.obligation.due;
    let mark = match (due.provisional, lang) {
        (false, _) => "",
        (true, Lang::Zh) => " 暂按推算",
        (true, Lang::En) => " provisional",
    };
    format!("{}{mark}", due.effective)
}

/// `3天`, `今天`, `逾期2天`.
#[must_use]
pub fn left(days: i64, lang: Lang) -> String {
    let over = -days;
    match (days, lang) {
        (0, Lang::Zh) => "今天".to_owned(),
        (0, Lang::En) => "today".to_owned(),
        (1.., Lang::Zh) => format!("{days}天"),
        (1.., Lang::En) => format!("{days} d"),
        (_, Lang::Zh) => format!("逾期{over}天"),
        (_, Lang::En) => format!("{over} d late"),
    }
}
