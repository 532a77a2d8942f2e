//! Looks into a zipped workbook before any parser does: real sizes, entities, and what a sheet hides.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::grid::{CELLS, LINES, Merge, TEXT, too_big};
use crate::words::{Exit, Sentence, Trouble};

/// Largest part of a workbook but for sheets, unpacked; parsers keep these in memory.
const PART: u64 = 48 << 20;
/// Largest sheet, unpacked; sheets are read in a stream.
const SHEET: u64 = 192 << 20;
/// All parts together.
const TOTAL: u64 = 320 << 20;
/// Most parts.
const PARTS: usize = 2_000;
/// Longest run without a tag: no cell holds more.
const RUN: usize = 1 << 20;
/// Longest tag looked into.
const TAG: usize = 4 << 10;
/// Most filled cells after repeats are written out (ODS).
const REPEATED: usize = 2_000_000;

/// What was seen on the way.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Hidden rows and merged cells by part name.
    pub sheets: HashMap<String, Part>,
    /// Part names of the sheets in the workbook's order (XLSX).
    pub order: Vec<String>,
}

/// What was seen in one sheet.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Hidden rows.
    pub hidden: usize,
    /// Merged cells.
    pub merges: Vec<Merge>,
}

/// Unpacks every XML part once, counting, and refuses what no ledger needs.
///
/// # Errors
/// When the archive is broken, too large unpacked, or declares entities.
pub fn inspect(bytes: &[u8]) -> Result<Seen, Trouble> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > PARTS {
        return Err(bomb());
    }
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| broken())?;
        let name = entry.name().map_err(|_| broken())?;
        if is_xml(&name) {
            declared = declared.saturating_add(entry.size());
            if entry.size() > limit(&name) || declared > TOTAL {
                return Err(bomb());
            }
        }
    }
    let (mut seen, mut total) = (Seen::default(), 0_u64);
    let (mut targets, mut ids) = (HashMap::new(), Vec::new());
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| broken())?;
        let name = entry.name().map_err(|_| broken())?.into_owned();
        if !is_xml(&name) {
            continue;
        }
        let mut scan = Scan::new();
        total += scan.run(entry.take(limit(&name) + 1), limit(&name))?;
        if total > TOTAL {
            return Err(bomb());
        }
        match name.as_str() {
            "xl/workbook.xml" => ids = scan.pairs.into_iter().map(|(id, _)| id).collect(),
            "xl/_rels/workbook.xml.rels" => targets = scan.pairs.into_iter().collect(),
            _ => {
                seen.sheets.insert(name, scan.part);
            }
        }
    }
    seen.order = ids
        .iter()
        .map(|id| {
            targets
                .get(id)
                .map(|target| full(target))
                .unwrap_or_default()
        })
        .collect();
    Ok(seen)
}

fn full(target: &str) -> String {
    target
        .strip_prefix('/')
        .map_or_else(|| format!("xl/{target}"), str::to_owned)
}

fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xml", ".rels", ".vml"]
        .iter()
        .any(|end| name.ends_with(end))
}

fn limit(name: &str) -> u64 {
    if name.starts_with("xl/worksheets/") {
        SHEET
    } else {
        PART
    }
}

/// A pass over one XML part, tag by tag.
struct Scan {
    part: Part,
    /// Sheet ids (workbook) or id and target (relations).
    pairs: Vec<(String, String)>,
    tag: Vec<u8>,
    inside: bool,
    run: usize,
    row_repeats: usize,
    row_cells: usize,
    cells: usize,
    /// How often the cell at hand is repeated, and the bytes of text written out so far.
    times: usize,
    text: usize,
}

impl Scan {
    fn new() -> Self {
        Self {
            part: Part::default(),
            pairs: Vec::new(),
            tag: Vec::new(),
            inside: false,
            run: 0,
            row_repeats: 1,
            row_cells: 0,
            cells: 0,
            times: 1,
            text: 0,
        }
    }

    fn run(&mut self, mut stream: impl Read, limit: u64) -> Result<u64, Trouble> {
        let mut buffer = vec![0; 64 << 10];
        let mut read = 0_u64;
        loop {
            let count = stream.read(&mut buffer).map_err(|_| broken())?;
            if count == 0 {
                return Ok(read);
            }
            read += count as u64;
            if read > limit {
                return Err(bomb());
            }
            self.chunk(&buffer[..count])?;
        }
    }

    fn chunk(&mut self, mut rest: &[u8]) -> Result<(), Trouble> {
        while !rest.is_empty() {
            let sign = if self.inside { b'>' } else { b'<' };
            let Some(end) = rest.iter().position(|byte| *byte == sign) else {
                self.keep(rest);
                self.run += rest.len();
                return if self.run > RUN { Err(bomb()) } else { Ok(()) };
            };
            if self.times > 1 {
                self.text = self
                    .text
                    .saturating_add(self.times.saturating_mul(self.run + end));
                if self.text > TEXT {
                    return Err(bomb());
                }
            }
            if self.inside {
                self.keep(&rest[..end]);
                let tag = std::mem::take(&mut self.tag);
                self.tag(&tag)?;
                self.tag = tag;
                self.tag.clear();
            } else if self.run + end > RUN {
                return Err(bomb());
            }
            self.run = 0;
            self.inside = !self.inside;
            rest = &rest[end + 1..];
        }
        Ok(())
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.inside && self.tag.len() < TAG {
            self.tag.extend_from_slice(&bytes[..bytes.len().min(TAG)]);
        }
    }

