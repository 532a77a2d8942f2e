//! `audit`: who read and did what; the chains checked, also against anchors from outside; the trail
//! as lines that anybody can check again.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args_keep::{self as args, AuditCommand};
use super::list::List;
use super::out::{Done, put, put_with, shown, talk};
use super::sealed;
use super::session::Whom;
use super::{audit_paper, audit_reading};
use crate::domain::anchor::{self, Anchor, Note, Public, Signing};
use crate::papers::{self, Reading};
use crate::runtime::access;
use crate::store::trail::{Entry, Query};
use crate::words::{Exit, Lang, Sentence, Trouble};

/// The status that says that something is not as it should be.
const ALTERED: u8 = 20;
/// Columns of the paper.
const PAPER: usize = 80;

pub fn run(whom: &Whom, args: &args::Audit) -> Result<Done, Trouble> {
    match &args.command {
        AuditCommand::List(args) => list(whom, args),
        AuditCommand::Verify(args) => verify(whom, args),
        AuditCommand::Export { output } => export(whom, output.as_deref()),
        AuditCommand::Head { paper } => audit_paper::head(whom, *paper),
        AuditCommand::Sign { key, append } => sign(whom, key, append.as_deref()),
        AuditCommand::NewKey { file } => new_key(whom, file),
    }
}

fn list(whom: &Whom, args: &args::AuditList) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    if let Some(person) = &args.person {
        let entries = session.store.trail_of_person(person, session.now)?;
        if args.json {
            return Ok(Done::json(&Value::Array(
                entries.iter().map(as_json).collect(),
            )));
        }
        let office = session.office();
        let readings: Vec<Reading> = entries
            .iter()
            .map(|e| audit_reading::reading(e, session.lang))
            .collect();
        let (today, lang) = (session.today(), session.lang);
        return papers::who_read(&readings, &office, today, lang, PAPER).map(Done::text);
    }
    let query = Query {
        petition: args.petition.clone(),
        operator: args.operator.clone(),
        action: args.action.clone(),
        from: args.from,
        to: args.to,
        limit: args.limit,
    };
    let entries = session.store.trail(&query, session.now)?;
    if args.json {
        return Ok(Done::json(&Value::Array(
            entries.iter().map(as_json).collect(),
        )));
    }
    Ok(Done::text(table(&entries, session.lang)))
}

fn table(entries: &[Entry], lang: Lang) -> String {
    let mut table = List::new(match lang {
        Lang::Zh => &[
            "号",
            "时间",
            "操作员",
            "做了什么",
            "信访件",
            "内容",
            "理由",
            "钥匙",
        ],
        Lang::En => &[
            "no", "time", "operator", "action", "petition", "what", "why", "key",
        ],
    });
    for e in entries {
        let number = match (e.hidden, lang) {
            (true, Lang::Zh) => "（无权查看的件）".to_owned(),
            (true, Lang::En) => "(not yours to see)".to_owned(),
            _ => e.number.clone(),
        };
        table.row([
            e.seq.to_string(),
            e.at.chars().take(19).collect(),
            e.operator.line().into(),
            e.action.clone(),
            number,
            e.what.line().into(),
            e.why.line().into(),
            format!("{} {}", e.came.line(), e.key).trim().to_owned(),
        ]);
    }
    table.text()
}

fn as_json(e: &Entry) -> Value {
    json!({
        "seq": e.seq,
        "at": e.at,
        "operator": e.operator,
        "role": e.role.as_ref().map(|(duty, _)| duty.code()),
        "unit": e.role.as_ref().map(|(_, unit)| unit),
        "action": e.action,
        "number": if e.number.is_empty() { Value::Null } else { Value::from(e.number.as_str()) },
        "hidden": e.hidden,
        "what": e.what,
        "why": e.why,
        "key": e.key,
        "came": e.came,
        "hash": e.hash,
        "unsure": e.unsure,
    })
}

