//! Making a paper: the template of its kind, the facts of the file, and what was filled in by hand.

use chrono::NaiveDate;

use super::blank::{Blank, blank};
use super::facts;
use super::kind::{PaperKind, addressee, closed, template};
use super::receipt;
use super::sheet::{Part, Sheet};
use super::template::{fill, tokens};
use crate::domain::act;
use crate::domain::case::Case;
use crate::domain::office::Office;
use crate::flow::view::File;
use crate::words::{Exit, Lang, Place, Sentence, Trouble, visible};

/// Blanks filled in by hand: token and text.
pub type ByHand = Vec<(String, String)>;

/// Makes a paper of any kind but the receipt.
///
/// # Errors
/// Refused (3) when its event does not stand in the file; wrong (2) for a blank that nobody may fill in by
/// hand; failed (1) naming every blank that is left: a paper never leaves with a hole in it.
pub fn make(
    kind: PaperKind,
    file: &File,
    office: &Office,
    today: NaiveDate,
    lang: Lang,
    by_hand: &ByHand,
) -> Result<Sheet, Trouble> {
    let case = standing(kind, file, office)?;
    let template = template(kind, office, lang);
    let mut facts = facts::gather(kind, file, case, office, today, lang);
    for (token, text) in by_hand {
        let known = blank(token).filter(|b| b.by_hand);
        let Some(known) = known else {
            return Err(not_by_hand(token));
        };
        // Who sits at the desk is only proposed as the contact; what the file says stands.
        if matches!(known.token, "contact" | "phone") {
            facts.retain(|(t, _)| *t != known.token);
        }
        if facts.iter().any(|(t, _)| *t == known.token) {
            return Err(filled_already(known));
        }
        let text = visible(text, Place::Line).trim().to_owned();
        if !text.is_empty() {
            facts.push((known.token, text));
        }
    }
    let left: Vec<&str> = tokens(template)
        .into_iter()
        .filter(|t| !facts.iter().any(|(known, _)| known == t))
        .collect();
    if !left.is_empty() {
        return Err(unfilled(kind, &left));
    }
    let mut sheet = Sheet::read(&fill(template, &facts)?);
    if office.sandbox {
        let mark = say!("【演示库，非真实文书】", "[SANDBOX - NOT A REAL PAPER]");
        sheet.0.insert(0, (Part::Number, mark.say(lang).to_owned()));
    }
    Ok(sheet)
}

/// The case, when the event of a paper stands in its file.
fn standing<'a>(kind: PaperKind, file: &'a File, office: &Office) -> Result<&'a Case, Trouble> {
    let word = kind.word();
    let (zh, en) = (word.zh, word.en);
    let refused = |why: Sentence| {
        let (why_zh, why_en) = (why.zh, why.en);
        Trouble::unchanged(
            Exit::Refused,
            say!("不能出具{zh}：{why_zh}", "No {en} can be made. {why_en}"),
            say!(
                "先走这一步，见案卷的“办理”。",
                "Take that step first; see the case's menu."
            ),
        )
    };
    let Some(case) = &file.case else {
        return Err(refused(say!("本件已经作废。", "The petition was voided.")));
    };
    if let Some(why) = closed(kind, case) {
        return Err(refused(why));
    }
    // Also where the step was recorded before anybody knew whom it accuses.
    let to = addressee(kind, case);
    if let Some(why) = to.and_then(|to| act::unit_refused(case, to, &office.units)) {
        return Err(refused(why));
    }
    Ok(case)
}

/// The blanks of a paper that somebody has to fill in.
///
/// # Errors
/// Refused (3) when its event does not stand in the file; failed (1) when a blank is left that nobody may
/// fill in by hand.
pub fn blanks(
    kind: PaperKind,
    file: &File,
    office: &Office,
    today: NaiveDate,
    lang: Lang,
) -> Result<Vec<&'static Blank>, Trouble> {
    let case = standing(kind, file, office)?;
    let facts = facts::gather(kind, file, case, office, today, lang);
    let left: Vec<&str> = tokens(template(kind, office, lang))
        .into_iter()
        .filter(|t| !facts.iter().any(|(known, _)| known == t))
        .collect();
    let by_hand: Vec<&'static Blank> = left
        .iter()
        .filter_map(|t| blank(t).filter(|b| b.by_hand))
        .collect();
    if by_hand.len() < left.len() {
        return Err(unfilled(kind, &left));
    }
    Ok(by_hand)
}

/// Whether a text can be the template of a kind: it asks for nothing that no such paper has.
///
/// # Errors
/// Wrong (2), naming the first token that is not known.
pub fn check(kind: PaperKind, text: &str) -> Result<(), Trouble> {
    let known: Vec<&str> = if kind == PaperKind::Receipt {
        receipt::TOKENS.to_vec()
    } else {
        super::blank::all().map(|b| b.token).collect()
    };
    let asked = tokens(text);
    let (list, example) = (known.join(" "), "{{number}}");
    let stranger = asked.iter().find(|t| !known.contains(t));
    let why = match stranger {
        Some(token) => {
            let token = visible(token, Place::Line).into_owned();
            say!(
                "模板里的“{token}”不认得。",
                "The template asks for \"{token}\", which is not known."
            )
        }
        None if asked.is_empty() => say!(
            "模板里没有一个空项，例 {example}。",
            "The template has no blank, e.g. {example}."
        ),
        None => return Ok(()),
    };
    Err(Trouble::unchanged(
        Exit::Wrong,
        why,
        say!("可用：{list}。", "Known: {list}."),
    ))
}

fn not_by_hand(token: &str) -> Trouble {
    let shown = visible(token, Place::Line).into_owned();
    let all: Vec<&str> = super::blank::all()
        .filter(|b| b.by_hand)
        .map(|b| b.token)
        .collect();
    let all = all.join(" ");
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "“{shown}”不是可以手填的空项。",
            "\"{shown}\" is no blank that may be filled in by hand."
        ),
        say!(
            "可手填：{all}。例：--set contact=王某。",
            "By hand: {all}. Example: --set contact=Wang."
        ),
    )
}

fn filled_already(blank: &Blank) -> Trouble {
    let (token, zh, en) = (blank.token, blank.word.zh, blank.word.en);
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "案卷里已有{zh}（{token}），文书以案卷为准。",
            "The file says the {en} ({token}); the paper goes by the file."
        ),
        say!(
            "记错了的，先“更正”。",
            "If it is wrong, correct the event first."
        ),
    )
}

fn unfilled(kind: PaperKind, left: &[&str]) -> Trouble {
    let word = kind.word();
    let (zh, en) = (word.zh, word.en);
    let named = |lang: Lang| {
        let one = |t: &&str| match blank(t) {
            Some(b) => format!("{}({})", b.word.say(lang), b.token),
            None => (*t).to_owned(),
        };
        left.iter().map(one).collect::<Vec<_>>()
    };
    let (list_zh, list_en) = (named(Lang::Zh).join("、"), named(Lang::En).join(", "));
    let first = left.iter().find(|t| blank(t).is_some_and(|b| b.by_hand));
    let next = match first {
        Some(token) => say!(
            "请填上再出具，例：--set {token}=内容；其余的先在案卷里记上那一步。",
            "Fill it in, e.g. --set {token}=TEXT; what is not by hand is recorded as a step first."
        ),
        None => say!(
            "先在案卷里记上那一步。",
            "Record that step in the file first."
        ),
    };
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "{zh}还有空项：{list_zh}，没有出具。",
            "The {en} has blanks left: {list_en}; it was not made."
        ),
        next,
    )
}
