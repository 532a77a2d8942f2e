//! One form for comparing: width, case, tone marks and separators gone, from what was typed and from the record alike.

use unicode_normalization::UnicodeNormalization;

use crate::domain::{name, numeral};

/// Signs of a query that are looked at; what comes after is not read, so that any text takes
/// bounded time.
pub(super) const TYPED: usize = 128;

/// Signs of a query that are read at all: those that are not seen count for nothing.
const READ: usize = 4096;

/// The two points of ü where they stand by themselves.
const POINTS: char = '\u{308}';

/// Signs of one name that are compared (the law asks for 50; longer ones exist only as mistakes).
const NAMED: usize = 120;

/// Signs of one address that are compared.
const PLACED: usize = 400;

/// The letter a–z that a Latin sign stands for: any case, any tone mark; ü is v as on a keyboard.
pub(super) fn letter(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c
            .is_ascii_alphabetic()
            .then(|| (c as u8).to_ascii_lowercase());
    }
    if !matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') {
        return None;
    }
    let parts: Vec<char> = std::iter::once(c).nfd().collect();
    let base = parts
        .first()
        .filter(|b| b.is_ascii_alphabetic())
        .map(|b| (*b as u8).to_ascii_lowercase())?;
    Some(if base == b'u' && parts.contains(&'\u{308}') {
        b'v'
    } else {
        base
    })
}

/// What was typed, cut to a bounded length, narrow, with spaces for all separators and for the
/// country code of a telephone.
pub(super) fn typed(query: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(TYPED);
    let mut signs = query.trim_start().chars().take(READ).peekable();
    let mut read = 0;
    while let Some(c) = signs.next() {
        if is_mark(c) {
            continue;
        }
        if read >= TYPED {
            break;
        }
        read += 1;
        // The two points of ü may come by themselves, among the marks of its tone.
        let mut pointed = false;
        while let Some(mark) = signs.next_if(|mark| is_mark(*mark)) {
            pointed |= mark == POINTS;
        }
        let c = if pointed && matches!(c, 'u' | 'U') {
            'v'
        } else {
            c
        };
        let c = name::narrow(c);
        if name::is_dot(c) || c == '.' {
            // A dot inside a name is nothing: 阿依·古丽 is found as 阿依古丽. Behind a number it parts (18.3.1102).
            if out.last().is_some_and(char::is_ascii_digit) {
                out.push(' ');
            }
            continue;
        }
        if c.is_whitespace() || (name::is_pointed(c) && c != '+') {
            out.push(' ');
        } else if let Some(letter) = letter(c) {
            out.push(char::from(letter));
        } else if !c.is_control() {
            out.extend(c.to_lowercase());
        }
    }
    blank_country(&mut out);
    out
}

/// What is read of a query: as many signs as are looked at, and nothing that is not seen.
#[must_use]
pub fn read(query: &str) -> String {
    let signs = query.trim_start().chars().take(READ);
    let mut seen = 0;
    let read = signs
        .filter(|c| !is_mark(*c) || *c == POINTS)
        .take_while(|c| {
            seen += usize::from(!is_mark(*c));
            seen <= TYPED
        });
    read.collect()
}

/// The country code before a telephone, which no record has: `+86`, and before a whole mobile number
/// 86 and 0086 too. Spaces come in its place, and in that of any other plus.
fn blank_country(typed: &mut [char]) {
    for at in 0..typed.len() {
        let plus = typed[at] == '+';
        if plus {
            typed[at] = ' ';
        }
        let begins = typed[at].is_ascii_digit() && (at == 0 || !typed[at - 1].is_ascii_digit());
        if !plus && !begins {
            continue;
        }
        let rest = typed[at..].iter().enumerate();
        let (places, digits): (Vec<usize>, String) = rest
            .take_while(|(_, c)| c.is_ascii_digit() || **c == ' ')
            .filter(|(_, c)| **c != ' ')
            .map(|(n, c)| (at + n, *c))
            .unzip();
        let code = ["0086", "86"].into_iter().find(|code| {
            let mobile = |number: &str| number.len() == 11 && number.starts_with('1');
            digits
                .strip_prefix(code)
                .is_some_and(|number| plus || mobile(number))
        });
        for place in places.iter().take(code.map_or(0, str::len)) {
            typed[*place] = ' ';
        }
    }
}

