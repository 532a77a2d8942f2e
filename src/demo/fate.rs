//! How a petition fares: each delay in days, drawn once, so that the story itself has no chance in it.

use super::seed::Seed;

/// The draws of one petition.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a draw of its own; they are no states of one thing"
)]
pub struct Fate {
    /// Days to the forwarding.
    pub forward: u32,
    /// Days to the signing; `None` when the unit never signs.
    pub sign: Option<u32>,
    /// Days to the objection, when the unit objects.
    pub object: Option<u32>,
    /// Days until the office answers an objection.
    pub take_back: u32,
    /// Days to the acceptance.
    pub accept: u32,
    /// Days to the extension, counted from the acceptance.
    pub extend: Option<u32>,
    /// Days to the opinion, counted from the acceptance.
    pub answer: u32,
    /// Days to the service.
    pub serve: u32,
    /// Days to the closing.
    pub close: u32,
    /// Where it gets stuck: no step after so many.
    pub stuck: Option<usize>,
    /// Declined instead of accepted.
    pub decline: bool,
    /// Withdrawn after so many steps.
    pub withdraw: Option<usize>,
    /// A lead official is named.
    pub lead: bool,
    /// Something is promised, due in so many days.
    pub promise: Option<u32>,
    /// The petitioner was telephoned.
    pub contact: bool,
    /// Resolved at the closing.
    pub resolved: bool,
    /// Assigned with a date of its own instead of forwarded.
    pub assign: bool,
    /// Three of the outcomes, by number.
    pub outcome: u32,
}

impl Fate {
    /// Draws a fate. Young petitions get stuck more often: an office that works catches up.
    pub fn draw(simple: bool, age: i64, seed: &mut Seed) -> Self {
        let slow = seed.mille(45);
        let extended = !simple && seed.mille(120);
        let answer = match (simple, slow, extended) {
            (true, false, _) => seed.between(2, 11),
            (true, true, _) => seed.between(16, 25),
            (_, _, true) => seed.between(62, 86),
            (_, true, _) => seed.between(61, 80),
            _ => seed.between(12, 57),
        };
        let stuck_share = if age < 130 { 70 } else { 4 };
        let some = |seed: &mut Seed, share: u32, a: u32, b: u32| {
            let n = seed.between(a, b);
            seed.mille(share).then_some(n)
        };
        Self {
            forward: if seed.mille(25) {
                seed.between(15, 21)
            } else {
                seed.between(0, 8)
            },
            sign: (!seed.mille(40)).then(|| seed.between(0, 2)),
            object: some(seed, if age < 25 { 250 } else { 45 }, 0, 3),
            take_back: seed.between(1, 8),
            accept: if seed.mille(40) {
                seed.between(15, 20)
            } else {
                seed.between(0, 11)
            },
            extend: extended.then(|| seed.between(40, 56)),
            answer,
            serve: seed.between(0, 4),
            close: seed.between(1, 32),
            stuck: seed.mille(stuck_share).then(|| seed.below(6) as usize),
            decline: seed.mille(15),
            withdraw: some(seed, 30, 1, 4).map(|n| n as usize),
            lead: seed.mille(40),
            promise: some(seed, 70, 3, 12),
            contact: seed.mille(200),
            resolved: seed.mille(450),
            assign: seed.mille(150),
            outcome: seed.below(3),
        }
    }
}
