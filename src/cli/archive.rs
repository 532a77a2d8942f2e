//! `archive rules|approve|appraise|pack|check`: how long files are kept, what is due, and packages for
//! the archives.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::archive_sealed as sealed;
use super::args_keeping::{Archive, ArchiveCommand, Pack};
use super::list::List;
use super::noted::written;
use super::out::{Done, may_put, put, shown, talk};
use super::session::{Session, Whom};
use super::{input, made, show};
use crate::domain::case::Case;
use crate::domain::petition::Class;
use crate::domain::retention::{Dueness, RetentionTable, Task};
use crate::domain::verdict::Retention;
use crate::exchange::package::{self, Item};
use crate::exchange::{csv, text};
use crate::flow::kept::{Kept, Reader};
use crate::words::{Exit, Lang, Trouble, Word, tame};

/// The status that says that something is not as it should be.
const ALTERED: u8 = 20;
/// What the package says of itself.
const ABOUT: &str = "档案包：index.xml、index.csv、index.json 是同一份目录；files/编号/ 里是案卷（file.txt、file.json）、\
事件（events.json，带链）、利用记录（readers.csv）；SHA256SUMS 是摘要清单。目录的 closed 写明不开放的：report 检举控告（《信访工作条例》第三十条第三款，不得给被反映方），name_withheld 要求不公开姓名。核验：zhuoluo archive check 文件。\n\
Archive package: index.xml, index.csv and index.json are one index; files/NUMBER/ holds the file, its events with \
their links of the chain, and who read it; SHA256SUMS is the list of hashes. `closed` in the index says what is not \
open: report (an accusation, Art. 30(3): never for whom it accuses), name_withheld. To check: zhuoluo archive check FILE.\n";

pub fn run(whom: &Whom, args: &Archive) -> Result<Done, Trouble> {
    match &args.command {
        ArchiveCommand::Rules { json } => rules(&whom.open()?, *json),
        ArchiveCommand::Approve { file } => {
            // First who it is: whatever is refused of the file is then on record.
            let mut session = whom.open()?;
            let text = text(&input::bytes(file)?)?;
            let now = session.now();
            let (_, stood) = session.store.approve_retention(&text, now)?;
            if let Some(stood) = stood {
                talk(stood.say(session.lang));
            }
            rules(&session, false)
        }
        ArchiveCommand::Appraise { until, json } => {
            let session = whom.open()?;
            let until = match until {
                Some(day) => input::date("--until", day)?,
                None => session.today(),
            };
            appraise(&session, until, *json)
        }
        ArchiveCommand::Pack(pack) => self::pack(&mut whom.open()?, pack),
        ArchiveCommand::Check {
            file,
            identity,
            json,
        } => {
            let (bytes, is_sealed) = sealed::opened(file, identity.as_deref(), whom.lang)?;
            check(&bytes, whom.lang, json.then_some(is_sealed))
        }
    }
}

fn rules(session: &Session, json: bool) -> Result<Done, Trouble> {
    let table = session.store.retention()?;
    if json {
        return Ok(Done::json(&json!(table)));
    }
    let mut text = match &table.approval {
        Some(a) => {
            let (by, number, date) = (&a.by, &a.number, &a.date);
            say!("# {by}批准，{number}，{date}", "# approved by {by}, {number}, {date}")
        }
        None => say!(
            "# 还没有批准（《档案法实施条例》第十九条），暂按国家规定；批准后 zhuoluo archive approve FILE",
            "# not approved yet (Regulation on the Archives Law, Art. 19); national rules until then: zhuoluo archive approve FILE"
        ),
    }
    .say(session.lang)
    .to_owned();
    text = shown(&text);
    for (key, value) in [
        ("transfer_after", table.transfer_after),
        ("thirty", table.thirty),
        ("ten", table.ten),
        ("use_for", table.use_for),
        ("file_by_month", table.file_by_month),
        ("claim_days", table.claim_days),
    ] {
        let _ = write!(text, "\n{key} = {value}");
    }
    if let Some(a) = &table.approval {
        let (by, number, date) = (json!(a.by), json!(a.number), json!(a.date));
        let _ = write!(
            text,
            "\n[approval]\nby = {by}\nnumber = {number}\ndate = {date}"
        );
    }
    Ok(Done::text(text + "\n"))
}

