//! `show`: the whole file of a petition; opening it goes on record.

use serde_json::{Value, json};

use super::args;
use super::json;
use super::list::List;
use super::out::{Done, shown};
use super::owed::left;
use super::session::{Session, Whom};
use crate::domain::act;
use crate::domain::case::{Case, unsure};
use crate::domain::office::Office;
use crate::flow::request::Aim;
use crate::flow::view::File;
use crate::flow::{Do, Reply};
use crate::words::{Exit, Lang, Trouble, Word};

/// Whom it accuses.
const ACCUSED: Word = Word::new("被反映", "Accused");
/// Whom it accused before it was corrected, or sorted as something else.
const ACCUSED_ONCE: Word = Word::new("曾被反映", "Accused once");
/// What that comes to.
const STAYS_KEPT: Word = Word::new(
    "（现已不是；照样不得转给、不得查看）",
    " (no more; still kept from it)",
);

pub fn run(whom: &Whom, args: &args::Show) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let file = open(&mut session, &args.number, Aim::Command, &args.why)?;
    if args.json {
        let mut whole = as_json(&session, &file);
        json::place_events(&mut whole, &file);
        return Ok(Done::json(&whole));
    }
    Ok(Done::text(text(&session, &file)))
}

/// Opens a file, on record.
pub fn open(
    session: &mut Session,
    number: &str,
    aim: Aim,
    why: &str,
) -> Result<Box<File>, Trouble> {
    let order = Do::Open {
        number: number.to_owned(),
        aim,
        why: why.to_owned(),
    };
    opened(session, order)
}

/// Carries out an order that is answered by a file.
pub fn opened(session: &mut Session, order: Do) -> Result<Box<File>, Trouble> {
    match session.store.perform(order, session.now())? {
        Reply::File(file) => Ok(file),
        _ => Err(Trouble::unchanged(
            Exit::Failed,
            say!("没有读到案卷。", "The file was not read."),
            say!("请再试一次。", "Try again."),
        )),
    }
}

/// The whole file as JSON.
pub fn as_json(session: &Session, file: &File) -> Value {
    let (office, today) = (session.office(), session.today());
    let case = file.case.as_ref();
    let people: Vec<Value> = file
        .people
        .iter()
        .map(|(role, id, person)| {
            let mut value = json::person(*role, id.0, person);
            value["written"] = json!(file.written_of(*id).map(json::written));
            let of = file.corrected.iter().filter(|c| c.what.person == Some(*id));
            value["corrected"] = of.map(json::corrected).collect();
            value
        })
        .collect();
    let obligations: Vec<Value> = file
        .obligations
        .iter()
        .map(|o| json::obligation(o, &office, today))
        .collect();
    let kin: Vec<Value> = file.kin.iter().map(|r| json::row(r, &office)).collect();
    let events: Vec<Value> = file.events.iter().map(json::event).collect();
    json!({
        "number": file.number.0,
        "code": file.code.0,
        "status": file.status.code(),
        "class": case.map(|c| c.class.code()),
        "route": case.and_then(|c| c.route).map(crate::domain::petition::Route::code),
        "category": case.map(|c| c.category.as_str()),
        "category_name": case.map(|c| office.categories.label(&c.category)),
        "simple": case.map(|c| c.simple),
        "received_on": case.map(|c| c.received_on),
        "registered_on": case.map(|c| c.registered.on),
        "holder": case.map(|c| office.units.name(c.holder())),
        "accepted_on": case.and_then(|c| c.accepted).map(|m| m.on),
        "answered_on": case.and_then(|c| c.answered).map(|m| m.on),
        "served_on": case.and_then(|c| c.served).map(|m| m.on),
        "lead": case.map(|c| &c.lead),
        "handlers": case.map(|c| c.handlers.clone()),
        "matter": file.matter.map(|m| m.0),
        "registration": case.map(|c| &c.registration),
        "accused_once": case.map(|c| c.registration.accused.iter().filter(|a| c.is_once(a)).collect::<Vec<_>>()),
        "with_accused": case.map(|c| act::lies_with_accused(c, &office.units).is_some()),
        "people": people,
        "obligations": obligations,
        "rights": json::rights(file, &office, today),
        "events": events,
        "kin": kin,
    })
}

/// The whole file as text.
pub fn text(session: &Session, file: &File) -> String {
    let (office, lang) = (session.office(), session.lang);
    let mut out = head(file, &office, lang);
    let mut section = |title: Word, list: List| {
        out.push_str(&["\n", title.say(lang), "\n", &list.text()].concat());
    };
    section(Word::new("信访人", "People"), people(file, lang));
    section(Word::new("义务", "Obligations"), owed(session, file));
    section(Word::new("经过", "Events"), events(file, lang));
    if !file.kin.is_empty() {
        let mut list = List::default();
        for row in &file.kin {
            list.row([
                row.number.0.clone(),
                row.status.word().say(lang).to_owned(),
                row.summary.line().into(),
            ]);
        }
        section(Word::new("同一事项", "Same matter"), list);
    }
    out
}