    fn tag(&mut self, tag: &[u8]) -> Result<(), Trouble> {
        if tag.starts_with(b"!DOCTYPE") || tag.starts_with(b"!ENTITY") {
            return Err(entities());
        }
        let end = tag
            .iter()
            .position(|b| b.is_ascii_whitespace() || *b == b'/')
            .unwrap_or(tag.len());
        let name = tag[..end].rsplit(|b| *b == b':').next().unwrap_or_default();
        match name {
            b"row" if matches!(attribute(tag, "hidden").as_deref(), Some("1" | "true")) => {
                self.part.hidden += 1;
            }
            b"mergeCell" if self.part.merges.len() < LINES => self
                .part
                .merges
                .extend(attribute(tag, "ref").and_then(|range| region(&range))),
            // Parsers make room for as many strings as the part says it has.
            b"sst"
                if ["count", "uniqueCount"]
                    .iter()
                    .filter_map(|name| attribute(tag, name))
                    .any(|n| n.parse::<usize>().map_or(true, |n| n > CELLS)) =>
            {
                return Err(bomb());
            }
            b"sheet" => self
                .pairs
                .extend(attribute(tag, "r:id").map(|id| (id, String::new()))),
            b"Relationship" => self
                .pairs
                .extend(attribute(tag, "Id").zip(attribute(tag, "Target"))),
            b"table-row" => {
                self.times = 1;
                self.row_repeats = attribute(tag, "table:number-rows-repeated")
                    .and_then(|n| n.parse().ok())
                    .unwrap_or(1);
                self.row_cells = 0;
                let visibility = attribute(tag, "table:visibility");
                if matches!(visibility.as_deref(), Some("collapse" | "filter"))
                    && self.row_repeats < LINES
                {
                    self.part.hidden += self.row_repeats;
                }
            }
            b"table-cell" | b"covered-table-cell" => return self.repeated(tag),
            _ => {}
        }
        Ok(())
    }

    /// Adds up what an ODS row becomes once its repeats are written out.
    fn repeated(&mut self, tag: &[u8]) -> Result<(), Trouble> {
        let times: usize = attribute(tag, "table:number-columns-repeated")
            .and_then(|n| n.parse().ok())
            .unwrap_or(1);
        self.row_cells = self.row_cells.saturating_add(times);
        self.times = 1;
        if attribute(tag, "office:value-type").is_some() {
            self.cells = self
                .cells
                .saturating_add(self.row_cells.saturating_mul(self.row_repeats));
            self.row_cells = 0;
            self.times = times.saturating_mul(self.row_repeats);
            if self.cells > REPEATED {
                return Err(bomb());
            }
        }
        Ok(())
    }
}

/// An attribute's value as written.
fn attribute(tag: &[u8], name: &str) -> Option<String> {
    let tag = std::str::from_utf8(tag).ok()?;
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        let after = rest[at + name.len()..].trim_start();
        if before.is_some_and(char::is_whitespace)
            && let Some(value) = after.strip_prefix('=')
        {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return value[1..].split(quote).next().map(str::to_owned);
        }
        rest = &rest[at + name.len()..];
    }
    None
}

/// `A5:A7` as a region.
fn region(range: &str) -> Option<Merge> {
    let (first, last) = range.split_once(':')?;
    let ((left, top), (right, bottom)) = (place(first)?, place(last)?);
    (left <= right && top <= bottom).then_some(Merge {
        top,
        bottom,
        left,
        right,
    })
}

fn place(text: &str) -> Option<(usize, usize)> {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column = text[..letters]
        .bytes()
        .fold(0, |sum, b| sum * 26 + usize::from(b - b'A') + 1);
    Some((column - 1, text[letters..].parse().ok()?))
}

/// The trouble with an archive that cannot be unpacked.
#[must_use]
pub fn broken() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "工作簿文件已损坏或不完整，打不开。",
            "The workbook is damaged or incomplete and cannot be opened."
        ),
        crate::say!(
            "请重新导出或重新拷贝文件，再导入一次。",
            "Export or copy the file again, then import it once more."
        ),
    )
}

fn bomb() -> Trouble {
    too_big(&crate::say!(
        "工作簿展开后大得不像台账，没有打开。",
        "Unpacked, the workbook is far larger than any ledger; it was not opened."
    ))
}

fn entities() -> Trouble {
    refused(crate::say!(
        "工作簿里有台账不会有的实体声明，没有打开。",
        "The workbook declares entities, which no ledger does; it was not opened."
    ))
}

fn refused(what: Sentence) -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        what,
        crate::say!(
            "请用表格软件打开后另存为新的XLSX再导入；来历不明的文件请不要使用。",
            "Open it in a spreadsheet, save it as a new XLSX and import that; do not use files of unknown origin."
        ),
    )
}
