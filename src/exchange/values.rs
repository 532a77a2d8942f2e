//! What one cell means: a date, numbers, a document, names, a headcount.

use chrono::NaiveDate;

use super::folded::bare;
use super::grid::Cell;
use super::lexicon::words;
use crate::domain::date;
use crate::domain::identity::{self, DocumentKind, Doubt};
use crate::domain::name::{canonical, is_anonymous, is_han, narrow};

/// From here on a spreadsheet has lost digits: it keeps fifteen.
const FIFTEEN_DIGITS: f64 = 1e15;
/// Most names or telephone numbers taken from one cell.
const PIECES: usize = 300;
/// Days between the two ways in which spreadsheets count.
const DAYS_1904: f64 = 1462.0;

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A date.
    Day(NaiveDate),
    /// Month and day without a year.
    DayOfYear,
    /// Nothing, or a dash.
    Nothing,
    /// Something that is no date.
    Unreadable,
}

/// Reads a date cell.
#[must_use]
pub fn when(cell: &Cell, since_1904: bool) -> When {
    let serial = |number: f64| date::from_serial(number + if since_1904 { DAYS_1904 } else { 0.0 });
    match cell {
        Cell::Empty => When::Nothing,
        Cell::Broken(_) | Cell::Long(_) => When::Unreadable,
        Cell::Date(day) => When::Day(*day),
        Cell::Number(number) => serial(*number)
            .or_else(|| date::parse(&cell.shown()))
            .map_or(When::Unreadable, When::Day),
        Cell::Text(text) => {
            let text: String = text.chars().map(narrow).collect();
            let text = text.trim();
            if matches!(text, "" | "-" | "--" | "—" | "——" | "/" | "无") {
                return When::Nothing;
            }
            if let Some(day) = date::parse(text) {
                return When::Day(day);
            }
            if let Some(day) = text
                .parse::<f64>()
                .ok()
                .filter(|_| text.split('.').next().is_some_and(|whole| whole.len() == 5))
                .and_then(serial)
            {
                return When::Day(day);
            }
            // 2024 has a 29 February.
            if date::parse_in_year(text, 2024).is_some() {
                When::DayOfYear
            } else {
                When::Unreadable
            }
        }
    }
}

/// Places a date without a year so that it is not after the day of registration.
#[must_use]
pub fn day_before(text: &str, registered: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    let text: String = text.chars().map(narrow).collect();
    let year = registered.year();
    date::parse_in_year(text.trim(), year)
        .filter(|day| *day <= registered)
        .or_else(|| date::parse_in_year(text.trim(), year - 1))
}

/// Signs that people put between several things in one cell.
fn is_between(c: char) -> bool {
    matches!(
        c,
        '、' | '，' | ',' | '；' | ';' | '/' | '／' | '|' | '｜' | '\n' | '\r'
    )
}

/// The telephone numbers of a cell, and what is doubtful about those left out.
#[must_use]
pub fn phones(cell: &Cell) -> (Vec<String>, Vec<Doubt>) {
    let (mut good, mut doubts) = (Vec::new(), Vec::new());
    let shown = cell.shown();
    for piece in shown
        .split(is_between)
        .flat_map(|piece| piece.split('或'))
        .flat_map(apart)
        .take(PIECES)
    {
        if identity::is_absent(&piece) {
            continue;
        }
        if is_scientific(&piece) {
            if !doubts.contains(&Doubt::Ruined) {
                doubts.push(Doubt::Ruined);
            }
            continue;
        }
        let number = identity::phone(&piece);
        let doubt = if number.is_empty() {
            Some(Doubt::Shape)
        } else {
            identity::phone_doubt(&number)
        };
        match doubt {
            None if good.contains(&number) => {}
            None => good.push(number),
            Some(doubt) if doubts.contains(&doubt) => {}
            Some(doubt) => doubts.push(doubt),
        }
    }
    (good, doubts)
}

