//! The words that ledgers use, from `data/import-columns.toml`: names of columns, 同上, 合计, 是 and 否.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use super::columns::Column;
use super::folded::{bare, plain};
use super::mapping::{Mapped, Mapping};

#[derive(Default, Deserialize)]
struct File {
    columns: BTreeMap<String, Vec<String>>,
    other_people: Groups,
    words: Words,
}

#[derive(Default, Deserialize)]
struct Groups {
    groups: Vec<String>,
}

/// Word lists of the data file.
#[derive(Default, Deserialize)]
pub struct Words {
    ditto: Vec<String>,
    totals: Vec<String>,
    notes: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
    class: BTreeMap<String, Vec<String>>,
    channel: BTreeMap<String, Vec<String>>,
    document: BTreeMap<String, Vec<String>>,
}

impl Words {
    /// True for 同上 and its marks.
    #[must_use]
    pub fn is_ditto(&self, text: &str) -> bool {
        let text = text.trim();
        text.len() <= 12 && self.ditto.iter().any(|word| word == text)
    }

    /// True for the first cell of a line that sums up.
    #[must_use]
    pub fn is_total(&self, text: &str) -> bool {
        let text = bare(text);
        let text = text.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '件' | '人' | '次' | '批' | '.')
        });
        self.totals.iter().any(|word| word == text)
            || text
                .strip_suffix("合计")
                .is_some_and(|head| head.chars().count() <= 6)
    }

    /// True for a remark or a signature below the table.
    #[must_use]
    pub fn is_note(&self, text: &str) -> bool {
        let head = text
            .split([':', '：', '（', '('])
            .next()
            .unwrap_or_default();
        let head = bare(head);
        let head = head.trim_matches(|c: char| c.is_ascii_digit());
        self.notes.iter().any(|word| word == head)
    }

    /// 是 or 否 in their many spellings.
    #[must_use]
    pub fn yes_no(&self, text: &str) -> Option<bool> {
        let text = bare(text);
        if self.yes.contains(&text) {
            return Some(true);
        }
        self.no.contains(&text).then_some(false)
    }

    /// The class of a purpose.
    #[must_use]
    pub fn class(&self, text: &str) -> Option<&str> {
        lookup(&self.class, text)
    }

    /// The channel of a form.
    #[must_use]
    pub fn channel(&self, text: &str) -> Option<&str> {
        lookup(&self.channel, text)
    }

    /// The document kind of a word.
    #[must_use]
    pub fn document(&self, text: &str) -> Option<&str> {
        lookup(&self.document, text)
    }
}

fn lookup<'a>(table: &'a BTreeMap<String, Vec<String>>, text: &str) -> Option<&'a str> {
    // As it stands, or without what stands in brackets behind it: `走访（集体）`.
    [bare(text), plain(text)].iter().find_map(|text| {
        table
            .iter()
            .find(|(_, words)| words.contains(text))
            .map(|(key, _)| key.as_str())
    })
}

struct Table {
    columns: HashMap<String, (Column, usize)>,
    groups: Vec<String>,
    words: Words,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        // A damaged data file leaves the tables empty; a test holds that it is whole.
        let file: File =
            toml::from_str(include_str!("../../data/import-columns.toml")).unwrap_or_default();
        let mut columns = HashMap::new();
        for (key, names) in &file.columns {
            let Some(column) = Column::from_key(key) else {
                continue;
            };
            for (rank, name) in names.iter().enumerate() {
                columns.insert(plain(name), (column, rank));
            }
        }
        Table {
            columns,
            groups: file
                .other_people
                .groups
                .iter()
                .map(|name| plain(name))
                .collect(),
            words: file.words,
        }
    })
}

/// The word lists.
#[must_use]
pub fn words() -> &'static Words {
    &table().words
}

/// True for the name of a column of whom somebody reports, as no other petition has one.
#[must_use]
pub fn reports(header: &str) -> bool {
    let header = plain(header);
    let words = ["举报", "检举", "控告", "揭发", "告发"];
    words.iter().any(|word| header.contains(word))
}

/// The field of a column from its name and the headings above it (the nearest first), with its
/// rank: the lower wins.
#[must_use]
pub fn recognise(above: &[&str], own: &str, mapping: Option<&Mapping>) -> Option<(Column, usize)> {
    match mapping.and_then(|mapping| mapping.of(own)) {
        Some(Mapped::To(column)) => return Some((column, 0)),
        Some(Mapped::LeaveOut) => return None,
        None => {}
    }
    let table = table();
    let name = plain(own);
    if name.is_empty() {
        return None;
    }
    let above: Vec<String> = above.iter().map(|text| plain(text)).collect();
    if let Some(found) = above
        .first()
        .and_then(|above| table.columns.get(&format!("{above}{name}")))
    {
        return Some(*found);
    }
    if above.iter().any(|above| table.groups.contains(above)) {
        return None;
    }
    table
        .columns
        .get(&name)
        .or_else(|| table.columns.get(&bare(own)))
        .copied()
}
