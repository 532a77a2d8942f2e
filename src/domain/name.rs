//! Names as people write them: one canonical form for the record, a bare form for comparing.
//!
//! Never guesses sex, origin or a surname: names have any number of parts (民委发〔2016〕33号).

/// Longest name: twice what the standard asks for (民委发〔2016〕33号: 25 and more).
pub const LONGEST: usize = 120;

/// The separator inside minority and foreign names: U+00B7, GB18030 A1A4.
pub const DOT: char = '\u{00B7}';

/// A full-width ASCII sign as its narrow twin; the ideographic space as a space.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{00A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' => ' ',
        c => c,
    }
}

/// True for every sign that people type for the separator dot.
#[must_use]
pub fn is_dot(c: char) -> bool {
    matches!(
        c,
        DOT | '\u{2022}'
            | '\u{2027}'
            | '\u{30FB}'
            | '\u{FF65}'
            | '\u{2219}'
            | '\u{22C5}'
            | '\u{FF0E}'
            | '\u{0387}'
            | '\u{2024}'
            | '\u{16EB}'
    )
}

/// True for a point, a dash, a quotation mark or a bracket, of whichever script: between words of a query, never a
/// part of what is looked for. The dots that stand inside names are none of them.
#[must_use]
pub fn is_pointed(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B6}' | '\u{BB}' | '\u{BF}'
        )
        || (matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE6B}' | '\u{FF61}'..='\u{FF64}')
            && !is_dot(c))
}

/// The canonical name: controls and invisible signs gone, letters narrow, dots as U+00B7, no
/// spaces between Chinese characters, one between words in letters.
#[must_use]
pub fn canonical(entered: &str) -> String {
    let mut out = String::with_capacity(entered.len());
    let mut space = false;
    for c in entered.chars() {
        let c = if is_dot(c) { DOT } else { narrow(c) };
        if c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if c.is_control() || crate::words::has_controls(c.encode_utf8(&mut [0; 4])) {
            continue;
        }
        // A full stop between two Chinese characters stands for the dot.
        let c = if c == '.' && out.chars().next_back().is_some_and(is_han) {
            DOT
        } else {
            c
        };
        if space
            && c != DOT
            && c.is_ascii()
            && out.chars().next_back().is_some_and(|l| l.is_ascii())
        {
            out.push(' ');
        }
        space = false;
        out.push(c);
    }
    out.trim_matches(DOT).to_owned()
}

/// The name for comparing: canonical, without dots and spaces, letters in lower case.
#[must_use]
pub fn bare(entered: &str) -> String {
    canonical(entered)
        .chars()
        .filter(|c| *c != DOT && *c != ' ')
        .flat_map(char::to_lowercase)
        .collect()
}

/// True for a Chinese character (any plane).
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF | 0x3007)
}

/// True when a name field says that there is no name.
#[must_use]
pub fn is_anonymous(entered: &str) -> bool {
    matches!(
        canonical(entered).as_str(),
        "" | "匿名"
            | "匿名者"
            | "匿名信"
            | "无名"
            | "无名氏"
            | "不详"
            | "姓名不详"
            | "未署名"
            | "无署名"
            | "佚名"
            | "某群众"
            | "群众"
            | "无"
            | "-"
            | "--"
            | "/"
            | "—"
            | "——"
            | "?"
            | "？"
            | "未知"
            | "不知"
            | "未提供"
            | "未留名"
            | "不愿透露"
            | "不愿透露姓名"
            | "不愿具名"
            | "不愿留名"
            | "要求匿名"
            | "要求保密"
            | "未留姓名"
            | "没有留名"
            | "拒绝透露"
            | "拒不透露姓名"
            | "anonymous"
            | "Anonymous"
    )
}

/// A letter of pinyin without its tone; ü is v.
#[must_use]
pub const fn toneless(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        c => c,
    }
}