/// `13800138000 0999-1234567` is two numbers, `138 0013 8000` one.
fn apart(piece: &str) -> Vec<String> {
    let parts: Vec<&str> = piece.split_whitespace().collect();
    let whole = |part: &&str| {
        let number = identity::phone(part);
        number.len() >= 7 && identity::phone_doubt(&number).is_none()
    };
    if parts.len() > 1 && parts.iter().all(whole) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![piece.to_owned()]
    }
}

/// `4.40524E+17`: a long number that a spreadsheet shortened.
fn is_scientific(text: &str) -> bool {
    let text = identity::compact(text);
    text.split_once("E+").is_some_and(|(head, tail)| {
        head.contains('.')
            && head.parse::<f64>().is_ok()
            && !tail.is_empty()
            && tail.bytes().all(|b| b.is_ascii_digit())
    })
}

/// What a document cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// There is none.
    Absent,
    /// A number against which nothing speaks.
    Good(DocumentKind, String),
    /// A number that is not to be stored.
    Doubtful(Doubt),
}

/// Reads a document number; `kind` is the sheet's own word for it.
#[must_use]
pub fn document(cell: &Cell, kind: &str, today: NaiveDate) -> Document {
    let number = match cell {
        Cell::Empty => return Document::Absent,
        Cell::Broken(_) => return Document::Doubtful(Doubt::Ruined),
        Cell::Long(_) => return Document::Doubtful(Doubt::Shape),
        Cell::Number(number) if *number >= FIFTEEN_DIGITS => {
            return Document::Doubtful(Doubt::Ruined);
        }
        cell => {
            let shown = cell.shown();
            let shown = before_bracket(&shown);
            if identity::is_absent(shown) {
                return Document::Absent;
            }
            if is_scientific(shown) {
                return Document::Doubtful(Doubt::Ruined);
            }
            identity::compact(shown)
        }
    };
    let kind = declared(kind).unwrap_or_else(|| identity::kind_of(&number));
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let number_like = digits >= 10 && digits + 1 >= number.len();
    if kind == DocumentKind::Other && number_like && digits > 11 && number.len() != 15 {
        return Document::Doubtful(Doubt::Shape);
    }
    match identity::doubt(kind, &number, today) {
        None if number.contains('*') => Document::Doubtful(Doubt::Shape),
        None => Document::Good(kind, number),
        Some(Doubt::Checksum | Doubt::Birth) if is_rounded(&number) => {
            Document::Doubtful(Doubt::Ruined)
        }
        Some(doubt) => Document::Doubtful(doubt),
    }
}

/// `99999919700101013X（本人）`, `无（老人）`: a number without the remark behind it.
fn before_bracket(text: &str) -> &str {
    match text.split(['(', '（']).next() {
        Some(head) if !head.trim().is_empty() => head,
        _ => text,
    }
}

/// Eighteen digits of which a spreadsheet may have kept fifteen.
#[must_use]
pub fn is_rounded(number: &str) -> bool {
    let number = identity::compact(number);
    number.len() == 18 && number.ends_with("000") && number.bytes().all(|b| b.is_ascii_digit())
}

fn declared(kind: &str) -> Option<DocumentKind> {
    if kind.trim().is_empty() {
        return None;
    }
    Some(match words().document(kind) {
        Some("resident") => DocumentKind::Resident,
        Some("residence_permit") => DocumentKind::ResidencePermit,
        Some("permanent_residence") => DocumentKind::PermanentResidence,
        Some("credit_code") => DocumentKind::CreditCode,
        Some("passport") => DocumentKind::Passport,
        _ => DocumentKind::Other,
    })
}

/// A reference number as text; `None` when a spreadsheet shortened it.
#[must_use]
pub fn reference(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Number(number) if number.abs() >= FIFTEEN_DIGITS => None,
        Cell::Text(text) if is_scientific(text) => None,
        Cell::Broken(_) | Cell::Long(_) => None,
        cell => {
            let text: String = cell.shown().chars().map(narrow).collect();
            Some(text.trim().to_owned())
        }
    }
}

