//! Petitions that a text names (另见 2026-LF-00012): by number, by a part of one, by query code, in whatever dress.

use super::ids::{PetitionNo, QueryCode};
use super::name;
use super::petition::Channel;

/// Digits of an area, of a year and the fewest of a serial number where no year stands before it.
const AREA: usize = 6;
const YEAR: usize = 4;
const SERIAL: usize = 5;
/// Signs of a query code, and of one of its groups.
const CODE: usize = 12;
const GROUP: usize = 4;

/// What a text says, and where, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub from: usize,
    pub to: usize,
    pub said: Said,
}

/// By what a petition is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Its number, with the area.
    Number(PetitionNo),
    /// Year, channel and serial number.
    Here(PetitionNo),
    /// Channel and serial number: of any year.
    Part(PetitionNo),
    /// Its query code.
    Code(QueryCode),
}

/// A sign of a text as it is read, with where it stands.
#[derive(Clone, Copy)]
struct Sign {
    c: char,
    from: usize,
    to: usize,
}

/// All petitions that a text names, in its order; what is no number of any petition may be among them.
#[must_use]
pub fn all(text: &str) -> Vec<Mention> {
    if may(text) { every(text) } else { Vec::new() }
}

fn every(text: &str) -> Vec<Mention> {
    let sign = |(from, c): (usize, char)| Sign {
        c: name::narrow(c).to_ascii_uppercase(),
        from,
        to: from + c.len_utf8(),
    };
    let signs: Vec<Sign> = text.char_indices().map(sign).collect();
    let (mut all, mut at) = (Vec::new(), 0);
    while at < signs.len() {
        let found = number(&signs, at).or_else(|| code(&signs, at));
        match found {
            Some((mention, end)) => {
                all.push(mention);
                at = end;
            }
            None => at += 1,
        }
    }
    all
}

/// Whether a text may name a petition at all: most do not, and each step of every file that is opened is asked. A line
/// end that JSON writes with a letter (`\n`) does not hide what stands behind it.
#[must_use]
pub fn may(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind_end = |at: usize| at >= 2 && bytes[at - 2] == b'\\';
    let mut before = b' ';
    for (at, byte) in bytes.iter().copied().enumerate() {
        let starts = |is: fn(&u8) -> bool| is(&byte) && (!is(&before) || behind_end(at));
        let rest = &bytes[at..];
        if starts(u8::is_ascii_alphabetic) && begins_number(rest)
            || starts(u8::is_ascii_alphanumeric) && begins_code(rest)
            || is_wide(rest)
        {
            return true;
        }
        before = byte;
    }
    false
}

/// Whether bytes begin with the letters of a channel and digits behind them, whatever stands between.
fn begins_number(bytes: &[u8]) -> bool {
    let Some((mark, rest)) = bytes.split_at_checked(2) else {
        return false;
    };
    let own = |channel: &Channel| channel.mark().as_bytes().eq_ignore_ascii_case(mark);
    Channel::ALL.iter().any(own)
        && rest
            .iter()
            .find(|b| b.is_ascii_alphanumeric())
            .is_some_and(u8::is_ascii_digit)
}

/// Whether bytes begin with as many letters and digits as a query code has, parted into its groups or not.
fn begins_code(bytes: &[u8]) -> bool {
    let (mut signs, mut at) = (0, 0);
    while signs < CODE {
        match bytes.get(at) {
            Some(byte) if byte.is_ascii_alphanumeric() => signs += 1,
            // A gap: what is no sign of its own in any set of bytes that it is written with.
            Some(byte) if signs % GROUP == 0 && (is_gap(char::from(*byte)) || !byte.is_ascii()) => {
            }
            _ => return false,
        }
        at += 1;
    }
    true
}

/// Whether bytes begin with a letter or digit of full width.
fn is_wide(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xEF, 0xBC, 0x90..=0x99 | 0xA1..=0xBA, ..] | [0xEF, 0xBD, 0x81..=0x9A, ..]
    )
}

/// A number whose letters stand here, and where it ends.
fn number(signs: &[Sign], at: usize) -> Option<(Mention, usize)> {
    if !signs[at].c.is_ascii_alphabetic() {
        return None;
    }
    let mark: String = signs.get(at..at + 2)?.iter().map(|s| s.c).collect();
    let own = |channel: &Channel| channel.mark() == mark;
    if !Channel::ALL.iter().any(own) || is_letter(at.checked_sub(1).map(|n| signs[n])) {
        return None;
    }
    let from = skip(signs, at + 2);
    let digits = signs[from..].iter().take_while(|s| s.c.is_ascii_digit());
    let digits = digits.count();
    let end = from + digits;
    let serial: String = signs[from..end].iter().map(|s| s.c).collect();
    let serial: u32 = serial.parse().ok()?;
    let part = format!("{mark}-{serial:05}");
    let (year, begin) = behind(signs, at, YEAR);
    let is_year = year.starts_with("19") || year.starts_with("20");
    let (begin, said) = if is_year {
        let (area, before) = behind(signs, begin, AREA);
        if area.len() == AREA {
            let whole = format!("{area}-{year}-{part}");
            (before, Said::Number(PetitionNo(whole)))
        } else {
            (begin, Said::Here(PetitionNo(format!("{year}-{part}"))))
        }
    } else {
        (at, Said::Part(PetitionNo(part)))
    };
    let enough = !matches!(said, Said::Part(_)) || digits >= SERIAL;
    let mention = Mention {
        from: signs[begin].from,
        to: signs[end - 1].to,
        said,
    };
    enough.then_some((mention, end))
}

