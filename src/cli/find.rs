//! `find`: the same search as `/` on the screen. Opens no file: numbers are shown masked.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::args::{self, MOST};
use super::json;
use super::list::{List, cut};
use super::out::{Done, remark, shown};
use super::progress::index_bar;
use super::session::{Session, Whom};
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::office::Office;
use crate::flow::view::{Found, PersonCard, PetitionHit};
use crate::flow::{Ask, Reply};
use crate::search::{is_too_long, met_number};
use crate::store::finder::Finder;
use crate::words::{Exit, Lang, Outside, Sentence, Shown, Trouble};

pub fn run(whom: &Whom, args: &args::Find) -> Result<Done, Trouble> {
    let session = whom.open()?;
    let view = View {
        office: session.office(),
        today: session.today(),
        lang: session.lang,
        query: args.query.join(" "),
    };
    let mut found = look(session, args)?;
    // Before the answer, and beside "nothing fits": how far it can be relied upon.
    remark(found.note.take(), view.lang);
    remark(further(&found, args.limit), view.lang);
    if is_too_long(&view.query) {
        let cut = say!(
            "只认前16个词、128个字，其余没有看；请写短些。",
            "The first 16 words and 128 signs were read, the rest was not; type less."
        );
        remark(Some(cut), view.lang);
    }
    if args.json {
        return Ok(Done::json(&as_json(&view, &found)));
    }
    if found.people.is_empty() && found.petitions.is_empty() {
        let query = shown(&args.query.join(" "));
        return Err(Trouble::unchanged(
            Exit::Missing,
            say!("没有查到“{query}”。", "Nothing fits \"{query}\"."),
            say!(
                "可用汉字、拼音、首字母、电话或证件尾数、编号。",
                "Characters, pinyin, initials, the end of a telephone or document number and registration numbers all work."
            ),
        ));
    }
    Ok(Done::text(text(&view, &found)))
}

/// What is said when more fits than was asked for.
fn further(found: &Found, limit: usize) -> Option<Sentence> {
    let (zh, en) = match (found.more_people, found.more_petitions) {
        (false, false) => return None,
        (true, false) => ("人员", "people"),
        (false, true) => ("信访件", "petitions"),
        (true, true) => ("人员和信访件都", "people and petitions"),
    };
    Some(if limit < MOST {
        say!(
            "{zh}不止 {limit} 条，其余没有列出；--limit 可加到 {MOST}，或把查询写细些。",
            "There are more {en} than the {limit} listed; --limit takes up to {MOST}, or narrow the query."
        )
    } else {
        say!(
            "{zh}不止 {limit} 条，其余没有列出；请把查询写细些。",
            "There are more {en} than the {limit} listed; narrow the query."
        )
    })
}

/// What the answer is shown with.
struct View {
    office: Arc<Office>,
    today: NaiveDate,
    lang: Lang,
    query: String,
}

/// The search itself, as the screen asks for it. What was not asked for is not on record either.
fn look(session: Session, args: &args::Find) -> Result<Found, Trouble> {
    let now = session.now();
    let ask = Ask::Find {
        text: args.query.join(" "),
        limit: args.limit,
    };
    let mut finder = Finder::ready(session.store, index_bar(session.lang))?;
    let keep = |found: &mut Found| {
        if args.people {
            found.petitions.clear();
            found.more_petitions = false;
        }
        if args.petitions {
            found.people.clear();
            found.more_people = false;
        }
    };
    match finder.ask_for(&ask, now, keep)? {
        Reply::Found(mut found) => {
            for card in &mut found.people {
                json::all_in_place(finder.store(), &mut card.owed)?;
            }
            Ok(found)
        }
        _ => Ok(Found::default()),
    }
}

fn as_json(view: &View, found: &Found) -> Value {
    let people = found.people.iter().map(|card| {
        let mut value = person(view, card);
        value["more"] = json!(found.more_people);
        value
    });
    let petitions = found.petitions.iter().map(|hit| {
        let mut value = petition(view, hit);
        value["more"] = json!(found.more_petitions);
        value
    });
    Value::Array(people.chain(petitions).collect())
}

/// A person's telephones as a list shows them.
fn masked(card: &PersonCard) -> Vec<String> {
    let phones = card.person.phones.iter();
    phones.map(|p| mask_phone(&p.line())).collect()
}

