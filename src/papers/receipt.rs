//! The receipt (登记回执, domain.md 3.2 no. 1): what a petitioner takes home.

use chrono::NaiveDate;

use super::kind::{PaperKind, template};
use super::lines::{centred, rule, wrap};
use super::template::fill;
use crate::domain::count::{DayUnit, Span};
use crate::domain::obligation::{Kind, OwedTo};
use crate::domain::office::Office;
use crate::domain::petition::{Class, Route};
use crate::flow::view::File;
use crate::words::{Lang, Outside, Place, Trouble, Word, visible};

/// What the template of a receipt may ask for.
pub const TOKENS: [&str; 16] = [
    "sandbox",
    "office",
    "title",
    "rule",
    "number",
    "code",
    "received_on",
    "name",
    "headcount",
    "channel",
    "summary",
    "requests",
    "owed",
    "next",
    "phone",
    "today",
];

/// Narrowest paper.
const NARROW: usize = 40;

/// Makes the receipt of a petition as text, at most `width` columns wide.
///
/// # Errors
/// A trouble when the template asks for something that nobody fills, or the petition was voided.
pub fn receipt(
    file: &File,
    office: &Office,
    today: NaiveDate,
    lang: Lang,
    width: usize,
) -> Result<String, Trouble> {
    let width = width.max(NARROW);
    let facts = facts(file, office, today, lang, width)?;
    let text = fill(template(PaperKind::Receipt, office, lang), &facts)?;
    let mut out = wrap(&text, width);
    while out.starts_with('\n') {
        out.remove(0);
    }
    Ok(out)
}

fn line(text: &str) -> String {
    visible(text, Place::Line).into_owned()
}

fn facts(
    file: &File,
    office: &Office,
    today: NaiveDate,
    lang: Lang,
    width: usize,
) -> Result<Vec<(&'static str, String)>, Trouble> {
    let Some(case) = &file.case else {
        return Err(voided());
    };
    let r = &case.registration;
    let title = match lang {
        Lang::Zh => "登 记 回 执",
        Lang::En => "REGISTRATION RECEIPT",
    };
    let sandbox = Word::new("【演示库，非真实文书】", "[SANDBOX - NOT A REAL PAPER]");
    let mark = if office.sandbox {
        centred(sandbox.say(lang), width)
    } else {
        String::new()
    };
    let phone = if office.phone.is_empty() {
        Word::new(
            "见接待场所公布的电话",
            "as published at the reception place",
        )
        .say(lang)
        .to_owned()
    } else {
        line(&office.phone)
    };
    Ok(vec![
        ("sandbox", mark),
        ("office", centred(&line(&office.name), width)),
        ("title", centred(title, width)),
        ("rule", rule(width)),
        ("number", line(&file.number.0)),
        ("code", spaced(&file.code.0)),
        ("received_on", case.received_on.to_string()),
        ("name", name(file, lang)),
        ("headcount", r.headcount.to_string()),
        ("channel", r.channel.word().say(lang).to_owned()),
        ("summary", r.summary.line().into()),
        ("requests", requests(&r.requests)),
        ("owed", owed(file, office, today, lang)),
        ("next", next(file, office, lang)),
        ("phone", phone),
        ("today", today.to_string()),
    ])
}

/// `A B C D   E F G H   J K L M`: read aloud and copied without a slip.
fn spaced(code: &str) -> String {
    let groups = code.split('-').map(|group| {
        let signs: Vec<String> = group.chars().map(String::from).collect();
        signs.join(" ")
    });
    groups.collect::<Vec<_>>().join("   ")
}

fn name(file: &File, lang: Lang) -> String {
    let first = file.people.iter().map(|(_, _, person)| &person.name);
    match first.into_iter().find(|n| !n.is_empty()) {
        Some(name) => name.line().into(),
        None => Word::new("未留姓名", "no name given").say(lang).to_owned(),
    }
}

fn requests(requests: &[Outside]) -> String {
    let numbered = requests
        .iter()
        .enumerate()
        .map(|(at, text)| format!("  {}. {}", at + 1, text.line()));
    numbered.collect::<Vec<_>>().join("\n")
}

/// What the office and the units owe now, each with its last day and article.
fn owed(file: &File, office: &Office, today: NaiveDate, lang: Lang) -> String {
    let mut lines = Vec::new();
    for o in &file.obligations {
        if !o.is_owed(today) || o.owed_to != OwedTo::Petitioner {
            continue;
        }
        let (on, basis) = (o.due.effective, office.rules.article(&o.basis));
        let unit = line(&office.units.name(o.owed_by));
        let what = o.kind.word();
        let (zh, en) = (what.zh, what.en);
        let mark = if o.due.provisional {
            Word::new("（暂按推算）", " (provisional)")
        } else {
            Word::new("", "")
        };
        let (mark_zh, mark_en) = (mark.zh, mark.en);
        let said = say!(
            "最迟{on}{mark_zh}：{unit}{zh}（{basis}）",
            "by {on}{mark_en}: {unit}, {en} ({basis})"
        );
        lines.push(format!("  {}. {}", lines.len() + 1, said.say(lang)));
    }
    if lines.is_empty() {
        let none = say!("  目前没有待办的义务。", "  Nothing is owed at present.");
        return none.say(lang).to_owned();
    }
    lines.join("\n")
}

/// What follows later, with the limits of the office's own table.
fn next(file: &File, office: &Office, lang: Lang) -> String {
    let mut lines = Vec::new();
    let pending = |kind: Kind| !file.obligations.iter().any(|o| o.kind == kind && !o.void);
    let Some(case) = &file.case else {
        return String::new();
    };
    if !case.is_anonymous() && pending(Kind::Notify) {
        let limit = office.rules.limit("notify");
        let (span_zh, span_en) = span(limit.span());
        let basis = office.rules.article(&limit.article);
        lines.push(say!(
            "  承办单位收到后{span_zh}内书面告知您（{basis}）。",
            "  The responsible unit tells you in writing within {span_en} of receiving it ({basis})."
        ));
    }
    let on_clock =
        case.class == Class::Request && case.route.is_none_or(|route| route == Route::Petition);
    if on_clock && pending(Kind::Answer) {
        let limit = office.rules.limit("answer");
        let (span_zh, span_en) = span(limit.span());
        let basis = office.rules.article(&limit.article);
        lines.push(say!(
            "  按信访程序受理的，自受理之日起{span_zh}内出具书面意见（{basis}）。",
            "  When it is taken up by the petition procedure, the written opinion comes within {span_en} of acceptance ({basis})."
        ));
    }
    let texts: Vec<&str> = lines.iter().map(|s| s.say(lang)).collect();
    texts.join("\n")
}

fn span(span: Span) -> (String, String) {
    let n = span.length;
    match span.unit {
        DayUnit::Day => (format!("{n}日"), format!("{n} days")),
        DayUnit::WorkingDay => (format!("{n}个工作日"), format!("{n} working days")),
    }
}

fn voided() -> Trouble {
    Trouble::unchanged(
        crate::words::Exit::Refused,
        say!(
            "本件已经作废，不能出具回执。",
            "The petition was voided; no receipt is made."
        ),
        say!("要办理请重新登记。", "Register it again to handle it."),
    )
}
