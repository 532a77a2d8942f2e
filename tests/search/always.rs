//! What must hold for any text at all: no panic, no endless work, the limit kept.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use zhuoluo::domain::ids::PersonId;
use zhuoluo::search::{PersonRow, fuzzy_words, pinyin};

use super::county::people;
use super::whole::Index;

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::build(people(300, 31)))
}

fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z0-9 '王李张三xX·.\u{300}\u{301}一-龥]{0,90}",
        "[\\x00-\\x1f\u{200b}-\u{200f}\u{300}-\u{36f}]{0,40}",
        "[0-9xX]{0,40}",
        "[a-zü]{0,80}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_query_panics(query in anything(), limit in 0usize..60) {
        let hits = index().find(&query, limit);
        prop_assert!(hits.len() <= limit);
        prop_assert!(hits.windows(2).all(|w| w[0].class <= w[1].class));
        let mut seen: Vec<_> = hits.iter().map(|h| h.person).collect();
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), hits.len(), "nobody twice");
        let _ = fuzzy_words(&query, &[("新登记", "New intake"), (&query, &query)]);
        let _ = pinyin::name_readings(&query);
    }

    #[test]
    fn no_row_panics(name in anything(), phone in anything(), number in anything(), address in anything()) {
        let mut index = Index::default();
        let row = PersonRow { id: PersonId(1), name: name.clone(), phones: vec![phone.clone()], id_number: number.clone(), address: address.clone() };
        index.put(row);
        for query in [&name, &phone, &number, &address] {
            for hit in index.find(query, 5) {
                let len = zhuoluo::domain::name::canonical(&name).chars().count();
                prop_assert!(hit.lit.iter().all(|place| *place < len));
            }
        }
        let _ = index.matches(&name, &number, &phone, 5);
    }
}

#[test]
fn long_and_strange_queries_take_bounded_time() {
    let spaces = " ".repeat(100_000);
    let marks = "\u{301}".repeat(100_000);
    let pinyin = "zhang".repeat(20_000);
    let initials = "z".repeat(100_000);
    let characters = "王".repeat(100_000);
    let digits = "1".repeat(100_000);
    let words = "王 ".repeat(50_000);
    let mixed = "王z1".repeat(30_000);
    for query in [
        &spaces,
        &marks,
        &pinyin,
        &initials,
        &characters,
        &digits,
        &words,
        &mixed,
    ] {
        let start = Instant::now();
        let _ = index().find(query, 50);
        let _ = index().matches(query, query, query, 50);
        // Generous, for a debug build on a busy machine: the point is that length does not count.
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{:?}",
            query.chars().take(5).collect::<String>()
        );
    }
}