/// The people of a name cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Canonical names; the first is the petitioner. Empty when nobody is named.
    pub names: Vec<String>,
    /// The number in `等5人`.
    pub count: Option<u32>,
}

/// What people write in one cell for several, one by one: what stands within brackets stays together, and words that
/// say nothing are none.
#[must_use]
pub fn several(cell: &Cell) -> Vec<String> {
    if cell.is_lost() {
        return Vec::new();
    }
    let mut depth = 0_usize;
    let text = cell.shown();
    let pieces = text.split(|c| {
        match c {
            '（' | '(' | '【' | '[' => depth += 1,
            '）' | ')' | '】' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_between(c)
    });
    let says = |piece: &&str| !is_nothing(piece) && !matches!(*piece, "不明" | "未知" | "不清楚");
    pieces
        .map(str::trim)
        .filter(says)
        .map(str::to_owned)
        .collect()
}

/// Reads a name cell.
#[must_use]
pub fn people(text: &str) -> People {
    if is_anonymous(text) {
        return People::default();
    }
    let mut people = People::default();
    for piece in text.split(is_between).take(PIECES) {
        let mut name = canonical(piece);
        if let Some((head, tail)) = name.rsplit_once('等') {
            let tail = tail.trim_end_matches(['人', '名', '户', '位']);
            let (count, kept) = (count_of(tail), head.len());
            if kept > 0 && (tail.is_empty() || count.is_some()) {
                people.count = count.or(people.count);
                name.truncate(kept);
            }
        }
        if !is_anonymous(&name) && !people.names.contains(&name) {
            people.names.push(name);
        }
    }
    people
}

/// True when spaces part two or more names of at least two Chinese characters.
#[must_use]
pub fn may_be_several(text: &str) -> bool {
    let long = |part: &&str| part.chars().filter(|c| is_han(*c)).count() >= 2;
    text.split(is_between)
        .any(|piece| piece.split_whitespace().filter(long).count() >= 2)
}

/// A headcount: a number, `3人`, `三人`. `None` when it is none.
#[must_use]
pub fn headcount(cell: &Cell) -> Option<u32> {
    let text = bare(&cell.shown());
    let text = text
        .strip_prefix('共')
        .unwrap_or(&text)
        .trim_end_matches(['人', '名', '位', '次', '余', '多', '个']);
    count_of(text)
}

/// A headcount that is said to be about right: `约30人`, `三人左右`, `20余人`.
#[must_use]
pub fn headcount_about(cell: &Cell) -> Option<u32> {
    let text = bare(&cell.shown());
    let text = text.trim_start_matches(['共', '约', '近', '大', '概']);
    let text = ["左右", "上下", "以上", "不到"]
        .iter()
        .fold(text, |text, word| text.trim_end_matches(word));
    count_of(text.trim_end_matches(['人', '名', '位', '次', '余', '多', '个', '来', '几']))
}

fn count_of(text: &str) -> Option<u32> {
    let number = text.parse().ok().or_else(|| {
        text.parse::<f64>()
            .ok()
            .filter(|n| n.fract() == 0.0 && (0.0..1e6).contains(n))
            .and_then(|n| format!("{n:.0}").parse().ok())
    });
    number
        .or_else(|| date::han_number(text))
        .filter(|count| (1..=100_000).contains(count))
}

/// True when a matter cell says nothing.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    if !text.chars().any(char::is_alphanumeric) {
        return true; // spaces, dashes, dots
    }
    text.len() <= 60
        && matches!(
            bare(text).as_str(),
            "无" | "不详" | "略" | "空" | "无内容" | "null" | "none"
        )
}

/// True when a name holds a stand-in for a sign that the file could not spell.
#[must_use]
pub fn has_stand_in(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '?' | '？' | '□' | '■' | '〓' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}'))
}
