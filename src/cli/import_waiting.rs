//! `import waiting`: ledgers that wait on the desk, their rows beside whom they look like, answered, imported,
//! put away; the same as on the page of the ledgers.

use serde_json::{Value, json};

use super::args_import::{Answer as Given, Waiting as Args, WaitingCommand as C};
use super::list::List;
use super::out::{Done, remark, talk};
use super::progress::index_bar;
use super::session::{Session, Whom};
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::ids::PetitionNo;
use crate::domain::intake::answer::{Answer, Answered, Whom as Of};
use crate::flow::waiting::{At, Beside, Pair, Wait, Waited, Waiting, WaitingRow};
use crate::flow::{Ask, Do, Reply};
use crate::store::finder::Finder;
use crate::words::{Exit, Lang, Outside, Sentence, Trouble};

pub fn run(whom: &Whom, args: &Args) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    match &args.command {
        C::List { json } => {
            let all = session.store.waiting()?;
            if *json {
                return Ok(Done::json(&all.iter().map(ledger).collect::<Value>()));
            }
            Ok(Done::text(list(&all, session.lang)))
        }
        C::Show { id, line, json } => {
            let waiting = one(&session, *id)?;
            let beside = match line {
                Some(line) => beside(whom, *id, row(&waiting, *line)?)?,
                None => Vec::new(),
            };
            let rows = waiting.asked.iter();
            let rows: Vec<&WaitingRow> =
                rows.filter(|r| line.is_none_or(|l| r.line == l)).collect();
            if *json {
                let mut value = ledger(&waiting);
                let pairs = beside.iter().map(pair).collect::<Vec<_>>();
                value["rows"] = rows.iter().map(|r| asked(r)).collect();
                value["pairs"] = line.map_or(Value::Null, |_| json!(pairs));
                return Ok(Done::json(&value));
            }
            Ok(Done::text(text(&rows, &beside, session.lang)))
        }
        C::Answer(given) => answer(whom, &mut session, given),
        C::Import { id } => {
            let now = session.now();
            let done = session.store.perform(Do::Wait(Wait::Import(*id)), now)?;
            let Reply::Waited(Waited::Imported(batch, taken, known)) = done else {
                return Ok(Done::default());
            };
            told(
                &session,
                &say!(
                    "已导入{taken}行，早已有{known}行，批次{batch}；撤销：zhuoluo import --undo {batch}",
                    "{taken} rows are imported, {known} were there already, batch {batch}; to undo it: zhuoluo import --undo {batch}"
                ),
            );
            let value = json!({ "batch": batch, "taken": taken, "known": known });
            Ok(Done::json(&value))
        }
        C::Drop { id } => {
            let now = session.now();
            session.store.perform(Do::Wait(Wait::Drop(*id)), now)?;
            told(
                &session,
                &say!(
                    "台账{id}已撤下，没有导入；回答还记在各行上。",
                    "Ledger {id} waits no longer and is not imported; the answers stay with their rows."
                ),
            );
            Ok(Done::default())
        }
    }
}

fn told(session: &Session, what: &Sentence) {
    talk(what.say(session.lang));
}

/// A ledger of this operator that waits.
fn one(session: &Session, id: i64) -> Result<Waiting, Trouble> {
    let mut all = session.store.waiting()?.into_iter();
    all.find(|w| w.id == id).ok_or_else(|| {
        missing(say!(
            "没有等待导入的台账{id}。",
            "No ledger {id} waits to be imported."
        ))
    })
}

/// The place of a row that looks like somebody, by its row in the sheet.
fn row(waiting: &Waiting, line: usize) -> Result<usize, Trouble> {
    let found = waiting.asked.iter().find(|r| r.line == line);
    found.map(|r| r.place).ok_or_else(|| {
        missing(say!(
            "台账的第{line}行没有像谁的，不用回答。",
            "Row {line} of the ledger looks like nobody; there is nothing to answer."
        ))
    })
}

