//! Which column name means which field, from `data/import-columns.toml` or from the operator's mapping.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::name::narrow;
use crate::words::{Exit, Trouble, Word, has_controls};

/// A field that a column can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// 信访件编号
    ExternalNo,
    /// 姓名
    Name,
    /// 信访人数
    Headcount,
    /// 住址
    Address,
    /// 手机号码
    Phone,
    /// 证件号码
    IdNumber,
    /// 证件类型
    IdKind,
    /// 问题属地
    Place,
    /// 信访目的
    Purpose,
    /// 内容分类
    Category,
    /// 信访日期
    PetitionedOn,
    /// 收到日期
    ReceivedOn,
    /// 登记日期
    RegisteredOn,
    /// 信访形式
    Channel,
    /// 概况
    Matter,
    /// 是否办结
    Closed,
    /// 是否初次
    FirstTime,
    /// 是否重复
    Repeated,
    /// 登记人
    Clerk,
}

impl Column {
    /// All fields, in the order of the usual ledger.
    pub const ALL: [Self; 19] = [
        Self::ExternalNo,
        Self::Name,
        Self::Headcount,
        Self::Address,
        Self::Phone,
        Self::IdNumber,
        Self::IdKind,
        Self::Place,
        Self::Purpose,
        Self::Category,
        Self::PetitionedOn,
        Self::ReceivedOn,
        Self::RegisteredOn,
        Self::Channel,
        Self::Matter,
        Self::Closed,
        Self::FirstTime,
        Self::Repeated,
        Self::Clerk,
    ];

    /// The name of the field in mapping files and JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ExternalNo => "external_no",
            Self::Name => "name",
            Self::Headcount => "headcount",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::IdNumber => "id_number",
            Self::IdKind => "id_kind",
            Self::Place => "place",
            Self::Purpose => "purpose",
            Self::Category => "category",
            Self::PetitionedOn => "petitioned_on",
            Self::ReceivedOn => "received_on",
            Self::RegisteredOn => "registered_on",
            Self::Channel => "channel",
            Self::Matter => "matter",
            Self::Closed => "closed",
            Self::FirstTime => "first_time",
            Self::Repeated => "repeated",
            Self::Clerk => "clerk",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn word(self) -> Word {
        match self {
            Self::ExternalNo => Word::new("信访件编号", "reference number"),
            Self::Name => Word::new("姓名", "name"),
            Self::Headcount => Word::new("信访人数", "number of people"),
            Self::Address => Word::new("住址", "address"),
            Self::Phone => Word::new("手机号码", "telephone"),
            Self::IdNumber => Word::new("证件号码", "document number"),
            Self::IdKind => Word::new("证件类型", "document kind"),
            Self::Place => Word::new("问题属地", "place of the problem"),
            Self::Purpose => Word::new("信访目的", "purpose"),
            Self::Category => Word::new("内容分类", "category"),
            Self::PetitionedOn => Word::new("信访日期", "date of the petition"),
            Self::ReceivedOn => Word::new("收到日期", "date received"),
            Self::RegisteredOn => Word::new("登记日期", "date registered"),
            Self::Channel => Word::new("信访形式", "channel"),
            Self::Matter => Word::new("概况", "matter"),
            Self::Closed => Word::new("是否办结", "closed"),
            Self::FirstTime => Word::new("是否初次", "first time"),
            Self::Repeated => Word::new("是否重复", "repeated"),
            Self::Clerk => Word::new("登记人", "registered by"),
        }
    }

    /// The field of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.key() == key)
    }

    /// True for the three dates.
    #[must_use]
    pub const fn is_date(self) -> bool {
        matches!(
            self,
            Self::PetitionedOn | Self::ReceivedOn | Self::RegisteredOn
        )
    }

    /// True when several columns may fill the field together.
    #[must_use]
    pub const fn is_shared(self) -> bool {
        matches!(self, Self::Phone | Self::Matter)
    }
}

/// An operator's own column names: `"列名" = "field"`, an empty field for a column to leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    fields: HashMap<String, Mapped>,
}

/// What a mapping says of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mapped {
    To(Column),
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

    fn of(&self, header: &str) -> Option<Mapped> {
        self.fields.get(&plain(header)).copied()
    }
}

fn wrong_mapping(what: crate::words::Sentence) -> Trouble {
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
    let text = bare(text);
    table
        .iter()
        .find(|(_, words)| words.contains(&text))
        .map(|(key, _)| key.as_str())
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

/// Text for comparing: narrow, lower case, without spaces, marks and what stands in brackets.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut depth = 0_usize;
    let kept: String = text
        .chars()
        .map(narrow)
        .filter(|c| {
            match c {
                '(' | '[' | '【' | '〔' | '{' | '〈' => depth += 1,
                ')' | ']' | '】' | '〕' | '}' | '〉' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    bare(&kept)
}

/// Text for comparing: narrow, lower case, without spaces, controls and marks.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(
                    c,
                    '*' | ':'
                        | '：'
                        | '★'
                        | '▲'
                        | '"'
                        | '“'
                        | '”'
                        | '('
                        | ')'
                        | '['
                        | ']'
                        | '【'
                        | '】'
                        | '。'
                        | '、'
                        | '#'
                )
                && !has_controls(c.encode_utf8(&mut [0; 4]))
        })
        .flat_map(char::to_lowercase)
        .collect()
}
