//! Text folded for comparing: what differs only in width, case, spaces and marks becomes the same.

use crate::domain::name::narrow;
use crate::words::has_controls;

/// Narrow, lower case, without spaces, marks and what stands in brackets.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut depth = 0_usize;
    let kept: String = text
        .chars()
        .map(narrow)
        .filter(|c| {
            match c {
                '(' | '[' | '【' | '〔' | '{' | '〈' => depth += 1,
                ')' | ']' | '】' | '〕' | '}' | '〉' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    bare(&kept)
}

/// Narrow, lower case, without spaces, controls and marks.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(
                    c,
                    '*' | ':'
                        | '：'
                        | '★'
                        | '▲'
                        | '"'
                        | '“'
                        | '”'
                        | '('
                        | ')'
                        | '['
                        | ']'
                        | '【'
                        | '】'
                        | '。'
                        | '、'
                        | '#'
                )
                && !has_controls(c.encode_utf8(&mut [0; 4]))
        })
        .flat_map(char::to_lowercase)
        .collect()
}
