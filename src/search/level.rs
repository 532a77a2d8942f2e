//! The scale on which one character of a name meets what was typed, and how far and how a search goes.

/// How far the search goes from what was typed; each tier contains what the one before finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Characters and letters as they stand.
    Exact,
    /// Also variants, homophones and regional sounds.
    Relaxed,
    /// Slips of the fingers.
    Slips,
}

/// How one character of a name was met, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// The character itself.
    Exact,
    /// Its whole syllable.
    Sound,
    /// Its initial or a part of its syllable.
    Letters,
    /// A character that may be taken for it.
    Variant,
    /// A character of the same sound.
    Homophone,
    /// A sound that regional speech does not keep apart.
    Accent,
    /// A slip of the fingers.
    Slip,
}

impl Level {
    /// The level with this number; the worst for a number that is none.
    pub(super) fn of(number: u8) -> Self {
        match number {
            0 => Self::Exact,
            1 => Self::Sound,
            2 => Self::Letters,
            3 => Self::Variant,
            4 => Self::Homophone,
            5 => Self::Accent,
            _ => Self::Slip,
        }
    }
}

/// One way to go on: a character of the name takes the typing from one place to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) to: u8,
    pub(super) level: Level,
    pub(super) cost: u16,
}

/// The cost of one slip; everything else together stays below.
pub(super) const SLIP: u16 = 1000;

/// How much of a name was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cover {
    Whole,
    Start,
    Part,
}

/// A character of the name left out before the first one met, between two, after the last one.
pub(super) const SKIP_FIRST: u32 = 12;
pub(super) const SKIP_MIDDLE: u32 = 8;
pub(super) const SKIP_LAST: u32 = 3;

/// How a meaning is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    /// Whether a slip in a number is forgiven.
    pub(super) slips: bool,
    /// Whether the typing was mended, which is a slip by itself.
    pub(super) mended: bool,
    /// Whether only names are wanted that begin as typed.
    pub(super) leading: bool,
}

impl How {
    /// As it stands.
    pub(super) const PLAIN: Self = Self {
        slips: false,
        mended: false,
        leading: false,
    };
    /// A slip in a number is forgiven.
    pub(super) const SLIPPED: Self = Self {
        slips: true,
        ..Self::PLAIN
    };
    /// The typing was mended.
    pub(super) const MENDED: Self = Self {
        mended: true,
        ..Self::PLAIN
    };
    /// Names alone that begin as typed.
    pub(super) const LEADING: Self = Self {
        leading: true,
        ..Self::PLAIN
    };
}