/// What is due, with the numbers of the petitions alone: no list of people.
fn dues(
    session: &Session,
    table: &RetentionTable,
    until: chrono::NaiveDate,
) -> Result<Vec<(String, Dueness)>, Trouble> {
    let mut due = Vec::new();
    session.store.ended(|number, case| {
        due.extend(
            table
                .due(case, until)
                .into_iter()
                .map(|d| (number.0.clone(), d)),
        );
    })?;
    due.sort_by(|a, b| (a.1.on, &a.0).cmp(&(b.1.on, &b.0)));
    Ok(due)
}

fn appraise(session: &Session, until: chrono::NaiveDate, json: bool) -> Result<Done, Trouble> {
    let table = session.store.retention()?;
    let due = dues(session, &table, until)?;
    let approved = table.approval.is_some();
    if json {
        let list: Vec<Value> = due
            .iter()
            .map(|(number, d)| {
                json!({ "number": number, "task": d.task.code(), "due_on": d.on, "reason": d.reason, "approved": approved })
            })
            .collect();
        return Ok(Done::json(&Value::Array(list)));
    }
    let lang = session.lang;
    let mut list = List::new(match lang {
        Lang::Zh => &["编号", "应做", "自", "理由"],
        Lang::En => &["number", "to do", "since", "reason"],
    });
    for (number, d) in &due {
        list.row([
            number.clone(),
            d.task.word().say(lang).to_owned(),
            d.on.to_string(),
            d.reason.say(lang).to_owned(),
        ]);
    }
    if !approved {
        talk(
            say!(
                "保管期限表还没有批准，以上暂按国家规定。",
                "The retention table is not approved yet; these dates are provisional."
            )
            .say(lang),
        );
    }
    Ok(Done::text(list.text()))
}

fn pack(session: &mut Session, args: &Pack) -> Result<Done, Trouble> {
    may_put(&args.output, args.force)?;
    let to = made::keys(&args.recipients)?;
    let mut numbers = args.numbers.clone();
    if args.due {
        let table = session.store.retention()?;
        let due = dues(session, &table, session.today())?;
        numbers = due
            .into_iter()
            .filter(|(_, d)| d.task == Task::Transfer)
            .map(|(number, _)| number)
            .collect();
    }
    numbers.sort();
    numbers.dedup();
    if numbers.is_empty() {
        return Err(nothing_due());
    }
    let now = session.now();
    let kept = session
        .store
        .take_out(&numbers, &sealed::noted(&to), &args.why, now)?;
    let taken: Vec<&str> = kept.iter().map(|one| one.file.number.0.as_str()).collect();
    let (files, sum) = written(session, &args.output, ("archive package", &taken), || {
        let bytes = package::write(&contents(session, &kept))?;
        // What is written is checked before anybody relies on it.
        let verdict = package::check(&bytes)?;
        if !verdict.findings.is_empty() {
            return Err(unsound());
        }
        let bytes = sealed::closed(bytes, &to, &args.output)?;
        put(&args.output, &bytes)?;
        Ok((verdict.files, package::sum(&bytes)))
    })?;
    let path = shown(&args.output.display().to_string());
    if args.json {
        let to: Vec<String> = to.iter().map(ToString::to_string).collect();
        let value = json!({ "file": path, "petitions": kept.len(), "files": files, "sha256": sum, "sealed_to": to });
        return Ok(Done::json(&value));
    }
    let (count, keys) = (kept.len(), to.len());
    if keys > 0 {
        let said = say!("已加密给{keys}把公钥。", "Sealed to {keys} public keys.");
        talk(said.say(session.lang));
    }
    talk(
        say!(
            "已装{count}卷：{path}\nSHA-256 {sum}",
            "{count} files packed: {path}\nSHA-256 {sum}"
        )
        .say(session.lang),
    );
    Ok(Done::default())
}

/// Every file of the package by its path.
fn contents(session: &Session, kept: &[Kept]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut items = Vec::with_capacity(kept.len());
    for one in kept {
        let folder = folder(&one.file.number.0);
        let mut add = |name: &str, bytes: Vec<u8>| files.insert(format!("{folder}/{name}"), bytes);
        let whole = format!("{:#}\n", show::as_json(session, &one.file));
        add("file.json", whole.into_bytes());
        add("file.txt", show::text(session, &one.file).into_bytes());
        let links = format!("{:#}\n", json!(one.links));
        add("events.json", links.into_bytes());
        let tamed = |r: &Reader| r.0.each_ref().map(|cell| tame(cell).into_owned());
        let rows: Vec<_> = one.readers.iter().map(tamed).collect();
        add(
            "readers.csv",
            csv(&["at", "operator", "action", "what", "why"], &rows),
        );
        items.push(item(one, folder));
    }
    files.insert(
        "index.json".to_owned(),
        format!("{:#}\n", json!(items)).into_bytes(),
    );
    let columns = [
        "number",
        "received_on",
        "ended_on",
        "class",
        "retention",
        "document",
        "events",
        "folder",
        "closed",
    ];
    let rows: Vec<[String; 9]> = items.iter().map(cells).collect();
    files.insert("index.csv".to_owned(), csv(&columns, &rows));
    files.insert("index.xml".to_owned(), xml(&columns, &rows).into_bytes());
    files.insert("说明.txt".to_owned(), ABOUT.into());
    files
}

