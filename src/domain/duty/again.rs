//! One operator at two seats: what they recorded at the other since a sheet was begun here.

use serde_json::{Map, Value};

use super::deed::{Deed, DutyEvent};
use crate::words::{Place, Sentence, visible};

/// What tells two records of a kind apart: what they are about.
const ABOUT: [&str; 8] = [
    "of", "unit", "slot", "until", "key", "period", "shift", "swap",
];
/// Where the words of a record stand.
const WORDS: [&str; 4] = ["text", "outcome", "note", "matter"];
/// So much of the words is shown.
const SHOWN: usize = 60;

/// Why a record is not taken at once: the same operator has made one of the kind about the same thing
/// since the sheet was begun. `None` when none of these is.
#[must_use]
pub fn again(mine: &Deed, since: &[DutyEvent]) -> Option<Sentence> {
    let own = object(mine);
    let same = |event: &&DutyEvent| {
        let theirs = object(&event.what);
        event.what.kind() == mine.kind()
            && ABOUT.iter().all(|key| own.get(*key) == theirs.get(*key))
    };
    let found = since.iter().find(same)?;
    let (seq, at) = (found.seq, found.at.format("%m-%d %H:%M"));
    let words = if mine.is_restricted() {
        String::new()
    } else {
        words(&object(&found.what))
    };
    let said = if words.is_empty() {
        Sentence::default()
    } else {
        say!("：“{words}”", ": \"{words}\"")
    };
    let (zh, en) = (said.zh, said.en);
    Some(say!(
        "你打开这张表之后，你在另一处已于{at}记下第{seq}号{zh}。你写的还在，没有另记。",
        "Since you opened this sheet, you recorded no. {seq} at another seat, {at}{en}. What you wrote is kept; nothing was added."
    ))
}

fn object(deed: &Deed) -> Map<String, Value> {
    match serde_json::to_value(deed) {
        Ok(Value::Object(mut object)) => {
            if let Some(Value::Object(content)) = object.remove("content") {
                object.extend(content);
            }
            object
        }
        _ => Map::new(),
    }
}

/// The words of a record in one short line.
fn words(object: &Map<String, Value>) -> String {
    let found = WORDS.iter().filter_map(|key| object.get(*key)?.as_str());
    let text = found
        .into_iter()
        .find(|t| !t.is_empty())
        .unwrap_or_default();
    let line = visible(text, Place::Line);
    let mut short: String = line.chars().take(SHOWN).collect();
    if line.chars().count() > SHOWN {
        short.push('…');
    }
    short
}
