//! `person`: two records of one person read as one, taken apart again, or remembered as two people.

use serde_json::{Value, json};

use super::args_people::{Person as Args, PersonCommand as C};
use super::list::List;
use super::out::{Done, talk};
use super::person_file;
use super::person_json::{phones, side_json};
use super::session::{Session, Whom};
use crate::domain::identity::mask_document;
use crate::domain::ids::PersonId;
use crate::store::merges::{NAMED, Preview};
use crate::words::{Lang, Sentence, Trouble};

pub fn run(whom: &Whom, args: &Args) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let now = session.now();
    match &args.command {
        C::Merge {
            kept,
            other,
            preview,
            why,
            json,
        } => {
            let (kept, other) = (PersonId(*kept), PersonId(*other));
            let shown = if *preview {
                session.store.merge_preview(kept, other, now)?
            } else {
                let why = why.as_deref().unwrap_or_default();
                session.store.merge_people(kept, other, why, now)?
            };
            if *json {
                return Ok(Done::json(&as_json(&session, &shown, !preview)));
            }
            if *preview {
                return Ok(Done::text(text(&session, &shown)));
            }
            let (a, b) = (kept.0, other.0);
            told(
                &session,
                &say!(
                    "{b} 从现在起与 {a} 作为同一人查看；拆开：zhuoluo person split {b} --why 理由。",
                    "{b} is read as {a} from now on; `zhuoluo person split {b} --why REASON` takes them apart."
                ),
            )
        }
        C::Show { of, json } => person_file::show(whom, session, PersonId(*of), *json),
        C::Split { other, why } => {
            let kept = session.store.split_person(PersonId(*other), why, now)?.0;
            told(
                &session,
                &say!(
                    "{other} 已与 {kept} 拆开，各是各的记录。",
                    "{other} and {kept} are two records again."
                ),
            )
        }
        C::NotSame { a, b, why, undo } => {
            let (one, two) = (PersonId(*a), PersonId(*b));
            let why = why.as_deref().unwrap_or_default();
            session.store.keep_apart(one, two, *undo, why, now)?;
            told(&session, &apart(*a, *b, *undo))
        }
    }
}

fn apart(a: i64, b: i64, undo: bool) -> Sentence {
    if undo {
        say!(
            "不再记着 {a} 和 {b} 不是同一人。",
            "It is no longer said that {a} and {b} are two people."
        )
    } else {
        say!(
            "已记明 {a} 和 {b} 不是同一人，以后不能合并。",
            "{a} and {b} are remembered as two people and will not be merged."
        )
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the end of every change")]
fn told(session: &Session, what: &Sentence) -> Result<Done, Trouble> {
    talk(what.say(session.lang));
    Ok(Done::default())
}

fn as_json(session: &Session, preview: &Preview, merged: bool) -> Value {
    let differing = preview.differing.iter().map(|c| c.code());
    json!({
        "kept": side_json(session, &preview.kept),
        "other": side_json(session, &preview.other),
        "differing": differing.collect::<Vec<&str>>(),
        "beside": preview.beside.iter().map(|number| number.0.as_str()).collect::<Vec<&str>>(),
        "apart": preview.apart.as_ref().map(|(_, _, why)| why),
        "apart_of": preview.apart.as_ref().map(|(a, b, _)| [a.0, b.0]),
        "merged": merged,
    })
}

/// What would be read together, and what stands in the way.
fn text(session: &Session, preview: &Preview) -> String {
    let lang = session.lang;
    let mut list = List::default();
    let heads = [
        (say!("保留", "kept"), &preview.kept),
        (say!("并入", "read as it"), &preview.other),
    ];
    for (head, side) in heads {
        list.row([
            head.say(lang).to_owned(),
            side.id.0.to_string(),
            side.person.called().line().into(),
            phones(side).join(" "),
            mask_document(&side.person.id_number.line()),
            side.person.address.line().into(),
        ]);
        for row in &side.petitions {
            list.note(&format!("{} {}", row.number.0, row.received_on));
        }
        if i64::try_from(side.petitions.len()) == Ok(NAMED) {
            list.note(
                say!(
                    "较早的没有列出，合并时一样归到一起。",
                    "Earlier ones are not listed; they come along all the same."
                )
                .say(lang),
            );
        }
    }
    doubts(&mut list, preview, lang);
    list.note(
        say!(
            "合并只是一起看：各件仍记在原来的记录上，拆开即复原。什么都还没有改。",
            "A merge only reads them together: each petition stays with its record, and taking them apart restores all. Nothing was changed yet."
        )
        .say(lang),
    );
    list.text()
}

/// What speaks against the two being one.
fn doubts(list: &mut List, preview: &Preview, lang: Lang) {
    if !preview.differing.is_empty() {
        let words = preview.differing.iter().map(|c| c.word().say(lang));
        let words = words
            .collect::<Vec<_>>()
            .join(if lang == Lang::Zh { "、" } else { ", " });
        list.note(say!("两边不同：{words}。", "They differ in: {words}.").say(lang));
    }
    if !preview.beside.is_empty() {
        let numbers = preview.beside.iter().map(|number| number.0.as_str());
        let numbers = numbers.collect::<Vec<_>>().join(" ");
        list.note(
            say!(
                "两人同在一件里，登记时是两个人：{numbers}。",
                "Both stand in one petition, taken down as two people: {numbers}."
            )
            .say(lang),
        );
    }
    if let Some((a, b, why)) = &preview.apart {
        let (a, b, why) = (a.0, b.0, why.line());
        list.note(
            say!(
                "有人记明 {a} 和 {b} 不是同一人：{why}。",
                "Somebody said that {a} and {b} are two people: {why}."
            )
            .say(lang),
        );
    }
}