fn missing(what: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Missing,
        what,
        say!(
            "看有哪些：zhuoluo import waiting list；各行：zhuoluo import waiting show 编号。",
            "`zhuoluo import waiting list` lists them, `zhuoluo import waiting show LEDGER` their rows."
        ),
    )
}

/// Everybody whom a row looks like.
fn beside(whom: &Whom, id: i64, place: usize) -> Result<Vec<Pair>, Trouble> {
    let session = whom.open()?;
    let (now, lang) = (session.now(), session.lang);
    let mut finder = Finder::ready(session.store, index_bar(lang))?;
    let reply = finder.ask_at(&Ask::Beside(id, place), now)?;
    remark(finder.note(), lang);
    Ok(match reply {
        Reply::Beside(Some(found)) => {
            let Beside { pairs, .. } = *found;
            pairs
        }
        _ => Vec::new(),
    })
}

fn answer(whom: &Whom, session: &mut Session, given: &Given) -> Result<Done, Trouble> {
    let waiting = one(session, given.id)?;
    let place = row(&waiting, given.line)?;
    let pairs = beside(whom, given.id, place)?;
    let fits = |pair: &&Pair| {
        let nth = given.nth.and_then(|n| usize::try_from(n).ok());
        let at = match pair.theirs.at {
            At::Record(id) => given.row.is_none() && given.person.is_none_or(|p| p == id),
            At::Line(line) => given.person.is_none() && given.row.is_none_or(|r| r == line),
        };
        at && nth.is_none_or(|n| n == pair.nth + 1)
    };
    let mut fitting = pairs.iter().filter(fits);
    let (Some(pair), None) = (fitting.next(), fitting.next()) else {
        return Err(which(&pairs, given.line));
    };
    let order = if let Some(answer) = Answer::parse(&given.said) {
        let answered = Answered {
            nth: pair.nth,
            whom: meant(pair, given)?,
            answer,
        };
        Wait::Answer(given.id, place, answered)
    } else {
        Wait::TakeBack(given.id, place, pair.nth, pair.whom.clone())
    };
    let now = session.now();
    session.store.perform(Do::Wait(order), now)?;
    let (line, open) = (given.line, one(session, given.id)?.open());
    told(
        session,
        &say!(
            "第{line}行的回答已记下；未答{open}行。",
            "The answer to row {line} is kept; {open} rows are open."
        ),
    );
    Ok(Done::default())
}

/// Whom an answer is about, with the petition that was named, or the one that stands first.
fn meant(pair: &Pair, given: &Given) -> Result<Of, Trouble> {
    let Of::Record(id, _) = &pair.whom else {
        return Ok(pair.whom.clone());
    };
    let Some(typed) = &given.petition else {
        let number = pair.matter().map(|m| m.number.clone());
        return Ok(Of::Record(*id, number.unwrap_or(PetitionNo(String::new()))));
    };
    let number = PetitionNo::typed(typed);
    if pair.theirs.matters.iter().any(|m| m.number == number) {
        return Ok(Of::Record(*id, number));
    }
    Err(missing(say!(
        "这个人没有列出这一件。",
        "This petition is not listed of that person."
    )))
}

/// That an answer must say about whom it is.
fn which(pairs: &[Pair], line: usize) -> Trouble {
    let all: Vec<String> = pairs
        .iter()
        .map(|pair| match pair.theirs.at {
            At::Record(id) => format!("--nth {} --person {id}", pair.nth + 1),
            At::Line(line) => format!("--nth {} --row {line}", pair.nth + 1),
        })
        .collect();
    let all = all.join("；");
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "第{line}行的回答没有说清是和谁比，或没有列出这个人。",
            "The answer to row {line} does not say who it is about, or nobody like that is listed."
        ),
        say!("写明其中一个：{all}。", "Name one of these: {all}."),
    )
}

