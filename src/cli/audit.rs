//! `audit`: who read and did what; the chains checked, also against anchors from outside; the trail
//! as lines that anybody can check again.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args_keep::{self as args, AuditCommand};
use super::audit_anchors::{ALTERED, anchors, public, read, roster_said};
use super::list::List;
use super::noted::{printed, written};
use super::out::{Done, put, put_with, shown, talk, target};
use super::sealed;
use super::session::Whom;
use super::{audit_anchors, audit_paper, audit_reading};
use crate::domain::anchor::Signing;
use crate::domain::rights::{self, Deed};
use crate::papers::{self, Reading};
use crate::runtime::access;
use crate::store::trail::{Bearing, Entry, Query};
use crate::words::{Exit, Lang, Sentence, Trouble};

/// Columns of the paper.
const PAPER: usize = 80;

pub fn run(whom: &Whom, args: &args::Audit) -> Result<Done, Trouble> {
    match &args.command {
        AuditCommand::List(args) => list(whom, args),
        AuditCommand::Verify(args) => verify(whom, args),
        AuditCommand::Export { output, force } => export(whom, output.as_deref(), *force),
        AuditCommand::Head { paper } => audit_paper::head(whom, *paper),
        AuditCommand::Sign { key, append } => audit_anchors::sign(whom, key, append.as_deref()),
        AuditCommand::NewKey { file } => new_key(whom, file),
    }
}

fn list(whom: &Whom, args: &args::AuditList) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    if let Some(person) = &args.person {
        let entries = session.store.trail_of_person(person, session.now())?;
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
    let entries = session.store.trail(&query, session.now())?;
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
        "role_recorded": e.role_recorded,
        "action": e.action,
        "number": if e.number.is_empty() { Value::Null } else { Value::from(e.number.as_str()) },
        "hidden": e.hidden,
        "what": e.what,
        "why": e.why,
        "key": e.key,
        "came": e.came,
        "hash": e.hash,
        "unsure": e.bearing == Bearing::Unsure,
    })
}

fn verify(whom: &Whom, args: &args::AuditVerify) -> Result<Done, Trouble> {
    let key = args.public_key.as_deref().map(public).transpose()?;
    let (notes, mut wrong) = match &args.anchors {
        Some(path) => anchors(path, whom.lang)?,
        None => (Vec::new(), Vec::new()),
    };
    let size = if let Some(file) = &args.export {
        // Away from the store: the exported trail and the anchors hold each other.
        let (size, found) = super::offline::check(&read(file)?, &notes, key.as_ref());
        wrong.extend(found);
        size
    } else {
        let session = whom.open()?;
        session.store.may(Deed::Verify, session.now())?;
        wrong.extend(session.store.altered()?.into_iter().map(|f| f.what));
        wrong.extend(audit_anchors::disagreements(
            &session,
            &notes,
            key.as_ref(),
        )?);
        if access::is_office() {
            wrong.extend(session.store.unseated()?);
        }
        wrong.extend(audit_paper::disagrees(&session, args.paper.as_deref())?);
        if rights::refused(&session.office().operator, Deed::Whole).is_some() {
            return Ok(bare_answer(
                whom.lang,
                args.json,
                (wrong.is_empty(), notes.len()),
            ));
        }
        session.store.anchor(session.now())?.audit.size
    };
    roster_said(&notes, args.export.is_some(), whom.lang);
    let unchecked = if key.is_some() { 0 } else { notes.len() };
    if unchecked > 0 {
        let said = say!(
            "{unchecked}个锚点的签名没有核对：没有给公钥（--public-key）。能改锚点文件的人，改了这里看不出。",
            "The signatures of {unchecked} anchors were not checked: no public key was given (--public-key). Who can write the file of anchors could have changed it unseen."
        );
        talk(said.say(whom.lang));
    }
    let (status, held) = (if wrong.is_empty() { 0 } else { ALTERED }, notes.len());
    if args.json {
        let value = json!({ "sound": wrong.is_empty(), "entries": size, "anchors": held, "unchecked": unchecked, "findings": wrong });
        return Ok(Done::json(&value).with_status(status));
    }
    let mut text = String::new();
    if wrong.is_empty() {
        let sound = sound(size, held);
        let _ = writeln!(text, "{}", sound.say(whom.lang));
    }
    for finding in &wrong {
        let _ = writeln!(text, "{}", shown(finding.say(whom.lang)));
    }
    Ok(Done::text(text).with_status(status))
}

/// What is said of a trail in which nothing is wrong, and of what was not held against it.
fn sound(size: i64, held: usize) -> Sentence {
    if held == 0 {
        return say!(
            "审计记录完好：{size}条，链条完整；没有给锚点，末尾有没有被删看不出。",
            "The audit trail is sound: {size} entries, chains whole; no anchors were given, and without them a cut-off end is not seen."
        );
    }
    say!(
        "审计记录完好：{size}条，链条完整，与{held}个锚点相符。",
        "The audit trail is sound: {size} entries, chains whole, in agreement with {held} anchors."
    )
}

/// Whether the trail is sound, for whom it is not to read: how long it is and what is wrong tells of what they
/// may not see.
fn bare_answer(lang: Lang, json: bool, (sound, held): (bool, usize)) -> Done {
    let status = if sound { 0 } else { ALTERED };
    if json {
        let value = json!({ "sound": sound, "entries": null, "anchors": held, "unchecked": held, "findings": [] });
        return Done::json(&value).with_status(status);
    }
    let said = if sound {
        say!(
            "审计记录完好，链条完整。",
            "The audit trail is sound, its chains whole."
        )
    } else {
        say!(
            "审计记录不完好。改了什么，请本办的管理员或审计来核对：zhuoluo audit verify。",
            "The audit trail is not sound. Ask an administrator or auditor of the petition office to find out what was changed: zhuoluo audit verify."
        )
    };
    Done::text(format!("{}\n", said.say(lang))).with_status(status)
}

fn export(whom: &Whom, output: Option<&Path>, force: bool) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let output = target(output, force)?;
    let lines = session.store.export_trail(session.now())?;
    let taken = ("audit export", &[][..]);
    let Some(path) = output else {
        return printed(&session, taken, Done::lines(&lines));
    };
    written(&session, path, taken, || put(path, lines.as_bytes()))?;
    let path = shown(&path.display().to_string());
    talk(say!("已写到：{path}", "Written: {path}").say(session.lang));
    Ok(Done::default())
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
