//! The copy for the petitioner (PIPL Art. 45): everything the office holds about that person in plain
//! words, without anybody else's data.
//!
//! A report (检举控告) is named by number and day alone, and only by who handles it; what is said at
//! the end is the same for everybody, so that nothing shows whether there is more.

use chrono::NaiveDate;

use super::told::{Told, told};
use crate::domain::event::{Event, Step};
use crate::domain::identity::DocumentKind;
use crate::domain::ids::PersonId;
use crate::domain::office::Office;
use crate::domain::person::{Column, Person};
use crate::domain::petition::Class;
use crate::flow::kept::Given;
use crate::flow::view::File;
use crate::words::{Lang, Place, Sentence, Word, visible};

/// Shortest run of digits that may be somebody's number.
const DIGITS: usize = 7;
/// What stands for what is not the person's own.
const COVERED: &str = "＊＊＊";

/// The copy as text.
#[must_use]
pub fn own_data(given: &Given, office: &Office, today: NaiveDate, lang: Lang) -> String {
    let mut out = Vec::new();
    let name = given.person.name.line();
    let unit = &office.name;
    if office.sandbox {
        out.push(say!("【演示，数据均为虚构】", "[Sandbox: invented data]"));
    }
    out.push(say!("个人信息副本", "Copy of your personal data"));
    out.push(say!(
        "{unit}持有的关于{name}的信息，{today}整理，依《个人信息保护法》第四十五条提供给本人。",
        "What {unit} holds about {name}, as of {today}, given to that person under PIPL Art. 45."
    ));
    out.push(Sentence::default());
    record(given, &mut out);
    out.push(Sentence::default());
    out.push(say!("二、您的信访件", "2. Your petitions"));
    for file in &given.files {
        petition(given, file, office, &mut out);
    }
    if given.files.is_empty() {
        out.push(say!("没有。", "None."));
    }
    out.push(Sentence::default());
    out.extend(closing());
    let lines: Vec<String> = out
        .iter()
        .map(|line| visible(line.say(lang), Place::Line).into_owned())
        .collect();
    lines.join("\n") + "\n"
}

fn record(given: &Given, out: &mut Vec<Sentence>) {
    out.push(say!("一、记下的个人信息", "1. Your record"));
    columns(&given.person, out);
    for (_, person) in &given.also {
        out.push(say!(
            "  另一条记录（作为同一人查看；交付前核对是本人的）：",
            "  Another record (read as the same person's; check that it is before it is handed over):"
        ));
        columns(person, out);
    }
    let corrections = given.files.iter().flat_map(|f| &f.events);
    for event in corrections {
        if let Step::CorrectRecord(c) = &event.what
            && c.person.is_some_and(|p| is_own(given, p))
        {
            let (on, word, before, value) =
                (event.on, c.field.word(), c.before.lines(), c.value.lines());
            let (zh, en) = (word.zh, word.en);
            out.push(say!(
                "  {on} 更正{zh}：由“{before}”改为“{value}”",
                "  {on} corrected {en}: from \"{before}\" to \"{value}\""
            ));
        }
    }
}

/// True of each record that is the person's.
fn is_own(given: &Given, id: PersonId) -> bool {
    id == given.id || given.also.iter().any(|(other, _)| *other == id)
}

fn columns(person: &Person, out: &mut Vec<Sentence>) {
    let none = Word::new("（没有记）", "(not recorded)");
    for column in Column::ALL {
        let value = String::from(person.value(*column).line());
        let (word, empty) = (column.word(), value.is_empty());
        let (zh, en) = (word.zh, word.en);
        let (said_zh, said_en) = if empty {
            (none.zh.to_owned(), none.en.to_owned())
        } else {
            (value.clone(), value)
        };
        out.push(say!("  {zh}：{said_zh}", "  {en}: {said_en}"));
    }
    if person.id_kind.is_some_and(|k| k != DocumentKind::Other) {
        out.push(say!("  证件：出示过", "  A document was shown"));
    }
}

