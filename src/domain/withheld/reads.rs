//! A text as it is read when somebody is looked for in it, sign by sign, each with where it stands: as it is, its
//! numbers alone (一三八 is 138), and its houses (五栋二七二室 is 5栋272室).

use crate::domain::name;
use crate::domain::numeral;
use crate::domain::rights;

/// A sign and the bytes of the text that say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    pub c: char,
    pub from: usize,
    pub to: usize,
}

/// A text without spaces and dashes, narrow, one form for each character, letters without what stands over them.
#[must_use]
pub fn plain(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len() / 2);
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        if let Some(last) = signs.last_mut().filter(|_| is_over(c)) {
            last.to = to;
            continue;
        }
        if matches!(name::narrow(c), '-' | '—' | '－' | '(' | ')') {
            continue;
        }
        let read = rights::reading(c.encode_utf8(&mut [0; 4]));
        signs.extend(read.chars().map(|c| Sign {
            c: name::toneless(c),
            from,
            to,
        }));
    }
    signs
}

/// The same, numbers digit by digit in characters as in digits, and nothing of what stands between digits.
#[must_use]
pub fn numbers(signs: &[Sign]) -> Vec<Sign> {
    let kept = signs.iter().filter(|s| s.c.is_alphanumeric());
    kept.map(|s| Sign {
        c: digit(s.c).unwrap_or(s.c),
        ..*s
    })
    .collect()
}

/// The same, numbers of houses in digits, and one word for what a block of flats is called.
#[must_use]
pub fn houses(signs: &[Sign]) -> Vec<Sign> {
    let plain: Vec<char> = signs.iter().map(|s| s.c).collect();
    let mut all: Vec<Sign> = Vec::with_capacity(signs.len());
    let mut at = 0;
    while at < signs.len() {
        let (sign, rest) = (signs[at], &plain[at..]);
        let behind_digit = all.last().is_some_and(|s| s.c.is_ascii_digit());
        if sign.c == '第'
            && rest
                .get(1)
                .is_some_and(|c| c.is_ascii_digit() || numeral::counted(&rest[1..]).is_some())
        {
            at += 1;
            continue;
        }
        if let Some((number, len)) = numeral::counted(rest).filter(|_| !behind_digit) {
            let to = signs[at + len - 1].to;
            let digits = number.to_string();
            let from = sign.from;
            all.extend(digits.chars().map(|c| Sign { c, from, to }));
            at += len;
            continue;
        }
        let block = behind_digit && matches!(sign.c, '幢' | '座');
        let both = behind_digit && rest.starts_with(&['号', '楼']);
        all.push(Sign {
            c: if block || both { '栋' } else { sign.c },
            from: sign.from,
            to: if both { signs[at + 1].to } else { sign.to },
        });
        at += 1 + usize::from(both);
    }
    all
}

/// The signs alone.
pub fn chars(signs: &[Sign]) -> Vec<char> {
    signs.iter().map(|s| s.c).collect()
}

/// How many are so.
pub fn count(read: &[char], is: impl Fn(&char) -> bool) -> usize {
    read.iter().filter(|c| is(c)).count()
}

/// How many Chinese characters there are.
pub fn characters(read: &[char]) -> usize {
    count(read, |c| name::is_han(*c))
}

/// How many runs of digits there are.
pub fn numbers_in(read: &[char]) -> usize {
    let digit = char::is_ascii_digit;
    read.chunk_by(|a, b| digit(a) == digit(b))
        .filter(|run| run.first().is_some_and(digit))
        .count()
}

/// The digit that a character says.
fn digit(c: char) -> Option<char> {
    Some(match c {
        '零' | '〇' | '○' => '0',
        '一' | '幺' | '么' | '壹' => '1',
        '二' | '两' | '贰' => '2',
        '三' | '叁' => '3',
        '四' | '肆' => '4',
        '五' | '伍' => '5',
        '六' | '陆' => '6',
        '七' | '柒' => '7',
        '八' | '捌' => '8',
        '九' | '玖' => '9',
        _ => return None,
    })
}

/// A mark that stands over the letter before it.
const fn is_over(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}
