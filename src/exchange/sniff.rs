//! What a file is by its content; its name only serves in messages.

use super::grid::{FILE_BYTES, too_big};
use crate::words::{Exit, Place, Trouble, visible};

/// Kinds of files that can be a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Separated text.
    Text,
    /// Office Open XML.
    Xlsx,
    /// The old binary workbook, also of WPS (`.et`).
    Xls,
    /// `OpenDocument`.
    Ods,
}

/// Tells what the file is.
///
/// # Errors
/// When it is empty, too large, or something that is no table.
pub fn sniff(bytes: &[u8], file_name: &str) -> Result<Kind, Trouble> {
    let name: String = file_name.chars().take(80).collect();
    let name = visible(&name, Place::Line);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Trouble::unchanged(
            Exit::Wrong,
            crate::say!("文件“{name}”是空的。", "The file “{name}” is empty."),
            crate::say!("请重新导出后再导入。", "Export it again and import that."),
        ));
    }
    if bytes.len() > FILE_BYTES {
        let limit = FILE_BYTES >> 20;
        return Err(too_big(&crate::say!(
            "文件“{name}”超过{limit}MB。",
            "The file “{name}” is larger than {limit} MB."
        )));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Kind::Xls);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes, &name);
    }
    let head = &bytes[..bytes.len().min(1024)];
    let found = [
        (&b"\x89PNG"[..], "PNG图片", "a PNG picture"),
        (b"\xFF\xD8\xFF", "JPEG图片", "a JPEG picture"),
        (b"GIF8", "GIF图片", "a GIF picture"),
        (b"%PDF", "PDF文件", "a PDF file"),
        (b"Rar!", "RAR压缩包", "a RAR archive"),
        (b"7z\xBC\xAF\x27\x1C", "7z压缩包", "a 7z archive"),
        (b"\x1F\x8B", "gzip压缩包", "a gzip archive"),
        (b"{\\rtf", "RTF文档", "an RTF document"),
        (b"SQLite format 3", "数据库文件", "a database file"),
        (b"\x7FELF", "程序", "a program"),
        (b"MZ", "程序", "a program"),
    ];
    if let Some((_, zh, en)) = found
        .iter()
        .find(|(mark, ..)| head.starts_with(mark) && (*mark != b"MZ" || head.contains(&0)))
    {
        return Err(no_table(&name, zh, en));
    }
    let lower: Vec<u8> = head
        .iter()
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let has = |mark: &[u8]| lower.windows(mark.len()).any(|window| window == mark);
    if has(b"<html") || has(b"<!doctype") || has(b"<table") || has(b"<?xml") {
        return Err(no_table(
            &name,
            "网页或XML（有些系统把网页存成.xls）",
            "a web page or XML; some systems name these .xls",
        ));
    }
    Ok(Kind::Text)
}

fn zipped(bytes: &[u8], name: &str) -> Result<Kind, Trouble> {
    let archive =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|_| super::guard::broken())?;
    let has = |part: &str| archive.index_for_name(part).is_some();
    if has("xl/workbook.xml") {
        return Ok(Kind::Xlsx);
    }
    if has("content.xml") && has("META-INF/manifest.xml") {
        return Ok(Kind::Ods);
    }
    if has("xl/workbook.bin") {
        return Err(no_table(
            name,
            "XLSB二进制工作簿",
            "a binary workbook (XLSB)",
        ));
    }
    if has("word/document.xml") {
        return Err(no_table(name, "Word文档", "a Word document"));
    }
    Err(no_table(name, "压缩包", "an archive"))
}

fn no_table(name: &str, zh: &str, en: &str) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "文件“{name}”其实是{zh}，不是台账。",
            "The file “{name}” is {en}, not a ledger."
        ),
        crate::say!(
            "请在表格软件里另存为XLSX或CSV，再导入那个文件。",
            "Save the table as XLSX or CSV in a spreadsheet and import that file."
        ),
    )
}
