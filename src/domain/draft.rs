//! An intake as it is written down, before any check: the same shape from the form, from JSON and
//! from an import. Everything is text here; `domain::intake::check` decides.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::fault::Fault;

/// A person as written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftPerson {
    /// A known person who was adopted.
    pub person: Option<i64>,
    /// Known people who are somebody else, although they look alike: remembered when it is registered.
    pub not: Vec<i64>,
    /// Role code or word; empty means petitioner.
    pub role: String,
    /// Name as entered.
    pub name: String,
    /// `person` or `organisation`.
    pub kind: String,
    /// Document kind code; empty is guessed from the number.
    pub id_kind: String,
    /// Document number.
    pub id_number: String,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Address.
    pub address: String,
    /// How to reach them.
    pub contact_by: String,
    /// Language or dialect.
    pub language: String,
    /// Help needed.
    pub help: String,
}

/// Somebody accused, as written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftAccused {
    /// Name of person or unit.
    pub name: String,
    /// The unit, by name or number.
    pub unit: String,
}

/// An intake as written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The draft's own id, unique on the petition it becomes.
    pub draft: String,
    /// Channel.
    pub channel: String,
    /// Date on the petition.
    pub petitioned_on: String,
    /// Date received.
    pub received_on: String,
    /// Date registered, from another ledger.
    pub registered_on: String,
    /// Class.
    pub class: String,
    /// Route.
    pub route: String,
    /// Category code or name.
    pub category: String,
    /// Place of the problem.
    pub place: String,
    /// One line.
    pub summary: String,
    /// Facts and reasons.
    pub facts: String,
    /// Requests, one by one.
    pub requests: Vec<String>,
    /// The people.
    pub people: Vec<DraftPerson>,
    /// How many people; empty is counted.
    pub headcount: String,
    /// Who is accused.
    pub accused: Vec<DraftAccused>,
    /// Responsible unit by name or number.
    pub unit: String,
    /// Number in another system.
    pub external_no: String,
    /// Withhold the name.
    pub withhold_name: bool,
    /// The number of a petition about the same matter; it becomes one of that matter's when registered.
    pub same_matter: String,
}

