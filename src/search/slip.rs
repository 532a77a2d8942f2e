//! Slips of the fingers: one sign wrong, missing, too many, or two swapped.

use super::level::{Level, SLIP};

/// Neighbours on the keyboard, row by row; a slip to a neighbour is the likelier one.
const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];

/// What one slip was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// Another sign in its place.
    Wrong,
    /// Two signs in the wrong order.
    Swapped,
    /// One sign left out.
    Missing,
    /// One sign too many.
    Extra,
}

/// The one slip that turns `meant` into `typed`; `None` when they are the same or further apart.
pub(super) fn between<T: PartialEq>(typed: &[T], meant: &[T]) -> Option<Slip> {
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[same..], &meant[same..]);
    match (typed, meant) {
        ([], [_]) => Some(Slip::Missing),
        ([_], []) => Some(Slip::Extra),
        ([_, a @ ..], [_, b @ ..]) if a == b => Some(Slip::Wrong),
        ([a, b, rest @ ..], [c, d, tail @ ..]) if a == d && b == c && rest == tail => {
            Some(Slip::Swapped)
        }
        ([_, a @ ..], b) if a == b => Some(Slip::Extra),
        (a, [_, b @ ..]) if a == b => Some(Slip::Missing),
        _ => None,
    }
}

/// All ways in which the letters typed may be this syllable with one slip.
pub(super) fn steps(text: &[u8], letters: &[u8], put: &mut impl FnMut(usize, Level, u16)) {
    let shortest = text.len().saturating_sub(1).max(1);
    for taken in shortest..=(text.len() + 1).min(letters.len()) {
        let typed = &letters[..taken];
        let Some(slip) = between(typed, text) else {
            continue;
        };
        let cost = match slip {
            Slip::Swapped => SLIP - 60,
            Slip::Extra if typed.windows(2).any(|w| w[0] == w[1]) => SLIP - 70,
            Slip::Wrong if neighbours(typed, text) => SLIP - 50,
            Slip::Missing => SLIP - 30,
            Slip::Wrong | Slip::Extra => SLIP,
        };
        // The first letter is the surest: most slips come later.
        let cost = if typed.first() == text.first() {
            cost
        } else {
            cost + 40
        };
        put(taken, Level::Slip, cost);
    }
}

/// The least that slips can cost that turn one row of letters into another, however many.
pub(super) fn distance(typed: &[u8], meant: &[u8]) -> u32 {
    let full = u32::from(SLIP);
    let mut rows = vec![vec![0u32; meant.len() + 1]; typed.len() + 1];
    for i in 0..=typed.len() {
        for j in 0..=meant.len() {
            let mut least = if i == 0 && j == 0 { 0 } else { u32::MAX };
            let mut offer = |before: u32, cost: u32| least = least.min(before + cost);
            if i > 0 {
                let doubled = i > 1 && typed[i - 1] == typed[i - 2];
                offer(rows[i - 1][j], full - if doubled { 70 } else { 0 });
            }
            if j > 0 {
                offer(rows[i][j - 1], full - 30);
            }
            if i > 0 && j > 0 {
                let (a, b) = (typed[i - 1], meant[j - 1]);
                let cost = match (a == b, beside(a, b)) {
                    (true, _) => 0,
                    (_, true) => full - 50,
                    _ => full,
                };
                offer(rows[i - 1][j - 1], cost);
                if i > 1 && j > 1 && a != b && a == meant[j - 2] && typed[i - 2] == b {
                    offer(rows[i - 2][j - 2], full - 60);
                }
            }
            rows[i][j] = least;
        }
    }
    rows[typed.len()][meant.len()]
}

/// Whether the letters in which the two differ lie side by side on the keyboard.
fn neighbours(typed: &[u8], text: &[u8]) -> bool {
    let differ = typed.iter().zip(text).find(|(a, b)| a != b);
    differ.is_some_and(|(a, b)| beside(*a, *b))
}

/// Whether two letters lie side by side on the keyboard.
fn beside(a: u8, b: u8) -> bool {
    let place = |c: u8| {
        ROWS.iter().enumerate().find_map(|(row, keys)| {
            keys.iter()
                .position(|k| *k == c)
                .map(|column| (row, column))
        })
    };
    match (place(a), place(b)) {
        (Some((r1, c1)), Some((r2, c2))) => r1.abs_diff(r2) <= 1 && c1.abs_diff(c2) <= 1,
        _ => false,
    }
}

/// Which letters of `meant` were typed, in order: as many as there can be.
pub(super) fn common(typed: &[u8], meant: &[u8]) -> Vec<bool> {
    let mut longest = vec![vec![0u32; meant.len() + 1]; typed.len() + 1];
    for (i, a) in typed.iter().enumerate().rev() {
        for (j, b) in meant.iter().enumerate().rev() {
            longest[i][j] = if a == b {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let mut met = vec![false; meant.len()];
    let (mut i, mut j) = (0, 0);
    while i < typed.len() && j < meant.len() {
        if typed[i] == meant[j] {
            met[j] = true;
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    met
}
