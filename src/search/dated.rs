//! Dates of birth as people write them (1984年5月22日, 1962.3, 1984-05-22): in the digits of a document number.

use super::numbers::may_be_birth;
use super::unit::{self, Kind};
use crate::domain::name::narrow;

/// What was typed with such dates as a document has them (19840522, 196203); `None` where there is none.
pub(super) fn in_digits(query: &str) -> Option<String> {
    let signs: Vec<char> = query.chars().map(narrow).collect();
    let (mut out, mut at, mut any) = (String::new(), 0, false);
    while at < signs.len() {
        let begins = at == 0 || !signs[at - 1].is_ascii_alphanumeric();
        let Some((digits, len)) = date(&signs[at..]).filter(|_| begins) else {
            out.push(signs[at]);
            at += 1;
            continue;
        };
        out.push_str(&digits);
        at += len;
        // What is behind it is something else.
        let goes_on = signs.get(at).is_some_and(|c| c.is_alphanumeric());
        out.extend(goes_on.then_some(' '));
        any = true;
    }
    any.then_some(out)
}

/// Whether a year is said to be one (1979年): then it is one of birth before it is the end of a number.
pub(super) fn says_year(query: &str) -> bool {
    let signs: Vec<char> = query.chars().map(narrow).collect();
    let year = |(at, part): (usize, &[char])| {
        let begins = at == 0 || !signs[at - 1].is_ascii_digit();
        part[4] == '年' && begins && is_year(&part[..4])
    };
    signs.windows(5).enumerate().any(year)
}

/// Whether digits may be a year of birth, with month and day or without.
pub(super) fn is_born(digits: &[u8]) -> bool {
    may_be_birth(digits) && matches!(digits, [b'1', b'9', ..] | [b'2', b'0', ..])
}

/// A year of birth that was typed in two digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Years {
    /// What was typed with all four digits of it, in each century that it may be of.
    pub(super) texts: Vec<String>,
    /// Whether it was said to be a year (62年, 62年生).
    pub(super) is_said: bool,
}

/// The last two digits of the newest year that somebody may have been born in who comes to the window.
const NEWEST: u32 = 20;
/// Two digits that are not said to be a year begin a telephone, a whole year or a house number below this: 13, 19, 20.
const OLDEST: u32 = 26;
/// The longest name before two digits that are not said to be a year, in characters.
const NAME: usize = 4;

/// A year in two digits beside a name: said to be one, or two digits that end what was typed of the name. `None` where
/// there is none, or no one.
pub(super) fn short_year(query: &str) -> Option<Years> {
    let signs: Vec<char> = query.trim().chars().map(narrow).collect();
    let digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
    let runs = (0..signs.len()).filter(|at| digit(*at) && (*at == 0 || !digit(at - 1)));
    let mut runs = runs.map(|at| (at, (at..signs.len()).take_while(|n| digit(*n)).count()));
    let (at, len) = runs.next()?;
    // Another number beside it tells who is meant.
    if len != 2 || runs.next().is_some() || !signs.iter().any(|c| c.is_alphabetic()) {
        return None;
    }
    let behind = &signs[at + 2..];
    let is_said = behind.first() == Some(&'年');
    let parts = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace());
    let before = at.checked_sub(1).map(|n| &signs[n]);
    let begins = before.is_none_or(|c| c.is_alphabetic() || c.is_whitespace());
    if !begins || !(is_said || parts(behind.first())) {
        return None;
    }
    let rest = if is_said { &behind[1..] } else { behind };
    let born = [
        &['出', '生', '的'][..],
        &['出', '生'],
        &['生', '人'],
        &['生', '的'],
        &['生'],
    ];
    let born = born.iter().find(|end| rest.starts_with(end) && is_said);
    let rest = &rest[born.map_or(0, |born| born.len())..];
    let text = |signs: &[char]| signs.iter().collect::<String>();
    let (two, before, rest) = (text(&signs[at..at + 2]), text(&signs[..at]), text(rest));
    let named = before.chars().chain(rest.chars()).any(char::is_alphabetic);
    if !(is_said || is_name(&before) && two.parse().is_ok_and(|two: u32| two >= OLDEST)) {
        return None;
    }
    let newest = two.parse().is_ok_and(|two: u32| two <= NEWEST);
    let centuries = ["19", "20"].into_iter().filter(|c| *c == "19" || newest);
    named.then(|| Years {
        texts: centuries
            .map(|c| format!("{before} {c}{two} {rest}"))
            .collect(),
        is_said,
    })
}

