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

/// The words of a search beside a form or a row, which may never have been saved, without what was written there:
/// whom it showed, and beside what. Nobody's to read, as earlier versions kept it; `None` of any other search.
pub fn without_unsaved(what: &str) -> Option<String> {
    let mut said = Vec::new();
    let mut words = what.split(' ');
    let beside = loop {
        match words.next()? {
            number if number.starts_with('#') => said.push(number),
            beside => break beside,
        }
    };
    // `+` and the letters of a name, or `=`, the place of a row and a name.
    match beside.chars().next()? {
        '+' => said.push("+"),
        '=' if beside.len() > 1 && beside[1..].bytes().all(|b| b.is_ascii_digit()) => {
            said.push(beside);
        }
        _ => return None,
    }
    let said = said.join(" ");
    (said != what).then_some(said)
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
