//! `box`: one's own in and out box on a shared server, by bare names.

use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use serde_json::json;

use super::args_server::{self, BoxCommand};
use super::input::WHOLE;
use super::list::List;
use super::out::{Done, shown, talk};
use super::session::{Session, Whom};
use crate::domain::chain;
use crate::exchange;
use crate::runtime::access;
use crate::runtime::boxes::{self, Way};
use crate::words::{Exit, Lang, Trouble, Word};

/// So many files one box holds.
const MOST: usize = 1000;
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
    session.store.refused(BOX, session.now, done)
}

fn act(session: &Session, command: &BoxCommand) -> Result<Done, Trouble> {
    match command {
        BoxCommand::List { json } => list(session, *json),
        BoxCommand::Put { name } => put(session, name),
        BoxCommand::Get { name } => {
            let (_, bytes) = held(name)?;
            noted(session, "get", &bytes)?;
            Ok(Done::bytes(bytes))
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

/// Puts on record what is done with which bytes, before it is done.
fn noted(session: &Session, what: &str, bytes: &[u8]) -> Result<(), Trouble> {
    let (digest, size) = (fingerprint(bytes), bytes.len());
    let what = format!("{what} {digest} {size}");
    session.store.record_box(&what, session.now)
}

/// The first signs of the digest of a file, as the trail names an imported one.
fn fingerprint(bytes: &[u8]) -> String {
    let mut digest = chain::hex(&exchange::digest(bytes));
    digest.truncate(16);
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
    session.store.record_box(&what, session.now)?;
    Ok(if as_json {
        Done::json(&rows.into())
    } else {
        Done::text(table.text())
    })
}

fn put(session: &Session, name: &str) -> Result<Done, Trouble> {
    let path = Path::new(boxes::bare(Path::new(name))?);
    let full = boxes::list(Way::In).map_err(|e| failed(name, &e))?.len() >= MOST;
    let mut bytes = Vec::new();
    let stdin = std::io::stdin().lock();
    let read = stdin.take(WHOLE + 1).read_to_end(&mut bytes);
    read.map_err(|e| failed(name, &e))?;
    if full || bytes.len() as u64 > WHOLE {
        return Err(Trouble::unchanged(
            Exit::Refused,
            say!(
                "收箱最多{MOST}个文件，每个不超过1 GB。",
                "A box holds at most {MOST} files of at most 1 GB each."
            ),
            say!(
                "先用 zhuoluo box remove 名称 清理。",
                "Clear it with `zhuoluo box remove NAME` first."
            ),
        ));
    }
    noted(session, "put", &bytes)?;
    boxes::write(path, Way::In, |file| file.write_all(&bytes)).map_err(|e| failed(name, &e))?;
    let (name, size) = (shown(name), bytes.len());
    talk(
        say!(
            "已收下“{name}”，{size} 字节。",
            "Took \"{name}\" in, {size} bytes."
        )
        .say(session.lang),
    );
    Ok(Done::default())
}

fn failed(name: &str, error: &std::io::Error) -> Trouble {
    let (name, detail) = (shown(name), error.kind().to_string());
    let exit = if error.kind() == std::io::ErrorKind::NotFound {
        Exit::Missing
    } else {
        Exit::Failed
    };
    Trouble::unchanged(
        exit,
        say!(
            "收发箱里的“{name}”办不了（{detail}）。",
            "\"{name}\" in your box: {detail}."
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
