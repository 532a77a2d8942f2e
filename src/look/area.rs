//! Cutting areas of the screen; never an area outside the one it was cut from.

use ratatui::layout::Rect;

/// From which side a strip is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The upper edge.
    Top,
    /// The lower edge.
    Bottom,
    /// The left edge.
    Left,
    /// The right edge.
    Right,
}

/// Cuts a strip from a side: `(strip, rest)`. A strip that does not fit takes everything.
#[must_use]
pub const fn cut(area: Rect, side: Side, lines: u16) -> (Rect, Rect) {
    let Rect {
        x,
        y,
        width,
        height,
    } = area;
    let (w, h) = (
        if lines < width { lines } else { width },
        if lines < height { lines } else { height },
    );
    match side {
        Side::Top => (
            Rect { height: h, ..area },
            Rect {
                y: y + h,
                height: height - h,
                ..area
            },
        ),
        Side::Bottom => (
            Rect {
                y: y + height - h,
                height: h,
                ..area
            },
            Rect {
                height: height - h,
                ..area
            },
        ),
        Side::Left => (
            Rect { width: w, ..area },
            Rect {
                x: x + w,
                width: width - w,
                ..area
            },
        ),
        Side::Right => (
            Rect {
                x: x + width - w,
                width: w,
                ..area
            },
            Rect {
                width: width - w,
                ..area
            },
        ),
    }
}

/// An area of at most this size in the middle of another.
#[must_use]
pub const fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let width = if width < area.width {
        width
    } else {
        area.width
    };
    let height = if height < area.height {
        height
    } else {
        area.height
    };
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

/// The area without a margin left and right, and above and below.
#[must_use]
pub const fn inset(area: Rect, across: u16, down: u16) -> Rect {
    let (across, down) = (
        if across * 2 < area.width {
            across
        } else {
            area.width / 2
        },
        if down * 2 < area.height {
            down
        } else {
            area.height / 2
        },
    );
    Rect {
        x: area.x + across,
        y: area.y + down,
        width: area.width - 2 * across,
        height: area.height - 2 * down,
    }
}
