//! `box`: one's own in and out box on a shared server, by bare names.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::json;

use super::args_server::{self, BoxCommand};
use super::input::WHOLE;
use super::list::List;
use super::out::{Done, shown, talk};
use super::session::{Whom, revoked};
use crate::runtime::access;
use crate::runtime::allot::{self, Limits, Stop};
use crate::runtime::boxes::{self, Way};
use crate::store::room::{self, Room};
use crate::words::{Exit, Lang, Trouble, Word};

const WAYS: [(Way, Word); 2] = [
    (Way::In, Word::new("收", "in")),
    (Way::Out, Word::new("发", "out")),
];

pub fn run(whom: &Whom, args: &args_server::Box) -> Result<Done, Trouble> {
    // Only an operator of the office has one.
    let session = whom.open()?;
    if !access::is_office() {
        return Err(own_desk());
    }
    match &args.command {
        BoxCommand::List { json } => list(session.lang, *json),
        BoxCommand::Put { name } => put(session.lang, name),
        BoxCommand::Get { name } => {
            let path = Path::new(boxes::bare(Path::new(name))?);
            let got = boxes::read(path, Way::Out, WHOLE).or_else(|e| match e.kind() {
                ErrorKind::NotFound => boxes::read(path, Way::In, WHOLE),
                _ => Err(e),
            });
            got.map(Done::bytes).map_err(|e| failed(name, &e))
        }
        BoxCommand::Remove { name } => {
            boxes::bare(Path::new(name))?;
            let (there, brought) = (boxes::remove(name, Way::Out), boxes::remove(name, Way::In));
            there
                .or(brought)
                .map(|()| Done::default())
                .map_err(|e| failed(name, &e))
        }
    }
}

fn list(lang: Lang, as_json: bool) -> Result<Done, Trouble> {
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
    Ok(if as_json {
        Done::json(&rows.into())
    } else {
        Done::text(table.text())
    })
}

fn put(lang: Lang, name: &str) -> Result<Done, Trouble> {
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
    let taken = allot::take_in(both, path, &mut stdin, &Limits::OFFICE, &mut ask);
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
        .say(lang),
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
