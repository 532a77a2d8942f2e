//! `restore` of the store that a restore put aside: the way back from one that should not have been.

use std::path::Path;

use super::backup::with_heading;
use super::gate;
use super::out::{Done, shown, talk};
use super::restore::say_aside;
use super::session::{Whom, revoked};
use crate::domain::chain;
use crate::domain::rights::Seat;
use crate::rooms::intake;
use crate::runtime::access;
use crate::store::copy::{self, clear_leftovers};
use crate::store::restoring::Asker;
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
    let (findings, anchor) = copy::examine(plain, came, || ())?;
    let (past, findings): (Vec<_>, Vec<_>) = findings.into_iter().partition(Finding::is_past);
    if let Some(first) = findings.into_iter().next() {
        return Err(unfit(Exit::Damaged, first.what));
    }
    let now = whom.later(came);
    let weighed = reviving::weigh(live, plain, asker, now)?;
    if let Some(trouble) = revoked() {
        return Err(trouble);
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (size, events) = (anchor.audit.size, anchor.events.size);
    let what = format!("{name} audit {size} {}", chain::hex(&anchor.audit.hash));
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
pub fn say_kept([entries, events]: [i64; 2], aside: Option<&Path>, lang: Lang) {
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
