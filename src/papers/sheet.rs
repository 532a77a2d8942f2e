//! A filled paper as lines of a kind: heading, title, number, body; as plain text by columns and as DOCX.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::lines::{centred, rule, wrap};

/// What a line of a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `# `: the issuing unit.
    Head,
    /// `## `: the title.
    Title,
    /// `> `: the document's number.
    Number,
    /// `| `: a line from the margin.
    Flush,
    /// Anything else: a paragraph, indented by two signs.
    Body,
    /// `>> `: seal and date.
    Right,
    /// `---`: a rule.
    Rule,
}

/// A paper, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet(pub Vec<(Part, String)>);

impl Sheet {
    /// Reads the marks of a filled template. A mark inside what a fact says is text like any other:
    /// facts never begin a line with one (`papers::facts` sees to it).
    #[must_use]
    pub fn read(text: &str) -> Self {
        let lines = text.lines().filter(|l| !l.trim().is_empty());
        Self(lines.map(line).collect())
    }

    /// A paper that was laid out as text already: every line from the margin.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self(text.lines().map(|l| (Part::Flush, l.to_owned())).collect())
    }

    /// Plain text, at most `width` columns wide.
    #[must_use]
    pub fn text(&self, width: usize) -> String {
        use unicode_width::UnicodeWidthStr;
        let mut out = String::new();
        for (part, text) in &self.0 {
            let shown = match part {
                Part::Head | Part::Title | Part::Number => wrap(&centred(text, width), width),
                Part::Rule => format!("{}\n", rule(width)),
                Part::Right => {
                    let free = width.saturating_sub(text.width() + 2);
                    format!("{}{text}\n", " ".repeat(free))
                }
                Part::Flush => wrap(text, width),
                Part::Body => wrap(&format!("\u{3000}\u{3000}{text}"), width),
            };
            out.push_str(&shown);
            if *part == Part::Number {
                out.push('\n');
            }
        }
        out
    }

    /// A word-processor document: A4, title in 小标宋 22 pt, body in 仿宋 16 pt, 28 pt lines (GB/T 9704).
    ///
    /// # Errors
    /// When the archive cannot be written to memory.
    pub fn docx(&self) -> std::io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // A fixed day in the archive: the same paper is the same bytes.
        let how = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let document = self.document();
        for (name, text) in [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document.as_str()),
        ] {
            zip.start_file(name, how)?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn document(&self) -> String {
        let mut out = String::from(OPEN);
        for (part, text) in &self.0 {
            out.push_str(&paragraph(*part, text));
        }
        out.push_str(CLOSE);
        out
    }
}

fn line(text: &str) -> (Part, String) {
    const MARKS: [(&str, Part); 5] = [
        ("## ", Part::Title),
        ("# ", Part::Head),
        (">> ", Part::Right),
        ("> ", Part::Number),
        ("| ", Part::Flush),
    ];
    if text.trim() == "---" {
        return (Part::Rule, String::new());
    }
    let marked = MARKS
        .iter()
        .find_map(|(mark, part)| text.strip_prefix(mark).map(|rest| (*part, rest)));
    let (part, text) = marked.unwrap_or((Part::Body, text));
    (part, text.trim().to_owned())
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OPEN: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#;
/// A4 with the margins of GB/T 9704: 37 mm above, 35 below, 28 left, 26 right.
const CLOSE: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

fn paragraph(part: Part, text: &str) -> String {
    let (align, indent, font, half_points) = match part {
        Part::Head => ("center", "", "宋体", 32),
        Part::Title => ("center", "", "方正小标宋简体", 44),
        Part::Number => ("center", "", "仿宋_GB2312", 32),
        Part::Right => ("right", "", "仿宋_GB2312", 32),
        Part::Flush | Part::Rule => ("both", "", "仿宋_GB2312", 32),
        Part::Body => (
            "both",
            r#"<w:ind w:firstLineChars="200" w:firstLine="640"/>"#,
            "仿宋_GB2312",
            32,
        ),
    };
    let border = if part == Part::Rule {
        r#"<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>"#
    } else {
        ""
    };
    let text = escaped(text);
    format!(
        r#"<w:p><w:pPr>{border}<w:spacing w:line="560" w:lineRule="exact"/>{indent}<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:hint="eastAsia"/><w:sz w:val="{half_points}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

/// Text as XML may hold it: no control characters, no markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
