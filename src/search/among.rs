//! People of one list who may be the same: the index of them all in memory, asked about each.

use super::index::Torn;
use super::normal::{self, same_place};
use super::{Hit, Index, MatchClass, PersonRow};
use crate::domain::ids::PersonId;
use crate::words::Word;

/// Most people before somebody that are named as perhaps the same.
const MOST: usize = 3;
/// People asked of the index for one: those who stand later in the list are among them.
const ASKED: usize = 64;

/// Two people of a list who may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The place of the later one.
    pub later: usize,
    /// The place of the earlier one.
    pub earlier: usize,
    /// Why.
    pub why: Word,
}

/// Who of a list may be the same as somebody before them, the likeliest first, each told with its reason.
/// Two different documents are two people, unless name and telephone are the same. `progress` is told how
/// far it is.
#[must_use]
pub fn among(people: &[PersonRow], mut progress: impl FnMut(usize)) -> Vec<Pair> {
    let numbered = |(n, row): (usize, &PersonRow)| PersonRow {
        id: PersonId(i64::try_from(n).unwrap_or(i64::MAX)),
        ..row.clone()
    };
    let rows: Vec<PersonRow> = people.iter().enumerate().map(numbered).collect();
    let index = Index::build(rows.iter().cloned());
    let mut pairs = Vec::new();
    for (later, row) in rows.iter().enumerate() {
        progress(later);
        // What was made in memory is not torn; if it is, nobody is named.
        let hits = before(&index, row).unwrap_or_default();
        let likely = hits.into_iter().filter_map(|hit| {
            let earlier = usize::try_from(hit.person.0).ok()?;
            let is_likely = is_likely(row, rows.get(earlier)?, hit.class);
            is_likely.then_some(Pair {
                later,
                earlier,
                why: hit.why,
            })
        });
        pairs.extend(likely.take(MOST));
    }
    pairs
}

/// Everybody before a row whom it looks like.
fn before(index: &Index, row: &PersonRow) -> Result<Vec<Hit>, Torn> {
    let first = row.phones.first().map_or("", String::as_str);
    let mut hits = index.matches(&row.name, &row.id_number, first, ASKED)?;
    for phone in row.phones.iter().skip(1) {
        for hit in index.matches("", "", phone, ASKED)? {
            if hits.iter().all(|h| h.person != hit.person) {
                hits.push(hit);
            }
        }
    }
    hits.retain(|hit| hit.person < row.id);
    Ok(hits)
}

/// Whether two people who were found alike are worth a question: by the sound of the name, a whole number,
/// or a slip beside something else that is the same.
#[must_use]
pub fn is_likely(a: &PersonRow, b: &PersonRow, class: MatchClass) -> bool {
    let phones = |row: &PersonRow| -> Vec<Vec<u8>> {
        let digits = row.phones.iter().map(|p| normal::digits(p));
        digits.filter(|d| !d.is_empty()).collect()
    };
    let theirs = phones(b);
    let shares = phones(a).iter().any(|p| theirs.contains(p));
    let (one, other) = (normal::digits(&a.id_number), normal::digits(&b.id_number));
    if !one.is_empty() && !other.is_empty() && one != other {
        return a.name == b.name && shares;
    }
    let sounds = matches!(
        class,
        MatchClass::Same
            | MatchClass::Sound
            | MatchClass::Spoken
            | MatchClass::Variant
            | MatchClass::Swapped
            | MatchClass::Homophone
            | MatchClass::Accent
    );
    // A slip, or a part of the name, only together with something else that is the same.
    sounds || shares || same_place(&a.address, &b.address)
}
