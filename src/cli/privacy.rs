//! `privacy list|receive|enter|copy|find`: the register of requests of people about their own data, the
//! copy for the person, and restricted records for the named role.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args_keeping::{Privacy, PrivacyCommand};
use super::input;
use super::list::List;
use super::noted::{printed, written};
use super::out::{Done, put, shown, talk, target};
use super::session::{Session, Whom};
use crate::domain::claim::{Claim, Entry, Ruling};
use crate::domain::once::Once;
use crate::domain::petition::Method;
use crate::papers::{self, BlankForm};
use crate::words::{Exit, Lang, Trouble, misread};

/// The status that says that something is overdue.
const OVERDUE: u8 = 10;

pub fn run(whom: &Whom, args: &Privacy) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let now = session.now();
    match &args.command {
        PrivacyCommand::List { json } => list(&session, *json),
        PrivacyCommand::Form { form } => {
            let form = BlankForm::parse(form).unwrap_or(BlankForm::Incident);
            let (office, today) = (session.office(), session.today());
            Ok(Done::text(papers::blank_form(
                form,
                &office,
                today,
                session.lang,
            )))
        }
        PrivacyCommand::Receive { json } => enter(&mut session, None, "receive", json.as_deref()),
        PrivacyCommand::Enter {
            claim,
            entry: kind,
            json,
        } => enter(&mut session, Some(*claim), kind, json.as_deref()),
        PrivacyCommand::Copy {
            number,
            person,
            why,
            output,
            force,
        } => {
            let output = target(output.as_deref(), *force)?;
            let given = session.store.give(number, *person, why, now)?;
            let (office, today, lang) = (session.office(), session.today(), session.lang);
            let text = papers::own_data(&given, &office, today, lang);
            let taken = ("give", &[number.as_str()][..]);
            let Some(path) = output else {
                return printed(&session, taken, Done::text(text));
            };
            written(&session, path, taken, || put(path, text.as_bytes()))?;
            let path = shown(&path.display().to_string());
            talk(say!("已写到：{path}", "Written: {path}").say(lang));
            Ok(Done::default())
        }
        PrivacyCommand::Find { query, why, json } => find(&mut session, query, why, *json),
    }
}

fn find(session: &mut Session, query: &str, why: &str, json: bool) -> Result<Done, Trouble> {
    let found = session.store.find_put_away(query, why, session.now())?;
    let all: Vec<Value> = found
        .iter()
        .map(|(id, person, numbers)| {
            let numbers: Vec<&str> = numbers.iter().map(|n| n.0.as_str()).collect();
            json!({ "person": id.0, "name": person.name, "petitions": numbers })
        })
        .collect();
    if json {
        return Ok(Done::json(&Value::Array(all)));
    }
    let mut list = List::default();
    for (_, person, numbers) in &found {
        let numbers: Vec<&str> = numbers.iter().map(|n| n.0.as_str()).collect();
        list.row([String::from(person.called().line()), numbers.join(" ")]);
    }
    Ok(Done::text(list.text()))
}

/// Enters what a file says; under a draft id the same again answers with the first.
fn enter(
    session: &mut Session,
    number: Option<i64>,
    kind: &str,
    path: Option<&Path>,
) -> Result<Done, Trouble> {
    let mut body = input::single(Some(path.unwrap_or(Path::new("-"))))?;
    let once = Once::take(&mut body, kind).map_err(|fault| input::faulty(&[fault]))?;
    let entry = entry(kind, body)?;
    let now = session.now();
    let (claim, again) = session
        .store
        .enter_claim_once(number, &entry, once.as_ref(), now)?;
    let mut value = as_json(session, &claim)?;
    value["again"] = Value::Bool(again);
    Ok(Done::json(&value))
}

fn entry(kind: &str, mut body: Value) -> Result<Entry, Trouble> {
    if let Value::Object(map) = &mut body {
        map.insert("entry".to_owned(), Value::from(kind));
    }
    serde_json::from_value(body).map_err(|e| {
        let (zh, en) = misread(&shown(&e.to_string()));
        let example = match kind {
            "receive" => {
                r#"{"asked":"copy","petition":"999999-2026-LF-00001","text":"要一份自己的材料"}"#
            }
            "identify" => r#"{"how":"看了身份证原件"}"#,
            "decide" => {
                r#"{"ruling":"refused","reasons":"……","basis":"第四十七条","approver":"王某"}"#
            }
            "answer" => r#"{"method":"direct","document":"示信个〔2026〕1号"}"#,
            _ => r#"{"reasons":"……"}"#,
        };
        Trouble::unchanged(
            Exit::Wrong,
            say!("内容读不懂：{zh}。", "The entry cannot be read: {en}."),
            say!("例：{example}", "E.g. {example}"),
        )
    })
}

/// The day by which the office answers.
fn due(session: &Session, claim: &Claim) -> Result<NaiveDate, Trouble> {
    let days = session.store.retention()?.claim_days;
    Ok(claim.due(&session.office().calendar, days).effective)
}

fn as_json(session: &Session, claim: &Claim) -> Result<Value, Trouble> {
    let due = due(session, claim)?;
    Ok(json!({
        "request": claim.number,
        "asked": claim.asked.code(),
        "petition": claim.petition,
        "applicant": claim.applicant,
        "standing": claim.standing.code(),
        "text": claim.text,
        "received_on": claim.received_on,
        "due_on": due,
        "stage": claim.stage.code(),
        "overdue": claim.is_open() && due < session.today(),
        "identified": claim.identified,
        "ruling": claim.ruling.map(Ruling::code),
        "reasons": claim.reasons,
        "basis": claim.basis,
        "approver": claim.approver,
        "answered_on": claim.answered_on,
        "method": claim.method.map(Method::code),
        "document": claim.document,
    }))
}

fn list(session: &Session, json: bool) -> Result<Done, Trouble> {
    let claims = session.store.claims()?;
    let (today, lang) = (session.today(), session.lang);
    let mut values = Vec::with_capacity(claims.len());
    let mut table = List::new(match lang {
        Lang::Zh => &[
            "号",
            "收到",
            "应答复",
            "事项",
            "阶段",
            "决定",
            "信访件",
            "申请人",
        ],
        Lang::En => &[
            "no.",
            "received",
            "due",
            "asked",
            "stage",
            "ruling",
            "petition",
            "applicant",
        ],
    });
    let mut late = false;
    for claim in &claims {
        let due = due(session, claim)?;
        late |= claim.is_open() && due < today;
        table.row([
            claim.number.to_string(),
            claim.received_on.to_string(),
            due.to_string(),
            claim.asked.word().say(lang).to_owned(),
            claim.stage.word().say(lang).to_owned(),
            claim
                .ruling
                .map(|r| r.word().say(lang).to_owned())
                .unwrap_or_default(),
            claim.petition.clone(),
            claim.applicant.line().into(),
        ]);
        values.push(as_json(session, claim)?);
    }
    let done = if json {
        Done::json(&Value::Array(values))
    } else {
        Done::text(table.text())
    };
    Ok(done.with_status(if late { OVERDUE } else { 0 }))
}
