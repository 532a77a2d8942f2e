//! Anchors by command: reading a file of them, holding the chains against them, signing the next.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use rustix::fs::{FallocateFlags, fallocate};
use rustix::io::Errno;

use super::out::{Done, shown, spared, talk};
use super::reason::reason;
use super::session::{Session, Whom};
use crate::domain::anchor::{self, Anchor, Note, Odd, Public, Signing};
use crate::runtime::access;
use crate::words::{Exit, Lang, Sentence, Trouble};

/// The status that says that something is not as it should be.
pub const ALTERED: u8 = 20;

/// A file of the office's memory, or standard input for `-`.
pub fn read(path: &Path) -> Result<String, Trouble> {
    let mut held = Vec::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut held).map(drop)
    } else {
        std::fs::read(path).map(|all| held = all)
    };
    read.map_err(|e| unreadable(path, &e))?;
    // A cut may have gone through a sign.
    Ok(String::from_utf8_lossy(&held).into_owned())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Trouble {
    let (name, (zh, en)) = (shown(&path.display().to_string()), reason(error));
    let exit = if error.kind() == std::io::ErrorKind::NotFound {
        Exit::Missing
    } else {
        Exit::Failed
    };
    Trouble::unchanged(
        exit,
        say!("读不了“{name}”：{zh}。", "\"{name}\" cannot be read: {en}."),
        say!("请核对文件名和权限。", "Check the name and the rights."),
    )
}

