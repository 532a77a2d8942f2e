//! A growing list of ascending numbers in few bytes: differences, seven bits a byte.

/// People (slots) that have one thing in common. Append-only, so that a live addition and a build
/// from nothing give the same bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    next: u32,
    count: u32,
}

impl Postings {
    /// Adds a number not smaller than the last one; the last one again is nothing new.
    pub(super) fn push(&mut self, slot: u32) {
        if slot < self.next {
            return;
        }
        let mut step = slot - self.next;
        loop {
            let [low, ..] = step.to_le_bytes();
            step >>= 7;
            if step == 0 {
                self.bytes.push(low & 0x7F);
                break;
            }
            self.bytes.push(low | 0x80);
        }
        self.next = slot + 1;
        self.count += 1;
    }

    /// How many numbers it holds.
    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    /// The numbers in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let mut next = 0u32;
        let mut step = 0u32;
        let mut shift = 0;
        self.bytes.iter().filter_map(move |byte| {
            step |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 != 0 {
                shift += 7;
                return None;
            }
            let slot = next + step;
            next = slot + 1;
            step = 0;
            shift = 0;
            Some(slot)
        })
    }
}
