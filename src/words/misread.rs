//! Why a value could not be read, as the readers of numbers and of JSON say it in English, in both languages.

/// What such a reader says, in words; what is rare comes as it says it.
#[must_use]
pub fn misread(error: &str) -> (String, String) {
    // Behind it serde writes where in the text.
    let error = error.split(" at line ").next().unwrap_or(error);
    let zh = number(error).map(str::to_owned).or_else(|| of_json(error));
    (zh.unwrap_or_else(|| error.to_owned()), error.to_owned())
}

fn number(error: &str) -> Option<&'static str> {
    let all = [
        ("invalid digit found in string", "应为数字"),
        ("invalid float literal", "应为数字"),
        ("cannot parse integer from empty string", "没有写数字"),
        ("number too large to fit in target type", "数字太大"),
        ("number too small to fit in target type", "数字太小"),
    ];
    all.iter().find(|(en, _)| *en == error).map(|(_, zh)| *zh)
}

fn of_json(error: &str) -> Option<String> {
    if let Some((name, rest)) = quoted(error, "unknown variant `") {
        let able = names(rest);
        return Some(format!("“{name}”不在可选的里，可选：{}", able.join("、")));
    }
    if let Some((name, rest)) = quoted(error, "unknown field `") {
        let known = names(rest);
        return Some(format!("不认得“{name}”，可写：{}", known.join("、")));
    }
    if let Some((name, _)) = quoted(error, "missing field `") {
        return Some(format!("缺“{name}”"));
    }
    let (found, _) = error
        .strip_prefix("invalid type: ")
        .or_else(|| error.strip_prefix("invalid value: "))?
        .split_once(", expected ")?;
    let kinds = [
        ("null", "空"),
        ("map", "对象"),
        ("sequence", "列表"),
        ("boolean", "是否"),
        ("integer", "数字"),
        ("floating point", "数字"),
        ("string", "文字"),
    ];
    let (kind, zh) = kinds.iter().find(|(en, _)| found.starts_with(en))?;
    let value = found[kind.len()..].trim().trim_matches(['`', '"']);
    Some(if value.is_empty() {
        format!("这里不应是{zh}")
    } else {
        format!("这里不应是{zh}“{value}”")
    })
}

/// The name between backticks behind these words, and what follows it.
fn quoted<'a>(error: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    error.strip_prefix(words)?.split_once('`')
}

/// The names between backticks.
fn names(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_says_is_said_in_chinese() {
        for (error, zh) in [
            ("invalid digit found in string", "应为数字"),
            (
                "unknown variant `self`, expected one of `access`, `copy`",
                "“self”不在可选的里，可选：access、copy",
            ),
            (
                "unknown field `a`, expected `b` at line 1 column 4",
                "不认得“a”，可写：b",
            ),
            ("missing field `reasons`", "缺“reasons”"),
            (
                "invalid type: integer `3`, expected string or map",
                "这里不应是数字“3”",
            ),
            ("invalid type: null, expected a string", "这里不应是空"),
            (
                "invalid type: string \"多\", expected u32",
                "这里不应是文字“多”",
            ),
            ("other", "other"),
        ] {
            assert_eq!(misread(error).0, zh);
            assert!(error.starts_with(&misread(error).1));
        }
        let parsed = "x".parse::<i64>().map_err(|e| misread(&e.to_string()));
        assert_eq!(parsed.map_err(|(zh, _)| zh), Err("应为数字".to_owned()));
        let read = serde_json::from_str::<Vec<u8>>("{}").map_err(|e| misread(&e.to_string()));
        assert_eq!(read.map_err(|(zh, _)| zh), Err("这里不应是对象".to_owned()));
    }
}
