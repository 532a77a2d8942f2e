//! `paper`: any paper of a petition, as text or as a word-processor document; `template`: what they
//! are made from.

use std::path::Path;

use serde_json::{Value, json};

use super::args_work::{Paper, Template, TemplateCommand as T};
use super::input;
use super::list::List;
use super::noted::{printed, written};
use super::out::{Done, may_put, put, shown, talk};
use super::session::{Session, Whom};
use super::show;
use crate::domain::instead::instead;
use crate::exchange;
use crate::flow::Do;
use crate::papers::{self, ByHand, PaperKind, Sheet};
use crate::store::templates::Replaced;
use crate::words::{Exit, Lang, Trouble};

pub fn run(whom: &Whom, args: &Paper) -> Result<Done, Trouble> {
    let shape = args.output.as_deref().map(shape).transpose()?;
    let by_hand = by_hand(&args.set)?;
    let mut session = whom.open()?;
    if let Some(path) = &args.output {
        may_put(path, args.force)?;
    }
    let kind = PaperKind::parse(&args.kind).unwrap_or(PaperKind::Receipt);
    let order = Do::Print {
        number: args.number.clone(),
        paper: args.kind.clone(),
        why: args.why.clone(),
    };
    let file = show::opened(&mut session, order)?;
    let width = usize::from(args.width);
    let (office, today, lang) = (session.office(), session.today(), session.lang);
    let (sheet, text) = if kind == PaperKind::Receipt {
        let text = papers::receipt(&file, &office, today, lang, width)?;
        (Sheet::plain(&text), text)
    } else {
        let sheet = papers::make(kind, &file, &office, today, lang, &by_hand)?;
        let text = sheet.text(width);
        (sheet, text)
    };
    let what = format!("paper {}", args.kind);
    let taken = (what.as_str(), &[file.number.0.as_str()][..]);
    let (Some(path), Some(shape)) = (&args.output, shape) else {
        return printed(&session, taken, Done::text(text));
    };
    let bytes = || match shape {
        Shape::Text => Ok(text.into_bytes()),
        Shape::Docx => sheet.docx().map_err(|e| unmade(&e)),
    };
    written(&session, path, taken, || put(path, &bytes()?))?;
    let path = shown(&path.display().to_string());
    talk(say!("已写到：{path}", "Written: {path}").say(lang));
    Ok(Done::default())
}

#[derive(Clone, Copy)]
enum Shape {
    Text,
    Docx,
}

fn shape(path: &Path) -> Result<Shape, Trouble> {
    let end = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    match end.as_str() {
        "docx" => Ok(Shape::Docx),
        "txt" | "" => Ok(Shape::Text),
        other => {
            let other = shown(other);
            Err(Trouble::unchanged(
                Exit::Wrong,
                say!(
                    "文书只写成 .docx 或 .txt，不写“.{other}”：可移植的 PDF 要带整套中文字体。",
                    "A paper is written as .docx or .txt, not .{other}: a PDF that opens everywhere would carry a whole Chinese font."
                ),
                say!(
                    "要 PDF，请在文字处理软件里打开 .docx 另存。例：-o 告知书.docx",
                    "For a PDF open the .docx and save it as one. E.g. -o notice.docx"
                ),
            ))
        }
    }
}

fn unmade(e: &std::io::Error) -> Trouble {
    let detail = e.to_string();
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "文书没有做成（{detail}）。",
            "The paper was not made ({detail})."
        ),
        say!("请再试一次，或写成 .txt。", "Try again, or write a .txt."),
    )
}

fn by_hand(set: &[String]) -> Result<ByHand, Trouble> {
    let one = |typed: &String| {
        let (token, text) = typed
            .split_once('=')
            .filter(|(t, x)| !t.trim().is_empty() && !x.trim().is_empty())
            .ok_or_else(|| {
                let typed = shown(typed);
                Trouble::unchanged(
                    Exit::Wrong,
                    say!(
                        "--set 的“{typed}”应为 空项=内容。",
                        "\"{typed}\" of --set should be BLANK=TEXT."
                    ),
                    say!("例：--set contact=王某", "E.g. --set contact=Wang"),
                )
            })?;
        Ok((token.trim().to_owned(), text.to_owned()))
    };
    set.iter().map(one).collect()
}

