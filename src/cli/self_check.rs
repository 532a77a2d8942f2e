//! `self-check`: the office against the liability list (Arts. 42–46), by unit, with the events behind.

use serde_json::{Value, json};

use super::args_work::SelfCheck as Args;
use super::input;
use super::list::List;
use super::out::Done;
use super::owed;
use super::session::{Session, Whom};
use crate::domain::selfcheck::Breach;
use crate::store::BreachFilter;
use crate::words::{Lang, Trouble};

pub fn run(whom: &Whom, args: &Args) -> Result<Done, Trouble> {
    let session = whom.open()?;
    let day = |name: &str, typed: &Option<String>| {
        typed.as_deref().map(|d| input::date(name, d)).transpose()
    };
    let filter = BreachFilter {
        unit: args
            .unit
            .as_deref()
            .map(|u| owed::unit(&session, u))
            .transpose()?,
        from: day("--from", &args.from)?,
        to: day("--to", &args.to)?,
        open: args.open,
    };
    let found = session.store.breaches(&filter, session.today())?;
    if args.json {
        let all: Vec<Value> = found
            .iter()
            .map(|(number, b)| as_json(&session, number, b))
            .collect();
        return Ok(Done::json(&Value::Array(all)));
    }
    Ok(Done::text(text(&session, &found)))
}

fn as_json(session: &Session, number: &str, b: &Breach) -> Value {
    let office = session.office();
    json!({
        "unit": office.units.name(b.unit),
        "article": office.rules.article(b.article),
        "failure": b.failure.code(),
        "number": number,
        "since": b.on,
        "open": b.open,
        "events": b.events,
    })
}

fn text(session: &Session, found: &[(String, Breach)]) -> String {
    let (office, lang) = (session.office(), session.lang);
    if found.is_empty() {
        let none = say!(
            "记录里没有这样的失责。",
            "The records show no such failure."
        );
        return format!("{}\n", none.say(lang));
    }
    let mut out = String::new();
    let mut at = 0;
    while let Some((_, first)) = found.get(at) {
        let of_unit = found[at..]
            .iter()
            .take_while(|(_, b)| b.unit == first.unit)
            .count();
        let unit = office.units.name(first.unit);
        let head = say!("{unit}：{of_unit}项", "{unit}: {of_unit}");
        out.push_str(head.say(lang));
        out.push('\n');
        let mut table = List::new(match lang {
            Lang::Zh => &["", "失责", "自", "现状", "编号", "事件", "依据"],
            Lang::En => &["", "failure", "since", "now", "number", "events", "article"],
        });
        for (number, b) in &found[at..at + of_unit] {
            let now = if b.open {
                say!("未改正", "goes on")
            } else {
                say!("已过去", "past")
            };
            let events: Vec<String> = b.events.iter().map(ToString::to_string).collect();
            table.row([
                String::new(),
                b.failure.word().say(lang).to_owned(),
                b.on.to_string(),
                now.say(lang).to_owned(),
                number.clone(),
                events.join(" "),
                office.rules.article(b.article),
            ]);
        }
        out.push_str(&table.text());
        at += of_unit;
    }
    out
}
