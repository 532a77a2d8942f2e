//! `backup`: an online copy sealed to two persons; `--check` is the drill.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args_keep as args;
use super::made::{Found, Made, plain_beside, sealed_to, unwritten};
use super::noted::written;
use super::out::{Done, may_put_backup, put_with, remark, shown, talk};
use super::rescue;
use super::sealed::{self, Manifest, Plain};
use super::session::{Session, Whom};
use crate::exchange::seal::{Identity, Recipient};
use crate::runtime::{access, clock};
use crate::store::copy::{self, clear_leftovers};
use crate::store::rescue::recipients as recipients_of;
use crate::store::restoring::RECIPIENTS;
use crate::store::{Finding, room};
use crate::words::{Exit, Lang, Sentence, Trouble};

/// The status that says that something is not as it should be.
const ALTERED: u8 = 20;

pub fn run(whom: &Whom, args: &args::Backup) -> Result<Done, Trouble> {
    if args.new_key {
        return new_key();
    }
    if let (Some(file), Some(key)) = (&args.check, &args.identity) {
        return check(whom, file, key, args.json);
    }
    match whom.open() {
        Ok(mut session) => {
            let made = of_session(&mut session, args)?;
            let to = args.output.as_deref().unwrap_or(Path::new(""));
            written(&session, to, ("backup", &[]), || {
                deliver(made, args, whom.lang)
            })
        }
        Err(trouble) if trouble.exit == Exit::Damaged => {
            deliver(rescue::of_file(whom, args, trouble)?, args, whom.lang)
        }
        Err(trouble) => Err(trouble),
    }
}

fn of_session(session: &mut Session, args: &args::Backup) -> Result<Made, Trouble> {
    let to = recipients(session, args)?;
    if let Some(path) = &args.output {
        may_put_backup(path)?;
    }
    if !session.office().sandbox {
        room::lay_ballast(session.store.path());
    }
    let plain = plain_beside(session.store.path());
    let copied = session
        .store
        .copy_to(&plain, &destination(args, &to), session.now())?;
    let file = Made::open(&plain)?;
    let findings = found(session);
    Ok(Made {
        file,
        copied,
        folder: room::folder(session.store.path()).to_owned(),
        to,
        findings,
    })
}

/// Seals a copy where it was asked for; one that does not verify under a name that says so, so that it is
/// never taken for a good one nor takes the place of one.
fn deliver(mut made: Made, args: &args::Backup, lang: Lang) -> Result<Done, Trouble> {
    if made.to.is_empty() {
        return rescue::keep_plain(&mut made, args, lang);
    }
    let manifest = Manifest::of(&made.copied);
    let sound = made.findings.is_empty() && !made.copied.damaged;
    let out = match &args.output {
        Some(path) => path.clone(),
        None => default_place(&made.folder, &manifest)?,
    };
    let out = if sound { out } else { rescue::marked(&out)? };
    let (file, to) = (&mut made.file, &made.to[..]);
    if out == Path::new("-") {
        sealed::seal(file, &manifest, to, std::io::stdout().lock())
            .map_err(|e| unwritten(&out, &e))?;
    } else {
        put_with(&out, |out| sealed::seal(file, &manifest, to, out))?;
    }
    let name = shown(&out.display().to_string());
    if made.copied.damaged {
        talk(&rescue::told(&made, &name).say(lang));
    } else {
        let (size, hash) = (manifest.audit_size, &manifest.audit_hash[..16]);
        let said = say!(
            "已备份：{name}；审计记录{size}条，末条{hash}…",
            "Backed up: {name}; {size} audit entries, the last {hash}…"
        );
        talk(said.say(lang));
    }
    if !made.findings.is_empty() && !made.copied.damaged {
        let said = say!(
            "备份照样做了，但库核验有问题，请查明再用（zhuoluo verify）：",
            "The backup was made all the same, but the store does not verify; find out why (`zhuoluo verify`):"
        );
        talk(said.say(lang));
    }
    for finding in &made.findings {
        talk(&shown(finding.say(lang)));
    }
    let status = if sound { 0 } else { ALTERED };
    if args.json && out != Path::new("-") {
        let value = json!({ "file": name, "manifest": manifest, "sound": sound });
        return Ok(Done::json(&value).with_status(status));
    }
    Ok(Done::default().with_status(status))
}

