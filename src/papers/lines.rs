//! Lines of a paper by display width: wrapped with a hanging indent, centred, ruled.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Signs that may not stand at the start of a line (禁则).
const CLOSING: &str = "，。、；：？！）》”’】〕·…";

/// Longest word that moves to the next line in one piece.
const LONGEST_WORD: usize = 24;

/// Wraps each line of a text to a width; what follows a wrap is indented as the line's own start,
/// and two more behind a list mark.
#[must_use]
pub fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        wrap_line(line, width, &mut out);
    }
    out
}

fn wrap_line(line: &str, width: usize, out: &mut String) {
    // A first line moved in by wide blanks is a paragraph: it goes on from the margin.
    let lead = line.len() - line.trim_start_matches(' ').len();
    let mark = line[lead..]
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let hang = if mark > 0 && line[lead + mark..].starts_with(". ") {
        lead + mark + 2
    } else {
        lead
    };
    let indent = " ".repeat(hang.min(width / 2));
    let mut at: Vec<&str> = Vec::new();
    let mut used = 0;
    let mut first = true;
    for word in pieces(line) {
        let wide = word.width();
        let start = if first { 0 } else { indent.len() };
        if used + wide > width && used > start {
            // A closing sign takes the sign before it along to the next line.
            let carried = at.pop_if(|_| CLOSING.contains(word));
            flush(&at, if first { "" } else { &indent }, out);
            first = false;
            at.clear();
            at.extend(carried);
            used = indent.len() + carried.map_or(0, UnicodeWidthStr::width);
            if word == " " && at.is_empty() {
                continue;
            }
        }
        at.push(word);
        used += wide;
    }
    flush(&at, if first { "" } else { &indent }, out);
}

fn flush(words: &[&str], indent: &str, out: &mut String) {
    let line: String = std::iter::once(indent)
        .chain(words.iter().copied())
        .collect();
    out.push_str(line.trim_end());
    out.push('\n');
}

/// What may not be torn apart: words in letters and digits that fit on a line, else single signs.
fn pieces(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let is_word = |c: char| c.is_ascii_graphic();
    let mut rest = line;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        if word.len() > LONGEST_WORD {
            out.extend(word.graphemes(true));
        } else if !word.is_empty() {
            out.push(word);
        }
        let end = behind.find(is_word).unwrap_or(behind.len());
        let (signs, behind) = behind.split_at(end);
        out.extend(signs.graphemes(true));
        rest = behind;
    }
    out
}

/// A line in the middle of the paper.
#[must_use]
pub fn centred(text: &str, width: usize) -> String {
    let free = width.saturating_sub(text.width());
    format!("{}{text}", " ".repeat(free / 2))
}

/// A rule across the paper.
#[must_use]
pub fn rule(width: usize) -> String {
    "-".repeat(width)
}
