//! `restore` of the store that a restore put aside: the way back from one that should not have been.

use std::path::Path;

use super::backup::with_heading;
use super::gate;
use super::out::{Done, shown, talk};
use super::session::{Whom, revoked};
use crate::domain::chain;
use crate::domain::rights::Seat;
use crate::rooms::intake;
use crate::runtime::access;
use crate::store::along::Along;
use crate::store::copy::{self, clear_leftovers};
use crate::store::restoring::Asker;
use crate::store::swapping::Aside;
use crate::store::{Finding, reviving, room, swapping};
use crate::words::{Exit, Lang, Sentence, Trouble};

pub fn run(whom: &Whom, file: &Path) -> Result<Done, Trouble> {
    let live = whom.path()?;
    let (login, came) = whom.restorer()?;
    if !reviving::is_aside(file) {
        return Err(no_key(file));
    }
    let folder = room::folder(&live);
    clear_leftovers(folder);
    let plain = folder.join(format!(".copy-{}-restore", std::process::id()));
    let seat = access::comer().map_or_else(Seat::default, |comer| comer.seat.clone());
    let asker = Asker {
        login: &login,
        seat: &seat,
        power: gate::power(),
    };
    let done = put_back(whom, &asker, [&live, file, &plain], came);
    if done.is_err() {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(room::with_end(&plain, end));
        }
    }
    done
}

fn put_back(
    whom: &Whom,
    asker: &Asker<'_>,
    [live, file, plain]: [&Path; 3],
    came: chrono::DateTime<chrono::FixedOffset>,
) -> Result<Done, Trouble> {
    reviving::copy(file, plain)?;
    let found = copy::examine(plain, came, || ())?;
    let (past, findings): (Vec<_>, Vec<_>) = found.findings.into_iter().partition(Finding::is_past);
    if let Some(first) = findings.into_iter().next() {
        return Err(unfit(Exit::Damaged, first.what));
    }
    let now = whom.later(came);
    let weighed = reviving::weigh(live, plain, asker, now)?;
    if let Some(trouble) = revoked() {
        return Err(trouble);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (size, events) = (found.anchor.audit.size, found.anchor.events.size);
    let what = format!(
        "{name} audit {size} {}",
        chain::hex(&found.anchor.audit.hash)
    );
    let aside = swapping::swap(live, plain, &weighed, asker, &what, now, &intake::let_go)?;
    let name = shown(&name);
    talk(
        say!(
            "已换回{name}：事件{events}个。开着的桌面会自己接上并说明；请大家核对最近保存的。",
            "{name} is back: {events} events. Open desks take it up by themselves and say so; let everybody check what they saved last."
        )
        .say(whom.lang),
    );
    say_aside(weighed.later, aside.as_ref(), whom.lang);
    for sentence in with_heading(past.into_iter().map(|f| f.what).collect()) {
        talk(sentence.say(whom.lang));
    }
    Ok(Done::default())
}

fn no_key(file: &Path) -> Trouble {
    let shown = shown(&file.display().to_string());
    Trouble::unchanged(
        Exit::Wrong,
        say!(
            "“{shown}”不是恢复时换下来的库；备份要私钥才打得开。",
            "\"{shown}\" is no store that a restore put aside; a backup needs a private key to open."
        ),
        say!(
            "例：zhuoluo restore 备份.age --identity 甲.key，或 zhuoluo restore desk.sqlite3.before-20261128T120000。",
            "E.g. zhuoluo restore b.age --identity one.key, or zhuoluo restore desk.sqlite3.before-20261128T120000."
        ),
    )
}

/// A copy that does not come in, and why.
pub fn unfit(exit: Exit, what: Sentence) -> Trouble {
    let next = say!(
        "没有恢复；请换另一份备份。",
        "It was not restored; take another backup."
    );
    Trouble::unchanged(exit, what, next)
}

/// What of the store that was there is not in the new one, and where it is.
fn say_kept([entries, events]: [i64; 2], aside: Option<&Path>, lang: Lang) {
    if entries > 0 {
        talk(
            say!(
                "其后的事件{events}个、审计记录{entries}条不在其中，留在原来的库里。",
                "{events} events and {entries} audit entries from after it are not in it; they are in the store that was there."
            )
            .say(lang),
        );
    }
    if let Some(aside) = aside {
        let aside = shown(&aside.display().to_string());
        talk(
            say!(
                "原来的库保留在：{aside}",
                "The store that was there is kept as {aside}"
            )
            .say(lang),
        );
    }
}

/// What of the store that was there is not in the new one, where it is, and what became of the drafts in it.
pub fn say_aside(later: [i64; 2], aside: Option<&Aside>, lang: Lang) {
    say_kept(later, aside.map(|aside| aside.path.as_path()), lang);
    for sentence in aside.into_iter().flat_map(|a| drafts(a.drafts.as_ref())) {
        talk(sentence.say(lang));
    }
}

/// What is told of the drafts of the store that was put aside.
fn drafts(along: Option<&Along>) -> Vec<Sentence> {
    let Some(along) = along else {
        return vec![say!(
            "原来的库读不出草稿，或不是本单位这个库：各人没写完的没有带过来，若有，还在那个文件里。",
            "The drafts of the store that was there do not read, or it is not this office's: what anybody was writing was not taken along; if there was any, it is in that file."
        )];
    };
    let mut said = Vec::new();
    if along.taken > 0 {
        let n = along.taken;
        said.push(say!(
            "没写完的草稿带过来{n}份；其中认定过的人员请各人重新认定。",
            "{n} drafts were taken along; let everybody adopt the people in theirs again."
        ));
    }
    if !along.strangers.is_empty() {
        let each = along.strangers.iter();
        let each: Vec<String> = each.map(|(who, n)| format!("{} {n}", who.line())).collect();
        let (zh, en) = (each.join("、"), each.join(", "));
        said.push(say!(
            "草稿没有带过来的，因为写的人不在恢复后的名册上：{zh}；还在那个文件里。",
            "Not taken along, for whoever wrote them is not on the restored roster: drafts of {en}; they are in that file."
        ));
    }
    if along.homeless > 0 {
        let n = along.homeless;
        said.push(say!(
            "另有{n}份草稿写的是恢复后的库里没有或已封存的件、人或事，没有带过来；还在那个文件里。",
            "{n} more drafts are about a petition, a person or a matter that the restored store does not have or has put away, and were not taken along; they are in that file."
        ));
    }
    said
}
