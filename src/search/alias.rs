//! Two names of one person in what was pasted: 刘艺（又名刘小艺）. Each of them may be the one on record.

use crate::domain::name::{self, is_han, is_pointed, narrow};

/// What stands before the second name, the longer ones first.
const MARKERS: [&str; 15] = [
    "曾用名",
    "又名",
    "别名",
    "原名",
    "化名",
    "本名",
    "现名",
    "又叫",
    "也叫",
    "小名",
    "乳名",
    "绰号",
    "俗名",
    "艺名",
    "亦名",
];

/// The same with one of the names alone, the first one first; none where there are not two.
#[must_use]
pub fn alternatives(query: &str) -> Vec<String> {
    let signs: Vec<char> = query.chars().collect();
    let stands = |at: usize| {
        MARKERS.iter().find_map(|marker| {
            let marker: Vec<char> = marker.chars().collect();
            signs[at..]
                .starts_with(&marker)
                .then_some(at..at + marker.len())
        })
    };
    let Some(marker) = (0..signs.len()).find_map(stands) else {
        return Vec::new();
    };
    let (before, behind) = (&signs[..marker.start], &signs[marker.end..]);
    let is_gap = |c: &&char| {
        is_pointed(narrow(**c)) || narrow(**c).is_whitespace() || matches!(**c, '为' | '是')
    };
    let is_name = |c: &&char| is_han(**c) || name::is_dot(**c);
    let gap = before.iter().rev().take_while(is_gap).count();
    let first_end = before.len() - gap;
    let first = before[..first_end].iter().rev().take_while(is_name).count();
    let second_at = behind.iter().take_while(is_gap).count();
    let second = behind[second_at..].iter().take_while(is_name).count();
    if first < 2 || second < 2 {
        return Vec::new();
    }
    let text = |name: &[char]| -> String {
        let ahead = &before[..first_end - first];
        let rest = &behind[second_at + second..];
        let rest = rest.iter().map(|c| {
            if is_pointed(narrow(*c)) && !matches!(c, '-' | '.') {
                ' '
            } else {
                *c
            }
        });
        let all = ahead
            .iter()
            .copied()
            .chain(name.iter().copied())
            .chain(rest);
        all.collect::<String>().trim().to_owned()
    };
    vec![
        text(&before[first_end - first..first_end]),
        text(&behind[second_at..second_at + second]),
    ]
}

/// What was typed without the words that people speak between a place and a name (柳林村的张三, 姓张的 8834); `None` where
/// there are none. For what finds nobody as it stands: they may be characters of a name.
#[must_use]
pub fn plainly(query: &str) -> Option<String> {
    let signs: Vec<char> = query.trim().chars().map(narrow).collect();
    let mut any = false;
    let plain = signs.iter().enumerate().map(|(at, c)| {
        let spoken = match c {
            '的' => at > 0 && signs[at - 1].is_alphanumeric(),
            '姓' | '叫' => signs.get(at + 1).is_some_and(|c| is_han(*c)),
            _ => false,
        };
        any |= spoken;
        if spoken { ' ' } else { *c }
    });
    let plain: String = plain.collect();
    (any && !plain.trim().is_empty()).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::{alternatives, plainly};

    #[test]
    fn spoken_words_between_a_place_and_a_name() {
        for (typed, wanted) in [
            ("柳林村的张三", Some("柳林村 张三")),
            ("柳林村叫张三的", Some("柳林村 张三 ")),
            ("柳林村的", Some("柳林村 ")),
            ("姓张的 8834", Some(" 张  8834")),
            ("柳林3组姓张", Some("柳林3组 张")),
            ("的", None),
            ("姓", None),
            ("张三", None),
            ("", None),
        ] {
            assert_eq!(plainly(typed).as_deref(), wanted, "{typed}");
        }
    }

    #[test]
    fn each_of_two_names_by_itself() {
        for (typed, wanted) in [
            ("刘艺(又名刘小艺)", &["刘艺", "刘小艺"][..]),
            (
                "刘艺（曾用名：刘小艺） 8834",
                &["刘艺  8834", "刘小艺  8834"],
            ),
            ("甲村 刘艺，又名刘小艺", &["甲村 刘艺", "甲村 刘小艺"]),
            ("叶尔克·别克（又叫叶克）", &["叶尔克·别克", "叶克"]),
            ("刘艺", &[]),
            ("又名刘小艺", &[]),
            ("刘艺又名", &[]),
            ("", &[]),
        ] {
            assert_eq!(alternatives(typed), wanted, "{typed}");
        }
    }
}
