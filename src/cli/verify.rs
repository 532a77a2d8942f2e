//! `verify`: status 0 when the store is sound, 20 when it was altered, and where.

use serde_json::{Value, json};

use super::args;
use super::out::{Done, shown};
use super::progress::Progress;
use super::session::Whom;
use crate::words::{Trouble, Word};

/// The status that says that something is not as it should be.
const ALTERED: u8 = 20;
const WHAT: Word = Word::new("核验", "verifying");

pub fn run(whom: &Whom, args: &args::Verify) -> Result<Done, Trouble> {
    let mut session = whom.open()?;
    let total = session.store.events()?;
    let mut bar = Progress::new(WHAT, total, session.lang);
    let findings = session
        .store
        .verify(|done| bar.at(usize::try_from(done).unwrap_or(0)))?;
    drop(bar);
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
