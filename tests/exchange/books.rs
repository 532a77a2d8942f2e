//! Small ODS, XLS and XLSX files made by hand, honest and hostile.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip archive of named parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in parts {
        writer
            .start_file(
                *name,
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated),
            )
            .expect("a part");
        writer.write_all(body).expect("its body");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A workbook with one sheet of the given XML and shared strings.
pub fn xlsx_of(sheet: &[u8], strings: Option<&[u8]>) -> Vec<u8> {
    let types = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    let rels = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="rId7"/></sheets></workbook>"#;
    let book_rels = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", rels),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    if let Some(strings) = strings {
        parts.push(("xl/sharedStrings.xml", strings));
    }
    zipped(&parts)
}

/// A sheet's XML around its rows.
pub fn sheet_xml(rows: &str) -> Vec<u8> {
    format!(r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#).into_bytes()
}

/// An inline text cell.
pub fn cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

/// An ODS file around the rows of its table.
pub fn ods_of(rows: &str) -> Vec<u8> {
    ods_sheets(&[("台账", rows.to_owned())])
}

/// An ODS file of several sheets: their names and rows.
pub fn ods_sheets(sheets: &[(&str, String)]) -> Vec<u8> {
    let manifest = br#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></manifest:manifest>"#;
    let table = |(name, rows): &(&str, String)| {
        format!(r#"<table:table table:name="{name}">{rows}</table:table>"#)
    };
    let tables: Vec<String> = sheets.iter().map(table).collect();
    let tables = tables.concat();
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_bytes()),
    ])
}

/// One ODS row of text cells; a cell like `date:2026-03-05` is a date.
pub fn ods_row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|text| match text.strip_prefix("date:") {
            Some(date) => format!(r#"<table:table-cell office:value-type="date" office:date-value="{date}"><text:p>{date}</text:p></table:table-cell>"#),
            None => format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#),
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

fn record(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend(
        u16::try_from(data.len())
            .expect("a short record")
            .to_le_bytes(),
    );
    stream.extend(data);
}

/// The data of a record that begins a workbook (5) or a sheet (16).
fn bof(kind: u16) -> Vec<u8> {
    [
        [0x00, 0x06],
        kind.to_le_bytes(),
        [0xBB, 0x0D],
        [0xCC, 0x07],
        [0, 0],
        [0, 0],
        [6, 0],
        [0, 0],
    ]
    .concat()
}

/// An XLS file with one sheet: text cells, numbers where a cell parses as one, and a claimed extent.
pub fn xls_of(rows: &[&[&str]], claim: (u32, u32, u16, u16), far: Option<(u16, u16)>) -> Vec<u8> {
    let mut stream = Vec::new();
    record(&mut stream, 0x0809, &bof(5));
    let mut bound = 0_u32.to_le_bytes().to_vec();
    bound.extend([0, 0, 2, 1]);
    bound.extend("台账".encode_utf16().flat_map(u16::to_le_bytes));
    let patch = stream.len() + 4;
    record(&mut stream, 0x0085, &bound);
    record(&mut stream, 0x000A, &[]);
    let start = u32::try_from(stream.len()).expect("short").to_le_bytes();
    stream[patch..patch + 4].copy_from_slice(&start);
    record(&mut stream, 0x0809, &bof(16));
    record(
        &mut stream,
        0x0200,
        &[
            &claim.0.to_le_bytes()[..],
            &claim.1.to_le_bytes(),
            &claim.2.to_le_bytes(),
            &claim.3.to_le_bytes(),
            &[0, 0],
        ]
        .concat(),
    );
    let place = |row: usize, column: usize| {
        [
            u16::try_from(row).expect("row").to_le_bytes(),
            u16::try_from(column).expect("column").to_le_bytes(),
            [0, 0],
        ]
        .concat()
    };
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let mut data = place(row, column);
            if let Ok(number) = text.parse::<f64>() {
                data.extend(number.to_le_bytes());
                record(&mut stream, 0x0203, &data);
                continue;
            }
            data.extend(
                u16::try_from(text.encode_utf16().count())
                    .expect("short")
                    .to_le_bytes(),
            );
            data.push(1);
            data.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            record(&mut stream, 0x0204, &data);
        }
    }
    if let Some((row, column)) = far {
        let mut data = place(row.into(), column.into());
        data.extend(1_f64.to_le_bytes());
        record(&mut stream, 0x0203, &data);
    }
    record(&mut stream, 0x000A, &[]);
    compound(&stream)
}

/// An XLS file that shows one shared string of `length` signs in `times` cells of one column.
pub fn xls_shared(length: u16, times: u16) -> Vec<u8> {
    let mut stream = Vec::new();
    record(&mut stream, 0x0809, &bof(5));
    let mut shared = [1_u32.to_le_bytes(), 1_u32.to_le_bytes()].concat();
    shared.extend(length.to_le_bytes());
    shared.push(0);
    shared.extend(vec![b'A'; length.into()]);
    record(&mut stream, 0x00FC, &shared);
    let patch = stream.len() + 4;
    record(&mut stream, 0x0085, &[0, 0, 0, 0, 0, 0, 1, 0, b'a']);
    record(&mut stream, 0x000A, &[]);
    let start = u32::try_from(stream.len()).expect("short").to_le_bytes();
    stream[patch..patch + 4].copy_from_slice(&start);
    record(&mut stream, 0x0809, &bof(16));
    for row in 0..times {
        record(
            &mut stream,
            0x00FD,
            &[&row.to_le_bytes()[..], &[0; 8]].concat(),
        );
    }
    record(&mut stream, 0x000A, &[]);
    compound(&stream)
}

/// A line of a compound file's directory.
fn entry(name: &str, kind: u8, start: u32, length: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let units = u16::try_from(entry.len() + 2).expect("short");
    entry.resize(64, 0);
    entry.extend(units.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend([0xFF; 12]);
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(length.to_le_bytes());
    entry.resize(128, 0);
    entry
}

/// A compound file with one stream named Workbook.
fn compound(stream: &[u8]) -> Vec<u8> {
    let mut body = stream.to_vec();
    body.resize(body.len().max(4096).next_multiple_of(512), 0);
    let sectors = body.len() / 512;
    // Sectors 0 to 3: the allocation table; sector 4: the directory; then the stream.
    let mut table = vec![
        0xFFFF_FFFD_u32,
        0xFFFF_FFFD,
        0xFFFF_FFFD,
        0xFFFF_FFFD,
        0xFFFF_FFFE,
    ];
    table.extend((0..sectors).map(|i| {
        if i + 1 == sectors {
            0xFFFF_FFFE
        } else {
            u32::try_from(i + 6).expect("few")
        }
    }));
    assert!(table.len() <= 512, "four tables only");
    table.resize(512, 0xFFFF_FFFF);
    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.resize(24, 0);
    for word in [0x3E_u16, 3, 0xFFFE, 9, 6] {
        file.extend(word.to_le_bytes());
    }
    file.resize(44, 0);
    for word in [
        4_u32,
        4,
        0,
        4096,
        0xFFFF_FFFE,
        0,
        0xFFFF_FFFE,
        0,
        0,
        1,
        2,
        3,
    ] {
        file.extend(word.to_le_bytes());
    }
    file.resize(512, 0xFF);
    file.extend(table.iter().flat_map(|word| word.to_le_bytes()));
    file.extend(entry("Root Entry", 5, 0xFFFF_FFFE, 0));
    file.extend(entry(
        "Workbook",
        2,
        5,
        u32::try_from(body.len()).expect("short"),
    ));
    file.resize(512 * 6, 0);
    file.extend(body);
    file
}
