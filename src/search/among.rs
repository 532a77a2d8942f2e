//! People of one list who may be the same: the index of them all in memory, asked about each.

use super::agreeing::Agreeing;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The place of the later one.
    pub later: usize,
    /// The place of the earlier one.
    pub earlier: usize,
    /// Why.
    pub why: Word,
    /// Why as well: what agrees besides.
    pub besides: Vec<Word>,
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
            is_likely(row, rows.get(earlier)?, hit.class).then_some((earlier, hit.why))
        });
        let likely: Vec<(usize, Word)> = likely.take(MOST).collect();
        if likely.is_empty() {
            continue;
        }
        let names = likely
            .iter()
            .map(|(earlier, _)| rows[*earlier].name.as_str());
        let mut agreeing = Agreeing::of(row, names);
        pairs.extend(likely.into_iter().map(|(earlier, why)| Pair {
            later,
            earlier,
            why,
            besides: agreeing.besides(&rows[earlier], why),
        }));
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
/// or a slip beside something else that is the same. A name alone is none when telephone and village are
/// both others: a county has many of one name, and nobody answers hundreds of questions with care.
#[must_use]
pub fn is_likely(a: &PersonRow, b: &PersonRow, class: MatchClass) -> bool {
    let phones = |row: &PersonRow| -> Vec<Vec<u8>> {
        let digits = row.phones.iter().map(|p| normal::digits(p));
        digits.filter(|d| !d.is_empty()).collect()
    };
    let theirs = phones(b);
    let shares = phones(a).iter().any(|p| theirs.contains(p));
    let (one, other) = (
        normal::document(&a.id_number),
        normal::document(&b.id_number),
    );
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
    let elsewhere = are_apart(&a.address, &b.address);
    let by_document = !one.is_empty() && one == other;
    let by_telephone = !shares && !theirs.is_empty() && !a.phones.is_empty();
    let told_apart = by_telephone && elsewhere && !by_document;
    // A slip, or a part of the name, only together with something else that is the same.
    (sounds && !told_apart) || shares || same_place(&a.address, &b.address)
}

/// Whether two addresses are surely in different villages: as far as both say one.
fn are_apart(a: &str, b: &str) -> bool {
    let (a, b) = (village(a), village(b));
    let has = |long: &[char], short: &[char]| long.windows(short.len().max(1)).any(|w| w == short);
    !a.is_empty() && !b.is_empty() && !has(&a, &b) && !has(&b, &a)
}

/// What an address says behind the town and before the first number.
fn village(address: &str) -> Vec<char> {
    let place = normal::place(address);
    let from = place.iter().rposition(|c| matches!(c, '镇' | '乡' | '道'));
    let rest = &place[from.map_or(0, |at| at + 1)..];
    let end = rest.iter().position(char::is_ascii_digit);
    rest[..end.unwrap_or(rest.len())].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, phone: &str, document: &str, address: &str) -> PersonRow {
        PersonRow {
            id: PersonId(0),
            name: name.to_owned(),
            phones: phone.split_whitespace().map(str::to_owned).collect(),
            id_number: document.to_owned(),
            address: address.to_owned(),
        }
    }

    const ONE: &str = "999999196203070011";
    const OTHER: &str = "999999198811230028";

    /// Name, telephones, document, address.
    type Known = (&'static str, &'static str, &'static str, &'static str);

    /// Two of a list, and whether the later one asks.
    const TABLE: &[(Known, Known, bool)] = &[
        // Nothing but the name; the same sound; a look-alike.
        (("章晓棠", "", "", ""), ("章晓棠", "", "", ""), true),
        (("章晓棠", "", "", ""), ("张小唐", "", "", ""), true),
        (("肖蔷薇", "", "", ""), ("萧蔷薇", "", "", ""), true),
        (("章晓棠", "", "", ""), ("龙葵", "", "", ""), false),
        // Another telephone alone, or another village alone, tells nobody apart; both do.
        (
            ("章晓棠", "15400000001", "", ""),
            ("章晓棠", "15400000002", "", ""),
            true,
        ),
        (
            ("章晓棠", "", "", "东甲镇甲村"),
            ("章晓棠", "", "", "东甲镇乙村"),
            true,
        ),
        (
            ("章晓棠", "15400000001", "", "示例县东甲镇甲村2组"),
            ("章晓棠", "15400000002", "", "南乙镇乙村3组"),
            false,
        ),
        (
            ("章晓棠", "15400000001", "", "示例县东甲镇甲村2组"),
            ("章晓棠", "15400000002", "", "甲村5组7号"),
            true,
        ),
        // A telephone of the family; a second one of somebody's.
        (
            ("章晓棠", "15400000001", "", ""),
            ("龙葵", "15400000001", "", ""),
            true,
        ),
        (
            ("章晓棠", "15400000001 15400000009", "", ""),
            ("龙葵", "15400000003 15400000009", "", ""),
            true,
        ),
        // Two documents are two people, unless all else is the same; one document is asked about.
        (("章晓棠", "", ONE, ""), ("章晓棠", "", OTHER, ""), false),
        (
            ("章晓棠", "15400000001", ONE, ""),
            ("章晓棠", "15400000001", OTHER, ""),
            true,
        ),
        (("章晓棠", "", ONE, ""), ("章晓堂", "", ONE, ""), true),
        (
            ("章晓棠", "15400000001", ONE, "东甲镇甲村"),
            ("章小唐", "15400000002", ONE, "南乙镇乙村"),
            true,
        ),
        // A wrong character counts only at the same place.
        (
            ("章晓棠", "", "", "东甲镇甲村2组"),
            ("章晓梅", "", "", "东甲镇甲村2组"),
            true,
        ),
        (("章晓棠", "", "", ""), ("章晓梅", "", "", ""), false),
    ];

    /// Who of a list is asked about, and who is not.
    #[test]
    fn the_later_of_two_alike_is_asked_about_once() {
        for (a, b, asked) in TABLE {
            let rows = [a, b].map(|(n, p, d, at)| person(n, p, d, at));
            let pairs = among(&rows, |_| {});
            let places: Vec<(usize, usize)> = pairs.iter().map(|p| (p.later, p.earlier)).collect();
            let wanted = if *asked { vec![(1, 0)] } else { Vec::new() };
            assert_eq!(places, wanted, "{a:?} {b:?}");
        }
    }

    /// However many bear a name, no more than a few are named for each; nobody is named twice.
    #[test]
    fn of_many_a_few_are_named() {
        let rows = vec![person("章晓棠", "15400000001", "", ""); 40];
        let pairs = among(&rows, |_| {});
        assert_eq!(pairs.len(), 1 + 2 + 37 * MOST);
        assert!(pairs.iter().all(|p| p.earlier < p.later));
        assert!(among(&[], |_| {}).is_empty());
    }
}