/// A combining mark, a joiner, a sign of writing direction (it comes with pasted numbers) or a
/// variation selector: never a part of what is compared.
pub(super) fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0xAD | 0x300..=0x36F | 0x61C | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFFF9..=0xFFFB | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF | 0xE0000..=0xE0FFF)
}

/// The signs of a recorded name that are compared, each with its place in the canonical name.
pub(super) fn compared(entered: &str) -> Vec<(char, usize)> {
    let mut out = Vec::new();
    for (place, c) in name::canonical(entered).chars().enumerate() {
        if c == name::DOT || c == ' ' || is_mark(c) {
            continue;
        }
        if out.len() >= NAMED {
            break;
        }
        match letter(c) {
            Some(letter) => out.push((char::from(letter), place)),
            None => out.extend(c.to_lowercase().map(|low| (low, place))),
        }
    }
    out
}

/// The signs of a label that are compared, each with its place in the label as it stands.
pub(super) fn compared_label(label: &str) -> Vec<(char, usize)> {
    label
        .chars()
        .enumerate()
        .take(NAMED)
        .map(|(place, c)| (name::narrow(c), place))
        .filter(|(c, _)| c.is_alphanumeric())
        .flat_map(|(c, place)| {
            let low = letter(c).map_or(c, char::from).to_lowercase();
            low.map(move |c| (c, place))
        })
        .collect()
}

/// The digits of a number as entered, with a closing X of an identity number.
pub(super) fn digits(entered: &str) -> Vec<u8> {
    entered
        .chars()
        .map(name::narrow)
        .filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'))
        .map(|c| c.to_ascii_uppercase() as u8)
        .take(TYPED)
        .collect()
}

/// The digits and letters of a document number as entered: E12345678 is not G12345678.
pub(super) fn document(entered: &str) -> Vec<u8> {
    let signs = entered.chars().map(name::narrow);
    let signs = signs.filter(char::is_ascii_alphanumeric);
    signs
        .map(|c| c.to_ascii_uppercase() as u8)
        .take(TYPED)
        .collect()
}

/// The signs of an address that are compared: narrow, small letters, simplified forms, no separators but
/// between two numbers (12-3号 is not 123号).
pub(super) fn place(entered: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    let mut parted = false;
    for c in entered.chars().map(name::narrow) {
        if !c.is_alphanumeric() {
            parted = true;
            continue;
        }
        let numbers = c.is_ascii_digit() && out.last().is_some_and(char::is_ascii_digit);
        if parted && numbers {
            out.push('-');
        }
        parted = false;
        out.extend(c.to_lowercase().map(super::kin::simple));
        if out.len() >= PLACED {
            break;
        }
    }
    out.truncate(PLACED);
    numeral::in_digits(&mut out);
    out
}

/// Whether two addresses are the same but for width, separators and forms of characters.
#[must_use]
pub fn same_place(a: &str, b: &str) -> bool {
    let a = place(a);
    !a.is_empty() && a == place(b)
}

/// A character of a petition's words as it is compared: small ASCII letters, everything else as it
/// stands, so that what is found is what a plain reading finds.
pub(super) fn plain(c: char) -> char {
    c.to_ascii_lowercase()
}

/// The places in a canonical name of the compared characters at `places`.
pub(super) fn canonical_places(name: &str, places: &[usize]) -> Vec<usize> {
    let compared = compared(name);
    let mut found: Vec<usize> = places
        .iter()
        .filter_map(|p| compared.get(*p).map(|(_, place)| *place))
        .collect();
    found.dedup();
    found
}