/// A number as a folder that never leaves the package.
fn folder(number: &str) -> String {
    let plain: String = number
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect();
    format!("files/{plain}")
}

fn item(one: &Kept, folder: String) -> Item {
    let case = one.file.case.as_ref();
    let document = one.file.events.iter().rev().find_map(|e| match &e.what {
        crate::domain::event::Step::Archive(archive) => Some(archive.document.clone()),
        _ => None,
    });
    Item {
        number: one.file.number.0.clone(),
        received_on: case.map(|c| c.received_on.to_string()).unwrap_or_default(),
        ended_on: case
            .and_then(|c| c.ended)
            .map(|(_, m)| m.on.to_string())
            .unwrap_or_default(),
        class: case.map(|c| c.class.code()).unwrap_or_default().to_owned(),
        retention: case
            .and_then(|c| c.retention)
            .map(Retention::code)
            .unwrap_or_default()
            .to_owned(),
        document: document.unwrap_or_default(),
        events: one.links.len(),
        folder,
        closed: case.map(closed).unwrap_or_default().to_owned(),
    }
}

/// Why a file is not open to whoever looks in the archives.
fn closed(case: &Case) -> &'static str {
    let registration = &case.registration;
    if case.class == Class::Report || !registration.accused.is_empty() {
        "report"
    } else if registration.withhold_name {
        "name_withheld"
    } else {
        ""
    }
}

fn cells(item: &Item) -> [String; 9] {
    [
        item.number.clone(),
        item.received_on.clone(),
        item.ended_on.clone(),
        item.class.clone(),
        item.retention.clone(),
        item.document.line().into(),
        item.events.to_string(),
        item.folder.clone(),
        item.closed.clone(),
    ]
}

fn xml(columns: &[&str], rows: &[[String; 9]]) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<index>\n".to_owned();
    for row in rows {
        out.push_str("  <file>\n");
        for (column, value) in columns.iter().zip(row) {
            let value = escaped(value);
            let _ = writeln!(out, "    <{column}>{value}</{column}>");
        }
        out.push_str("  </file>\n");
    }
    out + "</index>\n"
}

/// Text inside an XML element; what XML cannot hold is made visible.
fn escaped(text: &str) -> String {
    shown(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Checks a package; in JSON with whether it was sealed.
fn check(bytes: &[u8], lang: Lang, json: Option<bool>) -> Result<Done, Trouble> {
    let verdict = package::check(bytes)?;
    let sound = verdict.findings.is_empty();
    let status = if sound { 0 } else { ALTERED };
    if let Some(is_sealed) = json {
        let value = json!({ "sound": sound, "petitions": verdict.petitions, "files": verdict.files, "sealed": is_sealed, "findings": verdict.findings });
        return Ok(Done::json(&value).with_status(status));
    }
    let mut text = String::new();
    for finding in &verdict.findings {
        text.push_str(&[&shown(finding.say(lang)), "\n"].concat());
    }
    if sound {
        let (petitions, files) = (verdict.petitions, verdict.files);
        let whole = say!(
            "档案包完好：{petitions}卷，{files}个文件，摘要、目录和事件链都相符。\n",
            "The package is sound: {petitions} petitions, {files} files; hashes, index and chain agree.\n"
        );
        whole.say(lang).clone_into(&mut text);
    }
    Ok(Done::text(text).with_status(status))
}

fn nothing_due() -> Trouble {
    Trouble::unchanged(
        Exit::Missing,
        say!("没有到期该移交的案卷。", "No file is due for the archives."),
        say!(
            "到期情况：zhuoluo archive appraise；也可写明编号。",
            "See `zhuoluo archive appraise`, or name the numbers."
        ),
    )
}

fn unsound() -> Trouble {
    let broken = Word::new(
        "数据库的事件链与装出的内容不符，没有写出。",
        "The chain of events does not hold in what was packed; nothing was written.",
    );
    Trouble::unchanged(
        Exit::Damaged,
        broken.into(),
        say!("请先 zhuoluo verify。", "Run `zhuoluo verify` first."),
    )
}
