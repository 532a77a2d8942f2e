//! What `backup` does with a damaged store: a copy all the same, which says of itself that it is none to restore.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::made::{Found, Made, plain_beside, sealed_to, unwritten};
use super::out::{Done, shown, talk};
use super::sealed::Manifest;
use super::session::Whom;
use super::{args_keep as args, gate};
use crate::domain::rights::Seat;
use crate::runtime::access;
use crate::runtime::boxes::{self, Way};
use crate::runtime::clock;
use crate::store::rescue;
use crate::store::restoring::{Asker, Power};
use crate::words::{Exit, Lang, Sentence, Trouble};

/// A copy of a store that does not open, as it lies there. On a shared server that is root's.
pub fn of_file(whom: &Whom, args: &args::Backup, why: Trouble) -> Result<Made, Trouble> {
    let store = whom.path()?;
    let findings = rescue::survey(&store);
    if findings.is_empty() {
        // Not ours, newer, or something else that a copy does not help.
        return Err(why);
    }
    let only = || rescue::only_operator(&store).filter(|_| !access::is_office());
    let login = whom.login.clone().or_else(only).or_else(|| whom.named());
    let now = clock::now(clock::home());
    let seat = access::comer().map_or_else(Seat::default, |comer| comer.seat.clone());
    let asker = Asker {
        login: &login.unwrap_or_default(),
        seat: &seat,
        power: gate::power(),
    };
    if asker.power == Power::Operator {
        return Err(roots_work());
    }
    let to = match sealed_to(args, || rescue::recipients(&store)) {
        // No key reads any more: better a copy that stays beside the store than none.
        Err(_) if args.recipients.is_empty() => Vec::new(),
        to => to?,
    };
    let plain = plain_beside(&store);
    let copied = rescue::rescue(&store, &plain, &asker, now)?;
    Ok(Made {
        file: Made::open(&plain)?,
        copied,
        folder: crate::store::room::folder(&store).to_owned(),
        to,
        findings: findings.into_iter().map(|f| f.what).collect(),
    })
}

/// What an operator of a shared server is told whose store does not open.
fn roots_work() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "共用服务器上的库损坏、打不开时，只有 root 能留一份副本：没有库可以核对权限。",
            "On a shared server whose store is damaged and does not open, only root takes a copy: there is no store to hold the right against."
        ),
        say!(
            "请 root 来做：sudo -u zhuoluo zhuoluo backup。",
            "Let root do it: sudo -u zhuoluo zhuoluo backup."
        ),
    )
}

/// The name under which a copy that does not verify is kept: it says so, and nothing has it yet.
pub fn marked(path: &Path) -> Result<PathBuf, Trouble> {
    if path == Path::new("-") || boxes::is_device(path) {
        return Ok(path.to_owned());
    }
    let own = boxes::folder(Way::Out).map_err(|e| unwritten(path, &e))?;
    let stands = |name: &Path| {
        let at = own
            .as_ref()
            .map_or_else(|| name.to_owned(), |own| own.join(name));
        at.symlink_metadata().is_ok()
    };
    let (stem, end) = (path.file_stem(), path.extension());
    let named = |n: u32| {
        let mut name = stem.unwrap_or_default().to_owned();
        name.push("-damaged");
        if n > 1 {
            name.push(format!("-{n}"));
        }
        if let Some(end) = end {
            name.push(".");
            name.push(end);
        }
        path.with_file_name(name)
    };
    let mut free = (1..1000).map(named).filter(|name| !stands(name));
    Ok(free.next().unwrap_or_else(|| named(1000)))
}

/// Keeps a copy for which no keys could be read: plain, for this account alone, in the store's own folder whatever
/// place was asked for, since plain text never leaves that. The same bytes are kept once.
pub fn keep_plain(made: &mut Made, args: &args::Backup, lang: Lang) -> Result<Done, Trouble> {
    let manifest = Manifest::of(&made.copied);
    let name = format!("zhuoluo-damaged-{}.sqlite3", &manifest.sha256[..16]);
    let out = made.folder.join(name);
    let stands = out.symlink_metadata();
    if !stands.is_ok_and(|there| there.is_file() && there.len() == manifest.bytes) {
        let from = &mut made.file;
        boxes::write_own(&out, |file| std::io::copy(from, file).map(drop))
            .map_err(|e| unwritten(&out, &e))?;
    }
    let name = shown(&out.display().to_string());
    talk(&told(made, &name).say(lang));
    for finding in &made.findings {
        talk(&shown(finding.say(lang)));
    }
    let status = Exit::Altered.code();
    if args.json {
        let value = json!({ "file": name, "manifest": manifest, "sound": false });
        return Ok(Done::json(&value).with_status(status));
    }
    Ok(Done::default().with_status(status))
}

/// What is told of a copy of a store that does not hold together.
pub fn told(made: &Made, name: &str) -> Trouble {
    let mut kept = say!(
        "库没有改动；照现在的样子留了一份：{name}，它不是可以恢复的备份，以前的备份都没有动。",
        "The store was not changed; a copy of it as it is lies at {name}: that is no backup to restore, and the earlier ones were not touched."
    );
    if !made.copied.on_record {
        kept.push(&say!(
            "这一次没能记入审计。",
            " It could not be put on record."
        ));
    }
    if made.copied.log > 0 {
        let log = made.copied.log;
        kept.push(&say!(
            "最后{log}字节是它的日志（-wal）。",
            " The last {log} bytes of it are those of its log (-wal)."
        ));
    }
    if made.to.is_empty() {
        kept.push(&say!(
            "备份公钥读不出来，这份没有加密：只有本账号能读，没有离开数据库的文件夹；搬走之前请先加密。",
            " No public keys could be read, so it is not sealed: this account alone can read it, and it has not left the store's folder; seal it before it is taken away."
        ));
    }
    Trouble::new(
        Exit::Altered,
        say!(
            "数据库已损坏，做不出完好的备份。",
            "The store is damaged: no sound backup can be made of it."
        ),
        kept,
        say!(
            "请停止录入，用最近一份完好的备份恢复（zhuoluo restore）；zhuoluo verify 说出损坏在哪里。",
            "Stop entering data and restore the last sound backup (`zhuoluo restore`); `zhuoluo verify` says what is damaged."
        ),
    )
}

/// What the drill finds of a copy of a damaged store that does not open.
pub fn unopened(why: &Trouble) -> Found {
    Found {
        findings: vec![no_backup(), why.what.clone()],
        past: Vec::new(),
    }
}

/// What a copy of a damaged store is.
pub fn no_backup() -> Sentence {
    say!(
        "这是损坏的库的副本，不是可以恢复的备份。",
        "This is a copy of a damaged store, no backup to restore."
    )
}
