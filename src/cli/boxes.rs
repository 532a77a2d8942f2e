//! `box`: one's own in and out box on a shared server, by bare names.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::json;

use super::args_server::{self, BoxCommand};
use super::input::WHOLE;
use super::list::List;
use super::noted::printed;
use super::out::{Done, shown, talk};
use super::reason::reason;
use super::session::{Session, Whom, revoked};
use crate::domain::chain;
use crate::exchange;
use crate::runtime::access;
use crate::runtime::allot::{self, Limits, Stop};
use crate::runtime::boxes::{self, Way};
use crate::runtime::is_heard;
use crate::store::room::{self, Room};
use crate::words::{Exit, Lang, Trouble, Word};

const WAYS: [(Way, Word); 2] = [
    (Way::In, Word::new("收", "in")),
    (Way::Out, Word::new("发", "out")),
];

/// What the trail calls it.
const BOX: &str = "box";

pub fn run(whom: &Whom, args: &args_server::Box) -> Result<Done, Trouble> {
    // Only an operator of the office has one.
    let session = whom.open()?;
    let done = if access::is_office() {
        act(&session, &args.command)
    } else {
        Err(own_desk())
    };
    session.store.refused(BOX, session.now(), done)
}

fn act(session: &Session, command: &BoxCommand) -> Result<Done, Trouble> {
    match command {
        BoxCommand::List { json } => list(session, *json),
        BoxCommand::Put { name } => put(session, name),
        BoxCommand::Get { name } => {
            let (_, bytes) = held(name)?;
            let what = noted(session, "get", &bytes)?;
            let what = format!("{BOX} {what}");
            printed(session, (&what, &[]), Done::bytes(bytes))
        }
        BoxCommand::Remove { name } => {
            let (way, bytes) = held(name)?;
            noted(session, "remove", &bytes)?;
            let removed = boxes::remove(name, way);
            removed
                .map(|()| Done::default())
                .map_err(|e| failed(name, &e))
        }
    }
}

/// A file of one's own box, and in which it lies: what goes out first.
fn held(name: &str) -> Result<(Way, Vec<u8>), Trouble> {
    let path = Path::new(boxes::bare(Path::new(name))?);
    let read = |way| boxes::read(path, way, WHOLE).map(|bytes| (way, bytes));
    let held = read(Way::Out).or_else(|e| match e.kind() {
        ErrorKind::NotFound => read(Way::In),
        _ => Err(e),
    });
    held.map_err(|e| failed(name, &e))
}

/// Puts on record what is done with which bytes, before it is done; gives what it says.
fn noted(session: &Session, what: &str, bytes: &[u8]) -> Result<String, Trouble> {
    let (digest, size) = (fingerprint(bytes), bytes.len());
    let what = format!("{what} {digest} {size}");
    session.store.record_box(&what, session.now())?;
    Ok(what)
}

/// Signs of a digest that the trail names.
const SIGNS: usize = 16;

/// The first signs of the digest of a file, as the trail names an imported one.
fn fingerprint(bytes: &[u8]) -> String {
    let mut digest = chain::hex(&exchange::digest(bytes));
    digest.truncate(SIGNS);
    digest
}

fn list(session: &Session, as_json: bool) -> Result<Done, Trouble> {
    let lang = session.lang;
    let mut table = List::new(match lang {
        Lang::Zh => &["箱", "文件", "字节"],
        Lang::En => &["box", "file", "bytes"],
    });
    let mut rows = Vec::new();
    for (way, word) in WAYS {
        for (name, bytes) in boxes::list(way).map_err(|e| failed("", &e))? {
            rows.push(json!({"box": word.en, "name": name, "bytes": bytes}));
            table.row([word.say(lang).to_owned(), name, bytes.to_string()]);
        }
    }
    let what = format!("list {}", rows.len());
    session.store.record_box(&what, session.now())?;
    Ok(if as_json {
        Done::json(&rows.into())
    } else {
        Done::text(table.text())
    })
}

fn put(session: &Session, name: &str) -> Result<Done, Trouble> {
    let path = Path::new(boxes::bare(Path::new(name))?);
    let Some(folder) = boxes::folder(Way::In).map_err(|e| failed(name, &e))? else {
        return Err(own_desk());
    };
    let both = folder.parent().unwrap_or(&folder);
    let mut ask = || {
        let left = room::left(&folder.join(name));
        if let Some(room) = left.filter(|room| room.is_low()) {
            return Err(Stop::Said(Box::new(low(room))));
        }
        match revoked() {
            Some(trouble) => Err(Stop::Said(Box::new(trouble))),
            None => Ok(()),
        }
    };
    let mut stdin = std::io::stdin().lock();
    // On record first, as everything that is done with a box.
    let mut whole = |all: &allot::Taken| {
        if !is_heard() {
            return Err(Stop::Broken(ErrorKind::UnexpectedEof.into()));
        }
        let mut digest = chain::hex(&all.digest);
        digest.truncate(SIGNS);
        let what = format!("put {digest} {}", all.bytes);
        let noted = session.store.record_box(&what, session.now());
        noted.map_err(|trouble| Stop::Said(Box::new(trouble)))
    };
    let limits = &Limits::OFFICE;
    let taken = allot::take_in(both, path, &mut stdin, limits, &mut ask, &mut whole);
    let size = taken.map_err(|stop| match stop {
        Stop::Full | Stop::Large => full(),
        Stop::Said(trouble) => *trouble,
        Stop::Broken(e) => failed(name, &e),
    })?;
    let name = shown(name);
    talk(
        say!(
            "已收下“{name}”，{size} 字节。",
            "Took \"{name}\" in, {size} bytes."
        )
        .say(session.lang),
    );
    Ok(Done::default())
}

fn full() -> Trouble {
    let (files, all) = (Limits::OFFICE.files, Limits::OFFICE.bytes >> 30);
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "收发两箱共装{files}个文件、{all} GB，送进来的每个不超过1 GB。",
            "Both boxes hold {files} files and {all} GB together; one that is brought in has at most 1 GB."
        ),
        say!(
            "先用 zhuoluo box remove 名称 清理。",
            "Clear them with `zhuoluo box remove NAME` first."
        ),
    )
}

fn low(room: Room) -> Trouble {
    let left = room.free >> 20;
    Trouble::unchanged(
        Exit::Failed,
        say!(
            "服务器磁盘只剩{left} MB，收箱暂不收文件。",
            "Only {left} MB are left on the server's disk; the in box takes nothing for now."
        ),
        say!(
            "请管理员腾出空间后再送。",
            "Ask the administrator to make room, then bring it again."
        ),
    )
}

fn failed(name: &str, error: &std::io::Error) -> Trouble {
    let (name, (zh, en)) = (shown(name), reason(error));
    let exit = if error.kind() == std::io::ErrorKind::NotFound {
        Exit::Missing
    } else {
        Exit::Failed
    };
    Trouble::unchanged(
        exit,
        say!(
            "收发箱里的“{name}”办不了：{zh}。",
            "\"{name}\" in your box: {en}."
        ),
        say!(
            "有哪些文件：zhuoluo box list。",
            "`zhuoluo box list` shows what is there."
        ),
    )
}

fn own_desk() -> Trouble {
    Trouble::unchanged(
        Exit::Refused,
        say!(
            "收发箱只在共用服务器上有；这里文件就在你自己的文件夹里。",
            "Boxes exist on a shared server alone; here files lie in your own folders."
        ),
        say!(
            "直接写文件名即可，例：zhuoluo import 台账.xlsx。",
            "Name the file itself, e.g. `zhuoluo import ledger.xlsx`."
        ),
    )
}
