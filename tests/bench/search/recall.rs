//! How often the right person stands first, and among the first ten, by kind of query.

use std::collections::HashSet;

use zhuoluo::domain::name;
use zhuoluo::search::{Index, PersonRow};

use super::kinds::{
    ACCENTS, Dice, KINDS, Kind, NUMBER_SLIP, NUMBERS, SLIPS, Sharing, WRONG, initials, sounds,
};
use super::made::{former, townless};

/// Queries of each kind.
const EACH: usize = 48;
/// Hits looked at.
const SHOWN: usize = 50;

/// A query with the person it means.
pub struct Query {
    /// Which kind it is.
    pub kind: usize,
    /// The text.
    pub text: String,
    /// The person's place in the rows.
    pub meant: usize,
}

/// The set: the same for the same rows and seed. A slip that is somebody else's right name, letter
/// by letter or number by number, is no slip: nobody could tell, so it is not asked.
pub fn queries(rows: &[PersonRow], seed: u64) -> Vec<Query> {
    let mut dice = Dice(seed);
    let right = Right::of(rows);
    let mut all = Vec::new();
    for (n, kind) in KINDS.iter().enumerate() {
        let mut made = 0;
        for _ in 0..400_000 {
            if made == EACH {
                break;
            }
            let meant = dice.below(rows.len());
            if let Some(text) = (kind.make)(&rows[meant], &mut dice)
                && !right.has(kind, &text)
            {
                all.push(Query {
                    kind: n,
                    text,
                    meant,
                });
                made += 1;
            }
        }
    }
    all
}

/// Everything that is somebody's right name or number.
struct Right {
    names: HashSet<String>,
    sounds: HashSet<String>,
    numbers: HashSet<String>,
}

impl Right {
    fn of(rows: &[PersonRow]) -> Self {
        let numbers = rows
            .iter()
            .flat_map(|r| r.phones.iter().chain([&r.id_number]));
        Self {
            names: rows.iter().map(|r| name::bare(&r.name)).collect(),
            sounds: rows.iter().filter_map(sounds).map(|s| s.concat()).collect(),
            numbers: numbers.cloned().collect(),
        }
    }

    fn has(&self, kind: &Kind, text: &str) -> bool {
        match kind.group {
            WRONG => self.names.contains(text),
            SLIPS | ACCENTS => self.sounds.contains(text),
            NUMBER_SLIP => self.numbers.contains(text),
            _ => false,
        }
    }
}

/// Whether nothing typed tells the hit from the person meant: for slips and accents also whoever
/// lies as near to the typing, sign by sign, whatever the engine thinks of it.
fn is_as_good(kind: &Kind, text: &str, hit: &PersonRow, meant: &PersonRow) -> bool {
    if hit.id == meant.id {
        return true;
    }
    let bare = |r: &PersonRow| name::bare(&r.name);
    let near = |r: &PersonRow| match kind.group {
        WRONG => Some(distance(text, &bare(r))),
        SLIPS | ACCENTS => sounds(r).map(|s| distance(text, &s.concat())),
        _ => None,
    };
    if let (Some(hit), Some(meant)) = (near(hit), near(meant))
        && hit <= meant
    {
        return true;
    }
    let named = match kind.sharing {
        Sharing::Person if kind.group == NUMBERS => hit
            .phones
            .iter()
            .chain([&hit.id_number])
            .any(|n| n.contains(text)),
        Sharing::Person => false,
        Sharing::Address => hit.address.contains(text),
        Sharing::Tail => {
            let ends = |r: &PersonRow, tail: &str| {
                r.phones
                    .iter()
                    .chain([&r.id_number])
                    .any(|n| n.ends_with(tail))
            };
            text.split_once(' ')
                .is_some_and(|(name, tail)| hit.name.starts_with(name) && ends(hit, tail))
        }
        Sharing::Name => bare(hit) == bare(meant),
        Sharing::Sound => alike(hit, meant, |s| s.concat().replace('v', "u")),
        Sharing::Initials => alike(hit, meant, initials) || flat(hit, text),
        Sharing::Beginning => sounds(hit).is_some_and(|s| s.concat().starts_with(text)),
        Sharing::Former => called(hit, text),
        Sharing::Spot => townless(&hit.address).is_some_and(|p| p == text),
        Sharing::Pieces => text.split(' ').all(|piece| hit.address.contains(piece)),
        Sharing::Typed => {
            let name = bare(hit);
            let mut rest = name.chars();
            text.chars().all(|c| rest.any(|d| d == c))
        }
    };
    let year = kind.name != "name and year of birth"
        || hit.id_number.get(6..10) == meant.id_number.get(6..10);
    let place = kind.name != "initials and place"
        || text
            .split(' ')
            .next_back()
            .is_some_and(|p| hit.address.contains(p));
    named && year && place
}

