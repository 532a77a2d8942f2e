//! What is written behind a name on a record: 张伟（又名二娃）, 张伟 小名二娃.

/// What comes before another name of the same person.
const ALSO: [&str; 16] = [
    "又名",
    "又叫",
    "曾用名",
    "别名",
    "小名",
    "乳名",
    "绰号",
    "外号",
    "原名",
    "化名",
    "人称",
    "俗称",
    "笔名",
    "昵称",
    "也叫",
    "现名",
];

/// The name that stands before a bracket or before what somebody is called besides, and those others. Nothing where
/// the line is no more than a name.
pub fn parts(line: &str) -> Option<(&str, Vec<&str>)> {
    let bracket = |c: char| matches!(c, '(' | '（' | '[' | '【' | '〔' | '〈');
    let also = ALSO.iter().filter_map(|word| line.find(word)).min();
    let at = line.find(bracket).into_iter().chain(also).min()?;
    let (head, rest) = line.split_at(at);
    let mark = |c: char| {
        c.is_whitespace() || matches!(c, ',' | '，' | ';' | '；' | ':' | '：' | '/' | '-' | '—')
    };
    let head = head.trim_matches(mark);
    if head.is_empty() {
        return None;
    }
    let others = rest.split(|c: char| {
        bracket(c)
            || matches!(
                c,
                ')' | '）' | ']' | '】' | '〕' | '〉' | ',' | '，' | ';' | '；' | '/' | '。'
            )
    });
    let named = others.filter_map(|part| {
        let word = ALSO
            .iter()
            .filter(|word| part.contains(**word))
            .min_by_key(|word| part.find(**word))?;
        let (_, name) = part.split_once(word)?;
        let name = name.trim_start_matches(['为', '叫', '是', '作']);
        let quote = |c: char| mark(c) || matches!(c, '“' | '”' | '"' | '‘' | '’' | '「' | '」');
        Some(name.trim_matches(quote)).filter(|name| !name.is_empty())
    });
    Some((head, named.collect()))
}

#[cfg(test)]
mod tests {
    use super::super::Withheld;
    use super::*;

    #[test]
    fn what_somebody_is_called_besides_is_read() {
        assert_eq!(
            parts("张伟（又名二娃，小名：“狗剩”）"),
            Some(("张伟", vec!["二娃", "狗剩"]))
        );
        assert_eq!(parts("张伟 曾用名张大卫"), Some(("张伟", vec!["张大卫"])));
        assert_eq!(parts("张伟(东甲镇)"), Some(("张伟", vec![])));
        assert_eq!(parts("张伟"), None);
        assert_eq!(parts("原名轩"), None);
    }

    /// Neither the name before a bracket nor a nickname within it is told.
    #[test]
    fn a_nickname_on_record_is_covered() {
        let spell = |name: &str| vec![Vec::new(); name.chars().count()];
        let covered = |line: &str, text: &str| Withheld::of(line, spell).cover(text).into_owned();
        for line in [
            "张晓棠（又名二娃）",
            "张晓棠 小名二娃",
            "张晓棠，外号：二娃",
        ] {
            for (text, wanted) in [
                ("张晓棠来电", "＊＊＊来电"),
                ("已给晓棠回电话", "已给＊＊＊回电话"),
                ("二娃在场", "＊＊＊在场"),
                ("老二说", "老二说"),
            ] {
                assert_eq!(covered(line, text), wanted, "{line}");
            }
        }
        assert_eq!(
            covered("张伟（东甲镇）", "张伟到东甲镇政府"),
            "＊＊＊到东甲镇政府"
        );
        assert_eq!(
            covered("张伟（曾用名张大卫）", "大卫和张大卫"),
            "＊＊＊和＊＊＊"
        );
    }
}
