//! Characters that stand for each other on papers: traditional forms, variants and look-alikes.

use std::sync::OnceLock;

use crate::domain::variant::rows;
pub(super) use crate::domain::variant::{head, simple};

const NEAR_LOOKS: &str = include_str!("../../data/nearlooks.tsv");

/// How two characters that are not the same are one on papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// Traditional, simplified or compatibility form of one character.
    Form,
    /// Another character of the same look or the same use (肖 and 萧, 佘 and 余).
    Look,
}

/// Where the line of a character begins in the table: a character and a place take eight bytes, and there
/// are six thousand of them in every session.
type Lines = Vec<(char, u32)>;

/// The characters that look most like one, the likest first: not the same on papers, but misread. Then, said so,
/// those that share a half or a part with it.
pub(super) fn near_looks(c: char) -> impl Iterator<Item = (char, bool)> {
    static LINES: OnceLock<Lines> = OnceLock::new();
    let lines = LINES.get_or_init(|| lines(NEAR_LOOKS));
    let c = simple(c);
    let line = lines.binary_search_by_key(&c, |line| line.0);
    let line = line.map_or("", |at| line_at(NEAR_LOOKS, lines[at].1));
    let (near, sharing) = line.split_once('\t').map_or(("", ""), |(_, rest)| {
        rest.split_once('\t').unwrap_or((rest, ""))
    });
    let near = near.chars().map(|c| (c, false));
    near.chain(sharing.chars().map(|c| (c, true)))
}

/// The lines of a table that say something, by their first character.
fn lines(table: &'static str) -> Lines {
    let start = table.as_ptr().addr();
    let mut lines: Lines = rows(table)
        .filter_map(|line| {
            let at = u32::try_from(line.as_ptr().addr() - start).ok()?;
            Some((line.chars().next()?, at))
        })
        .collect();
    lines.sort_unstable();
    lines.shrink_to_fit();
    lines
}

fn line_at(table: &'static str, at: u32) -> &'static str {
    let rest = table.get(at as usize..).unwrap_or("");
    rest.lines().next().unwrap_or("").trim_end()
}

/// How two different characters are one; `None` when they are not.
pub(super) fn kinship(a: char, b: char) -> Option<Kinship> {
    if simple(a) == simple(b) {
        Some(Kinship::Form)
    } else if head(a) == head(b) {
        Some(Kinship::Look)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{NEAR_LOOKS, near_looks, rows, simple};

    /// Every line of the table is found by its character, whole and in its order; a traditional form is
    /// looked up as the simple one.
    #[test]
    fn every_line_is_found() {
        let mut count = 0;
        for line in rows(NEAR_LOOKS) {
            let (c, like) = line.split_once('\t').expect("two columns or three");
            let like = like.replacen('\t', "", 1);
            let c = c.chars().next().expect("a character");
            if simple(c) != c {
                assert!(near_looks(c).eq(near_looks(simple(c))), "{c}");
                continue;
            }
            let found: String = near_looks(c).map(|(c, _)| c).collect();
            assert_eq!(found, like, "{c}");
            count += 1;
        }
        assert!(count > 5000, "{count}");
        assert_eq!(near_looks('x').next(), None);
        let of = |a: char, b: char| near_looks(a).find(|(c, _)| *c == b);
        assert_eq!(of('键', '健'), Some(('健', false)));
        assert_eq!(of('坡', '波'), Some(('波', true)));
        assert_eq!(of('岸', '岩'), Some(('岩', true)));
    }
}