fn petition(given: &Given, file: &File, office: &Office, out: &mut Vec<Sentence>) {
    let number = &file.number.0;
    let Some(case) = &file.case else { return };
    let (received, channel) = (case.received_on, case.registration.channel.word());
    let (zh, en) = (channel.zh, channel.en);
    out.push(Sentence::default());
    out.push(say!(
        "【{number}】{received} {zh}",
        "[{number}] {received} {en}"
    ));
    if case.class == Class::Report || !case.registration.accused.is_empty() {
        out.push(say!(
            "  已收到，交由有权机关依其规定办理；内容和办理情况依第三十条第三款保密，不在这里列出。",
            "  Received, and with the competent body under its own rules; contents and handling are confidential (Art. 30(3)) and are not listed here."
        ));
        return;
    }
    let own = file.written.iter().filter(|(id, _)| is_own(given, *id));
    for (_, written) in own {
        for column in Column::ALL {
            let value = String::from(written.value(*column).line());
            if !value.is_empty() {
                let (zh, en) = (column.word().zh, column.word().en);
                out.push(say!(
                    "  这件上写的{zh}：{value}",
                    "  {en} as written on it: {value}"
                ));
            }
        }
    }
    let (status, holder) = (file.status.word(), office.units.name(case.holder()));
    let (zh, en) = (status.zh, status.en);
    out.push(say!("  现在：{zh}，{holder}", "  Now: {en}, with {holder}"));
    let others = Others::of(given, file, office);
    let r = &case.registration;
    let summary = others.cover(&r.summary.lines());
    out.push(say!("  概要：{summary}", "  In short: {summary}"));
    for (at, request) in r.requests.iter().enumerate() {
        let (n, request) = (at + 1, others.cover(&request.lines()));
        out.push(say!("  诉求{n}：{request}", "  Request {n}: {request}"));
    }
    if file.people.len() > 1 {
        out.push(say!(
            "  事实理由：联名件，其中有别人的信息，请当面查阅您自己的部分。",
            "  Facts: a joint petition holds other people's data; ask to see your own part in person."
        ));
    } else if !r.facts.is_empty() {
        let facts = others.cover(&r.facts.lines());
        out.push(say!("  事实理由：{facts}", "  Facts: {facts}"));
    }
    out.push(say!("  办理经过：", "  What was done:"));
    for event in &file.events {
        line(given, event, office, &others, out);
    }
}

fn line(given: &Given, event: &Event, office: &Office, others: &Others, out: &mut Vec<Sentence>) {
    let detail = match told(&event.what, given.id, office) {
        Told::Nothing => return,
        Told::Name => Sentence::default(),
        Told::Text(text) => Sentence::of(others.cover(&text.zh), others.cover(&text.en)),
    };
    let (on, word) = (event.on, event.what.kind().word());
    let (zh, en, detail_zh, detail_en) = (word.zh, word.en, detail.zh, detail.en);
    out.push(say!(
        "    {on} {zh} {detail_zh}",
        "    {on} {en} {detail_en}"
    ));
}

/// The same words for everybody: nothing shows whether there is more.
fn closing() -> [Sentence; 4] {
    [
        say!("三、说明", "3. What to know"),
        say!(
            "  这里只列出提供人有权查看的件；检举控告由受理机关依其规定答复，是否另有，不在这里说明。",
            "  Listed is what whoever gives this copy may see; a report is answered by the body that took it, and nothing here says whether there is one."
        ),
        say!(
            "  内部研究的内容和别人的信息不列出；认为有错漏的，可以请求更正、补充；超过利用期限的，限制处理；依档案法须保存的不能删除。",
            "  Internal notes and other people's data are left out. You may ask for correction; data past its use is restricted; what the archives law keeps cannot be deleted."
        ),
        say!(
            "  对答复不满意的，可以请求说明理由，也可以向履行个人信息保护职责的部门投诉、举报，或依法起诉（第五十条、第六十五条）。",
            "  If you disagree, ask for the reasons, complain to the authority for personal data, or sue (Arts. 50, 65)."
        ),
    ]
}

/// What belongs to others in the words of a petition.
struct Others {
    names: Vec<String>,
    own: Vec<String>,
}

impl Others {
    fn of(given: &Given, file: &File, office: &Office) -> Self {
        let mut names = Vec::new();
        for (_, id, person) in &file.people {
            if !is_own(given, *id) {
                names.extend(values(person));
            }
        }
        names.push(office.operator.name.clone());
        let mut own = values(&given.person);
        own.extend(given.also.iter().flat_map(|(_, person)| values(person)));
        names.retain(|n| n.chars().count() >= 2 && !own.iter().any(|o| o == n));
        // The longest first: a part never uncovers the rest.
        names.sort_by_key(|n| std::cmp::Reverse(n.len()));
        Self { names, own }
    }

    fn cover(&self, text: &str) -> String {
        let mut text = text.replace('\n', " ");
        for name in &self.names {
            text = text.replace(name.as_str(), COVERED);
        }
        let mut out = String::with_capacity(text.len());
        let mut run = String::new();
        for c in text.chars().chain(['\n']) {
            if c.is_ascii_digit() || (c.eq_ignore_ascii_case(&'x') && run.len() == 17) {
                run.push(c);
                continue;
            }
            let foreign =
                run.len() >= DIGITS && !self.own.iter().any(|o| o.eq_ignore_ascii_case(&run));
            out.push_str(if foreign { COVERED } else { &run });
            run.clear();
            if c != '\n' {
                out.push(c);
            }
        }
        out
    }
}

fn values(person: &Person) -> Vec<String> {
    let mut all = vec![
        person.name.raw().to_owned(),
        person.name_entered.raw().to_owned(),
        person.id_number.raw().to_owned(),
        person.address.raw().to_owned(),
    ];
    all.extend(person.phones.iter().map(|p| p.raw().to_owned()));
    all.retain(|v| !v.is_empty());
    all
}