/// What is not as it should be in the store that was copied: the copy is kept all the same, and
/// whatever makes it on schedule hears of it by the status.
fn found(session: &mut Session) -> Vec<Sentence> {
    let findings = match session.store.verify(|_| {}) {
        Ok(findings) => findings,
        Err(trouble) => return vec![trouble.what.clone()],
    };
    let (past, findings): (Vec<_>, Vec<_>) = findings.into_iter().partition(Finding::is_past);
    let past = past.into_iter().map(|f| f.what).collect();
    for sentence in with_heading(past) {
        talk(&shown(sentence.say(session.lang)));
    }
    findings.into_iter().map(|f| f.what).collect()
}

/// `backup/zhuoluo-20261128T120000-a1234-5f3c….age` beside the store.
fn default_place(folder: &Path, manifest: &Manifest) -> Result<PathBuf, Trouble> {
    let folder = folder.join("backup");
    private(&folder).map_err(|e| unwritten(&folder, &e))?;
    let at: String = manifest
        .at
        .chars()
        .take(19)
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let (size, hash) = (manifest.audit_size, &manifest.audit_hash[..8]);
    Ok(folder.join(format!("zhuoluo-{at}-a{size}-{hash}.age")))
}

/// Makes a folder for its owner alone, where it is not there yet.
pub fn private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder)
}

/// To whom and where a copy goes, as it stands on record.
fn destination(args: &args::Backup, to: &[Recipient]) -> String {
    let to: Vec<String> = to.iter().map(ToString::to_string).collect();
    let out = args.output.as_ref().map_or_else(
        || "backup/".to_owned(),
        |path| shown(&path.display().to_string()),
    );
    format!("copy to {}; {out}", to.join(" "))
}

/// On a shared server root says once who opens backups: a backup holds every file in full, reports too,
/// and whoever named keys of their own would read what they may not.
fn may_name(session: &Session) -> Result<(), Trouble> {
    let is_root = |c: &access::Comer| c.seat.came == "sudo" && c.login == "root";
    if !access::is_office() || access::comer().is_some_and(is_root) {
        return Ok(());
    }
    let what = "backup: names recipients";
    session
        .store
        .record_session("refuse", what, session.now())?;
    Err(Trouble::unchanged(
        Exit::Refused,
        say!(
            "共用服务器上备份加密给谁由 root 定，操作员不能另外指定。",
            "On a shared server root says to whom backups are sealed; operators name nobody."
        ),
        say!(
            "请 root 来定一次：sudo -u zhuoluo zhuoluo backup --recipient age1… --recipient age1… --remember；以后只要 zhuoluo backup。",
            "Let root say it once: sudo -u zhuoluo zhuoluo backup --recipient age1… --recipient age1… --remember; from then on: zhuoluo backup."
        ),
    ))
}

/// Two at least, for two persons: given now, or remembered.
fn recipients(session: &mut Session, args: &args::Backup) -> Result<Vec<Recipient>, Trouble> {
    if !args.recipients.is_empty() || args.remember {
        may_name(session)?;
    }
    let kept = session.store.setting(RECIPIENTS);
    let lost = kept.is_err();
    let kept = kept.unwrap_or_else(|_| recipients_of(session.store.path()));
    let all = match sealed_to(args, || kept) {
        Err(_) if lost && args.recipients.is_empty() => Vec::new(),
        all => all?,
    };
    if args.remember {
        let kept: Vec<String> = all.iter().map(ToString::to_string).collect();
        let now = session.now();
        let remembered = session
            .store
            .change_setting(RECIPIENTS, &kept.join(" "), now);
        match remembered {
            // What a damaged store cannot keep is no reason to go without the copy.
            Err(trouble) if trouble.exit == Exit::Damaged => talk(&trouble.say(session.lang)),
            remembered => {
                if let Some(stood) = remembered? {
                    talk(stood.say(session.lang));
                }
            }
        }
    }
    Ok(all)
}

