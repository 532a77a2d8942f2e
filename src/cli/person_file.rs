//! `person show`: a person's file, as the screen shows it. Opening it is on record.

use serde_json::{Value, json};

use super::json::corrected;
use super::list::List;
use super::out::{Done, remark, shown};
use super::person_json::{record, side_json};
use super::progress::index_bar;
use super::session::{Session, Whom};
use crate::domain::identity::{mask_document, mask_phone};
use crate::domain::ids::PersonId;
use crate::domain::person::Person;
use crate::flow::same::{PersonFile, Said};
use crate::flow::view::{Matches, PersonCard};
use crate::flow::{Ask, Reply};
use crate::store::finder::Finder;
use crate::words::{Lang, Sentence, Trouble};

pub fn show(whom: &Whom, mut session: Session, of: PersonId, json: bool) -> Result<Done, Trouble> {
    let file = session.store.person_file(of, session.now())?;
    let mut finder = Finder::ready(whom.open()?.store, index_bar(session.lang))?;
    let alike = match finder.ask_at(&Ask::Alike(file.side.id), session.now())? {
        Reply::Matches(Matches { cards, .. }) => cards,
        _ => Vec::new(),
    };
    remark(finder.note(), session.lang);
    if json {
        return Ok(Done::json(&as_json(&session, &file, &alike)));
    }
    Ok(Done::text(text(&file, &alike, session.lang)))
}

fn as_json(session: &Session, file: &PersonFile, alike: &[PersonCard]) -> Value {
    let alike = alike.iter().map(|card| {
        let mut value = record(card.id, &card.person);
        value["class"] = Value::from(card.class);
        value["why"] = json!(card.reason());
        value
    });
    let said = file.said.iter().map(|s| {
        let undone = s.undone.as_ref();
        json!({
            "said": s.id,
            "one": s.one,
            "kept": s.kept.0.0,
            "other": s.other.0.0,
            "at": s.at.to_rfc3339(),
            "by": s.by,
            "why": s.why,
            "against": s.against,
            "undone_at": undone.map(|u| u.0.to_rfc3339()),
            "undone_by": undone.map(|u| &u.1),
            "undone_why": undone.map(|u| &u.2),
        })
    });
    let mut value = side_json(session, &file.side);
    let alike = alike.collect::<Vec<Value>>();
    value["alike"] = Value::from(alike);
    value["said"] = Value::from(said.collect::<Vec<Value>>());
    value["corrected"] = file.corrected.iter().map(corrected).collect();
    value
}

/// A record on one line.
fn line(head: &Sentence, id: PersonId, person: &Person, why: &str, lang: Lang) -> [String; 7] {
    let phones: Vec<String> = person
        .phones
        .iter()
        .map(|p| mask_phone(&p.line()))
        .collect();
    [
        head.say(lang).to_owned(),
        id.0.to_string(),
        person.called().line().into(),
        phones.join(" "),
        mask_document(&person.id_number.line()),
        person.address.line().into(),
        why.to_owned(),
    ]
}

fn text(file: &PersonFile, alike: &[PersonCard], lang: Lang) -> String {
    let mut list = List::default();
    let side = &file.side;
    let own = say!("记录", "record");
    list.row(line(&own, side.id, &side.person, "", lang));
    for (id, person) in &side.also {
        list.row(line(&own, *id, person, "", lang));
    }
    let could = say!("可能是同一人", "could be the same");
    for card in alike {
        let why = reason(card, lang);
        list.row(line(&could, card.id, &card.person, &why, lang));
    }
    for row in &side.petitions {
        list.note(&format!(
            "{} {} {}",
            row.number.0,
            row.received_on,
            row.summary.line()
        ));
    }
    for said in &file.said {
        list.note(&shown(told(said).say(lang)));
    }
    for corrected in &file.corrected {
        list.note(&shown(corrected.told().say(lang)));
    }
    list.text()
}

/// Why somebody could be the same; by a former name, by which one.
fn reason(card: &PersonCard, lang: Lang) -> String {
    let why = card.reason();
    let why = why.say(lang);
    match &card.former {
        Some(former) => format!("{why} {}", former.name.line()),
        None => why.to_owned(),
    }
}

/// What was said, and whether it was taken back.
fn told(said: &Said) -> Sentence {
    let (a, b, by, why) = (
        said.kept.0.0,
        said.other.0.0,
        said.by.line(),
        said.why.line(),
    );
    let day = said.at.format("%Y-%m-%d %H:%M");
    let what = if said.one {
        say!(
            "{day} {b} 并入 {a}（{by}：{why}）",
            "{day} {b} read as {a} ({by}: {why})"
        )
    } else {
        say!(
            "{day} {a} 与 {b} 不是同一人（{by}：{why}）",
            "{day} {a} and {b} are two people ({by}: {why})"
        )
    };
    if said.against {
        let (zh, en) = (what.zh, what.en);
        return say!(
            "{zh}；与“不是同一人”相抵，没有合着看，请撤回其中一条",
            "{en}; goes against those who are two people, so they are not read as one: take one of the two back"
        );
    }
    let Some((at, by, why)) = &said.undone else {
        return what;
    };
    let (day, zh, en) = (at.format("%Y-%m-%d %H:%M"), what.zh, what.en);
    let (by, why) = (by.line(), why.line());
    say!(
        "{zh}；{day} {by} 撤回：{why}",
        "{en}; {day} {by} took it back: {why}"
    )
}