fn read(path: &Path) -> Result<String, Trouble> {
    let read = if path == Path::new("-") {
        std::io::read_to_string(std::io::stdin().lock())
    } else {
        std::fs::read_to_string(path)
    };
    read.map_err(|e| {
        let (name, detail) = (shown(&path.display().to_string()), e.to_string());
        let exit = if e.kind() == std::io::ErrorKind::NotFound {
            Exit::Missing
        } else {
            Exit::Failed
        };
        Trouble::unchanged(
            exit,
            say!(
                "读不了“{name}”（{detail}）。",
                "\"{name}\" cannot be read ({detail})."
            ),
            say!("请核对文件名和权限。", "Check the name and the rights."),
        )
    })
}

/// The anchors of a file, and the sentences for what is none.
fn anchors(path: &Path) -> Result<(Vec<Note>, Vec<Sentence>), Trouble> {
    let (mut notes, mut wrong) = (Vec::new(), Vec::new());
    for note in anchor::notes(&read(path)?) {
        match note {
            Ok(note) => notes.push(note),
            Err(line) => wrong.push(say!(
                "锚点文件第{line}行起不是锚点。",
                "From line {line} on, the file holds no anchor."
            )),
        }
    }
    if notes.is_empty() && wrong.is_empty() {
        wrong.push(say!("锚点文件是空的。", "The file of anchors is empty."));
    }
    Ok((notes, wrong))
}

fn public(text: &str) -> Result<Public, Trouble> {
    let held = if text.starts_with("zhuoluo+") {
        text.to_owned()
    } else {
        read(Path::new(text))?
    };
    Public::parse(&held).ok_or_else(|| {
        Trouble::unchanged(
            Exit::Wrong,
            say!("这不是公钥。", "This is no public key."),
            say!(
                "应为 zhuoluo+ 开头的一行，例：audit new-key 印出的那行。",
                "It is the line beginning with zhuoluo+, as `audit new-key` prints it."
            ),
        )
    })
}

fn verify(whom: &Whom, args: &args::AuditVerify) -> Result<Done, Trouble> {
    let key = args.public_key.as_deref().map(public).transpose()?;
    let (notes, mut wrong) = match &args.anchors {
        Some(path) => anchors(path)?,
        None => (Vec::new(), Vec::new()),
    };
    let size = if let Some(file) = &args.export {
        // Away from the store: the exported trail and the anchors hold each other.
        let (size, found) = super::offline::check(&read(file)?, &notes, key.as_ref());
        wrong.extend(found);
        size
    } else {
        let session = whom.open()?;
        session
            .store
            .may(crate::domain::rights::Deed::Verify, session.now)?;
        wrong.extend(session.store.broken_chains()?.into_iter().map(|f| f.what));
        wrong.extend(session.store.disagreements(&notes, key.as_ref())?);
        wrong.extend(audit_paper::disagrees(&session, args.paper.as_deref())?);
        session.store.anchor(session.now)?.audit.size
    };
    roster_said(&notes, whom.lang);
    let (status, held) = (if wrong.is_empty() { 0 } else { ALTERED }, notes.len());
    if args.json {
        let value = json!({ "sound": wrong.is_empty(), "entries": size, "anchors": held, "findings": wrong });
        return Ok(Done::json(&value).with_status(status));
    }
    let mut text = String::new();
    if wrong.is_empty() {
        let sound = say!(
            "审计记录完好：{size}条，链条完整，与{held}个锚点相符。",
            "The audit trail is sound: {size} entries, chains whole, in agreement with {held} anchors."
        );
        let _ = writeln!(text, "{}", sound.say(whom.lang));
    }
    for finding in &wrong {
        let _ = writeln!(text, "{}", shown(finding.say(whom.lang)));
    }
    Ok(Done::text(text).with_status(status))
}

/// Says where the roster of keys was another than at the anchor before: who may come in changed.
/// No finding, for root may change it; whoever checks asks who did.
fn roster_said(notes: &[Note], lang: Lang) {
    let known = |note: &Note| note.anchor.keys.map(|keys| (note.anchor.at.clone(), keys));
    let mut seen: Vec<_> = notes.iter().filter_map(known).collect();
    let now = say!("现在", "now");
    seen.extend(access::roster_digest().map(|keys| (now.say(lang).to_owned(), keys)));
    for pair in seen.windows(2) {
        let [(from, before), (to, after)] = pair else {
            continue;
        };
        if before != after {
            let said = say!(
                "钥匙名册在 {from} 与 {to} 之间改过；请核对是谁加的、撤的。",
                "The roster of keys was changed between {from} and {to}; check who added or took off whom."
            );
            talk(&shown(said.say(lang)));
        }
    }
}