/// So many digits that stand before a place, none where there are fewer, and where they begin.
fn behind(signs: &[Sign], at: usize, wanted: usize) -> (String, usize) {
    let gap = signs[..at].iter().rev().take_while(|s| is_gap(s.c)).count();
    let end = at - gap;
    let Some(begin) = end.checked_sub(wanted) else {
        return (String::new(), at);
    };
    let digits = &signs[begin..end];
    if digits.iter().all(|s| s.c.is_ascii_digit()) {
        (digits.iter().map(|s| s.c).collect(), begin)
    } else {
        (String::new(), at)
    }
}

/// A query code that begins here, and where it ends.
fn code(signs: &[Sign], at: usize) -> Option<(Mention, usize)> {
    let alnum = |n: usize| signs.get(n).is_some_and(|s| s.c.is_ascii_alphanumeric());
    if !alnum(at) || at > 0 && alnum(at - 1) {
        return None;
    }
    let (mut said, mut next) = (String::new(), at);
    while said.len() < CODE {
        if said.len().is_multiple_of(GROUP) && !said.is_empty() {
            next = skip(signs, next);
        }
        let sign = signs.get(next).filter(|s| s.c.is_ascii_alphanumeric())?;
        said.push(sign.c);
        next += 1;
    }
    let code = QueryCode::parse(&said).filter(|_| !alnum(next))?;
    let mention = Mention {
        from: signs[at].from,
        to: signs[next - 1].to,
        said: Said::Code(code),
    };
    Some((mention, next))
}

/// Behind the hyphens and spaces that stand at a place.
fn skip(signs: &[Sign], at: usize) -> usize {
    at + signs[at..].iter().take_while(|s| is_gap(s.c)).count()
}

fn is_gap(c: char) -> bool {
    c == ' ' || super::ids::is_dash(c)
}

fn is_letter(sign: Option<Sign>) -> bool {
    sign.is_some_and(|s| s.c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(String, Said)> {
        let named = !every(text).is_empty();
        assert!(may(text) || !named, "{text} was passed over");
        let told = |m: Mention| (text[m.from..m.to].to_owned(), m.said);
        all(text).into_iter().map(told).collect()
    }

    /// A number is read in whatever dress; what only looks like one is not.
    #[test]
    fn a_number_is_read_however_it_is_written() {
        let whole = Said::Number(PetitionNo("999999-2026-LF-00012".into()));
        let here = Said::Here(PetitionNo("2026-LF-00012".into()));
        let part = Said::Part(PetitionNo("LF-00012".into()));
        for (text, number, wanted) in [
            ("另见999999-2026-LF-00012号", "999999-2026-LF-00012", &whole),
            ("见9999992026lf00012。", "9999992026lf00012", &whole),
            (
                "见９９９９９９－２０２６－ＬＦ－０００１２",
                "９９９９９９－２０２６－ＬＦ－０００１２",
                &whole,
            ),
            ("见999999 2026 LF 00012", "999999 2026 LF 00012", &whole),
            ("另见2026LF00012", "2026LF00012", &here),
            ("另见 2026-LF-12 ，", "2026-LF-12", &here),
            ("2026年lf00012", "lf00012", &part),
            ("与LF-00012同一人", "LF-00012", &part),
        ] {
            assert_eq!(said(text), [(number.to_owned(), wanted.clone())], "{text}");
        }
        let two = said("2026LF00012、2026WX00013");
        assert_eq!(two.len(), 2);
        for text in [
            "GB18030",
            "LF",
            "SELF-00012",
            "LF12路公交",
            "2026年3月",
            "ＬＦ型",
            "",
        ] {
            assert!(said(text).is_empty(), "{text}");
        }
    }

    /// A query code is read by its check signs.
    #[test]
    fn a_query_code_is_read() {
        let code = QueryCode::from_entropy([1, 2, 3, 4, 5, 6, 7]);
        let bare = code.0.replace('-', "");
        for text in [
            code.0.clone(),
            bare.to_lowercase(),
            code.0.replace('-', " "),
        ] {
            let told = format!("查询码{text}，已给");
            assert_eq!(said(&told), [(text, Said::Code(code.clone()))]);
        }
        assert!(said("ABCD-EFGH-JKLM").is_empty() && said("ABCD-EFGH").is_empty());
        assert!(said(&format!("{bare}X")).is_empty());
    }

    /// What is passed over names nothing, of all that can be put together from such pieces.
    #[test]
    fn nothing_that_is_named_is_passed_over() {
        let code = QueryCode::from_entropy([1, 2, 3, 4, 5, 6, 7]).0;
        let (whole, pieces) = (
            code.replace('-', ""),
            [&code[..4], &code[5..9], &code[10..]],
        );
        let all = [
            "LF",
            "lx",
            "Ｑｔ",
            "-",
            " ",
            "　",
            "_",
            "2026",
            "00012",
            "９９９９９９",
            "a",
            "见",
            "，",
            "\"",
            pieces[0],
            pieces[1],
            pieces[2],
            &whole,
        ];
        let mut named = 0;
        for a in all {
            for b in all {
                for c in all {
                    for d in all {
                        named += said(&[a, b, c, d].concat()).len();
                    }
                }
            }
        }
        assert!(named > 1000, "{named}");
        assert!(may(r"a\nLF-00012") && may(&format!(r"a\n{whole}")));
        assert!(!may(
            r#"{"step":"sort","class":"request","same_matter":2,"due_on":"2026-11-25","text":"已到东甲镇核实"}"#
        ));
    }
}
