//! What somebody typed, as the trail keeps it, and an entry without it.

/// The words of an entry without what somebody typed, which may be anybody's name or number: not for a role that is
/// told none; `None` when nothing typed is among them.
pub fn without_typed(action: &str, what: &str) -> Option<String> {
    match action {
        "search" => {
            let numbers = what.split(' ').take_while(|word| word.starts_with('#'));
            let numbers = numbers.collect::<Vec<_>>().join(" ");
            (numbers != what).then_some(numbers)
        }
        // A mistyped command, as earlier versions kept it.
        "refuse" if what.starts_with("zhuoluo ") && !what.contains('：') => {
            Some("zhuoluo".to_owned())
        }
        "refuse" if what.contains('“') => Some(without_quoted(what)),
        _ => None,
    }
}

/// A sentence without what it quotes.
#[must_use]
pub fn without_quoted(sentence: &str) -> String {
    let mut parts = sentence.split('“');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        said.push_str("“…”");
        said.push_str(part.split_once('”').map_or("", |(_, rest)| rest));
    }
    said
}
