//! Lines of a paper by display width: wrapped with a hanging indent, centred, ruled.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Signs that may not stand at the start of a line (禁则).
const CLOSING: &str = "，。、；：？！）》”’】〕·…";

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
    let lead = line.len() - line.trim_start().len();
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
    let mut at = String::new();
    let mut used = 0;
    for word in pieces(line) {
        let wide = word.width();
        if used + wide > width && used > indent.len() && !CLOSING.contains(word) {
            out.push_str(at.trim_end());
            out.push('\n');
            at.clone_from(&indent);
            used = indent.len();
            if word == " " {
                continue;
            }
        }
        at.push_str(word);
        used += wide;
    }
    out.push_str(at.trim_end());
    out.push('\n');
}

/// What may not be torn apart: runs of letters and digits that fit on a line, else single signs.
fn pieces(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for word in line.split_word_bounds() {
        if word.is_ascii() && word.len() <= 24 {
            out.push(word);
        } else {
            out.extend(word.graphemes(true));
        }
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
