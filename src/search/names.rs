//! One name, packed: up to four characters are one number.

use super::alphabet::CharNo;

/// A distinct name's number.
pub(super) type NameNo = u32;

/// The characters of one name, read out of its packing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Packed<'a> {
    /// Four characters at most, the first one lowest.
    Short(u64),
    /// More than four.
    Long(&'a [CharNo]),
}

impl<'a> Packed<'a> {
    /// Packs characters.
    #[inline]
    pub(super) fn of(chars: &'a [CharNo]) -> Self {
        if chars.len() > 4 {
            Self::Long(chars)
        } else {
            Self::Short(
                chars
                    .iter()
                    .rev()
                    .fold(0u64, |all, c| all << 16 | u64::from(*c)),
            )
        }
    }

    /// Writes the characters out.
    #[inline]
    pub(super) fn unpack(self, out: &mut Vec<CharNo>) {
        out.clear();
        match self {
            Self::Short(mut rest) => {
                while rest != 0 {
                    out.push((rest & 0xFFFF) as CharNo);
                    rest >>= 16;
                }
            }
            Self::Long(list) => out.extend_from_slice(list),
        }
    }
}
