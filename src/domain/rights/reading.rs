//! A name as it is read, whatever it was typed like: for comparing whom a report accuses with whom it
//! would reach.

use crate::domain::name;
use crate::domain::unit::Units;
use crate::domain::variant;

/// What is written behind or before a name to say what somebody is.
const TITLES: [&str; 23] = [
    "副", "书记", "主任", "局长", "科长", "股长", "所长", "站长", "镇长", "乡长", "村长", "县长",
    "区长", "院长", "校长", "队长", "会长", "主席", "部长", "经理", "支书", "会计", "同志",
];

/// What a unit, or whoever works in one, is called at the end: a name may follow without a space (镇干部赵某).
const UNITS: [&str; 61] = [
    "局",
    "委",
    "办",
    "所",
    "站",
    "院",
    "队",
    "厅",
    "科",
    "股",
    "处",
    "室",
    "部",
    "会",
    "署",
    "镇",
    "乡",
    "村",
    "县",
    "市",
    "区",
    "组",
    "厂",
    "店",
    "行",
    "校",
    "园",
    "场",
    "矿",
    "街道",
    "社区",
    "中心",
    "公司",
    "政府",
    "机关",
    "窗口",
    "物业",
    "干部",
    "职工",
    "员工",
    "人员",
    "民警",
    "干警",
    "警察",
    "辅警",
    "协警",
    "法官",
    "检察官",
    "法警",
    "医生",
    "医师",
    "老师",
    "教师",
    "城管",
    "领导",
    "负责人",
    "委员",
    "专员",
    "网格员",
    "书记员",
    "执法人员",
];

/// Of those of one character, the ones that no name ends with.
const NEVER: &str = "局委办所院厅科股处室部署镇乡县";

/// What is written behind a name for others with it.
const OTHERS: [&str; 8] = ["等人", "等", "夫妇", "夫妻", "父子", "兄弟", "一家", "本人"];

/// What joins two names, or a name and somebody of theirs.
const JOINS: [&str; 6] = ["和", "与", "及", "跟", "之", "的"];

/// Characters from which on a text is not one name but says more: a name within it is meant.
const SAYING: usize = 4;

/// A text as it is read: without spaces and dots, narrow, small letters, one form for each character.
#[must_use]
pub fn reading(text: &str) -> String {
    name::bare(text).chars().map(variant::head).collect()
}

/// The names that a field may mean, as they are read: the whole, its parts, and each without titles.
#[must_use]
pub fn readings(entered: &str) -> Vec<String> {
    let parts = entered.split(|c: char| {
        matches!(
            name::narrow(c),
            '、' | ',' | ';' | ':' | '/' | '|' | '(' | ')' | '[' | ']'
        ) || matches!(
            c,
            '，' | '；'
                | '：'
                | '。'
                | '【'
                | '】'
                | '〔'
                | '〕'
                | '「'
                | '」'
                | '“'
                | '”'
                | '\n'
        )
    });
    // A space parts two names, or stands within one: both are meant.
    let words = entered.split_whitespace();
    let joined = JOINS.iter().flat_map(|join| entered.split(join));
    let mut all: Vec<String> = Vec::new();
    for part in std::iter::once(entered)
        .chain(parts)
        .chain(words)
        .chain(joined)
    {
        let whole = reading(part);
        let plain = untitled(&whole).to_owned();
        let alone = untitled(alone(&whole)).to_owned();
        for name in [whole, plain, alone] {
            if name.chars().count() >= 2 && !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// [`readings`], and each without the unit that is written before it: 教育局赵某 is 赵某.
#[must_use]
pub fn readings_in(entered: &str, units: &Units) -> Vec<String> {
    let mut all = readings(entered);
    for name in all.clone() {
        let within = units.0.iter().flat_map(super::super::unit::Unit::names);
        for unit in within {
            for unit in [reading(unit), reading(short(unit))] {
                let rest = name.strip_prefix(unit.as_str()).map(untitled);
                if let Some(rest) = rest.filter(|r| r.chars().count() >= 2) {
                    all.push(rest.to_owned());
                }
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// A name without the unit, and what somebody is there, that are written before it without a space: 东镇司法所所长赵某
/// is 赵某, whether or not the unit is one of the list.
#[must_use]
pub(super) fn unglued(read: &str) -> Option<&str> {
    let named = |at: usize| {
        let (before, behind) = read.split_at(at);
        let ends = before.chars().count() > 1
            && UNITS
                .iter()
                .chain(&TITLES)
                .any(|word| before.ends_with(word));
        let name = untitled(behind);
        // Neither another unit nor what somebody is there.
        let unit = name.ends_with(|c| NEVER.contains(c))
            || UNITS
                .iter()
                .any(|word| word.len() > "局".len() && name.ends_with(word));
        let characters = name.chars().filter(|c| name::is_han(*c)).count();
        (ends && !unit && characters > 1).then_some(name)
    };
    let mut cuts = read.char_indices().rev().map(|(at, _)| at);
    cuts.find_map(named)
}

/// Whether a text that says whom somebody accuses, as it is read, means a name: it is that name, or says more and has
/// it within (镇干部赵某). One that bears no more than a part of a longer name is not meant.
#[must_use]
pub fn means(said: &str, name: &str) -> bool {
    said == name
        || (name.chars().count() >= 2 && said.chars().count() >= SAYING && said.contains(name))
}

/// A name without the others who are written behind it: 赵某等3人 is 赵某.
fn alone(name: &str) -> &str {
    let many = name.strip_suffix('人').unwrap_or(name);
    let many = many.trim_end_matches(|c: char| {
        c.is_ascii_digit() || "一二两三四五六七八九十多几数".contains(c)
    });
    let many = many.strip_suffix('等').unwrap_or(name);
    let shorter = OTHERS.iter().find_map(|others| many.strip_suffix(others));
    shorter.unwrap_or(many)
}

/// A name without the titles at its ends.
pub(super) fn untitled(name: &str) -> &str {
    let mut name = name;
    loop {
        let shorter = TITLES.iter().find_map(|t| {
            name.strip_suffix(t)
                .or_else(|| name.strip_prefix(t))
                .filter(|rest| !rest.is_empty())
        });
        match shorter {
            Some(rest) => name = rest,
            None => return name,
        }
    }
}

/// A unit's name without the county before it, as people write it.
pub(super) fn short(name: &str) -> &str {
    name.rsplit_once('县').map_or(name, |(_, rest)| {
        if rest.chars().count() >= 2 {
            rest
        } else {
            name
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people write behind or before the accused's name still means it, a longer name does not.
    #[test]
    fn a_name_is_meant_whatever_is_written_with_it() {
        let meant = |said: &str, name: &str| {
            let name = reading(name);
            readings(said).iter().any(|said| means(said, &name))
        };
        for said in [
            "赵大明",
            "赵大明等",
            "赵大明等人",
            "赵大明等3人",
            "赵大明等三人",
            "赵大明和钱小二",
            "赵大明与钱小二",
            "赵大明夫妇",
            "赵大明之妻",
            "镇干部赵大明",
            "副镇长赵大明",
            "赵大明同志",
        ] {
            assert!(meant(said, "赵大明"), "{said}: {:?}", readings(said));
        }
        assert!(meant("王伟等人", "王伟"));
        for (said, name) in [("王伟东", "王伟"), ("赵大", "赵大明"), ("孙某某", "赵大明")]
        {
            assert!(!meant(said, name), "{said}");
        }
    }
}
