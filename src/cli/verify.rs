//! `verify`: status 0 when the store is sound, 20 when it was altered, and where.

use serde_json::{Value, json};

use super::out::{Done, shown};
use super::progress::Progress;
use super::session::Whom;
use super::{args, gate};
use crate::domain::rights::{self, Deed};
use crate::store::restoring::Power;
use crate::store::{Finding, rescue};
use crate::words::{Exit, Lang, Trouble, Word};

/// The status that says that something is not as it should be.
const ALTERED: u8 = 20;
/// The bar in parts of a hundred.
const HUNDRED: usize = 100;
const WHAT: Word = Word::new("核验", "verifying");

pub fn run(whom: &Whom, args: &args::Verify) -> Result<Done, Trouble> {
    let mut session = match whom.open() {
        Err(trouble) if trouble.exit == Exit::Damaged => return unopened(whom, args, trouble),
        opened => opened?,
    };
    // How many events there are, and where something is wrong, tells of what not everybody may see.
    let told = rights::refused(&session.office().operator, Deed::Whole).is_none();
    // Of a damaged file that may not read.
    let total = session.store.events().unwrap_or(0);
    let (cells, parts) = if told {
        (total, 1)
    } else {
        (HUNDRED, total.max(1))
    };
    let mut bar = Progress::new(WHAT, cells, session.lang);
    let findings = session.store.verify(|done| {
        let done = usize::try_from(done).unwrap_or(0);
        bar.at(if told { done } else { done * HUNDRED / parts });
    })?;
    drop(bar);
    if !told {
        return Ok(bare_answer(session.lang, args.json, findings.is_empty()));
    }
    if args.json {
        return Ok(as_json(&findings, Some(total)));
    }
    if findings.is_empty() {
        let sound = say!(
            "数据库完好：{total}个事件，链条完整，缓存一致。",
            "The store is sound: {total} events, chains whole, caches as they should be."
        );
        return Ok(Done::text(format!("{}\n", sound.say(session.lang))));
    }
    Ok(listed(&findings, session.lang))
}

/// What is damaged in a store that does not open. On a shared server root alone is told what; who else may know, no
/// store can say.
fn unopened(whom: &Whom, args: &args::Verify, why: Trouble) -> Result<Done, Trouble> {
    let findings = rescue::survey(&whom.path()?);
    if findings.is_empty() {
        return Err(why);
    }
    if gate::power() == Power::Operator {
        return Ok(bare_answer(whom.lang, args.json, false));
    }
    if args.json {
        return Ok(as_json(&findings, None));
    }
    Ok(listed(&findings, whom.lang))
}

fn as_json(findings: &[Finding], events: Option<usize>) -> Done {
    let list: Vec<Value> = findings
        .iter()
        .map(|f| json!({ "kind": f.kind, "what": f.what }))
        .collect();
    let value = json!({ "sound": list.is_empty(), "events": events, "findings": list });
    let status = if list.is_empty() { 0 } else { ALTERED };
    Done::json(&value).with_status(status)
}

fn listed(findings: &[Finding], lang: Lang) -> Done {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&shown(finding.what.say(lang)));
        text.push('\n');
    }
    // Where pages are damaged, what is wrong has no end of its own: what was kept and what to do next follow.
    if findings.iter().any(|f| f.kind == "integrity") {
        let rest = say!(
            "核验没有改动任何数据。请停止录入，用最近一份完好的备份恢复；zhuoluo backup 可先照现在的样子留一份。",
            "Verifying changed nothing. Stop entering data and restore the last sound backup; `zhuoluo backup` first keeps a copy of it as it is."
        );
        text.push_str(rest.say(lang));
        text.push('\n');
    }
    Done::text(text).with_status(ALTERED)
}

/// Whether the store is sound, for whom it is not to know how much there is in it.
fn bare_answer(lang: Lang, json: bool, sound: bool) -> Done {
    let status = if sound { 0 } else { ALTERED };
    if json {
        return Done::json(&json!({ "sound": sound, "events": null, "findings": [] }))
            .with_status(status);
    }
    let said = if sound {
        say!(
            "数据库完好：链条完整，缓存一致。",
            "The store is sound: chains whole, caches as they should be."
        )
    } else {
        say!(
            "数据库不完好。改了什么，请本办的管理员或审计来核验：zhuoluo verify。",
            "The store is not sound. Ask an administrator or auditor of the petition office to find out what was changed: zhuoluo verify."
        )
    };
    Done::text(format!("{}\n", said.say(lang))).with_status(status)
}
