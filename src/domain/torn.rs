//! What is left of something that was not written to its end.

/// True of the beginning of an anchor, as a full disk or a cut leaves it: it says nothing that one could lean on.
#[must_use]
pub fn is_anchor(text: &str) -> bool {
    let words = ["events ", "at ", "duty ", "witness ", "claims ", "keys "];
    let lines: Vec<&str> = text.lines().collect();
    let Some((last, before)) = lines.split_last() else {
        return false;
    };
    let begins = "zhuoluo/".starts_with(last) || lines[0].starts_with("zhuoluo/");
    begins
        && before.iter().enumerate().all(|(at, line)| match at {
            0 | 2 => true,
            1 => line.parse::<u64>().is_ok(),
            _ => words.iter().any(|word| line.starts_with(word)),
        })
}
