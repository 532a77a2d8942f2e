//! Looks into an XLS file before any parser does: is it a workbook, and how far do its cells reach.
//!
//! Parsers of XLS make room for as many cells as the file claims; a claim without cells is refused here.

use super::grid::{CELL_CHARS, TEXT, too_big};
use super::guard::broken;
use crate::words::{Exit, Trouble};

/// Most sheets.
const SHEETS: usize = 256;
/// Most cells between the first and the last of each sheet, filled or not, all sheets together.
const REACH: usize = 3_000_000;
/// Most cells a sheet may claim to have; formatting alone claims many.
const CLAIM: u64 = 20_000_000;
/// From here on a sector number is a mark.
const MARKS: u32 = 0xFFFF_FFFA;

/// What was seen in the sheets, in the workbook's order.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Hidden rows by sheet.
    pub hidden: Vec<usize>,
}

/// Walks through the file.
///
/// # Errors
/// When it is encrypted, no workbook, broken, or claims more cells than a ledger has.
pub fn inspect(bytes: &[u8]) -> Result<Seen, Trouble> {
    let file = File::open(bytes).ok_or_else(broken)?;
    if file.find("EncryptedPackage").is_some() {
        return Err(locked());
    }
    let (start, length) = file
        .find("Workbook")
        .or_else(|| file.find("Book"))
        .ok_or_else(no_workbook)?;
    let stream = file.stream(start, length).ok_or_else(broken)?;
    let (mut seen, mut reach) = (Seen::default(), 0_usize);
    let lengths = shared_lengths(&stream);
    let mut text = 0_usize;
    for record in Records(&stream) {
        match record {
            (0x002F, _) => return Err(locked()),
            (0x0085, data) => {
                let position = long(data, 0)
                    .and_then(|at| usize::try_from(at).ok())
                    .ok_or_else(broken)?;
                let (hidden, cells) = sheet(
                    stream.get(position..).ok_or_else(broken)?,
                    &lengths,
                    &mut text,
                )?;
                reach += cells;
                seen.hidden.push(hidden);
                if reach > REACH || seen.hidden.len() > SHEETS {
                    return Err(sparse());
                }
            }
            (0x000A, _) => break,
            _ => {}
        }
    }
    Ok(seen)
}

/// Checks one sheet; the number of its hidden rows, and of the cells between its first and last.
fn sheet(stream: &[u8], lengths: &[usize], text: &mut usize) -> Result<(usize, usize), Trouble> {
    let (mut depth, mut hidden) = (0_usize, 0_usize);
    let (mut rows, mut columns) = ((usize::MAX, 0), (usize::MAX, 0));
    for (kind, data) in Records(stream) {
        match kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            _ if depth > 1 => {}
            0x0200 => claim(data)?,
            0x0208 => hidden += usize::from(short(data, 12).is_some_and(|flags| flags & 0x20 != 0)),
            0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203 | 0x0204 | 0x0205 | 0x027E => {
                let (row, column) = short(data, 0).zip(short(data, 2)).ok_or_else(broken)?;
                let last = if kind == 0x00BD {
                    short(data, data.len().saturating_sub(2)).unwrap_or(column)
                } else {
                    column
                };
                if kind == 0x00FD {
                    let index = long(data, 6)
                        .and_then(|index| usize::try_from(index).ok())
                        .ok_or_else(broken)?;
                    *text += 3 * lengths.get(index).copied().unwrap_or(CELL_CHARS);
                    if *text > TEXT {
                        return Err(sparse());
                    }
                }
                rows = (rows.0.min(row.into()), rows.1.max(row.into()));
                columns = (
                    columns.0.min(column.into()),
                    columns.1.max(column.max(last).into()),
                );
            }
            _ => {}
        }
    }
    let reach = |(first, last): (usize, usize)| if first > last { 0 } else { last - first + 1 };
    Ok((hidden, reach(rows).saturating_mul(reach(columns))))
}