fn export(whom: &Whom, output: Option<&Path>) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let lines = session.store.export_trail(session.now)?;
    let Some(path) = output else {
        return Ok(Done::lines(&lines));
    };
    put(path, lines.as_bytes())?;
    let path = shown(&path.display().to_string());
    talk(say!("已写到：{path}", "Written: {path}").say(session.lang));
    Ok(Done::default())
}

fn sign(whom: &Whom, key: &Path, append: Option<&Path>) -> Result<Done, Trouble> {
    let Some(key) = Signing::parse(&read(key)?) else {
        return Err(Trouble::unchanged(
            Exit::Wrong,
            say!("文件里没有签名私钥。", "The file holds no signing key."),
            say!(
                "例：zhuoluo audit new-key /etc/zhuoluo/anchor.key",
                "Example: zhuoluo audit new-key /etc/zhuoluo/anchor.key"
            ),
        ));
    };
    let text = read(Path::new("-"))?;
    let note = anchor::notes(&text)
        .into_iter()
        .next()
        .and_then(Result::ok)
        .ok_or_else(|| {
            Trouble::unchanged(
                Exit::Wrong,
                say!("标准输入里没有锚点。", "Standard input holds no anchor."),
                say!(
                    "例：zhuoluo audit head | zhuoluo audit sign --key 文件 --append 文件",
                    "Example: zhuoluo audit head | zhuoluo audit sign --key FILE --append FILE"
                ),
            )
        })?;
    let anchor = Anchor {
        keys: access::roster_digest(),
        ..note.anchor.clone()
    };
    let signed = key.sign(&anchor);
    if let Some(path) = append {
        append_to(path, &format!("{signed}\n"))?;
        let head = note.anchor.audit;
        let (name, size) = (shown(&path.display().to_string()), head.size);
        let hash = crate::domain::chain::hex(&head.hash);
        talk(
            say!(
                "锚点已追加到{name}：审计记录{size}条，末条{hash}。",
                "The anchor was appended to {name}: {size} audit entries, the last {hash}."
            )
            .say(whom.lang),
        );
        return Ok(Done::default());
    }
    Ok(Done::text(signed))
}

fn append_to(path: &Path, text: &str) -> Result<(), Trouble> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    let appended = options
        .append(true)
        .create(true)
        .open(path)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
    appended.map_err(|e| {
        let (name, detail) = (shown(&path.display().to_string()), e.to_string());
        Trouble::unchanged(
            Exit::Failed,
            say!(
                "追加不了“{name}”（{detail}）。",
                "\"{name}\" cannot be appended to ({detail})."
            ),
            say!(
                "请检查文件夹、权限和剩余空间。",
                "Check the folder, its rights and the free space."
            ),
        )
    })
}

fn new_key(whom: &Whom, file: &Path) -> Result<Done, Trouble> {
    if file.exists() {
        let name = shown(&file.display().to_string());
        return Err(Trouble::unchanged(
            Exit::Failed,
            say!("“{name}”已经存在。", "\"{name}\" exists already."),
            say!(
                "换一个文件名；旧的私钥不要覆盖。",
                "Choose another name; never write over an old key."
            ),
        ));
    }
    let mut seed = [0; 32];
    put_with(file, |out| {
        use std::io::Write as _;
        sealed::entropy(&mut seed)?;
        out.write_all(Signing::from_seed(&seed).text().as_bytes())
    })?;
    talk(
        say!(
            "私钥只留给 root；下面这行公钥交给每个要核对的人。",
            "The private key is for root alone; the public key below is for everybody who checks."
        )
        .say(whom.lang),
    );
    Ok(Done::text(format!(
        "{}\n",
        Signing::from_seed(&seed).public().text()
    )))
}
