//! What somebody wrote behind `ssh desk`, as words. No shell reads it: quotes group, nothing expands.

use crate::words::Sentence;

/// The longest command.
pub const LONGEST: usize = 64 * 1024;

/// Splits a line as a shell would group it: blanks part words, `'…'` and `"…"` keep them together,
/// `\` takes the next sign as it is (within `"…"` only before `"` and `\`). Signs that mean something to a shell are signs.
///
/// # Errors
/// An open quotation, a backslash at the end, a control character, or too much.
pub fn split(line: &str) -> Result<Vec<String>, Sentence> {
    if line.len() > LONGEST {
        return Err(say!("命令太长。", "The command is too long."));
    }
    if line.chars().any(|c| c.is_control() && c != '\t') {
        return Err(say!(
            "命令里有控制字符或换行。",
            "The command holds control characters or a line break."
        ));
    }
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ' ' | '\t' => words.extend(word.take()),
            '\'' | '"' => quoted(sign, &mut signs, word.get_or_insert_default())?,
            '\\' => word
                .get_or_insert_default()
                .push(signs.next().ok_or_else(open)?),
            sign => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    Ok(words)
}

fn quoted(mark: char, signs: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), Sentence> {
    loop {
        match signs.next().ok_or_else(open)? {
            sign if sign == mark => return Ok(()),
            '\\' if mark == '"' => match signs.next().ok_or_else(open)? {
                sign @ ('"' | '\\') => word.push(sign),
                sign => word.extend(['\\', sign]),
            },
            sign => word.push(sign),
        }
    }
}

fn open() -> Sentence {
    say!(
        "引号没有配对，或以反斜杠结尾。",
        "A quotation is not closed, or the command ends with a backslash."
    )
}
