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

/// Whether the letters in which the two differ lie side by side on the keyboard.
fn neighbours(typed: &[u8], text: &[u8]) -> bool {
    let Some((a, b)) = typed.iter().zip(text).find(|(a, b)| a != b) else {
        return false;
    };
    let place = |c: u8| {
        ROWS.iter().enumerate().find_map(|(row, keys)| {
            keys.iter()
                .position(|k| *k == c)
                .map(|column| (row, column))
        })
    };
    match (place(*a), place(*b)) {
        (Some((r1, c1)), Some((r2, c2))) => r1.abs_diff(r2) <= 1 && c1.abs_diff(c2) <= 1,
        _ => false,
    }
}