fn ledger(waiting: &Waiting) -> Value {
    json!({
        "ledger": waiting.id,
        "file": waiting.file,
        "at": waiting.at.to_rfc3339(),
        "taken": waiting.rows,
        "refused": waiting.refused,
        "asked": waiting.asked.len(),
        "open": waiting.open(),
    })
}

fn asked(row: &WaitingRow) -> Value {
    let answers = row.answers.iter();
    let answers = answers.map(|(nth, answer)| json!({ "nth": nth + 1, "answer": answer.code() }));
    json!({
        "row": row.line,
        "names": row.names,
        "summary": row.summary,
        "asked": row.asked,
        "open": row.is_open(),
        "answers": answers.collect::<Value>(),
    })
}

fn pair(pair: &Pair) -> Value {
    let person = &pair.theirs.person;
    let (record, line) = match pair.theirs.at {
        At::Record(id) => (Some(id), None),
        At::Line(line) => (None, Some(line)),
    };
    let phones = person.phones.iter().map(|p| mask_phone(&p.line()));
    let matters = pair.theirs.matters.iter();
    let matters = matters.map(
        |m| json!({ "number": m.number.0, "received_on": m.on.to_string(), "summary": m.summary }),
    );
    let about = match pair.said.as_ref().map(|said| &said.whom) {
        Some(Of::Record(_, number)) if !number.0.is_empty() => Some(number.0.as_str()),
        _ => None,
    };
    json!({
        "nth": pair.nth + 1,
        "person": record,
        "row": line,
        "name": person.name,
        "phones": phones.collect::<Vec<_>>(),
        "id_number": mask_document(&person.id_number.line()),
        "address": person.address,
        "why": pair.why,
        "petitions": matters.collect::<Value>(),
        "answer": pair.said.as_ref().map(|said| said.answer.code()),
        "petition": about,
    })
}

fn list(all: &[Waiting], lang: Lang) -> String {
    let mut list = List::new(match lang {
        Lang::Zh => &["台账", "交来", "可导入", "退回", "要回答", "未答", "文件"],
        Lang::En => &["ledger", "at", "taken", "refused", "asked", "open", "file"],
    });
    for waiting in all {
        list.row([
            waiting.id.to_string(),
            waiting.at.format("%Y-%m-%d %H:%M").to_string(),
            waiting.rows.to_string(),
            waiting.refused.to_string(),
            waiting.asked.len().to_string(),
            waiting.open().to_string(),
            waiting.file.line().into(),
        ]);
    }
    list.text()
}

fn text(rows: &[&WaitingRow], beside: &[Pair], lang: Lang) -> String {
    let mut list = List::default();
    for row in rows {
        let names: Vec<_> = row.names.iter().map(Outside::line).collect();
        let answers = row.answers.iter();
        let answers: Vec<&str> = answers.map(|(_, a)| a.word().say(lang)).collect();
        let state = if row.is_open() {
            say!("未答", "open")
        } else {
            say!("已答", "answered")
        };
        list.row([
            row.line.to_string(),
            names.join(" "),
            state.say(lang).to_owned(),
            answers.join(" "),
            row.summary.line().into(),
        ]);
    }
    for pair in beside {
        let person = &pair.theirs.person;
        let phones: Vec<String> = person
            .phones
            .iter()
            .map(|p| mask_phone(&p.line()))
            .collect();
        let at = match pair.theirs.at {
            At::Record(id) => format!("--nth {} --person {id}", pair.nth + 1),
            At::Line(line) => format!("--nth {} --row {line}", pair.nth + 1),
        };
        let matters: Vec<String> = pair
            .theirs
            .matters
            .iter()
            .map(|m| format!("{} {} {}", m.number.0, m.on, m.summary.line()))
            .collect();
        let said = pair
            .said
            .as_ref()
            .map(|s| s.answer.word().say(lang).to_owned());
        list.row([
            at,
            person.called().line().into(),
            phones.join(" "),
            pair.why.say(lang).to_owned(),
            said.unwrap_or_default(),
            matters.join("；"),
        ]);
    }
    list.text()
}