fn person(view: &View, card: &PersonCard) -> Value {
    let (office, today) = (&view.office, view.today);
    let phones = masked(card);
    let petitions: Vec<Value> = card
        .petitions
        .iter()
        .map(|r| json::row(r, office))
        .collect();
    let owed: Vec<Value> = card
        .owed
        .iter()
        .map(|o| json::owed(o, office, today))
        .collect();
    json!({
        "type": "person",
        "person": card.id.0,
        "name": card.person.name,
        "also": card.other_names().collect::<Vec<_>>(),
        "phones": phones,
        "id_number": mask_document(&card.person.id_number.line()),
        "address": card.person.address,
        "class": card.class,
        "why": card.reason(),
        "lit": card.lit,
        "former": card.former.as_ref().map(|f| &f.name),
        "through": card.through.as_ref().map(|t| json!({ "person": t.id.0, "name": t.person.name })),
        "met": json::met(card, &view.query),
        "petitions": petitions,
        "more_petitions": card.more,
        "owed": owed,
    })
}

/// The name, and in brackets the others.
fn named(card: &PersonCard, lang: Lang) -> String {
    let name = card.person.called().line();
    let also = also(card);
    match (also.is_empty(), lang) {
        (true, _) => name.into(),
        (false, Lang::Zh) => format!("{name}（另记{}）", also.join("、")),
        (false, Lang::En) => format!("{name} (also {})", also.join(", ")),
    }
}

/// Why somebody is here; found by a former name, by which one.
fn reason(card: &PersonCard, lang: Lang) -> String {
    let why = card.reason();
    let why = why.say(lang);
    match &card.former {
        Some(former) => format!("{why} {}", former.name.line()),
        None => why.to_owned(),
    }
}

/// The other names under which the person was taken down.
fn also(card: &PersonCard) -> Vec<Shown> {
    card.other_names().map(Outside::line).collect()
}

fn petition(view: &View, hit: &PetitionHit) -> Value {
    let mut value = json!({ "type": "petition" });
    if let (Value::Object(map), Value::Object(row)) =
        (&mut value, json::row(&hit.row, &view.office))
    {
        map.extend(row);
        map.insert("match".to_owned(), json!(hit.class));
        map.insert("excerpt".to_owned(), json!(hit.excerpt));
        map.insert("lit".to_owned(), json!(hit.lit));
        let mut met = Vec::new();
        let number = hit.row.number.0.as_str();
        let digits = json::in_signs(number, &met_number(number, &view.query));
        if !digits.is_empty() {
            met.push(json!({ "field": "number", "at": 0, "ranges": digits }));
        }
        // Every word typed lights up wherever it is shown.
        for (field, text) in [
            ("summary", &hit.row.summary),
            ("place", &hit.row.place),
            ("name", &hit.row.name),
        ] {
            let ranges = json::words_in(text, &view.query);
            if !ranges.is_empty() {
                met.push(json!({ "field": field, "at": 0, "ranges": ranges }));
            }
        }
        if !(hit.lit.is_empty() || hit.excerpt.is_empty()) {
            met.push(json!({ "field": "excerpt", "at": 0, "ranges": json::in_ranges(&hit.lit) }));
        }
        map.insert("met".to_owned(), Value::Array(met));
        map.insert("why".to_owned(), json!(hit.reason()));
    }
    value
}

fn text(view: &View, found: &Found) -> String {
    let lang = view.lang;
    let mut list = List::default();
    for card in &found.people {
        let phones = masked(card);
        let debts = match (card.owed.len(), lang) {
            (0, _) => String::new(),
            (n, Lang::Zh) => format!("本办尚欠{n}项"),
            (n, Lang::En) => format!("{n} still owed to them"),
        };
        let newest = card.petitions.first().map(|p| p.number.0.clone());
        list.row([
            named(card, lang),
            phones.join(" "),
            cut(&card.person.address.line(), 30),
            reason(card, lang),
            newest.unwrap_or_default(),
            debts,
        ]);
    }
    for hit in &found.petitions {
        list.row([
            hit.row.number.0.clone(),
            hit.row.received_on.to_string(),
            hit.row.status.word().say(lang).to_owned(),
            hit.row.name.line().into(),
            hit.reason().say(lang).to_owned(),
            cut(&hit.row.summary.line(), 60),
        ]);
    }
    list.text()
}