/// Whether somebody is called as typed, in characters or in sounds, or was before.
fn called(hit: &PersonRow, text: &str) -> bool {
    let is = |name: String| {
        let row = PersonRow {
            name,
            ..hit.clone()
        };
        name::bare(&row.name) == text || sounds(&row).is_some_and(|s| s.concat() == text)
    };
    is(hit.name.clone()) || former(hit).is_some_and(is)
}

/// How many signs are wrong, missing, too many or swapped with their neighbour.
fn distance(typed: &str, meant: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(a[i - 1] != b[j - 1]);
                let mut least = (rows[i - 1][j - 1] + same)
                    .min(rows[i - 1][j] + 1)
                    .min(rows[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(rows[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    rows[a.len()][b.len()]
}

/// Whether zh, ch and sh may have been typed as two letters: chs for 褚松 as for 陈华石.
fn flat(hit: &PersonRow, text: &str) -> bool {
    let typed = text.split(' ').next().unwrap_or_default();
    let long = |s: &&str| {
        s.get(..2)
            .filter(|t| t.ends_with('h'))
            .or(s.get(..1))
            .map(str::to_owned)
    };
    sounds(hit).is_some_and(|s| {
        let head: String = s.iter().filter_map(long).collect();
        let tail: String = s[1..].iter().filter_map(long).collect();
        typed == head
            || typed == format!("{}{tail}", s[0])
            || (s[0].starts_with(typed.get(..1).unwrap_or("-"))
                && s[0].len() < typed.len()
                && typed.starts_with(s[0])
                && typed[s[0].len()..] == initials(&s[1..]))
    })
}

fn alike(hit: &PersonRow, meant: &PersonRow, as_typed: fn(&[&str]) -> String) -> bool {
    match (sounds(hit), sounds(meant)) {
        (Some(a), Some(b)) => as_typed(&a) == as_typed(&b),
        _ => false,
    }
}

/// Measures and prints by group.
pub fn run(index: &Index, rows: &[PersonRow], queries: &[Query]) {
    let mut tally = vec![[0u32; 5]; KINDS.len()];
    for query in queries {
        let kind = &KINDS[query.kind];
        let meant = &rows[query.meant];
        let hits = index.find(&query.text, SHOWN).unwrap_or_default();
        let row = |h: &zhuoluo::search::Hit| {
            usize::try_from(h.person.0 - 1)
                .ok()
                .and_then(|n| rows.get(n))
        };
        let good = |h: &zhuoluo::search::Hit| {
            row(h).is_some_and(|r| is_as_good(kind, &query.text, r, meant))
        };
        let strict = |h: &zhuoluo::search::Hit| {
            row(h).is_some_and(|r| name::bare(&r.name) == name::bare(&meant.name))
        };
        let count = &mut tally[query.kind];
        count[0] += 1;
        count[1] += u32::from(hits.first().is_some_and(good));
        count[2] += u32::from(hits.iter().take(10).any(good));
        count[3] += u32::from(hits.first().is_some_and(strict));
        count[4] += u32::from(hits.iter().take(10).any(strict));
        if std::env::var_os("ZHUOLUO_MISSES").is_some() && !hits.first().is_some_and(good) {
            let shown: Vec<_> = hits
                .iter()
                .take(4)
                .filter_map(|h| Some((row(h)?.name.as_str(), h.class.code(), h.score)))
                .collect();
            println!(
                "  {}: {} for {}: {shown:?}",
                kind.name, query.text, meant.name
            );
        }
    }
    let mut groups: Vec<&str> = KINDS.iter().map(|k| k.group).collect();
    groups.dedup();
    for (kind, t) in KINDS.iter().zip(&tally) {
        print_row(&format!("  {}", kind.name), *t);
    }
    let sum = |wanted: &dyn Fn(&Kind) -> bool| {
        let chosen = KINDS.iter().zip(&tally).filter(|(k, _)| wanted(k));
        chosen.fold([0u32; 5], |a, (_, t)| std::array::from_fn(|n| a[n] + t[n]))
    };
    for group in groups {
        print_row(group, sum(&|k| k.group == group));
    }
    print_row("all", sum(&|_| true));
}

fn print_row(name: &str, [all, first, ten, strict, strict_ten]: [u32; 5]) {
    let share = |n: u32| f64::from(n) / f64::from(all.max(1));
    println!(
        "{name:<48} found@1 {:.3}  found@10 {:.3}  (the very name {:.3} {:.3})  n {all}",
        share(first),
        share(ten),
        share(strict),
        share(strict_ten)
    );
}
