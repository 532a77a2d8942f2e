//! `campaign`: a backlog as a list with phases and leads, struck off with evidence; its burndown.

use std::fmt::Write;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args_work::{Campaign as Args, CampaignCommand as C};
use super::input;
use super::list::List;
use super::out::{Done, shown, talk};
use super::session::{Session, Whom};
use crate::domain::campaign::{Campaign, Cause, Listed, Phase, Point, burndown};
use crate::store::campaign_cases::Listing;
use crate::words::{Exit, Lang, Sentence, Trouble};

pub fn run(whom: &Whom, args: &Args) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let now = session.now();
    match &args.command {
        C::List { json } => list(&session, *json),
        C::Show { name, json } => show(&session, name, *json),
        C::Open { .. } => open(&mut session, &args.command),
        C::Add {
            name,
            numbers,
            cause,
            lead,
            plan,
            until,
        } => {
            let listing = Listing {
                cause: cause.as_deref().and_then(Cause::parse),
                lead: lead.clone().into(),
                plan: plan.clone().into(),
                due_on: until
                    .as_deref()
                    .map(|d| input::date("--until", d))
                    .transpose()?,
            };
            for number in numbers {
                let stood = session.store.list_case(name, number, &listing, now)?;
                for was in stood {
                    let (number, zh, en) = (shown(number), was.zh, was.en);
                    talk(say!("{number} {zh}", "{number} {en}").say(session.lang));
                }
            }
            let n = numbers.len();
            told(&session, &say!("已列入{n}件。", "{n} listed."))
        }
        C::Strike {
            name,
            number,
            evidence,
        } => {
            let stood = session.store.strike_case(name, number, evidence, now)?;
            if let Some(was) = stood {
                talk(was.say(session.lang));
            }
            let number = shown(number);
            told(
                &session,
                &say!("{number} 已销号。", "{number} was struck off."),
            )
        }
        C::Close { name, result } => {
            session.store.close_campaign(name, result, now)?;
            told(&session, &say!("专项已结束。", "The campaign is closed."))
        }
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the end of every change")]
fn told(session: &Session, what: &Sentence) -> Result<Done, Trouble> {
    talk(what.say(session.lang));
    Ok(Done::default())
}

fn open(session: &mut Session, command: &C) -> Result<Done, Trouble> {
    let C::Open {
        name,
        basis,
        lead,
        from,
        until,
        phase,
    } = command
    else {
        return Ok(Done::default());
    };
    let new = Campaign {
        id: 0,
        name: shown(name).into(),
        basis: shown(basis).into(),
        lead: shown(lead).into(),
        from: match from {
            Some(typed) => input::date("--from", typed)?,
            None => session.today(),
        },
        due_on: input::date("--until", until)?,
        phases: phase
            .iter()
            .map(|p| read_phase(p))
            .collect::<Result<_, _>>()?,
        closed: None,
    };
    session.store.open_campaign(&new, session.now())?;
    let name = new.name.lines();
    told(
        session,
        &say!("已开专项“{name}”。", "The campaign \"{name}\" is open."),
    )
}

fn read_phase(typed: &str) -> Result<Phase, Trouble> {
    let mut parts = typed.rsplitn(3, ':');
    let day = |part: Option<&str>| part.and_then(crate::domain::date::parse);
    let (to, from, name) = (day(parts.next()), day(parts.next()), parts.next());
    match (name, from, to) {
        (Some(name), Some(from), Some(to)) if !name.trim().is_empty() => Ok(Phase {
            name: shown(name.trim()).into(),
            from,
            to,
        }),
        _ => {
            let typed = shown(typed);
            Err(Trouble::unchanged(
                Exit::Wrong,
                say!(
                    "“{typed}”不是阶段，应为 名称:起:止。",
                    "\"{typed}\" is no phase; expected NAME:FROM:TO."
                ),
                say!(
                    "例：--phase 摸排:2026-09-01:2026-09-30",
                    "E.g. --phase 摸排:2026-09-01:2026-09-30"
                ),
            ))
        }
    }
}

/// On the list, struck off, taken up again, left.
fn sums(cases: &[Listed]) -> (usize, usize, usize, usize) {
    let back = cases.iter().filter(|c| c.is_back()).count();
    let left = cases.iter().filter(|c| c.is_left()).count();
    (cases.len(), cases.len() - left, back, left)
}

fn as_json(session: &Session, c: &Campaign, cases: &[Listed]) -> Value {
    let (listed, struck, back, left) = sums(cases);
    let phases: Vec<Value> = c
        .phases
        .iter()
        .map(|p| json!({ "name": p.name, "from": p.from, "to": p.to }))
        .collect();
    json!({
        "campaign": c.id,
        "name": c.name,
        "basis": c.basis,
        "lead": c.lead,
        "from": c.from,
        "until": c.due_on,
        "phases": phases,
        "phase": c.phase(session.today()).map(|p| p.name.clone()),
        "closed_on": c.closed.as_ref().map(|(on, _)| *on),
        "result": c.closed.as_ref().map(|(_, r)| r.clone()),
        "listed": listed,
        "struck_off": struck,
        "taken_up_again": back,
        "left": left,
    })
}

fn list(session: &Session, as_data: bool) -> Result<Done, Trouble> {
    let mut all = Vec::new();
    for campaign in session.store.campaigns()? {
        all.push(session.store.campaign(&campaign.id.to_string())?);
    }
    if as_data {
        let all: Vec<Value> = all
            .iter()
            .map(|(c, cases)| as_json(session, c, cases))
            .collect();
        return Ok(Done::json(&Value::Array(all)));
    }
    let lang = session.lang;
    let mut table = List::new(match lang {
        Lang::Zh => &[
            "专项",
            "牵头",
            "期限",
            "现阶段",
            "列入",
            "销号",
            "反弹",
            "余",
            "状态",
        ],
        Lang::En => &[
            "campaign",
            "lead",
            "until",
            "phase",
            "listed",
            "struck off",
            "taken up again",
            "left",
            "state",
        ],
    });
    for (c, cases) in &all {
        let (listed, struck, back, left) = sums(cases);
        let state = match &c.closed {
            Some((on, _)) => say!("{on}结束", "closed {on}"),
            None => say!("进行中", "open"),
        };
        table.row([
            c.name.line().into(),
            c.lead.line().into(),
            c.due_on.to_string(),
            c.phase(session.today())
                .map(|p| p.name.line().into())
                .unwrap_or_default(),
            listed.to_string(),
            struck.to_string(),
            back.to_string(),
            left.to_string(),
            state.say(lang).to_owned(),
        ]);
    }
    Ok(Done::text(table.text()))
}

fn show(session: &Session, name: &str, as_data: bool) -> Result<Done, Trouble> {
    let (campaign, cases) = session.store.campaign(name)?;
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let points = burndown(&cases, campaign.from, today);
    if as_data {
        let rows: Vec<Value> = cases
            .iter()
            .map(|c| case_json(c, &office.units.name(c.holder), today))
            .collect();
        let points: Vec<Value> = points
            .iter()
            .map(|p| json!({ "on": p.on, "listed": p.listed, "struck_off": p.struck, "left": p.listed - p.struck }))
            .collect();
        let mut value = as_json(session, &campaign, &cases);
        value["cases"] = Value::Array(rows);
        value["burndown"] = Value::Array(points);
        return Ok(Done::json(&value));
    }
    let (listed, struck, back, left) = sums(&cases);
    let (name, basis, lead, from, until) = (
        campaign.name.lines(),
        campaign.basis.lines(),
        campaign.lead.lines(),
        campaign.from,
        campaign.due_on,
    );
    let head = say!(
        "{name}（{basis}） 牵头：{lead} {from}至{until}\n列入{listed}件，销号{struck}件，销号后又办理{back}件，余{left}件。",
        "{name} ({basis}), lead: {lead}, {from} to {until}\n{listed} listed, {struck} struck off, {back} taken up again, {left} left."
    );
    let mut out = format!("{}\n", head.say(lang));
    for p in &campaign.phases {
        let here = if p.from <= today && today <= p.to {
            "▸"
        } else {
            " "
        };
        let _ = writeln!(out, "{here} {} {} – {}", p.name.line(), p.from, p.to);
    }
    out.push_str(&cases_text(session, &cases));
    out.push_str(&chart(&points, lang));
    Ok(Done::text(out))
}

/// The cases as a table.
fn cases_text(session: &Session, cases: &[Listed]) -> String {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let mut table = List::new(match lang {
        Lang::Zh => &[
            "编号", "卡在", "包案", "单位", "期限", "状态", "销号", "事项",
        ],
        Lang::En => &[
            "number",
            "stuck",
            "lead",
            "unit",
            "until",
            "state",
            "struck off",
            "matter",
        ],
    });
    for c in cases {
        let late = if c.is_left() && c.due_on < today {
            "!"
        } else {
            ""
        };
        let struck = c
            .struck
            .as_ref()
            .map(|(on, _)| on.to_string())
            .unwrap_or_default();
        table.row([
            c.number.0.clone(),
            c.cause.word().say(lang).to_owned(),
            c.lead.line().into(),
            office.units.name(c.holder),
            format!("{late}{}", c.due_on),
            c.status.word().say(lang).to_owned(),
            if c.is_back() {
                format!("{struck}↩")
            } else {
                struck
            },
            c.summary.line().into(),
        ]);
    }
    table.text()
}

fn case_json(c: &Listed, holder: &str, today: NaiveDate) -> Value {
    json!({
        "number": c.number.0,
        "summary": c.summary,
        "cause": c.cause.code(),
        "lead": c.lead,
        "plan": c.plan,
        "holder": holder,
        "status": c.status.code(),
        "received_on": c.received_on,
        "days_since_received": (today - c.received_on).num_days(),
        "until": c.due_on,
        "late": c.is_left() && c.due_on < today,
        "added_on": c.added_on,
        "struck_on": c.struck.as_ref().map(|(on, _)| *on),
        "evidence": c.struck.as_ref().map(|(_, e)| e.clone()),
        "taken_up_again": c.is_back(),
    })
}

/// Longest bar of the chart.
const BAR: usize = 40;
/// Newest points of the chart.
const POINTS: usize = 20;

/// What is left, a bar for each day on which the list changed.
fn chart(points: &[Point], lang: Lang) -> String {
    let most = points
        .iter()
        .map(|p| p.listed - p.struck)
        .max()
        .unwrap_or(0)
        .max(1);
    let mut out = format!("{}\n", say!("余量", "left").say(lang));
    for p in points.iter().skip(points.len().saturating_sub(POINTS)) {
        let left = p.listed - p.struck;
        let bar = "█".repeat((left * BAR).div_ceil(most));
        let _ = writeln!(out, "{} {left:>4} {bar}", p.on);
    }
    out
}
