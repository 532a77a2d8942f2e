//! What the index finds exactly equals a plain reading of every row.

use std::collections::BTreeSet;

use zhuoluo::domain::name;
use zhuoluo::search::{MatchClass, PersonRow};

use super::county::{Seed, people};
use super::whole::Index;

const COUNT: usize = 1500;

fn found(index: &Index, query: &str, classes: &[MatchClass]) -> BTreeSet<i64> {
    index
        .find(query, COUNT)
        .into_iter()
        .filter(|h| classes.contains(&h.class))
        .map(|h| h.person.0)
        .collect()
}

fn read(rows: &[PersonRow], fits: impl Fn(&PersonRow) -> bool) -> BTreeSet<i64> {
    rows.iter().filter(|r| fits(r)).map(|r| r.id.0).collect()
}

#[test]
fn characters_in_a_name() {
    let rows = people(COUNT, 21);
    let index = Index::build(rows.clone());
    let mut seed = Seed(3);
    for _ in 0..80 {
        let chars: Vec<char> = name::bare(&rows[seed.below(COUNT)].name).chars().collect();
        let start = seed.below(chars.len());
        let len = 1 + seed.below(chars.len() - start);
        let query: String = chars[start..start + len].iter().collect();
        let hits = index.find(&query, COUNT);
        let whole = |h: &zhuoluo::search::Hit| {
            matches!(
                h.class,
                MatchClass::Same | MatchClass::Start | MatchClass::Part
            )
        };
        let gapless = |h: &zhuoluo::search::Hit| h.lit.windows(2).all(|w| w[1] <= w[0] + 2);
        let got: BTreeSet<i64> = hits
            .iter()
            .filter(|h| whole(h))
            .map(|h| h.person.0)
            .collect();
        let contains = read(&rows, |r| name::bare(&r.name).contains(&query));
        let scattered = read(&rows, |r| {
            let bare = name::bare(&r.name);
            let mut rest = bare.chars();
            query.chars().all(|c| rest.any(|d| d == c))
        });
        assert!(contains.is_subset(&got), "{query}");
        assert_eq!(got, scattered, "{query}");
        assert!(
            hits.iter()
                .filter(|h| whole(h) && contains.contains(&h.person.0))
                .all(gapless)
                || len > 1,
            "{query}"
        );
    }
}

#[test]
fn digits_and_addresses() {
    use MatchClass::{Address, NumberPart, NumberTail, Same};
    let rows = people(COUNT, 22);
    let index = Index::build(rows.clone());
    let mut seed = Seed(4);
    for _ in 0..60 {
        let row = &rows[seed.below(COUNT)];
        let number = if seed.below(2) == 0 {
            &row.phones[0]
        } else {
            &row.id_number
        };
        let start = seed.below(number.len() - 4);
        let end = (start + 3 + seed.below(6)).min(number.len());
        let query = &number[start..end];
        let wanted = read(&rows, |r| {
            r.phones[0].contains(query) || r.id_number.contains(query)
        });
        assert_eq!(
            found(&index, query, &[Same, NumberTail, NumberPart]),
            wanted,
            "{query}"
        );
        let chars: Vec<char> = row.address.chars().collect();
        let start = seed.below(chars.len() - 3);
        let piece: String = chars[start..start + 2 + seed.below(2)].iter().collect();
        if piece.chars().all(|c| c.is_ascii_digit()) {
            continue;
        }
        // Somebody's name may have the piece too; then the name is the better reason.
        let better: BTreeSet<i64> = index
            .find(&piece, COUNT)
            .iter()
            .filter(|h| h.class < Address)
            .map(|h| h.person.0)
            .collect();
        let wanted = read(&rows, |r| {
            has_piece(&r.address, &piece) && !better.contains(&r.id.0)
        });
        // 区9 is also somebody called so whose address has the number.
        let pieces = index.find(&piece, COUNT);
        let pieces = pieces.iter().filter(|h| h.why.zh == "地址");
        let pieces: BTreeSet<i64> = pieces.map(|h| h.person.0).collect();
        assert_eq!(pieces, wanted, "{piece}");
    }
}

/// Whether an address has a piece: one that begins with a digit not within a longer number.
fn has_piece(address: &str, piece: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    address
        .match_indices(piece)
        .any(|(at, _)| !digit(piece.chars().next()) || !digit(address[..at].chars().next_back()))
}