/// What a key of the JSON object holds.
enum Slot<'a> {
    Text(&'a mut String),
    Texts(&'a mut Vec<String>),
    Flag(&'a mut bool),
    Id(&'a mut Option<i64>),
    Ids(&'a mut Vec<i64>),
}

impl Draft {
    /// The keys of the JSON object, in the order of the form.
    pub const KEYS: [&'static str; 19] = [
        "draft",
        "channel",
        "petitioned_on",
        "received_on",
        "registered_on",
        "class",
        "route",
        "category",
        "place",
        "summary",
        "facts",
        "requests",
        "people",
        "headcount",
        "accused",
        "unit",
        "external_no",
        "withhold_name",
        "same_matter",
    ];
    /// The keys of one of `people`.
    pub const PERSON_KEYS: [&'static str; 12] = [
        "person",
        "not",
        "role",
        "name",
        "kind",
        "id_kind",
        "id_number",
        "phones",
        "address",
        "contact_by",
        "language",
        "help",
    ];

    /// Reads a draft from JSON. Numbers are taken where text is expected (`"headcount": 4`).
    ///
    /// # Errors
    /// A fault for each key that is unknown or holds the wrong kind of thing; nothing is guessed.
    pub fn from_json(value: &Value) -> Result<Self, Vec<Fault>> {
        let mut draft = Self::default();
        let mut faults = Vec::new();
        let Value::Object(object) = value else {
            return Err(vec![wrong(
                "",
                "一个 JSON 对象",
                "one JSON object",
                r#"{"channel":"visit","requests":["…"]}"#,
            )]);
        };
        for (key, value) in object {
            match key.as_str() {
                "people" => draft.people = list(key, value, &mut faults, DraftPerson::read),
                "accused" => draft.accused = list(key, value, &mut faults, DraftAccused::read),
                _ => match draft.slot(key) {
                    Some(slot) => fill(slot, key, value, &mut faults),
                    None => faults.push(unknown(key, &Self::KEYS)),
                },
            }
        }
        if faults.is_empty() {
            Ok(draft)
        } else {
            Err(faults)
        }
    }

    fn slot(&mut self, key: &str) -> Option<Slot<'_>> {
        Some(match key {
            "draft" => Slot::Text(&mut self.draft),
            "channel" => Slot::Text(&mut self.channel),
            "petitioned_on" => Slot::Text(&mut self.petitioned_on),
            "received_on" => Slot::Text(&mut self.received_on),
            "registered_on" => Slot::Text(&mut self.registered_on),
            "class" => Slot::Text(&mut self.class),
            "route" => Slot::Text(&mut self.route),
            "category" => Slot::Text(&mut self.category),
            "place" => Slot::Text(&mut self.place),
            "summary" => Slot::Text(&mut self.summary),
            "facts" => Slot::Text(&mut self.facts),
            "requests" => Slot::Texts(&mut self.requests),
            "headcount" => Slot::Text(&mut self.headcount),
            "unit" => Slot::Text(&mut self.unit),
            "external_no" => Slot::Text(&mut self.external_no),
            "withhold_name" => Slot::Flag(&mut self.withhold_name),
            "same_matter" => Slot::Text(&mut self.same_matter),
            _ => return None,
        })
    }
}

impl DraftPerson {
    fn read(path: &str, object: &Map<String, Value>, faults: &mut Vec<Fault>) -> Self {
        let mut person = Self::default();
        for (key, value) in object {
            let slot = match key.as_str() {
                "person" => Slot::Id(&mut person.person),
                "not" => Slot::Ids(&mut person.not),
                "role" => Slot::Text(&mut person.role),
                "name" => Slot::Text(&mut person.name),
                "kind" => Slot::Text(&mut person.kind),
                "id_kind" => Slot::Text(&mut person.id_kind),
                "id_number" => Slot::Text(&mut person.id_number),
                "phones" | "phone" => Slot::Texts(&mut person.phones),
                "address" => Slot::Text(&mut person.address),
                "contact_by" => Slot::Text(&mut person.contact_by),
                "language" => Slot::Text(&mut person.language),
                "help" => Slot::Text(&mut person.help),
                _ => {
                    faults.push(unknown(&format!("{path}.{key}"), &Draft::PERSON_KEYS));
                    continue;
                }
            };
            fill(slot, &format!("{path}.{key}"), value, faults);
        }
        person
    }

    /// True when nothing was written down about this person.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let texts = [
            &self.name,
            &self.id_number,
            &self.address,
            &self.contact_by,
            &self.language,
            &self.help,
        ];
        self.person.is_none()
            && texts.iter().all(|t| t.trim().is_empty())
            && self.phones.iter().all(|p| p.trim().is_empty())
    }
}

impl DraftAccused {
    fn read(path: &str, object: &Map<String, Value>, faults: &mut Vec<Fault>) -> Self {
        let mut accused = Self::default();
        for (key, value) in object {
            let slot = match key.as_str() {
                "name" => Slot::Text(&mut accused.name),
                "unit" => Slot::Text(&mut accused.unit),
                _ => {
                    faults.push(unknown(&format!("{path}.{key}"), &["name", "unit"]));
                    continue;
                }
            };
            fill(slot, &format!("{path}.{key}"), value, faults);
        }
        accused
    }
}

fn list<T>(
    key: &str,
    value: &Value,
    faults: &mut Vec<Fault>,
    read: fn(&str, &Map<String, Value>, &mut Vec<Fault>) -> T,
) -> Vec<T> {
    let Value::Array(items) = value else {
        faults.push(wrong(key, "一个列表", "a list", r#"[{"name":"张某"}]"#));
        return Vec::new();
    };
    let mut out = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let path = format!("{key}[{i}]");
        match item {
            Value::Object(object) => out.push(read(&path, object, faults)),
            _ => faults.push(wrong(&path, "一个对象", "an object", r#"{"name":"张某"}"#)),
        }
    }
    out
}

fn fill(slot: Slot<'_>, path: &str, value: &Value, faults: &mut Vec<Fault>) {
    match (slot, value) {
        (_, Value::Null) => {}
        (Slot::Text(text), Value::String(given)) => text.clone_from(given),
        (Slot::Text(text), Value::Number(number)) => *text = number.to_string(),
        (Slot::Text(_), _) => faults.push(wrong(path, "文字", "text", "\"…\"")),
        (Slot::Texts(texts), Value::String(given)) => texts.push(given.clone()),
        (Slot::Texts(texts), Value::Array(items)) => {
            for (i, item) in items.iter().enumerate() {
                let mut text = String::new();
                fill(Slot::Text(&mut text), &format!("{path}[{i}]"), item, faults);
                texts.push(text);
            }
        }
        (Slot::Texts(_), _) => faults.push(wrong(path, "文字列表", "a list of texts", "[\"…\"]")),
        (Slot::Flag(flag), Value::Bool(given)) => *flag = *given,
        (Slot::Flag(_), _) => faults.push(wrong(path, "true 或 false", "true or false", "true")),
        (Slot::Ids(ids), Value::Array(items)) => {
            for (i, item) in items.iter().enumerate() {
                let mut id = None;
                fill(Slot::Id(&mut id), &format!("{path}[{i}]"), item, faults);
                ids.extend(id);
            }
        }
        (Slot::Ids(ids), Value::Number(number)) if number.as_i64().is_some() => {
            ids.extend(number.as_i64());
        }
        (Slot::Ids(_), _) => faults.push(wrong(
            path,
            "已知人员的编号列表",
            "a list of numbers of known people",
            "[17, 23]",
        )),
        (Slot::Id(id), Value::Number(number)) if number.as_i64().is_some() => *id = number.as_i64(),
        (Slot::Id(_), _) => faults.push(wrong(
            path,
            "已知人员的编号",
            "the number of a known person",
            "17",
        )),
    }
}

fn wrong(path: &str, zh: &str, en: &str, example: &str) -> Fault {
    let message = if path.is_empty() {
        say!("这里应为{zh}。", "Here {en} should stand.")
    } else {
        say!("“{path}”应为{zh}。", "`{path}` should be {en}.")
    };
    Fault::refuse(path, "shape", message, example)
}

fn unknown(path: &str, known: &[&str]) -> Fault {
    let shown = crate::words::visible(path, crate::words::Place::Line).into_owned();
    let list = known.join(" ");
    Fault::refuse(
        path,
        "unknown_key",
        say!(
            "没有“{shown}”这一项；可用：{list}。",
            "There is no key \"{shown}\"; known keys: {list}."
        ),
        "",
    )
}