fn new_key() -> Result<Done, Trouble> {
    let identity =
        Identity::fresh(&mut sealed::entropy).map_err(|e| unwritten(Path::new("-"), &e))?;
    let (public, secret) = (identity.recipient(), identity.text());
    Ok(Done::text(format!("# public key: {public}\n{secret}\n")))
}

/// The drill: opened, verified, its obligations derived; nothing of it stays.
fn check(whom: &Whom, file: &Path, key: &Path, json: bool) -> Result<Done, Trouble> {
    let store = whom.path()?;
    remark(sealed::exposed(key), whom.lang);
    let folder = room::folder(&store);
    // Plain text never leaves the store's folder: where there is none yet, it is made.
    let was_there = folder.is_dir();
    private(folder).map_err(|e| unwritten(folder, &e))?;
    clear_leftovers(folder);
    let plain = folder.join(format!(".copy-{}-check", std::process::id()));
    let result = sealed::open(file, key, &plain).and_then(|(manifest, mut plain)| {
        let found = match examined(&manifest, &mut plain, Plain::hide) {
            Err(trouble) if manifest.damaged => rescue::unopened(&trouble),
            // Its pages may hold together again where the head alone was damaged.
            Ok(mut found) if manifest.damaged => {
                found.findings.insert(0, rescue::no_backup());
                found
            }
            found => found?,
        };
        Ok((manifest, found))
    });
    if !was_there {
        let _ = std::fs::remove_dir(folder);
    }
    let (manifest, Found { findings, past }) = result?;
    let status = if findings.is_empty() { 0 } else { 20 };
    if json {
        let value = json!({ "sound": findings.is_empty(), "manifest": manifest, "findings": findings, "altered": past });
        return Ok(Done::json(&value).with_status(status));
    }
    let (office, at, size, events) = (
        shown(&manifest.office),
        &manifest.at,
        manifest.audit_size,
        manifest.event_size,
    );
    let mut text = say!(
        "备份可用：{office}，{at}，事件{events}个，审计记录{size}条，能打开、已核验。",
        "The backup is good: {office}, {at}, {events} events, {size} audit entries; it opens and verifies."
    );
    if !findings.is_empty() {
        text = say!(
            "备份打得开，但核验有问题：",
            "The backup opens but does not verify:"
        );
    }
    let mut out = format!("{}\n", text.say(whom.lang));
    for sentence in findings.into_iter().chain(with_heading(past)) {
        out.push_str(&shown(sentence.say(whom.lang)));
        out.push('\n');
    }
    Ok(Done::text(out).with_status(status))
}

/// What was changed beside the program before a backup was made, under its heading.
pub fn with_heading(past: Vec<Sentence>) -> Vec<Sentence> {
    let heading = say!(
        "备份之前，库就在程序之外被改过，已记入审计；备份照样可用：",
        "Before the backup was made, the store had been changed behind the program's back; that is on record, and the backup can be used:"
    );
    let heading = (!past.is_empty()).then_some(heading);
    heading.into_iter().chain(past).collect()
}

/// Examines a plain copy; once it is open, `opened` is called.
pub fn examined(
    manifest: &Manifest,
    plain: &mut Plain,
    opened: impl FnOnce(&Plain),
) -> Result<Found, Trouble> {
    let path = plain.name()?.to_owned();
    let now = clock::now(clock::home());
    let copy = copy::examine(&path, now, || opened(plain))?;
    let belied = manifest.belied(&copy);
    let (past, findings): (Vec<_>, Vec<_>) = copy.findings.into_iter().partition(Finding::is_past);
    let findings = findings.into_iter().map(|f| f.what).chain(belied).collect();
    let past = past.into_iter().map(|f| f.what).collect();
    Ok(Found { findings, past })
}
