//! Identity documents and telephone numbers: checked, normalised, masked. A failed check warns and
//! never bars a registration (Art. 19 asks for neither document nor telephone).

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::name::narrow;

/// Kinds of identity document (证件类型).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证 (GB 11643).
    Resident,
    /// 港澳台居民居住证.
    ResidencePermit,
    /// 外国人永久居留身份证.
    PermanentResidence,
    /// 统一社会信用代码 (GB 32100), for organisations.
    CreditCode,
    /// 护照.
    Passport,
    /// 通行证 and everything else, taken as written.
    Other,
}

/// What a check of a number found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Wrong number of signs, or a sign that cannot stand there.
    Shape,
    /// The birth date in it does not exist or lies in the future.
    Birth,
    /// The check digit does not fit.
    Checksum,
    /// A spreadsheet kept only fifteen digits of it.
    Ruined,
    /// Fewer digits than any telephone number.
    Short,
    /// More digits than any telephone number.
    Long,
}

/// Digits and capital letters only, full-width folded; spaces, hyphens and dots dropped.
#[must_use]
pub fn compact(entered: &str) -> String {
    entered
        .chars()
        .map(narrow)
        .filter(|c| {
            !c.is_whitespace()
                && !matches!(c, '-' | '－' | '—' | '·' | '\'' | '‘' | '’')
                && !c.is_control()
                && !crate::words::has_controls(c.encode_utf8(&mut [0; 4]))
        })
        .flat_map(char::to_uppercase)
        .collect()
}

/// True when the field says that there is no document or number.
#[must_use]
pub fn is_absent(entered: &str) -> bool {
    matches!(
        compact(entered).as_str(),
        "" | "无"
            | "未带"
            | "没带"
            | "未携带"
            | "忘带"
            | "不详"
            | "未提供"
            | "没有"
            | "/"
            | "暂无"
            | "无证件"
            | "未出示"
            | "不愿提供"
            | "N/A"
            | "NA"
            | "NONE"
            | "NULL"
            | "无身份证"
            | "丢失"
            | "遗失"
            | "未办"
            | "未知"
            | "?"
            | "？"
            | "无电话"
            | "没电话"
            | "拒绝提供"
            | "未留"
            | "空"
    )
}

/// Guesses the document kind from the number's shape.
#[must_use]
pub fn kind_of(number: &str) -> DocumentKind {
    let bytes = number.as_bytes();
    if bytes.len() == 18 && bytes[..17].iter().all(u8::is_ascii_digit) {
        return match &number[..2] {
            "81" | "82" | "83" => DocumentKind::ResidencePermit,
            n if n.starts_with('9')
                && bytes[1..4].iter().all(u8::is_ascii_digit)
                && birth_of(number).is_some()
                && !number.starts_with("99") =>
            {
                DocumentKind::PermanentResidence
            }
            _ => DocumentKind::Resident,
        };
    }
    if bytes.len() == 18 && number.is_ascii() {
        DocumentKind::CreditCode
    } else {
        DocumentKind::Other
    }
}

/// Checks a normalised number of a kind. `None` means nothing speaks against it.
#[must_use]
pub fn doubt(kind: DocumentKind, number: &str, today: NaiveDate) -> Option<Doubt> {
    match kind {
        DocumentKind::Resident | DocumentKind::ResidencePermit => resident_doubt(number, today),
        DocumentKind::PermanentResidence if number.len() == 18 && number.is_ascii() => {
            resident_doubt(number, today)
        }
        DocumentKind::CreditCode => credit_doubt(number),
        _ => None,
    }
}

/// True when a number names one person alone: of a kind that carries a check digit, which fits.
#[must_use]
pub fn names_one(kind: DocumentKind, number: &str, today: NaiveDate) -> bool {
    let is_checked = !matches!(kind, DocumentKind::Passport | DocumentKind::Other);
    is_checked && number.len() == 18 && doubt(kind, number, today).is_none()
}

fn resident_doubt(number: &str, today: NaiveDate) -> Option<Doubt> {
    let bytes = number.as_bytes();
    if bytes.len() != 18
        || !bytes[..17].iter().all(u8::is_ascii_digit)
        || !(bytes[17].is_ascii_digit() || bytes[17] == b'X')
    {
        // First-generation numbers are accepted as historical text.
        return (!(bytes.len() == 15 && bytes.iter().all(u8::is_ascii_digit)))
            .then_some(Doubt::Shape);
    }
    match birth_of(number) {
        Some(birth) if birth <= today && today.year() - birth.year() <= 150 => {}
        _ => return Some(Doubt::Birth),
    }
    (check_digit(&number[..17]) != Some(char::from(bytes[17]))).then_some(Doubt::Checksum)
}

