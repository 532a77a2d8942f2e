//! `restore`: a backup opened beside, verified, held against the store that is there and against
//! anchors, then swapped in.

use std::path::Path;

use super::args_keep as args;
use super::backup::{examined, private, with_heading};
use super::made::unwritten;
use super::out::{Done, remark, talk};
use super::restore_aside::{self, say_aside, unfit};
use super::sealed::{self, Manifest};
use super::session::{Whom, revoked};
use super::{audit_anchors, gate, rescue};
use crate::domain::anchor::{Note, Public};
use crate::domain::rights::Seat;
use crate::rooms::intake;
use crate::runtime::access;
use crate::store::copy::clear_leftovers;
use crate::store::restoring::{self, Asker, Past, Standing, Weighed};
use crate::store::swapping::{self, Aside};
use crate::store::{room, trail};
use crate::words::{Exit, Lang, Trouble};

/// What was done: the manifest, what the copy says of itself, against what it was weighed, where the old
/// store is.
type Restored = (Manifest, Past, Weighed, Option<Aside>);

pub fn run(whom: &Whom, args: &args::Restore) -> Result<Done, Trouble> {
    let Some(identity) = &args.identity else {
        return restore_aside::run(whom, &args.file);
    };
    remark(sealed::exposed(identity), whom.lang);
    let live = whom.path()?;
    let (login, came) = whom.restorer()?;
    let key = args
        .public_key
        .as_deref()
        .map(audit_anchors::public)
        .transpose()?;
    let notes = match &args.anchors {
        Some(path) => anchors(path, whom.lang)?,
        None => Vec::new(),
    };
    let folder = room::folder(&live);
    // On a new machine there is none yet.
    private(folder).map_err(|e| unwritten(folder, &e))?;
    clear_leftovers(folder);
    let plain = folder.join(format!(".copy-{}-restore", std::process::id()));
    let seat = access::comer().map_or_else(Seat::default, |comer| comer.seat.clone());
    let asker = Asker {
        login: &login,
        seat: &seat,
        power: gate::power(),
    };
    let (manifest, mut copied) = sealed::open(&args.file, identity, &plain)?;
    if manifest.damaged {
        return Err(unfit(Exit::Damaged, rescue::no_backup()));
    }
    let past = restoring::past(copied.name()?)?;
    let found = examined(&manifest, &mut copied, |_| ())?;
    if let Some(first) = found.findings.into_iter().next() {
        return Err(unfit(Exit::Damaged, first));
    }
    agrees(&plain, &notes, key.as_ref())?;
    // Keys and anchors may have been long in coming.
    let now = whom.later(came);
    let weighed = restoring::weigh(&live, &plain, &past, &asker, now)?;
    if let Some(trouble) = revoked() {
        return Err(trouble);
    }
    let what = format!(
        "{} audit {} {}",
        manifest.at, manifest.audit_size, manifest.audit_hash
    );
    let aside = swapping::swap(&live, &plain, &weighed, &asker, &what, now, &intake::let_go)?;
    say(&(manifest, past, weighed, aside), notes.len(), whom.lang);
    for sentence in with_heading(found.past) {
        talk(sentence.say(whom.lang));
    }
    Ok(Done::default())
}

fn anchors(path: &Path, lang: Lang) -> Result<Vec<Note>, Trouble> {
    let (notes, wrong) = audit_anchors::anchors(path, lang)?;
    match wrong.into_iter().next() {
        Some(what) => Err(unfit(Exit::Altered, what)),
        None => Ok(notes),
    }
}

/// A copy agrees with every anchor from before it was made; what later ones hold, it cannot have.
fn agrees(plain: &Path, notes: &[Note], key: Option<&Public>) -> Result<(), Trouble> {
    let said = trail::contradictions(plain, notes, key)?;
    said.into_iter()
        .next()
        .map_or(Ok(()), |what| Err(unfit(Exit::Altered, what)))
}

fn say((manifest, past, weighed, aside): &Restored, anchors: usize, lang: Lang) {
    let (at, events) = (&manifest.at, manifest.event_size);
    talk(
        say!(
            "已恢复到{at}：事件{events}个。开着的桌面会自己接上并说明；请大家核对最近保存的。",
            "Restored to {at}: {events} events. Open desks take it up by themselves and say so; let everybody check what they saved last."
        )
        .say(lang),
    );
    say_aside(weighed.later, aside.as_ref(), lang);
    if weighed.standing == Standing::Sound {
        return;
    }
    let to = past.recipients.line();
    if anchors == 0 {
        talk(
            say!(
                "没有完好的库可以核对这份备份，也没有给锚点；请用 zhuoluo audit verify --anchors 核对。",
                "There was no sound store to hold this backup against, and no anchors were given; check it with `zhuoluo audit verify --anchors`."
            )
            .say(lang),
        );
    }
    if !past.recipients.is_empty() {
        talk(
            say!(
                "请核对以后的备份加密给谁：{to}",
                "Check to whom backups are sealed from now on: {to}"
            )
            .say(lang),
        );
    }
}