/// Lengths of the shared strings: a small file can show one long string in every cell.
fn shared_lengths(stream: &[u8]) -> Vec<usize> {
    let mut records = Records(stream).skip_while(|(kind, _)| *kind != 0x00FC);
    let Some((_, first)) = records.next() else {
        return Vec::new();
    };
    let rest = records
        .take_while(|(kind, _)| *kind == 0x003C)
        .map(|(_, data)| data);
    Strings {
        segments: std::iter::once(first.get(8..).unwrap_or_default())
            .chain(rest)
            .collect(),
        segment: 0,
        at: 0,
    }
    .collect()
}

/// Walks over the shared strings, which go on from record to record; gives the length of each.
struct Strings<'a> {
    segments: Vec<&'a [u8]>,
    segment: usize,
    at: usize,
}

impl Iterator for Strings<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.at >= self.segments.get(self.segment)?.len() {
            (self.segment, self.at) = (self.segment + 1, 0);
        }
        let data = &self.segments[self.segment][self.at..];
        let (count, flags) = (short(data, 0).map(usize::from)?, *data.get(2)?);
        let (mut head, mut after) = (3, 0);
        if flags & 8 != 0 {
            after += 4 * short(data, head).map_or(0, usize::from);
            head += 2;
        }
        if flags & 4 != 0 {
            after += long(data, head)
                .and_then(|n| usize::try_from(n).ok())
                .unwrap_or(0);
            head += 4;
        }
        self.at += head;
        self.pass(count, usize::from(flags & 1) + 1, after);
        Some(count)
    }
}

impl Strings<'_> {
    /// Passes over so many signs of a width, and the bytes after them.
    fn pass(&mut self, mut signs: usize, mut width: usize, mut after: usize) {
        while signs > 0 || after > 0 {
            let Some(data) = self.segments.get(self.segment) else {
                return;
            };
            let taken = signs.min(data.len().saturating_sub(self.at) / width);
            (signs, self.at) = (signs - taken, self.at + taken * width);
            if signs == 0 {
                let tail = after.min(data.len().saturating_sub(self.at));
                (after, self.at) = (after - tail, self.at + tail);
            }
            if signs > 0 || after > 0 {
                self.segment += 1;
                self.at = usize::from(signs > 0); // a string that goes on says its width again
                if signs > 0 {
                    let next = self
                        .segments
                        .get(self.segment)
                        .and_then(|data| data.first());
                    width = usize::from(next.is_some_and(|flags| flags & 1 != 0)) + 1;
                }
            }
        }
    }
}

/// The extent a sheet claims for itself.
fn claim(data: &[u8]) -> Result<(), Trouble> {
    let (top, bottom, left, right) = if data.len() >= 14 {
        (
            long(data, 0),
            long(data, 4),
            short(data, 8),
            short(data, 10),
        )
    } else {
        (
            short(data, 0).map(u32::from),
            short(data, 2).map(u32::from),
            short(data, 4),
            short(data, 6),
        )
    };
    let (Some(top), Some(bottom), Some(left), Some(right)) = (top, bottom, left, right) else {
        return Err(broken());
    };
    let left = if left > 0xFF || right < left { 0 } else { left };
    if top > bottom {
        return Err(broken());
    }
    let cells = (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
    if cells > CLAIM { Err(sparse()) } else { Ok(()) }
}

/// The records of a stream: kind and data.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.0, 0)?, usize::from(short(self.0, 2)?));
        let data = self.0.get(4..4 + length)?;
        self.0 = &self.0[4 + length..];
        Some((kind, data))
    }
}

