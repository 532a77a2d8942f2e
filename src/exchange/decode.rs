//! The bytes of a text file as text; a damaged sign becomes U+FFFD, many of them refuse the file.

use encoding_rs::{DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::ledger::Encoding;
use crate::words::{Exit, Trouble};

/// The sign in the place of bytes that are no character.
pub const DAMAGED: char = '\u{FFFD}';
/// One damaged sign among so many is a damaged cell; more are a wrong guess or a ruined file.
const ONE_IN: usize = 100;

/// Decodes a text file: byte-order mark, obvious UTF-16, UTF-8, GB18030; or as told.
/// A damaged sign here and there becomes [`DAMAGED`], and its cell is remarked on later.
///
/// # Errors
/// When more than a few bytes fit no character: the line of the first and its place in the line.
pub fn decode(bytes: &[u8], told: Option<Encoding>) -> Result<(String, Encoding), Trouble> {
    let (encoding, skip) = guess(bytes, told);
    let codec = match encoding {
        Encoding::Utf8 | Encoding::Workbook => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
    };
    let body = &bytes[skip..];
    let mut decoder = codec.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(
        decoder
            .max_utf8_buffer_length_without_replacement(body.len())
            .unwrap_or(body.len())
            .min(body.len() * 3 / 2 + 16),
    );
    let (mut read, mut damaged, mut first) = (0, 0, None);
    loop {
        let (result, used) =
            decoder.decode_to_string_without_replacement(&body[read..], &mut text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(body.len() - read + 64),
            DecoderResult::Malformed(length, after) => {
                let end = read.saturating_sub(usize::from(after));
                let bad = &body[end.saturating_sub(usize::from(length)).min(end)..end];
                damaged += 1;
                first.get_or_insert((text.len(), bad));
                text.push(DAMAGED);
            }
        }
    }
    match first {
        Some((at, bad)) if damaged > 1 + foreign(&text) / ONE_IN => {
            Err(invalid(&text[..at], bad, encoding))
        }
        _ => Ok((text, encoding)),
    }
}

/// Signs that are not plain ASCII, and not damaged.
fn foreign(text: &str) -> usize {
    text.chars()
        .filter(|c| !c.is_ascii() && *c != DAMAGED)
        .count()
}

/// UTF-8, also when a sign here and there is damaged: another encoding has hardly any such sign.
fn is_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += foreign(chunk.valid());
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 20
}

fn guess(bytes: &[u8], told: Option<Encoding>) -> (Encoding, usize) {
    let marks: [(&[u8], Encoding); 4] = [
        (b"\xEF\xBB\xBF", Encoding::Utf8),
        (b"\xFF\xFE", Encoding::Utf16Le),
        (b"\xFE\xFF", Encoding::Utf16Be),
        (b"\x84\x31\x95\x33", Encoding::Gb18030),
    ];
    if let Some((mark, encoding)) = marks.iter().find(|(mark, _)| bytes.starts_with(mark))
        && told.is_none_or(|told| told == *encoding)
    {
        return (*encoding, mark.len());
    }
    if let Some(told) = told.filter(|told| *told != Encoding::Workbook) {
        return (told, 0);
    }
    if let Some(wide) = wide(bytes) {
        return (wide, 0);
    }
    (
        if is_utf8(bytes) {
            Encoding::Utf8
        } else {
            Encoding::Gb18030
        },
        0,
    )
}

/// UTF-16 without a mark: a good part of the units are plain ASCII in one reading and none in the other.
fn wide(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(16 << 10)];
    if !bytes.len().is_multiple_of(2) || head.len() < 8 {
        return None;
    }
    let plain = |low: usize| {
        head.chunks_exact(2)
            .filter(|unit| {
                unit[1 - low] == 0 && matches!(unit[low], b'\t' | b'\n' | b'\r' | b' '..=b'~')
            })
            .count()
    };
    let (little, big) = (plain(0), plain(1));
    let enough = (head.len() / 40).max(3); // one unit in twenty
    if little > enough && little > big * 8 {
        return Some(Encoding::Utf16Le);
    }
    (big > enough && big > little * 8).then_some(Encoding::Utf16Be)
}

fn invalid(before: &str, bad: &[u8], encoding: Encoding) -> Trouble {
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].chars().count() + 1;
    let bad: Vec<String> = bad.iter().map(|byte| format!("{byte:02X}")).collect();
    let (bad, name) = (bad.join(" "), encoding.name());
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "第{line}行第{column}个字处有{name}编码里没有的字节（{bad}）。",
            "Line {line}, character {column}: the bytes {bad} are no character in {name}."
        ),
        crate::say!(
            "请用表格软件打开文件，另存为“CSV UTF-8”或XLSX后再导入；若编码猜错了，请指明编码。",
            "Open the file in a spreadsheet, save it as “CSV UTF-8” or XLSX and import that; or name the encoding if the guess was wrong."
        ),
    )
}
