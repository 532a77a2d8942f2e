//! How long a text may be: one table for everything that is written at the desk, asked wherever an
//! order comes in, by screen and by command alike.

use serde::Serialize;
use serde_json::Value;

use crate::words::{Sentence, Word};

/// Longest reason, in characters: why a file was opened, why a step was taken.
pub const WHY: usize = 500;
/// Longest story: what was said, heard, decided; as long as the facts of an intake.
const STORY: usize = super::intake::LONGEST;
/// Longest entry of the desk's own record.
pub const ENTRY: usize = 2_000;
/// Longest line: a name, a number of a document, a place.
const LINE: usize = 200;

/// A field by its name in JSON, the word people read, and the most characters it takes.
type Row = (&'static str, Word, usize);

/// What a step or a deed is written in; a field that stands in no row is an entry or a story.
const TABLE: [Row; 28] = [
    ("why", Word::new("事由", "reason"), WHY),
    ("reasons", Word::new("理由", "reasons"), STORY),
    ("text", Word::new("内容", "text"), STORY),
    ("note", Word::new("说明", "note"), ENTRY),
    ("outcome", Word::new("结果", "outcome"), ENTRY),
    ("matter", Word::new("事项", "matter"), ENTRY),
    ("what", Word::new("情况", "what is happening"), ENTRY),
    ("next", Word::new("方案步骤", "step of the plan"), ENTRY),
    ("plan", Word::new("方案", "plan"), ENTRY),
    ("evidence", Word::new("凭证", "evidence"), ENTRY),
    ("result", Word::new("结束情况", "result"), ENTRY),
    ("lead", Word::new("包案领导", "lead official"), LINE),
    ("key", Word::new("事项编号", "key"), LINE),
    ("place", Word::new("地点", "place"), LINE),
    ("official", Word::new("包案领导", "lead official"), LINE),
    ("approver", Word::new("批准人", "approver"), LINE),
    ("body", Word::new("机关", "body"), LINE),
    ("document", Word::new("文号", "document"), LINE),
    ("basis", Word::new("依据", "basis"), LINE),
    ("into", Word::new("另立事项", "new matter"), LINE),
    ("archives", Word::new("档案馆", "archives"), LINE),
    ("name", Word::new("名称", "name"), LINE),
    ("declared_by", Word::new("宣布人", "declared by"), LINE),
    ("phone", Word::new("电话", "telephone"), LINE),
    ("login", Word::new("登录名", "login"), LINE),
    ("substitute", Word::new("替换的人", "substitute"), LINE),
    ("who", Word::new("谁", "who"), LINE),
    ("with", Word::new("由谁顶", "who takes it"), LINE),
];

/// Where an order belongs: what stands in no row of the table is as long as its room allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A petition's file.
    File,
    /// The desk's own record, of which every entry is read at a glance.
    Desk,
}

impl Of {
    const fn most(self) -> usize {
        match self {
            Self::File => STORY,
            Self::Desk => ENTRY,
        }
    }
}

/// Refuses an order with a text that is too long.
///
/// # Errors
/// The sentence with the field, its limit and what was given.
pub fn check(of: Of, order: &impl Serialize) -> Result<(), Sentence> {
    // What cannot be written as JSON is kept nowhere either.
    let value = serde_json::to_value(order).unwrap_or_default();
    within(of, "", &value)
}

/// The same of texts that come by themselves, each with the name of its field.
///
/// # Errors
/// As [`check`].
pub fn each(texts: &[(&str, &str)]) -> Result<(), Sentence> {
    let mut all = texts.iter();
    all.try_for_each(|(key, text)| fits(Of::Desk, key, text))
}

/// The same of a reason that comes beside an order.
///
/// # Errors
/// As [`check`].
pub fn why(text: &str) -> Result<(), Sentence> {
    fits(Of::File, "why", text)
}

fn within(of: Of, key: &str, value: &Value) -> Result<(), Sentence> {
    match value {
        Value::String(text) => fits(of, key, text),
        Value::Array(all) => all.iter().try_for_each(|v| within(of, key, v)),
        Value::Object(all) => all.iter().try_for_each(|(key, v)| within(of, key, v)),
        _ => Ok(()),
    }
}

fn fits(of: Of, key: &str, text: &str) -> Result<(), Sentence> {
    // No text has more characters than bytes.
    if text.len() <= LINE {
        return Ok(());
    }
    let row = TABLE.iter().find(|(name, ..)| *name == key);
    let (word, most) = row.map_or(
        (Word::new("文字", "text"), of.most()),
        |(_, word, most)| (*word, (*most).min(of.most())),
    );
    let count = text.chars().count();
    if count <= most {
        return Ok(());
    }
    let (zh, en) = (word.zh, word.en);
    let named = if key.is_empty() { "-" } else { key };
    Err(say!(
        "“{zh}”（{named}）有{count}字，最多{most}字；长材料请作附件。",
        "The field \"{en}\" ({named}) has {count} characters, at most {most} fit; keep long papers as attachments."
    ))
}