/// The anchors of a file, and the sentences for what is none.
pub fn anchors(path: &Path, lang: Lang) -> Result<(Vec<Note>, Vec<Sentence>), Trouble> {
    let (mut notes, mut wrong) = (Vec::new(), Vec::new());
    for note in anchor::notes(&read(path)?) {
        match note {
            Ok(note) => notes.push(note),
            Err(Odd(line, true)) => {
                let said = say!(
                    "锚点文件第{line}行起的一个没有写完（写的时候磁盘满了或断了电），不算。",
                    "The anchor from line {line} on was not written to its end (a full disk or a cut); it does not count."
                );
                talk(said.say(lang));
            }
            Err(Odd(line, false)) => wrong.push(say!(
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

/// A public key, as it stands in a file or was typed.
pub fn public(text: &str) -> Result<Public, Trouble> {
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

/// What does not agree with the anchors. One of another office says nothing about this trail, and that is
/// said; where only the name is another, the office was renamed since.
pub fn disagreements(
    session: &Session,
    notes: &[Note],
    key: Option<&Public>,
) -> Result<Vec<Sentence>, Trouble> {
    let name = session.office().name.replace(['\r', '\n'], " ");
    let mut wrong = Vec::new();
    for note in notes {
        let found = session
            .store
            .disagreements(std::slice::from_ref(note), key)?;
        let (line, other) = (note.line, &note.anchor.office);
        if *other == name || key.is_some_and(|k| !k.signed(note)) {
            wrong.extend(found);
        } else if found.is_empty() {
            let said = say!(
                "锚点文件第{line}行的单位名称是“{other}”，各链与它相符：本办改过名称。",
                "Line {line} of the anchors names \"{other}\", and the chains agree with it: the office was renamed."
            );
            talk(&shown(said.say(session.lang)));
        } else {
            wrong.push(say!(
                "锚点文件第{line}行是“{other}”的锚点，不是“{name}”的，对不上本库的任何一条链。",
                "Line {line} of the anchors is of \"{other}\", not of \"{name}\": it does not fit the chains of this store."
            ));
        }
    }
    Ok(wrong)
}

/// Says where the roster of keys was another than at the anchor before: who may come in changed.
/// No finding, for root may change it; whoever checks asks who did.
///
/// Away from the store the roster of this machine says nothing.
pub fn roster_said(notes: &[Note], away: bool, lang: Lang) {
    let known = |note: &Note| note.anchor.keys.map(|keys| (note.anchor.at.clone(), keys));
    let mut seen: Vec<_> = notes.iter().filter_map(known).collect();
    let now = say!("现在", "now");
    let here = access::roster_digest().filter(|_| !away);
    seen.extend(here.map(|keys| (now.say(lang).to_owned(), keys)));
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

pub fn sign(whom: &Whom, key: &Path, append: Option<&Path>) -> Result<Done, Trouble> {
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
    append.map_or(Ok(()), takes_anchors)?;
    if let Some(said) = append
        .map(|path| behind(&anchor, path))
        .transpose()?
        .flatten()
    {
        talk(&shown(said.say(whom.lang)));
        return Ok(Done::default().with_status(ALTERED));
    }
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

/// An anchor goes to the end of a file of anchors alone, or of one in which nothing stands yet.
fn takes_anchors(path: &Path) -> Result<(), Trouble> {
    spared(path)?;
    let held = match std::fs::read(path) {
        Ok(held) => held,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        // One that may only be appended to says at the appending what is wrong with it.
        Err(e) if e.kind() == std::io::ErrorKind::PermissionDenied => return Ok(()),
        Err(e) => return Err(unreadable(path, &e)),
    };
    let text = String::from_utf8_lossy(&held);
    let notes = anchor::notes(&text);
    let is_signed = |note: &Note| note.is_signed();
    if text.trim().is_empty() || notes.iter().flatten().any(is_signed) {
        return Ok(());
    }
    let name = shown(&path.display().to_string());
    Err(Trouble::unchanged(
        Exit::Refused,
        say!(
            "“{name}”里没有签过名的锚点，不是锚点文件，没有追加。",
            "\"{name}\" holds no signed anchor: it is no file of anchors, and nothing was appended."
        ),
        say!(
            "应为以前签过的锚点文件、空文件或新文件，例：--append /var/lib/zhuoluo-anchors/anchors",
            "Name a file of anchors signed before, an empty one or a new one, e.g. --append /var/lib/zhuoluo-anchors/anchors"
        ),
    ))
}

/// Appends all of it or nothing: half an anchor cannot be taken off a file that may only grow.
fn append_to(path: &Path, text: &str) -> Result<(), Trouble> {
    spared(path)?;
    let mut options = std::fs::OpenOptions::new();
    let appended = options
        .append(true)
        .create(true)
        .open(path)
        .and_then(|file| append(&file, path, text));
    appended.map_err(|e| {
        let (name, (zh, en)) = (shown(&path.display().to_string()), reason(&e));
        Trouble::unchanged(
            Exit::Failed,
            say!(
                "追加不了“{name}”（{zh}）。",
                "\"{name}\" cannot be appended to ({en})."
            ),
            say!(
                "请检查文件夹、权限和剩余空间。",
                "Check the folder, its rights and the free space."
            ),
        )
    })
}

fn append(mut file: &File, path: &Path, text: &str) -> std::io::Result<()> {
    let before = file.metadata()?.len();
    // One that was cut off ends where it ends; the next begins a line of its own.
    let is_torn = before > 0 && !std::fs::read(path).is_ok_and(|held| held.ends_with(b"\n"));
    let text = format!("{}{text}", if is_torn { "\n\n" } else { "" });
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    match fallocate(file, FallocateFlags::KEEP_SIZE, before, length) {
        // Not every file system can say beforehand.
        Ok(()) | Err(Errno::OPNOTSUPP | Errno::NOSYS | Errno::INVAL | Errno::PERM) => {}
        Err(e) => return Err(e.into()),
    }
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        let _ = file.set_len(before);
    }
    written.and_then(|()| file.sync_all())
}

/// Why an anchor does not go behind those of a file: a chain is shorter than it was, or another. Signed
/// all the same, the file would say that all is well from there on.
fn behind(anchor: &Anchor, path: &Path) -> Result<Option<Sentence>, Trouble> {
    if !path.exists() {
        return Ok(None);
    }
    let before = anchor::notes(&read(path)?).into_iter().flatten();
    let mut behind = before.filter_map(|note| {
        let fallen = anchor.falls_behind(&note.anchor)?;
        Some((fallen, note.line, note.anchor.at))
    });
    Ok(behind.next().map(|((chain, then, now), line, at)| {
        let (zh, en) = (chain.word().zh, chain.word().en);
        let name = path.display().to_string();
        say!(
            "没有签：{zh}在锚点（{name}第{line}行，{at}）时有{then}条，这次是{now}条，被删短或被改写过。锚点文件没有动。请先核对：zhuoluo audit verify --anchors；若是恢复了较早的备份，另起一个锚点文件，旧的留着。",
            "Not signed: at an anchor ({name}, line {line}, {at}) there were {then} {en}, now {now}: cut off or written anew. The file of anchors is as it was. Check first with `zhuoluo audit verify --anchors`; after an older backup was restored, begin a new file of anchors and keep the old one."
        )
    }))
}
