//! A piece of an address held against an address: a number is met from its first digit on.

/// How a piece stands in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stand {
    /// To its end: no digit goes on behind it.
    Whole,
    /// The number that closes it goes on: 3组1 in 3组12号, as one types.
    Begun,
}

/// How a piece stands in an address, at best; `None` when it does not. What begins with a digit never
/// stands within a longer number: 3组 is not in 13组, nor 5号 in 15号.
pub(super) fn stand<T: Copy + PartialEq>(
    address: &[T],
    piece: &[T],
    is_digit: impl Fn(T) -> bool,
) -> Option<Stand> {
    let (opens, closes) = (is_digit(*piece.first()?), is_digit(*piece.last()?));
    let mut best = None;
    for (at, part) in address.windows(piece.len()).enumerate() {
        let before = at.checked_sub(1).map(|n| address[n]);
        if part != piece || (opens && before.is_some_and(&is_digit)) {
            continue;
        }
        let after = address.get(at + piece.len()).copied();
        if !(closes && after.is_some_and(&is_digit)) {
            return Some(Stand::Whole);
        }
        best = Some(Stand::Begun);
    }
    best
}

/// Whether a piece begins or ends with a digit: then what stands beside it in an address tells too.
pub(super) fn is_edged(piece: &[char]) -> bool {
    let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    digit(piece.first()) || digit(piece.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number is met from its first digit on, and a whole one before one that goes on.
    #[test]
    fn numbers_are_met_from_their_first_digit() {
        for (address, piece, wanted) in [
            ("王家庄3组", "3组", Some(Stand::Whole)),
            ("王家庄13组", "3组", None),
            ("王家庄13组3号", "3号", Some(Stand::Whole)),
            ("3组15号", "5号", None),
            ("3组12号", "3组1", Some(Stand::Begun)),
            ("3组12号3组1号", "3组1", Some(Stand::Whole)),
            ("3组1", "3组1", Some(Stand::Whole)),
            ("13组1号", "组1", Some(Stand::Whole)),
            ("13", "3", None),
            ("3", "13", None),
        ] {
            let signs = |text: &str| text.chars().collect::<Vec<_>>();
            let stands = stand(&signs(address), &signs(piece), |c| c.is_ascii_digit());
            assert_eq!(stands, wanted, "{piece} in {address}");
        }
    }
}