/// Whether a text is one name or its letters, and no place.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let letters = text.bytes().all(|b| b.is_ascii_alphabetic());
    let place = text.chars().any(|c| unit::kind(c) != Kind::Plain);
    !text.contains(char::is_whitespace) && (letters || text.chars().count() <= NAME && !place)
}

fn is_year(signs: &[char]) -> bool {
    matches!(signs, ['1', '9', ..] | ['2', '0', ..]) && signs.iter().all(char::is_ascii_digit)
}

/// The digits of a date that a text begins with, and how many signs it has there.
fn date(text: &[char]) -> Option<(String, usize)> {
    let (year, rest) = text.split_at_checked(4)?;
    let (sign, rest) = rest.split_first()?;
    if !is_year(year) || !matches!(sign, '年' | '.' | '-' | '/') {
        return None;
    }
    let (month, len) = number(rest, 12)?;
    let mut digits: String = year.iter().collect();
    digits.push_str(&month);
    let mut end = 5 + len;
    let parts = match (sign, text.get(end)) {
        ('年', Some('月')) => true,
        ('年', _) => return None,
        (sign, next) => next == Some(sign),
    };
    end += usize::from(*sign == '年');
    let from = end + usize::from(*sign != '年');
    if let Some((day, len)) = text
        .get(from..)
        .filter(|_| parts)
        .and_then(|t| number(t, 31))
    {
        digits.push_str(&day);
        end = from + len;
        let closes = matches!(text.get(end), Some('日' | '号'));
        end += usize::from(closes && *sign == '年');
    }
    let rest = &text[end..];
    // 2003-3-2404 is a flat, and 1980-2号 a house.
    let house = |c: &char| matches!(c, '-' | '/' | '号' | '栋' | '幢' | '室') || c.is_ascii_digit();
    if *sign != '年' && rest.first().is_some_and(house) {
        return None;
    }
    let born = [&['出', '生'][..], &['生'][..]];
    let born = born.iter().find(|end| rest.starts_with(end));
    Some((digits, end + born.map_or(0, |born| born.len())))
}

/// A number of one digit or two, up to so much, as two digits, and how many signs it has.
fn number(text: &[char], most: u32) -> Option<(String, usize)> {
    let len = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let said: String = text[..len].iter().collect();
    let number: u32 = said.parse().ok().filter(|_| len <= 2)?;
    ((1..=most).contains(&number)).then(|| (format!("{number:02}"), len))
}

#[cfg(test)]
mod tests {
    use super::{in_digits, says_year, short_year};

    #[test]
    fn a_year_in_two_digits_is_one_of_birth() {
        for (typed, wanted) in [
            ("李 62", Some((vec!["李  1962 "], false))),
            ("李62", Some((vec!["李 1962 "], false))),
            ("李62年", Some((vec!["李 1962 "], true))),
            ("62年生 张", Some((vec![" 1962  张"], true))),
            ("６２年出生的张", Some((vec![" 1962 张"], true))),
            ("张 05年", Some((vec!["张  1905 ", "张  2005 "], true))),
            ("李 19", None),
            ("东甲镇 戊村36", None),
            ("东甲 62", Some((vec!["东甲  1962 "], false))),
            ("张 东甲 62", None),
            ("62", None),
            ("62年", None),
            ("李 62号", None),
            ("李 1962", None),
            ("李 62 8834", None),
            ("碧桂园3-62", None),
            ("张三62岁", None),
        ] {
            let found = short_year(typed);
            let found = found.map(|y| (y.texts, y.is_said));
            let wanted = wanted.map(|(texts, said)| {
                (
                    texts.into_iter().map(str::to_owned).collect::<Vec<_>>(),
                    said,
                )
            });
            assert_eq!(found, wanted, "{typed}");
        }
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (typed, wanted) in [
            ("1984年5月22日", Some("19840522")),
            ("董 1978年6月", Some("董 197806")),
            ("董1978年6月生", Some("董197806")),
            ("李 1962.3", Some("李 196203")),
            ("1984-05-22", Some("19840522")),
            ("１９８４／５／２２ 李", Some("19840522 李")),
            ("1984年5月22日出生李", Some("19840522 李")),
            ("黄1979年", None),
            ("1984年13月", None),
            ("翠竹园2003-3-2404", None),
            ("18.3.1102", None),
            ("1980-2号", None),
            ("11984-05-22", None),
            ("", None),
        ] {
            assert_eq!(in_digits(typed).as_deref(), wanted, "{typed}");
        }
        assert!(says_year("黄1979年") && says_year("1978年6月"));
        assert!(!says_year("黄1979") && !says_year("1234年") && !says_year("11979年"));
    }
}
