//! An operator's own names for the columns.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

use super::columns::Column;
use super::folded::plain;
use crate::words::{Exit, Sentence, Trouble};

/// An operator's own column names: `"列名" = "field"`, an empty field for a column to leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    fields: HashMap<String, Mapped>,
}

/// What a mapping says of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mapped {
    /// It fills a field.
    To(Column),
    /// It is left out.
    LeaveOut,
}

impl Mapping {
    /// Reads a mapping file's text.
    ///
    /// # Errors
    /// When it is not TOML of `"列名" = "field"` lines or names a field that does not exist.
    pub fn parse(text: &str) -> Result<Self, Trouble> {
        let lines: BTreeMap<String, String> = toml::from_str(text.trim_start_matches('\u{FEFF}'))
            .map_err(|error| {
            let error = error.message().to_owned();
            wrong_mapping(crate::say!(
                "列名对照文件读不懂：{error}。",
                "The mapping file cannot be read: {error}."
            ))
        })?;
        let mut fields = HashMap::new();
        for (header, key) in lines {
            let column = match key.trim() {
                "" | "-" => Mapped::LeaveOut,
                key => Mapped::To(Column::from_key(key).ok_or_else(|| {
                    wrong_mapping(crate::say!(
                        "列名对照文件把“{header}”对应到“{key}”，没有这个字段。",
                        "The mapping file gives “{header}” the field “{key}”, which does not exist."
                    ))
                })?),
            };
            fields.insert(plain(&header), column);
        }
        Ok(Self { fields })
    }

    /// What it says of a column, if anything.
    #[must_use]
    pub fn of(&self, header: &str) -> Option<Mapped> {
        self.fields.get(&plain(header)).copied()
    }
}

fn wrong_mapping(what: Sentence) -> Trouble {
    let keys = Column::ALL.map(Column::key).join(" ");
    let example = example_mapping();
    Trouble::unchanged(
        Exit::Wrong,
        what,
        crate::say!(
            "每行写成：{example}；可用字段：{keys}。",
            "Write one per line: {example}; the fields are: {keys}."
        ),
    )
}

/// A mapping file to copy, on one line.
#[must_use]
pub fn example_mapping() -> &'static str {
    "\"来访情况\" = \"matter\"  \"哪天来的\" = \"petitioned_on\""
}