/// The birth date inside an 18-character number.
#[must_use]
pub fn birth_of(number: &str) -> Option<NaiveDate> {
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(
        i32::try_from(part(6..10)?).ok()?,
        part(10..12)?,
        part(12..14)?,
    )
}

/// The last character of a resident number from its first seventeen digits (GB 11643, MOD 11-2).
#[must_use]
pub fn check_digit(first17: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if first17.len() != 17 {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in first17.chars().zip(WEIGHTS) {
        sum += c.to_digit(10)? * weight;
    }
    "10X98765432".chars().nth((sum % 11) as usize)
}

fn credit_doubt(code: &str) -> Option<Doubt> {
    const SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [
        1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
    ];
    let values: Option<Vec<usize>> = code.chars().map(|c| SIGNS.find(c)).collect();
    let Some(values) = values.filter(|v| v.len() == 18) else {
        return Some(Doubt::Shape);
    };
    let sum: usize = values.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum();
    ((31 - sum % 31) % 31 != values[17]).then_some(Doubt::Checksum)
}

/// A telephone number as digits, country code dropped; an extension stays after `-`. What was
/// normalised once stays as it is.
#[must_use]
pub fn phone(entered: &str) -> String {
    let mut digits = String::new();
    for c in entered.chars().map(narrow) {
        match c {
            '0'..='9' => digits.push(c),
            '转' | '#' | 'x' if digits.len() >= 7 && !digits.contains('-') => digits.push('-'),
            '-' if !digits.contains('-') && is_whole(&digits) => digits.push('-'),
            _ => {}
        }
    }
    without_country(digits.trim_end_matches('-')).to_owned()
}

/// A mobile number without its country code; any other number as it is.
fn without_country(digits: &str) -> &str {
    let mobile = |rest: &&str| {
        let main = rest.split('-').next().unwrap_or_default();
        main.len() == 11 && main.starts_with('1')
    };
    ["0086", "86"]
        .into_iter()
        .filter_map(|prefix| digits.strip_prefix(prefix))
        .find(mobile)
        .unwrap_or(digits)
}

/// True when a hyphen after these digits begins an extension and does not part the number itself.
fn is_whole(digits: &str) -> bool {
    let foreign = ["0086", "86"]
        .into_iter()
        .find_map(|prefix| digits.strip_prefix(prefix));
    let main = foreign.unwrap_or(digits);
    match main.as_bytes().first() {
        Some(b'0') => (10..=12).contains(&main.len()),
        Some(b'1') => main.len() == 11,
        Some(_) => foreign.is_none() && (7..=8).contains(&main.len()),
        None => false,
    }
}

/// Most digits of an extension.
const EXTENSION: usize = 6;

/// Checks a normalised telephone number: mobiles have 11 digits, landlines 7–12, service lines 3–6.
#[must_use]
pub fn phone_doubt(number: &str) -> Option<Doubt> {
    let (main, extension) = number.split_once('-').unwrap_or((number, ""));
    if extension.len() > EXTENSION {
        return Some(Doubt::Long);
    }
    let mobile_like = main.starts_with('1') && main.len() > 6;
    match main.len() {
        11 if mobile_like => (!matches!(main.as_bytes()[1], b'3'..=b'9')).then_some(Doubt::Shape),
        n if mobile_like && n < 11 => Some(Doubt::Short),
        n if mobile_like && n > 11 => Some(Doubt::Long),
        3 if matches!(main, "110" | "119" | "120" | "122") => None,
        5 if main.starts_with('1') || main.starts_with('9') => None,
        7 | 8 => None,
        10..=12 if main.starts_with('0') || main.starts_with("400") || main.starts_with("800") => {
            None
        }
        n if n < 7 => Some(Doubt::Short),
        n if n > 12 => Some(Doubt::Long),
        _ => Some(Doubt::Shape),
    }
}

/// What stands for a name that is withheld.
pub const COVERED: &str = "＊＊＊";

/// `张＊＊`: the first character of a name.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => std::iter::once(first).chain(chars.map(|_| '＊')).collect(),
        None => String::new(),
    }
}

/// `138＊＊＊＊8000`: head and tail of a telephone number.
#[must_use]
pub fn mask_phone(number: &str) -> String {
    mask_middle(number, 3, 4)
}

/// `＊…＊0017`: the last four characters of a document number.
#[must_use]
pub fn mask_document(number: &str) -> String {
    mask_middle(number, 0, 4)
}

fn mask_middle(text: &str, head: usize, tail: usize) -> String {
    let count = text.chars().count();
    // Fails closed: too short to keep anything means all is covered.
    if count <= head + tail {
        return "＊".repeat(count);
    }
    text.chars()
        .enumerate()
        .map(|(i, c)| {
            if i < head || i + tail >= count {
                c
            } else {
                '＊'
            }
        })
        .collect()
}