fn head(file: &File, office: &Office, lang: Lang) -> String {
    let mut list = List::default();
    let mut put = |word: Word, value: String| list.row([word.say(lang).to_owned(), value]);
    if office.sandbox {
        put(
            Word::new("演示", "Sandbox"),
            Word::new("演示库，数据均为虚构", "invented data")
                .say(lang)
                .to_owned(),
        );
    }
    put(Word::new("登记编号", "Number"), file.number.0.clone());
    put(Word::new("查询码", "Query code"), file.code.0.clone());
    put(
        Word::new("状态", "Status"),
        file.status.word().say(lang).to_owned(),
    );
    let mut out = list.text();
    let Some(case) = &file.case else { return out };
    let r = &case.registration;
    let mut list = List::default();
    let mut put = |word: Word, value: String| list.row([word.say(lang).to_owned(), value]);
    put(
        Word::new("形式", "Channel"),
        r.channel.word().say(lang).to_owned(),
    );
    put(
        Word::new("类别", "Class"),
        case.class.word().say(lang).to_owned(),
    );
    put(
        Word::new("分类", "Category"),
        office.categories.label(&case.category),
    );
    put(
        Word::new("收到日期", "Received"),
        case.received_on.to_string(),
    );
    put(
        Word::new("承办", "Held by"),
        office.units.name(case.holder()),
    );
    put(Word::new("概况", "Summary"), r.summary.line().into());
    list_accused(&mut list, case, office, lang);
    out.push_str(&list.text());
    out.push_str(&reached(file, case, office, lang));
    for (at, request) in r.requests.iter().enumerate() {
        out.push_str(&["  ", &(at + 1).to_string(), ". ", &request.line(), "\n"].concat());
    }
    if !r.facts.is_empty() {
        out.push_str(&r.facts.lines());
        out.push('\n');
    }
    out
}

fn list_accused(list: &mut List, case: &Case, office: &Office, lang: Lang) {
    for (word, once) in [(ACCUSED, false), (ACCUSED_ONCE, true)] {
        let mut accused = accused(case, office, once);
        if !accused.is_empty() {
            accused.push_str(if once { STAYS_KEPT.say(lang) } else { "" });
            list.row([word.say(lang).to_owned(), accused]);
        }
    }
}

/// Where it lies or lay with whom it accuses, and that its people may still be known by it.
fn reached(file: &File, case: &Case, office: &Office, lang: Lang) -> String {
    let told = act::reached(case, &office.units).into_iter();
    let told = told.chain(unsure(&file.events));
    told.map(|t| [t.say(lang), "\n"].concat()).collect()
}

/// Whom it accuses, or accused once and no more, each with the unit that was named.
fn accused(case: &Case, office: &Office, once: bool) -> String {
    let all = case.registration.accused.iter();
    let all = all.filter(|a| case.is_once(a) == once).map(|a| {
        let unit = a.unit.map(|u| office.units.name(u)).unwrap_or_default();
        let name: String = a.name.line().into();
        let parts = [unit, name].into_iter().filter(|text| !text.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    });
    all.collect::<Vec<_>>().join("、")
}

fn people(file: &File, lang: Lang) -> List {
    let mut list = List::default();
    for (role, id, person) in &file.people {
        let name = if person.called().is_empty() {
            Word::new("未留姓名", "no name given").say(lang).to_owned()
        } else {
            person.called().line().into()
        };
        list.row([
            role.word().say(lang).to_owned(),
            name,
            person.telephones(" ").line().into(),
            person.id_number.line().into(),
            person.address.line().into(),
        ]);
        if let Some(written) = file.written_of(*id) {
            list.row([
                Word::new("本件写作", "as written here")
                    .say(lang)
                    .to_owned(),
                written.name_entered.line().into(),
                written.telephones(" ").line().into(),
                written.id_number.line().into(),
                written.address.line().into(),
            ]);
        }
    }
    for corrected in &file.corrected {
        list.note(&shown(corrected.told().say(lang)));
    }
    let case = file.case.as_ref();
    if case.is_some_and(|c| c.registration.withhold_name) && !file.people.is_empty() {
        let word = Word::new("信访人要求不公开姓名", "asks that the name be withheld");
        list.note(word.say(lang));
    }
    list
}

fn owed(session: &Session, file: &File) -> List {
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let mut list = List::default();
    for o in &file.obligations {
        let days = if o.is_owed(today) {
            left(o.days_left(today), lang)
        } else {
            String::new()
        };
        list.row([
            o.due.effective.to_string(),
            o.state(today).word().say(lang).to_owned(),
            days,
            o.kind.word().say(lang).to_owned(),
            office.units.name(o.owed_by),
            office.rules.article(&o.basis),
        ]);
    }
    list
}

fn events(file: &File, lang: Lang) -> List {
    let mut list = List::default();
    for (at, event) in file.events.iter().enumerate() {
        let mut said = json!({ "events": [json::event(event)] });
        json::place_events(&mut said, file);
        let body = said["events"][0]["body"].clone();
        let said = match &event.what {
            crate::domain::event::Step::Register(_) => String::new(),
            _ if body.as_object().is_some_and(serde_json::Map::is_empty) => String::new(),
            _ => body.to_string(),
        };
        list.row([
            (at + 1).to_string(),
            event.on.to_string(),
            event.what.kind().word().say(lang).to_owned(),
            event.by.line().into(),
            format!("{said} {}", event.why.lines()).trim().to_owned(),
        ]);
    }
    list
}
