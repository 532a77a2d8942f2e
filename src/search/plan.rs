//! What a typed name can be: for each syllable and character, from which place of the typing to
//! which it leads, and at what cost. Made once per query, small, and then held against every name.

use super::alphabet::{Alphabet, CharNo};
use super::floor::{Floor, Spans};
use super::level::{Level, Step, Tier};
use super::spelling::{Spelling, Typed};
use super::steps::{Gathered, gather_letters, gather_sign};
use super::syllable::{SyllableId, Syllables};

/// A typed name, ready to be held against names.
#[derive(Debug)]
pub(super) struct Plan {
    len: usize,
    tier: Tier,
    /// Whether the name must start with the first thing typed.
    anchored: bool,
    /// How many slips are forgiven.
    budget: u16,
    /// Places that some character of a fitting name must lead on from: the first, and those where
    /// a character was typed.
    needed: u64,
    /// For each character number, the places from which it may lead on: a sieve.
    from: Vec<u64>,
    /// Steps by syllable and place: `starts[syllable * len + place]..` into `steps`.
    starts: Vec<u32>,
    steps: Vec<Step>,
    /// Where the steps of a syllable and place may end, as bits: without a slip, with one.
    reach: Vec<[u64; 2]>,
    /// For each character that leads anywhere, where its row in `jumps` starts.
    row: Vec<u32>,
    /// Where a character may lead from each place, as bits: without a slip, with one.
    jumps: Vec<[u64; 2]>,
    /// For each character number, the places from which it leads to the end: without a slip, with one.
    closes: Vec<[u64; 2]>,
    /// The places from which any character does.
    closable: [u64; 2],
    /// Steps by character: number, place, level, cost; each leads one place on.
    direct: Vec<(CharNo, u8, Level, u16)>,
    floor: Floor,
}

