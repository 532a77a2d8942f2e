//! `remind`: the ladder of reminders as events, for cron: every obligation that has come to a new rung,
//! without a bound, those that nobody handles first.

use serde_json::{Value, json};

use super::args_work::Remind as Args;
use super::json;
use super::list::List;
use super::out::{Done, talk};
use super::owed;
use super::session::{Session, Whom};
use crate::store::Reminder;
use crate::words::{Lang, Trouble};

pub fn run(whom: &Whom, args: &Args) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let unit = args
        .unit
        .as_deref()
        .map(|u| owed::unit(&session, u))
        .transpose()?;
    let (now, today) = (session.now(), session.today());
    // How many stand on petitions that one may not see is not told: that there are some is a secret too.
    let (mut seen, _) = if args.dry_run {
        session.store.reminders_due(unit, today)?
    } else {
        session.store.remind(unit, now)?
    };
    let n = seen.len();
    let what = if args.dry_run {
        say!(
            "有{n}项到了新的提醒档；没有记录。",
            "{n} have come to a new rung; nothing was recorded."
        )
    } else {
        say!(
            "已记下提醒，你看得到的有{n}项。",
            "Reminders recorded; {n} of them you may see."
        )
    };
    talk(what.say(session.lang));
    if args.json {
        for r in &mut seen {
            json::in_place(&session.store, &mut r.standing.obligation)?;
        }
        let all: Vec<Value> = seen.iter().map(|r| as_json(&session, r)).collect();
        return Ok(Done::json(&Value::Array(all)));
    }
    Ok(Done::text(if seen.is_empty() {
        String::new()
    } else {
        text(&session, &seen)
    }))
}

fn as_json(session: &Session, r: &Reminder) -> Value {
    let o = &r.standing.obligation;
    json!({
        "number": r.number.0,
        "kind": o.kind.code(),
        "owed_by": session.office().units.name(o.owed_by),
        "effective_due": o.due.effective,
        "office_mark": o.due.warn,
        "rung": r.standing.rung.step,
        "rung_on": r.standing.rung.on,
        "ownerless": r.standing.ownerless,
        "since": o.since,
    })
}

fn text(session: &Session, all: &[Reminder]) -> String {
    let (office, lang) = (session.office(), session.lang);
    let mut table = List::new(match lang {
        Lang::Zh => &["档", "期限", "义务", "单位", "经办", "编号"],
        Lang::En => &["rung", "due", "owed", "by", "handler", "number"],
    });
    for r in all {
        let (o, rung) = (&r.standing.obligation, r.standing.rung);
        let nobody = if r.standing.ownerless {
            say!("无人", "nobody")
        } else {
            say!("有", "named")
        };
        table.row([
            rung.label(),
            o.due.effective.to_string(),
            o.kind.word().say(lang).to_owned(),
            office.units.name(o.owed_by),
            nobody.say(lang).to_owned(),
            r.number.0.clone(),
        ]);
    }
    table.text()
}