pub fn template(whom: &Whom, args: &Template) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let kind = |typed: &str| PaperKind::parse(typed).unwrap_or(PaperKind::Receipt);
    match &args.command {
        T::List { json } => Ok(list(&session, *json)),
        T::Show {
            kind: typed,
            was: Some(number),
        } => replaced(&session, kind(typed), *number),
        T::Show { kind: typed, .. } => {
            let office = session.office();
            Ok(Done::text(
                papers::template(kind(typed), &office, session.lang).to_owned(),
            ))
        }
        T::Import { kind: typed, file } => {
            let text = exchange::text(&input::bytes(file)?)?;
            let kind = kind(typed);
            papers::check(kind, &text)?;
            let key = papers::template_key(kind, session.lang);
            let was = session.store.set_template(&key, &text, session.now())?;
            told(&session, kind, true, was)
        }
        T::Reset { kind: typed } => {
            let kind = kind(typed);
            let key = papers::template_key(kind, session.lang);
            let was = session.store.set_template(&key, "", session.now())?;
            told(&session, kind, false, was)
        }
    }
}

/// An own template that another was laid over.
fn replaced(session: &Session, kind: PaperKind, number: i64) -> Result<Done, Trouble> {
    let key = papers::template_key(kind, session.lang);
    let Some(text) = session.store.replaced_template(&key, number)? else {
        let (zh, en) = (kind.word().zh, kind.word().en);
        return Err(Trouble::unchanged(
            Exit::Missing,
            say!(
                "“{zh}”没有第{number}份换下的模板。",
                "The {en} has no replaced template no. {number}."
            ),
            say!(
                "换下时说过是第几份，审计记录里也有：zhuoluo audit list --action template",
                "Its number was said when it was replaced, and stands in the trail: zhuoluo audit list --action template"
            ),
        ));
    };
    Ok(Done::text(text))
}

#[allow(clippy::unnecessary_wraps, reason = "the end of every change")]
fn told(
    session: &Session,
    kind: PaperKind,
    own: bool,
    was: Option<Replaced>,
) -> Result<Done, Trouble> {
    let word = kind.word();
    let (zh, en) = (word.zh, word.en);
    let what = if own {
        say!(
            "“{zh}”改用本办的模板。",
            "The {en} is made from the office's own template now."
        )
    } else {
        say!(
            "“{zh}”恢复随程序的模板。",
            "The {en} is made from the shipped template again."
        )
    };
    talk(what.say(session.lang));
    if let Some(Replaced { number, by }) = was {
        let text = say!(
            "本办的，留作第{number}份",
            "the office's own, kept as no. {number}"
        );
        let stood = instead(word, &text, by.as_ref(), None);
        let code = kind.code();
        let (zh, en) = (stood.zh, stood.en);
        let said = say!(
            "{zh}；看它：zhuoluo template show {code} --was {number}",
            "{en}; to see it: zhuoluo template show {code} --was {number}"
        );
        talk(said.say(session.lang));
    }
    Ok(Done::default())
}

fn list(session: &Session, as_json: bool) -> Done {
    let (office, lang) = (session.office(), session.lang);
    let own = |k: PaperKind| {
        office
            .templates
            .contains_key(&papers::template_key(k, lang))
    };
    if as_json {
        let all: Vec<Value> = PaperKind::ALL
            .iter()
            .map(|k| json!({ "kind": k.code(), "name": k.word().zh, "own": own(*k) }))
            .collect();
        return Done::json(&Value::Array(all));
    }
    let mut table = List::new(match lang {
        Lang::Zh => &["种类", "文书", "模板"],
        Lang::En => &["kind", "paper", "template"],
    });
    for k in PaperKind::ALL {
        let whose = if own(*k) {
            say!("本办", "the office's own")
        } else {
            say!("随程序", "shipped")
        };
        table.row([
            k.code().to_owned(),
            k.word().say(lang).to_owned(),
            whose.say(lang).to_owned(),
        ]);
    }
    Done::text(table.text())
}
