//! What a script says once: the draft id that it gives with an order, so that the same order again, after
//! a line that was cut, finds the record of the first instead of adding another.

use serde_json::{Map, Value};

use super::chain::{self, Hash};
use super::fault::Fault;

/// The key under which the id stands.
pub const KEY: &str = "draft";
/// Bytes of an id at most.
const LONGEST: usize = 200;
/// Keys that do not count among the words: what whoever says it knew at the time.
const BESIDE: [&str; 1] = ["seen"];

/// A draft id with a digest of what was said under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// The id, unique in the store among orders.
    pub draft: String,
    /// What was said: the kind of order and its words.
    pub said: Hash,
}

impl Once {
    /// Takes the id out of an order's object; `None` when it has none. `about` is the kind of order.
    ///
    /// # Errors
    /// An id that is no text, or too long.
    pub fn take(body: &mut Value, about: &str) -> Result<Option<Self>, Fault> {
        let Value::Object(object) = body else {
            return Ok(None);
        };
        let draft = match object.shift_remove(KEY) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(draft)) if draft.len() <= LONGEST => draft,
            Some(_) => return Err(unfit()),
        };
        if draft.is_empty() {
            return Ok(None);
        }
        let words = object
            .iter()
            .filter(|(key, _)| !BESIDE.contains(&key.as_str()));
        let words: Map<String, Value> = words.map(|(k, v)| (k.clone(), v.clone())).collect();
        let words = in_order(&Value::Object(words)).to_string();
        Ok(Some(Self::of(draft, about, &words)))
    }

    /// An id with the kind of order and its words.
    #[must_use]
    pub fn of(draft: String, about: &str, words: &str) -> Self {
        let said = chain::link(&chain::START, &[about.as_bytes(), words.as_bytes()]);
        Self { draft, said }
    }

    /// As [`Once::take`], of an id given beside an order's words; `None` when it is empty.
    ///
    /// # Errors
    /// An id that is too long.
    pub fn given(draft: &str, about: &str, words: &str) -> Result<Option<Self>, Fault> {
        if draft.len() > LONGEST {
            return Err(unfit());
        }
        let once = Self::of(draft.to_owned(), about, words);
        Ok((!draft.is_empty()).then_some(once))
    }
}

fn unfit() -> Fault {
    Fault::refuse(
        KEY,
        "text",
        say!(
            "应为文字，不超过{LONGEST}字节。",
            "Expected text of at most {LONGEST} bytes."
        ),
        "\"2026-11-29-0001\"",
    )
}

/// The same with the keys of every object in order: how they are arranged says nothing.
fn in_order(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut keys: Vec<&String> = object.keys().collect();
            keys.sort();
            let pairs = keys.into_iter().map(|k| (k.clone(), in_order(&object[k])));
            Value::Object(pairs.collect())
        }
        Value::Array(all) => Value::Array(all.iter().map(in_order).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn taken(mut body: Value, about: &str) -> Once {
        let once = Once::take(&mut body, about).expect("readable");
        assert!(body.get(KEY).is_none(), "no word of the order");
        once.expect("an id")
    }

    #[test]
    fn the_same_words_are_the_same_however_they_are_arranged() {
        let one = taken(json!({"draft": "d", "text": "来电", "why": "补登"}), "note");
        let two = taken(
            json!({"why": "补登", "seen": 4, "text": "来电", "draft": "d"}),
            "note",
        );
        assert_eq!(one, two);
        assert_ne!(one, taken(json!({"draft": "d", "text": "来电"}), "note"));
        let other = taken(
            json!({"draft": "d", "text": "来电", "why": "补登"}),
            "contact",
        );
        assert_ne!(one, other);
    }

    #[test]
    fn an_id_is_text_and_may_be_left_out() {
        for none in [
            json!({}),
            json!({"draft": ""}),
            json!({"draft": null}),
            json!([]),
        ] {
            assert_eq!(Once::take(&mut none.clone(), "note"), Ok(None));
        }
        for bad in [json!({"draft": 7}), json!({"draft": "x".repeat(201)})] {
            assert!(Once::take(&mut bad.clone(), "note").is_err());
        }
    }
}