impl Plan {
    /// Makes the plan for a typed name; `None` when nothing was typed.
    pub(super) fn of(spelling: &Spelling, tier: Tier, alphabet: &Alphabet) -> Option<Self> {
        if spelling.len() == 0 {
            return None;
        }
        let mut gathered = Gathered::new();
        let mut direct = Vec::new();
        for (place, sign) in (0u8..).zip(spelling.signs()) {
            match *sign {
                Typed::Letter(letter) => {
                    gather_letters(spelling, place, tier, &mut gathered);
                    let number = alphabet.number(char::from(letter));
                    direct.extend(number.map(|n| (n, place, Level::Exact, 0)));
                }
                Typed::Sign(sign) => {
                    gather_sign(sign, place, tier, alphabet, &mut gathered, &mut direct);
                }
            }
        }
        let budget = match spelling.letters() {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        let anchored = tier == Tier::Slips || (spelling.len() == 1 && spelling.letters() == 1);
        let spans = spans(spelling.len(), tier, &gathered, &direct);
        let mut plan = Self {
            len: spelling.len(),
            tier,
            anchored,
            budget,
            needed: needed(spelling),
            from: Vec::new(),
            starts: Vec::new(),
            steps: Vec::new(),
            reach: Vec::new(),
            row: Vec::new(),
            jumps: Vec::new(),
            closes: Vec::new(),
            closable: [0; 2],
            direct,
            floor: spans.floor(anchored),
        };
        plan.settle(&gathered);
        plan.sieve(alphabet);
        Some(plan)
    }

    /// Sorts the gathered steps by syllable and place.
    fn settle(&mut self, gathered: &Gathered) {
        let cells = Syllables::get().len() * self.len;
        let cell =
            |syllable: SyllableId, from: u8| usize::from(syllable) * self.len + usize::from(from);
        let mut starts = vec![0u32; cells + 1];
        let mut reach = vec![[0u64; 2]; cells];
        for (syllable, from, step) in gathered {
            starts[cell(*syllable, *from) + 1] += 1;
            reach[cell(*syllable, *from)][usize::from(step.level == Level::Slip)] |= 1 << step.to;
        }
        for i in 0..cells {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut steps = vec![
            Step {
                to: 0,
                level: Level::Slip,
                cost: 0
            };
            gathered.len()
        ];
        for (syllable, from, step) in gathered {
            let at = &mut next[cell(*syllable, *from)];
            steps[*at as usize] = *step;
            *at += 1;
        }
        self.starts = starts;
        self.steps = steps;
        self.reach = reach;
    }

    /// Notes for every character from which places it may lead on, and where to.
    fn sieve(&mut self, alphabet: &Alphabet) {
        let len = self.len;
        let mut room = vec![[0u64; 2]; len];
        let mut direct = self.direct.clone();
        direct.sort_unstable_by_key(|d| d.0);
        // Row 0 leads nowhere.
        self.jumps = vec![[0; 2]; len];
        self.from = Vec::with_capacity(alphabet.signs().len());
        self.row = Vec::with_capacity(alphabet.signs().len());
        for (number, sign) in (0..=CharNo::MAX).zip(alphabet.signs()) {
            room.fill([0; 2]);
            for syllable in sign.rough() {
                let cells = &self.reach[usize::from(*syllable) * len..][..len];
                for (all, cell) in room.iter_mut().zip(cells) {
                    all[0] |= cell[0];
                    all[1] |= cell[1];
                }
            }
            let first = direct.partition_point(|d| d.0 < number);
            for (_, place, ..) in direct[first..].iter().take_while(|d| d.0 == number) {
                room[usize::from(*place)][0] |= 1 << (place + 1);
            }
            let (mut from, mut closes) = (0u64, [0u64; 2]);
            for (place, to) in room.iter().enumerate() {
                from |= u64::from(to[0] | to[1] != 0) << place;
                closes[0] |= (to[0] >> len & 1) << place;
                closes[1] |= (to[1] >> len & 1) << place;
            }
            self.closes.push(closes);
            self.closable[0] |= closes[0];
            self.closable[1] |= closes[1];
            let ends = closes != [0; 2];
            self.from.push(from | if ends { ENDS } else { 0 });
            self.row.push(if from == 0 {
                0
            } else {
                u32::try_from(self.jumps.len()).unwrap_or(0)
            });
            if from != 0 {
                self.jumps.extend_from_slice(&room);
            }
        }
    }

    /// The number of typed signs.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The least that names of a length can cost.
    pub(super) fn floor(&self) -> &Floor {
        &self.floor
    }

    /// How far this plan goes.
    #[inline]
    pub(super) fn tier(&self) -> Tier {
        self.tier
    }

    /// Whether names must start with the first thing typed.
    #[inline]
    pub(super) fn anchored(&self) -> bool {
        self.anchored
    }

    /// How many slips are forgiven.
    pub(super) fn budget(&self) -> u16 {
        self.budget
    }

    /// The places that some character of a fitting name must lead on from.
    #[inline]
    pub(super) fn needed(&self) -> u64 {
        self.needed
    }

    /// The places from which a character may lead on.
    #[inline]
    pub(super) fn from(&self, number: CharNo) -> u64 {
        self.from.get(usize::from(number)).copied().unwrap_or(0)
    }

    /// Whether a character may lead on from one of these places.
    #[inline]
    pub(super) fn leads_on(&self, number: CharNo, places: u64) -> bool {
        self.from(number) & places & !ENDS != 0
    }

    /// Whether a character leads from one of these places to the end: from the first ones without a slip,
    /// from the others with one.
    #[inline]
    pub(super) fn closes(&self, number: CharNo, open: [u64; 2]) -> bool {
        let closes = self.closes.get(usize::from(number));
        closes.is_some_and(|c| c[0] & open[0] | c[1] & open[1] != 0)
    }

    /// Whether any character does.
    #[inline]
    pub(super) fn may_close(&self, open: [u64; 2]) -> bool {
        self.closable[0] & open[0] | self.closable[1] & open[1] != 0
    }

    /// Where a character may lead from each place, as bits: without a slip, with one.
    #[inline]
    pub(super) fn jumps(&self, number: CharNo) -> &[[u64; 2]] {
        let row = self.row.get(usize::from(number)).map_or(0, |r| *r as usize);
        &self.jumps[row..row + self.len]
    }

    /// The steps of a syllable from a place.
    pub(super) fn steps(&self, syllable: SyllableId, place: usize) -> &[Step] {
        let cell = usize::from(syllable) * self.len + place;
        match (self.starts.get(cell), self.starts.get(cell + 1)) {
            (Some(start), Some(end)) => self
                .steps
                .get(*start as usize..*end as usize)
                .unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The steps of a character as itself or one of its kin: place, level, cost.
    pub(super) fn direct(&self, number: CharNo) -> impl Iterator<Item = (usize, Level, u16)> + '_ {
        self.direct
            .iter()
            .filter(move |d| d.0 == number)
            .map(|d| (usize::from(d.1), d.2, d.3))
    }
}

/// The best steps between all places.
fn spans(
    len: usize,
    tier: Tier,
    gathered: &Gathered,
    direct: &[(CharNo, u8, Level, u16)],
) -> Spans {
    let mut spans = Spans::of(len, tier);
    for (_, from, step) in gathered {
        let (from, to) = (usize::from(*from), usize::from(step.to));
        spans.note(from, to, step.level, u32::from(step.cost));
    }
    for (_, from, level, cost) in direct {
        let from = usize::from(*from);
        spans.note(from, from + 1, *level, u32::from(*cost));
    }
    spans
}

/// The first place and those of characters: no fitting name can do without any of them.
fn needed(spelling: &Spelling) -> u64 {
    let signs = spelling.signs().iter().enumerate();
    signs.fold(1 | ENDS, |all, (place, sign)| {
        all | (u64::from(matches!(sign, Typed::Sign(_))) << place)
    })
}

/// Set beside the places of a character that may lead to the end of the typing.
const ENDS: u64 = 1 << 63;
