//! Border signs and marks: a Unicode set, and an ASCII set for terminals that draw those badly.

/// The signs that views draw. None carries a meaning alone: a word always stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbols {
    /// `─`
    pub horizontal: &'static str,
    /// `│`
    pub vertical: &'static str,
    /// Top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Before the chosen row.
    pub chosen: &'static str,
    /// Before a marked row.
    pub mark: &'static str,
    /// A flag that is set.
    pub on: &'static str,
    /// A flag that is not set.
    pub off: &'static str,
    /// Sorted upwards.
    pub rising: &'static str,
    /// Sorted downwards.
    pub falling: &'static str,
    /// More above.
    pub above: &'static str,
    /// More below.
    pub below: &'static str,
    /// A fault that stops.
    pub fault: &'static str,
    /// A fault that warns.
    pub doubt: &'static str,
    /// Done well.
    pub good: &'static str,
    /// A point on a time line.
    pub point: &'static str,
    /// Between parts of a line.
    pub between: &'static str,
    /// Opens a list.
    pub more: &'static str,
}

/// The Unicode set: box lines and a few narrow marks.
pub const UNICODE: Symbols = Symbols {
    horizontal: "─",
    vertical: "│",
    corners: ["┌", "┐", "└", "┘"],
    chosen: "▸",
    mark: "*",
    on: "[x]",
    off: "[ ]",
    rising: "▴",
    falling: "▾",
    above: "▴",
    below: "▾",
    fault: "✗",
    doubt: "!",
    good: "✓",
    point: "•",
    between: "│",
    more: "▾",
};

/// The ASCII set.
pub const ASCII: Symbols = Symbols {
    horizontal: "-",
    vertical: "|",
    corners: ["+", "+", "+", "+"],
    chosen: ">",
    mark: "*",
    on: "[x]",
    off: "[ ]",
    rising: "^",
    falling: "v",
    above: "^",
    below: "v",
    fault: "x",
    doubt: "!",
    good: "+",
    point: "o",
    between: "|",
    more: "v",
};
