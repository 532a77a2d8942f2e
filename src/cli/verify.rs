//! `verify`: status 0 when the store is sound, 20 when it was altered, and where.

use serde_json::{Value, json};

use super::args;
use super::out::{Done, shown};
use super::progress::Progress;
use super::session::{Session, Whom};
use crate::domain::rights::{self, Deed};
use crate::words::{Trouble, Word};

/// The status that says that something is not as it should be.
const ALTERED: u8 = 20;
/// The bar in parts of a hundred.
const HUNDRED: usize = 100;
const WHAT: Word = Word::new("核验", "verifying");

pub fn run(whom: &Whom, args: &args::Verify) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    // How many events there are, and where something is wrong, tells of what not everybody may see.
    let told = rights::refused(&session.office().operator, Deed::Whole).is_none();
    let total = session.store.events()?;
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
        return Ok(bare_answer(&session, args.json, findings.is_empty()));
    }
    let status = if findings.is_empty() { 0 } else { ALTERED };
    if args.json {
        let list: Vec<Value> = findings
            .iter()
            .map(|f| json!({ "kind": f.kind, "what": f.what }))
            .collect();
        let value = json!({ "sound": findings.is_empty(), "events": total, "findings": list });
        return Ok(Done::json(&value).with_status(status));
    }
    if findings.is_empty() {
        let sound = say!(
            "数据库完好：{total}个事件，链条完整，缓存一致。",
            "The store is sound: {total} events, chains whole, caches as they should be."
        );
        return Ok(Done::text(format!("{}\n", sound.say(session.lang))));
    }
    let mut text = String::new();
    for finding in &findings {
        text.push_str(&shown(finding.what.say(session.lang)));
        text.push('\n');
    }
    Ok(Done::text(text).with_status(status))
}

/// Whether the store is sound, for whom it is not to know how much there is in it.
fn bare_answer(session: &Session, json: bool, sound: bool) -> Done {
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
    Done::text(format!("{}\n", said.say(session.lang))).with_status(status)
}