/// A compound file: sectors in chains, streams by name.
struct File<'a> {
    bytes: &'a [u8],
    size: usize,
    chains: Vec<u32>,
    directory: Vec<u8>,
    mini_chains: Vec<u32>,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let size = match short(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            size,
            chains: Vec::new(),
            directory: Vec::new(),
            mini_chains: Vec::new(),
        };
        let limit = bytes.len() / size;
        let mut tables: Vec<u32> = (0..109)
            .filter_map(|i| long(bytes, 76 + 4 * i))
            .filter(|id| *id < MARKS)
            .collect();
        let (mut next, mut steps) = (long(bytes, 68)?, 0);
        while next < MARKS && steps <= limit {
            let sector = file.sector(next)?;
            let words: Vec<u32> = sector
                .chunks_exact(4)
                .filter_map(|word| long(word, 0))
                .collect();
            next = *words.last()?;
            tables.extend(words[..words.len() - 1].iter().filter(|id| **id < MARKS));
            steps += 1;
        }
        for table in tables.iter().take(limit + 1) {
            let sector = file.sector(*table)?;
            file.chains
                .extend(sector.chunks_exact(4).filter_map(|word| long(word, 0)));
        }
        file.directory = file.chain(long(bytes, 48)?, usize::MAX)?;
        file.mini_chains = file
            .chain(long(bytes, 60)?, usize::MAX)
            .unwrap_or_default()
            .chunks_exact(4)
            .filter_map(|word| long(word, 0))
            .collect();
        Some(file)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (usize::try_from(id).ok()? + 1).checked_mul(self.size)?;
        let rest = self.bytes.get(start..)?;
        Some(&rest[..rest.len().min(self.size)])
    }

    fn chain(&self, mut id: u32, length: usize) -> Option<Vec<u8>> {
        let mut data = Vec::new();
        while id < MARKS && data.len() < length {
            data.extend_from_slice(self.sector(id)?);
            if data.len() > self.bytes.len() {
                return None; // a ring
            }
            id = *self.chains.get(usize::try_from(id).ok()?)?;
        }
        data.truncate(length);
        Some(data)
    }

    /// Start and length of a stream.
    fn find(&self, name: &str) -> Option<(u32, usize)> {
        let entry = self.directory.chunks_exact(128).find(|entry| {
            let length = short(entry, 64).map_or(0, usize::from).clamp(2, 64) - 2;
            let units = entry[..length].chunks_exact(2).map(|unit| {
                char::from_u32(u32::from(unit[0]) | u32::from(unit[1]) << 8).unwrap_or(' ')
            });
            units.collect::<String>().eq_ignore_ascii_case(name)
        })?;
        Some((long(entry, 116)?, usize::try_from(long(entry, 120)?).ok()?))
    }

    fn stream(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        if length >= 4096 {
            return self.chain(start, length);
        }
        let root = self.directory.get(..128)?;
        let small = self.chain(long(root, 116)?, usize::MAX)?;
        let (mut id, mut data) = (start, Vec::new());
        while id < MARKS && data.len() < length {
            let at = usize::try_from(id).ok()?;
            let from = at.checked_mul(64)?;
            data.extend_from_slice(small.get(from..small.len().min(from + 64))?);
            id = *self.mini_chains.get(at)?;
        }
        data.truncate(length);
        Some(data)
    }
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

fn sparse() -> Trouble {
    too_big(&crate::say!(
        "工作表的范围大得不像台账，没有打开。",
        "The sheet claims to be far larger than any ledger; it was not opened."
    ))
}

/// The trouble with an encrypted workbook.
#[must_use]
pub fn locked() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "工作簿有打开密码，读不了。",
            "The workbook is locked with a password and cannot be read."
        ),
        crate::say!(
            "请在表格软件里取消打开密码，另存后再导入。",
            "Remove the password in the spreadsheet, save it and import that."
        ),
    )
}

fn no_workbook() -> Trouble {
    Trouble::unchanged(
        Exit::Wrong,
        crate::say!(
            "这是旧式Office文件，但里面没有工作簿（可能是Word文档）。",
            "This is an old Office file without a workbook in it, perhaps a Word document."
        ),
        crate::say!(
            "请把表格另存为XLSX或CSV再导入。",
            "Save the table as XLSX or CSV and import that."
        ),
    )
}
